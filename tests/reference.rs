//! Facts of the shipped catalogue against a collection of public pages, where one is at hand:
//! `TROPEWISE_REFERENCE` names a folder with `dramas.csv` (`../shared/reference` when unset).
//! Elsewhere the test says so and passes.

use std::collections::HashMap;
use std::path::PathBuf;

use tropewise::catalog::fold;

fn reference() -> Option<PathBuf> {
    let named = std::env::var_os("TROPEWISE_REFERENCE").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reference"))
    });
    let file = folder.join("dramas.csv");
    file.is_file().then_some(file)
}

/// Networks as the catalogue spells them.
fn network(name: &str) -> &str {
    match name {
        "jTBC" => "JTBC",
        "COUPANG TV" => "Coupang Play",
        "Amazon Prime" => "Prime Video",
        "iQiyi" => "iQIYI",
        "Naver TV Cast" => "Naver TV",
        "Daum Kakao TV" => "Kakao TV",
        "vLive" => "V Live",
        other => other,
    }
}

#[test]
#[allow(clippy::print_stderr)] // Differences are listed for curators: `--nocapture` shows them.
fn facts_agree_with_the_reference() {
    let Some(path) = reference() else {
        eprintln!(
            "skipped: no reference data here; TROPEWISE_REFERENCE names a folder with dramas.csv"
        );
        return;
    };
    let mut rows: HashMap<u32, HashMap<String, String>> = HashMap::new();
    for row in csv::Reader::from_path(path).expect("readable").deserialize() {
        let row: HashMap<String, String> = row.expect("a row");
        rows.insert(row["mdl_id"].parse().expect("a number"), row);
    }
    let (mut compared, mut differing) = (0, 0);
    for drama in tropewise_dramas::catalog().dramas().iter() {
        let Some(row) = drama.mdl.and_then(|mdl| rows.get(&mdl)) else { continue };
        let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
        let networks: Vec<&str> = row["network"]
            .split(',')
            .map(|name| network(name.trim()))
            .filter(|n| !n.is_empty())
            .collect();
        let facts = [
            ("year", number(drama.year), row["year"].clone()),
            (
                "episodes",
                number(drama.episodes),
                row["episodes"].trim_start_matches('0').to_owned(),
            ),
            ("network", drama.networks.join(", "), networks.join(", ")),
            ("native title", fold(&drama.native_title), fold(&row["native_title"])),
        ];
        for (fact, ours, theirs) in facts.into_iter().filter(|(_, _, theirs)| !theirs.is_empty()) {
            compared += 1;
            if ours != theirs {
                differing += 1;
                eprintln!("{}: {fact} is `{ours}`, the reference has `{theirs}`", drama.id);
            }
        }
    }
    eprintln!("{compared} facts compared, {differing} differ");
    assert!(compared > 0 && differing * 100 <= compared, "{differing} of {compared} facts differ");
}
