//! A compact form of vectors that have most tropes: one byte a trope, whole rows side by side.

use super::matrix::{LARGEST_CODE_WEIGHT, Matrix, PANEL, Quad};
use super::{Buffer, VectorIndex};

/// A code of 0 as it is stored: codes are kept less this, since instructions want one signed
/// factor.
const MIDDLE: i32 = 128;

/// Rows scaled by their length normalisation, each value rounded up to one of 255 steps of its
/// trope.
///
/// As with [`Blocks`](super::Blocks), a product of codes and weights is never below the base that
/// it stands for. Products of many rows with many questions are a matrix product in bytes: panels
/// of [`PANEL`] rows are laid out four tropes at a time, as the instructions for it take them.
#[derive(Debug, Clone)]
pub struct Codes {
    n_rows: usize,
    /// Tropes in fours, the last filled up.
    n_quads: usize,
    steps: Buffer<f64>,
    /// Panel after panel, `n_quads` each.
    quads: Buffer<Quad>,
    /// The mean code of each trope, the last four filled up.
    means: Buffer<f64>,
    /// The largest distance of the codes of a row from the mean ones.
    spread: f64,
}

/// The weights of questions in whole numbers, four tropes at a time.
#[derive(Debug, Clone, Default)]
pub struct CodeWeights {
    /// Question after question, as many as the codes have.
    quads: Vec<[u8; 4]>,
    /// What the products of each question are too low by: 128 times the sum of its weights, since
    /// the codes are stored so much lower, and what rounding the weights may have taken.
    added: Vec<i32>,
}

impl Codes {
    /// Quantises the rows of an index, row `at` multiplied by `factor(at)`.
    #[must_use]
    pub fn build(index: &VectorIndex, factor: impl Fn(usize) -> f64) -> Self {
        let steps = super::quantise::steps(index, &factor);
        let (n_rows, n_quads) = (index.len(), index.n_tropes().div_ceil(4));
        let empty = Quad([-MIDDLE as i8; 4 * PANEL]);
        let mut quads = vec![empty; n_rows.div_ceil(PANEL) * n_quads];
        for row in 0..n_rows {
            let factor = factor(row);
            let panel = &mut quads[row / PANEL * n_quads..][..n_quads];
            // Rows of a file need not keep to the vocabulary.
            for (trope, value) in index.row(row).iter().filter(|(trope, _)| *trope < steps.len()) {
                let code = i32::from(super::quantise::code(value * factor, steps[trope]));
                panel[trope / 4].0[row % PANEL * 4 + trope % 4] = (code - MIDDLE) as i8;
            }
        }
        let (means, spread) = middle(&quads, n_rows, n_quads);
        let (steps, quads, means) = (steps.into(), quads.into(), means.into());
        Self { n_rows, n_quads, steps, quads, means, spread }
    }

    /// Codes that were made before, from [their parts](Self::parts); none when their numbers do not
    /// fit together.
    #[must_use]
    pub fn from_parts(
        n_rows: usize,
        steps: Buffer<f64>,
        quads: Buffer<Quad>,
        means: Buffer<f64>,
        spread: f64,
    ) -> Option<Self> {
        let n_quads = steps.len().div_ceil(4);
        let fit = quads.len() == n_rows.div_ceil(PANEL) * n_quads && means.len() == 4 * n_quads;
        fit.then_some(Self { n_rows, n_quads, steps, quads, means, spread })
    }

    /// What a step of each trope is worth, the codes, the mean codes, and the largest distance from
    /// them.
    #[must_use]
    pub fn parts(&self) -> (&[f64], &[Quad], &[f64], f64) {
        (self.steps.all(), self.quads.all(), self.means.all(), self.spread)
    }

    /// How many rows.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Bytes that the codes take.
    #[must_use]
    pub fn size(&self) -> usize {
        size_of::<Quad>() * self.quads.len() + 8 * (self.steps.len() + self.means.len())
    }

    /// Adds questions: the directions in which one row can come by its base, as
    /// `(trope, value >= 0)`, in weights that may be compared with each other. Returns the product
    /// that stands for a base of 1.
    ///
    /// Weights are rounded to the nearest. What a row loses by that, `Σ e·c` over errors e and
    /// codes c, is `Σ e·m + Σ e·(c - m)` with the mean codes m, and so no more than
    /// `Σ e·m + ‖e‖·‖c - m‖` (Cauchy-Schwarz): added to every product, it leaves none
    /// below its base. Rounding up instead would add about twice as much.
    pub fn weigh(&self, directions: &[Vec<(usize, f64)>], weights: &mut CodeWeights) -> f64 {
        let (steps, means) = (self.steps.all(), self.means.all());
        // What is damaged weighs nothing.
        let of = |numbers: &[f64], trope: usize| numbers.get(trope).copied().unwrap_or(0.0);
        let value = |(trope, value): &(usize, f64)| value * of(steps, *trope);
        // Not 0, so that the scale is finite for a question without weights.
        let mut most = 1e-300;
        for value in directions.iter().flatten().map(value) {
            most = if value > most { value } else { most };
        }
        // A hair less, so that rounding cannot lift a weight above the largest.
        let scale = f64::from(LARGEST_CODE_WEIGHT) / most * (1.0 - 1e-12);
        for direction in directions {
            let first = weights.quads.len();
            weights.quads.resize(first + self.n_quads, [0; 4]);
            let quads = weights.quads[first..].as_flattened_mut();
            let (mut mean, mut square) = (0.0, 0.0);
            for entry in direction {
                let value = value(entry) * scale;
                let weight = (value + 0.5) as u8;
                quads[entry.0] = weight;
                let error = value - f64::from(weight);
                // `Σ e·m` and `‖e‖²` of the bound above.
                mean += error * of(means, entry.0);
                square += error * error;
            }
            let lost = mean + square.sqrt() * self.spread * (1.0 + 1e-9);
            let sum: i32 = quads.iter().map(|weight| i32::from(*weight)).sum();
            weights.added.push(MIDDLE * sum + lost.ceil() as i32);
        }
        scale
    }

    /// The products of some rows, from the first of a panel on, with questions: question after
    /// question, each with the products of all panels that the rows reach into. 65,536 tropes at
    /// full weight fit 32 bits.
    ///
    /// # Panics
    /// When the rows begin within a panel, there are no such rows, or the weights are those of
    /// other codes.
    pub fn products(
        &self,
        rows: std::ops::Range<usize>,
        weights: &CodeWeights,
        products: &mut Vec<i32>,
    ) {
        assert!(
            rows.start.is_multiple_of(PANEL) && weights.quads.len() == weights.len() * self.n_quads
        );
        let panels = rows.start / PANEL..rows.end.div_ceil(PANEL);
        products.clear();
        products.resize(panels.len() * PANEL * weights.len(), 0);
        let quads = self.quads.get(panels.start * self.n_quads..panels.end * self.n_quads);
        if quads.is_empty() {
            // Damaged, or there is no trope: nothing is proposed.
            return;
        }
        let matrix =
            Matrix { quads, n_quads: self.n_quads, weights: &weights.quads, added: &weights.added };
        matrix.products(products);
    }
}

/// The mean code of each trope, and the largest distance of the codes of a row from them.
fn middle(quads: &[Quad], n_rows: usize, n_quads: usize) -> (Vec<f64>, f64) {
    let mut means = vec![0.0; 4 * n_quads];
    let rows_of = |panel: usize| PANEL.min(n_rows - panel * PANEL);
    let code = |quad: &Quad, at: usize| f64::from(i32::from(quad.0[at]) + MIDDLE);
    for (panel, quads) in quads.chunks(n_quads.max(1)).enumerate() {
        for (quad, means) in quads.iter().zip(means.as_chunks_mut::<4>().0) {
            (0..4 * rows_of(panel)).for_each(|at| means[at % 4] += code(quad, at));
        }
    }
    means.iter_mut().for_each(|mean| *mean /= n_rows.max(1) as f64);
    // A second pass, since the distances need the means; the rows of a panel side by side.
    let mut largest = 0.0;
    for (panel, quads) in quads.chunks(n_quads.max(1)).enumerate() {
        let mut squares = [0.0; PANEL];
        for (quad, means) in quads.iter().zip(means.as_chunks::<4>().0) {
            for at in 0..4 * rows_of(panel) {
                squares[at / 4] += (code(quad, at) - means[at % 4]).powi(2);
            }
        }
        largest = squares.into_iter().fold(largest, f64::max);
    }
    (means, largest.sqrt())
}

impl CodeWeights {
    /// How many questions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.added.len()
    }

    /// Whether there is no question.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
    }

    /// Takes all questions out.
    pub fn clear(&mut self) {
        self.quads.clear();
        self.added.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_by_hand() {
        // Steps 2/255 and 1/255 of the largest; factor 1.
        let rows = [vec![(0u16, 2.0f32), (1, 0.5)], vec![(1, 1.0)], vec![]];
        let index = VectorIndex::build(rows, &[1.0, 1.0]);
        let codes = Codes::build(&index, |_| 1.0);
        let mut weights = CodeWeights::default();
        // A step of trope 0 is worth twice one of trope 1: values 1 and 1 become 127 and 63.5,
        // which a hair less makes 63, and a value of 0.5 becomes 31.75. The mean codes are 85 and
        // 127.67, and the first row is farthest from them, by 170.0003: rounding takes up to 0.5
        // and -0.25 of a mean code, and as much of that.
        let scale = codes.weigh(&[vec![(0, 1.0), (1, 1.0)], vec![(1, 0.5)]], &mut weights);
        assert!((scale * 2.0 / 255.0 - 127.0).abs() < 1e-9);
        let mut products = Vec::new();
        codes.products(0..3, &weights, &mut products);
        assert_eq!(products[..3], [127 * 255 + 63 * 128, 63 * 255, 0].map(|product| product + 149));
        assert_eq!(products[PANEL..PANEL + 3], [32 * 128, 32 * 255, 0].map(|product| product + 11));
        assert_eq!(products.len(), 2 * PANEL);
    }

    #[test]
    fn no_product_is_below_the_base_it_stands_for() {
        let value = |row: usize, trope: usize| ((row * 31 + trope * 17) % 97) as f32 / 97.0 + 0.01;
        let row = |row| (0..70).map(move |trope| (trope as u16, value(row, trope)));
        let index = VectorIndex::build((0..130).map(row), &[1.0; 70]);
        let codes = Codes::build(&index, |_| 0.5);
        let direction: Vec<(usize, f64)> = (0..70).map(|t| (t, ((t * t) % 11) as f64)).collect();
        let mut weights = CodeWeights::default();
        let scale = codes.weigh(std::slice::from_ref(&direction), &mut weights);
        let mut products = Vec::new();
        codes.products(64..130, &weights, &mut products);
        for (row, product) in (64..130).zip(products) {
            let base: f64 = index.row(row).iter().map(|(t, x)| 0.5 * x * direction[t].1).sum();
            let bound = f64::from(product) / scale;
            assert!(bound >= base * (1.0 - 1e-12) && bound < base * 1.05, "{base} {bound}");
        }
    }
}
