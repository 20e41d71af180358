//! A compact form of the vectors for finding the best of very many: quantised columns in blocks.

use std::borrow::Cow;

use super::VectorIndex;

/// Rows of a block: with 256 tropes its columns fill half a megabyte at most and stay in the second
/// level cache while a batch of queries passes over them.
pub const BLOCK: usize = 2048;

/// Up to so many values of a block are kept as postings, more as a dense column: adding single values
/// costs about as much as adding a column does at this number.
const POSTINGS: usize = 96;

/// Marks a dense column in place of a number of postings.
const DENSE: u16 = u16::MAX;

/// Rows scaled by their length normalisation, each value rounded up to one of 255 steps of its trope.
///
/// Since every code is rounded up, an inner product of codes is never below that of the rows: it tells
/// which rows can be passed over, and the exact rows score the others.
///
/// A block holds [`BLOCK`] rows; within it every trope has no value, a few (postings: places and
/// codes), or a dense column of codes. Places are kept in [`place`] order.
#[derive(Debug, Clone)]
pub struct Blocks<'a> {
    n_rows: usize,
    n_blocks: usize,
    /// What one step of each trope is worth, shape `(n_tropes,)`; 0 for a trope without values.
    steps: Cow<'a, [f64]>,
    /// For trope and block, all blocks of a trope together so that a search reads on and on: where the
    /// values begin in `data`, and in the low 16 bits how many postings there are, or `DENSE`.
    directory: Cow<'a, [u64]>,
    data: Cow<'a, [u8]>,
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

impl Blocks<'static> {
    /// Quantises the rows of an index, each multiplied by its factor, shape `(n_rows,)`.
    ///
    /// # Panics
    /// When there are fewer factors than rows.
    #[must_use]
    pub fn build(index: &VectorIndex<'_>, factors: &[f64]) -> Self {
        let steps = steps(index, factors);
        let (n_tropes, n_blocks) = (index.n_tropes(), index.len().div_ceil(BLOCK));
        let mut directory = vec![0; n_tropes * n_blocks];
        let mut data = Vec::new();
        let mut columns: Vec<Vec<(u16, u8)>> = vec![Vec::new(); index.n_tropes()];
        for block in 0..n_blocks {
            columns.iter_mut().for_each(Vec::clear);
            let first = block * BLOCK;
            let factors = &factors[first..index.len().min(first + BLOCK)];
            for (within, factor) in factors.iter().enumerate() {
                for (trope, value) in index.row(first + within).iter() {
                    let code = code(value * factor, steps[trope]);
                    if code > 0 {
                        columns[trope].push((within as u16, code));
                    }
                }
            }
            for (trope, column) in columns.iter().enumerate() {
                let (start, count) = (data.len() as u64, push(&mut data, column));
                directory[trope * n_blocks + block] = start << 16 | u64::from(count);
            }
        }
        Self {
            n_rows: index.len(),
            n_blocks,
            steps: steps.into(),
            directory: directory.into(),
            data: data.into(),
        }
    }
}

/// Adds a column of `(row within the block, code)`, and tells how many postings it became, or `DENSE`.
fn push(data: &mut Vec<u8>, column: &[(u16, u8)]) -> u16 {
    if column.len() > POSTINGS {
        let first = data.len();
        data.resize(first + BLOCK, 0);
        column.iter().for_each(|(row, code)| data[first + usize::from(*row)] = *code);
        return DENSE;
    }
    let places = column.iter().map(|(row, _)| place(usize::from(*row)) as u16);
    data.extend(places.flat_map(u16::to_le_bytes));
    data.extend(column.iter().map(|(_, code)| *code));
    column.len() as u16
}

/// The largest value of each trope, in 255 steps.
pub fn steps(index: &VectorIndex<'_>, factors: &[f64]) -> Vec<f64> {
    let mut largest = vec![0f64; index.n_tropes()];
    for (row, factor) in factors.iter().enumerate().take(index.len()) {
        for (trope, value) in index.row(row).iter() {
            largest[trope] = largest[trope].max(value * factor);
        }
    }
    // A little more, so that rounding does not lift the largest above 255 steps.
    largest.into_iter().map(|value| value / 255.0 * (1.0 + 1e-12)).collect()
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

impl Blocks<'_> {
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
        self.steps[trope]
    }

    /// Bytes that the codes and their directory take.
    #[must_use]
    pub fn size(&self) -> usize {
        self.data.len() + 8 * (self.directory.len() + self.steps.len())
    }

    /// The values of a trope in a block.
    #[must_use]
    pub fn column(&self, block: usize, trope: usize) -> Column<'_> {
        let entry = self.directory[trope * self.n_blocks + block];
        let start = (entry >> 16) as usize;
        match entry as u16 {
            0 => Column::Empty,
            DENSE => Column::Dense(&self.data[start..start + BLOCK]),
            count => {
                let count = usize::from(count);
                let (places, codes) = self.data[start..start + 3 * count].split_at(2 * count);
                Column::Postings { places, codes }
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
        let blocks = Blocks::build(&index, &[0.5; 3000]);
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
