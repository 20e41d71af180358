//! Completions: a shell asks the program itself, which knows titles and tropes.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use clap::CommandFactory;
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::{CompleteEnv, Shell, env::Shells};
use tropewise::catalog::{Catalog, Drama, Kind, fold};

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
    ArgValueCompleter::new(titles_beginning)
}

fn titles_beginning(typed: &OsStr) -> Vec<CompletionCandidate> {
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
}

/// Completes a file, or a title as [`titles`] does.
pub fn titles_and_files() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let mut found = PathCompleter::file().complete(typed);
        found.extend(titles_beginning(typed));
        found
    })
}

/// Completes the word of one of a few things.
pub fn kinds<K: Kind>() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy().to_lowercase();
        let begins = |word: &&str| word.to_lowercase().starts_with(&typed);
        K::ALL.iter().map(|(_, word)| *word).filter(begins).map(CompletionCandidate::new).collect()
    })
}

/// Completes a service where dramas stream, the last of several with commas.
pub fn services() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let (before, last) = list(&typed);
        named(before, last, tropewise_dramas::catalog().lists().services.iter().flatten())
    })
}

/// Completes the network of a first release.
pub fn networks() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        named("", &typed, tropewise_dramas::catalog().lists().networks.iter().flatten())
    })
}

/// Completes a lead, writer or director, those of most dramas first.
pub fn people() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let catalog = tropewise_dramas::catalog();
        let credits = |drama: &Drama| {
            let people = [&drama.leads, &drama.writers, &drama.directors];
            people.into_iter().flatten().map(|person| person.name.clone()).collect::<Vec<_>>()
        };
        let people: Vec<String> = catalog.dramas().iter().flat_map(credits).collect();
        named("", &typed, people.iter())
    })
}

/// The names that begin so, with hyphens for blanks, which every shell quotes another way; what is
/// named most often comes first.
fn named<'a>(
    before: &str,
    typed: &str,
    names: impl Iterator<Item = &'a String>,
) -> Vec<CompletionCandidate> {
    let key = fold(typed);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.filter(|name| fold(name).starts_with(&key)) {
        *counts.entry(name).or_default() += 1;
    }
    let mut found: Vec<(&str, usize)> = counts.into_iter().collect();
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.truncate(OFFERED);
    let candidate = |(name, _): (&str, usize)| {
        let word = name.replace(' ', "-");
        CompletionCandidate::new(format!("{before}{word}")).help(Some(name.to_owned().into()))
    };
    found.into_iter().map(candidate).collect()
}

/// A list with commas before its last entry, and that.
fn list(typed: &str) -> (&str, &str) {
    typed.rfind(',').map_or(("", typed), |at| typed.split_at(at + 1))
}

/// Completes the last trope of a list by its id.
pub fn tropes() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let (before, last) = list(&typed);
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
