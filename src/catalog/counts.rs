//! What is counted over all dramas: tropes, warnings, services.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::sorting::sort_by_key;

use super::catalogue::Catalog;
use super::trope::WarningIdx;
use super::warned::WarningState;

/// How many dramas have what. Counting reads every drama.
#[derive(Debug)]
pub struct Counts {
    /// Dramas that have each trope, shape `(n_tropes,)`.
    pub tropes: Vec<usize>,
    /// Dramas in which each warning occurs, and in which it may, shape `(n_warnings,)`.
    pub warnings: Vec<[usize; 2]>,
    /// Services, those with most dramas first, ties by name.
    pub services: Vec<String>,
}

impl Counts {
    /// Those of a catalogue.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        let vocabulary = catalog.vocabulary();
        let mut tropes = vec![0; vocabulary.len()];
        let mut warnings = vec![[0, 0]; vocabulary.warning_ids().count()];
        let mut services: BTreeMap<String, usize> = BTreeMap::new();
        for idx in catalog.indices() {
            let drama = catalog.drama(idx);
            for strength in &drama.strengths {
                tropes[strength.trope.at()] += 1;
            }
            for offer in &drama.where_to_watch {
                *services.entry(offer.service.clone()).or_default() += 1;
            }
            for (at, [occurs, possible]) in warnings.iter_mut().enumerate() {
                match catalog.warned(idx, WarningIdx(at as u8)) {
                    WarningState::Occurs => *occurs += 1,
                    WarningState::Possible => *possible += 1,
                    WarningState::Absent => {}
                }
            }
        }
        let mut services: Vec<(String, usize)> = services.into_iter().collect();
        sort_by_key(&mut services, |(_, dramas)| Reverse(*dramas));
        let services = services.into_iter().map(|(service, _)| service).collect();
        Self { tropes, warnings, services }
    }
}
