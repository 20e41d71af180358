//! A ranker for catalogues whose dramas have most tropes.

use std::ops::Range;

use crate::index::{CodeWeights, Codes, PANEL, VectorIndex};

use super::normalisation::LengthNormalisation;
use super::ranker::{Ask, Ranker};
use super::search::{Best, Candidate, Scaling, Search, found_by};
use super::topk::Hit;

/// Directions that pass over the codes together: their products with a stretch of rows stay in the
/// second level cache until they are looked at.
const TOGETHER: usize = 12;

/// Rows whose products are looked at together: more give a better first guess, fewer stay in the
/// cache.
const STRETCH: usize = 256 * PANEL;

/// Finds the k best by quantised rows: every value rounded up to a byte, so that the product with
/// the query, rounded up too, is never below a row's base. Rows that may be among the best by it
/// are scored exactly; the answer is that of [`ScanRanker`](super::ScanRanker) to the bit.
#[derive(Debug, Clone)]
pub struct DenseRanker {
    codes: Codes,
    scaling: Scaling,
}

/// A search under way.
struct Progress<'s, 'a> {
    search: &'s Search<'a>,
    /// Ways in which a row can come by its base; its products with all of them may be compared.
    n_directions: usize,
    /// The product that stands for a base of 1.
    scale: f64,
    best: Best,
}

/// What is computed for a stretch of rows, kept so that nothing is allocated anew.
#[derive(Default)]
struct Bench {
    products: Vec<i32>,
    /// The largest product of each [`PANEL`] rows.
    largest: Vec<i32>,
    /// Rows to be scored.
    candidates: Vec<Candidate>,
}

impl DenseRanker {
    /// Quantises the rows of an index under a length normalisation.
    #[must_use]
    pub fn new(index: &VectorIndex, normalisation: &LengthNormalisation) -> Self {
        let codes = Codes::build(index, |at| normalisation.factor(at));
        Self { codes, scaling: Scaling::of(normalisation) }
    }

    /// Takes rows that were quantised under a length normalisation before.
    #[must_use]
    pub fn with_codes(codes: Codes, normalisation: &LengthNormalisation) -> Self {
        Self { codes, scaling: Scaling::of(normalisation) }
    }

    /// The quantised rows.
    #[must_use]
    pub fn codes(&self) -> &Codes {
        &self.codes
    }

    /// The k best of each search, as [`Ranker::top`] gives them. The products of many searches with
    /// the codes are one matrix product.
    ///
    /// # Panics
    /// When a search normalises length otherwise than the codes do.
    #[must_use]
    pub fn search(&self, searches: &[Search<'_>]) -> Vec<Vec<Hit>> {
        let (mut weights, mut bench) = (CodeWeights::default(), Bench::default());
        let mut found = Vec::with_capacity(searches.len());
        let mut left = searches.iter();
        loop {
            weights.clear();
            let mut all = Vec::new();
            while weights.len() < TOGETHER
                && let Some(search) = left.next()
            {
                all.push(self.begin(search, &mut weights));
            }
            if all.is_empty() {
                return found;
            }
            for first in (0..self.codes.n_rows()).step_by(STRETCH) {
                let rows = first..self.codes.n_rows().min(first + STRETCH);
                self.codes.products(rows.clone(), &weights, &mut bench.products);
                pass(&mut all, rows, &mut bench);
            }
            found.extend(all.into_iter().map(|progress| progress.best.into_sorted()));
        }
    }

    fn begin<'s, 'a>(&self, search: &'s Search<'a>, weights: &mut CodeWeights) -> Progress<'s, 'a> {
        assert!(self.scaling.serves(search.similarity), "the codes are normalised otherwise");
        let directions = search.similarity.combined();
        let scale = self.codes.weigh(&directions, weights);
        let mut best = Best::new(search, false);
        best.offer_apart(search);
        Progress { search, n_directions: directions.len(), scale, best }
    }
}

/// Scores what a stretch of rows may add to the k best of each search.
fn pass(all: &mut [Progress<'_, '_>], rows: Range<usize>, bench: &mut Bench) {
    let stride = rows.len().next_multiple_of(PANEL);
    let Bench { products, largest, candidates } = bench;
    let mut products = products.as_mut_slice();
    for progress in all {
        let (own, others) = products.split_at_mut(progress.n_directions * stride);
        products = others;
        // Of several directions, the one nearest to a row counts.
        let (first, further) = own.split_at_mut(stride);
        for direction in further.chunks(stride) {
            first.iter_mut().zip(direction).for_each(|(best, other)| *best = (*other).max(*best));
        }
        progress.pass(rows.start, &first[..rows.len()], largest, candidates);
    }
}

impl Progress<'_, '_> {
    /// Scores the rows from `first` on whose products reach what they must.
    ///
    /// While fewer than k are found, a guess stands for that: it is lowered until k are, or no row
    /// is left.
    fn pass(
        &mut self,
        first: usize,
        products: &[i32],
        largest: &mut Vec<i32>,
        candidates: &mut Vec<Candidate>,
    ) {
        let panels = products.chunks(PANEL);
        largest.clear();
        largest.extend(panels.map(|products| products.iter().fold(0, |a, b| a.max(*b))));
        let mut wanted = self.search.k;
        let mut done = i32::MAX;
        while done > 1 {
            let known = self.best.least().base > 0.0;
            let least = if known { self.least_product() } else { guess(products, largest, wanted) };
            candidates.clear();
            let panels = products.chunks(PANEL).zip(&*largest).enumerate();
            for (panel, (products, _)) in panels.filter(|(_, (_, largest))| **largest >= least) {
                for (within, product) in products.iter().enumerate() {
                    if (least..done).contains(product) {
                        let bound = (f64::from(*product) / self.scale) as f32;
                        let row = first + panel * PANEL + within;
                        candidates.push(Candidate::by_base(row, bound));
                    }
                }
            }
            self.best.offer_all(self.search, candidates);
            if known {
                return;
            }
            (done, wanted) = (least, wanted.max(1) * 4);
        }
    }

    /// The product that a base comes to at least; 1 or more, since a row of product 0 shares
    /// nothing with the query.
    fn least_product(&self) -> i32 {
        (f64::from(self.best.least().base) * self.scale).floor().max(1.0) as i32
    }
}

/// A product that at least `k` rows reach, or 1 when there may be fewer: the k-th largest, or if k
/// is small, which is faster and no worse, that of the largest of each panel.
fn guess(products: &[i32], largest: &[i32], k: usize) -> i32 {
    let products = if k <= largest.len() / 8 { largest } else { products };
    if k == 0 || k > products.len() {
        return 1;
    }
    let mut products = products.to_vec();
    (*products.select_nth_unstable_by(k - 1, |a, b| b.cmp(a)).1).max(1)
}

impl Ranker for DenseRanker {
    fn top(&self, ask: &Ask<'_>) -> Vec<Hit> {
        self.top_each(std::slice::from_ref(ask)).pop().unwrap_or_default()
    }

    fn top_each(&self, asks: &[Ask<'_>]) -> Vec<Vec<Hit>> {
        found_by(|searches| self.search(searches), self.scaling, asks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_is_reached_by_as_many_rows_as_asked_for() {
        let products = [5, 9, 0, 7, 8];
        assert_eq!([1, 2, 4, 5].map(|k| guess(&products, &[9], k)), [9, 8, 5, 1]);
        assert_eq!([0, 6].map(|k| guess(&products, &[9], k)), [1, 1], "there may be fewer");
        // Of sixteen panels, the two best give one row each.
        let largest: Vec<i32> = (0..16).map(|panel| 100 + panel).collect();
        assert_eq!([1, 2].map(|k| guess(&products, &largest, k)), [115, 114]);
    }
}
