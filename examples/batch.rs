//! Questions as lines of JSON in, answers as lines of JSON out: what `tropewise batch` does.
//!
//! `cargo run --example batch`

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::fs::File;
use std::sync::Arc;

use tropewise::Recommender;
use tropewise::batch::Batch;

/// Runs the example.
pub fn main() -> Result<(), Box<dyn Error>> {
    let recommender = Arc::new(Recommender::new(tropewise_dramas::catalog()));
    let questions = File::open("examples/data/questions.jsonl")?;
    // Read, answered and given back at the same time, in order; memory does not grow.
    for answer in Batch::new(recommender).k(3).brief(true).answer(questions) {
        print!("{}", answer?.json);
    }
    Ok(())
}
