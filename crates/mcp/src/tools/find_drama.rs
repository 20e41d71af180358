//! `find_drama`: titles by a part of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use tropewise::QueryError;
use tropewise::catalog::{Catalog, DramaIdx, heading};
use tropewise::lookup::suggest;

use super::{Told, length};
use crate::engine::Engine;
use crate::failure::Failure;

/// A part of a title.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    text: String,
    k: Option<usize>,
}

/// Dramas that may be meant.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Found {
    /// Best first.
    dramas: Vec<FoundDrama>,
    /// Why there is none; so rare that the schema, which every conversation pays for, is silent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(skip)]
    notes: Vec<String>,
}

/// A drama that may be meant.
#[derive(Debug, Serialize, JsonSchema)]
struct FoundDrama {
    id: String,
    /// With the year.
    title: String,
    native_title: String,
    /// The other name that was recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    also: Option<String>,
}

/// Finds dramas by the beginnings of words of their titles; else by forgiving a typing error. That
/// there is none is an answer, since whoever searches is ready for it.
pub fn find(engine: &Engine, part: Part) -> Result<Found, Failure> {
    let k = length(part.k)?;
    engine.look_up(|catalog| {
        let suggested = suggest(catalog, engine.typeahead(catalog), &part.text, k);
        let (mut dramas, mut notes) = (Vec::new(), Vec::new());
        for drama in suggested.dramas {
            let title = heading(&drama.title, drama.year);
            let (id, native_title, also) = (drama.id, drama.native_title, drama.also);
            dramas.push(FoundDrama { id, title, native_title, also });
        }
        if dramas.is_empty() {
            match catalog.resolve(&part.text).map_err(QueryError::from) {
                Ok(meant) => dramas.push(found(catalog, meant.drama)),
                Err(error) => notes.push(Failure::of_search(error).0),
            }
        }
        Ok(Found { dramas, notes })
    })
}

fn found(catalog: &Catalog, idx: DramaIdx) -> FoundDrama {
    let drama = catalog.drama(idx);
    let (id, native_title) = (drama.id.clone(), drama.native_title.clone());
    FoundDrama { id, title: drama.heading(), native_title, also: None }
}

impl Told for Found {
    fn text(&self) -> String {
        let mut lines = Vec::with_capacity(self.dramas.len());
        for drama in &self.dramas {
            let mut words = drama.title.clone();
            let names = [Some(&drama.native_title), drama.also.as_ref()];
            for name in names.into_iter().flatten().filter(|name| !name.is_empty()) {
                words += &format!(", {name}");
            }
            lines.push(format!("{words}, id {}", drama.id));
        }
        lines.extend_from_slice(&self.notes);
        lines.join("\n")
    }
}
