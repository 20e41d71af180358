//! Titles that running words present: a few words, the title, a mark, and what is said of it, as in
//! `My pick: “Quay”. A boat is lost.` and `then Long Pier, where a debt is paid`.

use std::ops::Range;

use crate::catalog::DramaIdx;
use crate::encode::input::floor;

use super::after::{After, Facts, after, bracket, ends_soon, is_closing, is_relative};
use super::beside::{is_date, is_fact};
use super::block::Block;
use super::claim::{Claim, Find};
use super::labels::{is_elsewhere, is_part};
use super::message::words_of;
use super::naming::{Named, begins_with_pronoun, is_all_facts, korean_name, name};
use super::segments::{QUOTES, hangul};
use super::subject::sentences;
use super::title_line::{TitleLine, capitalised, is_korean_sentence, short};
use super::within::{is_compared, words};

/// How far from the front of a sentence a title is presented, in bytes.
pub const LED_IN: usize = 64;
/// The longest title, in bytes.
pub const LONGEST: usize = 90;
/// The least that is said behind a title, in bytes.
const SAYS: usize = 40;
/// The same behind one that is not known.
const SAYS_NEW: usize = 70;
/// The longest message that only names what the next ones tell of, in bytes.
const NAMING: usize = 90;
/// The longest Korean sentence that only names a title, in bytes.
pub const SHORT: usize = 70;
/// Sentences of a block that are looked into.
const MOST: usize = 2_000;

/// Behind these words stands who it is, or who says so.
const SPEAKS: [&str; 16] = [
    "said", "says", "wrote", "writes", "added", "director", "writer", "actor", "actress", "critic",
    "singer", "host", "star", "editor", "thank", "thanks",
];

/// How a title is marked out among other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It stands in quotes.
    Quoted,
    /// It is emphasised or linked.
    Emphasised,
    /// It is written in capitals.
    Capitals,
    /// It is written as names are.
    Name,
}

/// A title that a sentence presents.
#[derive(Debug, Clone)]
pub struct Presented {
    /// Where its sentence begins.
    pub at: usize,
    /// The title.
    pub title: String,
    /// What marks it out.
    pub mark: Mark,
    /// Its year in brackets behind it.
    year: Option<u16>,
    /// Whether a year or a platform stands in brackets behind it.
    pub stated: bool,
    /// The drama of the catalogue.
    pub known: Option<DramaIdx>,
    /// Whether something is said behind it.
    says: bool,
    /// Whether it is marked out and parted from what is said by a mark.
    pub strong: bool,
}

impl Presented {
    /// The claim of a block with so many bytes.
    pub fn claim(self, end: usize) -> Claim {
        Claim {
            line: TitleLine {
                title: self.title,
                year: self.year,
                certain: self.known.is_some() || self.stated,
                ..TitleLine::default()
            },
            known: self.known,
            subject: true,
            presented: true,
            strong: self.strong,
            rest: if self.says { 0..end } else { end..end },
            ..Claim::default()
        }
    }
}

/// The titles that the sentences of a block present.
pub fn presented(block: &Block, find: &Find<'_>) -> Vec<Presented> {
    let text = block.text.text();
    let message = words_of(text).map(|(_, words)| words);
    let spoken = block.spoken || message.is_some();
    let from = message.unwrap_or(0);
    if text.len() < from + SAYS && !spoken {
        return Vec::new();
    }
    let starts = sentences(&text[from..]).into_iter().map(|at| from + at).take(MOST);
    let starts: Vec<usize> = starts.collect();
    let mut marks = vec![&block.lead, &block.marked];
    marks.extend(&block.marks);
    marks.sort_by_key(|range| range.start);
    let marks = &*marks;
    let mut found: Vec<Presented> = Vec::new();
    for (number, at) in starts.iter().copied().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(text.len());
        let sentence = Sentence { text, at, end, marks, spoken };
        found.extend(sentence.presented(find));
    }
    found
}

/// A sentence, in the block in which it stands.
struct Sentence<'t> {
    text: &'t str,
    at: usize,
    /// Where the next one begins.
    end: usize,
    /// What the block emphasises.
    marks: &'t [&'t Range<usize>],
    spoken: bool,
}

impl Sentence<'_> {
    /// The title that it presents: what is marked out before what is only written as a name.
    fn presented(&self, find: &Find<'_>) -> Option<Presented> {
        let text = self.text;
        let end = floor(text, self.at + LED_IN + LONGEST);
        let window = &text[self.at..end];
        let words = words(window, LED_IN);
        let (mut name, mut behind) = (None, 0);
        for (number, word) in words.iter().enumerate() {
            let begins = self.at + word.start;
            if word.start > LED_IN || begins < behind {
                continue;
            }
            let said = number > 0
                && SPEAKS.contains(&window[words[number - 1].clone()].trim_end_matches([',', ':']));
            if is_compared(window, &words[..number]) {
                behind = self.name(begins, find).map_or(0, |named| named.range.end);
                continue;
            }
            // In the next sentence it is found anew.
            if begins >= self.end {
                break;
            }
            if let Some((inner, mark)) = self.marked(begins) {
                let to = inner.end;
                if let Some(found) = self.take(inner, mark, find) {
                    return Some(found);
                }
                if mark == Mark::Emphasised {
                    behind = to;
                }
            } else if said {
                behind = self.name(begins, find).map_or(0, |named| named.range.end);
            } else if name.is_none() {
                let named = self.name(begins, find);
                let mark = |named: &Named| if named.capitals { Mark::Capitals } else { Mark::Name };
                name = named.and_then(|named| self.take(named.range.clone(), mark(&named), find));
            }
        }
        name
    }

    /// Whether nothing but marks stands between the front of the sentence and a place.
    fn is_begun_by(&self, at: usize) -> bool {
        let front =
            self.text[self.at..at].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':');
        front.is_empty() || front.ends_with(':')
    }

    /// What is marked out where a word begins, behind the marks before it.
    fn marked(&self, begins: usize) -> Option<(Range<usize>, Mark)> {
        let text = self.text;
        let last = self.marks.partition_point(|range| range.start <= begins);
        let emphasised = self.marks[..last].iter().rev().take(2).find(|range| {
            let front = text.get(range.start..begins);
            range.len() <= LONGEST
                && front.is_some_and(|front| !front.contains(char::is_alphanumeric))
                && begins < range.end
        });
        if let Some(range) = emphasised {
            return Some((begins..range.end, Mark::Emphasised));
        }
        let open = text[..begins].chars().next_back()?;
        let rest = &text[begins..floor(text, begins + LONGEST)];
        if matches!(open, '*' | '_') {
            let to = rest.find(open)?;
            return Some((begins..begins + to, Mark::Emphasised));
        }
        let (_, closes) = QUOTES.iter().find(|(quote, _)| *quote == open)?;
        let closing = |(at, c): &(usize, char)| {
            let next = rest[at + c.len_utf8()..].chars().next();
            // An apostrophe within a word closes nothing; Hangul particles follow at once.
            closes.contains(c)
                && (!matches!(c, '\'' | '’')
                    || !next.is_some_and(|c| c.is_alphanumeric() && !hangul(c)))
        };
        let (to, _) = rest.char_indices().find(closing)?;
        Some((begins..begins + to, Mark::Quoted))
    }

    /// What is written as a name where a word begins.
    fn name(&self, begins: usize, find: &Find<'_>) -> Option<Named> {
        let front = begins == self.at;
        if front && self.text[begins..].starts_with(hangul) {
            let said = &self.text[self.at..self.end];
            let range = korean_name(said, find)?;
            let range = begins + range.start..begins + range.end;
            return Some(Named { range, capitals: false });
        }
        name(self.text, begins, front, find)
    }

    /// A title where one may stand by its looks and by what follows it.
    fn take(&self, range: Range<usize>, mark: Mark, find: &Find<'_>) -> Option<Presented> {
        let text = self.text;
        let ended = |c: char| matches!(c, ',' | ':' | ';') || c.is_whitespace() || is_closing(c);
        let said = text.get(range.clone())?;
        // `**Quay (2018)**`
        let inner = said.rfind('(').filter(|open| *open > 0 && said.trim_end().ends_with(')'));
        let (said, stated) = said.split_at(inner.unwrap_or(said.len()));
        let said = said.trim_end_matches(ended);
        let bare = said.trim_end_matches(['.', '…']).trim_end_matches(ended);
        let stopped = bare.len() < said.len() || said.ends_with(['!', '?']);
        // As Americans set commas: `“Quay,” where a boat is lost`.
        let comma = text[range.clone()].trim_end().ends_with(',');
        let mut at = range.end;
        let mut facts = Facts::default();
        facts.add(stated.trim_matches(['(', ')', ' ']));
        at += skip(&text[at..], |c| is_closing(c) || c == ' ' || c == '\u{a0}');
        while let Some((inner, after)) = bracket(&text[at..]) {
            facts.add(inner);
            at = text.len() - after.len();
            at += skip(after, |c| is_closing(c) || c == ' ');
        }
        let known = [said, bare].iter().find_map(|name| find(name.trim(), facts.year));
        let rest = &text[at..];
        let korean = mark == Mark::Name && said.starts_with(hangul);
        let begun = self.is_begun_by(range.start);
        let ends_korean = korean && self.end.saturating_sub(range.end) < SHORT;
        let ends =
            (begun || known.is_some() && mark != Mark::Name) && ends_soon(rest, known.is_some());
        let several = known.is_some() && said.contains([' ', '-']) && rest.starts_with(',');
        let clause = several || comma && (mark == Mark::Quoted || is_relative(rest));
        let after = match after(rest, stopped, mark) {
            Some(after) => after,
            None if clause => After::Clause,
            None if ends || ends_korean && self.end < text.len() => After::Stop,
            None if ends_korean => After::End,
            None => return None,
        };
        let says = rest.trim().len() >= SAYS;
        let names = after == After::End && self.spoken && text.len() <= NAMING + self.at;
        if !says && !names {
            return None;
        }
        let title = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        if known.is_none() {
            let several = title.contains(' ') || facts.stated || title.contains(hangul);
            let small = mark == Mark::Emphasised || capitalised(&title);
            // `Where is Quay? A boat ...` presents it, `Quay? A boat ...` does not.
            let asks = begun && rest.starts_with('?') && !rest.starts_with("??");
            let told = match mark {
                Mark::Name => after != After::Clause || facts.stated || is_relative(rest),
                _ => true,
            };
            let asks = asks || rest.trim().len() < SAYS_NEW && after != After::End;
            let pronoun =
                mark == Mark::Name && (begins_with_pronoun(&title) || is_all_facts(&title));
            if !several || !told || !small || asks || pronoun || !may_be_title(&title) {
                return None;
            }
        }
        let Facts { year, stated } = facts;
        let strong = after == After::Parted
            && matches!(mark, Mark::Quoted | Mark::Emphasised)
            && rest.trim().len() >= SAYS_NEW;
        Some(Presented { at: self.at, title, mark, year, stated, known, says, strong })
    }
}

/// Whether a title that is not known may be one by its looks.
fn may_be_title(title: &str) -> bool {
    (3..=LONGEST).contains(&title.len())
        && title.contains(char::is_alphabetic)
        && short(title)
        && !is_part(title)
        && !is_elsewhere(title)
        && !is_fact(title)
        && !is_date(title)
        && !(title.contains(hangul) && is_korean_sentence(title))
}

/// How long the front of a text is whose characters are such.
fn skip(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(of).len()
}
