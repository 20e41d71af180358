//! What one block alone does not tell of a title, and the others on the page do.

use std::collections::{HashMap, HashSet};

use crate::catalog::fold;

use super::block::shape;
use super::claim::{Claim, Find, Style, style_of};
use super::columns::part_rows;
use super::labels::{is_elsewhere, is_part};
use super::part::{HOLDS, LINE, Part, below, year_below};
use super::segments::{Apart, segments};
use super::title_line::{TitleLine, capitalised, parse};
use super::titles::holds;

/// Settles what one block alone does not tell: of the cells of a row one is the title, that of the
/// column with most known titles; a title that several dramas share is told by a year in the lines
/// below it.
pub fn settle(parts: &mut [Part], find: &Find<'_>) {
    // A heading that stands under several titles is a label: "Why we like it".
    let mut said: HashMap<(u64, String), usize> = HashMap::new();
    for part in parts.iter().filter(|part| part.level < LINE) {
        *said.entry((part.key, part.named.clone())).or_default() += 1;
    }
    for part in parts.iter_mut().filter(|part| part.level < LINE && !part.known_title()) {
        if said.get(&(part.key, part.named.clone())).is_some_and(|times| *times > 1) {
            part.general = true;
            part.elsewhere = false;
        }
    }
    labels_said_again(parts);
    ends_alike(parts);
    numbered_fronts(parts);
    repeated_labels(parts);
    part_rows(parts);
    let mut columns: HashMap<u64, usize> = HashMap::new();
    for part in parts.iter().filter(|part| part.row() > 0 && part.known_title()) {
        *columns.entry(part.key).or_default() += 1;
    }
    // A title may have a row of its own, above one of text.
    let holds: Vec<bool> = (0..parts.len())
        .map(|at| {
            let several = columns.get(&parts[at].key).is_some_and(|known| *known > 1);
            several && parts[at].row() > 0 && below(&parts[at..]) > HOLDS
        })
        .collect();
    let mut from = 0;
    while from < parts.len() {
        let row = parts[from].row();
        let mut to = from + 1;
        while row > 0 && to < parts.len() && parts[to].row() == row {
            to += 1;
        }
        if row > 0 {
            // A head beside cells heads its row, not the column.
            let cell = |part: &Part| !part.is_head();
            if parts[from..to].iter().any(cell) {
                parts[from..to].iter_mut().for_each(Part::is_of_row);
            }
            // `Genre | Romance`: what stands beside a label is its value.
            if to - from > 1 && is_part(parts[from].said.text()) {
                for part in parts[from..to].iter_mut().filter(|part| !part.known_title()) {
                    part.claim = None;
                }
            }
            let count = |part: &Part| columns.get(&part.key).copied().unwrap_or(0);
            let cells = &parts[from..to];
            let best = (from..to)
                .filter(|at| cells[at - from].claim.as_ref().is_some_and(|claim| !claim.mention))
                .max_by_key(|at| {
                    let cell = &cells[at - from];
                    (count(cell), cell.known_title(), std::cmp::Reverse(*at))
                });
            for (at, part) in parts[from..to].iter_mut().enumerate() {
                let alone = to - from == 1 && !part.known_title() && !holds[from + at];
                if Some(from + at) != best || alone {
                    part.claim = None;
                }
            }
        }
        from = to;
    }
    for at in 0..parts.len() {
        let Some(claim) = parts[at].claim.as_ref() else { continue };
        if claim.known.is_some() || claim.line.year.is_some() || claim.line.title.len() > 120 {
            continue;
        }
        let Some(year) = year_below(&parts[at..]) else { continue };
        let drama = find(&claim.line.title, Some(year));
        if let (Some(drama), Some(claim)) = (drama, parts[at].claim.as_mut()) {
            claim.known = Some(drama);
            claim.line.certain = true;
            claim.line.year = Some(year);
        }
    }
}

/// A line that stands again and again is a label, whatever numbers it has: `Add to my list`, `Posts:
/// 12`. What is quoted, or has facts of a drama beside it, is a title however often it stands.
fn labels_said_again(parts: &mut [Part]) {
    const AGAIN: usize = 3;
    let bare = |part: &Part| {
        let claim =
            part.claim.as_ref().filter(|claim| claim.known.is_none() && claim.rest.is_empty())?;
        let letters: String = claim.line.title.chars().filter(|c| c.is_alphabetic()).collect();
        let marked = claim.style.quoted || claim.line.certain || claim.presented;
        (part.level == LINE && part.row() == 0 && !marked).then(|| (part.key, fold(&letters)))
    };
    let mut said: HashMap<(u64, String), usize> = HashMap::new();
    for label in parts.iter().filter_map(bare) {
        *said.entry(label).or_default() += 1;
    }
    for part in parts.iter_mut() {
        if bare(part).is_some_and(|label| said[&label] >= AGAIN) {
            part.general = true;
        }
    }
}

/// Where known titles end the lines of one kind, in quotes or in brackets, the others end in theirs:
/// `Lesson 3: Read what you sign (Quay)`.
fn ends_alike(parts: &mut [Part]) {
    let line = |part: &Part| part.level < LINE || (part.row() == 0 && !part.rest_says());
    let mut known: HashMap<(u8, u64, Apart), (usize, u64)> = HashMap::new();
    for part in parts.iter().filter(|part| line(part) && part.known_title()) {
        let title = part.claim.as_ref().map_or("", |claim| claim.line.title.as_str());
        if let Some((said, apart)) = end(part.said.text()).filter(|(said, _)| said == title) {
            debug_assert!(!said.is_empty());
            let (times, key) = known.entry((part.level, part.shape, apart)).or_default();
            (*times, *key) = (*times + 1, part.key);
        }
    }
    known.retain(|_, (times, _)| *times > 1);
    if known.is_empty() {
        return;
    }
    for part in parts.iter_mut().filter(|part| line(part) && !part.known_title()) {
        let Some((title, apart)) = end(part.said.text()) else { continue };
        let Some((_, key)) = known.get(&(part.level, part.shape, apart)) else { continue };
        part.named = fold(&title);
        (part.key, part.distinct, part.general, part.elsewhere) = (*key, true, false, false);
        let style = Style { quoted: true, ..Style::default() };
        let line = TitleLine { title, ..TitleLine::default() };
        part.claim = Some(Claim {
            line,
            style,
            rest: part.said.text().len()..part.said.text().len(),
            ..Claim::default()
        });
    }
}

/// What a line ends with in quotes or in brackets behind other words.
fn end(text: &str) -> Option<(String, Apart)> {
    let pieces = segments(text);
    let (last, before) = pieces.split_last()?;
    let said = &text[last.range.clone()];
    let words = before.iter().any(|piece| text[piece.range.clone()].contains(char::is_alphabetic));
    let ends = matches!(last.apart, Apart::Quoted | Apart::Bracketed) && words;
    (ends && capitalised(said)).then(|| (said.to_owned(), last.apart))
}

/// What blocks that are written alike begin with, each with a number of its own, is no part of
/// their titles: `Case 1: Quay`, `Case 2: Pier`.
fn numbered_fronts(parts: &mut [Part]) {
    let mut fronts: HashMap<(u64, String), HashSet<&str>> = HashMap::new();
    for part in parts.iter().filter(|part| part.row() == 0 && !part.rest_says()) {
        if let Some((word, number, _)) = front(part.said.text()) {
            fronts.entry((part.key, word.to_lowercase())).or_default().insert(number);
        }
    }
    let fronts: HashSet<(u64, String)> =
        fronts.into_iter().filter(|(_, numbers)| numbers.len() > 1).map(|(of, _)| of).collect();
    if fronts.is_empty() {
        return;
    }
    for part in parts.iter_mut().filter(|part| part.row() == 0 && !part.rest_says()) {
        let Some((word, _, title)) = front(part.said.text()) else { continue };
        if !fronts.contains(&(part.key, word.to_lowercase())) {
            continue;
        }
        part.key = shape(&(part.key, "numbered"));
        if part.known_title() {
            continue;
        }
        let Some(line) = parse(title) else { continue };
        part.named = fold(&line.title);
        (part.general, part.elsewhere) = (is_part(&line.title), is_elsewhere(&line.title));
        let style = Style { numbered: true, ..style_of(title) };
        part.claim = Some(Claim { line, style, ..Claim::default() });
    }
}

/// A word, its number, and what follows both: `Case 1: Quay`.
fn front(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim();
    let bracketed = text.starts_with(['[', '(', '【']);
    let (word, rest) = text.trim_start_matches(['[', '(', '【']).split_once(' ')?;
    let rest = rest.trim_start_matches('#');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, behind) = rest.split_at(digits);
    let behind = behind.trim_start();
    let title = if bracketed {
        behind.strip_prefix([']', ')', '】'])?.trim_start()
    } else {
        behind.strip_prefix([':', '–', '—', '-', '|', '.', '：'])?.trim_start()
    };
    let named = word.chars().all(char::is_alphabetic) && word.len() <= 24;
    ((1..=3).contains(&digits) && named && !title.is_empty()).then_some((word, number, title))
}

/// What stands before a colon in several lines is a label, and what follows no title: `Network: HTV
/// (2004)`. Lines with a text of their own below, each of them, are dramas with names alike, unless
/// several stand right below a title.
fn repeated_labels(parts: &mut [Part]) {
    let label = |part: &Part| {
        let claim = part.claim.as_ref().filter(|claim| claim.known.is_none())?;
        let unmarked = part.level == LINE && !claim.style.quoted && !claim.style.numbered;
        Some(fold(claim.line.title.split_once(':').filter(|_| unmarked)?.0))
    };
    let mut said: HashMap<String, Said> = HashMap::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(label) = label(part) else { continue };
        let title_above = at > 0 && parts[at - 1].claim.is_some() && !holds(parts, at - 1);
        let said = said.entry(label).or_default();
        said.lines += 1;
        said.with_text += usize::from(holds(parts, at));
        said.below_title += usize::from(title_above);
    }
    for part in parts.iter_mut() {
        if label(part).is_some_and(|label| said[&label].is_label()) {
            part.claim = None;
        }
    }
}

/// In which lines words stand before a colon.
#[derive(Default)]
struct Said {
    lines: usize,
    /// With a text of their own below.
    with_text: usize,
    /// Right below a title.
    below_title: usize,
}

impl Said {
    fn is_label(&self) -> bool {
        self.lines > 1 && (self.with_text < self.lines || self.below_title > 1)
    }
}
