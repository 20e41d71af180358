//! A ranker for very many dramas: quantised columns propose, the exact rows decide.

use crate::index::{BLOCK, Blocks, LARGEST_WEIGHT, Room, Sums, VectorIndex};

use super::normalisation::LengthNormalisation;
use super::ranker::{Ask, Ranker};
use super::search::{Best, QueryWeights, Scaling, Search, found_by};
use super::topk::Hit;

/// Sums that stand for a base of 1 at most: below what 16 bits hold.
const FULL: f64 = 65_000.0;

/// Finds the k best without looking at every row.
///
/// Rows are scaled by their length normalisation and quantised upwards ([`Blocks`]), the query's weights
/// are too, so that the integer sum of a row, divided by the query's scale, is never below its base.
/// A row whose sum cannot reach the k-th best exact score so far is passed over; the others are scored
/// exactly. So the answer is that of [`ScanRanker`](super::ScanRanker) to the bit, however coarse the codes.
#[derive(Debug, Clone)]
pub struct BlockRanker {
    blocks: Blocks,
    scaling: Scaling,
}

/// A search under way.
struct Progress<'s, 'a> {
    search: &'s Search<'a>,
    /// One for each way in which a row can come by its base.
    directions: Vec<QueryWeights>,
    best: Best,
}

/// What one thread needs to pass over blocks.
#[derive(Default)]
struct Bench<'b> {
    sums: Sums,
    room: Room<'b>,
    /// Candidates of a block: a bound of the base from above, and the row.
    candidates: Vec<(f32, usize)>,
    /// Rows of a block that are scored already, ascending.
    scored: Vec<usize>,
}

impl BlockRanker {
    /// Quantises the rows of an index under a length normalisation.
    #[must_use]
    pub fn new(index: &VectorIndex, normalisation: &LengthNormalisation) -> Self {
        let blocks = Blocks::build(index, |at| normalisation.factor(at));
        Self { blocks, scaling: Scaling::of(normalisation) }
    }

    /// Takes blocks that were made under a length normalisation before.
    #[must_use]
    pub fn with_blocks(blocks: Blocks, normalisation: &LengthNormalisation) -> Self {
        Self { blocks, scaling: Scaling::of(normalisation) }
    }

    /// The quantised columns.
    #[must_use]
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
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
        all.into_iter().map(|progress| progress.best.into_sorted()).collect()
    }

    fn begin<'s, 'a>(&self, search: &'s Search<'a>) -> Progress<'s, 'a> {
        assert!(self.scaling.serves(search.similarity), "the blocks are normalised otherwise");
        let directions = search.similarity.combined();
        Progress {
            search,
            directions: directions.iter().map(|direction| self.weights(direction)).collect(),
            best: Best::new(search.k),
        }
    }

    fn weights(&self, direction: &[(usize, f64)]) -> QueryWeights {
        QueryWeights::new(direction, |trope| self.blocks.step(trope), LARGEST_WEIGHT.into(), FULL)
    }

    /// Scores what a block may add to the k best.
    fn pass<'b>(&'b self, block: usize, progress: &mut Progress<'_, '_>, bench: &mut Bench<'b>) {
        let Progress { search, directions, best } = progress;
        let Bench { sums, room, candidates, scored } = bench;
        let first = block * BLOCK;
        candidates.clear();
        scored.clear();
        for (number, QueryWeights { tropes, scale }) in directions.iter().enumerate() {
            let columns = tropes
                .iter()
                .map(|(trope, weight)| (self.blocks.column(block, *trope), *weight as u8));
            sums.add(columns, least_sum(best.least(), *scale), room);
            if best.least() == 0.0 && number == 0 {
                // Nothing is known yet, and every row would be a candidate: a few of the largest sums, scored
                // first, tell what the others must reach.
                sums.reach(sums.guess(search.k));
                candidates.extend(sums.reached().map(|(row, _)| (f32::INFINITY, first + row)));
                scored.extend(candidates.iter().map(|(_, row)| *row));
                best.offer_all(search, candidates);
                candidates.clear();
                sums.reach(least_sum(best.least(), *scale));
            }
            let bound = |sum: u16| match sum {
                u16::MAX => f32::INFINITY,
                sum => (f64::from(sum) / scale) as f32,
            };
            candidates.extend(sums.reached().map(|(row, sum)| (bound(sum), first + row)));
        }
        if directions.len() > 1 {
            candidates.sort_by(|a, b| a.1.cmp(&b.1).then(b.0.total_cmp(&a.0)));
            candidates.dedup_by_key(|candidate| candidate.1);
        }
        if !scored.is_empty() {
            candidates.retain(|(_, row)| scored.binary_search(row).is_err());
        }
        best.offer_all(search, candidates);
    }
}

/// The sum that a base comes to at least; 1 or more, since a row of sum 0 shares nothing with the query.
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
