//! Numbers that only look random, the same in every run.

// Every test file compiles its own copy of this module and uses a part of it.
#![allow(dead_code)]

/// How many random cases a property is tried on: `TROPEWISE_PROPERTY_CASES`, or as many as usual.
pub fn cases(usual: u32) -> u32 {
    let asked = std::env::var("TROPEWISE_PROPERTY_CASES").ok();
    asked.and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// Numbers that only look random (SplitMix64).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
