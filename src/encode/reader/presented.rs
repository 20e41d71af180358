//! Titles that running words present: a few words, the title, a mark, and what is said of it, as in
//! `My pick: “Quay”. A boat is lost.` and `then Long Pier, where a debt is paid`. A page that
//! presents known titles so presents its others so.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::catalog::{DramaIdx, fold};

use super::beside::{is_date, is_fact, is_platform, year};
use super::block::{Block, Kind};
use super::claim::{Claim, Find};
use super::labels::{is_elsewhere, is_part};
use super::message::words_of;
use super::segments::{BRACKETS, QUOTES, hangul};
use super::subject::{goes_on, sentences, tells};
use super::title_line::{TitleLine, capitalised, is_korean_sentence, short};
use super::within::{is_compared, within, words};

/// How far from the front of a sentence a title is presented, in bytes.
const LED_IN: usize = 64;
/// The longest title, in bytes.
const LONGEST: usize = 90;
/// The longest bracket between a title and its mark, in bytes.
const BRACKET: usize = 60;
/// The least that is said behind a title, in bytes.
const SAYS: usize = 40;
/// The same behind one that is not known.
const SAYS_NEW: usize = 70;
/// The longest message that only names what the next ones tell of, in bytes.
const NAMING: usize = 90;
/// The longest end of a sentence that a title begins, in bytes.
const TAIL: usize = 24;
/// The longest Korean sentence that only names a title, in bytes.
const SHORT: usize = 70;
/// What they begin with, and how long that is at most, in bytes.
const KOREAN_LEADS: [&str; 19] = [
    "첫", "두", "세", "네", "다섯", "여섯", "마지막", "다음", "나", "저", "난", "전", "제", "내", "그리고",
    "이번", "또", "우리", "1",
];
const LEAD: usize = 24;
/// What Korean sentences end with that name a title and no more.
const KOREAN_ENDS: [&str; 8] =
    ["이에요", "예요", "이요", "입니다", "이다", " 추천", " 강추", "요"];
/// Sentences of a block that are looked into.
const MOST: usize = 2_000;
/// So many known titles show how a page presents them.
const SHOWN: usize = 2;

/// How a title is marked out among other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
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
struct Presented {
    /// Where its sentence begins.
    at: usize,
    title: String,
    mark: Mark,
    /// Its year in brackets behind it.
    year: Option<u16>,
    /// Whether a year or a platform stands in brackets behind it.
    stated: bool,
    known: Option<DramaIdx>,
    /// Whether something is said behind it.
    says: bool,
}

/// What follows a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
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

/// How a page presents titles in running words.
#[derive(Debug, Default)]
pub struct Presents {
    /// Whether it presents known ones, more than stand in lines of their own.
    known: bool,
    /// Whether others are presented by what marks them out, and by being written as names.
    marked: bool,
    named: bool,
    /// Whether known ones that are marked out are written small.
    small: bool,
    /// Titles that stand too often to be presented: names of who speaks.
    repeated: HashSet<String>,
}

impl Presents {
    /// What blocks show, each with the title that it claims.
    pub fn of<'b>(
        blocks: impl Iterator<Item = (&'b Block, Option<&'b Claim>)>,
        find: &Find<'_>,
    ) -> Self {
        let (mut told, mut bare) = (HashSet::new(), HashSet::new());
        let mut marked: HashMap<String, usize> = HashMap::new();
        let mut named: HashMap<String, usize> = HashMap::new();
        let mut small = false;
        for (block, claim) in blocks {
            let running = matches!(block.kind, Kind::Text | Kind::Item);
            if let Some(claim) = claim.filter(|claim| !claim.mention && !claim.frail)
                && let Some(known) = claim.known
            {
                let spoken = block.spoken || words_of(block.text.text()).is_some();
                if running && (spoken || !claim.rest.is_empty()) {
                    told.insert(known);
                    small |= !block.lead.is_empty() && !capitalised(&claim.line.title);
                } else {
                    bare.insert(known);
                }
                continue;
            }
            if !running {
                continue;
            }
            told.extend(named_early(block, find));
            for found in presented(block, find) {
                match (found.known, found.mark) {
                    (Some(known), mark) => {
                        told.insert(known);
                        small |= mark == Mark::Emphasised && !capitalised(&found.title);
                    }
                    (None, _) if !capitalised(&found.title) => {}
                    (None, Mark::Quoted | Mark::Emphasised) => {
                        *marked.entry(fold(&found.title)).or_default() += 1;
                    }
                    (None, _) => *named.entry(fold(&found.title)).or_default() += 1,
                }
            }
        }
        let often = |(title, times): (&String, &usize)| (*times > 2).then(|| title.clone());
        let repeated = marked.iter().chain(named.iter()).filter_map(often).collect();
        let known = told.len() >= SHOWN && told.len() > bare.len();
        Self {
            known,
            marked: known && marked.len() <= told.len() * 2,
            named: known && named.len() <= told.len(),
            small,
            repeated,
        }
    }

    /// Whether a line that only names a title in quotes presents it, as messages do.
    pub fn hold(&self, block: &Block, claim: &Claim) -> bool {
        let spoken = block.spoken || words_of(block.text.text()).is_some();
        self.known && spoken && claim.known.is_none() && claim.style.quoted && claim.line.certain
    }

    /// The titles that the sentences of a block present, each with where its sentence begins, where
    /// the page presents titles so.
    pub fn claims(&self, block: &Block, find: &Find<'_>) -> Vec<(usize, Claim)> {
        if !self.known {
            return Vec::new();
        }
        let fits = |found: &Presented| match (found.known, found.mark) {
            (Some(_), _) => true,
            (None, _) if !(capitalised(&found.title) || self.small) => false,
            (None, Mark::Quoted | Mark::Emphasised) => self.marked || found.stated,
            (None, _) => self.named || found.stated,
        };
        let found = presented(block, find).into_iter();
        let found = found.filter(|found| fits(found) && !self.repeated.contains(&fold(&found.title)));
        found.map(|found| (found.at, found.claim(block.text.text().len()))).collect()
    }
}

impl Presented {
    fn claim(self, end: usize) -> Claim {
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
            rest: if self.says { 0..end } else { end..end },
            ..Claim::default()
        }
    }
}

/// The known drama that a paragraph names among its first words.
fn named_early(block: &Block, find: &Find<'_>) -> Option<DramaIdx> {
    let text = block.text.text();
    let from = words_of(text).map_or(0, |(_, words)| words);
    let found = within(&text[from..], LED_IN, find)?;
    (text.len() >= from + found.range.end + SAYS_NEW).then_some(found.drama)
}

/// The titles that the sentences of a block present.
fn presented(block: &Block, find: &Find<'_>) -> Vec<Presented> {
    let text = block.text.text();
    let message = words_of(text).map(|(_, words)| words);
    let spoken = block.spoken || message.is_some();
    let from = message.unwrap_or(0);
    if text.len() < from + SAYS && !spoken {
        return Vec::new();
    }
    let starts = sentences(&text[from..]).into_iter().map(|at| from + at).take(MOST);
    let starts: Vec<usize> = starts.collect();
    let marks = [&block.lead, &block.marked];
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
    marks: [&'t Range<usize>; 2],
    spoken: bool,
}

impl<'t> Sentence<'t> {
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
            if is_compared(window, &words[..number]) {
                behind = self.name(begins, find).map_or(0, |(range, _)| range.end);
                continue;
            }
            // In the next sentence it is found anew.
            if begins >= self.end {
                break;
            }
            if let Some((inner, mark)) = self.marked(begins) {
                if let Some(found) = self.take(inner, mark, find) {
                    return Some(found);
                }
            } else if name.is_none() {
                let run = self.name(begins, find);
                name = run.and_then(|(range, mark)| self.take(range, mark, find));
            }
        }
        name
    }

    /// Whether nothing but marks stands between the front of the sentence and a place.
    fn is_begun_by(&self, at: usize) -> bool {
        let front = self.text[self.at..at].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':');
        front.is_empty() || front.ends_with(':') || !front.contains(char::is_alphanumeric)
    }

    /// What is marked out where a word begins, behind the marks before it.
    fn marked(&self, begins: usize) -> Option<(Range<usize>, Mark)> {
        let text = self.text;
        let emphasised = self.marks.iter().find(|range| {
            let front = text.get(range.start..begins);
            range.len() <= LONGEST && front.is_some_and(|front| !front.contains(char::is_alphanumeric))
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

    /// The words that are written as a name from where one begins to a mark.
    fn name(&self, begins: usize, find: &Find<'_>) -> Option<(Range<usize>, Mark)> {
        let text = self.text;
        let rest = &text[begins..floor(text, begins + LONGEST)];
        if !rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return self.korean_name(begins, find);
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
            } else if core.chars().count() >= 4 && !capitalised(&format!("A {core}")) {
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
        let capitals = capitals && text.contains(char::is_lowercase);
        let several = large > 1 && said.contains(' ');
        // One word is a name anywhere but at the front of a sentence, where it is known.
        let stated = text[begins + end..].trim_start().starts_with('(');
        let sure = stated || text[begins + end..].starts_with(['!', ':']) && said.len() > 4;
        let one = || (begins > self.at || sure) && said.len() > 3 && find(said, None).is_some();
        let mark = if capitals { Mark::Capitals } else { Mark::Name };
        (several || capitals || (!said.is_empty() && one())).then_some((from..begins + end, mark))
    }

    /// The words that a short Korean sentence is about, behind what counts them or who says it:
    /// `두 번째는 부두.`, `나는 부두 추천!`
    fn korean_name(&self, begins: usize, find: &Find<'_>) -> Option<(Range<usize>, Mark)> {
        let said = self.text[self.at..self.end].trim_end();
        if begins != self.at || said.len() > SHORT || !said.starts_with(hangul) {
            return None;
        }
        let bare = |said: &'t str| {
            let name = said.trim_end_matches(|c: char| !c.is_alphanumeric());
            KOREAN_ENDS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).trim_end()
        };
        if find(bare(said), None).is_some() {
            return Some((self.at..self.at + bare(said).len(), Mark::Name));
        }
        let topic = ["는 ", "은 ", "난 ", "전 "].iter();
        let (at, topic) = topic.filter_map(|end| Some((said.find(end)?, end))).min()?;
        let from = at + topic.len();
        if !KOREAN_LEADS.iter().any(|lead| said.starts_with(lead)) || at > LEAD {
            return None;
        }
        let name = bare(&said[from..]);
        let few = (1..=4).contains(&name.split_whitespace().count()) && name.chars().count() > 3;
        let from = self.at + from;
        few.then(|| (from..from + name.len(), Mark::Name))
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
        let ends_korean = || {
            let end = self.end.saturating_sub(range.end);
            (korean && end < SHORT).then_some(if self.end < text.len() { After::Stop } else { After::End })
        };
        let clause = || (comma && (mark == Mark::Quoted || is_relative(rest))).then_some(After::Clause);
        let begun = self.is_begun_by(range.start) || known.is_some() && mark != Mark::Name;
        let ends = || (begun && ends_soon(rest, known.is_some())).then_some(After::Stop);
        let several = known.is_some() && said.contains([' ', '-']) && rest.starts_with(',');
        let after = after(rest, stopped, mark).or_else(clause).or_else(ends).or_else(ends_korean);
        let after = after.or(several.then_some(After::Clause))?;
        let says = rest.trim().len() >= SAYS;
        if !says && !(after == After::End && self.spoken && text.len() <= NAMING + self.at) {
            return None;
        }
        let title = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        if known.is_none() {
            let several = title.contains(' ') || facts.stated || title.contains(hangul);
            let small = mark == Mark::Emphasised || capitalised(&title);
            // `Where is Quay? A boat ...` presents it, `Quay? A boat ...` does not.
            let begins = self.is_begun_by(range.start);
            let asks = begins && rest.starts_with('?') && !rest.starts_with("??");
            let told = match mark {
                Mark::Name => after != After::Clause || facts.stated || is_relative(rest),
                _ => true,
            };
            let asks = asks || rest.trim().len() < SAYS_NEW && after != After::End;
            let pronoun = mark == Mark::Name && (begins_with_pronoun(&title) || is_all_facts(&title));
            if !several || !told || !small || asks || pronoun || !may_be_title(&title) {
                return None;
            }
        }
        let Facts { year, stated } = facts;
        Some(Presented { at: self.at, title, mark, year, stated, known, says })
    }
}

/// What brackets behind a title state.
#[derive(Debug, Clone, Copy, Default)]
struct Facts {
    year: Option<u16>,
    stated: bool,
}

impl Facts {
    fn add(&mut self, inner: &str) {
        for piece in inner.split([',', '/', '·', '|', ';']).map(str::trim) {
            self.year = self.year.or(year(piece));
            self.stated |= year(piece).is_some() || is_platform(piece);
        }
    }
}

/// What brackets hold that a text begins with, and what follows them.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let (_, close) = BRACKETS.iter().find(|(begin, _)| *begin == open)?;
    let inside = &text[open.len_utf8()..];
    let end = inside.find(*close).filter(|end| *end <= BRACKET)?;
    Some((&inside[..end], &inside[end + close.len_utf8()..]))
}

/// What follows a title, where that may follow one.
fn after(rest: &str, stopped: bool, mark: Mark) -> Option<After> {
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
fn ends_soon(rest: &str, known: bool) -> bool {
    let end = rest.find(['.', '!', ':', '\n']).filter(|end| *end <= TAIL);
    let said = end.map_or("", |end| rest[..end].trim_start_matches([',', ' ']));
    let few = said.split_whitespace().count() <= 3;
    few && !said.is_empty() && (known || rest.starts_with(',') || said.starts_with("for "))
}

/// Whether a clause behind a comma tells of what stands before it.
fn is_relative(rest: &str) -> bool {
    let clause = rest.trim_start_matches([',', ';', ' ']);
    ["where ", "in which ", "whose ", "about ", "a story ", "a ", "an "]
        .iter()
        .any(|word| clause.starts_with(word))
}

fn is_closing(c: char) -> bool {
    matches!(c, '*' | '_') || QUOTES.iter().any(|(_, closes)| closes.contains(&c))
}

/// How long the front of a text is whose characters are such.
fn skip(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(of).len()
}

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
fn is_all_facts(title: &str) -> bool {
    title.split(' ').all(|word| is_fact(word) || !capitalised(word))
}

/// Whether words in capitals are the front of a sentence: `I'm Mina`.
fn begins_with_pronoun(title: &str) -> bool {
    let first = title.split([' ', '\'', '’']).next().unwrap_or_default();
    ["I", "He", "She", "We", "They", "It"].contains(&first)
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

/// The place in a text next to `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
