//! Why a question is refused.

use thiserror::Error;

use crate::catalog::{Date, TitleError};
use crate::schema::{ErrorCode, ErrorDetail};

/// Why a request cannot be asked of a catalogue. [`code`](QueryError::code) is stable for programs;
/// the text names the thing; [`hint`](QueryError::hint) says what to do next.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// A title is unknown or ambiguous.
    #[error(transparent)]
    Title(#[from] TitleError),
    /// A trope is unknown.
    #[error("unknown trope `{name}`")]
    UnknownTrope {
        /// As typed.
        name: String,
        /// Ids of near tropes, best first.
        near: Vec<String>,
    },
    /// A warning that is no trope is avoided with a weight.
    #[error(
        "`{name}` is a content warning and no trope: it occurs or not, and has no strength to weigh"
    )]
    WarningSoftly {
        /// As typed.
        name: String,
    },
    /// No drama of the catalogue names this network or streaming service.
    #[error("unknown {kind} `{name}`")]
    UnknownService {
        /// `network` or `streaming service`.
        kind: &'static str,
        /// As typed.
        name: String,
        /// Near names, best first.
        near: Vec<String>,
    },
    /// Neither a liked title nor a wish with weight above 0 nor a filter.
    #[error("the query is empty: it names no title to like, no trope to want and no filter")]
    Empty,
    /// A number is outside its range or not a number.
    #[error("{what} must be {range}, not {value}")]
    OutOfRange {
        /// What the number is.
        what: String,
        /// The range in words.
        range: &'static str,
        /// The number as given.
        value: String,
    },
    /// A trope, title or person is asked for in two ways that exclude each other.
    #[error("`{name}` is asked for twice: {first} and {second}")]
    Contradiction {
        /// The trope id, the drama's heading or the person's name.
        name: String,
        /// The first way.
        first: &'static str,
        /// The second way.
        second: &'static str,
    },
    /// A critique without a seed to compare with.
    #[error("`{name}` is asked for as \"{way}\", but there is no liked title to compare with")]
    CritiqueWithoutSeed {
        /// The trope as typed.
        name: String,
        /// `more` or `less`.
        way: &'static str,
    },
    /// A prior that compares with the seeds, without a seed.
    #[error("`{name}` counts, but there is no liked title to compare with")]
    PriorWithoutSeed {
        /// `era` or `people`.
        name: &'static str,
    },
    /// The first year lies after the last.
    #[error("no year is from {from} on and up to {to}")]
    Years {
        /// First year asked for.
        from: u16,
        /// Last year asked for.
        to: u16,
    },
    /// The least of a number is larger than its most.
    #[error("no drama has at least {least} and at most {most} {unit}")]
    Numbers {
        /// Least asked for, in its unit.
        least: String,
        /// Most asked for.
        most: String,
        /// The unit, such as `episodes`.
        unit: &'static str,
    },
    /// A word is none of those that may stand there.
    #[error("{what} must be one of {}, not `{name}`", known.join(", "))]
    UnknownWord {
        /// What the word is for.
        what: String,
        /// As typed.
        name: String,
        /// The words there are.
        known: Vec<String>,
    },
    /// No lead, writer or director has this name.
    #[error("no lead, writer or director is called `{name}`")]
    UnknownPerson {
        /// As typed.
        name: String,
        /// Near names, best first.
        near: Vec<String>,
    },
    /// A title is no title but the name of a person.
    #[error("`{name}` is no title but a person")]
    PersonAsTitle {
        /// As typed.
        name: String,
        /// As the catalogue spells it.
        person: String,
    },
    /// A title is no title but a trope.
    #[error("`{name}` is no title but a trope")]
    TropeAsTitle {
        /// As typed.
        name: String,
        /// Its id.
        trope: String,
    },
    /// A person is none but a trope or a content warning.
    #[error("`{name}` is no person but a trope")]
    TropeAsPerson {
        /// As typed.
        name: String,
        /// Its id.
        trope: String,
    },
    /// No drama of the catalogue had aired on the day of the question.
    #[error("on {day} no drama of the catalogue had aired")]
    TooEarly {
        /// The day.
        day: Date,
        /// The day of the earliest first episode, where one is known.
        first: Option<Date>,
    },
    /// The disliked seeds cancel everything the liked seeds and wishes ask for, or a seed has no
    /// tropes.
    #[error("nothing is left to look for: {reason}")]
    ZeroVector {
        /// Why.
        reason: String,
    },
    /// What the catalogue is read from is damaged.
    #[error("{}", crate::catalog::damage_in_words(*.at))]
    Damaged {
        /// Where, in the file; 0 when it was changed in place while it was in use.
        at: usize,
    },
    /// The request is of another version of the schema.
    #[error("schema version {version} is not known; this program speaks version {known}")]
    Version {
        /// As given.
        version: u32,
        /// The version spoken.
        known: u32,
    },
}

impl QueryError {
    /// The kind of error, stable for programs.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Title(TitleError::Unknown { .. }) => ErrorCode::UnknownTitle,
            Self::Title(TitleError::Ambiguous { .. }) => ErrorCode::AmbiguousTitle,
            Self::UnknownTrope { .. } => ErrorCode::UnknownTrope,
            Self::WarningSoftly { .. } => ErrorCode::OutOfRange,
            Self::UnknownService { .. } => ErrorCode::UnknownService,
            Self::Empty => ErrorCode::EmptyQuery,
            Self::OutOfRange { .. } => ErrorCode::OutOfRange,
            Self::Contradiction { .. } => ErrorCode::Contradiction,
            Self::CritiqueWithoutSeed { .. } => ErrorCode::CritiqueWithoutSeed,
            Self::PriorWithoutSeed { .. } => ErrorCode::PriorWithoutSeed,
            Self::Years { .. } => ErrorCode::NoSuchYears,
            Self::Numbers { .. } => ErrorCode::NoSuchNumbers,
            Self::UnknownWord { .. } => ErrorCode::OutOfRange,
            Self::UnknownPerson { .. } | Self::TropeAsPerson { .. } => ErrorCode::UnknownPerson,
            Self::PersonAsTitle { .. } => ErrorCode::PersonAsTitle,
            Self::TropeAsTitle { .. } => ErrorCode::TropeAsTitle,
            Self::TooEarly { .. } => ErrorCode::TooEarly,
            Self::ZeroVector { .. } => ErrorCode::ZeroVector,
            Self::Damaged { .. } => ErrorCode::DamagedCatalogue,
            Self::Version { .. } => ErrorCode::UnknownVersion,
        }
    }

    /// Names that may have been meant, best first.
    #[must_use]
    pub fn near(&self) -> &[String] {
        match self {
            Self::Title(TitleError::Unknown { near, .. })
            | Self::UnknownTrope { near, .. }
            | Self::UnknownPerson { near, .. }
            | Self::UnknownService { near, .. } => near,
            Self::Title(TitleError::Ambiguous { candidates, .. }) => candidates,
            _ => &[],
        }
    }

    /// What to do next, whatever the face. A face that has a command for it may say more.
    #[must_use]
    pub fn hint(&self) -> String {
        let list = |names: &[String]| {
            let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            quoted.join(" or ")
        };
        let offer = |near: &[String], otherwise: &str| match near {
            [] => otherwise.to_owned(),
            near => format!("did you mean {}?", list(near)),
        };
        match self {
            Self::Title(TitleError::Unknown { near, .. }) => {
                offer(near, "look for a part of it, or for its Korean title")
            }
            Self::Title(TitleError::Ambiguous { candidates, .. }) => {
                match candidates.iter().all(|candidate| candidate.ends_with(')')) {
                    true => format!("add the year: {}", list(candidates)),
                    false => format!("say which by its id: {}", list(candidates)),
                }
            }
            Self::UnknownTrope { near, .. } => {
                offer(near, "look for another word in the vocabulary")
            }
            Self::UnknownService { near, .. } => offer(near, "look at where a drama is listed"),
            Self::WarningSoftly { name } => format!("avoid `{name}` without a weight"),
            Self::Empty => {
                "name a title to like, a trope to want with a weight above 0, or a filter".into()
            }
            Self::OutOfRange { range, .. } => format!("give {range}"),
            Self::Contradiction { .. } => "keep one of the two".into(),
            Self::CritiqueWithoutSeed { name, way } => match *way {
                "more" => format!("name a liked title, or want `{name}` instead"),
                _ => format!("name a liked title, or avoid `{name}` instead"),
            },
            Self::PriorWithoutSeed { name } => format!("name a liked title, or leave `{name}` out"),
            Self::Years { .. } => "swap the two years".into(),
            Self::Numbers { .. } => "swap the two numbers".into(),
            Self::UnknownWord { known, .. } => format!("give {}", list(known)),
            Self::UnknownPerson { near, .. } => {
                offer(near, "give the name as a drama's credits have it")
            }
            Self::PersonAsTitle { person, .. } => {
                format!("ask for dramas with `{person}` in place of a title")
            }
            Self::TropeAsTitle { trope, .. } => format!("want `{trope}`, in place of a title"),
            Self::TropeAsPerson { trope, .. } => {
                format!("avoid `{trope}` or want it, in place of a person")
            }
            Self::TooEarly { first, .. } => match first {
                Some(first) => format!("give a day from {first} on"),
                None => "give a later day".into(),
            },
            Self::ZeroVector { .. } => "name another title, or a trope to want".into(),
            Self::Damaged { .. } => "compile it anew".into(),
            Self::Version { known, .. } => format!("leave `version` out or give {known}"),
        }
    }
}

impl From<&QueryError> for ErrorDetail {
    fn from(error: &QueryError) -> Self {
        Self::new(error.code(), format!("{error}; {}", error.hint())).with_near(error.near())
    }
}

impl From<QueryError> for ErrorDetail {
    fn from(error: QueryError) -> Self {
        Self::from(&error)
    }
}
