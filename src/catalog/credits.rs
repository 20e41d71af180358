//! Who made a drama, and what else they made.

use std::borrow::Cow;
use std::collections::HashMap;

use super::drama::{Drama, DramaIdx};
use super::kinds::Person;

/// What a person was for a drama.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A leading actor.
    Lead,
    /// A screenwriter.
    Writer,
    /// A director.
    Director,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Lead, Self::Writer, Self::Director];

    /// The people who were this for a drama.
    #[must_use]
    pub fn of(self, drama: &Drama) -> &[Person] {
        match self {
            Self::Lead => &drama.leads,
            Self::Writer => &drama.writers,
            Self::Director => &drama.directors,
        }
    }

    /// The keys under which a person is kept: the name, and the number, or the name once more where
    /// there is no number to tell it from others.
    #[must_use]
    pub fn keys(person: &Person) -> [String; 2] {
        let own = match person.number {
            Some(number) => key('#', &number.to_string()),
            None => key('~', &person.name),
        };
        [key('=', &person.name), own]
    }

    /// The keys under which whoever [is](Person::is) a person is kept: where both have a number it
    /// decides, else the name.
    #[must_use]
    pub fn lookup_keys(person: &Person) -> Vec<String> {
        match person.number {
            Some(number) => vec![key('#', &number.to_string()), key('~', &person.name)],
            None => vec![key('=', &person.name)],
        }
    }
}

/// A key of one kind. Put together by hand: what formats is 10 KB of code for a browser to compile.
fn key(kind: char, of: &str) -> String {
    let mut key = String::with_capacity(1 + of.len());
    key.push(kind);
    key.push_str(of);
    key
}

/// One of the [keys](Role::keys) of people, read once and compared with many.
#[derive(Debug, Clone, Copy)]
pub enum Key<'a> {
    /// Who has the name.
    Name(&'a str),
    /// Who has the name and no number.
    Unnumbered(&'a str),
    /// Who has the number.
    Number(u32),
}

impl<'a> Key<'a> {
    /// Reads a key; none where nobody can be kept under it.
    #[must_use]
    pub fn read(key: &'a str) -> Option<Self> {
        match key.split_at_checked(1)? {
            ("=", name) => Some(Self::Name(name)),
            ("~", name) => Some(Self::Unnumbered(name)),
            ("#", digits) => digits.parse().ok().map(Self::Number),
            _ => None,
        }
    }

    /// Whether a person is kept under it.
    #[must_use]
    pub fn is_of(self, person: &Person) -> bool {
        self.is_of_one(person.number, || &person.name)
    }

    /// Whether a person of a number and name is kept under it; most are told by their numbers.
    pub fn is_of_one<'n>(self, number: Option<u32>, name: impl FnOnce() -> &'n str) -> bool {
        match self {
            Self::Name(known) => known == name(),
            Self::Unnumbered(known) => number.is_none() && known == name(),
            Self::Number(known) => number == Some(known),
        }
    }
}

/// The dramas of people in their roles, and of series: found without looking at every drama.
#[derive(Debug, Default)]
pub struct Credits {
    people: [HashMap<String, Vec<DramaIdx>>; Role::ALL.len()],
    series: HashMap<String, Vec<DramaIdx>>,
}

impl Credits {
    /// Those of dramas in id order.
    #[must_use]
    pub fn new(dramas: &[Drama]) -> Self {
        let mut credits = Self::default();
        for (at, drama) in dramas.iter().enumerate() {
            let idx = DramaIdx(at as u32);
            for role in Role::ALL {
                for key in role.of(drama).iter().flat_map(Role::keys) {
                    add(&mut credits.people[role as usize], &key, idx);
                }
            }
            if let Some(series) = &drama.series {
                add(&mut credits.series, series, idx);
            }
        }
        credits
    }

    /// The dramas that have this key of a person in a role, ascending.
    #[must_use]
    pub fn credited(&self, role: Role, key: &str) -> Cow<'_, [DramaIdx]> {
        found(&self.people[role as usize], key)
    }

    /// The dramas of a series, ascending.
    #[must_use]
    pub fn series(&self, slug: &str) -> Cow<'_, [DramaIdx]> {
        found(&self.series, slug)
    }
}

fn add(map: &mut HashMap<String, Vec<DramaIdx>>, name: &str, idx: DramaIdx) {
    match map.get_mut(name) {
        // A name that stands twice counts once.
        Some(list) if list.last() == Some(&idx) => {}
        Some(list) => list.push(idx),
        None => {
            map.insert(name.to_owned(), vec![idx]);
        }
    }
}

fn found<'a>(map: &'a HashMap<String, Vec<DramaIdx>>, name: &str) -> Cow<'a, [DramaIdx]> {
    Cow::Borrowed(map.get(name).map_or(&[], Vec::as_slice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_apart_by_number_where_both_have_one() {
        let person = |name: &str, number| Person { name: name.into(), number };
        let people = [
            person("Kim Min Hee", Some(1)),
            person("Kim Min Hee", Some(2)),
            person("Kim Min Hee", None),
            person("Kim Minhee", Some(1)),
        ];
        let dramas: Vec<Drama> = people
            .iter()
            .map(|person| Drama { leads: vec![person.clone(); 2], ..Drama::default() })
            .collect();
        let credits = Credits::new(&dramas);
        for seed in &people {
            let keys = Role::lookup_keys(seed);
            // Looked through, people are found as the index finds them.
            for key in &keys {
                let listed = credits.credited(Role::Lead, key);
                let read = Key::read(key).unwrap();
                let kept = (0..4).map(DramaIdx).filter(|at| read.is_of(&people[at.at()]));
                assert_eq!(*listed, *kept.collect::<Vec<_>>(), "{key}");
            }
            let mut found: Vec<u32> = keys
                .iter()
                .flat_map(|key| credits.credited(Role::Lead, key).into_owned())
                .map(|idx| idx.0)
                .collect();
            found.sort_unstable();
            let expected: Vec<u32> = (0..4).filter(|at| people[*at as usize].is(seed)).collect();
            assert_eq!(found, expected, "{seed:?}");
        }
        assert!(credits.credited(Role::Writer, "=Kim Min Hee").is_empty());
    }
}
