//! What may not decide who is near: tropes that give an ending away, everywhere or for one drama.

use std::sync::Arc;

use crate::catalog::{Catalog, DramaIdx, TropeIdx, Vocabulary};
use crate::query::Query;

/// What gives endings away in a catalogue.
#[derive(Debug, Clone, Default)]
pub struct Spoilers {
    /// One flag a trope: it does so wherever it is.
    tropes: Arc<[bool]>,
    /// It does so for one drama, ascending.
    marks: Arc<[(DramaIdx, TropeIdx)]>,
    /// One flag a trope: it has a mark.
    marked: Arc<[bool]>,
}

impl Spoilers {
    /// Those of a catalogue.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        let marks = catalog.spoilers();
        let mut marked = vec![false; catalog.vocabulary().len()];
        for (_, trope) in marks {
            if let Some(marked) = marked.get_mut(trope.at()) {
                *marked = true;
            }
        }
        Self {
            tropes: Self::flags(catalog.vocabulary()).into(),
            marks: marks.into(),
            marked: marked.into(),
        }
    }

    /// Which tropes of a vocabulary give an ending away wherever they are: one flag a trope.
    #[must_use]
    pub fn flags(vocabulary: &Vocabulary) -> Vec<bool> {
        let mut flags = Vec::with_capacity(vocabulary.len());
        for trope in vocabulary.tropes() {
            flags.push(trope.spoiler);
        }
        flags
    }

    /// Whether a trope gives the ending of a drama away.
    #[must_use]
    pub fn hide(&self, row: usize, trope: usize) -> bool {
        self.tropes.get(trope).is_some_and(|hides| *hides) || self.mark(row, trope)
    }

    fn mark(&self, row: usize, trope: usize) -> bool {
        let mark = (DramaIdx(row as u32), TropeIdx(trope as u16));
        self.marked.get(trope).is_some_and(|marked| *marked)
            && self.marks.binary_search(&mark).is_ok()
    }

    /// Whether a drama has a mark of its own.
    fn touch(&self, row: usize) -> bool {
        let first = self.marks.partition_point(|(drama, _)| drama.at() < row);
        self.marks.get(first).is_some_and(|(drama, _)| drama.at() == row)
    }
}

/// What is left out of the comparison with seeds: spoilers, unless they were asked for, but for the
/// tropes that the question names.
#[derive(Debug, Clone, Default)]
pub struct Veil {
    spoilers: Spoilers,
    lifted: bool,
    /// One flag a trope: the question names it; empty where it names none that is hidden.
    named: Vec<bool>,
}

impl Veil {
    /// What is hidden from whoever asks a query.
    #[must_use]
    pub fn of(spoilers: &Spoilers, query: &Query) -> Self {
        let mut named = Vec::new();
        for trope in query.named() {
            let at = trope.at();
            let hides = |flags: &[bool]| flags.get(at).is_some_and(|hides| *hides);
            if hides(&spoilers.tropes) || hides(&spoilers.marked) {
                named.resize(spoilers.tropes.len(), false);
                named[at] = true;
            }
        }
        Self { spoilers: spoilers.clone(), lifted: query.spoilers, named }
    }

    /// Whether everything counts.
    #[must_use]
    pub fn is_lifted(&self) -> bool {
        self.lifted
    }

    /// Whether some of what is usually hidden counts.
    #[must_use]
    pub fn is_parted(&self) -> bool {
        self.lifted || !self.named.is_empty()
    }

    /// Whether a trope is left out for a drama.
    #[must_use]
    pub fn hides(&self, row: usize, trope: usize) -> bool {
        let named = || self.named.get(trope).is_some_and(|named| *named);
        !self.lifted && self.spoilers.hide(row, trope) && !named()
    }

    /// Whether a drama has something that is left out for it alone.
    #[must_use]
    pub fn touches(&self, row: usize) -> bool {
        !self.lifted && !self.spoilers.marks.is_empty() && self.spoilers.touch(row)
    }
}
