//! Facts in words for people.

use crate::catalog::date::Date;
use crate::catalog::drama::{Drama, airing};
use crate::catalog::kinds::{Airing, Kind, OfferKind, Origin, Person};

/// Hundredths as a number with as many decimals as it needs, one at least.
#[must_use]
pub fn decimal(hundredths: u32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    if part.is_multiple_of(10) {
        format!("{whole}.{}", part / 10)
    } else {
        format!("{whole}.{part:02}")
    }
}

pub(super) fn names(people: &[Person]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The first few of a list, and how many more there are.
pub(super) fn first_of(items: &[String], few: usize) -> String {
    let shown = items.iter().take(few).cloned().collect::<Vec<_>>().join(", ");
    match items.len().saturating_sub(few) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The names without accents and in the Latin script before the others, each in the order they
/// have: most who read a list that is cut short can read these.
pub(super) fn legible_first(names: &[String]) -> Vec<String> {
    let (mut legible, others): (Vec<String>, Vec<String>) =
        names.iter().cloned().partition(|name| name.is_ascii());
    legible.extend(others);
    legible
}

pub(super) fn series(drama: &Drama) -> String {
    let Some(series) = &drama.series else { return String::new() };
    let kind = drama.series_kind.word().replace('-', " ");
    match drama.series_order {
        Some(order) => format!("{series}, part {order} ({kind})"),
        None => format!("{series} ({kind})"),
    }
}

pub(super) fn aired(drama: &Drama, snapshot: Option<Date>) -> String {
    let days = match (drama.first_aired, drama.last_aired) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(first), None) => format!("from {first}"),
        (None, Some(last)) => format!("until {last}"),
        (None, None) => String::new(),
    };
    let then = snapshot.and_then(|day| {
        airing(drama.first_aired, drama.last_aired, drama.announced, day).map(|state| (state, day))
    });
    match then {
        Some((Airing::NotYet, day)) if days.is_empty() => format!("not yet on {day}"),
        Some((Airing::NotYet, day)) => format!("{days}, not yet on {day}"),
        Some((Airing::Airing, day)) => format!("{days}, still airing on {day}"),
        Some((Airing::Finished, _)) if !days.is_empty() => format!("{days}, finished"),
        None if drama.announced => "not yet".to_owned(),
        _ => days,
    }
}

pub(super) fn episodes(drama: &Drama) -> String {
    let halves = match drama.episodes.filter(|_| drama.in_halves) {
        Some(episodes) => format!(", broadcast as {episodes} halves"),
        None => String::new(),
    };
    match (drama.whole_episodes(), drama.whole_minutes()) {
        (Some(1), Some(minutes)) => format!("1 of {minutes} minutes"),
        (Some(episodes), Some(minutes)) => {
            let hours = f32::from(episodes) * f32::from(minutes) / 60.0;
            let hours = if hours < 9.95 { format!("{hours:.1}") } else { format!("{hours:.0}") };
            format!("{episodes} of {minutes} minutes, {hours} hours in all{halves}")
        }
        (Some(episodes), None) => format!("{episodes}{halves}"),
        (None, Some(minutes)) => format!("of {minutes} minutes"),
        (None, None) => String::new(),
    }
}

/// The services of each kind together: `Netflix, TVING (subscription); Viki (free)`.
pub(super) fn offers(drama: &Drama) -> String {
    let kinds = OfferKind::ALL.iter().map(|(kind, _)| Some(*kind)).chain([None]);
    let of_kind = |kind: Option<OfferKind>| {
        let offers = drama.where_to_watch.iter().filter(|offer| offer.kind == kind);
        let services = offers.map(|offer| offer.service.as_str()).collect::<Vec<_>>().join(", ");
        match kind {
            _ if services.is_empty() => None,
            Some(kind) => Some(format!("{services} ({})", kind.word())),
            None => Some(services),
        }
    };
    kinds.filter_map(of_kind).collect::<Vec<_>>().join("; ")
}

pub(super) fn origin(drama: &Drama) -> String {
    let origin = |origin: &Origin| {
        let kind = origin.kind.word().replace('-', " ");
        if origin.work.is_empty() { kind } else { format!("{kind} of {}", origin.work) }
    };
    drama.origin.iter().map(origin).collect::<Vec<_>>().join(", ")
}

pub(super) fn score(drama: &Drama) -> String {
    let Some(score) = drama.score else { return String::new() };
    let score = format!("{} of 10", decimal(u32::from(score)));
    match drama.votes {
        Some(1) => format!("{score}, by 1 viewer"),
        Some(votes) => format!("{score}, by {} viewers", thousands(votes)),
        None => score,
    }
}

/// A number with commas between thousands.
pub(super) fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
