//! Adding columns of a block with AVX2, and fetching ahead.

use std::arch::x86_64::*;

use super::super::blocks::BLOCK;
use super::super::sums::Pair;

/// Adds pairs of columns to the sums of a block and notes which rows reach a threshold, meanwhile
/// fetching columns ahead; false, with nothing done, where the processor cannot.
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
    if !std::arch::is_x86_feature_detected!("avx2") {
        return false;
    }
    // SAFETY: the processor has AVX2, and every column has BLOCK codes.
    unsafe { add_pairs(values, pairs, ahead, threshold, reached) };
    true
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
                // Both weights in every 16 bits, in the order in which unpacking puts the codes.
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
            // No instruction compares unsigned 16 bits: a sum is at least the threshold when the
            // larger of the two is the sum.
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
