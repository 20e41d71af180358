//! Reading `dramas/*.toml`.

use crate::catalog::{Drama, TropeStrength, Vocabulary};

use super::diagnostic::{Diagnostic, Location};
use super::source::Source;
use super::table::{Table, each_table, integer};

/// The top of the curators' scale; strength = level / 5.
const LEVELS: i64 = 5;

/// A drama with its place.
#[derive(Debug, Clone)]
pub struct ParsedDrama {
    /// The drama; where mistakes were found, what is sound of it.
    pub drama: Drama,
    /// Where its entry stands.
    pub at: Location,
    /// The year that the name of its file gives, when it gives one.
    pub file_year: Option<u16>,
}

/// Reads the dramas of a file, in file order.
pub fn parse_dramas(
    source: &Source,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Vec<ParsedDrama> {
    let stem = std::path::Path::new(source.path()).file_stem().and_then(|stem| stem.to_str());
    let file_year = stem.and_then(|stem| stem.parse().ok());
    let mut dramas = Vec::new();
    each_table(source, &["drama"], found, |_, table| {
        let at = table.at();
        dramas.push(ParsedDrama { drama: drama(table, vocabulary), at, file_year });
    });
    dramas
}

fn drama(mut table: Table<'_, '_>, vocabulary: &Vocabulary) -> Drama {
    let (id, _) = table.slug("id");
    let drama = Drama {
        id,
        former_ids: table.texts("former_ids"),
        title: table.required("title").0,
        native_title: table.optional("native_title"),
        aliases: table.texts("aliases"),
        series: table.text("series").map(|(series, _)| series),
        year: table.number("year", 1950..2101).map(|n| n as u16),
        episodes: table.number("episodes", 1..10_000).map(|n| n as u16),
        networks: table.texts("network"),
        streaming: table.texts("streaming"),
        mdl: table.number("mdl", 1..i64::from(u32::MAX)).map(|n| n as u32),
        leads: table.texts("leads"),
        writers: table.texts("writers"),
        directors: table.texts("directors"),
        followers: table.number("followers", 0..i64::from(u32::MAX)).map(|n| n as u32),
        summary: table.optional("summary"),
        reviewed: table.flag("reviewed", true),
        strengths: strengths(&mut table, vocabulary),
    };
    table.finish();
    drama
}

fn strengths(table: &mut Table<'_, '_>, vocabulary: &Vocabulary) -> Vec<TropeStrength> {
    let mut strengths: Vec<TropeStrength> = Vec::new();
    for (name, at, value) in table.numbers("tropes") {
        let level = integer(value).filter(|level| (1..=LEVELS).contains(level));
        if level.is_none() {
            table.report(
                at.clone(),
                format!("the level of `{name}` must be a whole number from 1 to {LEVELS}"),
            );
        }
        // Only ids are written in files: one name for one trope keeps them easy to search.
        let known = vocabulary.find(&name);
        match known.filter(|trope| vocabulary.trope(*trope).id == name) {
            Some(trope) => strengths
                .push(TropeStrength { trope, strength: level.unwrap_or(1) as f32 / LEVELS as f32 }),
            None => {
                let near = match known {
                    Some(trope) => vec![vocabulary.trope(trope).id.clone()],
                    None => vocabulary.near(&name),
                };
                let unknown = Diagnostic::error(at, format!("unknown trope `{name}`"));
                table.push(match near.is_empty() {
                    true => unknown.hint("`tropewise tropes` lists them all"),
                    false => unknown.did_you_mean(&near),
                });
            }
        }
    }
    strengths.sort_by_key(|s| s.trope);
    strengths
}
