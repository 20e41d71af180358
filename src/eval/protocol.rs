//! How a ranking is measured.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::DramaIdx;
use crate::rank::Recommender;
use crate::schema::QueryRequest;

use super::bootstrap::{Interval, interval};
use super::coverage::coverage;
use super::diversity::intra_list_diversity;
use super::judgements::Judgements;
use super::ndcg::ndcg;
use super::novelty::novelty;
use super::recall::recall;
use super::reciprocal_rank::reciprocal_rank;

/// The dramas of the pool ranked for each seed, best first, without the seed.
pub type Rankings = BTreeMap<DramaIdx, Vec<DramaIdx>>;

/// What one seed scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SeedScores {
    /// nDCG@10.
    pub ndcg_10: f64,
    /// Recall@10.
    pub recall_10: f64,
    /// Recall@20.
    pub recall_20: f64,
    /// Reciprocal rank.
    pub reciprocal_rank: f64,
}

/// What a ranking scores over all seeds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// How many seeds.
    pub seeds: usize,
    /// nDCG@10.
    pub ndcg_10: Interval,
    /// Recall@10.
    pub recall_10: Interval,
    /// Recall@20.
    pub recall_20: Interval,
    /// Mean reciprocal rank.
    pub mrr: Interval,
    /// Share of the pool in at least one top 10.
    pub coverage_10: f64,
    /// Mean intra-list diversity of the top 10.
    pub diversity_10: f64,
    /// Mean novelty of the top 10, in bits.
    pub novelty_10: f64,
    /// Each seed by itself, in id order.
    #[serde(skip)]
    pub by_seed: Vec<SeedScores>,
}

impl Measured {
    /// By how much this beats another ranking of the same seeds in nDCG@10, seed by seed.
    #[must_use]
    pub fn gain_over(&self, other: &Self) -> Interval {
        let pairs = self.by_seed.iter().zip(&other.by_seed);
        interval(&pairs.map(|(a, b)| a.ndcg_10 - b.ndcg_10).collect::<Vec<_>>())
    }
}

/// Ranks the pool for every seed: one request a seed, made by `ask` from the seed's id.
///
/// A request that is refused ranks nothing, and scores 0.
#[must_use]
pub fn rank_all(
    recommender: &Recommender,
    judgements: &Judgements,
    ask: impl Fn(&str) -> QueryRequest,
) -> Rankings {
    let rank = |seed: DramaIdx| {
        let mut request = ask(&recommender.catalog().drama(seed).id);
        // All of them: only afterwards is it known which are in the pool.
        request.k = Some(recommender.catalog().len().max(1));
        let shown = request.check(recommender.catalog()).map(|query| recommender.shown(&query));
        let dramas = shown.unwrap_or_default().into_iter();
        (seed, dramas.filter(|drama| judgements.pool.contains(drama)).collect())
    };
    judgements.relevant.keys().copied().map(rank).collect()
}

/// Measures rankings against judgements; a seed that is not ranked scores 0. `recommender` gives
/// the vectors and followers that diversity and novelty are measured with.
#[must_use]
pub fn measure(
    recommender: &Recommender,
    judgements: &Judgements,
    rankings: &Rankings,
) -> Measured {
    let none = Vec::new();
    let of = |seed: &DramaIdx| rankings.get(seed).unwrap_or(&none);
    let score = |(seed, relevant): (&DramaIdx, &Vec<DramaIdx>)| SeedScores {
        ndcg_10: ndcg(of(seed), relevant, 10),
        recall_10: recall(of(seed), relevant, 10),
        recall_20: recall(of(seed), relevant, 20),
        reciprocal_rank: reciprocal_rank(of(seed), relevant),
    };
    let by_seed: Vec<SeedScores> = judgements.relevant.iter().map(score).collect();
    let each = |of: fn(&SeedScores) -> f64| interval(&by_seed.iter().map(of).collect::<Vec<_>>());
    let shown = || judgements.relevant.keys().map(|seed| of(seed).as_slice());
    // Rankings too short for a diversity or novelty do not count in its mean.
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    Measured {
        seeds: by_seed.len(),
        ndcg_10: each(|s| s.ndcg_10),
        recall_10: each(|s| s.recall_10),
        recall_20: each(|s| s.recall_20),
        mrr: each(|s| s.reciprocal_rank),
        coverage_10: coverage(shown(), judgements.pool.len(), 10),
        diversity_10: mean(
            shown().filter_map(|r| intra_list_diversity(recommender.index(), r, 10)).collect(),
        ),
        novelty_10: mean(shown().filter_map(|r| novelty(recommender.catalog(), r, 10)).collect()),
        by_seed,
    }
}
