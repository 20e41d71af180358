//! Titles that are nearly what was typed: slips of the keyboard, beginnings, parts.

use std::cell::{Cell, RefCell};

use crate::catalog::drama::DramaIdx;
use crate::catalog::fold::fold;
use crate::catalog::near::{Few, Ranking, Typed, WORTH_OFFERING, is_too_long};
use crate::catalog::sieve::Sieve;
use crate::catalog::sketch::Sketch;
use crate::catalog::slip::is_slip;
use crate::catalog::storage::Storage;
use crate::sorting::sort_by_key;

use super::{first_of_series, names};

/// How alike a mistyped title must be to be taken for the one meant.
const CLEARLY_MEANT: f64 = 0.8;
/// How far the next best drama must stay behind it.
const CLEAR_LEAD: f64 = 0.1;
/// How alike another drama must be to make it doubtful who is meant.
const DOUBTFUL: f64 = CLEARLY_MEANT - CLEAR_LEAD;
/// How many near titles are offered.
const OFFERED: usize = 3;

/// The drama that is clearly meant by a title with a slip of the keyboard.
pub fn forgive(storage: &dyn Storage, typed_as: &str, year: Option<u16>) -> Option<DramaIdx> {
    let key = &fold(typed_as);
    let typed = Typed::new(key);
    // Whoever is less alike is neither meant nor near enough to make it doubtful who is.
    let likeness = |name: &str| {
        let likeness = typed.typing_likeness(name, DOUBTFUL);
        if likeness > 0.0 && digits(name).eq(digits(key)) { likeness } else { 0.0 }
    };
    let worth = |sketch: &Sketch| {
        sketch.digits == typed.sketch().digits && typed.may_be_typed(sketch, DOUBTFUL)
    };
    let mut ranking = Ranking::new(key, likeness);
    let sieve = RefCell::new(Sieve::new(*typed.sketch(), DOUBTFUL));
    storage.each_name(Some(&sieve), &worth, &mut |name, idx| ranking.consider(name, idx));
    clearly_meant(storage, ranking.into_sorted(), typed_as, year)
}

/// The drama that is so much more like a mistyped title than the others that it is meant. They come
/// best first, one entry a drama, ties by drama.
fn clearly_meant(
    storage: &dyn Storage,
    mut near: Vec<(f64, DramaIdx)>,
    typed_as: &str,
    year: Option<u16>,
) -> Option<DramaIdx> {
    near.retain(|(_, idx)| year.is_none() || storage.drama(*idx).year == year);
    let (best, drama) = *near.first()?;
    let next = near.get(1).map_or(0.0, |(score, _)| *score);
    let clear = best >= CLEARLY_MEANT && best - next >= CLEAR_LEAD;
    (clear && names(&storage.drama(drama)).any(|(name, _)| is_slip(typed_as, name)))
        .then_some(drama)
}

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
    storage.each_name(None, &|sketch| is_part(&own, sketch), &mut |name, idx| {
        if name.starts_with(&key) {
            dramas.push(idx);
        }
    });
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
    let mut few = Few::new(OFFERED + 1);
    let mut begin_so: Vec<DramaIdx> = Vec::new();
    let mut slips = Ranking::new(key, |_: &str| 0.0);
    // What is worth reading is asked while names are taken. A name that begins so always is: it
    // holds the key.
    let least = Cell::new(few.least());
    let worth = |sketch: &Sketch| {
        let may_be_meant = sketch.digits == typed.sketch().digits;
        let least = if may_be_meant { least.get().min(DOUBTFUL) } else { least.get() };
        typed.may_be_like(sketch, least)
    };
    let sieve = RefCell::new(Sieve::new(*typed.sketch(), least.get().min(DOUBTFUL)));
    storage.each_name(Some(&sieve), &worth, &mut |name, idx| {
        let (alike, part) = typed.likenesses(name, least.get().min(DOUBTFUL));
        if alike + 1e-9 >= DOUBTFUL && digits(name).eq(digits(key)) {
            slips.keep(alike, idx);
        }
        if name.starts_with(key) {
            begin_so.push(idx);
        }
        few.consider(alike.max(part), idx);
        least.set(few.least());
        sieve.borrow_mut().tighten(least.get().min(DOUBTFUL));
    });
    sort_by_key(&mut begin_so, |idx| *idx);
    begin_so.dedup();
    let begun = one_story(storage, &begin_so);
    let near = Near { begun, nearest: few.into_targets().collect() };
    (clearly_meant(storage, slips.into_sorted(), typed_as, year), near)
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
    let mut found = all_ranked(storage, &key, &holds, |name| match name.contains(&key) {
        true => typed.likeness(name, WORTH_OFFERING).max(0.65),
        false => 0.0,
    });
    if found.is_empty() {
        let alike = |sketch: &Sketch| typed.may_be_typed(sketch, WORTH_OFFERING);
        let likeness = |name: &str| typed.typing_likeness(name, WORTH_OFFERING);
        found = all_ranked(storage, &key, &alike, likeness);
    }
    found.into_iter().map(|(_, idx)| idx).collect()
}

/// The dramas by how like a key their folded titles are, of those worth reading.
fn all_ranked(
    storage: &dyn Storage,
    key: &str,
    worth: &dyn Fn(&Sketch) -> bool,
    likeness: impl Fn(&str) -> f64,
) -> Vec<(f64, DramaIdx)> {
    let mut ranking = Ranking::new(key, likeness);
    storage.each_name(None, worth, &mut |name, idx| ranking.consider(name, idx));
    ranking.into_sorted()
}

fn digits(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|c| c.is_numeric())
}
