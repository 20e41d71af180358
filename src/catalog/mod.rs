//! Nouns: the trope vocabulary, dramas, their strengths, the catalogue, and finding titles in it.
//!
//! This room knows neither files nor questions; everything here is plain data and lookup.

mod catalogue;
mod drama;
mod facts;
mod fold;
pub(crate) mod near;
mod storage;
pub(crate) mod titles;
mod trope;
mod weights;

pub use catalogue::{Catalog, CatalogError};
pub use drama::{Drama, DramaIdx, TropeStrength, heading};
pub use fold::fold;
pub use titles::{Resolved, TitleError};
pub use trope::{Family, HIDDEN_TROPES, Trope, TropeIdx, Vocabulary};
pub use weights::LearnedWeights;

// For the store and ranking.
#[doc(hidden)]
pub use facts::{Facts, FactsOf, Lists};
#[doc(hidden)]
pub use storage::{MemoryStorage, Storage};
#[doc(hidden)]
pub use titles::Claims;
