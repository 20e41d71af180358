//! Markdown tables (GitHub flavour).

use super::sheet::Sheet;

/// The sheet as a table.
#[must_use]
pub fn markdown(sheet: &Sheet) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let header: Vec<String> = sheet.columns.iter().map(|name| (*name).to_owned()).collect();
    let mut out = line(&header) + &line(&vec!["---".to_owned(); header.len()]);
    for row in &sheet.rows {
        out += &line(&row.iter().map(|cell| escaped(cell)).collect::<Vec<_>>());
    }
    out
}

fn escaped(cell: &str) -> String {
    cell.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('*', "\\*")
        .replace('_', "\\_")
        .replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_do_not_break_the_table() {
        let mut sheet = Sheet::new(["a"]);
        sheet.push(vec!["x | y\nz".into()]);
        assert_eq!(markdown(&sheet), "| a |\n| --- |\n| x \\| y z |\n");
    }
}
