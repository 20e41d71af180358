//! How well answers to wishes hold what a knowledgeable viewer expects.

use serde::Serialize;

use crate::catalog::DramaIdx;
use crate::rank::Recommender;
use crate::schema::QueryRequest;

use super::bootstrap::{Interval, interval};
use super::precision::precision;
use super::violations::has_vetoed;

/// How many results of each answer are looked at.
const SHOWN: usize = 10;

/// A question with the answers expected.
#[derive(Debug, Clone)]
pub struct WishCase {
    /// What is asked.
    pub request: QueryRequest,
    /// Dramas named beforehand as fitting.
    pub expected: Vec<DramaIdx>,
    /// Dramas named beforehand as wrong.
    pub unwanted: Vec<DramaIdx>,
    /// Dramas that a judge who did not know where they came from found fitting.
    pub accepted: Vec<DramaIdx>,
    /// Dramas that such a judge refused.
    pub refused: Vec<DramaIdx>,
}

/// What one question got.
#[derive(Debug, Clone, Serialize)]
pub struct WishAnswer {
    /// The question's id.
    pub id: String,
    /// Ids of the first ten results.
    pub results: Vec<String>,
    /// Precision@5 by the dramas expected alone.
    pub precision_5: f64,
    /// Precision@10 by the dramas expected alone.
    pub precision_10: f64,
    /// Precision@5 by the judges: the dramas accepted, and of those they were not asked about the
    /// ones expected.
    pub judged_precision_5: f64,
    /// Of the first five, those neither expected nor judged.
    pub unjudged: Vec<String>,
    /// Of the first ten, those that must not appear.
    pub unwanted: Vec<String>,
    /// Of the first ten, those that have what was vetoed, at or above the threshold of vetoes.
    pub vetoed: Vec<String>,
}

/// What a way to rank got over all questions.
#[derive(Debug, Clone, Serialize)]
pub struct MeasuredWishes {
    /// Precision@5 by the dramas expected alone.
    pub precision_5: Interval,
    /// Precision@10 by the dramas expected alone.
    pub precision_10: Interval,
    /// Precision@5 by the judges; where they were not asked, by the dramas expected.
    pub judged_precision_5: Interval,
    /// How many of the first five of all answers nobody judged.
    pub unjudged: usize,
    /// How many unwanted dramas stand among the first five of the answers.
    pub unwanted_5: usize,
    /// How many unwanted dramas stand among the first ten.
    pub unwanted_10: usize,
    /// Results that have what was vetoed; 0 unless something is broken.
    pub vetoed: usize,
    /// Each question by itself.
    pub answers: Vec<WishAnswer>,
}

/// Asks every question and measures the answers. A request that is refused answers nothing.
#[must_use]
pub fn measure_wishes(recommender: &Recommender, cases: &[WishCase]) -> MeasuredWishes {
    let catalog = recommender.catalog();
    let answer = |case: &WishCase| {
        let request = QueryRequest { k: Some(SHOWN), ..case.request.clone() };
        let shown = request.check(catalog).map(|query| recommender.shown(&query));
        let found: Vec<DramaIdx> = shown.unwrap_or_default();
        let unrefused = case.expected.iter().filter(|drama| !case.refused.contains(drama));
        let fitting: Vec<DramaIdx> = unrefused.chain(&case.accepted).copied().collect();
        let known = |d: &DramaIdx| {
            [&case.expected, &case.unwanted, &case.accepted, &case.refused]
                .iter()
                .any(|list| list.contains(d))
        };
        let first = &found[..found.len().min(5)];
        let name = |drama: &DramaIdx| catalog.drama(*drama).id.clone();
        WishAnswer {
            id: case.request.id.clone().unwrap_or_default(),
            results: found.iter().map(name).collect(),
            precision_5: precision(&found, &case.expected, 5),
            precision_10: precision(&found, &case.expected, 10),
            judged_precision_5: precision(&found, &fitting, 5),
            unjudged: first.iter().filter(|drama| !known(drama)).map(name).collect(),
            unwanted: found
                .iter()
                .filter(|drama| case.unwanted.contains(drama))
                .map(name)
                .collect(),
            vetoed: found
                .iter()
                .filter(|drama| has_vetoed(catalog, &case.request, **drama))
                .map(name)
                .collect(),
        }
    };
    let answers: Vec<WishAnswer> = cases.iter().map(answer).collect();
    let each = |of: fn(&WishAnswer) -> f64| interval(&answers.iter().map(of).collect::<Vec<_>>());
    let unwanted_5 = |answer: &WishAnswer| {
        answer.results.iter().take(5).filter(|id| answer.unwanted.contains(id)).count()
    };
    let count = |of: fn(&WishAnswer) -> &Vec<String>| answers.iter().map(|a| of(a).len()).sum();
    MeasuredWishes {
        precision_5: each(|a| a.precision_5),
        precision_10: each(|a| a.precision_10),
        judged_precision_5: each(|a| a.judged_precision_5),
        unjudged: count(|a| &a.unjudged),
        unwanted_5: answers.iter().map(unwanted_5).sum(),
        unwanted_10: count(|a| &a.unwanted),
        vetoed: count(|a| &a.vetoed),
        answers,
    }
}
