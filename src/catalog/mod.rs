//! Nouns: the trope vocabulary, dramas, their strengths, the catalogue, and finding titles in it.
//!
//! This room knows neither files nor questions; everything here is plain data and lookup.

mod catalogue;
mod credits;
mod damaged;
mod date;
mod drama;
mod facts;
#[doc(hidden)]
pub mod fields;
mod fold;
mod kinds;
pub(crate) mod near;
mod sketch;
mod slip;
mod snapshots;
mod spelling;
mod storage;
pub(crate) mod titles;
mod trope;
mod typeahead;
mod weights;

pub use catalogue::{Catalog, CatalogError};
pub use credits::{Credits, Role};
pub use damaged::Damaged;
pub(crate) use damaged::damage_in_words;
pub use date::Date;
#[doc(hidden)]
pub use drama::airing;
pub use drama::{Drama, DramaIdx, TropeStrength, Warning, heading};
pub use fold::fold;
pub use kinds::{
    Airing, ContentRating, Format, Kind, Occurrence, Offer, OfferKind, Origin, OriginKind, Person,
    SeriesKind, words,
};
pub use snapshots::Snapshots;
pub use titles::{Resolved, TitleError};
pub use trope::{ContentWarning, Family, HIDDEN_TROPES, Trope, TropeIdx, Vocabulary};
pub use typeahead::{Suggestion, TypeAhead};
pub use weights::LearnedWeights;

// For the store and ranking.
#[doc(hidden)]
pub use facts::{Facts, FactsOf, Lists};
#[doc(hidden)]
pub use sketch::{Sketch, SketchedName};
#[doc(hidden)]
pub use storage::{MemoryStorage, Storage};
#[doc(hidden)]
pub use titles::{Claims, cut};
