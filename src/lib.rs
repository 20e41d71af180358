//! Tropewise.
pub mod catalog;
pub mod index;
pub mod query;
pub mod rank;
#[cfg(any(feature = "text", feature = "embedded"))]
pub mod store;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(feature = "cli")]
pub mod cli;
pub use query::*;
pub use rank::Recommender;
