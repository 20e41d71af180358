//! A ranker for catalogues whose dramas have most tropes.

use ndarray::{Array1, Array2, Zip};

use crate::index::VectorIndex;

use super::filters::Mask;
use super::ranker::{Ranker, Scorer};
use super::similarity::Side;
use super::topk::{Hit, TopK};

/// Proposes candidates by matrix × vector products in f32 over the dense strength matrix, then
/// scores those that the error bound leaves in the running exactly.
#[derive(Debug, Clone)]
pub struct DenseRanker {
    /// Folded rows, shape `(n_dramas, n_tropes)`.
    rows: Array2<f32>,
    /// Largest error of an approximate score.
    error: f32,
}

impl DenseRanker {
    /// Spreads the rows of an index out.
    #[must_use]
    pub fn new(index: &VectorIndex<'_>) -> Self {
        let mut rows = Array2::zeros((index.len(), index.n_tropes()));
        for (at, mut row) in rows.rows_mut().into_iter().enumerate() {
            let sparse = index.row(at);
            sparse
                .tropes
                .iter()
                .zip(sparse.values)
                .for_each(|(trope, value)| row[usize::from(*trope)] = *value);
        }
        // An inner product of n terms in f32 is off by at most n·u·Σ|q||x| with u = 2⁻²⁴ (Higham
        // 2002, §3.1), and Σ|q||x| <= ‖q‖‖x‖, which the normalisation brings to 1 at most. Sixteen
        // more roundings cover the query's own, the two sides and the adjustments.
        let error = (index.n_tropes() + 16) as f32 * f32::EPSILON;
        Self { rows, error }
    }

    /// The share of one side in every drama's base, approximately, shape `(n_dramas,)`.
    fn side(&self, side: &Side<'_>) -> Array1<f32> {
        let mut best: Option<Array1<f32>> = None;
        for direction in &side.directions {
            let products = self.rows.dot(&direction.vector().mapv(|v| v as f32));
            best = Some(match best {
                None => products,
                Some(mut best) => {
                    best.zip_mut_with(&products, |a, b| *a = a.max(*b));
                    best
                }
            });
        }
        let mut products = best.unwrap_or_else(|| Array1::zeros(self.rows.nrows()));
        Zip::from(&mut products)
            .and(side.normalisation.factors())
            .for_each(|product, factor| *product *= (side.share * factor) as f32);
        products
    }
}

impl Ranker for DenseRanker {
    fn top(&self, scorer: &Scorer<'_>, mask: &Mask, k: usize) -> Vec<Hit> {
        let mut bases = Array1::zeros(self.rows.nrows());
        for side in scorer.similarity.sides() {
            bases += &self.side(side);
        }
        let approximate: Vec<(usize, f32)> = mask
            .allowed()
            .map(|at| (at, scorer.adjustments.apply(at, bases[at].clamp(0.0, 1.0))))
            .collect();
        let threshold =
            kth_largest(approximate.iter().map(|(_, score)| *score), k) - 2.0 * self.error;
        let mut top = TopK::new(k);
        let candidates = approximate.into_iter().filter(|(_, score)| *score >= threshold);
        candidates.filter_map(|(at, _)| scorer.score(at)).for_each(|hit| top.push(hit));
        top.into_sorted()
    }
}

/// The k-th largest score, or minus infinity when there are fewer than k.
fn kth_largest(scores: impl Iterator<Item = f32>, k: usize) -> f32 {
    let mut scores: Vec<f32> = scores.collect();
    if k == 0 || scores.len() < k {
        return f32::NEG_INFINITY;
    }
    *scores.select_nth_unstable_by(k - 1, |a, b| b.total_cmp(a)).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kth_largest_by_hand() {
        let scores = || [0.2, 0.9, 0.5].into_iter();
        assert_eq!(kth_largest(scores(), 2), 0.5);
        assert_eq!(kth_largest(scores(), 4), f32::NEG_INFINITY);
        assert_eq!(kth_largest(scores(), 0), f32::NEG_INFINITY);
    }
}
