//! Rows of JSON: one object a line, or an array of objects.

use std::collections::VecDeque;
use std::io::{BufRead, Cursor, Read};

use crate::lines::{LONGEST, Lines};

use super::cell::Cell;
use super::columns::Columns;
use super::input::{Bytes, reason};
use super::literal::literal;
use super::shapes::{Fields, header, row_under, rows_of};
use super::{Refused, Wrong};

/// A file of one value, in bytes, is read up to this size.
const MOST_BYTES: usize = 32_000_000;

const FORM: &str = "a row is {\"id\": ..., \"title\": ..., \"tropes\": {\"time-travel\": 0.8}}";

/// A row with the text that it was read from.
#[derive(Debug)]
pub(super) struct Object {
    pub fields: Vec<(String, Cell)>,
    pub text: String,
}

/// Where the objects stand. Rows of Parquet are objects too.
pub(super) enum JsonRows {
    Lines(Lines<Bytes>),
    Array(Array),
    /// Read already, each with its line.
    Whole(VecDeque<(u64, Object)>),
    #[cfg(feature = "parquet")]
    Parquet(super::parquet::ParquetRows),
}

impl JsonRows {
    pub fn lines(input: Bytes) -> Self {
        Self::Lines(Lines::new(input))
    }

    pub fn array(input: Bytes) -> Self {
        Self::Array(Array { input, line: 1, state: State::Before, names: None, begun: false })
    }

    /// The rows of values that are read as a whole, since one may be all of the file. What is
    /// larger than that, or is no JSON, is read line by line.
    pub fn value(mut input: Bytes, told: &Columns) -> Result<Self, Wrong> {
        let mut bytes = Vec::new();
        let read = input.by_ref().take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| Wrong::new(format!("cannot be read: {}", reason(&error)), ""))?;
        if bytes.len() <= MOST_BYTES
            && let Some(rows) = values(&bytes, told)
        {
            return Ok(Self::Whole(rows));
        }
        Ok(Self::lines(Box::new(Cursor::new(bytes).chain(input))))
    }

    /// The next row; blank lines are passed over.
    pub fn next(&mut self) -> Option<(u64, Result<Object, Refused>)> {
        let lines = match self {
            Self::Array(array) => return array.next(),
            Self::Whole(rows) => return rows.pop_front().map(|(line, row)| (line, Ok(row))),
            #[cfg(feature = "parquet")]
            Self::Parquet(rows) => return rows.next(),
            Self::Lines(lines) => lines,
        };
        let line = match lines.next()? {
            Ok(line) => line,
            Err(error) => {
                let wrong = Wrong::new(format!("cannot be read: {}", reason(&error)), "");
                return Some((lines.number() as u64, Err(Refused::end(wrong))));
            }
        };
        let row = match line.bytes {
            Some(bytes) => object(bytes),
            None => {
                let message = format!("longer than {LONGEST} bytes");
                let wrong = Wrong::new(message, "one drama stands on one line");
                Err(Refused::row(wrong, String::new()))
            }
        };
        Some((line.number as u64, row))
    }
}

fn breaks(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// A row that stands within a larger value: its texts, by which it is found again.
fn told_again(fields: &Fields) -> String {
    let texts = fields.iter().filter_map(|(name, cell)| match cell {
        Cell::Text(text) => Some(format!("{name}: {text}")),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(", ")
}

/// The rows of the values in a file; `None` where they are not all JSON objects.
fn values(bytes: &[u8], told: &Columns) -> Option<VecDeque<(u64, Object)>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut rows = VecDeque::new();
    let (mut line, mut from) = (1, 0);
    let mut stream = serde_json::Deserializer::from_slice(bytes).into_iter::<Cell>();
    while let Some(value) = stream.next() {
        let Ok(Cell::Object(fields)) = value else { return None };
        let to = stream.byte_offset();
        let read = bytes.get(from..to)?;
        let own = read.trim_ascii_start();
        let begun = line + breaks(&read[..read.len() - own.len()]);
        line += breaks(read);
        from = to;
        // Several values are rows, whatever is within them.
        let alone = rows.is_empty() && bytes[to..].trim_ascii().is_empty();
        match alone.then(|| rows_of(&fields, told)).flatten() {
            None => {
                let text = String::from_utf8_lossy(own).into_owned();
                rows.push_back((begun, Object { fields, text }));
            }
            Some(list) => rows.extend(
                list.into_iter()
                    .map(|fields| (begun, Object { text: told_again(&fields), fields })),
            ),
        }
    }
    Some(rows)
}

/// The object that a text writes, in JSON or as Python writes it.
fn object(bytes: Vec<u8>) -> Result<Object, Refused> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let message = format!("byte {} is not valid UTF-8", error.utf8_error().valid_up_to() + 1);
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        Refused::row(Wrong::new(message, "save the file as UTF-8"), text)
    })?;
    let read = serde_json::from_str(&text).or_else(|error| literal(&text).ok_or(error));
    let wrong = match read {
        Ok(Cell::Object(fields)) => return Ok(Object { fields, text }),
        Ok(_) => Wrong::new("a row must be an object, with `{` and `}` around it", FORM),
        Err(error) => syntax(&error, &text),
    };
    Err(Refused::row(wrong, text.trim().to_owned()))
}

/// What is wrong with the text, and in which column, counted in characters.
fn syntax(error: &serde_json::Error, text: &str) -> Wrong {
    let reason = error.to_string();
    let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column().saturating_sub(1));
    let column = before.map_or(error.column(), |before| before.chars().count() + 1);
    let reason = match reason {
        reason if reason.starts_with("EOF while parsing") => "the object is not closed",
        "trailing characters" => "something stands behind the object",
        "expected ident" => "expected a value",
        reason => reason,
    };
    let message = match error.line() {
        0 | 1 => format!("{reason} (column {column})"),
        line => format!("{reason} (line {line} of the object, column {column})"),
    };
    Wrong::new(message, FORM)
}

/// The objects of one array, read one at a time. What is not JSON is taken up to the comma or
/// bracket that ends the element, as far as quotes and brackets say where that is.
pub(super) struct Array {
    input: Bytes,
    line: u64,
    state: State,
    /// The names of columns, in an array of lists whose first has them.
    names: Option<Vec<String>>,
    /// Whether an element was read.
    begun: bool,
}

#[derive(PartialEq)]
enum State {
    /// The array has not begun.
    Before,
    /// An element or the end follows.
    Within,
    /// Nothing follows.
    After,
}

impl Array {
    fn next(&mut self) -> Option<(u64, Result<Object, Refused>)> {
        let end = |array: &mut Self, line, message: &str, hint: &str| {
            array.state = State::After;
            Some((line, Err(Refused::end(Wrong::new(message, hint)))))
        };
        if self.state == State::After {
            return None;
        }
        loop {
            let line = self.line;
            match self.element() {
                Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
                    let message =
                        format!("the element that begins here is longer than {LONGEST} bytes");
                    return end(self, line, &message, "one drama is one object of the array");
                }
                Err(error) => {
                    return end(self, line, &format!("cannot be read: {}", reason(&error)), "");
                }
                Ok(Element { line, ended: None, .. }) => {
                    return end(
                        self,
                        line,
                        "the array that begins the file is not closed",
                        "end it with `]`",
                    );
                }
                Ok(Element { line, bytes, ended: Some(last) }) => {
                    if last {
                        self.state = State::After;
                    }
                    let empty = bytes.trim_ascii().is_empty();
                    let first = !self.begun;
                    self.begun |= !empty;
                    if first && !empty {
                        self.names = cells(&bytes).and_then(|cells| header(&cells));
                    } else if let Some(names) = &self.names
                        && let Some(cells) = cells(&bytes)
                    {
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        if cells.len() > names.len() {
                            let (have, want) = (cells.len(), names.len());
                            let message = format!("{have} cells where there are {want} columns");
                            return Some((line, Err(Refused::row(Wrong::new(message, ""), text))));
                        }
                        return Some((line, Ok(Object { fields: row_under(names, cells), text })));
                    }
                    if !(empty || first && self.names.is_some()) {
                        return Some((line, object(bytes)));
                    }
                    if last {
                        return None;
                    }
                }
            }
        }
    }

    /// Reads to the end of an element: `,`, or `]` after the last one.
    fn element(&mut self) -> std::io::Result<Element> {
        let mut element = Element { line: self.line, bytes: Vec::new(), ended: None };
        let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
        loop {
            let part = self.input.fill_buf()?;
            if part.is_empty() {
                return Ok(element);
            }
            let mut taken = 0;
            for byte in part {
                taken += 1;
                self.line += u64::from(*byte == b'\n');
                if self.state == State::Before {
                    if *byte == b'[' {
                        self.state = State::Within;
                    }
                    element.line = self.line;
                    continue;
                }
                if element.bytes.is_empty() && byte.is_ascii_whitespace() {
                    element.line = self.line;
                    continue;
                }
                if quoted {
                    quoted = escaped || *byte != b'"';
                    escaped = !escaped && *byte == b'\\';
                } else {
                    match byte {
                        b'"' => quoted = true,
                        b'{' | b'[' => depth += 1,
                        b',' | b']' if depth == 0 => {
                            element.ended = Some(*byte == b']');
                            break;
                        }
                        b'}' | b']' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                }
                element.bytes.push(*byte);
            }
            self.input.consume(taken);
            if element.ended.is_some() {
                return Ok(element);
            }
            if element.bytes.len() > LONGEST {
                return Err(std::io::ErrorKind::FileTooLarge.into());
            }
        }
    }
}

/// The cells of an element that is a list.
fn cells(bytes: &[u8]) -> Option<Vec<Cell>> {
    match serde_json::from_slice(bytes) {
        Ok(Cell::List(cells)) => Some(cells),
        _ => None,
    }
}

struct Element {
    line: u64,
    bytes: Vec<u8>,
    /// Whether it is the last one; `None` when the input ended within it.
    ended: Option<bool>,
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn array(text: &str) -> Vec<(u64, Result<usize, String>)> {
        let mut rows = JsonRows::array(Box::new(Cursor::new(text.to_owned())));
        std::iter::from_fn(|| rows.next())
            .map(|(line, row)| (line, row.map(|o| o.fields.len()).map_err(|r| r.wrong.message)))
            .collect()
    }

    #[test]
    fn an_array_is_read_one_object_at_a_time() {
        let text = "\u{feff} [\n {\"a\": \"]}\\\"\", \"b\": [1, {}]},\n\n  {}\n, {\"a\":\n1} ] ";
        assert_eq!(array(text), [(2, Ok(2)), (4, Ok(0)), (5, Ok(1))]);
        assert_eq!(array("[]"), []);
        assert_eq!(array("[ {} , ]"), [(1, Ok(0))]);
    }

    #[test]
    fn a_broken_element_does_not_hide_the_next() {
        let read = array("[{\"a\" 1},\n{\"b\": 2}, 3, {");
        assert_eq!(read[1], (2, Ok(1)));
        assert_eq!(read[0].1, Err("expected `:` (column 6)".into()));
        assert!(read[2].1.as_ref().unwrap_err().contains("must be an object"));
        assert_eq!(read[3], (2, Err("the array that begins the file is not closed".into())));
        assert_eq!(read.len(), 4);
    }

    #[test]
    fn lines_as_python_writes_them_are_read() {
        let mut rows = JsonRows::lines(Box::new(Cursor::new("{'a': None}\n{\"a\": NaN}\n[1]\n")));
        let fields =
            |row: Option<(u64, Result<Object, Refused>)>| row.unwrap().1.ok().map(|o| o.fields);
        let nothing = Some(vec![("a".to_owned(), Cell::Null)]);
        assert_eq!(fields(rows.next()), nothing);
        assert_eq!(fields(rows.next()), nothing);
        assert_eq!(fields(rows.next()), None);
    }
}
