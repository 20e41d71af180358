//! What rankers that pass rows over have in common: the question, and what a row must still reach.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::catalog::DramaIdx;

use super::normalisation::LengthNormalisation;
use super::prior_columns::Slack;
use super::ranker::{Ask, Ranker, ScanRanker};
use super::similarity::Similarity;
use super::topk::{Hit, TopK};

/// A question to a ranker that proposes rows by bounds of their base and scores the few that are
/// left.
pub struct Search<'a> {
    /// Gives the directions, and reads the rows.
    pub similarity: &'a Similarity<'a>,
    /// What else decides.
    pub rules: &'a dyn RowRules,
    /// How many are wanted.
    pub k: usize,
}

/// What decides about rows besides their base.
pub trait RowRules {
    /// Whether a row may be answered.
    fn allowed(&self, row: usize) -> bool;

    /// The exact score of a row by its base; none when it does not qualify.
    fn adjusted(&self, row: usize, base: f32) -> Option<Hit>;

    /// The story that a row belongs to, of which one is answered.
    fn story(&self, _row: usize) -> Option<u32> {
        None
    }

    /// A base below which no row but the [`apart`](Self::apart) can have this score.
    fn least_base(&self, score: f32) -> f32 {
        score
    }

    /// As [`least_base`](Self::least_base) for the base of a row with its popularity times a factor
    /// added, and that factor; none where this cannot be said.
    fn least_base_and_popularity(&self, _score: f32) -> Option<(f32, f64)> {
        None
    }

    /// By how much the priors of a row stay behind what
    /// [`least_base_and_popularity`](Self::least_base_and_popularity) takes them to be.
    fn slack(&self) -> Option<Slack> {
        None
    }

    /// Whether a row whose base is at most this may have this score.
    fn may_reach(&self, _row: usize, _base: f32, _score: f32) -> bool {
        true
    }

    /// Rows of which [`least_base`](Self::least_base) says nothing, ascending; each is looked at by
    /// itself.
    fn apart(&self) -> Vec<usize> {
        Vec::new()
    }
}

impl RowRules for Ask<'_> {
    fn allowed(&self, row: usize) -> bool {
        self.mask.allows(row)
    }

    fn adjusted(&self, row: usize, base: f32) -> Option<Hit> {
        self.scorer.adjusted(row, base)
    }

    fn story(&self, row: usize) -> Option<u32> {
        self.mask.story(DramaIdx(row as u32))
    }

    fn least_base(&self, score: f32) -> f32 {
        self.scorer.adjustments.least_base(score)
    }

    fn least_base_and_popularity(&self, score: f32) -> Option<(f32, f64)> {
        self.scorer.adjustments.least_base_and_popularity(score)
    }

    fn slack(&self) -> Option<Slack> {
        self.scorer.adjustments.priors().slack()
    }

    fn may_reach(&self, row: usize, base: f32, score: f32) -> bool {
        // The bound is rounded to f32, the score too.
        self.scorer.adjustments.most_score(row, base) >= score * (1.0 - 1e-6)
    }

    fn apart(&self) -> Vec<usize> {
        self.scorer.adjustments.priors().sharing().collect()
    }
}

impl Search<'_> {
    /// The exact score of a row; none when it does not qualify.
    #[must_use]
    pub fn score(&self, row: usize) -> Option<Hit> {
        self.rules.adjusted(row, self.similarity.base(row))
    }
}

impl std::fmt::Debug for Search<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Search").field("k", &self.k).finish_non_exhaustive()
    }
}

/// Answers asks by `find`, which gets all that rows of this scaling serve; the others by the plain
/// scan.
pub fn found_by(
    find: impl FnOnce(&[Search<'_>]) -> Vec<Vec<Hit>>,
    scaling: Scaling,
    asks: &[Ask<'_>],
) -> Vec<Vec<Hit>> {
    let served =
        |ask: &Ask<'_>| !ask.scorer.filters_alone && scaling.serves(&ask.scorer.similarity);
    let mut searches = Vec::with_capacity(asks.len());
    for ask in asks.iter().filter(|ask| served(ask)) {
        searches.push(Search { similarity: &ask.scorer.similarity, rules: ask, k: ask.k });
    }
    let mut found = find(&searches).into_iter();
    let hits = |ask: &Ask<'_>| {
        let found = served(ask).then(|| found.next()).flatten();
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

    /// Whether all sides of a query normalise length in this way. Rows were scaled with hidden
    /// tropes left out, so that no side multiplies one by more.
    #[must_use]
    pub fn serves(self, similarity: &Similarity<'_>) -> bool {
        similarity.sides().iter().all(|side| Self::of(&side.normalisation) == self)
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
    /// Quantises a direction over codes whose steps are worth `step`, so that no weight passes
    /// `largest` and a base of 1 does not pass `full`.
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

/// A row that may be among the best.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// What it is compared by with what it must reach, from above: its base, or that with what its
    /// popularity adds and what its slack takes.
    pub bound: f32,
    /// Its base from above.
    pub base: f32,
    /// The row.
    pub row: usize,
}

/// Those of one bound come in any order: the answer is the same.
impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.total_cmp(&other.bound)
    }
}

impl Candidate {
    /// A row of which only a bound of the base is known.
    #[must_use]
    pub fn by_base(row: usize, base: f32) -> Self {
        Self { bound: base, base, row }
    }

    /// A row of which nothing is known.
    #[must_use]
    pub fn unknown(row: usize) -> Self {
        Self::by_base(row, f32::INFINITY)
    }
}

/// What a row must reach to be among the best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Least {
    /// The base with popularity times the factor.
    pub base: f32,
    /// What popularity is multiplied by; 0 where it is left aside.
    pub popularity: f64,
    /// How much a unit of priors adds to a row that just reaches it.
    pub lift: f32,
}

/// The best rows so far, and what another must reach to be among them.
#[derive(Debug)]
pub struct Best {
    top: TopK,
    /// Whether rows are compared with their priors added.
    with_priors: bool,
    /// The base is 0 while there are fewer than k.
    least: Least,
    worst: f32,
    /// The most that the priors of a row stay behind what they are taken to be; 0 where bounds
    /// leave that aside.
    most_slack: f32,
}

impl Best {
    /// Nothing yet; `with_priors` where the ranker knows those of the rows.
    #[must_use]
    pub fn new(search: &Search<'_>, with_priors: bool) -> Self {
        let known = search.rules.least_base_and_popularity(0.0).filter(|_| with_priors);
        let popularity = known.map_or(0.0, |(_, factor)| factor);
        Self {
            top: TopK::new(search.k),
            with_priors: known.is_some(),
            least: Least { base: 0.0, popularity, lift: 1.0 },
            worst: 0.0,
            most_slack: 0.0,
        }
    }

    /// Bounds of candidates may have been lowered by this much times the lift of the moment.
    pub fn expect_slack(&mut self, most: f32) {
        self.most_slack = most;
    }

    /// Whether rows are compared with their priors added.
    #[must_use]
    pub fn with_priors(&self) -> bool {
        self.with_priors
    }

    /// What a row must reach that may still be among the best.
    #[must_use]
    pub fn least(&self) -> Least {
        self.least
    }

    /// Scores rows exactly whose bounds reach what they must and that may be answered, and keeps
    /// those that are among the best. The largest bounds go first, and rows are scored four at a
    /// time. Takes the candidates; their memory is left to be used again.
    pub fn offer_all(&mut self, search: &Search<'_>, candidates: &mut Vec<Candidate>) {
        // Most are out of reach before their turn comes: to put all in order would be waste.
        let mut rest = BinaryHeap::from(std::mem::take(candidates));
        let lift = self.least.lift;
        loop {
            let mut four = [0; 4];
            let mut filled = 0;
            while filled < four.len()
                && let Some(candidate) = rest.pop()
                // What slack took of a bound, it took at the lift that there was.
                && candidate.bound + (lift - self.least.lift) * self.most_slack >= self.least.base
            {
                let row = candidate.row;
                if self.may_be(search, &candidate) && search.rules.allowed(row) {
                    four[filled] = row;
                    filled += 1;
                }
            }
            if filled < four.len() {
                for row in &four[..filled] {
                    self.keep(search, search.score(*row));
                }
                rest.clear();
                *candidates = rest.into_vec();
                return;
            }
            let bases = search.similarity.bases(four);
            for (row, base) in four.into_iter().zip(bases) {
                self.keep(search, search.rules.adjusted(row, base));
            }
        }
    }

    /// Whether a row may be among the best, by its base and its own priors.
    #[must_use]
    pub fn may_be(&self, search: &Search<'_>, candidate: &Candidate) -> bool {
        search.rules.may_reach(candidate.row, candidate.base, self.worst)
    }

    /// Scores the rows of which no bound says anything.
    pub fn offer_apart(&mut self, search: &Search<'_>) {
        let apart = search.rules.apart();
        let mut candidates: Vec<Candidate> = apart.into_iter().map(Candidate::unknown).collect();
        self.offer_all(search, &mut candidates);
    }

    fn keep(&mut self, search: &Search<'_>, hit: Option<Hit>) {
        let Some(hit) = hit else { return };
        if self.top.worst().is_some_and(|worst| worst.order(&hit).is_lt()) {
            return;
        }
        self.top.push(hit, search.rules.story(hit.drama.at()));
        if let Some(worst) = self.top.worst() {
            self.raise(search, worst);
        }
    }

    /// Takes from the worst of k scores what a row must reach.
    fn raise(&mut self, search: &Search<'_>, worst: Hit) {
        self.worst = worst.score;
        let known = search.rules.least_base_and_popularity(worst.score);
        let (base, popularity) = known
            .filter(|_| self.with_priors)
            .unwrap_or_else(|| (search.rules.least_base(worst.score), 0.0));
        let lift = 1.0 - worst.score;
        // The exact base is rounded to f32, the bound too: two millionths less cover both.
        self.least = Least { base: (base - 3e-7).max(0.0) * (1.0 - 2e-6), popularity, lift };
    }

    /// The best, in order.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Hit> {
        self.top.into_sorted()
    }
}
