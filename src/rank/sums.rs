//! Adding up what the tropes of rows contribute, several rows at a time: while one sum waits for
//! its last addition, the others go on. Each is added up in trope order, so that it is the same to
//! the bit.

use crate::index::Row;

/// What a side multiplies the values of one row with.
pub struct Term<'s> {
    /// The share of the side by the length normalisation of the row.
    pub factor: f64,
    /// The direction that counts for the row.
    pub vector: &'s [f64],
}

impl Term<'_> {
    /// What the value of a trope is multiplied by. Rows of a file need not keep to the vocabulary.
    #[inline]
    #[must_use]
    pub fn weight(&self, trope: usize) -> f64 {
        self.factor * self.vector.get(trope).copied().unwrap_or(0.0)
    }
}

/// `Σ weight·value` of each row, in trope order; `weight` is given the number of the row and the
/// trope.
#[must_use]
pub fn sums<const N: usize>(rows: [Row<'_>; N], weight: impl Fn(usize, usize) -> f64) -> [f64; N] {
    let shared = rows.iter().map(|row| row.tropes.len()).min().unwrap_or(0);
    let first = rows.map(|row| (&row.tropes[..shared], &row.values[..shared]));
    let mut sums = [0.0; N];
    for at in 0..shared {
        for row in 0..N {
            let (tropes, values) = first[row];
            sums[row] += weight(row, usize::from(tropes[at])) * f64::from(values[at]);
        }
    }
    for row in 0..N {
        let rest = rows[row].tropes[shared..].iter().zip(&rows[row].values[shared..]);
        for (trope, value) in rest {
            sums[row] += weight(row, usize::from(*trope)) * f64::from(*value);
        }
    }
    sums
}

/// As [`sums`], of rows that have all tropes: products are multiplied side by side before they are
/// added up one after the other.
#[must_use]
pub fn full_sums<const N: usize>(values: [&[f32]; N], terms: [Term<'_>; N]) -> [f64; N] {
    let factors = terms.each_ref().map(|term| term.factor);
    let vectors = terms.map(|term| term.vector.as_chunks::<4>());
    let values = values.map(<[f32]>::as_chunks::<4>);
    let mut sums = [0.0; N];
    for chunk in 0..values.iter().map(|(chunks, _)| chunks.len()).min().unwrap_or(0) {
        let mut amounts = [[0.0; N]; 4];
        for row in 0..N {
            let (vector, values) = (&vectors[row].0[chunk], &values[row].0[chunk]);
            for (at, amounts) in amounts.iter_mut().enumerate() {
                amounts[row] = factors[row] * vector[at] * f64::from(values[at]);
            }
        }
        for amounts in amounts {
            for row in 0..N {
                sums[row] += amounts[row];
            }
        }
    }
    for row in 0..N {
        for (weight, value) in vectors[row].1.iter().zip(values[row].1) {
            sums[row] += factors[row] * weight * f64::from(*value);
        }
    }
    sums
}
