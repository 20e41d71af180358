//! Where output goes: data to stdout, talk to stderr.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::report::Page;
use crate::shown::{one_line, shown_lines, shown_page};
use crate::terminal::{columns, columns_of};
use crate::wrap::wrapped;

use crate::error::{CliError, Exit};

/// Width of a page that is not shown on a terminal.
const PIPED_WIDTH: u16 = 100;
/// Narrowest page on which a table still reads.
const NARROWEST: u16 = 40;

/// Style of "error:".
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Style of "hint:".
pub const HINT: Style = AnsiColor::Cyan.on_default().bold();
/// Style of "note:".
pub const NOTE: Style = AnsiColor::Yellow.on_default();

/// The page of this terminal; of [`PIPED_WIDTH`] where there is none, unless `COLUMNS` says more.
pub fn page() -> Page {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    Page { width: columns().or(asked).unwrap_or(PIPED_WIDTH).max(NARROWEST) }
}

/// What the parser of arguments says of numbers, and how people say it.
const WORDS: [(&str, &str); 7] = [
    ("invalid digit found in string", "give a whole number"),
    ("cannot parse integer from empty string", "give a whole number"),
    ("number too large to fit in target type", "the number is too large"),
    ("number too small to fit in target type", "the number is too small"),
    ("invalid float literal", "give a number, as in 0.5"),
    ("cannot parse float from empty string", "give a number, as in 0.5"),
    (" is not in 1..=1024", " is no whole number from 1 to 1024"),
];

/// Writes to stdout, with styles stripped where they are not wanted.
///
/// # Errors
/// When stdout cannot take it; a closed pipe ends the program quietly.
pub fn write_stdout(bytes: &[u8], styled: bool) -> Result<(), CliError> {
    let written = if styled {
        let mut out = anstream::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush())
    } else {
        let mut out = io::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush())
    };
    written.map_err(|error| stdout_failed(&error))
}

/// What a failing stdout means: a closed pipe is a reader who has seen enough.
pub fn stdout_failed(error: &io::Error) -> CliError {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return CliError::silent(Exit::Answered);
    }
    CliError::io("write to", std::path::Path::new("standard output"), error)
}

/// Says one thing on stderr; where even that is closed, nothing is to be done.
pub fn say(style: Style, word: &str, text: &str) {
    let shown = format!("{style}{word}:{style:#} {}", shown_lines(text));
    let _ = writeln!(anstream::stderr().lock(), "{}", fitted(&shown));
}

/// The text wrapped to the terminal that talk is shown on, where it is shown on one.
fn fitted(text: &str) -> String {
    match columns_of(&io::stderr()) {
        Some(width) => wrapped(text, width.into()),
        None => text.to_owned(),
    }
}

/// Prints what the parser of arguments has to say. Help and version are answers; a closed pipe is
/// no failure here either.
pub fn usage(error: &clap::Error) -> Exit {
    let text = WORDS
        .iter()
        .fold(error.render().ansi().to_string(), |text, (from, to)| text.replace(from, to));
    if error.use_stderr() {
        let _ = write!(anstream::stderr().lock(), "{}", fitted(&shown_page(&text)));
        return Exit::Misused;
    }
    match write_stdout(text.as_bytes(), true) {
        Ok(()) => Exit::Answered,
        Err(failed) => {
            self::error(&failed);
            failed.exit
        }
    }
}

/// Says a note.
pub fn note(text: &str) {
    say(NOTE, "note", &one_line(text));
}

/// Says an error with its hint.
pub fn error(error: &CliError) {
    if !error.message.is_empty() {
        say(ERROR, "error", &error.message);
    }
    if !error.hint.is_empty() {
        say(HINT, "hint", &error.hint);
    }
}
