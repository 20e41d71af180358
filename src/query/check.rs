//! From a request to a query: names become positions, numbers are held to their ranges.

use std::collections::BTreeSet;

use crate::catalog::titles::cut;
use crate::catalog::{Catalog, DramaIdx, TitleError, TropeIdx, WarningIdx, fold};
use crate::schema::{Avoid, ByTrope, DEFAULT_K, Note, NoteCode, QueryRequest, SCHEMA_VERSION};
use crate::sorting::sort_by_key;

use super::checked::{Critique, Query, SoftAvoid, Way, Wish};
use super::error::QueryError;
use super::limits::Required;
use super::names::{LeftOut, Names};
use super::people;
use super::uses::{Use, Uses};

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
        let meant = |error| no_title(catalog, error);
        let seeds = names.titles(&self.like).map_err(meant)?;
        let disliked = names.titles(&self.unlike).map_err(meant)?;
        if !disliked.is_empty() {
            apart(catalog, &seeds, &disliked)?;
        }
        let (mut seen, mut excluded) = (Vec::new(), Vec::new());
        if !self.seen.is_empty() {
            seen = names.left_out(&self.seen, LeftOut::Seen)?;
        }
        if !self.exclude.is_empty() {
            excluded = names.left_out(&self.exclude, LeftOut::Excluded)?;
        }
        let mut check = Check { catalog, notes: names.into_notes() };
        let only = self.only.as_ref().map(|names| check.only(names));

        let mut uses = Uses::new(catalog);
        let mut wishes = Vec::new();
        if !self.want.0.is_empty() {
            wishes = check.wishes(&self.want, &mut uses)?;
        }
        let mut avoids = Avoids::default();
        if !self.avoid.0.is_empty() {
            avoids = check.avoids(&self.avoid, &mut uses)?;
        }
        let mut critiques = Vec::new();
        if !self.more.is_empty() || !self.less.is_empty() {
            critiques = check.critiques(self, &seeds, &mut avoids, &mut uses)?;
        }
        let mut any = Vec::new();
        if !self.any.is_empty() {
            any = check.groups(&self.any, &mut uses)?;
        }
        let mut required = Vec::new();
        if !self.require.0.is_empty() {
            required = check.required(&self.require, &mut uses)?;
        }
        let Avoids { mut vetoes, warnings, soft: soft_avoids } = avoids;
        let filters = check.filters(self)?;
        let filtered = (!self.filter.is_empty() && filters.ask())
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
        if !vetoes.is_empty() {
            check.veto_kinds(&mut vetoes, &uses);
        }
        let hides = |trope| {
            let named = uses.made.iter().any(|(named, _)| *named == trope);
            !spoilers && !named && catalog.vocabulary().trope(trope).spoiler
        };
        let says_nothing =
            |seed: &DramaIdx| catalog.outline(*seed).strengths.iter().all(|s| hides(s.trope));
        let wished = !wishes.is_empty() || !any.is_empty();
        if !wished && !seeds.is_empty() && seeds.iter().all(says_nothing) {
            let reason = format!("`{}` has no tropes yet", catalog.outline(seeds[0]).heading());
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

/// Nothing is liked and disliked.
#[inline(never)]
fn apart(catalog: &Catalog, liked: &[DramaIdx], disliked: &[DramaIdx]) -> Result<(), QueryError> {
    let unwanted: BTreeSet<&DramaIdx> = disliked.iter().collect();
    match liked.iter().find(|seed| unwanted.contains(seed)) {
        None => Ok(()),
        Some(both) => {
            let name = catalog.outline(*both).heading();
            Err(QueryError::Contradiction { name, first: "liked", second: "disliked" })
        }
    }
}

/// What a name to avoid means.
enum Avoided {
    /// A trope, which may be a content warning.
    Trope(TropeIdx),
    /// A warning that is no trope.
    Warning(WarningIdx),
}

/// What is turned away.
#[derive(Default)]
struct Avoids {
    vetoes: Vec<TropeIdx>,
    warnings: Vec<WarningIdx>,
    soft: Vec<SoftAvoid>,
}

/// A check under way. What few questions ask for is checked by functions of their own, so that a
/// browser does not compile it for those that do not.
pub(super) struct Check<'a> {
    pub(super) catalog: &'a Catalog,
    notes: Vec<Note>,
}

impl Check<'_> {
    pub(super) fn note(&mut self, code: NoteCode, message: String) {
        self.notes.push(Note::new(code, message));
    }

    #[inline(never)]
    fn wishes(&self, asked: &ByTrope<f32>, uses: &mut Uses<'_>) -> Result<Vec<Wish>, QueryError> {
        let mut wishes = Vec::new();
        for (name, weight) in asked {
            let trope = self.trope(name)?;
            uses.note(trope, Use::Want)?;
            let weight = share(format!("the weight of `{name}`"), *weight)?;
            if weight > 0.0 {
                wishes.push(Wish { trope, weight });
            }
        }
        Ok(wishes)
    }

    #[inline(never)]
    fn avoids(&self, asked: &ByTrope<Avoid>, uses: &mut Uses<'_>) -> Result<Avoids, QueryError> {
        let mut avoids = Avoids::default();
        for (name, avoid) in asked {
            let trope = match (self.avoided(name)?, *avoid) {
                (Avoided::Trope(trope), _) => trope,
                (Avoided::Warning(warning), Avoid::Veto) => {
                    if !avoids.warnings.contains(&warning) {
                        avoids.warnings.push(warning);
                    }
                    continue;
                }
                (Avoided::Warning(_), Avoid::Soft(_)) => {
                    return Err(QueryError::WarningSoftly { name: cut(name) });
                }
            };
            uses.note(trope, Use::Avoid)?;
            match *avoid {
                Avoid::Veto => avoids.vetoes.push(trope),
                Avoid::Soft(weight) => {
                    let weight = share(format!("the weight of `{name}`"), weight)?;
                    if weight > 0.0 {
                        avoids.soft.push(SoftAvoid { trope, weight });
                    }
                }
            }
        }
        Ok(avoids)
    }

    /// "More" and "less"; less of what the seeds do not have becomes a soft avoid.
    #[inline(never)]
    fn critiques(
        &mut self,
        request: &QueryRequest,
        seeds: &[DramaIdx],
        avoids: &mut Avoids,
        uses: &mut Uses<'_>,
    ) -> Result<Vec<Critique>, QueryError> {
        let mut critiques = Vec::new();
        for (names, way) in [(&request.more, Way::More), (&request.less, Way::Less)] {
            for name in names {
                let trope = self.trope(name)?;
                uses.note(trope, Use::of(way))?;
                let critique = self.critique(name, trope, way, seeds)?;
                if way == Way::Less && critique.seed_strength <= SAME {
                    let known = |avoid: &SoftAvoid| avoid.trope == trope;
                    if !avoids.soft.iter().any(known) && !avoids.vetoes.contains(&trope) {
                        avoids.soft.push(SoftAvoid { trope, weight: LESS_AS_AVOID });
                        self.less_as_avoid(trope);
                    }
                } else {
                    critiques.push(critique);
                }
            }
        }
        Ok(critiques)
    }

    /// Groups of tropes of which one suffices.
    #[inline(never)]
    fn groups(
        &self,
        asked: &[Vec<String>],
        uses: &mut Uses<'_>,
    ) -> Result<Vec<Vec<TropeIdx>>, QueryError> {
        let mut any = Vec::with_capacity(asked.len());
        for group in asked {
            let mut tropes: Vec<TropeIdx> = Vec::with_capacity(group.len());
            for name in group {
                let trope = self.trope(name)?;
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
        Ok(any)
    }

    #[inline(never)]
    fn required(
        &self,
        asked: &ByTrope<f32>,
        uses: &mut Uses<'_>,
    ) -> Result<Vec<Required>, QueryError> {
        let mut required = Vec::with_capacity(asked.0.len());
        for (name, least) in asked {
            let trope = self.trope(name)?;
            uses.note(trope, Use::Require)?;
            if !(*least > 0.0 && *least <= 1.0) {
                let what = format!("the least strength of `{name}`");
                return Err(out_of_range(what, "above 0 and at most 1", least));
            }
            required.push(Required { trope, least: *least });
        }
        Ok(required)
    }

    /// Who wants no romance wants no romantic comedy, unless it is asked for by name.
    #[inline(never)]
    fn veto_kinds(&self, vetoes: &mut Vec<TropeIdx>, uses: &Uses<'_>) {
        let vocabulary = self.catalog.vocabulary();
        let kinds: Vec<TropeIdx> =
            vetoes.iter().flat_map(|veto| vocabulary.kinds_of(*veto)).collect();
        vetoes
            .extend(kinds.iter().filter(|kind| !uses.made.iter().any(|(named, _)| named == *kind)));
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
}

/// An unknown title that is the name of a trope or of a person is told as one.
fn no_title(catalog: &Catalog, error: TitleError) -> QueryError {
    if let TitleError::Unknown { name, .. } = &error
        && let Some(trope) = catalog.vocabulary().find(name)
    {
        let trope = catalog.vocabulary().trope(trope).id.clone();
        return QueryError::TropeAsTitle { name: name.clone(), trope };
    }
    // A name that is nearly a person's may be nearly a title too.
    if let TitleError::Unknown { name, near } = &error
        && let Some(person) = people::named(catalog, name, near.is_empty())
    {
        return QueryError::PersonAsTitle { name: name.clone(), person };
    }
    error.into()
}

/// A number that must be from 0 to 1.
pub(super) fn share(what: impl Into<String>, value: f32) -> Result<f32, QueryError> {
    // NaN is in no range.
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err(out_of_range(what, "a number from 0 to 1", value))
    }
}

/// That a number is outside its range.
pub(super) fn out_of_range(
    what: impl Into<String>,
    range: &'static str,
    value: impl ToString,
) -> QueryError {
    QueryError::OutOfRange { what: what.into(), range, value: value.to_string() }
}
