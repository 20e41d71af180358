//! The centre and the edge of a catalogue.

use ndarray::{Array2, Axis};
use serde::Serialize;

use crate::catalog::DramaIdx;
use crate::index::VectorIndex;
use crate::rank::Recommender;

use super::counts::{Counts, counts};

/// A catalogue as a whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overview {
    /// What is in it.
    pub counts: Counts,
    /// The dramas most like all others: largest cosine to the mean of the unit vectors.
    pub central: Vec<Placed>,
    /// The dramas least like any other: smallest cosine to their nearest neighbour.
    pub unusual: Vec<Placed>,
    /// Mean over the dramas of the cosine to their nearest neighbour, in [0, 1].
    pub mean_nearest: f32,
}

/// A drama with the number that places it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Placed {
    /// Drama id.
    pub id: String,
    /// A weighted cosine, in [0, 1].
    pub cosine: f32,
}

/// The rows of an index brought to length 1, shape `(n_dramas, n_tropes)`; zero rows stay zero.
#[must_use]
pub fn unit_rows(index: &VectorIndex) -> Array2<f32> {
    let mut units = Array2::zeros((index.len(), index.n_tropes()));
    for (at, mut unit) in units.rows_mut().into_iter().enumerate() {
        let norm = index.norm(at).max(f32::MIN_POSITIVE);
        let row = index.row(at);
        row.tropes
            .iter()
            .zip(row.values)
            .for_each(|(t, value)| unit[usize::from(*t)] = value / norm);
    }
    units
}

/// Looks at the catalogue of a recommender; `k` dramas at the centre and at the edge, reviewed ones
/// only. Ties go to the lower id.
#[must_use]
pub fn overview(recommender: &Recommender, k: usize) -> Overview {
    let catalog = recommender.catalog();
    let weights = recommender.weights();
    let units = unit_rows(recommender.index());
    let mut cosines = units.dot(&units.t());
    // No drama is its own neighbour.
    cosines.diag_mut().fill(0.0);
    let nearest = cosines.map_axis(Axis(1), |row| row.iter().fold(0.0f32, |a, b| a.max(*b)));
    let centre = units.sum_axis(Axis(0));
    let length = centre.dot(&centre).sqrt().max(f32::MIN_POSITIVE);
    let to_centre = units.dot(&centre) / length;
    let tagged = |at: &usize| recommender.index().norm(*at) > 0.0;
    // A drama that nobody reviewed, or without tropes, would be the most unusual of all.
    let judged: Vec<usize> = (0..catalog.len())
        .filter(tagged)
        .filter(|at| catalog.facts(DramaIdx(*at as u32)).reviewed())
        .collect();
    let placed = |values: &ndarray::Array1<f32>, sign: f32| {
        let mut order = judged.clone();
        order.sort_by(|a, b| (sign * values[*a]).total_cmp(&(sign * values[*b])).then(a.cmp(b)));
        let place = |at: usize| Placed {
            id: catalog.drama(DramaIdx(at as u32)).id.clone(),
            cosine: values[at],
        };
        order.into_iter().take(k).map(place).collect()
    };
    Overview {
        counts: counts(catalog, weights),
        central: placed(&to_centre, -1.0),
        unusual: placed(&nearest, 1.0),
        mean_nearest: judged.iter().map(|at| nearest[*at]).sum::<f32>()
            / judged.len().max(1) as f32,
    }
}
