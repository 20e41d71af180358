//! Trope weights: how much each trope counts in similarity.

use ndarray::{Array1, Axis};

use crate::catalog::{Catalog, LearnedWeights};

/// Below this many dramas a catalogue takes the weights that ship with its vocabulary.
pub const ENOUGH_TO_LEARN: usize = 200;

/// Learns trope weights from a catalogue: `w = ln((1 + N) / (1 + Σ x))²`, normalised to mean 1.
///
/// This is inverse document frequency (Spärck Jones 1972), where a drama counts as much of a
/// document as the trope's strength in it; the square because each of the two vectors of a cosine
/// carries one factor. `N` counts the dramas with at least one trope. A trope that every drama has
/// at full strength weighs 0. With no drama at all, every weight is 1.
#[must_use]
pub fn learn(catalog: &Catalog) -> LearnedWeights {
    let strengths = catalog.strength_matrix();
    let tagged = strengths.rows().into_iter().filter(|row| row.iter().any(|x| *x > 0.0)).count();
    if tagged == 0 {
        return LearnedWeights { weights: Array1::ones(catalog.vocabulary().len()), mean_norm: 1.0 };
    }
    let frequency = strengths.mapv(f64::from).sum_axis(Axis(0));
    let mut weights = frequency.mapv(|sum| ((1.0 + tagged as f64) / (1.0 + sum)).ln().max(0.0).powi(2));
    match weights.mean() {
        Some(mean) if mean > 0.0 => weights /= mean,
        _ => weights.fill(1.0),
    }
    let squares = strengths.mapv(|x| f64::from(x).powi(2)).dot(&weights);
    let mean_norm = squares.mapv(f64::sqrt).sum() / tagged as f64;
    LearnedWeights { weights: weights.mapv(|w| w as f32), mean_norm: mean_norm as f32 }
}

/// The weights for ranking a catalogue: those that ship with its vocabulary when there are any and
/// the catalogue is too small to learn from ([`ENOUGH_TO_LEARN`]), its own otherwise.
#[must_use]
pub fn for_catalog(catalog: &Catalog) -> LearnedWeights {
    match catalog.vocabulary().learned() {
        Some(learned) if catalog.len() < ENOUGH_TO_LEARN => learned.clone(),
        _ => learn(catalog),
    }
}
