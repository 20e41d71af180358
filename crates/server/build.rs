//! Lists the files of the page, so that the program serves them from its own memory.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Extensions of the files that are served, with their types.
const TYPES: [(&str, &str); 5] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
];

fn main() {
    let web = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("set by Cargo")).join("web");
    println!("cargo::rerun-if-changed={}", web.display());
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&web).expect("the page is beside the server") {
        files.push(entry.expect("readable").path());
    }
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let extension = file.extension().and_then(|extension| extension.to_str());
        let known = TYPES.iter().find(|(known, _)| Some(*known) == extension);
        let (Some((_, kind)), Some(name)) =
            (known, file.file_name().and_then(|name| name.to_str()))
        else {
            continue;
        };
        println!("cargo::rerun-if-changed={}", file.display());
        let path = file.display();
        writeln!(
            list,
            "    File {{ name: {name:?}, kind: {kind:?}, bytes: include_bytes!(r#\"{path}\"#) }},"
        )
        .expect("a string takes it");
    }
    list += "]\n";
    let out = Path::new(&env::var("OUT_DIR").expect("set by Cargo")).join("page.rs");
    fs::write(out, list).expect("the output folder takes it");
}
