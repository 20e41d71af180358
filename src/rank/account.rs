//! Accounting for what an answer leaves out: notes, exclusions, and why it is short.

use std::collections::HashSet;

use crate::catalog::{Catalog, DramaIdx, Kind};
use crate::query::{Limit, Number, Query, Required};
use crate::schema::{ExclusionCount, ExclusionReason, Note, NoteCode, Prior, Shortfall};

use super::filters::{Mask, Reason};
use super::ranker::Scorer;
use super::topk::Hit;

/// What is to be known of content warnings.
pub const NO_PROMISE: &str = concat!(
    "content warnings are what readers know: some are missed, and nothing is promised; ",
    "report one at ",
    env!("CARGO_PKG_REPOSITORY"),
    "/issues"
);

/// What the asker should know about how the query was understood.
#[must_use]
pub fn notes(query: &Query, scorer: &Scorer<'_>, mask: &Mask<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let series = mask.exclusions().iter().find(|e| matches!(e.reason, Reason::Series(_)));
    let seasons = series.map_or(0, |exclusion| exclusion.dropped);
    if seasons > 0 {
        let what = if seasons == 1 { "season" } else { "seasons" };
        let left_out = format!("{seasons} other {what} of what you liked left out");
        notes.push(Note::new(
            NoteCode::SeriesLeftOut,
            format!("{left_out}; same-series brings them back"),
        ));
    }
    if query.filters_alone() && !scorer.adjustments.priors().count() {
        let message = "no prior counts, so that nothing ranks: the order is that of ids";
        notes.push(Note::new(NoteCode::NothingRanks, message));
    }
    if query.diversity > 0.0 {
        let message = "ordered for variety too: a lower score may stand before a higher one";
        notes.push(Note::new(NoteCode::OrderedForVariety, message));
    }
    if mask.exclusions().iter().any(|e| matches!(e.reason, Reason::Warning(_))) {
        notes.push(Note::new(NoteCode::NoPromise, NO_PROMISE));
    }
    let popularity = |(prior, weight): &(Prior, f32)| *prior == Prior::Popularity && *weight > 0.0;
    if query.priors.set.iter().any(popularity) && !query.priors.little_known {
        let unknown = mask.unfollowed();
        let message = format!("{unknown} dramas have no known followers and count as unpopular");
        notes.extend((unknown > 0).then(|| Note::new(NoteCode::FollowersUnknown, message)));
    }
    notes
}

/// A reason as code and value.
fn code_and_value(catalog: &Catalog, query: &Query, reason: &Reason) -> (ExclusionReason, String) {
    match reason {
        Reason::Series(_) => (ExclusionReason::Series, String::new()),
        Reason::Seen => (ExclusionReason::Seen, String::new()),
        Reason::Years(Some(from), Some(to)) => (ExclusionReason::Year, format!("{from}-{to}")),
        Reason::Years(Some(from), None) => (ExclusionReason::Year, format!("{from} and later")),
        Reason::Years(None, to) => {
            (ExclusionReason::Year, format!("{} and earlier", to.unwrap_or(u16::MAX)))
        }
        Reason::Network(network) => (ExclusionReason::Network, network.name.clone()),
        Reason::Streaming(service) => (ExclusionReason::Streaming, service.name.clone()),
        Reason::Limit(limit) => limit_and_value(*limit),
        Reason::Rating(up_to) => (ExclusionReason::RatingUpTo, up_to.word().to_owned()),
        Reason::Airing(airing, day) => {
            (ExclusionReason::Airing, format!("{} on {day}", airing.word()))
        }
        Reason::NotAired(day) => (ExclusionReason::NotAired, day.to_string()),
        Reason::Special => (ExclusionReason::Special, String::new()),
        Reason::Origin(kind) => (ExclusionReason::Origin, kind.word().to_owned()),
        Reason::With(at) => {
            let with = query.filters.with.get(*at);
            (ExclusionReason::With, with.map_or(String::new(), |with| with.name.clone()))
        }
        Reason::Without(at) => {
            let without = query.filters.without.get(*at);
            let name = without.map_or(String::new(), |person| person.name.clone());
            (ExclusionReason::Without, name)
        }
        Reason::Require(Required { trope, least }) => {
            let id = &catalog.vocabulary().trope(*trope).id;
            (ExclusionReason::Require, format!("{id}:{least}"))
        }
        Reason::Only => (ExclusionReason::Only, String::new()),
        Reason::Excluded => (ExclusionReason::Exclude, String::new()),
        // The question names it.
        Reason::Veto(trope, _) => {
            (ExclusionReason::Avoid, catalog.vocabulary().trope(*trope).id.clone())
        }
        Reason::Warning(warning) => {
            (ExclusionReason::Avoid, catalog.vocabulary().warning_id(*warning).to_owned())
        }
        Reason::Unreviewed => (ExclusionReason::Unreviewed, String::new()),
    }
}

fn limit_and_value(limit: Limit) -> (ExclusionReason, String) {
    let value = f64::from(limit.value);
    match (limit.number, limit.most) {
        (Number::Episodes, false) => (ExclusionReason::MinEpisodes, value.to_string()),
        (Number::Episodes, true) => (ExclusionReason::MaxEpisodes, value.to_string()),
        (Number::Minutes, false) => (ExclusionReason::MinMinutes, value.to_string()),
        (Number::Minutes, true) => (ExclusionReason::MaxMinutes, value.to_string()),
        (Number::MinutesInAll, false) => (ExclusionReason::MinHours, (value / 60.0).to_string()),
        (Number::MinutesInAll, true) => (ExclusionReason::MaxHours, (value / 60.0).to_string()),
        (Number::Score, _) => (ExclusionReason::MinScore, (value / 100.0).to_string()),
    }
}

/// A reason in words, such as `avoid trauma`.
#[must_use]
pub fn words(catalog: &Catalog, query: &Query, reason: &Reason) -> String {
    let (code, value) = code_and_value(catalog, query, reason);
    format!("{code} {value}").trim_end().to_owned()
}

/// How many dramas each reason left out.
#[must_use]
#[inline(never)]
pub fn exclusions(catalog: &Catalog, query: &Query, mask: &Mask<'_>) -> Vec<ExclusionCount> {
    if mask.exclusions().is_empty() {
        return Vec::new();
    }
    let count = |exclusion: &super::filters::Exclusion| {
        let (code, value) = code_and_value(catalog, query, &exclusion.reason);
        ExclusionCount {
            reason: code,
            value,
            dropped: exclusion.dropped,
            unknown: exclusion.unknown,
            relaxing_brings: None,
        }
    };
    mask.exclusions().iter().map(count).collect()
}

/// Says why there are too few results, and fills in for each exclusion how many stories relaxing it
/// alone would bring back.
#[must_use]
#[inline(never)] // A browser compiles it with the first short answer.
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
        let reason = match best.reason {
            ExclusionReason::Series => "same-series".to_owned(),
            reason => reason.to_string(),
        };
        let name = format!("{reason} {}", best.value);
        let brings = best.relaxing_brings.unwrap_or_default();
        return format!("relaxing `{}` would bring {brings} more", name.trim_end());
    }
    let nothing_left = scorer.similarity.sides().is_empty() && !scorer.filters_alone;
    if nothing_left && query.disliked.is_empty() {
        return "what is asked for is so faint that it compares with nothing".to_owned();
    }
    if nothing_left {
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
    format!("{other} shares a trope that counts with the question")
}
