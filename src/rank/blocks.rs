//! A ranker for very many dramas: quantised columns propose, the exact rows decide.

use std::sync::OnceLock;

use crate::index::{BLOCK, Blocks, Column, LARGEST_WEIGHT, Room, Sums, VectorIndex};

use super::normalisation::LengthNormalisation;
use super::prior_columns::{PriorColumns, Slack};
use super::ranker::{Ask, Ranker};
use super::search::{Best, Candidate, QueryWeights, Scaling, Search, found_by};
use super::topk::Hit;

/// Sums that stand for a base of 1 at most: below what 16 bits hold.
const FULL: f64 = 65_000.0;

/// Finds the k best without looking at every row.
///
/// Rows are scaled by their length normalisation and quantised upwards ([`Blocks`]), the query's
/// weights are too, so that the integer sum of a row, divided by the query's scale, is never below
/// its base. Popularity, which counts for every row, is one more column; year and acclaim are
/// looked at where a sum is high enough. A row whose sum cannot reach the k-th best exact score so
/// far is passed over; the others are scored exactly. So the answer is that of
/// [`ScanRanker`](super::ScanRanker) to the bit, however coarse the codes.
#[derive(Debug, Clone)]
pub struct BlockRanker {
    blocks: Blocks,
    scaling: Scaling,
    priors: PriorsOfRows,
}

/// What is known of the priors of each row.
#[derive(Debug, Clone, Default)]
struct PriorsOfRows {
    columns: Option<PriorColumns>,
    /// Popularity in steps of 1/255, rounded up, made when it is first needed.
    codes: OnceLock<Box<[u8]>>,
}

impl PriorsOfRows {
    fn known(&self) -> bool {
        self.columns.is_some()
    }

    /// The codes of years and of acclaim in a block; none where they are not known or damaged.
    fn years_and_acclaim(&self, block: usize) -> (&[u8], &[u8]) {
        let Some(columns) = &self.columns else { return Default::default() };
        let rows = block * BLOCK..((block + 1) * BLOCK).min(columns.years.len());
        (columns.years.get(rows.clone()), columns.acclaim.get(rows))
    }

    /// The popularity of the rows of a block.
    fn popularity(&self, block: usize) -> &[u8] {
        let codes = self.codes.get_or_init(|| {
            let Some(PriorColumns { popularity: values, .. }) = &self.columns else {
                return Box::default();
            };
            let mut codes = vec![0u8; values.len().next_multiple_of(BLOCK)];
            // Where they are damaged there are none, and no answer is relied on.
            for (code, value) in codes.iter_mut().zip(values.all()) {
                *code = (f64::from(*value) * 255.0).ceil().clamp(0.0, 255.0) as u8;
            }
            codes.into()
        });
        codes.get(block * BLOCK..(block + 1) * BLOCK).unwrap_or_default()
    }
}

/// A search under way.
struct Progress<'s, 'a> {
    search: &'s Search<'a>,
    /// One for each way in which a row can come by its base.
    directions: Vec<QueryWeights>,
    /// By how much the priors of a row stay behind the most they can be, where that is known.
    slack: Option<Slack>,
    /// The rows of which bounds say nothing, ascending, with what is known of their bases.
    apart: Vec<Candidate>,
    best: Best,
}

/// What one thread needs to pass over blocks.
#[derive(Default)]
struct Bench<'b> {
    sums: Sums,
    room: Room<'b>,
    candidates: Vec<Candidate>,
}

impl BlockRanker {
    /// Quantises the rows of an index under a length normalisation, which leaves hidden tropes out.
    #[must_use]
    pub fn new(index: &VectorIndex, normalisation: &LengthNormalisation) -> Self {
        Self::with_blocks(Blocks::build(index, |at| normalisation.factor(at)), normalisation)
    }

    /// Takes blocks that were made under a length normalisation before.
    #[must_use]
    pub fn with_blocks(blocks: Blocks, normalisation: &LengthNormalisation) -> Self {
        Self { blocks, scaling: Scaling::of(normalisation), priors: PriorsOfRows::default() }
    }

    /// Knows popularity, year and acclaim of each row, so that rows are passed over where they
    /// count too.
    #[must_use]
    pub fn with_priors(mut self, columns: PriorColumns) -> Self {
        let columns = columns.fit(self.blocks.n_rows()).then_some(columns);
        self.priors = PriorsOfRows { columns, codes: OnceLock::new() };
        self
    }

    /// The quantised columns.
    #[must_use]
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// The k best of each search, as [`Ranker::top`] gives them. All searches pass over a block
    /// while it is in the cache.
    ///
    /// # Panics
    /// When a search normalises length otherwise than the blocks do.
    #[must_use]
    pub fn search(&self, searches: &[Search<'_>]) -> Vec<Vec<Hit>> {
        let mut all: Vec<Progress<'_, '_>> =
            searches.iter().map(|search| self.begin(search)).collect();
        let mut bench = Bench::default();
        for block in 0..self.blocks.n_blocks() {
            if let [alone] = all.as_slice()
                && block + 1 < self.blocks.n_blocks()
            {
                // One question waits for memory; of many, the first brings the block for the
                // others.
                let tropes = alone.directions.iter().flat_map(|weights| &weights.tropes);
                let columns = tropes.map(|(trope, _)| self.blocks.column(block + 1, *trope));
                bench.room.look_ahead(columns);
            }
            for progress in &mut all {
                self.pass(block, progress, &mut bench);
            }
        }
        all.into_iter().map(|progress| progress.best.into_sorted()).collect()
    }

    fn begin<'s, 'a>(&self, search: &'s Search<'a>) -> Progress<'s, 'a> {
        assert!(self.scaling.serves(search.similarity), "the blocks are normalised otherwise");
        let directions = search.similarity.combined();
        let mut best = Best::new(search, self.priors.known());
        let slack = search.rules.slack().filter(|_| best.with_priors());
        best.expect_slack(slack.as_ref().map_or(0.0, Slack::most));
        let unseen = |row| Candidate { base: 0.0, ..Candidate::unknown(row) };
        Progress {
            search,
            slack,
            apart: search.rules.apart().into_iter().map(unseen).collect(),
            directions: directions.iter().map(|direction| self.weights(direction)).collect(),
            best,
        }
    }

    fn weights(&self, direction: &[(usize, f64)]) -> QueryWeights {
        QueryWeights::new(direction, |trope| self.blocks.step(trope), LARGEST_WEIGHT.into(), FULL)
    }

    /// Scores what a block may add to the k best.
    fn pass<'b>(&'b self, block: usize, progress: &mut Progress<'_, '_>, bench: &mut Bench<'b>) {
        let Progress { search, directions, slack, apart, best } = progress;
        let Bench { sums, room, candidates } = bench;
        let first = block * BLOCK;
        candidates.clear();
        let begin = apart.partition_point(|candidate| candidate.row < first);
        let apart = &mut apart[begin..];
        let end = apart.partition_point(|candidate| candidate.row < first + BLOCK);
        let apart = &mut apart[..end];
        for (number, QueryWeights { tropes, scale }) in directions.iter().enumerate() {
            let columns = tropes
                .iter()
                .map(|(trope, weight)| (self.blocks.column(block, *trope), *weight as u8));
            let least = best.least();
            // What one step of popularity adds to the sum.
            let weight = (least.popularity * scale / 255.0).ceil() as u32;
            let popularity = if weight > 0 { self.priors.popularity(block) } else { &[] };
            let (years, acclaim) = self.priors.years_and_acclaim(block);
            let parts = parts(weight).map(|part| (Column::Dense(popularity), part));
            sums.add(columns.chain(parts), least_sum(least.base, *scale), room);
            if least.base == 0.0 && number == 0 {
                // Nothing is known yet, and every row would be a candidate: a few of the largest
                // sums, scored first, tell what the others must reach.
                sums.reach(sums.guess(search.k));
                sums.each_reached(|row, _| candidates.push(Candidate::unknown(first + row)));
                best.offer_all(search, candidates);
                candidates.clear();
                sums.reach(least_sum(best.least().base, *scale));
            }
            let least = best.least();
            // Where nothing must be reached, not even that: a bound may be below 0.
            let slack = slack.as_ref().filter(|_| least.base > 0.0);
            // What was found meanwhile lets popularity add less than in the sum.
            let popularity_step = (least.popularity / 255.0 * (1.0 + 1e-6)) as f32;
            let step = 1.0 / scale;
            let code_of = |row: usize| popularity.get(row).map_or(0, |code| u32::from(*code));
            let base_of = |row: usize, sum: u16| match sum {
                u16::MAX => f32::INFINITY,
                sum => {
                    (f64::from(u32::from(sum).saturating_sub(code_of(row) * weight)) * step) as f32
                }
            };
            for candidate in apart.iter_mut() {
                let row = candidate.row - first;
                candidate.base = candidate.base.max(base_of(row, sums.of(row)));
            }
            sums.each_reached(|row, sum| {
                let base = base_of(row, sum);
                let mut bound = base + code_of(row) as f32 * popularity_step;
                if let (Some(slack), Some(year), Some(acclaim)) =
                    (slack, years.get(row), acclaim.get(row))
                    && bound >= least.base
                {
                    bound -= least.lift * slack.of(*year, *acclaim);
                }
                if bound >= least.base {
                    candidates.push(Candidate { bound, base, row: first + row });
                }
            });
        }
        if directions.len() > 1 {
            candidates.sort_by(|a, b| a.row.cmp(&b.row).then(b.base.total_cmp(&a.base)));
            candidates.dedup_by_key(|candidate| candidate.row);
        }
        best.offer_all(search, candidates);
        // These come last, when it is known what they must reach: few do.
        let worth = |apart: &&Candidate| apart.base > 0.0 && best.may_be(search, apart);
        candidates.extend(apart.iter().filter(worth));
        best.offer_all(search, candidates);
    }
}

/// A weight in parts that a column can be multiplied by.
fn parts(mut weight: u32) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let part = weight.min(u32::from(LARGEST_WEIGHT)) as u8;
        weight -= u32::from(part);
        (part > 0).then_some(part)
    })
}

/// The sum that this comes to at least; 1 or more, since a row of sum 0 shares nothing with the
/// query.
fn least_sum(base: f32, scale: f64) -> u16 {
    (f64::from(base) * scale).floor().clamp(1.0, f64::from(u16::MAX)) as u16
}

impl Ranker for BlockRanker {
    fn top(&self, ask: &Ask<'_>) -> Vec<Hit> {
        self.top_each(std::slice::from_ref(ask)).pop().unwrap_or_default()
    }

    fn top_each(&self, asks: &[Ask<'_>]) -> Vec<Vec<Hit>> {
        found_by(|searches| self.search(searches), self.scaling, asks)
    }
}
