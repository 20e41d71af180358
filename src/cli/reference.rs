//! What rankings are measured against: judgements, pools and community tags as CSV files.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, DramaIdx};
use crate::eval::{Judgements, TagTable};
use crate::report::counted;

use super::console::note;
use super::error::CliError;

/// Where judgements are read from.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// Judgements: CSV with the columns `source_id` and `recommended_id`.
    pub judgements: Option<PathBuf>,
    /// The dramas to rank: CSV, the ids in the first column; without it, all of the catalogue.
    pub pool: Option<PathBuf>,
    /// A folder with `human_recs.csv`, `pool.csv` and `dramas.csv` for what is not named by itself.
    pub folder: Option<PathBuf>,
}

/// Reads judgements. Ids that the catalogue does not have are passed over with a note.
///
/// # Errors
/// When no file is named, a file cannot be read, or no seed has three recommended dramas of the pool.
pub fn judgements(files: &Files, catalog: &Catalog) -> Result<Judgements, CliError> {
    let within = |name: &str| files.folder.as_ref().map(|folder| folder.join(name));
    let Some(path) = files.judgements.clone().or_else(|| within("human_recs.csv")) else {
        let hint = "give `--judgements FILE` with the columns source_id and recommended_id";
        return Err(CliError::misused("there is nothing to measure against", hint));
    };
    let pool_path: Option<PathBuf> = files.pool.clone().or_else(|| within("pool.csv"));
    let mut unknown = BTreeSet::new();
    let mut find = |id: &str| {
        find(catalog, id).or_else(|| {
            unknown.insert(id.to_owned());
            None
        })
    };
    let pool: BTreeSet<DramaIdx> = match &pool_path {
        None => catalog.indices().collect(),
        Some(path) => first_column(path)?.iter().filter_map(|id| find(id)).collect(),
    };
    let mut pairs = Vec::new();
    for row in rows(&path)? {
        let column = |name: &str| {
            let missing = || {
                CliError::failed(
                    format!("`{}` has no column `{name}`", path.display()),
                    "name it in the first line",
                )
            };
            row.get(name).ok_or_else(missing)
        };
        let (seed, recommended) = (column("source_id")?, column("recommended_id")?);
        pairs.extend(find(seed).zip(find(recommended)));
    }
    if !unknown.is_empty() {
        note(&format!("{} not in the catalogue passed over", counted(unknown.len(), "id")));
    }
    let judgements = Judgements::new(pairs, pool);
    if judgements.relevant.is_empty() {
        let message =
            format!("`{}` has no seed with three recommended dramas of the pool", path.display());
        return Err(CliError::failed(
            message,
            "ids are MyDramaList numbers or ids of the catalogue",
        ));
    }
    Ok(judgements)
}

/// A drama by number, `mdl:` number or id, never by a forgiven title.
fn find(catalog: &Catalog, id: &str) -> Option<DramaIdx> {
    let number = id.trim().strip_prefix("mdl:").unwrap_or(id.trim());
    let name =
        if number.parse::<u32>().is_ok() { format!("mdl:{number}") } else { number.to_owned() };
    catalog.resolve(&name).ok().filter(|found| !found.forgiven).map(|found| found.drama)
}

/// The labels in some columns of the rows of a table of dramas, separated by bars.
#[must_use]
pub fn tags(rows: &[HashMap<String, String>], columns: &[&str], catalog: &Catalog) -> TagTable {
    let mut table = TagTable::new();
    for row in rows {
        let Some(drama) = row.get("mdl_id").and_then(|id| find(catalog, id)) else { continue };
        let labels = columns.iter().flat_map(|column| {
            let list = row.get(*column).map_or("", String::as_str).split('|');
            list.map(|tag| tag.trim().to_lowercase())
                .filter(|tag| !tag.is_empty())
                .map(move |tag| format!("{column}:{tag}"))
        });
        table.insert(drama, labels.collect());
    }
    table
}

/// The rows of a CSV file by column name.
///
/// # Errors
/// When the file cannot be read.
pub fn rows(path: &Path) -> Result<Vec<HashMap<String, String>>, CliError> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| not_csv(path, error))?;
    reader.deserialize().collect::<Result<_, _>>().map_err(|error| not_csv(path, error))
}

/// The first column of a CSV file, without its name.
fn first_column(path: &Path) -> Result<Vec<String>, CliError> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| not_csv(path, error))?;
    let first = |row: csv::StringRecord| row.get(0).unwrap_or_default().to_owned();
    reader
        .records()
        .map(|row| row.map(first))
        .collect::<Result<_, _>>()
        .map_err(|error| not_csv(path, error))
}

fn not_csv(path: &Path, error: csv::Error) -> CliError {
    let line = error.position().map_or(String::new(), |at| format!(":{}", at.line()));
    let message = format!("`{}{line}` cannot be read as CSV", path.display());
    match error.into_kind() {
        csv::ErrorKind::Io(error) => CliError::io("read", path, &error),
        csv::ErrorKind::Utf8 { .. } => CliError::failed(message, "save the file as UTF-8"),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => CliError::failed(
            message,
            format!("the row has {len} columns, the first line {expected_len}"),
        ),
        _ => CliError::failed(message, "give comma-separated values with a header"),
    }
}
