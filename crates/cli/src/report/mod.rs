//! Results as people and programs read them: table, JSON, CSV, Markdown. Computes nothing.

mod answer;
mod ask;
mod check;
mod colours;
mod comparison;
mod csv;
mod drama;
mod encoding;
mod encoding_like;
mod evaluation;
mod explanation;
mod lists;
mod map;
mod markdown;
mod overview;
mod page;
mod sheet;
mod warnings;
mod wishes;

use serde::Serialize;

pub use answer::AnswerReport;
pub use ask::AskReport;
pub use check::CheckReport;
pub use colours::family_colour;
pub use comparison::ComparisonReport;
pub use csv::guarded;
pub use drama::DramaReport;
pub use encoding::EncodingReport;
pub use encoding_like::{Neighbours, NeighboursReport};
pub use evaluation::{EvaluationReport, EvaluationRow};
pub use explanation::ExplanationReport;
pub use lists::{DramaList, TropeList};
pub use map::{Map, Point};
pub use overview::OverviewReport;
pub use page::{Page, counted};
pub use sheet::Sheet;
pub use warnings::WarningList;
pub use wishes::{WishReport, WishRow};

use crate::shown::{shown_json, shown_page};

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people, sized to the terminal.
    #[default]
    Table,
    /// One JSON value.
    Json,
    /// Comma-separated values with a header.
    Csv,
    /// A Markdown table.
    Markdown,
}

/// Something that can be shown in every [`Format`].
pub trait Report {
    /// What `--format json` gives.
    fn data(&self) -> impl Serialize;

    /// Rows for programs, as CSV has them.
    fn sheet(&self) -> Sheet;

    /// Rows for people, as Markdown has them; the same unless a report has words for them.
    fn sheet_for_people(&self) -> Sheet {
        self.sheet()
    }

    /// Text for people, with styles.
    fn page(&self, page: Page) -> String;
}

/// A report in a format, ending with a line break.
#[must_use]
pub fn render(report: &impl Report, format: Format, page: Page) -> String {
    match format {
        Format::Table => shown_page(&report.page(page)),
        Format::Csv => csv::csv(&report.sheet()),
        Format::Markdown => markdown::markdown(&report.sheet_for_people()),
        Format::Json => {
            let json = serde_json::to_string_pretty(&report.data());
            shown_json(&json.expect("reports are plain data")).into_owned() + "\n"
        }
    }
}
