//! Novelty.

use crate::catalog::{Catalog, DramaIdx};

/// The mean self-information in bits, `-log₂ p`, of the first `k` (Zhou et al. 2010), `p` being a
/// drama's share of all followers: the less followed, the more novel. Dramas whose followers are
/// unknown count as having one. `None` for an empty ranking.
#[must_use]
pub fn novelty(catalog: &Catalog, ranking: &[DramaIdx], k: usize) -> Option<f64> {
    let followers =
        |drama: &DramaIdx| f64::from(catalog.drama(*drama).followers.unwrap_or(0).max(1));
    let all: f64 = catalog.indices().map(|drama| followers(&drama)).sum();
    let shown = &ranking[..k.min(ranking.len())];
    let bits: f64 = shown.iter().map(|drama| (all / followers(drama)).log2()).sum();
    (!shown.is_empty()).then(|| bits / shown.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Drama, Vocabulary};

    #[test]
    fn by_hand() {
        let drama = |id: &str, followers| Drama { id: id.into(), followers, ..Drama::default() };
        let dramas = vec![drama("a", Some(4)), drama("b", Some(3)), drama("c", None)];
        let catalog = Catalog::new(Vocabulary::default(), dramas).unwrap();
        // Shares 1/2, 3/8, 1/8: one bit and three bits.
        assert_eq!(novelty(&catalog, &[0, 2].map(DramaIdx), 10), Some(2.0));
        assert_eq!(novelty(&catalog, &[0, 2].map(DramaIdx), 1), Some(1.0));
        assert_eq!(novelty(&catalog, &[], 10), None);
    }
}
