//! Rankers: finding the k best dramas for a scored query.

use crate::catalog::DramaIdx;

use super::adjust::Adjustments;
use super::filters::Mask;
use super::similarity::Similarity;
use super::topk::{Hit, TopK};

/// Everything that decides the score of a drama for one query.
#[derive(Debug, Clone)]
pub struct Scorer<'a> {
    /// The base.
    pub similarity: Similarity<'a>,
    /// What follows the base.
    pub adjustments: Adjustments<'a>,
    /// Whether the question is one of filters alone, so that every drama qualifies and priors rank.
    pub filters_alone: bool,
}

impl Scorer<'_> {
    /// Base and score of a drama; `None` when its score before priors is 0, so that it does not
    /// qualify.
    ///
    /// The one function whose scores are compared or shown, whatever the ranker.
    #[must_use]
    pub fn score(&self, at: usize) -> Option<Hit> {
        self.adjusted(at, self.similarity.base(at))
    }

    /// The score of a drama whose base, as [`Similarity::base`] gives it, is known.
    #[must_use]
    pub fn adjusted(&self, at: usize, base: f32) -> Option<Hit> {
        let before = self.adjustments.before_priors(at, base);
        (before > 0.0 || self.filters_alone).then(|| self.hit(at, base, before))
    }

    /// The score of a drama, whether it qualifies or not: one that shares nothing has none.
    #[must_use]
    pub fn judged(&self, at: usize) -> Hit {
        let base = self.similarity.base(at);
        let before = self.adjustments.before_priors(at, base);
        self.hit(at, base, before)
    }

    fn hit(&self, at: usize, base: f32, before: f32) -> Hit {
        let score = self.adjustments.with_priors(at, before);
        Hit { drama: DramaIdx(at as u32), base, before, score }
    }
}

/// A way to find the k best. Implementations differ in what they look at, never in the answer:
/// the same hits in the same order as [`ScanRanker`], scores equal to the bit.
pub trait Ranker: Send + Sync {
    /// The `k` best qualifying dramas that the mask allows, best first, ties to the lower drama id;
    /// fewer only when fewer qualify.
    fn top(&self, ask: &Ask<'_>) -> Vec<Hit>;

    /// As [`top`](Self::top) for each of several; an implementation may look at the dramas once for
    /// all.
    fn top_each(&self, asks: &[Ask<'_>]) -> Vec<Vec<Hit>> {
        let mut found = Vec::with_capacity(asks.len());
        for ask in asks {
            found.push(self.top(ask));
        }
        found
    }
}

/// What a ranker is asked for.
#[derive(Debug)]
pub struct Ask<'a> {
    /// Scores dramas.
    pub scorer: Scorer<'a>,
    /// Which dramas may be answered.
    pub mask: Mask<'a>,
    /// How many are wanted.
    pub k: usize,
}

/// Scores every allowed drama.
#[derive(Debug, Clone, Copy, Default)]
pub struct ScanRanker;

impl Ranker for ScanRanker {
    fn top(&self, ask: &Ask<'_>) -> Vec<Hit> {
        let mut top = TopK::new(ask.k);
        for hit in ask.mask.allowed().filter_map(|at| ask.scorer.score(at)) {
            top.push(hit, ask.mask.story(hit.drama));
        }
        top.into_sorted()
    }
}
