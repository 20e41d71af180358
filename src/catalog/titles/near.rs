//! Titles that are nearly what was typed: slips of the keyboard, beginnings, parts.

use crate::catalog::drama::DramaIdx;
use crate::catalog::fold::fold;
use crate::catalog::near::{Few, Ranking, Typed, WORTH_OFFERING, is_too_long};
use crate::catalog::sieve::Sieve;
use crate::catalog::sketch::Sketch;
use crate::catalog::storage::{Seeker, Storage};
use crate::sorting::sort_by_key;

use super::first_of_series;
use super::slips::{Slips, forgive};

/// How many near titles are offered.
const OFFERED: usize = 3;

/// The drama whose title, or that of its series, alone begins so: "Crash Landing". Compares it with
/// all titles of the catalogue. Nothing where titles of several stories begin so.
#[must_use]
pub fn begun(storage: &dyn Storage, beginning: &str) -> Option<DramaIdx> {
    one_story(storage, &beginning_so(storage, beginning))
}

/// The drama that several may stand for: the one there is, or the beginning of their series.
fn one_story(storage: &dyn Storage, dramas: &[DramaIdx]) -> Option<DramaIdx> {
    match dramas {
        [drama] => Some(*drama),
        several => first_of_series(storage, several),
    }
}

/// All dramas of which a title begins so, ascending.
#[must_use]
pub fn beginning_so(storage: &dyn Storage, beginning: &str) -> Vec<DramaIdx> {
    let key = fold(beginning);
    let mut dramas: Vec<DramaIdx> = Vec::new();
    if key.is_empty() {
        return dramas;
    }
    let own = Sketch::of(&key);
    let may_begin = |sketch: &Sketch| is_part(&own, sketch);
    let take = |name: &str, idx| {
        if name.starts_with(&key) {
            dramas.push(idx);
        }
    };
    storage.each_name(&mut (may_begin, take));
    sort_by_key(&mut dramas, |idx| *idx);
    dramas.dedup();
    dramas
}

/// Headings of the dramas whose titles are nearest to `name`, best first.
#[must_use]
pub fn near(storage: &dyn Storage, name: &str) -> Vec<String> {
    forgive_or_near(storage, name, None).1.headings(storage)
}

/// The drama that [`forgive`] finds, and the dramas with the titles nearest to one: names are
/// looked through once for both.
pub fn forgive_or_near(
    storage: &dyn Storage,
    typed_as: &str,
    year: Option<u16>,
) -> (Option<DramaIdx>, Near) {
    let key = &fold(typed_as);
    if key.is_empty() {
        return (forgive(storage, typed_as, year), Near::default());
    }
    if is_too_long(key) {
        return (None, Near { begun: begun(storage, typed_as), nearest: Vec::new() });
    }
    let typed = Typed::new(key);
    let mut search = Search {
        slips: Slips::new(storage, &typed, year),
        few: Few::new(OFFERED + 1, WORTH_OFFERING),
        begin_so: Vec::new(),
        sieve: Sieve::new(*typed.sketch(), WORTH_OFFERING),
        typed: &typed,
    };
    search.take_beginnings(storage);
    storage.each_name(&mut search);
    let Search { slips, few, mut begin_so, .. } = search;
    sort_by_key(&mut begin_so, |idx| *idx);
    begin_so.dedup();
    let begun = one_story(storage, &begin_so);
    let near = Near { begun, nearest: few.into_targets().collect() };
    (slips.clearly_meant(typed_as), near)
}

/// Looks for who is meant by a title, and for those nearest to it.
struct Search<'a> {
    typed: &'a Typed<'a>,
    slips: Slips<'a>,
    few: Few<DramaIdx>,
    begin_so: Vec<DramaIdx>,
    sieve: Sieve,
}

impl Search<'_> {
    /// A likeness below which no name counts.
    fn least(&self) -> f64 {
        self.few.least().min(self.slips.least())
    }

    /// Takes titles that the key begins with, the longest first. They are found at once, and the
    /// more alike those known are, the fewer names are worth reading. They are met once more among
    /// all names, which changes nothing.
    fn take_beginnings(&mut self, storage: &dyn Storage) {
        let key = self.typed.key();
        for (end, _) in key.char_indices().rev() {
            let beginning = &key[..end];
            let claims = storage.claims(beginning);
            for idx in claims.primary.iter().chain(&claims.alias) {
                self.take(beginning, *idx);
            }
            if self.few.is_full() {
                break;
            }
        }
    }
}

impl Seeker for Search<'_> {
    fn sieve(&self) -> Option<&Sieve> {
        Some(&self.sieve)
    }

    /// A name that begins so always is: it holds the key.
    fn is_worth(&self, sketch: &Sketch) -> bool {
        let may_be_meant = self.slips.has_digits(sketch);
        let least = if may_be_meant { self.least() } else { self.few.least() };
        self.typed.may_be_like(sketch, least)
    }

    fn take(&mut self, name: &str, idx: DramaIdx) {
        let (alike, part) = self.typed.likenesses(name, self.least());
        self.slips.consider(alike, name, idx);
        if name.starts_with(self.typed.key()) {
            self.begin_so.push(idx);
        }
        self.few.consider(alike.max(part), idx);
        self.sieve.tighten(self.least());
    }
}

/// The dramas nearest to a title.
#[derive(Debug, Default)]
pub struct Near {
    /// The one that [`begun`] finds.
    begun: Option<DramaIdx>,
    /// Those with the titles most like it, best first, one more than are offered.
    nearest: Vec<DramaIdx>,
}

impl Near {
    /// Their headings, best first.
    pub fn headings(self, storage: &dyn Storage) -> Vec<String> {
        let others = self.nearest.into_iter().filter(|idx| Some(*idx) != self.begun);
        let offered = self.begun.into_iter().chain(others).take(OFFERED);
        offered.map(|idx| storage.drama(idx).heading()).collect()
    }
}

/// Whether a name with the one sketch may be a part of one with the other.
fn is_part(part: &Sketch, whole: &Sketch) -> bool {
    part.length <= whole.length && part.may_hold(whole)
}

/// The dramas with a title or alias like `word`, best first: those containing it before those
/// that merely resemble it. All dramas, in id order, for a word without letters.
#[must_use]
pub fn search(storage: &dyn Storage, word: &str) -> Vec<DramaIdx> {
    let key = fold(word);
    if key.is_empty() {
        return (0..storage.len() as u32).map(DramaIdx).collect();
    }
    let typed = Typed::new(&key);
    let holds = |sketch: &Sketch| is_part(typed.sketch(), sketch);
    let mut found = all_ranked(storage, &key, holds, |name| match name.contains(&key) {
        true => typed.likeness(name, WORTH_OFFERING).max(0.65),
        false => 0.0,
    });
    if found.is_empty() {
        let alike = |sketch: &Sketch| typed.may_be_typed(sketch, WORTH_OFFERING);
        let likeness = |name: &str| typed.typing_likeness(name, WORTH_OFFERING);
        found = all_ranked(storage, &key, alike, likeness);
    }
    found.into_iter().map(|(_, idx)| idx).collect()
}

/// The dramas by how like a key their folded titles are, of those worth reading.
fn all_ranked(
    storage: &dyn Storage,
    key: &str,
    worth: impl Fn(&Sketch) -> bool,
    likeness: impl Fn(&str) -> f64,
) -> Vec<(f64, DramaIdx)> {
    let mut ranking = Ranking::new(key, likeness);
    storage.each_name(&mut (worth, |name: &str, idx| ranking.consider(name, idx)));
    ranking.into_sorted()
}
