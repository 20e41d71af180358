//! `batch`: JSON lines in, JSON lines out, in order, whole or not at all.

mod common;

use std::fs;
use std::io::{BufRead, Write};
use std::path::Path;
use std::process::Stdio;

use common::{BINARY, Ran, ids, near, run_command, shelf_command};
use serde_json::{Value, json};
use tempfile::TempDir;

const HARBOUR: &str = r#"{"id":"a","like":["Harbour Lights"],"priors":"none","k":1}"#;
const UNKNOWN: &str = r#"{"id":"b","like":["Harbour Lanterns"]}"#;

/// The longest line read, in bytes.
const LONGEST: usize = 1 << 20;

/// Runs `batch` on the invented catalogue with this input.
fn batch(args: &[&str], input: impl Into<Vec<u8>>) -> Ran {
    let mut command = shelf_command(&[&["batch"], args].concat());
    command.write_stdin(input);
    run_command(command)
}

fn parsed(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// The answer to one question.
#[track_caller]
fn answer(question: &str) -> Value {
    let lines = parsed(&batch(&[], question).answered());
    assert_eq!(lines.len(), 1);
    lines.into_iter().next().unwrap()
}

/// Every number becomes `#`, so that what is left is the shape of a line.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for c in line.chars() {
        match c {
            '0'..='9' | '.' if shape.ends_with('#') => {}
            '0'..='9' => shape.push('#'),
            c => shape.push(c),
        }
    }
    shape
}

#[test]
fn an_answer_has_the_promised_fields_in_the_promised_order() {
    let line = batch(&[], HARBOUR).answered();
    let expected = concat!(
        r##"{"id":"a","version":#,"results":[{"rank":#,"id":"paper-lanterns","title":"Paper Lanterns","year":#,"mdl":#,"##,
        r##""score":#,"base":#,"contributions":[{"trope":"lost-letter","amount":#},"##,
        r##"{"trope":"night-ferry","amount":#}],"adjustments":[]}]}"##,
        "\n"
    );
    assert_eq!(shape(&line), expected);

    let result = &parsed(&line)[0]["results"][0];
    let facts = json!([result["rank"], result["year"], result["mdl"]]);
    assert_eq!(facts, json!([1, 2020, 900002]));
    // 272/289 and a little more, since what gives it away does not count.
    near(&result["score"], 0.9413239);
    near(&result["base"], 0.9413239);
    near(&result["contributions"][0]["amount"], 16.0 / 17.0 * 0.9413239);
    near(&result["contributions"][1]["amount"], 1.0 / 17.0 * 0.9413239);
}

#[test]
fn adjustments_lead_from_the_base_to_the_score() {
    let question = r#"{"id":"q","want":{"lost-letter":1.0},"avoid":{"paper-marriage":0.5},"priors":"none","k":2}"#;
    let result = &answer(question)["results"][1];
    assert_eq!(result["id"], "paper-lanterns");
    near(&result["base"], 16.0 / 17.0);
    assert_eq!(result["adjustments"][0]["kind"], "soft-avoid");
    assert_eq!(result["adjustments"][0]["trope"], "paper-marriage");
    near(&result["adjustments"][0]["amount"], -0.1882353);
    near(&result["score"], 0.7529412);
}

#[test]
fn avoid_is_a_list_of_vetoes_or_an_object() {
    let ask = |avoid: &str| {
        let question =
            format!(r#"{{"id":"q","like":["Harbour Lights"],"avoid":{avoid},"priors":"none"}}"#);
        answer(&question)
    };
    let list = ask(r#"["drowning"]"#);
    assert_eq!(list, ask(r#"{"drowning":"veto"}"#));
    // A content warning at any strength, and what nobody reviewed, are left out.
    let clean = ["paper-lanterns", "second-spring-2020", "ferry-school", "undated-tape"];
    assert_eq!(ids(&list), clean);
    assert_eq!(ids(&ask(r#"{"drowning":0.5}"#)).len(), 6);
}

#[test]
fn every_field_of_a_question_is_understood() {
    let question = r#"{"id":"q","version":1,"like":["Harbour Lights"],"unlike":["The Unread"],"want":{"radio-host":0.5},
        "avoid":{"drowning":"veto"},"more":["night-ferry"],"less":["lost-letter"],"seen":["Paper Lanterns"],
        "any":[["snowed-in","island-school"]],"require":{"island-school":0.2},"exclude":["The Undated Tape"],
        "only":["Ferry School","Ferry School 2","Paper Lanterns"],"as_of":"2025-10-25",
        "filter":{"year_from":2017,"year_to":2020,"network":"HTV","streaming":"coral+","min_episodes":1,"max_episodes":16,
        "specials":true,"same_series":true},
        "diversity":0.3,"priors":{"director":0.2},"popularity":0.1,"era":0.1,"acclaim":0.1,"little_known":true,"wish_share":0.5,"pooling":"best","veto_threshold":0.5,"spoilers":true,"k":10}"#;
    let answer = answer(&question.replace('\n', ""));
    // Both parts of the one story that is left have one place.
    assert_eq!(ids(&answer), ["ferry-school"]);
}

/// Questions that fail; under each its id, the code, the near names and a part of the message.
const FAILING: &str = r#"
{"id":"b","like":["Harbour Lanterns"]}
    "b" unknown-title ["Paper Lanterns (2020)","Harbour Lights (2017)"] did you mean `Paper Lanterns (2020)` or
{"id":"c","like":["Second Spring"]}
    "c" ambiguous-title ["Second Spring (2017)","Second Spring (2020)"] add the year
{"id":"d","want":{"lost-leter":1}}
    "d" unknown-trope ["lost-letter"] unknown trope `lost-leter`
{"id":"e","like":["Harbour Lights"],"filter":{"network":"KBS"}}
    "e" unknown-service ["KBN"] unknown network `KBS`
{"id":"f","like":["Harbour Lights"],
    null malformed-json [] line 5, column 36:
{"id":"g"} x
    null malformed-json [] line 6, column 12:
{"id":"h","likes":[]}
    "h" invalid-request [] line 7, column 17: unknown field `likes`
{"id":"i","like":["x"],"filter":{"years":1}}
    "i" invalid-request [] line 8, column 40: unknown field `years`
{"like":["Harbour Lights"]}
    null invalid-request [] missing field `id`
{"id":"j","avoid":{"drowning":"maybe"}}
    "j" invalid-request [] "veto" or a weight from 0 to 1
{"id":"k"}
    "k" empty-query [] name a title to like, a trope to want
{"id":"l","want":{"lost-letter":1.5}}
    "l" out-of-range [] the weight of `lost-letter` must be a number from 0 to 1
{"id":"m","like":["Harbour Lights"],"k":0}
    "m" out-of-range [] k must be a whole number from 1 up
{"id":"n","want":{"drowning":1},"avoid":["drowning"]}
    "n" contradiction [] `drowning` is asked for twice
{"id":"o","want":{"drowning":1},"more":["night-ferry"]}
    "o" critique-without-seed [] `night-ferry`
{"id":"p","like":["Harbour Lights"],"version":2}
    "p" unknown-version [] version 2
{"id":"r","want":{"drowning":1},"people":0.1}
    "r" prior-without-seed [] `people` counts, but there is no liked title
"#;

#[test]
fn lines_that_fail_say_why_and_where() {
    let (questions, told): (Vec<&str>, Vec<&str>) =
        FAILING.trim().lines().partition(|line| line.starts_with('{'));
    let ran = batch(&[], questions.join("\n"));
    let lines = parsed(&ran.stdout);
    assert_eq!((ran.code, lines.len()), (1, told.len()));
    for (line, told) in lines.iter().zip(told) {
        let error = &line["error"];
        let known =
            format!("    {} {} {} ", line["id"], error["code"].as_str().unwrap(), error["near"]);
        let message = told.strip_prefix(&known).unwrap_or_else(|| panic!("{told}\n{line}"));
        assert!(error["message"].as_str().unwrap().contains(message), "{told}\n{line}");
        let fields: Vec<&String> = line.as_object().unwrap().keys().collect();
        assert_eq!(fields, ["error", "id", "version"], "{line}");
    }
}

#[test]
fn a_question_is_an_object_and_never_a_bare_list() {
    let ran = batch(&[], r#"["q1",null,["Harbour Lights"]]"#);
    assert_eq!(parsed(&ran.stdout)[0]["error"]["code"], "invalid-request", "{}", ran.stdout);
}

#[test]
fn bytes_that_are_no_text_fail_alone() {
    let input = [b"ab\xff\n", HARBOUR.as_bytes()].concat();
    let lines = parsed(&batch(&[], input).stdout);
    assert_eq!(lines[0]["error"]["code"], "invalid-utf-8");
    let message = lines[0]["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("line 1, byte 3: "), "{message}");
    assert_eq!(ids(&lines[1]), ["paper-lanterns"]);
}

#[test]
fn a_line_too_long_fails_alone() {
    let padded = |length: usize| format!("{HARBOUR}{}", " ".repeat(length - HARBOUR.len()));
    let input = format!("{}\n{}\n{HARBOUR}\n", padded(LONGEST), padded(LONGEST + 1));
    let ran = batch(&[], input);
    let lines = parsed(&ran.stdout);
    assert_eq!((ran.code, lines.len()), (1, 3));
    assert_eq!(lines[0], lines[2]);
    assert_eq!(ids(&lines[0]), ["paper-lanterns"]);
    assert_eq!(lines[1]["error"]["code"], "line-too-long");
    let message = lines[1]["error"]["message"].as_str().unwrap();
    assert_eq!(message, "line 2: longer than 1048576 bytes");
}

#[test]
fn the_end_says_how_many_failed_and_which_was_first() {
    let ran = batch(&[], format!("{HARBOUR}\n\n{UNKNOWN}\n{{\n"));
    assert_eq!(ran.code, 1);
    let said = "error: standard input: 2 of 3 questions failed; the first: line 3: unknown title \
                `Harbour Lanterns`; ";
    assert!(ran.stderr.starts_with(said), "{}", ran.stderr);

    let ran = batch(&[], format!("{HARBOUR}\n{HARBOUR}\n"));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "note: 2 questions answered\n"));
    let ran = batch(&[], "");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
}

#[test]
fn blank_lines_and_foreign_line_ends_do_not_matter() {
    let plain = batch(&[], format!("{HARBOUR}\n{UNKNOWN}\n")).stdout;
    let dressed = batch(&[], format!("\r\n{HARBOUR}\r\n\n  \t\r\n{UNKNOWN}")).stdout;
    assert_eq!((dressed.lines().count(), dressed), (2, plain));
}

#[test]
fn brief_leaves_out_the_contributions_and_nothing_else() {
    let mut full = answer(HARBOUR);
    full["results"][0].as_object_mut().unwrap().remove("contributions").unwrap();
    assert_eq!(parsed(&batch(&["--brief"], HARBOUR).answered()), [full]);
}

#[test]
fn k_of_the_command_line_is_for_questions_without_their_own() {
    let input = format!("{HARBOUR}\n{}\n", HARBOUR.replace(",\"k\":1", ""));
    let lengths = |args: &[&str]| -> Vec<usize> {
        parsed(&batch(args, input.clone()).answered())
            .iter()
            .map(|answer| ids(answer).len())
            .collect()
    };
    assert_eq!(lengths(&[]), [1, 6]);
    assert_eq!(lengths(&["-k", "3"]), [1, 3]);
}

/// Questions that answer at length, briefly and not at all, so that threads finish out of order.
fn questions(number: usize) -> String {
    let titles =
        ["Harbour Lights", "Ferry School", "Second Spring", "종이 등불", "nothing like it"];
    (0..number)
        .map(|at| {
            format!("{{\"id\":\"q{at}\",\"like\":[\"{}\"],\"k\":{}}}\n", titles[at % 5], at % 7 + 1)
        })
        .collect()
}

#[test]
fn the_same_bytes_come_for_any_number_of_threads() {
    let input = questions(3000);
    let one = batch(&["--threads", "1"], input.clone());
    for threads in ["2", "3", "16"] {
        assert!(batch(&["--threads", threads], input.clone()) == one, "{threads} threads");
        let mut command = shelf_command(&["batch"]);
        command.env("RAYON_NUM_THREADS", threads).write_stdin(input.clone());
        assert!(run_command(command) == one, "RAYON_NUM_THREADS={threads}");
    }
}

#[test]
fn a_large_input_is_answered_in_order() {
    const LINES: usize = 20_000;
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.jsonl"), folder.path().join("out.jsonl"));
    fs::write(&input, questions(LINES)).unwrap();
    let ran = batch(&[input.to_str().unwrap(), "-o", output.to_str().unwrap(), "--brief"], "");
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    // Of five titles one is shared by two dramas and one is unknown.
    assert!(ran.stderr.contains("8000 of 20000 questions failed"), "{}", ran.stderr);
    let written = fs::read_to_string(&output).unwrap();
    let mut lines = 0;
    for (at, line) in written.lines().enumerate() {
        let begin = format!(
            "{{\"id\":\"q{at}\",\"version\":1,\"{}\":",
            if at % 5 == 2 || at % 5 == 4 { "error" } else { "results" }
        );
        assert!(line.starts_with(&begin), "{begin} {line}");
        lines += 1;
    }
    assert_eq!(lines, LINES);
}

/// A folder with a question, run in it; the names in it afterwards are part of what is promised.
struct Desk(TempDir);

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    fn batch(&self, args: &[&str]) -> Ran {
        let mut command = shelf_command(&[&["batch"], args].concat());
        command.current_dir(self.0.path());
        run_command(command)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn input_comes_from_a_file_a_dash_or_nothing() {
    let desk = Desk::new(&[("in", HARBOUR)]);
    let from_file = desk.batch(&["in"]).answered();
    assert_eq!(ids(&parsed(&from_file)[0]), ["paper-lanterns"]);
    assert_eq!(batch(&["-"], HARBOUR).answered(), from_file);
    assert_eq!(batch(&[], HARBOUR).answered(), from_file);
}

#[test]
fn an_output_file_replaces_what_was_there() {
    let desk = Desk::new(&[
        ("in", HARBOUR),
        ("out", "a longer text than any answer".repeat(100).as_str()),
    ]);
    let expected = desk.batch(&["in"]).answered();
    assert_eq!(desk.batch(&["in", "-o", "out"]).answered(), "");
    assert_eq!(desk.batch(&["in", "-o", "new"]).answered(), "");
    assert_eq!((desk.read("out"), desk.read("new")), (expected.clone(), expected.clone()));
    assert_eq!(desk.names(), ["in", "new", "out"]);
    // Questions are not replaced by their answers, under whatever name.
    let refused = desk.batch(&["in", "-o", "./in"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("both the input and the output"), "{}", refused.stderr);
    assert_eq!(desk.read("in"), HARBOUR);
    assert_eq!(desk.batch(&["in", "-o", "-"]).answered(), expected);
}

#[test]
fn questions_that_fail_do_not_keep_the_others_from_the_file() {
    let desk = Desk::new(&[("in", &format!("{UNKNOWN}\n{HARBOUR}\n"))]);
    assert_eq!(desk.batch(&["in", "-o", "out"]).code, 1);
    let lines = parsed(&desk.read("out"));
    assert_eq!((lines.len(), ids(&lines[1])), (2, vec!["paper-lanterns"]));
}

#[test]
fn a_run_that_fails_leaves_the_output_as_it_was() {
    let desk = Desk::new(&[("in", HARBOUR), ("out", "precious"), ("bad.toml", "[[drama]]\n")]);
    fs::create_dir(desk.path("folder")).unwrap();
    let cases: [(&[&str], &str); 4] = [
        (&["gone", "-o", "out"], "cannot read `gone`"),
        (&["folder", "-o", "out"], "cannot read `folder`: is a directory"),
        (&["in", "-o", "out", "--overlay", "bad.toml"], "bad.toml:1:1: error: `id` is missing"),
        (&["in", "-o", "out", "-k", "0"], "k must be a whole number from 1 up"),
    ];
    for (args, message) in cases {
        let ran = desk.batch(args);
        assert!(ran.code > 0 && ran.stderr.contains(message), "{ran:?}");
        assert_eq!(desk.read("out"), "precious", "{args:?}");
    }
    assert_eq!(desk.names(), ["bad.toml", "folder", "in", "out"]);
}

#[test]
fn a_run_that_is_killed_leaves_the_output_as_it_was() {
    let desk = Desk::new(&[("out", "precious")]);
    let mut command = std::process::Command::new(BINARY);
    command.args(["batch", "-o", "out"]).current_dir(desk.0.path());
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut questions = child.stdin.take().unwrap();
    questions.write_all(b"{\"id\":\"a\",\"want\":{\"divorce\":1}}\n").unwrap();
    // Its own file beside the target shows that it has begun; the open pipe keeps it from ending.
    while desk.names().len() == 1 {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(desk.read("out"), "precious");
}

#[test]
fn a_program_that_asks_one_question_at_a_time_is_answered() {
    let desk = Desk::new(&[]);
    let mut command = std::process::Command::new(BINARY);
    command.args(["batch", "-", "--brief"]).current_dir(desk.0.path());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut questions = child.stdin.take().unwrap();
    let mut answers = std::io::BufReader::new(child.stdout.take().unwrap());
    for at in 0..5 {
        writeln!(questions, "{{\"id\":\"q{at}\",\"want\":{{\"divorce\":1}},\"k\":1}}").unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":\"q{at}\",")), "{answer}");
        assert!(answer.contains("\"results\":["), "{answer}");
    }
    drop(questions);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_run_while_the_input_is_silent() {
    let desk = Desk::new(&[]);
    let mut command = std::process::Command::new(BINARY);
    command.args(["batch", "-", "--brief"]).current_dir(desk.0.path());
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut questions = child.stdin.take().unwrap();
    drop(child.stdout.take());
    questions.write_all(b"{\"id\":\"q\",\"want\":{\"divorce\":1}}\n").unwrap();
    // Standard input is still open; `wait` would close it, had it not been taken.
    assert_eq!(child.wait().unwrap().code(), Some(0));
    drop(questions);
}

#[test]
fn a_target_that_cannot_be_a_file_is_refused() {
    let desk = Desk::new(&[("in", HARBOUR)]);
    fs::create_dir(desk.path("folder")).unwrap();
    let cases = [
        ("folder", "cannot write `folder`: is a directory"),
        ("gone/out", "cannot write `gone/out`"),
    ];
    for (target, message) in cases {
        let ran = desk.batch(&["in", "-o", target]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{target}");
        assert!(ran.stderr.contains(message) && ran.stderr.contains("hint: "), "{}", ran.stderr);
    }
    assert_eq!(desk.names(), ["folder", "in"]);
    assert_eq!(fs::read_dir(desk.path("folder")).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_link_keeps_being_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new(&[("in", HARBOUR), ("real", "old")]);
    fs::set_permissions(desk.path("real"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real", desk.path("link")).unwrap();
    desk.batch(&["in", "-o", "link"]).answered();
    assert_eq!(fs::read_link(desk.path("link")).unwrap(), Path::new("real"));
    assert_eq!(desk.read("real"), desk.batch(&["in"]).answered());
    let mode = fs::metadata(desk.path("real")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640, "who may read it stays");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_not_there_yet_keeps_being_a_link() {
    let desk = Desk::new(&[("in", HARBOUR)]);
    std::os::unix::fs::symlink("later", desk.path("link")).unwrap();
    desk.batch(&["in", "-o", "link"]).answered();
    assert_eq!(fs::read_link(desk.path("link")).unwrap(), Path::new("later"));
    assert_eq!(desk.read("later"), desk.batch(&["in"]).answered());
}

#[test]
fn a_byte_order_mark_before_the_first_question_does_not_matter() {
    let plain = batch(&[], HARBOUR).answered();
    assert_eq!(batch(&[], format!("\u{feff}{HARBOUR}")).answered(), plain);
}

#[test]
fn other_formats_than_json_lines_are_misuse() {
    let ran = batch(&["--format", "csv"], HARBOUR);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("JSON lines only"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_unfinished_file() {
    let folder = TempDir::new().unwrap();
    let mut child = std::process::Command::new(BINARY)
        .args(["batch", "-", "-o", "answers.jsonl"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Standard input stays open to the end: waiting would close it, and the run would end by
    // itself.
    let input = child.stdin.take();
    // The unfinished file is there before the first answer.
    while fs::read_dir(folder.path()).unwrap().count() == 0 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let killed =
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(input);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
