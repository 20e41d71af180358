//! Known titles that a block is named by or begins with.

use crate::catalog::DramaIdx;

use super::beside::{is_credit, is_fact};
use super::claim::{Claim, Find, SAYS, platforms, style_of};
use super::found::{LONGEST, search, search_in};
use super::message::words_of;
use super::segments::{Apart, Segment, hangul, segments};
use super::subject::{goes_on, tells};
use super::title_line::{TitleLine, capitalised, in_capitals, is_note};
use super::within::{is_name, within_chat};

/// The most words of a title that a sentence begins with.
const TITLE_WORDS: usize = 8;
/// Shorter titles than this, in bytes, are words before they are titles.
const TINY: usize = 3;
/// The longest words before a title that ends a message, in bytes.
const BEFORE: usize = 30;
/// The shortest title of one word, in bytes, that a message may begin with.
const ONE_WORD: usize = 8;
/// The same, where what follows can only be told of a drama.
const SHORT_WORD: usize = 4;

/// The shortest Korean word, in syllables, that a paragraph may be about, and how long that is.
const SYLLABLES: usize = 4;
const TELLS: usize = 100;

/// A known title that a message begins with, behind its time and who speaks; with `mentions` also
/// one that it names in its words.
pub fn in_message(text: &str, mentions: bool, find: &Find<'_>) -> Option<Claim> {
    let (timed, named) = words_of(text)?;
    // What stands before a colon may be who speaks, or a title.
    let titled = || search(&text[timed..named], true, None, find).is_some();
    let mut starts = if timed == named || !titled() { vec![named] } else { vec![timed, named] };
    starts.extend(behind_words_and_number(&text[named..]).map(|at| named + at));
    let begun = |from: usize| {
        let said = &text[from..];
        let found = known(said, false, true, true, find).or_else(|| begins_with(said, find));
        let found = found.or_else(|| behind_a_word(said, find)).or_else(|| in_korean(said, find));
        Some((from, found?))
    };
    // What stands at the front of what is said is surer than what stands within its words.
    let within = |from: usize| Some((from, in_words(&text[from..], find)?));
    let found = starts.iter().find_map(|from| begun(*from));
    let (from, mut claim) = match found {
        Some(found) => found,
        None if mentions => starts.iter().find_map(|from| within(*from))?,
        None => return None,
    };
    if claim.rest.is_empty() {
        claim.rest = text.len()..text.len();
    } else {
        claim.rest = from + claim.rest.start..from + claim.rest.end;
    }
    Some(claim)
}

/// Where the number of an entry stands behind a few words of a message: `mine is 3) Quay`.
fn behind_words_and_number(text: &str) -> Option<usize> {
    let (at, _) = text.match_indices(") ").next().filter(|(at, _)| *at <= BEFORE)?;
    let front = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    (front.len() < at && front.ends_with(' ')).then_some(front.len())
}

/// A known title of several words that a message ends with, behind a few others: `easy. Quay
/// Street`, `And number one: Quay Street!`.
pub fn behind_a_word(text: &str, find: &Find<'_>) -> Option<Claim> {
    let pieces = segments(text);
    let (first, next) = (pieces.first()?, pieces.get(1)?);
    let parted = matches!(next.apart, Apart::Stop | Apart::Colon | Apart::Comma | Apart::Dash);
    if first.range.len() > BEFORE || !parted || text.len() > BEFORE + LONGEST {
        return None;
    }
    let title = text[next.range.start..].trim().trim_end_matches(['!', '.', '?', '~', '…']);
    let several = title.contains(char::is_whitespace);
    named(text, title, if several { find(title, None) } else { None }?)
}

/// A known title of several words that a short Korean message ends with, as a polite sentence says
/// it: `저는 오래된 부두요`.
fn in_korean(text: &str, find: &Find<'_>) -> Option<Claim> {
    let text = text.trim_end_matches(['!', '.', '~', ' ', '\n', '\r', 'ㅋ', 'ㅎ', 'ㅠ']);
    if text.len() > LONGEST || !text.ends_with(hangul) {
        return None;
    }
    if let Some(claim) = within_korean(text, find) {
        return Some(claim);
    }
    let endings = ["이에요", "예요", "이요", "요", "입니다"];
    let bare = endings.iter().filter_map(|ending| text.strip_suffix(ending));
    for title in bare.chain([text]) {
        let (who, later) = title.split_once(' ').unwrap_or_default();
        let mine = ["난", "나는", "저는", "전", "내", "제"].contains(&who);
        let fits = |name: &&str| name.contains(' ') || mine && *name == later;
        for title in [title, later].into_iter().filter(fits) {
            if let Some(drama) = find(title, None) {
                return named(text, title, drama);
            }
        }
    }
    None
}

/// The longest message, in bytes, that may name a drama anywhere and say no more.
const SHORT: usize = 90;
/// So many words behind a title say something of it.
const FEWEST: usize = 5;
/// Among how many first bytes a longer message names what it is about.
const FIRST: usize = 60;

/// A known title within the words of a message: anywhere in a short one that asks nothing, among
/// the first words of a longer one.
pub fn in_words(text: &str, find: &Find<'_>) -> Option<Claim> {
    let said = text.trim_end();
    let short = said.len() <= SHORT;
    if short && said.ends_with('?') {
        return None;
    }
    let found = within_chat(said, if short { SHORT } else { FIRST }, find)?;
    // A short message that names a drama says no more, unless a sentence is left behind it.
    let behind = said[found.range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let says = behind.split_whitespace().nth(FEWEST - 1).is_some();
    let rest = if short && !says { text.len() } else { found.range.end };
    let title = said[found.range].split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Claim {
        line: TitleLine { title, year: found.year, certain: true, ..TitleLine::default() },
        known: Some(found.drama),
        rest: rest..text.len(),
        ..Claim::default()
    })
}

/// The most words of a Korean message that names a drama and says little else.
const FEW: usize = 7;

/// A known title of several words within a short Korean message: `난 오래된 부두 정주행 중`.
fn within_korean(text: &str, find: &Find<'_>) -> Option<Claim> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > FEW || text.contains('?') {
        return None;
    }
    for from in 0..words.len() {
        for to in (from + 2..=words.len()).rev() {
            let title = words[from..to].join(" ");
            let bare = ["은", "는", "이", "가", "을", "를", "도"];
            let bare = bare.iter().find_map(|particle| title.strip_suffix(particle));
            for title in std::iter::once(title.as_str()).chain(bare) {
                if let Some(drama) = find(title, None) {
                    return named(text, title, drama);
                }
            }
        }
    }
    None
}

/// The claim of a text that names a drama and says no more.
fn named(text: &str, title: &str, drama: DramaIdx) -> Option<Claim> {
    let line = TitleLine { title: title.to_owned(), certain: true, ..TitleLine::default() };
    Some(Claim { line, known: Some(drama), rest: text.len()..text.len(), ..Claim::default() })
}

/// A known title that a text begins with, and goes on: `Quay Street then! a boat`.
pub fn begins_with(text: &str, find: &Find<'_>) -> Option<Claim> {
    let front = text.trim_start();
    let skipped = text.len() - front.len();
    let mut ends = Vec::new();
    for (at, c) in front.char_indices().take(LONGEST) {
        if c.is_whitespace() && front[..at].ends_with(char::is_alphanumeric) {
            ends.push(at);
        }
    }
    for (number, end) in ends.into_iter().enumerate().take(TITLE_WORDS).rev() {
        let name = &front[..end];
        let next = front[end..].trim_start();
        // `Mine is a word`: one word is a title where it is a long one and a sentence is about it.
        let long = name.len() >= ONE_WORD;
        let syllables = || name.chars().all(hangul) && name.chars().count() >= SYLLABLES;
        let korean = next.starts_with(hangul) && text.len() >= TELLS && syllables();
        if number == 0
            && !korean
            && !(long && goes_on(next) || name.len() >= SHORT_WORD && tells(next))
        {
            continue;
        }
        // `Our Blues of old` is about no drama; a name is written as names are, or stands alone.
        if !next.starts_with(|c: char| c.is_lowercase() || hangul(c)) || !capitalised(name) {
            continue;
        }
        if number > 0 && !is_name(name) {
            continue;
        }
        if let Some(drama) = find(name, None) {
            let title = name.split_whitespace().collect::<Vec<_>>().join(" ");
            return Some(Claim {
                line: TitleLine { title, certain: true, ..TitleLine::default() },
                known: Some(drama),
                rest: skipped + end..text.len(),
                ..Claim::default()
            });
        }
    }
    None
}

/// A known title that the block is named by or begins with.
pub fn known(text: &str, free: bool, line: bool, spoken: bool, find: &Find<'_>) -> Option<Claim> {
    let pieces = segments(text);
    let mut found = search_in(text, &pieces, free, None, find);
    if found.is_none() && line && !ends_sentence(text) {
        // A quoted title in a line that is no sentence.
        found = search_in(text, &pieces, true, None, find).filter(|found| found.quoted);
    }
    let mut found = found?;
    let (_, last) = found.pieces;
    let mut next = last + 1;
    let again = |name: &str| name.len() <= LONGEST && find(name, found.year) == Some(found.drama);
    // `Quay: The Old Pier`, where either is a name of the drama.
    if let Some(piece) = pieces.get(next).filter(|piece| piece.apart == Apart::Colon)
        && again(&text[piece.range.clone()])
    {
        found.title = format!("{}: {}", found.title, &text[piece.range.clone()]);
        next += 1;
    }
    while let Some(piece) = pieces.get(next) {
        let said = &text[piece.range.clone()];
        if !beside(said, piece.apart) && !again(said) {
            break;
        }
        next += 1;
    }
    // `Quay, Long Pier, Low Tide`: a row of titles is about none of them.
    if let Some(piece) = pieces.get(next).filter(|piece| parts(piece.apart))
        && text.len() <= LONGEST
        && find(&text[piece.range.clone()], None).is_some_and(|other| other != found.drama)
        && !text[piece.range.end..].contains(char::is_alphanumeric)
            | pieces.get(next + 1).is_some_and(|piece| parts(piece.apart))
    {
        return None;
    }
    let facts = &pieces[last + 1..next];
    let mut style = style_of(text);
    style.quoted |= found.quoted;
    let stated = found.year.is_some() || facts.iter().any(|piece| piece.apart == Apart::Bracketed);
    let one_word = !found.title.contains(char::is_whitespace)
        && (found.title.is_ascii() || found.title.chars().filter(|c| hangul(*c)).count() <= 3);
    // `Quay (smugglers, a storm)`: what brackets hold may be all that is said.
    let noted = |piece: &&Segment| {
        let said = &text[piece.range.clone()];
        piece.apart == Apart::Bracketed && is_note(said) && !again(said) && !is_alias(said)
    };
    let behind = pieces.get(next).or_else(|| facts.iter().find(noted));
    let rest = behind.map_or(text.len(), |piece| piece.range.start)..text.len();
    let apart = behind.map(|piece| piece.apart);
    let said = text[rest.clone()].trim();
    // Behind a title that is known, a few words are enough.
    let says = said.len() >= SAYS
        || (is_note(said) && !matches!(apart, Some(Apart::Following | Apart::Comma)));
    // In a message, behind a time and a name, a title needs no more than a comma after it.
    let message = spoken || pieces[..last].iter().any(|piece| clock(&text[piece.range.clone()]));
    let row = facts.len() > 1 && matches!(apart, Some(Apart::Comma));
    let parted = matches!(apart, Some(Apart::Dash | Apart::Colon | Apart::Bracketed))
        || row
        || (message && apart != Some(Apart::Following))
        || (apart == Some(Apart::Stop)
            && (stated || found.quoted || style.numbered || in_capitals(&found.title, said)));
    if says && !free && !parted {
        return None;
    }
    // `Family, friends`: a title that goes on behind a comma is none, nor is `Mine is a word`.
    if !free
        && !says
        && !message
        && matches!(apart, Some(Apart::Comma | Apart::Following))
        && !found.quoted
        && !stated
    {
        return None;
    }
    // Anything that marks a title out says that one word is one: a mark around it, a text parted
    // from it.
    let opens = says && parted && !found.led;
    let marked = found.quoted
        || found.labelled
        || stated
        || style.numbered
        || opens
        || (free && pieces.len() > 1);
    // `Hi Jo, ...`: so short a word wants quotes, a label or a year.
    let tiny = found.title.is_ascii() && found.title.len() < TINY;
    if tiny && !(free && pieces.len() == 1 || found.quoted || found.labelled || stated) {
        return None;
    }
    let frail = one_word && !marked;
    style.parted = apart.filter(|_| says);
    Some(Claim {
        line: TitleLine {
            title: found.title,
            year: found.year,
            platforms: platforms(text, facts),
            certain: true,
        },
        known: Some(found.drama),
        frail,
        mention: false,
        subject: false,
        presented: false,
        strong: false,
        style,
        rest: if says { rest } else { text.len()..text.len() },
    })
}

/// Whether a mark parts the titles of a row.
fn parts(apart: Apart) -> bool {
    matches!(apart, Apart::Dash | Apart::Comma)
}

/// Whether brackets behind a title say how else it is called.
fn is_alias(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    ["aka", "a.k.a", "also ", "formerly", "known as", "korean", "original", "english", "literally"]
        .iter()
        .any(|word| lower.starts_with(word))
}

/// Whether a piece is a time of day, with a date or without: `21:05`.
fn clock(piece: &str) -> bool {
    let mut parts = piece.split(':');
    let digit = |text: Option<&str>, last: bool| {
        let byte =
            text.map(str::as_bytes).and_then(|text| if last { text.last() } else { text.first() });
        byte.is_some_and(u8::is_ascii_digit)
    };
    piece.len() <= 24 && digit(parts.next(), true) && digit(parts.next(), false)
}

/// Whether a piece behind a title belongs to the title line: a fact, or another name in brackets.
fn beside(piece: &str, apart: Apart) -> bool {
    is_fact(piece)
        || is_credit(piece)
        || (matches!(apart, Apart::Bracketed | Apart::Quoted) && piece.len() <= 60)
}

/// Whether a text ends as sentences do.
fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '…'])
}
