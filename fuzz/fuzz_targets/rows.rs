//! Any bytes as rows: CSV and its kin, JSON lines, a JSON array, packed or wide.
#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| checks::named_rows(bytes));
