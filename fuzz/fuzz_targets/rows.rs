//! Any bytes as rows: CSV and its kin, JSON lines, a JSON array, packed or wide.
#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses the name, which decides where the bytes say nothing.
    let Some((first, rest)) = bytes.split_first() else { return };
    let names = ["a.csv", "a.tsv", "a.json", "a.jsonl", "standard input"];
    checks::rows(rest, names[usize::from(*first) % names.len()]);
});
