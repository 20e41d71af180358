//! Sketches of names compared with POPCNT, which counts letters in one instruction.

use crate::catalog::{Sieve, SketchedName};

/// As [`Sieve::pass`]; nothing where the processor cannot.
pub fn pass(sieve: &Sieve, names: &[SketchedName]) -> Option<u64> {
    if !std::arch::is_x86_feature_detected!("popcnt") {
        return None;
    }
    // SAFETY: the processor has POPCNT.
    Some(unsafe { counted(sieve, names) })
}

#[target_feature(enable = "popcnt")]
fn counted(sieve: &Sieve, names: &[SketchedName]) -> u64 {
    sieve.pass(names)
}
