//! The map of themes.

use std::cmp::Reverse;

use crate::rank::Recommender;
use crate::schema::{MapPoint, SCHEMA_VERSION, ThemeMap};
use crate::survey::{leading_family, project};

/// Lays all dramas out in the plane; see [`project`]. Takes seconds for a thousand dramas, and time
/// and memory grow with the square of them: do it once and keep it.
#[must_use]
pub fn theme_map(recommender: &Recommender) -> ThemeMap {
    let catalog = recommender.catalog();
    let places = project(recommender.index(), |_, _| {});
    let mut points = Vec::with_capacity(catalog.len());
    for idx in catalog.indices() {
        let drama = catalog.drama(idx);
        let family = leading_family(catalog, recommender.weights(), &drama);
        points.push(MapPoint {
            id: drama.id.clone(),
            title: drama.title.clone(),
            native_title: drama.native_title.clone(),
            year: drama.year,
            followers: drama.followers,
            family: family.map(|at| catalog.vocabulary().families()[at].id.clone()),
            x: hundredths(places[[idx.at(), 0]]),
            y: hundredths(places[[idx.at(), 1]]),
        });
    }
    // The most followed are drawn, and get their labels, first.
    points.sort_by_key(|point| Reverse(point.followers));
    ThemeMap { version: SCHEMA_VERSION, points }
}

/// Hundredths are finer than any screen.
fn hundredths(place: f32) -> f64 {
    (f64::from(place) * 100.0).round() / 100.0
}
