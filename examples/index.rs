//! A catalogue compiled into a file that is mapped: opening it takes no longer for a million
//! titles.
//!
//! `cargo run --example index`

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::path::Path;

use tropewise::catalog::Vocabulary;
use tropewise::compile::{Input, compile};
use tropewise::store::rows::{Rows, Tropes, UnknownTropes};
use tropewise::{QueryRequest, Source, open, verify};

/// Runs the example.
pub fn main() -> Result<(), Box<dyn Error>> {
    let target = std::env::temp_dir().join(format!("tropewise-{}.index", std::process::id()));

    let tropes = Tropes::new(Vocabulary::default(), UnknownTropes::New);
    let mut rows = Rows::open(Path::new("examples/data/my-titles.csv"), tropes)?;
    let summary = compile(Input::Rows { rows: &mut rows, skip_bad: false }, &target, |_| ())?;
    println!("{} dramas in {} bytes", summary.dramas, summary.bytes);
    // Reads all of it; opening reads only what is asked for.
    verify(&target, |_| ())?;

    let opened = open(&Source::path(&target), None)?;
    for result in opened.recommend(&QueryRequest::with("slow-burn"))?.results {
        println!("{}  {:.2}", result.heading(), result.score);
    }
    std::fs::remove_file(&target)?;
    Ok(())
}
