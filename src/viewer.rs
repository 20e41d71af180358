//! A result as a viewer reads it: where to watch it, why in a few words, what is missing.
//!
//! Every face that tells people of a result says it in these words. They name no option and no
//! command.

use crate::catalog::{Catalog, Drama, HIDDEN_TROPES, Occurrence, TropeIdx, fold};
use crate::schema::{
    Adjustment, AdjustmentKind, ExclusionCount, ExclusionReason, QueryRequest, Recommendation,
};
use crate::sorting::{sort_by, sort_by_key};

/// Reasons told.
const REASONS: usize = 3;

/// The least share of the score that is told, in percent.
const LEAST: f32 = 3.0;

/// The least score that is told as a good one, in hundredths: about the mean of what is scored.
const WELL_SCORED: u16 = 775;

/// Services named before the rest is counted.
const SERVICES: usize = 4;

/// The tropes and services that a question is about.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    wanted: Vec<TropeIdx>,
    avoided: Vec<TropeIdx>,
    /// Folded, as filters compare them.
    services: Vec<String>,
}

impl Asked {
    /// Those of a request.
    #[must_use]
    pub fn of(request: &QueryRequest, catalog: &Catalog) -> Self {
        let find = |name: &String| catalog.vocabulary().find(name);
        let wants = request.want.0.iter().map(|(name, _)| name);
        let wants = wants.chain(request.require.0.iter().map(|(name, _)| name));
        let wants = wants.chain(&request.more).chain(request.any.iter().flatten());
        let avoids = request.avoid.0.iter().map(|(name, _)| name).chain(&request.less);
        Self {
            wanted: wants.filter_map(find).collect(),
            avoided: avoids.filter_map(find).collect(),
            services: request
                .filter
                .streaming
                .iter()
                .flat_map(|s| s.split(','))
                .map(fold)
                .collect(),
        }
    }
}

/// Episodes, services and network, each told as what it is. Services that were asked for come
/// first, so that they are never among those that are only counted.
#[must_use]
pub fn facts(drama: &Drama, asked: Option<&Asked>) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(
        drama
            .whole_episodes()
            .map(|n| if n == 1 { "1 episode".to_owned() } else { format!("{n} episodes") }),
    );
    let mut services: Vec<&str> = Vec::new();
    for offer in &drama.where_to_watch {
        if !services.contains(&offer.service.as_str()) {
            services.push(&offer.service);
        }
    }
    if let Some(asked) = asked {
        sort_by_key(&mut services, |service| !asked.services.contains(&fold(service)));
    }
    let more = services.len().saturating_sub(SERVICES);
    if !services.is_empty() {
        let named = services[..services.len() - more].join(", ");
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        facts.push(format!("on {named}{more}"));
    }
    let elsewhere: Vec<&str> = drama
        .networks
        .iter()
        .map(String::as_str)
        .filter(|network| !services.contains(network))
        .collect();
    if !elsewhere.is_empty() {
        facts.push(format!("first on {}", elsewhere.join(", ")));
    }
    facts
}

/// The label of a trope id of an answer; the id itself where no trope has it.
#[must_use]
pub fn label<'a>(catalog: &'a Catalog, trope: &'a str) -> &'a str {
    if trope == HIDDEN_TROPES {
        return "hidden tropes";
    }
    catalog.vocabulary().find(trope).map_or(trope, |idx| &catalog.vocabulary().trope(idx).label)
}

/// What speaks most for a result, at most three phrases, each with its share of the score, as in
/// `Romance 13%`: tropes first, those that were asked for before others, and what counts beside
/// them. Where no trope counts, as in a question of filters alone, a share says nothing of a drama:
/// the facts that ranked it are told in its place.
#[must_use]
pub fn reasons(catalog: &Catalog, result: &Recommendation, asked: Option<&Asked>) -> Vec<String> {
    if result.base == 0.0 {
        let drama = catalog.find(&result.id).map(|found| catalog.drama(found));
        return drama.map_or_else(Vec::new, |drama| ranked_by(&drama, &result.adjustments));
    }
    let share = |amount: f32| 100.0 * amount / result.score.max(f32::MIN_POSITIVE);
    let told = |amount: &f32| share(*amount) >= LEAST;
    let is_asked = |trope: &str| {
        let idx = catalog.vocabulary().find(trope);
        idx.is_some_and(|idx| asked.is_some_and(|asked| asked.wanted.contains(&idx)))
    };
    let mut tropes: Vec<(bool, f32, String)> = Vec::new();
    for contribution in result.contributions.as_deref().unwrap_or_default() {
        let hidden = contribution.trope == HIDDEN_TROPES;
        let words = match hidden {
            true => "what would give it away".to_owned(),
            false => label(catalog, &contribution.trope).to_owned(),
        };
        tropes.push((is_asked(&contribution.trope), contribution.amount, words));
    }
    tropes.retain(|(_, amount, _)| told(amount));
    // Of equal ones the first, as the sum has them.
    sort_by(&mut tropes, |a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let mut steps: Vec<(f32, String)> = Vec::new();
    for step in result.adjustments.iter().filter(|step| is_true(catalog, result, step)) {
        steps.push((step.amount, adjustment(catalog, step)));
    }
    steps.retain(|(amount, _)| told(amount));
    sort_by(&mut steps, |a, b| b.0.total_cmp(&a.0));
    steps.truncate(REASONS - tropes.len().min(REASONS - 1));
    tropes.truncate(REASONS - steps.len());
    let tropes = tropes.into_iter().map(|(_, amount, words)| (amount, words));
    let phrase = |(amount, words): (f32, String)| format!("{words} {:.0}%", share(amount));
    tropes.chain(steps).map(phrase).collect()
}

/// Whether a step may be told in [words](adjustment): a score that is unknown, or lower than the
/// usual one, counts as far as it goes but is none to praise a drama for.
fn is_true(catalog: &Catalog, result: &Recommendation, step: &Adjustment) -> bool {
    if step.kind != AdjustmentKind::Acclaim {
        return true;
    }
    let drama = catalog.find(&result.id).map(|found| catalog.drama(found));
    drama.is_none_or(|drama| drama.score.is_some_and(|score| score >= WELL_SCORED))
}

/// The facts behind the priors of a drama that nothing else ranks.
fn ranked_by(drama: &Drama, steps: &[Adjustment]) -> Vec<String> {
    let counts = |kind| steps.iter().any(|step| step.kind == kind);
    let mut facts = Vec::new();
    let fame = counts(AdjustmentKind::Popularity) || counts(AdjustmentKind::LittleKnown);
    if let Some(followers) = drama.followers.filter(|_| fame) {
        facts.push(format!("followed by {}", thousands(followers)));
    }
    if let Some(score) = drama.score.filter(|_| counts(AdjustmentKind::Acclaim)) {
        facts.push(format!("scored {:.1} of 10", f64::from(score) / 100.0));
    }
    facts
}

/// A number with a comma before every three digits from the right.
fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut told = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}

/// A step after the base in the words of viewers.
fn adjustment(catalog: &Catalog, step: &Adjustment) -> String {
    let trope = step.trope.as_deref().map(|trope| label(catalog, trope)).unwrap_or_default();
    let people = step.people.join(", ");
    match step.kind {
        AdjustmentKind::More => format!("more of {trope}"),
        AdjustmentKind::Less => format!("less of {trope}"),
        AdjustmentKind::SoftAvoid => format!("little of {trope}"),
        AdjustmentKind::Popularity => "well known".to_owned(),
        AdjustmentKind::LittleKnown => "little known".to_owned(),
        AdjustmentKind::Era => "of the same years".to_owned(),
        AdjustmentKind::Acclaim => "well scored".to_owned(),
        AdjustmentKind::Lead => format!("also with {people}"),
        AdjustmentKind::Writer => format!("also by {people}"),
        AdjustmentKind::Director => format!("also directed by {people}"),
    }
}

/// What was asked for and is missing.
#[must_use]
pub fn lacks(catalog: &Catalog, result: &Recommendation, asked: Option<&Asked>) -> String {
    let is_asked = |trope: &&String| {
        let idx = catalog.vocabulary().find(trope);
        asked.is_none_or(|asked| idx.is_some_and(|idx| asked.wanted.contains(&idx)))
    };
    let lacks: Vec<&str> =
        result.lacks.iter().filter(is_asked).map(|trope| label(catalog, trope)).collect();
    if lacks.is_empty() { String::new() } else { format!("lacks {}", lacks.join(", ")) }
}

/// What was to be avoided and is there all the same, faintly or because less of it was asked for.
#[must_use]
pub fn has(catalog: &Catalog, drama: &Drama, asked: &Asked) -> String {
    let hidden = |idx: &TropeIdx| {
        catalog.find(&drama.id).is_some_and(|found| catalog.gives_away(found, *idx))
    };
    let mut has = Vec::new();
    for idx in asked.avoided.iter().filter(|idx| !hidden(idx)) {
        let trope = catalog.vocabulary().trope(*idx);
        let warning = drama.warnings.iter().find(|warning| warning.id == trope.id);
        match warning.map(|warning| warning.occurs) {
            Some(Occurrence::Possible) => has.push(format!("{} (possible)", trope.label)),
            None if drama.strength(*idx) == 0.0 => {}
            _ => has.push(trope.label.clone()),
        }
    }
    if has.is_empty() { String::new() } else { format!("has some {}", has.join(", ")) }
}

/// What one reason left out, in a sentence: "`avoid sad-ending` leaves out 57 dramas".
#[must_use]
pub fn left_out(exclusion: &ExclusionCount) -> String {
    let reason = format!("{} {}", exclusion.reason, exclusion.value);
    let (plural, are) = if exclusion.dropped == 1 { ("", "is") } else { ("s", "are") };
    let dramas = format!("{} drama{plural}", exclusion.dropped);
    let mut words = match exclusion.reason {
        ExclusionReason::Unreviewed => {
            format!("{dramas} that nobody has looked through for what you avoid {are} left out")
        }
        ExclusionReason::Seen => format!("{dramas} that you have seen {are} left out"),
        _ => format!("`{}` leaves out {dramas}", reason.trim_end()),
    };
    if exclusion.unknown > 0 {
        // Of what is to be avoided only content warnings are ever unknown.
        let why = match exclusion.reason {
            ExclusionReason::Avoid => "it is possible or nobody looked",
            _ => "the fact is unknown",
        };
        words += &format!(", {} of them because {why}", exclusion.unknown);
    }
    if let Some(brings) = exclusion.relaxing_brings.filter(|brings| *brings > 0) {
        words += &format!("; without it {brings} more would qualify");
    }
    words
}
