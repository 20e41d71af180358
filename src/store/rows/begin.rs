//! From a source to rows as they stand: its form, its columns, and what the first rows show.

use std::collections::HashSet;
use std::io::Read;

use super::bad::{Refused, Wrong};
use super::columns::{self, Map};
use super::delimited::DelimitedRows;
use super::input::{self, Form};
use super::json::{JsonRows, Object};
use super::list::name_alone;
#[cfg(feature = "parquet")]
use super::parquet;
use super::record::Record;
use super::row::Habits;
use super::separators::Between;
use super::{Rows, Stage, shapes};

/// How many rows are looked at before the first one is given.
const LOOKED_AT: usize = 200;
/// How many names that stand twice are remembered.
const TWICE: usize = 100;

/// Where rows come from.
pub(super) enum Source {
    /// Nothing was read of it.
    New(Option<Box<dyn Read + Send>>),
    Delimited(Box<DelimitedRows>),
    Json(JsonRows),
}

impl Rows {
    /// Opens the source and looks at the first rows.
    pub(super) fn begin(&mut self) -> Result<(), (u64, Wrong)> {
        if let Source::New(input) = &mut self.source {
            let Some(input) = input.take() else { return Ok(()) };
            let (bytes, form) = input::open(input, &self.name).map_err(|wrong| (1, wrong))?;
            self.source = match form {
                #[cfg(feature = "parquet")]
                Form::Parquet => {
                    let rows = parquet::ParquetRows::new(bytes).map_err(|wrong| (1, wrong))?;
                    Source::Json(JsonRows::Parquet(rows))
                }
                #[cfg(not(feature = "parquet"))]
                Form::Parquet => return Err((1, no_parquet())),
                Form::JsonArray => Source::Json(JsonRows::array(bytes)),
                Form::JsonLines => Source::Json(JsonRows::lines(bytes)),
                Form::JsonValue => {
                    let rows = JsonRows::value(bytes, &self.columns).map_err(|wrong| (1, wrong))?;
                    Source::Json(rows)
                }
                Form::Delimited => {
                    let enough = |names: &[String]| Map::new(names, &self.columns, &[]).is_ok();
                    Source::Delimited(Box::new(DelimitedRows::new(bytes, &enough)?))
                }
            };
        }
        if let Source::Delimited(rows) = &self.source {
            for name in rows.columns().to_vec() {
                self.column(name);
            }
        }
        while self.looked_at.len() < LOOKED_AT
            && let Some(row) = self.advance()
        {
            self.looked_at.push_back(row);
        }
        let json = matches!(self.source, Source::Json(_));
        let has_object = self.looked_at.iter().any(|(_, row)| row.is_ok());
        if json && !has_object {
            // Nothing says what the fields are; the rows say what is wrong with them.
            return Ok(());
        }
        self.map = Map::new(&self.names, &self.columns, &self.twice).map_err(|mut wrong| {
            if json && wrong.missing_column && self.names.len() <= 1 {
                wrong.hint = format!(
                    "a row is an object with its fields, in an array or one a line; found is {}",
                    columns::list(&self.names)
                );
            }
            let first = self.looked_at.iter().find(|(_, row)| row.is_ok());
            (if json { first.map_or(1, |(line, _)| *line) } else { 1 }, wrong)
        })?;
        self.habits = Habits {
            has_ids: self.map.has("id"),
            has_years: self.map.has("year") || self.map.has("first_aired"),
        };
        self.between = (0..self.names.len()).map(|column| self.separators(column)).collect();
        Ok(())
    }

    /// The next row as it stands, its columns known.
    pub(super) fn advance(&mut self) -> Option<(u64, Result<Record, Refused>)> {
        match &mut self.source {
            Source::New(_) => None,
            Source::Delimited(rows) => {
                let (line, row) = rows.next()?;
                Some((line, row.map(Record::Cells)))
            }
            Source::Json(rows) => {
                let (line, row) = rows.next()?;
                let row = row.map(|mut object| {
                    if shapes::may_be_wrapped(&object.fields) {
                        object.fields = shapes::opened(&object.fields, &self.columns);
                    }
                    self.take_names(&mut object);
                    Record::Object(object)
                });
                Some((line, row))
            }
        }
    }

    /// Takes the names of an object's fields as columns. Of two with one name the first is kept.
    fn take_names(&mut self, object: &mut Object) {
        let mut met = HashSet::with_capacity(object.fields.len());
        let first: Vec<bool> =
            object.fields.iter().map(|(name, _)| met.insert(name.clone())).collect();
        if first.contains(&false) {
            let mut first = first.into_iter();
            object.fields.retain(|(name, _)| {
                let keep = first.next().unwrap_or(true);
                if !keep && self.twice.len() < TWICE && !self.twice.contains(name) {
                    self.twice.push(name.clone());
                }
                keep
            });
        }
        for (name, _) in &object.fields {
            if !self.places.contains_key(name) {
                self.column(name.clone());
            }
        }
    }

    fn column(&mut self, name: String) {
        let place = self.names.len();
        if self.stage == Stage::Reading {
            self.map.meet(place, &name);
        }
        let again = self.places.insert(name.clone(), place).is_some() && !name.is_empty();
        if again && self.twice.len() < TWICE {
            self.twice.push(name.clone());
        }
        self.names.push(name);
    }

    /// What separates the entries of a column, by the rows looked at.
    fn separators(&self, column: usize) -> Between {
        let Some(field) = self.map.target(column).filter(|field| field.is_list()) else {
            return Between { commas: false, mark: None };
        };
        let cells: Vec<&str> = self
            .looked_at
            .iter()
            .filter_map(|(_, row)| row.as_ref().ok()?.text_of(column, &self.names[column]))
            .collect();
        Between::shown(field, &cells, &|name| self.tropes.knows(&name_alone(name)))
    }
}

#[cfg(not(feature = "parquet"))]
fn no_parquet() -> Wrong {
    Wrong::new(
        "this is a Parquet file, which a build without the feature `parquet` does not read",
        "write it as CSV or JSON lines, as with `pandas.read_parquet(...).to_csv(...)`, or build \
         the program with `--features parquet`",
    )
}
