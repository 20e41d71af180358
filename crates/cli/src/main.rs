//! The program `tropewise`: what was typed becomes a request, an answer becomes a report.

mod args;
mod batch;
mod catalog;
mod check;
mod console;
mod encode;
mod error;
mod evaluate;
mod index;
mod interrupt;
mod like;
mod lines;
mod lookup;
mod outfile;
mod reference;
mod report;
mod run;
mod schema;
mod survey;
mod titles;
mod variant;
mod wishes;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(run::run() as u8)
}
