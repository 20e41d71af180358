//! Normalised discounted cumulative gain.

use crate::catalog::DramaIdx;

/// nDCG@k with binary relevance (Järvelin & Kekäläinen 2002): the sum of `1 / log₂(rank + 1)`
/// over the relevant dramas among the first `k`, as a share of the best sum there could be. In [0,
/// 1]; 0 when nothing is relevant or `k` is 0.
#[must_use]
pub fn ndcg(ranking: &[DramaIdx], relevant: &[DramaIdx], k: usize) -> f64 {
    let gain = |at: usize| 1.0 / (at as f64 + 2.0).log2();
    let hits = ranking.iter().take(k).enumerate().filter(|(_, drama)| relevant.contains(drama));
    let best: f64 = (0..k.min(relevant.len())).map(gain).sum();
    // A sum of nothing is -0; adding 0 makes it 0.
    let found = hits.map(|(at, _)| gain(at)).sum::<f64>() + 0.0;
    if best > 0.0 { found / best } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let [a, b, c, d] = [0, 1, 2, 3].map(DramaIdx);
        // Hits at ranks 1 and 3: 1 + 1/2; the best with two relevant: 1 + 1/log₂3.
        assert!((ndcg(&[a, b, c], &[a, c], 10) - 1.5 / (1.0 + 1.0 / 3f64.log2())).abs() < 1e-12);
        assert_eq!(ndcg(&[a, c], &[a, c], 10), 1.0);
        assert_eq!(ndcg(&[b, d], &[a, c], 10), 0.0);
        assert!(ndcg(&[b, d], &[a, c], 10).is_sign_positive(), "shown as 0, not as -0");
        assert_eq!(ndcg(&[b, a], &[a], 1), 0.0);
        assert_eq!(ndcg(&[a], &[], 10), 0.0);
    }
}
