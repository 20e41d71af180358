//! A run: the arguments are parsed, the command is run, and what went wrong is said.

use clap::{CommandFactory, Parser};

use crate::args::{Cli, Command};
use crate::error::{CliError, Exit};
use crate::{batch, check, console, encode, evaluate, index, like, lookup, schema, survey};

/// Parses the arguments of the process, runs the command, and says what went wrong.
#[must_use]
pub fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers; a closed pipe is no failure here either.
            let _ = error.print();
            return if error.use_stderr() { Exit::Misused } else { Exit::Answered };
        }
    };
    match dispatch(&cli) {
        Ok(()) => Exit::Answered,
        Err(error) => {
            console::error(&error);
            error.exit
        }
    }
}

fn dispatch(cli: &Cli) -> Result<(), CliError> {
    let common = &cli.common;
    match &cli.command {
        Command::Like(args) => like::like(args, common),
        Command::Score(args) => like::score(args, common),
        Command::Batch(args) => batch::batch(args, common),
        Command::Show { title, toml } => lookup::show(title, *toml, common),
        Command::Catalog(args) => survey::catalog(args, common),
        Command::Compare { a, b } => lookup::compare(a, b, common),
        Command::Tropes { word } => lookup::tropes(word.as_deref(), common),
        Command::Dramas { words } => lookup::dramas(words, common),
        Command::Encode(args) => encode::encode(args, common),
        Command::Evaluate(args) => evaluate::evaluate(args, common),
        Command::Index(args) => index::index(args, common),
        Command::Check { path } => check::check(path, common),
        Command::Schema => schema::schema(),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "tropewise", &mut script);
            console::write_stdout(&script, false)
        }
    }
}
