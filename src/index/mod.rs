//! The vectors as they are laid out in memory: plain views, borrowed or owned, no I/O.
//!
//! [`VectorIndex`] holds them exactly; [`Blocks`] and [`Codes`] hold them once more, rounded up to bytes, so
//! that a search can pass over most rows fast.
//!
//! Strengths are sparse (some fifteen of three hundred tropes), so rows are compressed (CSR): the
//! tropes of all rows in one array, their values in another, and where each row begins.

mod blocks;
mod codes;
mod matrix;
#[cfg(target_arch = "x86_64")]
mod simd;
mod sums;

use std::borrow::Cow;

pub use blocks::{BLOCK, Blocks, Column, place};
pub use codes::{CodeWeights, Codes};
pub use matrix::PANEL;
pub use sums::{LARGEST_WEIGHT, Room, Sums};

/// The weighted vectors of a catalogue, logical shape `(n_dramas, n_tropes)`.
///
/// Trope weights are folded in once: the stored value is `√wᵢ·xᵢ`, x being a strength's salience, so that the weighted cosine of
/// two dramas is the plain cosine of their rows. Within a row tropes ascend ("trope order").
#[derive(Debug, Clone)]
pub struct VectorIndex<'a> {
    n_tropes: usize,
    offsets: Cow<'a, [u32]>,
    tropes: Cow<'a, [u16]>,
    values: Cow<'a, [f32]>,
    norms: Cow<'a, [f32]>,
}

/// One row: tropes ascending, values > 0, as many of the one as of the other.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Columns.
    pub tropes: &'a [u16],
    /// `√wᵢ·xᵢ` for each column.
    pub values: &'a [f32],
}

impl<'a> Row<'a> {
    /// Columns with their values, in trope order.
    pub fn iter(self) -> impl Iterator<Item = (usize, f64)> + 'a {
        self.tropes
            .iter()
            .zip(self.values)
            .map(|(trope, value)| (usize::from(*trope), f64::from(*value)))
    }
}

impl VectorIndex<'static> {
    /// Lays out rows of `(trope, x)`, x >= 0, tropes ascending, scaled by `√weight`.
    ///
    /// Values that the weights bring to 0 are dropped. `weights` has shape `(n_tropes,)`, each
    /// finite and >= 0.
    ///
    /// # Panics
    /// When a trope has no weight, or the rows have more than `u32::MAX` values in all.
    pub fn build<R>(rows: impl IntoIterator<Item = R>, weights: &[f32]) -> Self
    where
        R: IntoIterator<Item = (u16, f32)>,
    {
        let roots: Vec<f64> = weights.iter().map(|w| f64::from(*w).sqrt()).collect();
        let (mut offsets, mut tropes, mut values, mut norms) =
            (vec![0], Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let mut square = 0.0;
            for (trope, x) in row {
                let value = (roots[usize::from(trope)] * f64::from(x)) as f32;
                if value > 0.0 {
                    tropes.push(trope);
                    values.push(value);
                    square += f64::from(value) * f64::from(value);
                }
            }
            offsets.push(u32::try_from(tropes.len()).expect("fewer than 2^32 strengths"));
            norms.push(square.sqrt() as f32);
        }
        Self {
            n_tropes: weights.len(),
            offsets: offsets.into(),
            tropes: tropes.into(),
            values: values.into(),
            norms: norms.into(),
        }
    }
}

impl VectorIndex<'_> {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.norms.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.norms.is_empty()
    }

    /// How many columns.
    #[must_use]
    pub fn n_tropes(&self) -> usize {
        self.n_tropes
    }

    /// How many values are stored.
    #[must_use]
    pub fn n_values(&self) -> usize {
        self.values.len()
    }

    /// One row.
    ///
    /// # Panics
    /// When there is no such row.
    #[must_use]
    pub fn row(&self, at: usize) -> Row<'_> {
        let range = self.offsets[at] as usize..self.offsets[at + 1] as usize;
        Row { tropes: &self.tropes[range.clone()], values: &self.values[range] }
    }

    /// Euclidean length `√Σ wᵢxᵢ²` of each row; 0 for a row without values.
    #[must_use]
    pub fn norms(&self) -> &[f32] {
        &self.norms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_folded_in_by_their_root() {
        let index = VectorIndex::build(
            [vec![(0, 1.0), (1, 0.5)], vec![], vec![(2, 1.0)]],
            &[4.0, 9.0, 0.0],
        );
        assert_eq!(index.row(0).tropes, [0, 1]);
        assert_eq!(index.row(0).values, [2.0, 1.5]);
        assert_eq!(index.norms(), [2.5, 0.0, 0.0]);
        assert_eq!((index.len(), index.n_tropes(), index.n_values()), (3, 3, 2));
        assert!(index.row(2).tropes.is_empty(), "a trope of weight 0 says nothing");
    }
}
