//! Content warnings that a wish turns away in words that no table joins to them. Who cannot bear
//! something says so in more ways than can be listed, so that a warning is taken as turned away
//! rather than as wished for where the words around it refuse and turn nothing else away.

mod clauses;
mod subject;
mod words;

use crate::catalog::{Catalog, TropeIdx, WarningIdx};

use super::cues::{Cue, Role};
use super::roles::Thing;
use super::segments::{Segment, What};
use clauses::Clauses;
use words::lower_words;

#[cfg(all(test, feature = "words"))]
pub(super) use subject::GRAVEST;
pub use words::{denies_a_deed, is_undone, points_back, praises, refuses};

/// Turns away the content warnings of a wish that its words refuse.
pub fn read(catalog: &Catalog, text: &str, segments: &[Segment], things: &mut Vec<Thing>) {
    let lowered = segments.iter().map(|segment| lower_words(text, segment)).collect();
    let clauses = Clauses { text, segments, lowered, things };
    let mut refused: Vec<Thing> = Vec::new();
    for thing in clauses.things {
        let because = thing.role == Role::Neutral && is_reason(text, thing);
        let wished = because || matches!(thing.role, Role::Plain | Role::Like | Role::More);
        let Some(warning) = warning_of(catalog, &thing.what).filter(|_| wished) else { continue };
        if because || clauses.gravest(catalog, thing, warning) || clauses.refuse(thing.start, false)
        {
            let what = What::Warning(warning, Vec::new());
            refused.push(Thing { what, role: Role::Avoid, ..thing.clone() });
        }
    }
    for segment in segments {
        let What::Told(what) = &segment.what else { continue };
        let Some(warning) = warning_of(catalog, what) else { continue };
        let known = things.iter().any(|thing| thing.start == segment.start);
        if !known && clauses.refuse(segment.start, true) {
            refused.push(Thing {
                what: What::Warning(warning, Vec::new()),
                role: Role::Avoid,
                weight: 1.0,
                group: 0,
                start: segment.start,
                end: segment.end,
            });
        }
    }
    for thing in refused {
        match things.iter().position(|other| other.start >= thing.start) {
            Some(at) if things[at].start == thing.start => things[at] = thing,
            Some(at) => things.insert(at, thing),
            None => things.push(thing),
        }
    }
}

/// Leaves out the words that mean nothing right beside a content warning that is turned away: in "no
/// cheating spineless men" the cheating is what matters.
pub fn without_modifiers(catalog: &Catalog, segments: &[Segment], things: &mut Vec<Thing>) {
    let turned =
        |thing: &Thing| thing.role.is_negative() && warning_of(catalog, &thing.what).is_some();
    let parted = |from: usize, to: usize| {
        let within = segments.iter().filter(|segment| segment.start >= from && segment.end <= to);
        within.into_iter().any(|segment| {
            matches!(
                segment.what,
                What::Comma | What::Stop | What::Cue(Cue::And | Cue::Or | Cue::Before(..))
            )
        })
    };
    let beside = |at: usize, other: usize| {
        let (first, last) = (&things[at.min(other)], &things[at.max(other)]);
        turned(&things[other]) && !parted(first.end, last.start)
    };
    // "Gambling addiction is a trigger": whatever role a word has that stands right beside.
    let touches = |at: usize| {
        let neighbours = [at.checked_sub(1), (at + 1 < things.len()).then_some(at + 1)];
        neighbours.into_iter().flatten().any(|other| {
            let (first, last) = (&things[at.min(other)], &things[at.max(other)]);
            turned(&things[other]) && last.start == first.end + 1
        })
    };
    let modifies = |at: usize| {
        if things[at].what == What::Unknown && touches(at) {
            return true;
        }
        let unknown = things[at].what == What::Unknown && things[at].role.is_negative();
        let words = |other: &&usize| things[**other].what == What::Unknown;
        let before: Vec<usize> = (0..at).rev().collect();
        let behind: Vec<usize> = (at + 1..things.len()).collect();
        let nearest = |others: &[usize]| others.iter().find(|other| !words(other)).copied();
        unknown
            && [nearest(&before), nearest(&behind)]
                .into_iter()
                .flatten()
                .any(|other| beside(at, other))
    };
    let kept: Vec<bool> = (0..things.len()).map(|at| !modifies(at)).collect();
    let mut kept = kept.iter();
    things.retain(|_| kept.next().copied().unwrap_or(true));
}

/// The content warning that something names, where it names that alone.
fn warning_of(catalog: &Catalog, what: &What) -> Option<WarningIdx> {
    let of = |trope: TropeIdx| catalog.vocabulary().warning_of(trope);
    match what {
        What::Warning(warning, _) => Some(*warning),
        What::Tropes(tropes, _) if tropes.len() == 1 => of(tropes[0]),
        _ => None,
    }
}

/// "Sad, but not because of cancer": no other cause is as grave.
fn is_reason(text: &str, thing: &Thing) -> bool {
    let before = text[..thing.start].trim_end().to_lowercase();
    ["not because of", "not because of the"].iter().any(|cue| before.ends_with(cue))
}
