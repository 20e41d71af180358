//! Known titles that a paragraph only mentions.

use std::ops::Range;

use crate::encode::input::floor;

use super::beside::{is_fact, is_platform, year};
use super::block::Block;
use super::claim::{Claim, Find, Style};
use super::found::{LONGEST, search, search_in};
use super::known::begins_with;
use super::labels::is_part;
use super::segments::{Apart, QUOTES, Segment, hangul, segments};
use super::title_line::{TitleLine, capitalised, is_korean_sentence, short};
use super::within::{is_compared, within, words_before};

/// A known title in the words that a paragraph marks: `In **Quay** a boat is lost`.
fn marked(block: &Block, find: &Find<'_>) -> Option<Claim> {
    let said = block.text.text().get(block.marked.clone())?.trim();
    if said.is_empty() || said.len() > LONGEST {
        return None;
    }
    let found = search(said, false, None, find)?;
    Some(Claim {
        line: TitleLine {
            title: found.title,
            year: found.year,
            certain: true,
            ..TitleLine::default()
        },
        known: Some(found.drama),
        style: Style { quoted: true, ..Style::default() },
        ..Claim::default()
    })
}

/// How many words may stand before a title that ends the first piece of a paragraph.
const WORDS_BEFORE: usize = 4;
/// How far from the front of a paragraph a title stands that it is about, in bytes.
const FIRST: usize = 120;
/// How many pieces of a paragraph are looked at for a title that is not known.
const LOOKED_AT: usize = 6;

/// A title that is not known among the first words of a paragraph: in quotes, with a year or a
/// platform in brackets behind it.
fn new(text: &str, pieces: &[Segment]) -> Option<Claim> {
    let of = |piece: &Segment| &text[piece.range.clone()];
    let pair = pieces.windows(2).take(LOOKED_AT).find(|pair| {
        let fact = year(of(&pair[1])).is_some() || is_platform(of(&pair[1]));
        pair[0].apart == Apart::Quoted && pair[1].apart == Apart::Bracketed && fact
    })?;
    let title = of(&pair[0]);
    if !short(title) || !capitalised(title) {
        return None;
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let year = year(of(&pair[1]));
    Some(Claim {
        line: TitleLine { title, year, certain: true, ..TitleLine::default() },
        style: Style { quoted: true, ..Style::default() },
        ..Claim::default()
    })
}

/// The shortest paragraph, in bytes, that may tell of a title that nothing but quotes tells.
const TELLS: usize = 100;

/// What a paragraph marks out in its first sentence, which may be a title where others are: in
/// quotes, emphasised, in capitals.
fn guess(block: &Block, pieces: &[Segment], find: &Find<'_>) -> Option<Claim> {
    let text = block.text.text();
    if text.len() < TELLS {
        return None;
    }
    let stop = pieces.iter().position(|piece| piece.apart == Apart::Stop).unwrap_or(LOOKED_AT);
    let quoted = pieces[..stop.min(pieces.len())].iter().take(LOOKED_AT);
    let quoted = quoted.filter(|piece| piece.apart == Apart::Quoted).map(|piece| &piece.range);
    let mut marked: Vec<Range<usize>> = quoted.cloned().collect();
    marked.extend(Some(block.marked.clone()).filter(|range| !range.is_empty()));
    marked.extend(emphasised(text));
    marked.extend(in_capitals(text));
    marked.retain(|range| range.start <= FIRST && !is_said(text, range.start));
    marked.sort_by_key(|range| range.start);
    let title = |range: &Range<usize>| {
        text.get(range.clone()).map_or("", |said| said.trim().trim_end_matches([',', '.', ':']))
    };
    let known = |range: &Range<usize>| {
        let title = title(range);
        Some((title, find(title, None)?))
    };
    let fits = |title: &&str| {
        short(title)
            && title.contains(char::is_alphabetic)
            && capitalised(title)
            && !is_part(title)
            && !is_fact(title)
            && !(title.contains(hangul) && is_korean_sentence(title))
    };
    let known = marked.iter().find_map(known);
    let named = known.map(|(title, _)| title);
    let compared = |range: &&Range<usize>| is_compared(text, &words_before(text, range.start));
    let new = || marked.iter().find(|range| fits(&title(range)) && !compared(range));
    let year = if named.is_some() { None } else { year_behind(&text[new()?.end..]) };
    let title = named.or_else(|| new().map(title))?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let style = Style { quoted: true, ..Style::default() };
    let certain = known.is_some();
    let line = TitleLine { title, year, certain, ..TitleLine::default() };
    Some(Claim { line, known: known.map(|(_, drama)| drama), style, ..Claim::default() })
}

/// The year right behind a title, in brackets or without.
fn year_behind(text: &str) -> Option<u16> {
    let digits = text.find(|c: char| c.is_alphanumeric()).filter(|at| *at <= 4)?;
    let end = text[digits..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - digits);
    year(&text[digits..digits + end])
}

/// The known title of several words that the first piece of a paragraph ends with, behind a few
/// others: `I'd say Long Pier. A boat ...`.
fn ends_piece(text: &str, pieces: &[Segment], find: &Find<'_>) -> Option<Claim> {
    let first = pieces.first().filter(|first| first.range.len() <= LONGEST)?;
    let said = &text[first.range.clone()];
    let starts = said.match_indices(' ').map(|(at, _)| at + 1).take(WORDS_BEFORE);
    let name = |at: usize| Some(&said[at..]).filter(|name| name.contains(' ') && capitalised(name));
    let (title, drama) =
        starts.filter_map(name).find_map(|name| Some((name, find(name, None)?)))?;
    let line = TitleLine { title: title.to_owned(), certain: true, ..TitleLine::default() };
    Some(Claim { line, known: Some(drama), ..Claim::default() })
}

/// How far into a paragraph a title stands that nothing marks out, and what stands behind it at
/// least, in bytes.
const LOOKED_INTO: usize = 1_000;
const SAYS: usize = 60;

/// A known title that nothing marks out, with something said behind it.
fn in_sentence(text: &str, find: &Find<'_>) -> Option<Claim> {
    if text.len() < TELLS {
        return None;
    }
    let first = text.len().saturating_sub(SAYS).min(LOOKED_INTO);
    let found = within(text, first, find).filter(|found| !is_said(text, found.range.start))?;
    let title = text[found.range].split_whitespace().collect::<Vec<_>>().join(" ");
    let line = TitleLine { title, year: found.year, certain: true, ..TitleLine::default() };
    Some(Claim { line, known: Some(found.drama), ..Claim::default() })
}

/// What stands between stars or lines below in a text that is read as plain: `_Quay_`.
fn emphasised(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let first = &text[..floor(text, FIRST * 2)];
    for mark in ['_', '*'] {
        let mut at = 0;
        while let Some(open) = first[at..].find(mark).map(|open| at + open) {
            let from = first.len() - first[open..].trim_start_matches(mark).len();
            let Some(to) = first[from..].find(mark).map(|to| from + to) else { break };
            if to > from && to - from <= LONGEST {
                found.push(from..to);
            }
            at = to + 1;
        }
    }
    found
}

/// Words in capitals among others, of four letters or more.
fn in_capitals(text: &str) -> Vec<Range<usize>> {
    let first = &text[..floor(text, FIRST * 2)];
    if !text.contains(char::is_lowercase) {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for word in first.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let capital = bare.contains(char::is_uppercase) && !bare.contains(char::is_lowercase);
        let (from, to) = (at, at + bare.len());
        at += word.len();
        match found.last_mut() {
            _ if !capital => {}
            // A mark ends a title.
            Some(last) if last.end + 1 == from && !first[..last.end].ends_with([':', ',', '.']) => {
                last.end = to;
            }
            _ => found.push(from..to),
        }
    }
    // `HOST`, above what somebody says.
    found.retain(|range| range.start > 0 || !first[range.end..].starts_with('\n'));
    let letters =
        |range: &Range<usize>| first[range.clone()].chars().filter(|c| c.is_uppercase()).count();
    found.retain(|range| letters(range) > 3);
    found
}

/// Whether a title that begins at `at` is one that somebody is quoted with.
fn is_said(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c| QUOTES.iter().any(|(open, _)| *open == c));
    let curly = before.matches('“').count() > before.matches('”').count();
    let straight = before.matches('"').count();
    let begins = text.starts_with(['"', '“']) && straight + before.matches('”').count() > 1;
    let says = ["\" said", "” said", "\" says", "” says", "\"고 ", "”고 ", "\"라고 ", "”라고 "];
    curly || straight % 2 == 1 || (begins && says.iter().any(|says| text.contains(says)))
}

/// A known title that the first words of a paragraph mention: in quotes, with its year, or set off
/// by marks.
pub fn mention(block: &Block, find: &Find<'_>) -> Option<Claim> {
    let text = block.text.text();
    let pieces = segments(text);
    let found = search_in(text, &pieces, true, None, find);
    let found = found.filter(|found| !is_said(text, pieces[found.pieces.0].range.start));
    let found = found.filter(|found| {
        let one_word = !found.title.contains(char::is_whitespace) && found.title.is_ascii();
        !one_word || found.quoted || found.year.is_some()
    });
    let Some(found) = found else {
        let claim = marked(block, find).or_else(|| begins_with(text, find));
        let claim = claim.or_else(|| new(text, &pieces));
        let claim = claim.or_else(|| ends_piece(text, &pieces, find));
        let claim = claim.or_else(|| guess(block, &pieces, find).filter(|c| c.known.is_some()));
        let claim = claim.or_else(|| in_sentence(text, find));
        let claim = claim.or_else(|| guess(block, &pieces, find))?;
        return Some(Claim { mention: true, rest: 0..text.len(), ..claim });
    };
    Some(Claim {
        line: TitleLine {
            title: found.title,
            year: found.year,
            platforms: Vec::new(),
            certain: true,
        },
        known: Some(found.drama),
        mention: true,
        style: Style { quoted: found.quoted, ..Style::default() },
        rest: 0..text.len(),
        ..Claim::default()
    })
}
