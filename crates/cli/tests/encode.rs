//! `tropewise encode`, through the real binary and the shipped encoder.

mod common;

use common::{Ran, fixture, run, run_command, tropewise};
use serde_json::Value;

/// Encodes a text given on standard input.
fn told(text: impl Into<Vec<u8>>, args: &[&str]) -> Ran {
    let mut command = tropewise();
    command.args(["encode", "-"]).args(args).write_stdin(text);
    run_command(command)
}

fn file(name: &str) -> String {
    fixture("texts").join(name).to_str().expect("a plain path").to_owned()
}

fn article(name: &str) -> Value {
    run(&["encode", &file(name), "--format", "json"]).json()["dramas"].take()
}

fn tropes(drama: &Value) -> Vec<&str> {
    drama["tropes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|trope| trope["trope"].as_str().unwrap())
        .collect()
}

/// The tropes of a text of one drama, however unsure.
fn all(text: &str) -> Vec<String> {
    let told = told(text, &["--format", "json", "--min-confidence", "0.15", "-k", "40"]).json();
    tropes(&told["dramas"][0]).iter().map(|trope| (*trope).to_owned()).collect()
}

#[test]
fn every_titled_section_is_a_drama() {
    let dramas = article("article.txt");
    let titles: Vec<&str> =
        dramas.as_array().unwrap().iter().map(|d| d["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Lanterns of the Quay", "Ward Nine", "Our Beloved Summer"]);
    assert_eq!(dramas[0]["platforms"], serde_json::json!(["Netflix", "Viki"]));
    assert_eq!((&dramas[1]["year"], &dramas[1]["platforms"][0]), (&2019.into(), &"tvN".into()));
    assert_eq!(dramas[0]["leads"], serde_json::json!(["Seo Ji-an"]));
    assert!(tropes(&dramas[0])[..3].contains(&"time-travel"), "{:?}", tropes(&dramas[0]));
    assert!(tropes(&dramas[1])[..4].contains(&"ex-spouses"), "{:?}", tropes(&dramas[1]));
    for absent in ["revenge", "time-travel", "serial-killer", "murder-mystery"] {
        assert!(
            !tropes(&dramas[1]).contains(&absent) && !tropes(&dramas[2]).contains(&absent),
            "{absent}"
        );
    }
}

#[test]
fn a_text_of_one_line_is_read_with_or_without_a_full_stop() {
    for text in [
        "A time-travel thriller about a serial killer",
        "A time-travel thriller about a serial killer.",
        "# A time-travel thriller about a serial killer",
        "time travel\n\nserial killer\n",
    ] {
        let told = told(text, &["--format", "json"]).json();
        let found = tropes(&told["dramas"][0]);
        assert!(
            found.contains(&"time-travel") && found.contains(&"serial-killer"),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn known_titles_are_set_beside_the_catalogue() {
    let dramas = article("article.txt");
    assert!(dramas[0].get("known").is_none());
    let known = &dramas[2]["known"];
    assert_eq!(known["id"], "our-beloved-summer");
    let beside = known["side_by_side"].as_array().unwrap();
    let exes =
        beside.iter().find(|beside| beside["trope"] == "ex-lovers-reunite").expect("in both");
    assert!(exes["text"].as_f64() > Some(0.0) && exes["catalogue"] == 1.0);
    assert!(beside.iter().any(|beside| beside["text"] == 0.0), "what only the catalogue has");
}

#[test]
fn evidence_stands_where_it_says() {
    for name in ["article.txt", "article.md", "article.html"] {
        let bytes = std::fs::read(fixture("texts").join(name)).expect("readable");
        for drama in article(name).as_array().unwrap() {
            for evidence in drama["tropes"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|t| t["evidence"].as_array().unwrap())
            {
                let number = |key: &str| evidence["place"][key].as_u64().unwrap() as usize;
                let place = String::from_utf8_lossy(&bytes[number("start")..number("end")]);
                let words = evidence["words"].as_str().unwrap();
                let (first, last) = words.split_once(" … ").unwrap_or((
                    words.split(' ').next().unwrap(),
                    words.rsplit(' ').next().unwrap(),
                ));
                assert!(
                    place.starts_with(first) && place.ends_with(last),
                    "{name}: {words} is not {place}"
                );
                let line =
                    1 + bytes[..number("start")].iter().filter(|byte| **byte == b'\n').count();
                assert_eq!(number("line"), line, "{name}: {words}");
            }
        }
    }
}

#[test]
fn markdown_and_html_say_what_their_text_says() {
    for name in ["article.md", "article.html"] {
        let dramas = article(name);
        let titles: Vec<&str> =
            dramas.as_array().unwrap().iter().map(|d| d["title"].as_str().unwrap()).collect();
        assert_eq!(titles, ["Lanterns of the Quay", "Ward Nine"], "{name}");
        assert!(tropes(&dramas[0]).contains(&"time-travel"), "{name}");
        assert!(
            tropes(&dramas[1]).contains(&"ex-spouses") || tropes(&dramas[1]).contains(&"divorce"),
            "{name}"
        );
        for hidden in
            ["serial-killer", "zombies", "vampires", "ghosts", "amnesia", "kidnapping", "revenge"]
        {
            assert!(
                !dramas.as_array().unwrap().iter().any(|drama| tropes(drama).contains(&hidden)),
                "{name}: {hidden}"
            );
        }
    }
    assert_eq!(article("article.md")[0]["leads"], serde_json::json!(["Seo Ji-an", "Kang Do-jin"]));
}

#[test]
fn what_is_denied_is_no_trope() {
    assert!(
        all("A woman travels back in time to save her husband.")
            .contains(&"time-travel".to_owned())
    );
    for text in [
        "A couple marries without a time-travel gimmick.",
        "This is not a time travel story but a romance.",
        "Unlike other time travel dramas, a couple falls in love.",
        "A couple falls in love as if time travel were real.",
    ] {
        assert!(!all(text).contains(&"time-travel".to_owned()), "{text}");
    }
}

#[test]
fn korean_synopses_are_read() {
    let found = all("이혼한 부부가 타임슬립으로 스무 살의 과거로 돌아간다.");
    assert!(
        found.contains(&"time-travel".to_owned())
            && found.iter().any(|t| t == "divorce" || t == "ex-spouses"),
        "{found:?}"
    );
}

#[test]
fn a_text_without_headings_is_one_drama() {
    let told = told(
        "Years after their divorce a couple meets again.\n\nShe is a doctor at his hospital.",
        &["--format", "json"],
    )
    .json();
    assert_eq!(told["dramas"].as_array().unwrap().len(), 1);
    assert!(told["dramas"][0].get("title").is_none());
}

#[test]
fn like_ranks_the_catalogue_without_the_drama_itself() {
    let answers = run(&["encode", &file("article.txt"), "--like", "-k", "5", "--format", "json"])
        .json()["dramas"]
        .take();
    assert_eq!(answers.as_array().unwrap().len(), 3);
    for answer in answers.as_array().unwrap() {
        let results = answer["answer"]["results"].as_array().unwrap();
        assert_eq!(results.len(), 5);
        assert!(results.iter().all(|result| result["id"] != "our-beloved-summer"
            || answer["title"] != "Our Beloved Summer"));
        let sum: f64 = results[0]["contributions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["amount"].as_f64().unwrap())
            .sum();
        assert!((sum - results[0]["base"].as_f64().unwrap()).abs() < 1e-5);
    }
    let page = run(&["encode", &file("article.txt"), "--like", "-k", "2"]).answered();
    assert!(page.contains("More like Ward Nine"), "{page}");
    let csv =
        run(&["encode", &file("article.txt"), "--like", "-k", "2", "--format", "csv"]).answered();
    assert_eq!(csv.lines().count(), 7, "{csv}");
}

#[test]
fn toml_is_ready_for_the_catalogue() {
    let entries = run(&["encode", &file("article.txt"), "--toml"]).answered();
    assert!(
        entries.contains("id = \"lanterns-of-the-quay\"") && entries.contains("reviewed = false"),
        "{entries}"
    );
    assert!(entries.contains("leads = [\"Seo Ji An\"]"), "{entries}");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new.toml");
    std::fs::write(&path, entries).expect("written");
    let path = path.to_str().expect("a plain path");
    let checked = run(&["check", path]);
    assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
    run(&["show", "Lanterns of the Quay", "--overlay", path]).answered();
}

#[test]
fn every_format_has_all_tropes() {
    let table = run(&["encode", &file("article.txt")]).answered();
    assert!(
        table.contains("Ward Nine (2019)") && table.contains("“ex-husband” (line 18)"),
        "{table}"
    );
    assert!(!table.contains('\u{1b}'));
    let csv = run(&["encode", &file("article.txt"), "--format", "csv"]).answered();
    assert!(csv.starts_with("title,year,platforms,leads,known,trope,confidence"), "{csv}");
    let markdown = run(&["encode", &file("article.txt"), "--format", "markdown"]).answered();
    assert_eq!(markdown.lines().count(), csv.lines().count() + 1);
    let few = run(&["encode", &file("article.txt"), "-k", "1", "--format", "csv"]).answered();
    assert_eq!(few.lines().count(), 4);
}

#[test]
fn the_same_text_gives_the_same_bytes() {
    let once = run(&["encode", &file("article.html"), "--format", "json"]).answered();
    assert_eq!(once, run(&["encode", &file("article.html"), "--format", "json"]).answered());
}

#[track_caller]
fn refused(text: impl Into<Vec<u8>>, message: &str) {
    let ran = told(text, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    assert!(ran.stderr.contains(message) && ran.stderr.contains("hint: "), "{}", ran.stderr);
}

#[test]
fn what_cannot_be_read_is_refused_with_the_next_step() {
    refused("", "the text is empty");
    refused(" \n\n …", "the text is empty");
    refused(b"\x7fELF\x02\x01\x01\x00\x00".to_vec(), "this is no text: byte 0x02 at offset 4");
    refused(b"A divorc\xe9e".to_vec(), "the text is not valid UTF-8 at byte 8");
    refused(vec![b'a'; 33_000_000], "the text is larger than 32 MB");
    let large = told("# A\n\n".repeat(1_000_000), &["--from", "markdown"]);
    assert!(large.stderr.contains("the Markdown is larger than 4 MB"), "{}", large.stderr);
    refused("Lorem ipsum dolor sit amet.", "no known trope is in the text");
    let missing = run(&["encode", "no-such-file.txt"]);
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.contains("cannot read `no-such-file.txt`"), "{}", missing.stderr);
    let range = told("x", &["--min-confidence", "1.5"]);
    assert_eq!(range.code, 2, "{}", range.stderr);
    assert_eq!(told("x", &["--toml", "--like"]).code, 2);
    assert_eq!(told("x", &["-k", "0"]).code, 2);
}

#[test]
fn other_encodings_with_a_mark_are_read() {
    let text = "Years after their divorce a couple meets again in a hospital.";
    let plain = told(text, &["--format", "csv"]).answered();
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(told(wide, &["--format", "csv"]).answered(), plain);
    assert_eq!(told(format!("\u{feff}{text}"), &["--format", "csv"]).answered(), plain);
}

#[test]
fn hostile_markup_ends_in_an_answer_or_a_refusal() {
    let deep = |open: &str, n: usize| format!("{}A divorced couple meets again.", open.repeat(n));
    for (text, from) in [
        (deep("<div>", 200_000), "html"),
        (deep("<p class=\"x", 50_000), "html"),
        (deep("<![CDATA[", 50_000), "html"),
        (deep("&#x41;&notit;&", 50_000), "html"),
        (deep("> ", 20_000), "markdown"),
        (deep("[", 100_000), "markdown"),
        (deep("*a_", 100_000), "markdown"),
        (deep("(", 200_000), "text"),
        (deep("‘", 200_000), "text"),
        ("divorce ".repeat(200_000), "text"),
        ("1. A B\n\n".repeat(100_000), "text"),
    ] {
        let ran = told(text, &["--from", from]);
        assert!(ran.code == 0 || ran.code == 1, "{from}: {}", ran.stderr);
    }
}

#[test]
fn a_title_with_a_slip_is_tied_and_told() {
    let text = "1. Extraordinary Atorney Woo\nAn autistic lawyer.\n\n2. Signal\nA detective.\n";
    let ran = told(text, &["--format", "json"]);
    let note = "`Extraordinary Atorney Woo` is taken for `Extraordinary Attorney Woo`";
    assert!(ran.stderr.contains(note), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("is taken for").count(), 1, "{}", ran.stderr);
    assert_eq!(ran.json()["dramas"][0]["known"]["id"], "extraordinary-attorney-woo");
}

#[test]
fn another_encoding_or_form_is_told_with_what_to_do() {
    for (text, hint) in [
        (&b"A divorc\xe9e and a caf\xe9"[..], "`iconv -f WINDOWS-1252 -t UTF-8 FILE"),
        (b"\xbd\xc3\xb1\xd7\xb3\xce\n\xc7\xfc\xbb\xe7", "`iconv -f CP949 -t UTF-8 FILE"),
        (b"{\\rtf1 {\\b Signal}\\par A detective.}", "save it as plain text or HTML"),
        (b"%PDF-1.7 ...", "copy its text"),
    ] {
        let ran = told(text, &[]);
        assert_eq!(ran.code, 1, "{hint}");
        assert!(ran.stderr.contains(hint), "{hint}: {}", ran.stderr);
    }
}
