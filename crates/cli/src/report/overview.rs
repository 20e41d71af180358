//! A catalogue as a whole.

use serde::Serialize;

use tropewise::catalog::Catalog;
use tropewise::survey::{Agreement, Overview, Placed};

use super::Report;
use super::page::{FAINT, Page, TITLE, styled};
use super::sheet::Sheet;

/// How many tropes are named from each end of the list.
const NAMED: usize = 10;

/// An overview, with the agreement of a second opinion where there is one.
#[derive(Debug)]
pub struct OverviewReport<'a> {
    /// What is shown.
    pub overview: &'a Overview,
    /// How a second opinion compares.
    pub agreement: Option<&'a Agreement>,
    /// Where labels and titles come from.
    pub catalog: &'a Catalog,
}

#[derive(Debug, Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    overview: &'a Overview,
    agreement: Option<&'a Agreement>,
}

impl OverviewReport<'_> {
    fn placed(&self, page: Page, heading: &str, dramas: &[Placed]) -> String {
        let title = |placed: &Placed| {
            self.catalog
                .find(&placed.id)
                .map_or_else(|| placed.id.clone(), |idx| self.catalog.drama(idx).heading())
        };
        let rows = dramas
            .iter()
            .map(|placed| vec![format!("{:.3}", placed.cosine), title(placed)])
            .collect();
        format!("\n{}", page.table(&["Cosine", heading], &[0], rows))
    }
}

impl Report for OverviewReport<'_> {
    fn data(&self) -> impl Serialize {
        Data { overview: self.overview, agreement: self.agreement }
    }

    fn sheet(&self) -> Sheet {
        let counts = &self.overview.counts;
        let mut sheet = Sheet::new(["what", "name", "value"]);
        let mut push = |what: &str, name: &str, value: String| {
            sheet.push(vec![what.into(), name.into(), value])
        };
        push("catalogue", "dramas", counts.dramas.to_string());
        push("catalogue", "reviewed", counts.reviewed.to_string());
        push("catalogue", "strengths", counts.strengths.to_string());
        push("catalogue", "median tropes", counts.median_tropes.to_string());
        for (level, number) in (1..).zip(counts.levels) {
            push("level", &i32::to_string(&level), number.to_string());
        }
        counts.years.iter().for_each(|(year, n)| push("year", &year.to_string(), n.to_string()));
        counts.families.iter().for_each(|f| push("family", &f.family, f.strengths.to_string()));
        counts.tropes.iter().for_each(|t| push("trope", &t.trope, t.dramas.to_string()));
        counts.known.iter().for_each(|(fact, n)| push("known", fact, n.to_string()));
        self.overview.central.iter().for_each(|d| push("central", &d.id, d.cosine.to_string()));
        self.overview.unusual.iter().for_each(|d| push("unusual", &d.id, d.cosine.to_string()));
        if let Some(agreement) = self.agreement {
            push("agreement", "dramas", agreement.dramas.to_string());
            push("agreement", "same mean", agreement.same_mean.to_string());
            push("agreement", "same least", agreement.same_least.to_string());
            push("agreement", "random mean", agreement.random_mean.to_string());
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let counts = &self.overview.counts;
        let size = format!("{} dramas, {} of them reviewed", counts.dramas, counts.reviewed);
        let tropes =
            format!("{} tropes in {} families", counts.tropes.len(), counts.families.len());
        let mut out = page.paragraph(&styled(TITLE, &format!("{size}; {tropes}")));
        let share =
            |n: usize| format!("{:.0} %", 100.0 * n as f64 / counts.strengths.max(1) as f64);
        let levels: Vec<String> = (1..)
            .zip(counts.levels)
            .map(|(level, n): (i32, usize)| format!("{level}: {}", share(n)))
            .collect();
        let strengths = format!(
            "{} strengths, {} in the median drama; levels {}",
            counts.strengths,
            counts.median_tropes,
            levels.join(", ")
        );
        out += &format!("{}\n", page.paragraph(&strengths));
        let families = self.catalog.vocabulary().families();
        let rows = counts.families.iter().zip(families).map(|(count, family)| {
            let numbers = [count.tropes, count.strengths, count.leads].map(|n| n.to_string());
            numbers.into_iter().chain([family.label.clone()]).collect()
        });
        out += &page.table(&["Tropes", "Strengths", "Leads", "Family"], &[0, 1, 2], rows.collect());
        let most = counts.years.values().max().copied().unwrap_or(1);
        let rows = counts.years.iter().map(|(year, n)| {
            let bar = "█".repeat((n * 40).div_ceil(most));
            vec![year.to_string(), n.to_string(), bar]
        });
        out += &format!("\n{}", page.table(&["Year", "Dramas", ""], &[0, 1], rows.collect()));
        let trope = |t: &tropewise::survey::TropeCount| format!("{} {}", t.trope, t.dramas);
        let often: Vec<String> = counts.tropes.iter().take(NAMED).map(trope).collect();
        let seldom: Vec<String> = counts.tropes.iter().rev().take(NAMED).map(trope).collect();
        let known: Vec<String> =
            counts.known.iter().map(|(fact, n)| format!("{fact} {n}")).collect();
        let rows =
            [("most used tropes", often), ("least used tropes", seldom), ("facts known", known)];
        let rows = rows.map(|(name, items)| vec![styled(FAINT, name), items.join(", ")]);
        out += &page.table(&["", ""], &[], rows.into());
        out += &self.placed(page, "Most central", &self.overview.central);
        out += &self.placed(page, "Most unusual (cosine to the nearest)", &self.overview.unusual);
        if let Some(agreement) = self.agreement {
            out += &format!(
                "\n{}\nsame drama {:.3} on average, {:.3} at least; different dramas {:.3}\n",
                styled(TITLE, &format!("Second opinion on {} dramas", agreement.dramas)),
                agreement.same_mean,
                agreement.same_least,
                agreement.random_mean
            );
            let rows = agreement.disagreements.iter().take(NAMED).map(|d| {
                let numbers = [d.first, d.second, d.both].map(|n| n.to_string());
                [format!("{:.1}", d.difference)]
                    .into_iter()
                    .chain(numbers)
                    .chain([d.trope.clone()])
                    .collect()
            });
            let columns = ["Difference", "First", "Second", "Both", "Most disputed"];
            out += &page.table(&columns, &[0, 1, 2, 3], rows.collect());
        }
        out
    }
}
