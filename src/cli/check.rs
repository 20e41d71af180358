//! `tropewise check`.

use std::path::Path;

use crate::catalog::Catalog;
use crate::report::CheckReport;
use crate::store::text::{Severity, Sources, parse};

use super::args::Common;
use super::catalog::shipped;
use super::console::{note, print};
use super::error::{CliError, Exit};
use super::lookup::positive;

/// Runs `check`: mistakes on stdout, the count on stderr.
///
/// # Errors
/// When there are errors; warnings alone pass.
pub fn check(path: &Path, common: &Common) -> Result<(), CliError> {
    let sources = Sources::read(path)?;
    let shipped = shipped().ok();
    let parsed = parse(&sources, shipped.as_ref().map(Catalog::vocabulary));
    let mut found = parsed.check();
    let errors = found
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count();
    let warnings = found.len() - errors;
    found.truncate(positive(common.k)?.unwrap_or(usize::MAX));
    print(&CheckReport { found }, common.format)?;
    let size = format!(
        "{} dramas, {} tropes",
        parsed.dramas.len(),
        parsed.vocabulary.vocabulary.len()
    );
    note(&format!(
        "{}: {size}, {errors} errors, {warnings} warnings",
        path.display()
    ));
    if errors > 0 {
        Err(CliError::silent(Exit::Failed))
    } else {
        Ok(())
    }
}
