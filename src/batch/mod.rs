//! Streams of questions: answered in their order, on all cores, in memory that does not grow.
//!
//! [`Batch`] turns lines that each hold a [`QueryRequest`](crate::QueryRequest) in JSON into lines
//! that each hold an answer or say why there is none: the protocol of `tropewise batch` and of
//! every face that speaks JSON lines.
//! [`Recommender::recommend_all`](crate::Recommender::recommend_all) does the same for requests
//! that a program has made.

#[cfg(feature = "batch")]
mod answers;
#[cfg(feature = "batch")]
mod groups;
mod in_order;
#[cfg(feature = "batch")]
mod question;
mod requests;

#[cfg(feature = "batch")]
#[doc(hidden)]
pub use crate::lines::{LONGEST, Line};
#[cfg(feature = "batch")]
pub use answers::{AnswerLine, Answers, Batch};
#[cfg(feature = "batch")]
pub use question::from_json;
// For faces whose questions come in other forms than JSON.
#[cfg(feature = "batch")]
#[doc(hidden)]
pub use question::in_words;

/// How many questions are answered together at most: they pass over a block of dramas while it is
/// in the cache.
#[doc(hidden)]
pub const GROUP: usize = 256;
