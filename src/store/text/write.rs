//! Writing a drama as curators do.

use std::fmt::Write;

use crate::catalog::{Drama, Vocabulary};

/// The entry of a drama in the form of `dramas/*.toml`: facts in a fixed order, unknown ones left
/// out, tropes from strongest to weakest. Reading it back gives the same drama.
#[must_use]
pub fn to_toml(drama: &Drama, vocabulary: &Vocabulary) -> String {
    let mut out = String::from("[[drama]]\n");
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{name} = {value}");
        }
    };
    field("id", Some(quoted(&drama.id)));
    field("former_ids", list(&drama.former_ids));
    field("title", Some(quoted(&drama.title)));
    field("native_title", text(&drama.native_title));
    field("aliases", list(&drama.aliases));
    field("series", drama.series.as_deref().map(quoted));
    field("year", drama.year.map(|n| n.to_string()));
    field("episodes", drama.episodes.map(|n| n.to_string()));
    field("network", list(&drama.networks));
    field("streaming", list(&drama.streaming));
    field("mdl", drama.mdl.map(|n| n.to_string()));
    field("leads", list(&drama.leads));
    field("writers", list(&drama.writers));
    field("directors", list(&drama.directors));
    field("followers", drama.followers.map(|n| n.to_string()));
    field("summary", text(&drama.summary));
    field("reviewed", (!drama.reviewed).then(|| "false".to_owned()));
    out.push_str("[drama.tropes]\n");
    for strength in drama.by_strength() {
        let _ = writeln!(out, "{} = {}", vocabulary.trope(strength.trope).id, strength.level());
    }
    out
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| quoted(text))
}

fn list(items: &[String]) -> Option<String> {
    let quoted: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    (!items.is_empty()).then(|| format!("[{}]", quoted.join(", ")))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
