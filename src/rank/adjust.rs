//! What is added or taken after the base: critiques, soft avoids, priors.

use crate::catalog::{Catalog, DramaIdx};
use crate::query::{Critique, Query, SoftAvoid, Way};
use crate::schema::Prior;

use super::priors::Priors;

/// How much a critique that is met in full adds to the odds `s/(1 - s)` of a score, as a share.
const CRITIQUE: f64 = 2.0;

/// The difference in strength at which a critique has half of its effect: one level.
const HALF_MET: f64 = 0.2;

/// As far as a score in [0, 1] may be from what it was before it was rounded to `f32`.
const ROUNDED: f64 = 6e-8;

/// Strengths nearer than this are as much: those of several seeds are averaged.
const SAME: f64 = 1e-6;

/// One adjustment, as it is explained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// A critique.
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

/// How a strength meets a critique, in (-1, 1): above 0 where there is more of what there should be
/// more of, 0 where there is as much as the seeds have, below 0 the other way. Saturates:
/// `Δ / (|Δ| + 0.2)`.
fn met(critique: &Critique, strength: f32) -> f64 {
    let difference = f64::from(strength) - critique.seed_strength;
    if difference.abs() <= SAME {
        return 0.0;
    }
    let met = difference / (difference.abs() + HALF_MET);
    match critique.way {
        Way::More => met,
        Way::Less => -met,
    }
}

/// What a critique that is met so far makes of a score s: its odds `s/(1 - s)` times `1 + 2·met`,
/// or, for a `met` below 0, divided by `1 - 2·met`. Grows with the score, and stays in [0, 1].
fn criticised(score: f64, met: f64) -> f64 {
    let odds = 1.0 + CRITIQUE * met.abs();
    if met >= 0.0 {
        odds * score / (1.0 + (odds - 1.0) * score)
    } else {
        score / (odds - (odds - 1.0) * score)
    }
}

/// The score of which [`criticised`] makes this one.
fn before_critique(after: f64, met: f64) -> f64 {
    criticised(after.clamp(0.0, 1.0), -met)
}

impl<'a> Adjustments<'a> {
    /// The adjustments of `query`.
    #[must_use]
    pub fn new(catalog: &'a Catalog, query: &'a Query, priors: Priors<'a>) -> Self {
        Self { catalog, query, priors }
    }

    /// The priors of the query.
    #[must_use]
    pub fn priors(&self) -> &Priors<'a> {
        &self.priors
    }

    /// The score of a drama with this base before priors, in [0, 1].
    #[must_use]
    pub fn before_priors(&self, at: usize, base: f32) -> f32 {
        self.each_before(at, base, &mut |_, _| {})
    }

    /// What priors make of a score: `s + (1 - s)·Λ/(1 + Λ)`. It grows with s, so that dramas
    /// with equal priors keep their order, and stays in [0, 1].
    #[must_use]
    pub fn with_priors(&self, at: usize, before: f32) -> f32 {
        if !self.priors.count() {
            return before;
        }
        lifted(f64::from(before), self.priors.sum(at)) as f32
    }

    /// Calls `each` with the amount that every step adds or takes, in order; returns the score.
    ///
    /// A prior that does not speak for a drama has no step.
    pub fn each(&self, at: usize, base: f32, mut each: impl FnMut(Step, f64)) -> f32 {
        let before = self.each_before(at, base, &mut each);
        if !self.priors.count() {
            return before;
        }
        let shares = self.priors.shares(at);
        let sum = shares.iter().fold(0.0, |sum, share| sum + share);
        let score = lifted(f64::from(before), sum);
        let added = score - f64::from(before);
        for (prior, share) in Prior::ALL.into_iter().zip(shares) {
            if share > 0.0 {
                each(Step::Prior(prior), added * (share / sum));
            }
        }
        score as f32
    }

    fn each_before(&self, at: usize, base: f32, each: &mut dyn FnMut(Step, f64)) -> f32 {
        if self.query.critiques.is_empty() && self.query.soft_avoids.is_empty() {
            return base;
        }
        self.each_asked(at, base, each)
    }

    #[inline(never)] // A browser compiles it with a question that asks for some.
    fn each_asked(&self, at: usize, base: f32, each: &mut dyn FnMut(Step, f64)) -> f32 {
        let strength = |trope| self.catalog.strength(DramaIdx(at as u32), trope);
        let mut score = f64::from(base);
        for critique in &self.query.critiques {
            let after = criticised(score, met(critique, strength(critique.trope)));
            each(Step::Critique(*critique), after - score);
            score = after;
        }
        for avoid in &self.query.soft_avoids {
            let kept = 1.0 - f64::from(avoid.weight) * f64::from(strength(avoid.trope));
            each(Step::SoftAvoid(*avoid), score * kept - score);
            score *= kept;
        }
        // A rounding may carry it past its bounds.
        (score as f32).clamp(0.0, 1.0)
    }

    /// A base below which no drama can have this score, unless it [shares a
    /// person](Priors::sharing) with a seed.
    #[must_use]
    pub fn least_base(&self, score: f32) -> f32 {
        let (most, popularity) = self.priors.most();
        // The score, and what it was before priors, were rounded.
        let before = before_priors(f64::from(score) - ROUNDED, most + popularity) - ROUNDED;
        self.before_critiques(before) as f32
    }

    /// As [`least_base`](Self::least_base) for the base with `popularity · factor` added, and that
    /// factor; none where critiques make more of a base than it is.
    #[must_use]
    pub fn least_base_and_popularity(&self, score: f32) -> Option<(f32, f64)> {
        let (most, popularity) = self.priors.most();
        let plain = self.query.critiques.is_empty() && !self.priors.little_known();
        // Of s + Λ·(1 - score) >= score, the part of popularity.
        plain.then(|| {
            let factor = popularity * (1.0 - f64::from(score));
            (before_priors(f64::from(score), most) as f32, factor)
        })
    }

    /// The highest score of a drama whose base is at most this.
    #[must_use]
    pub fn most_score(&self, at: usize, base: f32) -> f32 {
        let mut most = f64::from(base.min(1.0));
        for critique in &self.query.critiques {
            most = criticised(most, most_met(critique));
        }
        lifted(most, self.priors.sum(at)) as f32
    }

    fn before_critiques(&self, after: f64) -> f64 {
        let met = self.query.critiques.iter().rev().map(most_met);
        met.fold(after, before_critique).max(0.0)
    }
}

/// The most that a critique can be met.
fn most_met(critique: &Critique) -> f64 {
    let most = match critique.way {
        Way::More => 1.0,
        Way::Less => 0.0,
    };
    met(critique, most).max(0.0)
}

/// `s + (1 - s)·Λ/(1 + Λ)`.
fn lifted(score: f64, sum: f64) -> f64 {
    score + (1.0 - score) * (sum / (1.0 + sum))
}

/// The score that [`lifted`] by `sum` makes this one; below 0 where any is lifted higher.
fn before_priors(score: f64, sum: f64) -> f64 {
    score - sum * (1.0 - score)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::TropeIdx;

    fn critique(way: Way, seed_strength: f64) -> Critique {
        Critique { trope: TropeIdx(0), way, seed_strength }
    }

    #[test]
    fn a_critique_is_met_the_more_the_larger_the_difference() {
        let more = critique(Way::More, 0.4);
        assert_eq!(met(&more, 0.4), 0.0, "as much as the seeds have");
        // 0.6 / 0.8, and -0.2 / 0.4.
        assert!((met(&more, 1.0) - 0.75).abs() < 1e-6);
        assert!((met(&more, 0.2) + 0.5).abs() < 1e-6);
        let less = critique(Way::Less, 0.4);
        assert!((met(&less, 0.0) - 2.0 / 3.0).abs() < 1e-6);
        assert!((met(&less, 0.6) + 0.5).abs() < 1e-6);
        // The mean of 0.2 and 0.6 is not quite the 0.4 of a drama.
        let mean = f64::midpoint(f64::from(0.2f32), f64::from(0.6f32));
        assert_eq!(met(&critique(Way::More, mean), 0.4), 0.0);
    }

    #[test]
    fn critiques_and_priors_by_hand() {
        // Odds of 1 times 1 + 2 · 0.75 are 2.5 : 1; those of 1 : 3 by 1 + 2 · 0.5 are 1 : 6.
        assert!((criticised(0.5, 0.75) - 2.5 / 3.5).abs() < 1e-12);
        assert!((criticised(0.25, -0.5) - 1.0 / 7.0).abs() < 1e-12);
        assert_eq!((criticised(0.0, 0.8), criticised(1.0, -0.8)), (0.0, 1.0));
        // 0.5 + 0.5 · 0.25 / 1.25.
        assert!((lifted(0.5, 0.25) - 0.6).abs() < 1e-12);
        assert_eq!((lifted(0.3, 0.0), lifted(1.0, 2.0)), (0.3, 1.0));
    }

    #[test]
    fn bounds_turn_the_steps_round() {
        for at in 0..=20 {
            let score = f64::from(at) / 20.0;
            for met in [0.0, 0.1, 0.5, 0.83] {
                let back = before_critique(criticised(score, met), met);
                assert!((back - score).abs() < 1e-9, "{score} {met} {back}");
            }
            let back = before_priors(lifted(score, 0.7), 0.7);
            assert!((back - score).abs() < 1e-12);
        }
    }
}
