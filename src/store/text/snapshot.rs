//! Reading `snapshot.toml`: on which day each kind of fact was read.

use std::collections::HashMap;

use crate::catalog::fields::Field;
use crate::catalog::{Date, Snapshots};

use super::diagnostic::{Diagnostic, Location};
use super::source::TextFile;
use super::table::each_table;

/// Reads the days; each fact has one.
pub fn parse_snapshots(source: &TextFile, found: &mut Vec<Diagnostic>) -> Snapshots {
    let mut days: Vec<(String, Date)> = Vec::new();
    let mut places: HashMap<String, Location> = HashMap::new();
    each_table(source, &["snapshot"], found, |_, mut table| {
        let day = table.day("on");
        if day.is_none() && table.value("on").is_none() {
            let missing = Diagnostic::error(table.at(), "`on` is missing");
            table.push(missing.hint("write the day as `on = 2025-10-25`"));
        }
        for (name, at) in table.placed_texts("facts") {
            if Field::named(&name).is_none_or(|field| field.name != name) {
                table.report(at, format!("`{}` is no fact of a drama", name.escape_debug()));
            } else if let Some(first) = places.insert(name.clone(), at.clone()) {
                let message =
                    format!("the day of `{name}` stands twice, first at line {}", first.line);
                table.push(Diagnostic::error(at, message).hint("keep one of the two"));
            } else {
                days.extend(day.as_ref().map(|(day, _)| (name, *day)));
            }
        }
        table.finish();
    });
    Snapshots::new(days)
}
