//! Comma-separated values (RFC 4180).

use super::sheet::Sheet;

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

/// Spreadsheets run a cell that begins like a formula; a leading apostrophe makes it text.
pub fn guarded(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@'])
        || (cell.starts_with('-') && cell.parse::<f64>().is_err());
    if formula { format!("'{cell}") } else { cell.to_owned() }
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
    }
}
