//! A question that can be answered: names looked up, numbers in range.

use crate::catalog::{DramaIdx, TropeIdx, WarningIdx};
use crate::schema::{DEFAULT_K, Note, Pooling};

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
    pub seed_strength: f64,
}

/// Strength from which a veto drops a drama unless another is asked for: level 2 of 5.
const DEFAULT_VETO_THRESHOLD: f32 = 0.4;

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
    /// Warnings vetoed that are no tropes, each once; the others are among the vetoes.
    pub(crate) warnings: Vec<WarningIdx>,
    /// Tropes softly avoided, each once, in the order given.
    pub(crate) soft_avoids: Vec<SoftAvoid>,
    /// Critiques that a drama can meet, in the order given, "more" before "less".
    pub(crate) critiques: Vec<Critique>,
    /// Groups of tropes of which one suffices, at least one trope a group.
    pub(crate) any: Vec<Vec<TropeIdx>>,
    /// Tropes that must be there, each once.
    pub(crate) required: Vec<Required>,
    /// Dramas seen, each once, in id order.
    pub(crate) seen: Vec<DramaIdx>,
    /// Dramas that may not be answered for another reason, each once, in id order.
    pub(crate) excluded: Vec<DramaIdx>,
    /// The only dramas that may be answered, ascending, when not all may.
    pub(crate) only: Option<Vec<DramaIdx>>,
    /// Facts asked for.
    pub(crate) filters: Filters,
    /// Diversity in [0, 1).
    pub(crate) diversity: f32,
    /// What counts besides tropes, where it differs from what counts by default.
    pub(crate) priors: PriorChoice,
    /// Share α of the wishes beside seeds, when it was given.
    pub(crate) wish_share: Option<f32>,
    /// Pooling of several seeds, when it was given.
    pub(crate) pooling: Option<Pooling>,
    /// Strength from which a veto drops a drama, in (0, 1].
    pub(crate) veto_threshold: f32,
    /// Whether spoiler tropes may be named.
    pub(crate) spoilers: bool,
    /// Whether to count how many dramas qualify.
    pub(crate) count: bool,
    /// Length of the answer, at least 1.
    pub(crate) k: usize,
    /// What the check noticed.
    pub(crate) notes: Vec<Note>,
}

impl Query {
    /// A question that asks for nothing, which a check fills in.
    pub(super) fn empty() -> Self {
        Self {
            id: None,
            seeds: Vec::new(),
            disliked: Vec::new(),
            wishes: Vec::new(),
            vetoes: Vec::new(),
            warnings: Vec::new(),
            soft_avoids: Vec::new(),
            critiques: Vec::new(),
            any: Vec::new(),
            required: Vec::new(),
            seen: Vec::new(),
            excluded: Vec::new(),
            only: None,
            filters: Filters::default(),
            diversity: 0.0,
            priors: PriorChoice::default(),
            wish_share: None,
            pooling: None,
            veto_threshold: DEFAULT_VETO_THRESHOLD,
            spoilers: false,
            count: false,
            k: DEFAULT_K,
            notes: Vec::new(),
        }
    }

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

impl Query {
    /// Whether it names neither a seed nor a wish.
    #[must_use]
    pub fn filters_alone(&self) -> bool {
        self.seeds.is_empty() && self.wishes.is_empty() && self.any.is_empty()
    }

    /// The tropes that the question names, which are no secret to the asker: wished, required,
    /// avoided or criticised. A trope may come more than once.
    #[doc(hidden)]
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
