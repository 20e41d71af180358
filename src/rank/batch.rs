//! Many questions at once, in their order, on all cores.

use std::collections::VecDeque;

use crate::query::{Query, QueryError};
use crate::schema::{Answer, QueryRequest};

use super::recommender::Recommender;

/// How many questions are answered together: they pass over a block of dramas while it is in the cache.
pub const GROUP: usize = 256;

/// How many items an [`OrderedMap`] takes at a time.
const CHUNK: usize = 8;

/// Maps a function over items on all cores (feature `parallel`; on one without it), giving the
/// results in input order. Takes items a chunk at a time, so memory does not grow with the input.
///
/// Items are taken and results given on the caller's thread, between chunks; [`in_order`] does that meanwhile.
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

/// Maps a function over items on so many threads while others take items and results: `items` is driven on a
/// thread of its own, `take` gets the results in input order on the caller's.
///
/// At most four items for each thread are under way, so memory does not grow with the input. When `take`
/// returns early, no more items are taken.
#[cfg(feature = "parallel")]
pub fn in_order<I, T, R>(
    items: I,
    threads: usize,
    map: impl Fn(I::Item) -> T + Sync,
    take: impl FnOnce(&mut dyn Iterator<Item = T>) -> R,
) -> R
where
    I: Iterator + Send,
    I::Item: Send,
    T: Send,
{
    use std::sync::Mutex;
    use std::sync::mpsc::{channel, sync_channel};

    let window = 4 * threads.max(1);
    let (permit, permits) = sync_channel(window);
    let (to_map, mapped) = (channel(), channel());
    let ((items_in, items_out), (results_in, results_out)) = (to_map, mapped);
    (0..window).for_each(|_| permit.send(()).expect("the receiver is here"));
    let items_out = Mutex::new(items_out);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // Without a permit the results have been given up.
            for item in items.enumerate() {
                if permits.recv().is_err() || items_in.send(item).is_err() {
                    return;
                }
            }
        });
        for _ in 0..threads.max(1) {
            let (results_in, items_out, map) = (results_in.clone(), &items_out, &map);
            scope.spawn(move || {
                loop {
                    let next = items_out.lock().expect("no panic while waiting").recv();
                    let Ok((at, item)) = next else { return };
                    if results_in.send((at, map(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(results_in);
        let (mut early, mut next) = (std::collections::BTreeMap::new(), 0);
        let mut results = std::iter::from_fn(|| {
            while !early.contains_key(&next) {
                let (at, result) = results_out.recv().ok()?;
                early.insert(at, result);
            }
            let result = early.remove(&next)?;
            next += 1;
            // Fails only when all items are taken.
            let _ = permit.send(());
            Some(result)
        });
        let taken = take(&mut results);
        // Whoever waits for either of them is told that no more is wanted.
        drop((results_out, permit));
        taken
    })
}

/// Maps a function over items one after the other.
#[cfg(not(feature = "parallel"))]
pub fn in_order<I, T, R>(
    items: I,
    _threads: usize,
    map: impl Fn(I::Item) -> T + Sync,
    take: impl FnOnce(&mut dyn Iterator<Item = T>) -> R,
) -> R
where
    I: Iterator + Send,
    I::Item: Send,
    T: Send,
{
    take(&mut items.map(map))
}

impl Recommender {
    /// Checks requests and answers them together; each answer is the same as asked alone.
    ///
    /// Large catalogues are passed over once for all of them, so some [`GROUP`] at a time are faster than one.
    #[must_use]
    pub fn recommend_each(&self, requests: &[QueryRequest]) -> Vec<Result<Answer, QueryError>> {
        let checked: Vec<Result<Query, QueryError>> =
            requests.iter().map(|request| request.check(self.catalog())).collect();
        let queries: Vec<&Query> = checked.iter().filter_map(|query| query.as_ref().ok()).collect();
        let mut answers = self.answer_each(&queries).into_iter();
        let answered = checked.iter().map(|query| match query {
            Ok(_) => Ok(answers.next().expect("one answer a query")),
            Err(error) => Err(error.clone()),
        });
        let answered: Vec<_> = answered.collect();
        match self.sound() {
            Ok(()) => answered,
            Err(damaged) => requests.iter().map(|_| Err(damaged.clone())).collect(),
        }
    }

    /// Answers requests in their order, on all cores; each answer is the same as asked alone.
    ///
    /// Lazy: requests are taken from the iterator some groups at a time as answers are asked for.
    pub fn recommend_all<'a, I>(
        &'a self,
        requests: I,
    ) -> impl Iterator<Item = Result<Answer, QueryError>> + 'a
    where
        I: IntoIterator<Item = QueryRequest>,
        I::IntoIter: 'a,
    {
        let mut requests = requests.into_iter();
        let groups = std::iter::from_fn(move || {
            let group: Vec<QueryRequest> = requests.by_ref().take(GROUP).collect();
            (!group.is_empty()).then_some(group)
        });
        OrderedMap::new(groups, |group: Vec<QueryRequest>| self.recommend_each(&group)).flatten()
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

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let slow_first = |n: u64| {
            std::thread::sleep(std::time::Duration::from_micros(200 * (5 - n % 5)));
            3 * n
        };
        for threads in [1, 2, 7] {
            let tripled: Vec<u64> = in_order(0..100, threads, slow_first, |all| all.collect());
            assert_eq!(tripled, (0..100).map(|n| 3 * n).collect::<Vec<_>>(), "{threads} threads");
        }
        assert_eq!(in_order(0..0, 2, slow_first, |all| all.count()), 0);
    }

    #[cfg(feature = "parallel")]
    #[test]
    fn an_endless_input_is_taken_no_further_than_its_results() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let taken = AtomicUsize::new(0);
        let endless = std::iter::repeat_with(|| taken.fetch_add(1, Ordering::SeqCst));
        let first: Vec<usize> = in_order(endless, 2, |n| n, |all| all.take(10).collect());
        assert_eq!(first, (0..10).collect::<Vec<_>>());
        // Ten were given, eight may be under way, one is taken before its permit.
        assert!(taken.load(Ordering::SeqCst) <= 19);
    }
}
