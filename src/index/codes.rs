//! A compact form of vectors that have most tropes: one byte a trope, row after row.

use super::VectorIndex;

/// Columns are filled up to a multiple of this, so that every row is read in whole registers.
const LANE: usize = 32;

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
        let rows = self.codes.chunks_exact(self.width.max(1));
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            #[allow(unsafe_code)]
            // SAFETY: the processor has AVX2; rows and digits are `width` bytes, a multiple of LANE.
            return rows.map(|row| unsafe { avx2::product(row, &high, &low) }).collect();
        }
        rows.map(|row| plain(row, &high, &low)).collect()
    }
}

fn plain(row: &[u8], high: &[u8], low: &[u8]) -> u32 {
    let product = |(code, (high, low)): (&u8, (&u8, &u8))| {
        u32::from(*code) * (u32::from(DIGIT) * u32::from(*high) + u32::from(*low))
    };
    row.iter().zip(high.iter().zip(low)).map(product).sum()
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod avx2 {
    use std::arch::x86_64::*;

    use super::LANE;

    /// The inner product of a row with weights of two digits.
    ///
    /// # Safety
    /// The processor has AVX2; all have the same length, a multiple of `LANE`; digits are below 64.
    #[target_feature(enable = "avx2")]
    pub unsafe fn product(row: &[u8], high: &[u8], low: &[u8]) -> u32 {
        debug_assert!(row.len() == high.len() && row.len() == low.len());
        let ones = _mm256_set1_epi16(1);
        let (mut highs, mut lows) = (_mm256_setzero_si256(), _mm256_setzero_si256());
        for at in (0..row.len()).step_by(LANE) {
            // SAFETY: at + LANE is within all three.
            let [codes, high, low] = unsafe {
                [row, high, low].map(|bytes| _mm256_loadu_si256(bytes.as_ptr().add(at).cast()))
            };
            let pairs = _mm256_maddubs_epi16(codes, high);
            highs = _mm256_add_epi32(highs, _mm256_madd_epi16(pairs, ones));
            let pairs = _mm256_maddubs_epi16(codes, low);
            lows = _mm256_add_epi32(lows, _mm256_madd_epi16(pairs, ones));
        }
        let sum = _mm256_add_epi32(_mm256_slli_epi32::<6>(highs), lows);
        let halves = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256::<1>(sum));
        let pairs = _mm_add_epi32(halves, _mm_shuffle_epi32::<0b01_00_11_10>(halves));
        let one = _mm_add_epi32(pairs, _mm_shuffle_epi32::<0b00_00_00_01>(pairs));
        _mm_cvtsi128_si32(one).cast_unsigned()
    }
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
            if std::arch::is_x86_feature_detected!("avx2") {
                #[allow(unsafe_code)]
                // SAFETY: the processor has AVX2, and the lengths are multiples of LANE.
                let fast = unsafe { avx2::product(&row, &high, &low) };
                assert_eq!(fast, plain(&row, &high, &low));
            }
        }
    }
}
