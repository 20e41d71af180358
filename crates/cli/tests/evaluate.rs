//! `evaluate`: rankings measured against judgements.

mod common;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use common::{Ran, ids, root, run_command, shelf_command, tropewise};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with judgements on the invented catalogue: every other drama after the first.
fn judged() -> (TempDir, PathBuf, Vec<String>) {
    let listed = run_command(shelf_command(&["dramas", "--format", "json"])).json();
    let dramas: Vec<String> =
        listed.as_array().unwrap().iter().map(|d| d["id"].as_str().unwrap().to_owned()).collect();
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("judgements.csv");
    let rows: Vec<String> =
        dramas[1..].iter().map(|other| format!("{},{other},1", dramas[0])).collect();
    fs::write(&file, format!("source_id,recommended_id,rank\n{}\n", rows.join("\n"))).unwrap();
    (folder, file, dramas)
}

fn evaluate(args: &[&str]) -> Ran {
    run_command(shelf_command(&[&["evaluate"], args].concat()))
}

fn row<'a>(report: &'a Value, name: &str) -> &'a Value {
    let rows = report["rows"].as_array().unwrap();
    rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("no row `{name}`"))
}

#[test]
fn where_everything_is_relevant_a_full_ranking_is_perfect() {
    let (_folder, file, dramas) = judged();
    let report = evaluate(&["--judgements", file.to_str().unwrap(), "--format", "json"]).json();
    for name in ["most followed", "random"] {
        let measured = &row(&report, name)["measured"];
        assert_eq!((&measured["ndcg_10"]["mean"], &measured["seeds"]), (&1.0.into(), &1.into()));
        assert_eq!(measured["coverage_10"], (dramas.len() - 1) as f64 / dramas.len() as f64);
    }
    assert_eq!(report["violations"], 0);
}

#[test]
fn other_settings_are_compared_with_the_usual_ones() {
    let (_folder, file, _) = judged();
    let args = [
        "--judgements",
        file.to_str().unwrap(),
        "--format",
        "json",
        "--compare",
        "seed-b=1,popularity=0",
    ];
    let report = evaluate(&args).json();
    let same = row(&report, "seed-b=1,popularity=0");
    assert_eq!(same["first_gains"]["mean"], 0.0);
    assert_eq!(same["measured"], row(&report, "tropes, as the program ranks")["measured"]);
}

#[test]
fn a_run_holds_the_rankings_of_the_program() {
    let (folder, file, dramas) = judged();
    let run = folder.path().join("run.jsonl");
    evaluate(&["--judgements", file.to_str().unwrap(), "--run", run.to_str().unwrap()]).answered();
    let written: Value = serde_json::from_str(fs::read_to_string(run).unwrap().trim()).unwrap();
    let asked =
        run_command(shelf_command(&["like", &dramas[0], "-k", "99", "--format", "json"])).json();
    assert_eq!(ids(&written), ids(&asked));
}

#[test]
fn what_cannot_be_measured_is_told() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let few = write("few.csv", "source_id,recommended_id\nmdl:1,mdl:2\n");
    let other = write("other.csv", "a,b\n1,2\n");
    let ragged = write("ragged.csv", "source_id,recommended_id\n1,2,3\n");
    let cases: [(&[&str], i32, &str); 6] = [
        (&[], 2, "nothing to measure against"),
        (&["--judgements", "nowhere.csv"], 1, "cannot read `nowhere.csv`"),
        (&["--judgements", &few], 1, "no seed with three recommended dramas"),
        (&["--judgements", &other], 1, "has no column `source_id`"),
        (&["--judgements", &ragged], 1, "the row has 3 columns, the first line 2"),
        (
            &["--judgements", &judged().1.display().to_string(), "--compare", "b=1"],
            1,
            "cannot read",
        ),
    ];
    for (args, code, said) in cases {
        let ran = evaluate(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{args:?}");
        assert!(ran.stderr.contains(said), "{args:?}: {}", ran.stderr);
    }
    let (_folder, file, _) = judged();
    let unknown = evaluate(&["--judgements", file.to_str().unwrap(), "--compare", "b=1"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("unknown setting `b=1`"), "{}", unknown.stderr);
    for wrong in ["popularity=9", "era=-3", "people=NaN"] {
        let ran = evaluate(&["--judgements", file.to_str().unwrap(), "--compare", wrong]);
        assert!(ran.code == 2 && ran.stderr.contains("must be from 0 to 1"), "{}", ran.stderr);
    }
}

/// The scorer of the reference data and this program agree to four decimals; where either that data
/// or Python is missing, the test says so and passes.
#[test]
#[allow(clippy::print_stderr)]
fn the_reference_scorer_agrees() {
    let named = std::env::var_os("TROPEWISE_REFERENCE").map(PathBuf::from);
    let reference = named.unwrap_or_else(|| root().join("../shared/reference"));
    let scorer = reference.join("score.py");
    if !scorer.is_file() || Command::new("python3").arg("--version").output().is_err() {
        eprintln!(
            "skipped: no reference scorer here; TROPEWISE_REFERENCE names a folder with score.py"
        );
        return;
    }
    let folder = TempDir::new().unwrap();
    let run = folder.path().join("run.jsonl");
    let mut command = tropewise();
    command
        .args(["evaluate", "--format", "json", "--reference"])
        .arg(&reference)
        .arg("--run")
        .arg(&run);
    let report = run_command(command).json();
    let scored = |args: &[&std::ffi::OsStr]| -> Value {
        let output =
            Command::new("python3").arg(&scorer).arg("--json").args(args).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let (ours, baselines) = (scored(&["--run".as_ref(), run.as_os_str()]), scored(&[]));
    let pairs = [
        ("tropes, as the program ranks", &ours["run"]),
        ("most followed", &baselines["most followed"]),
        ("community tags", &baselines["tags, IDF cosine"]),
        ("community tags + genres", &baselines["tags + genres"]),
    ];
    for (name, theirs) in pairs {
        let measured = &row(&report, name)["measured"];
        for (ours, key) in
            [("ndcg_10", "ndcg10"), ("recall_10", "recall10"), ("recall_20", "recall20")]
        {
            let (a, b) = (measured[ours]["mean"].as_f64().unwrap(), theirs[key].as_f64().unwrap());
            // Ties between equal tag lists go to another id there, so baselines may differ a
            // little.
            let close = if name.starts_with("tropes") { 5e-5 } else { 2e-3 };
            assert!((a - b).abs() < close, "{name}: {ours} {a}, the scorer has {b}");
        }
    }
}
