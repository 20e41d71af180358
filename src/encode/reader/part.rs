//! A title, or what may be one, with what stands below it.

use std::ops::Range;

use super::beside::year;
use super::block::Kind;
use super::claim::Claim;
use super::gather::{add, gather};
use super::outline::Section;
use super::passage::Passage;
use super::segments::segments;
use super::title_line::{TitleLine, is_note};

/// The level of a title that is no heading, below all that are.
pub const LINE: u8 = 7;

/// The least text, in bytes, that makes a heading one of a section.
pub const HOLDS: usize = 40;

/// The longest word before a title that is set off, in bytes, with a mark.
const ONE_WORD: usize = 10;
/// How far from the front a title with its year may stand, in bytes.
const SENTENCE: usize = 60;
/// How many bytes the first words of a paragraph have.
const EARLY: usize = 30;

/// A title, or what may be one, with what stands below it.
#[derive(Debug, Default)]
pub struct Part {
    /// 1 to 6 for headings, [`LINE`] for others, more for what stands before all.
    pub level: u8,
    /// What is written alike has the same key.
    pub key: u64,
    /// Whether the writing tells it from any other line.
    pub distinct: bool,
    /// Whether it stands in a frame in which known titles stand.
    pub framed: bool,
    /// What shapes its markup; 0 where that says nothing.
    pub shape: u64,
    /// Whether it names a part of what is said about one drama.
    pub general: bool,
    /// Whether it names a part of the page that is about no drama.
    pub elsewhere: bool,
    /// The title, folded.
    pub named: String,
    /// What it stands in.
    pub kind: Kind,
    /// Where it stands, in the source.
    pub at: Range<usize>,
    /// What it says.
    pub said: Passage,
    /// The title.
    pub claim: Option<Claim>,
    /// What stands below it.
    pub body: Passage,
}

impl Part {
    /// Its row of a table; 0 for none.
    pub fn row(&self) -> u32 {
        if let Kind::Cell { row, .. } = self.kind { row } else { 0 }
    }

    /// Whether it heads a column or a row of a table.
    pub fn is_head(&self) -> bool {
        matches!(self.kind, Kind::Cell { head: true, .. })
    }

    /// Says that it heads no column.
    pub fn is_of_row(&mut self) {
        if let Kind::Cell { head, .. } = &mut self.kind {
            *head = false;
        }
    }

    /// Whether it is the title of a known drama, sure or not.
    pub fn known_title(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.known.is_some() && !claim.mention)
    }

    /// Whether it is the title of a known drama and no running text.
    pub fn known_line(&self) -> bool {
        self.known_title() && !self.turns()
    }

    /// Whether it surely is the title of a known drama.
    pub fn is_known(&self) -> bool {
        self.claim
            .as_ref()
            .is_some_and(|claim| claim.known.is_some() && !claim.mention && !claim.frail)
    }

    /// Whether running text turns to a drama here.
    pub fn turns(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.subject)
    }

    /// Whether running words present the drama, on a page that presents its titles so.
    pub fn is_presented(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.presented)
    }

    /// Whether it marks a title out and parts it from what is said of it.
    pub fn is_strong(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.strong)
    }

    /// Whether it can hardly be anything but a title.
    pub fn is_certain(&self) -> bool {
        self.claim
            .as_ref()
            .is_some_and(|claim| claim.line.certain && !claim.mention && !claim.frail)
    }

    /// Whether it is a paragraph that mentions a known drama, or turns to another.
    pub fn mentions(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.known.is_some() || claim.mention)
    }

    /// Whether it is about a known drama, or mentions one.
    pub fn tells_of_known(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.known.is_some())
    }

    /// Whether it is no more than a paragraph that mentions a known drama.
    pub fn mentions_only(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.mention)
    }

    /// Whether it mentions a title that nothing but quotes tells.
    pub fn guesses(&self) -> bool {
        self.claim
            .as_ref()
            .is_some_and(|claim| claim.mention && claim.known.is_none() && !claim.line.certain)
    }

    /// Whether it is a paragraph that mentions a known title among its first words.
    pub fn begins_early(&self) -> bool {
        let Some(claim) = self.claim.as_ref().filter(|claim| claim.known.is_some()) else {
            return false;
        };
        self.said.text().find(&claim.line.title).is_some_and(|at| at <= EARLY)
    }

    /// Whether it is a paragraph that sets a title off among its first words: a known one behind one
    /// word, or one that is not known with its year.
    pub fn is_set_off(&self) -> bool {
        let Some(claim) = self.claim.as_ref().filter(|claim| claim.style.quoted) else {
            return false;
        };
        let text = self.said.text();
        let Some(at) = text.find(&claim.line.title) else { return false };
        let compares = ["Like", "Unlike", "As ", "Not "].iter().any(|word| text.starts_with(word));
        match claim.known {
            Some(_) => at <= ONE_WORD && !compares,
            None => at <= SENTENCE && claim.line.year.is_some(),
        }
    }

    /// Whether its title stands in quotes.
    pub fn quoted(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.style.quoted)
    }

    /// Whether it says more than a title.
    pub fn rest_says(&self) -> bool {
        match &self.claim {
            Some(claim) => !claim.rest.is_empty(),
            None => self.level >= LINE && !self.said.is_empty(),
        }
    }

    /// What it says of the drama, when it begins a section.
    fn opening(&self) -> Passage {
        let rest = self.claim.as_ref().map_or(0..0, |claim| claim.rest.clone());
        self.said.part(rest)
    }

    /// Whether what it says belongs to the text, when it begins no section: not headings, and not
    /// short lines, which are labels.
    fn is_text(&self) -> bool {
        self.level == LINE && (self.claim.is_none() || self.rest_says() || self.row() > 0)
    }

    /// Whether it is text of the section it stands in: also a short note, with no full stop, that
    /// might have been a title by its looks.
    pub fn tells(&self) -> bool {
        self.is_text()
            || (self.level == LINE
                && !self.general
                && !self.elsewhere
                && !self.known_title()
                && is_note(self.said.text()))
    }

    /// Whether it is a short note that stands between a title and what is said: `poster of it`.
    fn is_beside(&self) -> bool {
        !self.is_known() && !self.is_certain() && self.tells()
    }

    fn line(&self) -> TitleLine {
        match &self.claim {
            Some(claim) => claim.line.clone(),
            None => {
                let title = self.said.text().split_whitespace().collect::<Vec<_>>().join(" ");
                TitleLine { title, ..TitleLine::default() }
            }
        }
    }

    /// The section that it begins.
    pub fn begin(&self) -> Section {
        Section {
            heading: self.line().unquoted(),
            known: self.claim.as_ref().and_then(|claim| claim.known),
            at: self.at.clone(),
            body: self.opening(),
            key: self.key,
            apart: self.level < LINE || self.row() > 0 || !self.rest_says(),
        }
    }
}

/// The sections of a text without known or certain titles: those of the level that has most
/// headings with text below, or else the whole as one.
pub fn by_level(parts: &[Part]) -> Vec<Section> {
    let candidate = |at: usize| -> bool {
        let part = &parts[at];
        let line = part.level < LINE
            || part.claim.as_ref().is_some_and(|c| c.rest.is_empty() && !c.mention);
        let repeated = || {
            parts.iter().filter(|other| other.level < LINE && other.named == part.named).count() > 1
        };
        part.level <= LINE
            && line
            && !part.general
            && !part.elsewhere
            && part.row() == 0
            && !(part.level < LINE && parts.len() < 2_000 && repeated())
    };
    let holds: Vec<usize> =
        (0..parts.len()).filter(|at| candidate(*at) && below(&parts[*at..]) > HOLDS).collect();
    // Short lines count as headings only where there are no others.
    let headings = holds.iter().any(|at| parts[*at].level < LINE);
    let levels = if headings { 1..LINE } else { LINE..LINE + 1 };
    let count = |level: u8| holds.iter().filter(|at| parts[**at].level == level).count();
    let most = levels.rev().max_by_key(|level| count(*level)).filter(|level| count(*level) > 1);
    if let Some(level) = most {
        let titles: Vec<bool> =
            (0..parts.len()).map(|at| parts[at].level == level && candidate(at)).collect();
        return gather(parts, &titles);
    }
    let first = (0..parts.len()).filter(|at| candidate(*at)).min_by_key(|at| parts[*at].level);
    whole(parts, first).into_iter().collect()
}

/// How much stands below a heading, up to the next of its level or above.
pub fn below(parts: &[Part]) -> usize {
    let Some(heading) = parts.first() else { return 0 };
    let label = |part: &Part| part.general && part.level == LINE;
    let mut length = heading.body.text().len();
    for part in &parts[1..] {
        if length > HOLDS
            || part.level < heading.level
            || (part.level == heading.level && !part.is_text() && !part.is_beside() && !label(part))
        {
            break;
        }
        // Notes, which have no full stops, say something of the line above them.
        let note = heading.level == LINE && part.level == LINE && part.is_beside();
        let said = part.is_text() || note;
        length += part.body.text().len() + if said { part.said.text().len() } else { 0 };
    }
    length
}

/// The whole text as one section, named by one of its parts.
pub fn whole(parts: &[Part], title: Option<usize>) -> Option<Section> {
    let mut section = title.map(|at| parts[at].begin()).unwrap_or_default();
    section.body = Passage::default();
    for (at, part) in parts.iter().enumerate() {
        if Some(at) != title && part.tells() {
            add(&mut section.body, &part.said);
        }
        add(&mut section.body, &part.body);
    }
    if section.body.text().trim().is_empty() {
        return None;
    }
    if title.is_none() {
        section.at = section.body.source(0..1);
    }
    Some(section)
}

/// A text of nothing but what could be headings is no outline: it says what it says.
pub fn headings_alone(parts: &[Part]) -> Option<Section> {
    let mut said = parts.iter().filter(|part| !part.said.is_empty());
    let first = said.next()?;
    let mut section =
        Section { at: first.at.clone(), body: first.said.clone(), ..Section::default() };
    for part in said {
        add(&mut section.body, &part.said);
    }
    Some(section)
}

/// The year that the first short lines below a title state.
pub fn year_below(parts: &[Part]) -> Option<u16> {
    let title = parts.first()?;
    let row = title.row();
    let others = parts[1..].iter().take_while(|part| row > 0 && part.row() == row).take(8);
    let cells = others.map(|part| part.said.text()).filter(|text| text.len() <= 20);
    let lines = title.body.text().trim_start().split('\n').filter(|line| !line.trim().is_empty());
    let lines = lines.take(3).take_while(|line| line.len() <= 80);
    cells
        .chain(lines)
        .find_map(|line| segments(line).into_iter().find_map(|piece| year(&line[piece.range])))
}
