//! Marks and words that refuse only beside some things: "-gore", "로맨스 x", "can't get Netflix".

use super::{Lexicon, Segment, What};
use crate::ask::cues::{Cue, Role};
use crate::ask::refused::UNDONE;

/// What there is none of in "no order: bullying, revenge", where nothing is turned away.
const NO_MATTER: [&str; 12] = [
    "order",
    "particular",
    "subtitles",
    "subs",
    "dubbing",
    "dubs",
    "preference",
    "rush",
    "hurry",
    "limit",
    "limits",
    "matter",
];

/// What begins a sentence, and is nothing to turn away.
const SENTENCES: [&str; 10] =
    ["they", "they're", "it", "it's", "i", "i'm", "we", "he", "she", "there"];

/// Takes from such a mark or word what it does where it stands beside anything else.
pub fn read(lexicon: &Lexicon, text: &str, segments: &mut [Segment]) {
    let genres = |segment: &Segment| match &segment.what {
        What::Tropes(tropes, _) => {
            tropes.iter().all(|trope| lexicon.kinds().genres.contains(trope))
        }
        _ => false,
    };
    for at in 0..segments.len() {
        let segment = &segments[at];
        let What::Cue(
            Cue::Before(Role::Avoid, _) | Cue::After(Role::Avoid) | Cue::Verdict(Role::Avoid),
        ) = segment.what
        else {
            continue;
        };
        let written = text[segment.start..segment.end].to_lowercase().replace('’', "'");
        let next = segments.get(at + 1);
        let said = |at: usize| {
            let segment = segments.get(at)?;
            Some(text[segment.start..segment.end].to_lowercase())
        };
        let next_said = said(at + 1).unwrap_or_default();
        let last_said = at.checked_sub(1).and_then(said).unwrap_or_default();
        let next_is = |words: &[&str]| words.contains(&next_said.as_str());
        let meant = match written.as_str() {
            // "I like zombies -they are fun"
            "-" if next_is(&SENTENCES) => What::Comma,
            // "I can't get Netflix", but "I can't get romance off my mind".
            "can't get" if !next.is_some_and(|next| lacks(text, next)) => What::Filler,
            // "A heroine who never forgives her bullies"
            _ if matches!(last_said.as_str(), "who" | "that" | "which") && next_is(&UNDONE) => {
                What::Filler
            }
            // "A detective with no fear hunting a stalker"
            "no" | "with no" if next_is(&["fear"]) && goes_on(text, segments, at + 2) => {
                What::Filler
            }
            "no" if next_is(&NO_MATTER) && label(text, segments, at).is_some() => What::Filler,
            // "Any triggers are fine: gore, stalking"
            "triggers" | "trigger warnings" | "content warnings"
                if last_said == "any"
                    && label(text, segments, at).is_some_and(|label| allows(&label)) =>
            {
                What::Filler
            }
            // "로맨스 x 스릴러": both, where no capital crosses out the first.
            "x" if text[..segment.end].ends_with(" x")
                && text[segment.end..].starts_with(' ')
                && at > 0
                && genres(&segments[at - 1])
                && next.is_some_and(genres) =>
            {
                What::Cue(Cue::And)
            }
            _ => continue,
        };
        segments[at].what = meant;
    }
}

/// Whether behind "can't get" something is not to be had, or not borne: "can't get into romance".
fn lacks(text: &str, next: &Segment) -> bool {
    const NOT_BORNE: [&str; 6] = ["into", "through", "past", "behind", "on", "used"];
    let word = text[next.start..next.end].split(' ').next().unwrap_or_default();
    matches!(next.what, What::Service(_)) || NOT_BORNE.contains(&word.to_lowercase().as_str())
}

/// Whether what stands here is a word of its own, and joins nothing to what was said.
fn goes_on(text: &str, segments: &[Segment], at: usize) -> bool {
    segments.get(at).is_some_and(|segment| {
        segment.what == What::Unknown && text[segment.start..segment.end].ends_with("ing")
    })
}

/// The words from here to the colon that ends the clause, where one does.
fn label(text: &str, segments: &[Segment], at: usize) -> Option<String> {
    let ends = |segment: &&Segment| matches!(segment.what, What::Comma | What::Stop);
    let end = segments[at..].iter().take(8).find(ends)?;
    let colon = text[end.start..].starts_with(':');
    colon.then(|| text[segments[at].start..end.start].to_lowercase())
}

fn allows(label: &str) -> bool {
    let mut words = label.split_whitespace();
    let turned = words.clone().any(|word| word == "not" || word.ends_with("n't"));
    !turned && words.any(|word| matches!(word, "fine" | "ok" | "okay" | "welcome"))
}
