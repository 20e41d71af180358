//! Which title a block of a page claims to be about.

use std::ops::Range;

use crate::catalog::DramaIdx;

use super::block::{Block, Kind};
use super::message::words_of;
use super::names::{
    is_credit, is_fact, is_name_label, is_part, is_platform, without_number, without_ornament,
    without_word_beside, year,
};
use super::segments::{Apart, Segment, hangul, segments};
use super::subject::goes_on;
use super::title_line::{TitleLine, capitalised, is_note, parse, short};

/// Finds the drama that has exactly this title, of the year where one is stated.
pub type Find<'k> = dyn Fn(&str, Option<u16>) -> Option<DramaIdx> + 'k;

/// How a title is written; the titles of one page are mostly written alike.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Whether a number stands before it.
    pub numbered: bool,
    /// Whether it stands in quotes.
    pub quoted: bool,
}

/// A title that a block may be about.
#[derive(Debug, Clone, Default)]
pub struct Claim {
    /// Title, year and platforms as stated.
    pub line: TitleLine,
    /// The drama of the catalogue with this title.
    pub known: Option<DramaIdx>,
    /// Whether the known title is one word, which may as well be a word: `Family`.
    pub frail: bool,
    /// Whether the block only mentions the title in what it says.
    pub mention: bool,
    /// Whether running text turns to the drama here.
    pub subject: bool,
    /// How it is written.
    pub style: Style,
    /// What of the block says something about the drama; empty for a mere title.
    pub rest: Range<usize>,
}

/// The shortest text that says something whatever it says, in bytes.
const SAYS: usize = 30;
/// How many pieces may stand before a title.
const BEFORE: usize = 6;
/// How many pieces may make up a title.
const JOINED: usize = 4;
/// The most words of a title with what may stand beside it.
const MOST_WORDS: usize = 16;
/// The most words of a title that a sentence begins with.
const TITLE_WORDS: usize = 8;
/// The shortest title of one word, in bytes, that a message may begin with.
const ONE_WORD: usize = 8;
/// The longest title, in bytes.
const LONGEST: usize = 120;

/// The title of a block, known or by its looks, or with `mentions` a known one that it mentions;
/// `None` when it claims none.
pub fn claim(block: &Block, mentions: bool, find: &Find<'_>) -> Option<Claim> {
    let text = block.text.text();
    let whole = text.trim();
    if !block.lead.is_empty()
        && block.lead.len() < whole.len()
        && let Some(claim) = of_lead(text, block.lead.clone(), find)
    {
        return Some(claim);
    }
    let heading = matches!(block.kind, Kind::Heading(_));
    let line = block.alone && whole.len() <= 200;
    let free = heading || (line && matches!(block.kind, Kind::Cell { .. }));
    let spoken = || if block.spoken { begins_with(text, find) } else { None };
    let told = known(text, free, line, block.spoken, find)
        .or_else(|| in_message(text, find))
        .or_else(spoken);
    if told.is_some() {
        return told;
    }
    if line || heading {
        let line = parse(whole);
        if let Some(line) = line {
            let style = style_of(whole);
            return Some(Claim { line, style, ..Claim::default() });
        }
    }
    opening(text).or_else(|| if mentions { mention(block, find) } else { None })
}

fn style_of(text: &str) -> Style {
    let (rest, numbered) = without_number(text);
    let first = rest.chars().next();
    let quoted = super::segments::QUOTES.iter().any(|(open, _)| Some(*open) == first);
    Style { numbered, quoted }
}

/// The title in emphasised words at the front.
fn of_lead(text: &str, lead: Range<usize>, find: &Find<'_>) -> Option<Claim> {
    let said = &text[lead.clone()];
    if said.len() > 200 || said.split_once(':').is_some_and(|(label, _)| is_part(label)) {
        return None;
    }
    let tail = &text[lead.end..];
    let pieces = segments(tail);
    let facts = pieces.iter().take_while(|piece| is_fact(&tail[piece.range.clone()])).count();
    let of = |range: &Range<usize>| &tail[range.clone()];
    let stated = pieces[..facts].iter().find_map(|piece| year(of(&piece.range)));
    let rest =
        pieces.get(facts).map_or(text.len(), |piece| lead.end + piece.range.start)..text.len();
    let front = &text[..lead.start];
    let mut style = style_of(said);
    style.numbered |= front.chars().any(|c| c.is_ascii_digit());
    if let Some(found) = search(said, true, stated, find) {
        return Some(Claim {
            line: TitleLine {
                title: found.title,
                year: found.year.or(stated),
                platforms: platforms(tail, &pieces[..facts]),
                certain: true,
            },
            known: Some(found.drama),
            style,
            rest,
            ..Claim::default()
        });
    }
    let mut line = parse(said)?;
    if is_part(&line.title) || !capitalised(&line.title) {
        return None;
    }
    let bracketed = pieces.first().is_some_and(|piece| piece.apart == Apart::Bracketed);
    line.year = line.year.or(stated);
    line.certain &= line.year.is_some() || style.quoted;
    line.certain |= stated.is_some() && bracketed;
    line.platforms.extend(platforms(tail, &pieces[..facts]));
    Some(Claim { line, style, rest, ..Claim::default() })
}

fn platforms(text: &str, pieces: &[Segment]) -> Vec<String> {
    let names = pieces.iter().map(|piece| &text[piece.range.clone()]);
    names.filter(|name| is_platform(name)).map(str::to_owned).collect()
}

/// A known title in a line.
struct Found {
    drama: DramaIdx,
    title: String,
    year: Option<u16>,
    /// Its first and its last piece.
    pieces: (usize, usize),
    quoted: bool,
    /// Whether something other than numbers stands before it.
    led: bool,
}

/// Looks for a known title among the pieces of a text; `free` when anything may stand before it.
fn search(text: &str, free: bool, stated: Option<u16>, find: &Find<'_>) -> Option<Found> {
    let pieces = segments(text);
    search_in(text, &pieces, free, stated, find)
}

fn search_in(
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
    is_fact(piece) || is_name_label(piece) || (name && !is_part(piece))
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
        Some((text.split_whitespace().collect::<Vec<_>>().join(" "), drama))
    };
    let bare = without_ornament(raw).trim_end_matches(['*', '_', '★', '☆']);
    let (unnumbered, numbered) = without_number(bare);
    let plain = look(bare).or_else(|| if numbered { look(unnumbered) } else { None });
    if plain.is_some() || !one {
        return plain;
    }
    let twice = named_twice(unnumbered, year, find);
    if twice.is_some() {
        return twice;
    }
    let mut core = unnumbered;
    for _ in 0..3 {
        core = without_word_beside(core)?;
        if let Some(found) = look(core) {
            return Some(found);
        }
    }
    None
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

/// A known title that a message begins with, behind its time and who speaks.
fn in_message(text: &str, find: &Find<'_>) -> Option<Claim> {
    let (timed, named) = words_of(text)?;
    for from in if timed == named { vec![timed] } else { vec![timed, named] } {
        let said = &text[from..];
        let found = known(said, false, true, false, find);
        let Some(mut claim) = found.or_else(|| begins_with(said, find)) else { continue };
        if claim.rest.is_empty() {
            claim.rest = text.len()..text.len();
        } else {
            claim.rest = from + claim.rest.start..from + claim.rest.end;
        }
        return Some(claim);
    }
    None
}

/// A known title that a text begins with, and goes on: `Quay Street then! a boat`.
fn begins_with(text: &str, find: &Find<'_>) -> Option<Claim> {
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
        if number == 0 && (name.len() < ONE_WORD || !goes_on(next)) {
            continue;
        }
        // `Our Blues of old` is about no drama; a name is written as names are, or stands alone.
        if !next.starts_with(|c: char| c.is_lowercase() || hangul(c)) || !capitalised(name) {
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
fn known(text: &str, free: bool, line: bool, spoken: bool, find: &Find<'_>) -> Option<Claim> {
    let pieces = segments(text);
    let mut found = search_in(text, &pieces, free, None, find);
    if found.is_none() && line && !ends_sentence(text) {
        // A quoted title in a line that is no sentence.
        found = search_in(text, &pieces, true, None, find).filter(|found| found.quoted);
    }
    let found = found?;
    let (_, last) = found.pieces;
    let mut next = last + 1;
    let again = |name: &str| name.len() <= LONGEST && find(name, found.year) == Some(found.drama);
    while let Some(piece) = pieces.get(next) {
        let said = &text[piece.range.clone()];
        if !beside(said, piece.apart) && !again(said) {
            break;
        }
        next += 1;
    }
    let facts = &pieces[last + 1..next];
    let style = Style { numbered: style_of(text).numbered, quoted: found.quoted };
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
    let parted = matches!(apart, Some(Apart::Dash | Apart::Colon | Apart::Bracketed))
        || (message && apart != Some(Apart::Following))
        || (apart == Some(Apart::Stop) && (stated || found.quoted));
    if says && !free && !parted {
        return None;
    }
    // `Family, friends`: a title that goes on behind a comma is none, nor is `Mine is a word`.
    if !free
        && !says
        && matches!(apart, Some(Apart::Comma | Apart::Following))
        && !found.quoted
        && !stated
    {
        return None;
    }
    // Anything that marks a title out says that one word is one: a mark around it, a text parted
    // from it.
    let opens = says && parted && !found.led;
    let marked = found.quoted || stated || style.numbered || opens || (free && pieces.len() > 1);
    let frail = one_word && !marked;
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
        style,
        rest: if says { rest } else { text.len()..text.len() },
    })
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

/// A title with its year or platform in brackets and a dash, before what is said: not in the
/// catalogue.
fn opening(text: &str) -> Option<Claim> {
    let pieces = segments(text);
    let style = style_of(text);
    let first = pieces
        .iter()
        .position(|piece| text[piece.range.clone()].chars().any(char::is_alphabetic))?;
    if text[..pieces[first].range.start].chars().any(char::is_alphabetic) {
        return None;
    }
    let title = without_number(&text[pieces[first].range.clone()]).0;
    let facts = pieces[first + 1..]
        .iter()
        .take_while(|piece| piece.apart == Apart::Bracketed && is_fact(&text[piece.range.clone()]))
        .count();
    let next = pieces.get(first + 1 + facts)?;
    let facts = &pieces[first + 1..first + 1 + facts];
    let parted = matches!(next.apart, Apart::Dash | Apart::Colon);
    let rest = next.range.start..text.len();
    if facts.is_empty()
        || !parted
        || rest.len() < SAYS
        || !short(title)
        || !capitalised(title)
        || is_fact(title)
    {
        return None;
    }
    let said = facts.iter().find_map(|piece| year(&text[piece.range.clone()]));
    let line = TitleLine {
        title: title.split_whitespace().collect::<Vec<_>>().join(" "),
        year: said,
        platforms: platforms(text, facts),
        certain: true,
    };
    Some(Claim { line, style, rest, ..Claim::default() })
}

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
        ..Claim::default()
    })
}

/// A known title that the first words of a paragraph mention: in quotes, with its year, or set off
/// by marks.
fn mention(block: &Block, find: &Find<'_>) -> Option<Claim> {
    let text = block.text.text();
    let pieces = segments(text);
    let Some(found) = search_in(text, &pieces, true, None, find) else {
        let claim = marked(block, find).or_else(|| begins_with(text, find))?;
        return Some(Claim { mention: true, rest: 0..text.len(), ..claim });
    };
    let one_word = !found.title.contains(char::is_whitespace) && found.title.is_ascii();
    if one_word && !found.quoted && found.year.is_none() {
        return None;
    }
    Some(Claim {
        line: TitleLine {
            title: found.title,
            year: found.year,
            platforms: Vec::new(),
            certain: true,
        },
        known: Some(found.drama),
        mention: true,
        style: Style { numbered: false, quoted: found.quoted },
        rest: 0..text.len(),
        ..Claim::default()
    })
}
