//! From a [`QueryRequest`] as typed to a [`Query`] that can be answered.
//!
//! [`QueryRequest::check`] is the only step that can refuse a question. It looks names up in a
//! catalogue, so that nothing behind it ever meets an unknown title or a weight out of range.

mod check;
mod checked;
mod error;
mod names;

pub use checked::{Critique, Filters, Prior, Query, Service, SoftAvoid, Way, Wish};
pub use error::QueryError;
