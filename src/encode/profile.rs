//! What was found in one text: each term with how often and where.

use std::ops::Range;

use crate::sorting::sort_by_key;

use super::matcher::Hit;
use super::model::Model;

/// How many places of a term are kept.
const PLACES: usize = 3;

/// A term found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Number of the term.
    pub term: usize,
    /// How often, names apart.
    pub count: u32,
    /// How often where it points to its tropes.
    pub claiming: u32,
    /// The first places.
    pub places: Vec<Range<usize>>,
}

/// The terms found in a text, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Each term once.
    pub found: Vec<Found>,
}

impl Profile {
    /// The words that have weights, by row, with their counts.
    pub fn words<'p>(
        &'p self,
        model: &'p Model<'_>,
    ) -> impl Iterator<Item = (usize, u32, &'p Found)> {
        self.found.iter().filter_map(|found| {
            let row = model.rows.get(found.term).copied().unwrap_or(0);
            (row > 0 && found.count > 0).then(|| (usize::from(row) - 1, found.count, found))
        })
    }

    /// The terms that point to tropes.
    pub fn claims<'p>(&'p self, model: &'p Model<'_>) -> impl Iterator<Item = &'p Found> {
        self.found
            .iter()
            .filter(|found| found.claiming > 0 && !model.claims.get(found.term).is_empty())
    }
}

/// Gathers hits into profiles, one text after the other.
#[derive(Debug)]
pub struct Gatherer {
    /// Position in `found`, plus 1, of each term.
    slots: Vec<u32>,
    found: Vec<Found>,
}

impl Gatherer {
    /// A gatherer for the terms of a model.
    #[must_use]
    pub fn new(model: &Model<'_>) -> Self {
        Self { slots: vec![0; model.n_terms()], found: Vec::new() }
    }

    /// Adds a hit.
    pub fn add(&mut self, hit: Hit) {
        let slot = &mut self.slots[hit.term];
        if *slot == 0 {
            self.found.push(Found { term: hit.term, count: 0, claiming: 0, places: Vec::new() });
            *slot = self.found.len() as u32;
        }
        let found = &mut self.found[*slot as usize - 1];
        found.count = found.count.saturating_add(u32::from(!hit.name));
        found.claiming = found.claiming.saturating_add(u32::from(!hit.masked));
        if found.places.len() < PLACES && !hit.masked {
            found.places.push(hit.place);
        }
    }

    /// What was gathered; ready for the next text.
    pub fn take(&mut self) -> Profile {
        let mut found = std::mem::take(&mut self.found);
        found.iter().for_each(|found| self.slots[found.term] = 0);
        sort_by_key(&mut found, |found| found.term);
        Profile { found }
    }
}
