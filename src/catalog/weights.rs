//! What is learned from a catalogue about its tropes.

use serde::{Deserialize, Serialize};

/// Trope weights and mean norm learned from a large catalogue; they ship with the vocabulary so
/// that a small catalogue of the user's own need not learn them from too few dramas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LearnedWeights {
    /// How much each trope counts in similarity, shape `(n_tropes,)`, each finite and >= 0.
    pub weights: Vec<f32>,
    /// Mean of `√Σ wᵢsᵢ²`, s the salience of a strength, over the dramas of the catalogue
    /// with a non-zero vector; > 0 unless there is none. The pivot of length normalisation.
    pub mean_norm: f32,
}
