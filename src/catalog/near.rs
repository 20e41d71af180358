//! Near matches for names that are not known.

use std::collections::HashMap;
use std::hash::Hash;

/// How alike two folded keys must be for one to be offered in place of the other.
const WORTH_OFFERING: f64 = 0.6;

/// How alike two folded keys are, in [0, 1]; 1 only for equal ones.
///
/// The larger of [`typing_likeness`] and, when one key begins with or contains the other, a score
/// that grows with the part covered (titles cut short).
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let part = if short.chars().count() >= 3 && short != long && long.contains(short) {
        let covered = short.len() as f64 / long.len() as f64;
        if long.starts_with(short) { 0.75 + 0.2 * covered } else { 0.65 + 0.2 * covered }
    } else {
        0.0
    };
    typing_likeness(a, b).max(part)
}

/// One minus the share of letters to insert, delete, replace or swap (optimal string alignment;
/// Damerau 1964), in [0, 1]. Pairs too different in length to be offered count 0 unmeasured.
#[must_use]
pub fn typing_likeness(a: &str, b: &str) -> f64 {
    let (a_len, b_len) = (a.chars().count(), b.chars().count());
    let longest = a_len.max(b_len);
    if longest == 0 {
        return 1.0;
    }
    if (a_len.abs_diff(b_len)) as f64 > (1.0 - WORTH_OFFERING) * longest as f64 {
        return 0.0;
    }
    1.0 - strsim::osa_distance(a, b) as f64 / longest as f64
}

/// Ranks targets by how alike their names are to a key, taking names one at a time.
#[derive(Debug)]
pub struct Ranking<'k, T, L> {
    key: &'k str,
    likeness: L,
    best: HashMap<T, f64>,
}

impl<'k, T: Copy + Ord + Hash, L: Fn(&str, &str) -> f64> Ranking<'k, T, L> {
    /// Nothing yet.
    pub fn new(key: &'k str, likeness: L) -> Self {
        Self { key, likeness, best: HashMap::new() }
    }

    /// Keeps the target of a name if it is worth offering.
    pub fn consider(&mut self, name: &str, target: T) {
        let score = (self.likeness)(self.key, name);
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
    let mut ranking = Ranking::new(key, likeness);
    names.for_each(|(name, target)| ranking.consider(name, target));
    ranking.into_sorted().into_iter().take(k).map(|(_, target)| target).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_pair_of_letters_is_one_edit() {
        assert!((likeness("goblin", "gobiln") - (1.0 - 1.0 / 6.0)).abs() < 1e-12);
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
