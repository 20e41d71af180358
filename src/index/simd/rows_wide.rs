//! Inner products of rows with AVX-512 and its instruction for products of bytes (VNNI).

use std::arch::x86_64::*;

use super::super::matrix::{Matrix, PANEL, Quad};

/// Questions that pass over a panel together: 4 sums each, 24 of 32 registers.
const TOGETHER: usize = 6;

/// One product a question and row; false, with nothing done, where the processor cannot.
///
/// # Panics
/// When the lengths do not fit each other.
pub fn products(matrix: &Matrix<'_>, products: &mut [i32]) -> bool {
    if !(std::arch::is_x86_feature_detected!("avx512f")
        && std::arch::is_x86_feature_detected!("avx512vnni"))
    {
        return false;
    }
    super::tiles(matrix, products, TOGETHER, |panel, weights, added, sums, stride| {
        // SAFETY: the processor has AVX-512F and VNNI.
        unsafe {
            match added.len() {
                1 => tile::<1>(panel, weights, added, sums, stride),
                2 => tile::<2>(panel, weights, added, sums, stride),
                3 => tile::<3>(panel, weights, added, sums, stride),
                4 => tile::<4>(panel, weights, added, sums, stride),
                5 => tile::<5>(panel, weights, added, sums, stride),
                _ => tile::<TOGETHER>(panel, weights, added, sums, stride),
            }
        }
    });
    true
}

/// The products of one panel with `Q` questions; those of a question stand `stride` behind those of
/// the one before.
#[target_feature(enable = "avx512f,avx512vnni")]
fn tile<const Q: usize>(
    panel: &[Quad],
    weights: &[[u8; 4]],
    added: &[i32],
    products: &mut [i32],
    stride: usize,
) {
    let weights: [&[[u8; 4]]; Q] =
        std::array::from_fn(|question| &weights[question * panel.len()..][..panel.len()]);
    let mut sums: [[__m512i; 4]; Q] =
        std::array::from_fn(|question| [_mm512_set1_epi32(added[question]); 4]);
    for (at, quad) in panel.iter().enumerate() {
        let codes = quad.0.as_ptr().cast::<__m512i>();
        // SAFETY: a quad is four registers, aligned to them.
        let codes: [__m512i; 4] =
            std::array::from_fn(|part| unsafe { _mm512_load_si512(codes.add(part)) });
        for (sums, weights) in sums.iter_mut().zip(weights) {
            let weights = _mm512_set1_epi32(i32::from_le_bytes(weights[at]));
            for (sum, codes) in sums.iter_mut().zip(codes) {
                *sum = _mm512_dpbusd_epi32(*sum, weights, codes);
            }
        }
    }
    for (question, sums) in sums.into_iter().enumerate() {
        let products = products[question * stride..][..PANEL].as_mut_ptr().cast::<__m512i>();
        for (part, sum) in sums.into_iter().enumerate() {
            // SAFETY: the products of a panel are four registers.
            unsafe { _mm512_storeu_si512(products.add(part), sum) };
        }
    }
}
