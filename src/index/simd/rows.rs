//! Inner products of rows with AVX2.

use std::arch::x86_64::*;

use super::super::matrix::{Matrix, PANEL, Quad};

/// Registers that a quad fills.
const PARTS: usize = 8;

/// Questions that pass over a panel together.
const TOGETHER: usize = 4;

/// One product a question and row; false, with nothing done, where the processor cannot.
///
/// # Panics
/// When the lengths do not fit each other.
pub fn products(matrix: &Matrix<'_>, products: &mut [i32]) -> bool {
    if !std::arch::is_x86_feature_detected!("avx2") {
        return false;
    }
    super::tiles(matrix, products, TOGETHER, |panel, weights, added, sums, stride| {
        // SAFETY: the processor has AVX2.
        unsafe {
            match added.len() {
                1 => tile::<1, PARTS>(panel, weights, added, sums, stride),
                2 => tile::<2, 4>(panel, weights, added, sums, stride),
                3 => tile::<3, 2>(panel, weights, added, sums, stride),
                _ => tile::<TOGETHER, 2>(panel, weights, added, sums, stride),
            }
        }
    });
    true
}

/// The products of one panel with `Q` questions, `P` registers of rows at a time; those of a
/// question stand `stride` behind those of the one before.
#[target_feature(enable = "avx2")]
fn tile<const Q: usize, const P: usize>(
    panel: &[Quad],
    weights: &[[u8; 4]],
    added: &[i32],
    products: &mut [i32],
    stride: usize,
) {
    let weights: [&[[u8; 4]]; Q] =
        std::array::from_fn(|question| &weights[question * panel.len()..][..panel.len()]);
    let ones = _mm256_set1_epi16(1);
    for first in (0..PARTS).step_by(P) {
        let mut sums: [[__m256i; P]; Q] =
            std::array::from_fn(|question| [_mm256_set1_epi32(added[question]); P]);
        for (at, quad) in panel.iter().enumerate() {
            let codes = quad.0.as_ptr().cast::<__m256i>();
            // SAFETY: a quad is eight registers, aligned to them, and P divides eight.
            let codes: [__m256i; P] =
                std::array::from_fn(|part| unsafe { _mm256_load_si256(codes.add(first + part)) });
            for (sums, weights) in sums.iter_mut().zip(weights) {
                let weights = _mm256_set1_epi32(i32::from_le_bytes(weights[at]));
                for (sum, codes) in sums.iter_mut().zip(codes) {
                    // Two products are 127 · -128 · 2 at least: they fit 16 bits.
                    let pairs = _mm256_maddubs_epi16(weights, codes);
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                }
            }
        }
        for (question, sums) in sums.into_iter().enumerate() {
            let products = products[question * stride..][..PANEL].as_mut_ptr().cast::<__m256i>();
            for (part, sum) in sums.into_iter().enumerate() {
                // SAFETY: the products of a panel are eight registers.
                unsafe { _mm256_storeu_si256(products.add(first + part), sum) };
            }
        }
    }
}
