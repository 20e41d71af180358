//! Marks and words that refuse only beside some things: "-gore", "로맨스 x", "can't get Netflix".

use super::{Lexicon, Segment, What};
use crate::ask::cues::{Cue, Reach, Role};
use crate::ask::refused::{is_undone, refuses};

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

/// What nobody does in a drama to what happens there.
const MIND: [&str; 12] = [
    "believes",
    "believe",
    "knows",
    "knew",
    "suspects",
    "expects",
    "notices",
    "remembers",
    "understands",
    "trusts",
    "saved",
    "helped",
];

/// Takes from such a mark or word what it does where it stands beside anything else.
pub fn read(lexicon: &Lexicon, text: &str, segments: &mut [Segment]) {
    allow(text, segments);
    twice_denied(text, segments);
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
            denial
                if next.is_some_and(|next| matches!(next.what, What::Unknown | What::Filler))
                    && is_undone(&last_said, denial, &next_said) =>
            {
                What::Filler
            }
            // "Nobody believes she was kidnapped"
            "nobody" | "no one" | "noone" if next_is(&MIND) => What::Filler,
            // "Her stalker isn't who you think"
            "isn't" | "is not" | "aren't" if next_is(&["who", "what", "where"]) => What::Filler,
            // "A detective with no fear hunting a stalker"
            "no" | "with no" if next_is(&["fear"]) && goes_on(text, segments, at + 2) => {
                What::Filler
            }
            "no" if next_is(&NO_MATTER) && begins_label(text, segments, at) => What::Filler,
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

/// Whether a colon ends the clause of what stands here.
fn begins_label(text: &str, segments: &[Segment], at: usize) -> bool {
    let ends = |segment: &&Segment| matches!(segment.what, What::Comma | What::Stop);
    let end = segments[at..].iter().take(8).find(ends);
    end.is_some_and(|end| text[end.start..].starts_with(':'))
}

/// "I don't hate gore", "무섭지 않아요": a denial of dislike turns nothing away.
fn twice_denied(text: &str, segments: &mut [Segment]) {
    for at in 1..segments.len() {
        let words = |at: usize| {
            let segment = &segments[at];
            text[segment.start..segment.end].to_lowercase().replace('’', "'")
        };
        let near = at.checked_sub(2).filter(|_| {
            matches!(words(at - 1).as_str(), "really" | "actually" | "even" | "at all" | "usually")
        });
        let no = near.unwrap_or(at - 1);
        let denies = || {
            let said = words(no);
            let last = said.rsplit(' ').next().unwrap_or_default();
            last.ends_with("n't") || matches!(last, "not" | "never")
        };
        match segments[at].what {
            What::Cue(Cue::Before(Role::Dislike, reach)) if denies() => {
                segments[no].what = What::Filler;
                segments[at].what = What::Cue(Cue::Before(Role::Neutral, reach));
            }
            What::Cue(Cue::After(Role::Avoid))
                if words(at).starts_with('않')
                    && words(at - 1).ends_with('지')
                    && refuses(
                        text,
                        &Segment { what: What::Unknown, ..segments[at - 1].clone() },
                    ) =>
            {
                segments[at - 1].what = What::Filler;
                segments[at].what = What::Cue(Cue::After(Role::Neutral));
            }
            _ if is_missed(&words(at - 1), &words(at)) => {
                segments[at - 1].what = What::Filler;
                segments[at].what = What::Cue(Cue::After(Role::Plain));
            }
            _ => {}
        }
    }
}

/// "없으면 섭섭해요", "없이는 못 살아요": whether it is the lack of a thing that is not borne.
fn is_missed(lack: &str, said: &str) -> bool {
    let lacks = lack.starts_with('없') || lack.starts_with("안 나오");
    let missed = ["섭섭", "서운", "아쉬", "아쉽", "허전", "심심", "재미없", "재미 없", "노잼"];
    let feels = lack.ends_with('면') && missed.iter().any(|begin| said.starts_with(begin));
    lacks && (feels || (lack.starts_with("없이") && said.starts_with('못')))
}

/// "Any triggers are fine: gore, stalking": what a label before a colon allows does not matter.
fn allow(text: &str, segments: &mut [Segment]) {
    let mut from = 0;
    for at in 0..segments.len() {
        let segment = &segments[at];
        if !matches!(segment.what, What::Comma | What::Stop) {
            continue;
        }
        let colon = text[segment.start..].starts_with(':');
        let names =
            |segment: &Segment| matches!(segment.what, What::Tropes(..) | What::Warning(..));
        let label = &segments[from..at];
        if colon && from < at && !label.iter().any(names) {
            let words = &text[label[0].start..segment.start];
            if allows(&words.to_lowercase().replace('’', "'")) {
                segments[from..at].iter_mut().for_each(|segment| segment.what = What::Filler);
                segments[from].what = What::Cue(Cue::Before(Role::Neutral, Reach::All));
            }
        }
        from = at + 1;
    }
}

/// Whether a label ends in words that allow, and turns nothing away.
fn allows(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let turned = words.iter().any(|word| *word == "not" || word.ends_with("n't"));
    let said = match words.as_slice() {
        [said @ .., "with" | "for" | "by", "me" | "us"] => said,
        said => said,
    };
    let triggers = words.iter().any(|word| word.starts_with("trigger"));
    let allowed = said.last().is_some_and(|word| match *word {
        "fine" | "ok" | "okay" | "allowed" | "acceptable" => true,
        word => word == "welcome" && triggers,
    });
    allowed && !turned
}
