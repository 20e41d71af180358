//! Rows of CSV.

use std::io::Read;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::Wrong;
use super::row::{Named, Row};

/// The columns that mean something.
const COLUMNS: [&str; 17] = [
    "id",
    "title",
    "tropes",
    "native_title",
    "aliases",
    "series",
    "year",
    "episodes",
    "network",
    "streaming",
    "mdl",
    "leads",
    "writers",
    "directors",
    "followers",
    "summary",
    "reviewed",
];
/// Those without which a row is no drama.
const NEEDED: usize = 3;

pub(super) struct CsvRows {
    reader: Reader<Box<dyn Read>>,
    /// Where each of [`COLUMNS`] stands.
    places: [Option<usize>; COLUMNS.len()],
    unknown: Vec<String>,
    record: StringRecord,
    failed: bool,
}

impl CsvRows {
    /// Reads the names of the columns.
    pub fn new(input: Box<dyn Read>) -> Result<Self, Wrong> {
        let mut reader = ReaderBuilder::new().from_reader(input);
        let header = reader.headers().map_err(|error| wrong(&error))?;
        let names: Vec<String> = header
            .iter()
            .map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase())
            .collect();
        let places = COLUMNS.map(|column| names.iter().position(|name| name == column));
        if let Some(missing) = places[..NEEDED].iter().position(Option::is_none) {
            let message = format!("there is no column `{}`", COLUMNS[missing]);
            return Err(Wrong::new(message, "the first line names the columns: id,title,tropes"));
        }
        let unknown = names.into_iter().filter(|name| !COLUMNS.contains(&name.as_str())).collect();
        Ok(Self { reader, places, unknown, record: StringRecord::new(), failed: false })
    }

    pub fn unknown_columns(&self) -> &[String] {
        &self.unknown
    }

    pub fn next(&mut self) -> Option<(u64, Result<Row, Wrong>)> {
        if self.failed {
            return None;
        }
        let line = self.reader.position().line();
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {
                let line = self.record.position().map_or(line, csv::Position::line);
                Some((line, self.row()))
            }
            Ok(false) => None,
            Err(error) => {
                // After a wrong number of cells the next row can be read; after anything else nothing.
                self.failed = !matches!(error.kind(), csv::ErrorKind::UnequalLengths { .. });
                let line = error.position().map_or(line, csv::Position::line);
                Some((line, Err(wrong(&error))))
            }
        }
    }

    fn row(&self) -> Result<Row, Wrong> {
        let cell = |column: usize| {
            self.places[column].and_then(|at| self.record.get(at)).unwrap_or_default().trim()
        };
        let text = |column: usize| cell(column).to_owned();
        let known = |column: usize| Some(cell(column)).filter(|text| !text.is_empty());
        Ok(Row {
            id: text(0),
            title: text(1),
            tropes: Named(list(cell(2)).map(strength).collect::<Result<_, _>>()?),
            native_title: text(3),
            aliases: list(cell(4)).map(str::to_owned).collect(),
            series: known(5).map(str::to_owned),
            year: number(COLUMNS[6], known(6))?,
            episodes: number(COLUMNS[7], known(7))?,
            network: list(cell(8)).map(str::to_owned).collect(),
            streaming: list(cell(9)).map(str::to_owned).collect(),
            mdl: number(COLUMNS[10], known(10))?,
            leads: list(cell(11)).map(str::to_owned).collect(),
            writers: list(cell(12)).map(str::to_owned).collect(),
            directors: list(cell(13)).map(str::to_owned).collect(),
            followers: number(COLUMNS[14], known(14))?,
            summary: text(15),
            reviewed: match known(16).map(str::to_lowercase).as_deref() {
                None => None,
                Some("true" | "yes" | "1") => Some(true),
                Some("false" | "no" | "0") => Some(false),
                Some(other) => {
                    let message = format!("reviewed must be true or false, not `{other}`");
                    return Err(Wrong::new(message, "or leave it empty"));
                }
            },
        })
    }
}

/// The entries of a cell, separated by bars or semicolons.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['|', ';']).map(str::trim).filter(|entry| !entry.is_empty())
}

/// `TROPE` at full strength, or `TROPE:STRENGTH`.
fn strength(entry: &str) -> Result<(String, f32), Wrong> {
    let Some((name, strength)) = entry.rsplit_once(':') else {
        return Ok((entry.to_owned(), 1.0));
    };
    let strength = strength.trim();
    let number = strength.parse().map_err(|_| {
        let message =
            format!("the strength of `{}` must be a number, not `{strength}`", name.trim());
        Wrong::new(message, "write tropes as `time-travel:0.8|divorce:1`")
    })?;
    Ok((name.trim().to_owned(), number))
}

fn number<T: std::str::FromStr>(column: &str, text: Option<&str>) -> Result<Option<T>, Wrong> {
    let parse = |text: &str| {
        text.parse().map_err(|_| {
            let message = format!("{column} must be a whole number, not `{text}`");
            Wrong::new(message, "or leave it empty")
        })
    };
    text.map(parse).transpose()
}

/// The error without its place, which is told with the file.
fn wrong(error: &csv::Error) -> Wrong {
    match error.kind() {
        csv::ErrorKind::Io(error) => Wrong::new(format!("cannot be read: {error}"), ""),
        csv::ErrorKind::Utf8 { .. } => Wrong::new("not valid UTF-8", "save the file as UTF-8"),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            let message = format!("{len} cells where there are {expected_len} columns");
            Wrong::new(message, "quote cells that hold commas: \"a, b\"")
        }
        _ => Wrong::new(error.to_string(), ""),
    }
}
