//! The directions of the house, as `src/lib.rs` states them.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may use. What is not listed is forbidden.
const MAY_USE: [(&str, &[&str]); 15] = [
    ("ask", &["catalog", "schema", "encode", "unicode"]),
    ("catalog", &["unicode"]),
    ("schema", &["catalog"]),
    ("index", &[]),
    ("query", &["catalog", "schema"]),
    ("rank", &["catalog", "schema", "query", "index"]),
    ("batch", &["schema", "query", "rank"]),
    ("eval", &["catalog", "schema", "query", "index", "rank"]),
    ("encode", &["catalog", "schema", "query", "rank", "unicode"]),
    ("lookup", &["ask", "catalog", "schema", "rank", "survey"]),
    ("survey", &["catalog", "schema", "index", "rank"]),
    ("store", &["catalog", "encode", "index", "unicode"]),
    ("compile", &["catalog", "encode", "index", "rank", "store"]),
    ("unicode", &[]),
    ("open", &["batch", "catalog", "schema", "index", "query", "rank", "store", "compile"]),
];

/// What the core must not know: files, the environment, processes, printing, clap, threads of its
/// own, text formats.
const CORE: [&str; 11] = [
    "ask", "catalog", "schema", "query", "index", "rank", "encode", "eval", "lookup", "survey",
    "unicode",
];
const FOREIGN_TO_THE_CORE: [&str; 13] = [
    "std::fs",
    "std::env",
    "std::io",
    "std::path",
    "std::process",
    "std::net",
    "println!",
    "eprintln!",
    "print!(",
    "clap",
    "toml::",
    "anstream",
    "SystemTime",
];

fn files(room: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(room).expect("the room is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

/// The code of a room without comments and without the tests at the end of each file, or in a file
/// of their own.
fn code(room: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("readable");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines: Vec<&str> =
            code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        (path, lines.join("\n"))
    };
    let is_code = |path: &PathBuf| !path.ends_with("tests.rs");
    files(&root).into_iter().filter(is_code).map(read).collect()
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    for (room, may_use) in MAY_USE {
        for (path, code) in code(room) {
            for (other, _) in
                MAY_USE.iter().filter(|(other, _)| *other != room && !may_use.contains(other))
            {
                let uses = code.contains(&format!("crate::{other}"));
                assert!(!uses, "{} uses `{other}`, which `{room}` may not", path.display());
            }
        }
    }
}

#[test]
fn every_room_has_its_directions() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(root).expect("src is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            let name =
                path.file_name().and_then(|name| name.to_str()).expect("a plain name").to_owned();
            assert!(
                MAY_USE.iter().any(|(room, _)| *room == name),
                "`{name}` is missing from this test"
            );
        }
    }
}

#[test]
fn the_core_knows_no_outside() {
    for room in CORE {
        for (path, code) in code(room) {
            for foreign in FOREIGN_TO_THE_CORE {
                assert!(!code.contains(foreign), "{} knows `{foreign}`", path.display());
            }
        }
    }
}

#[test]
fn unsafe_code_stays_in_one_room_and_two_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let index_file = root.join("store/index_file");
    let allowed = [root.join("index/simd"), index_file.join("map.rs"), index_file.join("lost.rs")];
    let elsewhere = |path: &PathBuf| !allowed.iter().any(|place| path.starts_with(place));
    for path in files(&root).into_iter().filter(elsewhere) {
        let text = fs::read_to_string(&path).expect("readable");
        let found = ["unsafe {", "unsafe fn", "unsafe impl", "allow(unsafe_code)"]
            .into_iter()
            .find(|words| text.contains(words));
        assert_eq!(found, None, "{}", path.display());
    }
}
