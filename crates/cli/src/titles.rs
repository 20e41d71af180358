//! Titles as people type them at a prompt.

use tropewise::QueryError;
use tropewise::catalog::{Catalog, DramaIdx, TitleError};

use crate::console::note;
use crate::error::CliError;

/// The titles as typed; or, when they are no titles but the words of one that was not quoted, that
/// one.
pub fn titles(typed: &[String], catalog: &Catalog) -> Vec<String> {
    if typed.len() < 2 {
        return typed.to_vec();
    }
    let unknown =
        |title: &String| matches!(catalog.resolve(title), Err(TitleError::Unknown { .. }));
    let joined = typed.join(" ");
    let meant = match catalog.resolve(&joined) {
        Ok(found) => !found.forgiven,
        Err(error) => matches!(error, TitleError::Ambiguous { .. }),
    };
    let words = typed.iter().all(|word| !word.trim().is_empty());
    if words && meant && typed.iter().any(unknown) {
        return vec![joined];
    }
    typed.to_vec()
}

/// The drama a title means; a forgiven typing error is told.
///
/// # Errors
/// When the title is unknown or ambiguous.
pub fn resolve(catalog: &Catalog, title: &str) -> Result<DramaIdx, CliError> {
    let found = catalog.resolve(title).map_err(QueryError::from)?;
    if found.forgiven {
        note(&format!("`{title}` is taken for `{}`", catalog.drama(found.drama).heading()));
    }
    Ok(found.drama)
}
