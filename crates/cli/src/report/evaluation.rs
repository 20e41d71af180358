//! Rankings measured against judgements.

use serde::Serialize;

use tropewise::eval::{Interval, Measured};

use super::Report;
use super::page::{FAINT, Page, TITLE, styled};
use super::sheet::Sheet;

/// Rankings measured on the same seeds.
#[derive(Debug, Serialize)]
pub struct EvaluationReport {
    /// The ranking that the others are compared with stands first.
    pub rows: Vec<EvaluationRow>,
    /// Results that had what was vetoed, over all seeds and content warnings.
    pub violations: usize,
}

/// One ranking.
#[derive(Debug, Serialize)]
pub struct EvaluationRow {
    /// What ranked.
    pub name: String,
    /// What it scored.
    pub measured: Measured,
    /// By how much the first row beats it in nDCG@10, seed by seed; none for the first itself.
    pub first_gains: Option<Interval>,
}

impl Report for EvaluationReport {
    fn data(&self) -> impl Serialize {
        self
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new([
            "ranking",
            "seeds",
            "ndcg_10",
            "ndcg_10_low",
            "ndcg_10_high",
            "recall_10",
            "recall_20",
            "mrr",
            "coverage_10",
            "diversity_10",
            "novelty_10",
        ]);
        for row in &self.rows {
            let m = &row.measured;
            let numbers = [
                m.ndcg_10.mean,
                m.ndcg_10.low,
                m.ndcg_10.high,
                m.recall_10.mean,
                m.recall_20.mean,
                m.mrr.mean,
                m.coverage_10,
                m.diversity_10,
                m.novelty_10,
            ];
            let mut cells = vec![row.name.clone(), m.seeds.to_string()];
            cells.extend(numbers.map(|n| n.to_string()));
            sheet.push(cells);
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let seeds = self.rows.first().map_or(0, |row| row.measured.seeds);
        let heading = format!("{seeds} seeds, 95 % bootstrap intervals");
        let mut out = format!("{}\n", page.paragraph(&styled(TITLE, &heading)));
        let range = |i: &Interval| format!("{:.4}\n{:.3} to {:.3}", i.mean, i.low, i.high);
        let signed = |i: &Interval| format!("{:+.4}\n{:+.3} to {:+.3}", i.mean, i.low, i.high);
        let line = |row: &EvaluationRow| {
            let m = &row.measured;
            vec![
                row.name.clone(),
                range(&m.ndcg_10),
                row.first_gains.as_ref().map(signed).unwrap_or_default(),
                format!("{:.4}", m.recall_10.mean),
                format!("{:.4}", m.recall_20.mean),
                format!("{:.4}", m.mrr.mean),
                format!("{:.2}", m.coverage_10),
                format!("{:.2}", m.diversity_10),
                format!("{:.1}", m.novelty_10),
            ]
        };
        let columns =
            ["Ranking", "nDCG@10", "First gains", "R@10", "R@20", "MRR", "Cov.", "Div.", "Nov."];
        out +=
            &page.table(&columns, &[1, 2, 3, 4, 5, 6, 7, 8], self.rows.iter().map(line).collect());
        let broken = format!("vetoes that did not hold: {}", self.violations);
        out += &format!("\n{}", page.paragraph(&styled(FAINT, &broken)));
        out
    }
}
