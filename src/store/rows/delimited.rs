//! Rows of cells: CSV, and the same with tabs, semicolons or bars.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};

use super::input::{Bytes, reason};
use super::{Refused, Wrong};

/// The longest row read, in bytes. What is longer is a quote that nobody closed.
const LONGEST: u64 = 1 << 25;
/// Separators, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// In how many rows the names of the columns are looked for.
const HEADER_WITHIN: usize = 20;

/// Reads the rows of a table whose first line names the columns, or one below a few others.
pub(super) struct DelimitedRows {
    reader: Reader<Box<dyn Read + Send>>,
    columns: Vec<String>,
    /// Lines before those that the reader counts.
    before: u64,
    /// Bytes taken since the last row, and quotes met in all.
    counts: Arc<Counts>,
    /// Bytes before those that the reader counts.
    left_out: u64,
    record: ByteRecord,
    failed: bool,
    /// Rows read while the one that names the columns was looked for.
    ahead: VecDeque<Raw>,
    /// The line that names the columns, where it is not the first.
    header: Option<u64>,
}

/// A row with its line, not looked at yet; whether a quote in it is open at the end.
type Raw = (u64, Result<(ByteRecord, bool), Refused>);

impl DelimitedRows {
    /// Reads the names of the columns: the first row whose names are `enough`, or else the first
    /// row.
    pub fn new(input: Bytes, enough: &dyn Fn(&[String]) -> bool) -> Result<Self, (u64, Wrong)> {
        let counts = Arc::new(Counts::default());
        let lines =
            LineEnds { input, last: b'\n', skip: false, ended: false, counts: counts.clone() };
        let mut lines = BufReader::with_capacity(1 << 16, lines);
        let (mut first, mut before, mut left_out, mut told) = (Vec::new(), 0, 0, None);
        loop {
            first.clear();
            let read = lines
                .by_ref()
                .take(LONGEST)
                .read_until(b'\n', &mut first)
                .map_err(|error| (before + 1, unreadable(&error)))?;
            if first.starts_with("\u{feff}".as_bytes()) {
                first.drain(..3);
                left_out += 3;
            }
            let text = first.trim_ascii();
            if let Some(separator) = told_separator(text).filter(|_| told.is_none()) {
                // `sep=` and a tab: the tab was trimmed.
                told = Some(separator.first().copied().unwrap_or(b'\t'));
            } else if read == 0 || !text.is_empty() {
                break;
            }
            before += 1;
            left_out += first.len() as u64;
        }
        let separator = told.unwrap_or_else(|| separator(&first));
        let input: Box<dyn Read + Send> = Box::new(Cursor::new(first).chain(lines));
        let mut reader = ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .from_reader(input);
        let mut record = ByteRecord::new();
        reader.read_byte_record(&mut record).map_err(|error| (before + 1, wrong(&error)))?;
        let names = StringRecord::from_byte_record(record)
            .map_err(|_| (before + 1, Wrong::new("the first line is not valid UTF-8", SAVE)))?;
        counts.bytes.store(0, Ordering::Relaxed);
        let mut rows = Self {
            reader,
            columns: named(&names),
            before,
            counts,
            left_out,
            record: ByteRecord::new(),
            failed: false,
            ahead: VecDeque::new(),
            header: None,
        };
        if !enough(&rows.columns) {
            rows.find_header(enough);
        }
        Ok(rows)
    }

    /// Looks for the names of the columns in the rows below the first.
    fn find_header(&mut self, enough: &dyn Fn(&[String]) -> bool) {
        while self.ahead.len() < HEADER_WITHIN
            && let Some(row) = self.advance()
        {
            if let (line, Ok((record, false))) = &row
                && let Ok(names) = StringRecord::from_byte_record(record.clone())
                && enough(&named(&names))
            {
                self.columns = named(&names);
                self.header = Some(*line);
                self.ahead.clear();
                return;
            }
            self.ahead.push_back(row);
        }
    }

    /// The line that names the columns, where others stand above it.
    pub fn header(&self) -> Option<u64> {
        self.header
    }

    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The next row that has a cell with something in it.
    pub fn next(&mut self) -> Option<(u64, Result<StringRecord, Refused>)> {
        let row = self.ahead.pop_front();
        let (line, row) = match row {
            Some(row) => row,
            None => self.advance()?,
        };
        Some((line, row.and_then(|(record, open)| self.checked(record, open))))
    }

    fn advance(&mut self) -> Option<Raw> {
        loop {
            if self.failed {
                return None;
            }
            let read = self.reader.read_byte_record(&mut self.record);
            self.counts.bytes.store(0, Ordering::Relaxed);
            let after = self.reader.position().line();
            match read {
                Ok(false) => return None,
                Ok(true) if self.record.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) => {
                    let breaks =
                        self.record.as_slice().iter().filter(|b| **b == b'\n').count() as u64;
                    let open = breaks > 0 && self.quote_is_open();
                    // A row that is closed ends with a line break of its own.
                    let lines = breaks + u64::from(!open);
                    let line = self.before + after.saturating_sub(lines);
                    let record = std::mem::take(&mut self.record);
                    return Some((line, Ok((record, open))));
                }
                Err(error) => {
                    self.failed = true;
                    return Some((self.before + after, Err(Refused::end(wrong(&error)))));
                }
            }
        }
    }

    /// Whether the input has ended with this row and within a quote.
    fn quote_is_open(&self) -> bool {
        let all = self.counts.all.load(Ordering::Relaxed);
        let odd = self.counts.quotes.load(Ordering::Relaxed) % 2 == 1;
        odd && self.reader.position().byte() + self.left_out == all
    }

    fn checked(&mut self, record: ByteRecord, open: bool) -> Result<StringRecord, Refused> {
        let text = || joined(record.iter());
        if open {
            self.failed = true;
            let message =
                "a quote that is opened in this row is not closed before the end of the file";
            let hint = "close it, or write `\"\"` for a quote within a cell in quotes";
            return Err(Refused::end(Wrong::new(message, hint)));
        }
        let wanted = self.columns.len();
        let more = record.iter().skip(wanted).any(|cell| !cell.trim_ascii().is_empty());
        if more {
            return Err(Refused::row(cells(record.len(), wanted), text()));
        }
        StringRecord::from_byte_record(record).map_err(|error| {
            let at = error.utf8_error().field();
            let column = self.columns.get(at).map_or("", String::as_str);
            let message =
                format!("the cell of `{}` is not valid UTF-8", super::cell::shown(column));
            Refused::row(Wrong::new(message, SAVE), joined(error.into_byte_record().iter()))
        })
    }
}

/// A row with another number of cells than there are columns.
pub(super) fn cells(found: usize, wanted: usize) -> Wrong {
    let message = format!("{found} cells where there are {wanted} columns");
    Wrong::new(message, "put a cell that has separators or line breaks in quotes")
}

/// The names of columns, without empty ones at the end.
fn named(record: &StringRecord) -> Vec<String> {
    let mut names: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

const SAVE: &str = "save the file as UTF-8 (in Excel: \"CSV UTF-8\"), or `iconv -f WINDOWS-1252 \
    -t UTF-8 FILE > NEW` makes it that, for Korean `-f CP949`";

/// The cells of a row as CSV.
fn joined<'c>(cells: impl Iterator<Item = &'c [u8]>) -> String {
    let mut bytes = Vec::new();
    let mut writer = csv::Writer::from_writer(&mut bytes);
    // Memory takes everything.
    let written = writer.write_record(cells).and_then(|()| Ok(writer.flush()?));
    drop(writer);
    debug_assert!(written.is_ok());
    String::from_utf8_lossy(&bytes).trim_end().to_owned()
}

/// The cells of a row as CSV.
pub(super) fn text(record: &StringRecord) -> String {
    joined(record.as_byte_record().iter())
}

fn unreadable(error: &io::Error) -> Wrong {
    Wrong::new(format!("cannot be read: {}", reason(error)), "")
}

fn wrong(error: &csv::Error) -> Wrong {
    match error.kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let message = format!("a row here is longer than {LONGEST} bytes");
            Wrong::new(message, "close the quote that is opened in it")
        }
        csv::ErrorKind::Io(error) => unreadable(error),
        _ => Wrong::new("this is no row of a table", ""),
    }
}

/// The separator that a first line of spreadsheets tells: `sep=;`, in quotes or not.
fn told_separator(line: &[u8]) -> Option<&[u8]> {
    let bare = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\""));
    let (word, separator) = bare.unwrap_or(line).split_at_checked(4)?;
    (word.eq_ignore_ascii_case(b"sep=") && separator.len() <= 1).then_some(separator)
}

/// The separator that the first line has most of, outside quotes.
fn separator(line: &[u8]) -> u8 {
    let mut counts = [0usize; SEPARATORS.len()];
    let mut quoted = false;
    for byte in line {
        quoted ^= *byte == b'"';
        if let Some(at) = SEPARATORS.iter().position(|separator| separator == byte && !quoted) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let at = counts.iter().position(|count| *count == most).unwrap_or_default();
    SEPARATORS[at]
}

#[derive(Debug, Default)]
struct Counts {
    /// Since the last row.
    bytes: AtomicU64,
    all: AtomicU64,
    quotes: AtomicU64,
}

/// Gives every line the end `\n`, the last one too, so that lines are counted in one way.
struct LineEnds {
    input: Bytes,
    last: u8,
    /// Whether a `\n` at the start belongs to the `\r` before it.
    skip: bool,
    ended: bool,
    counts: Arc<Counts>,
}

impl Read for LineEnds {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let part = self.input.fill_buf()?;
            if part.is_empty() {
                let missing = !self.ended && self.last != b'\n' && !buffer.is_empty();
                self.ended = true;
                if missing {
                    buffer[0] = b'\n';
                    self.counts.all.fetch_add(1, Ordering::Relaxed);
                }
                return Ok(usize::from(missing));
            }
            let taken = part.len().min(buffer.len());
            let (mut filled, mut quotes) = (0, 0);
            for byte in &part[..taken] {
                let second = std::mem::replace(&mut self.skip, *byte == b'\r') && *byte == b'\n';
                if second {
                    continue;
                }
                quotes += u64::from(*byte == b'"');
                buffer[filled] = if *byte == b'\r' { b'\n' } else { *byte };
                filled += 1;
            }
            self.input.consume(taken);
            self.counts.quotes.fetch_add(quotes, Ordering::Relaxed);
            self.counts.all.fetch_add(filled as u64, Ordering::Relaxed);
            let bytes = self.counts.bytes.fetch_add(filled as u64, Ordering::Relaxed);
            if bytes > LONGEST {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            if filled > 0 {
                self.last = buffer[filled - 1];
                return Ok(filled);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
        let mut rows =
            DelimitedRows::new(Box::new(Cursor::new(text.to_owned())), &|_| true).ok().unwrap();
        let columns = rows.columns().to_vec();
        let mut read = Vec::new();
        while let Some((line, row)) = rows.next() {
            let cells = match row {
                Ok(row) => row.iter().map(str::to_owned).collect(),
                Err(refused) => vec![refused.wrong.message],
            };
            read.push((line, cells));
        }
        (columns, read)
    }

    #[test]
    fn every_line_end_counts_once_and_blank_lines_count() {
        let text = "id,title\n\n1,One\n2,\"a\nb\"\n \n,\n3,Three";
        for text in [text.to_owned(), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
            let (columns, read) = rows(&text);
            assert_eq!(columns, ["id", "title"]);
            let lines: Vec<u64> = read.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [3, 4, 8], "{text:?}");
            assert_eq!(read[1].1, ["2", "a\nb"]);
        }
    }

    #[test]
    fn separators_are_told_or_found() {
        for text in [
            "a;b;c\n1;2;3\n",
            "a\tb\tc\n1\t2\t3",
            "a|b|c\n1|2|3\n",
            "sep=,\r\na,b,c\r\n1,2,3",
            "sep=;\na;b;c\n1;2;3",
            "\u{feff}sep=\t\na\tb\tc\n1\t2\t3",
            "\"Sep=;\"\na;b;c\n1;2;3",
            "\u{feff}\"a\";\"b\";c\n1;\"2\";3",
            "\n\na,b,c,\n1,2,3,\n",
        ] {
            let (columns, read) = rows(text);
            assert_eq!(columns, ["a", "b", "c"], "{text:?}");
            assert_eq!(read[0].1[..3], ["1", "2", "3"], "{text:?}");
            let line = text.trim_end().matches('\n').count() as u64 + 1;
            assert_eq!(read[0].0, line, "{text:?}");
        }
    }

    #[test]
    fn rows_of_another_length_and_open_quotes_are_told() {
        let (_, read) = rows("a,b\n1,2,\n1,2,3\n4,\"5\n6,7\n");
        let told: Vec<&str> = read.iter().map(|(_, cells)| cells[0].as_str()).collect();
        assert_eq!(told[..2], ["1", "3 cells where there are 2 columns"]);
        assert!(told[2].contains("is not closed") && read[2].0 == 4 && read.len() == 3, "{read:?}");
    }
}
