//! A compact form of the vectors for finding the best of very many: quantised columns in blocks.

use std::convert::Infallible;
use std::ops::Range;

use bytemuck::{Pod, Zeroable};

use super::{Buffer, VectorIndex};

/// Rows of a block: with 256 tropes its columns fill half a megabyte at most and stay in the second
/// level cache while a batch of queries passes over them.
pub const BLOCK: usize = 2048;

/// Up to so many values of a block are kept as postings, more as a dense column: adding single values
/// costs about as much as adding a column does at this number.
const POSTINGS: usize = 96;

/// Blocks quantised at once when all are made: what is put together of each trope stays small.
pub const FILLED_AT_ONCE: usize = 16;

/// Marks a dense column in place of a number of postings.
const DENSE: u16 = u16::MAX;

/// Bytes that the processor's cache takes at a time; columns begin at the beginning of one.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
pub struct Line([u8; 64]);

const LINE: usize = size_of::<Line>();

/// Rows scaled by their length normalisation, each value rounded up to one of 255 steps of its trope.
///
/// Since every code is rounded up, an inner product of codes is never below that of the rows: it tells
/// which rows can be passed over, and the exact rows score the others.
///
/// A block holds [`BLOCK`] rows; within it every trope has no value, a few (postings: places and
/// codes), or a dense column of codes. Places are kept in [`place`] order. All blocks of a trope stand one
/// behind the other, so that a search reads on and on, and what it never asks for is never read.
#[derive(Debug, Clone)]
pub struct Blocks {
    n_rows: usize,
    n_blocks: usize,
    /// What one step of each trope is worth, shape `(n_tropes,)`; 0 for a trope without values.
    steps: Buffer<f64>,
    /// For trope and block: the line of `data` where the values begin, and in the low 16 bits how many
    /// postings there are, or `DENSE`.
    directory: Buffer<u64>,
    data: Buffer<Line>,
}

/// The values of one trope in one block.
#[derive(Debug, Clone, Copy)]
pub enum Column<'a> {
    /// No row has it.
    Empty,
    /// A few rows have it: places as pairs of little-endian bytes, and as many codes.
    Postings {
        /// Places, two bytes each.
        places: &'a [u8],
        /// Codes in 1..=255.
        codes: &'a [u8],
    },
    /// One code a row, 0 where a row does not have it.
    Dense(&'a [u8]),
}

/// Where the sum of a row stands among the sums of its block: within each 32 rows the order in which
/// unpacking bytes into two registers leaves them.
#[must_use]
pub const fn place(row: usize) -> usize {
    let (group, within) = (row / 32, row % 32);
    group * 32 + (within / 8 % 2) * 16 + (within / 16) * 8 + within % 8
}

/// What [`Blocks`] of some rows will look like: where each column goes, and what a step is worth.
///
/// Made by one pass over the rows; the columns are then filled in a few blocks at a time, into memory or
/// into a file.
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

    /// Where each column is, as [`Blocks`] keep it.
    #[must_use]
    pub fn directory(&self) -> &[u64] {
        &self.directory
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

    /// Quantises the rows of some blocks and calls `write` with the lines of each trope and where they go.
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

/// What a step is worth when the largest value is to be 255 of them.
pub fn step(largest: f64) -> f64 {
    // A little more, so that rounding does not lift the largest above 255 steps.
    largest / 255.0 * (1.0 + 1e-12)
}

/// The largest value of each trope, in 255 steps.
pub fn steps(index: &VectorIndex, factors: &[f64]) -> Vec<f64> {
    let mut largest = vec![0f64; index.n_tropes()];
    for (row, factor) in factors.iter().enumerate().take(index.len()) {
        for (trope, value) in index.row(row).iter() {
            // Rows of a file need not keep to the vocabulary.
            if let Some(largest) = largest.get_mut(trope) {
                *largest = largest.max(value * factor);
            }
        }
    }
    largest.into_iter().map(step).collect()
}

/// How many steps reach a value: the least code with `code · step >= value`; 0 for 0.
pub fn code(value: f64, step: f64) -> u8 {
    if value <= 0.0 || step <= 0.0 {
        return 0;
    }
    let mut code = (value / step).ceil().clamp(1.0, 255.0);
    if code * step < value {
        code += 1.0;
    }
    code.min(255.0) as u8
}

impl Blocks {
    /// Quantises the rows of an index, row `at` multiplied by `factor(at)`.
    #[must_use]
    pub fn build(index: &VectorIndex, factor: impl Fn(usize) -> f64) -> Self {
        let plan = BlockPlan::new(index, &factor);
        let mut data = vec![Line([0; LINE]); plan.lines];
        for block in (0..plan.n_blocks).step_by(FILLED_AT_ONCE) {
            let copy = |start: usize, lines: &[Line]| {
                data[start..start + lines.len()].copy_from_slice(lines);
                Ok::<(), Infallible>(())
            };
            let Ok(()) = plan.fill(index, &factor, block..block + FILLED_AT_ONCE, copy);
        }
        Self {
            n_rows: plan.n_rows,
            n_blocks: plan.n_blocks,
            steps: plan.steps.into(),
            directory: plan.directory.into(),
            data: data.into(),
        }
    }

    /// Blocks that are laid out already, as a [`BlockPlan`] tells; none when their numbers do not fit together.
    #[must_use]
    pub fn from_parts(
        n_rows: usize,
        steps: Buffer<f64>,
        directory: Buffer<u64>,
        data: Buffer<Line>,
    ) -> Option<Self> {
        let n_blocks = n_rows.div_ceil(BLOCK);
        let fit = directory.len() == steps.len() * n_blocks;
        fit.then_some(Self { n_rows, n_blocks, steps, directory, data })
    }

    /// How many rows.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// How many blocks.
    #[must_use]
    pub fn n_blocks(&self) -> usize {
        self.n_blocks
    }

    /// What one step of a trope is worth.
    #[must_use]
    pub fn step(&self, trope: usize) -> f64 {
        self.steps.at(trope).unwrap_or(0.0)
    }

    /// Bytes that the codes and their directory take.
    #[must_use]
    pub fn size(&self) -> usize {
        LINE * self.data.len() + 8 * (self.directory.len() + self.steps.len())
    }

    /// The values of a trope in a block.
    #[must_use]
    pub fn column(&self, block: usize, trope: usize) -> Column<'_> {
        let Some(entry) = self.directory.at(trope * self.n_blocks + block) else {
            return Column::Empty;
        };
        let start = (entry >> 16) as usize;
        let bytes = |size: usize| {
            let lines = self.data.get(start..start.saturating_add(size.div_ceil(LINE)));
            bytemuck::cast_slice::<Line, u8>(lines).get(..size)
        };
        match entry as u16 {
            0 => Column::Empty,
            DENSE => bytes(BLOCK).map_or(Column::Empty, Column::Dense),
            count => {
                let count = usize::from(count);
                bytes(3 * count).map_or(Column::Empty, |bytes| {
                    let (places, codes) = bytes.split_at(2 * count);
                    Column::Postings { places, codes }
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_rounded_up() {
        assert_eq!(code(0.0, 0.1), 0);
        assert_eq!(code(1e-9, 0.1), 1);
        assert_eq!(code(0.2, 0.1), 2);
        assert_eq!(code(0.21, 0.1), 3);
        assert_eq!(code(25.5, 0.1), 255);
    }

    #[test]
    fn places_of_32_rows_are_each_taken_once() {
        let mut places: Vec<usize> = (0..32).map(place).collect();
        assert_eq!(places[8..24], [16, 17, 18, 19, 20, 21, 22, 23, 8, 9, 10, 11, 12, 13, 14, 15]);
        places.sort_unstable();
        assert_eq!(places, (0..32).collect::<Vec<_>>());
        assert_eq!(place(32 + 5), 37);
    }

    #[test]
    fn rare_tropes_are_postings_and_common_ones_columns() {
        // Trope 0 in every row, trope 1 in every hundredth, trope 2 in none.
        let row = |at: u16| {
            let common = (0u16, f32::from(at % 7 + 1));
            if at.is_multiple_of(100) { vec![common, (1, 2.0)] } else { vec![common] }
        };
        let index = VectorIndex::build((0..3000).map(row), &[1.0; 3]);
        let blocks = Blocks::build(&index, |_| 0.5);
        assert_eq!((blocks.n_blocks(), blocks.n_rows()), (2, 3000));
        let Column::Dense(codes) = blocks.column(0, 0) else { panic!("a dense column") };
        assert_eq!(codes[..7], [37, 73, 110, 146, 183, 219, 255]);
        let Column::Postings { places, codes } = blocks.column(1, 1) else { panic!("postings") };
        assert_eq!((places.len(), codes), (18, &[255u8; 9][..]));
        // Row 2100 is the 52nd of its block.
        assert_eq!(u16::from_le_bytes([places[0], places[1]]), place(52) as u16);
        assert!(matches!(blocks.column(0, 2), Column::Empty));
    }
}
