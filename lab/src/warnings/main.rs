//! How far the content warnings of the catalogue can be relied on: draws the check set, and holds
//! the catalogue against what readers found in public recaps.
//!
//! ```sh
//! cargo run --release -p tropewise-lab --bin warnings -- draw         # the ids drawn
//! cargo run --release -p tropewise-lab --bin warnings -- score FILE   # the tables
//! ```
//!
//! `lab/warnings/check/README.md` has the form of FILE.
#![allow(clippy::print_stdout)]

mod draw;
mod findings;
mod wilson;

use std::collections::BTreeMap;

use tropewise::catalog::{Catalog, WarningState};

use findings::Finding;
use wilson::interval;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let catalog = tropewise_dramas::catalog();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["draw"] => draw::ids(&catalog).iter().for_each(|id| println!("{id}")),
        ["score", file] => {
            let findings = findings::read(std::path::Path::new(file), &catalog)?;
            print(&findings, &catalog);
        }
        _ => return Err("usage: warnings draw, or warnings score findings.toml".into()),
    }
    Ok(())
}

/// What became of the findings of one warning.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    /// Found to occur.
    occur: usize,
    /// Of those, said to occur.
    claimed: usize,
    /// Of those that occur, said to be possible.
    possible: usize,
    /// Found not to occur.
    absent: usize,
    /// Of those, said to occur.
    false_claims: usize,
    /// Of those that do not occur, said to be possible.
    false_doubts: usize,
}

impl Tally {
    fn add(&mut self, occurs: bool, known: WarningState) {
        let (all, claimed, possible) = match occurs {
            true => (&mut self.occur, &mut self.claimed, &mut self.possible),
            false => (&mut self.absent, &mut self.false_claims, &mut self.false_doubts),
        };
        *all += 1;
        match known {
            WarningState::Occurs => *claimed += 1,
            WarningState::Possible => *possible += 1,
            WarningState::Absent => {}
        }
    }
}

fn print(findings: &[Finding], catalog: &Catalog) {
    let [mut all, mut sourced] = [Tally::default(); 2];
    let mut by_warning: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut missed = Vec::new();
    let mut wrong = Vec::new();
    for finding in findings {
        let known = catalog.warned(finding.drama, finding.warning);
        all.add(finding.occurs, known);
        if finding.sourced {
            sourced.add(finding.occurs, known);
        }
        let id = catalog.vocabulary().warning_id(finding.warning);
        by_warning.entry(id).or_default().add(finding.occurs, known);
        let drama = catalog.drama(finding.drama).id.clone();
        match (finding.occurs, known) {
            (true, WarningState::Absent) => missed.push(format!("{drama}: {id}")),
            (true, WarningState::Possible) => missed.push(format!("{drama}: {id} (possible)")),
            (false, WarningState::Occurs) => wrong.push(format!("{drama}: {id}")),
            _ => {}
        }
    }
    println!("| warning | occurs | said | recall | or possible | does not | said | false claims |");
    println!("|---|---|---|---|---|---|---|---|");
    row("all", &all);
    row("all that a page says", &sourced);
    by_warning.iter().for_each(|(id, tally)| row(id, tally));
    println!("\nmissed: {}\n\nclaimed falsely: {}", missed.join(", "), wrong.join(", "));
}

fn row(name: &str, tally: &Tally) {
    let Tally { occur, claimed, possible, absent, false_claims, .. } = *tally;
    println!(
        "| {name} | {occur} | {claimed} | {} | {} | {absent} | {false_claims} | {} |",
        share(claimed, occur),
        share(claimed + possible, occur),
        share(false_claims, absent),
    );
}

/// A share with its interval; a dash of none.
fn share(part: usize, of: usize) -> String {
    if of == 0 {
        return "-".to_owned();
    }
    let (low, high) = interval(part, of);
    format!("{:.2} [{low:.2}, {high:.2}]", part as f64 / of as f64)
}
