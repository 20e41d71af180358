//! A ranker for very many dramas: quantised columns propose, the exact rows decide.

use crate::index::{BLOCK, Blocks, LARGEST_WEIGHT, Room, Sums, VectorIndex};

use super::filters::Mask;
use super::normalisation::LengthNormalisation;
use super::ranker::{Ranker, ScanRanker, Scorer};
use super::similarity::Similarity;
use super::topk::{Hit, TopK};

/// Sums that stand for a base of 1 at most: below what 16 bits hold.
const FULL: f64 = 65_000.0;

/// Finds the k best without looking at every row.
///
/// Rows are scaled by their length normalisation and quantised upwards ([`Blocks`]), the query's weights
/// are too, so that the integer sum of a row, divided by the query's scale, is never below its base.
/// A row whose sum cannot reach the k-th best exact score so far is passed over; the others are scored
/// exactly. So the answer is that of [`ScanRanker`] to the bit, however coarse the codes.
#[derive(Debug, Clone)]
pub struct BlockRanker {
    blocks: Blocks<'static>,
    b: f64,
    pivot: f64,
}

/// What one question asks of the blocks.
pub struct Search<'a> {
    /// Gives the directions, and reads the rows.
    pub similarity: &'a Similarity<'a>,
    /// The exact score of a row; none when it does not qualify.
    pub score: &'a (dyn Fn(usize) -> Option<Hit> + Sync),
    /// Whether a row may be answered.
    pub allowed: &'a (dyn Fn(usize) -> bool + Sync),
    /// A base below which no row can have this score.
    pub least_base: &'a (dyn Fn(f32) -> f32 + Sync),
    /// How many are wanted.
    pub k: usize,
}

impl std::fmt::Debug for Search<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Search").field("k", &self.k).finish_non_exhaustive()
    }
}

/// The weights of one direction: tropes with values, rounded up.
#[derive(Debug)]
struct Weights {
    tropes: Vec<(usize, u8)>,
    /// Sum that stands for a base of 1.
    scale: f64,
}

/// A search under way.
struct Progress<'s, 'a> {
    search: &'s Search<'a>,
    /// One for each way in which a row can come by its base.
    directions: Vec<Weights>,
    top: TopK,
    /// A base that a row must reach to be among the k best; 0 while there are fewer than k.
    least: f32,
}

/// What one thread needs to pass over blocks.
#[derive(Default)]
struct Bench<'b> {
    sums: Sums,
    room: Room<'b>,
    /// Candidates of a block: a bound of the base from above, and the row.
    candidates: Vec<(f32, usize)>,
}

impl BlockRanker {
    /// Quantises the rows of an index under a length normalisation.
    #[must_use]
    pub fn new(index: &VectorIndex<'_>, normalisation: &LengthNormalisation) -> Self {
        let factors = normalisation.factors().as_slice().expect("contiguous");
        Self {
            blocks: Blocks::build(index, factors),
            b: normalisation.b(),
            pivot: normalisation.pivot(),
        }
    }

    /// The quantised columns.
    #[must_use]
    pub fn blocks(&self) -> &Blocks<'static> {
        &self.blocks
    }

    /// Whether a query's rows are normalised as those of the blocks.
    fn serves(&self, similarity: &Similarity<'_>) -> bool {
        similarity.sides().iter().all(|side| {
            (side.normalisation.b(), side.normalisation.pivot()) == (self.b, self.pivot)
        })
    }

    /// The k best of each search, as [`Ranker::top`] gives them. All searches pass over a block while it is
    /// in the cache.
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
                // One question waits for memory; of many, the first brings the block for the others.
                let tropes = alone.directions.iter().flat_map(|weights| &weights.tropes);
                let columns = tropes.map(|(trope, _)| self.blocks.column(block + 1, *trope));
                bench.room.look_ahead(columns);
            }
            for progress in &mut all {
                self.pass(block, progress, &mut bench);
            }
        }
        all.into_iter().map(|progress| progress.top.into_sorted()).collect()
    }

    fn begin<'s, 'a>(&self, search: &'s Search<'a>) -> Progress<'s, 'a> {
        assert!(self.serves(search.similarity), "the blocks are normalised otherwise");
        let directions = search.similarity.combined();
        Progress {
            search,
            directions: directions.iter().map(|direction| self.weights(direction)).collect(),
            top: TopK::new(search.k),
            least: 0.0,
        }
    }

    fn weights(&self, direction: &[(usize, f64)]) -> Weights {
        let value = |(trope, value): &(usize, f64)| value * self.blocks.step(*trope);
        let largest = direction.iter().map(value).fold(0.0, f64::max);
        let scale = if largest > 0.0 {
            FULL.min(f64::from(LARGEST_WEIGHT) / largest * (1.0 - 1e-12))
        } else {
            FULL
        };
        let weight = |entry: &(usize, f64)| {
            let weight = (value(entry) * scale).ceil().clamp(0.0, f64::from(LARGEST_WEIGHT));
            (entry.0, weight as u8)
        };
        let tropes = direction.iter().map(weight).filter(|(_, weight)| *weight > 0).collect();
        Weights { tropes, scale }
    }

    /// Scores what a block may add to the k best.
    fn pass<'b>(&'b self, block: usize, progress: &mut Progress<'_, '_>, bench: &mut Bench<'b>) {
        let first = block * BLOCK;
        bench.candidates.clear();
        for at in 0..progress.directions.len() {
            let weights = &progress.directions[at];
            let scale = weights.scale;
            let columns = weights
                .tropes
                .iter()
                .map(|(trope, weight)| (self.blocks.column(block, *trope), *weight));
            bench.sums.add(columns, least_sum(progress.least, scale), &mut bench.room);
            if progress.least == 0.0 && at == 0 {
                // Nothing is known yet, and every row would be a candidate. A few of the largest sums,
                // scored first, tell what the others must reach.
                let guess = bench.sums.guess(progress.search.k);
                bench.sums.reach(guess);
                let rows: Vec<usize> = bench.sums.reached().map(|(row, _)| row).collect();
                let mut trial = TopK::new(progress.search.k);
                rows.iter()
                    .filter(|row| (progress.search.allowed)(first + **row))
                    .filter_map(|row| (progress.search.score)(first + row))
                    .for_each(|hit| trial.push(hit));
                progress.learn(&trial);
                bench.sums.reach(least_sum(progress.least, scale));
            }
            let bound = |sum: u16| match sum {
                u16::MAX => f32::INFINITY,
                sum => (f64::from(sum) / scale) as f32,
            };
            bench
                .candidates
                .extend(bench.sums.reached().map(|(row, sum)| (bound(sum), first + row)));
        }
        if progress.directions.len() > 1 {
            bench.candidates.sort_by(|a, b| a.1.cmp(&b.1).then(b.0.total_cmp(&a.0)));
            bench.candidates.dedup_by_key(|candidate| candidate.1);
        }
        for (bound, row) in &bench.candidates {
            // What must be reached may have risen since.
            if *bound >= progress.least && (progress.search.allowed)(*row) {
                progress.offer(*row);
            }
        }
    }
}

/// The sum that a base comes to at least; 1 or more, since a row of sum 0 shares nothing with the query.
fn least_sum(base: f32, scale: f64) -> u16 {
    (f64::from(base) * scale).floor().clamp(1.0, f64::from(u16::MAX)) as u16
}

impl Progress<'_, '_> {
    /// Scores a row exactly, and keeps it if it is among the best.
    fn offer(&mut self, row: usize) {
        let Some(hit) = (self.search.score)(row) else { return };
        if let Some(worst) = self.top.worst()
            && hit.order(&worst).is_gt()
        {
            return;
        }
        self.top.push(hit);
        let top = std::mem::replace(&mut self.top, TopK::new(0));
        self.learn(&top);
        self.top = top;
    }

    /// Takes from k scores what a base must reach.
    fn learn(&mut self, top: &TopK) {
        if let Some(worst) = top.worst() {
            // The exact base is rounded to f32, the bound too: two millionths less cover both.
            self.least = (self.search.least_base)(worst.score) * (1.0 - 2e-6);
        }
    }
}

impl Ranker for BlockRanker {
    fn top(&self, scorer: &Scorer<'_>, mask: &Mask, k: usize) -> Vec<Hit> {
        if !self.serves(&scorer.similarity) {
            return ScanRanker.top(scorer, mask, k);
        }
        let search = Search {
            similarity: &scorer.similarity,
            score: &|at| scorer.score(at),
            allowed: &|at| mask.allows(at),
            least_base: &|score| scorer.adjustments.least_base(score),
            k,
        };
        self.search(&[search]).pop().unwrap_or_default()
    }
}
