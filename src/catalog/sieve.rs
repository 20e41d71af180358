//! Many names kept from being looked at, by their sketches, before one is.

use super::sketch::{Sketch, SketchedName};

/// Lengths of names whose differences are worked out before; longer ones always pass.
const LENGTHS: usize = 128;

/// Lets names through whose sketches may be like enough that of a key: all that are like enough, or
/// hold it, or are held by it, and some more, in a part of the time that comparing each takes.
#[derive(Debug)]
pub struct Sieve {
    key: Sketch,
    least: f64,
    /// By the length of a name, how much may differ where it is like enough; the last stands for
    /// all longer ones.
    differences: [u32; LENGTHS],
}

impl Sieve {
    /// How many names pass, or not, at once: as many as a number has bits.
    pub const AT_ONCE: usize = 64;

    /// For names with a likeness of `least` or more to a key, or that hold it, or are held by it.
    #[must_use]
    pub fn new(key: Sketch, least: f64) -> Self {
        let mut sieve = Self { key, least, differences: [u32::MAX; LENGTHS] };
        sieve.work_out();
        sieve
    }

    /// Asks for at least this likeness from now on.
    pub fn tighten(&mut self, least: f64) {
        if least > self.least {
            self.least = least;
            self.work_out();
        }
    }

    /// What differs are letters that one of two names has alone, and letters by which one is longer.
    /// An edit makes two differences at most: a replaced letter is one of either name, a letter too
    /// many is one alone and makes longer by one.
    fn work_out(&mut self) {
        for (length, differences) in self.differences[..LENGTHS - 1].iter_mut().enumerate() {
            let longest = length.max(self.key.length.into());
            *differences = 2 * super::near::allowed(longest, self.least) as u32;
        }
    }

    /// Which of up to [`AT_ONCE`](Self::AT_ONCE) names pass: a bit for each, the first the lowest.
    // In line, so that it is compiled for the instructions of whoever calls it.
    #[inline(always)]
    #[must_use]
    pub fn pass(&self, names: &[SketchedName]) -> u64 {
        // Apart from the bits, so that several names are looked at by one instruction.
        let mut passes = [false; Self::AT_ONCE];
        for (passes, name) in passes.iter_mut().zip(names) {
            *passes = self.passes(&name.sketch);
        }
        let mut bits = 0;
        for (at, passes) in passes.into_iter().enumerate() {
            bits |= u64::from(passes) << at;
        }
        bits
    }

    #[inline(always)]
    fn passes(&self, name: &Sketch) -> bool {
        let differ = self.key.differ(name) + u32::from(name.length.abs_diff(self.key.length));
        let near = differ <= self.differences[usize::from(name.length).min(LENGTHS - 1)];
        near | self.key.has_all(name) | name.has_all(&self.key)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::near::Typed;
    use super::*;

    fn sketched(name: &str) -> SketchedName {
        SketchedName { sketch: Sketch::of(name), drama: 0, bytes: name.len() as u32 }
    }

    #[test]
    fn what_is_far_away_does_not_pass() {
        let names = ["goblin", "gobiln", "myliberationnotes", "gob", "signal"].map(sketched);
        let mut sieve = Sieve::new(Sketch::of("goblin"), 0.6);
        // Three letters of "gob" are held; "signal" shares four of six kinds: four edits of two.
        assert_eq!(sieve.pass(&names), 0b11011);
        sieve.tighten(0.7);
        assert_eq!(sieve.pass(&names), 0b01011);
        sieve.tighten(0.6);
        assert_eq!(sieve.pass(&names), 0b01011, "it is never widened");
    }

    proptest! {
        #[test]
        fn whoever_is_like_or_held_passes(
            key in "[a-d0-1ᄀ나ᅥ]{0,14}",
            names in prop::collection::vec("[a-d0-1ᄀ나ᅥ]{0,14}|[a-e]{120,140}", 0..64),
            least in 0.3..1.0,
        ) {
            let typed = Typed::new(&key);
            let passed = Sieve::new(*typed.sketch(), least)
                .pass(&names.iter().map(|name| sketched(name)).collect::<Vec<_>>());
            for (at, name) in names.iter().enumerate() {
                let like = typed.likeness(name, least) >= least;
                let held = name.contains(&key) || key.contains(name);
                prop_assert!(!(like || held) || passed >> at & 1 == 1, "{}", name);
            }
        }
    }
}
