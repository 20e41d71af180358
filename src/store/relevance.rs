//! What rankings are measured against: judgements, pools and tables of labels as CSV files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::catalog::{Catalog, DramaIdx};

/// Where judgements are read from.
#[derive(Debug, Clone, Default)]
pub struct JudgementFiles {
    /// Judgements: CSV with the columns `source_id` and `recommended_id`.
    pub judgements: Option<PathBuf>,
    /// The dramas to rank: CSV, the ids in the first column; without it, all of the catalogue.
    pub pool: Option<PathBuf>,
    /// A folder with `human_recs.csv` and `pool.csv` for what is not named by itself.
    pub folder: Option<PathBuf>,
}

/// Judgements as they were read.
#[derive(Debug, Clone, Default)]
pub struct JudgedPairs {
    /// The file of judgements.
    pub path: PathBuf,
    /// A seed and a drama recommended after it.
    pub pairs: Vec<(DramaIdx, DramaIdx)>,
    /// The dramas on which rankings are compared.
    pub pool: BTreeSet<DramaIdx>,
    /// Ids that the catalogue does not have; they were passed over.
    pub unknown: BTreeSet<String>,
}

/// Why a table cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TableError {
    /// No file of judgements was named.
    #[error("there is nothing to measure against")]
    Nothing,
    /// The operating system refused.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A column is missing.
    #[error("`{}` has no column `{column}`", path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// There is nothing in the file.
    #[error("`{}` is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is no CSV.
    #[error("`{}{}` {}", path.display(), place(*line), fault.in_words())]
    NotCsv {
        /// The file.
        path: PathBuf,
        /// Counted from 1, where it is known.
        line: Option<u64>,
        /// What is wrong with it.
        fault: CsvFault,
    },
}

/// What is wrong with a CSV file.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CsvFault {
    /// It is no text in any encoding.
    Binary,
    /// It is not UTF-8.
    Encoding,
    /// A row has more or fewer columns than the first line.
    Columns {
        /// Columns of the row.
        found: u64,
        /// Columns of the first line.
        expected: u64,
    },
    /// Something else.
    Other,
}

impl CsvFault {
    fn in_words(self) -> &'static str {
        match self {
            Self::Binary => "is no text",
            Self::Encoding => "is no UTF-8 text",
            Self::Columns { .. } | Self::Other => "cannot be read as CSV",
        }
    }
}

fn place(line: Option<u64>) -> String {
    line.map_or(String::new(), |line| format!(":{line}"))
}

impl TableError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Nothing => "name a file with the columns source_id and recommended_id".into(),
            Self::Io { .. } => String::new(),
            Self::NoColumn { column, .. } => {
                format!("the first line names the columns; one of them has to be `{column}`")
            }
            Self::Empty { .. } => "give comma-separated values with a header".into(),
            Self::NotCsv { fault: CsvFault::Encoding, .. } => "save the file as UTF-8".into(),
            Self::NotCsv { fault: CsvFault::Columns { found, expected }, .. } => {
                format!("the row has {found} columns, the first line {expected}")
            }
            Self::NotCsv { fault: CsvFault::Other | CsvFault::Binary, .. } => {
                "give comma-separated values with a header".into()
            }
        }
    }
}

/// Reads judgements. Ids that the catalogue does not have are passed over and told.
///
/// # Errors
/// [`TableError`] when no file is named or a file cannot be read.
pub fn read_judgements(
    files: &JudgementFiles,
    catalog: &Catalog,
) -> Result<JudgedPairs, TableError> {
    let within = |name: &str| files.folder.as_ref().map(|folder| folder.join(name));
    let path = files.judgements.clone().or_else(|| within("human_recs.csv"));
    let path = path.ok_or(TableError::Nothing)?;
    let mut read = JudgedPairs { path: path.clone(), ..JudgedPairs::default() };
    match files.pool.clone().or_else(|| within("pool.csv")) {
        None => read.pool = catalog.indices().collect(),
        Some(path) => {
            for id in first_column(&path)? {
                let found = find(catalog, &id, &mut read.unknown);
                read.pool.extend(found);
            }
        }
    }
    let needed = ["source_id", "recommended_id"];
    for row in read_table_with(&path, &needed)? {
        let column = |column: &'static str| {
            row.get(column).ok_or_else(|| TableError::NoColumn { path: path.clone(), column })
        };
        let (seed, recommended) = (column("source_id")?, column("recommended_id")?);
        let seed = find(catalog, seed, &mut read.unknown);
        let recommended = find(catalog, recommended, &mut read.unknown);
        read.pairs.extend(seed.zip(recommended));
    }
    Ok(read)
}

/// A drama by number, `mdl:` number or id; what is not found is noted.
fn find(catalog: &Catalog, id: &str, unknown: &mut BTreeSet<String>) -> Option<DramaIdx> {
    let found = find_exactly(catalog, id);
    if found.is_none() {
        unknown.insert(id.to_owned());
    }
    found
}

/// A drama by number, `mdl:` number or id, never by a forgiven title.
fn find_exactly(catalog: &Catalog, id: &str) -> Option<DramaIdx> {
    let number = id.trim().strip_prefix("mdl:").unwrap_or(id.trim());
    let name =
        if number.parse::<u32>().is_ok() { format!("mdl:{number}") } else { number.to_owned() };
    catalog.named(&name).ok().flatten()
}

/// The labels of dramas: those in some columns of the rows of a table with the column `mdl_id`,
/// separated by bars, each with its column before it.
#[doc(hidden)]
#[must_use]
pub fn labels(
    rows: &[HashMap<String, String>],
    columns: &[&str],
    catalog: &Catalog,
) -> BTreeMap<DramaIdx, BTreeSet<String>> {
    let mut table: BTreeMap<DramaIdx, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let drama = row.get("mdl_id").and_then(|id| find_exactly(catalog, id));
        let Some(drama) = drama else { continue };
        let mut labels = BTreeSet::new();
        for column in columns {
            for label in row.get(*column).map_or("", String::as_str).split('|') {
                let label = label.trim().to_lowercase();
                if !label.is_empty() {
                    labels.insert(format!("{column}:{label}"));
                }
            }
        }
        table.insert(drama, labels);
    }
    table
}

/// The rows of a CSV file by column name.
///
/// # Errors
/// [`TableError`] when the file cannot be read.
#[doc(hidden)]
pub fn read_table(path: &Path) -> Result<Vec<HashMap<String, String>>, TableError> {
    read_table_with(path, &[])
}

/// The same of a file that has to have some columns, even where it has no row.
fn read_table_with(
    path: &Path,
    needed: &[&'static str],
) -> Result<Vec<HashMap<String, String>>, TableError> {
    let mut reader = open(path)?;
    let header = reader.headers().map_err(|error| not_csv(path, error))?;
    if let Some(column) = needed.iter().find(|column| !header.iter().any(|name| name == **column)) {
        return Err(TableError::NoColumn { path: path.to_owned(), column });
    }
    reader.deserialize().collect::<Result<_, _>>().map_err(|error| not_csv(path, error))
}

/// The first column of a CSV file, without its name.
fn first_column(path: &Path) -> Result<Vec<String>, TableError> {
    let mut reader = open(path)?;
    let mut ids = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| not_csv(path, error))?;
        ids.push(row.get(0).unwrap_or_default().to_owned());
    }
    Ok(ids)
}

/// A file as a table, once it is known to be text: no folder, not empty, in UTF-8.
fn open(path: &Path) -> Result<csv::Reader<io::Cursor<Vec<u8>>>, TableError> {
    let io = |source| TableError::Io { path: path.to_owned(), source };
    if fs::metadata(path).map_err(io)?.is_dir() {
        return Err(io(io::ErrorKind::IsADirectory.into()));
    }
    let bytes = fs::read(path).map_err(io)?;
    if bytes.trim_ascii().is_empty() {
        return Err(TableError::Empty { path: path.to_owned() });
    }
    if bytes.contains(&0) {
        let (path, fault) = (path.to_owned(), CsvFault::Binary);
        return Err(TableError::NotCsv { path, line: None, fault });
    }
    if let Err(error) = std::str::from_utf8(&bytes) {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
        let (path, fault) = (path.to_owned(), CsvFault::Encoding);
        return Err(TableError::NotCsv { path, line: Some(line), fault });
    }
    Ok(csv::Reader::from_reader(io::Cursor::new(bytes)))
}

fn not_csv(path: &Path, error: csv::Error) -> TableError {
    let path = path.to_owned();
    let line = error.position().map(csv::Position::line);
    let fault = match error.into_kind() {
        csv::ErrorKind::Io(source) => return TableError::Io { path, source },
        csv::ErrorKind::Utf8 { .. } => CsvFault::Encoding,
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            CsvFault::Columns { found: len, expected: expected_len }
        }
        _ => CsvFault::Other,
    };
    TableError::NotCsv { path, line, fault }
}
