//! What may not decide who is near: tropes that give an ending away.

use crate::catalog::Vocabulary;
use crate::query::Query;

/// The tropes that are left out of the comparison with seeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Veil {
    /// None: spoilers were asked for.
    Lifted,
    /// All spoiler tropes, one flag a trope.
    Usual(Vec<bool>),
    /// All spoiler tropes but those that the question names.
    Parted(Vec<bool>),
}

impl Veil {
    /// What is hidden from whoever asks for nothing in particular: one flag a trope.
    #[must_use]
    pub fn spoilers(vocabulary: &Vocabulary) -> Vec<bool> {
        vocabulary.tropes().iter().map(|trope| trope.spoiler).collect()
    }

    /// What is hidden from whoever asks a query: a trope that it names counts.
    #[must_use]
    pub fn of(vocabulary: &Vocabulary, query: &Query) -> Self {
        if query.spoilers {
            return Self::Lifted;
        }
        let mut hidden = Self::spoilers(vocabulary);
        let mut parted = false;
        for trope in query.named() {
            parted |= std::mem::replace(&mut hidden[trope.at()], false);
        }
        if parted { Self::Parted(hidden) } else { Self::Usual(hidden) }
    }

    /// Whether a trope is left out.
    #[must_use]
    pub fn hides(&self, trope: usize) -> bool {
        match self {
            Self::Lifted => false,
            Self::Usual(hidden) | Self::Parted(hidden) => {
                hidden.get(trope).is_some_and(|hides| *hides)
            }
        }
    }
}
