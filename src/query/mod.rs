//! What may be asked: a [`QueryRequest`] as typed, a [`Query`] once checked.
//!
//! [`QueryRequest::check`] is the only step that can refuse a question. It looks names up in a
//! catalogue, so that nothing behind it ever meets an unknown title or a weight out of range.

mod check;
mod checked;
mod error;
mod priors;
mod request;

pub use checked::{Critique, Direction, Filters, Note, Query, Service, SoftAvoid, Wish};
pub use error::QueryError;
pub use priors::{Prior, PriorChoice, PriorWeights, PriorsRequest};
pub use request::{
    Avoid, DEFAULT_K, FilterRequest, Pooling, QueryRequest, SCHEMA_VERSION, Weights,
};
