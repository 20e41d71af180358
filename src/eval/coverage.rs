//! Catalogue coverage.

use std::collections::BTreeSet;

use crate::catalog::DramaIdx;

/// The share of the pool that appears among the first `k` of at least one ranking (Ge,
/// Delgado-Battenfeld & Jannach 2010). In [0, 1]; 0 for an empty pool.
#[must_use]
pub fn coverage<'r>(
    rankings: impl IntoIterator<Item = &'r [DramaIdx]>,
    pool: usize,
    k: usize,
) -> f64 {
    let shown: BTreeSet<DramaIdx> =
        rankings.into_iter().flat_map(|ranking| ranking.iter().take(k).copied()).collect();
    if pool == 0 { 0.0 } else { shown.len() as f64 / pool as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let [a, b, c] = [0, 1, 2].map(DramaIdx);
        let rankings = [vec![a, b, c], vec![b, a]];
        let slices = || rankings.iter().map(Vec::as_slice);
        assert_eq!(coverage(slices(), 4, 2), 0.5);
        assert_eq!(coverage(slices(), 4, 3), 0.75);
        assert_eq!(coverage(slices(), 0, 3), 0.0);
    }
}
