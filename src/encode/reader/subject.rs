//! Running text that speaks of several dramas: where a sentence or a clause turns to a known one.

use crate::catalog::DramaIdx;
use crate::encode::input::floor;

use super::beside::year;
use super::claim::{Claim, Find};
use super::segments::{BRACKETS, QUOTES};
use super::title_line::{TitleLine, capitalised, is_titled, short};
use super::within::within;

/// The most words of a title.
const MOST_WORDS: usize = 8;
/// The longest title, in bytes.
const LONGEST: usize = 120;
/// The shortest title of one word, in bytes, that a sentence may be about without a mark around it.
const ONE_WORD: usize = 6;

/// The longest year in brackets, in bytes: `2016–2017`.
const YEAR: usize = 16;
/// The most turns of one paragraph that are followed.
const MOST: usize = 200;

/// Whether a sentence that begins with a title may go on so.
pub fn goes_on(after: &str) -> bool {
    VERBS.contains(&after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default())
}

/// The same where the title is one word, which may as well be a word.
pub fn tells(after: &str) -> bool {
    let verb = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    SURE_VERBS.contains(&verb) || after.starts_with("is about ")
}

/// What a sentence goes on with behind the drama that it is about.
const VERBS: [&str; 26] = [
    "is", "was", "has", "tells", "follows", "shows", "stars", "takes", "sends", "turns", "sees",
    "centers", "centres", "revolves", "begins", "opens", "looks", "brings", "explores", "puts",
    "gives", "makes", "features", "finds", "starts", "deals",
];

/// What may follow a title of one word, which may as well be a word.
const SURE_VERBS: [&str; 8] =
    ["tells", "follows", "stars", "centers", "centres", "revolves", "features", "explores"];

/// What follows a comma where the clause before it names what is told of.
const RELATIVES: [&str; 5] = [", where ", ", in which ", ", whose ", ", a story ", ", about "];

/// Sentences that are looked into: more than any article has.
const MOST_SENTENCES: usize = 100_000;

/// What a sentence goes on with that compares a drama with what was told before.
const COMPARING: [&str; 19] = [
    "as", "still", "like", "unlike", "equally", "similar", "same", "better", "worse", "more",
    "less", "another", "my", "just", "even", "far", "much", "too", "neither",
];

/// Comparative adjectives, which end like many nouns: `slower` is one, `lawyer` none.
const COMPARATIVES: [&str; 40] = [
    "sadder", "slower", "lighter", "darker", "funnier", "longer", "shorter", "warmer", "softer",
    "quieter", "stronger", "weaker", "simpler", "deeper", "higher", "lower", "faster", "older",
    "newer", "easier", "harder", "calmer", "colder", "sweeter", "sharper", "bigger", "smaller",
    "richer", "happier", "heavier", "grimmer", "bleaker", "gentler", "tighter", "looser", "cuter",
    "smarter", "scarier", "cleverer", "steadier",
];

/// Whether a sentence that begins with a title and `is`, `was` or `has` only compares it with what
/// was told before: `is sadder`, `has a slower pace`, `is not as funny`, `was more to my taste`.
fn compares(after: &str) -> bool {
    let sentence = after.split(['.', '!', '?', '…', '\n']).next().unwrap_or_default();
    let mut words = sentence
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .take(MOST_COMPARED);
    let verb = words.next().unwrap_or_default();
    if !["is", "was", "has", "looks"].contains(&verb) {
        return false;
    }
    let skipped =
        ["a", "an", "the", "also", "not", "so", "very", "really", "quite", "bit", "little"];
    let mut words = words.skip_while(|word| skipped.contains(word));
    let first = words.next().unwrap_or_default();
    COMPARING.contains(&first) || COMPARATIVES.contains(&first) || words.any(|word| word == "than")
}

/// How many words of a sentence say whether it compares.
const MOST_COMPARED: usize = 40;

/// The dramas that a text turns to, with where it does, in its order: known ones, and in quotes
/// others. One that follows itself
/// is told once. A sentence behind others that only compares turns to nothing.
pub fn subjects(text: &str, find: &Find<'_>) -> Vec<(usize, Claim)> {
    let mut found: Vec<(usize, Claim)> = Vec::new();
    for start in sentences(text).into_iter().take(MOST_SENTENCES) {
        let turn = begun(text, start, find).or_else(|| set_in(text, start, find));
        found.extend(turn.or_else(|| led_in(text, start, find)));
    }
    for relative in RELATIVES {
        for (comma, _) in text.match_indices(relative) {
            found.extend(named_before(text, comma, find));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.dedup_by(|(_, next), (_, last)| {
        next.known == last.known && (next.known.is_some() || next.line.title == last.line.title)
    });
    found.truncate(MOST);
    found
}

/// Where sentences begin.
pub fn sentences(text: &str) -> Vec<usize> {
    let (mut starts, mut ended, mut parted) = (Vec::new(), true, true);
    for (at, c) in text.char_indices() {
        match c {
            '.' if is_titled(&text[..at]) => (ended, parted) = (false, false),
            '.' | '!' | '?' | '…' => (ended, parted) = (true, false),
            '\n' => (ended, parted) = (true, true),
            c if c.is_whitespace() => parted = true,
            // What is quoted may end its own sentence.
            '”' | '"' | '’' | ')' | '」' | '』' if ended && !parted => {}
            _ => {
                if ended && parted {
                    starts.push(at);
                }
                (ended, parted) = (false, false);
            }
        }
    }
    starts
}

/// The drama that the sentence at `start` is about: its title, a year in brackets or nothing, and a
/// verb.
fn begun(text: &str, start: usize, find: &Find<'_>) -> Option<(usize, Claim)> {
    let rest = &text[start..];
    let open = QUOTES.iter().find(|(open, _)| rest.starts_with(*open));
    let front = open.map_or(0, |(open, _)| open.len_utf8());
    let mut ends = Vec::new();
    let said = &rest[front..];
    if !said.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    for (at, c) in said.char_indices().take(LONGEST) {
        let closes = open.is_some_and(|(_, closes)| closes.contains(&c));
        if at > 0 && (closes || c.is_whitespace()) {
            ends.push(at);
        }
        if closes || c == '\n' || ends.len() >= MOST_WORDS {
            break;
        }
    }
    let mut new = None;
    for end in ends.into_iter().rev() {
        let name = &said[..end];
        if name.ends_with(')') {
            continue;
        }
        let mut after = said[end..].trim_start();
        let quoted = open.is_some_and(|(_, closes)| after.starts_with(*closes));
        if quoted {
            after = after.trim_start_matches(|c| open.is_some_and(|(_, list)| list.contains(&c)));
            after = after.trim_start();
        }
        let (stated, after) = behind_year(after);
        let verb = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let one = !name.contains(char::is_whitespace);
        let sure = quoted || stated.is_some() || !one;
        let told = tells(after);
        let goes_on =
            if sure { VERBS.contains(&verb) || told } else { told && name.len() >= ONE_WORD };
        let behind = || text[..start].contains(char::is_alphanumeric);
        if goes_on && capitalised(name) && !(compares(after) && behind()) {
            let drama = find(name, stated);
            if drama.is_some() {
                return Some((start, claim(name, stated, drama)));
            }
            // Only of a drama is told so what stands in quotes.
            if quoted && told && short(name) {
                new = Some((start, claim(name, stated, None)));
            }
        }
    }
    new
}

/// The drama that the sentence at `start` is set in: `In Quay (2018), a boat is lost`.
fn set_in(text: &str, start: usize, find: &Find<'_>) -> Option<(usize, Claim)> {
    let rest = &text[start..];
    let front = ["In ", "Meanwhile, in ", "And in ", "Then in ", "Over in "]
        .iter()
        .find(|front| rest.starts_with(**front))?;
    let said = rest[front.len()..].trim_start();
    let from = start + (rest.len() - said.len());
    // A comma that stands further away ends no title.
    let end = floor(said, LONGEST + ", ".len());
    let line = said[..end].split('\n').next().unwrap_or_default();
    // A title may have commas of its own.
    for (comma, _) in line.match_indices(", ").take(3) {
        if comma > LONGEST {
            break;
        }
        let open = QUOTES.iter().find(|(open, _)| line.starts_with(*open));
        if let Some((open, closes)) = open {
            let name = line[open.len_utf8()..comma].trim_end_matches(',');
            let (name, stated) = before_year(name);
            if let Some(name) = name.strip_suffix(*closes)
                && let Some(drama) = find(name, stated)
            {
                return Some((start, claim(name, stated, Some(drama))));
            }
        } else if let Some((at, found)) = named_before(text, from + comma, find)
            && at == from
        {
            return Some((start, found));
        }
    }
    None
}

/// How far from the front of a sentence a title stands that it leads in, in bytes.
const LED_IN: usize = 40;

/// What sets off a title that a sentence leads in.
const MARKS: [char; 8] = ['.', ':', ',', '!', '–', '—', '-', ';'];

/// The drama that a sentence leads in with a few words and sets off with a mark: `Start with Long
/// Pier: a boat`, `Next up, Long Pier.`
fn led_in(text: &str, start: usize, find: &Find<'_>) -> Option<(usize, Claim)> {
    let end = floor(text, start + LED_IN + LONGEST * 2);
    let rest = &text[start..end];
    // Looking titles up takes long: not where no mark sets one off, and no further than the first.
    let mark = |c: char| MARKS.contains(&c) || BRACKETS.iter().any(|(open, _)| *open == c);
    if !rest.contains(mark) {
        return None;
    }
    let ended = rest.find(['.', '!', '?', '\n']).unwrap_or(rest.len());
    let found = within(rest, LED_IN.min(ended), find)?;
    let (stated, after) = behind_year(rest[found.range.end..].trim_start());
    let after = after.trim_start_matches(['”', '"', '’', '\'', '*', '_']).trim_start();
    let mark = after.starts_with(MARKS);
    let sentence = rest[..found.range.start].contains(['.', '!', '?', '\n']);
    // A sentence of a title alone leads it in as well; one that begins with a title does not.
    let alone = after.starts_with(['.', ':', '!']);
    if sentence || !(mark || stated.is_some()) || compares(rest) {
        return None;
    }
    if found.range.start == 0 && !alone {
        return None;
    }
    let name = &rest[found.range.clone()];
    Some((start + found.range.start, claim(name, stated, Some(found.drama))))
}

/// The drama that the words before a comma end with, of several words or with its year.
fn named_before(text: &str, comma: usize, find: &Find<'_>) -> Option<(usize, Claim)> {
    let (front, stated) = before_year(text[..comma].trim_end());
    let starts = front.rmatch_indices(char::is_whitespace).map(|(at, c)| at + c.len());
    let starts: Vec<usize> = starts.chain(std::iter::once(0)).take(MOST_WORDS).collect();
    for start in starts.into_iter().rev() {
        let name = &front[start..];
        let one = !name.contains(char::is_whitespace);
        if name.len() > LONGEST || (one && stated.is_none()) || !capitalised(name) {
            continue;
        }
        if let Some(drama) = find(name, stated) {
            return Some((start, claim(name, stated, Some(drama))));
        }
    }
    None
}

/// What stands before the year in brackets that a text ends with, and the year.
fn before_year(text: &str) -> (&str, Option<u16>) {
    if let Some(inner) = text.strip_suffix(')')
        && let Some(open) = inner.bytes().rev().take(YEAR).position(|byte| byte == b'(')
        && let Some(said) = year(&inner[inner.len() - open..])
    {
        let open = inner.len() - open - 1;
        return (inner[..open].trim_end(), Some(said));
    }
    (text, None)
}

/// The year in brackets that a text begins with, and what follows it.
fn behind_year(text: &str) -> (Option<u16>, &str) {
    let inside = BRACKETS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?;
        let end = inner.char_indices().take(YEAR).find(|(_, c)| c == close)?.0;
        Some((year(&inner[..end])?, inner[end + close.len_utf8()..].trim_start()))
    });
    inside.map_or((None, text), |(said, after)| (Some(said), after))
}

fn claim(name: &str, year: Option<u16>, known: Option<DramaIdx>) -> Claim {
    let title = name.split_whitespace().collect::<Vec<_>>().join(" ");
    Claim {
        line: TitleLine { title, year, certain: true, ..TitleLine::default() },
        known,
        subject: true,
        ..Claim::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String)> {
        let titles = ["Quay Street", "Long Pier", "Navigator", "Mine"];
        let find = |title: &str, _: Option<u16>| {
            titles.iter().position(|known| *known == title).map(|at| DramaIdx(at as u32))
        };
        let found = subjects(text, &find);
        found.into_iter().map(|(at, claim)| (at, claim.line.title)).collect()
    }

    #[test]
    fn a_text_turns_from_one_drama_to_the_next() {
        let text = "Quay Street (2018) is about a boat. Long Pier tells of a debt.";
        assert_eq!(told(text), [(0, "Quay Street".to_owned()), (36, "Long Pier".to_owned())]);
        let text = "Start with Quay Street, in which a boat sinks, then see Long Pier, where";
        assert_eq!(told(text), [(11, "Quay Street".to_owned())]);
        let text = "Start with Quay Street, in which a boat sinks, then see Long Pier, where it";
        assert_eq!(told(text)[1], (56, "Long Pier".to_owned()));
        assert_eq!(told("Navigator follows a pilot.").len(), 1);
        assert_eq!(told("“Mine” is a family drama.").len(), 1);
        // One that is not known stands in quotes, and what follows is told of dramas alone.
        assert_eq!(told("“Low Tide” follows a nurse.").len(), 1);
        assert!(told("“Low Tide” is late. Low Tide follows a nurse.").is_empty());
        assert_eq!(told("In Quay Street (2018), a boat is lost.")[0], (0, "Quay Street".into()));
        assert_eq!(told("It is late. In “Mine”, two heirs meet.")[0], (12, "Mine".into()));
        let far = "가".repeat(60);
        let long = format!("In {far}, a boat is lost. In Quay Street (2018), it is not.");
        assert_eq!(told(&long)[0].1, "Quay Street");
    }

    #[test]
    fn a_comparison_behind_others_turns_to_nothing() {
        for compared in [
            "is sadder",
            "was better",
            "has a slower pace",
            "is not as funny",
            "is still my favourite",
            "is a longer story than this",
            "is more to my taste",
        ] {
            let text =
                format!("Quay Street tells of a boat. Long Pier {compared}. The boat sinks.");
            assert_eq!(told(&text), [(0, "Quay Street".to_owned())], "{compared}");
            // What begins a text is what it is about.
            assert_eq!(told(&format!("Long Pier {compared}."))[0].0, 0, "{compared}");
        }
        let text = "Quay Street tells of a boat. Long Pier is about a lawyer. Quay Street is long.";
        assert_eq!(told(text).len(), 3);
    }

    #[test]
    fn a_word_or_a_mere_mention_is_no_subject() {
        for text in [
            "Mine is a word.",
            "Navigator is good.",
            "It is like Quay Street. And as sad as Long Pier, they say.",
            "Quay Street, by the way, is long.",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
