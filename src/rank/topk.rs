//! Keeping the k best, one of a story.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::DramaIdx;

/// A drama with its base and score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Which drama.
    pub drama: DramaIdx,
    /// Similarity before adjustments, in [0, 1].
    pub base: f32,
    /// Score before priors, in [0, 1].
    pub before: f32,
    /// What is ranked by, in [0, 1].
    pub score: f32,
}

impl Hit {
    /// A hit that nothing adjusts.
    #[must_use]
    pub fn plain(drama: DramaIdx, base: f32) -> Self {
        Self { drama, base, before: base, score: base }
    }

    /// Best first: the higher score, then the higher one before priors, then the lower drama id.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let by_score = other.score.total_cmp(&self.score);
        by_score.then(other.before.total_cmp(&self.before)).then(self.drama.cmp(&other.drama))
    }
}

/// A hit in its place, with the number of its story.
#[derive(Debug, Clone, Copy)]
struct Placed {
    hit: Hit,
    story: Option<u32>,
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Placed {}

impl PartialOrd for Placed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Placed {
    fn cmp(&self, other: &Self) -> Ordering {
        self.hit.order(&other.hit)
    }
}

/// Up to so many hits are kept in a list, more in trees.
const FEW: usize = 64;

/// Keeps the `k` best of the hits pushed, in any order of pushing, and of one story only the best:
/// O(n log k) time and O(k) memory. A hit may be pushed twice.
#[derive(Debug, Clone)]
pub struct TopK {
    k: usize,
    kept: Kept,
}

/// The hits kept. A list is what most questions need, and less for a browser to compile.
#[derive(Debug, Clone)]
enum Kept {
    /// Best first.
    Few(Vec<Placed>),
    Many(Trees),
}

impl TopK {
    /// Keeps at most `k`; with `k` = 0, none.
    #[must_use]
    pub fn new(k: usize) -> Self {
        let kept = if k <= FEW { Kept::Few(Vec::new()) } else { Kept::Many(Trees::default()) };
        Self { k, kept }
    }

    /// Offers a hit; `story` is the number of the series it belongs to.
    pub fn push(&mut self, hit: Hit, story: Option<u32>) {
        if self.worst().is_some_and(|worst| worst.order(&hit) == Ordering::Less) || self.k == 0 {
            return;
        }
        match &mut self.kept {
            Kept::Few(list) => push_few(list, Placed { hit, story }, self.k),
            Kept::Many(trees) => trees.push(Placed { hit, story }, self.k),
        }
    }

    /// The worst of the hits kept, once there are `k`: a later one must beat it.
    #[must_use]
    pub fn worst(&self) -> Option<Hit> {
        let worst = match &self.kept {
            Kept::Few(list) => list.last().filter(|_| list.len() >= self.k),
            Kept::Many(trees) => trees.kept.last().filter(|_| trees.kept.len() >= self.k),
        };
        worst.map(|worst| worst.hit)
    }

    /// The kept hits, best first.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Hit> {
        match self.kept {
            Kept::Few(list) => {
                let mut hits = Vec::with_capacity(list.len());
                for placed in list {
                    hits.push(placed.hit);
                }
                hits
            }
            Kept::Many(trees) => trees.kept.into_iter().map(|placed| placed.hit).collect(),
        }
    }
}

/// Puts a hit into a list of at most `k`, best first.
fn push_few(list: &mut Vec<Placed>, new: Placed, k: usize) {
    let mut at = list.len();
    for (place, known) in list.iter().enumerate().rev() {
        match known.hit.order(&new.hit) {
            // The story has a better one, or this one was pushed before.
            Ordering::Less if new.story.is_some() && known.story == new.story => return,
            Ordering::Equal => return,
            Ordering::Less => {}
            Ordering::Greater => at = place,
        }
    }
    list.insert(at, new);
    if new.story.is_some() {
        let worse = list[at + 1..].iter().position(|known| known.story == new.story);
        if let Some(worse) = worse {
            list.remove(at + 1 + worse);
        }
    }
    list.truncate(k);
}

/// Many hits.
#[derive(Debug, Clone, Default)]
struct Trees {
    kept: BTreeSet<Placed>,
    /// The best hit of each story that is kept.
    stories: BTreeMap<u32, Hit>,
}

impl Trees {
    fn push(&mut self, new: Placed, k: usize) {
        if let Some(story) = new.story {
            if let Some(known) = self.stories.get(&story).copied() {
                if known.order(&new.hit) != Ordering::Greater {
                    return;
                }
                self.kept.remove(&Placed { hit: known, story: Some(story) });
            }
            self.stories.insert(story, new.hit);
        }
        self.kept.insert(new);
        if self.kept.len() > k
            && let Some(last) = self.kept.pop_last()
            && let Some(story) = last.story
        {
            self.stories.remove(&story);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(drama: u32, score: f32) -> Hit {
        Hit::plain(DramaIdx(drama), score)
    }

    /// What a list keeps; trees keep the same.
    fn kept(k: usize, hits: &[(Hit, Option<u32>)]) -> Vec<u32> {
        let mut list = TopK::new(k);
        let mut trees = TopK { k, kept: Kept::Many(Trees::default()) };
        for (hit, story) in hits {
            list.push(*hit, *story);
            trees.push(*hit, *story);
            assert_eq!(list.worst(), trees.worst());
        }
        let [list, trees] = [list, trees].map(TopK::into_sorted);
        assert_eq!(list, trees);
        list.iter().map(|hit| hit.drama.0).collect()
    }

    #[test]
    fn lists_and_trees_keep_the_same() {
        let mut state = 7_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        for k in 0..9 {
            let mut hits = Vec::new();
            for _ in 0..200 {
                let (drama, score) = (next(40), next(5) as f32 / 4.0);
                // A drama has the same story whenever it comes.
                let story = (drama < 25).then_some(drama % 9);
                hits.push((hit(drama, score), story));
            }
            kept(k, &hits);
        }
    }

    #[test]
    fn best_first_and_ties_to_the_lower_id() {
        let hits = [hit(4, 0.5), hit(1, 0.9), hit(3, 0.5), hit(2, 0.5), hit(0, 0.1)];
        let hits = hits.map(|hit| (hit, None));
        assert_eq!(kept(3, &hits), [1, 2, 3]);
        assert_eq!(kept(9, &hits), [1, 2, 3, 4, 0]);
        assert_eq!(kept(0, &hits), [] as [u32; 0]);
    }

    #[test]
    fn equal_scores_keep_the_order_before_priors() {
        let before = |hit: Hit, before| (Hit { before, ..hit }, None);
        assert_eq!(kept(2, &[before(hit(1, 1.0), 0.8), before(hit(2, 1.0), 0.9)]), [2, 1]);
    }

    #[test]
    fn a_story_has_the_place_of_its_best() {
        let hits = [
            (hit(0, 0.5), Some(7)),
            (hit(1, 0.4), None),
            (hit(2, 0.9), Some(7)),
            (hit(3, 0.6), Some(7)),
            (hit(4, 0.3), Some(8)),
            (hit(5, 0.45), Some(8)),
        ];
        assert_eq!(kept(9, &hits), [2, 5, 1]);
        assert_eq!(kept(2, &hits), [2, 5]);
        // A story that fell out comes back by a better part of it.
        let hits = [
            (hit(0, 0.2), Some(7)),
            (hit(1, 0.4), None),
            (hit(2, 0.9), Some(7)),
            (hit(1, 0.4), None),
        ];
        assert_eq!(kept(1, &hits[..2]), [1]);
        assert_eq!(kept(1, &hits), [2]);
        assert_eq!(kept(2, &hits), [2, 1], "pushed twice, kept once");
    }
}
