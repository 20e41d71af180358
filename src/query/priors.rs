//! How much each prior counts.

use crate::catalog::DramaIdx;
use crate::schema::{Prior, PriorsRequest, QueryRequest};

use super::check::share;
use super::error::QueryError;

/// How much each prior counts: one λ in [0, 1] for each.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PriorWeights([f64; Prior::ALL.len()]);

impl PriorWeights {
    /// Nothing but tropes counts.
    pub const NONE: Self = Self([0.0; Prior::ALL.len()]);

    /// Weights in the order of [`Prior::ALL`].
    #[must_use]
    pub const fn new(weights: [f64; Prior::ALL.len()]) -> Self {
        Self(weights)
    }

    /// The weight of a prior.
    #[must_use]
    pub fn get(&self, prior: Prior) -> f64 {
        self.0[prior as usize]
    }

    /// These with another weight for one prior.
    #[must_use]
    pub fn with(mut self, prior: Prior, weight: f64) -> Self {
        self.0[prior as usize] = weight;
        self
    }

    /// These times a factor.
    #[must_use]
    pub fn times(mut self, factor: f64) -> Self {
        self.0.iter_mut().for_each(|weight| *weight *= factor);
        self
    }

    /// All of them, in the order of [`Prior::ALL`].
    #[must_use]
    pub fn all(&self) -> &[f64] {
        &self.0
    }
}

/// The priors of a checked question, where they differ from the default.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PriorChoice {
    /// Whether priors that are not set count nothing.
    pub none: bool,
    /// Weights that were asked for, in [0, 1], each prior at most once.
    pub set: Vec<(Prior, f32)>,
    /// Whether popularity is turned round, which asks for it: it counts even where nothing else
    /// does.
    pub little_known: bool,
}

impl PriorChoice {
    /// The weights that count, with `usual` where nothing else is asked for.
    #[must_use]
    pub fn over(&self, usual: PriorWeights) -> PriorWeights {
        let start = match (self.none, self.little_known) {
            (false, _) => usual,
            (true, false) => PriorWeights::NONE,
            (true, true) => {
                PriorWeights::NONE.with(Prior::Popularity, usual.get(Prior::Popularity))
            }
        };
        let with = |weights: PriorWeights, (prior, weight): &(Prior, f32)| {
            weights.with(*prior, f64::from(*weight))
        };
        self.set.iter().fold(start, with)
    }
}

impl QueryRequest {
    /// The priors asked for, each once.
    pub(super) fn priors(&self, seeds: &[DramaIdx]) -> Result<PriorChoice, QueryError> {
        let shorts = [self.popularity, self.acclaim, self.era, self.people];
        let none_asked = shorts.iter().all(Option::is_none) && !self.little_known;
        if none_asked && matches!(self.priors, PriorsRequest::Default) {
            return Ok(PriorChoice::default());
        }
        self.asked_priors(seeds)
    }

    #[inline(never)] // A browser compiles it with a question that asks for some.
    fn asked_priors(&self, seeds: &[DramaIdx]) -> Result<PriorChoice, QueryError> {
        let mut asked: Vec<(Prior, f32)> = match &self.priors {
            PriorsRequest::Weights(weights) => weights.clone(),
            PriorsRequest::Default | PriorsRequest::None => Vec::new(),
        };
        asked.extend(self.popularity.map(|weight| (Prior::Popularity, weight)));
        asked.extend(self.acclaim.map(|weight| (Prior::Acclaim, weight)));
        asked.extend(self.era.map(|weight| (Prior::Era, weight)));
        if let Some(weight) = self.people {
            if weight > 0.0 && seeds.is_empty() {
                return Err(QueryError::PriorWithoutSeed { name: "people" });
            }
            asked.extend(Prior::PEOPLE.map(|prior| (prior, weight)));
        }
        let mut set: Vec<(Prior, f32)> = Vec::with_capacity(asked.len());
        for (prior, weight) in asked {
            let name = prior.name();
            let weight = share(format!("the weight of {name}"), weight)?;
            if set.iter().any(|(known, _)| *known == prior) {
                let (first, second) = ("with one weight", "with another");
                return Err(QueryError::Contradiction { name: name.to_owned(), first, second });
            }
            if weight > 0.0 && prior.needs_seed() && seeds.is_empty() {
                return Err(QueryError::PriorWithoutSeed { name });
            }
            set.push((prior, weight));
        }
        let none = self.priors == PriorsRequest::None;
        if self.little_known && set.contains(&(Prior::Popularity, 0.0)) {
            let (name, first) = (Prior::Popularity.name().to_owned(), "not counting");
            return Err(QueryError::Contradiction { name, first, second: "turned round" });
        }
        Ok(PriorChoice { none, set, little_known: self.little_known })
    }

    /// "The best", "little known": a prior that is asked for ranks all there is.
    pub(super) fn ranks_by_priors(&self) -> bool {
        let counts = |weight: Option<f32>| weight.is_some_and(|weight| weight > 0.0);
        counts(self.popularity) || counts(self.acclaim) || self.little_known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_stands_over_the_default() {
        let usual = PriorWeights::new([0.5, 0.4, 0.3, 0.2, 0.1, 0.0]);
        let set = vec![(Prior::Era, 1.0)];
        let some = PriorChoice { set: set.clone(), ..PriorChoice::default() };
        assert_eq!(some.over(usual).all(), [0.5, 1.0, 0.3, 0.2, 0.1, 0.0]);
        let alone = PriorChoice { none: true, set, ..PriorChoice::default() };
        assert_eq!(alone.over(usual).all(), [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
        let turned = PriorChoice { none: true, little_known: true, ..PriorChoice::default() };
        assert_eq!(turned.over(usual).all(), [0.5, 0.0, 0.0, 0.0, 0.0, 0.0]);
    }
}
