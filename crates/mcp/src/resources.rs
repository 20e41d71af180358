//! Resources: one drama, the vocabulary, one trope; all as JSON of the schema.

use rmcp::ErrorData;
use rmcp::model::{ReadResourceResult, Resource, ResourceContents, ResourceTemplate};
use serde::Serialize;

use tropewise::QueryError;
use tropewise::catalog::Catalog;
use tropewise::lookup;

use crate::engine::Engine;
use crate::failure::Failure;
use crate::fault::cut;

const JSON: &str = "application/json";
const DRAMA: &str = "drama://";
const TROPES: &str = "tropes://";

/// The resources that have an address of their own.
pub fn list() -> Vec<Resource> {
    vec![Resource::new(TROPES, "tropes").with_title("All tropes").with_mime_type(JSON)]
}

/// The resources there is one of for every drama and every trope.
pub fn templates() -> Vec<ResourceTemplate> {
    let template = |uri: &str, name, title| {
        ResourceTemplate::new(format!("{uri}{{id}}"), name).with_title(title).with_mime_type(JSON)
    };
    vec![template(DRAMA, "drama", "A drama"), template(TROPES, "trope", "A trope")]
}

/// Reads a resource; spoilers are hidden, and a drama is also found by its title.
///
/// # Errors
/// When there is no such resource; near names are told.
pub fn read(engine: &Engine, uri: &str) -> Result<ReadResourceResult, ErrorData> {
    let json = match (uri.strip_prefix(DRAMA), uri.strip_prefix(TROPES)) {
        (Some(id), _) => engine.look_up(|catalog| drama(catalog, id)),
        (_, Some("")) => engine.look_up(|catalog| Ok(all_tropes(catalog))),
        (_, Some(id)) => engine.look_up(|catalog| trope(catalog, id)),
        (None, None) => {
            let known = "there are `drama://ID`, `tropes://` and `tropes://ID`";
            Err(Failure(format!("unknown resource `{}`; {known}", cut(uri))))
        }
    };
    match json {
        Ok(json) => {
            let contents = ResourceContents::text(json, uri).with_mime_type(JSON);
            Ok(ReadResourceResult::new(vec![contents]))
        }
        Err(Failure(message)) => Err(ErrorData::resource_not_found(message, None)),
    }
}

fn drama(catalog: &Catalog, id: &str) -> Result<String, Failure> {
    let id = id.trim_end_matches('/');
    let found = catalog.resolve(id).map_err(QueryError::from)?;
    json(&lookup::drama(catalog, found.drama, false))
}

fn trope(catalog: &Catalog, id: &str) -> Result<String, Failure> {
    let id = id.trim_end_matches('/');
    let vocabulary = catalog.vocabulary();
    let Some(found) = vocabulary.find(id) else {
        let (name, near) = (cut(id), vocabulary.near(id));
        return Err(QueryError::UnknownTrope { name, near }.into());
    };
    json(&lookup::trope(catalog, found, false))
}

/// Ids and labels by family: the whole vocabulary in full would fill a context.
fn all_tropes(catalog: &Catalog) -> String {
    let vocabulary = catalog.vocabulary();
    let mut families = serde_json::Map::new();
    for trope in vocabulary.tropes() {
        let family = &vocabulary.family(trope).label;
        let tropes = families.entry(family.clone()).or_insert_with(|| serde_json::json!({}));
        tropes[&trope.id] = trope.label.clone().into();
    }
    serde_json::Value::Object(families).to_string()
}

fn json(reply: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(reply).map_err(|error| Failure(error.to_string()))
}
