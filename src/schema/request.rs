//! What a user may ask, as typed.

use serde::{Deserialize, Deserializer, Serialize};

#[cfg(feature = "schemars")]
use super::by_trope;
use super::by_trope::{Avoid, ByTrope};
use super::filter::FilterRequest;
use super::priors::PriorsRequest;

/// The length of the answer when none is asked for.
pub const DEFAULT_K: usize = 10;

/// A question as typed. Names are not looked up and numbers not checked before it is asked. In JSON
/// every field may be left out (a line of a batch needs an `id`); unknown fields are refused.
// What serde is told of here is for writing and for the JSON Schema; `read_request.rs` reads.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QueryRequest {
    /// The asker's own name for the question; comes back with the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Version of the schema; this one when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1, max = 1)))]
    pub version: Option<u32>,
    /// Titles of dramas liked (seeds).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub like: Vec<String>,
    /// Titles of dramas disliked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlike: Vec<String>,
    /// Tropes wanted, each with a weight in [0, 1].
    #[serde(default, skip_serializing_if = "ByTrope::is_empty")]
    #[cfg_attr(feature = "schemars", schemars(with = "ByTrope<by_trope::json_schema::Weight>"))]
    pub want: ByTrope<f32>,
    /// Tropes to avoid: a veto, or soft with a weight in [0, 1]. In JSON an object, or a list of
    /// names, all of them vetoes.
    #[serde(default, skip_serializing_if = "ByTrope::is_empty")]
    #[cfg_attr(feature = "schemars", schemars(with = "by_trope::json_schema::Avoids"))]
    pub avoid: ByTrope<Avoid>,
    /// Tropes of which there should be more than the seeds have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<String>,
    /// Tropes of which there should be less than the seeds have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub less: Vec<String>,
    /// Groups of tropes of which one suffices: each group is a wish that the best of its tropes
    /// meets. In JSON a list of lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Vec<String>>,
    /// Tropes that must be there, each with a least strength in (0, 1]. In JSON an object, or a
    /// list of names, each then at 0.4 or more.
    #[serde(default, skip_serializing_if = "ByTrope::is_empty")]
    #[cfg_attr(feature = "schemars", schemars(with = "by_trope::json_schema::Requires"))]
    pub require: ByTrope<f32>,
    /// Titles that may not be answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// The day of the question, such as `2025-10-25`: what comes later has not aired. By default
    /// the day on which the catalogue's dates were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Titles already seen, never answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<String>,
    /// The only dramas that may be answered, by id or exact title; all of them when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Vec<String>>,
    /// Facts a drama must have.
    #[serde(default, skip_serializing_if = "FilterRequest::is_empty")]
    pub filter: FilterRequest,
    /// Diversity in [0, 1): 0 ranks by score alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 0), extend("exclusiveMaximum" = 1)))]
    pub diversity: Option<f32>,
    /// What counts beside tropes, with its weight; what is not named counts as it does by default.
    #[serde(default, skip_serializing_if = "PriorsRequest::is_default")]
    pub priors: PriorsRequest,
    /// Short for `priors.popularity`: how much popularity counts, λ in [0, 1].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 0, max = 1)))]
    pub popularity: Option<f32>,
    /// Short for `priors.era`: how much nearness in time to the liked titles counts, λ in [0, 1].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 0, max = 1)))]
    pub era: Option<f32>,
    /// How much each of a lead, a writer and a director shared with the liked titles counts, λ in
    /// [0, 1].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 0, max = 1)))]
    pub people: Option<f32>,
    /// Short for `priors.acclaim`: how much viewers' scores count, λ in [0, 1].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 0, max = 1)))]
    pub acclaim: Option<f32>,
    /// Turn popularity round: what few people follow is preferred.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub little_known: bool,
    /// How the wishes count beside the seeds, α in [0, 1].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 0, max = 1)))]
    pub wish_share: Option<f32>,
    /// How several seeds are pooled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pooling: Option<Pooling>,
    /// Strength from which a veto drops a drama, in (0, 1]. The veto of a content warning
    /// asks no strength: it drops what the warning occurs in, and what it may occur in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(max = 1), extend("exclusiveMinimum" = 0)))]
    pub veto_threshold: Option<f32>,
    /// Name spoiler tropes in the explanation.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub spoilers: bool,
    /// Count how many dramas qualify.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub count: bool,
    /// Length of the answer, at least 1; 10 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schemars", schemars(range(min = 1)))]
    pub k: Option<usize>,
}

/// Questions put together step by step.
///
/// ```
/// use tropewise::{QueryRequest, Recommender};
///
/// let recommender = Recommender::new(tropewise_dramas::catalog());
/// let request = QueryRequest::like("Our Beloved Summer").avoid("trauma").k(5);
/// assert_eq!(recommender.recommend(&request)?.results.len(), 5);
/// # Ok::<(), tropewise::QueryError>(())
/// ```
impl QueryRequest {
    /// An empty question under a name.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self::default().id(id)
    }

    /// "More like this title."
    #[must_use]
    pub fn like(title: impl Into<String>) -> Self {
        Self::default().and_like(title)
    }

    /// "Dramas with this trope", wanted with weight 1.
    #[must_use]
    pub fn with(trope: impl Into<String>) -> Self {
        Self::default().want(trope)
    }

    /// Names the question; the name comes back with the answer.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Another title liked.
    #[must_use]
    pub fn and_like(mut self, title: impl Into<String>) -> Self {
        self.like.push(title.into());
        self
    }

    /// A title disliked.
    #[must_use]
    pub fn unlike(mut self, title: impl Into<String>) -> Self {
        self.unlike.push(title.into());
        self
    }

    /// A trope wanted, with weight 1.
    #[must_use]
    pub fn want(self, trope: impl Into<String>) -> Self {
        self.want_by(trope, 1.0)
    }

    /// A trope wanted, with a weight in [0, 1].
    #[must_use]
    pub fn want_by(mut self, trope: impl Into<String>, weight: f32) -> Self {
        self.want.push(trope, weight);
        self
    }

    /// A trope to avoid: a veto.
    #[must_use]
    pub fn avoid(mut self, trope: impl Into<String>) -> Self {
        self.avoid.push(trope, Avoid::Veto);
        self
    }

    /// A trope to avoid softly, with a weight in [0, 1].
    #[must_use]
    pub fn avoid_by(mut self, trope: impl Into<String>, weight: f32) -> Self {
        self.avoid.push(trope, Avoid::Soft(weight));
        self
    }

    /// More of a trope than what is liked has.
    #[must_use]
    pub fn more(mut self, trope: impl Into<String>) -> Self {
        self.more.push(trope.into());
        self
    }

    /// Less of a trope than what is liked has.
    #[must_use]
    pub fn less(mut self, trope: impl Into<String>) -> Self {
        self.less.push(trope.into());
        self
    }

    /// A title seen already.
    #[must_use]
    pub fn seen(mut self, title: impl Into<String>) -> Self {
        self.seen.push(title.into());
        self
    }

    /// Only these dramas, by id or title, may be answered.
    #[must_use]
    pub fn only<S: Into<String>>(mut self, dramas: impl IntoIterator<Item = S>) -> Self {
        self.only = Some(dramas.into_iter().map(Into::into).collect());
        self
    }

    /// Facts a drama must have.
    ///
    /// ```
    /// use tropewise::catalog::{Airing, ContentRating};
    /// use tropewise::{FilterRequest, QueryRequest, Recommender};
    ///
    /// let recommender = Recommender::new(tropewise_dramas::catalog());
    /// let filter = FilterRequest {
    ///     max_episodes: Some(16),
    ///     airing: Some(Airing::Finished.into()),
    ///     rating_up_to: Some(ContentRating::From15.into()),
    ///     ..FilterRequest::default()
    /// };
    /// let request = QueryRequest::like("Our Beloved Summer").filter(filter);
    /// assert!(recommender.recommend(&request)?.results.iter().all(|result| result.rank >= 1));
    /// # Ok::<(), tropewise::QueryError>(())
    /// ```
    #[must_use]
    pub fn filter(mut self, filter: FilterRequest) -> Self {
        self.filter = filter;
        self
    }

    /// How many results are wanted.
    #[must_use]
    pub fn k(mut self, k: usize) -> Self {
        self.k = Some(k);
        self
    }

    /// The same question, ranked by tropes alone.
    #[must_use]
    pub fn tropes_only(mut self) -> Self {
        self.priors = PriorsRequest::None;
        self
    }
}

/// How the similarities to several liked titles (seeds) become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Pooling {
    /// Similarity to the mean of the seeds: what they have in common.
    #[default]
    Mean,
    /// Similarity to the nearest seed, which the explanation names.
    Best,
    /// Similarity to the seed that is least like it: what pleases every one of them.
    Least,
}

/// A number that stays above 0 when it is, however small.
pub(super) fn above_zero<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<f32>, D::Error> {
    let number: Option<f64> = Option::deserialize(deserializer)?;
    let least = f32::from_bits(1);
    Ok(number.map(|number| if number > 0.0 { least.max(number as f32) } else { number as f32 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Result<QueryRequest, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn nothing_is_required() {
        assert_eq!(parse(r#"{"id": "q"}"#).unwrap(), QueryRequest::new("q"));
        assert_eq!(parse("{}").unwrap(), QueryRequest::default());
    }

    #[test]
    fn avoid_is_an_object_or_a_list_of_vetoes() {
        let object =
            parse(r#"{"id": "q", "avoid": {"trauma": "veto", "amnesia": 0.5, "debt": 1}}"#)
                .unwrap();
        let pairs =
            [("trauma", Avoid::Veto), ("amnesia", Avoid::Soft(0.5)), ("debt", Avoid::Soft(1.0))];
        assert_eq!(
            object.avoid,
            pairs.map(|(name, avoid)| (name.to_owned(), avoid)).into_iter().collect()
        );
        let list = parse(r#"{"id": "q", "avoid": ["trauma"]}"#).unwrap();
        assert_eq!(list.avoid.0, vec![("trauma".to_owned(), Avoid::Veto)]);
        assert!(
            parse(r#"{"id": "q", "avoid": {"trauma": "maybe"}}"#)
                .unwrap_err()
                .to_string()
                .contains("veto")
        );
    }

    #[test]
    fn unknown_fields_are_errors_naming_the_known_ones() {
        let error = parse(r#"{"id": "q", "likes": []}"#).unwrap_err().to_string();
        assert!(error.contains("unknown field `likes`") && error.contains("`like`"), "{error}");
        assert!(parse(r#"{"id": "q", "filter": {"years": 1}}"#).is_err());
        for wrong in ["[2016, 2017]", "null", "5"] {
            let error = parse(&format!(r#"{{"id": "q", "filter": {wrong}}}"#)).unwrap_err();
            assert!(error.to_string().contains("an object"), "{error}");
        }
    }

    #[test]
    fn a_name_given_twice_is_kept_twice() {
        let twice = parse(r#"{"id": "q", "want": {"debt": 1, "debt": 0.2}}"#).unwrap();
        assert_eq!(twice.want.0.len(), 2);
    }

    #[test]
    fn a_request_survives_the_round_trip() {
        let json = r#"{"id":"q","like":["A"],"want":{"debt":0.5},"avoid":{"trauma":"veto"},
            "filter":{"year_from":2015,"airing":"not-yet"},"k":3}"#;
        let json = json.replace("\n            ", "");
        let request = parse(&json).unwrap();
        assert_eq!(serde_json::to_string(&request).unwrap(), json);
    }
}
