//! Why a text is refused.

use thiserror::Error;

use crate::schema::{ErrorCode, ErrorDetail};

/// Why a text cannot be encoded. The text names the thing; [`hint`](EncodeError::hint) says what to
/// do next.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// There is no letter in it.
    #[error("the text is empty")]
    Empty,
    /// More bytes than are read.
    #[error("the {of} is larger than {most} MB")]
    TooLarge {
        /// `text` or `Markdown`.
        of: &'static str,
        /// The most that is read, in millions of bytes.
        most: usize,
    },
    /// Bytes that no text has.
    #[error("this is no text: byte {value:#04x} at offset {offset}")]
    Binary {
        /// Where, counted from 0.
        offset: usize,
        /// The byte.
        value: u8,
    },
    /// A document of another form.
    #[error("this is {form}, not plain text")]
    Form {
        /// Which form.
        form: &'static str,
    },
    /// A sequence that is not of the encoding.
    #[error("the text is not valid {encoding} at byte {offset}")]
    Encoding {
        /// Which encoding was expected.
        encoding: &'static str,
        /// Where, counted from 0.
        offset: usize,
    },
    /// More titled sections than are read.
    #[error("the text has more than {most} titled sections")]
    TooManySections {
        /// The most that are read.
        most: usize,
    },
    /// It names dramas of the catalogue and says nothing of them.
    #[error("the text names dramas and says nothing of them")]
    TitlesAlone {
        /// The dramas, by titles under which they are found, in the order of the text.
        titles: Vec<String>,
    },
    /// What is written in it are no words.
    #[error("this is no text: there are hardly any words in it")]
    NoWords,
    /// Nothing in it points to a trope.
    #[error("no known trope is in the text")]
    NoTrope,
}

impl EncodeError {
    /// The kind of error, stable for programs.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Empty => ErrorCode::EmptyText,
            Self::TooLarge { .. } => ErrorCode::TextTooLarge,
            Self::Binary { .. } | Self::Form { .. } => ErrorCode::NotText,
            Self::Encoding { .. } => ErrorCode::InvalidEncoding,
            Self::TooManySections { .. } => ErrorCode::TooManySections,
            Self::NoWords => ErrorCode::NotText,
            Self::NoTrope | Self::TitlesAlone { .. } => ErrorCode::NoKnownTrope,
        }
    }

    /// What to do next, whatever the face.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "give a synopsis or an article",
            Self::TooLarge { .. } | Self::TooManySections { .. } => {
                "split it and encode the parts one by one"
            }
            Self::Binary { .. } => "give plain text, Markdown or HTML",
            Self::Form { .. } => "copy its text, or save it as plain text or HTML",
            Self::Encoding { .. } => {
                "save it as UTF-8; `iconv -f WINDOWS-1252 -t UTF-8 FILE` makes it that, for Korean \
                `-f CP949`"
            }
            Self::NoWords => "give a synopsis or an article in words",
            Self::TitlesAlone { .. } => {
                "ask for dramas like them, or write below each title what happens in it"
            }
            Self::NoTrope => "give a few sentences on what happens, in English or Korean",
        }
    }
}

/// The bytes are no image of an encoder, or damaged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the image of the encoder is damaged: {0}")]
pub struct ImageError(pub(crate) String);

impl From<&EncodeError> for ErrorDetail {
    fn from(error: &EncodeError) -> Self {
        Self::new(error.code(), format!("{error}; {}", error.hint()))
    }
}
