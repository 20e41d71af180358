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

pub use baselines::{TagTable, followed, random, tag_cosine};
pub use bootstrap::{Interval, interval};
pub use coverage::coverage;
pub use diversity::intra_list_diversity;
pub use judgements::Judgements;
pub use ndcg::ndcg;
pub use novelty::novelty;
pub use precision::precision;
pub use protocol::{Measured, Rankings, SeedScores, measure, rank_all};
pub use recall::recall;
pub use reciprocal_rank::reciprocal_rank;
pub use violations::violations;
pub use wishes::{MeasuredWishes, WishAnswer, WishCase, measure_wishes};
