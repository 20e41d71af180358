//! Content warnings: those there are, and those of one drama.

use serde::Serialize;

use tropewise::catalog::{Catalog, Drama, Kind, Occurrence};
use tropewise::schema::WarningDetail;

use super::Report;
use super::page::{FAINT, Page, TITLE, counted, styled};
use super::sheet::Sheet;

/// Said wherever warnings are listed.
pub const NO_PROMISE: &str = concat!(
    "Readers miss some: nothing is promised. Report one at ",
    env!("CARGO_PKG_REPOSITORY"),
    "/issues"
);

/// Columns below which a definition stands under its warning.
const NARROW: u16 = 80;

/// The warnings of a vocabulary.
#[derive(Debug)]
pub struct WarningList {
    /// In the order of the vocabulary.
    pub warnings: Vec<WarningDetail>,
}

impl Report for WarningList {
    fn data(&self) -> impl Serialize {
        &self.warnings
    }

    fn sheet(&self) -> Sheet {
        let columns = ["id", "label", "dramas", "possible", "definition", "counts", "excludes"];
        let mut sheet = Sheet::new(columns);
        for warning in &self.warnings {
            sheet.push(vec![
                warning.id.clone(),
                warning.label.clone(),
                warning.dramas.to_string(),
                warning.possible.to_string(),
                warning.definition.clone(),
                warning.counts.join(" "),
                warning.excludes.join(" "),
            ]);
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let narrow = page.width < NARROW;
        let mut rows = Vec::new();
        let mut blocks = Vec::new();
        for warning in &self.warnings {
            let mut words = warning.definition.trim().to_owned();
            let examples = [("Counts", &warning.counts), ("Does not", &warning.excludes)];
            for (what, examples) in examples.iter().filter(|(_, examples)| !examples.is_empty()) {
                words += &format!("\n{what}: {}", examples.join(" "));
            }
            if narrow {
                let name = format!("{}  {}", styled(TITLE, &warning.id), warning.label_ko);
                let occurs = format!(
                    "occurs in {}, possible in {}",
                    counted(warning.dramas, "drama"),
                    counted(warning.possible, "drama")
                );
                let lines = words.lines().map(|line| page.paragraph(line)).collect::<String>();
                let head = page.paragraph(name.trim_end());
                blocks.push(head + &page.paragraph(&styled(FAINT, &occurs)) + &lines);
                continue;
            }
            rows.push(vec![
                format!("{}\n{}", warning.id, warning.label_ko).trim_end().to_owned(),
                warning.dramas.to_string(),
                warning.possible.to_string(),
                words,
            ]);
        }
        if narrow {
            return format!("{}\n{}", blocks.join("\n"), page.paragraph(NO_PROMISE));
        }
        let table = page.table(&["Warning", "Occurs", "Possible", "When it holds"], &[1, 2], rows);
        format!("{table}\n{}", page.paragraph(NO_PROMISE))
    }
}

/// The warnings of a drama in a line: what occurs, then what may. Where it does is told to those
/// who ask for spoilers.
pub fn line(catalog: &Catalog, drama: &Drama, spoilers: bool) -> String {
    let (mut occurs, mut possible) = (Vec::new(), Vec::new());
    for warning in &drama.warnings {
        let label = catalog.vocabulary().warning_label(&warning.id);
        let mut beside = Vec::new();
        if warning.occurs != Occurrence::Possible {
            beside.push(warning.occurs.word());
        }
        if spoilers && !warning.place.is_empty() {
            beside.push(&warning.place);
        }
        let words = match beside.is_empty() {
            true => label.to_owned(),
            false => format!("{label} ({})", beside.join(", ")),
        };
        match warning.occurs {
            Occurrence::Possible => possible.push(words),
            Occurrence::Once | Occurrence::Recurring => occurs.push(words),
        }
    }
    let mut parts = Vec::new();
    for (what, told) in [("warnings", occurs), ("possible", possible)] {
        if !told.is_empty() {
            parts.push(format!("{what}: {}", told.join(", ")));
        }
    }
    match (parts.is_empty(), drama.warning_readers) {
        (false, _) => parts.join("; "),
        (true, 0) => "warnings: nobody looked for them".to_owned(),
        (true, readers) => {
            format!("warnings: none known to {}", counted(readers.into(), "reader"))
        }
    }
}
