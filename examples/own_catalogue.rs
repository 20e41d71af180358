//! A catalogue of your own titles from a table, with a trope that nobody else has.
//!
//! `cargo run --example own_catalogue [TABLE.csv]`

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;

use tropewise::{OpenError, QueryRequest, Source, open};

/// Runs the example.
pub fn main() -> Result<(), Box<dyn Error>> {
    let table = std::env::args().nth(1).filter(|path| path.ends_with(".csv"));
    let table = table.unwrap_or_else(|| "examples/data/own-titles.csv".to_owned());
    // Without defaults every trope of the table is taken as it is; with those of the shipped
    // catalogue (`.with_defaults(tropewise_dramas::source())`) a misspelt one is a mistake.
    let opened = match open(&Source::path(&table), None) {
        Err(OpenError::Mistakes { mistakes, .. }) => {
            mistakes.iter().for_each(|mistake| eprintln!("{mistake}"));
            return Err("the table has mistakes".into());
        }
        opened => opened?,
    };
    let first = opened.read_catalog(|catalog| catalog.dramas()[0].id.clone())?;
    for result in opened.recommend(&QueryRequest::like(&first).k(3))?.results {
        println!("{}  {:.2}", result.heading(), result.score);
    }
    Ok(())
}
