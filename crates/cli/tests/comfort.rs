//! Small comforts: settings, lists of what was seen, manual pages, completions.

mod common;

use std::fs;

use common::{Ran, ids, run, run_command, tropewise};
use serde_json::Value;

/// Runs the program with settings.
fn with_settings(settings: &str, args: &[&str]) -> Ran {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.toml");
    fs::write(&file, settings).expect("writable");
    let mut command = tropewise();
    command.args(args).env("TROPEWISE_CONFIG", &file);
    run_command(command)
}

#[test]
fn settings_are_defaults_that_the_command_line_overrides() {
    let settings = "format = \"json\"\nspoilers = true\n";
    let shown: Value = with_settings(settings, &["show", "Goblin"]).json();
    assert_eq!(shown["hidden_tropes"], 0);
    let page = with_settings(settings, &["show", "Goblin", "--format", "table"]).answered();
    assert!(page.starts_with("Guardian: The Lonely and Great God"), "{page}");
}

#[test]
fn answers_stay_on_the_services_one_has() {
    let settings = "services = [\"viki\"]\n";
    let asked = ["like", "Signal", "-k", "20", "--format", "json"];
    let answer = with_settings(settings, &asked).json();
    assert_eq!(ids(&answer).len(), 20);
    for id in ids(&answer) {
        let shown = run(&["show", id, "--format", "json"]).json();
        let offers = shown["where_to_watch"].as_array().expect("a list");
        assert!(offers.iter().any(|offer| offer["service"] == "Viki"), "{id}");
    }
    // Who says where is asked of that service.
    let elsewhere = [&asked[..], &["--streaming", "Netflix"]].concat();
    assert_eq!(with_settings(settings, &elsewhere).json(), run(&elsewhere).json());
    let told = with_settings(settings, &["ask", "like Signal"]);
    assert!(told.stderr.contains("your services (viki) leave out"), "{}", told.stderr);
}

#[test]
fn mistakes_in_settings_name_file_and_line() {
    for (settings, place, part) in [
        ("format = \"jsno\"\n", "1:10", "unknown form `jsno`"),
        ("spoilers = true\ncolour = 1\n", "2:1", "colour"),
        ("spoilers = true\n\nservices = [\"Netflx\"]\n", "3:13", "a service `Netflx`"),
        ("spoilers = maybe\n", "1:12", ""),
    ] {
        let ran = with_settings(settings, &["like", "Signal"]);
        assert_ne!(ran.code, 0, "{settings}");
        assert!(ran.stderr.contains(&format!("config.toml:{place}: ")), "{}", ran.stderr);
        assert!(ran.stderr.contains(part) && ran.stderr.contains("hint: "), "{}", ran.stderr);
    }
    let mut command = tropewise();
    command.args(["like", "Signal"]).env("TROPEWISE_CONFIG", "nowhere/config.toml");
    let ran = run_command(command);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("nowhere/config.toml"), "{}", ran.stderr);
}

#[test]
fn what_a_file_says_was_seen_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("seen.txt");
    let first = run(&["like", "Signal", "-k", "3", "--format", "json"]).json();
    let first = ids(&first);
    let title = run(&["show", first[1], "--format", "json"]).json()["title"].clone();
    let text = format!("# mine\r\n{}\r\n\r\n{}\nBridgerton\n", first[0], title.as_str().unwrap());
    fs::write(&list, text).expect("writable");
    let path = list.to_str().expect("a path");
    let asked = ["like", "Signal", "-k", "3", "--format", "json", "--seen", path];
    let ran = run(&asked);
    assert!(ran.stderr.contains("seen.txt:5: unknown title `Bridgerton`"), "{}", ran.stderr);
    let left = ran.json();
    assert!(!ids(&left).contains(&first[0]) && !ids(&left).contains(&first[1]), "{left}");

    // What the page saves says the same; what is still to be watched stays in the answer.
    let entry = |id: &str, status| serde_json::json!({"id": id, "title": "", "status": status});
    let wanted = entry(first[2], "want-to-watch");
    let dramas = [entry(first[0], "seen"), entry(first[1], "not-for-me"), wanted];
    let saved = serde_json::json!({"format": "tropewise-list", "version": 1, "dramas": dramas});
    let file = folder.path().join("list.json");
    fs::write(&file, saved.to_string()).expect("writable");
    let path = file.to_str().expect("a path");
    let same = run(&["like", "Signal", "-k", "3", "--format", "json", "--seen", path]).json();
    assert_eq!(ids(&same), ids(&left));
    assert!(ids(&same).contains(&first[2]), "{same}");
    let wish = run(&["ask", "like Signal", "-k", "3", "--format", "json", "--seen", path]).json();
    assert_eq!(ids(&wish["answer"]), ids(&left));
}

#[test]
fn what_is_no_list_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let files: [(&str, &[u8], &str); 4] = [
        ("broken.json", b"{\n  \"format\": 1\n", ":2"),
        (
            "other.json",
            b"{\"format\": \"x\", \"version\": 1, \"dramas\": []}",
            "not `tropewise-list`",
        ),
        ("bytes.txt", b"Signal\n\xff\xfe\n", ":2: this is no UTF-8 text"),
        ("missing.txt", b"", "cannot read"),
    ];
    for (name, bytes, part) in files {
        let file = folder.path().join(name);
        if name != "missing.txt" {
            fs::write(&file, bytes).expect("writable");
        }
        let ran = run(&["like", "Signal", "--seen", file.to_str().expect("a path")]);
        assert_eq!(ran.code, 1, "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains(part), "{name}: {}", ran.stderr);
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("man/man1");
    run(&["man", target.to_str().expect("a path")]).answered();
    for name in ["tropewise", "tropewise-like", "tropewise-ask", "tropewise-serve"] {
        let page = fs::read_to_string(target.join(format!("{name}.1"))).expect("a page");
        assert!(page.contains(".TH") && page.contains(".SH NAME"), "{name}: {page}");
    }
    let like = fs::read_to_string(target.join("tropewise-like.1")).expect("a page");
    assert!(like.contains("Examples") && like.contains("max\\-episodes"), "{like}");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("writable");
    let ran = run(&["man", file.to_str().expect("a path")]);
    assert_eq!(ran.code, 1);
}

/// What a shell is offered behind these words; the last is being typed.
fn offered(words: &[&str]) -> String {
    let mut command = tropewise();
    command.env("TROPEWISE_COMPLETE", "fish").arg("--").arg("tropewise").args(words);
    run_command(command).answered()
}

#[test]
fn shells_complete_commands_titles_and_tropes() {
    assert!(offered(&["sc"]).contains("score"), "{}", offered(&["sc"]));
    let titles = offered(&["like", "crash"]);
    assert!(titles.contains("crash-landing-on-you\tCrash Landing on You (2019)"), "{titles}");
    assert!(offered(&["show", "도깨"]).contains("guardian"), "{}", offered(&["show", "도깨"]));
    let tropes = offered(&["score", "slow"]);
    assert!(tropes.contains("slow-burn") && tropes.contains("slow-paced"), "{tropes}");
    let more = offered(&["like", "signal", "--want", "revenge,slow-b"]);
    assert!(more.contains("revenge,slow-burn"), "{more}");
}

#[test]
fn scripts_for_shells_ask_the_program() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]).answered();
        assert!(script.contains("TROPEWISE_COMPLETE"), "{shell}: {script}");
    }
}
