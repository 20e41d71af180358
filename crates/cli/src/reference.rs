//! What rankings are measured against, as `evaluate` reads it.

use tropewise::catalog::Catalog;
use tropewise::eval::Judgements;
use tropewise::store::relevance::{JudgementFiles, read_judgements};

use crate::console::note;
use crate::error::CliError;
use crate::report::counted;

/// Reads judgements. Ids that the catalogue does not have are passed over with a note.
///
/// # Errors
/// When no file is named, a file cannot be read, or no seed has three recommended dramas of the
/// pool.
pub fn judgements(files: &JudgementFiles, catalog: &Catalog) -> Result<Judgements, CliError> {
    let read = read_judgements(files, catalog)?;
    if !read.unknown.is_empty() {
        note(&format!("{} not in the catalogue passed over", counted(read.unknown.len(), "id")));
    }
    let path = read.path.display().to_string();
    let judgements = Judgements::new(read.pairs, read.pool);
    if judgements.relevant.is_empty() {
        let message = format!("`{path}` has no seed with three recommended dramas of the pool");
        return Err(CliError::failed(
            message,
            "ids are MyDramaList numbers or ids of the catalogue",
        ));
    }
    Ok(judgements)
}
