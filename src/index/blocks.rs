//! A compact form of the vectors for finding the best of very many: quantised columns in blocks.

use std::convert::Infallible;

use bytemuck::{Pod, Zeroable};

use super::plan::{BlockPlan, FILLED_AT_ONCE};
use super::{Buffer, VectorIndex};

/// Rows of a block: with 256 tropes its columns fill half a megabyte at most and stay in the second
/// level cache while a batch of queries passes over them.
pub const BLOCK: usize = 2048;

/// Marks a dense column in place of a number of postings.
pub const DENSE: u16 = u16::MAX;

/// Bytes that the processor's cache takes at a time; columns begin at the beginning of one.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
pub struct Line(pub [u8; 64]);

pub const LINE: usize = size_of::<Line>();

/// Rows scaled by their length normalisation, each value rounded up to one of 255 steps of its
/// trope.
///
/// Since every code is rounded up, an inner product of codes is never below that of the rows: it
/// tells which rows can be passed over, and the exact rows score the others.
///
/// A block holds [`BLOCK`] rows; within it every trope has no value, a few (postings: places and
/// codes), or a dense column of codes. Places are kept in [`place`] order. All blocks of a trope
/// stand one behind the other, so that a search reads on and on, and what it never asks for is
/// never read.
#[derive(Debug, Clone)]
pub struct Blocks {
    n_rows: usize,
    n_blocks: usize,
    /// What one step of each trope is worth, shape `(n_tropes,)`; 0 for a trope without values.
    steps: Buffer<f64>,
    /// For trope and block: the line of `data` where the values begin, and in the low 16 bits how
    /// many postings there are, or `DENSE`.
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

/// Where the sum of a row stands among the sums of its block: within each 32 rows the order in
/// which unpacking bytes into two registers leaves them.
#[must_use]
pub const fn place(row: usize) -> usize {
    let (group, within) = (row / 32, row % 32);
    group * 32 + (within / 8 % 2) * 16 + (within / 16) * 8 + within % 8
}

impl Blocks {
    /// Quantises the rows of an index, row `at` multiplied by `factor(at)`.
    #[must_use]
    pub fn build(index: &VectorIndex, factor: impl Fn(usize) -> f64) -> Self {
        let plan = BlockPlan::new(index, &factor);
        let mut data = vec![Line([0; LINE]); plan.lines()];
        for block in (0..plan.n_blocks()).step_by(FILLED_AT_ONCE) {
            let copy = |start: usize, lines: &[Line]| {
                data[start..start + lines.len()].copy_from_slice(lines);
                Ok::<(), Infallible>(())
            };
            let Ok(()) = plan.fill(index, &factor, block..block + FILLED_AT_ONCE, copy);
        }
        let (steps, directory) = plan.into_parts();
        Self {
            n_rows: index.len(),
            n_blocks: index.len().div_ceil(BLOCK),
            steps: steps.into(),
            directory: directory.into(),
            data: data.into(),
        }
    }

    /// Blocks that are laid out already, as a [`BlockPlan`] tells; none when their numbers do not
    /// fit together.
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
