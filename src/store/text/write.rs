//! Writing a drama as curators do.

use std::fmt::Write;

use crate::catalog::fields::{FIELDS, Field, Shape, Value, decimal};
use crate::catalog::{Drama, Kind, Vocabulary, Warning};

/// A list is broken into lines, one entry each, where it would be longer than this.
const LINE: usize = 100;

/// The entry of a drama in the form of `dramas/*.toml`: facts in a fixed order, unknown ones left
/// out, tropes from strongest to weakest. Reading it back gives the same drama.
#[must_use]
pub fn to_toml(drama: &Drama, vocabulary: &Vocabulary) -> String {
    let mut out = String::from("[[drama]]\n");
    for field in FIELDS {
        let value = (field.get)(drama);
        if let Some(written) = written(field, &value) {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{} = {written}", field.name);
        }
    }
    out.push_str("[drama.tropes]\n");
    for strength in drama.by_strength() {
        let (id, level) = (&vocabulary.trope(strength.trope).id, strength.level());
        let _ = match drama.marks(strength.trope) {
            true => writeln!(out, "{id} = {{ level = {level}, spoiler = true }}"),
            false => writeln!(out, "{id} = {level}"),
        };
    }
    if !drama.warnings.is_empty() {
        out.push_str("[drama.warnings]\n");
    }
    for Warning { id, occurs, place } in &drama.warnings {
        let occurs = occurs.word();
        let _ = match place.is_empty() {
            true => writeln!(out, "{id} = \"{occurs}\""),
            false => writeln!(out, "{id} = {{ occurs = \"{occurs}\", where = {} }}", quoted(place)),
        };
    }
    out
}

/// A fact as it is written; nothing where it says no more than its absence would.
fn written(field: &Field, value: &Value) -> Option<String> {
    match (field.shape, value) {
        (_, value) if !value.is_known() => None,
        (Shape::Flag(usual), Value::Flag(flag)) => (*flag != usual).then(|| flag.to_string()),
        (_, Value::Text(text)) => Some(quoted(text)),
        (_, Value::Texts(texts)) => Some(list(texts, LINE.saturating_sub(field.name.len() + 3))),
        (_, Value::Number(number)) => Some(number.to_string()),
        (_, Value::Hundredths(number)) => Some(decimal(*number)),
        (_, Value::Day(day)) => Some(day.to_string()),
        (_, Value::Flag(_) | Value::Unknown) => None,
    }
}

fn list(items: &[String], room: usize) -> String {
    let quoted: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    let line = format!("[{}]", quoted.join(", "));
    if line.chars().count() <= room {
        return line;
    }
    let lines: Vec<String> = quoted.iter().map(|item| format!("    {item},\n")).collect();
    format!("[\n{}]", lines.concat())
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
