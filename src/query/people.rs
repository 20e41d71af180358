//! Finding people by the names that askers type.

use std::collections::{BTreeSet, HashMap};

use crate::catalog::korean_names::{may_be_name, spelled};
use crate::catalog::near::{Typed, nearest};
use crate::catalog::{Catalog, DramaIdx, Person, Role, fold};

use super::limits::With;

/// How alike a name must be to a typed one to be taken for it.
const FORGIVEN: f64 = 0.85;

/// A person as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name with the dramas.
    pub with: With,
    /// Whether a typing error was forgiven.
    pub forgiven: bool,
}

/// Comparisons with a name, in search of a typing error, that the people of one question may cost.
const COMPARISONS: usize = 300_000;

/// Names in which a typing error is looked for however many people the catalogue has.
const LEAST_LOOKED_AT: usize = 5;

/// Looks up the people of one question.
pub struct People<'a> {
    catalog: &'a Catalog,
    /// The names of all by their folded form, once one is not found as the catalogue spells it.
    known: Option<Known>,
    /// In how many more names a typing error may be looked for.
    looks_left: usize,
}

/// The names of all leads, writers and directors.
struct Known {
    by_key: HashMap<String, Vec<String>>,
    /// The folded forms in order, in which readings of Hangul are looked up.
    keys: Vec<String>,
}

impl<'a> People<'a> {
    /// Nobody looked up yet.
    #[must_use]
    pub fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, known: None, looks_left: 0 }
    }

    /// The leads, writers and directors whom a typed name means, whatever the case, hyphens and
    /// spaces, with the given name first or last; a number (`Kim Min Hee:123`) tells people of one
    /// name apart. Near names, best first, where there is nobody; none once typing errors were
    /// looked for in as many names as one question may cost.
    ///
    /// # Errors
    /// Near names.
    pub fn find(&mut self, typed: &str) -> Result<Found, Vec<String>> {
        let catalog = self.catalog;
        let asked = Person::parse(typed).unwrap_or_else(|| Person::from(typed.trim()));
        // As the catalogue spells it: found without reading every drama.
        let exact = credited(catalog, &asked);
        if !exact.is_empty() {
            let with = With { name: asked.name, dramas: exact };
            return Ok(Found { with, forgiven: false });
        }
        let looks_left = &mut self.looks_left;
        let Known { by_key, keys: sorted } = self.known.get_or_insert_with(|| {
            let known = Known::of(catalog);
            *looks_left = (COMPARISONS / known.by_key.len().max(1)).max(LEAST_LOOKED_AT);
            known
        });
        for key in keys(&asked.name) {
            let meant: Vec<&String> = by_key.get(&key).into_iter().flatten().collect();
            if let Some(found) = together(catalog, &asked, &meant) {
                return Ok(Found { with: found, forgiven: false });
            }
        }
        let korean: String = asked.name.split_whitespace().collect();
        if may_be_name(&korean) {
            let read: Vec<&String> =
                spelled(sorted, &korean).into_iter().flat_map(|key| &by_key[key]).collect();
            return of_reading(catalog, &asked, &read);
        }
        if *looks_left == 0 {
            return Err(Vec::new());
        }
        *looks_left -= 1;
        let key = fold(&asked.name);
        let near = near(by_key, &key);
        let typed = Typed::new(&key);
        let alike = |name: &&String| typed.typing_likeness(&fold(name), FORGIVEN) > 0.0;
        let meant: Vec<&String> = near.iter().filter(alike).collect();
        match meant.as_slice() {
            [one] => match together(catalog, &asked, &[one]) {
                Some(with) => Ok(Found { with, forgiven: true }),
                None => Err(near),
            },
            _ => Err(near),
        }
    }
}

impl Known {
    fn of(catalog: &Catalog) -> Self {
        let names = names(catalog);
        let mut by_key: HashMap<String, Vec<String>> = HashMap::new();
        for name in &names {
            by_key.entry(fold(name)).or_default().push(name.clone());
        }
        let mut keys: Vec<String> = by_key.keys().cloned().collect();
        keys.sort_unstable();
        Self { by_key, keys }
    }
}

/// The one whose Latin name a name in Hangul may be `read` as. Nobody spells by one rule, so that it
/// is told like a typing error; of several, all are offered.
fn of_reading(catalog: &Catalog, asked: &Person, read: &[&String]) -> Result<Found, Vec<String>> {
    if let [_] = read
        && let Some(with) = together(catalog, asked, read)
    {
        return Ok(Found { with, forgiven: true });
    }
    Err(read.iter().map(|name| (*name).clone()).collect())
}

/// In a catalogue of more dramas nobody who asked for a title waits until all their people are
/// read.
const MOST_READ: usize = 20_000;

/// The name of the lead, writer or director whom a title as typed means; one that is not written
/// just so only where `forgiving`. In a large catalogue only who is written as it writes them.
#[must_use]
pub fn named(catalog: &Catalog, typed: &str, forgiving: bool) -> Option<String> {
    if catalog.len() > MOST_READ {
        let asked = Person::from(typed.trim());
        return (!credited(catalog, &asked).is_empty()).then_some(asked.name);
    }
    let found = People::new(catalog).find(typed).ok();
    found.filter(|found| forgiving || !found.forgiven).map(|found| found.with.name)
}

/// The folded forms of a name: as typed, and with the last word first.
fn keys(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut keys = vec![fold(name)];
    if let [given @ .., family] = words.as_slice()
        && !given.is_empty()
    {
        keys.push(fold(&format!("{family} {}", given.join(" "))));
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// The names most like a folded one, best first.
fn near(known: &HashMap<String, Vec<String>>, key: &str) -> Vec<String> {
    if key.is_empty() {
        return Vec::new();
    }
    let pairs = known
        .iter()
        .flat_map(|(key, names)| names.iter().map(|name| (key.as_str(), name.as_str())));
    nearest(key, pairs, 3).into_iter().map(str::to_owned).collect()
}

/// The dramas of people of these names, or of the one with the number asked for.
fn together(catalog: &Catalog, asked: &Person, names: &[&String]) -> Option<With> {
    let mut dramas = BTreeSet::new();
    for name in names {
        let person = Person { name: (*name).clone(), number: asked.number };
        dramas.extend(credited(catalog, &person));
    }
    let name = (*names.first()?).clone();
    (!dramas.is_empty()).then(|| With { name, dramas: dramas.into_iter().collect() })
}

fn credited(catalog: &Catalog, person: &Person) -> Vec<DramaIdx> {
    let mut dramas = BTreeSet::new();
    for role in Role::ALL {
        dramas.extend(catalog.credited(role, person));
    }
    dramas.into_iter().collect()
}

/// The names of all leads, writers and directors.
fn names(catalog: &Catalog) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for idx in catalog.indices() {
        for role in Role::ALL {
            for person in catalog.people(idx, role).iter() {
                if !names.contains(&person.name) {
                    names.insert(person.name.clone());
                }
            }
        }
    }
    names
}
