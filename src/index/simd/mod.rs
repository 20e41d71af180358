//! The inner loops with instructions for many numbers at once: all the unsafe code there is.
//!
//! Each has a plain twin beside its use, which tests compare it with. What is called from outside
//! is safe: it looks for the instructions at run time and checks the lengths of what it is given.
#![allow(unsafe_code)]

pub mod columns;
pub mod popcount;
pub mod rows;
pub mod rows_wide;

use super::matrix::{Matrix, PANEL, Quad};

/// Cuts a matrix product into tiles, each a panel of rows and up to `together` questions: calls
/// `tile` with the panel, the weights and what is added, the products from the first of the tile
/// on, and how far apart questions stand there. All questions pass over a panel while it is in the
/// cache.
fn tiles(
    matrix: &Matrix<'_>,
    products: &mut [i32],
    together: usize,
    tile: impl Fn(&[Quad], &[[u8; 4]], &[i32], &mut [i32], usize),
) {
    let Matrix { quads, n_quads, weights, added } = *matrix;
    let stride = quads.len() / n_quads * PANEL;
    assert!(products.len() == stride * added.len() && weights.len() == n_quads * added.len());
    // Panels outside, questions inside: a panel is read from memory once.
    for (number, panel) in quads.chunks_exact(n_quads).enumerate() {
        let weights = weights.chunks(together * n_quads);
        for (at, (weights, added)) in weights.zip(added.chunks(together)).enumerate() {
            let first = at * together * stride + number * PANEL;
            tile(panel, weights, added, &mut products[first..], stride);
        }
    }
}
