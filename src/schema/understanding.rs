//! How a wish in words was understood.

use serde::{Deserialize, Serialize};

use super::request::QueryRequest;

/// A wish in words as a request, with what each part of it came from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Understanding {
    /// The question that the wish makes; it can be changed and asked.
    pub request: QueryRequest,
    /// What was understood, in the order in which it was said.
    pub understood: Vec<Understood>,
    /// What was not, in the order in which it was said.
    pub not_understood: Vec<NotUnderstood>,
}

impl Understanding {
    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.request == QueryRequest::default()
    }
}

/// A part of a wish that was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Understood {
    /// What it asks for.
    pub part: Part,
    /// The words that say so, as typed.
    pub words: String,
    /// What was made of them, for people: "less tearjerker", "at most 12 episodes".
    pub meaning: String,
}

/// What a part of a wish asks for; the fields of the request it went into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Part {
    /// `like`.
    Like,
    /// `unlike`.
    Unlike,
    /// `seen`.
    Seen,
    /// `exclude`.
    Exclude,
    /// `want`.
    Want,
    /// `avoid`.
    Avoid,
    /// `more`.
    More,
    /// `less`.
    Less,
    /// `any`.
    Any,
    /// `require`.
    Require,
    /// `filter.with` or `filter.without`.
    Person,
    /// `filter.network` or `filter.streaming`.
    Service,
    /// `filter.year_from`, `filter.year_to`.
    Years,
    /// Episodes, minutes and hours in `filter`.
    Length,
    /// `filter.min_score` or `acclaim`.
    Quality,
    /// `popularity` or `little_known`.
    Fame,
    /// `filter.rating_up_to`.
    Rating,
    /// `filter.airing`.
    Airing,
    /// `filter.origin`.
    Origin,
    /// `priors`, for the people of the liked titles.
    SamePeople,
    /// `pooling`.
    Pooling,
    /// `filter.specials`.
    Specials,
    /// `k`.
    Top,
    /// Nothing: it was said not to matter.
    NoMatter,
}

/// A part of a wish that was not understood, or that no request can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct NotUnderstood {
    /// Why.
    pub reason: Reason,
    /// The words, as typed; cut where they are long.
    pub words: String,
    /// One sentence for people, with the next step where there is one.
    pub message: String,
}

/// Why a part of a wish is not in the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// The words mean nothing that is known.
    UnknownWords,
    /// A title that the catalogue does not have.
    UnknownTitle,
    /// No lead, writer or director of this name.
    UnknownPerson,
    /// It is understood, but no request can say it.
    CannotBeSaid,
    /// It contradicts something else in the wish.
    Contradiction,
    /// The wish is longer than what is read.
    TooLong,
}
