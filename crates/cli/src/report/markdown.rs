//! Markdown tables (GitHub flavour).

use super::sheet::Sheet;
use crate::shown::shown;

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

/// Signs that mean something within a cell: emphasis, code, links, entities, addresses,
/// mathematics.
const SIGNS: [char; 12] = ['\\', '`', '*', '_', '~', '[', ']', '|', '&', '@', '$', '!'];

fn escaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 8);
    for c in shown(&cell.replace('\n', " ")).chars() {
        match c {
            // Also where backslashes are not heeded, no HTML.
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            c if SIGNS.contains(&c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    // Readers make links of bare addresses.
    out.replace("://", "\\://").replace("www.", "www\\.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_do_not_break_the_table() {
        let mut sheet = Sheet::new(["a"]);
        sheet.push(vec!["x | y\nz".into()]);
        assert_eq!(markdown(&sheet), "| a |\n| --- |\n| x \\| y z |\n");
        let hostile = "<script>[a](b)`c` ![d](e) &lt; https://f.example www.g.example h@i";
        let harmless = "&lt;script&gt;\\[a\\](b)\\`c\\` \\!\\[d\\](e) \\&lt; https\\://f.example \
            www\\.g.example h\\@i";
        assert_eq!(escaped(hostile), harmless);
        assert_eq!(escaped("a\x1b[2J"), "a�\\[2J");
    }
}
