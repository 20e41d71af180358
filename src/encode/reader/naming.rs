//! Words that are written as a name among others: with capitals, and in Korean by standing alone or
//! behind what counts them.

use std::ops::Range;

use crate::encode::input::floor;

use super::beside::is_fact;
use super::claim::Find;
use super::presented::{LONGEST, SHORT};
use super::title_line::{capitalised, is_korean_sentence};

/// How much around capitals says whether all is written so, in bytes.
const AROUND: usize = 200;
/// What Korean sentences begin with that name a title, and how long that is at most, in bytes.
const KOREAN_LEADS: [&str; 19] = [
    "첫",
    "두",
    "세",
    "네",
    "다섯",
    "여섯",
    "마지막",
    "다음",
    "나",
    "저",
    "난",
    "전",
    "제",
    "내",
    "그리고",
    "이번",
    "또",
    "우리",
    "1",
];
const LEAD: usize = 24;
/// What they end with.
const KOREAN_ENDS: [&str; 8] = ["이에요", "예요", "이요", "입니다", "이다", " 추천", " 강추", "요"];

/// Words that are written as a name.
pub struct Named {
    /// Where they stand.
    pub range: Range<usize>,
    /// Whether all are in capitals.
    pub capitals: bool,
}

/// The words that are written as a name from where one begins to a mark; `front` says whether they
/// begin a sentence.
pub fn name(text: &str, begins: usize, front: bool, find: &Find<'_>) -> Option<Named> {
    let rest = &text[begins..floor(text, begins + LONGEST)];
    if !rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    let (mut end, mut large) = (0, 0);
    let mut at = 0;
    for word in rest.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let core = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        let upper = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        // A dash, a bracket, a picture: the name is over.
        if core.is_empty() || !bare.starts_with(|c: char| c.is_alphanumeric()) {
            break;
        }
        if upper {
            large += 1;
            end = at + core.len();
        } else if !JOINING.contains(&core) {
            break;
        }
        at += word.len();
        if word.ends_with('\n') {
            break;
        }
        let shortened = matches!(core, "Mr" | "Mrs" | "Ms" | "Dr");
        if core.len() < bare.len() && !shortened {
            break;
        }
    }
    let said = &rest[..end];
    let from = begins + behind_lead(said);
    let said = &text[from..begins + end];
    let letters = |said: &str| said.chars().filter(|c| c.is_uppercase()).nth(3).is_some();
    let capitals = letters(said) && !said.contains(char::is_lowercase);
    let around = &text[begins..floor(text, begins + AROUND)];
    let capitals = capitals && around.contains(char::is_lowercase);
    let several = large > 1 && said.contains(' ');
    // One word is a name anywhere but at the front of a sentence, where it is known.
    let stated = text[begins + end..].trim_start().starts_with('(');
    let sure = stated || text[begins + end..].starts_with(['!', ':']) && said.len() > 4;
    let one = || (!front || sure) && said.len() > 3 && find(said, None).is_some();
    let named = several || capitals || (!said.is_empty() && one());
    named.then_some(Named { range: from..begins + end, capitals })
}

/// The words that a short Korean sentence is about, behind what counts them or who says it: `두
/// 번째는 부두.`, `나는 부두 추천!`
pub fn korean_name(said: &str, find: &Find<'_>) -> Option<Range<usize>> {
    let said = said.trim_end();
    if said.len() > SHORT {
        return None;
    }
    if find(bare(said), None).is_some() {
        return Some(0..bare(said).len());
    }
    if let Some(range) = behind_topic(said) {
        return Some(range);
    }
    // `부둣가 사람들. 배 한 척이 ...`
    let name = bare(said);
    let few =
        (2..=4).contains(&name.split(' ').count()) && !name.contains(|c: char| c.is_ascii_digit());
    (few && said.ends_with(['.', '!', '…']) && !is_korean_sentence(said)).then_some(0..name.len())
}

/// A Korean sentence without its end and the marks behind it.
fn bare(said: &str) -> &str {
    let name = said.trim_end_matches(|c: char| !c.is_alphanumeric());
    KOREAN_ENDS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).trim_end()
}

/// The name behind what counts it or who says it: `두 번째는 부두`.
fn behind_topic(said: &str) -> Option<Range<usize>> {
    let topic = ["는 ", "은 ", "난 ", "전 "].iter();
    let (at, topic) = topic.filter_map(|end| Some((said.find(end)?, end))).min()?;
    let from = at + topic.len();
    if !KOREAN_LEADS.iter().any(|lead| said.starts_with(lead)) || at > LEAD {
        return None;
    }
    let name = bare(&said[from..]);
    let few = (1..=4).contains(&name.split_whitespace().count()) && name.chars().count() > 3;
    few.then(|| from..from + name.len())
}

/// Words that titles write small.
const JOINING: [&str; 34] = [
    "of", "the", "and", "in", "a", "an", "to", "at", "on", "for", "by", "or", "is", "no", "my",
    "me", "it", "you", "your", "his", "her", "not", "but", "up", "as", "from", "with", "into",
    "about", "over", "under", "than", "between", "after",
];

/// Words that lead a title in and may begin a sentence with a capital.
const LEADS: [&str; 16] = [
    "Then", "Next", "Also", "And", "Or", "But", "Another", "First", "Second", "Third", "Finally",
    "Try", "Watch", "Mine", "Maybe", "Plus",
];

/// Where a name begins behind words that lead it in.
fn behind_lead(said: &str) -> usize {
    let mut from = 0;
    while let Some((first, _)) = said[from..].split_once(' ')
        && LEADS.contains(&first)
    {
        from += first.len() + 1;
    }
    from
}

/// Whether what is written as a name only says where and when: `ENA in 2024`.
pub fn is_all_facts(title: &str) -> bool {
    title.split(' ').all(|word| is_fact(word) || !capitalised(word))
}

/// Whether words in capitals are the front of a sentence: `I'm Mina`.
pub fn begins_with_pronoun(title: &str) -> bool {
    let first = title.split([' ', '\'', '’']).next().unwrap_or_default();
    ["I", "He", "She", "We", "They", "It"].contains(&first)
}
