//! Stored files, and thousands like them with bytes changed: whatever is read, nothing panics and
//! what comes of it is sound. `TROPEWISE_MUTATIONS=100000` changes each file so often; the numbers
//! are the same in every run. The fuzz targets in `fuzz/` ask the same of files that they find
//! themselves.
#![cfg(all(feature = "batch", feature = "encode", feature = "index"))]

#[path = "../fuzz/checks.rs"]
mod checks;
mod numbers;
#[path = "../fuzz/shipped.rs"]
mod shipped;

use std::fs;
use std::path::{Path, PathBuf};

use numbers::Numbers;
use tempfile::TempDir;

/// What parsers trip over.
const PIECES: [&[u8]; 24] = [
    b"\"",
    b"'",
    b",",
    b"|",
    b";",
    b"\t",
    b"\r\n",
    b"\n",
    b"\r",
    b"[",
    b"]",
    b"{",
    b"}",
    b":",
    b"\\",
    b"\0",
    b"\x1b[2J",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"1e999",
    b"-0",
    b"NaN",
    b"\xe2\x80\xae",
    b"null",
];

/// A copy with a few changes.
fn changed(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len());
        let end = (at + numbers.below(40)).min(bytes.len());
        match numbers.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            3 => {
                let copy = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            _ => bytes.truncate(bytes.len() - numbers.below(bytes.len()) / 8),
        }
    }
    bytes
}

/// How often each file is changed.
fn times(least: usize) -> usize {
    std::env::var("TROPEWISE_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(least)
}

fn files(folder: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder).join(target);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// What the fuzzers found that reaches furthest, as it is.
fn found(target: &str, check: impl Fn(&[u8])) {
    for file in files("found", target) {
        check(&fs::read(&file).unwrap());
    }
}

/// Each stored file of a target as it is and changed.
fn each(target: &str, least: usize, check: impl Fn(&[u8], &str)) {
    for file in files("corpus", target) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(&file).unwrap();
        check(&bytes, name);
        let mut numbers = Numbers(name.len() as u64);
        (0..times(least)).for_each(|_| check(&changed(&bytes, &mut numbers), name));
    }
}

#[test]
fn what_fuzzers_found() {
    found("rows", checks::named_rows);
    found("toml", checks::toml);
    found("encode", shipped::encode);
    found("html", shipped::html);
    found("ask", shipped::ask);
    let folder = TempDir::new().unwrap();
    let sound = checks::sound_index(folder.path());
    found("sections", |bytes| checks::sections(&sound, bytes, &folder.path().join("a.index")));
}

#[test]
fn rows_of_any_bytes() {
    each("rows", 150, checks::rows);
}

#[test]
fn text_of_any_bytes() {
    each("toml", 300, |bytes, _| checks::toml(bytes));
}

#[test]
fn texts_of_any_bytes() {
    each("encode", 40, |bytes, _| shipped::encode(bytes));
}

#[test]
fn pages_of_any_structure() {
    each("html", 40, |bytes, _| shipped::html(bytes));
}

#[test]
fn lines_of_questions_of_any_bytes() {
    each("requests", 40, |bytes, _| shipped::requests(bytes));
}

#[test]
fn wishes_of_any_bytes() {
    each("ask", 40, |bytes, _| shipped::ask(bytes));
}

#[test]
fn index_files_of_any_bytes() {
    let folder = TempDir::new().unwrap();
    let sound = checks::sound_index(folder.path());
    let path = folder.path().join("a.index");
    let mut numbers = Numbers(7);
    for _ in 0..times(300) {
        fs::write(&path, changed(&sound, &mut numbers)).unwrap();
        checks::index(&path);
    }
}

#[test]
fn index_files_of_any_sections() {
    let folder = TempDir::new().unwrap();
    let sound = checks::sound_index(folder.path());
    let path = folder.path().join("a.index");
    let mut numbers = Numbers(11);
    for _ in 0..times(600) {
        let changes: Vec<u8> =
            (0..4 * (1 + numbers.below(6))).map(|_| numbers.below(256) as u8).collect();
        checks::sections(&sound, &changes, &path);
    }
}
