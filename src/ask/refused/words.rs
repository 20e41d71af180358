//! Words that refuse, and whether they refuse the thing that they stand at.

use crate::ask::cues::{Cue, Role};
use crate::ask::segments::{Segment, What};
use crate::catalog::is_hangul;

/// Words that deny.
const DENY: [&str; 35] = [
    "no",
    "not",
    "nope",
    "nah",
    "none",
    "never",
    "without",
    "don't",
    "doesn't",
    "won't",
    "can't",
    "can't get",
    "cannot",
    "couldn't",
    "shouldn't",
    "isn't",
    "aren't",
    "avoid",
    "avoiding",
    "skip",
    "hate",
    "hates",
    "dislike",
    "zero",
    "nothing",
    "exclude",
    "excluding",
    "minus",
    "ban",
    "banned",
    "filter",
    "unless",
    "dodge",
    "❌",
    "enough",
];

/// Words of who cannot bear something.
const BEAR: [&str; 41] = [
    "faint",
    "squeamish",
    "queasy",
    "petrified",
    "trigger",
    "triggers",
    "triggered",
    "triggering",
    "tw",
    "cw",
    "warning",
    "warnings",
    "sensitive",
    "upset",
    "upsets",
    "upsetting",
    "uncomfortable",
    "limits",
    "unbearable",
    "scared",
    "afraid",
    "bother",
    "bothers",
    "distressing",
    "phobia",
    "nightmares",
    "flashbacks",
    "ick",
    "gross",
    "freak",
    "freaks",
    "disturb",
    "disturbs",
    "dealbreaker",
    "dealbreakers",
    "breaker",
    "breakers",
    "blacklist",
    "no's",
    "terrified",
    "relapse",
];

/// Words that say so only of who asks: "my worst fear", "it makes me furious".
const BEAR_OF_ONESELF: [&str; 8] =
    ["limit", "sick", "furious", "worst", "fear", "ruins", "ruin", "refuse"];

/// Who asks.
const ONESELF: [&str; 5] = ["i", "i'm", "me", "my", "mine"];

/// What someone in a drama does not do to what they suffer: "who never forgives her bullies".
const UNDONE: [&str; 12] = [
    "forgive", "forgives", "forget", "forgets", "escape", "escapes", "stop", "stops", "outrun",
    "flee", "resist", "lose",
];

/// Verbs behind which what is not done still comes, and those of viewers: "a hero who doesn't get
/// violent", "a friend who never watches gore".
const LIGHT: [&str; 46] = [
    "be", "get", "gets", "have", "has", "do", "does", "go", "goes", "become", "becomes", "turn",
    "turns", "involve", "end", "ends", "act", "acts", "use", "uses", "treat", "treats", "fall",
    "falls", "resort", "resorts", "commit", "commits", "suffer", "suffers", "a", "an", "the",
    "any", "even", "really", "actually", "too", "so", "watch", "watches", "see", "sees", "want",
    "like", "likes",
];

/// Whether a word says that someone does not do something.
#[must_use]
pub fn denies_a_deed(word: &str) -> bool {
    const DENIALS: [&str; 8] =
        ["never", "won't", "doesn't", "don't", "can't", "cannot", "didn't", "couldn't"];
    DENIALS.contains(&word)
}

/// Whether someone of the drama does not do what stands behind "who never": "who never forgives her
/// bullies", "who won't rest until the killer is caught". The `rest` behind such a denial is in
/// small letters. What is `named` there is no verb, and of a `viewer` only such verbs are that no
/// viewer does: "for my mom who doesn't enjoy gore".
#[must_use]
pub fn is_undone(relative: &str, rest: &str, named: bool, viewer: bool) -> bool {
    let next = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match relative {
        "who" if ["gets away", "get away"].iter().any(|away| rest.starts_with(away)) => true,
        "who" if !named && !viewer && !next.is_empty() && !LIGHT.contains(&next) => true,
        "who" | "that" | "which" => UNDONE.contains(&next),
        _ => false,
    }
}

/// What nobody does with a good drama: "a stalker thriller you can't predict".
const UNDONE_BY_VIEWERS: [&str; 5] = ["predict", "guess", "forget", "resist", "miss"];

/// Beginnings of Korean words that refuse.
const REFUSE_KOREAN: [&str; 36] = [
    "싫",
    "없",
    "빼",
    "말고",
    "안",
    "못",
    "제외",
    "금지",
    "사절",
    "피하",
    "거르",
    "걸러",
    "거를",
    "힘들",
    "힘듭",
    "무서",
    "무섭",
    "트리거",
    "트라우마",
    "지뢰",
    "불편",
    "극혐",
    "않",
    "아닌",
    "아니",
    "별로",
    "노노",
    "그만",
    "괴로",
    "역겨",
    "질색",
    "패스",
    "꺼",
    "거부",
    "불쾌",
    "끔",
];

/// Words that begin so and refuse nothing.
const NO_REFUSAL: [&str; 17] = [
    "없어도",
    "않아도",
    "안 나와도",
    "없나",
    "없을까",
    "안녕",
    "안방",
    "안타",
    "안정",
    "못지",
    "그만큼",
    "그만한",
    "빼어",
    "아니라",
    "아니면",
    "아니어도",
    "아니여도",
];

/// Beginnings of verbs that refuse where "안" or "못" stands before them.
const REFUSING_VERBS: [&str; 42] = [
    "보", "봐", "봅", "볼", "본", "봄", "봤", "나", "돼", "되", "됨", "됩", "됐", "견", "버티",
    "참", "원", "들", "있", "다루", "다뤄", "내키", "맞", "땡", "끌", "싫", "좋", "하", "해", "했",
    "넣", "즐", "받", "섞", "끼", "찾", "추천", "시청", "필요", "죽", "때", "다치",
];

/// Ends of Korean words that end a clause.
const FINAL_KOREAN: [&str; 14] =
    ["요", "다", "함", "음", "임", "돼", "됨", "봐", "아", "어", "해", "죠", "네", "지"];

/// Words that point back at what was named.
const POINTS_BACK: [&str; 14] = [
    "that", "those", "it", "this", "them", "these", "such", "another", "again", "reminded",
    "remind", "reminds", "그런", "그거",
];

pub(super) fn lower_words(text: &str, segment: &Segment) -> String {
    text[segment.start..segment.end].to_lowercase().replace('’', "'")
}

/// Whether a word that is no cue refuses. What is of several words is a figure of speech.
#[must_use]
pub fn refuses(text: &str, segment: &Segment) -> bool {
    if !matches!(segment.what, What::Filler | What::Unknown | What::Cue(_)) {
        return false;
    }
    // "없어도 괜찮아요", "can't get enough of"
    if let What::Cue(Cue::Before(role, _) | Cue::After(role)) = segment.what
        && matches!(role, Role::Plain | Role::Neutral)
    {
        return false;
    }
    let words = lower_words(text, segment);
    let hangul = words.chars().next().is_some_and(is_hangul);
    if hangul {
        let begins = |begin: &&str| words.starts_with(*begin);
        return REFUSE_KOREAN.iter().any(begins) && !NO_REFUSAL.iter().any(begins);
    }
    words == "ㄴㄴ" || DENY.contains(&words.as_str()) || bears(&words)
}

/// Whether a word is of who cannot bear something.
pub(super) fn bears(words: &str) -> bool {
    BEAR.contains(&words) || BEAR_OF_ONESELF.contains(&words)
}

/// Whether a refusing word behind a thing only says how good it is: "funny enough", "you can't
/// predict".
#[must_use]
pub fn praises(last: &str, word: &str, next: &str) -> bool {
    // "I had bullying and gore enough"
    let enough = word == "enough" && !matches!(last, "had" | "seen" | "i've" | "and" | "or");
    enough || (last == "you" && UNDONE_BY_VIEWERS.contains(&next))
}

/// Whether a refusing word refuses something else than the thing of its clause, or nothing.
/// At the `turn` before the thing a wish of its own begins.
pub(super) fn refuses_else(words: &[String], at: usize, thing: usize, turn: Option<usize>) -> bool {
    let word = words[at].as_str();
    let next = words.get(at + 1).map_or("", String::as_str);
    let among =
        |words: &[String], these: &[&str]| words.iter().any(|word| these.contains(&word.as_str()));
    if word.chars().next().is_some_and(is_hangul) {
        return refuses_else_korean(words, at, thing);
    }
    // "With no fear": who is in it has none.
    if matches!(word, "no" | "with no") && next == "fear" && at + 2 < thing {
        return !among(&words[at + 2..thing.min(at + 5)], &["of", "or", "and"]);
    }
    if BEAR_OF_ONESELF.contains(&word) {
        let near = &words[at.saturating_sub(3)..words.len().min(at + 4)];
        let names = at > 0 && words[at - 1] == "the" && at + 1 == thing;
        let mine = |said: &String| said.ends_with(" me") || said.starts_with("my ");
        if names || !(among(near, &ONESELF) || near.iter().any(mine)) {
            return true;
        }
    }
    if at > thing {
        // "Funny enough"; but "I had bullying enough".
        return at > thing + 1 && praises(&words[at - 1], word, next);
    }
    turn.is_some_and(|turn| turn > at)
}

/// The same in Korean, where most words that refuse do so by what they stand at: "못 봐요", but "못
/// 잊는 엄마".
fn refuses_else_korean(words: &[String], at: usize, thing: usize) -> bool {
    let word = words[at].as_str();
    // What stands before the thing and is said of another: "아무것도 없는 왕따 여주".
    let modifies = ["없는", "없던", "없이", "힘들게", "힘들던", "힘들었던"];
    if at < thing && modifies.iter().any(|form| word.starts_with(form)) {
        return true;
    }
    if word.starts_with('꺼') {
        let goes_on = ["꺼려", "꺼리", "꺼림", "꺼버", "꺼요", "꺼져"];
        let condition = at > 0 && words[at - 1].ends_with('면');
        return !condition && !goes_on.iter().any(|form| word.starts_with(form));
    }
    // "왕따였던 과거를 숨기지 못하는 여주"
    let last = at.checked_sub(1).map_or("", |last| words[last].as_str());
    if word.starts_with("못하") && last.ends_with('지') {
        return !["보", "견디", "버티", "참", "즐기"].iter().any(|verb| last.starts_with(verb));
    }
    // What is of several words is a cue of its own.
    let verb = word.strip_prefix(['안', '못']).filter(|_| !word.contains(' '));
    let Some(verb) = verb else { return false };
    let (verb, last) = match (verb, words.get(at + 1)) {
        ("", Some(next)) => (next.as_str(), at + 2 == words.len()),
        (verb, _) => (verb, at + 1 == words.len()),
    };
    let ends = |end: &&str| verb.ends_with(*end);
    let refuses = REFUSING_VERBS.iter().any(|begin| verb.starts_with(begin));
    !refuses && !(last && (verb.is_empty() || FINAL_KOREAN.iter().any(ends)))
}

/// Whether a word points back at what was named.
#[must_use]
pub fn points_back(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| POINTS_BACK.contains(&word))
}
