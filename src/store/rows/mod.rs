//! Dramas as rows of a table: cells with a separator between them, one JSON object a line, or a
//! JSON array. Read one at a time, so that there may be any number of them.
//!
//! The first rows decide what the columns mean ([`Columns`]) and what separates the names in
//! a cell; what was decided by a guess is told ([`Rows::notes`]).

mod bad;
mod begin;
mod cell;
mod columns;
mod delimited;
mod fields;
mod ids;
mod input;
mod json;
mod list;
mod literal;
mod notes;
#[cfg(feature = "parquet")]
mod parquet;
mod record;
mod row;
mod separators;
mod shapes;
mod tropes;
mod value;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::catalog::{Drama, Vocabulary};

use super::text::ReadError;

pub use bad::BadRow;
use bad::{Refused, Wrong, diagnostic};
use begin::Source;
use cell::Cell;
pub use columns::Columns;
use columns::Map;
use fields::Field;
use ids::Ids;
pub use notes::RowNote;
use record::{Record, unguarded};
use row::{Habits, Row};
use separators::Between;
pub use tropes::{Tropes, UnknownTropes};

/// A drama with the line of its row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowDrama {
    /// The drama; its strengths are over the vocabulary of the reader.
    pub drama: Drama,
    /// Counted from 1.
    pub line: u64,
    /// The row as text, for a message about it that comes later.
    pub text: String,
}

/// Reads the dramas of rows.
pub struct Rows {
    name: String,
    source: Source,
    columns: Columns,
    tropes: Tropes,
    /// Names of columns, in the order in which they were met.
    names: Vec<String>,
    places: HashMap<String, usize>,
    twice: Vec<String>,
    map: Map,
    /// What separates the entries of a column.
    between: Vec<Between>,
    habits: Habits,
    ids: Ids,
    dated: bool,
    /// Cells of guessed columns that could not be read, by column.
    unread: BTreeMap<usize, u64>,
    /// Rows that end before the last column.
    short: u64,
    /// Rows without a trope, and the line of the first.
    without_tropes: (u64, u64),
    looked_at: VecDeque<(u64, Result<Record, Refused>)>,
    stage: Stage,
    keep_text: bool,
    /// What the tropes had to tell when they were taken out.
    told: Vec<RowNote>,
    /// Dramas given.
    given: u64,
}

#[derive(PartialEq)]
enum Stage {
    /// Nothing was read.
    New,
    /// It is known what columns mean.
    Reading,
    /// Nothing comes any more.
    Ended,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Whether the name of a file ends like one of rows: `.csv`, `.tsv`, `.tab`, `.psv`, `.txt`,
/// `.json`, `.jsonl`, `.ndjson`, `.parquet`, and each of them with `.gz` behind it. Files of other
/// programs that hold tables are counted among them, since the reader says what to do about them.
#[doc(hidden)]
#[must_use]
pub fn is_rows(path: &Path) -> bool {
    const ENDINGS: [&str; 14] = [
        "csv", "tsv", "tab", "psv", "txt", "json", "jsonl", "ndjson", "parquet", "xlsx", "xls",
        "ods", "zip", "gz",
    ];
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

impl Rows {
    /// Opens a file; trope names mean `tropes`.
    ///
    /// # Errors
    /// When the file cannot be opened. What is wrong with its bytes is told by
    /// [`next`](Iterator::next).
    pub fn open(path: &Path, tropes: Tropes) -> Result<Self, ReadError> {
        let io = |source| ReadError::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(io)?;
        if file.metadata().map_err(io)?.is_dir() {
            return Err(io(std::io::ErrorKind::IsADirectory.into()));
        }
        Ok(Self::read(file, &path.display().to_string(), tropes))
    }

    /// Reads rows from anything, at the first [`next`](Iterator::next). `name` stands in messages;
    /// its ending says what the bytes are where they do not say it themselves.
    #[must_use]
    pub fn read(input: impl Read + Send + 'static, name: &str, tropes: Tropes) -> Self {
        Self {
            name: name.to_owned(),
            source: Source::New(Some(Box::new(input))),
            columns: Columns::default(),
            tropes,
            names: Vec::new(),
            places: HashMap::new(),
            twice: Vec::new(),
            map: Map::default(),
            between: Vec::new(),
            habits: Habits { has_ids: true, has_years: true },
            ids: Ids::default(),
            dated: false,
            unread: BTreeMap::new(),
            short: 0,
            without_tropes: (0, 0),
            looked_at: VecDeque::new(),
            stage: Stage::New,
            keep_text: false,
            told: Vec::new(),
            given: 0,
        }
    }

    /// Says which columns mean what, before the first row is read.
    #[must_use]
    pub fn with_columns(self, columns: Columns) -> Self {
        Self { columns, ..self }
    }

    /// Keeps the text of every row beside its drama, and not only of bad ones.
    #[must_use]
    pub fn with_texts(self) -> Self {
        Self { keep_text: true, ..self }
    }

    /// What was guessed, left out or passed over in the rows read so far.
    #[must_use]
    pub fn notes(&self) -> Vec<RowNote> {
        if self.stage == Stage::New {
            return Vec::new();
        }
        let what = if matches!(self.source, Source::Json(_)) { "field" } else { "column" };
        let mut notes = Vec::new();
        if let Source::Delimited(rows) = &self.source
            && let Some(line) = rows.header()
        {
            notes.push(RowNote::Above { line });
        }
        notes.extend(self.map.notes(&self.names, what));
        if !self.habits.has_ids && self.map.has("title") {
            notes.push(RowNote::IdsFromTitles { numbered: self.ids.numbered() });
        }
        if self.dated {
            notes.push(RowNote::YearsFromTitles);
        }
        let apart =
            |(at, between): (usize, &Between)| Some((self.names[at].clone(), between.mark?));
        let columns: Vec<_> = self.between.iter().enumerate().filter_map(apart).collect();
        if !columns.is_empty() {
            notes.push(RowNote::Separated { columns });
        }
        if !self.unread.is_empty() {
            let cell = |(at, cells): (&usize, &u64)| (self.names[*at].clone(), *cells);
            notes.push(RowNote::Unread { cells: self.unread.iter().map(cell).collect() });
        }
        if self.short > 0 {
            notes.push(RowNote::Short { rows: self.short });
        }
        let (rows, first) = self.without_tropes;
        if rows > 0 {
            notes.push(RowNote::NoTropes { rows, first });
        }
        notes.extend(self.tropes.notes());
        notes.extend(self.told.iter().cloned());
        notes
    }

    /// Takes the vocabulary out, as far as it is known by the rows read; no row comes after it.
    #[must_use]
    pub fn take_vocabulary(&mut self) -> Vocabulary {
        self.stage = Stage::Ended;
        self.told = self.tropes.notes();
        let nothing = Tropes::known(Vocabulary::default());
        std::mem::replace(&mut self.tropes, nothing).into_vocabulary(self.given)
    }

    /// Whether the text of every row is kept.
    #[must_use]
    pub fn keeps_texts(&self) -> bool {
        self.keep_text
    }

    /// What is read, as it was named.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The drama of a row, or all that is wrong with it.
    fn drama(&mut self, record: &Record) -> Result<Drama, Wrong> {
        let mut row = Row::new();
        let mut unread = Vec::new();
        let mut set = |field: Field, column: usize, cell: &Cell| {
            let marked = if self.map.one_each(field) { cell.marked() } else { None };
            let named = marked.map(|has| match has {
                true => Cell::List(vec![Cell::Text(self.names[column].clone())]),
                false => Cell::Null,
            });
            let cell = named.as_ref().unwrap_or(cell);
            let between = self.between.get(column).copied().unwrap_or(Between::USUAL);
            let known = |name: &str| self.tropes.knows(name);
            match row.set(field, cell, between, &known) {
                Err(_) if self.map.may_lack(field) => unread.push(column),
                Err(wrong) => row.mistake(field, wrong.in_column(field, &self.names[column])),
                Ok(()) => {}
            }
        };
        match record {
            Record::Cells(cells) => {
                if cells.len() < self.names.len() {
                    if !self.map.enough(cells.len()) {
                        return Err(delimited::cells(cells.len(), self.names.len()));
                    }
                    self.short += 1;
                }
                for (field, column) in self.map.read() {
                    let text = cells.get(column).unwrap_or_default().trim();
                    if !text.is_empty() {
                        set(field, column, &Cell::Text(unguarded(text).to_owned()));
                    }
                }
            }
            Record::Object(object) => {
                for (name, cell) in &object.fields {
                    let column = self.places.get(name).copied();
                    let field = column.and_then(|column| self.map.target(column));
                    if let (Some(column), Some(field)) = (column, field) {
                        set(field, column, cell);
                    }
                }
            }
        }
        unread.into_iter().for_each(|column| *self.unread.entry(column).or_default() += 1);
        let (mut drama, dated) = row.into_drama(self.habits, &mut self.tropes)?;
        if drama.id.is_empty() {
            drama.id = self.ids.make(&drama.title, drama.year);
        } else if !self.habits.has_ids {
            self.ids.take(&drama.id);
        }
        self.dated |= dated;
        Ok(drama)
    }

    fn bad(&self, line: u64, wrong: Wrong, text: Option<String>) -> BadRow {
        let (unknown_tropes, missing_column) = (wrong.unknown_tropes, wrong.missing_column);
        let mistake = diagnostic(&self.name, line, wrong);
        BadRow { mistake, text, unknown_tropes, missing_column, same_id: false }
    }
}

impl Iterator for Rows {
    type Item = Result<RowDrama, BadRow>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stage == Stage::New {
            if let Err((line, wrong)) = self.begin() {
                self.stage = Stage::Ended;
                return Some(Err(self.bad(line, wrong, None)));
            }
            self.stage = Stage::Reading;
        }
        if self.stage == Stage::Ended {
            return None;
        }
        let (line, row) = match self.looked_at.pop_front() {
            Some(row) => row,
            None => self.advance()?,
        };
        let record = match row {
            Ok(record) => record,
            Err(Refused { wrong, text }) => {
                if text.is_none() {
                    self.stage = Stage::Ended;
                }
                return Some(Err(self.bad(line, wrong, text)));
            }
        };
        Some(match self.drama(&record) {
            Ok(drama) => {
                self.given += 1;
                if drama.strengths.is_empty() {
                    let (rows, first) = self.without_tropes;
                    self.without_tropes = (rows + 1, if rows == 0 { line } else { first });
                }
                let text = if self.keep_text { record.text() } else { String::new() };
                Ok(RowDrama { drama, line, text })
            }
            Err(wrong) => Err(self.bad(line, wrong, Some(record.text()))),
        })
    }
}
