//! What comes back for a question: an answer, or what is wrong with the question.

use serde::{Deserialize, Serialize};

use super::SCHEMA_VERSION;
use super::answer::Answer;

/// What comes back for one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[allow(clippy::large_enum_variant)]
pub enum Reply {
    /// It was answered.
    Answer(Answer),
    /// It was not.
    Failure(Failure),
}

impl Reply {
    /// The reply to the question `id`.
    pub fn new<E: Into<ErrorDetail>>(id: Option<&str>, answered: Result<Answer, E>) -> Self {
        match answered {
            Ok(answer) => Self::Answer(answer),
            Err(error) => Self::Failure(Failure::new(id.map(str::to_owned), error.into())),
        }
    }
}

/// Why a question was not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Failure {
    /// The asker's name for the question, when it has one that could be read.
    pub id: Option<String>,
    /// Version of the schema.
    pub version: u32,
    /// What is wrong.
    pub error: ErrorDetail,
}

impl Failure {
    /// The failure of the question `id`.
    #[must_use]
    pub fn new(id: Option<String>, error: ErrorDetail) -> Self {
        Self { id, version: SCHEMA_VERSION, error }
    }
}

/// What is wrong with a question or a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorDetail {
    /// What is wrong, for programs.
    pub code: ErrorCode,
    /// One sentence for people, with the next step.
    pub message: String,
    /// Names that may have been meant, best first.
    pub near: Vec<String>,
}

impl ErrorDetail {
    /// An error for which no other name may have been meant.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), near: Vec::new() }
    }

    /// The same with names that may have been meant, best first.
    #[must_use]
    pub fn with_near(mut self, near: &[String]) -> Self {
        self.near = near.to_vec();
        self
    }
}

/// The kinds of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorCode {
    /// No drama has this title.
    UnknownTitle,
    /// Several dramas have this title.
    AmbiguousTitle,
    /// No trope has this name.
    UnknownTrope,
    /// No drama is listed with this network or streaming service.
    UnknownService,
    /// The question names no title to like and no trope to want.
    EmptyQuery,
    /// A number is outside its range.
    OutOfRange,
    /// A trope, title or person is asked for in two ways that exclude each other.
    Contradiction,
    /// "More" or "less" of a trope, without a liked title to compare with.
    CritiqueWithoutSeed,
    /// A prior that compares with the liked titles, without one.
    PriorWithoutSeed,
    /// The first year lies after the last.
    NoSuchYears,
    /// The least of a number is larger than its most.
    NoSuchNumbers,
    /// No lead, writer or director has this name.
    UnknownPerson,
    /// A title is no title but the name of a person.
    PersonAsTitle,
    /// A title is no title but a trope.
    TropeAsTitle,
    /// No drama of the catalogue had aired on the day of the question.
    TooEarly,
    /// Nothing is left to look for.
    ZeroVector,
    /// What the catalogue is read from is damaged.
    DamagedCatalogue,
    /// The request is of another version of the schema.
    UnknownVersion,
    /// A line is longer than is read.
    LineTooLong,
    /// A line is not UTF-8.
    #[serde(rename = "invalid-utf-8")]
    InvalidUtf8,
    /// A line is not JSON.
    MalformedJson,
    /// A line is JSON, but no request.
    InvalidRequest,
    /// A text to encode has no letter in it.
    EmptyText,
    /// A text to encode is larger than is read.
    TextTooLarge,
    /// What should be a text has bytes that no text has.
    NotText,
    /// A text is not of the character encoding it seems to be of.
    InvalidEncoding,
    /// A text has more titled sections than are read.
    TooManySections,
    /// No known trope is in a text.
    NoKnownTrope,
}
