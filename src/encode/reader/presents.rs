//! How a page presents titles in running words: one that presents known titles so presents its
//! others so.

use std::collections::{HashMap, HashSet};

use crate::catalog::{DramaIdx, fold};

use super::block::{Block, Kind};
use super::claim::{Claim, Find};
use super::message::words_of;
use super::presented::{LED_IN, Mark, Presented, presented};
use super::title_line::capitalised;
use super::within::within;

/// The least that a paragraph says behind a known title that it names early, in bytes.
const SAYS: usize = 70;
/// The shortest paragraph that tells of a drama that it mentions, in bytes.
const PARAGRAPH: usize = 100;
/// So many known titles show how a page presents them.
const SHOWN: usize = 2;
/// What stands more often is no title, but the name of who speaks.
const OFTEN: usize = 2;

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
    /// Whether known ones are written in capitals among other words.
    capitals: bool,
    /// How known ones are marked out that a mark parts from what is said of them.
    strong: Vec<Mark>,
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
        let mut strong = Vec::new();
        let mut capitals = false;
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
            if block.text.text().len() >= PARAGRAPH {
                told.extend(claim.filter(|claim| claim.mention).and_then(|claim| claim.known));
            }
            told.extend(named_early(block, find));
            for found in presented(block, find) {
                if found.strong && found.known.is_some() {
                    strong.push(found.mark);
                }
                match (found.known, found.mark) {
                    (Some(known), mark) => {
                        told.insert(known);
                        capitals |= mark == Mark::Capitals;
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
        let often = |(title, times): (&String, &usize)| (*times > OFTEN).then(|| title.clone());
        let repeated = marked.iter().chain(named.iter()).filter_map(often).collect();
        let known = told.len() >= SHOWN && told.len() > bare.len();
        Self {
            known,
            marked: known && marked.len() <= told.len() * 2,
            named: known && named.len() <= told.len(),
            small,
            capitals,
            strong,
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
        if !self.known && self.strong.is_empty() {
            return Vec::new();
        }
        let fits = |found: &Presented| match (found.known, found.mark) {
            _ if !self.known => {
                found.strong
                    && self.strong.contains(&found.mark)
                    && (found.known.is_some()
                        || found.mark == Mark::Quoted && capitalised(&found.title))
            }
            (Some(_), _) => true,
            (None, _) if !(capitalised(&found.title) || self.small) => false,
            (None, Mark::Quoted | Mark::Emphasised) => self.marked || found.stated,
            (None, Mark::Capitals) if !self.capitals => found.stated,
            (None, _) => self.named || found.stated,
        };
        let found = presented(block, find).into_iter();
        let found =
            found.filter(|found| fits(found) && !self.repeated.contains(&fold(&found.title)));
        found.map(|found| (found.at, found.claim(block.text.text().len()))).collect()
    }
}

/// The known drama that a paragraph names among its first words.
fn named_early(block: &Block, find: &Find<'_>) -> Option<DramaIdx> {
    let text = block.text.text();
    let from = words_of(text).map_or(0, |(_, words)| words);
    let found = within(&text[from..], LED_IN, find)?;
    (text.len() >= from + found.range.end + SAYS).then_some(found.drama)
}
