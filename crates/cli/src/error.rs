//! Errors as the user meets them: a sentence, a next step, an exit code.

use std::fmt;
use std::io;
use std::path::Path;

use tropewise::QueryError;
use tropewise::encode::EncodeError;
use tropewise::schema::ErrorCode;
use tropewise::store::index_file::IndexError;
use tropewise::store::relevance::TableError;
use tropewise::store::text::{Diagnostic, ReadError};
use tropewise::{Damaged, OpenError};

use crate::command_line::quoted;
use crate::mistakes::{mended, told};
use crate::shown::one_line;

/// The drama by which hints show how names are written; where the catalogue in use lacks it, one
/// of its own takes the place.
pub const SHOWN: &str = "My Mister";

/// How many titles of a list a command names.
const LISTED: usize = 8;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Answered.
    Answered = 0,
    /// Failed.
    Failed = 1,
    /// Misused.
    Misused = 2,
}

/// What went wrong and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CliError {
    /// One sentence, or a line a mistake; empty when everything was said already.
    pub message: String,
    /// The next step; empty when there is none.
    pub hint: String,
    /// With which code to end.
    pub exit: Exit,
}

impl CliError {
    /// A failure.
    pub fn failed(message: impl Into<String>, hint: impl Into<String>) -> Self {
        let (message, hint) = (message.into(), hint.into());
        Self {
            message: one_line(&message).into_owned(),
            hint: one_line(&hint).into_owned(),
            exit: Exit::Failed,
        }
    }

    /// A failure with a line for each thing that is wrong.
    pub fn listed(lines: &[String], hint: impl Into<String>) -> Self {
        let lines: Vec<_> = lines.iter().map(|line| one_line(line)).collect();
        Self { message: lines.join("\n"), ..Self::failed("", hint) }
    }

    /// A misuse.
    pub fn misused(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { exit: Exit::Misused, ..Self::failed(message, hint) }
    }

    /// Ends with a code without another word.
    pub fn silent(exit: Exit) -> Self {
        Self { message: String::new(), hint: String::new(), exit }
    }

    /// What could not be done with a file, and why not.
    pub fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        let hint = match error.kind() {
            io::ErrorKind::NotFound => "check the path",
            io::ErrorKind::PermissionDenied => "check who may access it",
            io::ErrorKind::IsADirectory => "name a file, not a folder",
            io::ErrorKind::NotADirectory => "a file stands where a folder is named: check the path",
            io::ErrorKind::AlreadyExists => "name a folder",
            io::ErrorKind::InvalidData => "save it as UTF-8",
            io::ErrorKind::StorageFull => "free some space",
            _ => "",
        };
        Self::failed(format!("cannot {doing} `{}`: {}", path.display(), plain(error)), hint)
    }

    /// A catalogue without a drama.
    pub fn no_drama(path: &Path) -> Self {
        let message = format!("the catalogue `{}` has no drama", path.display());
        Self::failed(message, "add `[[drama]]` entries to it")
    }

    /// Mistakes in the text of a catalogue, the first of them in full.
    pub fn mistakes(mistakes: &[Diagnostic], path: &Path) -> Self {
        Self::listed(&told("catalogue", mistakes, path), mended(mistakes, path))
    }
}

/// What a damaged index file means.
pub fn damaged(path: &Path, at: usize) -> CliError {
    let path = path.display();
    let message = match at {
        0 => format!("the index file `{path}` was changed while it was in use"),
        at => format!("the index file `{path}` is damaged at byte {at}"),
    };
    CliError::failed(message, "`tropewise index TABLE -o FILE` compiles it anew")
}

/// The text that bytes are.
///
/// # Errors
/// When they are no UTF-8; `name` and the line are told.
pub fn utf8(bytes: Vec<u8>, name: &str, hint: &str) -> Result<String, CliError> {
    String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let valid = &bytes[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        let what = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "this is UTF-16, not UTF-8",
            _ => "this is no UTF-8 text",
        };
        CliError::failed(format!("{name}:{line}: {what}"), hint)
    })
}

/// The error without "(os error 28)".
fn plain(error: &io::Error) -> String {
    let text = match error.kind() {
        // The library's own words differ from those of the system.
        io::ErrorKind::IsADirectory => "is a directory".to_owned(),
        io::ErrorKind::InvalidData => "this is no UTF-8 text".to_owned(),
        _ => error.to_string(),
    };
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Whether a path is a folder or is called as text of a catalogue is.
pub fn is_toml(path: &Path) -> bool {
    path.is_dir() || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

impl From<EncodeError> for CliError {
    fn from(error: EncodeError) -> Self {
        let hint = match &error {
            EncodeError::TitlesAlone { titles } => {
                let named: Vec<String> =
                    titles.iter().take(LISTED).map(|title| quoted(title)).collect();
                format!(
                    "`tropewise like {}` asks for dramas like them; to encode them, write below \
                    each title what happens in it",
                    named.join(" ")
                )
            }
            EncodeError::NoTrope => {
                format!("{}; `tropewise tropes` lists what is known", error.hint())
            }
            _ => error.hint().to_owned(),
        };
        Self::failed(error.to_string(), hint)
    }
}

/// What to do next, naming the command that helps where there is one.
pub fn hint(error: &QueryError) -> String {
    let command = match error.code() {
        _ if !error.near().is_empty() => None,
        ErrorCode::UnknownTitle => Some("`tropewise dramas WORD` searches the catalogue"),
        ErrorCode::UnknownTrope => Some(
            "`tropewise tropes` lists them all, `tropewise tropes --warnings` the content warnings",
        ),
        ErrorCode::UnknownService => {
            Some("`tropewise show \"My Mister\"` shows how services are written")
        }
        ErrorCode::UnknownPerson => {
            Some("`tropewise show \"My Mister\"` shows how people are written")
        }
        ErrorCode::DamagedCatalogue => Some("`tropewise index TABLE -o FILE` compiles it anew"),
        _ => None,
    };
    if let QueryError::PersonAsTitle { person, .. } = error {
        return format!("`tropewise score --with \"{person}\"` asks for dramas with a person");
    }
    if let QueryError::TropeAsTitle { trope, .. } = error {
        return format!("`tropewise score {trope}` asks for dramas with a trope");
    }
    if let QueryError::TropeAsPerson { trope, .. } = error {
        return format!(
            "`--avoid {trope}` leaves out what has it, `--require {trope}` asks for it"
        );
    }
    command.map_or_else(|| error.hint(), str::to_owned)
}

impl From<QueryError> for CliError {
    fn from(error: QueryError) -> Self {
        let exit = match &error {
            QueryError::Title(_)
            | QueryError::UnknownTrope { .. }
            | QueryError::UnknownPerson { .. }
            | QueryError::PersonAsTitle { .. }
            | QueryError::TropeAsTitle { .. }
            | QueryError::TropeAsPerson { .. }
            | QueryError::UnknownService { .. }
            | QueryError::ZeroVector { .. }
            | QueryError::Damaged { .. } => Exit::Failed,
            _ => Exit::Misused,
        };
        Self { exit, ..Self::failed(error.to_string(), hint(&error)) }
    }
}

impl From<IndexError> for CliError {
    fn from(error: IndexError) -> Self {
        let hint = match &error {
            IndexError::Io { path, source } => return Self::io("read", path, source),
            IndexError::Foreign { .. } => "`tropewise index CATALOG -o FILE` makes one",
            IndexError::BigEndian => "use the catalogue it was made from",
            IndexError::Version { .. } | IndexError::Length { .. } | IndexError::Damaged { .. } => {
                "`tropewise index TABLE -o FILE` compiles it anew"
            }
        };
        Self::failed(error.to_string(), hint)
    }
}

impl From<OpenError> for CliError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Read(error) => error.into(),
            OpenError::Index(error) => error.into(),
            OpenError::Damaged(error) => error.into(),
            OpenError::Empty { path } => Self::no_drama(&path),
            OpenError::Mistakes { path, overlay: true, mistakes } => {
                let redefines = |mistake: &Diagnostic| mistake.message.starts_with("the trope ");
                let hint = match mistakes.iter().any(redefines) {
                    true => "an overlay adds dramas and tropes; it cannot redefine a trope".into(),
                    false => mended(&mistakes, &path),
                };
                Self::listed(&told("overlay", &mistakes, &path), hint)
            }
            OpenError::Mistakes { path, mistakes, .. } => Self::mistakes(&mistakes, &path),
            OpenError::Catalog(_) => {
                Self::failed(error.to_string(), "every drama needs an id of its own")
            }
            _ => Self::failed(error.to_string(), ""),
        }
    }
}

impl From<Damaged> for CliError {
    fn from(error: Damaged) -> Self {
        Self::failed(error.to_string(), "`tropewise index TABLE -o FILE` compiles it anew")
    }
}

impl From<TableError> for CliError {
    fn from(error: TableError) -> Self {
        match &error {
            TableError::Nothing => Self::misused(
                error.to_string(),
                "give `--judgements FILE` with the columns source_id and recommended_id",
            ),
            TableError::Io { path, source } => Self::io("read", path, source),
            _ => Self::failed(error.to_string(), error.hint()),
        }
    }
}

impl From<ReadError> for CliError {
    fn from(error: ReadError) -> Self {
        match &error {
            ReadError::Io { path, source } => Self::io("read", path, source),
            ReadError::NoCatalogue { .. } => Self::failed(
                error.to_string(),
                "name a folder with `dramas/*.toml`, or a single file of dramas",
            ),
            ReadError::Table { path } => {
                let path = path.display();
                let hint = format!(
                    "`tropewise dramas --catalog {path}` asks the table alone; an overlay is \
                    a file like examples/data/my-dramas.toml"
                );
                Self::failed(error.to_string(), hint)
            }
            ReadError::Compiled { path } => {
                let hint = format!("`tropewise dramas --catalog {}` asks it alone", path.display());
                Self::failed(error.to_string(), hint)
            }
            ReadError::NotText(told) => {
                let at = &told.at;
                let message = format!("{}:{}:{}: {}", at.path, at.line, at.column, told.message);
                Self::failed(message, told.hint.clone())
            }
        }
    }
}
