//! Marks and words that refuse only beside some things: "-gore", "로맨스 x", "can't get Netflix".

use super::viewers::is_viewer;
use super::{Lexicon, Segment, What, clause_beginning, lowered};
use crate::ask::cues::{Cue, Reach, Role};
use crate::ask::refused::{denies_a_deed, is_undone, refuses};
use crate::catalog::is_hangul;

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
    remark(text, segments);
    twice_denied(text, segments);
    not_done_in_korean(text, segments);
    let genres = |segment: &Segment| match &segment.what {
        What::Tropes(tropes, _) => {
            tropes.iter().all(|trope| lexicon.kinds().genres.contains(trope))
        }
        _ => false,
    };
    for at in 0..segments.len() {
        undone(text, segments, at);
        never_too(text, segments, at);
        neither(text, segments, at);
        not_done(text, segments, at);
        last_no(text, segments, at);
        cannot_cry(text, segments, at);
        old_or_new(text, segments, at);
        any_is_fine(&genres, text, segments, at);
        want_to_see(text, segments, at);
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
        let next_is = |words: &[&str]| words.contains(&next_said.as_str());
        let meant = match written.as_str() {
            // "I like zombies -they are fun"
            "-" if next_is(&SENTENCES) => What::Comma,
            // "I can't get Netflix", but "I can't get romance off my mind".
            "can't get" if !next.is_some_and(|next| lacks(text, next)) => What::Filler,
            // "Nobody believes she was kidnapped"
            "nobody" | "no one" | "noone" if next_is(&MIND) => unsaid(),
            // "Her stalker isn't who you think"
            "isn't" | "is not" | "aren't" if next_is(&["who", "what", "where"]) => unsaid(),
            // "A detective with no fear hunting a stalker"
            "no" | "with no" if next_is(&["fear"]) && goes_on(text, segments, at + 2) => {
                What::Filler
            }
            "no" if next.is_some_and(is_named) && is_needed(text, segments, at + 2) => {
                needless(segments, at);
                continue;
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

/// "No gore, especially in old ones": where something matters most is not turned away with it. Behind
/// a wish it is wished for: "I love romance, especially with time travel".
fn remark(text: &str, segments: &mut [Segment]) {
    let is = |segment: &Segment, words: &[&str]| {
        words.contains(&text[segment.start..segment.end].to_lowercase().as_str())
    };
    let mut within = false;
    for at in 1..segments.len() {
        if matches!(segments[at].what, What::Comma | What::Stop) {
            within = false;
        } else if segments[at - 1].what == What::Comma
            && is(&segments[at], &["especially", "particularly"])
        {
            let place = ["in", "on", "when", "if", "during", "with", "for", "from"];
            within = segments.get(at + 1).is_some_and(|next| is(next, &place))
                && turns_away(text, &segments[..at - 1]);
        } else if within && matches!(segments[at].what, What::Tropes(..) | What::Fact(_)) {
            segments[at].what = unsaid();
        }
    }
}

/// Whether what was last said of the things before turns them away.
fn turns_away(text: &str, before: &[Segment]) -> bool {
    for segment in before.iter().rev() {
        match segment.what {
            What::Stop => return false,
            What::Cue(
                Cue::Before(role, _) | Cue::After(role) | Cue::Back(role) | Cue::Verdict(role),
            ) => return role.is_negative(),
            What::Cue(Cue::Reset) => return false,
            _ if refuses(text, segment) => return true,
            _ => {}
        }
    }
    false
}

/// What a word becomes that neither asks for anything nor turns it away.
fn unsaid() -> What {
    What::Told(Box::new(What::Filler))
}

/// "A heroine who never forgives her bullies": what someone of the drama does not do is no denial.
fn undone(text: &str, segments: &mut [Segment], at: usize) {
    let Some([relative, denial, next]) = at.checked_sub(1).and_then(|from| {
        let three = segments.get(from..from + 3)?;
        <&[Segment; 3]>::try_from(three).ok()
    }) else {
        return;
    };
    let lower = |segment: &Segment| text[segment.start..segment.end].to_lowercase();
    let named = !matches!(next.what, What::Unknown | What::Filler | What::Cue(_));
    let denial = lower(denial).replace('’', "'");
    // Before anything else is read: this is asked of every word.
    if !denies_a_deed(&denial) {
        return;
    }
    let rest = text[next.start..].to_lowercase();
    // "The female lead never gives up on her dream": whoever that is.
    const HOLDS_ON: [&str; 5] = ["gives up", "give up", "backs down", "loses hope", "quits"];
    if denial == "never" && HOLDS_ON.iter().any(|deed| rest.starts_with(deed)) {
        segments[at].what = unsaid();
        return;
    }
    // "A doctor who never lies": nor is the lie asked for.
    if lower(relative) == "who" && denial == "never" && matches!(&*lower(next), "lies" | "lie") {
        segments[at].what = unsaid();
        segments[at + 1].what = unsaid();
        return;
    }
    let viewer = is_viewer(&text[..relative.start]);
    if is_undone(&lower(relative), &rest, named, viewer) {
        segments[at].what = unsaid();
    }
}

/// "No murder is too dark for me": who says so can bear all of them.
fn never_too(text: &str, segments: &mut [Segment], at: usize) {
    const NEAR: usize = 4;
    if segments[at].what != What::Cue(Cue::Before(Role::Avoid, Reach::Or))
        || lowered(text, segments, at) != "no"
    {
        return;
    }
    let parts = |segment: &Segment| matches!(segment.what, What::Comma | What::Stop);
    let rest = segments[at..].iter().position(parts);
    let end = rest.map_or(segments.len(), |length| at + length);
    let is = |place: &usize| {
        let joined =
            format!("{} {}", lowered(text, segments, *place), lowered(text, segments, place + 1));
        ["is too", "are too"].iter().any(|begin| joined.starts_with(begin))
    };
    let Some(is) = (at + 2..end.min(at + 2 + NEAR)).find(is) else { return };
    segments[at].what = unsaid();
    segments[is..end].iter_mut().for_each(|segment| segment.what = unsaid());
}

/// "Gore doesn't bother me, neither does torture": what goes on with what does not matter.
fn neither(text: &str, segments: &mut [Segment], at: usize) {
    let does = ["do", "does", "is", "are", "would", "will"];
    if lowered(text, segments, at) != "neither"
        || !does.contains(&lowered(text, segments, at + 1).as_str())
    {
        return;
    }
    let said = segments[..at].iter().rev().take_while(|segment| segment.what != What::Stop);
    let role = said.into_iter().find_map(|segment| match segment.what {
        What::Cue(
            Cue::Before(role, _) | Cue::After(role) | Cue::Back(role) | Cue::Verdict(role),
        ) => Some(role),
        _ => None,
    });
    if role == Some(Role::Neutral) {
        segments[at].what = What::Cue(Cue::Before(Role::Neutral, Reach::And));
    }
}

/// "Where the mother didn't die of cancer": a drama is told by what did not happen in it.
fn not_done(text: &str, segments: &mut [Segment], at: usize) {
    const HAPPENS: [&str; 6] = ["die", "get", "end", "cheat", "have", "turn"];
    let next = lowered(text, segments, at + 1);
    let happens = HAPPENS.iter().any(|verb| next.split(' ').next() == Some(verb));
    if lowered(text, segments, at) != "didn't" || !happens {
        return;
    }
    let near = at.saturating_sub(4)..at;
    let relative = |place: usize| {
        matches!(lowered(text, segments, place).as_str(), "where" | "in which" | "whose")
    };
    if near.into_iter().any(relative) {
        segments[at].what = What::Cue(Cue::Before(Role::Avoid, Reach::And));
    }
}

/// "Otherwise any good thriller is fine": who would take any of a genre wishes for it.
fn any_is_fine(genres: &dyn Fn(&Segment) -> bool, text: &str, segments: &mut [Segment], at: usize) {
    if segments[at].what != What::Cue(Cue::After(Role::Neutral)) {
        return;
    }
    let from = clause_beginning(segments, at);
    let clause = &segments[from..at];
    let Some(first) = clause.first() else { return };
    let said = text[first.start..segments[at].start].to_lowercase();
    let any = said.split_whitespace().any(|word| matches!(word, "any" | "anything"));
    let named = || clause.iter().filter(|segment| is_named(segment));
    if any && named().count() > 0 && named().all(genres) {
        segments[at].what = What::Cue(Cue::After(Role::Plain));
    }
}

/// "사극 보고 싶다": who says so at the end of a wish names no drama of that title.
fn want_to_see(text: &str, segments: &mut [Segment], at: usize) {
    let named = matches!(segments[at].what, What::Title(..));
    let wishes = matches!(lowered(text, segments, at).as_str(), "보고 싶다" | "보고싶다");
    let behind = at.checked_sub(1).is_some_and(|last| {
        matches!(segments[last].what, What::Tropes(..) | What::Filler | What::Unknown)
    });
    let last = segments.get(at + 1).is_none_or(|next| next.what == What::Stop);
    if named && wishes && behind && last {
        segments[at].what = What::Filler;
    }
}

/// "Idols yes, fans who break into houses no": at the end of its clause a "no" is of what stands
/// before.
fn last_no(text: &str, segments: &mut [Segment], at: usize) {
    let ends = |segment: &Segment| matches!(segment.what, What::Comma | What::Stop);
    let clause = segments[..at].iter().rev().take_while(|segment| !ends(segment));
    let clause: Vec<&Segment> = clause.collect();
    // "Gore no ghosts yes"
    let other = lowered(text, segments, at + 2) == "yes";
    if matches!(segments[at].what, What::Cue(Cue::Before(Role::Avoid, _)))
        && lowered(text, segments, at) == "no"
        && (other || (segments.get(at + 1).is_none_or(ends) && clause.len() > 1))
        && !clause.is_empty()
        && !clause.iter().take(2).any(|segment| matches!(segment.what, What::Cue(_)))
        && clause.iter().any(|segment| {
            matches!(segment.what, What::Tropes(..) | What::Warning(..) | What::Unknown)
        })
    {
        segments[at].what = What::Cue(Cue::Verdict(Role::Avoid));
    }
}

/// "Old or new, I don't care": either is taken, and "new" alone is no fact.
fn old_or_new(text: &str, segments: &mut [Segment], at: usize) {
    let new = |place: Option<usize>| place.is_some_and(|at| lowered(text, segments, at) == "new");
    let joins = |place: Option<usize>| {
        let what = place.and_then(|at| segments.get(at)).map(|segment| &segment.what);
        matches!(what, Some(What::Comma | What::Cue(Cue::And | Cue::Or)))
    };
    let either = (joins(Some(at + 1)) && new(Some(at + 2)))
        || (joins(at.checked_sub(1)) && new(at.checked_sub(2)));
    if lowered(text, segments, at) == "old" && either {
        segments[at].what = What::Filler;
    }
}

/// "I cannot cry again this week": less of what makes one.
fn cannot_cry(text: &str, segments: &mut [Segment], at: usize) {
    let cannot = matches!(lowered(text, segments, at).as_str(), "can't" | "cannot");
    let cries = matches!(
        lowered(text, segments, at + 1).as_str(),
        "cry" | "cry again" | "cry anymore" | "cry any more" | "sob"
    );
    if cannot && cries && matches!(segments[at].what, What::Filler | What::Unknown) {
        segments[at].what = What::Cue(Cue::Before(Role::Less, Reach::Or));
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

fn is_named(segment: &Segment) -> bool {
    matches!(segment.what, What::Tropes(..) | What::Warning(..))
}

/// Whether what stands here says that what stands before it is needed.
fn is_needed(text: &str, segments: &[Segment], at: usize) -> bool {
    segments.get(at).is_some_and(|segment| {
        let said = text[segment.start..segment.end].to_lowercase();
        matches!(said.trim_start_matches("is "), "needed" | "required" | "necessary")
    })
}

/// "No happy ending needed": what need not be does not matter.
fn needless(segments: &mut [Segment], at: usize) {
    segments[at].what = What::Cue(Cue::Before(Role::Neutral, Reach::Or));
    segments[at + 2].what = unsaid();
}

/// Whether a colon ends the clause of what stands here.
fn begins_label(text: &str, segments: &[Segment], at: usize) -> bool {
    let ends = |segment: &&Segment| matches!(segment.what, What::Comma | What::Stop);
    let end = segments[at..].iter().take(8).find(ends);
    end.is_some_and(|end| text[end.start..].starts_with(':'))
}

/// "I don't hate gore", "무섭지 않아요": a denial of dislike turns nothing away, and "not that" at
/// the end of a clause turns away what was said before.
fn twice_denied(text: &str, segments: &mut [Segment]) {
    for at in 1..segments.len() {
        let words = |at: usize| {
            let segment = &segments[at];
            text[segment.start..segment.end].to_lowercase().replace('’', "'")
        };
        let (last, said) = (words(at - 1), words(at));
        match segments[at].what {
            What::Cue(Cue::Before(Role::Dislike, reach)) => {
                let adverb = matches!(last.as_str(), "really" | "actually" | "even" | "usually");
                let no = if adverb { at.saturating_sub(2) } else { at - 1 };
                let denial = words(no);
                let denial = denial.rsplit(' ').next().unwrap_or_default();
                if denial.ends_with("n't") || matches!(denial, "not" | "never") {
                    segments[no].what = unsaid();
                    segments[at].what = What::Cue(Cue::Before(Role::Neutral, reach));
                }
                // "I used to hate ghosts, now I love them"
                let before = text[..segments[at].start].to_lowercase();
                if before.trim_end().ends_with("used to") {
                    let behind = text[segments[at].end..].to_lowercase();
                    let likes = ["now i love", "now i like", "now i enjoy", "now love"];
                    let liked = likes.iter().any(|now| behind.contains(now));
                    let role = if liked { Role::Plain } else { Role::Neutral };
                    segments[at].what = What::Cue(Cue::Before(role, reach));
                }
            }
            // "She died of cancer, so not that"
            What::Cue(Cue::Before(Role::Less, _))
                if said.ends_with("not that")
                    && segments.get(at + 1).is_none_or(|next| {
                        matches!(next.what, What::Stop | What::Comma)
                            || text[next.start..].starts_with("please")
                    }) =>
            {
                segments[at].what = What::Cue(Cue::Back(Role::Avoid));
            }
            // "You can't have a makjang without an affair"
            What::Cue(Cue::Before(Role::Avoid, _)) if said == "without" => {
                let clause = segments[..at]
                    .iter()
                    .rposition(|segment| matches!(segment.what, What::Stop | What::Comma));
                let denies = |from: &usize| {
                    matches!(
                        words(*from).as_str(),
                        "can't have" | "cannot have" | "can't be" | "isn't"
                    )
                };
                if let Some(no) = (clause.map_or(0, |mark| mark + 1)..at).find(denies) {
                    segments[no].what = unsaid();
                    segments[at].what = unsaid();
                }
            }
            What::Cue(Cue::After(Role::Avoid))
                if said.starts_with('않') && last.ends_with('지') =>
            {
                let before = Segment { what: What::Unknown, ..segments[at - 1].clone() };
                // "무섭지 않게" is a wish.
                let tells = ["않아", "않습", "않음", "않네", "않더", "않다"];
                if refuses(text, &before) && tells.iter().any(|end| said.starts_with(end)) {
                    segments[at - 1].what = unsaid();
                    segments[at].what = What::Cue(Cue::After(Role::Neutral));
                } else if is_deed(&last) && said.starts_with("않는") {
                    segments[at].what = unsaid();
                }
            }
            _ => {
                let from = at.saturating_sub(2);
                let not = at > 1 && words(from) == "안";
                let lack = if not { format!("안 {last}") } else { last };
                if is_missed(&lack, &said) {
                    let from = if not { from } else { at - 1 };
                    segments[from..at].iter_mut().for_each(|segment| segment.what = unsaid());
                    segments[at].what = What::Cue(Cue::After(Role::Plain));
                }
            }
        }
    }
}

/// "바람 안 피우는 로맨스", "잠 안 올 때": behind a noun "안" and its verb act back on that noun, and
/// never on the next.
fn not_done_in_korean(text: &str, segments: &mut [Segment]) {
    // "장르 안 가리고": all are welcome. "로맨스 안 본 지 오래": says nothing of it.
    const NO_DENIAL: [&str; 3] = ["가리", "가려", "본"];
    for at in 1..segments.len().saturating_sub(1) {
        let said = |at: usize| &text[segments[at].start..segments[at].end];
        let verb = segments[at + 1].what == What::Unknown || segments[at + 1].what == What::Filler;
        if said(at) != "안" || !verb || !said(at + 1).starts_with(is_hangul) {
            continue;
        }
        // A particle is a cue of its own behind the noun.
        let particle = segments[at - 1].what == What::Cue(Cue::Topic) && at > 1;
        let noun = if particle { at - 2 } else { at - 1 };
        let acts_back = !NO_DENIAL.iter().any(|begin| said(at + 1).starts_with(begin));
        let denied = match segments[noun].what {
            What::Tropes(..) | What::Warning(..) if acts_back => {
                What::Cue(Cue::Verdict(Role::Avoid))
            }
            What::Tropes(..) | What::Warning(..) => unsaid(),
            What::Unknown | What::Filler if said(noun).starts_with(is_hangul) => {
                segments[noun].what = unsaid();
                unsaid()
            }
            _ => continue,
        };
        segments[at].what = denied;
        segments[at + 1].what = unsaid();
    }
}

/// "포기하지 않는 아빠": whether a Korean verb is of someone in the drama, and not of what occurs in
/// it or is seen.
fn is_deed(verb: &str) -> bool {
    const OCCURS: [&str; 10] =
        ["나오", "다루", "들어", "있", "보이", "등장", "포함", "일어", "끝나", "되"];
    let short = ["하지", "보지", "죽지", "나지"];
    !short.contains(&verb) && !OCCURS.iter().any(|begin| verb.starts_with(begin))
}

/// "없으면 섭섭해요", "없이는 못 살아요": whether it is the lack of a thing that is not borne.
fn is_missed(lack: &str, said: &str) -> bool {
    let lacks = lack.starts_with(['없', '빠']) || lack.starts_with("안 나오");
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
