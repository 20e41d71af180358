//! Many questions at once, in their order, on all cores.

use std::collections::VecDeque;

use crate::query::{QueryError, QueryRequest};

use super::answer::Answer;
use super::recommender::Recommender;

/// How many items are in memory at a time: enough to keep all cores busy, few enough not to matter.
const CHUNK: usize = 2048;

/// Maps a function over items on all cores (feature `parallel`; on one without it), giving the
/// results in input order. Takes items a chunk at a time, so memory does not grow with the input.
#[derive(Debug)]
pub struct OrderedMap<I, F, T> {
    items: I,
    map: F,
    ready: VecDeque<T>,
}

impl<I, F, T> OrderedMap<I, F, T>
where
    I: Iterator,
    F: Fn(I::Item) -> T + Sync,
    I::Item: Send,
    T: Send,
{
    /// Will map `map` over `items`.
    pub fn new(items: I, map: F) -> Self {
        Self { items, map, ready: VecDeque::new() }
    }
}

impl<I, F, T> Iterator for OrderedMap<I, F, T>
where
    I: Iterator,
    F: Fn(I::Item) -> T + Sync,
    I::Item: Send,
    T: Send,
{
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.ready.is_empty() {
            let chunk: Vec<I::Item> = self.items.by_ref().take(CHUNK).collect();
            self.ready = map_all(chunk, &self.map).into();
        }
        self.ready.pop_front()
    }
}

#[cfg(feature = "parallel")]
fn map_all<A: Send, T: Send>(items: Vec<A>, map: &(impl Fn(A) -> T + Sync)) -> Vec<T> {
    use rayon::prelude::*;
    items.into_par_iter().map(map).collect()
}

#[cfg(not(feature = "parallel"))]
fn map_all<A: Send, T: Send>(items: Vec<A>, map: &(impl Fn(A) -> T + Sync)) -> Vec<T> {
    items.into_iter().map(map).collect()
}

impl Recommender {
    /// Answers requests in their order, on all cores; each answer is the same as asked alone.
    ///
    /// Lazy: requests are taken from the iterator a chunk at a time as answers are asked for.
    pub fn recommend_all<'a, I>(
        &'a self,
        requests: I,
    ) -> impl Iterator<Item = Result<Answer, QueryError>> + 'a
    where
        I: IntoIterator<Item = QueryRequest>,
        I::IntoIter: 'a,
    {
        OrderedMap::new(requests.into_iter(), |request| self.recommend(&request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_across_chunks() {
        let doubled: Vec<usize> = OrderedMap::new(0..3 * CHUNK + 7, |n| 2 * n).collect();
        assert!(doubled.iter().enumerate().all(|(at, n)| *n == 2 * at));
        assert_eq!(doubled.len(), 3 * CHUNK + 7);
    }

    #[test]
    fn items_are_taken_as_they_are_needed() {
        let mut taken = 0;
        let mut map = OrderedMap::new(std::iter::repeat_with(|| taken += 1), |()| ());
        map.next();
        drop(map);
        assert_eq!(taken, CHUNK);
    }
}
