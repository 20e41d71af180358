//! Accounting for what an answer leaves out: notes, exclusions, and why it is short.

use std::collections::HashSet;

use crate::catalog::{Catalog, DramaIdx};
use crate::query::{Note, Prior, Query};

use super::answer::{ExclusionCount, Shortfall};
use super::filters::{Mask, Reason};
use super::ranker::Scorer;
use super::topk::Hit;

/// What the asker should know about how the query was understood.
#[must_use]
pub fn notes(query: &Query, mask: &Mask<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let series = mask.exclusions().iter().find(|e| matches!(e.reason, Reason::Series(_)));
    let seasons = series.map_or(0, |exclusion| exclusion.dropped);
    if seasons > 0 {
        let what = if seasons == 1 { "season" } else { "seasons" };
        let left_out = format!("{seasons} other {what} of what you liked left out");
        notes.push(Note::new(
            "series-left-out",
            format!("{left_out}; same-series brings them back"),
        ));
    }
    if query.diversity > 0.0 {
        let message = "ordered for variety too: a lower score may stand before a higher one";
        notes.push(Note::new("ordered-for-variety", message));
    }
    let popularity = |(prior, weight): &(Prior, f32)| *prior == Prior::Popularity && *weight > 0.0;
    if query.priors.set.iter().any(popularity) && !query.priors.little_known {
        let unknown = mask.unfollowed();
        let message = format!("{unknown} dramas have no known followers and count as unpopular");
        notes.extend((unknown > 0).then(|| Note::new("followers-unknown", message)));
    }
    notes
}

/// A reason as code and value.
fn code_and_value(catalog: &Catalog, reason: &Reason) -> (&'static str, String) {
    match reason {
        Reason::Series(_) => ("series", String::new()),
        Reason::Seen => ("seen", String::new()),
        Reason::Years(Some(from), Some(to)) => ("year", format!("{from}-{to}")),
        Reason::Years(Some(from), None) => ("year", format!("{from} and later")),
        Reason::Years(None, to) => ("year", format!("{} and earlier", to.unwrap_or(u16::MAX))),
        Reason::Network(network) => ("network", network.name.clone()),
        Reason::Streaming(service) => ("streaming", service.name.clone()),
        Reason::Episodes(most) => ("max-episodes", most.to_string()),
        // The question names it.
        Reason::Veto(trope, _) => ("avoid", catalog.vocabulary().trope(*trope).id.clone()),
        Reason::Unreviewed => ("unreviewed", String::new()),
    }
}

/// A reason in words, such as `avoid trauma`.
#[must_use]
pub fn words(catalog: &Catalog, reason: &Reason) -> String {
    let (code, value) = code_and_value(catalog, reason);
    format!("{code} {value}").trim_end().to_owned()
}

/// How many dramas each reason left out.
#[must_use]
pub fn exclusions(catalog: &Catalog, mask: &Mask<'_>) -> Vec<ExclusionCount> {
    let count = |exclusion: &super::filters::Exclusion| {
        let (code, value) = code_and_value(catalog, &exclusion.reason);
        ExclusionCount {
            reason: code.to_owned(),
            value,
            dropped: exclusion.dropped,
            unknown: exclusion.unknown,
            relaxing_brings: None,
        }
    };
    mask.exclusions().iter().map(count).collect()
}

/// Says why there are too few results, and fills in for each exclusion how many stories relaxing it alone
/// would bring back.
#[must_use]
pub fn shortfall(
    query: &Query,
    scorer: &Scorer<'_>,
    mask: &Mask<'_>,
    exclusions: &mut [ExclusionCount],
    hits: &[Hit],
) -> Shortfall {
    let (mut nothing_shared, mut adjusted_to_zero) = (0, 0);
    for at in mask.allowed().filter(|at| scorer.score(*at).is_none()) {
        if scorer.similarity.base(at) > 0.0 {
            adjusted_to_zero += 1;
        } else {
            nothing_shared += 1;
        }
    }
    let told: HashSet<u32> = hits.iter().filter_map(|hit| mask.story(hit.drama)).collect();
    let mut brings = vec![0; exclusions.len()];
    let mut brought: Vec<HashSet<u32>> = vec![told; exclusions.len()];
    for (at, reason) in mask.by_one_reason().filter(|(at, _)| scorer.score(*at).is_some()) {
        let story = mask.story(DramaIdx(at as u32));
        if story.is_none_or(|story| brought[reason].insert(story)) {
            brings[reason] += 1;
        }
    }
    for (exclusion, brings) in exclusions.iter_mut().zip(brings) {
        exclusion.relaxing_brings = Some(brings);
    }
    let found = hits.len();
    let advice = advice(query, scorer, exclusions, found, adjusted_to_zero);
    Shortfall { asked: query.k, found, nothing_shared, adjusted_to_zero, advice }
}

fn advice(
    query: &Query,
    scorer: &Scorer<'_>,
    exclusions: &[ExclusionCount],
    found: usize,
    adjusted_to_zero: usize,
) -> String {
    // Of several that bring back as many, the one tested first.
    let best = exclusions.iter().rev().max_by_key(|exclusion| exclusion.relaxing_brings);
    if let Some(best) = best.filter(|exclusion| exclusion.relaxing_brings > Some(0)) {
        // The way to relax it is to ask for `same_series`.
        let reason = if best.reason == "series" { "same-series" } else { &best.reason };
        let name = format!("{reason} {}", best.value);
        let brings = best.relaxing_brings.unwrap_or_default();
        return format!("relaxing `{}` would bring {brings} more", name.trim_end());
    }
    if scorer.similarity.sides().is_empty() && !scorer.filters_alone {
        return "nothing is left to look for: the disliked titles cancel what is asked".to_owned();
    }
    if adjusted_to_zero > 0 && !query.soft_avoids.is_empty() {
        return "the soft avoids leave nothing more: lower one of them".to_owned();
    }
    if exclusions.iter().any(|exclusion| exclusion.dropped > 0) {
        return "no filter alone is to blame: relax two of them together".to_owned();
    }
    if scorer.filters_alone {
        return "no other drama is left".to_owned();
    }
    let other = if found > 0 { "no other drama" } else { "no drama" };
    format!("{other} shares a trope with the question")
}
