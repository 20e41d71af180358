//! Two dramas side by side.

use serde::Serialize;

use tropewise::catalog::Catalog;
use tropewise::schema::{Comparison, TropeLevel};
use tropewise::viewer::label;

use super::Report;
use super::page::{FAINT, Page, SCORE, TITLE, counted, styled};
use super::sheet::Sheet;

/// A comparison of two dramas.
#[derive(Debug)]
pub struct ComparisonReport<'a> {
    /// What is shown.
    pub comparison: &'a Comparison,
    /// Where labels and titles come from.
    pub catalog: &'a Catalog,
}

fn level(strength: f32) -> String {
    format!("{:.0}", strength * 5.0)
}

impl ComparisonReport<'_> {
    fn title(&self, id: &str) -> String {
        self.catalog.find(id).map_or_else(|| id.to_owned(), |idx| self.catalog.drama(idx).heading())
    }
}

impl Report for ComparisonReport<'_> {
    fn data(&self) -> impl Serialize {
        self.comparison
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(["trope", "level_a", "level_b", "amount"]);
        for s in &self.comparison.shared {
            sheet.push(vec![s.trope.clone(), level(s.a), level(s.b), s.amount.to_string()]);
        }
        for s in &self.comparison.only_a {
            sheet.push(vec![s.trope.clone(), level(s.strength), "0".into(), "0".into()]);
        }
        for s in &self.comparison.only_b {
            sheet.push(vec![s.trope.clone(), "0".into(), level(s.strength), "0".into()]);
        }
        sheet
    }

    fn sheet_for_people(&self) -> Sheet {
        let named = |trope: &str| label(self.catalog, trope).to_owned();
        let mut sheet = Sheet::new(["trope", "first", "second"]);
        for s in &self.comparison.shared {
            sheet.push(vec![named(&s.trope), level(s.a), level(s.b)]);
        }
        for s in &self.comparison.only_a {
            sheet.push(vec![named(&s.trope), level(s.strength), "-".into()]);
        }
        for s in &self.comparison.only_b {
            sheet.push(vec![named(&s.trope), "-".into(), level(s.strength)]);
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let comparison = self.comparison;
        let (a, b) = (self.title(&comparison.a), self.title(&comparison.b));
        let score = styled(SCORE, &format!("{:.2}", comparison.similarity));
        let heading = format!("{} and {}", styled(TITLE, &a), styled(TITLE, &b));
        let mut out = page.paragraph(&heading);
        out += &format!("{}\n", page.paragraph(&format!("alike by {score}, where 1 is the same")));
        let share = |amount: f32| 100.0 * amount / comparison.similarity.max(f32::MIN_POSITIVE);
        let row = |s: &tropewise::schema::SharedTrope| {
            vec![
                format!("{:.0}%", share(s.amount)),
                level(s.a),
                level(s.b),
                label(self.catalog, &s.trope).to_owned(),
            ]
        };
        let rows: Vec<_> = comparison.shared.iter().map(row).collect();
        if rows.is_empty() {
            out += "They share no trope.\n";
        } else {
            out += &page.table(&["Share", "First", "Second", "Both have"], &[0, 1, 2], rows);
        }
        for (title, only) in [(a, &comparison.only_a), (b, &comparison.only_b)] {
            let tropes: Vec<String> = only
                .iter()
                .map(|s: &TropeLevel| {
                    format!("{} {}", label(self.catalog, &s.trope), level(s.strength))
                })
                .collect();
            if !tropes.is_empty() {
                out += &format!("\n{}", page.paragraph(&styled(FAINT, &format!("only {title}"))));
                out += &page.paragraph(&tropes.join(", "));
            }
        }
        if comparison.hidden > 0 {
            let hidden = format!(
                "{} left out; --spoilers names them",
                counted(comparison.hidden, "spoiler trope")
            );
            out += &format!("\n{}", page.paragraph(&styled(FAINT, &hidden)));
        }
        out
    }
}
