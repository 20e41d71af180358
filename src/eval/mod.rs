//! How well rankings agree with what viewers recommend: one metric a file, the protocol, baselines.
//!
//! Judgements say which dramas viewers recommend after a seed. Lists are short, so an unlisted
//! drama is unjudged, not wrong: absolute values are low, and only rankings of the same seeds can
//! be compared. Nothing here reads files.

mod baselines;
mod bootstrap;
mod coverage;
mod diversity;
mod judgements;
mod ndcg;
mod novelty;
mod precision;
mod protocol;
mod recall;
mod reciprocal_rank;
mod split_mix;
mod violations;
mod wishes;

pub use baselines::followed;
#[doc(hidden)]
pub use baselines::{TagTable, random, tag_cosine};
pub use bootstrap::Interval;
#[doc(hidden)]
pub use bootstrap::interval;
#[doc(hidden)]
pub use coverage::coverage;
#[doc(hidden)]
pub use diversity::intra_list_diversity;
pub use judgements::Judgements;
#[doc(hidden)]
pub use ndcg::ndcg;
#[doc(hidden)]
pub use novelty::novelty;
#[doc(hidden)]
pub use precision::precision;
pub use protocol::{Measured, Rankings, SeedScores, measure, rank_all};
#[doc(hidden)]
pub use recall::recall;
#[doc(hidden)]
pub use reciprocal_rank::reciprocal_rank;
#[doc(hidden)]
pub use violations::violations;
#[doc(hidden)]
pub use wishes::{MeasuredWishes, WishAnswer, WishCase, measure_wishes};
