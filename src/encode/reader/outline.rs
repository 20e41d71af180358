//! From the blocks of a page to its sections, one a drama.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::catalog::{DramaIdx, fold};
use crate::encode::error::EncodeError;

use super::block::{Block, Kind, shape};
use super::boilerplate::{Verdict, judge, source_notes};
use super::claim::{Claim, Find, claim};
use super::columns::part_rows;
use super::gather::gather;
use super::invisible::{is_plain, seen};
use super::labels::{is_elsewhere, is_part};
use super::part::{HOLDS, LINE, Part, below, headings_alone};
use super::passage::Passage;
use super::question::mark;
use super::subject::subjects;
use super::title_line::{TitleLine, capitalised, short};

/// The most titled sections of one text.
pub const MOST_SECTIONS: usize = 2_000;
/// The most parts that may turn out to be sections.
const MOST_PARTS: usize = MOST_SECTIONS * 32;
/// How much may stand before the drama that a paragraph is about, in bytes: `I liked two.`
const FEW_WORDS: usize = 60;
/// In how many paragraphs a mentioned title is looked for.
const MOST_MENTIONS: usize = 2_000;

/// What one drama's part of a text says.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Title, year and platforms as stated; empty title where there is none.
    pub heading: TitleLine,
    /// The drama of the catalogue with this title.
    pub known: Option<DramaIdx>,
    /// Where its heading stands, in the source; where its text begins, without one.
    pub at: Range<usize>,
    /// Its text.
    pub body: Passage,
}

/// What a text is about.
#[derive(Debug)]
pub struct Sections {
    /// One a drama, in the order of the text.
    pub sections: Vec<Section>,
    /// How many known titles stand in lines of their own and have no text.
    pub untold: usize,
}

/// Takes blocks in the order of the text.
pub struct Outline<'k> {
    parts: Vec<Part>,
    /// Whether what comes now is left out.
    cut: bool,
    /// The keys of headings and sure titles so far: what ends a cut.
    keys: HashSet<u64>,
    mentions: usize,
    /// Whether there was a question, with a mark before it.
    asked: bool,
    /// Whether nothing is left out as no part of the article.
    all: bool,
    find: &'k Find<'k>,
    failed: bool,
}

impl<'k> Outline<'k> {
    /// An empty outline; `find` finds known titles, `all` leaves nothing out.
    pub fn new(find: &'k Find<'k>, all: bool) -> Self {
        Self {
            parts: vec![Part { level: u8::MAX, ..Part::default() }],
            cut: false,
            keys: HashSet::new(),
            mentions: 0,
            asked: false,
            all,
            find,
            failed: false,
        }
    }

    /// Finds the title of a block, as it will be found when the block is taken.
    pub fn claims(&self, block: &Block) -> Option<Claim> {
        claim(block, false, self.find)
    }

    /// Takes a block.
    pub fn push(&mut self, mut block: Block) {
        if !is_plain(block.text.text()) {
            // What is invisible goes, and with it where the mark stood.
            block.marked = 0..0;
        }
        if block.lead.is_empty() {
            block.text = seen(block.text);
        } else if !is_plain(block.text.text()) {
            let front = seen(block.text.part(0..block.lead.start));
            let (lead, rest) = (
                seen(block.text.part(block.lead.clone())),
                block.lead.end..block.text.text().len(),
            );
            block.lead = front.text().len()..front.text().len() + lead.text().len();
            let rest = seen(block.text.part(rest));
            block.text = front;
            block.text.append(&lead);
            block.text.append(&rest);
        }
        if self.failed || !block.text.text().chars().any(char::is_alphanumeric) {
            return;
        }
        self.take_mark(&mut block);
        let text = block.text.text().trim();
        let mentions = self.mentions < MOST_MENTIONS;
        self.mentions += 1;
        let claimed = claim(&block, mentions, self.find);
        let running = matches!(block.kind, Kind::Text | Kind::Item);
        let told = |claim: &Claim| claim.line.certain && !claim.mention;
        if mentions
            && running
            && claimed.as_ref().is_none_or(|claim| !told(claim) && !claim.rest.is_empty())
        {
            let turns = subjects(block.text.text(), self.find);
            if !turns.is_empty() && judge(text) == Verdict::Keep && !self.cut {
                let mention = claimed.filter(|claim| claim.mention);
                return self.keep_turns(&block, mention, turns);
            }
        }
        let heading = matches!(block.kind, Kind::Heading(_));
        let named = claimed.as_ref().is_some_and(|c| c.known.is_some() && !c.mention);
        let verdict = if self.all || named { Verdict::Keep } else { judge(text) };
        let sure = claimed.as_ref().is_some_and(|c| c.line.certain && !c.mention && !c.frail);
        let key = key_of(&block, claimed.as_ref());
        if verdict == Verdict::Cut || (heading && verdict == Verdict::Drop) {
            self.cut = true;
            return;
        }
        if self.cut && (sure || heading) && (self.keys.is_empty() || self.keys.contains(&key)) {
            self.cut = false;
        }
        if self.cut || (verdict == Verdict::Drop && !sure) {
            return;
        }
        if heading || sure {
            self.keys.insert(key);
        }
        self.keep(block, claimed, key);
    }

    /// Takes the mark of a question from a block, or of an answer behind one: what follows is said.
    fn take_mark(&mut self, block: &mut Block) {
        let Some((asks, from)) = mark(block.text.text()) else { return };
        if matches!(block.kind, Kind::Cell { .. }) || !(asks || self.asked) {
            return;
        }
        self.asked = true;
        let moved =
            |range: &Range<usize>| range.start.saturating_sub(from)..range.end.saturating_sub(from);
        (block.lead, block.marked) = (moved(&block.lead), moved(&block.marked));
        block.text = block.text.part(from..block.text.text().len());
        block.spoken = true;
    }

    /// Keeps running text that turns to known dramas: each in a part of its own where there are
    /// several; one as a paragraph that mentions it.
    fn keep_turns(&mut self, block: &Block, claimed: Option<Claim>, turns: Vec<(usize, Claim)>) {
        let key = shape(&"subject");
        let (shape, end) = (block.shape, block.text.text().len());
        let part = |range: Range<usize>| Block {
            kind: block.kind,
            text: block.text.part(range),
            shape,
            ..Block::default()
        };
        if let [(at, subject)] = &turns[..] {
            let (at, subject) = (*at, subject.clone());
            // Only what the text begins with is surely what all of it is about, a few words aside.
            let first = at <= FEW_WORDS && !block.text.text()[..at].contains('\n');
            let subject = Claim { mention: true, subject: first, rest: 0..end, ..subject };
            let claim = claimed.filter(|claim| claim.known != subject.known).unwrap_or(subject);
            return self.keep(part(0..end), Some(claim), key);
        }
        let starts: Vec<usize> = turns.iter().map(|(at, _)| *at).collect();
        if block.text.text()[..starts[0]].chars().any(char::is_alphanumeric) {
            self.keep(part(0..starts[0]), None, key);
        }
        for (number, (at, claim)) in turns.into_iter().enumerate() {
            let to = starts.get(number + 1).copied().unwrap_or(end);
            let claim = Claim { rest: 0..to - at, ..claim };
            self.keep(part(at..to), Some(claim), key);
        }
    }

    fn keep(&mut self, block: Block, claimed: Option<Claim>, key: u64) {
        let row = if let Kind::Cell { row, .. } = block.kind { row } else { 0 };
        if claimed.is_none() && !matches!(block.kind, Kind::Heading(_)) && row == 0 {
            if let Some(part) = self.parts.last_mut() {
                add(&mut part.body, &block.text);
            }
            return;
        }
        // Parts with nothing in them cost memory too.
        if self.parts.len() > MOST_PARTS {
            self.failed = true;
            return;
        }
        let level = match block.kind {
            Kind::Heading(level) => level,
            _ => LINE,
        };
        let text = block.text.text();
        let title = claimed.as_ref().map_or(text, |claim| &claim.line.title);
        let general = is_part(title) || is_part(text);
        let distinct = block.shape != 0
            || row > 0
            || claimed.as_ref().is_some_and(|c| c.style.numbered || c.style.quoted);
        self.parts.push(Part {
            level,
            key,
            distinct,
            general,
            elsewhere: !general && is_elsewhere(title),
            named: fold(title),
            kind: block.kind,
            at: block.text.source(0..text.len()),
            said: block.text,
            claim: claimed,
            body: Passage::default(),
        });
    }

    /// The sections: those whose titles are known or certain, with what is written like them; or
    /// else those that mention a known title; or else those of the level that has most headings
    /// with text below; or else the whole as one.
    pub fn sections(mut self) -> Result<Sections, EncodeError> {
        if self.failed {
            return Err(EncodeError::TooManySections { most: MOST_SECTIONS });
        }
        settle(&mut self.parts, self.find);
        let sections = self.found()?;
        let told: HashSet<DramaIdx> = sections.iter().filter_map(|section| section.known).collect();
        let named = self.parts.iter().filter(|part| part.is_known() && !part.turns());
        let named = named.filter_map(|part| part.claim.as_ref().and_then(|claim| claim.known));
        let untold = named.collect::<HashSet<_>>().difference(&told).count();
        Ok(Sections { sections, untold })
    }

    fn found(&self) -> Result<Vec<Section>, EncodeError> {
        let parts = &self.parts;
        let mut titles = self.titles();
        if titles.iter().any(|title| *title) {
            let first = gather(parts, &titles);
            if leave_out_contents(parts, &mut titles, &first) {
                return bounded(gather(parts, &titles));
            }
            let sections = bounded(first)?;
            if !sections.is_empty() {
                return Ok(sections);
            }
        }
        let text = |part: &Part| !part.body.is_empty() || part.rest_says();
        if !parts.iter().any(text) {
            return Ok(headings_alone(parts).into_iter().collect());
        }
        let mentioned: Vec<bool> = parts.iter().map(Part::mentions).collect();
        if mentioned.iter().any(|title| *title) {
            return bounded(gather(parts, &mentioned));
        }
        bounded(super::part::by_level(parts))
    }

    /// Which parts begin a section: known and certain titles, and what is written as the known ones
    /// are.
    fn titles(&self) -> Vec<bool> {
        let parts = &self.parts;
        let known: HashSet<u64> =
            parts.iter().filter(|p| p.is_known() && !p.turns()).map(|part| part.key).collect();
        let certain =
            |part: &Part| part.is_certain() && !part.general && !part.elsewhere && !part.turns();
        let any = !known.is_empty() || parts.iter().any(certain);
        let one_word = levels_of_one_word(parts);
        let levels: HashSet<u64> = parts
            .iter()
            .filter(|part| part.level < LINE && (part.is_known() || certain(part)))
            .map(|part| part.key)
            .chain(one_word.iter().copied())
            .collect();
        // What stands under several titles, written alike, is a label: "Why we like it".
        let mut said: HashMap<(u64, &str), usize> = HashMap::new();
        for part in parts {
            *said.entry((part.key, part.named.as_str())).or_default() += 1;
        }
        let once = |part: &Part| said[&(part.key, part.named.as_str())] == 1;
        let listed = listed(parts, &once);
        // Where one paragraph turns from drama to drama, others may begin with theirs.
        let turning = parts.iter().any(|part| part.turns() && !part.mentions_only());
        let title = |(at, part): (usize, &Part)| {
            if turning && part.turns() {
                return true;
            }
            let Some(claim) = part.claim.as_ref().filter(|claim| !claim.mention) else {
                // A heading that is no title by its looks may be one among known ones.
                return part.level < LINE
                    && levels.contains(&part.key)
                    && !part.general
                    && !part.elsewhere
                    && once(part)
                    && short(part.said.text());
            };
            if claim.known.is_some() {
                return !claim.frail
                    || known.contains(&part.key)
                    || one_word.contains(&part.key)
                    || !any;
            }
            if part.general || part.elsewhere && !claim.style.quoted && claim.line.year.is_none() {
                return false;
            }
            let stated = claim.line.year.is_some() || !claim.line.platforms.is_empty();
            if claim.line.certain && (stated || known.is_empty() || known.contains(&part.key)) {
                return true;
            }
            if part.level < LINE {
                return levels.contains(&part.key) && once(part);
            }
            known.contains(&part.key)
                && once(part)
                && capitalised(&claim.line.title)
                && !part.is_head()
                && (part.distinct || (listed.contains(&part.key) && holds(parts, at)))
        };
        let mut titles: Vec<bool> = parts.iter().enumerate().map(title).collect();
        leave_out_menu(parts, &mut titles);
        leave_out_comparisons(parts, &mut titles);
        titles
    }
}

/// Whether a line has something said of it, in the line or below.
fn holds(parts: &[Part], at: usize) -> bool {
    parts[at].rest_says() || below(&parts[at..]) > HOLDS
}

/// The keys of lines without a mark in which titles that are not known may stand among known ones:
/// where there are two known ones, or one in a list of three, and not twice as many unknown.
fn listed(parts: &[Part], once: &dyn Fn(&Part) -> bool) -> HashSet<u64> {
    let mut lists: HashMap<u64, (usize, usize)> = HashMap::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(claim) = part.claim.as_ref().filter(|claim| !claim.mention && !claim.subject)
        else {
            continue;
        };
        if part.level < LINE || part.row() > 0 || part.general || part.elsewhere {
            continue;
        }
        if claim.known.is_some() {
            lists.entry(part.key).or_default().0 += 1;
        } else if once(part) && capitalised(&claim.line.title) && holds(parts, at) {
            lists.entry(part.key).or_default().1 += 1;
        }
    }
    let list = |(known, unknown): &(usize, usize)| {
        (*known > 1 || (*known == 1 && *unknown > 1)) && *unknown <= known * 2
    };
    lists.into_iter().filter(|(_, counts)| list(counts)).map(|(key, _)| key).collect()
}

/// The keys of headings of which at least two, and half, are known titles, of one word or more: one
/// heading `Family` is a word, `Healer` beside `Pinocchio` is a title.
fn levels_of_one_word(parts: &[Part]) -> HashSet<u64> {
    let mut levels: HashMap<u64, (usize, usize)> = HashMap::new();
    let headings = parts.iter().filter(|part| part.level < LINE);
    for part in headings.filter(|part| !part.general && !part.elsewhere) {
        let (known, all) = levels.entry(part.key).or_default();
        *known += usize::from(part.known_title());
        *all += 1;
    }
    let titles = |(known, all): &(usize, usize)| *known > 1 && known * 2 >= *all;
    levels.into_iter().filter(|(_, counts)| titles(counts)).map(|(key, _)| key).collect()
}

/// Where several headings are known titles, a bare title above them all is a link of a menu, unless
/// a text of its own follows it.
fn leave_out_menu(parts: &[Part], titles: &mut [bool]) {
    let heading = |at: &usize| titles[*at] && parts[*at].level < LINE && parts[*at].known_title();
    let mut headings = (0..parts.len()).filter(heading);
    let (Some(first), Some(_)) = (headings.next(), headings.next()) else { return };
    for at in 0..first {
        let bare = titles[at] && parts[at].level == LINE && !parts[at].rest_says();
        if bare && below(&parts[at..first]) < HOLDS {
            titles[at] = false;
        }
    }
}

/// What is said under the title of a drama is about that drama, also where a sentence begins with
/// another: `Quay is sad, but this is not`.
fn leave_out_comparisons(parts: &[Part], titles: &mut [bool]) {
    let mut headed = false;
    for (part, title) in parts.iter().zip(titles) {
        if part.turns() {
            *title &= !headed;
        } else if *title {
            headed = true;
        } else if part.level < LINE && !part.general {
            headed = false;
        }
    }
}

/// Titles of one page are written alike: the same level, or the same markup, numbers and quotes.
fn key_of(block: &Block, claim: Option<&Claim>) -> u64 {
    let style = claim.map(|claim| claim.style).unwrap_or_default();
    match block.kind {
        Kind::Heading(level) => shape(&(level, style.numbered)),
        // A title that has no page of its own is no link; its column is the same.
        Kind::Cell { column, head, .. } => shape(&("cell", column, head)),
        Kind::Text | Kind::Item => shape(&(block.shape, style, block.lead.is_empty())),
    }
}

/// Adds a paragraph, without notes on where it was taken from.
fn add(body: &mut Passage, text: &Passage) {
    body.push_break("\n\n");
    let mut from = 0;
    for note in source_notes(text.text()) {
        body.append(&text.part(from..note.start));
        from = note.end;
    }
    body.append(&text.part(from..text.text().len()));
}

fn bounded(sections: Vec<Section>) -> Result<Vec<Section>, EncodeError> {
    if sections.len() > MOST_SECTIONS {
        return Err(EncodeError::TooManySections { most: MOST_SECTIONS });
    }
    Ok(sections)
}

/// Settles what one block alone does not tell: of the cells of a row one is the title, that of the
/// column with most known titles; a title that several dramas share is told by a year in the lines
/// below it.
fn settle(parts: &mut [Part], find: &Find<'_>) {
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
    repeated_labels(parts);
    part_rows(parts);
    let mut columns: HashMap<u64, usize> = HashMap::new();
    for part in parts.iter().filter(|part| part.row() > 0 && part.known_title()) {
        *columns.entry(part.key).or_default() += 1;
    }
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
            let count = |part: &Part| columns.get(&part.key).copied().unwrap_or(0);
            let cells = &parts[from..to];
            let best = (from..to)
                .filter(|at| cells[at - from].claim.as_ref().is_some_and(|claim| !claim.mention))
                .max_by_key(|at| (count(&cells[at - from]), std::cmp::Reverse(*at)));
            for (at, part) in parts[from..to].iter_mut().enumerate() {
                if Some(from + at) != best || (to - from == 1 && !part.known_title()) {
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
        let Some(year) = super::part::year_below(&parts[at..]) else { continue };
        let drama = find(&claim.line.title, Some(year));
        if let (Some(drama), Some(claim)) = (drama, parts[at].claim.as_mut()) {
            claim.known = Some(drama);
            claim.line.certain = true;
            claim.line.year = Some(year);
        }
    }
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

/// A title that stands twice, written differently, stands in a table of contents once: the writing
/// with more text stays. Says whether there was one.
fn leave_out_contents(parts: &[Part], titles: &mut [bool], sections: &[Section]) -> bool {
    let lengths: HashMap<usize, usize> =
        sections.iter().map(|section| (section.at.start, section.body.text().len())).collect();
    let length = |part: &Part| lengths.get(&part.at.start).copied().unwrap_or(0);
    let mut by_key: HashMap<u64, usize> = HashMap::new();
    let mut of_title: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, part) in parts.iter().enumerate().filter(|(at, _)| titles[*at]) {
        of_title.entry(part.named.as_str()).or_default().push(at);
    }
    let repeated: Vec<Vec<usize>> = of_title.into_values().filter(|list| list.len() > 1).collect();
    for at in repeated.iter().flatten() {
        *by_key.entry(parts[*at].key).or_default() += length(&parts[*at]);
    }
    let mut changed = false;
    for list in &repeated {
        let best = list.iter().map(|at| (by_key[&parts[*at].key], parts[*at].key)).max();
        for at in list {
            if best.is_some_and(|(_, key)| key != parts[*at].key) {
                titles[*at] = false;
                changed = true;
            }
        }
    }
    changed
}
