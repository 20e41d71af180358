//! What the encoder is compared with.

use ndarray::Array2;
use tropewise::catalog::DramaIdx;
use tropewise::encode::Encoder;
use tropewise::encode::compile::compile;
use tropewise::encode::model::Learned;
use tropewise::rank::weights::salience;

use crate::corpus::{Corpus, FOLDS, MATTERS};
use crate::measure::{Prediction, Rankings, largest};
use crate::mine::Mine;

/// How many neighbours give their tropes.
const NEIGHBOURS: usize = 20;

/// The tropes that most dramas of the training folds have.
pub fn most_common(corpus: &Corpus) -> Prediction {
    let mut prediction = Prediction::new(corpus);
    for fold in 0..FOLDS {
        let training = corpus.training(Some(fold));
        let mean = |trope: usize, of: fn(f32) -> f32| {
            training.iter().map(|drama| of(corpus.strengths[[*drama, trope]])).sum::<f32>()
                / training.len() as f32
        };
        for trope in 0..corpus.n_tropes() {
            let common = mean(trope, |strength| f32::from(u8::from(strength >= MATTERS)));
            let salient = mean(trope, salience);
            for drama in corpus.judged(fold) {
                prediction.order[[drama, trope]] = common;
                prediction.salience[[drama, trope]] = salient;
            }
        }
    }
    prediction
}

/// Labels and aliases of the vocabulary, each hit counting alike; ties go to what is more common.
pub fn names_alone(corpus: &Corpus, common: &Prediction) -> Prediction {
    let tropes =
        corpus.catalog().vocabulary().tropes().iter().map(|trope| trope.id.clone()).collect();
    let encoder = Encoder::new(compile(&corpus.names, Learned { tropes, ..Learned::default() }));
    let mut prediction = Prediction::new(corpus);
    for (drama, text) in corpus.synopses.iter().enumerate() {
        let profile = encoder.profile(text);
        for found in profile.claims(encoder.model()) {
            for claim in encoder.model().claims.get(found.term) {
                let at = [drama, usize::from(claim.trope)];
                prediction.order[at] += found.claiming as f32;
                prediction.salience[at] = 1.0;
            }
        }
    }
    prediction.order += &(&common.order * 0.01);
    prediction
}

/// Synopses as vectors of words by TF-IDF, rarity learned from all synopses, length 1.
fn vectors(corpus: &Corpus, mine: &Mine) -> Vec<Vec<(usize, f32)>> {
    let (words, rarity) = mine.words(&corpus.training(None));
    let encoder = Encoder::new(compile(
        &tropewise::encode::Lexicon::default(),
        Learned { words, rarity, ..Learned::default() },
    ));
    corpus
        .synopses
        .iter()
        .map(|text| tropewise::encode::score::word_values(encoder.model(), &encoder.profile(text)))
        .collect()
}

/// Similarities of synopses, shape `(n_dramas, n_dramas)`.
pub fn similarities(corpus: &Corpus, mine: &Mine) -> Array2<f32> {
    let vectors = vectors(corpus, mine);
    let width = vectors.iter().flatten().map(|(row, _)| row + 1).max().unwrap_or(0);
    let mut similarity = Array2::zeros((vectors.len(), vectors.len()));
    for (a, vector) in vectors.iter().enumerate() {
        let mut dense = vec![0.0; width];
        vector.iter().for_each(|(row, value)| dense[*row] = *value);
        for (b, other) in vectors.iter().enumerate() {
            similarity[[a, b]] = other.iter().map(|(row, value)| dense[*row] * value).sum();
        }
    }
    similarity
}

/// The tropes of the dramas whose synopses are nearest, of the training folds, by their similarity.
pub fn neighbours(corpus: &Corpus, similarity: &Array2<f32>) -> Prediction {
    let mut prediction = Prediction::new(corpus);
    for fold in 0..FOLDS {
        let training = corpus.training(Some(fold));
        for drama in corpus.judged(fold) {
            let near: Vec<f32> =
                training.iter().map(|other| similarity[[drama, *other]].max(0.0)).collect();
            let nearest = largest(&near, NEIGHBOURS);
            let all: f32 = nearest.iter().map(|at| near[*at]).sum::<f32>().max(f32::MIN_POSITIVE);
            for at in nearest {
                for trope in 0..corpus.n_tropes() {
                    let value = near[at] / all * salience(corpus.strengths[[training[at], trope]]);
                    prediction.order[[drama, trope]] += value;
                    prediction.salience[[drama, trope]] += value;
                }
            }
        }
    }
    prediction
}

/// The dramas of the pool whose synopses are nearest to each seed's.
pub fn nearest_dramas(corpus: &Corpus, similarity: &Array2<f32>) -> Rankings {
    let catalog = corpus.catalog();
    let series = |idx: DramaIdx| catalog.facts(idx).series();
    let rank = |seed: &DramaIdx| {
        let row = similarity.row(seed.at());
        let order = largest(row.as_slice().expect("contiguous"), row.len());
        let others = order.into_iter().map(|at| DramaIdx(at as u32)).filter(|idx| {
            let same = series(*seed).is_some() && series(*seed) == series(*idx);
            idx != seed && !same && corpus.judgements.pool.contains(idx)
        });
        (*seed, others.take(20).collect())
    };
    corpus.judgements.relevant.keys().map(rank).collect()
}
