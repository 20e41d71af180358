//! Intra-list diversity.

use crate::catalog::DramaIdx;
use crate::index::VectorIndex;
use crate::rank::cosine;

/// The mean of `1 - cosine` over the pairs among the first `k` (Ziegler et al. 2005). In [0, 1];
/// `None` for fewer than two dramas.
#[must_use]
pub fn intra_list_diversity(index: &VectorIndex, ranking: &[DramaIdx], k: usize) -> Option<f64> {
    let shown = &ranking[..k.min(ranking.len())];
    let mut distances = Vec::new();
    for (at, a) in shown.iter().enumerate() {
        distances
            .extend(shown[at + 1..].iter().map(|b| 1.0 - f64::from(cosine(index, a.at(), b.at()))));
    }
    let number = distances.len() as f64;
    (number > 0.0).then(|| distances.iter().sum::<f64>() / number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let index =
            VectorIndex::build([vec![(0, 1.0)], vec![(0, 0.4)], vec![(1, 1.0)]], &[1.0, 1.0]);
        let ranking = [0, 1, 2].map(DramaIdx);
        // Cosines 1, 0, 0.
        assert!((intra_list_diversity(&index, &ranking, 3).unwrap() - 2.0 / 3.0).abs() < 1e-6);
        assert!(intra_list_diversity(&index, &ranking, 2).unwrap().abs() < 1e-6);
        assert_eq!(intra_list_diversity(&index, &ranking, 1), None);
    }
}
