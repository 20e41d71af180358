//! What is added or taken after the base: critiques, soft avoids, priors.

use crate::catalog::{Catalog, DramaIdx};
use crate::query::{Critique, Prior, Query, SoftAvoid, Way};

use crate::index::Buffer;

use super::priors::Priors;

/// How steeply a critique's satisfaction grows with the difference in strength (Vig, Sen & Riedl
/// 2011, Movie Tuner).
const CRITIQUE_STEEPNESS: f64 = 5.0;

/// One adjustment, as it is explained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// A critique's share.
    Critique(Critique),
    /// A soft avoid.
    SoftAvoid(SoftAvoid),
    /// A prior's share.
    Prior(Prior),
}

/// The adjustments of a query, in their fixed order.
#[derive(Debug, Clone)]
pub struct Adjustments<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    priors: Priors<'a>,
}

/// How well a difference in strength meets a critique, in [0, 1): 0 for none or the wrong way.
fn satisfaction(critique: &Critique, strength: f32) -> f64 {
    let difference = f64::from(strength) - f64::from(critique.seed_strength);
    let wanted = match critique.way {
        Way::More => difference,
        Way::Less => -difference,
    };
    1.0 - (-CRITIQUE_STEEPNESS * wanted.max(0.0)).exp()
}

impl<'a> Adjustments<'a> {
    /// The adjustments of `query`; `popularity` is the prior of each drama in [0, 1].
    #[must_use]
    pub fn new(catalog: &'a Catalog, query: &'a Query, popularity: &'a Buffer<f32>) -> Self {
        Self { catalog, query, priors: Priors::new(catalog, query, popularity) }
    }

    /// The priors of the query.
    #[must_use]
    pub fn priors(&self) -> &Priors<'a> {
        &self.priors
    }

    /// The score of a drama with this base.
    ///
    /// Each step never widens a difference in base (its slope is at most 1), which is what lets a
    /// ranker select candidates by an approximate base.
    #[must_use]
    pub fn apply(&self, at: usize, base: f32) -> f32 {
        self.each(at, base, |_, _| {})
    }

    /// A base below which no drama can have this score: critiques and soft avoids only take, and a
    /// prior gives at most its weight.
    #[must_use]
    pub fn least_base(&self, score: f32) -> f32 {
        let mut least = f64::from(score);
        for (_, lambda) in self.query.priors.iter().rev() {
            let lambda = f64::from(*lambda);
            // Each step rounds to f32; a millionth less covers it.
            least = if lambda < 1.0 { (least - lambda - 1e-6) / (1.0 - lambda) } else { 0.0 };
        }
        least.max(0.0) as f32
    }

    /// The score, calling `each` with the amount (after minus before) of every step in order.
    pub fn each(&self, at: usize, base: f32, mut each: impl FnMut(Step, f32)) -> f32 {
        let strength = |trope| self.catalog.strength(DramaIdx(at as u32), trope);
        let mut score = base;
        let mut step = |step: Step, before: &mut f32, after: f64| {
            let after = after as f32;
            each(step, after - *before);
            *before = after;
        };
        // The mean over the critiques, written as what each of them takes away.
        let number = self.query.critiques.len() as f64;
        let mut missed = 0.0;
        for critique in &self.query.critiques {
            missed += 1.0 - satisfaction(critique, strength(critique.trope));
            step(
                Step::Critique(*critique),
                &mut score,
                f64::from(base) * ((number - missed) / number),
            );
        }
        for avoid in &self.query.soft_avoids {
            let kept = 1.0 - f64::from(avoid.weight) * f64::from(strength(avoid.trope));
            let after = f64::from(score) * kept;
            step(Step::SoftAvoid(*avoid), &mut score, after);
        }
        // A drama that nothing asked for speaks for does not enter by fame, era or people alone.
        if score > 0.0 {
            for (prior, lambda) in &self.query.priors {
                let lambda = f64::from(*lambda);
                let after =
                    (1.0 - lambda) * f64::from(score) + lambda * self.priors.value(*prior, at);
                step(Step::Prior(*prior), &mut score, after);
            }
        }
        score
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::TropeIdx;

    #[test]
    fn a_critique_is_met_the_more_the_larger_the_difference() {
        let more = Critique { trope: TropeIdx(0), way: Way::More, seed_strength: 0.4 };
        assert_eq!(satisfaction(&more, 0.4), 0.0);
        assert_eq!(satisfaction(&more, 0.2), 0.0);
        // 1 - e^-3
        assert!((satisfaction(&more, 1.0) - 0.950_213).abs() < 1e-6);
        let less = Critique { way: Way::Less, ..more };
        // 1 - e^-2
        assert!((satisfaction(&less, 0.0) - 0.864_665).abs() < 1e-6);
        assert_eq!(satisfaction(&less, 0.6), 0.0);
    }
}
