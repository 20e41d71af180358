//! Facts a drama must have, as typed.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::catalog::{Airing, ContentRating, OriginKind};

use super::one_of::OneOf;

/// Facts a drama must have. A drama for which the fact is unknown does not pass; only `without`, which
/// asks for none, lets it through.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FilterRequest {
    /// First year, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_from: Option<u16>,
    /// Last year, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_to: Option<u16>,
    /// Broadcaster or service of the first release; of several, with commas between, one suffices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// Service where it streams; of several, with commas between, one suffices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub streaming: Option<String>,
    /// Least episodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1, max = 65535)))]
    pub min_episodes: Option<u16>,
    /// Most episodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1, max = 65535)))]
    pub max_episodes: Option<u16>,
    /// Least minutes of an episode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1, max = 65535)))]
    pub min_minutes: Option<u16>,
    /// Most minutes of an episode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1, max = 65535)))]
    pub max_minutes: Option<u16>,
    /// Least hours of all episodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(max = 10000), extend("exclusiveMinimum" = 0)))]
    pub min_hours: Option<f32>,
    /// Most hours of all episodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(max = 10000), extend("exclusiveMinimum" = 0)))]
    pub max_hours: Option<f32>,
    /// Least score that viewers gave, from 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 0, max = 10)))]
    pub min_score: Option<f32>,
    /// The strictest age it may be meant for: `G`, `13+`, `15+` or `18+`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating_up_to: Option<OneOf<ContentRating>>,
    /// Whether it has come on the day of the question: `finished`, `airing` or `not-yet`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub airing: Option<OneOf<Airing>>,
    /// What it was made from: `webtoon`, `web-novel`, `novel`, `manhwa`, `manga`, `remake`,
    /// `true-story` or `folklore`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<OneOf<OriginKind>>,
    /// People who must all be a lead, a writer or a director of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// People who may be neither a lead nor a writer nor a director of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Let specials and compilations into the answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub specials: bool,
    /// Let other seasons of a seed's story into the answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub same_series: bool,
}

impl FilterRequest {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        // No field is left out.
        let Self {
            year_from,
            year_to,
            network,
            streaming,
            min_episodes,
            max_episodes,
            min_minutes,
            max_minutes,
            min_hours,
            max_hours,
            min_score,
            rating_up_to,
            airing,
            origin,
            with,
            without,
            specials,
            same_series,
        } = self;
        year_from.is_none()
            && year_to.is_none()
            && network.is_none()
            && streaming.is_none()
            && min_episodes.is_none()
            && max_episodes.is_none()
            && min_minutes.is_none()
            && max_minutes.is_none()
            && min_hours.is_none()
            && max_hours.is_none()
            && min_score.is_none()
            && rating_up_to.is_none()
            && airing.is_none()
            && origin.is_none()
            && with.is_empty()
            && without.is_empty()
            && !specials
            && !same_series
    }
}

/// A struct from an object only: of itself it would take a list for its fields in their order.
pub(super) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct ObjectVisitor<T>(std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(serde::de::value::MapAccessDeserializer::new(map))
        }
    }
    deserializer.deserialize_map(ObjectVisitor(std::marker::PhantomData))
}
