//! Answers to wishes measured against what viewers expect.

use serde::Serialize;

use tropewise::eval::{Interval, MeasuredWishes};

use super::Report;
use super::page::{FAINT, Page, TITLE, styled};
use super::sheet::Sheet;

/// How many questions with something wrong are listed for people.
const LISTED: usize = 12;

/// Ways to rank measured on the same questions.
#[derive(Debug, Serialize)]
pub struct WishReport {
    /// The program's own way stands first.
    pub rows: Vec<WishRow>,
    /// Whether judges had their say.
    pub judged: bool,
}

/// One way to rank.
#[derive(Debug, Serialize)]
pub struct WishRow {
    /// What ranked.
    pub name: String,
    /// What it scored.
    pub measured: MeasuredWishes,
}

impl Report for WishReport {
    fn data(&self) -> impl Serialize {
        self
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new([
            "ranking",
            "questions",
            "precision_5",
            "judged_precision_5",
            "precision_10",
            "unjudged_5",
            "unwanted_5",
            "unwanted_10",
            "vetoed",
        ]);
        for WishRow { name, measured: m } in &self.rows {
            sheet.push(vec![
                name.clone(),
                m.answers.len().to_string(),
                m.precision_5.mean.to_string(),
                m.judged_precision_5.mean.to_string(),
                m.precision_10.mean.to_string(),
                m.unjudged.to_string(),
                m.unwanted_5.to_string(),
                m.unwanted_10.to_string(),
                m.vetoed.to_string(),
            ]);
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let questions = self.rows.first().map_or(0, |row| row.measured.answers.len());
        let heading = format!("{questions} questions, 95 % bootstrap intervals");
        let mut out = format!("{}\n", page.paragraph(&styled(TITLE, &heading)));
        let range = |i: &Interval| format!("{:.3}\n{:.3} to {:.3}", i.mean, i.low, i.high);
        let line = |WishRow { name, measured: m }: &WishRow| {
            vec![
                name.clone(),
                range(&m.precision_5),
                if self.judged { range(&m.judged_precision_5) } else { String::new() },
                range(&m.precision_10),
                m.unjudged.to_string(),
                format!("{} / {}", m.unwanted_5, m.unwanted_10),
            ]
        };
        let columns =
            ["Ranking", "P@5 by list", "P@5 judged", "P@10 by list", "Unjudged", "Unwanted 5 / 10"];
        out += &page.table(&columns, &[1, 2, 3, 4, 5], self.rows.iter().map(line).collect());
        let Some(first) = self.rows.first() else { return out };
        // Below the table the questions to look at, worst first.
        let mut answers: Vec<_> = first.measured.answers.iter().collect();
        answers.sort_by(|a, b| a.precision_5.total_cmp(&b.precision_5));
        for answer in
            answers.iter().filter(|a| a.precision_5 < 0.8 || !a.unwanted.is_empty()).take(LISTED)
        {
            let unwanted = match answer.unwanted.is_empty() {
                true => String::new(),
                false => format!("; unwanted: {}", answer.unwanted.join(", ")),
            };
            let said = format!("{:.1}  {}{unwanted}", answer.precision_5, answer.id);
            out += &format!("\n{}", page.paragraph(&styled(FAINT, &said)));
        }
        let broken = format!("vetoes that did not hold: {}", first.measured.vetoed);
        out += &format!("\n{}", page.paragraph(&styled(FAINT, &broken)));
        out
    }
}
