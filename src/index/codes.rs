//! A compact form of vectors that have most tropes: one byte a trope, row after row.

use super::VectorIndex;
#[cfg(target_arch = "x86_64")]
use super::simd::rows;

/// Columns are filled up to a multiple of this, so that every row is read in whole registers.
pub const LANE: usize = 32;

/// A weight has two digits to this base: two codes of 255 times a digit still fit a signed 16-bit sum.
const DIGIT: u16 = 64;

/// The largest weight of a query.
pub const LARGEST_CODE_WEIGHT: u16 = DIGIT * DIGIT - 1;

/// Rows scaled by their length normalisation, each value rounded up to one of 255 steps of its trope.
///
/// As in [`Blocks`](super::Blocks), an inner product of codes and of weights rounded up is never below that
/// of the rows.
#[derive(Debug, Clone)]
pub struct Codes {
    width: usize,
    steps: Vec<f64>,
    codes: Vec<u8>,
}

impl Codes {
    /// Quantises the rows of an index, each multiplied by its factor, shape `(n_rows,)`.
    ///
    /// # Panics
    /// When there are fewer factors than rows.
    #[must_use]
    pub fn build(index: &VectorIndex<'_>, factors: &[f64]) -> Self {
        let steps = super::blocks::steps(index, factors);
        let width = index.n_tropes().next_multiple_of(LANE);
        let mut codes = vec![0; width * index.len()];
        for (row, (codes, factor)) in codes.chunks_mut(width.max(1)).zip(factors).enumerate() {
            for (trope, value) in index.row(row).iter() {
                codes[trope] = super::blocks::code(value * factor, steps[trope]);
            }
        }
        Self { width, steps, codes }
    }

    /// Bytes that the codes take.
    #[must_use]
    pub fn size(&self) -> usize {
        self.codes.len() + 8 * self.steps.len()
    }

    /// What one step of a trope is worth.
    #[must_use]
    pub fn step(&self, trope: usize) -> f64 {
        self.steps[trope]
    }

    /// The inner product of every row with `weights`, one a trope, at most [`LARGEST_CODE_WEIGHT`] each. Exact:
    /// 4,000 tropes at full weight fit 32 bits.
    #[must_use]
    pub fn products(&self, weights: &[u16]) -> Vec<u32> {
        debug_assert!(weights.iter().all(|weight| *weight <= LARGEST_CODE_WEIGHT));
        let digits = |of: fn(u16) -> u16| {
            let mut padded = vec![0u8; self.width];
            padded.iter_mut().zip(weights).for_each(|(digit, weight)| *digit = of(*weight) as u8);
            padded
        };
        let (high, low) = (digits(|weight| weight / DIGIT), digits(|weight| weight % DIGIT));
        #[cfg(target_arch = "x86_64")]
        if self.width > 0
            && let Some(products) = rows::products(&self.codes, &high, &low)
        {
            return products;
        }
        let all = self.codes.chunks_exact(self.width.max(1));
        all.map(|row| plain(row, &high, &low)).collect()
    }
}

fn plain(row: &[u8], high: &[u8], low: &[u8]) -> u32 {
    let product = |(code, (high, low)): (&u8, (&u8, &u8))| {
        u32::from(*code) * (u32::from(DIGIT) * u32::from(*high) + u32::from(*low))
    };
    row.iter().zip(high.iter().zip(low)).map(product).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_by_hand_and_by_every_path() {
        // Steps 2/255 and 1/255 of the largest; factor 1.
        let rows = [vec![(0u16, 2.0f32), (1, 0.5)], vec![(1, 1.0)], vec![]];
        let index = VectorIndex::build(rows, &[1.0, 1.0]);
        let codes = Codes::build(&index, &[1.0; 3]);
        assert_eq!(codes.products(&[300, 2]), [300 * 255 + 2 * 128, 2 * 255, 0]);
    }

    #[test]
    fn long_rows_are_added_alike() {
        for length in [32usize, 64, 1152] {
            let row: Vec<u8> = (0..length).map(|at| (255 - at % 7) as u8).collect();
            let digits = |by: usize| (0..length).map(|at| (63 - at % by) as u8).collect::<Vec<_>>();
            let (high, low) = (digits(5), digits(11));
            #[cfg(target_arch = "x86_64")]
            if let Some(fast) = rows::products(&row, &high, &low) {
                assert_eq!(fast, [plain(&row, &high, &low)]);
            }
        }
    }
}
