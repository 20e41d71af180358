//! How a wish was understood, and its answer.

use serde::Serialize;

use tropewise::schema::{Answer, Understanding};

use super::Report;
use super::answer::AnswerReport;
use super::page::{FAINT, Page, TITLE, styled};
use super::sheet::Sheet;
use crate::shown::one_line;

/// What stands before the command that asks the same.
const COMMAND: &str = "The same as";

/// How a wish was understood, and its answer where it was asked.
#[derive(Debug)]
pub struct AskReport<'a> {
    /// How it was understood.
    pub understanding: &'a Understanding,
    /// The command that asks the same; empty when there is nothing that can be asked.
    pub command: String,
    /// The answer.
    pub answer: Option<AnswerReport<'a>>,
}

/// `--format json`.
#[derive(Debug, Serialize)]
struct Asked<'a> {
    #[serde(flatten)]
    understanding: &'a Understanding,
    command: &'a str,
    answer: Option<&'a Answer>,
}

impl AskReport<'_> {
    /// What is told before the answer: a word for each line, and the line.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        let mut meanings: Vec<&str> = Vec::new();
        for understood in &self.understanding.understood {
            if !meanings.contains(&understood.meaning.as_str()) {
                meanings.push(&understood.meaning);
            }
        }
        if !meanings.is_empty() {
            lines.push(("Understood", meanings.join(" · ")));
        }
        let left: Vec<&str> =
            self.understanding.not_understood.iter().map(|part| part.message.as_str()).collect();
        if !left.is_empty() {
            lines.push(("Not understood", left.join("; ")));
        }
        // What was typed in several lines is quoted in one.
        lines.iter_mut().for_each(|(_, words)| *words = one_line(words).into_owned());
        if !self.command.is_empty() {
            lines.push((COMMAND, self.command.clone()));
        }
        lines
    }
}

impl Report for AskReport<'_> {
    fn data(&self) -> impl Serialize {
        Asked {
            understanding: self.understanding,
            command: &self.command,
            answer: self.answer.as_ref().map(|report| report.answer),
        }
    }

    fn sheet(&self) -> Sheet {
        if let Some(answer) = &self.answer {
            return answer.sheet();
        }
        let mut sheet = Sheet::new(["part", "words", "meaning"]);
        for understood in &self.understanding.understood {
            let part = serde_json::to_value(understood.part).unwrap_or_default();
            sheet.push(vec![
                part.as_str().unwrap_or_default().to_owned(),
                understood.words.clone(),
                understood.meaning.clone(),
            ]);
        }
        for left in &self.understanding.not_understood {
            sheet.push(vec!["not-understood".to_owned(), left.words.clone(), left.message.clone()]);
        }
        sheet
    }

    fn sheet_for_people(&self) -> Sheet {
        match &self.answer {
            Some(answer) => answer.sheet_for_people(),
            None => self.sheet(),
        }
    }

    fn page(&self, page: Page) -> String {
        let mut out = String::new();
        for (what, words) in self.lines() {
            let words = if what == "Understood" { styled(TITLE, &words) } else { words };
            let line = format!("{} {words}", styled(FAINT, &format!("{what}:")));
            // A command is copied: broken over lines, a shell would run its parts.
            out += &if what == COMMAND { format!("{line}\n") } else { page.paragraph(&line) };
        }
        if let Some(answer) = &self.answer {
            out += "\n";
            out += &answer.page(page);
        }
        out
    }
}
