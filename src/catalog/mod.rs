//! Nouns: the trope vocabulary, dramas, their strengths, the catalogue, and finding titles in it.
//!
//! This room knows neither files nor questions; everything here is plain data and lookup.

mod catalogue;
mod credits;
mod drama;
mod facts;
mod fold;
pub mod near;
mod shelf;
pub mod titles;
mod trope;
mod weights;

pub use catalogue::{Catalog, CatalogError};
pub use credits::{Credits, Role};
pub use drama::{Drama, DramaIdx, TropeStrength, heading};
pub use facts::{Facts, FactsOf, Lists};
pub use fold::fold;
pub use shelf::{MemoryShelf, Shelf};
pub use titles::{Claims, Resolved, TitleError};
pub use trope::{Family, HIDDEN_TROPES, Trope, TropeIdx, Vocabulary};
pub use weights::LearnedWeights;
