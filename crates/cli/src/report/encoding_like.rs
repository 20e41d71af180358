//! What is like each drama of a text.

use serde::Serialize;

use tropewise::catalog::Catalog;
use tropewise::schema::Answer;

use super::answer::AnswerReport;
use super::page::Page;
use super::sheet::Sheet;
use super::{Report, counted};

/// The neighbours of one drama of a text.
#[derive(Debug, Serialize)]
pub struct Neighbours {
    /// Its title, where the text states one.
    pub title: Option<String>,
    /// The line where its section begins.
    pub line: usize,
    /// The id of the drama in the catalogue, whose entry counts as much as the text; none where it
    /// is new.
    pub known: Option<String>,
    /// The catalogue ranked against it.
    pub answer: Answer,
}

/// The neighbours of every drama of a text.
#[derive(Debug)]
pub struct NeighboursReport<'a> {
    /// In the order of the text.
    pub neighbours: Vec<Neighbours>,
    /// Where labels and facts come from.
    pub catalog: &'a Catalog,
}

impl NeighboursReport<'_> {
    fn answer<'n>(&'n self, neighbours: &'n Neighbours) -> AnswerReport<'n> {
        let of = neighbours.title.clone().unwrap_or_else(|| "this text".to_owned());
        let mut heading = format!("More like {of}");
        if neighbours.known.is_some() {
            heading += ", by this text and its entry in the catalogue";
        }
        if let Some(shortfall) = &neighbours.answer.shortfall {
            heading += &format!(" ({} qualify)", counted(shortfall.found, "drama"));
        }
        AnswerReport {
            answer: &neighbours.answer,
            catalog: self.catalog,
            heading,
            all_reasons: false,
            asked: None,
        }
    }

    /// The rows of all answers, each with what it is like.
    fn together<'n>(&'n self, sheet: impl Fn(&AnswerReport<'n>) -> Sheet) -> Sheet {
        let mut all = Sheet::default();
        for neighbours in &self.neighbours {
            let sheet = sheet(&self.answer(neighbours));
            all.columns = std::iter::once("like").chain(sheet.columns).collect();
            let title = neighbours.title.clone();
            let like = title.unwrap_or_else(|| format!("line {}", neighbours.line));
            let with_like = |row| std::iter::once(like.clone()).chain(row).collect();
            all.rows.extend(sheet.rows.into_iter().map(with_like));
        }
        all
    }
}

impl Report for NeighboursReport<'_> {
    fn data(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Data<'a> {
            dramas: &'a [Neighbours],
        }
        Data { dramas: &self.neighbours }
    }

    fn sheet(&self) -> Sheet {
        self.together(AnswerReport::sheet)
    }

    fn sheet_for_people(&self) -> Sheet {
        self.together(AnswerReport::sheet_for_people)
    }

    fn page(&self, page: Page) -> String {
        let pages: Vec<String> =
            self.neighbours.iter().map(|neighbours| self.answer(neighbours).page(page)).collect();
        pages.join("\n")
    }
}
