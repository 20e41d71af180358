//! From the filters as typed to those of a query.

use std::collections::{BTreeMap, HashSet};

use crate::catalog::near::nearest;
use crate::catalog::titles::cut;
use crate::catalog::{Airing, Catalog, Date, Kind, fold};
use crate::schema::{FilterRequest, NoteCode, OneOf, QueryRequest};

use super::check::{Check, out_of_range};
use super::error::QueryError;
use super::limits::{Filters, Limit, Number, Service, With};
use super::names::TOLD;
use super::people::People;

impl Check<'_> {
    /// The filters of a question, with its day.
    ///
    /// # Errors
    /// [`QueryError`] for a name or word that is unknown, numbers that no drama can meet, and a person
    /// who is wanted and turned away.
    pub(super) fn filters(&mut self, request: &QueryRequest) -> Result<Filters, QueryError> {
        if request.filter.is_empty() {
            return Ok(Filters { as_of: self.as_of(request)?, ..Filters::default() });
        }
        self.filters_asked(request)
    }

    #[inline(never)]
    fn filters_asked(&mut self, request: &QueryRequest) -> Result<Filters, QueryError> {
        let asked = &request.filter;
        if let (Some(from), Some(to)) = (asked.year_from, asked.year_to)
            && from > to
        {
            return Err(QueryError::Years { from, to });
        }
        let mut people = People::new(self.catalog);
        let (mut with, mut without) = (Vec::new(), Vec::new());
        if !asked.with.is_empty() || !asked.without.is_empty() {
            with = self.with(&mut people, &asked.with)?;
            without = self.with(&mut people, &asked.without)?;
            apart(&with, &without)?;
        }
        Ok(Filters {
            year_from: asked.year_from,
            year_to: asked.year_to,
            network: match &asked.network {
                Some(name) => {
                    Some(self.service("network", name, &self.catalog.lists().networks)?)
                }
                None => None,
            },
            streaming: match &asked.streaming {
                Some(name) => {
                    let services = &self.catalog.lists().services;
                    Some(self.service("streaming service", name, services)?)
                }
                None => None,
            },
            limits: limits(asked)?,
            rating_up_to: one_of("the content rating", asked.rating_up_to.as_ref())?,
            airing: one_of("airing", asked.airing.as_ref())?,
            origin: one_of("the origin", asked.origin.as_ref())?,
            with,
            without,
            specials: asked.specials,
            same_series: asked.same_series,
            as_of: self.as_of(request)?,
        })
    }

    /// The people of these names, each once. Of typing errors that are forgiven a few are told one
    /// by one, of more only the number.
    #[inline(never)]
    fn with(&mut self, people: &mut People<'_>, names: &[String]) -> Result<Vec<With>, QueryError> {
        let (mut met, mut found, mut forgiven) = (HashSet::new(), Vec::new(), 0);
        let mut taken: HashSet<With> = HashSet::new();
        for name in names.iter().filter(|name| met.insert(name.as_str())) {
            let person = match people.find(name) {
                Ok(person) => person,
                Err(near) => return Err(no_person(self.catalog, name, near)),
            };
            if person.forgiven {
                forgiven += 1;
                if forgiven <= TOLD {
                    let message = format!("`{}` is taken for `{}`", cut(name), person.with.name);
                    self.note(NoteCode::PersonForgiven, message);
                }
            }
            if taken.insert(person.with.clone()) {
                found.push(person.with);
            }
        }
        if forgiven > TOLD {
            let more = forgiven - TOLD;
            let message = format!("{more} more names are taken for others spelled nearly so");
            self.note(NoteCode::PersonForgiven, message);
        }
        Ok(found)
    }

    /// The day asked about, which must not be before everything; by default that of the catalogue.
    fn as_of(&self, request: &QueryRequest) -> Result<Option<Date>, QueryError> {
        match &request.as_of {
            None => Ok(self.catalog.snapshots().day()),
            Some(text) => self.day(text).map(Some),
        }
    }

    #[inline(never)]
    fn day(&self, text: &str) -> Result<Date, QueryError> {
        let Some(day) = Date::parse(text.trim()) else {
            return Err(out_of_range("the day of the question", "a day such as 2025-10-25", text));
        };
        // Of a drama whose year is unknown nothing can be said.
        let year = |idx| self.catalog.outline_facts(idx).year();
        let mut dated = self.catalog.indices().filter(|idx| year(*idx).is_some()).peekable();
        let not_yet = |idx| {
            let early = year(idx).is_none_or(|year| year > day.year());
            early || self.catalog.outline_facts(idx).airing(day) == Some(Airing::NotYet)
        };
        if dated.peek().is_some() && dated.all(not_yet) {
            let first = |idx| self.catalog.outline_facts(idx).first_aired();
            let first = self.catalog.indices().filter_map(first).min();
            return Err(QueryError::TooEarly { day, first });
        }
        Ok(day)
    }

    /// Finds a network or service among those that the dramas name.
    #[inline(never)]
    fn service(
        &self,
        kind: &'static str,
        asked: &str,
        lists: &[Vec<String>],
    ) -> Result<Service, QueryError> {
        let known: BTreeMap<String, &String> =
            lists.iter().flatten().map(|name| (fold(name), name)).collect();
        let mut names: Vec<String> = Vec::new();
        let mut keys: Vec<String> = Vec::new();
        for part in asked.split(',') {
            let key = fold(part);
            let Some(name) = known.get(&key) else {
                let known = known.iter().map(|(key, name)| (key.as_str(), name.as_str()));
                let near = nearest(&key, known, 3).into_iter().map(str::to_owned).collect();
                return Err(QueryError::UnknownService { kind, name: cut(part.trim()), near });
            };
            if !keys.contains(&key) {
                names.push((*name).clone());
                keys.push(key);
            }
        }
        Ok(Service { name: names.join(", "), key: keys.join(",") })
    }
}

/// Nobody is wanted and turned away.
#[inline(never)]
fn apart(with: &[With], without: &[With]) -> Result<(), QueryError> {
    let turned_away: HashSet<&With> = without.iter().collect();
    match with.iter().find(|one| turned_away.contains(one)) {
        None => Ok(()),
        Some(both) => {
            let name = both.name.clone();
            Err(QueryError::Contradiction { name, first: "wanted", second: "turned away" })
        }
    }
}

/// An unknown person that is the name of a trope or of a content warning is told as one.
fn no_person(catalog: &Catalog, name: &str, near: Vec<String>) -> QueryError {
    let vocabulary = catalog.vocabulary();
    let trope = vocabulary.find(name).map(|trope| vocabulary.trope(trope).id.clone());
    let warning = || vocabulary.warning(name).map(|warning| vocabulary.warning_id(warning).into());
    let name = cut(name.trim());
    match trope.or_else(warning) {
        Some(trope) => QueryError::TropeAsPerson { name, trope },
        None => QueryError::UnknownPerson { name, near },
    }
}

/// Least and most of numbers, none of them contradicting another.
fn limits(asked: &FilterRequest) -> Result<Vec<Limit>, QueryError> {
    let whole = |what: &str, value: Option<u16>| match value {
        Some(0) => Err(out_of_range(what, "a whole number from 1 up", 0)),
        value => Ok(value.map(u32::from)),
    };
    let hours = |what: &str, value: Option<f32>| match value {
        None => Ok(None),
        Some(hours) if hours > 0.0 && hours <= 10_000.0 => {
            Ok(Some((f64::from(hours) * 60.0).round() as u32))
        }
        Some(hours) => Err(out_of_range(what, "a number above 0 and at most 10000", hours)),
    };
    let score = match asked.min_score {
        None => None,
        Some(score) if (0.0..=10.0).contains(&score) => {
            Some((f64::from(score) * 100.0).round() as u32)
        }
        Some(score) => {
            return Err(out_of_range("the least score", "a number from 0 to 10", score));
        }
    };
    let all = [
        (
            Number::Episodes,
            whole("the least episodes", asked.min_episodes)?,
            whole("the most episodes", asked.max_episodes)?,
        ),
        (
            Number::Minutes,
            whole("the least minutes", asked.min_minutes)?,
            whole("the most minutes", asked.max_minutes)?,
        ),
        (
            Number::MinutesInAll,
            hours("the least hours", asked.min_hours)?,
            hours("the most hours", asked.max_hours)?,
        ),
        (Number::Score, score, None),
    ];
    let mut limits = Vec::new();
    for (number, least, most) in all {
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            let [least, most] = [least, most].map(|value| number.shown(value));
            return Err(QueryError::Numbers { least, most, unit: number.unit() });
        }
        limits.extend(least.map(|value| Limit { number, most: false, value }));
        limits.extend(most.map(|value| Limit { number, most: true, value }));
    }
    Ok(limits)
}

/// The thing that is asked for, when its word means one.
fn one_of<K: Kind>(what: &str, asked: Option<&OneOf<K>>) -> Result<Option<K>, QueryError> {
    match asked {
        None => Ok(None),
        Some(OneOf::Known(thing)) => Ok(Some(*thing)),
        Some(OneOf::Unknown(typed)) => Err(QueryError::UnknownWord {
            what: what.to_owned(),
            name: typed.clone(),
            known: K::ALL.iter().map(|(_, word)| (*word).to_owned()).collect(),
        }),
    }
}
