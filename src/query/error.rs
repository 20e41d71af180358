//! Why a question is refused.

use thiserror::Error;

use crate::catalog::TitleError;

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
    /// A trope or title is asked for in two ways that exclude each other.
    #[error("`{name}` is asked for twice: {first} and {second}")]
    Contradiction {
        /// The trope id or the drama's heading.
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
    /// The disliked seeds cancel everything the liked seeds and wishes ask for, or a seed has no
    /// tropes.
    #[error("nothing is left to look for: {reason}")]
    ZeroVector {
        /// Why.
        reason: String,
    },
    /// What the catalogue is read from is damaged.
    #[error("the catalogue is damaged at byte {at} of its index file")]
    Damaged {
        /// Where, in the file.
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
    /// A stable code for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Title(TitleError::Unknown { .. }) => "unknown-title",
            Self::Title(TitleError::Ambiguous { .. }) => "ambiguous-title",
            Self::UnknownTrope { .. } => "unknown-trope",
            Self::UnknownService { .. } => "unknown-service",
            Self::Empty => "empty-query",
            Self::OutOfRange { .. } => "out-of-range",
            Self::Contradiction { .. } => "contradiction",
            Self::CritiqueWithoutSeed { .. } => "critique-without-seed",
            Self::PriorWithoutSeed { .. } => "prior-without-seed",
            Self::Years { .. } => "no-such-years",
            Self::ZeroVector { .. } => "zero-vector",
            Self::Damaged { .. } => "damaged-catalogue",
            Self::Version { .. } => "unknown-version",
        }
    }

    /// Names that may have been meant, best first.
    #[must_use]
    pub fn near(&self) -> &[String] {
        match self {
            Self::Title(TitleError::Unknown { near, .. })
            | Self::UnknownTrope { near, .. }
            | Self::UnknownService { near, .. } => near,
            Self::Title(TitleError::Ambiguous { candidates, .. }) => candidates,
            _ => &[],
        }
    }

    /// What to do next.
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
                offer(near, "`tropewise dramas WORD` searches the catalogue")
            }
            Self::Title(TitleError::Ambiguous { candidates, .. }) => {
                match candidates.iter().all(|candidate| candidate.ends_with(')')) {
                    true => format!("add the year: {}", list(candidates)),
                    false => format!("say which by its id: {}", list(candidates)),
                }
            }
            Self::UnknownTrope { near, .. } => {
                offer(near, "`tropewise tropes WORD` searches the vocabulary")
            }
            Self::UnknownService { near, .. } => {
                offer(near, "`tropewise show TITLE` shows where a drama is listed")
            }
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
            Self::ZeroVector { .. } => "name another title, or a trope to want".into(),
            Self::Damaged { .. } => "compile it anew with `tropewise index`".into(),
            Self::Version { known, .. } => format!("leave `version` out or give {known}"),
        }
    }
}
