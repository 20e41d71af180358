//! Near matches for names that are not known.

use std::collections::HashMap;
use std::hash::Hash;

use rapidfuzz::distance::osa::BatchComparator;

/// How alike two folded keys must be for one to be offered in place of the other.
pub const WORTH_OFFERING: f64 = 0.6;

/// Bytes of the longest key that is compared: no title is longer, and comparing takes as long as
/// both are.
const LONGEST_KEY: usize = 600;

/// A folded key that is compared with many names: what can be worked out once, is.
pub struct Typed<'k> {
    key: &'k str,
    length: usize,
    letters: u64,
    edits: BatchComparator<char>,
}

impl<'k> Typed<'k> {
    /// A key to compare names with.
    #[must_use]
    pub fn new(key: &'k str) -> Self {
        let (length, letters) = letters(key);
        Self { key, length, letters, edits: BatchComparator::new(key.chars()) }
    }

    /// How alike the key and a folded name are, in [0, 1]; 1 only for equal ones.
    ///
    /// The larger of [`typing_likeness`](Self::typing_likeness) and, when one of them begins with
    /// or contains the other, a score that grows with the part covered (titles cut short).
    #[must_use]
    pub fn likeness(&self, name: &str) -> f64 {
        let key = self.key;
        let (short, long) = if key.len() < name.len() { (key, name) } else { (name, key) };
        let part = if short.chars().nth(2).is_some() && short != long && long.contains(short) {
            let covered = short.len() as f64 / long.len() as f64;
            if long.starts_with(short) { 0.75 + 0.2 * covered } else { 0.65 + 0.2 * covered }
        } else {
            0.0
        };
        self.typing_likeness(name, WORTH_OFFERING).max(part)
    }

    /// One minus the share of letters to insert, delete, replace or swap (optimal string alignment;
    /// Damerau 1964), in [0, 1]; 0 where it is below `least`, mostly unmeasured.
    #[must_use]
    pub fn typing_likeness(&self, name: &str, least: f64) -> f64 {
        // A name has no more letters than bytes: most are too short before they are counted.
        if (name.len() as f64) < least * self.length as f64 - 1e-9 {
            return 0.0;
        }
        let (length, letters) = letters(name);
        let longest = self.length.max(length);
        if longest == 0 {
            return 1.0;
        }
        // An edit adds or takes one letter at most, and brings one letter of either side to the
        // other.
        let missing = (self.letters & !letters).count_ones();
        let extra = (letters & !self.letters).count_ones();
        let edits = self.length.abs_diff(length).max(missing.max(extra) as usize);
        let allowed = (1.0 - least) * longest as f64 + 1e-9;
        if edits as f64 > allowed {
            return 0.0;
        }
        let edits = self.edits.distance(name.chars()) as f64;
        if edits > allowed { 0.0 } else { 1.0 - edits / longest as f64 }
    }
}

/// How many letters a key has, and which, each of them one of 64 bits that it shares with others.
fn letters(key: &str) -> (usize, u64) {
    key.chars().fold((0, 0), |(length, set), c| (length + 1, set | 1 << (c as u32 % 64)))
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
        Self { too_long: key.len() > LONGEST_KEY, likeness, best: HashMap::new() }
    }

    /// Keeps the target of a name if it is worth offering.
    pub fn consider(&mut self, name: &str, target: T) {
        if self.too_long {
            return;
        }
        let score = (self.likeness)(name);
        if score >= WORTH_OFFERING {
            let known = self.best.entry(target).or_insert(score);
            *known = known.max(score);
        }
    }

    /// The targets kept with their likeness, best first; one entry a target, ties by target.
    pub fn into_sorted(self) -> Vec<(f64, T)> {
        let mut ranked: Vec<(f64, T)> =
            self.best.into_iter().map(|(target, score)| (score, target)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
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
    let mut ranking = Ranking::new(key, |name: &str| typed.likeness(name));
    names.for_each(|(name, target)| ranking.consider(name, target));
    ranking.into_sorted().into_iter().take(k).map(|(_, target)| target).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        Typed::new(a).likeness(b)
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
