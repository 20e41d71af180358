//! `tropewise check`.

use std::path::Path;

use crate::report::{CheckReport, counted};
use tropewise::store::text::{CatalogFiles, Severity, parse};

use crate::args::Common;
use crate::error::{CliError, Exit};
use crate::lookup::positive;
use crate::output::Output;

/// Runs `check`: mistakes on stdout, the count on stderr.
///
/// # Errors
/// When there are errors; warnings alone pass.
pub fn check(path: &Path, common: &Common) -> Result<Output, CliError> {
    if common.catalog.is_some() || common.overlay.is_some() {
        let hint = "name it as `tropewise check PATH`";
        return Err(CliError::misused("check takes the catalogue as its argument", hint));
    }
    let sources = CatalogFiles::read(path)?;
    let shipped = tropewise_dramas::catalog();
    let parsed = parse(&sources, Some(shipped.vocabulary()));
    if parsed.dramas.is_empty() && parsed.errors.is_empty() {
        return Err(CliError::no_drama(path));
    }
    let mut found = parsed.check();
    let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = found.len() - errors;
    found.truncate(positive(common.k)?.unwrap_or(usize::MAX));
    let tropes = parsed.vocabulary.vocabulary.len();
    let size = [counted(parsed.dramas.len(), "drama"), counted(tropes, "trope")];
    let verdict = [counted(errors, "error"), counted(warnings, "warning")];
    let verdict = format!("{}: {}; {}", path.display(), size.join(", "), verdict.join(", "));
    let output = Output::report(&CheckReport { found }, common.format).note(verdict);
    Ok(if errors > 0 { output.then(CliError::silent(Exit::Failed)) } else { output })
}
