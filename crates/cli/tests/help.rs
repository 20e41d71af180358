//! The help of every command has examples, and they run.
#![cfg(unix)]

mod common;

use std::env;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{BINARY, root, run};

/// The commands, as the program lists them.
fn commands() -> Vec<String> {
    let help = run(&["--help"]).answered();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    // A description that is wrapped stands further to the right.
    let named = listed.filter(|line| !line.starts_with("   "));
    let name = |line: &str| line.split_whitespace().next().map(str::to_owned);
    named.filter_map(name).filter(|name| name != "help").collect()
}

/// The lines of the examples in a help.
fn examples(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1);
    lines.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What serves until it is stopped, or asks a program that may not be there.
fn is_run_elsewhere(example: &str) -> bool {
    ["tropewise serve", "tropewise mcp --http", "man ", "tropewise completions"]
        .iter()
        .any(|start| example.starts_with(start))
}

#[test]
fn every_help_has_examples_that_run() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["data", "examples"] {
        let target = root().canonicalize().expect("the root is there").join(name);
        symlink(target, folder.path().join(name)).expect("a link");
    }
    let mut path = vec![Path::new(BINARY).parent().expect("a folder").to_owned()];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let path = env::join_paths(path).expect("a path");
    let commands = commands();
    assert!(commands.len() >= 15, "{commands:?}");
    for name in &commands {
        let help = run(&[name, "--help"]).answered();
        let examples = examples(&help);
        assert!(!examples.is_empty(), "{name} has no examples\n{help}");
        for example in examples.iter().filter(|example| !is_run_elsewhere(example)) {
            let output = Command::new("sh")
                .args(["-c", example])
                .current_dir(folder.path())
                .env("PATH", &path)
                .env("TROPEWISE_CONFIG", "")
                .stdin(Stdio::null())
                .output()
                .expect("a shell");
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{example}\n{told}");
        }
    }
}
