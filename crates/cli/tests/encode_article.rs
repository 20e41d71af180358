//! The article that started the project, where it is at hand: `TROPEWISE_ARTICLE` names it
//! (`../shared/seed/second-chance-romances.txt` when unset). Elsewhere the test says so and passes.

mod common;

use std::path::PathBuf;

use common::run;

/// Each drama with tropes that a reader would name first.
const EXPECTED: [(&str, &[&str]); 8] = [
    ("our-beloved-summer", &["ex-lovers-reunite", "first-love"]),
    ("go-back-couple", &["time-travel", "changing-the-past"]),
    ("familiar-wife", &["time-travel", "troubled-marriage"]),
    ("cunning-single-lady", &["ex-spouses", "divorce"]),
    ("emergency-couple", &["ex-spouses", "hospital"]),
    ("see-you-in-my-19th-life", &["reincarnation", "past-life-memory"]),
    ("come-and-hug-me", &["serial-killer", "trauma"]),
    ("when-the-weather-is-fine", &["healing", "hometown"]),
];

#[test]
#[allow(clippy::print_stderr)] // Whoever reads the log should know that nothing was tested.
fn its_eight_dramas_are_found_with_the_tropes_a_reader_would_name() {
    let named = std::env::var_os("TROPEWISE_ARTICLE").map(PathBuf::from);
    let path = named.unwrap_or_else(|| {
        PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/seed/second-chance-romances.txt"
        ))
    });
    if !path.is_file() {
        eprintln!("skipped: no article here; TROPEWISE_ARTICLE names one");
        return;
    }
    let path = path.to_str().expect("a plain path");
    let encoding = run(&["encode", path, "-k", "5", "--format", "json"]).json();
    let dramas = encoding["dramas"].as_array().expect("dramas");
    assert_eq!(dramas.len(), EXPECTED.len());
    for (drama, (id, expected)) in dramas.iter().zip(EXPECTED) {
        assert_eq!(drama["known"]["id"], id);
        assert!(!drama["platforms"].as_array().expect("platforms").is_empty(), "{id}");
        assert_eq!(drama["leads"].as_array().expect("leads").len(), 2, "{id}");
        let tropes: Vec<&str> = drama["tropes"]
            .as_array()
            .expect("tropes")
            .iter()
            .map(|t| t["trope"].as_str().expect("an id"))
            .collect();
        for trope in expected {
            assert!(tropes.contains(trope), "{id} lacks {trope} in {tropes:?}");
        }
    }
    let answers =
        run(&["encode", path, "--like", "-k", "3", "--format", "json"]).json()["dramas"].take();
    for (answer, (id, _)) in answers.as_array().expect("answers").iter().zip(EXPECTED) {
        let results = answer["answer"]["results"].as_array().expect("results");
        assert!(results.len() == 3 && results.iter().all(|result| result["id"] != id), "{id}");
    }
}
