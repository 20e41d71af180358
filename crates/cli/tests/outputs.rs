//! Nothing is overwritten, nothing is left behind.

mod common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::{BINARY, Ran, run_command, tropewise};
use tempfile::TempDir;

const DRAMAS: &str = "[[drama]]\nid = \"mine\"\ntitle = \"Mine\"\n[drama.tropes]\nromance = 5\n";
const QUESTION: &str = "{\"id\":\"1\",\"want\":{\"romance\":1}}\n";
const ROWS: &str = "id,title,tropes\na,Alpha,romance\nb,Beta,romance|divorce\n";

struct Room(TempDir);

impl Room {
    fn new() -> Self {
        let room = Self(TempDir::new().unwrap());
        fs::create_dir_all(room.path("folder/dramas")).unwrap();
        for (name, text) in [
            ("dramas.toml", DRAMAS),
            ("folder/dramas/2020.toml", DRAMAS),
            ("asked.jsonl", QUESTION),
            ("rows.csv", ROWS),
            ("judged.csv", "source_id,recommended_id\na,b\n"),
        ] {
            fs::write(room.path(name), text).unwrap();
        }
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, line: &str) -> Ran {
        let mut command = tropewise();
        command.current_dir(self.0.path()).args(line.split(' '));
        run_command(command)
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// All files with what is in them.
    fn content(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn walk(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => walk(&path, files),
                    false => files.push((path.clone(), fs::read(&path).unwrap())),
                }
            }
        }
        let mut files = Vec::new();
        walk(self.0.path(), &mut files);
        files.sort();
        files
    }
}

#[test]
fn no_output_is_an_input_in_any_command() {
    let room = Room::new();
    fs::hard_link(room.path("dramas.toml"), room.path("same.toml")).unwrap();
    let before = room.content();
    for (line, words) in [
        ("batch asked.jsonl -o asked.jsonl", "both the input and the output"),
        (
            "batch asked.jsonl --catalog dramas.toml -o dramas.toml",
            "both the catalogue and the output",
        ),
        (
            "batch asked.jsonl --catalog dramas.toml -o same.toml",
            "both the catalogue and the output",
        ),
        (
            "batch asked.jsonl --overlay dramas.toml -o ./folder/../dramas.toml",
            "both the overlay and",
        ),
        ("index rows.csv -o rows.csv", "both the catalogue and the index"),
        ("index --overlay dramas.toml -o dramas.toml", "both the overlay and the index"),
        ("index rows.csv --catalog dramas.toml -o dramas.toml", "both the catalogue and the index"),
        ("index folder -o folder/dramas/2020.toml", "both the catalogue and the index"),
        (
            "index rows.csv -o a.index --rejected rows.csv",
            "both the catalogue and the file of bad rows",
        ),
        (
            "index rows.csv -o a.index --rejected ./a.index",
            "both the index and the file of bad rows",
        ),
        ("catalog --catalog dramas.toml --map dramas.toml", "both the catalogue and the map"),
        (
            "catalog --second-opinion dramas.toml --map same.toml",
            "both the second opinion and the map",
        ),
        ("evaluate --judgements judged.csv --run judged.csv", "both the file of judgements and"),
        ("index rows.csv -o -", "the index cannot go to standard output"),
        ("index rows.csv -o a.index --rejected -", "the file of bad rows cannot go to standard"),
        ("catalog --map -", "the map cannot go to standard output"),
        ("evaluate --judgements judged.csv --run -", "the file of rankings cannot go to standard"),
    ] {
        let ran = room.run(line);
        assert_eq!(ran.code, 2, "{line}: {}", ran.stderr);
        assert!(ran.stderr.contains(words), "{line}: {}", ran.stderr);
        assert!(room.content() == before, "{line}: something was written");
    }
    // Standard input is a file as well.
    let input = fs::File::open(room.path("asked.jsonl")).unwrap();
    let child = Command::new(BINARY)
        .current_dir(room.0.path())
        .args(["batch", "-o", "asked.jsonl"])
        .stdin(input)
        .stderr(Stdio::piped())
        .spawn();
    let output = child.unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(room.content() == before);
    // What is not read may be written.
    let made = room.run("index folder -o folder/dramas.index");
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert_eq!(room.run("index folder -o folder/dramas.index").code, 0, "a second time as well");
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_the_end_or_refused() {
    use std::os::unix::fs::symlink;
    for (line, target) in [
        ("batch asked.jsonl -o first", "end"),
        ("index rows.csv -o first", "end"),
        ("catalog --catalog rows.csv --map first", "end"),
    ] {
        let room = Room::new();
        symlink("second", room.path("first")).unwrap();
        symlink(target, room.path("second")).unwrap();
        let ran = room.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.stderr);
        assert!(room.path("first").is_symlink() && room.path("second").is_symlink(), "{line}");
        assert!(room.path("end").is_file(), "{line}");
    }
    for line in ["batch asked.jsonl -o here", "index rows.csv -o here", "catalog --map here"] {
        let room = Room::new();
        symlink("there", room.path("here")).unwrap();
        symlink("here", room.path("there")).unwrap();
        let ran = room.run(line);
        assert_eq!(ran.code, 1, "{line}: {}", ran.stderr);
        assert!(ran.stderr.contains("too many levels of links"), "{line}: {}", ran.stderr);
        assert!(room.path("here").is_symlink() && room.path("there").is_symlink(), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn the_next_run_removes_what_a_killed_one_left_and_no_other() {
    let room = Room::new();
    let start = |args: &[&str]| {
        let mut command = Command::new(BINARY);
        command.current_dir(room.0.path()).args(args).stdin(Stdio::piped()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    let wait = |number: usize| {
        for _ in 0..1000 {
            if room.names().iter().filter(|name| name.starts_with(".tropewise-")).count() == number
            {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("{:?}", room.names());
    };
    let mut killed = [start(&["batch", "-o", "a.jsonl"]), start(&["index", "-", "-o", "b.index"])];
    wait(2);
    for child in &mut killed {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    wait(2);
    let mut living = start(&["batch", "-o", "c.jsonl"]);
    wait(1);
    assert_eq!(room.run("index rows.csv -o d.index").code, 0);
    wait(1);
    living.stdin.take().unwrap().write_all(QUESTION.as_bytes()).unwrap();
    assert!(living.wait().unwrap().success());
    wait(0);
    assert!(room.path("c.jsonl").is_file() && room.path("d.index").is_file());
}

/// A batch over an index of many dramas that waits for questions once it has answered one.
#[cfg(unix)]
fn after(change: impl FnOnce(&Room)) -> (Option<i32>, String, String) {
    use std::io::{BufRead, BufReader, Read};
    let room = Room::new();
    let mut rows = String::from("id,title,tropes\n");
    (0..20_000).for_each(|n| rows += &format!("d{n},Title {n},romance:0.5|divorce\n"));
    fs::write(room.path("many.csv"), rows).unwrap();
    assert_eq!(room.run("index many.csv -o many.index").code, 0);
    let mut child = Command::new(BINARY)
        .current_dir(room.0.path())
        .args(["batch", "--brief", "--catalog", "many.index"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut asked = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    asked.write_all(b"{\"id\":\"1\",\"like\":[\"Title 7\"],\"k\":1}\n").unwrap();
    let mut first = String::new();
    answers.read_line(&mut first).unwrap();
    change(&room);
    for n in (0..20_000).step_by(500) {
        // The program may have ended.
        let _ = writeln!(asked, "{{\"id\":\"2\",\"like\":[\"Title {n}\"],\"k\":1}}");
    }
    drop(asked);
    let mut others = String::new();
    answers.read_to_string(&mut others).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code(), others, String::from_utf8(output.stderr).unwrap())
}

#[cfg(unix)]
#[test]
fn an_index_that_changes_in_use_ends_in_a_sentence() {
    let cut = |length: u64| {
        after(move |room| {
            let file = fs::File::options().write(true).open(room.path("many.index")).unwrap();
            file.set_len(length).unwrap();
        })
    };
    let longer = after(|room| {
        let mut file = fs::File::options().append(true).open(room.path("many.index")).unwrap();
        file.write_all(b"more").unwrap();
    });
    // Whoever asks goes on writing: each line that was asked has a reply, however late it comes.
    for (code, answers, told) in [cut(0), cut(8_192), cut(100_000), longer] {
        assert_eq!((code, answers.lines().count()), (Some(1), 40), "{told}");
        assert!(!answers.contains("\"results\""), "{answers}");
        let changed = "was changed while it was in use";
        assert_eq!(answers.matches(changed).count(), 40, "{answers}");
        assert_eq!(told.matches(changed).count(), 1, "{told}");
    }
}

#[cfg(unix)]
#[test]
fn an_index_that_is_replaced_goes_on_answering() {
    let (code, answers, told) = after(|room| {
        let made = room.run("index rows.csv -o many.index");
        assert_eq!(made.code, 0, "{}", made.stderr);
    });
    assert_eq!((code, answers.matches("\"results\"").count()), (Some(0), 40), "{told}");
}

#[test]
fn a_file_that_the_program_did_not_write_is_not_replaced() {
    let room = Room::new();
    fs::write(room.path("thesis.txt"), "the only copy").unwrap();
    fs::write(room.path("empty"), "").unwrap();
    for line in [
        "index rows.csv -o thesis.txt",
        "index dramas.toml -o thesis.txt",
        "index rows.csv -o new.index --rejected thesis.txt",
    ] {
        let ran = room.run(line);
        assert_eq!(ran.code, 1, "{line}: {}", ran.stderr);
        assert!(ran.stderr.contains("`thesis.txt` is there already and is no"), "{}", ran.stderr);
        assert_eq!(fs::read_to_string(room.path("thesis.txt")).unwrap(), "the only copy");
    }
    // An index takes the place of another, of a cut one, and of an empty file.
    assert_eq!(room.run("index rows.csv -o empty").code, 0);
    assert_eq!(room.run("index dramas.toml -o empty").code, 0);
    let index = fs::read(room.path("empty")).unwrap();
    fs::write(room.path("empty"), &index[..100]).unwrap();
    assert_eq!(room.run("index rows.csv -o empty --rejected bad.csv").code, 0);
    assert_eq!(room.run("index rows.csv -o empty --rejected bad.csv").code, 0);
}
