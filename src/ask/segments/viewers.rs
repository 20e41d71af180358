//! What is told of who watches along: "for my nurse friend", "간호사인 언니랑".

use super::{Segment, What, lowered};
use crate::ask::cues::Cue;
use crate::ask::numbers::Limit;

const WHOSE: [&str; 4] = ["my", "our", "his", "her"];

const VIEWERS: [&str; 34] = [
    "friend",
    "friends",
    "bestie",
    "sister",
    "sisters",
    "brother",
    "brothers",
    "husband",
    "wife",
    "mom",
    "mum",
    "mother",
    "dad",
    "father",
    "boyfriend",
    "girlfriend",
    "fiance",
    "partner",
    "roommate",
    "roommates",
    "colleague",
    "colleagues",
    "coworker",
    "coworkers",
    "cousin",
    "cousins",
    "niece",
    "nephew",
    "aunt",
    "uncle",
    "grandma",
    "grandmother",
    "son",
    "daughter",
];

const ANYONE: [&str; 9] =
    ["person", "people", "soul", "beginner", "viewer", "teen", "teenager", "student", "fan"];

/// Others who watch, before "who".
const ANY_VIEWERS: [&str; 10] = [
    "someone", "somebody", "anyone", "anybody", "everyone", "those", "fans", "viewers", "me", "us",
];

/// What is had of a thing that is wished for: "for my zombie fix".
const WISHED: [&str; 14] = [
    "fix",
    "craving",
    "cravings",
    "needs",
    "need",
    "mood",
    "itch",
    "phase",
    "era",
    "list",
    "marathon",
    "collection",
    "night",
    "binge",
];

pub(super) const VIEWERS_KOREAN: [&str; 24] = [
    "언니",
    "누나",
    "오빠",
    "형",
    "엄마",
    "아빠",
    "어머니",
    "아버지",
    "남편",
    "아내",
    "와이프",
    "친구",
    "동생",
    "딸",
    "아들",
    "할머니",
    "할아버지",
    "부모님",
    "여친",
    "남친",
    "여자친구",
    "남자친구",
    "룸메",
    "이모",
];

const DOING_KOREAN: [&str; 6] = ["다니는", "하는", "일하는", "근무하는", "준비하는", "전공하는"];

/// Marks tropes that only say who watches along.
pub(super) fn told_of_viewers(text: &str, segments: &mut [Segment]) {
    for at in 0..segments.len() {
        let told = of_a_noun(text, segments, at)
            .or_else(|| this_one(text, segments, at))
            .or_else(|| who_votes(text, segments, at))
            .or_else(|| of_a_clause(text, segments, at))
            .or_else(|| meanwhile(text, segments, at))
            .or_else(|| watching_place(text, segments, at))
            .or_else(|| asleep(text, segments, at))
            .or_else(|| after_something(text, segments, at))
            .or_else(|| in_korean(text, segments, at));
        let Some((from, to)) = told else { continue };
        for segment in &mut segments[from..to] {
            match segment.what {
                What::Unknown | What::Limit(_) => segment.what = What::Filler,
                What::Tropes(..) | What::Warning(..) => {
                    segment.what = What::Told(Box::new(segment.what.clone()));
                }
                _ => {}
            }
        }
    }
}

/// "For my mom", "someone", "I'm a guy": whether what ends so, before "who", is of who watches and
/// not of someone in the drama.
pub(super) fn is_viewer(before: &str) -> bool {
    let before = before.to_lowercase().replace('’', "'");
    let words = before.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let Some((last, before)) = words.split_last() else { return false };
    if ANY_VIEWERS.contains(last) || ANYONE.contains(last) {
        return true;
    }
    let near = &before[before.len().saturating_sub(3)..];
    let theirs = ["my", "our", "i'm", "im", "am"];
    near.iter().any(|word| theirs.contains(word))
        || (VIEWERS.contains(last) && near.iter().any(|word| matches!(*word, "for" | "with")))
}

fn is_thing(segment: &Segment) -> bool {
    matches!(segment.what, What::Tropes(..) | What::Warning(..) | What::Unknown)
}

/// "My nurse friend"; "with my twins", where nothing says that they are wished for.
fn of_a_noun(text: &str, segments: &[Segment], at: usize) -> Option<(usize, usize)> {
    let here = lowered(text, segments, at);
    let before =
        at.checked_sub(1).map(|before| lowered(text, segments, before)).unwrap_or_default();
    if matches!(here.as_str(), "a" | "an") && before == "for" {
        // "For a depressed person"
        let anyone = VIEWERS.contains(&lowered(text, segments, at + 2).as_str())
            || ANYONE.contains(&lowered(text, segments, at + 2).as_str());
        return (is_thing(segments.get(at + 1)?) && anyone).then_some((at + 1, at + 2));
    }
    if !WHOSE.contains(&here.as_str()) {
        return None;
    }
    let things = segments[at + 1..].iter().take(3).take_while(|segment| is_thing(segment)).count();
    let end = at + 1 + things;
    let viewer = |at: usize| VIEWERS.contains(&lowered(text, segments, at).as_str());
    // "My nurse sister": a word for who watches may be one for a trope.
    if let Some(last) = (at + 2..=end).find(|last| viewer(*last)) {
        return Some((at + 1, (last + 1).min(segments.len())));
    }
    let along = matches!(before.as_str(), "with" | "for");
    let named = segments.get(at + 1).is_some_and(|next| matches!(next.what, What::Tropes(..)));
    let wished = WISHED.contains(&lowered(text, segments, at + 2).as_str());
    (along && named && !wished).then_some((at + 1, at + 2))
}

/// "This tired nurse needs a laugh", "tax season nearly killed this accountant": who asks.
fn this_one(text: &str, segments: &[Segment], at: usize) -> Option<(usize, usize)> {
    const NEEDS: [&str; 9] =
        ["needs", "wants", "could", "deserves", "would", "craves", "requires", "loves", "is"];
    const WORN: [&str; 8] =
        ["for", "killed", "killing", "broke", "drained", "exhausted", "destroyed", "please"];
    if lowered(text, segments, at) != "this" {
        return None;
    }
    let things = segments[at + 1..].iter().take(3).take_while(|segment| is_thing(segment)).count();
    let end = at + 1 + things;
    let before = at.checked_sub(1).map(|before| lowered(text, segments, before));
    let worn = before.is_some_and(|before| {
        before.split(' ').next_back().is_some_and(|last| WORN.contains(&last))
    });
    let ends = segments.get(end).is_none_or(|next| matches!(next.what, What::Stop | What::Comma));
    let next = lowered(text, segments, end);
    let needs = next.split(' ').next().is_some_and(|verb| NEEDS.contains(&verb));
    (things > 0 && (needs || (worn && ends))).then_some((at + 1, end))
}

/// "Sister votes Signal, mum wants romance": kin without "my", at the beginning of a clause.
fn who_votes(text: &str, segments: &[Segment], at: usize) -> Option<(usize, usize)> {
    const SAYS: [&str; 12] = [
        "votes", "says", "wants", "loves", "likes", "hates", "picks", "insists", "thinks",
        "prefers", "swears", "needs",
    ];
    let parts = |segment: &Segment| {
        matches!(segment.what, What::Stop | What::Comma | What::Cue(Cue::And | Cue::Reset))
    };
    let begins = at.checked_sub(1).is_none_or(|before| parts(&segments[before]));
    let kin = VIEWERS.contains(&lowered(text, segments, at).as_str());
    let verb = lowered(text, segments, at + 1);
    let says = verb.split(' ').next().is_some_and(|verb| SAYS.contains(&verb));
    (begins && kin && says && is_thing(&segments[at])).then_some((at, at + 1))
}

/// "My sister who is a nurse", "my dad, a retired cop".
fn of_a_clause(text: &str, segments: &[Segment], at: usize) -> Option<(usize, usize)> {
    if segments[at].what != What::Cue(Cue::Asker(1)) {
        return None;
    }
    let said: Vec<String> = (at + 1..at + 5).map(|at| lowered(text, segments, at)).collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let start = match said.as_slice() {
        ["who", "is" | "was" | "works", "a" | "an" | "in" | "as" | "at", ..] => at + 4,
        ["who's" | "," | "(", "a" | "an", ..] => at + 3,
        _ => return None,
    };
    let rest = segments.get(start..)?;
    let small = rest.iter().take(2).take_while(|segment| segment.what == What::Filler).count();
    let things = rest[small..].iter().take(2).take_while(|segment| is_thing(segment)).count();
    let end = start + small + things;
    // "With my dad, a thriller please."
    let apposed = !matches!(said[0], "," | "(") || closes(text, segments, end);
    (things > 0 && apposed).then_some((start, end))
}

/// Whether an apposition may end here.
fn closes(text: &str, segments: &[Segment], at: usize) -> bool {
    matches!(lowered(text, segments, at).as_str(), "," | ")")
}

/// "While folding laundry", "when I'm cooking": what is done besides.
fn meanwhile(text: &str, segments: &[Segment], at: usize) -> Option<(usize, usize)> {
    if !matches!(lowered(text, segments, at).as_str(), "while" | "when" | "whilst") {
        return None;
    }
    const SELF: [&str; 4] = ["i", "i'm", "we", "we're"];
    let next = lowered(text, segments, at + 1);
    let doing = next.ends_with("ing") && !next.starts_with("watch") && !next.starts_with("wait");
    let i_do = SELF.contains(&next.as_str()) && {
        let verb = lowered(text, segments, at + 2);
        (!next.contains('\'') || verb.ends_with("ing"))
            && !matches!(segments.get(at + 2).map(|next| &next.what), Some(What::Cue(_)))
    };
    if !doing && !i_do {
        return None;
    }
    let goes_on = |segment: &&Segment| !matches!(segment.what, What::Stop | What::Comma);
    let rest = segments[at + 1..].iter().take(5).take_while(goes_on);
    // "When I want romance", "while watching Goblin" go on with a wish.
    let told = rest.enumerate().take_while(|(place, segment)| match segment.what {
        What::Cue(cue) => *place == 0 && matches!(cue, Cue::Asker(_)),
        What::Title(..) | What::Limit(_) => false,
        _ => true,
    });
    Some((at + 1, at + 1 + told.count()))
}

/// "Watching in the dorm kitchen", "watching from a hospital bed": where it is watched.
fn watching_place(text: &str, segments: &[Segment], at: usize) -> Option<(usize, usize)> {
    const PLACES: [&str; 6] = ["in", "on", "from", "at", "inside", "under"];
    let here = lowered(text, segments, at);
    let place = lowered(text, segments, at + 1);
    if here != "watching" || !PLACES.contains(&place.as_str()) {
        return None;
    }
    let goes_on = |segment: &&Segment| {
        matches!(segment.what, What::Filler | What::Unknown | What::Tropes(..))
    };
    let told = segments[at + 1..].iter().take(4).take_while(goes_on).count();
    Some((at + 1, at + 1 + told))
}

/// "To watch after a breakup", "이별 후에 보기 좋은".
fn after_something(text: &str, segments: &[Segment], at: usize) -> Option<(usize, usize)> {
    let here = lowered(text, segments, at);
    if matches!(here.as_str(), "after" | "during") {
        let before = at.checked_sub(1).map(|before| lowered(text, segments, before))?;
        let article = matches!(lowered(text, segments, at + 1).as_str(), "a" | "my" | "the");
        let start = at + 1 + usize::from(article);
        let bad = matches!(lowered(text, segments, start).as_str(), "bad" | "rough" | "long");
        let start = start + usize::from(bad);
        let things = segments.get(start..)?.iter().take_while(|segment| is_thing(segment)).count();
        return (before.starts_with("watch") && things > 0).then_some((start, start + things));
    }
    let next = lowered(text, segments, at + 1);
    let then = lowered(text, segments, at + 2);
    let watched = ["보기", "볼", "보면", "보고"].iter().any(|begin| then.starts_with(begin));
    let after = matches!(next.as_str(), "후에" | "후" | "뒤에" | "하고" | "끝나고");
    (is_thing(&segments[at]) && after && watched).then_some((at, at + 1))
}

/// "My 3 year old is finally asleep": who does not watch along.
fn asleep(text: &str, segments: &[Segment], at: usize) -> Option<(usize, usize)> {
    const AWAY: [&str; 10] = [
        "asleep",
        "sleeping",
        "sleeps",
        "napping",
        "naps",
        "bed",
        "away",
        "daycare",
        "kindergarten",
        "out",
    ];
    let age = matches!(segments[at].what, What::Limit(Limit::Age(_)));
    let is = || matches!(lowered(text, segments, at + 1).as_str(), "is" | "went" | "fell");
    let away = || (at + 2..at + 5).any(|at| AWAY.contains(&lowered(text, segments, at).as_str()));
    (age && is() && away()).then_some((at, at + 1))
}

/// "간호사인 언니랑", "병원 다니는 언니랑".
fn in_korean(text: &str, segments: &[Segment], at: usize) -> Option<(usize, usize)> {
    if !is_thing(&segments[at]) {
        return None;
    }
    let here = lowered(text, segments, at);
    let doing = DOING_KOREAN.contains(&lowered(text, segments, at + 1).as_str());
    let next = lowered(text, segments, at + 1 + usize::from(doing));
    let viewer = VIEWERS_KOREAN.iter().any(|viewer| {
        next.strip_prefix(viewer).is_some_and(|rest| {
            ["랑", "이랑", "와", "과", "하고", "한테", "께", "도"].contains(&rest)
        })
    });
    (viewer && (doing || here.ends_with('인'))).then_some((at, at + 1))
}
