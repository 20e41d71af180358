//! From a request to a query: names become positions, numbers are held to their ranges.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::near::nearest;
use crate::catalog::titles::cut;
use crate::catalog::{Catalog, DramaIdx, TropeIdx, fold};

use crate::schema::{
    Avoid, DEFAULT_K, FilterRequest, Note, NoteCode, QueryRequest, SCHEMA_VERSION,
};

use super::checked::{Critique, Filters, Prior, Query, Service, SoftAvoid, Way, Wish};
use super::error::QueryError;
use super::names::Names;

/// Strength from which a veto drops a drama unless another is asked for: level 2 of 5.
const DEFAULT_VETO_THRESHOLD: f32 = 0.4;

impl QueryRequest {
    /// Looks every name up in `catalog` and holds every number to its range.
    ///
    /// Wishes and soft avoids of weight 0 ask for nothing and are left out. A critique that the seeds
    /// already max out, a seen title that the catalogue does not have, and a forgiven typing error
    /// become notes of the query.
    ///
    /// # Errors
    /// [`QueryError`]: unknown or ambiguous names, numbers out of range, contradictions, or nothing
    /// asked for.
    pub fn check(&self, catalog: &Catalog) -> Result<Query, QueryError> {
        if let Some(version) = self.version.filter(|v| *v != SCHEMA_VERSION) {
            return Err(QueryError::Version { version, known: SCHEMA_VERSION });
        }
        let mut names = Names::new(catalog);
        let seeds = names.titles(&self.like)?;
        let disliked = names.titles(&self.unlike)?;
        let unwanted: BTreeSet<DramaIdx> = disliked.iter().copied().collect();
        if let Some(both) = seeds.iter().find(|seed| unwanted.contains(seed)) {
            let name = catalog.drama(*both).heading();
            return Err(QueryError::Contradiction { name, first: "liked", second: "disliked" });
        }
        let seen = names.seen(&self.seen)?;
        let mut check = Check { catalog, notes: names.into_notes(), spoilers: self.spoilers };
        let only = self.only.as_ref().map(|names| check.only(names));

        let mut uses = Uses::new(catalog);
        let mut wishes = Vec::new();
        for (name, weight) in &self.want {
            let trope = check.trope(name)?;
            uses.note(trope, Use::Want)?;
            let weight = share(format!("the weight of `{name}`"), *weight)?;
            if weight > 0.0 {
                wishes.push(Wish { trope, weight });
            }
        }
        let (mut vetoes, mut soft_avoids) = (Vec::new(), Vec::new());
        for (name, avoid) in &self.avoid {
            let trope = check.trope(name)?;
            uses.note(trope, Use::Avoid)?;
            match *avoid {
                Avoid::Veto => vetoes.push(trope),
                Avoid::Soft(weight) => {
                    let weight = share(format!("the weight of `{name}`"), weight)?;
                    if weight > 0.0 {
                        soft_avoids.push(SoftAvoid { trope, weight });
                    }
                }
            }
        }
        let mut critiques = Vec::new();
        for (names, way) in [(&self.more, Way::More), (&self.less, Way::Less)] {
            for name in names {
                let trope = check.trope(name)?;
                uses.note(trope, Use::of(way))?;
                critiques.extend(check.critique(name, trope, way, &seeds)?);
            }
        }
        if seeds.is_empty() && wishes.is_empty() {
            return Err(QueryError::Empty);
        }
        let k = self.k.unwrap_or(DEFAULT_K);
        if k == 0 {
            return Err(out_of_range("k", "a whole number from 1 up", k));
        }
        if let Some(0.0) = self.veto_threshold {
            return Err(out_of_range("the veto threshold", "above 0 and at most 1", 0));
        }
        let diversity = share("diversity", self.diversity.unwrap_or(0.0))?;
        if diversity >= 1.0 {
            return Err(out_of_range("diversity", "at least 0 and below 1", diversity));
        }
        let mut priors = Vec::new();
        for (prior, name, lambda) in [
            (Prior::Popularity, "popularity", self.popularity),
            (Prior::Era, "era", self.era),
            (Prior::People, "people", self.people),
        ] {
            let lambda = share(name, lambda.unwrap_or(0.0))?;
            if lambda > 0.0 && prior != Prior::Popularity && seeds.is_empty() {
                return Err(QueryError::PriorWithoutSeed { name });
            }
            priors.extend((lambda > 0.0).then_some((prior, lambda)));
        }
        if wishes.is_empty() && seeds.iter().all(|seed| catalog.drama(*seed).strengths.is_empty()) {
            let reason = format!("`{}` has no tropes yet", catalog.drama(seeds[0]).heading());
            return Err(QueryError::ZeroVector { reason });
        }
        Ok(Query {
            id: self.id.clone(),
            filters: check.filters(&self.filter)?,
            seeds,
            disliked,
            wishes,
            vetoes,
            soft_avoids,
            critiques,
            seen,
            only,
            diversity,
            priors,
            wish_share: self.wish_share.map(|s| share("the wish share", s)).transpose()?,
            pooling: self.pooling,
            veto_threshold: share(
                "the veto threshold",
                self.veto_threshold.unwrap_or(DEFAULT_VETO_THRESHOLD),
            )?,
            spoilers: self.spoilers,
            k,
            notes: check.notes,
        })
    }
}

impl QueryRequest {
    /// As [`check`](Self::check), and of the dramas only those may be answered that `admitted` says;
    /// it is asked once for each drama. An answer is short only when too few of them qualify.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub fn check_among(
        &self,
        catalog: &Catalog,
        admitted: impl Fn(DramaIdx) -> bool,
    ) -> Result<Query, QueryError> {
        let mut query = self.check(catalog)?;
        let dramas = catalog.indices().filter(|drama| query.admits(*drama) && admitted(*drama));
        query.only = Some(dramas.collect());
        Ok(query)
    }
}

struct Check<'a> {
    catalog: &'a Catalog,
    notes: Vec<Note>,
    spoilers: bool,
}

impl Check<'_> {
    fn note(&mut self, code: NoteCode, message: String) {
        self.notes.push(Note::new(code, message));
    }

    /// Positions in order. What the catalogue lacks could not be answered anyway, so all of it makes
    /// one note; there may be thousands.
    fn only(&mut self, names: &[String]) -> Vec<DramaIdx> {
        let mut found = Vec::with_capacity(names.len());
        let mut unknown = Vec::new();
        for name in names {
            match self.catalog.find_title(name) {
                Some(drama) => found.push(drama),
                None => unknown.push(name),
            }
        }
        if let Some(first) = unknown.first() {
            let (lacking, of) = (unknown.len(), names.len());
            self.note(
                NoteCode::OnlyUnknown,
                format!(
                    "{lacking} of the {of} only dramas that may be answered are not in the \
                     catalogue, the first of them `{}`",
                    cut(first)
                ),
            );
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn trope(&self, name: &str) -> Result<TropeIdx, QueryError> {
        let vocabulary = self.catalog.vocabulary();
        vocabulary.find(name).ok_or_else(|| QueryError::UnknownTrope {
            name: cut(name),
            near: vocabulary.near(name),
        })
    }

    /// `None`, with a note, when no drama could have more (or less) than the seeds.
    fn critique(
        &mut self,
        name: &str,
        trope: TropeIdx,
        way: Way,
        seeds: &[DramaIdx],
    ) -> Result<Option<Critique>, QueryError> {
        let (word, limit, at_limit) = match way {
            Way::More => ("more", 1.0, "already has all there can be"),
            Way::Less => ("less", 0.0, "already has none"),
        };
        if seeds.is_empty() {
            return Err(QueryError::CritiqueWithoutSeed { name: name.to_owned(), way: word });
        }
        let seed_strength = self.catalog.mean_strength(seeds, trope) as f32;
        if seed_strength == limit {
            let trope = self.catalog.vocabulary().trope(trope);
            // That what was liked has (or lacks) it may give an ending away.
            let name = if trope.spoiler && !self.spoilers { "a hidden trope" } else { &trope.id };
            let message = format!("\"{word} {name}\" is left out: what you liked {at_limit} of it");
            self.note(NoteCode::CritiqueMaxedOut, message);
            return Ok(None);
        }
        Ok(Some(Critique { trope, way, seed_strength }))
    }

    fn filters(&self, asked: &FilterRequest) -> Result<Filters, QueryError> {
        if let (Some(from), Some(to)) = (asked.year_from, asked.year_to)
            && from > to
        {
            return Err(QueryError::Years { from, to });
        }
        if asked.max_episodes == Some(0) {
            return Err(out_of_range("the most episodes", "a whole number from 1 up", 0));
        }
        Ok(Filters {
            year_from: asked.year_from,
            year_to: asked.year_to,
            network: self.service(
                "network",
                asked.network.as_deref(),
                &self.catalog.lists().networks,
            )?,
            streaming: self.service(
                "streaming service",
                asked.streaming.as_deref(),
                &self.catalog.lists().services,
            )?,
            max_episodes: asked.max_episodes,
            same_series: asked.same_series,
        })
    }

    /// Finds a network or service among those that the dramas name.
    fn service(
        &self,
        kind: &'static str,
        asked: Option<&str>,
        lists: &[Vec<String>],
    ) -> Result<Option<Service>, QueryError> {
        let Some(asked) = asked else { return Ok(None) };
        let known: BTreeMap<String, &String> =
            lists.iter().flatten().map(|name| (fold(name), name)).collect();
        let key = fold(asked);
        if let Some(name) = known.get(&key) {
            return Ok(Some(Service { name: (*name).clone(), key }));
        }
        let names = known.iter().map(|(key, name)| (key.as_str(), name.as_str()));
        let near = nearest(&key, names, 3).into_iter().map(str::to_owned).collect();
        Err(QueryError::UnknownService { kind, name: cut(asked), near })
    }
}

/// The ways in which a trope can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Want,
    Avoid,
    More,
    Less,
}

impl Use {
    fn of(way: Way) -> Self {
        match way {
            Way::More => Self::More,
            Way::Less => Self::Less,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Want => "wanted",
            Self::Avoid => "avoided",
            Self::More => "more of it",
            Self::Less => "less of it",
        }
    }

    /// Wanting more of a wish, or less of what is avoided, says one thing twice over; all other
    /// pairs contradict each other or give two weights to one trope.
    fn agrees(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Want, Self::More)
                | (Self::More, Self::Want)
                | (Self::Avoid, Self::Less)
                | (Self::Less, Self::Avoid)
        )
    }
}

struct Uses<'a> {
    catalog: &'a Catalog,
    made: Vec<(TropeIdx, Use)>,
}

impl<'a> Uses<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, made: Vec::new() }
    }

    fn note(&mut self, trope: TropeIdx, use_: Use) -> Result<(), QueryError> {
        if let Some((_, earlier)) = self.made.iter().find(|(t, c)| *t == trope && !c.agrees(use_)) {
            let name = self.catalog.vocabulary().trope(trope).id.clone();
            return Err(QueryError::Contradiction {
                name,
                first: earlier.word(),
                second: use_.word(),
            });
        }
        self.made.push((trope, use_));
        Ok(())
    }
}

fn share(what: impl Into<String>, value: f32) -> Result<f32, QueryError> {
    // NaN is in no range.
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err(out_of_range(what, "a number from 0 to 1", value))
    }
}

fn out_of_range(what: impl Into<String>, range: &'static str, value: impl ToString) -> QueryError {
    QueryError::OutOfRange { what: what.into(), range, value: value.to_string() }
}
