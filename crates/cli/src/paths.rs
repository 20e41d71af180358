//! No output of a run is one of its inputs: what is written would take the place of what is read.
//!
//! Files are compared by what they are, not by their names: links, other spellings of a path and a
//! redirected standard input all lead to one file. Asked once, before anything is opened.

use std::fs;
use std::path::{Path, PathBuf};

use same_file::Handle;

use crate::args::{Cli, Command};
use crate::error::CliError;
use crate::outfile::follow;

/// A file of a run with what it is to it, as in `the overlay`.
struct Named {
    what: &'static str,
    path: PathBuf,
}

fn named(what: &'static str, path: &Path) -> Named {
    Named { what, path: path.to_owned() }
}

/// Where bad rows go when nothing is said: beside the index.
pub fn usual_rejected(index: &Path) -> PathBuf {
    let mut name = follow(index).unwrap_or_else(|_| index.to_owned()).into_os_string();
    name.push(".rejected.csv");
    name.into()
}

/// Whether a path stands for standard input or output.
pub fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// A path in which `~/` is the home of the user, as in a shell.
pub fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), directories::BaseDirs::new()) {
        (Ok(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => path.to_owned(),
    }
}

/// How an input is named in a message.
pub fn input_name(path: &Path) -> String {
    match is_standard(path) {
        true => "standard input".to_owned(),
        false => format!("`{}`", path.display()),
    }
}

/// What a run reads and what it writes.
fn files(cli: &Cli) -> (Vec<Named>, Vec<Named>) {
    let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
    let common = &cli.common;
    let mut reads = |what, path: Option<&PathBuf>| {
        inputs.extend(path.map(|path| named(what, path)));
    };
    let mut writes = |what, path: Option<&PathBuf>| {
        outputs.extend(path.map(|path| named(what, path)));
    };
    reads("the catalogue", common.catalog.as_ref());
    reads("the overlay", common.overlay.as_ref());
    match &cli.command {
        Command::Batch(args) => {
            reads("the input", Some(&args.input));
            writes("the output", args.output.as_ref().filter(|path| !is_standard(path)));
        }
        Command::Index(args) => {
            reads("the catalogue", args.path.as_ref());
            writes("the index", args.output.as_ref());
            let usual = args.output.as_deref().filter(|_| args.skip_bad).map(usual_rejected);
            writes("the file of bad rows", args.rejected.as_ref().or(usual.as_ref()));
        }
        Command::Catalog(args) => {
            reads("the second opinion", args.second_opinion.as_ref());
            writes("the map", args.map.as_ref());
        }
        Command::Evaluate(args) => {
            reads("the file of judgements", args.judgements.as_ref());
            reads("the pool", args.pool.as_ref());
            reads("the file of wishes", args.wishes.as_ref());
            reads("the file of verdicts", args.judged.as_ref());
            for file in ["human_recs.csv", "pool.csv", "dramas.csv"] {
                let file = args.reference.as_ref().map(|folder| folder.join(file));
                reads("a file of the reference", file.as_ref());
            }
            writes("the file of rankings", args.run.as_ref());
        }
        Command::Encode(args) => reads("the text", Some(&args.input)),
        Command::Check { path, .. } => reads("the catalogue", Some(path)),
        // They read nothing but the catalogue, and write to standard output alone.
        Command::Ask(_)
        | Command::Like(_)
        | Command::Mcp(_)
        | Command::Score(_)
        | Command::Serve(_)
        | Command::Show { .. }
        | Command::Compare { .. }
        | Command::Tropes { .. }
        | Command::Dramas { .. }
        | Command::Schema
        | Command::Completions { .. }
        | Command::Man { .. } => {}
    }
    (inputs, outputs)
}

/// Refuses outputs that are inputs, or each other.
///
/// # Errors
/// A misuse that names both.
pub fn check(cli: &Cli) -> Result<(), CliError> {
    let (inputs, outputs) = files(cli);
    if outputs.is_empty() {
        return Ok(());
    }
    let read: Vec<(Handle, Named)> = inputs.into_iter().flat_map(opened).collect();
    let mut written: Vec<(PathBuf, Named)> = Vec::new();
    for output in outputs {
        if is_standard(&output.path) {
            let message = format!("{} cannot go to standard output", output.what);
            return Err(CliError::misused(
                message,
                "name a file for it, or `./-` for one of this name",
            ));
        }
        let target =
            follow(&output.path).map_err(|error| CliError::io("write", &output.path, &error))?;
        let there = regular(&target);
        let both = read.iter().find(|(input, _)| there.as_ref() == Some(input));
        if let Some((_, input)) = both {
            return Err(clash(&output.path, input.what, output.what));
        }
        let place = place(&target);
        let same = |(other, _): &&(PathBuf, Named)| {
            *other == place || (there.is_some() && regular(other) == there)
        };
        if let Some((_, other)) = written.iter().find(same) {
            return Err(clash(&output.path, other.what, output.what));
        }
        written.push((place, output));
    }
    Ok(())
}

fn clash(path: &Path, first: &str, second: &str) -> CliError {
    let message = format!("`{}` is both {first} and {second}", path.display());
    CliError::misused(message, format!("name another file for {second}"))
}

/// The regular files that an input is: itself, or those of its folder that a catalogue is read
/// from.
fn opened(input: Named) -> Vec<(Handle, Named)> {
    if is_standard(&input.path) {
        // A terminal or a pipe is no output either.
        return Handle::stdin()
            .into_iter()
            .map(|handle| (handle, named(input.what, &input.path)))
            .collect();
    }
    let mut paths = vec![input.path.clone()];
    if input.path.is_dir() {
        paths = ["tropes.toml", "snapshot.toml"].map(|name| input.path.join(name)).into();
        let dramas = fs::read_dir(input.path.join("dramas")).into_iter().flatten().flatten();
        paths.extend(dramas.map(|file| file.path()));
    }
    let file = |path: PathBuf| Some((regular(&path)?, named(input.what, &path)));
    paths.into_iter().filter_map(file).collect()
}

/// A regular file by what it is; whatever else stands there is never replaced, and might not open.
fn regular(path: &Path) -> Option<Handle> {
    path.is_file().then(|| Handle::from_path(path).ok()).flatten()
}

/// A path by its folder as it really is, so that two names of a file to come are equal.
fn place(target: &Path) -> PathBuf {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
    match (folder, target.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => target.to_owned(),
    }
}
