//! Which dramas may be answered at all: seeds, seasons, seen, facts, vetoes.

use crate::catalog::{Catalog, Drama, DramaIdx, TropeIdx, fold};
use crate::query::{Query, Service};

/// What may leave a drama out.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Another season of the story of one of the seeds, whose series are these.
    Series(Vec<String>),
    /// Seen already.
    Seen,
    /// First episode outside these years, both inclusive.
    Years(Option<u16>, Option<u16>),
    /// First released by another network.
    Network(Service),
    /// Not listed on the streaming service.
    Streaming(Service),
    /// More episodes than this.
    Episodes(u16),
    /// Has a vetoed trope at this strength or more.
    Veto(TropeIdx, f32),
    /// Nobody reviewed its tropes, so that lacking a vetoed one says nothing (untagged is not clean).
    Unreviewed,
}

/// How a drama fares with one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Passes,
    Fails,
    /// The fact asked for is unknown, which does not pass.
    Unknown,
}

impl From<bool> for Verdict {
    fn from(passes: bool) -> Self {
        if passes { Self::Passes } else { Self::Fails }
    }
}

impl Reason {
    /// The reasons of a query, in the order in which they are tested and reported.
    fn all(catalog: &Catalog, query: &Query) -> Vec<Self> {
        let filters = &query.filters;
        let mut reasons = Vec::new();
        let series: Vec<String> =
            query.seeds.iter().filter_map(|seed| catalog.drama(*seed).series.clone()).collect();
        if !filters.same_series && !series.is_empty() {
            reasons.push(Self::Series(series));
        }
        if !query.seen.is_empty() {
            reasons.push(Self::Seen);
        }
        if filters.year_from.is_some() || filters.year_to.is_some() {
            reasons.push(Self::Years(filters.year_from, filters.year_to));
        }
        reasons.extend(filters.network.clone().map(Self::Network));
        reasons.extend(filters.streaming.clone().map(Self::Streaming));
        reasons.extend(filters.max_episodes.map(Self::Episodes));
        for trope in &query.vetoes {
            // Strengths are fifths in f32; 0.4 asked for must meet 2/5 stored.
            let warning = catalog.vocabulary().trope(*trope).content_warning;
            reasons.push(Self::Veto(
                *trope,
                if warning { f32::MIN_POSITIVE } else { query.veto_threshold - 1e-6 },
            ));
        }
        if !query.vetoes.is_empty() {
            reasons.push(Self::Unreviewed);
        }
        reasons
    }

    fn verdict(&self, query: &Query, idx: DramaIdx, drama: &Drama) -> Verdict {
        match self {
            Self::Series(series) => {
                let own = query.seeds.contains(&idx) || query.disliked.contains(&idx);
                (own || drama.series.as_ref().is_none_or(|s| !series.contains(s))).into()
            }
            Self::Seen => (!query.seen.contains(&idx)).into(),
            Self::Years(from, to) => drama.year.map_or(Verdict::Unknown, |year| {
                (from.is_none_or(|from| year >= from) && to.is_none_or(|to| year <= to)).into()
            }),
            Self::Network(network) => listed(&drama.networks, network),
            Self::Streaming(service) => listed(&drama.streaming, service),
            Self::Episodes(most) => {
                drama.episodes.map_or(Verdict::Unknown, |episodes| (episodes <= *most).into())
            }
            Self::Veto(trope, threshold) => (drama.strength(*trope) < *threshold).into(),
            Self::Unreviewed => drama.reviewed.into(),
        }
    }
}

fn listed(names: &[String], service: &Service) -> Verdict {
    if names.is_empty() {
        Verdict::Unknown
    } else {
        names.iter().any(|name| fold(name) == service.key).into()
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
#[derive(Debug, Clone)]
pub struct Mask {
    /// How many reasons leave each drama out.
    failing: Vec<u16>,
    /// The last reason met, which is the only one where `failing` is 1.
    last: Vec<u16>,
    exclusions: Vec<Exclusion>,
}

/// `failing` of the query's own titles, which no relaxing brings back.
const FOR_GOOD: u16 = u16::MAX;

impl Mask {
    /// Tests every drama against the filters and vetoes of `query`, and leaves its own titles out.
    #[must_use]
    pub fn new(catalog: &Catalog, query: &Query) -> Self {
        let mut mask = Self {
            failing: vec![0; catalog.len()],
            last: vec![0; catalog.len()],
            exclusions: Vec::new(),
        };
        for (number, reason) in Reason::all(catalog, query).into_iter().enumerate() {
            let (mut dropped, mut unknown) = (0, 0);
            for (idx, drama) in catalog.indices().zip(catalog.dramas()) {
                let verdict = reason.verdict(query, idx, drama);
                if verdict != Verdict::Passes {
                    dropped += 1;
                    unknown += usize::from(verdict == Verdict::Unknown);
                    mask.failing[idx.at()] = mask.failing[idx.at()].saturating_add(1);
                    mask.last[idx.at()] = number as u16;
                }
            }
            mask.exclusions.push(Exclusion { reason, dropped, unknown });
        }
        for own in query.seeds.iter().chain(&query.disliked) {
            mask.failing[own.at()] = FOR_GOOD;
        }
        mask
    }

    /// Whether a drama passes everything.
    #[must_use]
    pub fn allows(&self, at: usize) -> bool {
        self.failing[at] == 0
    }

    /// The dramas that pass everything, in id order.
    pub fn allowed(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.failing.len()).filter(|at| self.allows(*at))
    }

    /// What left dramas out, in the order tested.
    #[must_use]
    pub fn exclusions(&self) -> &[Exclusion] {
        &self.exclusions
    }

    /// The dramas left out by one reason only, with the number of that reason in
    /// [`exclusions`](Self::exclusions): relaxing it alone would bring them back.
    pub fn by_one_reason(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let alone = (0..self.failing.len()).filter(|at| self.failing[*at] == 1);
        alone.map(|at| (at, usize::from(self.last[at])))
    }

    /// The reasons that leave one drama out.
    #[must_use]
    pub fn failed_by(&self, catalog: &Catalog, query: &Query, idx: DramaIdx) -> Vec<&Reason> {
        let reasons = self.exclusions.iter().map(|exclusion| &exclusion.reason);
        reasons
            .filter(|reason| reason.verdict(query, idx, catalog.drama(idx)) != Verdict::Passes)
            .collect()
    }
}
