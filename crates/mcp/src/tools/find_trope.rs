//! `find_trope`: tropes by a word.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use tropewise::QueryError;
use tropewise::lookup::vocabulary;

use super::{Told, length};
use crate::engine::Engine;
use crate::failure::Failure;

/// A word.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Word {
    text: String,
    k: Option<usize>,
}

/// Tropes that a word is about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Found {
    /// Best first.
    tropes: Vec<FoundTrope>,
    /// Why there is none; so rare that the schema, which every conversation pays for, is silent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(skip)]
    notes: Vec<String>,
}

/// A trope.
#[derive(Debug, Serialize, JsonSchema)]
struct FoundTrope {
    id: String,
    label: String,
    definition: String,
    /// How many dramas have it.
    dramas: usize,
}

/// Finds tropes. That there is none is an answer, since whoever searches is ready for it.
pub fn find(engine: &Engine, word: Word) -> Result<Found, Failure> {
    let k = length(word.k)?;
    engine.look_up(|catalog| {
        let mut found = engine.trope_search(catalog).search(&word.text);
        if found.is_empty() {
            let near = catalog.vocabulary().near(&word.text);
            let unknown = QueryError::UnknownTrope { name: word.text, near };
            let notes = vec![Failure::of_search(unknown).0];
            return Ok(Found { tropes: Vec::new(), notes });
        }
        found.truncate(k);
        let mut tropes = Vec::with_capacity(found.len());
        for trope in vocabulary(catalog, &found).tropes {
            let (id, label) = (trope.id, trope.label);
            let (definition, dramas) = (trope.definition, trope.dramas);
            tropes.push(FoundTrope { id, label, definition, dramas });
        }
        Ok(Found { tropes, notes: Vec::new() })
    })
}

impl Told for Found {
    fn text(&self) -> String {
        let mut lines = Vec::with_capacity(self.tropes.len());
        for trope in &self.tropes {
            let FoundTrope { id, label, definition, dramas } = trope;
            lines.push(format!("{id} ({label}, {dramas} dramas): {definition}"));
        }
        lines.extend_from_slice(&self.notes);
        lines.join("\n")
    }
}
