//! How well rankings agree with recommendations that people made, beside a baseline.
//!
//! `cargo run --release --example evaluate`

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;

use tropewise::eval::{Judgements, followed, measure, rank_all};
use tropewise::store::relevance::{JudgementFiles, read_judgements};
use tropewise::{QueryRequest, Recommender};

/// Runs the example.
pub fn main() -> Result<(), Box<dyn Error>> {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let files = JudgementFiles {
        judgements: Some("examples/data/recommended.csv".into()),
        ..JudgementFiles::default()
    };
    let read = read_judgements(&files, recommender.catalog())?;
    let judgements = Judgements::new(read.pairs, read.pool);
    let by_tropes = rank_all(&recommender, &judgements, |seed| QueryRequest::like(seed));
    let by_fame = followed(recommender.catalog(), &judgements);
    for (name, rankings) in [("tropes", by_tropes), ("most followed", by_fame)] {
        let measured = measure(&recommender, &judgements, &rankings);
        println!("{name}: nDCG@10 {:.3} on {} seeds", measured.ndcg_10.mean, measured.seeds);
    }
    Ok(())
}
