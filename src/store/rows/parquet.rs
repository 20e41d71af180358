//! Rows of a Parquet file. The file is read into memory whole: what it holds stands at its end.

use std::io::Read;

use parquet::errors::ParquetError;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};

use super::cell::Cell;
use super::input::{Bytes, reason};
use super::json::Object;
use super::{Refused, Wrong};

const HINT: &str = "write it as CSV or JSON lines, as with `pandas.read_parquet(...).to_csv(...)`";

/// Rows in the order of the file, counted from 1.
pub(super) struct ParquetRows {
    rows: RowIter<'static>,
    at: u64,
    ended: bool,
}

impl ParquetRows {
    pub fn new(mut input: Bytes) -> Result<Self, Wrong> {
        let mut bytes = Vec::new();
        input
            .read_to_end(&mut bytes)
            .map_err(|error| Wrong::new(format!("cannot be read: {}", reason(&error)), ""))?;
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).map_err(broken)?;
        Ok(Self { rows: RowIter::from_file_into(Box::new(reader)), at: 0, ended: false })
    }

    pub fn next(&mut self) -> Option<(u64, Result<Object, Refused>)> {
        if self.ended {
            return None;
        }
        let row = self.rows.next()?;
        self.at += 1;
        Some((
            self.at,
            match row {
                Ok(row) => Ok(Object { text: row.to_string(), fields: fields(&row) }),
                Err(error) => {
                    self.ended = true;
                    Err(Refused::end(broken(error)))
                }
            },
        ))
    }
}

fn broken(error: ParquetError) -> Wrong {
    Wrong::new(format!("the Parquet file cannot be read: {error}"), HINT)
}

fn fields(row: &Row) -> Vec<(String, Cell)> {
    row.get_column_iter().map(|(name, field)| (name.clone(), cell(field))).collect()
}

fn cell(field: &Field) -> Cell {
    match field {
        Field::Null => Cell::Null,
        Field::Bool(flag) => Cell::Flag(*flag),
        Field::Byte(number) => Cell::Whole((*number).into()),
        Field::Short(number) => Cell::Whole((*number).into()),
        Field::Int(number) => Cell::Whole((*number).into()),
        Field::Long(number) => Cell::Whole((*number).into()),
        Field::UByte(number) => Cell::Whole((*number).into()),
        Field::UShort(number) => Cell::Whole((*number).into()),
        Field::UInt(number) => Cell::Whole((*number).into()),
        Field::ULong(number) => Cell::Whole((*number).into()),
        Field::Float(number) => Cell::Number((*number).into()),
        Field::Double(number) => Cell::Number(*number),
        Field::Str(text) => Cell::Text(text.clone()),
        Field::Bytes(bytes) => Cell::Text(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::ListInternal(list) => Cell::List(list.elements().iter().map(cell).collect()),
        Field::Group(row) => Cell::Object(fields(row)),
        Field::MapInternal(map) => {
            let entry = |(name, value): &(Field, Field)| match name {
                Field::Str(name) => (name.clone(), cell(value)),
                name => (name.to_string(), cell(value)),
            };
            Cell::Object(map.entries().iter().map(entry).collect())
        }
        // Days, times and decimals are read as they are written.
        other => Cell::Text(other.to_string()),
    }
}
