//! Why a text is refused.

use thiserror::Error;

/// Why a text cannot be encoded. The text names the thing; [`hint`](EncodeError::hint) says what to do
/// next.
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
    /// Nothing in it points to a trope.
    #[error("no known trope is in the text")]
    NoTrope,
}

impl EncodeError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "give a synopsis or an article",
            Self::TooLarge { .. } | Self::TooManySections { .. } => {
                "split it and encode the parts one by one"
            }
            Self::Binary { .. } => "give plain text, Markdown or HTML",
            Self::Encoding { .. } => "save it as UTF-8",
            Self::NoTrope => {
                "give a few sentences on what happens, in English or Korean; `tropewise tropes` lists what is known"
            }
        }
    }
}

/// The bytes are no image of an encoder, or damaged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the image of the encoder is damaged: {0}")]
pub struct ImageError(pub(crate) String);
