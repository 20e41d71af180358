//! What is known of a folded name without reading it: enough to tell that it is not near another.

use bytemuck::{Pod, Zeroable};

/// Length, letters and digits of a folded name, packed as an index file keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Sketch {
    /// Which of 32 kinds of letters it has once, twice, three times or more: one bit a kind.
    pub letters: [u32; 3],
    /// A hash of its digits in their order: equal digits have equal hashes.
    pub digits: u16,
    /// How many letters it has; of a longer name, the most that can be told.
    pub length: u16,
}

impl Sketch {
    /// That of a folded name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        // FNV-1a, as names are hashed elsewhere.
        let mut digits = 0x811c_9dc5u32;
        for c in name.chars().filter(|c| c.is_numeric()) {
            digits = (digits ^ c as u32).wrapping_mul(0x0100_0193);
        }
        Self { digits: (digits ^ (digits >> 16)) as u16, ..Self::of_letters(name) }
    }

    /// That of a folded name whose digits nobody asks for.
    #[must_use]
    pub fn of_letters(name: &str) -> Self {
        let mut sketch = Self { letters: [0; 3], digits: 0, length: 0 };
        let [once, twice, thrice] = &mut sketch.letters;
        for c in name.chars() {
            let letter = 1 << kind(c);
            *thrice |= letter & *twice;
            *twice |= letter & *once;
            *once |= letter;
            sketch.length = sketch.length.saturating_add(1);
        }
        sketch
    }

    /// Whether so many edits or fewer could make one name of the other, as far as sketches tell. An
    /// edit adds or takes one letter at most, and brings one letter of either side to the other.
    #[must_use]
    pub fn within(&self, other: &Self, edits: u32) -> bool {
        if u32::from(self.length.abs_diff(other.length)) > edits {
            return false;
        }
        // What one lacks and what the other lacks, in one count: it is enough for nearly all names.
        let differ = self.differ(other);
        if differ > 2 * edits {
            return false;
        }
        let lacks = self.lacks(other);
        lacks.max(differ - lacks) <= edits
    }

    /// How many letters are in one of them alone, as far as sketches tell.
    #[must_use]
    #[inline]
    pub fn differ(&self, other: &Self) -> u32 {
        count(std::array::from_fn(|times| self.letters[times] ^ other.letters[times]))
    }

    /// How many of its letters are not in the other, as far as sketches tell.
    fn lacks(&self, other: &Self) -> u32 {
        count(self.missing(other))
    }

    /// The letters that the other does not have, or not so often.
    #[inline]
    fn missing(&self, other: &Self) -> [u32; 3] {
        std::array::from_fn(|times| self.letters[times] & !other.letters[times])
    }

    /// Whether no letter of the other is missing here, as far as sketches tell.
    #[must_use]
    #[inline]
    pub fn has_all(&self, other: &Self) -> bool {
        other.missing(self).into_iter().fold(0, |any, missing| any | missing) == 0
    }

    /// Whether one of the names may hold the other.
    #[must_use]
    #[inline]
    pub fn may_hold(&self, other: &Self) -> bool {
        let in_other = other.has_all(self) & (self.length <= other.length);
        let in_self = self.has_all(other) & (other.length <= self.length);
        // Of two that are too long to be told apart, either may be the shorter.
        in_other | in_self | (self.length.min(other.length) == u16::MAX)
    }
}

/// How many bits are set.
#[inline]
fn count([once, twice, thrice]: [u32; 3]) -> u32 {
    ((u64::from(once) << 32) | u64::from(twice)).count_ones() + thrice.count_ones()
}

/// Letters beside `a` to `z` that have a kind of their own.
const OTHERS: u32 = 32 - 26;

/// The kind of a letter, below 32: `a` to `z` have one each, digits share the rest; Hangul and
/// whatever else share all of them, since names seldom mix scripts.
fn kind(c: char) -> u32 {
    match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => 26 + c as u32 % OTHERS,
        _ => c as u32 % 32,
    }
}

/// A folded name of a catalogue, as it is packed beside the text of all of them.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct SketchedName {
    /// What is known of it.
    pub sketch: Sketch,
    /// Position of its drama.
    pub drama: u32,
    /// Its bytes; the names stand one after the other.
    pub bytes: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sketch_counts_letters_and_tells_digits() {
        let [a, b, c] = ["reply1988", "reply1997", "1988reply"].map(Sketch::of);
        assert_eq!((a.length, b.length), (9, 9));
        assert_eq!(a.digits, c.digits);
        assert_ne!(a.digits, b.digits);
        assert_eq!(a.letters, c.letters);
        // Two eights are missing in the other; a nine and a seven are too many.
        assert!(a.within(&b, 2) && !a.within(&b, 1) && a.within(&c, 0));
    }

    #[test]
    fn a_name_may_hold_one_that_has_no_other_letters() {
        let [whole, part, other] = ["crashlandingonyou", "landing", "lantern"].map(Sketch::of);
        assert!(whole.may_hold(&part) && part.may_hold(&whole));
        assert!(!whole.may_hold(&other));
    }

    #[test]
    fn letters_are_counted_up_to_three() {
        let [one, two, three, four] = ["a", "aa", "aaa", "aaaa"].map(Sketch::of);
        assert_eq!((one.letters, two.letters), ([1, 0, 0], [1, 1, 0]));
        assert_eq!((three.letters, four.letters), ([1, 1, 1], [1, 1, 1]));
        let [x, y] = ["banana", "bahama"].map(Sketch::of);
        // Two n's more here, h and m there.
        assert!(x.within(&y, 2) && !x.within(&y, 1));
    }
}
