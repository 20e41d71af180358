//! Who made a drama, and what else they made.

use std::borrow::Cow;
use std::collections::HashMap;

use super::drama::{Drama, DramaIdx};

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
    pub fn of(self, drama: &Drama) -> &[String] {
        match self {
            Self::Lead => &drama.leads,
            Self::Writer => &drama.writers,
            Self::Director => &drama.directors,
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
                for name in role.of(drama) {
                    add(&mut credits.people[role as usize], name, idx);
                }
            }
            if let Some(series) = &drama.series {
                add(&mut credits.series, series, idx);
            }
        }
        credits
    }

    /// The dramas for which a person of exactly this name was this, ascending.
    #[must_use]
    pub fn credited(&self, role: Role, name: &str) -> Cow<'_, [DramaIdx]> {
        found(&self.people[role as usize], name)
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
