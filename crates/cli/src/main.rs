//! The program `tropewise`: what was typed becomes a request, an answer becomes a report.

mod args;
mod ask;
mod batch;
mod catalog;
mod check;
mod command_line;
mod complete;
mod config;
mod console;
mod encode;
mod error;
mod evaluate;
mod in_use;
mod in_words;
mod index;
mod interrupt;
mod like;
mod lookup;
mod man;
mod mcp;
mod mistakes;
mod namesakes;
mod opening;
mod outfile;
mod output;
mod paths;
mod reference;
mod rejected;
mod report;
mod run;
mod schema;
mod seen;
mod seen_file;
mod serve;
mod shown;
mod terminal;
mod titles;
mod tropes;
mod typed;
mod unfinished;
mod variant;
mod wishes;
mod wrap;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(run::run() as u8)
}
