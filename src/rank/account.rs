//! Accounting for what an answer leaves out: notes, exclusions, and why it is short.

use crate::catalog::Catalog;
use crate::query::{Prior, Query};
use crate::schema::{ExclusionCount, ExclusionReason, Note, NoteCode, Shortfall};

use super::explain::Namer;
use super::filters::{Mask, Reason};
use super::ranker::Scorer;

/// What the asker should know about how the query was understood.
#[must_use]
pub fn notes(catalog: &Catalog, query: &Query, mask: &Mask<'_>) -> Vec<Note> {
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
    let wished = query.wishes.iter().map(|wish| wish.trope);
    let criticised = query.critiques.iter().map(|critique| critique.trope);
    let avoided = query.soft_avoids.iter().map(|avoid| avoid.trope);
    let mut asked = wished.chain(criticised).chain(avoided);
    if !query.spoilers && asked.any(|trope| catalog.vocabulary().trope(trope).spoiler) {
        let message =
            "spoiler tropes rank but show as \"hidden tropes\"; ask for spoilers to name them";
        notes.push(Note::new(NoteCode::SpoilersHidden, message));
    }
    if query.diversity > 0.0 {
        let message = "ordered for variety too: a lower score may stand before a higher one";
        notes.push(Note::new(NoteCode::OrderedForVariety, message));
    }
    if query.priors.iter().any(|(prior, _)| *prior == Prior::Popularity) {
        let unknown = mask.unfollowed();
        let message = format!("{unknown} dramas have no known followers and count as unpopular");
        notes.extend((unknown > 0).then(|| Note::new(NoteCode::FollowersUnknown, message)));
    }
    notes
}

/// A reason as code and value.
fn code_and_value(namer: Namer<'_>, reason: &Reason) -> (ExclusionReason, String) {
    match reason {
        Reason::Only => (ExclusionReason::Only, String::new()),
        Reason::Series(_) => (ExclusionReason::Series, String::new()),
        Reason::Seen => (ExclusionReason::Seen, String::new()),
        Reason::Years(Some(from), Some(to)) => (ExclusionReason::Year, format!("{from}-{to}")),
        Reason::Years(Some(from), None) => (ExclusionReason::Year, format!("{from} and later")),
        Reason::Years(None, to) => {
            (ExclusionReason::Year, format!("{} and earlier", to.unwrap_or(u16::MAX)))
        }
        Reason::Network(network) => (ExclusionReason::Network, network.name.clone()),
        Reason::Streaming(service) => (ExclusionReason::Streaming, service.name.clone()),
        Reason::Episodes(most) => (ExclusionReason::MaxEpisodes, most.to_string()),
        Reason::Veto(trope, _) => (ExclusionReason::Avoid, namer.name(*trope).to_owned()),
        Reason::Unreviewed => (ExclusionReason::Unreviewed, String::new()),
    }
}

/// A reason in words, such as `avoid trauma`, naming a spoiler trope only when asked to: that it
/// leaves a drama out says that the drama has it.
#[must_use]
pub fn words(catalog: &Catalog, reason: &Reason, spoilers: bool) -> String {
    let (code, value) = code_and_value(Namer::new(catalog, spoilers), reason);
    format!("{code} {value}").trim_end().to_owned()
}

/// How many dramas each reason left out.
#[must_use]
pub fn exclusions(catalog: &Catalog, mask: &Mask<'_>) -> Vec<ExclusionCount> {
    let count = |exclusion: &super::filters::Exclusion| {
        // That a veto was asked for says nothing of any one drama, so its trope is named.
        let (code, value) = code_and_value(Namer::new(catalog, true), &exclusion.reason);
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

/// Says why there are too few results, and fills in for each exclusion what relaxing it alone would
/// bring back.
#[must_use]
pub fn shortfall(
    query: &Query,
    scorer: &Scorer<'_>,
    mask: &Mask<'_>,
    exclusions: &mut [ExclusionCount],
    found: usize,
) -> Shortfall {
    let (mut nothing_shared, mut adjusted_to_zero) = (0, 0);
    for at in mask.allowed().filter(|at| scorer.score(*at).is_none()) {
        if scorer.similarity.base(at) > 0.0 {
            adjusted_to_zero += 1;
        } else {
            nothing_shared += 1;
        }
    }
    let mut brings = vec![0; exclusions.len()];
    for (_, reason) in mask.by_one_reason().filter(|(at, _)| scorer.score(*at).is_some()) {
        brings[reason] += 1;
    }
    for (exclusion, brings) in exclusions.iter_mut().zip(brings) {
        exclusion.relaxing_brings = Some(brings);
    }
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
    if scorer.similarity.sides().is_empty() {
        return "nothing is left to look for: the disliked titles cancel what is asked".to_owned();
    }
    if adjusted_to_zero > 0 && !query.critiques.is_empty() {
        return "the critiques leave nothing more: drop one of them".to_owned();
    }
    if exclusions.iter().any(|exclusion| exclusion.dropped > 0) {
        return "no filter alone is to blame: relax two of them together".to_owned();
    }
    let other = if found > 0 { "no other drama" } else { "no drama" };
    format!("{other} shares a trope with the question")
}
