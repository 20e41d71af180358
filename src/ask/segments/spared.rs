//! Animals that no harm is to come to: "the dog has to live", "cats, and nobody hurts them".

use super::{Lexicon, Segment, What, begins_with, lowered};
use crate::ask::cues::{Cue, Role};

/// What they are to do, from its first word on.
const LIVE: [&str; 12] = [
    "lives",
    "survives",
    "makes it",
    "lived",
    "must survive",
    "must live",
    "has to survive",
    "has to live",
    "have to survive",
    "have to live",
    "better survive",
    "better live",
];

/// What is done to them, where nobody does it.
const HURT: [&str; 6] =
    ["hurts them", "hurts it", "harms them", "kills them", "harm comes to them", "hurt them"];

/// Reads as turned away what would be the contrary.
pub(super) fn read(lexicon: &Lexicon, text: &str, segments: &mut [Segment]) {
    let vocabulary = lexicon.catalog().vocabulary();
    let (Some(animals), Some(cruelty)) =
        (vocabulary.find("animals"), vocabulary.warning("animal-cruelty"))
    else {
        return;
    };
    let is_animal = |segment: &Segment| matches!(&segment.what, What::Tropes(tropes, _) if tropes.contains(&animals));
    if !segments.iter().any(is_animal) {
        return;
    }
    for at in 0..segments.len() {
        let begins = |words: &[&str]| begins_with(text, segments[at].start, words);
        if at > 0 && is_animal(&segments[at - 1]) && begins(&LIVE) {
            segments[at - 1].what = What::Warning(cruelty, vec![animals]);
            segments[at].what = What::Cue(Cue::Verdict(Role::Avoid));
            for place in at + 1..segments.len().min(at + 4) {
                if !matches!(&*lowered(text, segments, place), "to" | "survive" | "live" | "it") {
                    break;
                }
                segments[place].what = What::Filler;
            }
        } else if at > 1
            && is_animal(&segments[at])
            && matches!(&*lowered(text, segments, at - 1), "towards" | "toward" | "against")
            && denies(&segments[at - 2])
        {
            // "Violence is fine, but not towards animals"
            segments[at].what = What::Warning(cruelty, vec![animals]);
        } else if at > 0
            && begins(&HURT)
            && denies(&segments[at - 1])
            && segments[..at].iter().any(is_animal)
        {
            segments[at].what = What::Warning(cruelty, vec![animals]);
        }
    }
}

/// Whether a segment turns away what stands behind it.
fn denies(segment: &Segment) -> bool {
    matches!(segment.what, What::Cue(Cue::Before(role, _)) if role.is_negative())
}
