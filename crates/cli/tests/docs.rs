//! The pages for readers: every command on them runs and shows what the page says it shows.
//!
//! A fenced block is read by its info string:
//!
//! - `console` is a session. A line that begins with `$ ` is a command, the lines below it are what
//!   it prints. `...` as the last line leaves the rest of the output out.
//! - `sh` is a script. It must run to its end with exit code 0.
//! - `sh no-run` is a script that a test cannot run: it needs the network, another toolchain, data
//!   that is no part of the project, or minutes.
//!
//! Commands run in an empty folder that has `data` and `examples` of the project in it, so a page
//! names sample files as `examples/data/...` and writes beside them. After a change of the output
//! `UPDATE_DOCS=1 cargo test -p tropewise-cli --test docs` writes the sessions anew: read what has
//! changed before you keep it.
#![cfg(unix)]

mod common;

use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{BINARY, UNSET, root};

/// What the README types in place of the installed program.
const FROM_SOURCE: &str = "cargo run --release --";

/// The pages: the README, the contributor's guide, the data card, and all of `docs/`.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = fs::read_dir(root().join("docs"))
        .expect("docs/ is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    pages.extend(["README.md", "CONTRIBUTING.md", "data/README.md"].map(|name| root().join(name)));
    pages
}

/// A folder to run commands in.
fn playground() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["data", "examples"] {
        let target = root().canonicalize().expect("the root is there").join(name);
        symlink(target, folder.path().join(name)).expect("a link");
    }
    folder
}

/// Runs a script in a folder, with the program on the path; stderr goes where stdout goes.
fn run_script(script: &str, folder: &Path) -> Output {
    let mut path = vec![Path::new(BINARY).parent().expect("a folder").to_owned()];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let script = format!("exec 2>&1\n{}", script.replace(FROM_SOURCE, "tropewise"));
    let mut command = Command::new("sh");
    command.args(["-e", "-c", &script]).current_dir(folder);
    UNSET.iter().for_each(|name| {
        command.env_remove(name);
    });
    command
        .env("COLUMNS", "100")
        .env("TROPEWISE_CONFIG", "")
        .env("PATH", env::join_paths(path).expect("a path"));
    command.output().expect("the shell starts")
}

/// The lines of a session as they should be, and a complaint for each command that ended otherwise
/// than it shows.
fn replay_session(shown: &[&str], folder: &Path, complaints: &mut Vec<String>) -> Vec<String> {
    let mut written = Vec::new();
    let mut rest = shown;
    while let Some((line, after)) = rest.split_first() {
        let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("no command: {line}"));
        let end = after.iter().position(|line| line.starts_with("$ ")).unwrap_or(after.len());
        let (shown_output, next) = after.split_at(end);
        rest = next;

        let output = run_script(command, folder);
        let text = String::from_utf8(output.stdout).expect("the program writes UTF-8");
        let failure_is_shown = shown_output.iter().any(|line| line.starts_with("error:"));
        if output.status.success() == failure_is_shown {
            complaints.push(format!("`{command}` ended with {}\n{text}", output.status));
        }

        written.push((*line).to_owned());
        let mut printed: Vec<String> = text.lines().map(str::to_owned).collect();
        if let Some((&"...", before)) = shown_output.split_last() {
            printed.truncate(before.len());
            printed.push("...".to_owned());
        } else if shown_output.last() == Some(&"") {
            // A blank line sets the next command apart.
            printed.push(String::new());
        }
        written.extend(printed);
    }
    written
}

/// The page as it should be, and what else is wrong with it.
fn replay(page: &str) -> (String, Vec<String>) {
    let folder = playground();
    let mut written: Vec<String> = Vec::new();
    let mut complaints = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        written.push(line.to_owned());
        let Some(info) = line.trim_start().strip_prefix("```") else { continue };
        let mut block = Vec::new();
        let mut fence = "";
        for line in lines.by_ref() {
            if line.trim() == "```" {
                fence = line;
                break;
            }
            block.push(line);
        }
        if info == "console" {
            written.extend(replay_session(&block, folder.path(), &mut complaints));
        } else {
            if info == "sh" {
                let output = run_script(&block.join("\n"), folder.path());
                if !output.status.success() {
                    let text = String::from_utf8_lossy(&output.stdout);
                    complaints.push(format!("{}\n{}\n{text}", output.status, block.join("\n")));
                }
            }
            written.extend(block.iter().map(|&line| line.to_owned()));
        }
        written.push(fence.to_owned());
    }
    (written.join("\n") + "\n", complaints)
}

#[test]
fn every_command_on_the_pages_runs_and_shows_what_they_say() {
    let update = env::var_os("UPDATE_DOCS").is_some();
    for path in pages() {
        let page = fs::read_to_string(&path).expect("a page");
        let (replayed, complaints) = replay(&page);
        assert!(complaints.is_empty(), "{}:\n{}", path.display(), complaints.join("\n"));
        if replayed == page {
            continue;
        }
        if update {
            fs::write(&path, replayed).expect("the page can be written");
            continue;
        }
        let same = page.lines().zip(replayed.lines()).take_while(|(is, was)| is == was).count();
        let from = |text: &str| text.lines().skip(same).take(12).collect::<Vec<_>>().join("\n");
        panic!(
            "{}:{}: the page says\n{}\n---- the program says\n{}\n---- `UPDATE_DOCS=1` writes it",
            path.display(),
            same + 1,
            from(&page),
            from(&replayed)
        );
    }
}

#[test]
fn every_link_to_a_file_leads_somewhere() {
    for path in pages() {
        let page = fs::read_to_string(&path).expect("a page");
        for target in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains("://") {
                continue;
            }
            let folder = path.parent().expect("a folder");
            assert!(folder.join(file).exists(), "{} links to `{file}`", path.display());
        }
    }
}

#[test]
fn a_viewer_finishes_the_readme() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    assert!(readme.lines().count() <= 150, "{} lines", readme.lines().count());
}

#[test]
fn a_session_is_replayed_as_far_as_it_is_shown() {
    let page = "# A page\n\n```console\n$ echo one; echo two\nold\n...\n$ echo three\nthree\n```\n";
    let (replayed, complaints) = replay(page);
    assert_eq!(replayed, page.replace("old", "one"));
    assert_eq!(complaints, Vec::<String>::new());
}

#[test]
fn a_command_that_fails_unseen_is_a_complaint() {
    for page in ["```console\n$ false\n```\n", "```sh\nfalse\n```\n"] {
        assert_eq!(replay(page).1.len(), 1, "{page}");
    }
    assert_eq!(replay("```sh no-run\nfalse\n```\n").1.len(), 0);
    let told = "```console\n$ echo 'error: gone'; false\nerror: gone\n```\n";
    assert_eq!(replay(told), (told.to_owned(), Vec::new()));
}
