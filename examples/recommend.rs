//! What to watch after a title, with a trope besides and one to avoid.
//!
//! `cargo run --example recommend`

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;

use tropewise::{QueryRequest, open};

/// Runs the example.
pub fn main() -> Result<(), Box<dyn Error>> {
    let opened = open(&tropewise_dramas::source(), None)?;
    let request = QueryRequest::like("Our Beloved Summer").want("time-travel").avoid("trauma").k(5);
    let answer = opened.recommend(&request)?;
    for result in &answer.results {
        println!("{}. {}  {:.2}", result.rank, result.heading(), result.score);
    }
    for note in &answer.notes {
        println!("note: {}", note.message);
    }
    // With fewer results than asked for the answer says why.
    if let Some(shortfall) = &answer.shortfall {
        println!("{} of {}: {}", shortfall.found, shortfall.asked, shortfall.advice);
    }
    Ok(())
}
