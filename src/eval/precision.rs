//! Precision.

use crate::catalog::DramaIdx;

/// Precision@k: the share of the first `k` places that hold a relevant drama. In [0, 1]; a place
/// that a short ranking leaves empty holds none; 0 for k = 0.
#[must_use]
pub fn precision(ranking: &[DramaIdx], relevant: &[DramaIdx], k: usize) -> f64 {
    let hits = ranking.iter().take(k).filter(|drama| relevant.contains(drama)).count();
    if k == 0 { 0.0 } else { hits as f64 / k as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let [a, b, c] = [0, 1, 2].map(DramaIdx);
        assert_eq!(precision(&[a, b, c], &[a, c], 2), 0.5);
        assert_eq!(precision(&[a, b], &[a, b], 5), 0.4);
        assert_eq!(precision(&[], &[a], 3), 0.0);
        assert_eq!(precision(&[a], &[a], 0), 0.0);
    }
}
