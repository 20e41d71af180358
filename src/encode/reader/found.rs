//! A known title among the pieces of a line.

use crate::catalog::DramaIdx;

use super::beside::{is_date, is_fact, without_word_beside, year};
use super::claim::Find;
use super::labels::{is_name_label, is_part};
use super::numbering::{without_number, without_ornament};
use super::segments::{Apart, QUOTES, Segment, hangul, segments};

/// How many pieces may stand before a title.
const BEFORE: usize = 6;
/// How many pieces may make up a title.
const JOINED: usize = 4;
/// How many words may stand beside a title, as in headings that say all that follows.
const BESIDE: usize = 7;
/// The most words of a title with what may stand beside it.
const MOST_WORDS: usize = 16;
/// The longest title, in bytes.
pub const LONGEST: usize = 120;

/// A known title in a line.
pub struct Found {
    /// The drama.
    pub drama: DramaIdx,
    /// The title as it stands.
    pub title: String,
    /// The year beside it.
    pub year: Option<u16>,
    /// Its first and its last piece.
    pub pieces: (usize, usize),
    /// Whether it stands in quotes.
    pub quoted: bool,
    /// Whether something other than numbers stands before it.
    pub led: bool,
    /// Whether what stands right before it says that it is a title: `Title:`.
    pub labelled: bool,
}

/// Looks for a known title among the pieces of a text; `free` when anything may stand before it.
pub fn search(text: &str, free: bool, stated: Option<u16>, find: &Find<'_>) -> Option<Found> {
    let pieces = segments(text);
    search_in(text, &pieces, free, stated, find)
}

/// The same among pieces that are cut already.
pub fn search_in(
    text: &str,
    pieces: &[Segment],
    free: bool,
    stated: Option<u16>,
    find: &Find<'_>,
) -> Option<Found> {
    let mut led = false;
    for first in 0..pieces.len().min(BEFORE + 1) {
        for last in (first..(first + JOINED).min(pieces.len())).rev() {
            let raw = &text[pieces[first].range.start..pieces[last].range.end];
            // A title has few words; looking up whole sentences takes time.
            if raw.len() > LONGEST
                || raw.split_whitespace().nth(MOST_WORDS).is_some()
                || !raw.chars().any(char::is_alphanumeric)
            {
                continue;
            }
            // A year set apart stands beside a title and is no part of it.
            if last > first && year(text[pieces[last].range.clone()].trim()).is_some() {
                continue;
            }
            let said = year_beside(text, pieces, first, last).or(stated);
            let quoted = pieces[first].apart == Apart::Quoted;
            if let Some((title, drama)) = spelled(raw, first == last, said, quoted, find) {
                return Some(Found {
                    drama,
                    title,
                    year: said,
                    pieces: (first, last),
                    quoted,
                    led,
                    labelled: first > 0 && is_name_label(&text[pieces[first - 1].range.clone()]),
                });
            }
        }
        let piece = &text[pieces[first].range.clone()];
        let next = pieces.get(first + 1).map(|piece| piece.apart);
        if !free && !may_lead(piece, pieces[first].apart, next) {
            return None;
        }
        led |= piece.chars().any(char::is_alphabetic) && !is_fact(piece);
    }
    None
}

/// Whether a title may follow this piece in a line of its own: numbers, times, names of who speaks.
fn may_lead(piece: &str, apart: Apart, next: Option<Apart>) -> bool {
    let name = piece.len() <= 24
        && !piece.contains(char::is_whitespace)
        && (next == Some(Apart::Colon)
            || apart == Apart::Bracketed
            || matches!(next, Some(Apart::Bracketed | Apart::Quoted)));
    // A diary begins with a day and goes on with what happened.
    let date = next != Some(Apart::Stop) && is_date(piece);
    is_fact(piece) || date || is_name_label(piece) || (name && !is_part(piece))
}

/// The year next to a title.
fn year_beside(text: &str, pieces: &[Segment], first: usize, last: usize) -> Option<u16> {
    let after = pieces.iter().skip(last + 1).take(3);
    let before = pieces[..first].iter().rev().take(2);
    let mut said = after.chain(before).map(|piece| &text[piece.range.clone()]);
    said.find_map(year)
}

/// The drama that a text names, without number and words beside where it takes that.
fn spelled(
    raw: &str,
    one: bool,
    year: Option<u16>,
    quoted: bool,
    find: &Find<'_>,
) -> Option<(String, DramaIdx)> {
    let letters = |text: &str| quoted || text.chars().any(char::is_alphabetic);
    let look = |text: &str| {
        let drama = if letters(text) { find(text, year) } else { None }?;
        let title = without_year(text, drama, find);
        Some((title.split_whitespace().collect::<Vec<_>>().join(" "), drama))
    };
    let bare = without_ornament(raw).trim_end_matches(is_trailing);
    let (unnumbered, numbered) = without_number(bare);
    // `1 Quay`: a bare number counts where a known title is left.
    let bare_number = || {
        let (number, rest) = bare.split_once(char::is_whitespace)?;
        // So does that of a part of a part: `3.1 Quay`.
        let digits = number.split('.').all(|part| {
            (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        });
        if digits { look(rest.trim_start()) } else { None }
    };
    let plain = look(bare).or_else(|| if numbered { look(unnumbered) } else { None });
    let plain = plain.or_else(bare_number);
    if plain.is_some() || !one {
        return plain;
    }
    let twice = named_twice(unnumbered, year, find);
    if twice.is_some() {
        return twice;
    }
    let mut core = unnumbered;
    for _ in 0..BESIDE {
        core = without_word_beside(core)?;
        if let Some(found) = look(core) {
            return Some(found);
        }
    }
    None
}

/// Marks and pictures behind a title that are no part of it.
pub fn is_trailing(c: char) -> bool {
    matches!(c, '*' | '_' | '=' | '~' | ' ' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{fe0f}')
        || ('\u{1f300}'..='\u{1faff}').contains(&c)
}

/// A title without a year behind it that only says which one it is, and without a quote or a
/// bracket that is opened and not closed.
fn without_year<'l>(title: &'l str, drama: DramaIdx, find: &Find<'_>) -> &'l str {
    let mut title = title.trim();
    // `Quay 1988` may be the whole title of a drama of 2015.
    if let Some((front, last)) = title.rsplit_once(char::is_whitespace)
        && let Some(said) = year(last)
        && find(front, Some(said)) == Some(drama)
        && (find(front, None) == Some(drama) || find(title, None).is_none())
    {
        title = front;
    }
    let opened = QUOTES.iter().find(|(open, _)| title.starts_with(*open));
    match opened {
        Some((open, closes)) if !title[open.len_utf8()..].contains(*closes) => {
            &title[open.len_utf8()..]
        }
        _ => title,
    }
}

/// The drama that a line names twice, in Latin letters and in Hangul: `Quay 부두`.
fn named_twice(line: &str, year: Option<u16>, find: &Find<'_>) -> Option<(String, DramaIdx)> {
    let first = line.chars().find(|c| c.is_alphabetic())?;
    let other = |c: char| c.is_alphabetic() && hangul(c) != hangul(first);
    let at = line.find(other)?;
    let (one, two) = (line[..at].trim(), line[at..].trim());
    let drama = find(one, year)?;
    (find(two, year) == Some(drama)).then(|| (one.to_owned(), drama))
}
