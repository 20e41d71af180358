//! All that ranking needs of a catalogue besides its dramas, ready made.

use super::{Blocks, Buffer, Codes, VectorIndex};

/// Vectors in bytes, by columns or by rows.
#[derive(Debug, Clone)]
pub enum Quantised {
    /// For many dramas with few tropes each.
    Blocks(Blocks),
    /// For dramas that have most tropes.
    Codes(Codes),
}

/// The vectors of a catalogue and what was learned of them, as they are compiled once and opened
/// often.
#[derive(Debug, Clone)]
pub struct Vectors {
    /// The weighted vectors.
    pub rows: VectorIndex,
    /// The same quantised, where the catalogue is large or dense enough for it.
    pub quantised: Option<Quantised>,
    /// The length normalisation b under which they were quantised.
    pub quantised_b: f64,
    /// Trope weights, shape `(n_tropes,)`.
    pub weights: Vec<f32>,
    /// The pivot of length normalisation.
    pub mean_norm: f32,
    /// The popularity of each drama, in [0, 1], shape `(n_dramas,)`.
    pub popularity: Buffer<f32>,
    /// The year of each drama in a byte, by the code of `rank`, shape `(n_dramas,)`.
    pub years: Buffer<u8>,
    /// How well viewers scored each drama, in steps of 1/255 rounded up, shape `(n_dramas,)`.
    pub acclaim: Buffer<u8>,
}
