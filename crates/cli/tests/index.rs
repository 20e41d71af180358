//! `index`: a catalogue of any form becomes one file that answers as the catalogue does.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use common::{BINARY, Ran, fixture, run_command, tropewise};
use tempfile::TempDir;

/// Runs the program with the arguments that are given.
fn run(args: &[&str]) -> Ran {
    let mut command = tropewise();
    command.args(args);
    run_command(command)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// A folder with a file in it.
fn file(name: &str, content: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    (folder, path)
}

/// The invented catalogue as an index file.
fn compiled_shelf() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let index = folder.path().join("shelf.index");
    let made = run(&["index", text(&fixture("shelf")), "-o", text(&index)]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    fs::read(&index).unwrap()
}

/// The names in a folder.
fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

const ROWS: &str = "\
id,title,tropes,year,network,mood
zebra,The Zebra,time-travel:0.8|divorce,2019,SBS|tvN,bright
apple,\"An Apple, a Day\",divorce:0.4; healing:1,2021,,
mango,Mango,healing:0.6,,tvN,dark
";

#[test]
fn a_folder_compiled_answers_with_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    let index = folder.path().join("shelf.index");
    let shelf = fixture("shelf");
    let made = run(&["index", text(&shelf), "-o", text(&index)]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert!(made.stdout.is_empty() && made.stderr.contains("dramas with"), "{}", made.stderr);
    assert_eq!(names(&folder), ["shelf.index"], "nothing unfinished is left");
    for question in [
        &["like", "Harbour Lights", "--format", "json"][..],
        &["like", "Harbour Lights", "--explain"],
        &["score", "time-travel", "--format", "csv"],
        &["show", "Harbour Lights", "--toml"],
        &["compare", "Harbour Lights", "Paper Lanterns"],
        &["tropes"],
        &["dramas", "lights"],
        &["catalog"],
        &["like", "Harbour Lihgts"],
        &["like", "Nothing Of The Kind"],
        &["like", "Harbour Lights", "--network", "Nobody"],
    ] {
        let [by_text, by_index] = [&shelf, &index].map(|catalog| {
            let mut ran = run(&[question, &["--catalog", text(catalog)]].concat());
            // A hint repeats the catalogue in use.
            ran.stderr = ran.stderr.replace(text(catalog), "CATALOG");
            ran
        });
        assert_eq!(by_index, by_text, "{question:?}");
    }
    let verified = run(&["index", "--verify", text(&index)]);
    assert_eq!((verified.code, verified.stderr.contains("all sound")), (0, true));
}

#[test]
fn rows_of_csv_and_of_json_lines_mean_the_same() {
    let json = r#"{"id":"zebra","title":"The Zebra","tropes":{"time-travel":0.8,"divorce":1},"year":2019,"network":["SBS","tvN"]}

{"id":"apple","title":"An Apple, a Day","tropes":{"divorce":0.4,"healing":1.0},"year":2021}
{"id":"mango","title":"Mango","tropes":{"healing":0.6},"network":["tvN"]}
"#;
    let answers = [("rows.csv", ROWS), ("rows.jsonl", json)].map(|(name, content)| {
        let (folder, rows) = file(name, content);
        let index = folder.path().join("rows.index");
        let made = run(&["index", text(&rows), "-o", text(&index)]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        assert_eq!(made.stderr.contains("`mood` means nothing here"), name == "rows.csv");
        let asked = ["like", "an apple a day", "--tropes-only", "--format", "json", "--catalog"];
        let [direct, compiled] =
            [&rows, &index].map(|catalog| run(&[&asked[..], &[text(catalog)]].concat()));
        assert_eq!(direct.stdout, compiled.stdout, "rows may be used as they are");
        compiled.answered()
    });
    assert_eq!(answers[0], answers[1]);
    let ids: Vec<_> = ["mango", "zebra"].iter().map(|id| answers[0].find(id)).collect();
    assert!(ids[0] < ids[1] && ids[0].is_some(), "{}", answers[0]);
}

#[test]
fn tropes_of_any_name_are_taken_when_asked_to() {
    let (folder, rows) = file(
        "films.jsonl",
        "{\"id\":\"1\",\"title\":\"One\",\"tropes\":[\"Space Whales\",\"Heist\"]}\n\
         {\"id\":\"2\",\"title\":\"Two\",\"tropes\":[\"space-whales\"]}\n\
         {\"id\":\"3\",\"title\":\"Three\",\"tropes\":[\"Heist\"]}\n",
    );
    let index = folder.path().join("films.index");
    let refused = run(&["index", text(&rows), "-o", text(&index)]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("films.jsonl:1:1: error: unknown trope `Space Whales`"));
    assert!(!index.exists());
    let made = run(&["index", text(&rows), "-o", text(&index), "--new-tropes"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let scored =
        run(&["score", "space whales", "--catalog", text(&index), "--format", "csv"]).answered();
    let lines: Vec<&str> = scored.lines().collect();
    assert_eq!(lines.len(), 3, "{scored}");
    assert!(lines[1].starts_with("1,2,Two") && lines[2].starts_with("2,1,One"), "{scored}");
}

#[test]
fn every_mistake_is_named_by_its_line_and_nothing_is_written() {
    let cases = [
        ("a.csv", "id,title\n1,One\n", "a.csv:1:1: error: there is no column `tropes`"),
        (
            "a.csv",
            "id,title,tropes\n1,One,divorse\n",
            "2:1: error: unknown trope `divorse`; did you mean `divorce`?",
        ),
        ("a.csv", "id,title,tropes\n1,One,divorce:2\n", "must be above 0 and at most 1, not 2"),
        (
            "a.csv",
            "id,title,tropes\n1,One,divorce:much\n",
            "unknown trope `divorce:much`; a strength is a number, `divorce:0.8`, not `much`",
        ),
        ("a.csv", "id,title,tropes\n,One,divorce\n", "the id is empty"),
        ("a.csv", "id,title,tropes\n1,,divorce\n", "`1` has no title"),
        (
            "a.csv",
            "id,title,tropes\n1,One,divorce\n2,Two\n",
            "3:1: error: 2 cells where there are 3 columns",
        ),
        (
            "a.csv",
            "id,title,tropes,year\n1,One,divorce,soon\n",
            "year must be a whole number from 1800 to 2199, not `soon`",
        ),
        (
            "a.csv",
            "id,title,tropes\n1,One,divorce\n2,Two,\n1,Three,\n",
            "4:1: error: the id `1` stands twice, first at",
        ),
        ("a.csv", "id,title,tropes\n", "has no drama"),
        (
            "a.jsonl",
            "{\"id\":\"1\",\"title\":\"One\"}\n",
            "1:1: error: there is no column `tropes`",
        ),
        (
            "a.jsonl",
            "{\"id\":\"1\",\"title\":\"One\",\"tropes\":3}\n",
            "tropes must be a list of names, or an object of names with strengths",
        ),
        ("a.jsonl", "\nnot json\n", "2:1: error: expected"),
        (
            "a.jsonl",
            "{\"id\":\"1\",\"title\":\"a\\u001b[2J\",\"tropes\":[]}\n",
            "characters that steer a terminal",
        ),
    ];
    for (name, content, expected) in cases {
        let (folder, rows) = file(name, content);
        let index = folder.path().join("out.index");
        let before = compiled_shelf();
        fs::write(&index, &before).unwrap();
        let ran = run(&["index", text(&rows), "-o", text(&index)]);
        assert_eq!(ran.code, 1, "{content}\n{}", ran.stderr);
        assert!(ran.stderr.contains(expected), "{expected}\n{}", ran.stderr);
        assert!(fs::read(&index).unwrap() == before, "what was there before");
        assert_eq!(names(&folder), [name, "out.index"], "nothing unfinished is left");
    }
}

#[test]
fn five_mistakes_are_enough() {
    let (folder, rows) =
        file("a.csv", &format!("id,title,tropes\n{}", "1,One,nonsense-trope\n".repeat(9)));
    let ran = run(&["index", text(&rows), "-o", text(&folder.path().join("out.index"))]);
    assert_eq!(ran.stderr.matches("error: unknown trope").count(), 5, "{}", ran.stderr);
    assert!(ran.stderr.contains("has 9 mistakes") && ran.stderr.contains("... and 4 more"));
}

#[test]
fn a_damaged_file_is_refused_by_every_command() {
    let folder = TempDir::new().unwrap();
    let index = folder.path().join("shelf.index");
    assert_eq!(run(&["index", text(&fixture("shelf")), "-o", text(&index)]).code, 0);
    let sound = fs::read(&index).unwrap();
    let mut damaged = sound.clone();
    damaged[5000] ^= 1;
    fs::write(&index, &damaged).unwrap();
    for question in [
        &["like", "Harbour Lights"][..],
        &["score", "time-travel"],
        &["show", "Harbour Lights"],
        &["show", "Harbour Lights", "--toml"],
        &["compare", "Harbour Lights", "Paper Lanterns"],
        &["dramas", "lights"],
        &["catalog"],
    ] {
        let ran = run(&[question, &["--catalog", text(&index)]].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{question:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("is damaged"), "{question:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("compiles it anew"), "{question:?}: {}", ran.stderr);
    }
    let verified = run(&["index", "--verify", text(&index)]);
    assert_eq!(verified.code, 1);
    assert!(verified.stderr.contains("byte 4096"), "{}", verified.stderr);
    fs::write(&index, &sound[..sound.len() / 2]).unwrap();
    let cut = run(&["like", "Harbour Lights", "--catalog", text(&index)]);
    assert_eq!(cut.code, 1);
    assert!(cut.stderr.contains("should have"), "{}", cut.stderr);
}

#[test]
fn misuse_is_told() {
    let folder = TempDir::new().unwrap();
    let shelf = fixture("shelf");
    let out = folder.path().join("missing").join("out.index");
    for (args, code, expected) in [
        (vec!["index", text(&shelf)], 2, "no output file is named"),
        (vec!["index", "--verify"], 2, "required"),
        (vec!["index", "--verify", text(&shelf)], 1, "is no index file"),
        (
            vec!["index", "no-such-catalogue", "-o", "out.index"],
            1,
            "cannot read `no-such-catalogue`",
        ),
        (vec!["index", text(&shelf), "-o", text(folder.path())], 1, "cannot write"),
        (vec!["index", text(&shelf), "-o", text(&out)], 1, "cannot write"),
    ] {
        let ran = run(&args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(expected), "{args:?}: {}", ran.stderr);
    }
    assert!(names(&folder).is_empty());
}

#[test]
fn what_is_compiled_is_not_replaced() {
    let (_folder, rows) = file("rows.csv", ROWS);
    let ran = run(&["index", text(&rows), "-o", text(&rows)]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("is both the catalogue and the index"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&rows).unwrap(), ROWS);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_replaced() {
    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let ran = run(&["index", text(&fixture("shelf")), "-o", text(&pipe)]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("it is no regular file"), "{}", ran.stderr);
    assert!(!pipe.is_file() && names(&folder) == ["pipe"]);
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let (pipe, index) = (folder.path().join("rows.jsonl"), folder.path().join("out.index"));
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let child = std::process::Command::new(BINARY)
        .args(["index", text(&pipe), "-o", text(&index)])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Held open, so that the program waits for more rows after its folder is there.
    let held = fs::File::options().write(true).open(&pipe).unwrap();
    for _ in 0..500 {
        if names(&folder).len() > 1 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let killed = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    drop(held);
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(names(&folder), ["rows.jsonl"]);
}
