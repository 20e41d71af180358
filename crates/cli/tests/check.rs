//! `check`: every mistake in the text of a catalogue is named by file, line and column.

mod common;

use std::fs;
use std::path::Path;

use common::{Ran, run_command, tropewise};
use tempfile::TempDir;

const H: &str = "dramas/2017.toml";
const P: &str = "dramas/2020.toml";
const T: &str = "tropes.toml";

/// Nine tropes of six lines each, after a family of five; the place of each is easy to count.
const TROPES: &str = "lost-letter night-ferry radio-host snowed-in island-school \
    rival-bakers paper-marriage borrowed-name twin-swap";

const HARBOUR: &str = r#"[[drama]]
id = "harbour-lights"
title = "Harbour Lights"
native_title = "항구의 불빛"
year = 2017
episodes = 16
network = ["KBN"]
summary = "Letters are read out on the air."
[drama.tropes]
lost-letter = 5
night-ferry = 4
radio-host = 3
snowed-in = 2
island-school = 1
rival-bakers = 1
paper-marriage = 1
borrowed-name = 1
"#;

const LANTERNS: &str = r#"[[drama]]
id = "paper-lanterns"
title = "Paper Lanterns"
native_title = "종이 등불"
aliases = ["종이등"]
year = 2020
episodes = 12
network = ["HTV"]
summary = "A groom is not who he says."
[drama.tropes]
lost-letter = 1
night-ferry = 1
radio-host = 1
snowed-in = 1
island-school = 2
rival-bakers = 3
paper-marriage = 4
borrowed-name = 5
"#;

fn vocabulary() -> String {
    let mut text = String::from(
        "[[family]]\nid = \"hearts\"\nlabel = \"Hearts\"\ndescription = \"People.\"\n\n",
    );
    for id in TROPES.split(' ') {
        let label = id.replace('-', " ");
        text += &format!(
            "[[trope]]\nid = \"{id}\"\nlabel = \"{label}\"\nfamily = \"hearts\"\ndefinition = \
            \"About {label}.\"\n\n"
        );
    }
    text
}

/// A change of a catalogue: the file, what stands in it, what is put there instead.
type Change<'a> = (&'a str, &'a str, &'a str);

/// A folder in which `cat` is a catalogue without mistakes, changed by replacing text in its files.
fn catalogue(changes: &[Change<'_>]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("cat");
    fs::create_dir_all(root.join("dramas")).unwrap();
    let mut files = [(T, vocabulary()), (H, HARBOUR.to_owned()), (P, LANTERNS.to_owned())];
    for (file, from, to) in changes {
        let (_, text) = files.iter_mut().find(|(name, _)| name == file).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replacen(from, to, 1);
    }
    for (name, text) in files {
        fs::write(root.join(name), text).unwrap();
    }
    folder
}

fn run_in(folder: &Path, args: &[&str]) -> Ran {
    let mut command = tropewise();
    command.current_dir(folder).args(args);
    run_command(command)
}

/// What `check` says of a catalogue with these changes; the exit code follows from the severities.
#[track_caller]
fn check(changes: &[Change<'_>], expected: &[String]) {
    let folder = catalogue(changes);
    let ran = run_in(folder.path(), &["check", "cat"]);
    assert_eq!(ran.stdout.lines().collect::<Vec<_>>(), expected, "{changes:?}");
    let errors = expected.iter().filter(|line| line.contains(": error: ")).count();
    assert_eq!(ran.code, i32::from(errors > 0), "{changes:?}");
    let counted = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let warnings = expected.len() - errors;
    let count = format!("{}, {}\n", counted(errors, "error"), counted(warnings, "warning"));
    assert!(ran.stderr.ends_with(&count), "{}", ran.stderr);
}

/// A table of cases: `FILE: what stands there => what is put there`, and under it, indented, all
/// that `check` says. `/` is a line break.
#[track_caller]
fn check_all(table: &str) {
    let lines: Vec<&str> = table.lines().filter(|line| !line.is_empty()).collect();
    let cases = lines.chunk_by(|_, line| line.starts_with(' '));
    for case in cases {
        let (file, change) = case[0].split_once(": ").expect("a file");
        let (from, to) = change.split_once(" => ").expect("a change");
        let [from, to] = [from, to].map(|text| text.replace(" / ", "\n"));
        let expected: Vec<String> =
            case[1..].iter().map(|line| format!("cat/{}", line.trim())).collect();
        check(&[(file, &from, &to)], &expected);
    }
}

#[test]
fn a_catalogue_without_mistakes_passes() {
    check(&[], &[]);
    let ran = run_in(catalogue(&[]).path(), &["check", "cat"]);
    assert_eq!(ran.stderr, "note: cat: 2 dramas, 9 tropes; 0 errors, 0 warnings\n");
}

#[test]
fn broken_syntax_is_placed_where_it_breaks() {
    let folder = catalogue(&[(H, "id = \"harbour-lights\"", "id = \"harbour-lights")]);
    let ran = run_in(folder.path(), &["check", "cat"]);
    // The words are those of the TOML reader; the place and the severity are ours.
    assert!(ran.stdout.starts_with("cat/dramas/2017.toml:2:21: error: "), "{}", ran.stdout);
    assert_eq!((ran.code, ran.stdout.lines().count()), (1, 1));
    // The other drama is read all the same, and what is wrong with it told.
    assert_eq!(ran.stderr, "note: cat: 1 drama, 9 tropes; 1 error, 0 warnings\n");
    let folder = catalogue(&[
        (H, "id = \"harbour-lights\"", "id = \"harbour-lights\"\nlast_aired = 2017-02-30"),
        (P, "radio-host = 1", "radio-hots = 1"),
    ]);
    let ran = run_in(folder.path(), &["check", "cat"]);
    assert!(ran.stdout.contains("2017.toml:3:14: error: invalid date"), "{}", ran.stdout);
    assert!(ran.stdout.contains("is checked once this is right"), "{}", ran.stdout);
    assert!(ran.stdout.contains("2020.toml:13:1: error: unknown trope"), "{}", ran.stdout);
    check_all(
        "
dramas/2017.toml: radio-host = 3 => radio-host = 3 / radio-host = 4
    dramas/2017.toml:13:1: error: `radio-host` stands twice; keep one of the two
dramas/2017.toml: [[drama]] => [drama]
    dramas/2017.toml:1:2: error: `drama` must be a list of tables; write `[[drama]]`
",
    );
}

#[test]
fn a_broken_entry_of_the_vocabulary_is_told_alone() {
    let folder = catalogue(&[(T, "id = \"radio-host\"", "id = \"radio-host")]);
    let ran = run_in(folder.path(), &["check", "cat"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (1, 1), "{}", ran.stdout);
    assert!(ran.stdout.starts_with("cat/tropes.toml:"), "{}", ran.stdout);
}

#[test]
fn what_a_broken_head_hides_is_named_by_its_lines() {
    let dramas = format!("{HARBOUR}\n{}", LANTERNS.replace("[[drama]]", "[[drama"));
    let folder = catalogue(&[(H, HARBOUR, &dramas), (P, LANTERNS, "")]);
    let ran = run_in(folder.path(), &["check", "cat"]);
    let last = dramas.trim_end().lines().count();
    let told = format!("lines 1 to {last} are checked once this is right");
    assert!(ran.stdout.contains(&told), "{told}: {}", ran.stdout);
}

#[test]
fn unknown_names_are_met_with_the_nearest_known_one() {
    // A label leads to the trope everywhere but in files, which hold ids only.
    check_all(
        "
dramas/2017.toml: episodes = 16 => episodes = 16 / epsiodes = 16
    dramas/2017.toml:7:1: error: unknown field `epsiodes`; did you mean `episodes`?
dramas/2017.toml: [[drama]] => drmaa = 1 / [[drama]]
    dramas/2017.toml:1:1: error: unknown field `drmaa`; did you mean `drama`?
dramas/2017.toml: lost-letter = 5 => lost-letter = 5 / radio-hots = 3
    dramas/2017.toml:11:1: error: unknown trope `radio-hots`; did you mean `radio-host`?
dramas/2017.toml: lost-letter = 5 => lost-letter = 5 / \"Twin Swap\" = 3
    dramas/2017.toml:11:1: error: unknown trope `Twin Swap`; did you mean `twin-swap`?
tropes.toml: family = \"hearts\" => family = \"haerts\"
    tropes.toml:9:10: error: unknown family `haerts`; did you mean `hearts`?
tropes.toml: family = \"hearts\" => family = \"hearts\" / spoilers = true
    tropes.toml:10:1: error: unknown field `spoilers`; did you mean `spoiler`?
",
    );
}

#[test]
fn levels_are_whole_numbers_from_1_to_5() {
    let line = "cat/dramas/2017.toml:10:1: error: the level of `lost-letter` must be a whole \
        number from 1 to 5";
    for level in ["0", "6", "-1", "2.5", "\"much\"", "true", "nan"] {
        let to = format!("lost-letter = {level}");
        check(&[(H, "lost-letter = 5", &to)], &[line.to_owned()]);
    }
}

#[test]
fn what_identifies_a_drama_or_a_trope_must_be_there_and_be_its_own() {
    check_all("
dramas/2017.toml: id = \"harbour-lights\" => mdl = 1
    dramas/2017.toml:1:1: error: `id` is missing
dramas/2017.toml: title = \"Harbour Lights\" => mdl = 1
    dramas/2017.toml:1:1: error: `title` is missing
dramas/2017.toml: \"Harbour Lights\" => \" \"
    dramas/2017.toml:3:9: error: `title` is empty
dramas/2017.toml: \"harbour-lights\" => \"Harbour_Lights\"
    dramas/2017.toml:2:6: error: `Harbour_Lights` is no id; use lower-case letters, digits and single hyphens
dramas/2020.toml: paper-lanterns => harbour-lights
    dramas/2020.toml:1:1: error: the id `harbour-lights` stands twice, first at cat/dramas/2017.toml:1; add the year to one of them
dramas/2020.toml: year = 2020 => year = 2020 / former_ids = [\"harbour-lights\"]
    dramas/2020.toml:1:1: error: the id `harbour-lights` stands twice, first at cat/dramas/2017.toml:1; add the year to one of them
tropes.toml: label = \"night ferry\" => label = \"Lost Letter\"
    tropes.toml:12:1: error: `Lost Letter` names both `lost-letter` and `night-ferry`; keep one of the two
tropes.toml: id = \"twin-swap\" => id = \"borrowed-name\"
    tropes.toml:54:1: error: the trope `borrowed-name` stands twice; keep one of the two
");
}

#[test]
fn facts_of_the_wrong_kind_are_errors() {
    // The last one stands after two Hangul words: columns count 24 characters there, not 36 bytes.
    check_all(
        "
dramas/2017.toml: year = 2017 => year = 2017 / mdl = \"1\"
    dramas/2017.toml:6:7: error: `mdl` must be a whole number, not a text
dramas/2017.toml: year = 2017 => year = 2017 / mdl = 0
    dramas/2017.toml:6:7: error: `mdl` must be from 1 to 4294967294, not 0
dramas/2017.toml: year = 2017 => year = 2017 / leads = \"Ha Neul\"
    dramas/2017.toml:6:9: error: `leads` must be a list of texts, not a text
dramas/2017.toml: year = 2017 => year = 2017 / reviewed = \"no\"
    dramas/2017.toml:6:12: error: `reviewed` must be true or false, not a text
dramas/2020.toml: [\"종이등\"] => [\"종이등\", \"등불\", 7]
    dramas/2020.toml:5:25: error: `aliases` must be a list of texts, not a whole number
",
    );
}

#[test]
fn the_editorial_rules_are_errors_with_a_way_out() {
    check_all("
dramas/2020.toml: year = 2020 => year = 2021
    dramas/2020.toml:1:1: error: `paper-lanterns` is of 2021 but stands in the file of 2020; move it to `2021.toml`
dramas/2020.toml: borrowed-name = 5 => #
    dramas/2020.toml:1:1: error: `paper-lanterns` has 7 tropes, a reviewed drama needs 8; add tropes or set `reviewed = false`
");
    let unreviewed = (P, "year = 2020", "year = 2020\nreviewed = false");
    check(&[(P, "borrowed-name = 5\n", ""), unreviewed], &[]);

    let tropes = |text: &'static str| &text[text.find("lost-letter").unwrap()..];
    let line = "cat/dramas/2020.toml:1:1: error: `harbour-lights` and `paper-lanterns` have \
        identical tropes; say what tells them apart";
    check(&[(P, tropes(LANTERNS), tropes(HARBOUR))], &[line.to_owned()]);
}

#[test]
fn a_title_stands_once_a_year() {
    check(&[(P, "Paper Lanterns", "Harbour Lights")], &[]);
    // In one file, so that nothing but title and year is wrong; case and punctuation tell nothing
    // apart.
    let second = LANTERNS.replace("2020", "2017").replace("Paper Lanterns", "HARBOUR lights!");
    let both = format!("borrowed-name = 1\n\n{second}");
    let line = "cat/dramas/2017.toml:19:1: error: `harbour-lights` and `paper-lanterns` have the \
        same title and year; remove one of them";
    check(&[(H, "borrowed-name = 1\n", &both), (P, LANTERNS, "")], &[line.to_owned()]);
}

#[test]
fn what_is_only_worth_a_look_is_a_warning() {
    check_all("
dramas/2020.toml: 종이등 => Harbour lights!
    dramas/2020.toml:1:1: warning: the alias `Harbour lights!` of `paper-lanterns` is the title of `harbour-lights`
dramas/2020.toml: year = 2020 => year = 2020 / series = \"lanterns\"
    dramas/2020.toml:1:1: warning: `paper-lanterns` is alone in the series `lanterns`
dramas/2020.toml: native_title = \"종이 등불\" => #
    dramas/2020.toml:1:1: warning: `paper-lanterns` has no `native_title`
dramas/2020.toml: year = 2020 => #
    dramas/2020.toml:1:1: warning: `paper-lanterns` has no `year`
dramas/2020.toml: episodes = 12 / network = [\"HTV\"] => #
    dramas/2020.toml:1:1: warning: `paper-lanterns` has no `episodes`
    dramas/2020.toml:1:1: warning: `paper-lanterns` has no `network`
");
}

#[test]
fn all_mistakes_are_told_in_the_order_of_their_places() {
    let changes = [
        (P, "episodes = 12\n", ""),
        (P, "lost-letter = 1", "lost-letter = 9"),
        (H, "episodes = 16", "episodes = 0"),
    ];
    let expected = [
        "cat/dramas/2017.toml:1:1: warning: `harbour-lights` has no `episodes`",
        "cat/dramas/2017.toml:6:12: error: `episodes` must be from 1 to 9999, not 0",
        "cat/dramas/2020.toml:1:1: warning: `paper-lanterns` has no `episodes`",
        "cat/dramas/2020.toml:10:1: error: the level of `lost-letter` must be a whole number from \
        1 to 5",
    ];
    check(&changes, &expected.map(str::to_owned));

    let folder = catalogue(&changes);
    let json = run_in(folder.path(), &["check", "cat", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let second = serde_json::json!({
        "path": "cat/dramas/2017.toml", "line": 6, "column": 12, "severity": "error",
        "message": "`episodes` must be from 1 to 9999, not 0", "hint": "",
    });
    assert_eq!((json.as_array().unwrap().len(), &json[1]), (4, &second));

    // -k cuts the list, never the verdict.
    let ran = run_in(folder.path(), &["check", "cat", "-k", "1"]);
    assert_eq!((ran.code, ran.stdout), (1, format!("{}\n", expected[0])));
    assert!(ran.stderr.ends_with("2 errors, 2 warnings\n"), "{}", ran.stderr);
}

#[test]
fn bytes_that_are_no_text_are_placed() {
    let folder = catalogue(&[]);
    let mut bytes = LANTERNS.as_bytes().to_vec();
    // Line 4, after `native_title = "종`: the 18th character, the 20th byte.
    bytes.insert(LANTERNS.find("이 등불").unwrap(), 0xff);
    fs::write(folder.path().join("cat/dramas/2020.toml"), bytes).unwrap();
    let message = "cat/dramas/2020.toml:4:18: this is not valid UTF-8\nhint: save it as UTF-8\n";
    for args in [vec!["check", "cat"], vec!["dramas", "--catalog", "cat"]] {
        let ran = run_in(folder.path(), &args);
        assert_eq!(ran.code, 1);
        assert!(format!("{}{}", ran.stdout, ran.stderr).contains(message), "{ran:?}");
    }
}

#[test]
fn where_there_is_no_catalogue_the_next_step_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let no_catalogue =
        "`empty` is no catalogue: it has neither `tropes.toml` nor a folder `dramas`";
    let cases = [
        (vec!["check"], "there is no folder `data` here", "hint: `tropewise check PATH`"),
        (vec!["check", "gone"], "cannot read `gone`", "hint: check the path"),
        (vec!["check", "empty"], no_catalogue, "hint: name a folder with `dramas/*.toml`"),
    ];
    for (args, message, hint) in cases {
        let ran = run_in(folder.path(), &args);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{args:?}");
        assert!(ran.stderr.contains(message) && ran.stderr.contains(hint), "{}", ran.stderr);
    }
}

#[test]
fn without_a_path_the_data_of_this_folder_is_checked() {
    let folder = catalogue(&[(H, "lost-letter = 5", "lost-letter = 9")]);
    fs::rename(folder.path().join("cat"), folder.path().join("data")).unwrap();
    let ran = run_in(folder.path(), &["check"]);
    assert!(ran.stdout.starts_with("./data/dramas/2017.toml:10:1: error: "), "{}", ran.stdout);
    assert_eq!((ran.code, ran.stdout.lines().count()), (1, 1));
}

#[test]
fn a_single_file_of_dramas_is_checked_with_the_shipped_tropes() {
    let ran = run_in(catalogue(&[]).path(), &["check", "cat/dramas/2017.toml"]);
    let line = "cat/dramas/2017.toml:10:1: error: unknown trope `lost-letter`";
    assert!(ran.stdout.contains(line), "{}", ran.stdout);
    assert_eq!(ran.code, 1);
}

#[test]
fn a_catalogue_with_mistakes_is_refused_in_the_same_words() {
    let unknown_trope = (H, "lost-letter = 5", "lost-letter = 5\nradio-hots = 3");
    let folder = catalogue(&[unknown_trope, (T, "family = \"hearts\"", "family = \"haerts\"")]);
    let told = run_in(folder.path(), &["check", "cat"]).stdout;
    assert_eq!(told.lines().count(), 2);
    for args in [["like", "Harbour Lights"], ["show", "Harbour Lights"], ["batch", "-"]] {
        for way in ["--catalog", "--overlay"] {
            let ran = run_in(folder.path(), &[args[0], args[1], way, "cat"]);
            assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{args:?} {way}");
            assert!(told.lines().all(|line| ran.stderr.contains(line)), "{way}: {}", ran.stderr);
            let hint = "`tropewise check cat` lists them all";
            assert!(ran.stderr.contains(hint), "{}", ran.stderr);
        }
    }
}

#[test]
fn characters_that_steer_a_terminal_have_no_place_in_a_catalogue() {
    let changes = [
        ("Paper Lanterns\"", "Paper\\u001b[31m Lanterns\"", "\\u{1b}"),
        ("Paper Lanterns\"", "Paper\\nLanterns\"", "\\u{a}"),
        ("Paper Lanterns\"", "Paper\\u202eLanterns\"", "\\u{202e}"),
    ];
    for (from, to, c) in changes {
        let folder = catalogue(&[(P, from, to)]);
        let ran = run_in(folder.path(), &["check", "cat"]);
        let said =
            format!("error: `title` has a control character, {c}; write it as one line of text");
        assert_eq!(ran.code, 1);
        assert!(ran.stdout.contains(&said), "{}", ran.stdout);
    }
}

#[test]
fn check_takes_its_catalogue_as_argument_only() {
    for way in ["--catalog", "--overlay"] {
        let ran = run_in(catalogue(&[]).path(), &["check", way, "cat"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{way}");
    }
}

#[test]
fn days_and_numbers_are_such_as_there_are() {
    check_all(
        "
dramas/2017.toml: episodes = 16 => episodes = 16 / first_aired = \"2017-02-29\"
    dramas/2017.toml:7:15: error: `first_aired` must be a day, not `2017-02-29`; write it as 2019-12-14
dramas/2017.toml: episodes = 16 => episodes = 16 / first_aired = 2017-03-05T10:00:00
    dramas/2017.toml:7:15: error: `first_aired` must be a day, not `2017-03-05T10:00:00`; write it as 2019-12-14
dramas/2017.toml: episodes = 16 => episodes = 16 / first_aired = 20170305
    dramas/2017.toml:7:15: error: `first_aired` must be a day, not a whole number
dramas/2017.toml: episodes = 16 => episodes = 16 / first_aired = 2017-05-05 / last_aired = 2017-03-01
    dramas/2017.toml:8:14: error: `harbour-lights`: the last episode, 2017-03-01, aired before the first, 2017-05-05
dramas/2017.toml: episodes = 16 => episodes = 16 / first_aired = 2018-05-05
    dramas/2017.toml:7:15: error: `harbour-lights`: the first episode aired on 2018-05-05, and `year` says 2017
dramas/2017.toml: episodes = 16 => episodes = 16 / minutes = -60
    dramas/2017.toml:7:11: error: `minutes` must be from 1 to 999, not -60
dramas/2017.toml: episodes = 16 => episodes = 16 / score = 11
    dramas/2017.toml:7:9: error: `score` must be from 0 to 10, not 11
dramas/2017.toml: episodes = 16 => episodes = 16 / content_rating = \"17+\"
    dramas/2017.toml:7:18: error: `content_rating` cannot be `17+`; one of `G`, `13+`, `15+` and `18+`
dramas/2017.toml: episodes = 16 => episodes = 16 / series_order = 2
    dramas/2017.toml:7:16: error: `harbour-lights`: `series_order` says nothing without `series`
",
    );
    // A day that does not exist is refused by the TOML reader, in its own words and at its place.
    let folder = catalogue(&[(H, "episodes = 16", "episodes = 16\nfirst_aired = 2017-02-30")]);
    let ran = run_in(folder.path(), &["check", "cat"]);
    assert!(ran.stdout.contains("dramas/2017.toml:7:"), "{}", ran.stdout);
    assert_eq!(ran.code, 1);
}

#[test]
fn texts_of_two_parts_are_held_to_both() {
    check_all(
        "
dramas/2017.toml: episodes = 16 => episodes = 16 / leads = [\"Ha Neul:7\", \"Bo Ra:x\"]
    dramas/2017.toml:7:23: error: `Bo Ra:x` in `leads` cannot be read; write a name, or `Hyun Bin:183` with the person's number
dramas/2017.toml: episodes = 16 => episodes = 16 / where_to_watch = [\"Boat TV:rent\"]
    dramas/2017.toml:7:19: error: `Boat TV:rent` in `where_to_watch` cannot be read; write a service, or `Netflix:subscription`; after the colon one of `subscription`, `free` and `purchase`
dramas/2017.toml: episodes = 16 => episodes = 16 / streaming = [\"Boat TV\"] / where_to_watch = []
    dramas/2017.toml:7:1: error: `streaming` is another name of `where_to_watch`, which is there too; keep one of them
",
    );
    // What older catalogues called it is read as it was.
    check(&[(H, "episodes = 16", "episodes = 16\nstreaming = [\"Boat TV\"]")], &[]);
    let folder = catalogue(&[(H, "episodes = 16", "episodes = 16\norigin = [\"opera\"]")]);
    let ran = run_in(folder.path(), &["check", "cat"]);
    let said = "dramas/2017.toml:7:11: error: `opera` in `origin` cannot be read; begin with one \
        of `webtoon`";
    assert!(ran.stdout.contains(said), "{}", ran.stdout);
}

#[test]
fn what_two_dramas_say_of_one_thing_must_agree() {
    let lead = |name: &str| format!("episodes = 12\nleads = [\"Han Gyeol:2\", \"{name}\"]");
    let first = (H, "episodes = 16", "episodes = 16\nleads = [\"Ha Neul:7\"]");
    check(&[first, (P, "episodes = 12", &lead("Ha Neul:7"))], &[]);
    check(
        &[first, (P, "episodes = 12", &lead("Ha Nul:7"))],
        &["cat/dramas/2020.toml:8:25: error: the person 7 is `Ha Nul` here and `Ha Neul` at \
            cat/dramas/2017.toml:7; one person has one name and a number of its own"
            .to_owned()],
    );
    check(
        &[(P, "\"HTV\"", "\"Kbn\"")],
        &["cat/dramas/2020.toml:8:12: error: `Kbn` is spelt `KBN` at cat/dramas/2017.toml:7; keep \
            one spelling".to_owned()],
    );
    let part = |text: &str| format!("{text}\nseries = \"lights\"\nseries_order = 1");
    let (one, other) = (part("episodes = 16"), part("episodes = 12"));
    check(
        &[(H, "episodes = 16", &one), (P, "episodes = 12", &other)],
        &["cat/dramas/2020.toml:9:16: error: `harbour-lights` and `paper-lanterns` are both \
            number 1 of the series `lights`; give one of them another number"
            .to_owned()],
    );
    let unnumbered = "episodes = 12\nseries = \"lights\"";
    check(
        &[(H, "episodes = 16", &one), (P, "episodes = 12", unnumbered)],
        &["cat/dramas/2020.toml:8:10: warning: `paper-lanterns` has no `series_order` in the \
            series `lights`; number the dramas of a series from 1, as they are to be \
            watched"
            .to_owned()],
    );
}

#[test]
fn marks_and_warnings_are_read_and_held_to_what_is_known() {
    let warning = "[[warning]]\nid = \"deep-water\"\nlabel = \"Deep water\"\ndefinition = \
        \"Someone drowns.\"\n\n[[trope]]\nid = \"lost-letter\"";
    let known = (T, "[[trope]]\nid = \"lost-letter\"", warning);
    let told = "lost-letter = { level = 5, spoiler = true }";
    let told_of = "borrowed-name = 1\n[drama.warnings]\ndeep-water = { occurs = \"once\", where = \
        \"episode 3\" }\n";
    let readers = (H, "[drama.tropes]", "warning_readers = 2\n[drama.tropes]");
    let sound = [known, (H, "lost-letter = 5", told), (H, "borrowed-name = 1\n", told_of), readers];
    check(&sound, &[]);
    let folder = catalogue(&sound);
    let toml = |args: &[&str]| {
        run_in(folder.path(), &[&["show", "--catalog", "cat", "Harbour Lights"], args].concat())
            .stdout
    };
    let written = toml(&["--toml"]);
    assert!(
        written.contains(told)
            && written.contains("deep-water = { occurs = \"once\", where = \"episode 3\" }"),
        "{written}"
    );
    assert!(written.contains("warning_readers = 2"), "{written}");
    let shown = toml(&[]);
    assert!(!shown.contains("lost letter") && shown.contains("1 hidden trope"), "{shown}");
    assert!(
        shown.contains("warnings: Deep water (once)") && !shown.contains("episode 3"),
        "{shown}"
    );
    let spoiled = toml(&["--spoilers"]);
    assert!(
        spoiled.contains("lost letter") && spoiled.contains("Deep water (once, episode 3)"),
        "{spoiled}"
    );

    let first = toml(&["--warnings"]);
    assert!(first.find("Deep water (once)") < first.find("first on"), "{first}");
    assert!(first.contains("nothing is promised") && !first.contains("episode 3"), "{first}");
    let csv = toml(&["--warnings", "--format", "csv"]);
    assert_eq!(csv, "drama,warning,label,occurs\nharbour-lights,deep-water,Deep water,once\n");

    let wrong =
        "borrowed-name = 1\n[drama.warnings]\ndeep-watr = \"once\"\ndeep-water = \"often\"\n";
    check(
        &[
            known,
            (H, "borrowed-name = 1\n", wrong),
            (
                H,
                "lost-letter = 5",
                "lost-letter = { level \
            = 6 }",
            ),
        ],
        &[
            "cat/dramas/2017.toml:10:1: error: the level of `lost-letter` must be a whole number \
            from 1 to 5"
                .to_owned(),
            "cat/dramas/2017.toml:19:1: error: unknown warning `deep-watr`; did you mean \
            `deep-water`?"
                .to_owned(),
            "cat/dramas/2017.toml:20:1: error: the warning `deep-water` must be `once`, \
            `recurring` or `possible`"
                .to_owned(),
        ],
    );
}

#[test]
fn a_warning_is_one_of_three_and_looked_at_twice() {
    let warning = "[[warning]]\nid = \"deep-water\"\nlabel = \"Deep water\"\ndefinition = \
        \"Someone drowns.\"\n\n[[trope]]\nid = \"lost-letter\"";
    let known = (T, "[[trope]]\nid = \"lost-letter\"", warning);
    let told = "borrowed-name = 1\n[drama.warnings]\ndeep-water = \"possible\"\n";
    let once = (H, "borrowed-name = 1\n", told);
    check(
        &[known, once],
        &["cat/dramas/2017.toml:1:1: warning: the warnings of `harbour-lights` had no second \
            look; let another reader look for every warning, then write `warning_readers = \
            2`"
        .to_owned()],
    );
    // Both of two.
    let folder = catalogue(&[
        known,
        once,
        (
            H,
            "deep-water = \"possible\"\n",
            "deep-water = \"possible\"\ndeep-water = \"recurring\"\n",
        ),
    ]);
    let ran = run_in(folder.path(), &["check", "cat"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stdout,
        "cat/dramas/2017.toml:20:1: error: `deep-water` stands twice; keep one of the two\n"
    );
    // Of a trope that does not say so.
    let trope = "[[warning]]\nid = \"night-ferry\"\nlabel = \"Ferry\"\ndefinition = \"A \
        ferry.\"\n\n[[trope]]\nid = \"lost-letter\"";
    check(
        &[(T, "[[trope]]\nid = \"lost-letter\"", trope)],
        &["cat/tropes.toml:6:1: error: `night-ferry` is a trope that is no content warning; add \
            `content_warning = true` to the trope, or give the warning another id"
            .to_owned()],
    );
}

#[test]
fn days_of_snapshots_are_one_for_each_fact() {
    let folder = catalogue(&[]);
    let write = |text: &str| fs::write(folder.path().join("cat/snapshot.toml"), text).unwrap();
    write("[[snapshot]]\non = 2025-10-25\nfacts = [\"followers\", \"score\"]\n");
    let ran = run_in(folder.path(), &["check", "cat"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    let shown = run_in(folder.path(), &["show", "--catalog", "cat", "Harbour Lights"]).stdout;
    assert!(shown.contains("facts as of 2025-10-25"), "{shown}");
    write("[[snapshot]]\nfacts = [\"followers\", \"followers\", \"streaming\"]\n");
    let ran = run_in(folder.path(), &["check", "cat"]);
    let expected = [
        "cat/snapshot.toml:1:1: error: `on` is missing; write the day as `on = 2025-10-25`",
        "cat/snapshot.toml:2:23: error: the day of `followers` stands twice, first at line 2; \
        keep one of the two",
        "cat/snapshot.toml:2:36: error: `streaming` is no fact of a drama",
    ];
    assert_eq!((ran.code, ran.stdout.lines().collect::<Vec<_>>()), (1, expected.to_vec()));
}

#[test]
fn rows_that_contradict_each_other_are_named() {
    let folder = TempDir::new().unwrap();
    let table = "id,title,tags,leads,where_to_watch,series,series_order\n\
        a,One,romance,Yoo Jin:183,Netflix,quay,1\n\
        b,Two,divorce,Yu Jin:183,netflix,quay,1\n\
        c,Three,healing,Yoo Jin:183,netflix,,\n";
    fs::write(folder.path().join("rows.csv"), table).unwrap();
    let ran = run_in(folder.path(), &["check", "rows.csv"]);
    let expected = [
        "rows.csv:3:1: warning: `a` and `b` are both number 1 of the series `quay`; give one of \
        them another number",
        "rows.csv:3:1: warning: the person 183 is `Yu Jin` here and `Yoo Jin` at rows.csv:2; one \
        person has one name and a number of its own",
        "rows.csv:3:1: warning: `netflix` is spelt `Netflix` at rows.csv:2; keep one spelling",
    ];
    assert_eq!((ran.code, ran.stdout.lines().collect::<Vec<_>>()), (0, expected.to_vec()));
}
