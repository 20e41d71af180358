//! Memory in a browser: rooms of a few sizes, and each that is given back is kept for the next of its
//! size.
//!
//! The allocator that the standard library brings has 20 KB of a browser's code, compiled before the
//! first answer, and takes longer for each of the thousands of texts of a catalogue. It also joins
//! rooms that lie side by side, which an engine that does the same things again and again does not
//! need: a size is asked for as often as it was given back. A room is at most a quarter larger than
//! what it was asked for, or 15 bytes.

#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::ptr::null_mut;

/// Bytes of the smallest room, to multiples of which every room begins and ends.
const UNIT: usize = 16;

/// Sizes there are: the first four are multiples of [`UNIT`], then four lie between each power of
/// two and the next.
const SIZES: usize = 4 * (usize::BITS as usize - 4);

/// Bytes of a page, of which memory consists.
const PAGE: usize = 1 << 16;

/// Bytes that memory grows by at least: what a first answer takes. To grow once is sooner done than
/// page after page.
const GROWTH: usize = 4 << 20;

/// The number of the size in which so many bytes have room, and its bytes. None where there is no
/// such size.
fn size(bytes: usize) -> Option<(usize, usize)> {
    let bits = usize::BITS - bytes.saturating_sub(1).leading_zeros();
    let step = bits.saturating_sub(3).max(UNIT.trailing_zeros());
    let steps = ((bytes.max(1) - 1) >> step) + 1;
    let number = 4 * (step - UNIT.trailing_zeros()) as usize + steps - 1;
    Some((number, steps.checked_mul(1 << step)?))
}

/// Where memory comes from.
pub trait Source {
    /// So many pages' bytes more; where they begin. None where there are no more.
    fn more(&self, bytes: usize) -> Option<*mut u8>;
}

/// An allocator for one thread.
pub struct Rooms<S> {
    source: S,
    /// Of each size a room that was given back, in which stands where the next one is.
    free: [Cell<*mut u8>; SIZES],
    /// What was never given to anyone: where it begins, and how many bytes it has.
    rest: Cell<(*mut u8, usize)>,
}

impl<S: Source> Rooms<S> {
    /// An allocator that has nothing yet.
    pub const fn new(source: S) -> Self {
        let free = [const { Cell::new(null_mut()) }; SIZES];
        Self { source, free, rest: Cell::new((null_mut(), 0)) }
    }

    /// A room of a size: one that was given back, or a new one.
    fn take(&self, number: usize, bytes: usize) -> *mut u8 {
        let free = &self.free[number];
        let room = free.get();
        if room.is_null() {
            return self.cut(bytes);
        }
        // SAFETY: `give` wrote there where the next one is.
        free.set(unsafe { room.cast::<*mut u8>().read() });
        room
    }

    /// Keeps a room of a size.
    ///
    /// # Safety
    /// It was taken as one of this size or a larger one, and nobody uses it.
    unsafe fn give(&self, room: *mut u8, number: usize) {
        // SAFETY: it has at least a UNIT, at a multiple of it.
        unsafe { room.cast::<*mut u8>().write(self.free[number].get()) };
        self.free[number].set(room);
    }

    /// So many bytes, a multiple of [`UNIT`], of what was never given to anyone; null where there is
    /// no more memory.
    fn cut(&self, bytes: usize) -> *mut u8 {
        let (mut start, mut left) = self.rest.get();
        if left < bytes {
            let grown = bytes.max(GROWTH).next_multiple_of(PAGE);
            let Some(more) = self.source.more(grown) else { return null_mut() };
            // What is left is lost where something else lies between.
            if start.wrapping_add(left) != more {
                (start, left) = (more, 0);
            }
            left += grown;
        }
        self.rest.set((start.wrapping_add(bytes), left - bytes));
        start
    }
}

// SAFETY: a room has the bytes of its size, no two share one, and it begins at a multiple of UNIT,
// or further on at one of a larger alignment that was asked for.
unsafe impl<S: Source> GlobalAlloc for Rooms<S> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((number, bytes)) = size(layout.size()) else { return null_mut() };
        if layout.align() <= UNIT {
            return self.take(number, bytes);
        }
        // Nothing that is shipped asks for it: what is left over at its ends is lost.
        let room = self.cut(bytes.saturating_add(layout.align()));
        if room.is_null() { room } else { room.wrapping_add(room.align_offset(layout.align())) }
    }

    unsafe fn dealloc(&self, room: *mut u8, layout: Layout) {
        if let Some((number, _)) = size(layout.size()) {
            // SAFETY: it was taken with this layout, and who gives it back uses it no more.
            unsafe { self.give(room, number) };
        }
    }

    unsafe fn realloc(&self, room: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        if size(layout.size()) == size(bytes) {
            return room;
        }
        // SAFETY: the caller's promises are those of all three.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(bytes, layout.align()));
            if !new.is_null() {
                room.copy_to_nonoverlapping(new, bytes.min(layout.size()));
                self.dealloc(room, layout);
            }
            new
        }
    }
}

/// The memory of the module.
#[cfg(target_arch = "wasm32")]
mod pages {
    use super::{PAGE, Rooms, Source};

    pub struct Pages;

    impl Source for Pages {
        fn more(&self, bytes: usize) -> Option<*mut u8> {
            let before = core::arch::wasm32::memory_grow::<0>(bytes / PAGE);
            (before != usize::MAX).then(|| std::ptr::with_exposed_provenance_mut(before * PAGE))
        }
    }

    // SAFETY: the module is for one thread.
    unsafe impl Sync for Rooms<Pages> {}

    #[global_allocator]
    static ROOMS: Rooms<Pages> = Rooms::new(Pages);
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::cell::RefCell;

    /// Memory of this machine, and how often it was asked for; only so much is there.
    #[derive(Default)]
    struct Machine(RefCell<Vec<Vec<u128>>>);

    impl Source for Machine {
        fn more(&self, bytes: usize) -> Option<*mut u8> {
            let mut given = self.0.borrow_mut();
            if bytes > 64 << 20 {
                return None;
            }
            given.push(vec![0; bytes.div_ceil(UNIT)]);
            Some(given.last_mut()?.as_mut_ptr().cast())
        }
    }

    fn layout(bytes: usize, align: usize) -> Layout {
        Layout::from_size_align(bytes, align).unwrap()
    }

    #[test]
    fn sizes_hold_what_they_are_for() {
        let mut last = 0;
        for bytes in 1..100_000 {
            let (number, room) = size(bytes).unwrap();
            assert!(room >= bytes && room % UNIT == 0 && number < SIZES, "{bytes}");
            assert!(room < bytes + UNIT || room * 4 <= bytes * 5, "{bytes}: {room}");
            assert!(number == last || number == last + 1, "{bytes}");
            assert_eq!(size(room), Some((number, room)));
            last = number;
        }
        assert_eq!(size(1), Some((0, UNIT)));
        assert_eq!(size(usize::MAX), None);
        assert!(size(usize::MAX / 2 + 1).unwrap().0 < SIZES);
    }

    #[test]
    fn what_is_given_back_is_given_out_again() {
        let rooms = Rooms::new(Machine::default());
        unsafe {
            let first = rooms.alloc(layout(100, 8));
            let second = rooms.alloc(layout(100, 8));
            assert!(first.addr().abs_diff(second.addr()) >= 112);
            rooms.dealloc(first, layout(100, 8));
            assert_ne!(rooms.alloc(layout(200, 8)), first);
            assert_eq!(rooms.alloc(layout(97, 1)), first);
            let aligned = rooms.alloc(layout(40, 256));
            assert_eq!(aligned.addr() % 256, 0);
            rooms.dealloc(aligned, layout(40, 256));
            assert_eq!(rooms.alloc(layout(48, 16)), aligned);
        }
        assert_eq!(rooms.source.0.borrow().len(), 1);
    }

    #[test]
    fn a_room_that_moves_keeps_what_it_has() {
        let rooms = Rooms::new(Machine::default());
        unsafe {
            let mut room = rooms.alloc(layout(10, 1));
            room.write_bytes(7, 10);
            assert_eq!(rooms.realloc(room, layout(10, 1), 16), room);
            let mut bytes = 16;
            for more in [17, 5_000, 9_000_000, 12] {
                room = rooms.realloc(room, layout(bytes, 1), more);
                bytes = more;
                assert_eq!(std::slice::from_raw_parts(room, 10), [7; 10]);
            }
            assert!(rooms.alloc(layout(1 << 30, 1)).is_null());
        }
    }
}
