//! Which dramas may be answered at all: seeds, seasons, seen, facts, vetoes.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::catalog::{
    Airing, Catalog, ContentRating, Date, DramaIdx, OriginKind, SeriesKind, TropeIdx, WarningIdx,
    WarningState, fold,
};
use crate::query::{Limit, Query, Required, Service};
use crate::sorting::sort_numbers;

use super::count_cache::{Count, CountCache, Test};

/// What may leave a drama out.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Not one of the only dramas that may be answered.
    Only,
    /// Another season of the story of one of the seeds, whose series have these numbers.
    Series(Vec<u32>),
    /// Seen already.
    Seen,
    /// First episode outside these years, both inclusive.
    Years(Option<u16>, Option<u16>),
    /// First released by another network.
    Network(Listed),
    /// Not listed on the streaming service.
    Streaming(Listed),
    /// A number below its least or above its most.
    Limit(Limit),
    /// Meant for older viewers.
    Rating(ContentRating),
    /// Not as far on a day as was asked.
    Airing(Airing, Date),
    /// Still to come on a day.
    NotAired(Date),
    /// A special or a compilation.
    Special,
    /// Not made from such a work.
    Origin(OriginKind),
    /// Without a person, by the position in the filters.
    With(usize),
    /// With a person who is not to be there, by the position in the filters.
    Without(usize),
    /// Without a trope at this strength or more.
    Require(Required),
    /// Among those that may not be answered.
    Excluded,
    /// Has a vetoed trope at this strength or more.
    Veto(TropeIdx, f32),
    /// Has an avoided content warning, or may have.
    Warning(WarningIdx),
    /// Nobody reviewed its tropes, so that lacking a vetoed one says nothing (untagged is not
    /// clean).
    Unreviewed,
}

/// How a drama fares with one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may be answered.
    Passes,
    /// It may not.
    Fails,
    /// The fact asked for is unknown, which does not pass.
    Unknown,
}

impl From<bool> for Verdict {
    fn from(passes: bool) -> Self {
        if passes { Self::Passes } else { Self::Fails }
    }
}

/// A network or service with what each list of names in the catalogue says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// As the catalogue spells it.
    pub name: String,
    key: String,
    verdicts: Vec<Verdict>,
}

impl Listed {
    #[inline(never)] // A browser compiles it with a question that asks for one.
    fn new(lists: &[Vec<String>], service: &Service) -> Self {
        let keys: Vec<&str> = service.key.split(',').collect();
        let verdict = |names: &Vec<String>| match names.as_slice() {
            [] => Verdict::Unknown,
            names => names.iter().any(|name| keys.contains(&fold(name).as_str())).into(),
        };
        let verdicts = lists.iter().map(verdict).collect();
        Self { name: service.name.clone(), key: service.key.clone(), verdicts }
    }

    fn verdict(&self, list: u32) -> Verdict {
        self.verdicts.get(list as usize).copied().unwrap_or(Verdict::Unknown)
    }
}

impl Reason {
    /// The reasons of a query, in the order in which they are tested and reported.
    fn all(catalog: &Catalog, query: &Query) -> Vec<Self> {
        let filters = &query.filters;
        let mut reasons = Vec::new();
        if query.only.is_some() {
            reasons.push(Self::Only);
        }
        if !filters.same_series {
            let mut series = Vec::new();
            for seed in &query.seeds {
                if let Some(number) = catalog.outline_facts(*seed).series() {
                    series.push(number);
                }
            }
            if !series.is_empty() {
                sort_numbers(&mut series);
                series.dedup();
                reasons.push(Self::Series(series));
            }
        }
        if !query.seen.is_empty() {
            reasons.push(Self::Seen);
        }
        if filters.year_from.is_some() || filters.year_to.is_some() {
            reasons.push(Self::Years(filters.year_from, filters.year_to));
        }
        if let Some(network) = &filters.network {
            reasons.push(Self::Network(Listed::new(&catalog.lists().networks, network)));
        }
        if let Some(service) = &filters.streaming {
            reasons.push(Self::Streaming(Listed::new(&catalog.lists().services, service)));
        }
        for limit in &filters.limits {
            reasons.push(Self::Limit(*limit));
        }
        if let Some(up_to) = filters.rating_up_to {
            reasons.push(Self::Rating(up_to));
        }
        if let Some(kind) = filters.origin {
            reasons.push(Self::Origin(kind));
        }
        for at in 0..filters.with.len() {
            reasons.push(Self::With(at));
        }
        for at in 0..filters.without.len() {
            reasons.push(Self::Without(at));
        }
        if !query.excluded.is_empty() {
            reasons.push(Self::Excluded);
        }
        if let (Some(airing), Some(day)) = (filters.airing, filters.as_of) {
            reasons.push(Self::Airing(airing, day));
        }
        for required in &query.required {
            reasons.push(Self::Require(*required));
        }
        for trope in &query.vetoes {
            reasons.push(match catalog.vocabulary().warning_of(*trope) {
                Some(warning) => Self::Warning(warning),
                None => Self::Veto(*trope, query.veto_threshold),
            });
        }
        for warning in &query.warnings {
            reasons.push(Self::Warning(*warning));
        }
        if !query.vetoes.is_empty() || !query.warnings.is_empty() {
            reasons.push(Self::Unreviewed);
        }
        reasons
    }

    /// What leaves dramas out of every answer that does not ask for them. Nobody asked for it, so
    /// that it is counted nowhere.
    fn usual(query: &Query) -> Vec<Self> {
        let filters = &query.filters;
        let mut reasons = Vec::new();
        if let (None, Some(day)) = (filters.airing, filters.as_of) {
            reasons.push(Self::NotAired(day));
        }
        if !filters.specials {
            reasons.push(Self::Special);
        }
        reasons
    }

    fn verdict(&self, catalog: &Catalog, query: &Query, idx: DramaIdx) -> Verdict {
        let facts = || catalog.outline_facts(idx);
        match self {
            Self::Series(series) => {
                let own = query.seeds.contains(&idx) || query.disliked.contains(&idx);
                let among = |number| series.binary_search(&number).is_ok();
                (own || facts().series().is_none_or(|number| !among(number))).into()
            }
            // What is unknown has most likely aired.
            Self::NotAired(day) => (facts().airing(*day) != Some(Airing::NotYet)).into(),
            Self::Special => {
                let kind = facts().series_kind();
                (!matches!(kind, SeriesKind::Special | SeriesKind::Compilation)).into()
            }
            asked => asked.verdict_of_asked(catalog, query, idx),
        }
    }

    /// The verdict of what only some questions ask, which a browser compiles with the first of
    /// them.
    #[inline(never)]
    fn verdict_of_asked(&self, catalog: &Catalog, query: &Query, idx: DramaIdx) -> Verdict {
        let facts = || catalog.outline_facts(idx);
        match self {
            Self::Series(_) | Self::NotAired(_) | Self::Special => Verdict::Passes,
            Self::Only => query.admits(idx).into(),
            Self::Seen => query.seen.binary_search(&idx).is_err().into(),
            Self::Years(from, to) => facts().year().map_or(Verdict::Unknown, |year| {
                (from.is_none_or(|from| year >= from) && to.is_none_or(|to| year <= to)).into()
            }),
            Self::Network(network) => network.verdict(catalog.facts(idx).networks()),
            Self::Streaming(service) => service.verdict(catalog.facts(idx).services()),
            Self::Limit(Limit { number, most, value }) => match number.of(&catalog.facts(idx)) {
                None => Verdict::Unknown,
                Some(known) if *most => (known <= *value).into(),
                Some(known) => (known >= *value).into(),
            },
            Self::Rating(up_to) => {
                let rating = catalog.facts(idx).content_rating();
                rating.map_or(Verdict::Unknown, |own| (own <= *up_to).into())
            }
            Self::Airing(airing, day) => {
                facts().airing(*day).map_or(Verdict::Unknown, |own| (own == *airing).into())
            }
            // Where nothing is named, nobody may have said it.
            Self::Origin(kind) => {
                let facts = catalog.facts(idx);
                if facts.origin_known() { facts.made_from(*kind).into() } else { Verdict::Unknown }
            }
            Self::With(at) => {
                let with = query.filters.with.get(*at);
                with.is_some_and(|with| with.dramas.binary_search(&idx).is_ok()).into()
            }
            Self::Without(at) => {
                let without = query.filters.without.get(*at);
                without.is_none_or(|person| person.dramas.binary_search(&idx).is_err()).into()
            }
            Self::Require(Required { trope, least }) => {
                (catalog.strength(idx, *trope) >= *least).into()
            }
            Self::Excluded => query.excluded.binary_search(&idx).is_err().into(),
            Self::Veto(trope, least) => (catalog.strength(idx, *trope) < *least).into(),
            Self::Warning(warning) => match catalog.warned(idx, *warning) {
                WarningState::Absent => Verdict::Passes,
                WarningState::Possible => Verdict::Unknown,
                WarningState::Occurs => Verdict::Fails,
            },
            Self::Unreviewed => facts().reviewed().into(),
        }
    }

    /// How many dramas it leaves out.
    fn count(&self, catalog: &Catalog, query: &Query, counts: &CountCache) -> Count {
        let counted = |test: Test| {
            counts.of(test, || {
                let mut count = Count::default();
                for idx in catalog.indices() {
                    let verdict = self.verdict(catalog, query, idx);
                    count.dropped += usize::from(verdict != Verdict::Passes);
                    count.unknown += usize::from(verdict == Verdict::Unknown);
                }
                count
            })
        };
        match self {
            Self::Series(series) => {
                // All dramas of a series, which is what can be remembered, less the query's own.
                let of = |number: &u32| {
                    let is = |idx: &DramaIdx| catalog.outline_facts(*idx).series() == Some(*number);
                    let all = || catalog.indices().filter(is).count();
                    let all =
                        counts.of(Test::Series(*number), || Count { dropped: all(), unknown: 0 });
                    let own: BTreeSet<_> = query.seeds.iter().chain(&query.disliked).collect();
                    all.dropped - own.into_iter().filter(|idx| is(idx)).count()
                };
                Count { dropped: series.iter().map(of).sum(), unknown: 0 }
            }
            Self::Only => {
                let admitted = query.only.as_ref().map_or(catalog.len(), Vec::len);
                Count { dropped: catalog.len() - admitted, unknown: 0 }
            }
            Self::Seen => Count { dropped: query.seen.len(), unknown: 0 },
            Self::Years(from, to) => counted(Test::Years(*from, *to)),
            Self::Network(network) => counted(Test::Network(network.key.clone())),
            Self::Streaming(service) => counted(Test::Streaming(service.key.clone())),
            Self::Limit(limit) => counted(Test::Limit(*limit)),
            Self::Rating(up_to) => counted(Test::Rating(*up_to)),
            Self::Airing(airing, day) => counted(Test::Airing(*airing, *day)),
            Self::NotAired(_) | Self::Special => Count::default(),
            Self::Origin(kind) => counted(Test::Origin(*kind)),
            Self::Require(required) => {
                counted(Test::Require(required.trope.0, required.least.to_bits()))
            }
            Self::With(at) => {
                let with = query.filters.with.get(*at).map_or(0, |with| with.dramas.len());
                Count { dropped: catalog.len() - with, unknown: 0 }
            }
            Self::Without(at) => {
                let dropped = query.filters.without.get(*at).map_or(0, |with| with.dramas.len());
                Count { dropped, unknown: 0 }
            }
            Self::Excluded => Count { dropped: query.excluded.len(), unknown: 0 },
            Self::Veto(trope, least) => counted(Test::Veto(trope.0, least.to_bits())),
            Self::Warning(warning) => counted(Test::Warning(warning.0)),
            Self::Unreviewed => counted(Test::Unreviewed),
        }
    }
}

/// A reason of a query with the number of dramas it leaves out.
#[derive(Debug, Clone, PartialEq)]
pub struct Exclusion {
    /// Why.
    pub reason: Reason,
    /// Dramas it leaves out, whatever else does.
    pub dropped: usize,
    /// Of those, dramas for which the fact asked for is unknown.
    pub unknown: usize,
}

/// Which dramas are left out of a query's answer, and why.
///
/// Nothing is worked out before it is asked for: a search asks for the few dramas that may be among
/// the best.
#[derive(Debug)]
pub struct Mask<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    counts: &'a CountCache,
    reasons: Vec<Reason>,
    usual: Vec<Reason>,
    exclusions: OnceCell<Vec<Exclusion>>,
}

impl<'a> Mask<'a> {
    /// The filters and vetoes of `query`; its own titles are left out too.
    #[must_use]
    pub fn new(catalog: &'a Catalog, query: &'a Query, counts: &'a CountCache) -> Self {
        let (reasons, usual) = (Reason::all(catalog, query), Reason::usual(query));
        Self { catalog, query, counts, reasons, usual, exclusions: OnceCell::new() }
    }

    /// Whether a drama is one of the query's own titles, which no relaxing brings back.
    fn own(&self, idx: DramaIdx) -> bool {
        self.query.seeds.contains(&idx) || self.query.disliked.contains(&idx)
    }

    /// Whether a drama is one that may be answered unasked.
    fn usually(&self, idx: DramaIdx) -> bool {
        let passes =
            |reason: &Reason| reason.verdict(self.catalog, self.query, idx) == Verdict::Passes;
        self.usual.iter().all(passes)
    }

    /// The number of the series that a drama belongs to.
    #[must_use]
    pub fn story(&self, idx: DramaIdx) -> Option<u32> {
        self.catalog.outline_facts(idx).series()
    }

    /// The positions of the reasons that leave a drama out.
    fn failing(&self, idx: DramaIdx) -> impl Iterator<Item = usize> + '_ {
        let fails =
            move |reason: &Reason| reason.verdict(self.catalog, self.query, idx) != Verdict::Passes;
        self.reasons.iter().enumerate().filter(move |(_, r)| fails(r)).map(|(at, _)| at)
    }

    /// Whether a drama passes everything.
    #[must_use]
    pub fn allows(&self, at: usize) -> bool {
        let idx = DramaIdx(at as u32);
        !self.own(idx) && self.usually(idx) && self.failing(idx).next().is_none()
    }

    /// The dramas that pass everything, in id order.
    pub fn allowed(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.catalog.len()).filter(|at| self.allows(*at))
    }

    /// What left dramas out, in the order tested.
    #[must_use]
    pub fn exclusions(&self) -> &[Exclusion] {
        if self.reasons.is_empty() {
            return &[];
        }
        self.exclusions.get_or_init(|| {
            let count = |reason: &Reason| {
                let Count { dropped, unknown } =
                    reason.count(self.catalog, self.query, self.counts);
                Exclusion { reason: reason.clone(), dropped, unknown }
            };
            self.reasons.iter().map(count).collect()
        })
    }

    /// How many dramas have no known followers.
    #[must_use]
    pub fn unfollowed(&self) -> usize {
        let unknown = |idx: &DramaIdx| self.catalog.outline_facts(*idx).followers().is_none();
        let count = || self.catalog.indices().filter(unknown).count();
        self.counts.of(Test::Unfollowed, || Count { dropped: count(), unknown: 0 }).dropped
    }

    /// The dramas left out by one reason only, with the number of that reason in
    /// [`exclusions`](Self::exclusions): relaxing it alone would bring them back.
    pub fn by_one_reason(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let may = |idx: &DramaIdx| !self.own(*idx) && self.usually(*idx);
        let others = self.catalog.indices().filter(may);
        others.filter_map(|idx| {
            let mut failing = self.failing(idx);
            let first = failing.next()?;
            failing.next().is_none().then_some((idx.at(), first))
        })
    }

    /// The reasons that leave one drama out.
    #[must_use]
    pub fn failed_by(&self, idx: DramaIdx) -> Vec<&Reason> {
        let fails =
            |reason: &&Reason| reason.verdict(self.catalog, self.query, idx) != Verdict::Passes;
        self.usual.iter().chain(&self.reasons).filter(fails).collect()
    }
}
