//! What the program says of itself and of what went wrong: help, errors, completions.

mod common;

use std::fs;

use common::{run, run_command, tropewise};
use tempfile::TempDir;

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_a_failure() {
    for args in [&["--help"][..], &["help", "ask"], &["--version"], &["like", "--help"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(common::BINARY);
        let output = command.args(args).stdout(full).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(said.contains("cannot write to `standard output`"), "{said}");
    }
}

#[test]
fn what_was_typed_forges_no_line() {
    let forged = "Blorp\nhint: type this\rerror: that\u{2028}note: so";
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("list.txt"), "Signal\n").unwrap();
    let option = format!("--{forged}");
    let wish = format!("like \"{forged}\", no {forged}");
    let path = format!("./{forged}");
    for args in [
        &["show", forged][..],
        &["show", &path],
        &["compare", "Signal", forged],
        &["tropes", forged],
        &["dramas", forged],
        &["like", forged],
        &["like", "Signal", &option],
        &["like", "Signal", "--want", forged],
        &["like", "Signal", "--avoid", forged],
        &["like", "Signal", "--with", forged],
        &["like", "Signal", "--streaming", forged],
        &["like", "Signal", "--airing", forged],
        &["like", "Signal", "--seen", forged, "-k", "1"],
        &["like", "Signal", "--seen", &path],
        &["like", "Signal", "--max-episodes", forged],
        &["like", "Signal", "--catalog", &path],
        &["ask", &wish, "--dry-run"],
        &["ask", "romance", &option],
        &["encode", &path],
        &["check", &path],
        &[forged],
    ] {
        let mut command = tropewise();
        command.args(args).current_dir(folder.path());
        let ran = run_command(command);
        let lines: Vec<&str> = ran.stdout.lines().chain(ran.stderr.lines()).collect();
        for begin in ["hint: type this", "error: that", "note: so"] {
            let is_forged = lines.iter().any(|line| line.trim_start().starts_with(begin));
            assert!(!is_forged, "{args:?}: {}{}", ran.stdout, ran.stderr);
        }
    }
}

#[test]
fn help_lists_options_by_what_they_are_for() {
    let page = run(&["like", "--help"]).answered();
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("no {part}: {page}"));
    let order = [
        "\nWhat you wish for:",
        "--want <",
        "--pooling <",
        "--avoid <",
        "\nWhich dramas may be answered:",
        "--year-from <",
        "--year-to <",
        "\nOptions of every command:",
        "--format <",
        "--spoilers",
    ];
    assert!(order.windows(2).all(|two| at(two[0]) < at(two[1])), "{page}");
    assert!(at("What counts beside tropes:") < at("Options of every command:"), "{page}");
    let folder = TempDir::new().unwrap();
    run(&["man", folder.path().to_str().unwrap()]).answered();
    let manual = fs::read_to_string(folder.path().join("tropewise-score.1")).unwrap();
    assert!(manual.contains(".SH \"WHICH DRAMAS MAY BE ANSWERED\""), "{manual}");
}

/// What a shell is offered behind these words in a folder; the last is being typed.
fn offered(folder: &TempDir, words: &[&str]) -> Vec<String> {
    let mut command = tropewise();
    command.current_dir(folder.path()).env("TROPEWISE_COMPLETE", "fish");
    command.arg("--").arg("tropewise").args(words);
    let page = run_command(command).answered();
    page.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn shells_complete_files_kinds_services_and_people() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("s_list.txt"), "Signal\n").unwrap();
    for (words, first) in [
        (&["like", "Signal", "--seen", "s_"][..], "s_list.txt"),
        (&["ask", "romance", "--seen", "s_l"], "s_list.txt"),
        (&["like", "--seen", "crash"], "crash-landing-on-you"),
        (&["like", "--airing", "f"], "finished"),
        (&["like", "--rating-up-to", "1"], "13+"),
        (&["score", "--origin", "web-"], "web-novel"),
        (&["score", "--streaming", "netf"], "Netflix"),
        (&["score", "--streaming", "Viki,netf"], "Viki,Netflix"),
        (&["score", "--network", "tv"], "tvN"),
        (&["score", "--without", "gong-yo"], "Gong-Yoo"),
        (&["tropes", "slow-b"], "slow-burn"),
        (&["dramas", "crash"], "crash-landing-on-you"),
    ] {
        let found = offered(&folder, words);
        assert_eq!(found.first().map(String::as_str), Some(first), "{words:?}: {found:?}");
    }
    assert_eq!(offered(&folder, &["like", "--airing", ""]).len(), 3);
    // What is offered is understood.
    let people = ["score", "--with", "Gong-Yoo", "--network", "TV-Chosun", "--format", "json"];
    assert_ne!(run(&people).code, 2);
    run(&["score", "--with", "Gong-Yoo", "--streaming", "Apple-TV"]).answered();
}

/// What a terminal of 40 columns shows of a command, line by line; none where there is no program
/// that makes terminals.
#[cfg(target_os = "linux")]
fn on_a_terminal(rows: &str, command: &str) -> Option<Vec<String>> {
    let line = format!("stty cols 40 rows {rows}; {} {command}", common::BINARY);
    let mut script = std::process::Command::new("script");
    script.args(["-qec", &line, "/dev/null"]).stdin(std::process::Stdio::null());
    common::UNSET.iter().for_each(|name| {
        script.env_remove(name);
    });
    script.env("TROPEWISE_CONFIG", "").env("NO_COLOR", "1").env_remove("COLUMNS");
    let output = script.output().ok()?;
    let page = String::from_utf8(output.stdout).ok()?.replace("\r", "");
    // Where nothing can be made a terminal, nothing is said.
    page.contains("ote: ").then(|| page.lines().map(str::to_owned).collect())
}

#[cfg(target_os = "linux")]
#[test]
fn talk_fits_the_terminal_and_leaves_commands_whole() {
    for rows in ["0", "24"] {
        let Some(lines) = on_a_terminal(rows, "like Signal --avoid suicide -k 1") else { return };
        let wide = |line: &&String| common::columns(line) > 40 && line.contains(' ');
        assert_eq!(lines.iter().find(wide), None, "{lines:#?}");
        assert!(lines.iter().any(|line| line.starts_with("note: content warnings")), "{lines:#?}");
    }
    let asked = "ask 'like Signl' --min-hours 8 -k 1; echo note: done";
    let Some(lines) = on_a_terminal("0", asked) else { return };
    let whole = "`tropewise ask \"like Signl, at least 8 hours in all\" -k 1`";
    assert!(lines.iter().any(|line| line.contains(whole)), "{lines:#?}");
}
