//! From headings and paragraphs to the sections of an article, one a drama.

use std::ops::Range;

use super::boilerplate::{Verdict, judge, source_notes};
use super::passage::Passage;
use super::title_line::{TitleLine, parse};
use crate::encode::error::EncodeError;

/// The most titled sections of one text.
pub const MOST_SECTIONS: usize = 2_000;

/// The level of a title that stands in a paragraph of its own, below every heading.
const TITLE_LINE: u8 = 7;
/// The level of a short line that may be a title.
const SHORT_LINE: u8 = 8;

/// What one drama's part of a text says.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Title, year and platforms as stated; empty title where there is none.
    pub heading: TitleLine,
    /// Where its heading stands, in the source; where its text begins, without one.
    pub at: Range<usize>,
    /// Its text.
    pub body: Passage,
}

#[derive(Debug, Default)]
struct Part {
    level: u8,
    line: TitleLine,
    /// Whether the heading names a part of an article, not a drama.
    general: bool,
    at: Range<usize>,
    /// The heading as it stands.
    said: Passage,
    body: Passage,
}

/// Takes headings and paragraphs in the order of the text.
pub struct Outline<'k> {
    parts: Vec<Part>,
    /// Whether what comes now is left out.
    cut: bool,
    known: &'k dyn Fn(&str) -> bool,
}

impl<'k> Outline<'k> {
    /// An empty outline; `known` says whether a text is exactly the title of a known drama.
    pub fn new(known: &'k dyn Fn(&str) -> bool) -> Self {
        Self { parts: vec![Part { level: u8::MAX, ..Part::default() }], cut: false, known }
    }

    /// A heading of a level from 1 to 6.
    pub fn heading(&mut self, level: u8, passage: &Passage) -> Result<(), EncodeError> {
        let text = passage.text().trim();
        if text.is_empty() {
            return Ok(());
        }
        if judge(text) != Verdict::Keep {
            self.cut = true;
            return Ok(());
        }
        let mut line = parse(text)
            .unwrap_or_else(|| TitleLine { title: text.to_owned(), ..TitleLine::default() });
        line.certain = line.certain || (self.known)(&line.title);
        self.begin(level, line, passage)
    }

    /// A paragraph; `alone` when it is one line between blank ones, so that it may be a title.
    pub fn paragraph(&mut self, passage: &Passage, alone: bool) -> Result<(), EncodeError> {
        let text = passage.text().trim();
        if text.is_empty() {
            return Ok(());
        }
        let line = if alone { parse(text) } else { None };
        if let Some(mut line) = line {
            line.certain = line.certain || (self.known)(&line.title);
            if line.certain
                || (judge(text) == Verdict::Keep && !text.ends_with(['.', '!', '?', '…', ':']))
            {
                let level = if line.certain { TITLE_LINE } else { SHORT_LINE };
                return self.begin(level, line, passage);
            }
        }
        match judge(text) {
            Verdict::Cut => self.cut = true,
            Verdict::Keep if !self.cut => {
                let body = &mut self.parts.last_mut().expect("there is always a part").body;
                body.push_break("\n\n");
                let mut from = 0;
                for note in source_notes(passage.text()) {
                    body.append(&passage.part(from..note.start));
                    from = note.end;
                }
                body.append(&passage.part(from..passage.text().len()));
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, level: u8, line: TitleLine, said: &Passage) -> Result<(), EncodeError> {
        if self.cut && !line.certain {
            return Ok(());
        }
        // Headings with nothing below them cost memory too.
        if self.parts.len() > MOST_SECTIONS * 8 {
            return Err(EncodeError::TooManySections { most: MOST_SECTIONS });
        }
        self.cut = false;
        let general = general(&line.title);
        let (at, said) = (said.source(0..said.text().len()), said.clone());
        self.parts.push(Part { level, line, general, at, said, body: Passage::default() });
        Ok(())
    }

    /// The sections: those with a certain title, or else those of the level that has most headings with
    /// text below, or else the whole as one.
    pub fn sections(self) -> Result<Vec<Section>, EncodeError> {
        let parts = self.parts;
        if parts.iter().all(|part| part.body.is_empty()) {
            return Ok(headings_alone(&parts).into_iter().collect());
        }
        let titled = |part: &Part| part.line.certain && !part.general && !part.body.is_empty();
        let sections = if parts.iter().any(titled) {
            let levels: Vec<u8> = parts
                .iter()
                .filter(|part| titled(part) && part.level < TITLE_LINE)
                .map(|p| p.level)
                .collect();
            gather(
                &parts,
                |part| !part.general && (part.line.certain || levels.contains(&part.level)),
                false,
            )
        } else {
            let holds = |part: &&Part| {
                part.level <= SHORT_LINE && !part.general && part.body.text().len() > 40
            };
            let count =
                |level: u8| parts.iter().filter(holds).filter(|part| part.level == level).count();
            // Short lines count as headings only where there are no others.
            let headings = if parts.iter().filter(holds).any(|part| part.level < TITLE_LINE) {
                1..TITLE_LINE
            } else {
                SHORT_LINE..SHORT_LINE + 1
            };
            let most =
                headings.rev().max_by_key(|level| count(*level)).filter(|level| count(*level) > 1);
            match most {
                Some(level) => gather(&parts, |part| part.level == level && !part.general, false),
                None => {
                    let first = parts
                        .iter()
                        .filter(|part| part.level <= SHORT_LINE && !part.general)
                        .map(|part| part.level)
                        .min();
                    let mut taken = false;
                    let title = |part: &Part| {
                        Some(part.level) == first
                            && !part.general
                            && !std::mem::replace(&mut taken, true)
                    };
                    gather(&parts, title, true)
                }
            }
        };
        if sections.len() > MOST_SECTIONS {
            return Err(EncodeError::TooManySections { most: MOST_SECTIONS });
        }
        Ok(sections)
    }
}

/// A text of nothing but what could be headings is no outline: it says what it says.
fn headings_alone(parts: &[Part]) -> Option<Section> {
    let mut said = parts.iter().filter(|part| !part.said.is_empty());
    let first = said.next()?;
    let mut section =
        Section { at: first.at.clone(), body: first.said.clone(), ..Section::default() };
    for part in said {
        section.body.push_break("\n\n");
        section.body.append(&part.said);
    }
    Some(section)
}

/// Puts each part where it belongs: `title` says which headings begin a section. What stands under other
/// headings belongs to the section when they are below its level; otherwise, and before the first title, it
/// belongs to none, or with `whole` to the only one.
fn gather(parts: &[Part], mut title: impl FnMut(&Part) -> bool, whole: bool) -> Vec<Section> {
    let mut sections: Vec<(u8, Section)> = Vec::new();
    let mut open = false;
    for part in parts {
        if title(part) {
            open = true;
            let begun = whole && sections.len() == 1;
            if begun {
                sections[0].1.heading = part.line.clone();
                sections[0].1.at = part.at.clone();
            } else {
                let section = Section {
                    heading: part.line.clone(),
                    at: part.at.clone(),
                    body: Passage::default(),
                };
                sections.push((part.level, section));
            }
        } else if part.level <= SHORT_LINE && !whole {
            // A short line that is no title is a label; what follows still belongs to the section.
            open = open
                && (part.level == SHORT_LINE
                    || sections.last().is_some_and(|(level, _)| part.level > *level));
        } else if whole && sections.is_empty() && !part.body.is_empty() {
            sections.push((u8::MAX, Section { at: part.body.source(0..1), ..Section::default() }));
            open = true;
        }
        if let Some((_, section)) =
            sections.last_mut().filter(|_| (open || whole) && !part.body.is_empty())
        {
            section.body.push_break("\n\n");
            section.body.append(&part.body);
        }
    }
    let sections = sections.into_iter().map(|(_, section)| section);
    sections.filter(|section| !section.body.is_empty()).collect()
}

/// Whether a heading names a part of an article, not a drama.
fn general(title: &str) -> bool {
    const GENERAL: [&str; 34] = [
        "plot",
        "synopsis",
        "story",
        "storyline",
        "summary",
        "overview",
        "premise",
        "cast",
        "characters",
        "review",
        "introduction",
        "conclusion",
        "finalthoughts",
        "finalverdict",
        "verdict",
        "honorablementions",
        "honourablementions",
        "faq",
        "faqs",
        "aboutus",
        "abouttheauthor",
        "author",
        "trailer",
        "details",
        "howtowatch",
        "wheretowatch",
        "releasedate",
        "episodes",
        "tags",
        "share",
        "ott",
        "background",
        "trivia",
        "maincast",
    ];
    GENERAL.contains(&crate::catalog::fold(title).as_str())
}
