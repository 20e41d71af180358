//! Mistakes found in the text of a catalogue.

use serde::Serialize;

use tropewise::store::text::{Diagnostic, Severity};

use super::Report;
use super::page::Page;
use super::sheet::Sheet;
use crate::shown::shown;

/// Mistakes, in the order of their places.
#[derive(Debug)]
pub struct CheckReport {
    /// What is shown.
    pub found: Vec<Diagnostic>,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    severity: &'static str,
    message: &'a str,
    hint: &'a str,
}

impl CheckReport {
    fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.found.iter().map(|diagnostic| Entry {
            path: &diagnostic.at.path,
            line: diagnostic.at.line,
            column: diagnostic.at.column,
            severity: if diagnostic.severity == Severity::Error { "error" } else { "warning" },
            message: &diagnostic.message,
            hint: &diagnostic.hint,
        })
    }
}

impl Report for CheckReport {
    fn data(&self) -> impl Serialize {
        self.entries().collect::<Vec<_>>()
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(["path", "line", "column", "severity", "message", "hint"]);
        for e in self.entries() {
            let place = [
                e.path.to_owned(),
                e.line.to_string(),
                e.column.to_string(),
                e.severity.to_owned(),
            ];
            sheet
                .push(place.into_iter().chain([e.message.to_owned(), e.hint.to_owned()]).collect());
        }
        sheet
    }

    /// A line a mistake whatever the width, so that editors can jump to it.
    fn page(&self, _: Page) -> String {
        self.found.iter().map(|found| format!("{}\n", shown(&found.to_string()))).collect()
    }
}
