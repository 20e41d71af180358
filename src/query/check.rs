//! From a request to a query: names become positions, numbers are held to their ranges.

use std::collections::BTreeSet;

use crate::catalog::titles::cut;
use crate::catalog::{Catalog, DramaIdx, TitleError};
use crate::schema::{Note, NoteCode, QueryRequest, SCHEMA_VERSION};
use crate::sorting::sort_by_key;

use super::checked::Query;
use super::error::QueryError;
use super::names::{LeftOut, Names};
use super::people;
use super::tropes::Avoids;
use super::uses::Uses;

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
        let mut query = Query::empty();
        self.check_into(&mut query, catalog)?;
        Ok(query)
    }

    /// Fills a query in; what one asks for is put there at once, so that no error has a dozen lists
    /// to let go, which is code that a browser compiles.
    fn check_into(&self, query: &mut Query, catalog: &Catalog) -> Result<(), QueryError> {
        if let Some(version) = self.version.filter(|v| *v != SCHEMA_VERSION) {
            return Err(QueryError::Version { version, known: SCHEMA_VERSION });
        }
        let mut check = Check { catalog, notes: self.check_titles(query, catalog)? };
        if let Some(names) = &self.only {
            query.only = Some(check.only(names));
        }
        let mut uses = Uses::new(catalog);
        if self.asks_for_tropes() {
            self.check_tropes(query, &mut check, &mut uses)?;
        }
        query.filters = check.filters(self)?;
        let filtered = (!self.filter.is_empty() && query.filters.ask())
            || query.only.is_some()
            || !self.exclude.is_empty()
            || !query.vetoes.is_empty()
            || !query.warnings.is_empty()
            || !query.required.is_empty()
            || self.ranks_by_priors();
        if query.filters_alone() && !filtered {
            return Err(QueryError::Empty);
        }
        self.check_numbers(query)?;
        query.priors = self.priors(&query.seeds)?;
        query.spoilers = self.spoilers;
        if !query.vetoes.is_empty() {
            check.veto_kinds(&mut query.vetoes, &uses);
        }
        let wished = !query.wishes.is_empty() || !query.any.is_empty();
        if !wished && !query.seeds.is_empty() && says_nothing(query, catalog, &uses) {
            return Err(no_tropes(catalog, query.seeds[0]));
        }
        query.id.clone_from(&self.id);
        if let Some(wish_share) = self.wish_share {
            query.wish_share = Some(share("the wish share", wish_share)?);
        }
        query.pooling = self.pooling;
        query.count = self.count;
        query.notes = check.notes;
        Ok(())
    }

    /// The titles of a question; the notes that they make.
    fn check_titles(&self, query: &mut Query, catalog: &Catalog) -> Result<Vec<Note>, QueryError> {
        let mut names = Names::new(catalog);
        match names.titles(&self.like) {
            Ok(seeds) => query.seeds = seeds,
            Err(error) => return Err(no_title(catalog, error)),
        }
        if !self.unlike.is_empty() || !self.seen.is_empty() || !self.exclude.is_empty() {
            self.check_titles_left_out(query, &mut names)?;
        }
        Ok(names.into_notes())
    }

    #[inline(never)] // A browser compiles it with a question that leaves some out.
    fn check_titles_left_out(
        &self,
        query: &mut Query,
        names: &mut Names<'_>,
    ) -> Result<(), QueryError> {
        match names.titles(&self.unlike) {
            Ok(disliked) => query.disliked = disliked,
            Err(error) => return Err(no_title(names.catalog(), error)),
        }
        if !query.disliked.is_empty() {
            apart(names.catalog(), &query.seeds, &query.disliked)?;
        }
        if !self.seen.is_empty() {
            query.seen = names.left_out(&self.seen, LeftOut::Seen)?;
        }
        if !self.exclude.is_empty() {
            query.excluded = names.left_out(&self.exclude, LeftOut::Excluded)?;
        }
        Ok(())
    }

    fn asks_for_tropes(&self) -> bool {
        !self.want.0.is_empty()
            || !self.avoid.0.is_empty()
            || !self.more.is_empty()
            || !self.less.is_empty()
            || !self.any.is_empty()
            || !self.require.0.is_empty()
    }

    /// What a question asks of tropes.
    #[inline(never)] // A browser compiles it with a question that asks something of them.
    fn check_tropes(
        &self,
        query: &mut Query,
        check: &mut Check<'_>,
        uses: &mut Uses<'_>,
    ) -> Result<(), QueryError> {
        if !self.want.0.is_empty() {
            query.wishes = check.wishes(&self.want, uses)?;
        }
        let mut avoids = Avoids::default();
        if !self.avoid.0.is_empty() {
            avoids = check.avoids(&self.avoid, uses)?;
        }
        if !self.more.is_empty() || !self.less.is_empty() {
            query.critiques = check.critiques(self, &query.seeds, &mut avoids, uses)?;
        }
        if !self.any.is_empty() {
            query.any = check.groups(&self.any, uses)?;
        }
        if !self.require.0.is_empty() {
            query.required = check.required(&self.require, uses)?;
        }
        query.vetoes = avoids.vetoes;
        query.warnings = avoids.warnings;
        query.soft_avoids = avoids.soft;
        Ok(())
    }

    fn check_numbers(&self, query: &mut Query) -> Result<(), QueryError> {
        if let Some(k) = self.k {
            if k == 0 {
                return Err(out_of_range("k", "a whole number from 1 up", k));
            }
            query.k = k;
        }
        if let Some(threshold) = self.veto_threshold {
            if !(threshold > 0.0 && threshold <= 1.0) {
                let what = "the veto threshold";
                return Err(out_of_range(what, "above 0 and at most 1", threshold));
            }
            query.veto_threshold = threshold;
        }
        if let Some(diversity) = self.diversity {
            query.diversity = share("diversity", diversity)?;
            if diversity >= 1.0 {
                return Err(out_of_range("diversity", "at least 0 and below 1", diversity));
            }
        }
        Ok(())
    }
}

/// Whether none of the seeds has a trope that may be compared by.
fn says_nothing(query: &Query, catalog: &Catalog, uses: &Uses<'_>) -> bool {
    let hides = |trope| {
        let named = uses.made.iter().any(|(named, _)| *named == trope);
        !query.spoilers && !named && catalog.vocabulary().trope(trope).spoiler
    };
    query.seeds.iter().all(|seed| catalog.outline(*seed).strengths.iter().all(|s| hides(s.trope)))
}

/// That nothing can be compared with a drama.
#[cold]
fn no_tropes(catalog: &Catalog, seed: DramaIdx) -> QueryError {
    let reason = format!("`{}` has no tropes yet", catalog.outline(seed).heading());
    QueryError::ZeroVector { reason }
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
    #[inline(never)]
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
#[cold]
#[inline(never)]
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
#[cold]
pub(super) fn out_of_range(
    what: impl Into<String>,
    range: &'static str,
    value: impl ToString,
) -> QueryError {
    QueryError::OutOfRange { what: what.into(), range, value: value.to_string() }
}
