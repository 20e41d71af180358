//! What `ask` shows asks the same again: the command in a shell, the request in `batch`. And what
//! is typed behind `ask` that belongs elsewhere is told before anything is written.

mod common;

use std::fs;
use std::path::Path;

use common::{BINARY, Ran, ids, run, run_command, tropewise};
use serde_json::Value;
use tempfile::TempDir;

const WISH: &str = "a thriller like Signal";

/// A folder with a list of what was seen, and settings that name another and a service.
fn room() -> TempDir {
    let folder = TempDir::new().unwrap();
    let first = run(&["ask", WISH, "-k", "4", "--format", "json"]).json();
    let first = ids(&first["answer"]);
    fs::write(folder.path().join("my list.txt"), format!("{}\n", first[0])).unwrap();
    fs::write(folder.path().join("other.txt"), format!("{}\n", first[1])).unwrap();
    let settings = "services = [\"Netflix\"]\nseen = \"other.txt\"\n";
    fs::write(folder.path().join("config.toml"), settings).unwrap();
    folder
}

fn here(folder: &Path, settings: &str, args: &[&str]) -> Ran {
    let mut command = tropewise();
    command.args(args).current_dir(folder).env("TROPEWISE_CONFIG", settings);
    run_command(command)
}

/// The answer to the command that was shown, typed into a shell.
fn typed(folder: &Path, settings: &str, command: &str) -> Value {
    let line = format!("{} --format json", command.replacen("tropewise", BINARY, 1));
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &line]).current_dir(folder).env("TROPEWISE_CONFIG", settings);
    let output = shell.output().expect("a shell");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {line}"))
}

/// The answer to the request that was shown, with no settings at all.
fn batched(request: &Value) -> Value {
    let mut command = tropewise();
    command.arg("batch").write_stdin(request.to_string());
    let ran = run_command(command);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr))
}

#[test]
fn lists_of_what_was_seen_and_settings_are_asked_again() {
    let room = room();
    let folder = room.path();
    for settings in ["", "config.toml"] {
        for seen in [&[][..], &["--seen", "my list.txt"], &["--seen", "Stranger"]] {
            let asked = [&["ask", WISH, "-k", "4", "--format", "json"], seen].concat();
            let asked = here(folder, settings, &asked).json();
            let expected = ids(&asked["answer"]);
            let command = asked["command"].as_str().expect("a command");
            assert_eq!(ids(&typed(folder, settings, command)), expected, "{command}");
            assert_eq!(ids(&batched(&asked["request"])), expected, "{}", asked["request"]);
        }
    }
    let dry = ["ask", WISH, "--dry-run", "--format", "json", "--seen", "my list.txt"];
    let request = here(folder, "config.toml", &dry).json()["request"].clone();
    assert_eq!(request["seen"].as_array().map(Vec::len), Some(2), "{request}");
    assert_eq!(request["filter"]["streaming"], "Netflix");
}

#[test]
fn seasons_that_are_left_out_come_back_as_the_note_says() {
    let ran = run(&["like", "Hospital Playlist", "-k", "3"]);
    assert!(ran.stderr.contains("left out; `--same-series` brings"), "{}", ran.stderr);
    let ran = run(&["ask", "like Hospital Playlist", "-k", "3"]);
    let said = "`--same-series` behind the command that asks the same";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    let line = ran.stdout.lines().find_map(|line| line.strip_prefix("The same as: ")).unwrap();
    let again = typed(Path::new("."), "", &format!("{line} --same-series"));
    assert!(ids(&again).iter().any(|id| id.starts_with("hospital-playlist")), "{again}");
}

/// A value for each option of questions that takes one.
fn value(option: &str) -> &'static str {
    match option {
        "want" | "more" | "less" | "require" | "avoid" => "slow-burn",
        "any" => "time-travel,amnesia",
        "unlike" | "exclude" | "only" | "title" | "seen" => "Vincenzo",
        "with" | "without" => "Gong Yoo",
        "year-from" | "year-to" => "2019",
        "network" | "streaming" => "tvN",
        "min-score" => "8",
        "rating-up-to" => "15+",
        "airing" => "finished",
        "origin" => "web-novel",
        "as-of" => "2024-01-01",
        "pooling" => "least",
        "wish-share" | "veto-threshold" | "diversity" => "0.5",
        _ => "12",
    }
}

/// The long options on a page of help, each with whether a value stands behind it.
fn options(page: &str) -> Vec<(String, bool)> {
    let lines = page.lines().filter_map(|line| line.trim_start().split_once("--"));
    let lines = lines.filter(|(before, _)| before.is_empty() || before.starts_with('-'));
    let option = |(_, line): (&str, &str)| {
        let name: String = line.chars().take_while(|c| c.is_alphabetic() || *c == '-').collect();
        let takes_value = line[name.len()..].starts_with(" <");
        (name, takes_value)
    };
    lines.map(option).collect()
}

#[test]
fn an_option_of_like_behind_ask_is_said_in_words_or_shown_where_it_belongs() {
    let of_ask = options(&run(&["ask", "--help"]).answered());
    let of_questions = run(&["like", "--help"]).answered() + &run(&["score", "--help"]).answered();
    let catalog = tropewise_dramas::catalog();
    let encoder = tropewise_dramas::encoder();
    let asker = tropewise::ask::Asker::new(&catalog, Some(&encoder));
    let (mut said, mut shown) = (0, 0);
    for (name, takes_value) in options(&of_questions) {
        if of_ask.iter().any(|(own, _)| *own == name) {
            continue;
        }
        let option = format!("--{name}");
        let mut asked = vec!["ask", "like Signal", &option];
        asked.extend(takes_value.then(|| value(&name)));
        asked.extend(["-k", "3", "--dry-run"]);
        let ran = run(&asked);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{asked:?}");
        let about = format!("error: `ask` has no option `{option}`\n");
        assert!(ran.stderr.starts_with(&about), "{asked:?}: {}", ran.stderr);
        if !ran.stderr.contains("say it in the wish") {
            assert!(ran.stderr.contains("`tropewise ask \"like Signal\" --dry-run`"), "{ran:?}");
            shown += 1;
            continue;
        }
        assert!(ran.stderr.contains("\" -k 3 --dry-run`"), "{}", ran.stderr);
        let wish = ran.stderr.split('"').nth(1).expect("a wish in quotes");
        let request = serde_json::to_string(&asker.understand(wish).request).unwrap();
        let means = match name.as_str() {
            "want" | "more" => "slow-burn".to_owned(),
            // What is asked for is a network's own name.
            "streaming" => "tvN".to_owned(),
            name => format!("\"{}\"", name.replace('-', "_")),
        };
        assert!(request.contains(&means), "{wish}: {request}");
        said += 1;
    }
    assert!(said >= 25 && shown >= 5, "{said} {shown}");
    // The hint can be typed as it stands.
    let ran = run(&["ask", "romance", "--max-episodes", "9", "--format", "json", "--dry-run"]);
    let hint = ran.stderr.split('`').find(|piece| piece.starts_with("tropewise ask")).unwrap();
    let json = typed(Path::new("."), "", &hint.replace(" --format json", ""));
    assert_eq!(json["request"]["filter"]["max_episodes"], 9, "{hint}");
}

#[test]
fn what_is_misused_is_told_before_anything_is_written() {
    for args in [
        &["ask", "romance"][..],
        &["ask", "romance", "--format", "json"],
        &["like", "Signal", "--format", "json"],
        &["show", "Signal"],
        &["compare", "Signal", "Tunnel"],
        &["tropes"],
        &["catalog"],
        &["schema"],
        &["evaluate", "--judgements", "nowhere.csv"],
    ] {
        let ran = run(&[args, &["-k", "0"]].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ran.stderr.contains("k must be a whole number from 1 up"), "{}", ran.stderr);
    }
}

#[test]
fn a_wish_that_is_no_text_is_refused() {
    let asked = |bytes: &[u8]| {
        let mut command = tropewise();
        command.args(["ask", "-", "--dry-run"]).write_stdin(bytes);
        run_command(command)
    };
    for bytes in [&b"romance\n\xff\x00\x01"[..], b"romance\n\xc3"] {
        let ran = asked(bytes);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        assert!(ran.stderr.contains("standard input:2: this is no UTF-8"), "{}", ran.stderr);
    }
    // No more is read than is understood, be it that a letter is cut there.
    let long = format!("romance {}", "가".repeat(200_000));
    assert_eq!(asked(long.as_bytes()).code, 0);
    assert_eq!(asked(format!("romance  {}", "가".repeat(200_000)).as_bytes()).code, 0);
    assert_eq!(asked(format!("romance   {}", "가".repeat(200_000)).as_bytes()).code, 0);
}
