//! Whatever comes from outside, in any field, format and command: nothing of it steers a terminal,
//! a page or a spreadsheet, JSON keeps it, and no run ends but as it should.
//! `TROPEWISE_PROPERTY_CASES=100` asks of so many random texts instead of a few.

mod common;

use std::fs;
use std::path::PathBuf;

use common::{Ran, run_command, tropewise};
use proptest::prelude::*;
use tempfile::TempDir;

/// Texts with what steers, hides or means something in some form of output.
fn hostile() -> impl Strategy<Value = String> {
    const PIECES: [&str; 34] = [
        "\u{1b}[2J",
        "\u{1b}]0;x\u{7}",
        "\u{1b}[1m",
        "\u{9b}2J",
        "\u{0}",
        "\u{8}",
        "\r",
        "\n",
        "\t",
        "\u{7f}",
        "\u{85}",
        "\u{202e}",
        "\u{2066}",
        "\u{2028}",
        "\u{2029}",
        "\u{200b}",
        "\u{feff}",
        "\u{ffff}",
        "\u{fffe}",
        "\u{e0041}",
        "=1+1",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "'=1",
        "<script>",
        "[a](b)",
        "`c`",
        "|",
        "&lt;",
        "\"",
        "\\",
        "그해 우리는",
        "https://a.example",
    ];
    let piece = prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned);
    let any = any::<char>().prop_map(String::from);
    prop::collection::vec(prop_oneof![3 => piece, 2 => any, 1 => "[a-z]{1,3}".boxed()], 1..5)
        .prop_map(|pieces| pieces.concat())
}

/// Whether a character may not leave the program: but for JSON nobody shows it as itself.
fn steers(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}')
        || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

#[track_caller]
fn harmless(ran: &Ran, what: &str) {
    assert!((0..=2).contains(&ran.code), "{what}: {}", ran.code);
    for (name, text) in [("stdout", &ran.stdout), ("stderr", &ran.stderr)] {
        let found = text.chars().find(|c| steers(*c));
        assert_eq!(found, None, "{what}: {name}: {text:?}");
    }
}

#[track_caller]
fn in_form(ran: &Ran, form: &str, what: &str) {
    match form {
        "json" if !ran.stdout.is_empty() => {
            serde_json::from_str::<serde_json::Value>(&ran.stdout)
                .unwrap_or_else(|error| panic!("{what}: {error}: {}", ran.stdout));
        }
        "csv" => {
            let mut reader = csv::ReaderBuilder::new().from_reader(ran.stdout.as_bytes());
            for record in reader.records() {
                let record = record.unwrap_or_else(|error| panic!("{what}: {error}"));
                let formula = |cell: &str| {
                    cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err()
                };
                assert!(!record.iter().any(formula), "{what}: {record:?}");
            }
        }
        "markdown" => {
            assert!(!ran.stdout.contains('<'), "{what}: {}", ran.stdout);
            let bars =
                |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            let columns: std::collections::BTreeSet<usize> = ran.stdout.lines().map(bars).collect();
            assert!(columns.len() <= 1, "{what}: {}", ran.stdout);
        }
        _ => {}
    }
}

struct Room(TempDir);

impl Room {
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut command = tropewise();
        command.current_dir(self.0.path()).args(args);
        run_command(command)
    }

    /// Runs a command in every form of output.
    fn in_every_form(&self, args: &[&str]) {
        for form in ["table", "json", "csv", "markdown"] {
            let args = [args, &["--format", form]].concat();
            let (ran, what) = (self.run(&args), format!("{args:?}"));
            harmless(&ran, &what);
            in_form(&ran, form, &what);
        }
    }
}

fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("TROPEWISE_PROPERTY_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        failure_persistence: None,
        ..Default::default()
    }
}

proptest! {
    #![proptest_config(cases(2))]

    #[test]
    fn nothing_from_outside_steers(text in hostile()) {
        let room = Room(TempDir::new().unwrap());
        let json = serde_json::to_string(&text).unwrap();
        let quoted = format!("\"{}\"", text.replace('"', "\"\""));
        // Rows: what steers is refused, all else is taken.
        room.write("rows.jsonl", &format!(
            "{{\"id\":\"a\",\"title\":\"Alpha\",\"native_title\":{json},\"aliases\":[{json}],\
             \"network\":[{json}],\"leads\":[{json}],\"summary\":{json},\
             \"tropes\":{{\"romance\":1}}}}\n\
             {{\"id\":\"b\",\"title\":\"Beta\",\"tropes\":{{\"romance\":0.5,\"divorce\":1}}}}\n"
        ));
        room.write("rows.csv", &format!(
            "id,title,tropes,summary\na,{quoted},romance,{quoted}\nb,Beta,romance,x\n"
        ));
        room.write("dramas.toml", &format!(
            "[[drama]]\nid = \"a\"\ntitle = {json}\nsummary = {json}\n{json} = \
            1\n[drama.tropes]\nromance = 5\n{json} = 3\n"
        ));
        room.write("page.txt", &format!("1. {text} (2016)\n\nA chaebol heir falls in love {text} \
            after a divorce and amnesia.\n"));
        room.write("page.html", &format!("<h2>{text}</h2><p>A chaebol heir falls in love {text} \
            after a divorce.</p>"));
        room.write("asked.jsonl", &format!(
            "{{\"id\":{json},\"like\":[{json}]}}\n\
             {{\"id\":\"b\",\"like\":[\"Goblin\"],\"seen\":[{json}],\"k\":1}}\n\
             {{\"id\":\"c\",\"want\":{{{json}:1}}}}\n{{\"id\":\"d\",{json}:1}}\n\
             {{\"id\":\"e\",\"filter\":{{\"network\":{json}}},\"like\":[\"Goblin\"]}}\n"
        ));
        for catalog in ["rows.jsonl", "rows.csv"] {
            room.in_every_form(&["dramas", "--catalog", catalog]);
            room.in_every_form(&["like", "b", "--catalog", catalog]);
            room.in_every_form(&["show", "a", "--catalog", catalog]);
        }
        harmless(&room.run(&["show", "a", "--toml", "--catalog", "rows.jsonl"]), "show --toml");
        room.in_every_form(&["check", "dramas.toml"]);
        room.in_every_form(&["encode", "page.txt"]);
        room.in_every_form(&["encode", "page.html"]);
        harmless(&room.run(&["encode", "page.txt", "--toml"]), "encode --toml");
        let index = ["index", "rows.csv", "-o", "a.index", "--rejected", "bad.csv"];
        harmless(&room.run(&index), "index");
        if let Ok(bad) = fs::read_to_string(room.path("bad.csv")) {
            prop_assert!(!bad.chars().any(steers), "{bad:?}");
        }
        harmless(&room.run(&["catalog", "--catalog", "rows.jsonl", "--map", "map.svg"]), "catalog");
        if let Ok(map) = fs::read_to_string(room.path("map.svg")) {
            prop_assert!(!map.chars().any(steers), "{map:?}");
        }
        let asked = room.run(&["batch", "asked.jsonl"]);
        harmless(&asked, "batch");
        prop_assert_eq!(asked.stdout.lines().count(), 5);
        for line in asked.stdout.lines() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{}", line);
        }
        if !text.contains('\0') {
            harmless(&room.run(&["show", "--", &text]), "show");
            harmless(&room.run(&["dramas", "--", &text]), "dramas");
            harmless(&room.run(&["tropes", "--", &text]), "tropes");
            harmless(&room.run(&["like", "Goblin", &format!("--want={text}")]), "want");
            harmless(&room.run(&[&format!("--{text}")]), "an option");
        }
    }

    /// What CSV was written of a catalogue reads back as the same titles.
    #[test]
    fn cells_that_were_guarded_read_back(title in "['=+@-]{1,4}[a-z]{1,5}[=+ '-]{0,2}[a-z]") {
        let room = Room(TempDir::new().unwrap());
        let json = serde_json::to_string(&title).unwrap();
        let row = format!("{{\"id\":\"a\",\"title\":{json},\"tropes\":[\"romance\"]}}\n");
        room.write("rows.jsonl", &row);
        let listed = room.run(&["dramas", "--catalog", "rows.jsonl", "--format", "csv"]);
        let written = listed.answered();
        let rows = written.replacen("summary", "summary,tropes", 1);
        let rows: String = rows.lines().enumerate().map(|(at, line)| match at {
            0 => format!("{line}\n"),
            _ => format!("{line},romance\n"),
        }).collect();
        room.write("again.csv", &rows);
        let again = room.run(&["dramas", "--catalog", "again.csv", "--format", "json"]).json();
        prop_assert_eq!(again[0]["title"].as_str(), Some(title.as_str()), "{}", rows);
    }
}
