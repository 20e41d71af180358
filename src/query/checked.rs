//! A question that can be answered: names looked up, numbers in range.

use crate::catalog::{DramaIdx, TropeIdx};

use crate::schema::{Note, Pooling};

use super::limits::{Filters, Required};
use super::priors::PriorChoice;

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

/// A checked question. Only [`QueryRequest::check`](super::QueryRequest::check) makes one, and only
/// it is ranked; its positions are those of the catalogue it was checked against.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Query {
    /// The asker's name for the question, when it has one.
    pub id: Option<String>,
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
    /// Groups of tropes of which one suffices, each trope once, at least two a group.
    pub any: Vec<Vec<TropeIdx>>,
    /// Tropes that must be there, each once.
    pub required: Vec<Required>,
    /// Dramas seen.
    pub seen: Vec<DramaIdx>,
    /// Dramas that may not be answered for another reason.
    pub excluded: Vec<DramaIdx>,
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
    /// Whether it names neither a seed nor a wish.
    #[must_use]
    pub fn filters_alone(&self) -> bool {
        self.seeds.is_empty() && self.wishes.is_empty() && self.any.is_empty()
    }

    /// The tropes that the question names, which are no secret to the asker: wished, required, avoided or
    /// criticised. A trope may come more than once.
    pub fn named(&self) -> impl Iterator<Item = TropeIdx> + '_ {
        let wishes = self.wishes.iter().map(|wish| wish.trope);
        let soft_avoids = self.soft_avoids.iter().map(|avoid| avoid.trope);
        let critiques = self.critiques.iter().map(|critique| critique.trope);
        let required = self.required.iter().map(|required| required.trope);
        let any = self.any.iter().flatten().copied();
        let named = wishes.chain(self.vetoes.iter().copied()).chain(soft_avoids);
        named.chain(critiques).chain(required).chain(any)
    }
}
