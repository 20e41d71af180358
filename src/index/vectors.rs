//! All that ranking needs of a catalogue besides its dramas, ready made.

use super::{Blocks, Buffer, VectorIndex};

/// The vectors of a catalogue and what was learned of them, as they are compiled once and opened often.
#[derive(Debug, Clone)]
pub struct Vectors {
    /// The weighted vectors.
    pub rows: VectorIndex,
    /// The same quantised, where the catalogue is large enough for it.
    pub blocks: Option<Blocks>,
    /// The length normalisation b that the blocks were made under.
    pub blocks_b: f64,
    /// Trope weights, shape `(n_tropes,)`.
    pub weights: Vec<f32>,
    /// The pivot of length normalisation.
    pub mean_norm: f32,
    /// The popularity of each drama, in [0, 1], shape `(n_dramas,)`.
    pub popularity: Buffer<f32>,
}
