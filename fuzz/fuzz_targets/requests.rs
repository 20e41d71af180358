//! Any bytes as lines of questions.
#![no_main]

#[allow(dead_code)]
#[path = "../shipped.rs"]
mod shipped;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| shipped::requests(bytes));
