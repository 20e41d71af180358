//! What people tell of themselves, which is not asked for.

use super::{Segment, What};
use crate::ask::cues::Cue;
use crate::ask::facts::Fact;
use crate::ask::numbers::Limit;

/// Words with which a sentence begins that tells of who asks.
const SELF: [&str; 22] = [
    "going through",
    "just got",
    "just had",
    "coming off",
    "feeling",
    "having a",
    "got dumped",
    "lost my",
    "i",
    "i'm",
    "i've",
    "my",
    "we",
    "we've",
    "we're",
    "our",
    "so my",
    "so i",
    "so we",
    "im",
    "ive",
    "and my",
];

/// Words before "I" and "my" with which a reason begins.
const REASONS: [&str; 6] = ["because", "since", "cause", "bc", "cos", "as"];

/// "My mother got dementia. We broke up.", "no ghosts, I scare easily": tropes that a clause about
/// oneself names before it wishes for anything are not asked for.
pub(super) fn told_of_oneself(wishes: &[&str], text: &str, segments: &mut [Segment]) {
    let mut from = 0;
    while from < segments.len() {
        let end = end_of(segments, from, |segment| segment.what == What::Stop);
        let aged = tells_an_age(&segments[from..end]);
        if !aged && is_of_self(text, &segments[from..end]) {
            story(text, wishes, &mut segments[from..end]);
        } else {
            let mut at = from;
            while at < end {
                let parts = |segment: &Segment| {
                    segment.what == What::Comma
                        || REASONS.contains(&&*text[segment.start..segment.end].to_lowercase())
                };
                let behind = end_of(&segments[..end], at, parts);
                if at > from && is_of_self(text, &segments[at..behind]) {
                    story(text, wishes, &mut segments[at..behind]);
                }
                at = behind + 1;
            }
        }
        from = end + 1;
    }
}

/// "My son is 10, a comedy": an age is all that is told before the comma.
fn tells_an_age(sentence: &[Segment]) -> bool {
    let mut said = sentence.iter().map(|segment| &segment.what);
    matches!(said.next(), Some(What::Limit(Limit::Age(_)))) && said.next() == Some(&What::Comma)
}

/// Whether what stands at a place is told of oneself, before anything is wished for.
pub(super) fn tells(wishes: &[&str], text: &str, segments: &[Segment], at: usize) -> bool {
    let stops = |segment: &Segment| segment.what == What::Stop;
    let parts = |segment: &Segment| matches!(segment.what, What::Stop | What::Comma);
    let begins = |ends: &dyn Fn(&Segment) -> bool| {
        segments[..at].iter().rposition(ends).map_or(0, |mark| mark + 1)
    };
    let from = [begins(&stops), begins(&parts)];
    let from = from.into_iter().find(|from| is_of_self(text, &segments[*from..=at]));
    let Some(from) = from else { return false };
    let words = words_of(text, &segments[from..at]);
    let wished = |word: &str| wishes.contains(&word);
    !words.split(|c: char| !c.is_alphanumeric() && c != '\'').any(wished)
}

/// Where the first segment from `from` on stands that parts clauses, or the end.
fn end_of(segments: &[Segment], from: usize, parts: impl Fn(&Segment) -> bool) -> usize {
    let length = segments[from..].iter().position(parts);
    length.map_or(segments.len(), |length| from + length)
}

fn words_of(text: &str, clause: &[Segment]) -> String {
    let (Some(first), Some(last)) = (clause.first(), clause.last()) else { return String::new() };
    text[first.start..last.end].to_lowercase().replace('’', "'")
}

fn is_of_self(text: &str, clause: &[Segment]) -> bool {
    let words = words_of(text, clause);
    // "As a survivor of assault I need something safe"
    let as_one = words.starts_with("as a") || words.starts_with("being a");
    if as_one && ["survivor", "victim", "someone who"].iter().any(|who| words.contains(who)) {
        return true;
    }
    SELF.iter().any(|word| words.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
}

/// Marks what is told before the clause wishes for anything.
fn story(text: &str, wishes: &[&str], clause: &mut [Segment]) {
    let Some(start) = clause.first().map(|first| first.start) else { return };
    let words = words_of(text, clause);
    let mut seen = 0;
    let wish = words.split(|c: char| !c.is_alphanumeric() && c != '\'').find_map(|word| {
        let at = seen;
        seen += word.len() + 1;
        wishes.contains(&word).then_some(at)
    });
    // "I'm sensitive to suicide" wishes it away.
    let denies = |segment: &&Segment| match segment.what {
        What::Cue(Cue::Before(role, _)) => role.is_negative(),
        _ => false,
    };
    let denied = clause.iter().find(denies).map(|segment| segment.start - start);
    // "I'm in recovery, so drugs are out", but "my ex was so toxic".
    let so = clause.windows(2).find(|pair| {
        let said = |at: usize| text[pair[at].start..pair[at].end].to_lowercase();
        let is = ["is", "was", "were", "are", "am", "i'm", "im", "been", "feel", "felt", "got"];
        said(1) == "so" && !is.contains(&said(0).as_str())
    });
    let so = so.map(|pair| pair[1].start - start);
    let wish = wish.into_iter().chain(denied).chain(so).min().unwrap_or(usize::MAX);
    for segment in clause.iter_mut().take_while(|segment| segment.start - start < wish) {
        match segment.what {
            What::Unknown | What::Fact(Fact::Year(_) | Fact::Recent) => {
                segment.what = What::Filler;
            }
            What::Tropes(..) | What::Warning(..) => {
                segment.what = What::Told(Box::new(segment.what.clone()));
            }
            _ => {}
        }
    }
}

/// "That voice, I could die": that who asks dies of it only praises. Only a verb of their own does
/// so: "I hate death" and "I don't want murder" turn away.
pub(super) fn exaggerated(text: &str, segments: &mut [Segment]) {
    const DEADLY: [&str; 7] = ["die", "died", "dying", "dead", "kill", "killed", "hell"];
    const SELF: [&str; 9] = ["i", "i'm", "i'd", "i'll", "im", "id", "ill", "we", "we'd"];
    // What may stand between the two, where nothing denies or wishes.
    const HELPS: [&str; 18] = [
        "could",
        "would",
        "will",
        "might",
        "can",
        "am",
        "was",
        "just",
        "almost",
        "nearly",
        "literally",
        "actually",
        "basically",
        "honestly",
        "legit",
        "about",
        "to",
        "be",
    ];
    for segment in segments {
        let thing = matches!(segment.what, What::Tropes(..) | What::Warning(..));
        let said = text[segment.start..segment.end].to_lowercase();
        if !thing || !DEADLY.contains(&said.as_str()) {
            continue;
        }
        let before = text[..segment.start].to_lowercase().replace('’', "'");
        let mut words = before.rsplit(|c: char| !c.is_alphanumeric() && c != '\'');
        let subject = words.find(|word| !word.is_empty() && !HELPS.contains(word));
        if subject.is_some_and(|subject| SELF.contains(&subject)) {
            segment.what = What::Filler;
        }
    }
}
