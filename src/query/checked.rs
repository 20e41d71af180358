//! A question that can be answered: names looked up, numbers in range.

use crate::catalog::{DramaIdx, TropeIdx};

use super::priors::PriorChoice;
use super::request::Pooling;

/// A trope wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// Which trope.
    pub trope: TropeIdx,
    /// In (0, 1].
    pub weight: f32,
}

/// A trope to be softly avoided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoftAvoid {
    /// Which trope.
    pub trope: TropeIdx,
    /// In (0, 1].
    pub weight: f32,
}

/// Which way a critique points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More of the trope than the seeds have.
    More,
    /// Less of it.
    Less,
}

/// "More of / less of this trope than the seeds have."
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Critique {
    /// Which trope.
    pub trope: TropeIdx,
    /// Which way.
    pub direction: Direction,
    /// Mean strength of the trope over the liked seeds, in [0, 1].
    pub seed_strength: f64,
}

/// A network or service, by the folded name that dramas are compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// As the catalogue spells it.
    pub name: String,
    /// Its folded name.
    pub key: String,
}

/// Facts a drama must have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// First year, inclusive.
    pub year_from: Option<u16>,
    /// Last year, inclusive.
    pub year_to: Option<u16>,
    /// Network of the first release.
    pub network: Option<Service>,
    /// Service where it streams.
    pub streaming: Option<Service>,
    /// Most episodes.
    pub max_episodes: Option<u16>,
    /// Whether other seasons of a seed's story may be answered.
    pub same_series: bool,
}

/// Something the asker should know about how the question was understood.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Note {
    /// Stable code for programs.
    pub code: String,
    /// One sentence for people.
    pub message: String,
}

impl Note {
    /// A note.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}

/// A checked question. Only [`QueryRequest::check`](super::QueryRequest::check) makes one, and only
/// it is ranked; its positions are those of the catalogue it was checked against.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Query {
    /// The asker's name for the question.
    pub id: String,
    /// Liked dramas, each once.
    pub seeds: Vec<DramaIdx>,
    /// Disliked dramas, each once, none of them liked.
    pub disliked: Vec<DramaIdx>,
    /// Tropes wanted, each once.
    pub wishes: Vec<Wish>,
    /// Tropes vetoed, each once.
    pub vetoes: Vec<TropeIdx>,
    /// Tropes softly avoided, each once, in the order given.
    pub soft_avoids: Vec<SoftAvoid>,
    /// Critiques that a drama can meet, in the order given, "more" before "less".
    pub critiques: Vec<Critique>,
    /// Dramas seen.
    pub seen: Vec<DramaIdx>,
    /// Facts asked for.
    pub filters: Filters,
    /// Diversity in [0, 1).
    pub diversity: f32,
    /// What counts besides tropes, where it differs from what counts by default.
    pub priors: PriorChoice,
    /// Share α of the wishes beside seeds, when it was given.
    pub wish_share: Option<f32>,
    /// Pooling of several seeds, when it was given.
    pub pooling: Option<Pooling>,
    /// Strength from which a veto drops a drama, in (0, 1].
    pub veto_threshold: f32,
    /// Whether spoiler tropes may be named.
    pub spoilers: bool,
    /// Length of the answer, at least 1.
    pub k: usize,
    /// What the check noticed.
    pub notes: Vec<Note>,
}

impl Query {
    /// The tropes that the question names, which are no secret to the asker: wished, avoided or
    /// criticised. A trope may come more than once.
    pub fn named(&self) -> impl Iterator<Item = TropeIdx> + '_ {
        let wishes = self.wishes.iter().map(|wish| wish.trope);
        let soft_avoids = self.soft_avoids.iter().map(|avoid| avoid.trope);
        let critiques = self.critiques.iter().map(|critique| critique.trope);
        wishes.chain(self.vetoes.iter().copied()).chain(soft_avoids).chain(critiques)
    }
}
