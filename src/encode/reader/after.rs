//! What may follow a title that running words present: a mark, a clause, a verb, brackets.

use crate::encode::input::floor;

use super::beside::{is_platform, year};
use super::presented::Mark;
use super::segments::{BRACKETS, QUOTES, hangul};
use super::subject::{goes_on, tells};

/// The longest bracket between a title and its mark, in bytes.
const BRACKET: usize = 60;
/// The longest end of a sentence that a title begins, in bytes.
const TAIL: usize = 24;
/// The most words of such an end.
const TAIL_WORDS: usize = 3;

/// What follows a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// The end of the sentence, or a picture.
    Stop,
    /// A colon or a dash.
    Parted,
    /// A comma, and a clause that tells of it.
    Clause,
    /// A verb that only dramas have.
    Verb,
    /// The end of what is said.
    End,
}

/// What brackets behind a title state.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// The year.
    pub year: Option<u16>,
    /// Whether a year or a platform is stated.
    pub stated: bool,
}

impl Facts {
    /// Adds what one bracket states.
    pub fn add(&mut self, inner: &str) {
        for piece in inner.split([',', '/', '·', '|', ';']).map(str::trim) {
            self.year = self.year.or(year(piece));
            self.stated |= year(piece).is_some() || is_platform(piece);
        }
    }
}

/// What brackets hold that a text begins with, and what follows them.
pub fn bracket(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let (_, close) = BRACKETS.iter().find(|(begin, _)| *begin == open)?;
    let inside = &text[open.len_utf8()..];
    let end = inside[..floor(inside, BRACKET)].find(*close)?;
    Some((&inside[..end], &inside[end + close.len_utf8()..]))
}

/// What follows a title, where that may follow one.
pub fn after(rest: &str, stopped: bool, mark: Mark) -> Option<After> {
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    let Some(c) = rest.chars().next() else { return Some(After::End) };
    let next = rest[c.len_utf8()..].chars().next();
    let blank = next.is_none_or(char::is_whitespace);
    match c {
        '.' | '!' | '?' | '…' if rest.trim_end_matches(['.', '!', '?', '…', '~']).is_empty() => {
            Some(After::End)
        }
        // `‘Fists before law’… why`, as headlines are cut.
        '…' if mark == Mark::Quoted => None,
        // What is written as a name in a line of its own may be one.
        '\n' if mark == Mark::Name => None,
        '\n' | '.' | '!' | '?' | '…' => Some(After::Stop),
        '\u{1f300}'..='\u{1faff}' => Some(After::Stop),
        _ if stopped && mark != Mark::Name => Some(After::Stop),
        ':' | '–' | '—' | '―' => Some(After::Parted),
        '-' if blank || next == Some('>') => Some(After::Parted),
        ',' | ';' => {
            let marked = matches!(mark, Mark::Quoted | Mark::Capitals);
            let quoted = mark == Mark::Emphasised && next.is_some_and(is_closing);
            (marked || quoted || is_relative(rest)).then_some(After::Clause)
        }
        _ if hangul(c) && matches!(mark, Mark::Quoted | Mark::Emphasised) => Some(After::Clause),
        _ if tells(rest) || mark != Mark::Name && goes_on(rest) => Some(After::Verb),
        _ => None,
    }
}

/// Whether a sentence that begins with a title ends after a few words more: `Quay for me.`, `Quay,
/// no contest!`
pub fn ends_soon(rest: &str, known: bool) -> bool {
    let end = rest[..floor(rest, TAIL)].find(['.', '!', ':', '\n']);
    let said = end.map_or("", |end| rest[..end].trim_start_matches([',', ' ']));
    let few = said.split_whitespace().count() <= TAIL_WORDS;
    few && !said.is_empty() && (known || rest.starts_with(',') || said.starts_with("for "))
}

/// Whether a clause behind a comma tells of what stands before it.
pub fn is_relative(rest: &str) -> bool {
    let clause = rest.trim_start_matches([',', ';', ' ']);
    ["where ", "in which ", "whose ", "about ", "a story ", "a ", "an ", "which "]
        .iter()
        .any(|word| clause.starts_with(word))
}

/// Whether a character ends what is quoted or emphasised.
pub fn is_closing(c: char) -> bool {
    matches!(c, '*' | '_') || QUOTES.iter().any(|(_, closes)| closes.contains(&c))
}
