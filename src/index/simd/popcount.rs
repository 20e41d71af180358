//! Counting bits with POPCNT, which does in one instruction what takes a dozen without it, and with
//! AVX2, which counts those of several numbers at once.

use std::arch::is_x86_feature_detected;

use crate::index::Counting;

/// Does work compiled for the instructions; nothing where the processor has none.
pub fn counted(work: &impl Counting) -> Option<u64> {
    if !is_x86_feature_detected!("popcnt") {
        return None;
    }
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has POPCNT and AVX2.
        return Some(unsafe { with_both(work) });
    }
    // SAFETY: the processor has POPCNT.
    Some(unsafe { with_popcnt(work) })
}

#[target_feature(enable = "popcnt,avx2")]
fn with_both(work: &impl Counting) -> u64 {
    work.run()
}

#[target_feature(enable = "popcnt")]
fn with_popcnt(work: &impl Counting) -> u64 {
    work.run()
}
