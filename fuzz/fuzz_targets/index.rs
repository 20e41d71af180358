//! Any bytes as an index file.
#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("tropewise-fuzz-{}.index", std::process::id()));
    std::fs::write(&path, bytes).expect("the folder for temporary files can be written");
    checks::index(&path);
});
