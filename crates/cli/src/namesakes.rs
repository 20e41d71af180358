//! People of one name: who asks by it gets the dramas of all of them, and is told so.

use std::collections::BTreeMap;

use tropewise::catalog::{Catalog, Person, fold};
use tropewise::schema::FilterRequest;

use crate::console::note;

/// In a catalogue of more dramas nobody waits until all their people are read.
const MOST_READ: usize = 20_000;
/// How many of them are named.
const NAMED: usize = 4;

/// Says which of the people that a question names share their name, as far as the catalogue tells
/// them apart: by numbers, which few but leads have.
pub fn tell_namesakes(filter: &FilterRequest, catalog: &Catalog) {
    if catalog.len() > MOST_READ {
        return;
    }
    for name in filter.with.iter().chain(&filter.without) {
        // With a number it is one of them already.
        if name.contains(':') {
            continue;
        }
        let called = called(name, catalog);
        if called.len() > 1 {
            let person = |(one, title): (&String, &String)| format!("`{one}` is in {title}");
            let people: Vec<String> = called.iter().take(NAMED).map(person).collect();
            note(&format!(
                "{} people are called `{name}`, and all of them are meant: {}",
                called.len(),
                people.join(", ")
            ));
        }
    }
}

/// The people of a name, each as one is asked for alone, with one of their dramas.
fn called(name: &str, catalog: &Catalog) -> BTreeMap<String, String> {
    let key = fold(name);
    let mut people = BTreeMap::new();
    for idx in catalog.indices() {
        let drama = catalog.drama(idx);
        let credits = [&drama.leads, &drama.writers, &drama.directors];
        for Person { name, number } in credits.into_iter().flatten() {
            if let Some(number) = number.filter(|_| fold(name) == key) {
                people.entry(format!("{name}:{number}")).or_insert_with(|| drama.heading());
            }
        }
    }
    people
}
