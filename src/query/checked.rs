//! A question that can be answered: names looked up, numbers in range.

use crate::catalog::{DramaIdx, TropeIdx};

use crate::schema::{Note, Pooling};

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
pub enum Way {
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
    pub way: Way,
    /// Mean strength of the trope over the liked seeds, in [0, 1].
    pub seed_strength: f32,
}

/// What may speak for a drama besides its tropes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prior {
    /// How many people follow it.
    Popularity,
    /// How near in time it is to the seeds.
    Era,
    /// Whether it shares a lead, writer or director with the seeds.
    People,
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

/// A checked question. Only [`QueryRequest::check`](crate::QueryRequest::check) makes one, and only
/// it is ranked; its positions are those of the catalogue it was checked against. It cannot be
/// changed, so that what was checked stays so.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The asker's name for the question, when it has one.
    pub(crate) id: Option<String>,
    /// Liked dramas, each once.
    pub(crate) seeds: Vec<DramaIdx>,
    /// Disliked dramas, each once, none of them liked.
    pub(crate) disliked: Vec<DramaIdx>,
    /// Tropes wanted, each once.
    pub(crate) wishes: Vec<Wish>,
    /// Tropes vetoed, each once.
    pub(crate) vetoes: Vec<TropeIdx>,
    /// Tropes softly avoided, each once, in the order given.
    pub(crate) soft_avoids: Vec<SoftAvoid>,
    /// Critiques that a drama can meet, in the order given, "more" before "less".
    pub(crate) critiques: Vec<Critique>,
    /// Dramas seen, each once, in id order.
    pub(crate) seen: Vec<DramaIdx>,
    /// The only dramas that may be answered, ascending, when not all may.
    pub(crate) only: Option<Vec<DramaIdx>>,
    /// Facts asked for.
    pub(crate) filters: Filters,
    /// Diversity in [0, 1).
    pub(crate) diversity: f32,
    /// What counts besides tropes, each prior at most once, in the order of [`Prior`], with its weight
    /// λ in (0, 1].
    pub(crate) priors: Vec<(Prior, f32)>,
    /// Share α of the wishes beside seeds, when it was given.
    pub(crate) wish_share: Option<f32>,
    /// Pooling of several seeds, when it was given.
    pub(crate) pooling: Option<Pooling>,
    /// Strength from which a veto drops a drama, in (0, 1].
    pub(crate) veto_threshold: f32,
    /// Whether spoiler tropes may be named.
    pub(crate) spoilers: bool,
    /// Length of the answer, at least 1.
    pub(crate) k: usize,
    /// What the check noticed.
    pub(crate) notes: Vec<Note>,
}

impl Query {
    /// The asker's name for the question, when it has one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The liked dramas, each once, in the order named.
    #[must_use]
    pub fn seeds(&self) -> &[DramaIdx] {
        &self.seeds
    }

    /// How many results are wanted, at least 1.
    #[must_use]
    pub fn k(&self) -> usize {
        self.k
    }

    /// What the check noticed.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Whether a drama is among those that may be answered.
    pub(crate) fn admits(&self, drama: DramaIdx) -> bool {
        self.only.as_ref().is_none_or(|only| only.binary_search(&drama).is_ok())
    }
}
