//! Cross-validation: every drama is predicted by what has seen neither its texts nor those of its
//! series.

use rayon::prelude::*;
use tropewise::encode::compile::compile;
use tropewise::encode::model::{Curve, Learned};
use tropewise::encode::score::telling;
use tropewise::encode::{Encoder, Lexicon, Scores};

use crate::calibrate::isotonic;
use crate::corpus::{Corpus, FOLDS, MATTERS};
use crate::learn::{Choice, learn};
use crate::measure::Prediction;
use crate::mine::Mine;

/// Predicts every drama by the encoder of the fold that has not seen it, run as the program runs
/// it.
pub fn cross_validated(
    corpus: &Corpus,
    lexicon: &Lexicon,
    mine: &Mine,
    choice: &Choice,
) -> Prediction {
    let judged: Vec<(usize, Encoder)> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let learned = learn(corpus, lexicon, mine, &corpus.training(Some(fold)), choice);
            (fold, Encoder::new(compile(lexicon, learned)))
        })
        .collect();
    let mut prediction = Prediction::new(corpus);
    for (fold, encoder) in &judged {
        for drama in corpus.judged(*fold) {
            let profile = encoder.profile(&corpus.synopses[drama]);
            let scores = Scores::new(encoder.model(), &profile);
            for (trope, score) in scores.scores.iter().enumerate() {
                prediction.scores[[drama, trope]] = *score;
                prediction.order[[drama, trope]] = scores.rise(trope);
                prediction.named[[drama, trope]] = scores.is_named(trope);
            }
            for (trope, value) in scores.salience() {
                prediction.salience[[drama, trope]] = value;
            }
        }
    }
    prediction
}

/// From scores to confidence, where the lexicon names a trope and where not, and to strength.
pub struct Curves {
    named: Curve,
    inferred: Curve,
    strength: Curve,
}

impl Curves {
    /// Fits them to some dramas predicted by cross-validation.
    fn fit(corpus: &Corpus, prediction: &Prediction, dramas: &[usize]) -> Self {
        let (mut named, mut inferred, mut strengths) = (Vec::new(), Vec::new(), Vec::new());
        for drama in dramas.iter().filter(|drama| !corpus.synopses[**drama].is_empty()) {
            for (trope, strength) in corpus.strengths.row(*drama).iter().enumerate() {
                let score = prediction.order[[*drama, trope]];
                let pairs =
                    if prediction.named[[*drama, trope]] { &mut named } else { &mut inferred };
                pairs.push((score, f32::from(u8::from(*strength >= MATTERS))));
                if *strength > 0.0 {
                    strengths.push((prediction.scores[[*drama, trope]], *strength));
                }
            }
        }
        Self { named: isotonic(named), inferred: isotonic(inferred), strength: isotonic(strengths) }
    }
}

/// The tropes as the program lists them, confidence by curves that have not seen the drama; or by
/// confidence alone.
pub fn as_listed(corpus: &Corpus, prediction: &Prediction, by_confidence: bool) -> Prediction {
    let mut sure = prediction.clone();
    for fold in 0..FOLDS {
        let curves = Curves::fit(corpus, prediction, &corpus.training(Some(fold)));
        for drama in corpus.judged(fold) {
            for trope in 0..corpus.n_tropes() {
                let at = [drama, trope];
                let curve = if prediction.named[at] { &curves.named } else { &curves.inferred };
                // Of equally sure ones the higher score, as the program lists them.
                let trope = &corpus.catalog().vocabulary().tropes()[trope];
                let rarity =
                    corpus.recommender.weights()[at[1]] / trope.boost.unwrap_or(1.0).max(0.01);
                let confidence = curve.at(prediction.order[at]) + 1e-4 * prediction.order[at];
                sure.order[at] =
                    if by_confidence { confidence } else { telling(confidence, rarity) };
            }
        }
    }
    sure
}

/// Prints how often tropes of each confidence are right, by curves that have not seen the drama.
pub fn reliability(corpus: &Corpus, prediction: &Prediction) {
    let mut bins = vec![(0usize, 0.0f64, 0.0f64, 0usize); 10];
    let mut levels = Vec::new();
    for fold in 0..FOLDS {
        let curves = Curves::fit(corpus, prediction, &corpus.training(Some(fold)));
        for drama in corpus.judged(fold) {
            for (trope, known) in corpus.strengths.row(drama).iter().enumerate() {
                let score = prediction.order[[drama, trope]];
                let named = prediction.named[[drama, trope]];
                let sure = if named { &curves.named } else { &curves.inferred }.at(score);
                let bin = &mut bins[((sure * 10.0) as usize).min(9)];
                let right = f64::from(u8::from(*known >= MATTERS));
                *bin = (
                    bin.0 + 1,
                    bin.1 + f64::from(sure),
                    bin.2 + right,
                    bin.3 + usize::from(!named),
                );
                if sure >= 0.5 && *known > 0.0 {
                    levels.push(f64::from(
                        (curves.strength.at(prediction.scores[[drama, trope]]) - known).abs() * 5.0,
                    ));
                }
            }
        }
    }
    println!(
        "| confidence | tropes | of them inferred | mean confidence | right \
        |\n|---|---|---|---|---|"
    );
    for (at, (n, sure, right, inferred)) in bins.iter().enumerate() {
        let mean = |sum: &f64| sum / (*n).max(1) as f64;
        let (from, to) = (at as f64 / 10.0, (at + 1) as f64 / 10.0);
        println!(
            "| {from:.1} to {to:.1} | {n} | {inferred} | {:.3} | {:.3} |",
            mean(sure),
            mean(right)
        );
    }
    let mean = levels.iter().sum::<f64>() / levels.len().max(1) as f64;
    println!(
        "\nOf tropes with confidence 0.5 or more that the drama has, the strength is {mean:.2} \
        levels off on average.\n"
    );
}

/// Learns from all dramas, with the curves of the cross-validated prediction: what ships.
pub fn final_encoder(
    corpus: &Corpus,
    mine: &Mine,
    choice: &Choice,
    prediction: &Prediction,
) -> Learned<'static> {
    let all = corpus.training(None);
    let curves = Curves::fit(corpus, prediction, &all);
    Learned {
        confidence: curves.named,
        confidence_inferred: curves.inferred,
        strength: curves.strength,
        ..learn(corpus, &corpus.lexicon, mine, &all, choice)
    }
}
