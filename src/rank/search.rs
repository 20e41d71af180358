//! What rankers that pass rows over have in common: the question, and what a row must still reach.

use super::normalisation::LengthNormalisation;
use super::ranker::{Ask, Ranker, ScanRanker};
use super::similarity::Similarity;
use super::topk::{Hit, TopK};

/// A question to a ranker that proposes rows by bounds of their base and scores the few that are left.
pub struct Search<'a> {
    /// Gives the directions, and reads the rows.
    pub similarity: &'a Similarity<'a>,
    /// The exact score of a row by its base; none when it does not qualify.
    pub adjusted: &'a dyn Fn(usize, f32) -> Option<Hit>,
    /// Whether a row may be answered.
    pub allowed: &'a dyn Fn(usize) -> bool,
    /// A base below which no row can have this score.
    pub least_base: &'a dyn Fn(f32) -> f32,
    /// How many are wanted.
    pub k: usize,
}

impl Search<'_> {
    /// The exact score of a row; none when it does not qualify.
    #[must_use]
    pub fn score(&self, row: usize) -> Option<Hit> {
        (self.adjusted)(row, self.similarity.base(row))
    }
}

impl std::fmt::Debug for Search<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Search").field("k", &self.k).finish_non_exhaustive()
    }
}

/// Answers asks by `find`, which gets all that rows of this scaling serve; the others by the plain scan.
pub fn found_by(
    find: impl FnOnce(&[Search<'_>]) -> Vec<Vec<Hit>>,
    scaling: Scaling,
    asks: &[Ask<'_>],
) -> Vec<Vec<Hit>> {
    let served = |ask: &&Ask<'_>| scaling.serves(&ask.scorer.similarity);
    let functions: Vec<_> = asks
        .iter()
        .filter(served)
        .map(|ask| {
            (
                |at: usize, base: f32| ask.scorer.adjusted(at, base),
                |at: usize| ask.mask.allows(at),
                |score: f32| ask.scorer.adjustments.least_base(score),
            )
        })
        .collect();
    let searches: Vec<Search<'_>> = asks
        .iter()
        .filter(served)
        .zip(&functions)
        .map(|(ask, (adjusted, allowed, least_base))| Search {
            similarity: &ask.scorer.similarity,
            adjusted,
            allowed,
            least_base,
            k: ask.k,
        })
        .collect();
    let mut found = find(&searches).into_iter();
    let hits = |ask: &Ask<'_>| {
        let found = served(&ask).then(|| found.next()).flatten();
        found.unwrap_or_else(|| ScanRanker.top(ask))
    };
    asks.iter().map(hits).collect()
}

/// The length normalisation that quantised rows were scaled by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scaling {
    b: f64,
    pivot: f64,
}

impl Scaling {
    /// That of a normalisation.
    #[must_use]
    pub fn of(normalisation: &LengthNormalisation) -> Self {
        Self { b: normalisation.b(), pivot: normalisation.pivot() }
    }

    /// Whether all sides of a query normalise length in this way.
    #[must_use]
    pub fn serves(self, similarity: &Similarity<'_>) -> bool {
        similarity.sides().iter().all(|side| Self::of(side.normalisation) == self)
    }
}

/// The weights of one direction in whole numbers, rounded up.
#[derive(Debug)]
pub struct QueryWeights {
    /// Tropes with values, ascending, each with its weight above 0.
    pub tropes: Vec<(usize, u16)>,
    /// The sum that stands for a base of 1.
    pub scale: f64,
}

impl QueryWeights {
    /// Quantises a direction over codes whose steps are worth `step`, so that no weight passes `largest` and
    /// a base of 1 does not pass `full`.
    #[must_use]
    pub fn new(
        direction: &[(usize, f64)],
        step: impl Fn(usize) -> f64,
        largest: u16,
        full: f64,
    ) -> Self {
        let value = |(trope, value): &(usize, f64)| value * step(*trope);
        let most = direction.iter().map(value).fold(f64::MIN_POSITIVE, f64::max);
        let scale = full.min(f64::from(largest) / most * (1.0 - 1e-12));
        let weight = |entry: &(usize, f64)| {
            (entry.0, (value(entry) * scale).ceil().min(f64::from(largest)) as u16)
        };
        let tropes = direction.iter().map(weight).filter(|(_, weight)| *weight > 0).collect();
        Self { tropes, scale }
    }
}

/// The best rows so far, and the base that another must reach to be among them.
#[derive(Debug)]
pub struct Best {
    top: TopK,
    /// 0 while there are fewer than k.
    least: f32,
}

impl Best {
    /// Nothing yet.
    #[must_use]
    pub fn new(k: usize) -> Self {
        Self { top: TopK::new(k), least: 0.0 }
    }

    /// The least base of a row that may still be among the best.
    #[must_use]
    pub fn least(&self) -> f32 {
        self.least
    }

    /// Scores rows exactly whose bounds reach what they must and that may be answered, and keeps those that are
    /// among the best. The largest bounds go first, and rows are scored four at a time. A row must not be offered
    /// twice.
    pub fn offer_all(&mut self, search: &Search<'_>, candidates: &mut [(f32, usize)]) {
        candidates.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        let mut rows = candidates.iter();
        loop {
            let mut four = [0; 4];
            let mut filled = 0;
            while filled < four.len()
                && let Some((bound, row)) = rows.next()
                && *bound >= self.least
            {
                if (search.allowed)(*row) {
                    four[filled] = *row;
                    filled += 1;
                }
            }
            if filled < four.len() {
                four[..filled].iter().for_each(|row| self.keep(search, search.score(*row)));
                return;
            }
            let bases = search.similarity.bases(four);
            for (row, base) in four.into_iter().zip(bases) {
                self.keep(search, (search.adjusted)(row, base));
            }
        }
    }

    fn keep(&mut self, search: &Search<'_>, hit: Option<Hit>) {
        let Some(hit) = hit else { return };
        self.top.push(hit);
        if let Some(worst) = self.top.worst() {
            self.raise(search, worst);
        }
    }

    /// Takes from the worst of k scores what a base must reach.
    pub fn raise(&mut self, search: &Search<'_>, worst: Hit) {
        // The exact base is rounded to f32, the bound too: two millionths less cover both.
        self.least = (search.least_base)(worst.score) * (1.0 - 2e-6);
    }

    /// The best, in order.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Hit> {
        self.top.into_sorted()
    }
}
