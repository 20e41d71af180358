//! Everything that was tried to rank better, measured again: the tables of docs/quality.md.
//!
//! ```sh
//! cargo run --release -p tropewise-lab --bin quality -- FOLDER            # prints the tables
//! cargo run --release -p tropewise-lab --bin quality -- FOLDER --priors   # priors alone
//! cargo run --release -p tropewise-lab --bin quality -- FOLDER --pooling  # several titles
//! # Four measures side by side
//! cargo run --release -p tropewise-lab --bin quality -- FOLDER --measures asks.jsonl
//! cargo run --release -p tropewise-lab --bin quality -- --speed 300000    # what priors cost
//! # Learns the boosts anew
//! cargo run --release -p tropewise-lab --bin quality -- FOLDER --boosts data/tropes.toml
//! ```
//!
//! FOLDER holds `human_recs.csv` and `pool.csv` as `tropewise evaluate --reference` reads them. A
//! third of the seeds, drawn by a hash of their ids, is held out: nothing is chosen or learned from
//! their lists. What has a number to choose or to learn is judged by five-fold cross-validation
//! over the other two thirds.
#![allow(clippy::print_stdout)]

mod boosts;
mod candidates;
mod data;
mod measures;
mod mixture;
mod pooling;
mod priors;
mod speed;
mod table;

use std::path::Path;

use ndarray::Array2;

use boosts::{Fit, Learned};
use candidates::{Candidate, Vectors, similarity};
use data::{Data, Part};
use table::{Table, cross_validated};

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [folder] => tables(&Data::open(Path::new(folder))?),
        ["--speed", dramas] => {
            let dramas = dramas.parse().map_err(|_| "--speed NUMBER OF DRAMAS".to_owned())?;
            speed::print(dramas);
        }
        [folder, "--priors"] => {
            let data = Data::open(Path::new(folder))?;
            priors::tables(&data, &Learned::new(&data, &Fit::default()));
        }
        [folder, "--pooling"] => pooling::tables(&Data::open(Path::new(folder))?),
        [folder, "--measures", asks] => {
            let data = Data::open(Path::new(folder))?;
            let learned = Learned::new(&data, &Fit::default());
            return measures::print(&data, &learned, Path::new(folder), Path::new(asks));
        }
        [folder, "--boosts", file] => {
            return boosts::write(&Data::open(Path::new(folder))?, Path::new(file));
        }
        _ => {
            let usage = "usage: quality FOLDER [--priors | --pooling | --measures ASKS | \
                         --boosts tropes.toml], or quality --speed DRAMAS";
            return Err(usage.into());
        }
    }
    Ok(())
}

fn tables(data: &Data) {
    let development = data.part(Part::Development);
    let held_out = data.part(Part::HeldOut);
    println!(
        "{} development seeds, {} held-out seeds, {} dramas\n",
        development.len(),
        held_out.len(),
        data.n_dramas()
    );
    let learned = Learned::new(data, &Fit::default());
    steps(data, &learned);
    tried(data);
    priors::tables(data, &learned);
    pooling::tables(data);
}

/// From the plain cosine to what ships, one step at a time.
fn steps(data: &Data, learned: &Learned) {
    let mut table = Table::new("Step by step", "step");
    let plain = Vectors::plain(data);
    let rows: [(&str, Candidate); 5] = [
        ("plain cosine of strengths", Candidate::default()),
        (
            "+ rarity: weights ln((1 + N) / (1 + Σx))",
            Candidate { rarity: 1.0, ..Candidate::default() },
        ),
        (
            "+ salience: squared strengths",
            Candidate { rarity: 1.0, curve: 2.0, ..Candidate::default() },
        ),
        ("+ length normalisation b = 0.25", Candidate { spoilers: true, ..Candidate::UNBOOSTED }),
        ("+ spoilers left out", Candidate::UNBOOSTED),
    ];
    for (name, candidate) in rows {
        table.row(name, data.score(&similarity(data, &plain, &candidate)));
    }
    let boosted = cross_validated(data, |fold| learned.judging(fold).clone());
    table.row("+ boosts, learned without the fold judged", boosted);
    table.print(data);
    let program = data.program_scores();
    let matrices = data.score(&similarity(data, &Vectors::shipped(data), &Candidate::UNBOOSTED));
    println!(
        "The program itself, with the boosts that ship (learned on all development seeds): \
         development {:.4}, held out {:.4}; the matrices of this program give {:.4} and {:.4}.\n",
        program.mean(data, Part::Development),
        program.mean(data, Part::HeldOut),
        matrices.mean(data, Part::Development),
        matrices.mean(data, Part::HeldOut),
    );
}

/// Changes that were tried on top of what ships but for its boosts, each with its best value chosen
/// on the training folds.
fn tried(data: &Data) {
    let (plain, base) = (Vectors::plain(data), Candidate::UNBOOSTED);
    let mut table = Table::new("Tried on top of it, boosts apart", "change");
    table.row("none", data.score(&similarity(data, &plain, &base)));
    for (name, grid) in candidates::grids(data) {
        let matrices: Vec<(String, Array2<f64>)> = grid
            .iter()
            .map(|(value, candidate)| (value.clone(), similarity(data, &plain, candidate)))
            .collect();
        let chosen = table::chosen_by_training(data, &matrices);
        table.row(&name, chosen.scores);
        table.note(&format!("best: {}", chosen.best));
    }
    let usual = Fit::default();
    let fits = [
        ("boosts, λ = 1", Fit { lambda: 1.0, ..usual }),
        ("boosts, λ = 2 (what ships)", usual),
        ("boosts, λ = 5", Fit { lambda: 5.0, ..usual }),
        ("boosts, λ = 2, β = 20", Fit { beta: 20.0, ..usual }),
        ("one boost a family in place of one a trope", Fit { by_family: true, ..usual }),
    ];
    for (name, fit) in fits {
        let learned = Learned::new(data, &fit);
        table.row(name, cross_validated(data, |fold| learned.judging(fold).clone()));
    }
    table.print(data);
}
