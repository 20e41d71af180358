//! Recommended dramas, as both `ask` and `recommend` give them.

use schemars::JsonSchema;
use serde::Serialize;

use tropewise::catalog::Catalog;
use tropewise::schema::{
    Answer, ExclusionCount, ExclusionReason, Note, NoteCode, QueryRequest, Recommendation,
};
use tropewise::viewer::{Asked, facts, has, lacks, left_out, reasons};

use super::{Told, hundredths, line};

/// Recommended dramas with what they are recommended for.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Picks {
    /// That a wish could not be answered; the only note says why, and what to ask instead.
    #[serde(skip)]
    pub unanswered: bool,
    /// How a wish in words was understood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub understood: Vec<String>,
    /// What of it was not, and what to say instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_understood: Vec<String>,
    /// Best first.
    pub results: Vec<Pick>,
    /// How names were understood, what limits left out, what to relax.
    pub notes: Vec<String>,
}

/// A recommended drama.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Pick {
    id: String,
    /// With the year.
    title: String,
    score: f64,
    summary: String,
    /// Episodes and where it can be watched.
    facts: String,
    /// Reasons with their shares of the score.
    why: Vec<String>,
    /// What speaks against it.
    but: Vec<String>,
}

impl Picks {
    /// The answer to a request, with the notes made while the request was.
    pub fn new(
        request: &QueryRequest,
        answer: &Answer,
        catalog: &Catalog,
        mut notes: Vec<String>,
    ) -> Self {
        let asked = Asked::of(request, catalog);
        let results = answer.results.iter().map(|result| pick(result, catalog, &asked)).collect();
        notes.extend(answer.notes.iter().map(told));
        for exclusion in &answer.exclusions {
            if exclusion.reason != ExclusionReason::Series {
                notes.push(as_arguments(left_out(exclusion), &answer.exclusions));
            }
        }
        if let Some(short) = &answer.shortfall {
            let advice = as_arguments(short.advice.clone(), &answer.exclusions);
            notes.push(format!("{} of {} found: {advice}", short.found, short.asked));
        }
        Self { results, notes, ..Self::default() }
    }
}

/// A note, without a next step that no tool has.
fn told(note: &Note) -> String {
    let message = &note.message;
    let kept = match note.code {
        NoteCode::SeriesLeftOut => message.split(';').next().unwrap_or(message),
        _ => message,
    };
    kept.to_owned()
}

/// Limits are called here as the arguments of the tools are: `max_hours`, not `max-hours`.
fn as_arguments(mut words: String, exclusions: &[ExclusionCount]) -> String {
    for exclusion in exclusions {
        let name = exclusion.reason.to_string();
        words = words.replace(&format!("`{name}"), &format!("`{}", name.replace('-', "_")));
    }
    match words.contains("`same-series`") {
        true => "other seasons of what they liked are left out".to_owned(),
        false => words,
    }
}

fn pick(result: &Recommendation, catalog: &Catalog, asked: &Asked) -> Pick {
    let mut pick = Pick {
        id: result.id.clone(),
        title: result.heading(),
        score: hundredths(result.score),
        summary: String::new(),
        facts: String::new(),
        why: reasons(catalog, result, Some(asked)),
        but: vec![lacks(catalog, result, Some(asked))],
    };
    if let Some(found) = catalog.find(&result.id) {
        let drama = catalog.drama(found);
        pick.but.push(has(catalog, &drama, asked));
        pick.facts = facts(&drama, Some(asked)).join(", ");
        pick.summary = drama.summary.clone();
    }
    if result.unreviewed {
        pick.but.push("nobody reviewed its tropes".to_owned());
    }
    pick.but.retain(|words| !words.is_empty());
    pick
}

impl Told for Picks {
    fn text(&self) -> String {
        let mut text = String::new();
        if self.unanswered {
            text += &format!("{}\n", self.notes.join("; "));
        }
        text += &line("Understood", &self.understood);
        text += &sentences("Not understood", &self.not_understood);
        if self.unanswered {
            return text.trim_end().to_owned();
        }
        if self.results.is_empty() {
            text += "No drama qualifies.\n";
        }
        for (place, pick) in (1..).zip(&self.results) {
            text += &format!("{place}. {}, id {}, score {:.2}", pick.title, pick.id, pick.score);
            if !pick.facts.is_empty() {
                text += &format!(", {}", pick.facts);
            }
            text.push('\n');
            if !pick.summary.is_empty() {
                text += &format!("   {}\n", pick.summary);
            }
            for said in [line("   Why", &pick.why), line("   But", &pick.but)] {
                text += &said;
            }
        }
        text += &sentences("Notes", &self.notes);
        text.trim_end().to_owned()
    }

    fn failed(&self) -> bool {
        self.unanswered
    }
}

/// Sentences, which have commas of their own, with a word before them.
fn sentences(word: &str, sentences: &[String]) -> String {
    if sentences.is_empty() {
        return String::new();
    }
    line(word, &[sentences.join("; ")])
}
