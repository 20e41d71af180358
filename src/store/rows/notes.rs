//! What reading a table has to tell beside its rows.

use std::fmt;

use super::columns::list;

/// Something that a reader of rows decided or passed over, for a person to know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowNote {
    /// Columns were guessed; what is read from which columns.
    Guessed {
        /// Names of fields, each with its columns.
        read: Vec<(&'static str, Vec<String>)>,
    },
    /// There is no column of ids; they are made of the titles.
    IdsFromTitles {
        /// How many bear a year or a number, since the title alone was taken.
        numbered: u64,
    },
    /// Years are taken from titles such as `Plum House (2016)`.
    YearsFromTitles,
    /// Columns or fields that mean nothing and are passed over.
    Unknown {
        /// `column` or `field`.
        what: &'static str,
        /// Their names.
        names: Vec<String>,
    },
    /// Columns or fields that stand twice; the first is read.
    Twice {
        /// `column` or `field`.
        what: &'static str,
        /// Their names.
        names: Vec<String>,
    },
    /// Columns in which a mark separates that stands within names as well.
    Separated {
        /// Columns, each with the mark.
        columns: Vec<(String, char)>,
    },
    /// Cells of guessed columns that say nothing that could be read, and were passed over.
    Unread {
        /// Columns, each with how many.
        cells: Vec<(String, u64)>,
    },
    /// Lines above the row that names the columns, which were passed over.
    Above {
        /// The line that names the columns.
        line: u64,
    },
    /// Rows that end before the last column; what they lack was read as empty.
    Short {
        /// How many.
        rows: u64,
    },
    /// Rows that name no trope, such as sums below a table.
    NoTropes {
        /// How many.
        rows: u64,
        /// The line of the first.
        first: u64,
    },
    /// Trope names that are in no vocabulary and were left out.
    TropesSkipped {
        /// How many names.
        names: u64,
        /// How often all of them stand.
        places: u64,
        /// The most frequent ones, each with how often it stands.
        first: Vec<(String, u64)>,
    },
    /// Trope names that are in no vocabulary and were taken as new tropes.
    TropesNew {
        /// How many.
        names: u64,
    },
}

impl fmt::Display for RowNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guessed { read } => {
                let entry = |(field, columns): &(&str, Vec<String>)| {
                    let columns: Vec<String> =
                        columns.iter().map(|name| list(std::slice::from_ref(name))).collect();
                    format!("{field} from {}", columns.join(" and "))
                };
                let read: Vec<String> = read.iter().map(entry).collect();
                write!(f, "columns are guessed: {}", read.join(", "))
            }
            Self::IdsFromTitles { numbered: 0 } => {
                f.write_str("there is no column of ids; they are made of the titles")
            }
            Self::IdsFromTitles { numbered } => write!(
                f,
                "there is no column of ids; they are made of the titles, {numbered} of them \
                 with a year or a number since the title stands more than once"
            ),
            Self::YearsFromTitles => {
                f.write_str("years are taken from titles such as `Title (2016)`")
            }
            Self::Unknown { what, names } if names.len() == 1 => {
                write!(f, "the {what} {} means nothing here and is passed over", list(names))
            }
            Self::Unknown { what, names } => {
                write!(f, "the {what}s {} mean nothing here and are passed over", list(names))
            }
            Self::Twice { what, names } if names.len() > 1 => {
                write!(f, "the {what}s {} stand twice; the first is read", list(names))
            }
            Self::Twice { what, names } => {
                write!(f, "the {what} {} stands twice; the first is read", list(names))
            }
            Self::Separated { columns } => {
                let entry = |(column, mark): &(String, char)| {
                    let mark = if *mark == ' ' { "blanks".into() } else { format!("`{mark}`") };
                    format!("{mark} in {}", list(std::slice::from_ref(column)))
                };
                let columns: Vec<String> = columns.iter().map(entry).collect();
                write!(f, "entries are taken apart at {}", columns.join(", at "))
            }
            Self::Unread { cells } => {
                let entry = |(column, cells): &(String, u64)| {
                    format!("{} ({cells})", list(std::slice::from_ref(column)))
                };
                let cells: Vec<String> = cells.iter().map(entry).collect();
                write!(f, "cells that cannot be read are passed over in {}", cells.join(", "))
            }
            Self::Above { line } => {
                write!(f, "line {line} names the columns; what stands above it is passed over")
            }
            Self::Short { rows: 1 } => {
                f.write_str("1 row ends before the last column; what it lacks is read as empty")
            }
            Self::Short { rows } => {
                write!(f, "{rows} rows end before the last column; what they lack is read as empty")
            }
            Self::NoTropes { rows: 1, first } => write!(f, "1 row has no trope: line {first}"),
            Self::NoTropes { rows, first } => {
                write!(f, "{rows} rows have no trope, the first in line {first}")
            }
            Self::TropesSkipped { names, places, first } => {
                let first: Vec<String> = first
                    .iter()
                    .map(|(name, places)| {
                        format!("{} ({places})", list(std::slice::from_ref(name)))
                    })
                    .collect();
                let (s, are) = if *names == 1 { ("", "is") } else { ("s", "are") };
                let often = if *names > first.len() as u64 { "most often " } else { "" };
                let in_places =
                    if *places == 1 { "1 place".to_owned() } else { format!("{places} places") };
                write!(
                    f,
                    "{names} unknown trope name{s} in {in_places} {are} left out: {often}{}",
                    first.join(", ")
                )
            }
            Self::TropesNew { names: 1 } => f.write_str("1 trope is new"),
            Self::TropesNew { names } => write!(f, "{names} tropes are new"),
        }
    }
}
