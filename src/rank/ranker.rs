//! Rankers: finding the k best dramas for a scored query.

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
}

impl Scorer<'_> {
    /// Base and score of a drama; `None` when the base or the score is 0, so that it does not
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
        if base <= 0.0 {
            return None;
        }
        let score = self.adjustments.apply(at, base);
        (score > 0.0).then_some(Hit { drama: crate::catalog::DramaIdx(at as u32), base, score })
    }
}

/// A way to find the k best. Implementations differ in what they look at, never in the answer:
/// the same hits in the same order as [`ScanRanker`], scores equal to the bit.
pub trait Ranker: Send + Sync {
    /// The `k` best qualifying dramas that `mask` allows, best first, ties to the lower drama id;
    /// fewer only when fewer qualify.
    fn top(&self, scorer: &Scorer<'_>, mask: &Mask, k: usize) -> Vec<Hit>;
}

/// Scores every allowed drama.
#[derive(Debug, Clone, Copy, Default)]
pub struct ScanRanker;

impl Ranker for ScanRanker {
    fn top(&self, scorer: &Scorer<'_>, mask: &Mask, k: usize) -> Vec<Hit> {
        let mut top = TopK::new(k);
        mask.allowed().filter_map(|at| scorer.score(at)).for_each(|hit| top.push(hit));
        top.into_sorted()
    }
}
