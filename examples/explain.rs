//! Why a drama has its score: what each trope adds, and what comes after.
//!
//! `cargo run --example explain`

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;

use tropewise::{QueryRequest, Recommender};

/// Runs the example.
pub fn main() -> Result<(), Box<dyn Error>> {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let catalog = recommender.catalog();
    let request = QueryRequest::like("Our Beloved Summer").more("healing");
    let query = request.check(catalog)?;
    let drama = catalog.resolve("My Mister")?.drama;
    let explanation = recommender.judge(&query, drama);
    let result = &explanation.recommendation;
    println!("{}: place {} of {}", result.heading(), result.rank, explanation.qualifying);
    for contribution in result.contributions.iter().flatten() {
        println!("{:8.4}  {}", contribution.amount, contribution.trope);
    }
    println!("{:8.4}  base", result.base);
    for step in &result.adjustments {
        println!("{:+8.4}  {:?} {}", step.amount, step.kind, step.trope.as_deref().unwrap_or(""));
    }
    println!("{:8.4}  score", result.score);
    Ok(())
}
