//! Known titles that nothing marks out, within running words: `I'd begin with Long Pier, a slow
//! one`.

use std::ops::Range;

use crate::catalog::DramaIdx;
use crate::encode::input::floor;

use super::beside::year;
use super::claim::Find;
use super::segments::hangul;
use super::title_line::capitalised;

/// The most words of a title.
const MOST_WORDS: usize = 8;
/// The longest title, in bytes.
const LONGEST: usize = 120;

/// Among how many first bytes a title may be written small.
const FRONT: usize = 16;
/// The shortest title that is found though it is written small, in bytes.
const SMALL: usize = 12;

/// Behind these words a title is what a drama is compared with, or made by the same people as.
const BEFORE: [&str; 19] = [
    "i'm", "i’m", "am", "like", "unlike", "than", "not", "of", "or", "as", "by", "from", "after",
    "before", "called", "besides", "and", "since", "beyond",
];

/// What Korean words end with that say what they do in a sentence.
const PARTICLES: [&str; 19] = [
    "이라고",
    "이랑",
    "라고",
    "이에요",
    "예요",
    "입니다",
    "이었다",
    "였다",
    "이다",
    "이죠",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "도",
    "의",
    "랑",
];

/// A known title within running words.
pub struct Within {
    /// Where it stands.
    pub range: Range<usize>,
    /// The drama.
    pub drama: DramaIdx,
    /// Its year, in brackets behind it.
    pub year: Option<u16>,
}

/// The first known title of several words, or of one with its year behind it, that begins within so
/// many bytes and is compared with nothing.
pub fn within(text: &str, first: usize, find: &Find<'_>) -> Option<Within> {
    search(text, first, false, find)
}

/// The same in a chat, where titles are written small too.
pub fn within_chat(text: &str, first: usize, find: &Find<'_>) -> Option<Within> {
    within(text, first, find).or_else(|| search(text, first.min(FRONT), true, find))
}

fn search(text: &str, first: usize, small: bool, find: &Find<'_>) -> Option<Within> {
    let words = words(text, first + LONGEST);
    for (at, word) in words.iter().enumerate().take_while(|(_, word)| word.start <= first) {
        let begins = text[word.clone()].chars().next()?;
        let name = begins.is_uppercase() || begins.is_ascii_digit() || hangul(begins);
        if !(name || small) || is_compared(text, &words[..at]) {
            continue;
        }
        for last in (at..words.len().min(at + MOST_WORDS)).rev() {
            let ends = |word: &Range<usize>| text[word.clone()].ends_with(['!', '?', ';', '…']);
            if words[at..last].iter().any(ends) {
                continue;
            }
            let several = last > at || hyphenated(&text[word.clone()]);
            let range = word.start..words[last].end;
            let begins =
                at == 0 || text[words[at - 1].clone()].ends_with(['.', '!', '?', '…', ':']);
            if begins && several && !small && !is_name(&text[range.clone()]) {
                continue;
            }
            if small && (!several || range.len() < SMALL) {
                continue;
            }
            if let Some(found) = named(text, range, several, small, find) {
                if joins(&text[found.range.end..], find) {
                    continue;
                }
                return Some(found);
            }
        }
    }
    None
}

/// Whether a text goes on with another known title, as a row of them does: ` and Quay`.
fn joins(rest: &str, find: &Find<'_>) -> bool {
    let Some(next) = [" and ", " or ", " & "].iter().find_map(|by| rest.strip_prefix(by)) else {
        return false;
    };
    let window = &next[..floor(next, LONGEST)];
    let ends = words(window, LONGEST).into_iter().take(MOST_WORDS).map(|word| word.end);
    let mut names = ends.map(|end| window[..end].trim_end_matches(|c: char| !c.is_alphanumeric()));
    window.starts_with(char::is_uppercase)
        && names.any(|name| name.len() > 3 && capitalised(name) && find(name, None).is_some())
}

/// Whether a word is made of two that are written large: `Narco-Saints`.
fn hyphenated(word: &str) -> bool {
    let mut parts = word.split('-');
    let large = |part: &str| part.starts_with(|c: char| c.is_uppercase());
    parts.next().is_some_and(large) && parts.next().is_some_and(large)
}

/// Whether more than the first word, or its last, is written large, or all is Hangul: `Thank you` at
/// the front of a sentence is no name.
pub fn is_name(text: &str) -> bool {
    text.contains(hangul)
        || text
            .split_whitespace()
            .skip(1)
            .any(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// Whether what stands before a title says that something is compared with it; behind a mark or at
/// the front of a sentence it does not.
pub fn is_compared(text: &str, before: &[Range<usize>]) -> bool {
    let lower = |at: usize| {
        let word = before.len().checked_sub(at).map_or("", |at| &text[before[at].clone()]);
        word.to_lowercase()
    };
    let (mut last, mut other) = (lower(1), lower(2));
    if last == "the" {
        (last, other) = (other, lower(3));
    }
    // `fond of Quay`, `I would like Quay`.
    let dear = match last.as_str() {
        "of" if ["all", "whole", "half", "most", "rest", "episodes", "lot", "best", "bit"]
            .contains(&other.as_str()) =>
        {
            true
        }
        "of" => ["fond", "think", "speaking", "heard", "middle", "me"].contains(&other.as_str()),
        "called" => ["it's", "it’s", "one", "is", "show", "drama", "series", "something"]
            .contains(&other.as_str()),
        "like" => ["would", "i'd", "i’d", "we'd", "also", "really", "i"].contains(&other.as_str()),
        _ => false,
    };
    if dear {
        return false;
    }
    let alone = other.is_empty() || other.ends_with(['.', '!', '?']);
    let led = matches!(last.as_str(), "and" | "or") && alone;
    (BEFORE.contains(&last.as_str()) && !led)
        || (last == "to" && matches!(other.as_str(), "similar" | "sequel" | "compared" | "next"))
}

/// The drama that a few words name, without the marks behind them.
fn named(
    text: &str,
    range: Range<usize>,
    several: bool,
    small: bool,
    find: &Find<'_>,
) -> Option<Within> {
    let said = &text[range.clone()];
    if said.contains(['(', '[']) {
        return None;
    }
    let name = said.trim_end_matches(|c: char| !c.is_alphanumeric());
    let said_year = year_behind(&text[range.start + name.len()..]);
    if name.len() > LONGEST || !(several || said_year.is_some()) {
        return None;
    }
    let particle = PARTICLES.iter().find_map(|end| name.strip_suffix(end));
    let bare = particle.filter(|bare| bare.ends_with(hangul));
    for name in [Some(name), bare].into_iter().flatten() {
        let title = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if (small || capitalised(&title))
            && let Some(drama) = find(&title, said_year)
        {
            let range = range.start..range.start + name.len();
            return Some(Within { range, drama, year: said_year });
        }
    }
    None
}

/// The year in brackets that a text begins with.
fn year_behind(text: &str) -> Option<u16> {
    let inside = text.trim_start().strip_prefix(['(', '['])?;
    year(&inside[..inside.find([')', ']', ',']).filter(|end| *end <= 12)?])
}

/// The words of a text before a place in it.
pub fn words_before(text: &str, at: usize) -> Vec<Range<usize>> {
    words(&text[..at], at)
}

/// The words of the first so many bytes of a text, without the marks before them.
pub fn words(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let from = at + bare.len() - bare.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        if from < at + bare.len() {
            found.push(from..at + bare.len());
        }
        at += word.len();
        if at > most {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_within_running_words() {
        let titles = ["Long Pier", "Bread, Salt and Sea", "Mine", "오래된 부두"];
        let find = |title: &str, _: Option<u16>| {
            titles.iter().position(|known| *known == title).map(|at| DramaIdx(at as u32))
        };
        let told = |text: &str| Some(text[within(text, 60, &find)?.range].to_owned());
        for (text, title) in [
            ("I'd begin with Long Pier, a slow one.", "Long Pier"),
            ("and then: “Bread, Salt and Sea”!", "Bread, Salt and Sea"),
            ("so Mine (2021) it is", "Mine"),
            ("난 오래된 부두는 좋았어", "오래된 부두"),
        ] {
            assert_eq!(told(text).as_deref(), Some(title), "{text}");
        }
        for text in ["It is like Long Pier.", "Mine is a word", "by the makers of Long Pier", ""] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
