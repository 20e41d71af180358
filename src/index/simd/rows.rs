//! Inner products of rows with AVX2.

use std::arch::x86_64::*;

use super::super::codes::LANE;

/// The inner products of rows, as long as `high` and `low` and one behind the other, with weights of two
/// digits; none where the processor cannot.
///
/// # Panics
/// When the digits are not of one length, a multiple of `LANE` above 0.
pub fn products(rows: &[u8], high: &[u8], low: &[u8]) -> Option<Vec<u32>> {
    assert!(high.len() == low.len() && high.len().is_multiple_of(LANE) && !high.is_empty());
    // SAFETY: the processor has AVX2; rows and digits have one length, a multiple of LANE.
    let product = |row| unsafe { product(row, high, low) };
    let present = std::arch::is_x86_feature_detected!("avx2");
    present.then(|| rows.chunks_exact(high.len()).map(product).collect())
}

/// The inner product of a row with weights of two digits.
///
/// # Safety
/// The processor has AVX2; all have the same length, a multiple of `LANE`; digits are below 64.
#[target_feature(enable = "avx2")]
unsafe fn product(row: &[u8], high: &[u8], low: &[u8]) -> u32 {
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
