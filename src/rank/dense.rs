//! A ranker for catalogues whose dramas have most tropes.

use crate::index::{Codes, LARGEST_CODE_WEIGHT, VectorIndex};

use super::normalisation::LengthNormalisation;
use super::ranker::{Ask, Ranker};
use super::search::{Best, Scaling, Search, Weights, found_by};
use super::topk::Hit;

/// Products that stand for a base of 1 at most: half of what 32 bits hold.
const FULL: f64 = 2e9;

/// Finds the k best by quantised rows: every value rounded up to a byte, so that the product with the
/// query, rounded up too, is never below a row's base. Rows that may be among the best by it are scored
/// exactly; the answer is that of [`ScanRanker`](super::ScanRanker) to the bit.
#[derive(Debug, Clone)]
pub struct DenseRanker {
    codes: Codes,
    scaling: Scaling,
}

impl DenseRanker {
    /// Quantises the rows of an index under a length normalisation.
    #[must_use]
    pub fn new(index: &VectorIndex, normalisation: &LengthNormalisation) -> Self {
        let factors = normalisation.factors().to_vec();
        Self { codes: Codes::build(index, &factors), scaling: Scaling::of(normalisation) }
    }

    /// The quantised rows.
    #[must_use]
    pub fn codes(&self) -> &Codes {
        &self.codes
    }

    /// The k best of a search, as [`Ranker::top`] gives them.
    ///
    /// # Panics
    /// When the search normalises length otherwise than the codes do.
    #[must_use]
    pub fn search(&self, search: &Search<'_>) -> Vec<Hit> {
        assert!(self.scaling.serves(search.similarity), "the codes are normalised otherwise");
        let mut bounds: Vec<(f32, usize)> = Vec::new();
        for direction in search.similarity.combined() {
            let found = self.bounds(&direction);
            if bounds.is_empty() {
                bounds = found.enumerate().map(|(row, bound)| (bound, row)).collect();
            } else {
                bounds.iter_mut().zip(found).for_each(|(best, bound)| best.0 = best.0.max(bound));
            }
        }
        bounds.retain(|(bound, row)| *bound > 0.0 && (search.allowed)(*row));
        // The largest first: their scores tell what the others must reach.
        let largest_first = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0);
        if search.k < bounds.len() {
            bounds.select_nth_unstable_by(search.k, largest_first);
        }
        let mut best = Best::new(search.k);
        for (bound, row) in bounds {
            best.offer(search, bound, row);
        }
        best.into_sorted()
    }

    /// A bound of every row's base from above, by one direction.
    fn bounds(&self, direction: &[(usize, f64)]) -> impl Iterator<Item = f32> + use<> {
        let step = |trope| self.codes.step(trope);
        let Weights { tropes, scale } = Weights::new(direction, step, LARGEST_CODE_WEIGHT, FULL);
        let mut weights = vec![0; tropes.last().map_or(0, |(trope, _)| trope + 1)];
        tropes.into_iter().for_each(|(trope, weight)| weights[trope] = weight);
        let products = self.codes.products(&weights);
        products.into_iter().map(move |product| (f64::from(product) / scale) as f32)
    }
}

impl Ranker for DenseRanker {
    fn top(&self, ask: &Ask<'_>) -> Vec<Hit> {
        self.top_each(std::slice::from_ref(ask)).pop().unwrap_or_default()
    }

    fn top_each(&self, asks: &[Ask<'_>]) -> Vec<Vec<Hit>> {
        let find =
            |searches: &[Search<'_>]| searches.iter().map(|search| self.search(search)).collect();
        found_by(find, self.scaling, asks)
    }
}
