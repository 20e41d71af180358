//! From a page of text to tropes: which dramas it is about, which tropes each shows, how strongly, how
//! surely, and which words say so.
//!
//! One direction: bytes are decoded ([`decode`]) and read into sections, one a drama; a
//! [`Matcher`] finds the terms of lexicon and learned words in one pass, on stems, leaving out what the text
//! denies; [`Scores`] adds them up; the [`Encoder`] shows the result as an [`Encoding`]. What it knows, a
//! [`Model`], is compiled from the lexicon in `data/lexicon` and the weights in `data/encoder.bin`, which
//! `lab` learns. `docs/encoding.md` has what was measured.
//!
//! Everything is deterministic and works without a network.

pub mod compile;
mod draft;
mod encoder;
mod error;
mod input;
pub mod lexer;
mod lexicon;
mod lines;
mod matcher;
pub mod model;
mod negation;
pub mod profile;
mod reader;
pub mod score;
pub mod stems;
mod words;

pub use draft::drafts;
pub use encoder::{Encoder, Options};
pub use error::{EncodeError, ImageError};
pub use input::{MOST_BYTES, MOST_MARKDOWN, Markup, bounded, decode, guess};
pub use lexicon::{Lexicon, LexiconEntry};
pub use matcher::Matcher;
pub use model::Model;
pub use reader::{MOST_SECTIONS, Passage, Section, leads, read};
pub use score::Scores;

// Until everything says where it takes them from.
pub use crate::schema::{
    Beside, EncodedDrama, EncodedTrope, Encoding, Evidence, EvidenceKind, Known, Place,
};
