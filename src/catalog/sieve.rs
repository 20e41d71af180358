//! Many names kept from being looked at, by their sketches, before one is.

use super::sketch::{Sketch, SketchedName};

/// Lengths of names whose edits are worked out before; longer ones always pass.
const LENGTHS: usize = 128;

/// Lets names through whose sketches may be like enough that of a key: all that are looked at when
/// each is compared by itself, and some more, in a part of the time.
#[derive(Debug)]
pub struct Sieve {
    key: Sketch,
    least: f64,
    /// By the length of a name, how many edits leave it like enough.
    edits: [u16; LENGTHS],
}

impl Sieve {
    /// How many names pass, or not, at once: as many as a number has bits.
    pub const AT_ONCE: usize = 64;

    /// For names with a likeness of `least` or more to a key, or that hold it, or are held by it.
    #[must_use]
    pub fn new(key: Sketch, least: f64) -> Self {
        let mut sieve = Self { key, least, edits: [0; LENGTHS] };
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

    fn work_out(&mut self) {
        for (length, edits) in self.edits.iter_mut().enumerate() {
            let longest = length.max(self.key.length.into());
            *edits = super::near::allowed(longest, self.least) as u16;
        }
    }

    /// Which of up to [`AT_ONCE`](Self::AT_ONCE) names pass: a bit for each, the first the lowest.
    // In line, so that it is compiled for the instructions of whoever calls it.
    #[inline(always)]
    #[must_use]
    pub fn pass(&self, names: &[SketchedName]) -> u64 {
        let mut passed = 0;
        for (at, name) in names.iter().take(Self::AT_ONCE).enumerate() {
            passed |= u64::from(self.passes(&name.sketch)) << at;
        }
        passed
    }

    #[inline(always)]
    fn passes(&self, name: &Sketch) -> bool {
        let Some(edits) = self.edits.get(usize::from(name.length)) else { return true };
        let near = name.length.abs_diff(self.key.length) <= *edits;
        let alike = self.key.differ(name) <= 2 * u32::from(*edits);
        (near & alike) | self.key.may_hold(name)
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
        fn whoever_may_be_like_passes(
            key in "[a-d0-1ᄀ나ᅥ]{0,14}",
            names in prop::collection::vec("[a-d0-1ᄀ나ᅥ]{0,14}|[a-e]{120,140}", 0..64),
            least in 0.3..1.0,
        ) {
            let typed = Typed::new(&key);
            let passed = Sieve::new(*typed.sketch(), least)
                .pass(&names.iter().map(|name| sketched(name)).collect::<Vec<_>>());
            for (at, name) in names.iter().enumerate() {
                let may = typed.may_be_like(&Sketch::of(name), least);
                prop_assert!(!may || passed >> at & 1 == 1, "{}", name);
            }
        }
    }
}
