//! Everything the encoder knows, in the compact form that the build compiles and a run reads.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::ragged::Ragged;

/// That a term points to a trope.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Position of the trope in [`Model::tropes`].
    pub trope: u16,
    /// The share of texts with the term whose drama has the trope at level 3 or more, learned; in
    /// [0, 1].
    #[serde(with = "parts")]
    pub precision: f32,
}

/// Shares in 256ths, the steps in which they are learned: a byte or two where a number has four.
mod parts {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    const PARTS: f32 = 256.0;

    pub fn serialize<S: Serializer>(share: &f32, serializer: S) -> Result<S::Ok, S::Error> {
        ((share * PARTS).round() as u16).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
        Ok(f32::from(u16::deserialize(deserializer)?) / PARTS)
    }
}

/// Steps from 0 to the largest weight of a row. Cross-validation finds no difference between this
/// and the 127 of a byte, and few steps pack into half the room: see `docs/encoding.md`.
const STEPS: f32 = 15.0;

/// Rows of weights, one byte each, with a scale a row; shape `(n_rows, n_tropes)`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TermWeights<'m> {
    /// What the bytes of each row are multiplied with.
    pub scales: Vec<f32>,
    /// The bytes, signed, row by row.
    #[serde(borrow)]
    pub bytes: Cow<'m, [u8]>,
}

impl TermWeights<'_> {
    /// Rounds rows of weights to steps of a fifteenth of the largest of the row.
    #[must_use]
    pub fn from_rows(rows: &[Vec<f32>]) -> TermWeights<'static> {
        let (mut scales, mut bytes) = (Vec::with_capacity(rows.len()), Vec::new());
        for row in rows {
            let largest = row.iter().fold(0.0f32, |a, b| a.max(b.abs()));
            let scale = if largest > 0.0 { largest / STEPS } else { 1.0 };
            scales.push(scale);
            bytes.extend(row.iter().map(|weight| (weight / scale).round() as i8 as u8));
        }
        TermWeights { scales, bytes: Cow::Owned(bytes) }
    }

    /// A row as its scale and its bytes; an empty one past the last.
    #[must_use]
    pub fn row(&self, at: usize) -> (f32, &[u8]) {
        let width = self.bytes.len() / self.scales.len().max(1);
        let bytes = self.bytes.get(at * width..(at + 1) * width).unwrap_or_default();
        (self.scales.get(at).copied().unwrap_or_default(), bytes)
    }
}

/// A curve that never falls, by the points it goes through.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Curve(pub Vec<(f32, f32)>);

impl Curve {
    /// Its value, straight between points and level beyond them; 0 without points.
    #[must_use]
    pub fn at(&self, x: f32) -> f32 {
        let after = self.0.partition_point(|(known, _)| *known <= x);
        match (after.checked_sub(1).and_then(|before| self.0.get(before)), self.0.get(after)) {
            (Some((x0, y0)), Some((x1, y1))) => {
                y0 + (y1 - y0) * (x - x0) / (x1 - x0).max(f32::MIN_POSITIVE)
            }
            (Some((_, y)), None) | (None, Some((_, y))) => *y,
            (None, None) => 0.0,
        }
    }
}

/// What was learned from dramas and their texts; see `docs/encoding.md`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Learned<'m> {
    /// Ids of the tropes, the columns of the weights.
    pub tropes: Vec<String>,
    /// Stems and pairs of stems that have weights.
    pub words: Vec<String>,
    /// How rare each is, the weight of its presence in a text.
    pub rarity: Vec<f32>,
    /// A row a word, then a row a trope for what its own words say of the others.
    #[serde(borrow)]
    pub weights: TermWeights<'m>,
    /// Score of each trope before any word.
    pub bias: Vec<f32>,
    /// Mean salience of each trope where it matters: by how far scores can rise.
    pub scale: Vec<f32>,
    /// Mean salience of each trope, what every text is compared with.
    pub mean: Vec<f32>,
    /// The precision of terms of the lexicon that occurred: term, trope, precision.
    pub precisions: Vec<(String, u16, f32)>,
    /// The precision of terms of each trope that never occurred.
    pub prior: Vec<f32>,
    /// What the terms of a trope count for it by themselves.
    pub own: f32,
    /// From score to confidence where the lexicon has words of the text for the trope.
    pub confidence: Curve,
    /// The same where it has none.
    pub confidence_inferred: Curve,
    /// From score to strength.
    pub strength: Curve,
}

/// What a run reads: lexicon and learned weights with stems as codes.
///
/// Terms are numbered: phrases first, then loose sets of words, then Korean terms.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Model<'m> {
    /// Ids of the tropes, the columns of the weights.
    pub tropes: Vec<String>,
    /// The stems that mean something, in order; the code of one is its position plus 1.
    pub stems: Vec<String>,
    /// Codes of phrases and of loose sets.
    pub sequences: Ragged<u16>,
    /// How many of them are phrases.
    pub phrases: u32,
    /// The loose sets that each stem stands in, by its code; [`Model::note_loose_sets`] finds them
    /// again, so no image has them.
    #[serde(skip)]
    pub loose: Ragged<u32>,
    /// Korean terms.
    pub korean: Vec<String>,
    /// What each term points to.
    pub claims: Ragged<Claim>,
    /// The row of weights of each phrase, plus 1; 0 for none.
    pub rows: Vec<u16>,
    /// Phrases within which some terms do not count, and for which tropes.
    pub masks: Ragged<u16>,
    /// The tropes of each mask.
    pub masked: Ragged<u16>,
    /// What was learned, words and precisions apart.
    #[serde(borrow)]
    pub learned: Learned<'m>,
}

impl<'m> Model<'m> {
    /// How many rows of weights belong to words; those of tropes follow.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.learned.rarity.len()
    }

    /// Notes the loose sets of each stem, in their order.
    pub fn note_loose_sets(&mut self) {
        let sets = self.phrases as usize..self.sequences.len();
        self.loose = self.sequences.holders(sets, self.stems.len() + 1);
    }

    /// How many terms there are.
    #[must_use]
    pub fn n_terms(&self) -> usize {
        self.sequences.len() + self.korean.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_precision_is_kept_in_256ths() {
        for (precision, kept) in [(0.0, 0.0), (0.25, 0.25), (1.0, 1.0), (0.3, 77.0 / 256.0)] {
            let image = postcard::to_stdvec(&Claim { trope: 3, precision }).unwrap();
            let again: Claim = postcard::from_bytes(&image).unwrap();
            assert_eq!(again, Claim { trope: 3, precision: kept });
        }
        // 0.25 is 64 parts.
        assert_eq!(postcard::to_stdvec(&Claim { trope: 3, precision: 0.25 }).unwrap(), [3, 64]);
    }

    #[test]
    fn weights_survive_as_bytes() {
        let weights = TermWeights::from_rows(&[vec![1.0, -0.42], vec![0.0, 0.0]]);
        let (scale, bytes) = weights.row(0);
        let back: Vec<f32> = bytes.iter().map(|b| f32::from(*b as i8) * scale).collect();
        // 0.42 is 6.3 steps of a fifteenth, which rounds to 6.
        assert!((back[0] - 1.0).abs() < 1e-6 && (back[1] + 6.0 / 15.0).abs() < 1e-6, "{back:?}");
        assert_eq!(weights.row(1).1, [0, 0]);
        assert!(weights.row(2).1.is_empty());
    }

    #[test]
    fn curves_are_straight_between_points() {
        let curve = Curve(vec![(0.0, 0.1), (1.0, 0.5)]);
        assert_eq!((curve.at(-1.0), curve.at(2.0), Curve::default().at(1.0)), (0.1, 0.5, 0.0));
        assert!((curve.at(0.5) - 0.3).abs() < 1e-6);
    }
}
