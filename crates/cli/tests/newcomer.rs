//! What somebody new does with files and lists, and what is said to it.

mod common;

use std::fs;

use common::{Ran, run, run_command, tropewise};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with a file of every wrong kind.
fn room() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    fs::create_dir(folder.path().join("dir")).unwrap();
    write("binary", b"\x00\x01\xff\xfe\x00 \x80");
    write("latin", b"caf\xe9 au lait\n");
    write("empty", b"");
    write("rows.csv", b"id,title,tropes\n1,Plum House,divorce\n");
    write(
        "wishes.toml",
        b"[[wish]]\nid = \"a\"\nwant = { divorce = 1 }\nexpected = [\"18-again\"]\n",
    );
    write("judged.csv", b"source_id,recommended_id\n");
    folder
}

fn here(folder: &TempDir, args: &[&str]) -> Ran {
    let mut command = tropewise();
    command.current_dir(folder.path()).args(args);
    run_command(command)
}

/// The titles of a text, and the dramas they are tied to.
fn titles(text: &str, form: &str) -> Vec<(String, String)> {
    let mut command = tropewise();
    command.args(["encode", "-", "--format", "json", "--from", form]).write_stdin(text);
    let told = run_command(command).json();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let dramas = told["dramas"].as_array().unwrap().iter();
    dramas.map(|drama| (text(&drama["title"]), text(&drama["known"]["id"]))).collect()
}

fn refused(text: &str, said: &str) {
    let mut command = tropewise();
    command.args(["encode", "-"]).write_stdin(text);
    let ran = run_command(command);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{text}\n{}", ran.stderr);
    assert!(ran.stderr.contains(said), "{text}\n{}", ran.stderr);
}

#[test]
fn every_file_that_cannot_be_read_is_said_to_be_so() {
    let folder = room();
    // The command, and what is said of a folder, a missing file, bytes, another encoding, nothing.
    let gone = "No such file or directory";
    let table: [(&[&str], [&str; 5]); 8] = [
        (
            &["evaluate", "--judgements"],
            ["is a directory", gone, "is no text", ":1` is no UTF-8 text", "is empty"],
        ),
        (
            &["evaluate", "--judgements", "judged.csv", "--pool"],
            ["is a directory", gone, "is no text", ":1` is no UTF-8 text", "is empty"],
        ),
        (
            &["evaluate", "--wishes"],
            ["is a directory", gone, "this is no text", ":1:4: this is not", "has no question"],
        ),
        (&["evaluate", "--reference"], ["has no human_recs.csv"; 5]),
        (
            &["like", "Goblin", "--seen"],
            ["is a directory", gone, "no UTF-8 text", "no UTF-8 text", ""],
        ),
        (
            &["dramas", "--catalog"],
            ["is no catalogue", gone, "this is no text", ":1:4: this is not", "has no drama"],
        ),
        (&["batch"], ["is a directory", gone, "`./binary`: ", "`./latin`: the one question", ""]),
        (&["encode"], ["is a directory", gone, "`./binary`: ", "`./latin`: line 1: ", "is empty"]),
    ];
    for (command, said) in table {
        for (file, said) in ["./dir", "./gone", "./binary", "./latin", "./empty"].iter().zip(said) {
            let ran = here(&folder, &[command, &[*file]].concat());
            let reference =
                command.contains(&"--reference") && *file != "./dir" && *file != "./gone";
            let said = if reference { "is no folder" } else { said };
            if said.is_empty() {
                assert_eq!(ran.code, 0, "{command:?} {file}\n{}", ran.stderr);
                continue;
            }
            assert_eq!(ran.code, 1, "{command:?} {file}\n{}", ran.stderr);
            let (error, hint) = ran.stderr.split_once("hint: ").unwrap_or((&ran.stderr, ""));
            assert!(error.contains(said), "{command:?} {file}\n{}", ran.stderr);
            assert!(!hint.is_empty(), "{command:?} {file}\n{}", ran.stderr);
        }
    }
}

#[test]
fn numbers_are_asked_for_in_their_range() {
    for (args, said) in [
        (&["serve", "--port", "x"][..], "give a whole number from 0 to 65535"),
        (&["serve", "--port", "-1"], "give a whole number from 0 to 65535"),
        (&["mcp", "--http", "70000"], "give a whole number from 0 to 65535"),
        (&["like", "Goblin", "-k", "x"], "give a whole number from 1 up"),
        (&["like", "Goblin", "--max-episodes", "-3"], "give a whole number from 1 to 65535"),
        (&["like", "Goblin", "--year-from", "soon"], "give a year such as 2020"),
    ] {
        let ran = run(args);
        assert!(ran.code == 2 && ran.stderr.contains(said), "{args:?}\n{}", ran.stderr);
    }
}

#[test]
fn a_line_that_is_no_question_is_answered_with_one_that_is() {
    let folder = room();
    fs::write(folder.path().join("asked"), "{\"like\": [\"Goblin\"]}\n").unwrap();
    let ran = here(&folder, &["batch", "asked"]);
    assert!(ran.stderr.starts_with("error: `asked`: the one question failed"), "{}", ran.stderr);
    let sample = ran.stderr.split('`').find(|piece| piece.starts_with('{')).expect("a sample");
    fs::write(folder.path().join("asked"), sample).unwrap();
    assert_eq!(here(&folder, &["batch", "asked"]).code, 0);
}

#[test]
fn the_command_that_asks_a_wish_names_the_catalogue() {
    let folder = room();
    let args = ["ask", "divorce", "--dry-run", "--format", "json", "--catalog", "rows.csv"];
    let told = here(&folder, &args).json();
    assert_eq!(told["command"], "tropewise score divorce --catalog rows.csv");
}

#[test]
fn titles_alone_are_no_text() {
    for list in [
        "1. My Mister\n2. Goblin (2016)\n3. Vincenzo\n- Signal\n",
        "* Goblin\n* Healer\n* The King in Love\n",
        "My favourites of this year:\n- My Mister\n- Goblin\n- Healer\n",
        "My Mister (2018) - 9/10\nGoblin - 10/10\nSignal, tvN, 16 episodes\n",
        "title,year\nGoblin,2016\nSignal,2016\nMy Mister,2018\n",
        "My Mister, Goblin, Signal, and Healer\n",
        "[{\"title\":\"My Mister\"},{\"title\":\"Goblin\"}]",
        "<ul><li>My Mister</li><li>Goblin</li><li>Healer</li></ul>",
        "- [x] My Mister\n- [ ] Goblin\n",
        "나의 아저씨\n도깨비\n시그널\n",
        "Goblin\n",
    ] {
        refused(list, "the text names dramas and says nothing of them");
    }
    // Tropes alone are notes, and a title that is told of is one.
    let notes = titles("chaebol heir\namnesia\nrevenge\n", "text");
    assert_eq!(notes, [("-".to_owned(), "-".to_owned())]);
    let told = titles("My Mister\nA lonely man in debt meets a girl.\nGoblin\nHealer\n", "text");
    assert_eq!(told, [("My Mister".to_owned(), "my-mister".to_owned())]);
}

#[test]
fn letters_without_words_are_no_text() {
    let base64 =
        "q83/cop+Qz8sLove7XyB/heir0aQZx9TkP2m/ghost+Q7aGVsbG8gd29ybGQgdGhpcyBp\n".repeat(40);
    refused(&base64, "this is no text: there are hardly any words in it");
    refused(&"e3b0c44298fc1c149afbf4c8996fb924".repeat(30), "hardly any words");
    refused(&"xkqwzptr cop fghjkl mri qwrtp zxcvb ghst ".repeat(30), "hardly any words");
}

#[test]
fn who_speaks_is_no_title() {
    let mister = [("My Mister".to_owned(), "my-mister".to_owned())];
    let said = "have you watched My Mister? it is about a lonely man in debt";
    for (text, form) in [
        (format!("anna: {said}\nbob: no, is it sad?\n"), "text"),
        (format!("Anna: {said}\nBob: no\nVincenzo: me neither\n"), "text"),
        (format!("anna: {said}\nbob: no, is it sad?\ncleo: i cried twice\n"), "markdown"),
        (format!("**Anna:** {said}\n\n**Bob:** no, is it sad?\n"), "markdown"),
        (format!("<p><b>Anna:</b> {said}</p><p><b>Bob:</b> no, is it sad?</p>"), "html"),
        (format!("<p><b>anna</b> {said}</p><p><b>bob</b> no, is it sad?</p>"), "html"),
        (
            format!(
                "[{{\"author\":\"anna\",\"content\":\"{said}\"}},\
                 {{\"author\":\"bob\",\"content\":\"no, is it sad?\"}}]"
            ),
            "text",
        ),
    ] {
        assert_eq!(titles(&text, form), mister, "{text}");
    }
    let timed =
        "[21:14] anna: I want an immortal and his bride\n[21:15] bob: I want a mafia lawyer\n";
    assert_eq!(titles(timed, "text"), [("-".to_owned(), "-".to_owned())]);
    // Where dramas are told of, their names are titles.
    let told = "Anna: A woman lives a life of lies under a stolen identity.\n\
                Goblin: An immortal searches for his bride.\n";
    assert_eq!(titles(told, "text").len(), 2);
}
