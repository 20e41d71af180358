//! Mapped files of which a part is gone: somebody cut them short, or their disk fails. The system
//! tells who reads there by a signal (SIGBUS), which ends a process that does not expect it.
#![allow(unsafe_code)]

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Mapped files that are watched at once. A part lost of one more ends the process.
const PLACES: usize = 256;

/// Where a file is mapped. A handler of signals may take no lock, so places are numbers in static
/// memory.
struct Place {
    taken: AtomicBool,
    start: AtomicUsize,
    /// 0 while the place is free: no address lies in it.
    end: AtomicUsize,
    lost: AtomicBool,
}

static WATCHED: [Place; PLACES] = [const {
    Place {
        taken: AtomicBool::new(false),
        start: AtomicUsize::new(0),
        end: AtomicUsize::new(0),
        lost: AtomicBool::new(false),
    }
}; PLACES];

/// Watches a mapped file until it is dropped, which comes before the mapping ends.
pub struct Watch(&'static Place);

impl Watch {
    /// Watches these addresses; nothing where too many are watched.
    pub fn new(addresses: Range<usize>) -> Option<Self> {
        let free = |place: &&Place| !place.taken.swap(true, Ordering::SeqCst);
        let place = WATCHED.iter().find(free)?;
        place.lost.store(false, Ordering::SeqCst);
        place.start.store(addresses.start, Ordering::SeqCst);
        // Last: until now no address lay in the place, whoever had it before.
        place.end.store(addresses.end, Ordering::SeqCst);
        Some(Self(place))
    }

    /// Whether a part was found to be gone, and read as zeros.
    pub fn lost(&self) -> bool {
        self.0.lost.load(Ordering::SeqCst)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.end.store(0, Ordering::SeqCst);
        self.0.taken.store(false, Ordering::SeqCst);
    }
}

#[cfg(unix)]
pub use handler::outlive_cut_files;

/// Lets the process outlive a mapped index file that is cut short while it is read. Elsewhere the
/// system cuts no file that is mapped: there is nothing to do.
#[cfg(not(unix))]
pub fn outlive_cut_files() {}

#[cfg(unix)]
mod handler {
    use std::sync::OnceLock;
    use std::sync::atomic::Ordering;

    use super::WATCHED;

    /// What is needed to handle a signal, found out before one comes.
    struct Ready {
        page: usize,
        /// Who handled the signal before.
        before: libc::sigaction,
    }

    static READY: OnceLock<Ready> = OnceLock::new();

    /// Lets the process outlive a mapped index file that is cut short while it is read: what is
    /// gone reads as zeros, and every answer from then on is an error,
    /// [`Damaged`](crate::Damaged).
    ///
    /// This is for programs, which may say what a signal does: it handles SIGBUS for the whole
    /// process. A fault that is not of an index file goes to who handled the signal before.
    pub fn outlive_cut_files() {
        READY.get_or_init(|| {
            let handler: extern "C" fn(libc::c_int, *mut libc::siginfo_t, *mut libc::c_void) =
                read_as_zeros;
            // SAFETY: an all-zero `sigaction` is a valid one, and the handler calls only what a
            // handler may. It finds nothing to do until `READY` is there.
            unsafe {
                let mut action: libc::sigaction = std::mem::zeroed();
                let mut before: libc::sigaction = std::mem::zeroed();
                action.sa_sigaction = handler as libc::sighandler_t;
                action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
                libc::sigemptyset(&raw mut action.sa_mask);
                libc::sigaction(libc::SIGBUS, &raw const action, &raw mut before);
                let page = usize::try_from(libc::sysconf(libc::_SC_PAGESIZE)).unwrap_or(4096);
                Ready { page, before }
            }
        });
    }

    extern "C" fn read_as_zeros(
        signal: libc::c_int,
        info: *mut libc::siginfo_t,
        _: *mut libc::c_void,
    ) {
        // SAFETY: the system hands over what it knows of the signal.
        let (fault, address) = unsafe { ((*info).si_code > 0, (*info).si_addr().addr()) };
        // Sent by a process it has no address.
        if fault && replaced(address) {
            return;
        }
        // SAFETY: all of these may be called by a handler. The step that failed is tried again
        // after it, and fails before whoever handled the signal until now.
        unsafe {
            match READY.get() {
                Some(Ready { before, .. }) => {
                    libc::sigaction(signal, before, std::ptr::null_mut());
                }
                None => {
                    libc::signal(signal, libc::SIG_DFL);
                }
            }
            if !fault {
                libc::raise(signal);
            }
        }
    }

    /// Puts zeros in place of a watched file, from the page of an address to the end.
    fn replaced(address: usize) -> bool {
        let Some(Ready { page, .. }) = READY.get() else { return false };
        for place in &WATCHED {
            let end = place.end.load(Ordering::SeqCst);
            let start = place.start.load(Ordering::SeqCst);
            if !(start..end).contains(&address) {
                continue;
            }
            // First: whoever reads a zero must find this when asking.
            place.lost.store(true, Ordering::SeqCst);
            let from = address - address % page;
            // SAFETY: these pages are of a mapping that is there as long as it is watched, and
            // nobody reads on without asking whether they were lost.
            let made = unsafe {
                libc::mmap(
                    std::ptr::without_provenance_mut(from),
                    end - from,
                    libc::PROT_READ,
                    libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_FIXED,
                    -1,
                    0,
                )
            };
            return made != libc::MAP_FAILED;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_when_nobody_watches() {
        let taken = || WATCHED.iter().filter(|place| place.end.load(Ordering::SeqCst) == 7).count();
        let watches: Vec<Watch> = (0..3).filter_map(|_| Watch::new(5..7)).collect();
        assert_eq!((taken(), watches.iter().any(Watch::lost)), (3, false));
        drop(watches);
        assert_eq!(taken(), 0);
    }
}
