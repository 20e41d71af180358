//! How many dramas each filter and veto leaves out, counted once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::catalog::{Airing, ContentRating, Date, OriginKind};
use crate::query::Limit;

/// What is counted: a test of a drama that depends on nothing but the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// Of this series.
    Series(u32),
    /// First episode outside these years.
    Years(Option<u16>, Option<u16>),
    /// Not of this network, by its folded name.
    Network(String),
    /// Not on this service, by its folded name.
    Streaming(String),
    /// A number below its least or above its most.
    Limit(Limit),
    /// Meant for viewers older than this.
    Rating(ContentRating),
    /// Not so far on a day.
    Airing(Airing, Date),
    /// Not made from such a work.
    Origin(OriginKind),
    /// Not this trope at this strength, as bits, or more.
    Require(u16, u32),
    /// This trope at this strength, as bits, or more.
    Veto(u16, u32),
    /// This warning, by its position: it occurs, or may.
    Warning(u8),
    /// Nobody reviewed its tropes.
    Unreviewed,
    /// It is unknown how many follow it.
    Unfollowed,
}

/// How many dramas a test leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// All of them.
    pub dropped: usize,
    /// Those for which the fact asked for is unknown.
    pub unknown: usize,
}

/// Remembers counts, since each takes a pass over all dramas and many questions ask for the same.
#[derive(Debug, Default)]
pub struct CountCache(Mutex<HashMap<Test, Count>>);

/// Counts remembered at most; then all are forgotten.
const MOST: usize = 10_000;

impl CountCache {
    /// The count of a test, by `count` when it is not known yet.
    pub fn of(&self, test: Test, count: impl FnOnce() -> Count) -> Count {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = known().get(&test) {
            return *count;
        }
        // Not held while counting: two threads may count the same, and agree.
        let count = count();
        let mut known = known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(test, count);
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Number;

    #[test]
    fn each_test_is_counted_once() {
        let most = |value| Test::Limit(Limit { number: Number::Episodes, most: true, value });
        let counts = CountCache::default();
        let mut counted = 0;
        for dropped in 1..4 {
            let count = counts.of(most(16), || {
                counted += 1;
                Count { dropped, unknown: 0 }
            });
            assert_eq!(count.dropped, 1);
        }
        let other = counts.of(most(12), Count::default);
        assert_eq!((other.dropped, counted), (0, 1));
    }
}
