//! How far two annotators of the same dramas agree.

use serde::Serialize;

use crate::catalog::{Catalog, Drama};

/// How a second opinion compares with a catalogue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Dramas that both judged.
    pub dramas: usize,
    /// Mean weighted cosine of a drama with itself, as the two saw it; 1 is full agreement.
    pub same_mean: f64,
    /// The lowest of these.
    pub same_least: f64,
    /// Mean weighted cosine of different dramas, one as seen by each.
    pub random_mean: f64,
    /// Tropes by disagreement, largest first.
    pub disagreements: Vec<Disagreement>,
}

/// How the two differ over one trope.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Disagreement {
    /// Trope id.
    pub trope: String,
    /// Sum of the differences in strength over the dramas.
    pub difference: f64,
    /// Dramas to which the catalogue gives it.
    pub first: usize,
    /// Dramas to which the second opinion gives it.
    pub second: usize,
    /// Dramas to which both give it.
    pub both: usize,
}

/// Compares second opinions with the catalogue's dramas of the same id; opinions on other dramas
/// are passed over. `weights` are the trope weights, shape `(n_tropes,)`. `None` when nothing is
/// common.
#[must_use]
pub fn agreement(catalog: &Catalog, weights: &[f32], opinions: &[Drama]) -> Option<Agreement> {
    let known =
        |opinion: &Drama| Some(dense(&catalog.drama(catalog.find(&opinion.id)?), weights.len()));
    let pairs: Vec<(Vec<f64>, Vec<f64>)> =
        opinions.iter().filter_map(|o| Some((known(o)?, dense(o, weights.len())))).collect();
    let cosine = |a: &[f64], b: &[f64]| {
        let product = |a: &[f64], b: &[f64]| -> f64 {
            weights.iter().zip(a).zip(b).map(|((w, a), b)| f64::from(*w) * a * b).sum()
        };
        let norms = (product(a, a) * product(b, b)).sqrt();
        if norms > 0.0 { product(a, b) / norms } else { 0.0 }
    };
    let same: Vec<f64> = pairs.iter().map(|(first, second)| cosine(first, second)).collect();
    let mut random = Vec::new();
    for (at, (first, _)) in pairs.iter().enumerate() {
        let others = pairs.iter().enumerate().filter(|(other, _)| *other != at);
        random.extend(others.map(|(_, (_, second))| cosine(first, second)));
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let disagreement = |(at, trope): (usize, &crate::catalog::Trope)| {
        let number =
            |has: fn(f64, f64) -> bool| pairs.iter().filter(|(a, b)| has(a[at], b[at])).count();
        Disagreement {
            trope: trope.id.clone(),
            difference: pairs.iter().map(|(a, b)| (a[at] - b[at]).abs()).sum(),
            first: number(|a, _| a > 0.0),
            second: number(|_, b| b > 0.0),
            both: number(|a, b| a > 0.0 && b > 0.0),
        }
    };
    let tropes = catalog.vocabulary().tropes().iter().enumerate();
    let mut disagreements: Vec<Disagreement> =
        tropes.map(disagreement).filter(|d| d.difference > 0.0).collect();
    disagreements.sort_by(|a, b| b.difference.total_cmp(&a.difference));
    (!pairs.is_empty()).then(|| Agreement {
        dramas: pairs.len(),
        same_mean: mean(&same),
        same_least: same.iter().copied().fold(f64::INFINITY, f64::min),
        random_mean: mean(&random),
        disagreements,
    })
}

fn dense(drama: &Drama, n_tropes: usize) -> Vec<f64> {
    let mut vector = vec![0.0; n_tropes];
    drama.strengths.iter().for_each(|s| vector[s.trope.at()] = f64::from(s.strength));
    vector
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{TropeIdx, TropeStrength, Vocabulary};

    fn drama(id: &str, tropes: &[(u16, f32)]) -> Drama {
        let strengths = tropes
            .iter()
            .map(|(t, s)| TropeStrength { trope: TropeIdx(*t), strength: *s })
            .collect();
        Drama { id: id.into(), strengths, ..Drama::default() }
    }

    #[test]
    fn agreement_by_hand() {
        let trope = |id: &str| crate::catalog::Trope {
            id: id.into(),
            label: id.into(),
            ..crate::catalog::Trope::default()
        };
        let vocabulary = Vocabulary::new(Vec::new(), vec![trope("a"), trope("b")]);
        let first = vec![drama("x", &[(0, 1.0)]), drama("y", &[(1, 1.0)])];
        let catalog = Catalog::new(vocabulary, first).unwrap();
        let second =
            [drama("x", &[(0, 0.6), (1, 0.8)]), drama("y", &[(1, 0.5)]), drama("z", &[(0, 1.0)])];
        let found = agreement(&catalog, &[1.0, 1.0], &second).unwrap();
        // x with itself 0.6, y with itself 1; x against y 0, y against x 0.8.
        assert_eq!(found.dramas, 2);
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        assert!(
            near(found.same_mean, 0.8)
                && near(found.same_least, 0.6)
                && near(found.random_mean, 0.4)
        );
        assert_eq!(found.disagreements[0].trope, "b");
        assert!(near(found.disagreements[0].difference, 1.3));
        assert_eq!(
            (
                found.disagreements[0].first,
                found.disagreements[0].second,
                found.disagreements[0].both
            ),
            (1, 2, 1)
        );
        assert_eq!(agreement(&catalog, &[1.0, 1.0], &second[2..]), None);
    }
}
