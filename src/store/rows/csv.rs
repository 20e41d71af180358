//! Rows of CSV.

use std::io::Read;

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::catalog::fields::{FIELDS, Field, Need, Shape, Value};
use crate::catalog::{Date, Kind, Occurrence, Warning};

use super::Wrong;
use super::row::{NamedTrope, Row, TROPES, WARNINGS};

pub(super) struct CsvRows {
    reader: Reader<Box<dyn Read>>,
    /// The facts that have a column, and where it stands.
    facts: Vec<(&'static Field, usize)>,
    /// Where the tropes stand.
    tropes: usize,
    /// Where the warnings stand.
    warnings: Option<usize>,
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
        let place = |name: &str| names.iter().position(|column| column == name);
        let of = |field: &'static Field| {
            let named = std::iter::once(&field.name).chain(field.also);
            Some((field, named.copied().find_map(place)?))
        };
        let facts: Vec<_> = FIELDS.iter().filter_map(of).collect();
        let has = |name: &str| name == TROPES || facts.iter().any(|(field, _)| field.name == name);
        let needed = FIELDS.iter().filter(|field| field.need == Need::Must);
        let missing = needed.map(|field| field.name).find(|name| !has(name));
        let (None, Some(tropes)) = (missing, place(TROPES)) else {
            let message = format!("there is no column `{}`", missing.unwrap_or(TROPES));
            return Err(Wrong::new(message, "the first line names the columns: id,title,tropes"));
        };
        let warnings = place(WARNINGS);
        let known = |at: usize| {
            at == tropes || Some(at) == warnings || facts.iter().any(|(_, own)| *own == at)
        };
        let unknown = names.iter().enumerate().filter(|(at, _)| !known(*at));
        let unknown = unknown.map(|(_, name)| name.clone()).collect();
        let record = StringRecord::new();
        Ok(Self { reader, facts, tropes, warnings, unknown, record, failed: false })
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
        let cell = |at: usize| self.record.get(at).unwrap_or_default().trim();
        let mut facts = Vec::new();
        for (field, at) in &self.facts {
            if !cell(*at).is_empty() {
                facts.push((*field, value(field, cell(*at))?));
            }
        }
        let tropes = list(cell(self.tropes)).map(strength).collect::<Result<_, _>>()?;
        let warnings = self.warnings.map_or("", cell);
        let warnings = list(warnings).map(warning).collect::<Result<_, _>>()?;
        Ok(Row { facts, tropes, warnings })
    }
}

/// The entries of a cell, separated by bars or semicolons.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['|', ';']).map(str::trim).filter(|entry| !entry.is_empty())
}

/// What a cell that is not empty says of a fact.
fn value(field: &Field, cell: &str) -> Result<Value, Wrong> {
    let wrong = |hint: &str| {
        let (name, expected) = (field.name, field.shape.expected());
        Wrong::new(format!("{name} must be {expected}, not `{}`", cell.escape_debug()), hint)
    };
    let empty = "or leave it empty";
    Ok(match field.shape {
        Shape::Slug | Shape::Text | Shape::Word(_) => Value::Text(cell.to_owned()),
        Shape::Texts | Shape::People | Shape::Offers | Shape::Origins => {
            Value::Texts(list(cell).map(str::to_owned).collect())
        }
        Shape::Whole(..) => Value::Number(cell.parse().map_err(|_| wrong(empty))?),
        Shape::Decimal(_) => {
            let number: f64 = cell.parse().map_err(|_| wrong(empty))?;
            Value::hundredths(number).ok_or_else(|| wrong(empty))?
        }
        Shape::Day => {
            let day = Date::parse(cell);
            Value::Day(day.ok_or_else(|| wrong("write it as 2019-12-14, or leave it empty"))?)
        }
        Shape::Flag(_) => match cell.to_lowercase().as_str() {
            "true" | "yes" | "1" => Value::Flag(true),
            "false" | "no" | "0" => Value::Flag(false),
            _ => return Err(wrong(empty)),
        },
    })
}

/// `WARNING:once`, and where after a second colon.
fn warning(entry: &str) -> Result<Warning, Wrong> {
    let mut parts = entry.splitn(3, ':').map(str::trim);
    let id = parts.next().unwrap_or_default().to_owned();
    let occurs = parts.next().and_then(Occurrence::of).ok_or_else(|| {
        let message = format!("the warning `{}` has no occurrence", entry.escape_debug());
        Wrong::new(message, "write warnings as `suicide:once|bullying:recurring:episode 3`")
    })?;
    Ok(Warning { id, occurs, place: parts.next().unwrap_or_default().to_owned() })
}

/// `TROPE` at full strength, or `TROPE:STRENGTH`, and `:spoiler` after that where it gives the end away.
fn strength(entry: &str) -> Result<NamedTrope, Wrong> {
    let marked = entry.strip_suffix(":spoiler");
    let spoiler = marked.is_some();
    let entry = marked.unwrap_or(entry);
    let Some((name, strength)) = entry.rsplit_once(':') else {
        return Ok(NamedTrope { name: entry.to_owned(), strength: 1.0, spoiler });
    };
    let strength = strength.trim();
    let number = strength.parse().map_err(|_| {
        let message =
            format!("the strength of `{}` must be a number, not `{strength}`", name.trim());
        Wrong::new(message, "write tropes as `time-travel:0.8|divorce:1`")
    })?;
    Ok(NamedTrope { name: name.trim().to_owned(), strength: number, spoiler })
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
