//! Near matches for names that are not known.

use std::collections::HashMap;
use std::hash::Hash;

use rapidfuzz::distance::osa::BatchComparator;

use crate::sorting::sort_by;

use super::sketch::Sketch;

/// How alike two folded keys must be for one to be offered in place of the other.
pub const WORTH_OFFERING: f64 = 0.6;

/// Bytes of the longest key that is compared: no title is longer, and comparing takes as long as
/// both are.
const LONGEST_KEY: usize = 600;

/// A folded key that is compared with many names: what can be worked out once, is.
pub struct Typed<'k> {
    key: &'k str,
    sketch: Sketch,
    edits: BatchComparator<char>,
}

impl<'k> Typed<'k> {
    /// A key to compare names with.
    #[must_use]
    pub fn new(key: &'k str) -> Self {
        Self { key, sketch: Sketch::of(key), edits: BatchComparator::new(key.chars()) }
    }

    /// How alike the key and a folded name are, in [0, 1]; 1 only for equal ones.
    ///
    /// The larger of [`typing_likeness`](Self::typing_likeness) and, when one of them begins with or
    /// contains the other, a score that grows with the part covered (titles cut short); each as it
    /// is from `least` on, below mostly 0.
    #[must_use]
    pub fn likeness(&self, name: &str, least: f64) -> f64 {
        let (typed, part) = self.likenesses(name, least);
        typed.max(part)
    }

    /// The two of which [`likeness`](Self::likeness) is the larger.
    #[must_use]
    pub fn likenesses(&self, name: &str, least: f64) -> (f64, f64) {
        let sketch = Sketch::of_letters(name);
        (self.edited(name, &sketch, least), self.part(name, &sketch, least))
    }

    /// How much of the longer of the two the shorter one covers, when it is a part of it, as a
    /// likeness; else 0, as where it may be below `least`.
    fn part(&self, name: &str, sketch: &Sketch, least: f64) -> f64 {
        // Looking for one in the other takes longer than telling that it cannot be there.
        if !self.sketch.may_hold(sketch) {
            return 0.0;
        }
        let key = self.key;
        let (short, long) = if key.len() < name.len() { (key, name) } else { (name, key) };
        if short.chars().nth(2).is_none() || short == long {
            return 0.0;
        }
        let covered = short.len() as f64 / long.len() as f64;
        if long.starts_with(short) {
            return 0.75 + 0.2 * covered;
        }
        let within = 0.65 + 0.2 * covered;
        if within >= least && long.contains(short) { within } else { 0.0 }
    }

    /// Whether a name with this sketch may have a [`typing_likeness`](Self::typing_likeness) of
    /// `least` or more.
    #[must_use]
    pub fn may_be_typed(&self, sketch: &Sketch, least: f64) -> bool {
        let longest = self.sketch.length.max(sketch.length);
        self.sketch.within(sketch, allowed(longest.into(), least) as u32)
    }

    /// Whether a name with this sketch may have a [`likeness`](Self::likeness) of `least` or more.
    #[must_use]
    pub fn may_be_like(&self, sketch: &Sketch, least: f64) -> bool {
        self.may_be_typed(sketch, least) | self.sketch.may_hold(sketch)
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        self.key
    }

    /// What is known of the key without reading it.
    #[must_use]
    pub fn sketch(&self) -> &Sketch {
        &self.sketch
    }

    /// One minus the share of letters to insert, delete, replace or swap (optimal string alignment;
    /// Damerau 1964), in [0, 1]; 0 where it is below `least`, mostly unmeasured.
    #[must_use]
    pub fn typing_likeness(&self, name: &str, least: f64) -> f64 {
        // A name has no more letters than bytes: most are too short before they are counted.
        if (name.len() as f64) < least * f64::from(self.sketch.length) - 1e-9 {
            return 0.0;
        }
        self.edited(name, &Sketch::of_letters(name), least)
    }

    /// As [`typing_likeness`](Self::typing_likeness), of a name with this sketch.
    fn edited(&self, name: &str, other: &Sketch, least: f64) -> f64 {
        let longest = usize::from(self.sketch.length.max(other.length));
        if longest == 0 {
            return 1.0;
        }
        let allowed = allowed(longest, least);
        if !self.sketch.within(other, allowed as u32) {
            return 0.0;
        }
        let edits = self.edits.distance(name.chars()) as f64;
        if edits > allowed { 0.0 } else { 1.0 - edits / longest as f64 }
    }
}

/// How many edits of so many letters leave a likeness of `least`.
pub fn allowed(letters: usize, least: f64) -> f64 {
    (1.0 - least) * letters as f64 + 1e-9
}

/// The `k` targets with the names most like a key, of names taken one at a time: what
/// [`Ranking`] would put first, but the longer it looks the more may be passed over.
#[derive(Debug)]
pub struct Few<T> {
    k: usize,
    /// A likeness below which none is kept.
    least: f64,
    /// Best first, one entry a target, ties by target.
    best: Vec<(f64, T)>,
}

impl<T: Copy + Ord> Few<T> {
    /// Nothing yet; only targets so much alike are kept.
    pub fn new(k: usize, least: f64) -> Self {
        Self { k, least, best: Vec::with_capacity(k + 1) }
    }

    /// Whether there are `k` targets.
    pub fn is_full(&self) -> bool {
        self.best.len() == self.k
    }

    /// A likeness below which no target is among the best.
    pub fn least(&self) -> f64 {
        match self.best.last() {
            Some((worst, _)) if self.is_full() => *worst,
            _ => self.least,
        }
    }

    /// The best target and how much alike it is.
    pub fn best(&self) -> Option<(f64, T)> {
        self.best.first().copied()
    }

    /// The second best one.
    pub fn second(&self) -> Option<(f64, T)> {
        self.best.get(1).copied()
    }

    /// Keeps a target if it is among the best.
    pub fn consider(&mut self, likeness: f64, target: T) {
        if likeness < self.least() {
            return;
        }
        match self.best.iter_mut().find(|(_, known)| *known == target) {
            Some((known, _)) => *known = known.max(likeness),
            None => self.best.push((likeness, target)),
        }
        self.best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        self.best.truncate(self.k);
    }

    /// The targets, best first.
    pub fn into_targets(self) -> impl Iterator<Item = T> {
        self.best.into_iter().map(|(_, target)| target)
    }
}

/// Whether a key is longer than any title: nothing is near it.
pub fn is_too_long(key: &str) -> bool {
    key.len() > LONGEST_KEY
}

/// Ranks targets by how alike their names are to a key, taking names one at a time.
#[derive(Debug)]
pub struct Ranking<T, L> {
    too_long: bool,
    likeness: L,
    best: HashMap<T, f64>,
}

impl<T: Copy + Ord + Hash, L: Fn(&str) -> f64> Ranking<T, L> {
    /// Nothing yet. `likeness` says how alike a name is to `key`.
    pub fn new(key: &str, likeness: L) -> Self {
        Self { too_long: is_too_long(key), likeness, best: HashMap::new() }
    }

    /// Keeps the target of a name if it is worth offering.
    pub fn consider(&mut self, name: &str, target: T) {
        if self.too_long {
            return;
        }
        let score = (self.likeness)(name);
        if score >= WORTH_OFFERING {
            self.keep(score, target);
        }
    }

    /// Keeps a target with a name so much alike.
    pub fn keep(&mut self, score: f64, target: T) {
        let known = self.best.entry(target).or_insert(score);
        *known = known.max(score);
    }

    /// The targets kept with their likeness, best first; one entry a target, ties by target.
    pub fn into_sorted(self) -> Vec<(f64, T)> {
        let mut ranked: Vec<(f64, T)> =
            self.best.into_iter().map(|(target, score)| (score, target)).collect();
        sort_by(&mut ranked, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked
    }
}

/// The `k` targets with the names most like `key`, best first; one entry a target, ties by target.
#[must_use]
pub fn nearest<'a, T, I>(key: &str, names: I, k: usize) -> Vec<T>
where
    T: Copy + Ord + Hash,
    I: Iterator<Item = (&'a str, T)>,
{
    let typed = Typed::new(key);
    let mut ranking = Ranking::new(key, |name: &str| typed.likeness(name, WORTH_OFFERING));
    names.for_each(|(name, target)| ranking.consider(name, target));
    ranking.into_sorted().into_iter().take(k).map(|(_, target)| target).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        Typed::new(a).likeness(b, WORTH_OFFERING)
    }

    #[test]
    fn a_swapped_pair_of_letters_is_one_edit() {
        assert!((likeness("goblin", "gobiln") - (1.0 - 1.0 / 6.0)).abs() < 1e-12);
    }

    #[test]
    fn what_is_passed_over_unmeasured_is_less_alike_than_asked_for() {
        let names =
            ["goblin", "gobiln", "goblins", "bingol", "", "그해우리는", "그해우리", "g", "kingdom"];
        for (a, b) in names.iter().flat_map(|a| names.iter().map(move |b| (*a, *b))) {
            let longest = a.chars().count().max(b.chars().count());
            let edits = rapidfuzz::distance::osa::distance(a.chars(), b.chars()) as f64;
            let measured = if longest == 0 { 1.0 } else { 1.0 - edits / longest as f64 };
            for least in [0.6, 0.7, 0.9] {
                let expected = if measured + 1e-9 >= least { measured } else { 0.0 };
                assert_eq!(Typed::new(a).typing_likeness(b, least), expected, "{a} {b} {least}");
            }
        }
    }

    /// Folded names of few letters, so that many are near one another.
    fn folded() -> impl Strategy<Value = String> {
        "[a-d0-1ᄀ나ᅥ]{0,14}"
    }

    proptest! {
        #[test]
        fn a_sketch_loses_no_name_that_is_like_enough(
            a in folded(), b in folded(), least in 0.3..1.0,
        ) {
            let (typed, sketch) = (Typed::new(&a), Sketch::of(&b));
            prop_assert!(typed.likeness(&b, least) < least || typed.may_be_like(&sketch, least));
            let alike = typed.typing_likeness(&b, least) >= least;
            prop_assert!(!alike || typed.may_be_typed(&sketch, least));
            prop_assert!(!b.contains(&a) || typed.sketch().may_hold(&sketch));
            prop_assert!(a != b || *typed.sketch() == sketch);
        }

        #[test]
        fn a_likeness_is_the_same_from_the_least_on(
            a in folded(), b in folded(), least in 0.3..1.0,
        ) {
            for (a, b) in [(a.clone(), b.clone()), (format!("{a}{b}"), b)] {
                let typed = Typed::new(&a);
                let (all, some) = (typed.likeness(&b, 0.0), typed.likeness(&b, least));
                prop_assert!(all == some || all.max(some) < least, "{} {} {} {}", a, b, all, some);
            }
        }

        #[test]
        fn the_few_best_are_those_that_ranking_all_puts_first(
            key in folded(),
            names in prop::collection::vec((folded(), 0..9u8), 0..40),
            k in 1..5usize,
        ) {
            let typed = Typed::new(&key);
            let mut few = Few::new(k, WORTH_OFFERING);
            for (name, target) in &names {
                if typed.may_be_like(&Sketch::of(name), few.least()) {
                    few.consider(typed.likeness(name, few.least()), *target);
                }
            }
            let all = nearest(&key, names.iter().map(|(name, target)| (name.as_str(), *target)), k);
            prop_assert_eq!(few.into_targets().collect::<Vec<_>>(), all);
        }
    }

    #[test]
    fn what_a_sketch_passes_over_is_less_alike_than_asked_for() {
        let names =
            ["goblin", "gobiln", "bingol", "", "그해우리는", "그해우리", "g", "goblin2", "lin"];
        for (a, b) in names.iter().flat_map(|a| names.iter().map(move |b| (*a, *b))) {
            let (typed, sketch) = (Typed::new(a), Sketch::of(b));
            for least in [0.6, 0.7, 0.9] {
                let like = typed.likeness(b, least) >= least;
                assert!(!like || typed.may_be_like(&sketch, least), "{a} {b} {least}");
                let like = typed.typing_likeness(b, least) >= least;
                assert!(!like || typed.may_be_typed(&sketch, least), "{a} {b} {least}");
            }
        }
    }

    #[test]
    fn the_few_best_are_the_first_of_all() {
        let considered = [(0.7, 4), (0.9, 2), (0.65, 1), (0.7, 3), (0.8, 1), (0.5, 5), (0.95, 4)];
        let mut few = Few::new(3, WORTH_OFFERING);
        assert_eq!(few.least(), WORTH_OFFERING);
        for (likeness, target) in considered {
            few.consider(likeness, target);
        }
        assert_eq!(few.least(), 0.8);
        assert_eq!(few.into_targets().collect::<Vec<_>>(), [4, 2, 1]);
    }

    #[test]
    fn a_title_cut_short_is_near() {
        assert!(likeness("reply", "reply1988") > 0.75);
        assert!(likeness("xy", "xyzzy") < 0.6, "two letters are no part of a title");
    }

    #[test]
    fn nearest_is_best_first_and_one_a_target() {
        let names = [("chaebolheir", 1), ("chaebol", 2), ("heir", 1), ("amnesia", 3)];
        assert_eq!(nearest("chaebolhier", names.into_iter(), 3), vec![1, 2]);
        assert!(nearest("qqqqqq", names.into_iter(), 3).is_empty());
    }
}
