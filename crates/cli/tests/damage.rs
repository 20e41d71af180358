//! A damaged index file never makes an answer: every command ends with 1, or says what it says over
//! the sound file.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::server::Server;
use common::{Ran, run_command, tropewise};
use tempfile::TempDir;
use tropewise::store::index_file::layout::{Entry, Header, Section};

/// How many bytes of each section are damaged, one at a time.
const PLACES: usize = 10;

/// What is asked of each command; `INDEX` is the damaged file, `OUT` a file to be written. A
/// command that reads no index has no question.
const QUESTIONS: [(&str, &[&str]); 22] = [
    ("ask", &["ask", "like \"Title 17\" but with less trope-3", "--catalog", "INDEX"]),
    ("like", &["like", "Title 17", "--catalog", "INDEX"]),
    ("like", &["like", "Title 17", "--network", "Net 1", "--explain", "--catalog", "INDEX"]),
    ("score", &["score", "trope-3", "--catalog", "INDEX"]),
    ("score", &["score", "trope-3", "--title", "Title 17", "--catalog", "INDEX"]),
    ("batch", &["batch", "QUESTIONS", "--catalog", "INDEX"]),
    ("batch", &["batch", "QUESTIONS", "--catalog", "INDEX", "-o", "OUT"]),
    ("show", &["show", "Title 17", "--catalog", "INDEX"]),
    ("show", &["show", "Title 17", "--overlay", "OVERLAY", "--catalog", "INDEX"]),
    ("compare", &["compare", "Title 17", "Title 18", "--catalog", "INDEX"]),
    ("tropes", &["tropes", "trope", "--catalog", "INDEX"]),
    ("dramas", &["dramas", "title 1", "--catalog", "INDEX"]),
    ("catalog", &["catalog", "--catalog", "INDEX"]),
    ("encode", &["encode", "TEXT", "--like", "--catalog", "INDEX"]),
    ("evaluate", &["evaluate", "--judgements", "JUDGED", "--run", "OUT", "--catalog", "INDEX"]),
    ("evaluate", &["evaluate", "--wishes", "WISHES", "--catalog", "INDEX"]),
    ("mcp", &["mcp", "--catalog", "INDEX"]),
    ("serve", &["serve", "--catalog", "INDEX"]),
    ("index", &["index", "-o", "OUT", "--catalog", "INDEX"]),
    ("index", &["index", "INDEX", "-o", "OUT"]),
    ("index", &["index", "--verify", "INDEX"]),
    ("like", &["like", "Nothing of the kind", "--catalog", "INDEX"]),
];

/// Commands that read no catalogue.
const WITHOUT_CATALOGUE: [&str; 5] = ["check", "completions", "help", "man", "schema"];

/// The questions asked of so many dramas: `catalog` compares all pairs, which takes long for many.
fn questions(
    dramas: usize,
) -> impl Iterator<Item = &'static (&'static str, &'static [&'static str])> {
    QUESTIONS.iter().filter(move |(command, _)| dramas < 1_000 || *command != "catalog")
}

struct Room {
    folder: TempDir,
    dramas: usize,
}

impl Room {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes what the questions need, and compiles so many rows over so many tropes into
    /// `sound.index`.
    fn new(dramas: usize, tropes: usize) -> Self {
        let room = Self { folder: TempDir::new().unwrap(), dramas };
        let write = |name: &str, text: &str| fs::write(room.path(name), text).unwrap();
        let mut rows = String::from("id,title,tropes,year,network,followers,summary\n");
        for row in 0..dramas {
            let strengths: Vec<String> = (0..8)
                .map(|at| (row * 7 + at * at * 3 + at) % tropes)
                .collect::<BTreeSet<usize>>()
                .into_iter()
                .map(|trope| format!("trope-{trope}:0.{}", 2 + (row + trope) % 8))
                .collect();
            let summary = format!("A line on what number {row} is about. ").repeat(6);
            rows += &format!(
                "drama-{row},Title {row},{},{},Net {},{},{summary}\n",
                strengths.join("|"),
                2000 + row % 20,
                row % 5,
                row * 11
            );
        }
        write("rows.csv", &rows);
        write(
            "questions.jsonl",
            "{\"id\": \"a\", \"like\": [\"Title 17\"]}\n{\"id\": \"b\", \"want\": {\"trope-3\": \
            1}}\n",
        );
        write(
            "overlay.toml",
            "[[drama]]\nid = \"new\"\ntitle = \"New\"\n[drama.tropes]\ntrope-3 = 5\n",
        );
        write("text.txt", "Title 17\n\nSomeone with a trope-3 meets a trope-4 at the trope-5.\n");
        write(
            "judged.csv",
            "source_id,recommended_id\ndrama-1,drama-2\ndrama-1,drama-3\ndrama-1,drama-4\n",
        );
        write(
            "wishes.toml",
            "[[wish]]\nid = \"w\"\nask = \"Three\"\nwant = { trope-3 = 1.0 }\navoid = \
            []\nexpected = [\"drama-1\"]\nunwanted = []\n",
        );
        write(
            "mcp.jsonl",
            r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"recommend","arguments":{"like":"Title 17"}}}
"#,
        );
        let made = room.run(&["index", "ROWS", "--new-tropes", "-o", "INDEX"], "sound.index");
        assert_eq!(made.code, 0, "{}", made.stderr);
        room
    }

    fn run(&self, question: &[&str], index: &str) -> Ran {
        if question[0] == "serve" {
            return asked_of_a_server(&self.path(index));
        }
        let mut command = tropewise();
        for word in question {
            match *word {
                "INDEX" => command.arg(self.path(index)),
                "OUT" => command.arg(self.path("out")),
                "ROWS" => command.arg(self.path("rows.csv")),
                "QUESTIONS" => command.arg(self.path("questions.jsonl")),
                "OVERLAY" => command.arg(self.path("overlay.toml")),
                "TEXT" => command.arg(self.path("text.txt")),
                "JUDGED" => command.arg(self.path("judged.csv")),
                "WISHES" => command.arg(self.path("wishes.toml")),
                word => command.arg(word),
            };
        }
        if question[0] == "mcp" {
            command.write_stdin(fs::read(self.path("mcp.jsonl")).unwrap());
        }
        run_command(command)
    }

    /// What a question gives: how it ended, what it printed, what file it wrote.
    fn answer(&self, question: &[&str], index: &str) -> (i32, String, Option<Vec<u8>>) {
        let _ = fs::remove_file(self.path("out"));
        let ran = self.run(question, index);
        // Some answers tell the command that asks for them, with the index.
        let index = self.path(index).display().to_string();
        (ran.code, ran.stdout.replace(&index, "INDEX"), fs::read(self.path("out")).ok())
    }
}

/// A question to a server over this index: an answer is output, a problem is a failure.
fn asked_of_a_server(index: &Path) -> Ran {
    let refused = Ran { code: 1, stdout: String::new(), stderr: String::new() };
    let index = index.to_str().expect("a temporary path");
    let Ok(server) = Server::try_start(&["--log", "off", "--catalog", index]) else {
        return refused;
    };
    let answer = server.post("/v1/recommend", r#"{"like":["Title 17"]}"#);
    match answer.status {
        200 => Ran { code: 0, stdout: answer.text().to_owned(), ..refused },
        500 if answer.code() == "damaged-catalogue" => refused,
        _ => panic!("{answer:?}"),
    }
}

/// The commands that `--help` lists.
fn commands() -> BTreeSet<String> {
    let mut command = tropewise();
    command.arg("--help");
    let help = run_command(command).answered();
    let list = help.split("Commands:\n").nth(1).expect("a list of commands");
    let list = list.split("\n\n").next().unwrap_or_default();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn every_command_has_a_question() {
    let asked: BTreeSet<String> =
        QUESTIONS.iter().map(|(command, _)| (*command).to_owned()).collect();
    let without = WITHOUT_CATALOGUE.map(str::to_owned);
    let known: BTreeSet<String> = asked.into_iter().chain(without).collect();
    assert_eq!(commands(), known, "a command is asked nothing here, or is gone");
}

/// The sections of an index file: where each begins and how long it is.
fn sections(file: &Path) -> Vec<(u32, usize, usize)> {
    let bytes = fs::read(file).unwrap();
    let header: Header = bytemuck::pod_read_unaligned(&bytes[..size_of::<Header>()]);
    let table = &bytes[size_of::<Header>()..];
    table
        .chunks_exact(size_of::<Entry>())
        .take(header.n_sections as usize)
        .map(bytemuck::pod_read_unaligned)
        .map(|entry: Entry| (entry.section, entry.offset as usize, entry.length as usize))
        .collect()
}

/// Damages sections at some places each, asks everything over each damage, and counts the sections.
fn ask_over_damage(room: &Room, wanted: &[Section]) -> usize {
    let sound: Vec<_> =
        questions(room.dramas).map(|(_, q)| room.answer(q, "sound.index")).collect();
    let bytes = fs::read(room.path("sound.index")).unwrap();
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut damaged_sections = 0;
    for (section, offset, length) in sections(&room.path("sound.index")) {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| *wanted as u32 == section) {
            continue;
        }
        damaged_sections += 1;
        for _ in 0..PLACES.min(length) {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = offset + (state >> 33) as usize % length;
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << (state >> 61);
            fs::write(room.path("bad.index"), damaged).unwrap();
            for ((_, question), sound) in questions(room.dramas).zip(&sound) {
                let got = room.answer(question, "bad.index");
                let place = format!("section {section}, byte {at}: {question:?}");
                if question.contains(&"--verify") || got.0 != 0 {
                    assert_eq!(got.0, 1, "{place}");
                    assert!(only_refusals(got.2.as_deref(), sound.2.as_deref()), "{place}");
                } else {
                    assert_eq!(&got, sound, "{place}");
                }
            }
        }
    }
    damaged_sections
}

/// Whether nothing was written, or, by `batch`, whole lines that are those of the sound file or say
/// that the catalogue is damaged.
fn only_refusals(got: Option<&[u8]>, sound: Option<&[u8]>) -> bool {
    let Some(got) = got else { return true };
    let sound: Vec<&[u8]> = sound.unwrap_or_default().split(|byte| *byte == b'\n').collect();
    let got: Vec<&[u8]> = got.split(|byte| *byte == b'\n').collect();
    let refused = |line: &[u8]| String::from_utf8_lossy(line).contains("\"damaged-catalogue\"");
    got.len() == sound.len() && got.iter().zip(sound).all(|(a, b)| *a == b || refused(a))
}

#[test]
fn over_a_damaged_index_nothing_is_answered_wrongly() {
    assert_eq!(ask_over_damage(&Room::new(240, 97), &[]), 17);
}

#[test]
fn over_damaged_dense_rows_nothing_is_answered_wrongly() {
    let of_dense_rows = [Section::Steps, Section::Quads, Section::Means];
    assert_eq!(ask_over_damage(&Room::new(240, 13), &of_dense_rows), 3);
}

#[test]
fn over_damaged_blocks_nothing_is_answered_wrongly() {
    let of_blocks = [Section::Steps, Section::Directory, Section::Lines];
    assert_eq!(ask_over_damage(&Room::new(2_100, 97), &of_blocks), 3);
}
