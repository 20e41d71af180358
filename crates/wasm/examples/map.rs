//! Writes where every drama lies on the map of themes to standard output, as JSON.

use std::io::Write;

use serde_json::json;
use tropewise::Recommender;
use tropewise::survey::{leading_family, project};

fn main() -> std::io::Result<()> {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let catalog = recommender.catalog();
    let places = project(recommender.index(), |_, _| {});
    let mut points = Vec::new();
    for idx in catalog.indices() {
        let drama = catalog.drama(idx);
        let leading = leading_family(catalog, recommender.weights(), &drama);
        points.push(json!({
            "id": drama.id, "title": drama.title, "native_title": drama.native_title, "year": drama.year,
            "followers": drama.followers,
            "family": leading.map(|at| catalog.vocabulary().families()[at].id.clone()),
            // Hundredths are finer than any screen.
            "x": (f64::from(places[[idx.at(), 0]]) * 100.0).round() / 100.0,
            "y": (f64::from(places[[idx.at(), 1]]) * 100.0).round() / 100.0,
        }));
    }
    // Titles go to the most followed first.
    points.sort_by_key(|point| std::cmp::Reverse(point["followers"].as_u64()));
    writeln!(std::io::stdout(), "{}", json!({ "points": points }))
}
