//! From the blocks of a page to its sections, one a drama.

use std::collections::HashSet;
use std::ops::Range;

use crate::catalog::{DramaIdx, fold};
use crate::encode::error::EncodeError;

use super::block::{Block, Kind, shape};
use super::boilerplate::{Verdict, judge, source_notes};
use super::claim::{Claim, Find, claim};
use super::frames::Frames;
use super::gather::{
    gather, tell_more, tell_of_known, tell_of_page, without_asides, without_mentions,
};
use super::invisible::{is_plain, seen};
use super::labels::{bare_heading, is_elsewhere, is_name_label, is_part};
use super::listed::{Listed, listed};
use super::namesakes::said_by_namesakes;
use super::part::{LINE, Part, by_level, headings_alone, whole};
use super::passage::Passage;
use super::presents::Presents;
use super::question::mark;
use super::settle::settle;
use super::subject::subjects;
use super::title_line::TitleLine;
use super::titles::{leave_out_contents, titles};

/// The most titled sections of one text.
pub const MOST_SECTIONS: usize = 2_000;
/// The most parts that may turn out to be sections.
const MOST_PARTS: usize = MOST_SECTIONS * 32;
/// How much may stand before the drama that a paragraph is about, in bytes: `I liked two.`
const FEW_WORDS: usize = 60;
/// In how many paragraphs a mentioned title is looked for.
const MOST_MENTIONS: usize = 2_000;
/// What stands before this part of a page is its head.
const HEAD: usize = 5;
/// The shortest paragraph that tells of a drama, in bytes.
const PARAGRAPH: usize = 100;
/// How many blocks say in which frames titles stand.
const LOOKED_AT: usize = 2_000;

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
    /// What is written alike has the same key.
    pub key: u64,
    /// Whether its title stands alone: in a heading, a row or a line of its own; not where
    /// running text mentions it.
    pub apart: bool,
}

/// What a text is about.
#[derive(Debug)]
pub struct Sections {
    /// One a drama, in the order of the text.
    pub sections: Vec<Section>,
    /// How many known titles stand in lines of their own and have no text.
    pub untold: usize,
    /// The known dramas that a text of titles alone lists; a few words may stand around them.
    pub listed: Vec<DramaIdx>,
}

/// What the parts of a text come to.
enum Found {
    /// Sections, one a drama.
    Sections(Vec<Section>),
    /// Known titles alone, and the few words around them.
    Listed(Option<Section>, Vec<DramaIdx>),
}

/// Takes blocks in the order of the text.
pub struct Outline<'k> {
    /// The first blocks, with what they claim, while no frames are known.
    first: Vec<(Block, Option<Claim>)>,
    /// The frames in which known titles stand; `None` while the first blocks are looked at.
    frames: Option<Frames>,
    /// How it presents titles in running words, as the first blocks show it.
    presents: Presents,
    /// Whether titles stand only where nobody sees them.
    hidden: bool,
    parts: Vec<Part>,
    /// How much text the first blocks have, and how much was kept so far, in bytes.
    length: usize,
    kept: usize,
    /// Whether what comes now is left out.
    cut: bool,
    /// The keys of headings and sure titles so far: what ends a cut.
    keys: HashSet<u64>,
    mentions: usize,
    /// Whether there was a question, with a mark before it.
    asked: bool,
    /// Whether what ends an article ends none here: running text goes on to tell behind it.
    goes_on: bool,
    /// Whether nothing is left out as no part of the article.
    all: bool,
    /// What the whole page is called, outside its text.
    named: Passage,
    find: &'k Find<'k>,
    failed: bool,
}

impl<'k> Outline<'k> {
    /// An empty outline; `find` finds known titles, `all` leaves nothing out.
    pub fn new(find: &'k Find<'k>, all: bool) -> Self {
        Self {
            first: Vec::new(),
            frames: None,
            presents: Presents::default(),
            hidden: false,
            parts: vec![Part { level: u8::MAX, ..Part::default() }],
            length: 0,
            kept: 0,
            cut: false,
            keys: HashSet::new(),
            mentions: 0,
            asked: false,
            goes_on: false,
            all,
            named: Passage::default(),
            find,
            failed: false,
        }
    }

    /// Takes what the page is called, outside its text.
    pub fn name(&mut self, name: Passage) {
        if !name.is_empty() {
            self.named = seen(name);
        }
    }

    /// The known drama with a title.
    pub fn find(&self, title: &str) -> Option<DramaIdx> {
        (self.find)(title, None)
    }

    /// What finds known titles.
    pub fn finder(&self) -> &'k Find<'k> {
        self.find
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
            block.marks.clear();
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
        if block.hidden && self.frames.is_some() && !self.hidden {
            return;
        }
        self.take_mark(&mut block);
        let mentions = self.mentions < MOST_MENTIONS;
        self.mentions += 1;
        let claimed = claim(&block, mentions, self.find);
        if self.frames.is_some() {
            return self.take(block, claimed, mentions);
        }
        self.first.push((block, claimed));
        if self.first.len() >= LOOKED_AT {
            self.take_first();
        }
    }

    /// Takes the first blocks, which say in which frames titles stand.
    fn take_first(&mut self) {
        self.hidden = !self.names_known() && self.names(true).nth(1).is_some();
        let mut first = said_by_namesakes(std::mem::take(&mut self.first), self.find);
        first.retain(|(block, claim)| !block.hidden || self.hidden && claim.is_some());
        let lines = first.iter().map(|(block, claim)| (block.text.text().trim(), claim.as_ref()));
        self.frames = Some(Frames::of(lines));
        let claims = first.iter().map(|(block, claim)| (block, claim.as_ref()));
        self.presents = Presents::of(claims, self.find);
        self.goes_on = self.goes_on_behind_end(&first);
        self.length = first.iter().map(|(block, _)| block.text.text().len()).sum();
        for (block, claim) in first {
            self.take(block, claim, true);
        }
    }

    /// Whether what seems to end an article is an inset, or stands above comments that tell of more:
    /// behind it running text tells of known dramas that were not told of before.
    fn goes_on_behind_end(&self, first: &[(Block, Option<Claim>)]) -> bool {
        let ends =
            |(block, _): &(Block, Option<Claim>)| judge(block.text.text().trim()) == Verdict::Cut;
        let Some(end) = first.iter().position(ends) else { return false };
        let (before, long_before) = self.told_of(&first[..end]);
        let (behind, long_behind) = self.told_of(&first[end..]);
        let new = behind.difference(&before).count();
        new > 1 && new >= before.len() || new > 0 && long_behind > long_before
    }

    /// The known dramas that long paragraphs tell of, and how many such paragraphs there are.
    fn told_of(&self, blocks: &[(Block, Option<Claim>)]) -> (HashSet<DramaIdx>, usize) {
        let (mut told, mut long) = (HashSet::new(), 0);
        for (block, claim) in blocks {
            let running = matches!(block.kind, Kind::Text | Kind::Item) && !block.hidden;
            if !running || block.text.text().len() < PARAGRAPH {
                continue;
            }
            long += 1;
            told.extend(claim.as_ref().and_then(|claim| claim.known));
            told.extend(self.turns(block).into_iter().filter_map(|(_, claim)| claim.known));
        }
        (told, long)
    }

    /// Known titles of the first blocks that claim them, of those that are hidden or of the others.
    fn names(&self, hidden: bool) -> impl Iterator<Item = DramaIdx> {
        let blocks = self.first.iter().filter(move |(block, _)| block.hidden == hidden);
        let claims = blocks.filter_map(|(_, claim)| claim.as_ref());
        claims.filter(|claim| !claim.mention).filter_map(|claim| claim.known)
    }

    /// Whether a known title was met that stands where it is seen.
    pub fn names_known(&self) -> bool {
        self.frames.is_some() || self.names(false).next().is_some()
    }

    fn take(&mut self, block: Block, claimed: Option<Claim>, mentions: bool) {
        let text = block.text.text().trim();
        let in_frame = self.in_frame(&block, claimed.as_ref());
        let known = claimed.as_ref().filter(|claim| claim.known.is_some());
        let framed = in_frame.is_some()
            || known.is_some_and(|claim| self.holds_frame(&block, &claim.line.title));
        let claimed = in_frame.or(claimed);
        let running = matches!(block.kind, Kind::Text | Kind::Item);
        let told = |claim: &Claim| claim.line.certain && !claim.mention;
        if mentions
            && running
            && claimed
                .as_ref()
                .is_none_or(|claim| !told(claim) && (!claim.rest.is_empty() || block.spoken))
        {
            let turns = self.turns(&block);
            if !turns.is_empty() && judge(text) == Verdict::Keep && !self.cut {
                self.kept += text.len();
                let mention = claimed.filter(|claim| claim.mention);
                return self.keep_turns(&block, mention, turns);
            }
        }
        let claimed = claimed.map(|claim| {
            let presented = claim.presented || self.presents.hold(&block, &claim);
            Claim { presented, ..claim }
        });
        let heading = matches!(block.kind, Kind::Heading(_));
        let front = text.trim_start_matches(|c: char| !c.is_alphabetic());
        let named = claimed.as_ref().is_some_and(|c| {
            c.known.is_some() && !c.mention && (heading || front.starts_with(&c.line.title))
        });
        let mut verdict = if self.all || named { Verdict::Keep } else { judge(text) };
        // What ends an article stands behind it: a count of comments may stand above.
        if verdict == Verdict::Cut && (self.kept * HEAD < self.length || self.goes_on) {
            verdict = Verdict::Drop;
        }
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
        self.kept += text.len();
        self.keep(block, claimed, key, framed);
    }

    /// Where a block of running text turns to dramas: to known ones, and to others that it presents
    /// as the page presents them.
    fn turns(&self, block: &Block) -> Vec<(usize, Claim)> {
        let mut turns = self.presents.claims(block, self.find);
        let presented = turns.len();
        turns.extend(subjects(block.text.text(), self.find));
        if presented == 0 || turns.len() == 1 {
            return turns;
        }
        turns.sort_by_key(|(at, _)| *at);
        turns.dedup_by(|(_, next), (_, last)| {
            let same = next.known == last.known
                && (next.known.is_some() || next.line.title == last.line.title);
            last.presented |= same && next.presented;
            same
        });
        // `Start with Quay`: what a known title stands within is none.
        let known: Vec<usize> =
            turns.iter().filter(|(_, claim)| claim.known.is_some()).map(|(at, _)| *at).collect();
        turns.retain(|(at, claim)| {
            let next = known.get(known.partition_point(|other| other < at));
            claim.known.is_some() || next.is_none_or(|next| next - at > FEW_WORDS)
        });
        turns
    }

    /// Whether a title of a block stands in a frame.
    fn holds_frame(&self, block: &Block, title: &str) -> bool {
        self.frames.as_ref().is_some_and(|frames| frames.hold(block.text.text().trim(), title))
    }

    /// The title that a block has as it stands in a frame, where it has none that is surer.
    fn in_frame(&self, block: &Block, claimed: Option<&Claim>) -> Option<Claim> {
        let frames = self.frames.as_ref().filter(|frames| !frames.are_none())?;
        let cell = matches!(block.kind, Kind::Cell { .. });
        if cell || block.links || claimed.is_some_and(|c| c.known.is_some() && !c.mention) {
            return None;
        }
        frames.claim(block.text.text())
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
        block.marks = block.marks.iter().map(moved).collect();
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
            let same = claimed.as_ref().filter(|claim| claim.known == subject.known);
            let style = same.map(|claim| claim.style).unwrap_or_default();
            let rest = if subject.presented { subject.rest.clone() } else { 0..end };
            let subject = Claim { mention: true, subject: first, rest, style, ..subject };
            let claim = claimed.filter(|claim| claim.known != subject.known).unwrap_or(subject);
            return self.keep(part(0..end), Some(claim), key, false);
        }
        let starts: Vec<usize> = turns.iter().map(|(at, _)| *at).collect();
        if block.text.text()[..starts[0]].chars().any(char::is_alphanumeric) {
            self.keep(part(0..starts[0]), None, key, false);
        }
        for (number, (at, claim)) in turns.into_iter().enumerate() {
            let to = starts.get(number + 1).copied().unwrap_or(end);
            let claim = Claim { rest: 0..to - at, ..claim };
            self.keep(part(at..to), Some(claim), key, false);
        }
    }

    fn keep(&mut self, block: Block, claimed: Option<Claim>, key: u64, framed: bool) {
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
        let bare = bare_heading(text);
        let title = claimed.as_ref().map_or(bare, |claim| &claim.line.title);
        let general = is_part(title) || is_part(bare) || is_name_label(bare);
        let distinct = block.shape != 0
            || row > 0
            || claimed.as_ref().is_some_and(|c| c.style.numbered || c.style.quoted);
        self.parts.push(Part {
            level,
            key,
            distinct,
            framed,
            shape: block.shape,
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
        self.take_first();
        if self.failed {
            return Err(EncodeError::TooManySections { most: MOST_SECTIONS });
        }
        settle(&mut self.parts, self.find);
        let (sections, listed) = match self.found()? {
            Found::Sections(sections) => (sections, Vec::new()),
            Found::Listed(said, listed) => (said.into_iter().collect(), listed),
        };
        let told: HashSet<DramaIdx> = sections.iter().filter_map(|section| section.known).collect();
        let named = self.parts.iter().filter(|part| part.is_known() && !part.turns());
        let named = named.filter_map(|part| part.claim.as_ref().and_then(|claim| claim.known));
        let untold = named.collect::<HashSet<_>>().difference(&told).count();
        Ok(Sections { sections, untold, listed })
    }

    fn found(&self) -> Result<Found, EncodeError> {
        if let Some(sections) = self.told_of_titles()? {
            return Ok(Found::Sections(sections));
        }
        let parts = &self.parts;
        match listed(parts, self.find) {
            Some(Listed { dramas, silent: true }) => Ok(Found::Listed(None, dramas)),
            Some(Listed { dramas, .. }) => Ok(Found::Listed(whole(parts, None), dramas)),
            None => self.without_titles().map(Found::Sections),
        }
    }

    /// The sections of the titles that are known or certain; `None` where none has a text.
    fn told_of_titles(&self) -> Result<Option<Vec<Section>>, EncodeError> {
        let parts = &self.parts;
        let mut titles = titles(parts);
        if titles.iter().any(|title| *title) {
            let first = gather(parts, &titles);
            if leave_out_contents(parts, &mut titles, &first) {
                return bounded(gather(parts, &titles)).map(without_asides).map(Some);
            }
            let sections = bounded(first)?;
            if tell_of_page(&sections, parts) {
                let mentioned = self.mentioned(&titles);
                let told = mentioned.as_deref().is_some_and(|others| {
                    tell_more(others, &sections) || tell_of_known(others, &sections)
                });
                return match mentioned {
                    Some(others) if told => bounded(others).map(Some),
                    _ => Ok(Some(without_asides(sections))),
                };
            }
        }
        Ok(None)
    }

    /// The sections of a text whose titles have no texts: those of the page, of mentions, of levels.
    fn without_titles(&self) -> Result<Vec<Section>, EncodeError> {
        let parts = &self.parts;
        let text = |part: &Part| !part.body.is_empty() || part.rest_says();
        if !parts.iter().any(text) {
            return Ok(headings_alone(parts).into_iter().collect());
        }
        if let Some(section) = self.whole_page() {
            return Ok(vec![section]);
        }
        if let Some(sections) = self.mentioned(&titles(parts)) {
            return bounded(sections);
        }
        bounded(by_level(parts))
    }

    /// The paragraphs that mention titles, one a drama.
    fn mentioned(&self, titles: &[bool]) -> Option<Vec<Section>> {
        let parts = &self.parts;
        // What stands in quotes is a title where known ones do.
        let quoted = |part: &&Part| part.mentions_only() && part.tells_of_known() && part.quoted();
        let in_quotes = parts.iter().filter(quoted).nth(1).is_some();
        let mentioned: Vec<bool> = parts
            .iter()
            .zip(titles)
            .map(|(part, title)| part.mentions() && !title && (in_quotes || !part.guesses()))
            .collect();
        let known = |(part, mentioned): (&Part, &bool)| *mentioned && part.tells_of_known();
        // One that is not known is told beside others.
        let several = mentioned.iter().filter(|mentioned| **mentioned).nth(1).is_some();
        let any = several || parts.iter().zip(&mentioned).any(known);
        any.then(|| without_mentions(gather(parts, &mentioned)))
    }

    /// The whole page as one section, where it is called as a known drama is.
    fn whole_page(&self) -> Option<Section> {
        let text = self.named.text();
        let block = Block { text: self.named.clone(), alone: true, ..Block::default() };
        let claim = claim(&block, false, self.find)?;
        let known = claim.known.filter(|_| !claim.mention && !claim.frail)?;
        let section = whole(&self.parts, None)?;
        let at = self.named.source(0..text.len());
        Some(Section { heading: claim.line, known: Some(known), at, ..section })
    }
}

/// Titles of one page are written alike: the same level, or the same markup, numbers and quotes.
fn key_of(block: &Block, claim: Option<&Claim>) -> u64 {
    let style = claim.map(|claim| claim.style).unwrap_or_default();
    // What says all that it says is told of nothing below it.
    let attached = block.attached && claim.is_some_and(|claim| claim.rest.is_empty());
    match block.kind {
        Kind::Heading(level) => shape(&(level, style.numbered)),
        // A title that has no page of its own is no link; its column is the same.
        Kind::Cell { column, head, .. } => shape(&("cell", column, head)),
        Kind::Text | Kind::Item => shape(&(block.shape, style, block.lead.is_empty(), attached)),
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
