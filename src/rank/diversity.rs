//! Maximal marginal relevance: trading a little score for variety.

use crate::index::VectorIndex;

use super::similarity::cosine;
use super::topk::Hit;

/// How many candidates are looked at for each place in the answer.
const CANDIDATES_PER_PLACE: usize = 10;

/// How many of the best hits [`diversify`] chooses `k` from.
#[must_use]
pub fn candidates(k: usize) -> usize {
    k.saturating_mul(CANDIDATES_PER_PLACE)
}

/// Chooses `k` of `hits` (best first), one at a time, each the one with the largest
/// `(1-λ)·score - λ·(largest cosine to those chosen)` (Carbonell & Goldstein 1998), λ being
/// `diversity` in [0, 1). Ties go to the better hit. The order changes, a score never does.
#[must_use]
pub fn diversify(index: &VectorIndex, mut hits: Vec<Hit>, diversity: f32, k: usize) -> Vec<Hit> {
    let mut chosen: Vec<Hit> = Vec::with_capacity(k.min(hits.len()));
    let mut nearest = vec![0.0f32; hits.len()];
    while chosen.len() < k && !hits.is_empty() {
        let worth = |at: usize| (1.0 - diversity) * hits[at].score - diversity * nearest[at];
        let best = (0..hits.len())
            .reduce(|best, at| if worth(at) > worth(best) { at } else { best })
            .expect("not empty");
        let hit = hits.remove(best);
        nearest.remove(best);
        for (near, other) in nearest.iter_mut().zip(&hits) {
            *near = near.max(cosine(index, hit.drama.at(), other.drama.at()));
        }
        chosen.push(hit);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::DramaIdx;

    #[test]
    fn a_twin_of_the_first_gives_way_to_something_else() {
        let index =
            VectorIndex::build([vec![(0, 1.0)], vec![(0, 1.0)], vec![(1, 1.0)]], &[1.0, 1.0]);
        let hit = |drama, score| Hit::plain(DramaIdx(drama), score);
        let hits = vec![hit(0, 0.9), hit(1, 0.8), hit(2, 0.5)];
        let order = |diversity| -> Vec<u32> {
            diversify(&index, hits.clone(), diversity, 3).iter().map(|h| h.drama.0).collect()
        };
        assert_eq!(order(0.0), [0, 1, 2]);
        // After the first: 0.7·0.8 - 0.3·1 = 0.26 against 0.7·0.5 = 0.35.
        assert_eq!(order(0.3), [0, 2, 1]);
        assert_eq!(diversify(&index, hits.clone(), 0.3, 2).len(), 2);
    }
}
