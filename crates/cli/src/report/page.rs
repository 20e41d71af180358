//! Text for people: a page of a given width.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets,
};

use crate::shown::{shown, shown_page};

/// Where a report for people is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Columns of the terminal.
    pub width: u16,
}

/// Styles; whoever prints strips them where they are not wanted.
pub const TITLE: Style = Style::new().bold();
/// Style of what matters less.
pub const FAINT: Style = Style::new().dimmed();
/// Style of scores.
pub const SCORE: Style = AnsiColor::Cyan.on_default();

/// A blank that no line ends at; written as a usual one.
const KEPT: &str = "\u{a0}";

/// Most characters of a line that are laid out: laying out takes the square of them. JSON and CSV
/// have the whole.
const LAID_OUT: usize = 4000;

/// A text in a style, line by line, so that wrapped cells keep it.
#[must_use]
pub fn styled(style: Style, text: &str) -> String {
    let line = |line| format!("{style}{}{style:#}", cut(shown(line)));
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// What a cell has room for, with nothing that steers.
fn cell(text: &str) -> String {
    let line = |line: &str| match line.contains('\x1b') {
        true => shown_page(line),
        false => cut(shown(line)).into_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// The beginning of a line that is too long.
fn cut(line: Cow<'_, str>) -> Cow<'_, str> {
    match line.char_indices().nth(LAID_OUT) {
        Some((end, _)) => Cow::Owned(format!("{}…", &line[..end])),
        None => line,
    }
}

/// Facts of which no line ends within one: `Disney+ Hotstar` cut in two would read as another
/// service.
#[must_use]
pub fn unbroken(facts: &str) -> String {
    let facts = facts.split(" · ").map(|fact| {
        let parts = fact.split(", ").map(|part| part.replace(' ', KEPT));
        parts.collect::<Vec<_>>().join(", ")
    });
    facts.collect::<Vec<_>>().join(" · ")
}

/// A number with its noun: `1 drama`, `2 dramas`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

impl Page {
    fn frameless(self) -> Table {
        let mut table = Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.width);
        table
    }

    /// A text wrapped to the page, with its line break at the end.
    #[must_use]
    pub fn paragraph(self, text: &str) -> String {
        let mut table = self.frameless();
        table.add_row([cell(text)]);
        table.column_iter_mut().for_each(|column| {
            column.set_padding((0, 0));
        });
        written(&table)
    }

    /// A table without frame, as wide as the page at most. Columns of `numeric` stand to the right.
    #[must_use]
    pub fn table(self, columns: &[&str], numeric: &[usize], rows: Vec<Vec<String>>) -> String {
        let mut table = self.frameless();
        table.set_header(columns.iter().map(|name| Cell::new(styled(FAINT, name))));
        for row in rows {
            table.add_row(row.iter().map(|text| cell(text)));
        }
        for (number, column) in table.column_iter_mut().enumerate() {
            if numeric.contains(&number) {
                column.set_cell_alignment(CellAlignment::Right);
                column.set_constraint(ColumnConstraint::ContentWidth);
            } else if number + 1 < columns.len() {
                // The last column, the reasons, takes what the others leave.
                column.set_constraint(ColumnConstraint::UpperBoundary(Width::Percentage(42)));
            }
            column.set_padding((0, 2));
        }
        written(&table)
    }
}

/// The lines of a table, none ending in blanks.
fn written(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().replace(KEPT, " ") + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_and_nothing_in_a_cell_steers() {
        let page = Page { width: 100 };
        let long = "x".repeat(10_000_000);
        let rows = vec![vec![long.clone(), styled(TITLE, &long), "a\x1b[2Jb\x07".to_owned()]];
        let table = page.table(&["A", "B", "C"], &[], rows);
        assert!(table.len() < 100_000 && table.contains('…'), "{} bytes", table.len());
        assert!(table.contains("a�[2Jb�"), "{table}");
        assert!(page.paragraph(&long).len() < 10_000);
    }
}
