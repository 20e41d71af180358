//! `evaluate --wishes`: answers to questions measured against what viewers expect.

mod common;

use std::fs;

use common::{Ran, run, run_command, shelf_command};
use tempfile::TempDir;

/// Of the four dramas with the letter, the two strongest come first; one that is avoided is left
/// out.
const WISHES: &str = r#"
[[wish]]
id = "letters"
ask = "Letters that went astray"
want = { lost-letter = 1.0 }
avoid = ["drowning"]
expected = ["harbour-lights", "paper-lanterns"]
unwanted = ["ferry-school"]

[[wish]]
id = "bakers"
ask = "Bakers at war"
want = { rival-bakers = 1.0 }
avoid = []
expected = ["the-unread"]
unwanted = ["undated-tape"]
"#;

fn evaluate(files: &[(&str, &str)], more: &[&str]) -> Ran {
    let folder = TempDir::new().unwrap();
    let mut args = vec!["evaluate".to_owned()];
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        args.push(format!("--{}", name.split('.').next().unwrap()));
        args.push(path.display().to_string());
    }
    args.extend(more.iter().map(|arg| (*arg).to_owned()));
    run_command(shelf_command(&args.iter().map(String::as_str).collect::<Vec<_>>()))
}

#[test]
fn precision_counts_what_was_expected_and_what_judges_accept() {
    let judged = "[[judged]]\nid = \"bakers\"\naccepted = [\"ferry-school-2\"]\n\
         refused = [\"second-spring-2017\"]\n\
         [[judged]]\nid = \"letters\"\naccepted = []\nrefused = [\"paper-lanterns\"]\n";
    let files = [("wishes.toml", WISHES), ("judged.toml", judged)];
    let measured = &evaluate(&files, &["--format", "json"]).json()["rows"][0]["measured"];
    let (letters, bakers) = (&measured["answers"][0], &measured["answers"][1]);
    // What nobody reviewed is left out where something is avoided, and `drowning` is a warning.
    assert_eq!(letters["results"], serde_json::json!(["harbour-lights", "paper-lanterns"]));
    assert_eq!(letters["precision_5"], 0.4);
    assert_eq!(letters["judged_precision_5"], 0.2, "the judges have the last word");
    assert_eq!(bakers["precision_5"], 0.2);
    assert_eq!(bakers["judged_precision_5"], 0.4);
    assert_eq!(bakers["unwanted"], serde_json::json!(["undated-tape"]));
    assert_eq!(bakers["unjudged"], serde_json::json!([]));
    let totals =
        ["unjudged", "unwanted_5", "unwanted_10", "vetoed"].map(|key| measured[key].clone());
    assert_eq!(totals, [0, 1, 1, 0].map(serde_json::Value::from));
    assert!((measured["precision_5"]["mean"].as_f64().unwrap() - 0.3).abs() < 1e-12);
}

#[test]
fn ways_to_rank_stand_side_by_side() {
    let rows = evaluate(&[("wishes.toml", WISHES)], &["--compare", "wish-b=1", "--format", "csv"]);
    let names: Vec<String> = rows
        .answered()
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["as the program answers", "wish-b=1"]);
}

#[test]
fn mistakes_are_named_by_their_place() {
    let wrong = WISHES
        .replace("rival-bakers = 1.0", "rival-baker = 1.0")
        .replace("\"the-unread\"", "\"the-unred\"")
        .replace("\"bakers\"", "\"letters\"");
    let ran = evaluate(&[("wishes.toml", &wrong)], &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    for said in [
        "wishes.toml:11:6: error: the id `letters` stands twice",
        ":13:10: error: unknown trope `rival-baker`; did you mean `rival-bakers`?",
        ":15:13: error: unknown drama `the-unred`; did you mean `the-unread`?",
    ] {
        assert!(ran.stderr.contains(said), "{said}\n{}", ran.stderr);
    }
    let judged = "[[judged]]\nid = \"brides\"\naccepted = []\nrefused = []\n";
    let ran = evaluate(&[("wishes.toml", WISHES), ("judged.toml", judged)], &[]);
    assert!(ran.stderr.contains(":2:6: error: there is no question `brides`"), "{}", ran.stderr);
    let both = WISHES.replace("[\"undated-tape\"]", "[\"the-unread\"]");
    let nothing = WISHES.replace("[\"the-unread\"]", "[]");
    let contradicted = WISHES.replace("avoid = []", "avoid = [\"rival-bakers\"]");
    for (wrong, said) in [
        (both.as_str(), "`the-unread` is both expected and unwanted"),
        (&nothing, "`bakers` expects no drama"),
        (&contradicted, "the question `bakers`: `rival-bakers` is asked for twice"),
        ("", "has no question"),
    ] {
        let ran = evaluate(&[("wishes.toml", wrong)], &[]);
        assert!(ran.code == 1 && ran.stderr.contains(said), "{said}\n{}", ran.stderr);
    }
    let ran = evaluate(&[("wishes.toml", WISHES), ("judged.toml", "")], &[]);
    assert!(ran.code == 1 && ran.stderr.contains("has no verdict"), "{}", ran.stderr);
}

/// What ships: no veto fails, and the questions of the project are answered as docs/quality.md
/// says.
#[test]
fn the_shipped_questions_are_answered() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/wishes.toml");
    let measured =
        &run(&["evaluate", "--wishes", file, "--format", "json"]).json()["rows"][0]["measured"];
    assert_eq!(measured["answers"].as_array().unwrap().len(), 66);
    assert_eq!(measured["vetoed"], 0);
    assert!(measured["precision_5"]["mean"].as_f64().unwrap() >= 0.8);
}
