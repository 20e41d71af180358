//! Verbs: from a checked query to an explained ranking.
//!
//! One direction: [`Recommender`] turns a query into a [`Scorer`] (similarity to its sides, then
//! adjustments) and a [`Mask`] (filters and vetoes); a [`Ranker`] finds the k best; the explainer
//! says why. Nothing here reads files, prints or knows the command line.

mod account;
mod adjust;
mod blocks;
mod compose;
mod count_cache;
mod dense;
mod diversity;
mod explain;
mod filters;
mod normalisation;
mod prior_columns;
mod priors;
mod ranker;
mod recommender;
mod search;
mod settings;
mod similarity;
mod sums;
mod topk;
mod veil;
pub mod weights;

pub use blocks::BlockRanker;
pub use dense::DenseRanker;
pub use filters::Mask;
pub use normalisation::LengthNormalisation;
pub use prior_columns::{PriorColumns, Slack, acclaim_code, year_code};
pub use priors::Priors;
pub use priors::popularity;
pub use ranker::{Ask, Ranker, ScanRanker, Scorer};
pub use recommender::{BLOCKS_FROM, Recommender, is_dense};
pub use search::{RowRules, Search};
pub use settings::{Settings, SettingsError};
pub use similarity::{Counts, Direction, Side, Similarity, cosine};
pub use topk::Hit;
pub use veil::{Spoilers, Veil};
