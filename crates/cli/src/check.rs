//! `tropewise check`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use crate::report::{CheckReport, counted};
use tropewise::store::rows::{BadRow, Columns, Rows, Tropes, UnknownTropes, is_rows};
use tropewise::store::text::{
    CatalogFiles, Diagnostic, Location, ParsedDrama, Severity, lint_between, parse,
};

use crate::args::Common;
use crate::console::note;
use crate::error::{CliError, Exit, is_toml};
use crate::output::Output;
use crate::paths::is_standard;

/// What is checked when nothing is named: in the project's own folder, its catalogue.
pub const USUAL: &str = "./data";

/// Runs `check`: mistakes on stdout, the count on stderr.
///
/// # Errors
/// When there are errors; warnings alone pass.
pub fn check(path: &Path, columns: Option<&Columns>, common: &Common) -> Result<Output, CliError> {
    if common.catalog.is_some() || common.overlay.is_some() {
        let hint = "name it as `tropewise check PATH`";
        return Err(CliError::misused("check takes the catalogue as its argument", hint));
    }
    if path == Path::new(USUAL) && !path.exists() {
        let message = "there is no folder `data` here, which is checked when none is named";
        return Err(CliError::failed(message, "`tropewise check PATH` checks another catalogue"));
    }
    if is_rows(path) || is_standard(path) {
        return check_rows(path, columns, common);
    }
    if columns.is_some() {
        return Err(no_table("--columns"));
    }
    let sources = CatalogFiles::read(path)?;
    let shipped = tropewise_dramas::catalog();
    let parsed = parse(&sources, Some(shipped.vocabulary()));
    if parsed.dramas.is_empty() && parsed.errors.is_empty() {
        return Err(CliError::no_drama(path));
    }
    let size = [
        counted(parsed.dramas.len(), "drama"),
        counted(parsed.vocabulary.vocabulary.len(), "trope"),
    ];
    let found = parsed.check();
    if !is_toml(path) && !found.is_empty() {
        note("a table is read from a file called .csv, .tsv, .json or .jsonl");
    }
    told(path, found, &size, common)
}

/// Mistakes of a table; `index` finds the same.
fn check_rows(path: &Path, columns: Option<&Columns>, common: &Common) -> Result<Output, CliError> {
    let vocabulary = tropewise_dramas::catalog().vocabulary().clone();
    let tropes = Tropes::new(vocabulary, UnknownTropes::Refuse);
    let mut rows = open_rows(path, tropes)?.with_columns(columns.cloned().unwrap_or_default());
    let mut first: HashMap<String, u64> = HashMap::new();
    let (mut found, mut only_unknown, mut unmapped) = (Vec::new(), true, false);
    let mut sound = Vec::new();
    while let Some(row) = rows.next() {
        let bad = match row {
            Err(bad) => bad,
            Ok(row) => match first.entry(row.drama.id.clone()) {
                Entry::Occupied(met) => {
                    BadRow::same_id(rows.name(), met.key(), *met.get(), row.line, None)
                }
                Entry::Vacant(place) => {
                    place.insert(row.line);
                    let line = usize::try_from(row.line).unwrap_or(usize::MAX);
                    let at = Location { path: rows.name().to_owned(), line, column: 1 };
                    sound.extend(ParsedDrama::of_row(row.drama, at));
                    continue;
                }
            },
        };
        only_unknown &= bad.unknown_tropes;
        unmapped |= bad.missing_column;
        found.push(bad.mistake);
    }
    rows.notes().iter().for_each(|told| note(&told.to_string()));
    if unmapped {
        note("`--columns FIELD=COLUMN` says which column is which");
    }
    if only_unknown && !found.is_empty() {
        note("`tropewise index` with `--unknown-tropes new` takes unknown names as tropes");
    }
    found.extend(lint_between(&sound));
    told(Path::new(rows.name()), found, &[counted(first.len(), "sound row")], common)
}

/// Opens a table, or standard input.
pub fn open_rows(path: &Path, tropes: Tropes) -> Result<Rows, CliError> {
    if is_standard(path) {
        return Ok(Rows::read(std::io::stdin(), "standard input", tropes));
    }
    Ok(Rows::open(path, tropes)?)
}

/// What belongs to tables says nothing about other catalogues, and is not passed over in silence.
pub fn no_table(option: &str) -> CliError {
    let message = format!("`{option}` is for tables, and the catalogue is none");
    let hint = "leave it out, or name a .csv, .tsv, .json or .jsonl file";
    CliError::misused(message, hint)
}

/// What was found, and the count of it.
fn told(
    path: &Path,
    mut found: Vec<Diagnostic>,
    size: &[String],
    common: &Common,
) -> Result<Output, CliError> {
    let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = found.len() - errors;
    found.truncate(common.k.unwrap_or(usize::MAX));
    let verdict = [counted(errors, "error"), counted(warnings, "warning")];
    let verdict = format!("{}: {}; {}", path.display(), size.join(", "), verdict.join(", "));
    let output = Output::report(&CheckReport { found }, common.format).note(verdict);
    Ok(if errors > 0 { output.then(CliError::silent(Exit::Failed)) } else { output })
}
