//! Reciprocal rank.

use crate::catalog::DramaIdx;

/// One over the rank of the first relevant drama (Voorhees 1999); its mean over seeds is MRR. In
/// [0, 1]; 0 when none is ranked.
#[must_use]
pub fn reciprocal_rank(ranking: &[DramaIdx], relevant: &[DramaIdx]) -> f64 {
    let first = ranking.iter().position(|drama| relevant.contains(drama));
    first.map_or(0.0, |at| 1.0 / (at as f64 + 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let [a, b, c] = [0, 1, 2].map(DramaIdx);
        assert_eq!(reciprocal_rank(&[a, b, c], &[c, b]), 0.5);
        assert_eq!(reciprocal_rank(&[a], &[c]), 0.0);
    }
}
