//! The vectors as they are laid out in memory: plain views, borrowed or owned, no I/O.
//!
//! [`VectorIndex`] holds them exactly; [`Blocks`] and [`Codes`] hold them once more, rounded up to
//! bytes, so that a search can pass over most rows fast.
//!
//! Strengths are sparse (some fifteen of three hundred tropes), so rows are compressed (CSR): the
//! tropes of all rows in one array, their values in another, and where each row begins.

mod blocks;
mod buffer;
mod codes;
mod matrix;
mod plan;
mod quantise;
#[cfg(target_arch = "x86_64")]
mod simd;
mod sums;
mod vectors;

pub use blocks::{BLOCK, Blocks, Column, Line, place};
pub use buffer::{Buffer, BufferError, Changed, Checks, Region};
pub use codes::{CodeWeights, Codes};
pub use matrix::{PANEL, Quad};
pub use plan::{BlockPlan, FILLED_AT_ONCE};
pub use sums::{LARGEST_WEIGHT, Room, Sums};
pub use vectors::{Quantised, Vectors};

/// Work that counts many bits.
pub trait Counting {
    /// Does it. To be put in line always, so that it is compiled for the instructions of its caller.
    fn run(&self) -> u64;
}

/// Does work with the processor's instruction for counting bits where there is one.
pub fn counted(work: &impl Counting) -> u64 {
    #[cfg(target_arch = "x86_64")]
    if let Some(done) = simd::popcount::counted(work) {
        return done;
    }
    work.run()
}

/// The weighted vectors of a catalogue, logical shape `(n_dramas, n_tropes)`.
///
/// Trope weights are folded in once: the stored value is `√wᵢ·xᵢ`, x being a strength's
/// salience, so that the weighted cosine of two dramas is the plain cosine of their rows. Within a
/// row tropes ascend ("trope order").
#[derive(Debug, Clone)]
pub struct VectorIndex {
    n_tropes: usize,
    largest_norm: f32,
    /// Where each row begins among the values, and where the last ends.
    offsets: Buffer<u32>,
    tropes: Buffer<u16>,
    values: Buffer<f32>,
    norms: Buffer<f32>,
    /// Norms without the tropes that are hidden from whoever did not ask for them.
    veiled_norms: Buffer<f32>,
}

/// One row: tropes ascending, values >= 0, as many of the one as of the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row<'a> {
    /// Columns.
    pub tropes: &'a [u16],
    /// `√wᵢ·xᵢ` for each column; 0 where the trope weighs nothing.
    pub values: &'a [f32],
}

impl<'a> Row<'a> {
    /// Its length without the tropes that are hidden, `√Σ wᵢxᵢ²` over the others.
    #[must_use]
    pub fn veiled_norm(self, hides: impl Fn(usize) -> bool) -> f32 {
        let mut square = 0.0;
        for (trope, value) in self.iter() {
            if !hides(trope) {
                square += value * value;
            }
        }
        square.sqrt() as f32
    }

    /// Columns with their values, in trope order.
    pub fn iter(self) -> impl Iterator<Item = (usize, f64)> + 'a {
        self.tropes
            .iter()
            .zip(self.values)
            .map(|(trope, value)| (usize::from(*trope), f64::from(*value)))
    }
}

/// Folds trope weights into strengths.
#[derive(Debug, Clone)]
pub struct Weighting {
    roots: Vec<f64>,
}

impl Weighting {
    /// Of weights of shape `(n_tropes,)`, each finite and >= 0.
    #[must_use]
    pub fn new(weights: &[f32]) -> Self {
        let mut roots = Vec::with_capacity(weights.len());
        for weight in weights {
            roots.push(f64::from(*weight).sqrt());
        }
        Self { roots }
    }

    /// How many tropes have a weight.
    #[must_use]
    pub fn n_tropes(&self) -> usize {
        self.roots.len()
    }

    /// Appends the values `√w·x` of a row of `(trope, x)`, x >= 0, tropes ascending, and returns
    /// its norm.
    ///
    /// # Panics
    /// When a trope has no weight.
    pub fn fold(
        &self,
        row: impl IntoIterator<Item = (u16, f32)>,
        tropes: &mut Vec<u16>,
        values: &mut Vec<f32>,
    ) -> f32 {
        let mut square = 0.0;
        for (trope, x) in row {
            let value = (self.roots[usize::from(trope)] * f64::from(x)) as f32;
            tropes.push(trope);
            values.push(value);
            square += f64::from(value) * f64::from(value);
        }
        square.sqrt() as f32
    }
}

impl VectorIndex {
    /// Lays out rows of `(trope, x)`, x >= 0, tropes ascending, scaled by `√weight`.
    ///
    /// `weights` has shape `(n_tropes,)`, each finite and >= 0.
    ///
    /// # Panics
    /// When a trope has no weight, or the rows have more than `u32::MAX` values in all.
    pub fn build<R>(rows: impl IntoIterator<Item = R>, weights: &[f32]) -> Self
    where
        R: IntoIterator<Item = (u16, f32)>,
    {
        let weighting = Weighting::new(weights);
        let (mut offsets, mut tropes, mut values, mut norms) =
            (vec![0], Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            norms.push(weighting.fold(row, &mut tropes, &mut values));
            offsets.push(u32::try_from(tropes.len()).expect("fewer than 2^32 strengths"));
        }
        let norms: Buffer<f32> = norms.into();
        Self {
            n_tropes: weights.len(),
            largest_norm: norms.all().iter().copied().fold(0.0, f32::max),
            offsets: offsets.into(),
            tropes: tropes.into(),
            values: values.into(),
            veiled_norms: norms.clone(),
            norms,
        }
    }

    /// The same rows, of which some tropes are hidden, by row and trope: see
    /// [`veiled_norms`](Self::veiled_norms).
    #[must_use]
    pub fn veiled(mut self, hides: impl Fn(usize, usize) -> bool) -> Self {
        let mut norms = Vec::with_capacity(self.len());
        for at in 0..self.len() {
            norms.push(self.row(at).veiled_norm(|trope| hides(at, trope)));
        }
        self.veiled_norms = norms.into();
        self
    }

    /// The same rows with veiled norms that were computed before; none when there are not as many.
    #[must_use]
    pub fn with_veiled_norms(mut self, norms: Buffer<f32>) -> Option<Self> {
        self.veiled_norms = norms;
        (self.veiled_norms.len() == self.norms.len()).then_some(self)
    }

    /// Rows that are laid out already: where each begins in `tropes` and `values` and where the
    /// last ends, and the norm of each; none when their numbers do not fit together.
    #[must_use]
    pub fn from_parts(
        n_tropes: usize,
        largest_norm: f32,
        offsets: Buffer<u32>,
        (tropes, values): (Buffer<u16>, Buffer<f32>),
        norms: Buffer<f32>,
    ) -> Option<Self> {
        let fit = offsets.len() == norms.len() + 1 && tropes.len() == values.len();
        let veiled_norms = norms.clone();
        fit.then_some(Self { n_tropes, largest_norm, offsets, tropes, values, norms, veiled_norms })
    }

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

    /// One row; empty when there is no such row.
    #[must_use]
    pub fn row(&self, at: usize) -> Row<'_> {
        let range = match self.offsets.get(at..at + 2) {
            [start, end] => *start as usize..*end as usize,
            _ => 0..0,
        };
        let (tropes, values) = (self.tropes.get(range.clone()), self.values.get(range));
        // Where one of them is damaged, the row is none.
        if tropes.len() == values.len() { Row { tropes, values } } else { Row::default() }
    }

    /// All rows as they lie in memory (compressed sparse rows): where each begins among the values
    /// and where the last ends, the column of each value, the values. Empty where any is damaged.
    #[must_use]
    pub fn parts(&self) -> (&Buffer<u32>, &Buffer<u16>, &Buffer<f32>) {
        (&self.offsets, &self.tropes, &self.values)
    }

    /// Euclidean length `√Σ wᵢxᵢ²` of a row; 0 for a row without values.
    #[must_use]
    pub fn norm(&self, at: usize) -> f32 {
        self.norms.at(at).unwrap_or(0.0)
    }

    /// The norms of all rows, shape `(n_rows,)`.
    #[must_use]
    pub fn norms(&self) -> &Buffer<f32> {
        &self.norms
    }

    /// The norms of all rows without the tropes that are hidden, shape `(n_rows,)`; those of all
    /// tropes where none is.
    #[must_use]
    pub fn veiled_norms(&self) -> &Buffer<f32> {
        &self.veiled_norms
    }

    /// The largest norm; 0 without rows.
    #[must_use]
    pub fn largest_norm(&self) -> f32 {
        self.largest_norm
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
        assert_eq!(index.norms().all(), [2.5, 0.0, 0.0]);
        assert_eq!((index.norm(0), index.norm(3), index.largest_norm()), (2.5, 0.0, 2.5));
        assert_eq!((index.len(), index.n_tropes(), index.n_values()), (3, 3, 3));
        assert_eq!(index.row(2).values, [0.0], "a trope of weight 0 says nothing");
        assert!(index.row(3).tropes.is_empty());
    }
}
