//! Adding weighted columns of one block: the innermost loop of searching very many rows.
//!
//! The same sums on every machine: with AVX2 where the processor has it (found out at run time),
//! otherwise in plain Rust.

use super::blocks::{BLOCK, Column, place};
#[cfg(target_arch = "x86_64")]
use super::simd::columns;

/// The largest weight: two codes of 255 times it still fit the 16 bits of a signed product sum.
pub const LARGEST_WEIGHT: u8 = 63;

/// The sums of one block in [`place`] order, and which rows reach a threshold.
#[derive(Debug, Clone)]
pub struct Sums {
    values: Box<[u16; BLOCK]>,
    reached: Box<[u32; BLOCK / 32]>,
}

/// What adding up needs besides the sums, kept by the caller so that nothing is allocated.
#[derive(Debug, Default)]
pub struct Room<'a> {
    pairs: Vec<Pair<'a>>,
    ahead: Vec<&'a [u8]>,
}

/// Two dense columns, added by one instruction.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// Their codes.
    pub columns: [&'a [u8]; 2],
    /// Their weights.
    pub weights: [u8; 2],
}

impl<'a> Room<'a> {
    /// Looks ahead to the columns to be added next.
    pub fn look_ahead(&mut self, columns: impl Iterator<Item = Column<'a>>) {
        self.ahead.clear();
        for column in columns {
            match column {
                Column::Empty => {}
                // Fetched piece by piece while others are added.
                Column::Dense(codes) => self.ahead.push(codes),
                // Short: fetched at once.
                #[cfg(target_arch = "x86_64")]
                Column::Postings { places, codes } => {
                    places.chunks(64).chain(codes.chunks(64)).for_each(columns::fetch);
                }
                #[cfg(not(target_arch = "x86_64"))]
                Column::Postings { .. } => {}
            }
        }
    }
}

impl Default for Sums {
    fn default() -> Self {
        Self { values: Box::new([0; BLOCK]), reached: Box::new([0; BLOCK / 32]) }
    }
}

impl Sums {
    /// Adds up `weight · code` over columns, for every row of a block, and notes the rows whose
    /// sum is `threshold` or more. Sums stop at 65,535.
    ///
    /// Weights are at most [`LARGEST_WEIGHT`]. The columns that `room` looks ahead to are fetched
    /// into the cache meanwhile.
    pub fn add<'a>(
        &mut self,
        columns: impl Iterator<Item = (Column<'a>, u8)>,
        threshold: u16,
        room: &mut Room<'a>,
    ) {
        let pairs = &mut room.pairs;
        pairs.clear();
        self.values.fill(0);
        // Dense columns wait for a second one, since one instruction adds two.
        let mut single = None;
        for (column, weight) in columns {
            debug_assert!(weight <= LARGEST_WEIGHT);
            match column {
                Column::Empty => {}
                Column::Dense(codes) => match single.take() {
                    None => single = Some((codes, weight)),
                    Some((first, other)) => {
                        pairs.push(Pair { columns: [first, codes], weights: [other, weight] });
                    }
                },
                Column::Postings { places, codes } => self.scatter(places, codes, weight),
            }
        }
        // An odd one is paired with itself at no weight.
        if let Some((codes, weight)) = single {
            pairs.push(Pair { columns: [codes, codes], weights: [weight, 0] });
        }
        #[cfg(target_arch = "x86_64")]
        if columns::add(&mut self.values, pairs, &room.ahead, threshold, &mut self.reached) {
            return;
        }
        self.add_plain(pairs, threshold);
    }

    /// Adds single values.
    fn scatter(&mut self, places: &[u8], codes: &[u8], weight: u8) {
        for (place, code) in places.as_chunks::<2>().0.iter().zip(codes) {
            // Places are below BLOCK; the remainder tells the compiler so.
            let sum = &mut self.values[usize::from(u16::from_le_bytes(*place)) % BLOCK];
            *sum = sum.saturating_add(u16::from(weight) * u16::from(*code));
        }
    }

    fn add_plain(&mut self, pairs: &[Pair<'_>], threshold: u16) {
        for row in 0..BLOCK {
            let sum = &mut self.values[place(row)];
            for Pair { columns: [a, b], weights } in pairs {
                let [a, b] = [a[row], b[row]].map(u16::from);
                let product = a * u16::from(weights[0]) + b * u16::from(weights[1]);
                *sum = sum.saturating_add(product);
            }
        }
        self.reach_plain(threshold);
    }

    /// A sum that at least `k` rows reach, or 1 when there may be fewer: the k-th largest of the
    /// largest sums of each 32 rows.
    #[must_use]
    pub fn guess(&self, k: usize) -> u16 {
        // Each group of 32 stands for one row of its own, so k groups are k rows. Ordering 64
        // numbers takes a fraction of what ordering 2,048 would.
        let mut largest: Vec<u16> = self
            .values
            .as_chunks::<32>()
            .0
            .iter()
            .map(|sums| sums.iter().copied().max().unwrap_or(0))
            .collect();
        if k == 0 || k > largest.len() {
            return 1;
        }
        (*largest.select_nth_unstable_by(k - 1, |a, b| b.cmp(a)).1).max(1)
    }

    /// Notes anew which rows reach a threshold.
    pub fn reach(&mut self, threshold: u16) {
        #[cfg(target_arch = "x86_64")]
        if columns::add(&mut self.values, &[], &[], threshold, &mut self.reached) {
            return;
        }
        self.reach_plain(threshold);
    }

    fn reach_plain(&mut self, threshold: u16) {
        for (group, reached) in self.reached.iter_mut().enumerate() {
            let sums = &self.values[group * 32..group * 32 + 32];
            *reached = 0;
            // Most groups have no such row; only the others are looked at one by one.
            if sums.iter().any(|sum| *sum >= threshold) {
                for within in 0..32 {
                    *reached |= u32::from(sums[place(within)] >= threshold) << within;
                }
            }
        }
    }

    /// The sum of a row of the block.
    #[must_use]
    pub fn of(&self, row: usize) -> u16 {
        self.values[place(row)]
    }

    /// The rows that reached the threshold, ascending, with their sums.
    pub fn each_reached(&self, mut each: impl FnMut(usize, u16)) {
        for (group, bits) in self.reached.iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                let row = group * 32 + bits.trailing_zeros() as usize;
                // Takes the lowest bit out.
                bits &= bits - 1;
                each(row, self.values[place(row)]);
            }
        }
    }

    #[cfg(test)]
    fn reached(&self) -> impl Iterator<Item = (usize, u16)> + use<> {
        let mut reached = Vec::new();
        self.each_reached(|row, sum| reached.push((row, sum)));
        reached.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns with a fixed pattern, all codes there are.
    fn column(seed: usize) -> Vec<u8> {
        (0..BLOCK).map(|row| ((row * (2 * seed + 1) + seed * 37) % 256) as u8).collect()
    }

    fn sums(
        n_dense: usize,
        postings: &[(usize, u8)],
        threshold: u16,
        plain: bool,
    ) -> Vec<(usize, u16)> {
        let columns: Vec<Vec<u8>> = (0..n_dense).map(column).collect();
        let places: Vec<u8> =
            postings.iter().flat_map(|(row, _)| (place(*row) as u16).to_le_bytes()).collect();
        let codes: Vec<u8> = postings.iter().map(|(_, code)| *code).collect();
        let mut sums = Sums::default();
        let weight = |at: usize| (at * 13 % 63 + 1) as u8;
        let rare = Column::Postings { places: &places, codes: &codes };
        if plain {
            sums.add(std::iter::once((rare, 63)), 1, &mut Room::default());
            // One column at a time, so that pairing is tested too.
            let alone = |(at, column): (usize, &Vec<u8>)| (column.clone(), weight(at));
            for (column, weight) in columns.iter().enumerate().map(alone) {
                sums.add_plain(&[Pair { columns: [&column; 2], weights: [weight, 0] }], threshold);
            }
            sums.reach_plain(threshold);
        } else {
            let dense = columns.iter().enumerate().map(|(at, c)| (Column::Dense(c), weight(at)));
            sums.add(dense.chain([(rare, 63)]), threshold, &mut Room::default());
        }
        sums.reached().collect()
    }

    #[test]
    fn every_path_gives_the_same_sums() {
        let postings = [(0, 255), (9, 1), (2047, 128)];
        // Miri, which interprets every instruction, is given less.
        let numbers: &[usize] = if cfg!(miri) { &[3] } else { &[0, 1, 2, 3, 8, 17] };
        for &n_dense in numbers {
            for threshold in [0, 1, 2000, 40_000, 65_535] {
                if cfg!(miri) && threshold != 2000 {
                    continue;
                }
                let [fast, plain] =
                    [false, true].map(|plain| sums(n_dense, &postings, threshold, plain));
                assert_eq!(fast, plain, "{n_dense} columns, threshold {threshold}");
            }
        }
    }

    #[test]
    fn a_guess_is_reached_by_as_many_rows_as_asked_for() {
        let mut sums = Sums::default();
        let codes = column(3);
        sums.add(std::iter::once((Column::Dense(&codes), 5)), 1, &mut Room::default());
        for k in [1, 2, 10, 64] {
            let guess = sums.guess(k);
            sums.reach(guess);
            assert!(sums.reached().count() >= k, "{k}");
            assert!(
                sums.reached().all(|(row, sum)| sum >= guess && sum == 5 * u16::from(codes[row]))
            );
        }
        assert_eq!((sums.guess(0), sums.guess(65)), (1, 1));
    }

    #[test]
    fn sums_by_hand() {
        // Weight 1 on the codes 0, 1, 2, ..., and postings of weight 63.
        let found = sums(1, &[(3, 2)], 129, false);
        assert_eq!(found[0], (3, 3 + 126));
        assert_eq!(found[1], (129, 129));
        // Seventeen columns at full weight would pass 65,535, and stop there.
        assert!(sums(17, &[], 65_535, false).iter().all(|(_, sum)| *sum == 65_535));
    }
}
