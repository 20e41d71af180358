//! Which title a block of a page claims to be about.

use std::ops::Range;

use crate::catalog::DramaIdx;

use super::beside::{is_byline, is_date, is_fact, is_platform};
use super::block::{Block, Kind};
use super::introduced::introduced;
use super::known::{begins_with, behind_a_word, in_message, in_words, known};
use super::labels::behind_label;
use super::mention::mention;
use super::message::words_of;
use super::numbering::without_number;
use super::opening::{of_entry, of_lead, opening};
use super::question::asked_after;
use super::segments::{Apart, QUOTES, Segment};
use super::title_line::{TitleLine, capitalised, in_brackets, parse};

/// Finds the drama that has exactly this title, of the year where one is stated.
pub type Find<'k> = dyn Fn(&str, Option<u16>) -> Option<DramaIdx> + 'k;

/// How a title is written; the titles of one page are mostly written alike.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Whether a number stands before it.
    pub numbered: bool,
    /// Whether it stands in quotes.
    pub quoted: bool,
    /// Whether a label before it says that it is a title.
    pub labelled: bool,
    /// What sets off what is said behind it.
    pub parted: Option<Apart>,
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
    /// Whether running words present it, on a page that presents its titles so.
    pub presented: bool,
    /// Whether it is marked out and parted from what is said of it by a mark.
    pub strong: bool,
    /// How it is written.
    pub style: Style,
    /// What of the block says something about the drama; empty for a mere title.
    pub rest: Range<usize>,
}

/// The shortest text that says something whatever it says, in bytes.
pub const SAYS: usize = 30;

/// The title of a block, known or by its looks, or with `mentions` a known one that it mentions;
/// `None` when it claims none.
pub fn claim(block: &Block, mentions: bool, find: &Find<'_>) -> Option<Claim> {
    let text = block.text.text();
    let whole = text.trim();
    if block.links && !matches!(block.kind, Kind::Heading(_)) {
        return None;
    }
    if block.entry {
        return of_entry(text, block.lead.clone(), find);
    }
    if !block.lead.is_empty()
        && block.lead.len() < whole.len()
        && let Some(claim) = of_lead(text, block.lead.clone(), find)
    {
        return Some(claim);
    }
    let heading = matches!(block.kind, Kind::Heading(_));
    let line = block.alone && whole.len() <= 200;
    let free = heading || (line && matches!(block.kind, Kind::Cell { .. }));
    let words = || {
        let found = begins_with(text, find).or_else(|| behind_a_word(text, find));
        found.or_else(|| if mentions { in_words(text, find) } else { None })
    };
    let spoken = || if block.spoken { words() } else { None };
    // Who speaks may have the name of a drama: `[Mina] [21:14] words`.
    let named = text.starts_with('[') && words_of(text).is_some();
    let told = if named { None } else { known(text, free, line, block.spoken, find) }
        .or_else(|| in_message(text, mentions, find))
        .or_else(spoken)
        .or_else(|| if line || heading { asked_after(text, find) } else { None });
    if told.is_some() {
        return told;
    }
    if line && is_byline(whole) {
        return None;
    }
    if line || heading {
        let claim = of_line(text, block.spoken, find);
        if claim.is_some() {
            return claim;
        }
    }
    let opened = opening(text);
    if opened.as_ref().is_some_and(|claim| claim.line.certain) || !mentions {
        return opened.filter(|claim| claim.line.certain);
    }
    let mentioned = if named { None } else { mention(block, find) };
    mentioned.or(opened)
}

/// The title that a line is by its looks, or that it introduces. In a chat only what is marked out
/// is one: a message is short too.
fn of_line(text: &str, spoken: bool, find: &Find<'_>) -> Option<Claim> {
    let message = words_of(text).map(|(_, words)| words);
    let words = text[message.unwrap_or(0)..].trim();
    // Without a time, a message that is written as a name is may be one.
    let said = message.is_some() || spoken && !capitalised(words);
    let style = style_of(words);
    if let Some(claim) = behind_words(words, style, find) {
        return Some(claim);
    }
    if let Some(line) = parse(words)
        && (!said || line.certain || style.quoted)
    {
        return Some(Claim { line, style, ..Claim::default() });
    }
    let claim = introduced(words, spoken || message.is_some(), find)?;
    Some(Claim { rest: text.len()..text.len(), ..claim })
}

/// The title with its year that a line ends with, behind words in small letters: `ok so Quay
/// (2021)`.
fn behind_words(text: &str, style: Style, find: &Find<'_>) -> Option<Claim> {
    let mut line = parse(text).filter(|line| line.year.is_some())?;
    if !line.title.starts_with(char::is_lowercase) {
        return None;
    }
    let capital = |word: &(usize, &str)| word.1.starts_with(char::is_uppercase);
    let words = line.title.split(' ').scan(0, |from, word| {
        let at = *from;
        *from += word.len() + 1;
        Some((at, word))
    });
    let starts: Vec<usize> = words.filter(capital).map(|(at, _)| at).collect();
    let titles = starts.iter().map(|at| &line.title[*at..]);
    let titles = titles.filter(|title| capitalised(title) && !is_date(title) && !is_fact(title));
    let titles: Vec<&str> = titles.collect();
    let known = titles.iter().find_map(|title| Some((*title, find(title, line.year)?)));
    let title = known.map_or(*titles.first()?, |(title, _)| title).to_owned();
    let rest = text.len()..text.len();
    let known = known.map(|(_, drama)| drama);
    (line.title, line.certain) = (title, true);
    Some(Claim { line, known, style, rest, ..Claim::default() })
}

/// How the front of a line is written.
pub fn style_of(text: &str) -> Style {
    let value = behind_label(text);
    let (rest, numbered) = without_number(value.unwrap_or(text));
    let first = rest.chars().next();
    let quoted = QUOTES.iter().any(|(open, _)| Some(*open) == first) || in_brackets(rest).is_some();
    Style { numbered, quoted, labelled: value.is_some(), parted: None }
}

/// The platforms among pieces.
pub fn platforms(text: &str, pieces: &[Segment]) -> Vec<String> {
    let names = pieces.iter().map(|piece| &text[piece.range.clone()]);
    names.filter(|name| is_platform(name)).map(str::to_owned).collect()
}
