//! Hints followed to the letter: whatever command, name or option the hint of an error shows, typed
//! as it stands there, works.

mod common;

use std::fs;
use std::path::Path;

use common::{Ran, fixture, run_command, tropewise};
use tempfile::TempDir;

/// Commands that go wrong; those whose hint shows nothing to type belong elsewhere. `SHELF` is an
/// invented catalogue, `a.index` an index of it.
const WRONG: [&[&str]; 60] = [
    &["show", "qqqqqq"],
    &["show", "mdl:7"],
    &["show", "Our Beloved Sumer Rain"],
    &["show", "트리거 (2025)"],
    &["show", "Trigger 2"],
    &["show", "--catalog", "SHELF", "second spring"],
    &["show", "--catalog", "SHELF", "Harbour Lanterns"],
    &["show", "--catalog", "SHELF", "Ferry School 3"],
    &["like", "Harbour Lanterns", "--catalog", "SHELF"],
    &["like", "ferry-school", "--unlike", "Harbour Lanterns", "--catalog", "SHELF"],
    &["like", "harbour-lights", "--want", "lost-leter", "--catalog", "SHELF"],
    &["like", "harbour-lights", "--avoid", "lost-leter", "--catalog", "SHELF"],
    &["like", "harbour-lights", "--more", "nite-ferry", "--catalog", "SHELF"],
    &["like", "harbour-lights", "--network", "KBS", "--catalog", "SHELF"],
    &["like", "harbour-lights", "--streaming", "wavelets", "--catalog", "SHELF"],
    &["like", "Goblin", "--streaming", "qqqqqq"],
    &["like", "Goblin", "--network", "qqqqqq"],
    &["like", "Goblin", "--with", "qqqqqq"],
    &["compare", "Goblin", "qqqqqq"],
    &["score", "qqqqqq"],
    &["score", "time-travle"],
    &["score", "divorce", "--title", "qqqqqq"],
    &["tropes", "qqqqqq"],
    &["tropes", "time travle"],
    &["encode", "nothing.txt"],
    &["ask", "xyzzy plugh"],
    &["ask", "like qqqqqq"],
    &["check", "SHELF", "--catalog", "SHELF"],
    &["index", "rows.csv"],
    &["index", "unknown.csv", "-o", "out.index"],
    &["index", "bad.csv", "-o", "out.index"],
    &["index", "untitled.csv", "-o", "out.index"],
    &["index", "--verify", "rows.csv"],
    &["index", "--verify", "cut.index"],
    &["index", "--verify", "old.index"],
    &["like", "Plum House", "--catalog", "cut.index"],
    &["like", "Plum House", "--catalog", "bad.csv"],
    &["like", "Plum House", "--catalog", "bad.toml"],
    &["like", "Goblin", "--overlay", "rows.csv"],
    &["evaluate"],
    &["show", "qqqqqq", "--catalog", "a.index"],
    &["like", "qqqqqq", "--catalog", "a.index"],
    &["like", "Plum House", "--want", "qqqqqq", "--catalog", "a.index"],
    &["tropes", "qqqqqq", "--catalog", "a.index"],
    &["score", "--title", "qqqqqq", "divorce", "--catalog", "a.index"],
    &["compare", "Plum House", "qqqqqq", "--catalog", "a.index"],
    &["ask", "xyzzy plugh", "--catalog", "a.index"],
    &["encode", "nothing.txt", "--catalog", "a.index"],
    &["score", "divorce", "--streaming", "qqqqqq", "--catalog", "cast.toml"],
    &["score", "divorce", "--network", "qqqqqq", "--catalog", "cast.toml"],
    &["score", "divorce", "--with", "qqqqqq", "--catalog", "cast.toml"],
    &["score", "divorce", "--without", "qqqqqq", "--catalog", "cast.toml"],
    &["like", "Pear House", "--with", "qqqqqq", "--overlay", "cast.toml"],
    &["like", "Do Yun", "--catalog", "cast.toml"],
    &["like", "divorce", "--catalog", "cast.toml"],
    &["encode", "titles.txt"],
    &["encode", "titles.md", "--like"],
    &["encode", "ours.txt", "--catalog", "a.index"],
    &["like", "Plum House", "--catalog", "untitled.csv"],
    &["check"],
];

const ROWS: &str = "id,title,tropes\n1,Plum House,romance|divorce\n2,Fig House,divorce\n";

/// A folder with what the commands read.
fn room() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("rows.csv", ROWS);
    write("unknown.csv", "id,title,tropes\n1,One,no such thing\n2,Two,divorce\n");
    write("bad.csv", "id,title,tropes,year\n1,One,divorce,never\n2,Two,divorce,2016\n");
    write("untitled.csv", "id,heading,tropes\n1,One,divorce\n");
    write("bad.toml", "[[drama]]\nid = 1\n[[drama]]\ntitle = \"Two\"\n");
    write(
        "cast.toml",
        "[[drama]]\nid = \"pear\"\ntitle = \"Pear House\"\nyear = 2019\nnetwork = [\"KBN\"]\n\
         where_to_watch = [\"Wavelet:subscription\"]\nleads = [\"Do Yun\"]\n\
         [drama.tropes]\ndivorce = 5\n",
    );
    write("titles.txt", "1. My Mister\n2. Goblin (2016)\n3. Vincenzo\n- Signal\n");
    write("titles.md", "* Goblin\n* Healer\n* The King in Love\n");
    write("ours.txt", "Plum House\n");
    write("nothing.txt", "Not a word of it is known.");
    write(
        "judged.csv",
        "source_id,recommended_id\nour-beloved-summer,melo-movie\n\
         our-beloved-summer,lovely-runner\nour-beloved-summer,doona\n",
    );
    let made = here(folder.path(), &["index", "rows.csv", "-o", "a.index"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let sound = fs::read(folder.path().join("a.index")).unwrap();
    fs::write(folder.path().join("cut.index"), &sound[..sound.len() / 2]).unwrap();
    // The version stands behind the eight bytes that begin every index file.
    let mut old = sound;
    old[8] = 1;
    fs::write(folder.path().join("old.index"), old).unwrap();
    folder
}

fn here(folder: &Path, args: &[&str]) -> Ran {
    let mut command = tropewise();
    command.current_dir(folder);
    for word in args {
        match *word {
            "SHELF" => command.arg(fixture("shelf")),
            word => command.arg(word),
        };
    }
    run_command(command)
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The words of a command as a shell takes it, what stands for a thing of the user's replaced.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let mut option = String::new();
    for word in &mut words {
        let thing = match (option.as_str(), word.as_str()) {
            // Of the two dramas of the index.
            (_, "WORD") if line.starts_with("dramas") && line.contains("a.index") => "house",
            (_, "WORD") => "love",
            (_, "TABLE") => "rows.csv",
            (_, "CATALOG" | "PATH") => "SHELF",
            (_, "FIELD=COLUMN") => "title=heading",
            ("--judgements", "FILE") => "judged.csv",
            (_, "FILE") => "a.index",
            (_, word) => word,
        };
        option = std::mem::replace(word, thing.to_owned());
    }
    words
}

/// The commands that a hint says to type after a wrong one.
fn followed(wrong: &[&str], error: &str, hint: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    let name = quoted(error).into_iter().find(|name| wrong.contains(name));
    for shown in quoted(hint) {
        let owned = wrong.iter().map(|word| (*word).to_owned());
        if let Some(command) = shown.strip_prefix("tropewise ") {
            commands.push(words(command));
        } else if shown.starts_with('-') {
            commands.push(owned.chain(words(shown)).collect());
        } else if let Some(name) = name {
            commands.push(owned.map(|w| if w == name { shown.to_owned() } else { w }).collect());
        }
    }
    commands
}

#[test]
fn every_hint_can_be_followed_to_the_letter() {
    let mut broken = Vec::new();
    for wrong in WRONG {
        let folder = room();
        let ran = here(folder.path(), wrong);
        assert_ne!(ran.code, 0, "{wrong:?}");
        let (error, hint) = ran.stderr.split_once("hint: ").unwrap_or((&ran.stderr, ""));
        let commands = followed(wrong, error, hint);
        if commands.is_empty() {
            broken.push(format!("{wrong:?} shows nothing to type\n{}", ran.stderr));
        }
        for command in commands {
            let again = room();
            let words: Vec<&str> = command.iter().map(String::as_str).collect();
            let second = here(again.path(), &words);
            // A file of mistakes is listed with all of them, and that is what was promised.
            let lists = words[0] == "check" && second.code == 1 && !second.stdout.is_empty();
            if second.code != 0 && !lists {
                broken.push(format!("{wrong:?}\n{}{words:?}\n{}", ran.stderr, second.stderr));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
