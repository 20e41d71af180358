//! What is said of a thing under a condition: "베드신 나오면 큰일나요", "unless it ends well, no".

use super::{Segment, What, begins_with, end_of_clause, lowered, silence};
use crate::ask::cues::{Cue, Reach, Role};
use crate::catalog::is_hangul;

/// "If it is in there", behind a thing.
const OCCURS: [&str; 8] =
    ["나오면", "나오면은", "있으면", "들어가면", "등장하면", "보이면", "나올때", "나오는순간"];

/// Parts of words that make the condition a wish: "나오면 좋겠어요", "있으면 추천해줘".
const WISHED: [&str; 27] = [
    "좋",
    "추천",
    "알려",
    "환영",
    "감사",
    "최고",
    "됨",
    "돼",
    "됩",
    "되",
    "땡큐",
    "바라",
    "바랄",
    "부탁",
    "상관",
    "괜찮",
    "행복",
    "봄",
    "봐",
    "본다",
    "볼",
    "무조건",
    "오케이",
    "굿",
    "줘",
    "주세",
    "더",
];

/// Parts of words with which nobody wishes: "나오면 바로 끔", "있으면 못 봐요".
const UNBORNE: [&str; 22] = [
    "못", "안", "싫", "끔", "꺼", "끄", "기절", "도망", "큰일", "질색", "채널", "하차", "포기",
    "토나", "토할", "스킵", "패스", "탈락", "아웃", "곤란", "난리", "악몽",
];

/// Reads the conditions of a text.
pub(super) fn read(text: &str, segments: &mut [Segment]) {
    for at in 0..segments.len() {
        occurs_in_korean(text, segments, at);
        unless(text, segments, at);
        as_a_rule(text, segments, at);
        loved_by_another(text, segments, at);
        seen_enough(text, segments, at);
        not_i(text, segments, at);
        complains(text, segments, at);
        asks_why(text, segments, at);
        if_yes(text, segments, at);
        or_not_at_all(text, segments, at);
        thinks(text, segments, at);
        asked_of_a_title(text, segments, at);
    }
}

/// "무서운 거 나오면 잠을 못 자요": whatever comes of it, it is nothing that is wished for.
fn occurs_in_korean(text: &str, segments: &mut [Segment], at: usize) {
    if !OCCURS.contains(&lowered(text, segments, at).as_str()) || at == 0 {
        return;
    }
    let small = |segment: &&Segment| match segment.what {
        What::Filler => text[segment.start..segment.end].starts_with(['거', '게', '것', '장']),
        What::Cue(Cue::Topic) => true,
        _ => false,
    };
    let skipped = segments[..at].iter().rev().take_while(small).count();
    let Some(thing) = (at - skipped).checked_sub(1) else { return };
    if !matches!(segments[thing].what, What::Tropes(..) | What::Warning(..)) {
        return;
    }
    let ends = |segment: &Segment| {
        matches!(
            segment.what,
            What::Stop | What::Comma | What::Tropes(..) | What::Title(..) | What::Cue(Cue::Reset)
        )
    };
    let rest = &segments[at + 1..];
    let length = rest.iter().position(ends).unwrap_or(rest.len());
    let Some(last) = rest[..length].last() else { return };
    let said = &text[rest[0].start..last.end];
    let has = |parts: &[&str]| parts.iter().any(|part| said.contains(part));
    if !said.contains(is_hangul) || (!has(&UNBORNE) && has(&WISHED)) {
        return;
    }
    segments[at].what = What::Cue(Cue::Verdict(Role::Avoid));
    for segment in &mut segments[at + 1..=at + length] {
        segment.what = What::Told(Box::new(What::Filler));
    }
}

/// "I don't care for time travel as a rule, but Signal won me over": who says so is ready for it.
fn as_a_rule(text: &str, segments: &mut [Segment], at: usize) {
    const RULES: [&str; 6] =
        ["as a rule", "usually", "normally", "generally", "in general", "at first"];
    let What::Cue(Cue::Before(role @ (Role::Dislike | Role::Avoid), reach)) = segments[at].what
    else {
        return;
    };
    let turns = |segment: &Segment| lowered(text, std::slice::from_ref(segment), 0) == "but";
    let stops = |segment: &Segment| segment.what == What::Stop;
    let rest = &segments[at..];
    let end = rest.iter().position(|segment| stops(segment) || turns(segment));
    let Some(end) = end.filter(|end| turns(&rest[*end])) else { return };
    let from = segments[..at].iter().rposition(stops).map_or(0, |stop| stop + 1);
    let said = text[segments[from].start..rest[end].start].to_lowercase();
    let named = rest[end..].iter().take_while(|segment| !stops(segment));
    let title = named.into_iter().any(|segment| matches!(segment.what, What::Title(..)));
    if title && role.is_negative() && RULES.iter().any(|rule| said.contains(rule)) {
        segments[at].what = What::Cue(Cue::Before(Role::Neutral, reach));
    }
}

/// "My sister loves Bridgerton, I need something scary": a work that another loves is not asked
/// for where who asks wishes for something of their own.
fn loved_by_another(text: &str, segments: &mut [Segment], at: usize) {
    const OWN: [&str; 9] = [
        "i need",
        "i want",
        "i'd like",
        "i would like",
        "i'd rather",
        "i prefer",
        "for me",
        "i'm looking",
        "i'm after",
    ];
    let What::Cue(Cue::Before(Role::Like, reach)) = segments[at].what else { return };
    // "My cousin loves"
    let before = text[..segments[at].start].to_lowercase();
    let mut before = before.split_whitespace().rev().skip(1);
    let kin = matches!(before.next(), Some("my" | "our"));
    let of_another = kin || (at > 0 && segments[at - 1].what == What::Cue(Cue::Asker(1)));
    let foreign = segments.get(at + 1).is_some_and(|next| matches!(next.what, What::Foreign(..)));
    if !of_another || !foreign {
        return;
    }
    let rest = text[segments[at + 1].end..].to_lowercase().replace('\u{2019}', "'");
    if OWN.iter().any(|own| rest.contains(own)) {
        segments[at].what = What::Cue(Cue::Before(Role::Neutral, reach));
    }
}

/// "After My Mister and Signal I need to laugh": who wishes for the contrary of what was seen last
/// asks for nothing like it.
fn seen_enough(text: &str, segments: &mut [Segment], at: usize) {
    const RELIEF: [&str; 12] = [
        "laugh", "laughs", "funny", "light", "lighter", "fluffy", "fluff", "silly", "cheerful",
        "happy", "happier", "smile",
    ];
    const ALIKE: [&str; 5] = ["another", "more", "similar", "same", "like"];
    let What::Cue(Cue::Before(Role::Like, _)) = segments[at].what else { return };
    if lowered(text, segments, at) != "after" {
        return;
    }
    let stop = segments[at..].iter().position(|segment| segment.what == What::Stop);
    let end = stop.map_or(segments.len(), |stop| at + stop);
    if !segments[at..end].iter().any(|segment| matches!(segment.what, What::Title(..))) {
        return;
    }
    let said = text[segments[at].end..segments[end - 1].end].to_lowercase();
    let words = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut wish = words.skip_while(|word| !matches!(*word, "need" | "want")).skip(1).take(6);
    let relief = wish.clone().any(|word| RELIEF.contains(&word));
    if relief && !wish.any(|word| ALIKE.contains(&word)) {
        segments[at].what = What::Cue(Cue::Before(Role::Seen, Reach::All));
    }
}

/// "My kids are obsessed with zombies. I'm not.": what was said of others is not asked for.
fn not_i(text: &str, segments: &mut [Segment], at: usize) {
    const NOT_I: [&str; 7] =
        ["i'm not", "i am not", "im not", "i don't", "i do not", "not me", "me not so much"];
    let stops = |segment: &Segment| segment.what == What::Stop;
    if at == 0 || !stops(&segments[at - 1]) {
        return;
    }
    let rest = &segments[at..];
    let length = rest.iter().position(stops).unwrap_or(rest.len());
    if length == 0 || length > 5 {
        return;
    }
    let said = text[rest[0].start..rest[length - 1].end].to_lowercase().replace('\u{2019}', "'");
    // "My sister swears by Penthouse. I am not my sister."
    let not_they = ["i'm not my ", "i am not my ", "im not my "];
    if NOT_I.contains(&said.as_str()) || not_they.iter().any(|begin| said.starts_with(begin)) {
        segments[at].what = What::Cue(Cue::Back(Role::Neutral));
        for segment in &mut segments[at + 1..at + length] {
            segment.what = What::Filler;
        }
    }
}

/// "Second leads have ruined my life": a sigh that neither wishes for a thing nor turns it away.
fn complains(text: &str, segments: &mut [Segment], at: usize) {
    const SIGHS: [&str; 5] = [
        "ruined my life",
        "has ruined my life",
        "have ruined my life",
        "ruins my life",
        "ruin my life",
    ];
    let named = at > 0 && matches!(segments[at - 1].what, What::Tropes(..));
    if named && SIGHS.contains(&lowered(text, segments, at).as_str()) {
        segments[at].what = What::Cue(Cue::After(Role::Neutral));
    }
}

/// "For my brother who thinks kdramas are all romance": what others think is not asked for.
fn thinks(text: &str, segments: &mut [Segment], at: usize) {
    const DRAMAS: [&str; 10] = [
        "kdramas are",
        "all kdramas are",
        "k dramas are",
        "all k dramas are",
        "korean dramas are",
        "all korean dramas are",
        "dramas are",
        "they are all",
        "they're all",
        "it's all",
    ];
    let thinks =
        matches!(lowered(text, segments, at).as_str(), "thinks" | "think" | "says" | "claims");
    if thinks && begins_with(text, segments[at].end, &DRAMAS) {
        let end = end_of_clause(segments, at + 1, true);
        silence(&mut segments[at + 1..end]);
    }
}

/// "해피엔딩 아니면 안 봐요", "로맨스 없으면 안 봄": what there has to be.
fn or_not_at_all(text: &str, segments: &mut [Segment], at: usize) {
    const AWAY: [&str; 9] =
        ["안 봐", "안봐", "안 봄", "안봄", "안 볼", "안볼", "안 봅", "안봅", "보기 싫"];
    let said = lowered(text, segments, at);
    let lacks = matches!(said.as_str(), "아니면" | "없으면" | "않으면");
    let named = at > 0 && matches!(segments[at - 1].what, What::Tropes(..) | What::Fact(_));
    if lacks && named && begins_with(text, segments[at].end, &AWAY) {
        segments[at].what = What::Cue(Cue::Verdict(Role::Must));
        let end = end_of_clause(segments, at + 1, true);
        silence(&mut segments[at + 1..end]);
    }
}

/// "Does anyone die? If so I don't want it": what is asked about is turned away.
fn if_yes(text: &str, segments: &mut [Segment], at: usize) {
    const REFUSES: [&str; 12] = [
        "don't", "dont", "do not", "no ", "not ", "skip", "pass", "out", "can't", "won't", "nope",
        "avoid",
    ];
    const SO: [&str; 6] =
        ["if yes", "if so", "if it does", "if they do", "if there is", "if there are"];
    let asked = at > 0 && lowered(text, segments, at - 1).starts_with('?');
    if !asked || !begins_with(text, segments[at].start, &SO) {
        return;
    }
    let end = end_of_clause(segments, at, false);
    let said = text[segments[at].start..segments[end - 1].end].to_lowercase();
    if REFUSES.iter().any(|no| said.contains(no)) {
        segments[at].what = What::Cue(Cue::Back(Role::Avoid));
        let clause = end_of_clause(segments, at, true);
        // "If so, I'm out": the comma parts nothing.
        let short = clause < at + 3 && clause < end;
        let end = if short { end_of_clause(segments, clause + 1, true) } else { clause };
        silence(&mut segments[at + 1..end]);
    }
}

/// "Why does every detective need a dead wife?": what there is in all dramas is neither wished for nor
/// turned away.
fn asks_why(text: &str, segments: &mut [Segment], at: usize) {
    const WHY: [&str; 15] = [
        "why does every",
        "why does everyone",
        "why do all",
        "why do they",
        "why do so many",
        "why is every",
        "why is it always",
        "why is there always",
        "why are they",
        "why are there always",
        "why must",
        "do they all",
        "do all of",
        "does every",
        "is every",
    ];
    let opens = at == 0 || segments[at - 1].what == What::Stop;
    if !opens || segments[at].what == What::Stop || !begins_with(text, segments[at].start, &WHY) {
        return;
    }
    let end = end_of_clause(segments, at, false);
    for segment in &mut segments[at..end] {
        if matches!(segment.what, What::Cue(_) | What::Unknown) {
            segment.what = What::Filler;
        }
    }
    segments[at].what = What::Cue(Cue::Before(Role::Neutral, Reach::All));
}

/// "Is My Mister really that depressing?": what a title is like is asked about, and not for.
fn asked_of_a_title(text: &str, segments: &mut [Segment], at: usize) {
    let opens = at == 0 || segments[at - 1].what == What::Stop;
    let is = matches!(lowered(text, segments, at).as_str(), "is" | "was" | "does" | "are");
    let title = segments.get(at + 1).is_some_and(|next| matches!(next.what, What::Title(..)));
    if !(opens && is && title) {
        return;
    }
    let rest = &segments[at..];
    let Some(length) = rest.iter().position(|segment| segment.what == What::Stop) else { return };
    let turned =
        rest[..length].iter().any(|segment| matches!(segment.what, What::Cue(Cue::Before(..))));
    if turned || !lowered(text, segments, at + length).starts_with('?') {
        return;
    }
    for segment in &mut segments[at + 2..at + length] {
        match segment.what {
            What::Tropes(..) | What::Fact(_) => {
                segment.what = What::Told(Box::new(segment.what.clone()));
            }
            What::Unknown => segment.what = What::Filler,
            _ => {}
        }
    }
}

/// "Unless it has a happy ending don't even tell me": what there has to be.
fn unless(text: &str, segments: &mut [Segment], at: usize) {
    const DENIES: [&str; 8] =
        ["don't", "do not", "dont", "not interested", "no thanks", "skip", "i'm not", "i won't"];
    let What::Cue(Cue::Before(Role::Avoid, _)) = segments[at].what else { return };
    let opens = at == 0 || segments[at - 1].what == What::Stop;
    if !opens || !lowered(text, segments, at).starts_with("unless") {
        return;
    }
    let stops = |segment: &Segment| segment.what == What::Stop;
    let rest = &segments[at..];
    let length = rest.iter().position(stops).unwrap_or(rest.len());
    let said = text[rest[0].end..rest[length - 1].end].to_lowercase().replace('\u{2019}', "'");
    let Some(no) = DENIES.iter().filter_map(|no| said.find(no)).min() else { return };
    let from = segments[at].end + no;
    segments[at].what = What::Cue(Cue::Before(Role::Must, Reach::And));
    for segment in segments[at + 1..at + length].iter_mut().filter(|s| s.start >= from) {
        segment.what = What::Told(Box::new(What::Filler));
    }
}
