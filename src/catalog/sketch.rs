//! What is known of a folded name without reading it: enough to tell that it is not near another.

use bytemuck::{Pod, Zeroable};

/// Length, letters and digits of a folded name, packed as an index file keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Sketch {
    /// Which letters it has, each of them one of 64 bits that it shares with others.
    pub letters: u64,
    /// A hash of its digits in their order: equal digits have equal hashes.
    pub digits: u32,
    /// How many letters it has.
    pub length: u32,
}

impl Sketch {
    /// That of a folded name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        // FNV-1a, as names are hashed elsewhere.
        let mut sketch = Self { letters: 0, digits: 0x811c_9dc5, length: 0 };
        for c in name.chars() {
            sketch.length += 1;
            sketch.letters |= letter(c);
            if c.is_numeric() {
                sketch.digits = (sketch.digits ^ c as u32).wrapping_mul(0x0100_0193);
            }
        }
        sketch
    }

    /// The fewest edits that could make one name of the other. An edit adds or takes one letter at
    /// most, and brings one letter of either side to the other.
    #[must_use]
    pub fn fewest_edits(&self, other: &Self) -> u32 {
        let missing = (self.letters & !other.letters).count_ones();
        let extra = (other.letters & !self.letters).count_ones();
        self.length.abs_diff(other.length).max(missing).max(extra)
    }

    /// Whether one of the names may hold the other.
    #[must_use]
    pub fn may_hold(&self, other: &Self) -> bool {
        let (short, long) = if self.length < other.length { (self, other) } else { (other, self) };
        short.letters & !long.letters == 0
    }
}

/// The bit of a letter.
pub fn letter(c: char) -> u64 {
    1 << (c as u32 % 64)
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
        // 8 is missing in the other, 7 is too much.
        assert_eq!((a.fewest_edits(&b), a.fewest_edits(&c)), (1, 0));
    }

    #[test]
    fn a_name_may_hold_one_that_has_no_other_letters() {
        let [whole, part, other] = ["crashlandingonyou", "landing", "lantern"].map(Sketch::of);
        assert!(whole.may_hold(&part) && part.may_hold(&whole));
        assert!(!whole.may_hold(&other));
    }
}
