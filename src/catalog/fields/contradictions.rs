//! Facts that contradict each other.

use crate::catalog::drama::Drama;
use crate::catalog::kinds::SeriesKind;

/// Facts of a drama that contradict each other: the field to blame, and why.
#[must_use]
pub fn contradictions(drama: &Drama) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if let (Some(first), Some(last)) = (drama.first_aired, drama.last_aired)
        && last < first
    {
        found.push((
            "last_aired",
            format!("the last episode, {last}, aired before the first, {first}"),
        ));
    }
    if let (Some(year), Some(first)) = (drama.year, drama.first_aired)
        && year != first.year()
    {
        found.push((
            "first_aired",
            format!("the first episode aired on {first}, and `year` says {year}"),
        ));
    }
    if drama.announced && drama.first_aired.is_some() {
        found.push((
            "announced",
            "`announced` says that no day is known, and `first_aired` has one".to_owned(),
        ));
    }
    if drama.series.is_none() {
        let stray = [
            ("series_order", drama.series_order.is_some()),
            ("series_kind", drama.series_kind != SeriesKind::Season),
        ];
        for (field, _) in stray.into_iter().filter(|(_, stray)| *stray) {
            found.push((field, format!("`{field}` says nothing without `series`")));
        }
    }
    found
}
