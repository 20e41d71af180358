//! The numbers that ranking depends on, with their defaults.

use thiserror::Error;

use crate::query::{PriorWeights, Query};
use crate::schema::Pooling;

/// How to rank. Build one with [`Settings::default`], change what matters, and hand it to
/// [`Recommender::with_settings`](super::Recommender::with_settings), which checks it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Length normalisation b for seeds, in [0, 1]; 1 is the plain cosine. Default 0.25, which
    /// agrees better with viewers than 1 does (docs/quality.md).
    pub seed_b: f64,
    /// Length normalisation b for wishes, in [0, 1]. Default 0.25: a wish names a few tropes, and
    /// the plain cosine would favour dramas that have nothing else (docs/quality.md).
    pub wish_b: f64,
    /// Share α of the wish similarity when a query has seeds and wishes, in [0, 1]. Default 0.6,
    /// which measured best (docs/quality.md).
    pub wish_share: f64,
    /// How several seeds are pooled. Default: mean.
    pub pooling: Pooling,
    /// How much the mean of the disliked seeds takes from the query (Rocchio 1971), >= 0.
    /// Default 0.5.
    pub dislike: f64,
    /// How much each prior counts in a question with one seed, >= 0 each; beside n seeds `1/√n` as
    /// much, and a quarter beside wishes or for the least of several.
    pub priors: PriorWeights,
    /// How much each counts in a question without seeds; those that need one do not count.
    pub wish_priors: PriorWeights,
}

/// What the priors of a question with seeds measured best at (docs/quality.md): popularity, era, a
/// shared lead, writer, director, acclaim.
const PRIORS: PriorWeights = PriorWeights::new([0.4, 0.4, 0.25, 0.25, 0.15, 0.2]);

/// As [`PRIORS`], of a question without seeds.
const WISH_PRIORS: PriorWeights = PriorWeights::new([0.25, 0.0, 0.0, 0.0, 0.0, 0.0]);

/// What priors count where a base is made of two that a drama seldom has both of: the least of
/// several similarities, or seeds with wishes. It is about half of one, as are the differences, and
/// priors as large as beside one alone would decide by themselves. With a quarter the first by
/// tropes alone stays among the first three for seven questions of ten, which is what is asked of
/// the default (docs/quality.md).
const TWOFOLD: f64 = 0.25;

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed_b: 0.25,
            wish_b: 0.25,
            wish_share: 0.6,
            pooling: Pooling::Mean,
            dislike: 0.5,
            priors: PRIORS,
            wish_priors: WISH_PRIORS,
        }
    }
}

/// A setting out of range.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("setting `{name}` must be {range}, not {value}")]
pub struct SettingsError {
    /// Which setting.
    pub name: &'static str,
    /// The range in words.
    pub range: &'static str,
    /// The value given.
    pub value: f64,
}

impl Settings {
    /// The priors of a question that sets none itself: those for seeds or those for wishes, less
    /// where it has several. The mean of n unlike vectors is as near to each as `1/√n`, so that
    /// similarities are smaller, and so are the priors beside them.
    pub(super) fn priors_of(&self, query: &Query) -> PriorWeights {
        let seeds = query.seeds.len();
        if seeds == 0 {
            return self.wish_priors;
        }
        let pooling = query.pooling.unwrap_or(self.pooling);
        let wishes = !query.wishes.is_empty() || !query.any.is_empty();
        let part = match pooling {
            _ if wishes => TWOFOLD,
            Pooling::Least if seeds > 1 => TWOFOLD,
            Pooling::Mean => 1.0 / (seeds as f64).sqrt(),
            Pooling::Least | Pooling::Best => 1.0,
        };
        self.priors.times(part)
    }

    /// Holds every number to its range.
    ///
    /// # Errors
    /// [`SettingsError`] for the first one outside, NaN included.
    pub fn check(&self) -> Result<(), SettingsError> {
        for (name, value) in
            [("seed_b", self.seed_b), ("wish_b", self.wish_b), ("wish_share", self.wish_share)]
        {
            if !(0.0..=1.0).contains(&value) {
                return Err(SettingsError { name, range: "from 0 to 1", value });
            }
        }
        if !(self.dislike >= 0.0 && self.dislike.is_finite()) {
            return Err(SettingsError { name: "dislike", range: "0 or more", value: self.dislike });
        }
        for (name, weights) in [("priors", self.priors), ("wish_priors", self.wish_priors)] {
            let unfit = |weight: &&f64| !(**weight >= 0.0 && weight.is_finite());
            if let Some(value) = weights.all().iter().find(unfit) {
                return Err(SettingsError { name, range: "0 or more", value: *value });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_setting_is_held_to_its_range() {
        let ok = Settings::default();
        assert_eq!(ok.check(), Ok(()));
        let refused = [
            Settings { seed_b: 1.1, ..ok },
            Settings { wish_b: -0.1, ..ok },
            Settings { wish_share: f64::NAN, ..ok },
            Settings { dislike: f64::INFINITY, ..ok },
        ];
        let names: Vec<_> = refused.iter().map(|s| s.check().unwrap_err().name).collect();
        assert_eq!(names, ["seed_b", "wish_b", "wish_share", "dislike"]);
    }
}
