//! Weighted cosine: the similarity of a query to a drama, and what each trope contributes.

use std::borrow::Cow;

use ndarray::Array1;

use crate::index::{Row, VectorIndex};

use super::normalisation::LengthNormalisation;
use super::sums::{Term, full_sums, sums};
use super::veil::Veil;

/// One direction in trope space that dramas are compared with: a unit vector, shape `(n_tropes,)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Direction(Array1<f64>);

impl Direction {
    /// Scales a vector of values >= 0 to length 1; `None` for a zero vector, which has no angle.
    #[must_use]
    pub fn new(vector: Array1<f64>) -> Option<Self> {
        let norm = vector.iter().map(|v| v * v).sum::<f64>().sqrt();
        (norm > 0.0).then(|| Self(vector / norm))
    }

    /// The direction of a row of an index.
    #[must_use]
    pub fn of_row(index: &VectorIndex, at: usize) -> Option<Self> {
        Self::of_row_without(index, at, |_| false)
    }

    /// The direction of a row of an index, some tropes left aside.
    #[must_use]
    pub fn of_row_without(
        index: &VectorIndex,
        at: usize,
        hides: impl Fn(usize) -> bool,
    ) -> Option<Self> {
        let mut vector = Array1::zeros(index.n_tropes());
        for (trope, value) in index.row(at).iter().filter(|(trope, _)| !hides(*trope)) {
            if let Some(place) = vector.get_mut(trope) {
                *place = value;
            }
        }
        Self::new(vector)
    }

    /// The unit vector.
    #[must_use]
    pub fn vector(&self) -> &Array1<f64> {
        &self.0
    }

    /// The unit vector, taken.
    #[must_use]
    pub fn into_vector(self) -> Array1<f64> {
        self.0
    }
}

/// One of the two sides of a query, seeds or wishes: its directions, how it normalises length, and
/// its share of the base.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// At least one; of several, one counts for a drama.
    pub directions: Vec<Direction>,
    /// Which of several directions counts.
    pub counts: Counts,
    /// Share of the base in (0, 1]; the shares of a query sum to 1.
    pub share: f64,
    /// Length normalisation of the rows.
    pub normalisation: Cow<'a, LengthNormalisation>,
}

/// Which of several directions of a side counts for a drama; ties go to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counts {
    /// The nearest to it (best-match pooling).
    #[default]
    Nearest,
    /// The farthest from it (what pleases every one of several people).
    Farthest,
}

/// The similarity part of a query: the weighted sum of its sides (rule 3 of ranking).
#[derive(Debug, Clone)]
pub struct Similarity<'a> {
    index: &'a VectorIndex,
    sides: Vec<Side<'a>>,
    veil: Veil,
}

impl<'a> Similarity<'a> {
    /// The similarity to one or both sides of a query.
    #[must_use]
    pub fn new(index: &'a VectorIndex, sides: Vec<Side<'a>>) -> Self {
        Self { index, sides, veil: Veil::default() }
    }

    /// The same where tropes may not count for some dramas. (What counts for none is in no
    /// direction of the sides.)
    #[must_use]
    pub fn under(mut self, veil: Veil) -> Self {
        self.veil = veil;
        self
    }

    /// The index it reads.
    #[must_use]
    pub fn index(&self) -> &'a VectorIndex {
        self.index
    }

    /// The sides of the query.
    #[must_use]
    pub fn sides(&self) -> &[Side<'a>] {
        &self.sides
    }

    /// The ways in which a drama can come by its base: for each choice of one direction a side, the
    /// weights above 0 of the tropes with the shares folded in, in trope order. The base, before
    /// length normalisation, is at most the largest inner product with them. (Where the farthest
    /// direction counts, that with any of them bounds it, and the first is taken.)
    #[must_use]
    pub fn combined(&self) -> Vec<Vec<(usize, f64)>> {
        // A query without sides has one way, and no weights on it.
        let mut ways: Vec<Vec<(f64, &Array1<f64>)>> = vec![Vec::new()];
        for side in &self.sides {
            let mut longer = Vec::with_capacity(ways.len() * side.directions.len());
            let bounding = match side.counts {
                Counts::Nearest => side.directions.as_slice(),
                Counts::Farthest => side.directions.get(..1).unwrap_or_default(),
            };
            for direction in bounding {
                for way in &ways {
                    let mut way = way.clone();
                    way.push((side.share, direction.vector()));
                    longer.push(way);
                }
            }
            ways = longer;
        }
        let weights = |way: &Vec<(f64, &Array1<f64>)>| {
            let weight = |at: usize| way.iter().fold(0.0, |sum, (share, v)| sum + share * v[at]);
            let n_tropes = way.iter().map(|(_, vector)| vector.len()).min().unwrap_or(0);
            let mut weights = Vec::with_capacity(n_tropes);
            let all = (0..n_tropes).map(|at| (at, weight(at)));
            weights.extend(all.filter(|(_, weight)| *weight > 0.0));
            weights
        };
        ways.iter().map(weights).collect()
    }

    /// The base of a drama, in [0, 1]: the sum of its contributions; 0 when it shares nothing with
    /// the query.
    ///
    /// Every base that is compared or shown comes from here: products and sums in f64, tropes in
    /// trope order, rounded once to f32.
    #[must_use]
    pub fn base(&self, at: usize) -> f32 {
        let [base] = self.bases([at]);
        base
    }

    /// The bases of several dramas: each sum is added up in its own order, but while one waits for
    /// its last addition the others go on.
    #[must_use]
    pub fn bases<const N: usize>(&self, dramas: [usize; N]) -> [f32; N] {
        let terms = |side| dramas.map(|at| self.term(side, at));
        let rows = dramas.map(|at| self.index.row(at));
        let sums = match self.sides.as_slice() {
            [one] => {
                let one = terms(one);
                if (0..N).all(|row| rows[row].tropes.len() == one[row].vector.len()) {
                    full_sums(rows.map(|row| row.values), one)
                } else {
                    sums(rows, |row, trope| one[row].weight(trope))
                }
            }
            [one, two] => {
                let (one, two) = (terms(one), terms(two));
                sums(rows, |row, trope| one[row].weight(trope) + two[row].weight(trope))
            }
            _ => [0.0; N],
        };
        let mut sums = sums;
        for (sum, at) in sums.iter_mut().zip(dramas) {
            if self.veil.touches(at) {
                *sum = 0.0;
                self.walk(at, |_, amount| *sum += amount);
            }
        }
        // Rounding may carry a perfect match past 1.
        sums.map(|sum| (sum as f32).min(1.0))
    }

    /// The contributions above 0 of a drama's tropes, in trope order; they sum to its base.
    #[must_use]
    pub fn contributions(&self, at: usize) -> Vec<(usize, f32)> {
        let mut contributions = Vec::new();
        self.walk(at, |trope, amount| {
            if amount > 0.0 {
                contributions.push((trope, amount as f32));
            }
        });
        contributions
    }

    /// Which direction of a side counts for a drama, ties to the first.
    #[must_use]
    pub fn winner(&self, side: &Side<'_>, at: usize) -> usize {
        if side.directions.len() == 1 {
            return 0;
        }
        let row = self.index.row(at);
        let sign = match side.counts {
            Counts::Nearest => 1.0,
            Counts::Farthest => -1.0,
        };
        let mut best = (0, f64::NEG_INFINITY);
        for (number, direction) in side.directions.iter().enumerate() {
            let product = sign * self.inner_product(at, row, direction.vector());
            if product > best.1 {
                best = (number, product);
            }
        }
        best.0
    }

    /// Calls `each` with the amount that each trope of a drama contributes, in trope order.
    fn walk(&self, at: usize, mut each: impl FnMut(usize, f64)) {
        let row = self.index.row(at);
        let mut terms = self.sides.iter().map(|side| self.term(side, at));
        match (terms.next(), terms.next()) {
            (Some(one), None) => {
                for (trope, value) in row.iter().filter(|(trope, _)| !self.hides(at, *trope)) {
                    each(trope, one.weight(trope) * value);
                }
            }
            (Some(one), Some(two)) => {
                for (trope, value) in row.iter().filter(|(trope, _)| !self.hides(at, *trope)) {
                    each(trope, (one.weight(trope) + two.weight(trope)) * value);
                }
            }
            _ => {}
        }
    }

    /// Whether a trope does not count for a drama.
    fn hides(&self, at: usize, trope: usize) -> bool {
        self.veil.touches(at) && self.veil.hides(at, trope)
    }

    /// `Σ row·vector`, in trope order.
    fn inner_product(&self, at: usize, row: Row<'_>, vector: &Array1<f64>) -> f64 {
        let mut sum = 0.0;
        for (trope, value) in row.iter() {
            if !self.hides(at, trope) {
                sum += vector.get(trope).map_or(0.0, |v| v * value);
            }
        }
        sum
    }

    fn term<'s>(&self, side: &'s Side<'_>, at: usize) -> Term<'s> {
        let direction = side.directions[self.winner(side, at)].vector();
        Term {
            factor: side.share * side.normalisation.factor(at),
            vector: direction.as_slice().expect("directions are contiguous"),
        }
    }
}

/// The plain weighted cosine of two rows, in [0, 1]; 0 when either is a zero vector (Vig, Sen &
/// Riedl 2012).
#[must_use]
pub fn cosine(index: &VectorIndex, a: usize, b: usize) -> f32 {
    let norms = f64::from(index.norm(a)) * f64::from(index.norm(b));
    // Folded from 0, since a sum of nothing would be -0.
    let sum = shared(index.row(a), index.row(b)).fold(0.0, |sum, (_, a, b)| sum + a * b);
    if norms > 0.0 { ((sum / norms) as f32).min(1.0) } else { 0.0 }
}

/// The tropes that two rows share, with their values, in trope order.
pub fn shared<'a>(a: Row<'a>, b: Row<'a>) -> impl Iterator<Item = (usize, f64, f64)> + 'a {
    let mut others = b.iter().peekable();
    a.iter().filter_map(move |(trope, value)| {
        while others.next_if(|(other, _)| *other < trope).is_some() {}
        let theirs = others.next_if(|(other, _)| *other == trope)?.1;
        // A trope that weighs nothing is nothing to share.
        (value * theirs > 0.0).then_some((trope, value, theirs))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weights 4 and 1: rows (2·1, 1·1) and (2·0.5, 0, 1·1).
    fn index() -> VectorIndex {
        VectorIndex::build(
            [vec![(0, 1.0), (1, 1.0)], vec![(0, 0.5), (2, 1.0)], vec![(1, 1.0)], vec![]],
            &[4.0, 1.0, 1.0],
        )
    }

    #[test]
    fn weighted_cosine_by_hand() {
        // Σ wab = 4·1·0.5 = 2; norms √5 and √2.
        assert!((cosine(&index(), 0, 1) - 2.0 / 10f32.sqrt()).abs() < 1e-6);
        assert_eq!(cosine(&index(), 1, 2).to_bits(), 0, "zero, and not minus zero");
        assert_eq!(cosine(&index(), 0, 3), 0.0);
        assert!((cosine(&index(), 0, 0) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn two_sides_add_up_by_their_shares() {
        let index = index();
        let plain = LengthNormalisation::new(&index, 1.0, 1.0);
        let seed = Direction::of_row(&index, 0).unwrap();
        let wish = Direction::new(Array1::from(vec![0.0, 0.0, 1.0])).unwrap();
        let side = |direction: &Direction, share| Side {
            directions: vec![direction.clone()],
            counts: Counts::Nearest,
            share,
            normalisation: Cow::Borrowed(&plain),
        };
        let both = Similarity::new(&index, vec![side(&seed, 0.75), side(&wish, 0.25)]);
        // 0.75 · 2/√10 from trope 0, 0.25 · 1/√2 from trope 2.
        let expected = [(0, 0.474_342), (2, 0.176_777)];
        for ((trope, amount), (wanted, value)) in both.contributions(1).into_iter().zip(expected) {
            assert_eq!(trope, wanted);
            assert!((amount - value).abs() < 1e-6);
        }
        assert!((both.base(1) - 0.651_119).abs() < 1e-6);
        assert_eq!(both.base(3), 0.0);
    }

    #[test]
    fn the_nearest_of_several_directions_counts() {
        let index = index();
        let plain = LengthNormalisation::new(&index, 1.0, 1.0);
        let directions =
            vec![Direction::of_row(&index, 2).unwrap(), Direction::of_row(&index, 0).unwrap()];
        let side = Side {
            directions,
            counts: Counts::Nearest,
            share: 1.0,
            normalisation: Cow::Borrowed(&plain),
        };
        let farthest = Side { counts: Counts::Farthest, ..side.clone() };
        let least = Similarity::new(&index, vec![farthest]);
        // The first direction is row 2, the second row 0.
        assert_eq!(least.winner(&least.sides()[0], 1), 0);
        assert_eq!((least.base(1), least.combined().len()), (0.0, 1));
        let best = Similarity::new(&index, vec![side]);
        assert_eq!(best.winner(&best.sides()[0], 1), 1);
        assert_eq!(best.winner(&best.sides()[0], 3), 0, "ties go to the first");
        assert!((best.base(1) - 2.0 / 10f32.sqrt()).abs() < 1e-6);
        assert!((best.base(2) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn bases_side_by_side_are_those_one_by_one_to_the_bit() {
        let value = |row: usize, trope: usize| ((row * 31 + trope * 17) % 97 + 1) as f32 / 97.0;
        // Rows with all of eleven tropes, with every second, with some of them, and with none.
        let has =
            |row: usize, trope: usize| [true, trope.is_multiple_of(2), trope > 6, false][row % 4];
        for full in [true, false] {
            let row = |row| {
                let tropes = (0..11usize).filter(move |trope| full || has(row, *trope));
                tropes.map(move |trope| (trope as u16, value(row, trope)))
            };
            let index = VectorIndex::build((0..8).map(row), &[1.0; 11]);
            let plain = LengthNormalisation::new(&index, 0.5, 1.0);
            let seed = |at| Direction::of_row(&index, at).unwrap();
            let side = |directions: Vec<Direction>, share| Side {
                directions,
                counts: Counts::Nearest,
                share,
                normalisation: Cow::Borrowed(&plain),
            };
            for sides in [
                vec![side(vec![seed(0)], 1.0)],
                vec![side(vec![seed(0), seed(2)], 1.0)],
                vec![side(vec![seed(0), seed(2)], 0.4), side(vec![seed(5)], 0.6)],
            ] {
                let similarity = Similarity::new(&index, sides);
                for dramas in [[0, 1, 2, 3], [4, 0, 4, 0], [7, 6, 5, 4]] {
                    let contributed = dramas.map(|at| {
                        let mut sum = 0.0;
                        similarity.walk(at, |_, amount| sum += amount);
                        (sum as f32).min(1.0).to_bits()
                    });
                    assert_eq!(similarity.bases(dramas).map(f32::to_bits), contributed);
                    assert_eq!(dramas.map(|at| similarity.base(at).to_bits()), contributed);
                }
            }
        }
    }

    #[test]
    fn a_zero_vector_has_no_direction() {
        assert_eq!(Direction::new(Array1::zeros(3)), None);
        assert_eq!(Direction::of_row(&index(), 3), None);
    }
}
