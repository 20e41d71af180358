//! A sound index file whose sections are changed, with the checksums that belong to them.
#![no_main]

#[allow(dead_code)]
#[path = "../checks.rs"]
mod checks;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|changes: &[u8]| {
    let folder = std::env::temp_dir().join(format!("tropewise-fuzz-{}", std::process::id()));
    static SOUND: OnceLock<Vec<u8>> = OnceLock::new();
    let sound = SOUND.get_or_init(|| {
        std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        checks::sound_index(&folder)
    });
    checks::sections(sound, changes, &folder.join("changed.index"));
});
