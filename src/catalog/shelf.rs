//! Where the dramas of a catalogue stand: in memory, or elsewhere behind the same questions.

use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::OnceLock;

use super::credits::{Credits, Role};
use super::drama::{Drama, DramaIdx};
use super::facts::{Facts, FactsOf, Lists};
use super::titles::{Claims, TitleIndex};
use super::trope::TropeIdx;

/// The dramas of a catalogue, in id order, and the names that lead to them.
///
/// What ranking asks of every drama ([`strength`](Self::strength), [`facts`](Self::facts)) is cheap;
/// a whole [`drama`](Self::drama) may have to be read first, and is meant for the few that are shown.
/// Positions are below [`len`](Self::len).
pub trait Shelf: Debug + Send + Sync {
    /// How many dramas.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One drama.
    fn drama(&self, idx: DramaIdx) -> Cow<'_, Drama>;

    /// All dramas. Reads the whole catalogue into memory where it is not there.
    fn all(&self) -> Cow<'_, [Drama]>;

    /// Strength of a trope in a drama, 0 when it does not have it.
    fn strength(&self, idx: DramaIdx, trope: TropeIdx) -> f32;

    /// What filters and priors ask of a drama.
    fn facts(&self, idx: DramaIdx) -> Facts;

    /// What is said once of all facts: lists of networks and services, marks of spoilers.
    fn lists(&self) -> &Lists;

    /// The drama with exactly this id.
    fn find(&self, id: &str) -> Option<DramaIdx>;

    /// The drama that had this id before.
    fn find_former(&self, id: &str) -> Option<DramaIdx>;

    /// The first drama with this number on MyDramaList.
    fn find_mdl(&self, number: u32) -> Option<DramaIdx>;

    /// The dramas that claim a folded title.
    fn claims(&self, key: &str) -> Cow<'_, Claims>;

    /// Calls `each` with every folded title and each drama that claims it.
    fn each_name(&self, each: &mut dyn FnMut(&str, DramaIdx));

    /// The dramas that have this [key](Role::keys) of a person in a role, ascending.
    fn credited(&self, role: Role, key: &str) -> Cow<'_, [DramaIdx]>;

    /// The dramas of the series with this slug, ascending.
    fn series(&self, slug: &str) -> Cow<'_, [DramaIdx]>;

    /// Where what the dramas are read from was found damaged, as a position in its bytes. What was answered
    /// before then may be wrong.
    fn damage(&self) -> Option<usize> {
        None
    }
}

/// Dramas in memory.
#[derive(Debug)]
pub struct MemoryShelf {
    dramas: Vec<Drama>,
    /// Made at the first title asked for: ranking by wishes alone needs none.
    titles: OnceLock<TitleIndex>,
    /// Made at the first filter.
    facts: OnceLock<(Vec<Facts>, Lists)>,
    /// Made at the first question that compares people or meets a series.
    credits: OnceLock<Credits>,
}

impl MemoryShelf {
    /// Dramas in id order.
    #[must_use]
    pub fn new(dramas: Vec<Drama>) -> Self {
        Self { dramas, titles: OnceLock::new(), facts: OnceLock::new(), credits: OnceLock::new() }
    }

    fn titles(&self) -> &TitleIndex {
        self.titles.get_or_init(|| TitleIndex::new(&self.dramas))
    }

    fn credits(&self) -> &Credits {
        self.credits.get_or_init(|| Credits::new(&self.dramas))
    }

    fn table(&self) -> &(Vec<Facts>, Lists) {
        self.facts.get_or_init(|| {
            let mut taken = FactsOf::default();
            let facts = self.dramas.iter().map(|drama| taken.take(drama)).collect();
            (facts, taken.into_lists())
        })
    }
}

impl Shelf for MemoryShelf {
    fn len(&self) -> usize {
        self.dramas.len()
    }

    fn drama(&self, idx: DramaIdx) -> Cow<'_, Drama> {
        Cow::Borrowed(&self.dramas[idx.at()])
    }

    fn all(&self) -> Cow<'_, [Drama]> {
        Cow::Borrowed(&self.dramas)
    }

    fn strength(&self, idx: DramaIdx, trope: TropeIdx) -> f32 {
        self.dramas[idx.at()].strength(trope)
    }

    fn facts(&self, idx: DramaIdx) -> Facts {
        self.table().0[idx.at()]
    }

    fn lists(&self) -> &Lists {
        &self.table().1
    }

    fn find(&self, id: &str) -> Option<DramaIdx> {
        let at = self.dramas.binary_search_by(|drama| drama.id.as_str().cmp(id)).ok()?;
        Some(DramaIdx(at as u32))
    }

    fn find_former(&self, id: &str) -> Option<DramaIdx> {
        self.titles().find_former(id)
    }

    fn find_mdl(&self, number: u32) -> Option<DramaIdx> {
        self.titles().find_mdl(number)
    }

    fn claims(&self, key: &str) -> Cow<'_, Claims> {
        self.titles().claims(key)
    }

    fn each_name(&self, each: &mut dyn FnMut(&str, DramaIdx)) {
        self.titles().each_name(each);
    }

    fn credited(&self, role: Role, key: &str) -> Cow<'_, [DramaIdx]> {
        self.credits().credited(role, key)
    }

    fn series(&self, slug: &str) -> Cow<'_, [DramaIdx]> {
        self.credits().series(slug)
    }
}
