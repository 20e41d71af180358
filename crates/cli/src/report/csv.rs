//! Comma-separated values (RFC 4180).

use super::sheet::Sheet;
use crate::shown::shown;

/// What a formula begins with, in any spreadsheet, also in full width.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The sheet with a header line.
#[must_use]
pub fn csv(sheet: &Sheet) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(&sheet.columns).and_then(|()| {
        sheet
            .rows
            .iter()
            .try_for_each(|row| writer.write_record(row.iter().map(|cell| guarded(cell))))
    });
    written.expect("writing to memory");
    String::from_utf8(writer.into_inner().expect("writing to memory")).expect("cells are text")
}

/// A cell as it is written: nothing in it steers, and no spreadsheet runs it.
///
/// Spreadsheets run a cell that begins like a formula; a leading apostrophe makes it text. The
/// reader of rows takes it away again, so a cell that had apostrophes there gets one more. Numbers
/// stay.
pub fn guarded(cell: &str) -> String {
    // White space at the front hides a formula from no spreadsheet; tabs and line breaks are
    // blanks.
    let blank = |c: char| if matches!(c, '\t' | '\r' | '\n') { ' ' } else { c };
    let cell: String = cell.chars().map(blank).collect();
    let cell = shown(&cell);
    let begins = cell.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    let formula = begins.starts_with(FORMULA) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_quotes_are_quoted_and_formulas_disarmed() {
        let mut sheet = Sheet::new(["a", "b"]);
        sheet.push(vec!["x, \"y\"".into(), "=1+1".into()]);
        sheet.push(vec!["-0.5".into(), "-x".into()]);
        assert_eq!(csv(&sheet), "a,b\n\"x, \"\"y\"\"\",'=1+1\n-0.5,'-x\n");
        for (cell, written) in [
            ("+1 (234)", "'+1 (234)"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "' =1"),
            ("\r=1", "' =1"),
            ("\u{200b}=1", "'=1"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
            ("＝1", "'＝1"),
            ("+0.5", "+0.5"),
            ("a\x1b[2Jb", "a�[2Jb"),
        ] {
            assert_eq!(guarded(cell), written);
        }
    }
}
