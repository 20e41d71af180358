//! Maximal marginal relevance: trading a little score for variety.

use crate::index::VectorIndex;

use super::similarity::cosine;
use super::topk::Hit;

/// How many candidates are looked at for each place in the answer.
const CANDIDATES_PER_PLACE: usize = 10;

/// Places that are chosen for variety; those behind them go by score alone. The work grows with the
/// square of them.
pub const PLACES: usize = 500;

/// How many of the best hits [`diversify`] chooses `k` from.
#[must_use]
pub fn candidates(k: usize) -> usize {
    k.min(PLACES).saturating_mul(CANDIDATES_PER_PLACE).max(k)
}

/// Chooses `k` of `hits` (best first), one at a time, each the one with the largest
/// `(1-λ)·score - λ·(largest cosine to those chosen)` (Carbonell & Goldstein 1998), λ being
/// `diversity` in [0, 1). Ties go to the better hit. The order changes, a score never does. Beyond
/// the first [`PLACES`] the hits that are left follow by score.
#[must_use]
pub fn diversify(index: &VectorIndex, mut hits: Vec<Hit>, diversity: f32, k: usize) -> Vec<Hit> {
    let places = k.min(PLACES);
    let behind = hits.split_off(hits.len().min(places.saturating_mul(CANDIDATES_PER_PLACE)));
    let mut chosen: Vec<Hit> = Vec::with_capacity(k.min(hits.len()));
    let mut nearest = vec![0.0f32; hits.len()];
    while chosen.len() < places && !hits.is_empty() {
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
    let left = k - chosen.len();
    chosen.extend(hits.into_iter().chain(behind).take(left));
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

    #[test]
    fn behind_the_places_chosen_for_variety_hits_go_by_score() {
        let n = PLACES * CANDIDATES_PER_PLACE + 30;
        let index = VectorIndex::build(vec![vec![(0, 1.0)]; n], &[1.0]);
        let hits: Vec<Hit> =
            (0..n).map(|at| Hit::plain(DramaIdx(at as u32), 1.0 - at as f32 / n as f32)).collect();
        assert_eq!(candidates(3), 30);
        assert_eq!(candidates(n), n);
        let chosen = diversify(&index, hits, 0.5, n - 10);
        assert_eq!(chosen.len(), n - 10);
        let mut ids: Vec<u32> = chosen.iter().map(|hit| hit.drama.0).collect();
        assert!(ids[PLACES..].is_sorted(), "behind the chosen by score");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n - 10, "each once");
    }
}
