//! What was typed, read by the parser of arguments, and what is said where it cannot be.

use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::args::Cli;
use crate::console;
use crate::error::Exit;
use crate::in_words::for_ask;
use crate::shown::one_line;
use crate::terminal::columns;

/// Most columns of a page of help.
const HELP_WIDTH: u16 = 100;

/// The arguments of the process.
///
/// # Errors
/// With the exit code, once help was written or it was said what is wrong.
pub fn typed() -> Result<(Cli, ArgMatches), Exit> {
    let error = match parse(std::env::args_os()) {
        Ok(parsed) => return Ok(parsed),
        Err(error) => error,
    };
    let typed: Vec<String> =
        std::env::args_os().map(|word| one_line(&word.to_string_lossy()).into_owned()).collect();
    if let Some(error) = for_ask(&error, &typed) {
        console::error(&error);
        return Err(error.exit);
    }
    // A line end in what was typed could pass for another line of what is said of it.
    Err(console::usage(&parse(typed).err().unwrap_or(error)))
}

fn parse(
    words: impl IntoIterator<Item = impl Into<std::ffi::OsString> + Clone>,
) -> Result<(Cli, ArgMatches), clap::Error> {
    let mut command = Cli::command();
    if let Some(width) = columns() {
        command = command.term_width(width.min(HELP_WIDTH).into());
    }
    let typed = command.try_get_matches_from(words)?;
    Ok((Cli::from_arg_matches(&typed)?, typed))
}
