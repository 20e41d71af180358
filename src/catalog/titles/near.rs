//! Titles that are nearly what was typed: slips of the keyboard, beginnings, parts.

use std::cell::Cell;

use crate::catalog::drama::DramaIdx;
use crate::catalog::fold::fold;
use crate::catalog::near::{Few, Ranking, Typed, WORTH_OFFERING, is_too_long};
use crate::catalog::sketch::Sketch;
use crate::catalog::slip::is_slip;
use crate::catalog::storage::Storage;
use crate::sorting::sort_by_key;

use super::{first_of_series, names};

/// How alike a mistyped title must be to be taken for the one meant.
const CLEARLY_MEANT: f64 = 0.8;
/// How far the next best drama must stay behind it.
const CLEAR_LEAD: f64 = 0.1;
/// How many near titles are offered.
const OFFERED: usize = 3;

/// The drama that is clearly meant by a title with a slip of the keyboard.
pub fn forgive(storage: &dyn Storage, typed_as: &str, year: Option<u16>) -> Option<DramaIdx> {
    let key = &fold(typed_as);
    let typed = Typed::new(key);
    // Whoever is less alike is neither meant nor near enough to make it doubtful who is.
    let likeness = |name: &str| {
        let likeness = typed.typing_likeness(name, CLEARLY_MEANT - CLEAR_LEAD);
        if likeness > 0.0 && digits(name).eq(digits(key)) { likeness } else { 0.0 }
    };
    let worth = |sketch: &Sketch| {
        sketch.digits == typed.sketch().digits
            && typed.may_be_typed(sketch, CLEARLY_MEANT - CLEAR_LEAD)
    };
    let mut ranking = Ranking::new(key, likeness);
    storage.each_name(&worth, &mut |name, idx| ranking.consider(name, idx));
    let mut near = ranking.into_sorted();
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
    storage.each_name(&|sketch| is_part(&own, sketch), &mut |name, idx| {
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
    let key = fold(name);
    let (begun, nearest) = match is_too_long(&key) {
        true => (begun(storage, name), Vec::new()),
        false => begun_and_nearest(storage, &key),
    };
    let others = nearest.into_iter().filter(|idx| Some(*idx) != begun);
    begun.into_iter().chain(others).take(OFFERED).map(|idx| storage.drama(idx).heading()).collect()
}

/// The drama that [`begun`] finds, and those with the titles most like a key, best first, one more
/// than are offered: names are looked through once for both.
fn begun_and_nearest(storage: &dyn Storage, key: &str) -> (Option<DramaIdx>, Vec<DramaIdx>) {
    if key.is_empty() {
        return (None, Vec::new());
    }
    let typed = Typed::new(key);
    let mut few = Few::new(OFFERED + 1);
    let mut begin_so: Vec<DramaIdx> = Vec::new();
    // What is worth reading is asked while names are taken. A name that begins so always is: it
    // holds the key.
    let least = Cell::new(few.least());
    storage.each_name(&|sketch| typed.may_be_like(sketch, least.get()), &mut |name, idx| {
        if name.starts_with(key) {
            begin_so.push(idx);
        }
        few.consider(typed.likeness(name, least.get()), idx);
        least.set(few.least());
    });
    sort_by_key(&mut begin_so, |idx| *idx);
    begin_so.dedup();
    (one_story(storage, &begin_so), few.into_targets().collect())
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
    storage.each_name(worth, &mut |name, idx| ranking.consider(name, idx));
    ranking.into_sorted()
}

fn digits(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|c| c.is_numeric())
}
