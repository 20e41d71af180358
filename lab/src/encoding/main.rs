//! Learns the encoder from dramas and their texts, and measures it beside baselines: the tables of
//! docs/encoding.md.
//!
//! ```sh
//! cargo run --release -p tropewise-lab --bin encoding -- FOLDER                    # prints the
//! tables cargo run --release -p tropewise-lab --bin encoding -- FOLDER --learn data/encoder.bin
//! cargo run --release -p tropewise-lab --bin encoding -- FOLDER --run run.jsonl    # rankings, for
//! another scorer
//! ```
//!
//! FOLDER holds `synopses.csv` (`mdl_id,synopsis`), `human_recs.csv` and `pool.csv`. Everything is
//! judged by ten-fold cross-validation over dramas; the seasons of one story are in one fold, so
//! that no drama is predicted by anything learned or mined from its own texts. Choices are made by
//! the development seeds of `lab/src/quality`; the held-out ones are only measured.
#![allow(clippy::print_stdout)]

mod baselines;
mod calibrate;
mod corpus;
mod folds;
mod learn;
mod measure;
mod mine;
mod ridge;

use std::fmt::Write;
use std::path::Path;

use corpus::Corpus;
use learn::Choice;
use measure::{Measured, Prediction, measure, rankings, scores};
use mine::Mine;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let usage = "usage: encoding FOLDER [--learn data/encoder.bin | --run FILE | --choices]";
    let (folder, rest) = arguments.split_first().ok_or(usage)?;
    let corpus = Corpus::open(Path::new(folder))?;
    let mine = Mine::new(&corpus);
    let chosen = |choice: &Choice| folds::cross_validated(&corpus, &corpus.lexicon, &mine, choice);
    match rest.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => tables(&corpus, &mine),
        ["--choices"] => choices(&corpus, &mine),
        ["--learn", file] => {
            let prediction = chosen(&Choice::default());
            let learned = folds::final_encoder(&corpus, &mine, &Choice::default(), &prediction);
            let bytes = postcard::to_stdvec(&learned).map_err(|error| error.to_string())?;
            std::fs::write(file, &bytes)
                .map_err(|error| format!("cannot write `{file}`: {error}"))?;
            println!(
                "{} words, {} precisions, {} bytes",
                learned.words.len(),
                learned.precisions.len(),
                bytes.len()
            );
        }
        ["--run", file] => {
            let text = run(&corpus, &chosen(&Choice::default()));
            std::fs::write(file, text)
                .map_err(|error| format!("cannot write `{file}`: {error}"))?;
        }
        _ => return Err(usage.into()),
    }
    Ok(())
}

fn head() {
    println!(
        "| | precision@5 | recall@10 | cosine | `--like` nDCG@10, development | held out \
        |\n|---|---|---|---|---|---|"
    );
}

fn tables(corpus: &Corpus, mine: &Mine) {
    let texts = corpus.synopses.iter().filter(|text| !text.is_empty()).count();
    println!(
        "{texts} synopses of {} dramas, {} seeds\n",
        corpus.n_dramas(),
        corpus.judgements.relevant.len()
    );
    let show = |name: &str, prediction: &Prediction| {
        println!("{}", measure(corpus, prediction).row(corpus, name))
    };
    head();
    let common = baselines::most_common(corpus);
    show("the most common tropes", &common);
    show("labels and aliases alone", &baselines::names_alone(corpus, &common));
    let similarity = baselines::similarities(corpus, mine);
    show("TF-IDF, tropes of 20 neighbours", &baselines::neighbours(corpus, &similarity));
    let direct = scores(corpus, &baselines::nearest_dramas(corpus, &similarity));
    let direct = Measured { precision: vec![], recall: vec![], cosine: vec![], ndcg: direct };
    println!("{}", direct.row(corpus, "TF-IDF, nearest synopses"));
    let usual = Choice::default();
    let alone = Choice { words: false, ..usual };
    show(
        "lexicon with learned precision, no learned words",
        &folds::cross_validated(corpus, &corpus.lexicon, mine, &alone),
    );
    show(
        "learned words, aliases for a lexicon",
        &folds::cross_validated(corpus, &corpus.names, mine, &usual),
    );
    let prediction = folds::cross_validated(corpus, &corpus.lexicon, mine, &usual);
    show(
        "the encoder, tropes listed by confidence alone",
        &folds::as_listed(corpus, &prediction, true),
    );
    show("**the encoder**", &folds::as_listed(corpus, &prediction, false));
    let curated = Prediction {
        order: corpus.strengths.clone(),
        salience: corpus.strengths.mapv(tropewise::rank::weights::salience),
        ..Prediction::new(corpus)
    };
    show("curated vectors, for comparison", &curated);
    println!();
    folds::reliability(corpus, &prediction);
}

/// What was tried for each number that is chosen.
fn choices(corpus: &Corpus, mine: &Mine) {
    let usual = Choice::default();
    let mut tried: Vec<(String, Choice)> = vec![("what ships".into(), usual)];
    tried.extend(
        [0.5, 1.0, 3.0].map(|lambda| (format!("λ = {lambda}"), Choice { lambda, ..usual })),
    );
    tried.extend([0.2, 0.6].map(|own| (format!("own = {own}"), Choice { own, ..usual })));
    tried.extend(
        [0.0, 1.0]
            .map(|summary| (format!("summaries count {summary}"), Choice { summary, ..usual })),
    );
    tried
        .extend([0.25, 1.0].map(|lexicon| (format!("γ = {lexicon}"), Choice { lexicon, ..usual })));
    tried.extend(
        [2.0, 10.0].map(|often| (format!("m = {often}"), Choice { usual: often, ..usual })),
    );
    head();
    for (name, choice) in tried {
        let prediction = folds::cross_validated(corpus, &corpus.lexicon, mine, &choice);
        let listed = folds::as_listed(corpus, &prediction, false);
        println!("{}", measure(corpus, &listed).row(corpus, &name));
    }
}

/// The rankings as JSON lines.
fn run(corpus: &Corpus, prediction: &Prediction) -> String {
    let mdl = |idx| corpus.catalog().drama(idx).mdl.unwrap_or_default();
    let mut text = String::new();
    for (seed, ranking) in rankings(corpus, &prediction.salience) {
        let results: Vec<String> =
            ranking.iter().map(|idx| format!("{{\"mdl\": {}}}", mdl(*idx))).collect();
        let _ = writeln!(
            text,
            "{{\"id\": \"mdl:{}\", \"results\": [{}]}}",
            mdl(seed),
            results.join(", ")
        );
    }
    text
}
