//! What viewers recommend after a seed.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::DramaIdx;

/// Fewest recommended dramas for a seed to be measured.
const FEWEST: usize = 3;

/// The seeds to be measured, each with the dramas recommended after it, all of them in the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgements {
    /// The dramas on which rankings are compared.
    pub pool: BTreeSet<DramaIdx>,
    /// The relevant dramas of each seed, in id order; at least three.
    pub relevant: BTreeMap<DramaIdx, Vec<DramaIdx>>,
}

impl Judgements {
    /// Keeps the pairs `(seed, recommended)` within the pool, and the seeds with enough of them. A
    /// pair given twice counts once; a drama recommended after itself does not count.
    #[must_use]
    pub fn new(
        pairs: impl IntoIterator<Item = (DramaIdx, DramaIdx)>,
        pool: BTreeSet<DramaIdx>,
    ) -> Self {
        let mut relevant: BTreeMap<DramaIdx, BTreeSet<DramaIdx>> = BTreeMap::new();
        for (seed, recommended) in pairs {
            if seed != recommended && pool.contains(&seed) && pool.contains(&recommended) {
                relevant.entry(seed).or_default().insert(recommended);
            }
        }
        relevant.retain(|_, recommended| recommended.len() >= FEWEST);
        let relevant =
            relevant.into_iter().map(|(seed, set)| (seed, set.into_iter().collect())).collect();
        Self { pool, relevant }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_outside_the_pool_and_seeds_with_few_are_left_out() {
        let idx = DramaIdx;
        let pool: BTreeSet<DramaIdx> = (0..6).map(idx).collect();
        let pairs = [
            (0, 1),
            (0, 2),
            (0, 2),
            (0, 0),
            (0, 9),
            (0, 3),
            (4, 1),
            (4, 2),
            (9, 1),
            (9, 2),
            (9, 3),
        ];
        let judged = Judgements::new(pairs.map(|(a, b)| (idx(a), idx(b))), pool);
        assert_eq!(judged.relevant.len(), 1);
        assert_eq!(judged.relevant[&idx(0)], [idx(1), idx(2), idx(3)]);
    }
}
