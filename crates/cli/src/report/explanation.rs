//! How one drama fares with a question: the sum behind its score.

use serde::Serialize;

use tropewise::catalog::Catalog;
use tropewise::schema::Explanation;
use tropewise::viewer::label;

use super::Report;
use super::answer::{sheet, subject, warned};
use super::page::{FAINT, Page, SCORE, TITLE, styled};
use super::sheet::Sheet;

/// What sums are called.
const BASE: &str = "base, the sum of these";
const SUM: &str = "score, base plus adjustments";

/// How one drama fares with a question.
#[derive(Debug)]
pub struct ExplanationReport<'a> {
    /// What is shown.
    pub explanation: &'a Explanation,
    /// Where labels come from.
    pub catalog: &'a Catalog,
}

impl Report for ExplanationReport<'_> {
    fn data(&self) -> impl Serialize {
        self.explanation
    }

    fn sheet(&self) -> Sheet {
        sheet(std::iter::once(&self.explanation.recommendation))
    }

    fn sheet_for_people(&self) -> Sheet {
        let result = &self.explanation.recommendation;
        let mut sheet = Sheet::new(["amount", "what it is of"]);
        for contribution in result.contributions.iter().flatten() {
            let trope = label(self.catalog, &contribution.trope).to_owned();
            sheet.push(vec![format!("{:.4}", contribution.amount), trope]);
        }
        sheet.push(vec![format!("{:.4}", result.base), BASE.to_owned()]);
        for step in &result.adjustments {
            sheet.push(vec![format!("{:+.4}", step.amount), subject(self.catalog, step)]);
        }
        if !result.adjustments.is_empty() {
            sheet.push(vec![format!("{:.4}", result.score), SUM.to_owned()]);
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let result = &self.explanation.recommendation;
        let heading = result.heading();
        let place = match result.rank {
            0 => format!("does not qualify: {}", self.explanation.left_out_by.join("; ")),
            rank => format!("place {rank} of {} that qualify", self.explanation.qualifying),
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        let line = |amount: String, what: &str| vec![amount, what.to_owned()];
        for contribution in result.contributions.iter().flatten() {
            rows.push(line(
                format!("{:.4}", contribution.amount),
                label(self.catalog, &contribution.trope),
            ));
        }
        rows.push(line(styled(SCORE, &format!("{:.4}", result.base)), BASE));
        for step in &result.adjustments {
            rows.push(line(format!("{:+.4}", step.amount), &subject(self.catalog, step)));
        }
        if !result.adjustments.is_empty() {
            rows.push(line(styled(SCORE, &format!("{:.4}", result.score)), SUM));
        }
        let heading = format!("{}  {}", styled(TITLE, &heading), styled(FAINT, &place));
        let mut out = format!("{}\n", page.paragraph(&heading));
        out += &page.table(&["Amount", "Trope"], &[0], rows);
        if !result.lacks.is_empty() {
            let lacks: Vec<&str> =
                result.lacks.iter().map(|trope| label(self.catalog, trope)).collect();
            out += &format!("\n{}", page.paragraph(&format!("lacks {}", lacks.join(", "))));
        }
        if let Some(warned) = warned(self.catalog, result) {
            out += &format!("\n{}", page.paragraph(&warned));
        }
        out
    }
}
