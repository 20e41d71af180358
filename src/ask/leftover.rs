//! What the encoder makes of words that no table knows.

use crate::catalog::{TropeIdx, Vocabulary};
use crate::encode::Encoder;
use crate::encode::score::By;
use crate::sorting::sort_by;

use super::roles::Thing;
use super::segments::What;

/// Confidence from which words mean a trope.
const SURE: f32 = 0.3;

/// Confidence from which words mean a trope that they do not name.
const SURE_UNNAMED: f32 = 0.75;

/// The most tropes of one run of words.
const MOST: usize = 2;

/// Turns runs of unknown words into tropes where the encoder knows them. Words keep their roles.
pub fn read(
    encoder: &Encoder,
    vocabulary: &Vocabulary,
    text: &str,
    things: Vec<Thing>,
) -> Vec<Thing> {
    let mut read = Vec::with_capacity(things.len());
    let mut at = 0;
    while at < things.len() {
        if things[at].what != What::Unknown {
            read.push(things[at].clone());
            at += 1;
            continue;
        }
        let run = things[at..]
            .iter()
            .take_while(|thing| thing.what == What::Unknown && thing.role == things[at].role)
            .count();
        let run = &things[at..at + run];
        let (start, end) = (run[0].start, run[run.len() - 1].end);
        let tropes = tropes(encoder, vocabulary, &text[start..end]);
        if tropes.is_empty() {
            read.extend(run.iter().cloned());
        } else {
            read.push(Thing { what: What::Tropes(tropes, false), end, ..run[0].clone() });
        }
        at += run.len();
    }
    read
}

fn tropes(encoder: &Encoder, vocabulary: &Vocabulary, words: &str) -> Vec<TropeIdx> {
    let profile = encoder.profile_of_few(words);
    let scores = crate::encode::Scores::new(encoder.model(), &profile);
    if scores.is_empty() {
        return Vec::new();
    }
    let ids = &encoder.model().tropes;
    let mut found: Vec<(f32, TropeIdx)> = Vec::new();
    for (trope, id) in ids.iter().enumerate() {
        let confidence = scores.confidence(trope);
        if confidence < SURE {
            continue;
        }
        let named = scores.reasons(trope).iter().any(|reason| reason.by == By::Lexicon);
        if !named && confidence < SURE_UNNAMED {
            continue;
        }
        found.extend(
            vocabulary
                .find(id)
                .filter(|idx| vocabulary.trope(*idx).id == *id)
                .map(|idx| (confidence, idx)),
        );
    }
    sort_by(&mut found, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(MOST);
    found.into_iter().map(|(_, idx)| idx).collect()
}
