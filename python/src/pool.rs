//! Groups of questions on several threads, in order, with the interpreter free and `Ctrl-C` heard.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use pyo3::prelude::*;

/// How often a signal is looked for.
const TICK: Duration = Duration::from_millis(50);

/// `map` of 0..n, in order, on so many threads.
///
/// # Errors
/// What a signal handler raises; what is under way is then given up after one item a thread.
pub fn in_order<T: Send>(
    py: Python<'_>,
    n: usize,
    threads: usize,
    map: impl Fn(usize) -> T + Sync,
) -> PyResult<Vec<T>> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (next, stop, map) = (&next, &stop, &map);
    py.detach(|| {
        std::thread::scope(|scope| {
            let (sender, results) = channel();
            for _ in 0..threads.min(n) {
                let sender = sender.clone();
                scope.spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        if at >= n || sender.send((at, map(at))).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            let mut done: Vec<Option<T>> = (0..n).map(|_| None).collect();
            let mut looked = Instant::now();
            loop {
                match results.recv_timeout(TICK) {
                    Ok((at, result)) => done[at] = Some(result),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                if looked.elapsed() >= TICK {
                    looked = Instant::now();
                    if let Err(raised) = Python::attach(|py| py.check_signals()) {
                        stop.store(true, Ordering::Relaxed);
                        return Err(raised);
                    }
                }
            }
            Ok(done.into_iter().flatten().collect())
        })
    })
}
