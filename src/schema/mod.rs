//! What goes in and what comes back: the one versioned schema of every face.
//!
//! A [`QueryRequest`] is asked; a [`Reply`] is an [`Answer`] or a [`Failure`]. [`Explanation`] and
//! [`Comparison`] tell of one drama and of two, [`Encoding`] of a text; [`Suggestions`],
//! [`DramaDetail`], [`VocabularyDetail`], [`TropeDetail`] and [`ThemeMap`] are looked up. All of
//! them are plain data with a JSON form; what comes back bears the [`SCHEMA_VERSION`]. Codes are
//! enums, so that nothing compares strings. With the feature `schemars` every type has a JSON
//! Schema, and `json_schema` gives all of them in one document. `docs/schema.md` describes each
//! field with an example.
//!
//! Wording is for the faces: messages here name the thing, not the flags of a program.

mod answer;
mod by_trope;
mod comparison;
mod encoding;
mod explanation;
mod filter;
#[cfg(feature = "schemars")]
mod json_schema;
mod lookup;
mod note;
mod one_of;
mod priors;
mod read_request;
mod reply;
mod request;
mod texts;
mod understanding;

pub use answer::{
    Adjustment, AdjustmentKind, Answer, Contribution, ExclusionCount, ExclusionReason,
    Recommendation, Shortfall,
};
pub use by_trope::{Avoid, ByTrope};
pub use comparison::{Comparison, SharedTrope, TropeLevel};
pub use encoding::{
    Beside, EncodedDrama, EncodedTrope, Encoding, Evidence, EvidenceKind, Known, Place,
};
pub use explanation::Explanation;
pub use filter::FilterRequest;
#[cfg(feature = "schemars")]
pub use json_schema::json_schema;
#[doc(hidden)]
pub use lookup::{
    DramaDetail, FamilyDetail, MapPoint, StrongDrama, SuggestedDrama, Suggestions, ThemeMap,
    TropeDetail, VocabularyDetail, VocabularyTrope, WarningDetail, WatchOffer,
};
pub use note::{Note, NoteCode};
pub use one_of::OneOf;
pub use priors::{Prior, PriorsRequest};
pub use reply::{ErrorCode, ErrorDetail, Failure, Reply};
pub use request::{DEFAULT_K, Pooling, QueryRequest};
pub use texts::Markup;
#[doc(hidden)]
pub use texts::{TextRequest, WishRequest};
pub use understanding::{NotUnderstood, Part, Reason, Understanding, Understood};

/// The version of the schema. It changes when a program that reads or writes this one would break.
pub const SCHEMA_VERSION: u32 = 1;
