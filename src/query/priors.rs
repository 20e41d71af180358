//! What may speak for a drama beside its tropes, and how much of it is asked for.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What may speak for a drama beside its tropes. Each has a value in [0, 1] for every drama.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prior {
    /// How many people follow it.
    Popularity,
    /// How near in time it is to the seeds.
    Era,
    /// Whether it shares a lead with a seed.
    Lead,
    /// Whether it shares a writer with a seed.
    Writer,
    /// Whether it shares a director with a seed.
    Director,
}

impl Prior {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::Popularity, Self::Era, Self::Lead, Self::Writer, Self::Director];

    /// Those of a person whom a drama shares with a seed.
    pub const PEOPLE: [Self; 3] = [Self::Lead, Self::Writer, Self::Director];

    /// Its name in questions and answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Popularity => "popularity",
            Self::Era => "era",
            Self::Lead => "lead",
            Self::Writer => "writer",
            Self::Director => "director",
        }
    }

    /// Whether it compares a drama with the liked titles.
    #[must_use]
    pub fn needs_seed(self) -> bool {
        self != Self::Popularity
    }

    fn at(self) -> usize {
        self as usize
    }
}

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
        self.0[prior.at()]
    }

    /// These with another weight for one prior.
    #[must_use]
    pub fn with(mut self, prior: Prior, weight: f64) -> Self {
        self.0[prior.at()] = weight;
        self
    }

    /// All of them, in the order of [`Prior::ALL`].
    #[must_use]
    pub fn all(&self) -> &[f64] {
        &self.0
    }
}

/// The priors of a question as typed: `"default"`, `"none"`, or weights by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PriorsRequest {
    /// As measured best.
    #[default]
    Default,
    /// Tropes alone.
    None,
    /// These weights, each in [0, 1]; priors that are not named count as by default. A name may
    /// stand twice here: the check refuses it.
    Weights(Vec<(Prior, f32)>),
}

impl PriorsRequest {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::Default
    }
}

/// The priors of a checked question, where they differ from the default.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PriorChoice {
    /// Whether priors that are not set count nothing.
    pub none: bool,
    /// Weights that were asked for, in [0, 1], each prior at most once.
    pub set: Vec<(Prior, f32)>,
    /// Whether popularity is turned round.
    pub little_known: bool,
}

impl PriorChoice {
    /// The weights that count, with `usual` where nothing else is asked for.
    #[must_use]
    pub fn over(&self, usual: PriorWeights) -> PriorWeights {
        let start = if self.none { PriorWeights::NONE } else { usual };
        let with = |weights: PriorWeights, (prior, weight): &(Prior, f32)| {
            weights.with(*prior, f64::from(*weight))
        };
        self.set.iter().fold(start, with)
    }
}

impl Serialize for PriorsRequest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Default => serializer.serialize_str("default"),
            Self::None => serializer.serialize_str("none"),
            Self::Weights(weights) => {
                let mut map = serializer.serialize_map(Some(weights.len()))?;
                for (prior, weight) in weights {
                    map.serialize_entry(prior.name(), weight)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for PriorsRequest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PriorsVisitor)
    }
}

struct PriorsVisitor;

impl<'de> Visitor<'de> for PriorsVisitor {
    type Value = PriorsRequest;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"default\", \"none\", or an object of priors and weights from 0 to 1")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<PriorsRequest, E> {
        match text {
            "default" => Ok(PriorsRequest::Default),
            "none" => Ok(PriorsRequest::None),
            _ => Err(E::invalid_value(serde::de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PriorsRequest, A::Error> {
        let mut weights = Vec::new();
        while let Some((prior, weight)) = map.next_entry()? {
            weights.push((prior, weight));
        }
        Ok(PriorsRequest::Weights(weights))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priors_are_read_as_a_word_or_as_weights() {
        let read = |json: &str| serde_json::from_str::<PriorsRequest>(json);
        assert_eq!(read("\"none\"").unwrap(), PriorsRequest::None);
        assert_eq!(read("\"default\"").unwrap(), PriorsRequest::Default);
        let weights = vec![(Prior::Era, 0.5), (Prior::Writer, 1.0)];
        assert_eq!(
            read(r#"{"era": 0.5, "writer": 1}"#).unwrap(),
            PriorsRequest::Weights(weights.clone())
        );
        let written = serde_json::to_string(&PriorsRequest::Weights(weights)).unwrap();
        assert_eq!(written, r#"{"era":0.5,"writer":1.0}"#);
        assert!(read("\"all\"").unwrap_err().to_string().contains("\"none\""));
        assert!(read(r#"{"fame": 1}"#).unwrap_err().to_string().contains("popularity"));
    }

    #[test]
    fn what_is_set_stands_over_the_default() {
        let usual = PriorWeights::new([0.5, 0.4, 0.3, 0.2, 0.1]);
        let set = vec![(Prior::Era, 1.0)];
        let some = PriorChoice { set: set.clone(), ..PriorChoice::default() };
        assert_eq!(some.over(usual).all(), [0.5, 1.0, 0.3, 0.2, 0.1]);
        let alone = PriorChoice { none: true, set, ..PriorChoice::default() };
        assert_eq!(alone.over(usual).all(), [0.0, 1.0, 0.0, 0.0, 0.0]);
    }
}
