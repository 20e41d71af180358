//! From what was found to a score for every trope, and back to the words behind it.
//!
//! `score = bias + Σ word value · weight + own · h + Σ h' · weight'`, where the word values of
//! a text have length 1 (less when it has few), `h = 1 - Π (1 - precision)` over the terms that
//! point to the trope, and h' are those of all tropes, scaled to length 1: what the words of one
//! trope say of another.

use std::ops::Range;

use crate::sorting::{sort_by, sort_by_key};

use super::model::Model;
use super::profile::Profile;

/// The share of the mean salience of a trope that is taken off when texts are compared with dramas.
const BACKGROUND: f32 = 0.5;

/// How many tropes a text is compared by.
const COMPARED: usize = 50;

/// From fewer learned words than this nothing is inferred.
const FEWEST: usize = 3;

/// What a trope tells a reader of a text: see [`Scores::tells`].
#[must_use]
pub fn telling(confidence: f32, rarity: f32) -> f32 {
    // The power by roots, which are rounded alike everywhere.
    confidence * rarity.sqrt() * rarity.sqrt().sqrt()
}

/// How words point to a trope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The lexicon has them for the trope.
    Lexicon,
    /// Dramas with the trope have them in their texts.
    Learned,
    /// They point to another trope, by position, that goes along with it.
    Trope(usize),
}

/// Words behind a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What they add to the score; above 0.
    pub amount: f32,
    /// How they point to the trope.
    pub by: By,
    /// Where they stand in the text.
    pub place: Range<usize>,
}

/// The length that the words of a text are taken to have at least: that of two or three rare words.
/// One word alone would else say as much as a page.
const LEAST_LENGTH: f32 = 10.0;

/// Word values of a text, of length 1 at most: the row and the value.
#[must_use]
pub fn word_values(model: &Model<'_>, profile: &Profile) -> Vec<(usize, f32)> {
    let value = |row: usize, count: u32| (1.0 + (count as f32).ln()) * model.learned.rarity[row];
    let mut values: Vec<(usize, f32)> =
        profile.words(model).map(|(row, count, _)| (row, value(row, count))).collect();
    normalise(&mut values, LEAST_LENGTH);
    values
}

/// `h` of each trope that the lexicon points to, in trope order; `precision` gives that of a term
/// for a trope.
#[must_use]
pub fn pointed(
    model: &Model<'_>,
    profile: &Profile,
    precision: impl Fn(usize, usize) -> f32,
) -> Vec<(usize, f32)> {
    let mut missing: Vec<f32> = vec![1.0; model.tropes.len()];
    for found in profile.claims(model) {
        for claim in model.claims.get(found.term) {
            let trope = usize::from(claim.trope);
            missing[trope] *= 1.0 - precision(found.term, trope).clamp(0.0, 1.0);
        }
    }
    missing
        .into_iter()
        .enumerate()
        .filter(|(_, missing)| *missing < 1.0)
        .map(|(trope, missing)| (trope, 1.0 - missing))
        .collect()
}

/// Scales values to length 1, or to less where they are shorter than `least`; nothing stays
/// nothing.
pub fn normalise(values: &mut [(usize, f32)], least: f32) {
    let length = values.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        values.iter_mut().for_each(|(_, value)| *value /= length.max(least));
    }
}

/// The scores of one text.
#[derive(Debug, Clone)]
pub struct Scores<'p, 'm> {
    model: &'p Model<'m>,
    profile: &'p Profile,
    words: Vec<(usize, f32)>,
    own: Vec<(usize, f32)>,
    scaled: Vec<(usize, f32)>,
    /// Trope, precision and position in the profile of every claim, in trope order.
    pointing: Vec<(usize, f32, usize)>,
    /// The score of each trope.
    pub scores: Vec<f32>,
}

impl<'p, 'm> Scores<'p, 'm> {
    /// Scores what was found in a text.
    #[must_use]
    pub fn new(model: &'p Model<'m>, profile: &'p Profile) -> Self {
        let words = word_values(model, profile);
        let precision = |term: usize, trope: usize| {
            let claims = model.claims.get(term).iter();
            claims
                .filter(|claim| usize::from(claim.trope) == trope)
                .map(|claim| claim.precision)
                .next()
                .unwrap_or(0.0)
        };
        let own = pointed(model, profile, precision);
        let mut scaled = own.clone();
        normalise(&mut scaled, 0.0);
        let mut scores = model.learned.bias.clone();
        scores.resize(model.tropes.len(), 0.0);
        let tropes = scaled.iter().map(|(trope, value)| (model.n_words() + trope, *value));
        for (row, value) in words.iter().copied().chain(tropes) {
            let (scale, bytes) = model.learned.weights.row(row);
            let factor = scale * value;
            scores
                .iter_mut()
                .zip(bytes)
                .for_each(|(score, byte)| *score += factor * f32::from(*byte as i8));
        }
        own.iter().for_each(|(trope, h)| scores[*trope] += model.learned.own * h);
        let mut pointing: Vec<(usize, f32, usize)> = Vec::new();
        for (at, found) in profile.found.iter().enumerate().filter(|(_, found)| found.claiming > 0)
        {
            let claims = model.claims.get(found.term).iter();
            pointing.extend(claims.map(|claim| (usize::from(claim.trope), claim.precision, at)));
        }
        sort_by_key(&mut pointing, |(trope, ..)| *trope);
        Self { model, profile, words, own, scaled, pointing, scores }
    }

    /// Whether too little was found to say anything: no term of the lexicon and hardly a learned
    /// word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.len() < FEWEST && self.own.is_empty()
    }

    /// What a trope tells a reader, by which tropes are listed: its confidence times a power, 3/4,
    /// of its rarity.
    #[must_use]
    pub fn tells(&self, trope: usize, rarity: f32) -> f32 {
        telling(self.confidence(trope), rarity)
    }

    /// How sure it is that a trope matters (level 3 or more), in [0, 1].
    #[must_use]
    pub fn confidence(&self, trope: usize) -> f32 {
        let learned = &self.model.learned;
        let curve =
            if self.is_named(trope) { &learned.confidence } else { &learned.confidence_inferred };
        curve.at(self.rise(trope))
    }

    /// The score of a trope as a share of what it reaches where the trope matters.
    #[must_use]
    pub fn rise(&self, trope: usize) -> f32 {
        self.scores[trope] / self.model.learned.scale.get(trope).copied().unwrap_or(1.0).max(0.1)
    }

    /// Whether the lexicon has words of the text for the trope; otherwise it can only be inferred.
    #[must_use]
    pub fn is_named(&self, trope: usize) -> bool {
        self.own.binary_search_by_key(&trope, |(named, _)| *named).is_ok()
    }

    /// How much the trope matters if it is there, in [0, 1].
    #[must_use]
    pub fn strength(&self, trope: usize) -> f32 {
        self.model.learned.strength.at(self.scores[trope])
    }

    /// What the text is compared with dramas by: the salience of its tropes above what any text
    /// has, in trope order, each in (0, 1].
    #[must_use]
    pub fn salience(&self) -> Vec<(usize, f32)> {
        let mean = |trope: usize| self.model.learned.mean.get(trope).copied().unwrap_or(0.0);
        let above =
            |(trope, score): (usize, &f32)| (trope, (score - BACKGROUND * mean(trope)).min(1.0));
        let mut salience: Vec<(usize, f32)> =
            self.scores.iter().enumerate().map(above).filter(|(_, value)| *value > 0.0).collect();
        sort_by(&mut salience, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        salience.truncate(COMPARED);
        sort_by_key(&mut salience, |(trope, _)| *trope);
        salience
    }

    /// The words that speak for a trope, those that add most first.
    #[must_use]
    pub fn reasons(&self, trope: usize) -> Vec<Reason> {
        let weight = |row: usize| {
            let (scale, bytes) = self.model.learned.weights.row(row);
            bytes.get(trope).map_or(0.0, |byte| scale * f32::from(*byte as i8))
        };
        let mut reasons = Vec::new();
        let mut add = |amount: f32, by: By, places: &[Range<usize>]| {
            if amount > 0.0 {
                reasons.extend(places.first().map(|place| Reason {
                    amount,
                    by,
                    place: place.clone(),
                }));
            }
        };
        for ((row, value), (_, _, found)) in self.words.iter().zip(self.profile.words(self.model)) {
            add(value * weight(*row), By::Learned, &found.places);
        }
        for ((pointed, h), (_, scaled)) in self.own.iter().zip(&self.scaled) {
            let (own, by) = if *pointed == trope {
                (self.model.learned.own * h, By::Lexicon)
            } else {
                (0.0, By::Trope(*pointed))
            };
            let amount = own + scaled * weight(self.model.n_words() + pointed);
            if amount <= 0.0 {
                continue;
            }
            let from = self.pointing.partition_point(|(trope, ..)| trope < pointed);
            let claims = self.pointing[from..].iter().take_while(|(trope, ..)| trope == pointed);
            let claims = claims.map(|(_, precision, at)| (*precision, &self.profile.found[*at]));
            let sum: f32 = claims.clone().map(|(precision, _)| precision).sum();
            for (precision, found) in claims {
                add(amount * precision / sum.max(f32::MIN_POSITIVE), by, &found.places);
            }
        }
        sort_by(&mut reasons, |a: &Reason, b| {
            b.amount
                .total_cmp(&a.amount)
                .then(a.by.cmp(&b.by))
                .then(a.place.start.cmp(&b.place.start))
        });
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::super::compile::compile;
    use super::super::lexicon::{Lexicon, LexiconEntry};
    use super::super::matcher::Matcher;
    use super::super::model::{Curve, Learned, TermWeights};
    use super::super::profile::Gatherer;
    use super::*;

    /// Two tropes; "divorce" points to the first with precision 0.5, "court" is a learned word.
    fn model() -> Model<'static> {
        let entry = LexiconEntry {
            trope: "a".into(),
            phrases: vec!["divorce".into()],
            ..LexiconEntry::default()
        };
        let learned = Learned {
            tropes: vec!["a".into(), "b".into()],
            words: vec!["court".into()],
            rarity: vec![12.0],
            // The word; then what words of `a` say of `a` and `b`; then what those of `b` say.
            weights: TermWeights::from_rows(&[vec![0.3, -0.14], vec![0.0, 0.127], vec![0.0, 0.0]]),
            own: 0.4,
            bias: vec![0.1, 0.04],
            mean: vec![0.2, 0.1],
            prior: vec![0.5, 0.5],
            confidence: Curve(vec![(0.0, 0.0), (1.0, 1.0)]),
            confidence_inferred: Curve(vec![(0.0, 0.0), (1.0, 0.5)]),
            strength: Curve(vec![(0.0, 0.4), (1.0, 1.0)]),
            ..Learned::default()
        };
        compile(&Lexicon { entries: vec![entry] }, learned)
    }

    fn profile(model: &Model<'_>, text: &str) -> Profile {
        let (matcher, mut gatherer) = (Matcher::new(model), Gatherer::new(model));
        matcher.scan(model, &mut Matcher::lexer(model), text, |hit| gatherer.add(hit));
        gatherer.take()
    }

    #[test]
    fn scores_are_sums_that_can_be_worked_out_by_hand() {
        let model = model();
        let profile = profile(&model, "A divorce in court.");
        let scores = Scores::new(&model, &profile);
        // a: 0.1 + 1·0.3 + 0.4·0.5 + 1·0 = 0.6; b: 0.04 - 0.14 + 1·0.127 = 0.027.
        assert!(
            (scores.scores[0] - 0.6).abs() < 1e-5 && (scores.scores[1] - 0.027).abs() < 1e-5,
            "{:?}",
            scores.scores
        );
        assert!((scores.confidence(0) - 0.6).abs() < 1e-5);
        assert!((scores.confidence(1) - 0.0135).abs() < 1e-5, "nothing names it");
        // a: 0.6 - 0.5·0.2 = 0.5; b: 0.027 - 0.5·0.1 is below 0 and left out.
        assert_eq!(scores.salience().iter().map(|(trope, _)| *trope).collect::<Vec<_>>(), [0]);
        let reasons: Vec<(By, Range<usize>)> =
            scores.reasons(0).into_iter().map(|r| (r.by, r.place)).collect();
        assert_eq!(reasons, [(By::Learned, 13..18), (By::Lexicon, 2..9)]);
        assert_eq!(scores.reasons(1).iter().map(|r| r.by).collect::<Vec<_>>(), [By::Trope(0)]);
    }

    #[test]
    fn what_is_rare_tells_more() {
        assert!((telling(0.5, 16.0) - 0.5 * 8.0).abs() < 1e-6);
    }

    #[test]
    fn two_terms_point_more_than_one() {
        let entry = LexiconEntry {
            trope: "a".into(),
            phrases: vec!["divorce".into(), "split up".into()],
            ..LexiconEntry::default()
        };
        let model = compile(
            &Lexicon { entries: vec![entry] },
            Learned { tropes: vec!["a".into()], prior: vec![0.5], ..Learned::default() },
        );
        let profile = profile(&model, "They split up before the divorce. A divorce!");
        assert_eq!(pointed(&model, &profile, |_, _| 0.5), [(0, 0.75)]);
    }

    #[test]
    fn a_text_without_terms_says_nothing() {
        let model = model();
        assert!(Scores::new(&model, &profile(&model, "Rain all day.")).is_empty());
    }
}
