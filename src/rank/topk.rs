//! Keeping the k best.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::catalog::DramaIdx;

/// A drama with its base and score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Which drama.
    pub drama: DramaIdx,
    /// Similarity before adjustments, in (0, 1].
    pub base: f32,
    /// What is ranked by, in (0, 1].
    pub score: f32,
}

impl Hit {
    /// Best first: the higher score, then the lower drama id.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.drama.cmp(&other.drama))
    }
}

/// The heap's entry; the greatest is the worst hit, so that it stands on top.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Worst(Hit);

impl Eq for Worst {}

impl PartialOrd for Worst {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Worst {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.order(&other.0)
    }
}

/// Keeps the `k` best of the hits pushed, in any order of pushing: a bounded heap with the worst
/// kept hit on top, O(n log k) time and O(k) memory. Ties go to the lower drama id.
#[derive(Debug, Clone)]
pub struct TopK {
    k: usize,
    heap: BinaryHeap<Worst>,
}

impl TopK {
    /// Keeps at most `k`; with `k` = 0, none.
    #[must_use]
    pub fn new(k: usize) -> Self {
        Self { k, heap: BinaryHeap::new() }
    }

    /// Offers a hit.
    pub fn push(&mut self, hit: Hit) {
        if self.heap.len() < self.k {
            self.heap.push(Worst(hit));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && hit.order(&worst.0) == Ordering::Less
        {
            *worst = Worst(hit);
        }
    }

    /// The worst of the hits kept, once there are `k`: a later one must beat it.
    #[must_use]
    pub fn worst(&self) -> Option<Hit> {
        self.heap.peek().filter(|_| self.heap.len() >= self.k).map(|worst| worst.0)
    }

    /// The kept hits, best first.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Hit> {
        self.heap.into_sorted_vec().into_iter().map(|worst| worst.0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(drama: u32, score: f32) -> Hit {
        Hit { drama: DramaIdx(drama), base: score, score }
    }

    fn kept(k: usize, hits: &[Hit]) -> Vec<u32> {
        let mut top = TopK::new(k);
        hits.iter().for_each(|hit| top.push(*hit));
        top.into_sorted().iter().map(|hit| hit.drama.0).collect()
    }

    #[test]
    fn best_first_and_ties_to_the_lower_id() {
        let hits = [hit(4, 0.5), hit(1, 0.9), hit(3, 0.5), hit(2, 0.5), hit(0, 0.1)];
        assert_eq!(kept(3, &hits), [1, 2, 3]);
        assert_eq!(kept(9, &hits), [1, 2, 3, 4, 0]);
        assert_eq!(kept(0, &hits), [] as [u32; 0]);
    }
}
