//! Completions: a shell asks the program itself, which knows titles and tropes.

use std::ffi::OsStr;

use clap::CommandFactory;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::{CompleteEnv, Shell, env::Shells};
use tropewise::catalog::{Catalog, fold};

use crate::args::Cli;
use crate::error::CliError;
use crate::output::Output;

/// The variable by which a shell asks.
const VARIABLE: &str = "TROPEWISE_COMPLETE";

/// Candidates offered at most.
const OFFERED: usize = 60;

/// Answers a shell that asks for completions, and ends the run; returns where none asks.
pub fn answer() {
    if std::env::var_os(VARIABLE).is_some() {
        CompleteEnv::with_factory(Cli::command).var(VARIABLE).complete();
    }
}

/// Runs `completions`: the script by which a shell asks.
///
/// # Errors
/// When the shell is none that can be served.
pub fn script(shell: Shell) -> Result<Output, CliError> {
    let name = shell.to_string();
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let written = shells.completer(&name).map(|completer| {
        completer.write_registration(VARIABLE, "tropewise", "tropewise", "tropewise", &mut script)
    });
    match written {
        Some(Ok(())) => Ok(Output::text(script)),
        _ => Err(CliError::failed(format!("`{name}` cannot be completed in"), "try bash or zsh")),
    }
}

/// Completes a title by the id of its drama: ids hold no blanks, which every shell quotes another
/// way.
pub fn titles() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let catalog = tropewise_dramas::catalog();
        let key = fold(&typed);
        let begins = |name: &str| fold(name).starts_with(&key);
        let mut found = Vec::new();
        for idx in catalog.indices() {
            let drama = catalog.drama(idx);
            let others = drama.aliases.iter().chain(&drama.nicknames);
            let mut names = [&drama.title, &drama.native_title].into_iter().chain(others);
            if drama.id.starts_with(&*typed) || names.any(|name| begins(name)) {
                let followers = drama.followers.unwrap_or(0);
                found.push((followers, drama.id.clone(), drama.heading()));
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(OFFERED);
        let candidate = |(_, id, heading): (u32, String, String)| {
            CompletionCandidate::new(id).help(Some(heading.into()))
        };
        found.into_iter().map(candidate).collect()
    })
}

/// Completes the last trope of a list by its id.
pub fn tropes() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let (before, last) = match typed.rfind(',') {
            Some(at) => typed.split_at(at + 1),
            None => ("", &*typed),
        };
        candidates(&tropewise_dramas::catalog(), before, last)
    })
}

fn candidates(catalog: &Catalog, before: &str, last: &str) -> Vec<CompletionCandidate> {
    let key = fold(last);
    let mut found = Vec::new();
    for trope in catalog.vocabulary().tropes() {
        let named =
            [&trope.label, &trope.label_ko].into_iter().any(|name| fold(name).starts_with(&key));
        if trope.id.starts_with(last) || named {
            let label = Some(trope.label.clone().into());
            found.push(CompletionCandidate::new(format!("{before}{}", trope.id)).help(label));
        }
    }
    found
}
