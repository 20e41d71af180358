//! Answers: the versioned schema that every face gives back.

use serde::{Deserialize, Serialize};

use crate::catalog::heading;
use crate::query::{Note, QueryError};

/// The answer to a [`QueryRequest`](crate::query::QueryRequest).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The asker's name for the question.
    pub id: String,
    /// Best first; fewer than asked only when fewer qualify, and then `shortfall` says why.
    pub results: Vec<Recommendation>,
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

/// Why a question was not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The asker's name for the question, when it could be read.
    pub id: Option<String>,
    /// What is wrong.
    pub error: FailureDetail,
}

/// What is wrong with a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureDetail {
    /// Stable code for programs, such as `unknown-title`.
    pub code: String,
    /// One sentence for people, with the next step.
    pub message: String,
    /// Names that may have been meant, best first.
    pub near: Vec<String>,
}

impl Failure {
    /// The failure of the question `id`.
    #[must_use]
    pub fn new(id: impl Into<String>, error: &QueryError) -> Self {
        let message = format!("{error}; {}", error.hint());
        let error =
            FailureDetail { code: error.code().to_owned(), message, near: error.near().to_vec() };
        Self { id: Some(id.into()), error }
    }
}

/// What comes back for one question of a batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Reply {
    /// It was answered.
    Answer(Answer),
    /// It was not.
    Failure(Failure),
}

/// One recommended drama, with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// The drama of the same series that has this score and the reasons for it, where the answer shows where
    /// its story begins instead: its id.
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
    /// Present, and true, for a drama that nobody reviewed: it may lack a trope only because nobody
    /// looked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreviewed: bool,
    /// With several seeds and best-match pooling, the id of the seed it is nearest to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest_seed: Option<String>,
}

impl Recommendation {
    /// Title with the year, as [`Drama::heading`](crate::catalog::Drama::heading) gives it.
    #[must_use]
    pub fn heading(&self) -> String {
        heading(&self.title, self.year)
    }
}

/// One trope's share of a base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// Trope id, or `hidden-tropes`.
    pub trope: String,
    /// Above 0.
    pub amount: f32,
}

/// What one step after the base added or took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[serde(rename_all = "kebab-case")]
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
}

/// How many dramas one reason left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusionCount {
    /// `series`, `seen`, `year`, `network`, `streaming`, `max-episodes`, `avoid` or `unreviewed`.
    pub reason: String,
    /// What was asked for, in words; the trope id for `avoid`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// Dramas it leaves out, whatever else does.
    pub dropped: usize,
    /// Of those, dramas for which the fact asked for is unknown.
    pub unknown: usize,
    /// Qualifying stories that relaxing this reason alone would bring back; counted when there is a
    /// shortfall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relaxing_brings: Option<usize>,
}

/// Why there are fewer than k results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// One drama judged by a query, whether it qualifies or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The sum behind its score; rank 0 when it does not qualify.
    pub recommendation: Recommendation,
    /// How many stories qualify: the dramas of one series count as one.
    pub qualifying: usize,
    /// What leaves it out; empty when it qualifies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out_by: Vec<String>,
    /// How the question was understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// Two dramas side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Id of the first drama.
    pub a: String,
    /// Id of the second.
    pub b: String,
    /// Plain weighted cosine, in [0, 1].
    pub similarity: f32,
    /// Tropes that both have, by their share of the similarity, largest first. Spoiler tropes are
    /// left out unless asked for.
    pub shared: Vec<SharedTrope>,
    /// Tropes that only the first has, strongest first.
    pub only_a: Vec<TropeLevel>,
    /// Tropes that only the second has, strongest first.
    pub only_b: Vec<TropeLevel>,
    /// How many spoiler tropes are left out of the lists.
    pub hidden: usize,
    /// What the hidden ones contribute to the similarity.
    pub hidden_amount: f32,
}

/// A trope that two dramas share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedTrope {
    /// Trope id.
    pub trope: String,
    /// Its strength in the first drama, in (0, 1].
    pub a: f32,
    /// Its strength in the second.
    pub b: f32,
    /// Its share of the similarity.
    pub amount: f32,
}

/// A trope of one drama.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TropeLevel {
    /// Trope id.
    pub trope: String,
    /// In (0, 1].
    pub strength: f32,
}
