//! Sorting for short lists, compiled once.
//!
//! The standard library's sort is compiled anew for every type and every order, at some four
//! kilobytes each: a sixth of the engine's code in a browser. Here positions are sorted, by a
//! comparison behind a pointer, and the list is put in their order. What sorts within the search
//! for dramas, or sorts long lists, calls the standard library.

use std::cmp::Ordering;

/// Sorts as `slice::sort_by` does; what compares as equal keeps its order.
pub(crate) fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order = positions(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    // Each round of places that hand their items on is gone through once.
    for start in 0..items.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at as u32) as usize;
            if from == start || from == at {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// Sorts by a key, as `slice::sort_by_key` does.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The positions of a list in the order of what stands there. Runs are merged, each time twice as
/// long as before: a tenth of the standard library's code, which a browser compiles before the first
/// answer.
#[inline(never)]
fn positions(n: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order = Vec::with_capacity(n);
    for at in 0..n as u32 {
        order.push(at);
    }
    let mut merged = Vec::with_capacity(n);
    let mut run = 1;
    while run < n {
        merged.clear();
        while merged.len() < n {
            let start = merged.len();
            let (middle, end) = ((start + run).min(n), (start + 2 * run).min(n));
            let (mut left, mut right) = (start, middle);
            while left < middle && right < end {
                let before = compare(order[right] as usize, order[left] as usize).is_lt();
                let next = if before { &mut right } else { &mut left };
                merged.push(order[*next]);
                *next += 1;
            }
            merged.extend_from_slice(&order[left..middle]);
            merged.extend_from_slice(&order[right..end]);
        }
        std::mem::swap(&mut order, &mut merged);
        run *= 2;
    }
    order
}

/// Sorts numbers byte by byte, the lowest first: as soon done as `slice::sort_unstable`, in a tenth
/// of its code.
pub(crate) fn sort_numbers(numbers: &mut Vec<u32>) {
    let mut sorted = vec![0; numbers.len()];
    for shift in [0, 8, 16, 24] {
        let byte = |number: u32| (number >> shift) as usize & 0xff;
        // Where the next number with each byte goes.
        let mut places = [0; 256];
        for number in numbers.iter() {
            places[byte(*number)] += 1;
        }
        let mut before = 0;
        for place in &mut places {
            before += std::mem::replace(place, before);
        }
        for number in numbers.iter() {
            let place = &mut places[byte(*number)];
            sorted[*place] = *number;
            *place += 1;
        }
        std::mem::swap(numbers, &mut sorted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_sorted_as_the_standard_library_sorts_them(
            mut numbers in proptest::collection::vec(any::<u32>(), 0..60),
        ) {
            let mut theirs = numbers.clone();
            theirs.sort_unstable();
            sort_numbers(&mut numbers);
            prop_assert_eq!(numbers, theirs);
        }

        #[test]
        fn lists_are_sorted_as_the_standard_library_sorts_them(
            list in proptest::collection::vec((0u8..6, any::<u16>()), 0..60),
        ) {
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_by(&mut ours, |a, b| b.0.cmp(&a.0));
            theirs.sort_by_key(|item| std::cmp::Reverse(item.0));
            prop_assert_eq!(&ours, &theirs);
            sort_by_key(&mut ours, |item| item.1);
            theirs.sort_by_key(|item| item.1);
            prop_assert_eq!(ours, theirs);
        }
    }
}
