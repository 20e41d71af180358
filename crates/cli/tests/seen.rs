//! Files of what was seen, as people have them.

mod common;

use std::fs;
use std::path::Path;

use common::{Ran, run_command, tropewise};
use serde_json::json;
use tempfile::TempDir;

fn asked(folder: &Path, seen: &str) -> Ran {
    let mut command = tropewise();
    command.current_dir(folder);
    command.args(["ask", "like Vincenzo", "--dry-run", "--format", "json", "--seen", seen]);
    run_command(command)
}

#[track_caller]
fn reads(name: &str, bytes: &[u8], ids: &[&str], told: &[&str]) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let ran = asked(folder.path(), name);
    for part in told {
        assert!(ran.stderr.contains(part), "{name}: no {part}: {}", ran.stderr);
    }
    assert_eq!(ran.stderr.lines().count(), told.len(), "{}", ran.stderr);
    let expected = if ids.is_empty() { json!(null) } else { json!(ids) };
    assert_eq!(ran.json()["request"]["seen"], expected, "{name}");
}

#[test]
fn titles_stand_on_lines_or_between_commas_with_remarks_behind_them() {
    let both = ["stranger", "healer"];
    reads("a.txt", b"Stranger # twice!\n\n# mine\n- Healer\n", &both, &[]);
    reads("a.txt", b"Stranger\rHealer\r", &both, &[]);
    reads("a.txt", "\u{feff}1. Stranger\r\n2) Healer".as_bytes(), &both, &[]);
    reads("list", b"Stranger, Healer", &both, &[]);
    reads("a.csv", b"Stranger,9\nHealer,8\n", &both, &[]);
    reads("a.txt", b"Stranger; 9\nHealer; 8.5\n", &both, &[]);
    reads("a.json", b"[\"Stranger\",\n \"Healer\"]\n", &both, &[]);
}

#[test]
fn tables_have_a_column_of_titles_and_what_is_planned_was_not_seen() {
    let both = ["stranger", "healer"];
    reads("a.csv", b"Title,My rating\nStranger,9\n\"Healer\",\n", &both, &[]);
    reads("a.csv", b"Title\nStranger\nHealer\n", &both, &[]);
    reads("a.tsv", b"No\tName\tYear\n1\tStranger\t2017\n2\tHealer\t2014\n", &both, &[]);
    let planned = b"Title,Status\nStranger,Completed\nSignal,Plan to Watch\nHealer,Dropped\n";
    reads("a.csv", planned, &both, &[]);
    reads(
        "a.json",
        b"[{\"title\":\"Stranger\",\"my_score\":9},{\"title\":\"Healer\"}]",
        &both,
        &[],
    );
    reads("a.jsonl", b"{\"title\":\"Stranger\"}\n{\"title\":\"Healer\"}\n", &both, &[]);
}

#[test]
fn what_is_guessed_or_unknown_is_told_with_its_line() {
    let slip = "note: a.txt:2: `Helaer` is taken for `Healer (2014)`";
    reads("a.txt", b"Stranger\nHelaer\n", &["stranger", "healer"], &[slip]);
    let unknown = "a.csv:3: unknown title `Bridgerton`";
    reads("a.csv", b"Title,Rate\nStranger,9\nBridgerton,2\n", &["stranger"], &[unknown]);
    let nothing = "`a.txt` names no drama that is known: write one title a line";
    reads("a.txt", b"", &[], &[nothing]);
    reads("a.txt", b"dear diary\n", &[], &["a.txt:1: unknown title `dear diary`", nothing]);
}

#[test]
fn what_is_no_list_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("wide.txt", b"\xff\xfeS\x00i\x00");
    write("bytes.txt", b"S\x00i\x00");
    fs::create_dir(folder.path().join("lists")).unwrap();
    for (seen, code, error, hint) in [
        ("wide.txt", 1, "wide.txt:1: this is UTF-16", "save it as UTF-8"),
        ("bytes.txt", 1, "bytes.txt:1: this is no text", "save it as UTF-8"),
        ("lists", 1, "cannot read `lists`: is a directory", "name a file, not a folder"),
        ("-", 2, "`--seen` does not read standard input", "a file with one title a line"),
    ] {
        let ran = asked(folder.path(), seen);
        assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{seen}");
        assert!(ran.stderr.contains(error) && ran.stderr.contains(hint), "{}", ran.stderr);
    }
}

#[cfg(unix)]
#[test]
fn what_a_shell_pipes_in_is_a_file() {
    let folder = TempDir::new().unwrap();
    let line = format!(
        "mkfifo pipe && {{ echo Stranger > pipe & {} ask 'like Vincenzo' --dry-run --format json \
         --seen pipe; }}",
        common::BINARY
    );
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &line]).current_dir(folder.path()).env("TROPEWISE_CONFIG", "");
    let ran = Ran::from_output(shell.output().unwrap());
    assert_eq!(ran.json()["request"]["seen"], json!(["stranger"]));
}
