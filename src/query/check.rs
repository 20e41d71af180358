//! From a request to a query: names become positions, numbers are held to their ranges.

use std::collections::BTreeSet;

use crate::catalog::titles::cut;
use crate::catalog::{Catalog, DramaIdx, TitleError};
use crate::schema::{DEFAULT_K, Note, NoteCode, QueryRequest, SCHEMA_VERSION};
use crate::sorting::sort_by_key;

use super::checked::Query;
use super::error::QueryError;
use super::names::{LeftOut, Names};
use super::people;
use super::tropes::Avoids;
use super::uses::Uses;

/// Strength from which a veto drops a drama unless another is asked for: level 2 of 5.
const DEFAULT_VETO_THRESHOLD: f32 = 0.4;

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
