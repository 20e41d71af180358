//! Plain text: paragraphs between blank lines, titles in lines of their own.

use std::collections::{HashMap, HashSet};

use crate::catalog::{DramaIdx, fold};

use super::beside::is_fact;
use super::block::{Block, Kind, shape};
use super::boilerplate::{Verdict, judge};
use super::claim::Claim;
use super::entries::Entries;
use super::frames::Frames;
use super::invisible::{is_plain, seen};
use super::labels::{behind_label, is_part};
use super::light::{Light, end_of_fields};
use super::message::{is_speaker, words_of};
use super::outline::Outline;
use super::passage::Passage;
use super::places::Places;
use super::segments::hangul;
use super::small_talk::name_of;
use super::table;
use super::talk::{is_dialogue, is_timed_dialogue, speaker, speakers};
use super::two_columns::unfold;

/// How many lines say whether a text is a talk.
const LOOKED_AT: usize = 400;
/// The longest line that may be a title, in bytes.
const TITLE: usize = 200;

/// The shortest line that is a paragraph of its own, in bytes.
const PARAGRAPH: usize = 180;
/// The longest label, in bytes.
const LABEL: usize = 40;

/// Reads a text into an outline; `start` is where it begins in the source.
pub fn read(text: &str, start: usize, outline: &mut Outline<'_>) {
    if let Some(separator) = table::separator(text) {
        return table::read(text, start, separator, outline);
    }
    match unfold(text) {
        Some(columns) => lines(&columns.text, &|at| start + columns.place(at), outline),
        None => lines(text, &|at| start + at, outline),
    }
}

/// Reads the lines of a text; `place` says where a place of it stands in the source.
fn lines(text: &str, place: &dyn Fn(usize) -> usize, outline: &mut Outline<'_>) {
    let mut paragraph = Paragraph::default();
    let mut at = 0;
    let light = Light::of(text);
    let fields = end_of_fields(text);
    let dialogue = is_dialogue(text, outline.finder());
    let timed = !dialogue && is_timed_dialogue(text, outline.finder());
    let speakers = speakers(text);
    let places = Places::of(text, outline);
    let frames = frames(text, outline);
    let labels = if dialogue { HashSet::new() } else { labels_of_titles(text, outline) };
    let entries = Entries::of(text, outline);
    let mut before = "";
    for line in text.split_inclusive('\n') {
        let mut piece = Passage::default();
        piece.push(line, place(at));
        at += line.len();
        let above = std::mem::replace(&mut before, line);
        if light.is_apart(line, at <= fields) {
            paragraph.end(outline);
            if let Some(heading) = light.heading(&piece) {
                outline.push(heading);
            }
            continue;
        }
        if let Some(level) = underlined(line, text[at..].lines().next(), above) {
            paragraph.end(outline);
            outline.push(Block { kind: Kind::Heading(level), ..block(piece, true) });
            continue;
        }
        if dialogue && speaker(line) > 0 {
            paragraph.end(outline);
            let said = piece.part(speaker(line)..line.len());
            outline.push(Block { text: said, alone: true, spoken: true, ..Block::default() });
            continue;
        }
        // Who speaks may have the name of a drama.
        if timed && let Some(from) = behind_namesake(line, outline) {
            paragraph.end(outline);
            let said = piece.part(from..line.len());
            outline.push(Block { text: said, alone: true, spoken: true, ..Block::default() });
            continue;
        }
        if let Some((label, value)) = labelled(line).filter(|_| !labels.is_empty())
            && labels.contains(&fold(label))
        {
            paragraph.end(outline);
            let text = piece.part(line.len() - value.len()..line.len());
            outline.push(Block { shape: shape(&"label"), ..block(text, true) });
            continue;
        }
        if let Some(lead) = entries.title(line) {
            paragraph.end(outline);
            let shape = shape(&"entry");
            let kind = Kind::Item;
            outline.push(Block { kind, lead, entry: true, shape, ..block(piece, true) });
            continue;
        }
        if !is_plain(line) {
            piece = seen(piece);
        }
        let blank = piece.text().trim().is_empty() || is_rule(piece.text());
        // Between blank lines a line stands apart whatever it says.
        if is_speaker(piece.text()) || speakers.contains(line.trim()) {
            paragraph.end(outline);
            paragraph.spoken = true;
            continue;
        }
        let alone = paragraph.lines == 0
            && text[at..].lines().next().is_none_or(|next| next.trim().is_empty());
        let below = || text[at..].lines().next().unwrap_or_default();
        let titled = places.hold(line, above, below(), paragraph.lines == 0)
            || frames.claim(piece.text()).is_some_and(|claim| claim.rest.is_empty());
        let apart = !blank && !alone && (titled || stands_apart(&piece, &paragraph.text, outline));
        // A line so long is a paragraph, whose text is not cut into lines.
        let ended = paragraph.last > PARAGRAPH;
        if (blank || apart || ended) && paragraph.lines > 0 {
            paragraph.end(outline);
        }
        if apart {
            let attached = !is_message(piece.text()) && !below().trim().is_empty();
            outline.push(Block { attached, ..block(piece, true) });
        } else if !blank {
            paragraph.text.append(&piece);
            paragraph.lines += 1;
            paragraph.last = line.len();
        }
    }
    paragraph.end(outline);
}

/// Where the words of a message begin whose speaker has the name of a drama.
fn behind_namesake(line: &str, outline: &Outline<'_>) -> Option<usize> {
    let (timed, _) = words_of(line)?;
    let end = speaker(&line[timed..]);
    let known = end > 0 && outline.find(name_of(&line[timed..timed + end])).is_some();
    known.then_some(timed + end)
}

/// Lines that belong together.
#[derive(Default)]
struct Paragraph {
    text: Passage,
    lines: usize,
    /// How long its last line is.
    last: usize,
    /// Whether it is what somebody says, who was named in a line before.
    spoken: bool,
}

impl Paragraph {
    /// Hands what there is on, and begins anew.
    fn end(&mut self, outline: &mut Outline<'_>) {
        let Self { text, lines, spoken, .. } = std::mem::take(self);
        outline.push(Block { spoken, ..block(text, lines == 1) });
    }
}

fn block(text: Passage, alone: bool) -> Block {
    Block { text, alone, ..Block::default() }
}

/// Whether a character begins an item of a list: a bullet, a box, a picture.
fn is_bullet(c: char) -> bool {
    let picture = matches!(c, '\u{2190}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}');
    picture || matches!(c, '-' | '*' | '+' | '•' | '·' | '‣')
}

/// A label of a line and its value, with what follows it.
fn labelled(line: &str) -> Option<(&str, &str)> {
    // `SUMMARY:Quay`
    let capital = |(label, _): &(&str, &str)| {
        label.chars().all(|c| c.is_ascii_uppercase() || c == '-') && label.len() > 3
    };
    let parted = line.split_once(": ").or_else(|| line.split_once(':').filter(capital));
    let (label, value) = parted?;
    let named = label.len() <= LABEL && label.contains(char::is_alphabetic);
    (named && value.len() <= TITLE && !value.trim().is_empty()).then(|| (label, value.trim_start()))
}

/// The labels, folded, behind which several known titles stand, whatever they say.
fn labels_of_titles(text: &str, outline: &Outline<'_>) -> HashSet<String> {
    let mut titles: HashMap<String, HashSet<DramaIdx>> = HashMap::new();
    let lines = text.lines().filter_map(labelled);
    let lines = lines.filter(|(label, _)| !is_part(label) || fold(label) == "summary");
    for (label, value) in lines.take(LOOKED_AT) {
        let claim = claim_of(value, outline);
        if let Some(claim) = claim.filter(|claim| claim.rest.is_empty() && !claim.mention) {
            titles.entry(fold(label)).or_default().extend(claim.known);
        }
    }
    titles.into_iter().filter(|(_, known)| known.len() > 1).map(|(label, _)| label).collect()
}

/// The frames in which known titles stand in lines.
fn frames(text: &str, outline: &Outline<'_>) -> Frames {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let claims: Vec<Option<Claim>> = lines().map(|line| claim_of(line, outline)).collect();
    Frames::of(lines().zip(claims.iter().map(Option::as_ref)))
}

/// What a line would claim if it stood alone.
pub fn claim_of(line: &str, outline: &Outline<'_>) -> Option<Claim> {
    let mut passage = Passage::default();
    passage.push(line, 0);
    outline.claims(&block(passage, true))
}

/// Whether a line is a mere rule, `-----`, which parts what blank lines part.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '~' | '—' | '─'))
}

/// The level of a line that is a heading by the rule of its own width below it.
fn underlined(line: &str, below: Option<&str>, above: &str) -> Option<u8> {
    let (title, rule) = (line.trim(), below?.trim_end());
    let mark = rule.chars().next().filter(|c| "=-~^\"'*+#".contains(*c))?;
    let wide = title.chars().map(|c| if hangul(c) { 2 } else { 1 }).sum::<usize>();
    let fits = (3..=wide + 2).contains(&rule.len());
    let begins = above.trim().is_empty() || is_rule(above);
    // A rule above it too makes it the heading of all.
    let level = match mark {
        _ if is_rule(above) => 1,
        '=' => 2,
        _ => 3,
    };
    (fits && begins && line.starts_with(char::is_alphanumeric) && rule.chars().all(|c| c == mark))
        .then_some(level)
}

/// Whether a line is a title, a notice or a message, which need no blank lines around them.
fn stands_apart(line: &Passage, before: &Passage, outline: &Outline<'_>) -> bool {
    let text = line.text();
    let row = text.trim_start().starts_with('|') && text.matches('|').nth(2).is_some();
    if row || is_message(text) || behind_label(text).is_some() {
        return true;
    }
    if judge(text) != Verdict::Keep {
        return true;
    }
    if text.len() > TITLE && !before.is_empty() {
        return false;
    }
    // In the middle of a sentence a line that could be a title is none.
    let begins = before.is_empty()
        || before.text().trim_end().ends_with(['.', '!', '?', '…', '”', '"', ':'])
        || text.trim_start().starts_with(is_bullet)
        || is_fact(before.text().trim());
    let claim = outline.claims(&block(line.clone(), true));
    let Some(claim) = claim.filter(|claim| claim.line.certain && !claim.mention) else {
        return false;
    };
    let row = claim.style.numbered || claim.line.year.is_some() || text.contains(['\t', '|']);
    begins || (!claim.frail && (row || claim.rest.is_empty()))
}

/// Whether a line begins as messages of a chat do: with a time, in brackets or behind a date.
fn is_message(line: &str) -> bool {
    let line = line.trim_start();
    if line.contains("오전 ") || line.contains("오후 ") {
        return words_of(line).is_some();
    }
    if !line.starts_with(|c: char| c == '[' || c == '(' || c.is_ascii_digit()) {
        return false;
    }
    let head = line.as_bytes();
    let head = &head[..head.len().min(40)];
    head.windows(4).any(|w| {
        w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit() && w[3].is_ascii_digit()
    })
}
