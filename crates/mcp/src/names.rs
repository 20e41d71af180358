//! Names as assistants give them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use tropewise::catalog::Catalog;

use crate::engine::Engine;
use crate::fault::cut;

/// A list of names; one name alone is a list of one, because assistants often leave the brackets
/// out.
#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(from = "OneOrMany")]
pub struct Names(pub Vec<String>);

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a list of strings")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Names {
    fn from(names: OneOrMany) -> Self {
        match names {
            OneOrMany::One(name) => Self(vec![name]),
            OneOrMany::Many(names) => Self(names),
        }
    }
}

impl JsonSchema for Names {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Names".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": { "type": "string" } })
    }
}

/// The ids of tropes: what viewers call a trope becomes its id, and a note says so. A name that
/// means nothing stays as it is, for the check of the request to refuse.
pub fn tropes(
    names: Names,
    engine: &Engine,
    catalog: &Catalog,
    notes: &mut Vec<String>,
) -> Vec<String> {
    let vocabulary = catalog.vocabulary();
    let mut ids = Vec::with_capacity(names.0.len());
    for name in names.0 {
        if vocabulary.find(&name).is_none()
            && let [meant] = engine.trope_search(catalog).called(&name)[..]
        {
            let id = vocabulary.trope(meant).id.clone();
            notes.push(format!("`{}` is taken for `{id}`", cut(&name)));
            ids.push(id);
        } else {
            ids.push(name);
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_a_list_of_one() {
        let read = |json| serde_json::from_str::<Names>(json);
        assert_eq!(read(r#""Goblin""#).unwrap(), read(r#"["Goblin"]"#).unwrap());
        assert_eq!(read("[]").unwrap(), Names::default());
        assert!(read("3").unwrap_err().to_string().contains("a list of strings"));
    }

    #[test]
    fn what_viewers_say_becomes_the_id_and_is_told() {
        let opened = tropewise::open(&tropewise_dramas::source(), None).unwrap();
        let (engine, catalog) = (Engine::new(opened), tropewise_dramas::catalog());
        let mut notes = Vec::new();
        let names = Names(vec!["sad-ending".into(), "noona".into(), "no such thing".into()]);
        let ids = tropes(names, &engine, &catalog, &mut notes);
        assert_eq!((ids[0].as_str(), ids[2].as_str()), ("sad-ending", "no such thing"));
        assert!(catalog.vocabulary().find(&ids[1]).is_some(), "{ids:?}");
        assert_eq!(notes, [format!("`noona` is taken for `{}`", ids[1])]);
    }
}
