//! Tables in plain text: lines of as many cells, between tabs, or between commas or semicolons with
//! quotes around some.

use std::ops::Range;

use super::block::{Block, Kind};
use super::outline::Outline;
use super::passage::Passage;

/// How many lines say whether a text is a table.
const LOOKED_AT: usize = 200;
/// The fewest lines and columns of a table.
const FEWEST: usize = 3;
/// The longest row with line ends within quotes, in bytes.
const LONGEST: usize = 8_000;
/// The longest name of a column, in bytes.
const NAME: usize = 40;

/// What separates the cells of a text that is a table; `None` where it is none.
pub fn separator(text: &str) -> Option<char> {
    ['\t', ',', ';'].into_iter().find(|separator| {
        let rows = || rows(text, *separator).filter(|row| !row.trim().is_empty());
        let lines = || rows().take(LOOKED_AT);
        let Some(first) = lines().next() else { return false };
        let columns = cells(first, *separator).len();
        columns >= FEWEST
            && lines().nth(FEWEST - 1).is_some()
            && (*separator == '\t' || lines().any(|line| line.contains('"')))
            && lines().all(|line| cells(line, *separator).len() == columns)
    })
}

/// Reads a table into an outline; `start` is where the text begins in the source.
pub fn read(text: &str, start: usize, separator: char, outline: &mut Outline<'_>) {
    let (mut row, mut at) = (0, 0);
    for line in rows(text, separator) {
        let mut whole = Passage::default();
        whole.push(line, start + at);
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        row += 1;
        let cells = cells(line, separator);
        let head = row == 1 && cells.iter().all(|cell| cell.len() <= NAME);
        for (column, cell) in (0..).zip(cells) {
            let kind = Kind::Cell { row, column, head };
            outline.push(Block { kind, text: whole.part(cell), alone: true, ..Block::default() });
        }
    }
}

/// The rows of a table: lines, and what stands in quotes over several.
fn rows(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut left = text;
    std::iter::from_fn(move || {
        let line = left.split_inclusive('\n').next()?;
        let (mut end, mut quoted) = (0, false);
        for line in left.split_inclusive('\n') {
            end += line.len();
            quoted ^=
                separator != '\t' && line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
            if !quoted || end > LONGEST {
                break;
            }
        }
        // A quote that nothing closes opens nothing.
        let (row, rest) = left.split_at(if quoted { line.len() } else { end });
        left = rest;
        Some(row)
    })
}

/// The cells of a line, without the quotes around them.
fn cells(line: &str, separator: char) -> Vec<Range<usize>> {
    let (mut cells, mut from, mut quoted) = (Vec::new(), 0, false);
    let line = line.trim_end_matches(['\r', '\n']);
    for (at, c) in line.char_indices() {
        quoted ^= c == '"' && separator != '\t';
        if c == separator && !quoted {
            cells.push(from..at);
            from = at + c.len_utf8();
        }
    }
    cells.push(from..line.len());
    let bare = |cell: Range<usize>| {
        let said = &line[cell.clone()];
        let quoted = said.len() > 1 && said.starts_with('"') && said.ends_with('"');
        if quoted { cell.start + 1..cell.end - 1 } else { cell }
    };
    cells.into_iter().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_as_many_cells_are_a_table() {
        let csv = "\"no\",\"title\",\"note\"\n1,\"Quay\",\"a boat, lost\"\n2,Pier,\n";
        assert_eq!(separator(csv), Some(','));
        assert_eq!(separator("no\ttitle\tnote\n1\tQuay\ta \"boat\n2\tPier\t\n"), Some('\t'));
        for text in ["a, b, c\nd, e, f\ng, h, i\n", "\"a\",b,c\nd,e,f\n", "\"a\",b\nc,d\ne,f\n"] {
            assert_eq!(separator(text), None, "{text}");
        }
        let long = "no,title,note\n1,Quay,\"a boat\nis lost\"\n2,Pier,\"\"\n";
        assert_eq!(separator(long), Some(','));
        assert_eq!(rows(long, ',').nth(1), Some("1,Quay,\"a boat\nis lost\"\n"));
        assert_eq!(rows("a \"b\nc\n", ',').collect::<Vec<_>>(), ["a \"b\n", "c\n"]);
        let line = "1,\"Quay, old\",\"a boat\"\r\n";
        let read: Vec<&str> = cells(line, ',').into_iter().map(|cell| &line[cell]).collect();
        assert_eq!(read, ["1", "Quay, old", "a boat"]);
    }
}
