//! Nouns: the trope vocabulary, dramas, their strengths, the catalogue, and finding titles in it.
//!
//! This room knows neither files nor questions; everything here is plain data and lookup.

mod catalogue;
mod counts;
mod credits;
mod damaged;
mod date;
mod drama;
mod facts;
#[doc(hidden)]
pub mod fields;
mod fold;
mod kinds;
pub(crate) mod korean_names;
pub(crate) mod near;
mod sieve;
mod sketch;
pub(crate) mod slip;
mod snapshots;
pub(crate) mod spelling;
mod storage;
pub(crate) mod titles;
mod trope;
mod typeahead;
mod vocabulary;
mod warned;
mod weights;

pub use catalogue::{Catalog, CatalogError};
pub use damaged::Damaged;
pub(crate) use damaged::damage_in_words;
pub use date::Date;
pub use drama::{Drama, DramaIdx, TropeStrength, Warning};
pub use kinds::{
    Airing, ContentRating, Format, Occurrence, Offer, OfferKind, Origin, OriginKind, Person,
    SeriesKind,
};
pub use snapshots::Snapshots;
pub use titles::{Resolved, TitleError};
pub use trope::{ContentWarning, Family, Trope, TropeIdx};
pub use vocabulary::Vocabulary;

// For the other rooms, faces and trainers.
pub(crate) use crate::unicode::is_hangul;
#[doc(hidden)]
pub use counts::Counts;
#[doc(hidden)]
pub use credits::{Key, Role};
#[doc(hidden)]
pub use drama::{airing, heading};
#[doc(hidden)]
pub use facts::{Facts, FactsOf, Lists};
#[doc(hidden)]
pub use fold::fold;
#[doc(hidden)]
pub use kinds::{Kind, words};
#[doc(hidden)]
pub use sieve::Sieve;
pub use sketch::{Sketch, SketchedName};
#[doc(hidden)]
pub use storage::{FEW_CREDITS, MemoryStorage, Seeker, Storage};
#[doc(hidden)]
pub use titles::{Claims, cut};
#[doc(hidden)]
pub use trope::{HIDDEN_TROPES, WarningIdx};
#[doc(hidden)]
pub use typeahead::{Suggestion, TypeAhead};
#[doc(hidden)]
pub use warned::{MOST_WARNINGS, Warned, WarningBits, WarningState};
#[doc(hidden)]
pub use weights::LearnedWeights;
