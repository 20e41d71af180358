//! Recall.

use crate::catalog::DramaIdx;

/// Recall@k: the share of the relevant dramas that are among the first `k`. In [0, 1]; 0 when
/// nothing is relevant.
#[must_use]
pub fn recall(ranking: &[DramaIdx], relevant: &[DramaIdx], k: usize) -> f64 {
    let hits = ranking.iter().take(k).filter(|drama| relevant.contains(drama)).count();
    if relevant.is_empty() { 0.0 } else { hits as f64 / relevant.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let [a, b, c] = [0, 1, 2].map(DramaIdx);
        assert_eq!(recall(&[a, b, c], &[a, c], 2), 0.5);
        assert_eq!(recall(&[a, b, c], &[a, c], 3), 1.0);
        assert_eq!(recall(&[], &[a], 3), 0.0);
        assert_eq!(recall(&[a], &[], 3), 0.0);
    }
}
