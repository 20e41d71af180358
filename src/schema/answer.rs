//! Answers: ranked dramas with the sum behind each score, and what was left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::heading;

use super::note::Note;

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Answer {
    /// The asker's name for the question, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Version of the schema.
    pub version: u32,
    /// Best first; fewer than asked only when fewer qualify, and then `shortfall` says why.
    pub results: Vec<Recommendation>,
    /// How many dramas pass every filter and veto, near or far; told when `count` asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifying: Option<usize>,
    /// How the question was understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What filters, vetoes, seen titles and seasons left out, in the order tested.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<ExclusionCount>,
    /// Present when fewer than k dramas qualified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<Shortfall>,
}

impl Answer {
    /// Leaves the contributions out.
    #[must_use]
    pub fn brief(mut self) -> Self {
        self.results.iter_mut().for_each(|result| result.contributions = None);
        self
    }
}

/// One recommended drama, with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Recommendation {
    /// Place in the answer, from 1; 0 for a drama that does not qualify and was only explained.
    pub rank: usize,
    /// Drama id.
    pub id: String,
    /// English title.
    pub title: String,
    /// Year of the first episode, when known.
    pub year: Option<u16>,
    /// Number of its page on MyDramaList, when known.
    pub mdl: Option<u32>,
    /// The drama of the same series that has this score and the reasons for it, where the answer
    /// shows where its story begins instead: its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// In [0, 1], larger is better: base plus all adjustments (within 1e-6).
    pub score: f32,
    /// Similarity before adjustments, in [0, 1].
    pub base: f32,
    /// What each trope contributed, largest first; they sum to the base (within 1e-6). Spoiler
    /// tropes stand together as `hidden-tropes` unless spoilers were asked for. Absent from a brief
    /// answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contributions: Option<Vec<Contribution>>,
    /// What followed the base, in order.
    pub adjustments: Vec<Adjustment>,
    /// Tropes asked for, or at strength 0.8 or more in what was liked, that it does not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<String>,
    /// Content warnings that the question would rather avoid and that occur all the same, or may:
    /// how often, by id. Empty where all were vetoed, since such a drama is left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub warnings: BTreeMap<String, String>,
    /// Present, and true, for a drama that nobody reviewed: it may lack a trope only because nobody
    /// looked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreviewed: bool,
    /// With several seeds and best-match pooling, the id of the seed it is nearest to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest_seed: Option<String>,
}

impl Recommendation {
    /// Title with the year where it is known: `Our Beloved Summer (2021)`.
    #[must_use]
    pub fn heading(&self) -> String {
        heading(&self.title, self.year)
    }
}

/// One trope's share of a base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Contribution {
    /// Trope id, or `hidden-tropes`.
    pub trope: String,
    /// Above 0.
    pub amount: f32,
}

/// What one step after the base added or took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Adjustment {
    /// Which step.
    pub kind: AdjustmentKind,
    /// Trope id, or `hidden-tropes`, where a trope is concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trope: Option<String>,
    /// Names of the people shared with the seeds, where people are concerned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// After minus before.
    pub amount: f32,
}

/// The kinds of adjustment, in the order in which they are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AdjustmentKind {
    /// A critique: more of the trope than the seeds.
    More,
    /// A critique: less of it.
    Less,
    /// A soft avoid.
    SoftAvoid,
    /// The prior of popularity.
    Popularity,
    /// The prior of popularity turned round.
    LittleKnown,
    /// The prior of nearness in time to what was liked.
    Era,
    /// The prior of a lead shared with what was liked.
    Lead,
    /// The prior of a writer shared with what was liked.
    Writer,
    /// The prior of a director shared with what was liked.
    Director,
    /// The prior of viewers' scores.
    Acclaim,
}

/// How many dramas one reason left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ExclusionCount {
    /// Which reason.
    pub reason: ExclusionReason,
    /// What was asked for, in words; the trope id for `avoid`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// Dramas it leaves out, whatever else does.
    pub dropped: usize,
    /// Of those, dramas for which the fact asked for is unknown; of a content warning, for which it
    /// is possible or nobody looked.
    pub unknown: usize,
    /// Qualifying stories that relaxing this reason alone would bring back; counted when there is a
    /// shortfall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relaxing_brings: Option<usize>,
}

/// What can leave a drama out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ExclusionReason {
    /// It is not one of the only dramas that may be answered.
    Only,
    /// It is another season of what was liked.
    Series,
    /// It was seen.
    Seen,
    /// Its first episode is of another year.
    Year,
    /// Another network released it first.
    Network,
    /// It does not stream there.
    Streaming,
    /// It has fewer episodes.
    MinEpisodes,
    /// It has more episodes.
    MaxEpisodes,
    /// Its episodes are shorter.
    MinMinutes,
    /// Its episodes are longer.
    MaxMinutes,
    /// All of it is shorter.
    MinHours,
    /// All of it is longer.
    MaxHours,
    /// Viewers scored it lower.
    MinScore,
    /// It is meant for older viewers.
    RatingUpTo,
    /// It is not finished (airing, still to come), as was asked.
    Airing,
    /// It had not aired on the day of the question.
    NotAired,
    /// It is a special or a compilation.
    Special,
    /// It was made from something else.
    Origin,
    /// A person asked for is not among its leads, writers and directors.
    With,
    /// A person turned away is among its leads, writers and directors.
    Without,
    /// It lacks a required trope, or has less of it.
    Require,
    /// It is one of the titles that may not be answered.
    Exclude,
    /// It has a vetoed trope, or a content warning that was to be avoided occurs in it or may.
    Avoid,
    /// With a veto: nobody reviewed it, so that lacking the trope says nothing.
    Unreviewed,
}

impl std::fmt::Display for ExclusionReason {
    /// The code as in JSON.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.serialize(f)
    }
}

/// Why there are fewer than k results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Shortfall {
    /// k.
    pub asked: usize,
    /// How many qualified.
    pub found: usize,
    /// Dramas that pass every filter but share no trope with the query.
    pub nothing_shared: usize,
    /// Dramas that share tropes with the query but score 0 because a soft avoid takes everything.
    pub adjusted_to_zero: usize,
    /// One sentence on what to relax.
    pub advice: String,
}
