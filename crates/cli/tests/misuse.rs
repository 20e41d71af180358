//! Wrong use of the real binary: a clear error with the next step, the right exit code, nothing on
//! stdout.

mod common;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use common::{
    BINARY, Ran, UNSET, fixture, run, run_command, shelf, shelf_command, tell, tropewise,
};

/// Runs on the shelf what cannot be answered; `said` are parts of what stderr must say.
#[track_caller]
fn refused(args: &[&str], code: i32, said: &[&str]) {
    let ran = shelf(args);
    assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{args:?}\n{}", ran.stderr);
    // Hints name the catalogue in use.
    let told = ran.stderr.replace(fixture("shelf").to_str().expect("a plain path"), "SHELF");
    for part in said {
        assert!(told.contains(part), "{args:?} {part}\n{}", ran.stderr);
    }
    assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
}

/// A table of lines, each with its exit code before it and what must be said under it.
#[track_caller]
fn all_refused(table: &str) {
    let lines: Vec<&str> = table.lines().filter(|line| !line.is_empty()).collect();
    for case in lines.chunk_by(|_, line| line.starts_with(' ')) {
        let (code, line) = case[0].split_once(' ').expect("a code");
        let said: Vec<&str> = case[1..].iter().map(|said| said.trim()).collect();
        refused(&line.split(' ').collect::<Vec<_>>(), code.parse().unwrap(), &said);
    }
}

#[test]
fn unknown_names_are_met_with_near_ones() {
    let near = "hint: did you mean `Paper Lanterns (2020)` or `Harbour Lights (2017)`?\n";
    for command in [
        ["like"].as_slice(),
        &["show"],
        &["compare", "the-unread"],
        &["score", "drowning", "--title"],
        &["like", "the-unread", "--unlike"],
    ] {
        let args = [command, &["Harbour Lanterns"]].concat();
        refused(&args, 1, &["error: unknown title `Harbour Lanterns`\n", near]);
    }
    all_refused(
        "
1 like qqqqqq
    error: unknown title `qqqqqq`
    hint: `tropewise dramas WORD --catalog SHELF` searches the catalogue
1 like mdl:7
    error: unknown title `mdl:7`
1 score lost-leter
    error: unknown trope `lost-leter`
    hint: did you mean `lost-letter`?
1 like harbour-lights --want lost-leter
    error: unknown trope `lost-leter`
1 like harbour-lights --avoid lost-leter:0.5
    error: unknown trope `lost-leter`
1 like harbour-lights --more nite-ferry
    error: unknown trope `nite-ferry`
    hint: did you mean `night-ferry`?
1 score qqqqqq
    hint: `tropewise tropes --catalog SHELF` lists them all, `tropewise tropes --warnings --catalog SHELF` the content warnings
1 like harbour-lights --network KBS
    error: unknown network `KBS`
    hint: did you mean `KBN`?
1 like harbour-lights --streaming wavelets
    error: unknown streaming service `wavelets`
    hint: did you mean `Wavelet`?
1 dramas qqqqqq
    error: no title matches `qqqqqq`
    hint: try another spelling
1 tropes qqqqqq
    error: unknown trope `qqqqqq`
",
    );
    // Another number is another title, however near.
    refused(&["show", "Ferry School 3"], 1, &["`Ferry School 2 (2020)`"]);
}

#[test]
fn a_title_of_several_dramas_asks_for_the_year() {
    let both = "`Second Spring (2017)` or `Second Spring (2020)`";
    for command in ["like", "show"] {
        refused(
            &[command, "second spring"],
            1,
            &[
                "error: the title `second spring` belongs to several dramas",
                "hint: add the year: ",
                both,
            ],
        );
    }
}

#[test]
fn a_title_of_several_dramas_asks_for_the_year_unquoted_as_well() {
    refused(&["show", "Second", "Spring"], 1, &["add the year"]);
}

#[test]
fn numbers_out_of_range_are_misuse() {
    for weight in ["two", "1.5", "-0.1", "NaN", "inf", ""] {
        let said = ["the weight of `lost-letter` must be a number from 0 to 1"];
        refused(&["score", &format!("lost-letter:{weight}")], 2, &said);
        refused(&["like", "harbour-lights", "--avoid", &format!("lost-letter:{weight}")], 2, &said);
    }
    all_refused(
        "
2 score lost-letter -k 0
    error: k must be a whole number from 1 up, not 0
    hint: give a whole number from 1 up
2 dramas -k 0
    error: k must be a whole number from 1 up, not 0
2 show harbour-lights -k 0
    error: k must be a whole number from 1 up, not 0
2 score lost-letter -k many
    invalid value 'many'
2 like harbour-lights --diversity 1
    error: diversity must be at least 0 and below 1, not 1
2 like harbour-lights --diversity NaN
    error: diversity must be a number from 0 to 1, not NaN
2 like harbour-lights --want drowning --wish-share 2
    error: the wish share must be a number from 0 to 1, not 2
2 like harbour-lights --popularity=1.1
    error: the weight of popularity must be a number from 0 to 1, not 1.1
2 like harbour-lights --era=-1
    error: the weight of era must be a number from 0 to 1, not -1
2 like harbour-lights --people=many
    invalid value 'many'
2 like harbour-lights --avoid drowning --veto-threshold 0
    error: the veto threshold must be above 0 and at most 1, not 0
2 like harbour-lights --max-episodes 0
    error: the most episodes must be a whole number from 1 up, not 0
2 score --min-episodes 20 --max-episodes 10
    error: no drama has at least 20 and at most 10 episodes
    hint: swap the two numbers
2 score --rating-up-to 12
    error: the content rating must be one of G, 13+, 15+, 18+, not `12`
2 score --airing soon
    error: airing must be one of not-yet, airing, finished, not `soon`
2 score lost-letter --as-of yesterday
    error: the day of the question must be a day such as 2025-10-25, not yesterday
2 score lost-letter --as-of 1950-01-01
    error: on 1950-01-01 no drama of the catalogue had aired
2 score lost-letter --min-score 11
    error: the least score must be a number from 0 to 10, not 11
2 like harbour-lights --year-from 2020 --year-to 2017
    error: no year is from 2020 on and up to 2017
    hint: swap the two years
",
    );
}

#[test]
fn questions_that_ask_for_nothing_or_for_its_opposite_are_misuse() {
    all_refused(
        "
2 score lost-letter:0
    error: the query is empty
    hint: name a title to like, a trope to want with a weight above 0, or a filter
2 score lost-letter --avoid lost-letter
    error: `lost-letter` is asked for twice: wanted and avoided
    hint: keep one of the two
2 score --require lost-letter --avoid lost-letter
    error: `lost-letter` is asked for twice: avoided and required
    hint: keep one of the two
2 score lost-letter 잃어버린편지:0.5
    error: `lost-letter` is asked for twice: wanted and wanted
2 like harbour-lights --more night-ferry --less night-ferry
    error: `night-ferry` is asked for twice: more of it and less of it
2 like harbour-lights --more night-ferry --avoid night-ferry
    error: `night-ferry` is asked for twice: avoided and more of it
2 like harbour-lights --unlike mdl:900001
    error: `Harbour Lights (2017)` is asked for twice: liked and disliked
2 score lost-letter --more night-ferry
    unexpected argument '--more'
2 like
    <TITLE>
2 score
    error: the query is empty
2 frobnicate
    unrecognized subcommand 'frobnicate'
2 like harbour-lights --frobnicate
    unexpected argument '--frobnicate'
2 like harbour-lights --format yaml
    invalid value 'yaml'
2 batch --threads 0
    invalid value '0'
2 compare harbour-lights
    <B>
",
    );
    let bare = run(&[]);
    assert!(
        bare.code == 2 && bare.stdout.is_empty() && bare.stderr.contains("Usage: "),
        "{bare:?}"
    );
}

#[test]
fn the_next_step_works_when_it_is_followed() {
    let followed = [
        ("score --min-episodes 20 --max-episodes 10", "score --min-episodes 10 --max-episodes 20"),
        ("score --year-from 2020 --year-to 2017", "score --year-from 2017 --year-to 2020"),
        ("score --require lost-letter --avoid lost-letter", "score --require lost-letter"),
        ("score --require lost-letter:0", "score --require lost-letter:0.4"),
        ("score lost-letter --popularity=1.5", "score lost-letter --popularity=1"),
        ("score lost-letter --popularity=0 --little-known", "score lost-letter --little-known"),
        ("score lost-letter --as-of 1950-01-01", "score lost-letter --as-of 2021-01-01"),
        ("score --any lost-leter,night-ferry", "score --any lost-letter,night-ferry"),
        ("score --streaming wavelets", "score --streaming Wavelet"),
        ("score", "score --exclude harbour-lights"),
    ];
    for (wrong, right) in followed {
        let [wrong, right] = [tell(wrong), tell(right)];
        assert!(wrong.code != 0 && wrong.stdout.is_empty(), "{}", wrong.stderr);
        assert!(wrong.stderr.contains("\nhint: "), "{}", wrong.stderr);
        assert_eq!(right.code, 0, "{}", right.stderr);
    }
}

#[test]
fn names_of_any_length_are_told_by_their_beginning() {
    let long = "Tunnel ".repeat(10_000);
    for args in [["show"], ["dramas"], ["tropes"], ["score"], ["like"]] {
        let ran = shelf(&[args[0], &long]);
        assert!(ran.code != 0 && ran.stderr.len() < 1_000, "{args:?}: {}", ran.stderr.len());
    }
}

#[test]
fn people_are_told_from_titles() {
    refused(
        &["like", "do yun"],
        1,
        &[
            "error: `do yun` is no title but a person\n",
            "hint: `tropewise score --with \"Do Yun\" --catalog SHELF` asks for dramas with a person\n",
        ],
    );
    assert!(shelf(&["score", "--with", "Do Yun"]).answered().contains("Harbour Lights"));
    refused(
        &["score", "--with", "Qqq Qqq Qqq"],
        1,
        &["error: no lead, writer or director is called `Qqq Qqq Qqq`\n", "hint: "],
    );
    refused(
        &["score", "lost-letter", "--without", "drowning"],
        1,
        &["error: `drowning` is no person but a trope\n", "hint: `--avoid drowning` leaves out"],
    );
}

#[test]
fn a_threshold_above_0_is_one_however_small() {
    let with = |threshold: &str| {
        let line = format!("score lost-letter --avoid drowning --veto-threshold {threshold}");
        tell(&format!("{line} --format csv")).answered()
    };
    assert_eq!(with("1e-300"), with("0.001"));
}

#[test]
fn an_empty_title_is_an_unknown_title() {
    refused(&["like", ""], 1, &["unknown title ``"]);
    refused(&["like", "Harbour Lights", ""], 1, &["unknown title ``"]);
}

#[test]
fn a_title_that_fails_leaves_nothing_half_said() {
    refused(&["show", "Harbour Lights", "qqqqqq"], 1, &["unknown title `qqqqqq`"]);
}

#[test]
fn less_of_what_there_is_none_of_is_told_and_taken_as_a_soft_avoid() {
    let ran = tell("like harbour-lights --less drowning --format csv");
    let note =
        "note: what you liked has no drowning: \"less\" of it is taken as avoiding it softly";
    assert!(ran.stderr.contains(note), "{}", ran.stderr);
    assert_eq!(
        ran.answered(),
        tell("like harbour-lights --avoid drowning:0.5 --format csv").stdout
    );
}

#[test]
fn a_k_beyond_the_catalogue_is_answered_with_all_there_is() {
    let ran = tell("score lost-letter -k 4000000000 --format csv");
    let note = "note: 4 of 4000000000 asked for: no other drama shares a trope that counts with the question\n";
    assert_eq!(ran.stderr, note);
    assert_eq!(ran.answered().lines().count(), 5);
    assert_eq!(tell("dramas -k 4000000000").answered(), tell("dramas").stdout);
    let seen = tell("like harbour-lights --seen Nowhere --format csv");
    assert!(
        seen.stderr.contains("the seen title `Nowhere` is not in the catalogue"),
        "{}",
        seen.stderr
    );
    assert_eq!(seen.code, 0);
    let excluded = tell("like harbour-lights --exclude Nowhere --format csv");
    let note = "note: the excluded title `Nowhere` is not in the catalogue";
    assert!(excluded.code == 0 && excluded.stderr.contains(note), "{}", excluded.stderr);
}

#[test]
fn more_of_what_there_is_all_of_is_told() {
    let mut command = tropewise();
    command.args(["like", "The Glory", "--more", "revenge", "-k", "1"]);
    let ran = run_command(command);
    let note = "note: what you liked has all there can be of revenge: dramas with less of it lose";
    assert!(ran.code == 0 && ran.stderr.contains(note), "{}", ran.stderr);
}

#[test]
fn when_nothing_is_left_the_filter_to_relax_is_named() {
    // What fails, and what to relax.
    let table = "
score lost-letter --year-from 2030
    hint: relaxing `year 2030 and later` would bring 4 more
score lost-letter --year-from 2017 --network HTV --max-episodes 2
    hint: relaxing `max-episodes 2` would bring 2 more
score lost-letter --year-from 2030 --max-episodes 2
    hint: no filter alone is to blame: relax two of them together
score drowning --avoid paper-marriage
    hint: relaxing `avoid paper-marriage` would bring 1 more
";
    let lines: Vec<&str> = table.trim().lines().collect();
    for case in lines.chunks(2) {
        let ran = tell(case[0]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", case[0]);
        let told = format!("error: no drama qualifies\n{}\n", case[1].trim());
        assert!(ran.stderr.ends_with(&told), "{}\n{}", case[0], ran.stderr);
    }
    // A program reads the same in the answer.
    let ran = tell("score lost-letter --year-from 2030 --format json");
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, answer["results"].as_array().unwrap().len()), (1, 0));
    assert_eq!(answer["shortfall"]["advice"], "relaxing `year 2030 and later` would bring 4 more");
}

#[test]
fn files_that_are_not_there_or_not_files_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let here = |args: &str| {
        let mut command = shelf_command(&args.split(' ').collect::<Vec<_>>());
        command.current_dir(folder.path());
        run_command(command)
    };
    fs::create_dir_all(folder.path().join("folder/dramas/2020.toml")).unwrap();
    fs::write(folder.path().join("empty.toml"), "").unwrap();
    let table = "
batch gone
    error: cannot read `gone`: No such file or directory|hint: check the path
batch folder
    error: cannot read `folder`: is a directory|hint: name a file, not a folder
batch -o folder
    error: cannot write `folder`: is a directory|hint: name a file, not a folder
like harbour-lights --overlay gone
    error: cannot read `gone`: No such file or directory|hint: check the path
like harbour-lights --overlay folder
    error: cannot read `folder/dramas/2020.toml`: |hint: name a file, not a folder
";
    let lines: Vec<&str> = table.trim().lines().collect();
    for case in lines.chunks(2) {
        let ran = here(case[0]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", case[0]);
        assert!(
            case[1].trim().split('|').all(|said| ran.stderr.contains(said)),
            "{}\n{}",
            case[0],
            ran.stderr
        );
    }
    for (path, said) in [
        ("gone", "cannot read `gone`"),
        ("empty.toml", "the catalogue `empty.toml` has no drama"),
        (".", "`.` is no catalogue"),
    ] {
        let mut command = common::tropewise();
        command.current_dir(folder.path()).args(["dramas", "--catalog", path]);
        let ran = run_command(command);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{path}");
        assert!(
            ran.stderr.contains(said) && ran.stderr.contains("hint: "),
            "{path}\n{}",
            ran.stderr
        );
    }
}

/// The program as a process of its own, for what can happen to its pipes.
fn process(args: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    UNSET.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.args(args).stdin(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Reads one line of the output, closes the pipe, and waits: exit code and what was said.
fn after_one_line(mut command: Command) -> (Option<i32>, String) {
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(!line.is_empty());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code(), said)
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    // Each writes more than a pipe holds, so that the program still writes when the reader leaves.
    for format in ["table", "json", "csv", "markdown"] {
        assert_eq!(
            after_one_line(process(&["dramas", "--format", format])),
            (Some(0), String::new()),
            "{format}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    fs::write(&input, "{\"id\":\"a\",\"like\":[\"harbour-lights\"]}\n".repeat(5000)).unwrap();
    let shelf = fixture("shelf");
    let batch = process(&["batch", input.to_str().unwrap(), "--catalog", shelf.to_str().unwrap()]);
    assert_eq!(after_one_line(batch), (Some(0), String::new()));
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test must say so")]
fn a_full_disk_is_told() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        eprintln!("skipped: this system has no /dev/full");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    fs::write(&input, "{\"id\":\"a\",\"like\":[\"our-beloved-summer\"]}\n").unwrap();
    let input = input.to_str().unwrap();
    for args in [
        &["dramas"][..],
        &["tropes", "--format", "json"],
        &["show", "our-beloved-summer"],
        &["batch", input],
    ] {
        let child =
            process(args).stdout(File::options().write(true).open(full).unwrap()).spawn().unwrap();
        let ran = Ran::from_output(child.wait_with_output().unwrap());
        assert_eq!(ran.code, 1, "{args:?}");
        assert!(
            ran.stderr
                .contains("error: cannot write to `standard output`: No space left on device\n"),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.contains("hint: free some space"), "{}", ran.stderr);
    }
    let ran = run(&["batch", input, "-o", "/dev/full"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with(
            "error: cannot write `/dev/full`: No space left on device\nhint: free some space"
        ),
        "{}",
        ran.stderr
    );
}

#[test]
fn what_is_echoed_does_not_steer_the_terminal() {
    let mut command = shelf_command(&["like", "Har\u{1b}]0;pwn\u{7}bour \u{202e}Nights Qqq"]);
    command.env("CLICOLOR_FORCE", "1");
    let ran = run_command(command);
    assert_eq!(ran.code, 1);
    let echoed = &ran.stderr[ran.stderr.find("unknown title").expect("an error")..];
    let line = echoed.lines().next().unwrap();
    assert!(!line.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{line:?}");
}

#[test]
fn a_year_that_does_not_tell_dramas_apart_is_answered_with_ids() {
    // Two Korean dramas of 2025 have one Korean title.
    let mut command = tropewise();
    command.args(["show", "트리거 (2025)"]);
    let ran = run_command(command);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("say which by its id: `trigger` or `unmasked`"), "{}", ran.stderr);
}
