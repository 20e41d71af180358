//! What a curator should mend although the catalogue can be read: the editorial rules.

use std::collections::{HashMap, HashSet};

use crate::catalog::fields::{FIELDS, Field, Need};
use crate::catalog::{Drama, Person, fold};

use super::diagnostic::{Diagnostic, Location, Severity};
use super::dramas::ParsedDrama;
use super::vocabulary::ParsedVocabulary;

/// Fewest tropes of a reviewed drama.
const FEWEST_TROPES: usize = 8;
/// Most tropes of a drama before it says too little about what matters.
const MOST_TROPES: usize = 25;
/// Fewest readers whose warnings someone can rely on.
const FEWEST_READERS: u8 = 2;
/// From this many dramas up, how often a trope is used means something.
const ENOUGH_DRAMAS: usize = 100;
/// A trope used by fewer dramas tells too little apart.
const FEWEST_USES: usize = 3;
/// A trope (genre and tone apart) used by a larger share of dramas does not discriminate.
const LARGEST_SHARE: f64 = 0.4;

/// Applies the editorial rules to dramas and vocabulary.
pub fn lint(vocabulary: &ParsedVocabulary, dramas: &[ParsedDrama], found: &mut Vec<Diagnostic>) {
    for parsed in dramas {
        entry(parsed, found);
    }
    titles(dramas, found);
    pages(dramas, found);
    twins(dramas, found);
    seasons(dramas, found);
    people(dramas, found);
    services(dramas, found);
    if dramas.len() >= ENOUGH_DRAMAS {
        usage(vocabulary, dramas, found);
    }
}

/// Where the dramas of a table contradict each other: numbers of people and of series, spellings of
/// services. Warnings, since a table can be ranked with them all the same; each is told once, where
/// it is met first.
#[must_use]
pub fn lint_between(dramas: &[ParsedDrama]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    seasons(dramas, &mut found);
    people(dramas, &mut found);
    services(dramas, &mut found);
    let mut told = HashSet::new();
    found.retain(|diagnostic| told.insert(diagnostic.message.clone()));
    found.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Warning);
    found
}

fn entry(parsed: &ParsedDrama, found: &mut Vec<Diagnostic>) {
    let drama = &parsed.drama;
    let number = drama.strengths.len();
    if drama.reviewed && number < FEWEST_TROPES {
        let message =
            format!("`{}` has {number} tropes, a reviewed drama needs {FEWEST_TROPES}", drama.id);
        found.push(
            Diagnostic::error(parsed.at.clone(), message)
                .hint("add tropes or set `reviewed = false`"),
        );
    }
    if number > MOST_TROPES {
        let message = format!("`{}` has {number} tropes, more than {MOST_TROPES}", drama.id);
        found.push(
            Diagnostic::warning(parsed.at.clone(), message)
                .hint("keep those that tell it from its neighbours"),
        );
    }
    if let (Some(file), Some(year)) = (parsed.file_year, drama.year)
        && file != year
    {
        let message = format!("`{}` is of {year} but stands in the file of {file}", drama.id);
        found.push(
            Diagnostic::error(parsed.at.clone(), message).hint(format!("move it to `{year}.toml`")),
        );
    }
    let people = PEOPLE.iter().flat_map(|(_, people)| people(drama));
    // A stage name may be one letter; then the person has a number.
    let unclear = |person: &&Person| person.name.chars().count() < 2 && person.number.is_none();
    if let Some(person) = people.into_iter().find(unclear) {
        let message = format!("`{}` names a person of one letter, `{}`", drama.id, person.name);
        found.push(Diagnostic::warning(parsed.at.clone(), message).hint("write the name in full"));
    }
    if !drama.warnings.is_empty() && drama.warning_readers < FEWEST_READERS {
        let message = format!("the warnings of `{}` had no second look", drama.id);
        let hint = "let another reader look for every warning, then write `warning_readers = 2`";
        found.push(Diagnostic::warning(parsed.at.clone(), message).hint(hint));
    }
    let missed = |field: &&Field| field.need == Need::Should && !(field.get)(drama).is_known();
    for field in FIELDS.iter().filter(missed) {
        let message = format!("`{}` has no `{}`", drama.id, field.name);
        found.push(Diagnostic::warning(parsed.at.clone(), message));
    }
}

/// Two dramas may share a title in different years; an alias had better not be another's title.
fn titles(dramas: &[ParsedDrama], found: &mut Vec<Diagnostic>) {
    let mut by_title: HashMap<String, Vec<&ParsedDrama>> = HashMap::new();
    for parsed in dramas {
        let same = by_title.entry(fold(&parsed.drama.title)).or_default();
        if let Some(other) = same.iter().find(|other| other.drama.year == parsed.drama.year) {
            let message = format!(
                "`{}` and `{}` have the same title and year",
                other.drama.id, parsed.drama.id
            );
            found.push(Diagnostic::error(parsed.at.clone(), message).hint("remove one of them"));
        }
        same.push(parsed);
    }
    for parsed in dramas {
        for alias in &parsed.drama.aliases {
            let owners = by_title.get(&fold(alias)).into_iter().flatten();
            for owner in owners.filter(|owner| owner.drama.id != parsed.drama.id) {
                let message = format!(
                    "the alias `{alias}` of `{}` is the title of `{}`",
                    parsed.drama.id, owner.drama.id
                );
                found.push(Diagnostic::warning(parsed.at.clone(), message));
            }
        }
    }
}

/// One page of MyDramaList is one drama.
fn pages(dramas: &[ParsedDrama], found: &mut Vec<Diagnostic>) {
    let mut owners: HashMap<u32, &str> = HashMap::new();
    for parsed in dramas {
        let Some(mdl) = parsed.drama.mdl else { continue };
        if let Some(other) = owners.insert(mdl, &parsed.drama.id) {
            let message = format!("`{other}` and `{}` have the same mdl {mdl}", parsed.drama.id);
            found.push(Diagnostic::error(parsed.at.clone(), message).hint("correct one of them"));
        }
    }
}

/// Identical vectors cannot be told apart by ranking.
fn twins(dramas: &[ParsedDrama], found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<Vec<(u16, u8)>, &str> = HashMap::new();
    for parsed in dramas.iter().filter(|parsed| !parsed.drama.strengths.is_empty()) {
        let vector = parsed.drama.strengths.iter().map(|s| (s.trope.0, s.level())).collect();
        if let Some(other) = seen.insert(vector, &parsed.drama.id) {
            let message = format!("`{other}` and `{}` have identical tropes", parsed.drama.id);
            found.push(
                Diagnostic::error(parsed.at.clone(), message).hint("say what tells them apart"),
            );
        }
    }
}

fn seasons(dramas: &[ParsedDrama], found: &mut Vec<Diagnostic>) {
    let mut members: HashMap<&str, usize> = HashMap::new();
    let all = || dramas.iter().filter_map(|p| Some((p, p.drama.series.as_deref()?)));
    all().for_each(|(_, series)| *members.entry(series).or_default() += 1);
    let mut places: HashMap<(&str, u16), &str> = HashMap::new();
    for (parsed, series) in all() {
        let id = &parsed.drama.id;
        if members[series] == 1 {
            let message = format!("`{id}` is alone in the series `{series}`");
            found.push(Diagnostic::warning(parsed.at.clone(), message));
        } else if parsed.drama.series_order.is_none() {
            let message = format!("`{id}` has no `series_order` in the series `{series}`");
            let hint = "number the dramas of a series from 1, as they are to be watched";
            found.push(Diagnostic::warning(parsed.place("series", 0), message).hint(hint));
        }
        let Some(order) = parsed.drama.series_order else { continue };
        if let Some(other) = places.insert((series, order), id) {
            let message =
                format!("`{other}` and `{id}` are both number {order} of the series `{series}`");
            let at = parsed.place("series_order", 0);
            found.push(Diagnostic::error(at, message).hint("give one of them another number"));
        }
    }
}

/// Takes the people of one fact from a drama.
type PeopleOf = fn(&Drama) -> &[Person];

/// Who makes a drama, by the name of the fact.
const PEOPLE: [(&str, PeopleOf); 4] = [
    ("leads", |drama| &drama.leads),
    ("support", |drama| &drama.support),
    ("writers", |drama| &drama.writers),
    ("directors", |drama| &drama.directors),
];

/// A number is one person, under one name.
fn people(dramas: &[ParsedDrama], found: &mut Vec<Diagnostic>) {
    let mut names: HashMap<u32, (&str, Location)> = HashMap::new();
    for parsed in dramas {
        for (field, people) in PEOPLE {
            for (item, person) in people(&parsed.drama).iter().enumerate() {
                let Some(number) = person.number else { continue };
                let at = parsed.place(field, item);
                let (name, first) =
                    names.entry(number).or_insert_with(|| (&person.name, at.clone()));
                if *name != person.name {
                    let message = format!(
                        "the person {number} is `{}` here and `{name}` at {}:{}",
                        person.name, first.path, first.line
                    );
                    let hint = "one person has one name and a number of its own";
                    found.push(Diagnostic::error(at, message).hint(hint));
                }
            }
        }
    }
}

/// A service or network is spelt one way.
fn services(dramas: &[ParsedDrama], found: &mut Vec<Diagnostic>) {
    let mut spelt: HashMap<String, (&str, Location)> = HashMap::new();
    for parsed in dramas {
        let networks = parsed.drama.networks.iter().map(String::as_str).enumerate();
        let offers = parsed.drama.where_to_watch.iter().map(|offer| offer.service.as_str());
        let networks = networks.map(|(item, name)| ("network", item, name));
        let offers = offers.enumerate().map(|(item, name)| ("where_to_watch", item, name));
        for (field, item, name) in networks.chain(offers) {
            let at = parsed.place(field, item);
            let (first, place) = spelt.entry(fold(name)).or_insert_with(|| (name, at.clone()));
            if *first != name {
                let message =
                    format!("`{name}` is spelt `{first}` at {}:{}", place.path, place.line);
                found.push(Diagnostic::error(at, message).hint("keep one spelling"));
            }
        }
    }
}

fn usage(vocabulary: &ParsedVocabulary, dramas: &[ParsedDrama], found: &mut Vec<Diagnostic>) {
    let mut uses = vec![0; vocabulary.vocabulary.len()];
    for strength in dramas.iter().flat_map(|parsed| &parsed.drama.strengths) {
        uses[strength.trope.at()] += 1;
    }
    for (at, (trope, uses)) in vocabulary.vocabulary.tropes().iter().zip(uses).enumerate() {
        let Some(place) = vocabulary.places.get(&at) else {
            continue;
        };
        let share = uses as f64 / dramas.len() as f64;
        let common = vocabulary.vocabulary.family(trope).is_manner();
        if uses < FEWEST_USES {
            found.push(Diagnostic::warning(
                place.clone(),
                format!("`{}` is used by {uses} dramas only", trope.id),
            ));
        } else if share > LARGEST_SHARE && !common {
            let message = format!("`{}` is used by {:.0} % of the dramas", trope.id, 100.0 * share);
            found.push(Diagnostic::warning(place.clone(), message).hint("narrow its definition"));
        }
    }
}
