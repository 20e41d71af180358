//! Vetoes that did not hold.

use crate::catalog::{Catalog, DramaIdx, TropeIdx};
use crate::rank::Recommender;
use crate::schema::{Avoid, QueryRequest};

/// How many results, over all seeds and over a veto of each content warning, have what was vetoed;
/// 0 unless something is broken.
#[must_use]
pub fn violations(recommender: &Recommender, seeds: &[DramaIdx], k: usize) -> usize {
    let catalog = recommender.catalog();
    let warnings: Vec<TropeIdx> = (0..catalog.vocabulary().len() as u16)
        .map(TropeIdx)
        .filter(|trope| catalog.vocabulary().trope(*trope).content_warning)
        .collect();
    let count = |seed: &DramaIdx, trope: TropeIdx| {
        let mut request = QueryRequest::new("violations");
        request.like.push(catalog.drama(*seed).id.clone());
        request.avoid.0.push((catalog.vocabulary().trope(trope).id.clone(), Avoid::Veto));
        request.k = Some(k);
        // A question that is refused answers nothing, so nothing in it can be wrong.
        let Ok(query) = request.check(catalog) else { return 0 };
        let shown = recommender.shown(&query).into_iter();
        shown.filter(|drama| has_vetoed(catalog, &request, *drama)).count()
    };
    seeds.iter().map(|seed| warnings.iter().map(|trope| count(seed, *trope)).sum::<usize>()).sum()
}

/// Whether a drama has what a request vetoes: level 2 of 5 or more, a content warning at any.
/// Judged by the catalogue's strengths, not by the recommender's own filter.
pub fn has_vetoed(catalog: &Catalog, request: &QueryRequest, drama: DramaIdx) -> bool {
    let vocabulary = catalog.vocabulary();
    request.avoid.0.iter().filter(|(_, avoid)| *avoid == Avoid::Veto).any(|(name, _)| {
        vocabulary.find(name).is_some_and(|trope| {
            let strength = catalog.drama(drama).strength(trope);
            let warning = vocabulary.trope(trope).content_warning;
            strength >= 0.4 - 1e-6 || (warning && strength > 0.0)
        })
    })
}
