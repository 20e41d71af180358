//! The two inner loops with AVX2, and fetching ahead: all the unsafe code there is.
//!
//! Each has a plain twin beside its use, which tests compare it with. What is called from outside is safe:
//! it looks for the instructions at run time and checks the lengths of what it is given.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::blocks::BLOCK;
use super::codes::LANE;
use super::sums::Pair;

/// Whether this processor has what the loops need.
fn present() -> bool {
    std::arch::is_x86_feature_detected!("avx2")
}

/// Adds pairs of columns to the sums of a block and notes which rows reach a threshold, meanwhile fetching
/// columns ahead; false, with nothing done, where the processor cannot.
///
/// # Panics
/// When a column has not `BLOCK` codes.
pub fn add(
    values: &mut [u16; BLOCK],
    pairs: &[Pair<'_>],
    ahead: &[&[u8]],
    threshold: u16,
    reached: &mut [u32; BLOCK / 32],
) -> bool {
    let whole = |codes: &&[u8]| codes.len() == BLOCK;
    assert!(pairs.iter().flat_map(|pair| &pair.columns).chain(ahead).all(whole));
    if !present() {
        return false;
    }
    // SAFETY: the processor has AVX2, and every column has BLOCK codes.
    unsafe { add_pairs(values, pairs, ahead, threshold, reached) };
    true
}

/// The inner products of rows, as long as `high` and `low` and one behind the other, with weights of two
/// digits; none where the processor cannot.
///
/// # Panics
/// When the digits are not of one length, a multiple of `LANE` above 0.
pub fn products(rows: &[u8], high: &[u8], low: &[u8]) -> Option<Vec<u32>> {
    assert!(high.len() == low.len() && high.len().is_multiple_of(LANE) && !high.is_empty());
    // SAFETY: the processor has AVX2; rows and digits have one length, a multiple of LANE.
    let product = |row| unsafe { product(row, high, low) };
    present().then(|| rows.chunks_exact(high.len()).map(product).collect())
}

/// Asks for the beginning of a slice to be brought into the cache.
pub fn fetch(bytes: &[u8]) {
    // SAFETY: the address is that of a slice, and fetching ahead changes nothing but time.
    unsafe { _mm_prefetch::<_MM_HINT_T0>(bytes.as_ptr().cast()) };
}

/// Adds pairs of columns: their codes are interleaved, multiplied with the pair of weights and
/// added by one instruction; 64 rows at a time in four registers of 16 sums.
///
/// # Safety
/// The processor has AVX2; every column, also ahead, has `BLOCK` codes.
#[target_feature(enable = "avx2")]
unsafe fn add_pairs(
    values: &mut [u16; BLOCK],
    pairs: &[Pair<'_>],
    ahead: &[&[u8]],
    threshold: u16,
    reached: &mut [u32; BLOCK / 32],
) {
    let threshold = _mm256_set1_epi16(threshold.cast_signed());
    for (step, reached) in reached.as_chunks_mut::<2>().0.iter_mut().enumerate() {
        let row = step * 64;
        for codes in ahead {
            // SAFETY: within the column, and fetching ahead changes nothing but time.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(codes.as_ptr().add(row).cast()) };
        }
        let sums = values[row..row + 64].as_mut_ptr().cast::<__m256i>();
        // SAFETY: 64 sums are four registers; columns have BLOCK codes and row + 64 <= BLOCK.
        unsafe {
            let mut sum: [__m256i; 4] = std::array::from_fn(|at| _mm256_loadu_si256(sums.add(at)));
            for Pair { columns: [a, b], weights } in pairs {
                let (a, b) = (a.as_ptr().add(row).cast(), b.as_ptr().add(row).cast::<__m256i>());
                let weights = _mm256_set1_epi16(i16::from_le_bytes(*weights));
                let (a_1, b_1) = (_mm256_loadu_si256(a), _mm256_loadu_si256(b));
                let (a_2, b_2) = (_mm256_loadu_si256(a.add(1)), _mm256_loadu_si256(b.add(1)));
                let codes = [
                    _mm256_unpacklo_epi8(a_1, b_1),
                    _mm256_unpackhi_epi8(a_1, b_1),
                    _mm256_unpacklo_epi8(a_2, b_2),
                    _mm256_unpackhi_epi8(a_2, b_2),
                ];
                for (sum, codes) in sum.iter_mut().zip(codes) {
                    *sum = _mm256_adds_epu16(*sum, _mm256_maddubs_epi16(codes, weights));
                }
            }
            for (half, reached) in reached.iter_mut().enumerate() {
                let [low, high] = [sum[2 * half], sum[2 * half + 1]]
                    .map(|sum| _mm256_cmpeq_epi16(_mm256_max_epu16(sum, threshold), sum));
                *reached = _mm256_movemask_epi8(_mm256_packs_epi16(low, high)).cast_unsigned();
            }
            for (at, sum) in sum.into_iter().enumerate() {
                _mm256_storeu_si256(sums.add(at), sum);
            }
        }
    }
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
