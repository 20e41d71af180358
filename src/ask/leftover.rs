//! What the encoder makes of words that no table knows.

use crate::catalog::{TropeIdx, Vocabulary, is_hangul};
use crate::encode::Encoder;
use crate::encode::score::By;
use crate::encode::stems::is_function;
use crate::sorting::sort_by;

use super::roles::Thing;
use super::segments::What;

/// Confidence from which words mean a trope.
const SURE: f32 = 0.3;

/// Confidence from which words mean a trope that they do not name.
const SURE_UNNAMED: f32 = 0.75;

/// Words among which one that names a trope is weak evidence. A Korean word stands with particles
/// and verbs that are words of their own.
const LONE_AMONG: usize = 2;
const LONE_AMONG_KOREAN: usize = 3;

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
        let together = |pair: &[Thing]| {
            pair[1].what == What::Unknown
                && pair[1].role == pair[0].role
                && text.get(pair[0].end..pair[1].start).is_some_and(says_nothing)
        };
        let more = things[at..].windows(2).take_while(|pair| together(pair)).count();
        let run = &things[at..=at + more];
        let (start, end) = (run[0].start, run[run.len() - 1].end);
        let denied = run[0].role.is_negative();
        let tropes = tropes(encoder, vocabulary, &text[start..end], denied);
        if tropes.is_empty() {
            read.extend(run.iter().cloned());
        } else {
            read.push(Thing { what: What::Tropes(tropes, false), end, ..run[0].clone() });
        }
        at += run.len();
    }
    read
}

/// Whether nothing but small words stands between two words: what is known between them is read.
fn says_nothing(between: &str) -> bool {
    let words = between.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    words.filter(|word| !word.is_empty()).all(|word| is_function(&word.to_lowercase()))
}

/// Whether a name of a trope is but one word among several that mean nothing: "the quick brown fox
/// jumps" speaks of no fox spirit.
fn is_lone(words: &str, name: &str) -> bool {
    let among = if words.contains(is_hangul) { LONE_AMONG_KOREAN } else { LONE_AMONG };
    content(words) >= among && content(name) == 1
}

/// How many words are no small ones.
fn content(text: &str) -> usize {
    text.split_whitespace().filter(|word| !is_function(&word.to_lowercase())).count()
}

/// The tropes that words mean. To turn one away they have to be its name, all of them: a veto drops
/// dramas.
fn tropes(encoder: &Encoder, vocabulary: &Vocabulary, words: &str, denied: bool) -> Vec<TropeIdx> {
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
        let named = scores.reasons(trope).iter().any(|reason| {
            let name = words.get(reason.place.clone()).unwrap_or_default();
            let whole = !denied || content(name) == content(words);
            reason.by == By::Lexicon && whole && !is_lone(words, name)
        });
        if !named && (denied || confidence < SURE_UNNAMED) {
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
