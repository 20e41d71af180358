//! Helpers of the tests that run the real binary.

// Every test file compiles its own copy of this module and uses a part of it.
#![allow(dead_code)]

pub mod server;

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

/// The program.
pub const BINARY: &str = env!("CARGO_BIN_EXE_tropewise");

/// Variables that change what is written; whoever runs the tests may have set them.
pub const UNSET: [&str; 5] =
    ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS", "RUST_BACKTRACE"];

/// The real binary, the same in every environment; `.env(..)` sets what a test is about.
pub fn tropewise() -> Command {
    let mut command = Command::new(BINARY);
    UNSET.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.env("COLUMNS", "100").env("TROPEWISE_CONFIG", "");
    command
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file or folder under `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// How a run ended and what it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// A run that a signal ended has no code, and that is a failure of its own.
    pub fn from_output(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        let ran = Self {
            code: output.status.code().expect("no signal"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        ran
    }

    /// The output of a run that must have answered.
    #[track_caller]
    pub fn answered(self) -> String {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self.stdout
    }

    /// The output of a run that must have answered, as JSON.
    #[track_caller]
    pub fn json(self) -> Value {
        let text = self.answered();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }
}

/// Runs a command to its end.
pub fn run_command(mut command: Command) -> Ran {
    Ran::from_output(command.output().expect("the binary starts"))
}

/// Runs the program on the shipped catalogue.
pub fn run(args: &[&str]) -> Ran {
    let mut command = tropewise();
    command.args(args);
    run_command(command)
}

/// The program on the invented catalogue `tests/fixtures/shelf`.
pub fn shelf_command(args: &[&str]) -> Command {
    let mut command = tropewise();
    command.args(args).arg("--catalog").arg(fixture("shelf"));
    command
}

/// Runs the program on the invented catalogue.
pub fn shelf(args: &[&str]) -> Ran {
    run_command(shelf_command(args))
}

/// The ids of an answer, best first.
pub fn ids(answer: &Value) -> Vec<&str> {
    let results = answer["results"].as_array().expect("results");
    results.iter().map(|r| r["id"].as_str().expect("id")).collect()
}

/// Columns that a line takes on a terminal: Hangul is twice as wide.
pub fn columns(line: &str) -> usize {
    line.chars().map(|c| 1 + usize::from(('\u{ac00}'..='\u{d7a3}').contains(&c))).sum()
}

/// Runs a line of words on the shelf; titles in it are ids, which need no quotes.
pub fn tell(line: &str) -> Ran {
    shelf(&line.split(' ').collect::<Vec<_>>())
}

/// The answer as JSON.
#[track_caller]
pub fn ask(line: &str) -> Value {
    tell(&format!("{line} --format json")).json()
}

#[track_caller]
pub fn near(value: &Value, expected: f64) {
    let value = value.as_f64().expect("a number");
    assert!((value - expected).abs() < 1e-6, "{value} {expected}");
}

/// The whole answer: `id score, id score`, best first. On the shelf a score is an inner product of
/// levels over the length of the question and 5, the length of every drama.
#[track_caller]
pub fn ranked(line: &str, expected: &str) -> Value {
    let answer = ask(line);
    let expected: Vec<(&str, &str)> =
        expected.split(", ").map(|pair| pair.split_once(' ').expect("id and score")).collect();
    assert_eq!(ids(&answer), expected.iter().map(|(id, _)| *id).collect::<Vec<_>>(), "{line}");
    for (at, (_, score)) in expected.iter().enumerate() {
        near(&answer["results"][at]["score"], score.parse().unwrap());
        assert_eq!(answer["results"][at]["rank"], at + 1);
    }
    answer
}

/// The ids of a list or an answer, in order.
#[track_caller]
pub fn found(line: &str) -> String {
    let list = ask(line);
    let list = list.get("results").unwrap_or(&list).as_array().expect("a list");
    list.iter().map(|entry| entry["id"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

/// What the parts of a sum come to.
pub fn sum(parts: &Value) -> f64 {
    parts.as_array().expect("a list").iter().map(|part| part["amount"].as_f64().unwrap()).sum()
}
