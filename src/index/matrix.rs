//! The product of a matrix of codes and one of weights, in bytes added up to 32 bits.
//!
//! The same integers on every machine: with AVX-512 or AVX2 where the processor has them (found out
//! at run time), otherwise in plain Rust.

use bytemuck::{Pod, Zeroable};

#[cfg(target_arch = "x86_64")]
use super::simd::{rows, rows_wide};

/// Rows that stand side by side.
pub const PANEL: usize = 64;

/// The largest weight of a question: products of two codes fit the 16 bits in which some processors
/// add them.
pub const LARGEST_CODE_WEIGHT: u8 = 127;

/// The codes of the rows of a panel in four tropes, less 128: row after row, four bytes each.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
pub struct Quad(pub [i8; 4 * PANEL]);

/// Both factors of a matrix product.
#[derive(Debug, Clone, Copy)]
pub struct Matrix<'a> {
    /// Panel after panel, `n_quads` each.
    pub quads: &'a [Quad],
    /// How many fours of tropes there are.
    pub n_quads: usize,
    /// Question after question, `n_quads` each; no weight above [`LARGEST_CODE_WEIGHT`].
    pub weights: &'a [[u8; 4]],
    /// What is added to the products of each question.
    pub added: &'a [i32],
}

impl Matrix<'_> {
    /// One product a question and row, by the fastest way that the processor has.
    pub fn products(&self, products: &mut [i32]) {
        if self.n_quads == 0 {
            products.fill(0);
            return;
        }
        #[cfg(target_arch = "x86_64")]
        if rows_wide::products(self, products) || rows::products(self, products) {
            return;
        }
        self.products_plain(products);
    }

    fn products_plain(&self, products: &mut [i32]) {
        let n_panels = self.quads.len() / self.n_quads;
        for (question, added) in self.added.iter().enumerate() {
            let weights = &self.weights[question * self.n_quads..][..self.n_quads];
            for (panel, quads) in self.quads.chunks_exact(self.n_quads).enumerate() {
                let products = &mut products[(question * n_panels + panel) * PANEL..][..PANEL];
                let sums = sums_plain(quads, weights);
                for (product, sums) in products.iter_mut().zip(sums.as_chunks::<4>().0) {
                    *product = added + sums.iter().sum::<i32>();
                }
            }
        }
    }
}

/// For each row of a panel four sums, of every fourth trope: in this order a compiler finds its way
/// to the instructions that every processor has.
fn sums_plain(quads: &[Quad], weights: &[[u8; 4]]) -> [i32; 4 * PANEL] {
    /// Sixteen codes with their weights.
    const WIDE: usize = 16;
    let mut sums = [0; 4 * PANEL];
    // Two products fit 16 bits.
    for (quads, weights) in quads.chunks(2).zip(weights.chunks(2)) {
        let wide = |weights: &[u8; 4]| std::array::from_fn(|at| i16::from(weights[at % 4]));
        let [first, second] = [0, 1].map(|at| weights.get(at).map_or([0; WIDE], wide));
        let codes = [&quads[0], quads.last().unwrap_or(&quads[0])];
        let codes = codes.map(|quad| quad.0.as_chunks::<WIDE>().0);
        for (sums, (a, b)) in
            sums.as_chunks_mut::<WIDE>().0.iter_mut().zip(codes[0].iter().zip(codes[1]))
        {
            for at in 0..WIDE {
                let sum: &mut i32 = &mut sums[at];
                *sum += i32::from(i16::from(a[at]) * first[at] + i16::from(b[at]) * second[at]);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_gives_the_same_products() {
        // Miri, which interprets every instruction, is given less.
        let numbers = if cfg!(miri) { 7..8 } else { 1..14 };
        for (n_questions, n_quads) in numbers.flat_map(|n| [(n, 1), (n, 7)]) {
            let quad = |at: usize| {
                Quad(std::array::from_fn(|byte| ((byte * 89 + at * 37) % 256) as u8 as i8))
            };
            // The lowest codes at full weight too, where sums are largest.
            let mut quads: Vec<Quad> = (0..3 * n_quads).map(quad).collect();
            quads[0] = Quad([-128; 4 * PANEL]);
            let weight =
                |at: usize| std::array::from_fn(|byte| (127 - (at * 53 + byte) % 128) as u8);
            let mut weights: Vec<[u8; 4]> = (0..n_questions * n_quads).map(weight).collect();
            weights[0] = [127; 4];
            let added: Vec<i32> = (0..n_questions as i32).collect();
            let matrix = Matrix { quads: &quads, n_quads, weights: &weights, added: &added };
            let mut expected = vec![0; n_questions * 3 * PANEL];
            matrix.products_plain(&mut expected);
            #[cfg(target_arch = "x86_64")]
            for path in [rows::products, rows_wide::products] {
                let mut products = vec![0; expected.len()];
                if path(&matrix, &mut products) {
                    assert_eq!(products, expected, "{n_questions} questions, {n_quads} fours");
                }
            }
        }
    }
}
