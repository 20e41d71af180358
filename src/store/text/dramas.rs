//! Reading `dramas/*.toml`.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use crate::catalog::fields::{self, FIELDS};
use crate::catalog::near::nearest;
use crate::catalog::{Drama, Kind, Occurrence, TropeIdx, TropeStrength, Vocabulary, Warning};

use super::diagnostic::{Diagnostic, Location};
use super::source::TextFile;
use super::table::{Table, each_table, integer};

/// The top of the curators' scale; strength = level / 5.
const LEVELS: i64 = 5;

/// Where the facts of a drama stand, by name; lists have a place for each entry.
pub type Places = BTreeMap<&'static str, Vec<Location>>;

/// A drama with its place.
#[derive(Debug, Clone)]
pub struct ParsedDrama {
    /// The drama; where mistakes were found, what is sound of it.
    pub drama: Drama,
    /// Where its entry stands.
    pub at: Location,
    /// Where its facts stand.
    pub places: Places,
    /// The year that the name of its file gives, when it gives one.
    pub file_year: Option<u16>,
}

impl ParsedDrama {
    /// What [`lint_between`](super::lint_between) looks at in the drama of a row; nothing where
    /// the row says nothing of that.
    #[must_use]
    pub fn of_row(drama: Drama, at: Location) -> Option<Self> {
        let kept = Drama {
            id: drama.id,
            series: drama.series,
            series_order: drama.series_order,
            leads: drama.leads,
            support: drama.support,
            writers: drama.writers,
            directors: drama.directors,
            networks: drama.networks,
            where_to_watch: drama.where_to_watch,
            ..Drama::default()
        };
        let people = [&kept.leads, &kept.support, &kept.writers, &kept.directors];
        let numbered = people.into_iter().flatten().any(|person| person.number.is_some());
        let named = !(kept.networks.is_empty() && kept.where_to_watch.is_empty());
        (numbered || named || kept.series.is_some()).then(|| Self {
            drama: kept,
            at,
            places: Places::new(),
            file_year: None,
        })
    }

    /// Where an entry of a fact stands; where the drama does, when it has none.
    #[must_use]
    pub fn place(&self, field: &str, item: usize) -> Location {
        self.places.get(field).and_then(|at| at.get(item)).unwrap_or(&self.at).clone()
    }
}

/// Reads the dramas of a file, in file order.
pub fn parse_dramas(
    source: &TextFile,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Vec<ParsedDrama> {
    let stem = std::path::Path::new(source.path()).file_stem().and_then(|stem| stem.to_str());
    let file_year = stem.and_then(|stem| stem.parse().ok());
    let mut dramas = Vec::new();
    each_table(source, &["drama"], found, |_, table| {
        let at = table.at();
        let (drama, places) = drama(table, vocabulary);
        dramas.push(ParsedDrama { drama, at, places, file_year });
    });
    dramas
}

fn drama(mut table: Table<'_, '_>, vocabulary: &Vocabulary) -> (Drama, Places) {
    let mut drama = Drama::default();
    let mut places = Places::new();
    for field in FIELDS {
        if let Some((value, at)) = table.fact(field) {
            (field.set)(&mut drama, value);
            places.insert(field.name, at);
        }
    }
    (drama.strengths, drama.spoilers) = strengths(&mut table, vocabulary);
    drama.warnings = warnings(&mut table, vocabulary);
    // Someone found them.
    if !drama.warnings.is_empty() && drama.warning_readers == 0 {
        drama.warning_readers = 1;
    }
    for (field, message) in fields::contradictions(&drama) {
        let at = places.get(field).and_then(|at| at.first().cloned()).unwrap_or(table.at());
        table.report(at, format!("`{}`: {message}", drama.id));
    }
    table.finish();
    (drama, places)
}

/// The strengths in trope order, and the tropes marked as spoilers.
fn strengths(
    table: &mut Table<'_, '_>,
    vocabulary: &Vocabulary,
) -> (Vec<TropeStrength>, Vec<TropeIdx>) {
    let (mut strengths, mut spoilers) = (Vec::new(), Vec::new());
    for (name, at, value) in table.entries("tropes") {
        let (level, spoiler) = level(table, value);
        if level.is_none() {
            let message =
                format!("the level of `{name}` must be a whole number from 1 to {LEVELS}");
            table.report(at.clone(), message);
        }
        // Only ids are written in files: one name for one trope keeps them easy to search.
        let known = vocabulary.find(&name);
        match known.filter(|trope| vocabulary.trope(*trope).id == name) {
            Some(trope) => {
                let strength = level.unwrap_or(1) as f32 / LEVELS as f32;
                strengths.push(TropeStrength { trope, strength });
                spoilers.extend(spoiler.then_some(trope));
            }
            None => {
                let near = match known {
                    Some(trope) => vec![vocabulary.trope(trope).id.clone()],
                    None => vocabulary.near(&name),
                };
                let unknown = Diagnostic::error(at, format!("unknown trope `{name}`"));
                table.push(match near.is_empty() {
                    true => unknown.hint("write the id of a trope of the vocabulary"),
                    false => unknown.did_you_mean(&near),
                });
            }
        }
    }
    strengths.sort_by_key(|s| s.trope);
    spoilers.sort_unstable();
    (strengths, spoilers)
}

/// A level alone, or `{ level = 4, spoiler = true }`.
fn level<'a>(table: &mut Table<'a, '_>, value: &'a Spanned<DeValue<'a>>) -> (Option<i64>, bool) {
    let sound = |level: &i64| (1..=LEVELS).contains(level);
    let Some(mut marked) = table.inner(value) else {
        return (integer(value).filter(sound), false);
    };
    let level = marked.value("level").and_then(integer).filter(sound);
    let spoiler = marked.flag("spoiler", false);
    marked.finish();
    (level, spoiler)
}

/// What to be warned of, by id: `suicide = "once"`, or `{ occurs = "once", where = "episode 3" }`.
fn warnings(table: &mut Table<'_, '_>, vocabulary: &Vocabulary) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for (id, at, value) in table.entries("warnings") {
        let (word, place) = match table.inner(value) {
            Some(mut told) => {
                let read = (told.optional("occurs"), told.optional("where"));
                told.finish();
                read
            }
            None => (value.get_ref().as_str().unwrap_or_default().to_owned(), String::new()),
        };
        let occurs = Occurrence::of(&word);
        if occurs.is_none() {
            let message = format!("the warning `{id}` must be `once`, `recurring` or `possible`");
            table.report(at.clone(), message);
        }
        if !vocabulary.warning_ids().any(|known| known == id) {
            let names = vocabulary.warning_ids().map(|id| (id, id));
            let near: Vec<String> = nearest(&id, names, 1).into_iter().map(str::to_owned).collect();
            table
                .push(Diagnostic::error(at, format!("unknown warning `{id}`")).did_you_mean(&near));
        } else if let Some(occurs) = occurs {
            warnings.push(Warning { id, occurs, place });
        }
    }
    warnings.sort_by(|a, b| a.id.cmp(&b.id));
    warnings
}
