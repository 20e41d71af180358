//! Many items at once, their results in the order of the items.

/// How many items are under way for each thread: enough that none waits while another is slow.
#[cfg(feature = "parallel")]
const UNDER_WAY: usize = 4;

/// Maps items on so many threads (feature `parallel`; without `threads`, on all cores) and gives
/// the results in the order of the items.
///
/// Items are taken on a thread of their own, so they may come from an input that waits. At most
/// four for each thread are under way or done and not yet asked for: memory does not grow with the
/// input. When the iterator is dropped nobody waits: items under way are given up, and the thread
/// that takes items ends with the next one.
///
/// # Panics
/// A panic of `map` or `items` goes on in whoever asks for the result.
#[cfg(feature = "parallel")]
pub fn in_order<I, T>(
    items: I,
    threads: Option<usize>,
    map: impl Fn(I::Item) -> T + Send + Sync + 'static,
) -> InOrder<T>
where
    I: Iterator + Send + 'static,
    I::Item: Send,
    T: Send + 'static,
{
    use std::sync::Arc;
    use std::sync::mpsc::{channel, sync_channel};

    let pool = pool(threads);
    let map = Arc::new(map);
    let n_threads = pool.as_ref().map_or(1, |pool| pool.current_num_threads());
    // A ticket leads to the result of one item; tickets stand in the order of the items.
    let (tickets, in_order) = sync_channel(UNDER_WAY * n_threads);
    let taker = std::thread::spawn(move || {
        for item in items {
            let (result, ticket) = channel();
            if tickets.send(ticket).is_err() {
                return;
            }
            let map = Arc::clone(&map);
            let task = move || {
                let mapped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| map(item)));
                // Fails when the results were given up.
                let _ = result.send(mapped);
            };
            match &pool {
                Some(pool) => pool.spawn(task),
                None => task(),
            }
        }
    });
    InOrder { tickets: in_order, taker: Some(taker) }
}

/// The threads of a run, or those that all runs share. `None` where the system gives none: the
/// thread that takes the items then maps them too.
///
/// They are not the global pool of rayon, so that who waits for results on one of its threads never
/// waits for itself.
#[cfg(feature = "parallel")]
fn pool(threads: Option<usize>) -> Option<std::sync::Arc<rayon::ThreadPool>> {
    use std::sync::{Arc, OnceLock};
    static SHARED: OnceLock<Option<Arc<rayon::ThreadPool>>> = OnceLock::new();

    let build = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
    match threads {
        Some(threads) => build(threads.max(1)).map(Arc::new),
        // 0 means one a core, or what `RAYON_NUM_THREADS` says.
        None => SHARED.get_or_init(|| build(0).map(Arc::new)).clone(),
    }
}

/// The results of [`in_order`].
#[cfg(feature = "parallel")]
#[derive(Debug)]
pub struct InOrder<T> {
    tickets: std::sync::mpsc::Receiver<Ticket<T>>,
    taker: Option<std::thread::JoinHandle<()>>,
}

/// Where the result of one item comes out.
#[cfg(feature = "parallel")]
type Ticket<T> = std::sync::mpsc::Receiver<std::thread::Result<T>>;

#[cfg(feature = "parallel")]
impl<T> Iterator for InOrder<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let result = match self.tickets.recv() {
            Ok(ticket) => ticket.recv().ok()?,
            // No more items: the thread that took them is done, or has panicked.
            Err(_) => match self.taker.take()?.join() {
                Ok(()) => return None,
                Err(panic) => Err(panic),
            },
        };
        Some(result.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    }
}

/// Maps items one after the other, each when its result is asked for.
#[cfg(not(feature = "parallel"))]
pub fn in_order<I, T>(
    items: I,
    _threads: Option<usize>,
    map: impl Fn(I::Item) -> T + Send + Sync + 'static,
) -> InOrder<T>
where
    I: Iterator + Send + 'static,
    I::Item: Send,
    T: Send + 'static,
{
    InOrder { results: Box::new(items.map(map)) }
}

/// The results of [`in_order`].
#[cfg(not(feature = "parallel"))]
pub struct InOrder<T> {
    results: Box<dyn Iterator<Item = T> + Send>,
}

#[cfg(not(feature = "parallel"))]
impl<T> std::fmt::Debug for InOrder<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InOrder").finish_non_exhaustive()
    }
}

#[cfg(not(feature = "parallel"))]
impl<T> Iterator for InOrder<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.results.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREADS: [Option<usize>; 4] = [None, Some(1), Some(2), Some(7)];

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let slow_first = |n: u64| {
            std::thread::sleep(std::time::Duration::from_micros(200 * (5 - n % 5)));
            3 * n
        };
        for threads in THREADS {
            let tripled: Vec<u64> = in_order(0..100, threads, slow_first).collect();
            assert_eq!(tripled, (0..100).map(|n| 3 * n).collect::<Vec<_>>(), "{threads:?}");
            assert_eq!(in_order(0..0, threads, slow_first).count(), 0, "{threads:?}");
        }
    }

    #[test]
    fn an_endless_input_is_taken_no_further_than_its_results() {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicUsize, Ordering};
        let taken = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&taken);
        let endless = std::iter::repeat_with(move || counter.fetch_add(1, Ordering::SeqCst));
        let first: Vec<usize> = in_order(endless, Some(2), |n| n).take(10).collect();
        assert_eq!(first, (0..10).collect::<Vec<_>>());
        // Ten were given, eight may be under way, one is taken before it finds no place.
        assert!(taken.load(Ordering::SeqCst) <= 19);
    }

    #[cfg(feature = "parallel")]
    #[test]
    fn an_input_that_waits_holds_up_neither_results_nor_the_end() {
        let (send, items) = std::sync::mpsc::channel();
        let mut results = in_order(items.into_iter(), Some(2), |n: u32| n + 1);
        for n in 0..20 {
            send.send(n).unwrap();
            assert_eq!(results.next(), Some(n + 1), "answered before the next one is sent");
        }
        // Were the thread waited for, this would never end: `send` is still here.
        drop(results);
        drop(send);
    }

    #[cfg(feature = "parallel")]
    #[test]
    fn whoever_waits_on_a_thread_of_a_pool_is_served() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let total: u32 = pool.install(|| in_order(0..100, None, |n| n).sum());
        assert_eq!(total, 4950);
    }

    #[test]
    fn a_panic_goes_on_where_the_result_is_asked_for() {
        for threads in THREADS {
            let mut results = in_order(0..9, threads, |n| if n == 3 { panic!("three") } else { n });
            assert_eq!(results.by_ref().take(3).collect::<Vec<_>>(), [0, 1, 2]);
            let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| results.next()));
            assert!(panic.is_err(), "{threads:?}");
        }
        let items = (0..9).inspect(|n| assert_ne!(*n, 3, "three"));
        let mut results = in_order(items, None, |n| n);
        assert_eq!(results.by_ref().take(3).count(), 3);
        let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| results.next()));
        assert!(panic.is_err(), "a panic of the items");
    }
}
