//! Answers.

use serde::Serialize;

use tropewise::catalog::Catalog;
use tropewise::schema::{Adjustment, AdjustmentKind, Answer, Contribution, Recommendation};
use tropewise::viewer::{self, Asked, label};

use super::Report;
use super::page::{FAINT, Page, SCORE, TITLE, styled, unbroken};
use super::sheet::{Sheet, or_empty};

/// The smallest adjustment that shows with two digits.
const SHOWN: f32 = 0.005;

/// Columns below which the reasons stand under their drama.
const NARROW: u16 = 60;

/// An answer under a heading.
#[derive(Debug)]
pub struct AnswerReport<'a> {
    /// What is shown.
    pub answer: &'a Answer,
    /// Where labels and facts come from.
    pub catalog: &'a Catalog,
    /// First line for people; none when empty.
    pub heading: String,
    /// Name every contribution, and every step of the sum.
    pub all_reasons: bool,
    /// What was asked for; where it is not known, all that is lacking is told.
    pub asked: Option<Asked>,
}

fn kind(kind: AdjustmentKind) -> &'static str {
    match kind {
        AdjustmentKind::More => "more",
        AdjustmentKind::Less => "less",
        AdjustmentKind::SoftAvoid => "avoid",
        AdjustmentKind::Popularity => "popularity",
        AdjustmentKind::LittleKnown => "little known",
        AdjustmentKind::Era => "era",
        AdjustmentKind::Lead => "same lead",
        AdjustmentKind::Writer => "same writer",
        AdjustmentKind::Director => "same director",
        AdjustmentKind::Acclaim => "acclaim",
        _ => "other",
    }
}

/// What an adjustment is about: its kind with the trope's label or the people's names.
pub(super) fn subject(catalog: &Catalog, adjustment: &Adjustment) -> String {
    let kind = kind(adjustment.kind);
    match &adjustment.trope {
        Some(trope) => format!("{kind} {}", label(catalog, trope)),
        None if adjustment.people.is_empty() => kind.to_owned(),
        None => format!("{kind}: {}", adjustment.people.join(", ")),
    }
}

/// All contributions by name.
fn reasons(catalog: &Catalog, contributions: &[Contribution]) -> String {
    let reason = |c: &Contribution| format!("{} {:.2}", label(catalog, &c.trope), c.amount);
    contributions.iter().map(reason).collect::<Vec<_>>().join(", ")
}

/// The content warnings that the question would rather avoid and the drama has; none where there
/// is none.
pub(super) fn warned(catalog: &Catalog, result: &Recommendation) -> Option<String> {
    let told = |(id, occurs): (&String, &String)| {
        format!("{} ({occurs})", catalog.vocabulary().warning_label(id))
    };
    let told: Vec<String> = result.warnings.iter().map(told).collect();
    (!told.is_empty()).then(|| format!("warned of {}", told.join(", ")))
}

impl AnswerReport<'_> {
    fn why(&self, result: &Recommendation) -> String {
        if self.all_reasons {
            return self.sum(result);
        }
        let mut lines = vec![self.summary(result)];
        lines.extend(self.reasons(result));
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }

    fn summary(&self, result: &Recommendation) -> String {
        let found = self.catalog.find(&result.id);
        found.map(|found| self.catalog.drama(found).summary.clone()).unwrap_or_default()
    }

    /// What speaks for a result and against it, in lines.
    fn reasons(&self, result: &Recommendation) -> Vec<String> {
        let Some(found) = self.catalog.find(&result.id) else { return Vec::new() };
        let drama = self.catalog.drama(found);
        let reasons = viewer::reasons(self.catalog, result, self.asked.as_ref());
        let mut lines = vec![reasons.join(", ")];
        lines.extend(self.beside(result));
        lines.push(viewer::lacks(self.catalog, result, self.asked.as_ref()));
        let has = self.asked.as_ref().map(|asked| viewer::has(self.catalog, &drama, asked));
        lines.extend(has);
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// Which part of a story and which liked title a result is there for.
    fn beside(&self, result: &Recommendation) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(via) = &result.via {
            let via = self.catalog.find(via).map(|idx| self.catalog.drama(idx).heading());
            lines.push(format!("by its part {}", via.unwrap_or_default()));
        }
        if let Some(seed) = &result.nearest_seed {
            let seed = self.catalog.find(seed).map(|idx| self.catalog.drama(idx).title.clone());
            lines.push(format!("nearest to {}", seed.unwrap_or_default()));
        }
        lines
    }

    /// The sum behind the score, in lines.
    fn sum(&self, result: &Recommendation) -> String {
        let contributions = result.contributions.as_deref().unwrap_or_default();
        let mut lines = vec![reasons(self.catalog, contributions)];
        if !result.adjustments.is_empty() {
            let felt = result.adjustments.iter().filter(|a| a.amount.abs() >= SHOWN);
            let steps: Vec<String> =
                felt.map(|a| format!(", {} {:+.2}", subject(self.catalog, a), a.amount)).collect();
            lines.push(format!("base {:.2}{}", result.base, steps.concat()));
        }
        lines.extend(self.beside(result));
        if !result.lacks.is_empty() {
            let lacks: Vec<&str> =
                result.lacks.iter().map(|trope| label(self.catalog, trope)).collect();
            lines.push(format!("lacks {}", lacks.join(", ")));
        }
        lines.extend(warned(self.catalog, result));
        lines.join("\n")
    }

    /// One result where there is no room for columns.
    fn block(&self, result: &Recommendation, page: Page) -> String {
        let score = styled(SCORE, &format!("{:.2}", result.score));
        let heading = styled(TITLE, &format!("{}  {}", result.rank, result.heading()));
        let mut out = page.paragraph(&format!("{heading}  {score}"));
        let facts = unbroken(&self.facts(result));
        if !facts.is_empty() {
            out += &page.paragraph(&styled(FAINT, &facts));
        }
        out + &self.why(result).lines().map(|line| page.paragraph(line)).collect::<String>()
    }

    fn facts(&self, result: &Recommendation) -> String {
        let Some(found) = self.catalog.find(&result.id) else { return String::new() };
        let drama = self.catalog.drama(found);
        let mut facts = viewer::facts(&drama, self.asked.as_ref());
        if !drama.reviewed {
            facts.push("not reviewed".to_owned());
        }
        facts.join(" · ")
    }
}

impl Report for AnswerReport<'_> {
    fn data(&self) -> impl Serialize {
        self.answer
    }

    fn sheet(&self) -> Sheet {
        sheet(self.answer.results.iter())
    }

    fn sheet_for_people(&self) -> Sheet {
        let mut sheet = Sheet::new(["#", "drama", "facts", "score", "about", "why"]);
        for result in &self.answer.results {
            let why = match self.all_reasons {
                true => self.sum(result).lines().map(str::to_owned).collect(),
                false => self.reasons(result),
            };
            sheet.push(vec![
                result.rank.to_string(),
                result.heading(),
                self.facts(result),
                format!("{:.2}", result.score),
                self.summary(result),
                why.join("; "),
            ]);
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let mut out = String::new();
        if !self.heading.is_empty() {
            out = format!("{}\n", page.paragraph(&styled(TITLE, &self.heading)));
        }
        if self.answer.results.is_empty() {
            return out;
        }
        if page.width < NARROW {
            let blocks = self.answer.results.iter().map(|result| self.block(result, page));
            return out + &blocks.collect::<Vec<_>>().join("\n");
        }
        let row = |result: &Recommendation| {
            let heading = result.heading();
            let facts = unbroken(&self.facts(result));
            vec![
                result.rank.to_string(),
                format!("{}\n{}", styled(TITLE, &heading), styled(FAINT, &facts))
                    .trim_end()
                    .to_owned(),
                styled(SCORE, &format!("{:.2}", result.score)),
                self.why(result),
            ]
        };
        out + &page.table(
            &["#", "Drama", "Score", "Why"],
            &[0, 2],
            self.answer.results.iter().map(row).collect(),
        )
    }
}

/// `trope=amount` pairs, unrounded.
fn pairs(contributions: &[Contribution]) -> String {
    contributions.iter().map(|c| format!("{}={}", c.trope, c.amount)).collect::<Vec<_>>().join("; ")
}

pub(super) fn sheet<'r>(results: impl Iterator<Item = &'r Recommendation>) -> Sheet {
    let mut sheet = Sheet::new([
        "rank",
        "id",
        "title",
        "year",
        "mdl",
        "score",
        "base",
        "contributions",
        "adjustments",
        "lacks",
        "warnings",
    ]);
    for result in results {
        let step = |a: &Adjustment| {
            let trope = a.trope.as_ref().map_or(String::new(), |trope| format!(":{trope}"));
            format!("{}{trope}={}", kind(a.kind), a.amount)
        };
        sheet.push(vec![
            result.rank.to_string(),
            result.id.clone(),
            result.title.clone(),
            or_empty(result.year),
            or_empty(result.mdl),
            result.score.to_string(),
            result.base.to_string(),
            pairs(result.contributions.as_deref().unwrap_or_default()),
            result.adjustments.iter().map(step).collect::<Vec<_>>().join("; "),
            result.lacks.join("; "),
            result.warnings.iter().map(|(id, o)| format!("{id}:{o}")).collect::<Vec<_>>().join("|"),
        ]);
    }
    sheet
}
