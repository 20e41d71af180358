//! Priors: what speaks for a drama besides its tropes. Each lies in [0, 1] and counts only when asked
//! for.

use std::borrow::Cow;

use crate::catalog::{Catalog, Drama, DramaIdx, Person};
use crate::index::Buffer;
use crate::query::{Prior, Query};

/// Years after which nearness in time has fallen to 1/e.
const ERA_YEARS: f64 = 8.0;

/// The popularity of every drama by its followers, in [0, 1]: the share of the other dramas that have fewer.
/// A drama whose followers are unknown counts as having none; a drama alone has 0.
#[must_use]
pub fn popularity(followers: &[Option<u32>]) -> Buffer<f32> {
    let followers: Vec<u32> = followers.iter().map(|known| known.unwrap_or(0)).collect();
    let mut ascending = followers.clone();
    ascending.sort_unstable();
    let others = followers.len().saturating_sub(1).max(1);
    let popularity = |own: &u32| {
        let fewer = ascending.partition_point(|other| other < own);
        (fewer as f64 / others as f64) as f32
    };
    followers.iter().map(popularity).collect::<Vec<_>>().into()
}

/// The priors of one query.
#[derive(Debug, Clone)]
pub struct Priors<'a> {
    catalog: &'a Catalog,
    popularity: &'a Buffer<f32>,
    seeds: Vec<Cow<'a, Drama>>,
}

impl<'a> Priors<'a> {
    /// The priors of `query`; `popularity` is that of each drama.
    #[must_use]
    pub fn new(catalog: &'a Catalog, query: &Query, popularity: &'a Buffer<f32>) -> Self {
        let seeds = query.seeds.iter().map(|seed| catalog.drama(*seed)).collect();
        Self { catalog, popularity, seeds }
    }

    /// The prior of a drama, in [0, 1]: its popularity (the share of others followed less); how near in time it is to the nearest seed,
    /// `exp(-years apart / 8)`, 0 when a year is unknown; 1 when it shares a person with a seed, else 0.
    #[must_use]
    pub fn value(&self, prior: Prior, at: usize) -> f64 {
        match prior {
            Prior::Popularity => self.popularity.at(at).map_or(0.0, f64::from),
            Prior::Era => self.era(at),
            Prior::People => f64::from(u8::from(!self.shared_people(at).is_empty())),
        }
    }

    fn era(&self, at: usize) -> f64 {
        let Some(year) = self.catalog.facts(DramaIdx(at as u32)).year() else { return 0.0 };
        let years = self.seeds.iter().filter_map(|seed| seed.year);
        let apart = years.map(|other| year.abs_diff(other)).min();
        apart.map_or(0.0, |years| (-f64::from(years) / ERA_YEARS).exp())
    }

    /// Leads, writers and directors that a drama has in common with a seed, in this order, as often
    /// as they are found. People are told apart by number where it is known, else by name.
    #[must_use]
    pub fn shared_people(&self, at: usize) -> Vec<String> {
        let drama = self.catalog.drama(DramaIdx(at as u32));
        let roles: [fn(&Drama) -> &Vec<Person>; 3] =
            [|drama| &drama.leads, |drama| &drama.writers, |drama| &drama.directors];
        let shared = roles.into_iter().flat_map(|role| {
            let known = move |person: &&Person| {
                self.seeds.iter().any(|s| role(s).iter().any(|p| p.is(person)))
            };
            role(&drama).iter().filter(known).map(|person| person.name.clone())
        });
        shared.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Vocabulary;
    use crate::schema::QueryRequest;

    #[test]
    fn popularity_is_the_share_of_those_followed_less() {
        let prior = popularity(&[Some(99), None, Some(9), Some(9), Some(0)]);
        assert_eq!(prior.all(), [1.0, 0.0, 0.5, 0.5, 0.0]);
        assert_eq!(popularity(&[Some(5)]).all(), [0.0]);
        assert_eq!(popularity(&[]).len(), 0);
    }

    #[test]
    fn era_and_people_are_those_of_the_nearest_seed() {
        use crate::catalog::{Trope, TropeIdx, TropeStrength};
        let drama = |id: &str, year, leads: &[&str], writers: &[&str]| Drama {
            id: id.into(),
            title: id.into(),
            year,
            leads: leads.iter().map(|name| Person::from(*name)).collect(),
            writers: writers.iter().map(|name| Person::from(*name)).collect(),
            strengths: vec![TropeStrength { trope: TropeIdx(0), strength: 1.0 }],
            ..Drama::default()
        };
        let trope = Trope { id: "one".into(), label: "One".into(), ..Trope::default() };
        let catalog = Catalog::new(
            Vocabulary::new(Vec::new(), vec![trope]),
            vec![
                drama("old", Some(2004), &["Ana"], &["Bo"]),
                drama("new", Some(2020), &["Cy"], &[]),
                drama("between", Some(2016), &["Bo", "Cy", "Ana"], &["Bo"]),
                drama("unknown", None, &["Bo"], &["Cy"]),
            ],
        )
        .unwrap();
        let request = QueryRequest {
            like: vec!["old".into(), "new".into()],
            ..QueryRequest::new("nearest seed")
        };
        let query = request.check(&catalog).unwrap();
        let popularity = popularity(&[None; 4]);
        let priors = Priors::new(&catalog, &query, &popularity);
        let at = |id| catalog.find(id).unwrap().at();
        let (between, unknown) = (at("between"), at("unknown"));
        // Four years from the newer seed: e^-0.5.
        assert!((priors.value(Prior::Era, between) - 0.606_531).abs() < 1e-6);
        assert_eq!(priors.value(Prior::Era, unknown), 0.0);
        // Bo writes both; as a lead he is in neither seed.
        assert_eq!(priors.shared_people(between), ["Cy", "Ana", "Bo"]);
        let people = |id| priors.value(Prior::People, at(id));
        assert_eq!((people("between"), people("unknown")), (1.0, 0.0));
    }
}
