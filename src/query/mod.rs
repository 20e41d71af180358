//! From a [`QueryRequest`](crate::QueryRequest) as typed to a [`Query`] that can be answered.
//!
//! [`QueryRequest::check`](crate::QueryRequest::check) is the only step that can refuse a question.
//! It looks names up in a catalogue, so that nothing behind it ever meets an unknown title or a
//! weight out of range.

mod check;
mod checked;
mod error;
mod filters;
mod limits;
mod names;
mod people;
mod priors;
mod tropes;
mod uses;

pub use checked::{Critique, Query, SoftAvoid, Way, Wish};
pub use error::QueryError;
pub use limits::{Filters, Limit, Number, Required, Service, With};
pub use priors::{PriorChoice, PriorWeights};
