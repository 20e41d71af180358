//! Making blocks: where each column goes, and filling them in a few blocks at a time.

use std::ops::Range;

use super::VectorIndex;
use super::blocks::{BLOCK, DENSE, LINE, Line, place};
use super::quantise::{code, step};

/// Up to so many values of a block are kept as postings, more as a dense column: adding single
/// values costs about as much as adding a column does at this number.
const POSTINGS: usize = 96;

/// Blocks quantised at once when all are made: what is put together of each trope stays small.
pub const FILLED_AT_ONCE: usize = 16;

/// What [`Blocks`](super::Blocks) of some rows will look like: where each column goes, and what a
/// step is worth.
///
/// Made by one pass over the rows; the columns are then filled in a few blocks at a time, into
/// memory or into a file.
#[derive(Debug)]
pub struct BlockPlan {
    n_rows: usize,
    n_blocks: usize,
    steps: Vec<f64>,
    directory: Vec<u64>,
    lines: usize,
}

impl BlockPlan {
    /// Plans the blocks of an index whose row `at` is multiplied by `factor(at)`.
    #[must_use]
    pub fn new(index: &VectorIndex, factor: impl Fn(usize) -> f64) -> Self {
        let (n_tropes, n_blocks) = (index.n_tropes(), index.len().div_ceil(BLOCK));
        // One pass over the rows: the largest value of a trope sets its step, how many values it
        // has in a block decides between postings and a dense column.
        let mut largest = vec![0f64; n_tropes];
        let mut counts = vec![0u16; n_tropes * n_blocks];
        for row in 0..index.len() {
            let factor = factor(row);
            for (trope, value) in index.row(row).iter() {
                // Rows of a file need not keep to the vocabulary.
                let Some(largest) = largest.get_mut(trope) else { continue };
                let value = value * factor;
                *largest = largest.max(value);
                counts[trope * n_blocks + row / BLOCK] += u16::from(value > 0.0);
            }
        }
        // Columns are laid out trope after trope, so that a question reads on without a jump.
        let mut lines = 0;
        let place = |count: &u16| {
            let (held, size) = match usize::from(*count) {
                0 => (0, 0),
                count if count > POSTINGS => (DENSE, BLOCK),
                count => (count as u16, 3 * count),
            };
            let start = lines;
            lines += size.div_ceil(LINE);
            (start as u64) << 16 | u64::from(held)
        };
        let directory = counts.iter().map(place).collect();
        let steps = largest.into_iter().map(step).collect();
        Self { n_rows: index.len(), n_blocks, steps, directory, lines }
    }

    /// What one step of each trope is worth.
    #[must_use]
    pub fn steps(&self) -> &[f64] {
        &self.steps
    }

    /// Where each column is, as [`Blocks`](super::Blocks) keep it.
    #[must_use]
    pub fn directory(&self) -> &[u64] {
        &self.directory
    }

    /// The steps and the directory, to keep.
    #[must_use]
    pub fn into_parts(self) -> (Vec<f64>, Vec<u64>) {
        (self.steps, self.directory)
    }

    /// How many blocks there are.
    #[must_use]
    pub fn n_blocks(&self) -> usize {
        self.n_blocks
    }

    /// How many lines the columns take.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// Quantises the rows of some blocks and calls `write` with the lines of each trope and where
    /// they go.
    ///
    /// # Errors
    /// That of `write`.
    pub fn fill<E>(
        &self,
        index: &VectorIndex,
        factor: impl Fn(usize) -> f64,
        blocks: Range<usize>,
        mut write: impl FnMut(usize, &[Line]) -> Result<(), E>,
    ) -> Result<(), E> {
        let blocks = blocks.start..blocks.end.min(self.n_blocks);
        // Rows come row by row and columns are written trope by trope: the blocks at hand are
        // turned in memory.
        let mut columns: Vec<Vec<(u32, u8)>> = vec![Vec::new(); self.steps.len()];
        let first = blocks.start * BLOCK;
        for row in first..self.n_rows.min(blocks.end * BLOCK) {
            let factor = factor(row);
            for (trope, value) in index.row(row).iter() {
                let Some(column) = columns.get_mut(trope) else { continue };
                let code = code(value * factor, self.steps[trope]);
                if code > 0 {
                    column.push(((row - first) as u32, code));
                }
            }
        }
        let mut lines = Vec::new();
        for (column, directory) in columns.iter().zip(self.directory.chunks_exact(self.n_blocks)) {
            let Some(start) = directory.get(blocks.start).map(|entry| (entry >> 16) as usize)
            else {
                continue;
            };
            lines.clear();
            // The blocks at hand stand one behind the other in the file too: one write a trope.
            let mut rest = column.as_slice();
            for within in 0..blocks.len() {
                let block = (within * BLOCK) as u32;
                let here = rest.partition_point(|(row, _)| *row < block + BLOCK as u32);
                let (values, others) = rest.split_at(here);
                rest = others;
                push(&mut lines, values.iter().map(|(row, code)| ((row - block) as usize, *code)));
            }
            if !lines.is_empty() {
                write(start, &lines)?;
            }
        }
        Ok(())
    }
}

/// Adds a column of `(row within the block, code)` to lines.
fn push(lines: &mut Vec<Line>, column: impl ExactSizeIterator<Item = (usize, u8)> + Clone) {
    let (first, count) = (lines.len() * LINE, column.len());
    let dense = count > POSTINGS;
    let size = if dense { BLOCK } else { 3 * count };
    lines.resize(lines.len() + size.div_ceil(LINE), Line([0; LINE]));
    let bytes = &mut bytemuck::cast_slice_mut::<Line, u8>(lines)[first..];
    if dense {
        column.for_each(|(row, code)| bytes[row] = code);
        return;
    }
    let (places, codes) = bytes.split_at_mut(2 * count);
    for (((row, value), place_bytes), code) in column.zip(places.as_chunks_mut::<2>().0).zip(codes)
    {
        *place_bytes = (place(row) as u16).to_le_bytes();
        *code = value;
    }
}
