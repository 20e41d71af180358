//! What people tell of themselves, which is not asked for.

use super::{Segment, What, clause_beginning, lowered};
use crate::ask::cues::Cue;
use crate::ask::facts::Fact;
use crate::ask::numbers::Limit;

/// Words with which a sentence begins that tells of who asks.
const SELF: [&str; 44] = [
    "cried",
    "been",
    "she died",
    "he died",
    "they died",
    "she passed",
    "he passed",
    "she lost",
    "finally over",
    "over my",
    "not over my",
    "going through",
    "just got",
    "just had",
    "coming off",
    "feeling",
    "having a",
    "got dumped",
    "lost my",
    "had a",
    "had an",
    "went to",
    "grew up",
    "still healing",
    "still recovering",
    "still grieving",
    "still processing",
    "still getting over",
    "survivor of",
    "recovering from a",
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
        }
        let mut at = from;
        while at < end {
            let parts = |segment: &Segment| {
                segment.what == What::Comma
                    || REASONS.contains(&&*text[segment.start..segment.end].to_lowercase())
            };
            let behind = end_of(&segments[..end], at, parts);
            if !(aged && at == from) && is_of_self(text, &segments[at..behind]) {
                story(text, wishes, &mut segments[at..behind]);
            }
            at = behind + 1;
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
    // "Bipolar person speaking", "cancer survivor here"
    let last = words.rsplit(' ').next().unwrap_or_default();
    if matches!(last, "here" | "speaking") && (2..=5).contains(&words.split(' ').count()) {
        return !words.starts_with("new");
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
    let longs = [
        "dying for",
        "would kill for",
        "starving for",
        "could go for",
        "could use",
        "could do with",
        "thinking of",
        "thinking about",
        "leaning towards",
    ];
    let longs = longs.iter().filter_map(|longs| words.find(longs)).min();
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
    let wish = wish.into_iter().chain(denied).chain(so).chain(longs).min().unwrap_or(usize::MAX);
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

/// "I'm burned out and moving home, what I actually want is a spy thriller": all before is told.
pub(super) fn told_before_the_wish(text: &str, segments: &mut [Segment]) {
    const WISHES: [&str; 8] = [
        "what i actually want is",
        "what i really want is",
        "what i want is",
        "what i actually need is",
        "what i really need is",
        "what i need is",
        "what i'm actually after is",
        "what i'm after is",
    ];
    let said = text.to_lowercase().replace('\u{2019}', "'");
    // Offsets hold only where letters kept their length.
    if said.len() != text.len() {
        return;
    }
    let Some(wish) = WISHES.iter().filter_map(|wish| said.find(wish)).min() else { return };
    let stop = |segment: &Segment| segment.what == What::Stop && segment.end <= wish;
    let from = segments.iter().rposition(stop).map_or(0, |stop| stop + 1);
    for segment in segments[from..].iter_mut().take_while(|segment| segment.end <= wish) {
        match segment.what {
            What::Tropes(..) | What::Warning(..) => {
                segment.what = What::Told(Box::new(segment.what.clone()));
            }
            What::Unknown | What::Fact(_) => segment.what = What::Filler,
            What::Cue(Cue::Before(role, _)) if !role.of_titles() => segment.what = What::Filler,
            _ => {}
        }
    }
}

/// "Nothing with cancer please my dad just died": what happened to one's own is told, wherever it
/// stands.
pub(super) fn told_of_kin(text: &str, segments: &mut [Segment]) {
    const KIN: [&str; 24] = [
        "dad",
        "father",
        "mom",
        "mum",
        "mother",
        "brother",
        "sister",
        "husband",
        "wife",
        "son",
        "daughter",
        "friend",
        "grandma",
        "grandmother",
        "grandpa",
        "grandfather",
        "gran",
        "nana",
        "uncle",
        "aunt",
        "cousin",
        "dog",
        "cat",
        "ex",
    ];
    const ADVERBS: [&str; 12] = [
        "just", "has", "had", "recently", "is", "was", "got", "also", "who", "passed", "is", "went",
    ];
    for at in 0..segments.len() {
        let said = lowered(text, segments, at);
        let own = match said.as_str() {
            "my" | "our" => at + 1,
            said => match said.strip_prefix("my ") {
                Some(kin) if KIN.contains(&kin) => at,
                _ => continue,
            },
        };
        let kin = lowered(text, segments, own);
        if !KIN.contains(&kin.trim_start_matches("my ")) {
            continue;
        }
        let next = |at: &usize| !ADVERBS.contains(&lowered(text, segments, *at).as_str());
        let Some(verb) = (own + 1..segments.len().min(own + 4)).find(next) else { continue };
        let word = lowered(text, segments, verb);
        const HAPPENED: [&str; 9] =
            ["died", "dead", "dying", "killed", "died of", "cheated", "sick", "dumped", "away"];
        if !HAPPENED.contains(&word.as_str()) {
            continue;
        }
        // "My dog just died so please no dogs dying"
        let parts = |segment: &Segment| {
            let turns =
                matches!(&text[segment.start..segment.end], "so" | "please" | "pls" | "and");
            turns || matches!(segment.what, What::Stop | What::Comma | What::Cue(_))
        };
        let end = end_of(segments, verb + 1, parts);
        tell(&mut segments[own + 1..end]);
    }
}

/// "요즘 너무 우울한데", "외로워서": a mood of who asks, before it asks for anything.
pub(super) fn mood_in_korean(text: &str, segments: &mut [Segment]) {
    const BEFORE: [&str; 16] = [
        "요즘",
        "요새",
        "오늘",
        "제가",
        "내가",
        "나",
        "저",
        "기분이",
        "기분",
        "맘이",
        "마음이",
        "너무",
        "좀",
        "진짜",
        "완전",
        "요즘엔",
    ];
    const ENDINGS: [&str; 11] = [
        "한데",
        "한데요",
        "해서",
        "해요",
        "하네요",
        "하네",
        "합니다",
        "할때",
        "했는데",
        "와서",
        "서",
    ];
    const MOODS: [&str; 6] = ["우울", "외로", "무기력", "슬퍼", "울적", "꿀꿀"];
    for at in 0..segments.len() {
        let said = lowered(text, segments, at);
        let mood = MOODS.iter().any(|mood| said.starts_with(mood))
            && ENDINGS.iter().any(|ending| said.ends_with(ending));
        let before = at.checked_sub(1).map(|before| lowered(text, segments, before));
        let opens = before.is_none_or(|before| BEFORE.contains(&before.as_str()));
        if mood && opens && matches!(segments[at].what, What::Tropes(..)) {
            segments[at].what = What::Told(Box::new(segments[at].what.clone()));
        }
        works_in_korean(text, segments, at);
        amid_in_korean(text, segments, at);
        if said == "때문에" {
            cause_in_korean(text, segments, at);
        }
    }
}

/// "병원에서 일하는데요", "학교에서 근무해요": where who asks works. What is done by someone of the drama
/// ends otherwise: "병원에서 일하는 의사".
fn works_in_korean(text: &str, segments: &mut [Segment], at: usize) {
    const WORKS: [&str; 11] = [
        "일하는데",
        "일해요",
        "일합니다",
        "일하고 있",
        "일하고있",
        "일함",
        "근무하는데",
        "근무해요",
        "근무합니다",
        "근무 중",
        "근무함",
    ];
    let said = &text[segments[at].start..];
    let place = text[..segments[at].start].trim_end().ends_with("에서");
    if !place || !WORKS.iter().any(|works| said.starts_with(works)) {
        return;
    }
    let from = clause_beginning(segments, at);
    tell(&mut segments[from..=at]);
}

/// "저 이혼 중이에요": what who asks is in the middle of.
fn amid_in_korean(text: &str, segments: &mut [Segment], at: usize) {
    const AMID: [&str; 8] =
        ["중이에요", "중이예요", "중이라", "중입니다", "중인데", "중이고", "중임", "중이어서"];
    let said = &text[segments[at].start..];
    if at > 0 && AMID.iter().any(|amid| said.starts_with(amid)) {
        tell(&mut segments[at - 1..=at]);
    }
}

/// "상사 때문에 열받아서": what wears out who asks is not asked for.
fn cause_in_korean(text: &str, segments: &mut [Segment], at: usize) {
    const WORN: [&str; 10] =
        ["열받", "열 받", "힘들", "우울", "짜증", "스트레스", "지쳐", "지친", "피곤", "빡"];
    let behind = text[segments[at].end..].trim_start();
    if !WORN.iter().any(|worn| behind.starts_with(worn)) {
        return;
    }
    let from = clause_beginning(segments, at);
    tell(&mut segments[from..at]);
}

/// Marks things as told, and what means nothing as said.
fn tell(segments: &mut [Segment]) {
    for segment in segments {
        match segment.what {
            What::Tropes(..) | What::Warning(..) => {
                segment.what = What::Told(Box::new(segment.what.clone()));
            }
            What::Unknown => segment.what = What::Filler,
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
