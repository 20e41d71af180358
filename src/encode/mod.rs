//! From a page of text to tropes: which dramas it is about, which tropes each shows, how strongly,
//! how surely, and which words say so.
//!
//! One direction: bytes are decoded (`input`) and read into sections, one a drama (`reader`); a
//! `Matcher` finds the terms of lexicon and learned words in one pass, on stems, leaving out what
//! the text denies; `Scores` adds them up; the [`Encoder`] shows the result as an
//! [`Encoding`](crate::schema::Encoding). What it knows, a `Model`, is compiled from the lexicon in
//! `data/lexicon` and the weights in `data/encoder.bin`, which `lab` learns. `docs/encoding.md` has
//! what was measured.
//!
//! Everything is deterministic and works without a network.

#[doc(hidden)]
pub mod compile;
#[cfg(feature = "encode")]
mod draft;
#[cfg(feature = "encode")]
mod encoder;
mod error;
#[cfg(feature = "encode")]
mod input;
#[cfg(feature = "encode")]
mod junk;
#[cfg(feature = "encode")]
mod known_titles;
#[doc(hidden)]
pub mod lexer;
mod lexicon;
#[cfg(feature = "encode")]
mod lines;
#[cfg(feature = "encode")]
mod matcher;
#[doc(hidden)]
pub mod model;
mod negation;
#[cfg(feature = "encode")]
#[doc(hidden)]
pub mod profile;
mod ragged;
#[cfg(feature = "encode")]
mod reader;
#[cfg(feature = "encode")]
#[doc(hidden)]
pub mod score;
#[doc(hidden)]
pub mod stems;
mod words;

pub use crate::schema::Markup;
#[cfg(feature = "encode")]
pub use encoder::{Encoder, Options};
pub use error::EncodeError;

// For the store, faces, trainers and tests.
#[cfg(feature = "encode")]
#[doc(hidden)]
pub use draft::drafts;
#[doc(hidden)]
pub use error::ImageError;
#[cfg(feature = "encode")]
#[doc(hidden)]
pub use input::{MOST_BYTES, MOST_MARKDOWN, bounded, decode, guess};
#[doc(hidden)]
pub use lexicon::{Lexicon, LexiconEntry};
#[cfg(feature = "encode")]
#[doc(hidden)]
pub use matcher::Matcher;
#[doc(hidden)]
pub use model::Model;
#[cfg(feature = "encode")]
#[doc(hidden)]
pub use reader::{Find, MOST_SECTIONS, Passage, Section, leads, read};
#[cfg(feature = "encode")]
#[doc(hidden)]
pub use score::Scores;
