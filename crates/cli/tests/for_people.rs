//! Forms of output that people read, and small slips that are forgiven.

mod common;

use std::fs;

use common::{run, run_command, tropewise};
use tempfile::TempDir;

#[test]
fn markdown_tells_in_words_what_csv_has_in_numbers() {
    let asked = ["like", "Signal", "-k", "2", "--format"];
    let table = run(&[&asked[..], &["markdown"]].concat()).answered();
    assert!(table.starts_with("| # | drama | facts | score | about | why |\n"), "{table}");
    assert!(table.contains("% |") || table.contains("%,"), "{table}");
    assert!(!table.contains("=0."), "{table}");
    let rows = run(&[&asked[..], &["csv"]].concat()).answered();
    assert!(rows.starts_with("rank,id,title,year,mdl,score,base,contributions,"), "{rows}");
    assert!(rows.contains("=0."), "{rows}");
    let sum = ["score", "divorce", "--title", "Go Back Couple", "--format", "markdown"];
    let sum = run(&sum).answered();
    assert!(sum.contains("| base, the sum of these |") && !sum.contains("=0."), "{sum}");
    let compared = run(&["compare", "Signal", "Tunnel", "--format", "markdown"]).answered();
    assert!(compared.contains("| Police work | 5 | 5 |"), "{compared}");
    let asked = run(&["ask", "like Signal", "-k", "2", "--format", "markdown"]).answered();
    assert_eq!(asked, table);
}

#[test]
fn a_fact_is_never_cut_in_two() {
    for columns in ["40", "60", "80", "100", "120"] {
        let mut command = tropewise();
        command.args(["like", "Bloodhounds", "--only", "A Shop for Killers"]);
        command.env("COLUMNS", columns);
        let page = run_command(command).answered();
        assert!(page.contains("Disney+ Hotstar") && page.contains("8 episodes"), "{page}");
    }
}

#[test]
fn what_is_left_out_is_told_in_words() {
    let ran = run(&["like", "Signal", "--avoid", "suicide", "--seen", "Stranger", "-k", "1"]);
    for part in [
        "that nobody has looked through for what you avoid are left out",
        "1 drama that you have seen is left out",
    ] {
        assert!(ran.stderr.contains(part), "{}", ran.stderr);
    }
}

#[test]
fn a_search_shows_the_name_that_matched() {
    let page = run(&["dramas", "love", "-k", "5"]).answered();
    assert!(page.contains("also Lovers"), "{page}");
    // Where the title shows it, nothing is added.
    let page = run(&["dramas", "My Dearest"]).answered();
    assert!(!page.contains("also "), "{page}");
}

#[test]
fn what_is_said_twice_counts_once() {
    let once = run(&["score", "romance", "-k", "3"]).answered();
    assert_eq!(run(&["score", "romance", "Romance", "-k", "3"]).answered(), once);
    let line = ["like", "Signal", "--want", "romance", "--avoid", "zombies", "-k", "2"];
    let twice = ["--want", "romance", "--avoid", "zombies"];
    assert_eq!(run(&[&line[..], &twice].concat()).answered(), run(&line).answered());
    let different = run(&["score", "romance", "romance:0.5"]);
    assert!(different.stderr.contains("asked for twice"), "{}", different.stderr);
    for nothing in ["", " , "] {
        let ran = run(&["score", "romance", "--any", nothing]);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
    }
}

#[test]
fn an_overlay_is_told_what_is_wrong_with_it() {
    let folder = TempDir::new().unwrap();
    let ran = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).unwrap();
        let mut command = tropewise();
        command.current_dir(folder.path()).args(["like", "Signal", "-k", "1", "--overlay", name]);
        run_command(command)
    };
    let nothing = ran("nothing.toml", "# to be written\n");
    assert!(nothing.stderr.contains("overlay `nothing.toml` says nothing"), "{}", nothing.stderr);
    nothing.answered();
    let bell = ran("bell.toml", "[[drama]]\nid = \"x\"\ntitle = \"a\\u0007\"\n");
    assert!(bell.stderr.contains("the overlay `bell.toml` has mistakes"), "{}", bell.stderr);
    assert!(!bell.stderr.contains("redefine"), "{}", bell.stderr);
}

#[test]
fn people_of_one_name_are_told_apart() {
    let ran = run(&["score", "--with", "Nam Ji Hyun"]);
    assert!(ran.stderr.contains("2 people are called `Nam Ji Hyun`"), "{}", ran.stderr);
    let one =
        ran.stderr.split('`').find(|piece| piece.starts_with("Nam Ji Hyun:")).expect("one of them");
    let alone = run(&["score", "--with", one]);
    assert!(!alone.stderr.contains("people are called"), "{}", alone.stderr);
    assert!(alone.answered().lines().count() < ran.answered().lines().count());
    let other = run(&["score", "--with", "Gong Yoo"]);
    assert!(!other.stderr.contains("people are called"), "{}", other.stderr);
}
