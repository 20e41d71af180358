//! Length normalisation: what a drama's similarity is divided by.

use crate::index::{Buffer, VectorIndex};

use super::veil::Veil;

/// Pivoted length normalisation (Singhal, Buckley & Mitra 1996) of every row of an index.
///
/// A row's length is replaced by `D(x) = (1-b)·pivot + b·‖x‖`; b = 1 is the plain cosine.
/// With b < 1 the quotient can pass 1, so all are divided by the constant `max ‖x‖/D(x)`: the
/// order stays, scores come to lie in [0, 1].
#[derive(Debug, Clone)]
pub struct LengthNormalisation {
    b: f64,
    pivot: f64,
    /// `max ‖x‖/D(x)`: that of the longest row, since the quotient grows with the length. One
    /// for a catalogue, whatever is hidden, so that scores of all questions compare.
    largest: f64,
    lengths: Lengths,
}

/// Lengths of the rows.
#[derive(Debug, Clone)]
enum Lengths {
    /// Computed before.
    Known(Buffer<f32>),
    /// Computed as they are asked for, without some tropes.
    Without(VectorIndex, Veil),
}

impl LengthNormalisation {
    /// Prepares for the rows of an index, all tropes counting; `b` in [0, 1], `pivot` the mean
    /// norm, > 0.
    #[must_use]
    pub fn new(index: &VectorIndex, b: f64, pivot: f64) -> Self {
        Self::with_lengths(index, b, pivot, Lengths::Known(index.norms().clone()))
    }

    /// As [`new`](Self::new) without the tropes that the index hides.
    #[must_use]
    pub fn veiled(index: &VectorIndex, b: f64, pivot: f64) -> Self {
        Self::with_lengths(index, b, pivot, Lengths::Known(index.veiled_norms().clone()))
    }

    /// As [`new`](Self::new) without what a veil hides, lengths being computed as they are asked
    /// for.
    #[must_use]
    #[inline(never)] // A browser compiles it with a question that asks for what is hidden.
    pub fn under(index: &VectorIndex, b: f64, pivot: f64, veil: Veil) -> Self {
        if veil.is_lifted() {
            return Self::new(index, b, pivot);
        }
        Self::with_lengths(index, b, pivot, Lengths::Without(index.clone(), veil))
    }

    fn with_lengths(index: &VectorIndex, b: f64, pivot: f64, lengths: Lengths) -> Self {
        let longest = f64::from(index.largest_norm());
        let largest = longest / ((1.0 - b) * pivot + b * longest);
        Self { b, pivot, largest, lengths }
    }

    /// The parameter b.
    #[must_use]
    pub fn b(&self) -> f64 {
        self.b
    }

    /// The pivot: the mean norm it was made with.
    #[must_use]
    pub fn pivot(&self) -> f64 {
        self.pivot
    }

    /// What the inner product of a unit query with row `at` is multiplied by; 0 for a row without
    /// length, which has no angle and is left out. The less is hidden, the smaller it is.
    #[must_use]
    pub fn factor(&self, at: usize) -> f64 {
        let norm = f64::from(match &self.lengths {
            Lengths::Known(norms) => norms.at(at).unwrap_or(0.0),
            Lengths::Without(index, veil) => {
                index.row(at).veiled_norm(|trope| veil.hides(at, trope))
            }
        });
        if norm > 0.0 {
            1.0 / (((1.0 - self.b) * self.pivot + self.b * norm) * self.largest)
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The case of the design: wishes time travel 1 and divorce 0.6 against a drama with time
    /// travel alone and one with both plus six other tropes, all at full strength and weight 1.
    fn scores(b: f64) -> [f64; 2] {
        let everything: Vec<(u16, f32)> = (0..8).map(|trope| (trope, 1.0)).collect();
        let index = VectorIndex::build([vec![(0, 1.0)], everything], &[1.0; 8]);
        let normalisation = LengthNormalisation::new(&index, b, 6f64.sqrt());
        let wish = (1.0f64 + 0.36).sqrt();
        [1.0 / wish * normalisation.factor(0), 1.6 / wish * normalisation.factor(1)]
    }

    #[test]
    fn plain_cosine_prefers_the_drama_that_has_nothing_else() {
        let [alone, both] = scores(1.0);
        assert!(
            (alone - 0.857_493).abs() < 1e-6 && (both - 0.485_071).abs() < 1e-6,
            "{alone} {both}"
        );
    }

    #[test]
    fn the_pivot_lets_the_drama_with_both_win() {
        // D = 1.724745 and 2.638958; quotients 0.497171 and 0.519900; the largest ‖x‖/D is
        // √8/2.638958 = 1.071797.
        let [alone, both] = scores(0.5);
        assert!(
            (alone - 0.463_867).abs() < 1e-6 && (both - 0.485_071).abs() < 1e-6,
            "{alone} {both}"
        );
    }

    #[test]
    fn hidden_tropes_have_no_length() {
        let index = VectorIndex::build([vec![(0, 3.0), (1, 4.0)], vec![(1, 2.0)]], &[1.0; 2]);
        let index = index.veiled(|_, trope| trope == 1);
        assert_eq!(index.veiled_norms().all(), [3.0, 0.0]);
        // D = 0.5 · 2 + 0.5 · 3 and 0.5 · 2 + 0.5 · 5; the longest row has 5 in either case.
        let all = LengthNormalisation::new(&index, 0.5, 2.0);
        let veiled = LengthNormalisation::veiled(&index, 0.5, 2.0);
        let largest = 5.0 / 3.5;
        assert!((all.factor(0) - 1.0 / (3.5 * largest)).abs() < 1e-12);
        assert!((veiled.factor(0) - 1.0 / (2.5 * largest)).abs() < 1e-12);
        assert_eq!(veiled.factor(1), 0.0, "nothing else is there");
        let lifted = LengthNormalisation::under(&index, 0.5, 2.0, Veil::default());
        assert_eq!(lifted.factor(0), all.factor(0), "nothing is hidden");
    }

    #[test]
    fn a_zero_vector_is_left_out() {
        let index = VectorIndex::build([vec![], vec![(0, 1.0)]], &[1.0]);
        for b in [0.0, 0.5, 1.0] {
            let normalisation = LengthNormalisation::new(&index, b, 1.0);
            assert_eq!(normalisation.factor(0), 0.0);
            assert!((normalisation.factor(1) - 1.0).abs() < 1e-12);
        }
    }
}
