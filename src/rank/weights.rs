//! What a vector is made of: how much each trope counts, and how much each level of strength does.

use ndarray::{Array1, Axis};

use crate::catalog::{Catalog, LearnedWeights};

/// What a strength counts for in a vector: its square, so that what a drama is about outweighs what
/// also occurs in it (a trope of level 5 counts 6 times as much as one of level 2). In [0, 1].
///
/// Of the exponents tried, 2 agrees best with what viewers recommend; `docs/quality.md` has the numbers.
#[must_use]
pub fn salience(strength: f32) -> f32 {
    strength * strength
}

/// Learns trope weights from a catalogue: `w = boost · ln((1 + N) / (1 + Σ x))`, normalised to mean 1.
///
/// This is inverse document frequency (Spärck Jones 1972), where a drama counts as much of a
/// document as the trope's strength in it, times the [boost](crate::catalog::Trope::boost) of the trope. `N` counts the
/// dramas with at least one trope. A trope that every drama has at full strength weighs 0. With no
/// drama at all, every weight is 1.
#[must_use]
pub fn learn(catalog: &Catalog) -> LearnedWeights {
    let strengths = catalog.strength_matrix();
    let tagged = strengths.rows().into_iter().filter(|row| row.iter().any(|x| *x > 0.0)).count();
    if tagged == 0 {
        return LearnedWeights {
            weights: Array1::ones(catalog.vocabulary().len()),
            mean_norm: 1.0,
        };
    }
    let frequency = strengths.mapv(f64::from).sum_axis(Axis(0));
    let tropes = catalog.vocabulary().tropes().iter();
    let boosts: Array1<f64> = tropes.map(|trope| f64::from(trope.boost.unwrap_or(1.0))).collect();
    let mut weights =
        frequency.mapv(|sum| ((1.0 + tagged as f64) / (1.0 + sum)).ln().max(0.0)) * boosts;
    match weights.mean() {
        Some(mean) if mean > 0.0 => weights /= mean,
        _ => weights.fill(1.0),
    }
    let squares = strengths.mapv(|x| f64::from(salience(x)).powi(2)).dot(&weights);
    let mean_norm = squares.mapv(f64::sqrt).sum() / tagged as f64;
    LearnedWeights { weights: weights.mapv(|w| w as f32), mean_norm: mean_norm as f32 }
}

/// The weights for ranking a catalogue: those that ship with its vocabulary, or its own where there
/// are none.
#[must_use]
pub fn for_catalog(catalog: &Catalog) -> LearnedWeights {
    catalog.vocabulary().learned().cloned().unwrap_or_else(|| learn(catalog))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Drama, Trope, TropeIdx, TropeStrength, Vocabulary};

    fn catalog(rows: &[&[(u16, f32)]]) -> Catalog {
        let trope = |id: &str| Trope { id: id.into(), label: id.into(), ..Trope::default() };
        let drama = |(at, row): (usize, &&[(u16, f32)])| Drama {
            id: format!("d{at}"),
            strengths: row
                .iter()
                .map(|(t, s)| TropeStrength { trope: TropeIdx(*t), strength: *s })
                .collect(),
            ..Drama::default()
        };
        let vocabulary =
            Vocabulary::new(Vec::new(), vec![trope("common"), trope("rare"), trope("unused")]);
        Catalog::new(vocabulary, rows.iter().enumerate().map(drama).collect()).unwrap()
    }

    #[test]
    fn rare_tropes_weigh_more_by_hand() {
        // N = 3 (the untagged drama does not count); Σ = 3, 0.5, 0; weights ln(4/4), ln(4/1.5),
        // ln(4) before their mean, (0 + 0.980829 + 1.386294) / 3 = 0.789041, is brought to 1.
        let learned = learn(&catalog(&[&[(0, 1.0)], &[(0, 1.0), (1, 0.5)], &[(0, 1.0)], &[]]));
        for (weight, expected) in learned.weights.iter().zip([0.0, 1.243_065, 1.756_935]) {
            assert!((weight - expected).abs() < 1e-5, "{weight} {expected}");
        }
        // Norms 0, 0.5²·√1.243065, 0; their mean over three.
        assert!((learned.mean_norm - 0.092_912).abs() < 1e-5, "{}", learned.mean_norm);
    }

    #[test]
    fn a_boost_multiplies_what_rarity_gives() {
        let rows: [&[(u16, f32)]; 4] = [&[(0, 1.0)], &[(1, 1.0)], &[(2, 1.0)], &[]];
        let plain = catalog(&rows);
        let (families, mut tropes) =
            (plain.vocabulary().families().to_vec(), plain.vocabulary().tropes().to_vec());
        tropes[1].boost = Some(2.0);
        tropes[2].boost = Some(0.0);
        let boosted =
            Catalog::new(Vocabulary::new(families, tropes), plain.dramas().to_vec()).unwrap();
        // All three are as rare; 1, 2 and 0 have the mean 1.
        assert_eq!(learn(&boosted).weights.to_vec(), [1.0, 2.0, 0.0]);
    }

    #[test]
    fn nothing_to_learn_from_weighs_all_alike() {
        assert_eq!(learn(&catalog(&[])).weights.to_vec(), [1.0; 3]);
        assert_eq!(learn(&catalog(&[&[(0, 1.0), (1, 1.0), (2, 1.0)]])).weights.to_vec(), [1.0; 3]);
    }

    #[test]
    fn a_catalogue_takes_the_weights_of_its_vocabulary() {
        let mut small = catalog(&[&[(0, 1.0)]]);
        let shipped = LearnedWeights { weights: Array1::from(vec![0.5, 2.0, 3.0]), mean_norm: 1.5 };
        small.vocabulary_mut().set_learned(shipped.clone());
        assert_eq!(for_catalog(&small), shipped);
    }
}
