//! From a request to a query: names become positions, numbers are held to their ranges.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::near::nearest;
use crate::catalog::titles::cut;
use crate::catalog::{
    Airing, Catalog, Date, DramaIdx, Kind, TitleError, TropeIdx, WarningIdx, fold,
};

use crate::schema::{
    Avoid, DEFAULT_K, FilterRequest, Note, NoteCode, Prior, PriorsRequest, QueryRequest,
    SCHEMA_VERSION,
};
use crate::sorting::sort_by_key;

use super::checked::{Critique, Query, SoftAvoid, Way, Wish};
use super::error::QueryError;
use super::limits::{Filters, Limit, Number, Required, Service, With};
use super::names::{LeftOut, Names};
use super::people;
use super::priors::PriorChoice;

/// Strength from which a veto drops a drama unless another is asked for: level 2 of 5.
const DEFAULT_VETO_THRESHOLD: f32 = 0.4;

/// The weight of the soft avoid that "less" becomes where the seeds have none of the trope.
const LESS_AS_AVOID: f32 = 0.5;

/// The most ways to choose one trope of each group of which one suffices: each is compared with.
const MOST_CHOICES: usize = 64;

/// Strengths nearer than this are the same: those of several seeds are averaged.
const SAME: f64 = 1e-6;

impl QueryRequest {
    /// Looks every name up in `catalog` and holds every number to its range.
    ///
    /// Wishes and soft avoids of weight 0 ask for nothing and are left out. "Less" of what the
    /// seeds do not have is taken as a soft avoid. This, a seen title that the catalogue does not
    /// have, and a forgiven typing error become notes of the query.
    ///
    /// # Errors
    /// [`QueryError`]: unknown or ambiguous names, numbers out of range, contradictions, or nothing
    /// asked for.
    pub fn check(&self, catalog: &Catalog) -> Result<Query, QueryError> {
        if let Some(version) = self.version.filter(|v| *v != SCHEMA_VERSION) {
            return Err(QueryError::Version { version, known: SCHEMA_VERSION });
        }
        let mut names = Names::new(catalog);
        let meant = |error| person_or(catalog, error);
        let seeds = names.titles(&self.like).map_err(meant)?;
        let disliked = names.titles(&self.unlike).map_err(meant)?;
        let unwanted: BTreeSet<DramaIdx> = disliked.iter().copied().collect();
        if let Some(both) = seeds.iter().find(|seed| unwanted.contains(seed)) {
            let name = catalog.drama(*both).heading();
            return Err(QueryError::Contradiction { name, first: "liked", second: "disliked" });
        }
        let seen = names.left_out(&self.seen, LeftOut::Seen)?;
        let excluded = names.left_out(&self.exclude, LeftOut::Excluded)?;
        let mut check = Check { catalog, notes: names.into_notes() };
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
        let mut warnings: Vec<WarningIdx> = Vec::new();
        for (name, avoid) in &self.avoid {
            let trope = match (check.avoided(name)?, *avoid) {
                (Avoided::Trope(trope), _) => trope,
                (Avoided::Warning(warning), Avoid::Veto) => {
                    if !warnings.contains(&warning) {
                        warnings.push(warning);
                    }
                    continue;
                }
                (Avoided::Warning(_), Avoid::Soft(_)) => {
                    return Err(QueryError::WarningSoftly { name: cut(name) });
                }
            };
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
                let critique = check.critique(name, trope, way, &seeds)?;
                if way == Way::Less && critique.seed_strength <= SAME {
                    let known = |avoid: &SoftAvoid| avoid.trope == trope;
                    if !soft_avoids.iter().any(known) && !vetoes.contains(&trope) {
                        soft_avoids.push(SoftAvoid { trope, weight: LESS_AS_AVOID });
                        check.less_as_avoid(trope);
                    }
                } else {
                    critiques.push(critique);
                }
            }
        }
        let mut any = Vec::with_capacity(self.any.len());
        for group in &self.any {
            let mut tropes: Vec<TropeIdx> = Vec::with_capacity(group.len());
            for name in group {
                let trope = check.trope(name)?;
                uses.note(trope, Use::Want)?;
                tropes.push(trope);
            }
            any.extend((!tropes.is_empty()).then_some(tropes));
        }
        let choices = any.iter().fold(1usize, |n, group| n.saturating_mul(group.len()));
        if choices > MOST_CHOICES {
            return Err(out_of_range(
                "the ways to choose one of each group",
                "64 or fewer",
                choices,
            ));
        }
        let mut required = Vec::with_capacity(self.require.0.len());
        for (name, least) in &self.require {
            let trope = check.trope(name)?;
            uses.note(trope, Use::Require)?;
            if !(*least > 0.0 && *least <= 1.0) {
                let what = format!("the least strength of `{name}`");
                return Err(out_of_range(what, "above 0 and at most 1", least));
            }
            required.push(Required { trope, least: *least });
        }
        let filters = check.filters(self)?;
        let filtered = filters.ask()
            || only.is_some()
            || !self.exclude.is_empty()
            || !vetoes.is_empty()
            || !warnings.is_empty()
            || !required.is_empty()
            || self.ranks_by_priors();
        let alone = seeds.is_empty() && wishes.is_empty() && any.is_empty();
        if alone && !filtered {
            return Err(QueryError::Empty);
        }
        let k = self.k.unwrap_or(DEFAULT_K);
        if k == 0 {
            return Err(out_of_range("k", "a whole number from 1 up", k));
        }
        let veto_threshold = self.veto_threshold.unwrap_or(DEFAULT_VETO_THRESHOLD);
        if !(veto_threshold > 0.0 && veto_threshold <= 1.0) {
            return Err(out_of_range(
                "the veto threshold",
                "above 0 and at most 1",
                veto_threshold,
            ));
        }
        let diversity = share("diversity", self.diversity.unwrap_or(0.0))?;
        if diversity >= 1.0 {
            return Err(out_of_range("diversity", "at least 0 and below 1", diversity));
        }
        let priors = self.priors(&seeds)?;
        let spoilers = self.spoilers;
        // Who wants no romance wants no romantic comedy, unless it is asked for by name.
        let kinds: Vec<TropeIdx> =
            vetoes.iter().flat_map(|veto| catalog.vocabulary().kinds_of(*veto)).collect();
        vetoes
            .extend(kinds.iter().filter(|kind| !uses.made.iter().any(|(named, _)| named == *kind)));
        let hides = |trope| {
            let named = uses.made.iter().any(|(named, _)| *named == trope);
            !spoilers && !named && catalog.vocabulary().trope(trope).spoiler
        };
        let says_nothing =
            |seed: &DramaIdx| catalog.drama(*seed).strengths.iter().all(|s| hides(s.trope));
        let wished = !wishes.is_empty() || !any.is_empty();
        if !wished && !seeds.is_empty() && seeds.iter().all(says_nothing) {
            let reason = format!("`{}` has no tropes yet", catalog.drama(seeds[0]).heading());
            return Err(QueryError::ZeroVector { reason });
        }
        Ok(Query {
            id: self.id.clone(),
            filters,
            seeds,
            disliked,
            wishes,
            vetoes,
            warnings,
            soft_avoids,
            critiques,
            any,
            required,
            seen,
            excluded,
            only,
            diversity,
            priors,
            wish_share: self.wish_share.map(|s| share("the wish share", s)).transpose()?,
            pooling: self.pooling,
            veto_threshold,
            spoilers: self.spoilers,
            count: self.count,
            k,
            notes: check.notes,
        })
    }
}

impl QueryRequest {
    /// The priors asked for, each once.
    fn priors(&self, seeds: &[DramaIdx]) -> Result<PriorChoice, QueryError> {
        let mut asked: Vec<(Prior, f32)> = match &self.priors {
            PriorsRequest::Weights(weights) => weights.clone(),
            PriorsRequest::Default | PriorsRequest::None => Vec::new(),
        };
        asked.extend(self.popularity.map(|weight| (Prior::Popularity, weight)));
        asked.extend(self.acclaim.map(|weight| (Prior::Acclaim, weight)));
        asked.extend(self.era.map(|weight| (Prior::Era, weight)));
        if let Some(weight) = self.people {
            if weight > 0.0 && seeds.is_empty() {
                return Err(QueryError::PriorWithoutSeed { name: "people" });
            }
            asked.extend(Prior::PEOPLE.map(|prior| (prior, weight)));
        }
        let mut set: Vec<(Prior, f32)> = Vec::with_capacity(asked.len());
        for (prior, weight) in asked {
            let name = prior.name();
            let weight = share(format!("the weight of {name}"), weight)?;
            if set.iter().any(|(known, _)| *known == prior) {
                let (first, second) = ("with one weight", "with another");
                return Err(QueryError::Contradiction { name: name.to_owned(), first, second });
            }
            if weight > 0.0 && prior.needs_seed() && seeds.is_empty() {
                return Err(QueryError::PriorWithoutSeed { name });
            }
            set.push((prior, weight));
        }
        let none = self.priors == PriorsRequest::None;
        if self.little_known && set.contains(&(Prior::Popularity, 0.0)) {
            let (name, first) = (Prior::Popularity.name().to_owned(), "not counting");
            return Err(QueryError::Contradiction { name, first, second: "turned round" });
        }
        Ok(PriorChoice { none, set, little_known: self.little_known })
    }

    /// "The best", "little known": a prior that is asked for ranks all there is.
    fn ranks_by_priors(&self) -> bool {
        let counts = |weight: Option<f32>| weight.is_some_and(|weight| weight > 0.0);
        counts(self.popularity) || counts(self.acclaim) || self.little_known
    }

    /// As [`check`](Self::check), and of the dramas only those may be answered that `admitted`
    /// says; it is asked once for each drama. An answer is short only when too few of them qualify.
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

/// What a name to avoid means.
enum Avoided {
    /// A trope, which may be a content warning.
    Trope(TropeIdx),
    /// A warning that is no trope.
    Warning(WarningIdx),
}

struct Check<'a> {
    catalog: &'a Catalog,
    notes: Vec<Note>,
}

impl Check<'_> {
    fn note(&mut self, code: NoteCode, message: String) {
        self.notes.push(Note::new(code, message));
    }

    /// Positions in order. What the catalogue lacks could not be answered anyway, so all of it
    /// makes one note; there may be thousands.
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
            let first = cut(first);
            let message = match unknown.len() {
                1 => format!(
                    "`{first}`, one of the only dramas that may be answered, is not in the \
                    catalogue"
                ),
                lacking => format!(
                    "{lacking} of the {} only dramas that may be answered are not in the \
                     catalogue, the first of them `{first}`",
                    names.len()
                ),
            };
            self.note(NoteCode::OnlyUnknown, message);
        }
        sort_by_key(&mut found, |idx| *idx);
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

    /// What a name to avoid means. A warning comes before a trope that shares a name with it, since
    /// whoever avoids something asks whether it occurs; but not before the trope of just this id.
    fn avoided(&self, name: &str) -> Result<Avoided, QueryError> {
        let vocabulary = self.catalog.vocabulary();
        let of = |warning| match vocabulary.trope_of(warning) {
            Some(trope) => Avoided::Trope(trope),
            None => Avoided::Warning(warning),
        };
        let is_id = |id: &str| fold(id) == fold(name);
        match (vocabulary.find_warning(name), vocabulary.find(name)) {
            (Some(warning), Some(trope))
                if is_id(&vocabulary.trope(trope).id) && !is_id(vocabulary.warning_id(warning)) =>
            {
                Ok(Avoided::Trope(trope))
            }
            (Some(warning), _) => Ok(of(warning)),
            (None, Some(trope)) => Ok(Avoided::Trope(trope)),
            (None, None) => Err(QueryError::UnknownTrope {
                name: cut(name),
                near: vocabulary.near_to_avoid(name),
            }),
        }
    }

    /// What is asked for against the seeds.
    fn critique(
        &mut self,
        name: &str,
        trope: TropeIdx,
        way: Way,
        seeds: &[DramaIdx],
    ) -> Result<Critique, QueryError> {
        let word = match way {
            Way::More => "more",
            Way::Less => "less",
        };
        if seeds.is_empty() {
            return Err(QueryError::CritiqueWithoutSeed { name: name.to_owned(), way: word });
        }
        let seed_strength = self.catalog.mean_strength(seeds, trope);
        if way == Way::More && seed_strength >= 1.0 - SAME {
            let name = &self.catalog.vocabulary().trope(trope).id;
            let message = format!(
                "what you liked has all there can be of {name}: dramas with less of it lose"
            );
            self.note(NoteCode::MoreOfAll, message);
        }
        Ok(Critique { trope, way, seed_strength })
    }

    fn less_as_avoid(&mut self, trope: TropeIdx) {
        let name = &self.catalog.vocabulary().trope(trope).id;
        let message = format!(
            "what you liked has no {name}: \"less\" of it is taken as avoiding it softly \
             ({name}:{LESS_AS_AVOID})"
        );
        self.note(NoteCode::LessAsAvoid, message);
    }

    fn filters(&mut self, request: &QueryRequest) -> Result<Filters, QueryError> {
        let asked = &request.filter;
        if let (Some(from), Some(to)) = (asked.year_from, asked.year_to)
            && from > to
        {
            return Err(QueryError::Years { from, to });
        }
        let lists = self.catalog.lists();
        Ok(Filters {
            year_from: asked.year_from,
            year_to: asked.year_to,
            network: self.service("network", asked.network.as_deref(), &lists.networks)?,
            streaming: self.service(
                "streaming service",
                asked.streaming.as_deref(),
                &lists.services,
            )?,
            limits: limits(asked)?,
            rating_up_to: word("the content rating", asked.rating_up_to.as_deref())?,
            airing: word("airing", asked.airing.as_deref())?,
            origin: word("the origin", asked.origin.as_deref())?,
            with: self.with(&asked.with)?,
            without: self.with(&asked.without)?,
            specials: asked.specials,
            same_series: asked.same_series,
            as_of: self.as_of(request.as_of.as_deref())?,
        })
    }

    fn with(&mut self, names: &[String]) -> Result<Vec<With>, QueryError> {
        let mut with = Vec::with_capacity(names.len());
        for name in names {
            match people::find(self.catalog, name) {
                Ok(found) => {
                    if found.forgiven {
                        let message = format!("`{name}` is taken for `{}`", found.with.name);
                        self.note(NoteCode::PersonForgiven, message);
                    }
                    with.push(found.with);
                }
                Err(near) => return Err(QueryError::UnknownPerson { name: name.clone(), near }),
            }
        }
        Ok(with)
    }

    /// The day asked about, which must not be before everything; by default that of the catalogue.
    fn as_of(&self, asked: Option<&str>) -> Result<Option<Date>, QueryError> {
        let Some(text) = asked else { return Ok(self.catalog.snapshots().day()) };
        let Some(day) = Date::parse(text.trim()) else {
            return Err(out_of_range("the day of the question", "a day such as 2025-10-25", text));
        };
        // Of a drama whose year is unknown nothing can be said.
        let year = |idx| self.catalog.facts(idx).year();
        let mut dated = self.catalog.indices().filter(|idx| year(*idx).is_some()).peekable();
        let not_yet = |idx| {
            let early = year(idx).is_none_or(|year| year > day.year());
            early || self.catalog.facts(idx).airing(day) == Some(Airing::NotYet)
        };
        if dated.peek().is_some() && dated.all(not_yet) {
            let first = |idx| self.catalog.facts(idx).first_aired();
            let first = self.catalog.indices().filter_map(first).min();
            return Err(QueryError::TooEarly { day, first });
        }
        Ok(Some(day))
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
        Ok(Some(Service { name: names.join(", "), key: keys.join(",") }))
    }
}

/// An unknown title that is the name of a person is told as one.
fn person_or(catalog: &Catalog, error: TitleError) -> QueryError {
    // A name that is nearly a person's may be nearly a title too.
    if let TitleError::Unknown { name, near } = &error
        && let Some(person) = people::named(catalog, name, near.is_empty())
    {
        return QueryError::PersonAsTitle { name: name.clone(), person };
    }
    error.into()
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
            return Err(QueryError::Numbers { number, least, most });
        }
        limits.extend(least.map(|value| Limit { number, most: false, value }));
        limits.extend(most.map(|value| Limit { number, most: true, value }));
    }
    Ok(limits)
}

/// The thing that a word means, whatever its case and with spaces for hyphens.
fn word<K: Kind>(what: &str, typed: Option<&str>) -> Result<Option<K>, QueryError> {
    let Some(typed) = typed else { return Ok(None) };
    let key = typed.trim().to_lowercase().replace([' ', '_'], "-");
    let known = K::ALL.iter().find(|(_, word)| word.to_lowercase() == key);
    let known = known.map(|(kind, _)| Some(*kind));
    known.ok_or_else(|| QueryError::UnknownWord {
        what: what.to_owned(),
        name: typed.to_owned(),
        known: K::ALL.iter().map(|(_, word)| (*word).to_owned()).collect(),
    })
}

/// The ways in which a trope can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Want,
    Avoid,
    More,
    Less,
    Require,
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
            Self::Require => "required",
        }
    }

    /// Wanting more of a wish, or less of what is avoided, says one thing twice over, and what is
    /// wanted may be required too; all other pairs contradict each other or give two weights to one
    /// trope.
    fn agrees(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Want, Self::More)
                | (Self::More, Self::Want)
                | (Self::Avoid, Self::Less)
                | (Self::Less, Self::Avoid)
                | (Self::Require, Self::Want | Self::More | Self::Less)
                | (Self::Want | Self::More | Self::Less, Self::Require)
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
