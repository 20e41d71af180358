//! From parts to sections: what belongs to which title.

use std::collections::{HashMap, HashSet};

use crate::catalog::DramaIdx;

use super::outline::Section;
use super::part::{LINE, Part};
use super::passage::Passage;

/// Adds a paragraph.
pub fn add(body: &mut Passage, text: &Passage) {
    if !text.is_empty() {
        body.push_break("\n\n");
        body.append(text);
    }
}

/// Sections in the order of the text, and which of them what comes next belongs to.
#[derive(Default)]
struct Told {
    sections: Vec<(u8, Section)>,
    /// Where the open one stands, `None` when what comes belongs to none.
    open: Option<usize>,
    /// Where the section of each known drama stands.
    known: HashMap<DramaIdx, usize>,
    /// The same of dramas that are not known and that running text turns to, by their titles.
    new: HashMap<String, usize>,
}

/// Puts each part where it belongs: `titles` says which begin a section. What stands under other
/// headings belongs to the section when they are below its level; otherwise, and before the first
/// title, it belongs to none. The cells of a row belong to its title, those before it too.
pub fn gather(parts: &[Part], titles: &[bool]) -> Vec<Section> {
    let mut told = Told::default();
    let (mut row_of_title, mut row_looked_at) = (0, 0);
    for (at, part) in parts.iter().enumerate() {
        // A row begins its section with its first cell.
        let row = part.row();
        if row > 0 && row != row_looked_at {
            row_looked_at = row;
            let cells = parts[at..].iter().take_while(|cell| cell.row() == row).count();
            if let Some(title) = (at..at + cells).find(|cell| titles[*cell]) {
                row_of_title = row;
                told.begin(&parts[title]);
            }
        }
        let begun = titles[at] && row > 0 && row == row_of_title;
        if titles[at] && !begun {
            told.begin(part);
        } else if !titles[at] && part.level < LINE {
            told.meet_heading(part);
        }
        if let Some(open) = told.open {
            let section = &mut told.sections[open].1;
            if !titles[at] && part.tells() {
                add(&mut section.body, &part.said);
            }
            add(&mut section.body, &part.body);
        }
    }
    let sections = told.sections.into_iter().map(|(_, section)| section);
    sections.filter(|section| !section.body.text().trim().is_empty()).collect()
}

/// The least share of a page that its sections hold.
const LEAST_SHARE: usize = 20;
/// From so much text on, in bytes, a page is told of whatever its sections hold of it.
const ENOUGH: usize = 400;

/// Whether sections hold so much of a page that their titles may be what it is about: a link at its
/// end tells of the page nothing.
pub fn tell_of_page(sections: &[Section], parts: &[Part]) -> bool {
    let told: usize = sections.iter().map(|section| section.body.text().len()).sum();
    let said = parts.iter().map(|part| part.said.text().len() + part.body.text().len());
    !sections.is_empty() && (told > ENOUGH || told * LEAST_SHARE > said.sum())
}

/// So many times the text of others makes it them that a page is about.
const MORE: usize = 4;

/// Whether several sections hold so much more of a page than others that the others are asides.
pub fn tell_more(sections: &[Section], others: &[Section]) -> bool {
    let told = |sections: &[Section]| -> usize {
        sections.iter().map(|section| section.body.text().len()).sum()
    };
    sections.len() > 1 && told(sections) > told(others) * MORE
}

/// Whether sections tell of so many known dramas, and others of none, that the others are parts of
/// the page.
pub fn tell_of_known(sections: &[Section], others: &[Section]) -> bool {
    let known: HashSet<DramaIdx> = sections.iter().filter_map(|section| section.known).collect();
    known.len() >= SEVERAL && others.iter().all(|section| section.known.is_none())
}

/// So many sections show how long those of a page are.
const SEVERAL: usize = 3;
/// The shortest text of sections, in bytes, beside which others are asides.
const LONG: usize = 150;
/// Less than this, in bytes, says nothing beside them.
const NOTHING: usize = 30;
/// An aside has less than this part of what others have.
const PART: usize = 5;
/// The same of paragraphs that mention a title.
const PART_MENTIONED: usize = 3;

/// Sections without those that are asides of the page: they hold next to nothing beside the others,
/// and are written as no other is, or are no title but by their looks.
pub fn without_asides(sections: Vec<Section>) -> Vec<Section> {
    of_several(sections, SEVERAL, PART)
}

/// The same where paragraphs only mention titles, of which two show it.
pub fn without_mentions(sections: Vec<Section>) -> Vec<Section> {
    of_several(sections, SEVERAL - 1, PART_MENTIONED)
}

fn of_several(mut sections: Vec<Section>, several: usize, part: usize) -> Vec<Section> {
    let length = |section: &Section| section.body.text().trim().len();
    let mut lengths: Vec<usize> = sections.iter().map(length).collect();
    lengths.sort_unstable();
    let middle = |lengths: &[usize]| lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    let mut known: Vec<usize> =
        sections.iter().filter(|section| section.known.is_some()).map(length).collect();
    known.sort_unstable();
    // Rows of other programmes make no drama short.
    let middle = middle(&lengths).max(if known.len() < several { 0 } else { middle(&known) });
    if lengths.len() < several || middle < LONG {
        return sections;
    }
    let mut alike: HashMap<u64, (usize, usize)> = HashMap::new();
    for section in &sections {
        let (count, long) = alike.entry(section.key).or_default();
        *count += 1;
        *long += usize::from(length(section) * part >= middle);
    }
    sections.retain(|section| {
        // In running text one tells of its drama as the others do.
        if !section.apart {
            return length(section) * PART_MENTIONED >= middle;
        }
        let marked = match section.known {
            // Of those that are written alike half say something.
            Some(_) => {
                let (count, long) = alike[&section.key];
                count > 1 && long * 2 >= count
            }
            None => section.heading.certain,
        };
        length(section) * part >= middle || (marked && length(section) >= NOTHING)
    });
    sections
}

impl Told {
    /// A heading that begins no section ends the open one, unless it stands below it.
    fn meet_heading(&mut self, part: &Part) {
        let Some(open) = self.open else { return };
        let level = self.sections[open].0;
        let below = part.level > level
            // "Synopsis" at the level of the titles is a part of what it stands under.
            || (part.general && part.level == level)
            || (level == LINE && !part.elsewhere);
        if !below {
            self.open = None;
        }
    }

    /// Begins a section, unless it is the one that is open: a title may stand twice. Running text
    /// that turns back to a drama goes on with what it told of it.
    fn begin(&mut self, part: &Part) {
        let section = part.begin();
        if part.turns()
            && let Some(known) = section.known
            && let Some(before) = self.known.get(&known)
        {
            self.open = Some(*before);
            add(&mut self.sections[*before].1.body, &section.body);
            return;
        }
        if part.turns() && section.known.is_none() {
            if let Some(before) = self.new.get(&part.named) {
                self.open = Some(*before);
                add(&mut self.sections[*before].1.body, &section.body);
                return;
            }
            self.new.insert(part.named.clone(), self.sections.len());
        }
        if let Some((level, last)) = self.sections.last_mut() {
            let same = match (last.known, section.known) {
                (Some(last), Some(new)) => last == new,
                (None, None) => last.heading.title == section.heading.title,
                _ => false,
            };
            if same && (part.turns() || part.level > *level || last.body.is_empty()) {
                add(&mut last.body, &section.body);
                last.heading.year = last.heading.year.or(section.heading.year);
                self.open = Some(self.sections.len() - 1);
                return;
            }
        }
        let at = self.sections.len();
        if let Some(known) = section.known {
            self.known.insert(known, at);
        }
        self.sections.push((part.level, section));
        self.open = Some(at);
    }
}
