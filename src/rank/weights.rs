//! What a vector is made of: how much each trope counts, and how much each level of strength does.

use crate::catalog::{Catalog, LearnedWeights, Trope, TropeStrength, Vocabulary};

/// What a strength counts for in a vector: its square, so that what a drama is about outweighs what
/// also occurs in it (a trope of level 5 counts 6 times as much as one of level 2). In [0, 1].
///
/// Of the exponents tried, 2 agrees best with what viewers recommend; `docs/quality.md` has the
/// numbers.
#[must_use]
pub fn salience(strength: f32) -> f32 {
    strength * strength
}

/// How often each trope occurs, a drama counting as much as the strength it has it at. Dramas may
/// be added in any order: the sums come out the same.
#[derive(Debug, Clone, Default)]
pub struct Frequencies {
    /// In steps of 2⁻³², of which every strength of 2⁻⁸ or more is a whole number.
    sums: Vec<u64>,
    tagged: usize,
}

/// Steps of a [`Frequencies`] sum that make 1.
const STEPS: f64 = (1u64 << 32) as f64;

impl Frequencies {
    /// Counts a drama.
    pub fn add(&mut self, strengths: &[TropeStrength]) {
        self.tagged += usize::from(!strengths.is_empty());
        for s in strengths {
            if self.sums.len() <= s.trope.at() {
                self.sums.resize(s.trope.at() + 1, 0);
            }
            self.sums[s.trope.at()] += (f64::from(s.strength) * STEPS).round() as u64;
        }
    }

    /// The trope weights: `w = boost · ln((1 + N) / (1 + Σ x))`, normalised to mean 1, shape
    /// `(n_tropes,)`.
    ///
    /// This is inverse document frequency (Spärck Jones 1972), where a drama counts as much of a
    /// document as the trope's strength in it, times the [boost](crate::catalog::Trope::boost) of
    /// the trope. `N` counts the dramas with at least one trope. A trope that every drama has at
    /// full strength weighs 0. With no drama at all, every weight is 1.
    #[must_use]
    pub fn weights(&self, vocabulary: &Vocabulary) -> Vec<f64> {
        let weight = |(at, trope): (usize, &Trope)| {
            let sum = self.sums.get(at).map_or(0.0, |sum| *sum as f64 / STEPS);
            let rarity = libm::log((1.0 + self.tagged as f64) / (1.0 + sum)).max(0.0);
            rarity * f64::from(trope.boost.unwrap_or(1.0))
        };
        let mut weights: Vec<f64> = vocabulary.tropes().iter().enumerate().map(weight).collect();
        let mean = weights.iter().sum::<f64>() / weights.len().max(1) as f64;
        if self.tagged > 0 && mean > 0.0 {
            weights.iter_mut().for_each(|weight| *weight /= mean);
        } else {
            weights.fill(1.0);
        }
        weights
    }
}

/// The mean of `√Σ wᵢsᵢ²`, s the salience of a strength, over the dramas with at least one
/// trope, added one by one.
#[derive(Debug, Clone, Copy, Default)]
pub struct MeanNorm {
    sum: f64,
    tagged: usize,
}

impl MeanNorm {
    /// Counts a drama under trope weights of shape `(n_tropes,)`.
    pub fn add(&mut self, weights: &[f64], strengths: &[TropeStrength]) {
        let square =
            |s: &TropeStrength| weights[s.trope.at()] * f64::from(salience(s.strength)).powi(2);
        self.sum += strengths.iter().map(square).sum::<f64>().sqrt();
        self.tagged += usize::from(!strengths.is_empty());
    }

    /// The mean; 1 without a drama that has a trope.
    #[must_use]
    pub fn mean(&self) -> f32 {
        if self.tagged == 0 { 1.0 } else { (self.sum / self.tagged as f64) as f32 }
    }
}

/// Learns trope weights ([`Frequencies::weights`]) and their [`MeanNorm`] from a catalogue.
#[must_use]
pub fn learn(catalog: &Catalog) -> LearnedWeights {
    let dramas = catalog.outlines();
    let mut frequencies = Frequencies::default();
    dramas.iter().for_each(|drama| frequencies.add(&drama.strengths));
    let weights = frequencies.weights(catalog.vocabulary());
    let mut norms = MeanNorm::default();
    dramas.iter().for_each(|drama| norms.add(&weights, &drama.strengths));
    LearnedWeights {
        weights: weights.into_iter().map(|w| w as f32).collect(),
        mean_norm: norms.mean(),
    }
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
    use crate::catalog::{Drama, TropeIdx};

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
        assert_eq!(learn(&boosted).weights, [1.0, 2.0, 0.0]);
    }

    #[test]
    fn nothing_to_learn_from_weighs_all_alike() {
        assert_eq!(learn(&catalog(&[])).weights, [1.0; 3]);
        assert_eq!(learn(&catalog(&[&[(0, 1.0), (1, 1.0), (2, 1.0)]])).weights, [1.0; 3]);
    }

    #[test]
    fn a_catalogue_takes_the_weights_of_its_vocabulary() {
        let mut small = catalog(&[&[(0, 1.0)]]);
        let shipped = LearnedWeights { weights: vec![0.5, 2.0, 3.0], mean_norm: 1.5 };
        small.vocabulary_mut().set_learned(shipped.clone());
        assert_eq!(for_catalog(&small), shipped);
    }
}
