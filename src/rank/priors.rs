//! Priors: what speaks for a drama beside its tropes. Each lies in [0, 1] for every drama.

use std::sync::LazyLock;

use crate::catalog::{Catalog, DramaIdx, Facts, Person, Role};
use crate::index::Buffer;
use crate::query::{PriorWeights, Query};
use crate::schema::Prior;
use crate::sorting::{sort_by_key, sort_numbers};

use super::prior_columns::Slack;

/// Years after which nearness in time has fallen to 1/e.
const ERA_YEARS: f64 = 8.0;

/// Nearness by years apart; what is further apart is computed when it is met.
static ERA: LazyLock<[f64; 64]> =
    LazyLock::new(|| std::array::from_fn(|years| nearness(years as u16)));

/// `exp(-years / 8)`, by one implementation everywhere: those of two systems differ in the last
/// bit.
fn nearness(years: u16) -> f64 {
    libm::exp(-f64::from(years) / ERA_YEARS)
}

/// The popularity of every drama by its followers, in [0, 1]: the share of the other dramas that
/// have fewer. A drama whose followers are unknown counts as having none; a drama alone has 0.
#[must_use]
pub fn popularity(followers: &[Option<u32>]) -> Buffer<f32> {
    let mut ascending = Vec::with_capacity(followers.len());
    for known in followers {
        ascending.push(known.unwrap_or(0));
    }
    sort_numbers(&mut ascending);
    let others = followers.len().saturating_sub(1).max(1);
    let mut popularity = Vec::with_capacity(followers.len());
    for known in followers {
        let own = known.unwrap_or(0);
        let fewer = ascending.partition_point(|other| *other < own);
        popularity.push((fewer as f64 / others as f64) as f32);
    }
    popularity.into()
}

/// Votes that count as much as those given: below so many, the usual score weighs more.
const USUAL_VOTES: f64 = 1000.0;

/// The usual score, and those that count 0 and 1, in hundredths: the mean of the dramas whose
/// scores were read, and about the lowest and the highest of them.
const USUAL_SCORE: f64 = 774.0;
const LOWEST: f64 = 650.0;
const HIGHEST: f64 = 925.0;

/// How well viewers scored a drama, in [0, 1]: the mean of its votes and of [`USUAL_VOTES`] of the
/// usual score (a Bayesian average), from the lowest to the highest. The usual one where nothing is
/// known.
#[must_use]
pub fn acclaim(facts: &Facts) -> f64 {
    acclaim_of(facts.score(), facts.votes())
}

/// [`acclaim`] of a score in hundredths and how many voted.
#[must_use]
pub fn acclaim_of(score: Option<u16>, votes: Option<u32>) -> f64 {
    let (score, votes) = match (score, votes) {
        (Some(score), Some(votes)) => (f64::from(score), f64::from(votes)),
        _ => (USUAL_SCORE, 0.0),
    };
    let mean = (votes * score + USUAL_VOTES * USUAL_SCORE) / (votes + USUAL_VOTES);
    ((mean - LOWEST) / (HIGHEST - LOWEST)).clamp(0.0, 1.0)
}

/// What a drama shares with the seeds: a lead, a writer, a director.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shares {
    drama: u32,
    roles: [bool; Role::ALL.len()],
}

/// The priors of one query, weighted.
#[derive(Debug, Clone)]
pub struct Priors<'a> {
    catalog: &'a Catalog,
    popularity: &'a Buffer<f32>,
    weights: PriorWeights,
    little_known: bool,
    seeds: Vec<DramaIdx>,
    /// Years of the seeds, where known.
    years: Vec<u16>,
    /// Dramas that share a person with a seed, ascending; none when no such prior counts.
    shared: Vec<Shares>,
}

impl<'a> Priors<'a> {
    /// The priors of `query`, which count as much as `usual` says where it asks for nothing else;
    /// `popularity` is that of each drama.
    #[must_use]
    pub fn new(
        catalog: &'a Catalog,
        query: &Query,
        usual: PriorWeights,
        popularity: &'a Buffer<f32>,
    ) -> Self {
        let mut weights = query.priors.over(usual);
        if query.seeds.is_empty() {
            for prior in Prior::ALL.into_iter().filter(|prior| prior.needs_seed()) {
                weights = weights.with(prior, 0.0);
            }
        }
        let mut priors = Self {
            catalog,
            popularity,
            weights,
            little_known: query.priors.little_known,
            seeds: query.seeds.clone(),
            years: Vec::new(),
            shared: Vec::new(),
        };
        if weights.get(Prior::Era) > 0.0 {
            for seed in &query.seeds {
                if let Some(year) = catalog.outline_facts(*seed).year() {
                    priors.years.push(year);
                }
            }
        }
        if Prior::PEOPLE.into_iter().any(|prior| weights.get(prior) > 0.0) {
            priors.shared = shares(catalog, &query.seeds);
        }
        priors
    }

    /// Whether any prior counts.
    #[must_use]
    pub fn count(&self) -> bool {
        self.weights != PriorWeights::NONE
    }

    /// How much each counts.
    #[must_use]
    pub fn weights(&self) -> PriorWeights {
        self.weights
    }

    /// Whether popularity is turned round.
    #[must_use]
    pub fn little_known(&self) -> bool {
        self.little_known
    }

    /// The value of a prior for a drama, in [0, 1]: its popularity (the share of others followed
    /// less, or 1 less that); how near in time it is to the nearest seed, `exp(-years apart / 8)`,
    /// 0 when a year is unknown; 1 when it shares a lead (a writer, a director) with a seed, else
    /// 0; how well viewers scored it, by `acclaim`.
    #[must_use]
    pub fn value(&self, prior: Prior, at: usize) -> f64 {
        self.values(at, |_| true)[prior as usize]
    }

    /// The values of the priors that are wanted, in the order of [`Prior::ALL`]; 0 for the others.
    /// Facts and shared people are looked up once for all of them.
    fn values(&self, at: usize, wanted: impl Fn(Prior) -> bool) -> [f64; Prior::ALL.len()] {
        let [mut era, mut good] = [0.0; 2];
        if wanted(Prior::Era) || wanted(Prior::Acclaim) {
            let facts = self.catalog.outline_facts(DramaIdx(at as u32));
            era = self.era_of(facts.year());
            good = acclaim(&facts);
        }
        let fame = if wanted(Prior::Popularity) { self.fame(at) } else { 0.0 };
        let [lead, writer, director] = self.shared_roles(at);
        [fame, era, lead, writer, director, good]
    }

    /// `Λ`, the sum over the priors of weight times value; >= 0.
    #[must_use]
    pub fn sum(&self, at: usize) -> f64 {
        self.shares(at).iter().fold(0.0, |sum, share| sum + share)
    }

    /// Weight times value of each prior, in the order of [`Prior::ALL`]; they sum to
    /// [`sum`](Self::sum).
    #[must_use]
    pub fn shares(&self, at: usize) -> [f64; Prior::ALL.len()] {
        let mut shares = self.values(at, |prior| self.weights.get(prior) > 0.0);
        for (share, weight) in shares.iter_mut().zip(self.weights.all()) {
            *share *= weight;
        }
        shares
    }

    /// The most that [`sum`](Self::sum) can be for a drama that shares no person with a seed,
    /// popularity left aside; and what popularity can add to it.
    #[must_use]
    pub fn most(&self) -> (f64, f64) {
        let most = self.weights.get(Prior::Era) + self.weights.get(Prior::Acclaim);
        (most, self.weights.get(Prior::Popularity))
    }

    /// By how much [`sum`](Self::sum), popularity and shared people left aside, stays behind the
    /// most of [`most`](Self::most); none where neither era nor acclaim counts.
    #[must_use]
    pub fn slack(&self) -> Option<Slack> {
        let weights = [Prior::Era, Prior::Acclaim].map(|prior| self.weights.get(prior));
        if weights == [0.0; 2] {
            return None;
        }
        Some(Slack::new(weights, &self.years, &*ERA))
    }

    /// The dramas that share a person with a seed, ascending, where that counts.
    pub fn sharing(&self) -> impl Iterator<Item = usize> + '_ {
        self.shared.iter().map(|shares| shares.drama as usize)
    }

    fn fame(&self, at: usize) -> f64 {
        let fame = self.popularity.at(at).map_or(0.0, f64::from);
        if self.little_known { 1.0 - fame } else { fame }
    }

    fn era_of(&self, year: Option<u16>) -> f64 {
        let Some(apart) = self.years_apart(year) else { return 0.0 };
        ERA.get(usize::from(apart)).copied().unwrap_or_else(|| nearness(apart))
    }

    /// Years to the nearest seed, where both are known.
    fn years_apart(&self, year: Option<u16>) -> Option<u16> {
        let year = year?;
        self.years.iter().map(|seed| year.abs_diff(*seed)).min()
    }

    /// 1 for each role in which a drama shares somebody with a seed, else 0.
    fn shared_roles(&self, at: usize) -> [f64; Role::ALL.len()] {
        let found = self.shared.binary_search_by_key(&(at as u32), |shares| shares.drama);
        let roles = found.map_or([false; Role::ALL.len()], |found| self.shared[found].roles);
        roles.map(|shares| f64::from(u8::from(shares)))
    }

    /// Whom a drama shares with the seeds in a role, each once.
    #[must_use]
    pub fn shared_people(&self, role: Role, at: usize) -> Vec<String> {
        let mut known = Vec::with_capacity(self.seeds.len());
        for seed in &self.seeds {
            known.push(self.catalog.people(*seed, role));
        }
        let mut shared: Vec<String> = Vec::new();
        for person in self.catalog.people(DramaIdx(at as u32), role).iter() {
            let of_seed = |seed: &[Person]| seed.iter().any(|other| other.is(person));
            if known.iter().any(|seed| of_seed(seed)) && !shared.contains(&person.name) {
                shared.push(person.name.clone());
            }
        }
        shared
    }
}

/// Who shares what with some dramas, in the order of the catalogue; these dramas among them.
fn shares(catalog: &Catalog, seeds: &[DramaIdx]) -> Vec<Shares> {
    let mut found: Vec<(u32, Role)> = Vec::new();
    for seed in seeds {
        for role in Role::ALL {
            for person in catalog.people(*seed, role).iter() {
                for drama in catalog.credited(role, person).iter() {
                    found.push((drama.0, role));
                }
            }
        }
    }
    sort_by_key(&mut found, |share| *share);
    let mut shares: Vec<Shares> = Vec::new();
    for (drama, role) in found {
        match shares.last_mut() {
            Some(last) if last.drama == drama => last.roles[role as usize] = true,
            _ => {
                let mut roles = [false; Role::ALL.len()];
                roles[role as usize] = true;
                shares.push(Shares { drama, roles });
            }
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Drama, Trope, TropeIdx, TropeStrength, Vocabulary};
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
        let weights = PriorWeights::new([0.1, 0.2, 0.3, 0.4, 0.5, 0.0]);
        let priors = Priors::new(&catalog, &query, weights, &popularity);
        let at = |id| catalog.find(id).unwrap().at();
        let (between, unknown) = (at("between"), at("unknown"));
        // Four years from the newer seed: e^-0.5.
        assert!((priors.value(Prior::Era, between) - 0.606_531).abs() < 1e-6);
        assert_eq!(priors.value(Prior::Era, unknown), 0.0);
        // Bo writes both; as a lead he is in neither seed.
        assert_eq!(priors.shared_people(Role::Lead, between), ["Cy", "Ana"]);
        assert_eq!(priors.shared_people(Role::Writer, between), ["Bo"]);
        let people = |id| Prior::PEOPLE.map(|prior| priors.value(prior, at(id)));
        assert_eq!((people("between"), people("unknown")), ([1.0, 1.0, 0.0], [0.0; 3]));
        assert!((priors.sum(between) - (0.2 * 0.606_531 + 0.3 + 0.4)).abs() < 1e-6);
        assert_eq!(priors.sum(unknown), 0.0);
        assert_eq!(priors.most(), (0.2, 0.1));
    }

    #[test]
    fn acclaim_is_a_bayesian_average() {
        let facts = |score, votes| {
            crate::catalog::FactsOf::default().take(&Drama { score, votes, ..Drama::default() })
        };
        // (1000 · 900 + 1000 · 774) / 2000 = 837; (837 - 650) / 275.
        assert!((acclaim(&facts(Some(900), Some(1000))) - 0.68).abs() < 1e-12);
        let usual = (774.0 - 650.0) / 275.0;
        assert!((acclaim(&facts(None, Some(5))) - usual).abs() < 1e-12);
        assert!((acclaim(&facts(Some(1000), Some(0))) - usual).abs() < 1e-12);
        assert_eq!(acclaim(&facts(Some(100), Some(1_000_000))), 0.0);
    }

    #[test]
    fn nearness_is_the_exponential_at_any_distance() {
        for years in [0u16, 1, 63, 64, 500] {
            let expected = (-f64::from(years) / 8.0).exp();
            let found = ERA.get(usize::from(years)).copied().unwrap_or_else(|| nearness(years));
            assert!((found - expected).abs() <= 1e-15, "{years}");
        }
    }
}
