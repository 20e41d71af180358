//! `tropewise index`: compiling a catalogue into a file.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use tempfile::{Builder, TempDir};

use crate::report::counted;
use tropewise::Damaged;
use tropewise::Settings;
use tropewise::compile::{CompileError, Input, Progress, Step, compile};
use tropewise::store::index_file::layout::HEAD;
use tropewise::store::index_file::{self, Opened};
use tropewise::store::rows::{Rows, Tropes, is_rows};

use crate::args::{Common, IndexArgs};
use crate::console::note;
use crate::error::{CliError, damaged};
use crate::interrupt::removed_when_interrupted;
use crate::opening::open;
use crate::outfile::{follow, same_file};
use crate::output::Output;

/// Runs `index`.
///
/// # Errors
/// When the catalogue has mistakes, the file cannot be written, or what is verified is damaged.
pub fn index(args: &IndexArgs, common: &Common) -> Result<Output, CliError> {
    match (&args.output, &args.path) {
        (Some(output), path) => write(path.as_deref(), output, args, common)?,
        (None, Some(path)) if args.verify => verify(path)?,
        _ => {
            return Err(CliError::misused(
                "no output file is named",
                "`-o FILE` says where the index goes; `--verify FILE` checks one",
            ));
        }
    }
    Ok(Output::default())
}

fn write(
    path: Option<&Path>,
    output: &Path,
    args: &IndexArgs,
    common: &Common,
) -> Result<(), CliError> {
    let target = follow(output);
    if target.is_dir() {
        let error = std::io::ErrorKind::IsADirectory.into();
        return Err(CliError::io("write", output, &error));
    }
    // The file is put together beside its target and takes its place, which would destroy a device.
    if target.exists() && !target.is_file() {
        let message = format!("cannot write `{}`: it is no regular file", output.display());
        return Err(CliError::failed(message, "an index is a file of its own; name one"));
    }
    if path.is_some_and(|path| same_file(path, &target)) {
        let message = format!("`{}` is both the catalogue and the index", output.display());
        return Err(CliError::misused(message, "name another file for the index"));
    }
    let input = input(path, args, common)?;
    let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = removed_when_interrupted(
        || Builder::new().prefix(".tropewise-").tempdir_in(parent),
        TempDir::path,
    )
    .map_err(|error| CliError::io("write", output, &error))?;
    let bar = Bar::new();
    let b = Settings::default().seed_b;
    let summary = compile(input, &target, folder.path(), b, |progress| bar.show(progress))
        .map_err(|error| failed(error, path, output, common))?;
    drop(bar);
    note(&format!(
        "{} with {} of {} in {:.1} MB",
        counted(summary.dramas as usize, "drama"),
        counted(summary.strengths as usize, "strength"),
        counted(summary.tropes, "trope"),
        summary.bytes as f64 / 1e6
    ));
    Ok(())
}

/// What is to be compiled: rows as they come, everything else read first.
fn input(path: Option<&Path>, args: &IndexArgs, common: &Common) -> Result<Input, CliError> {
    let Some(path) = path else {
        return Ok(Input::Catalog(open(common)?.into_catalog()));
    };
    if !is_rows(path) {
        let common = Common { catalog: Some(path.to_owned()), ..common.clone() };
        return Ok(Input::Catalog(open(&common)?.into_catalog()));
    }
    let tropes = if args.new_tropes {
        Tropes::found()
    } else {
        Tropes::known(open(common)?.into_catalog().vocabulary().clone())
    };
    let rows = Rows::open(path, tropes)?;
    if !rows.unknown_columns().is_empty() {
        let columns = rows.unknown_columns().join("`, `");
        note(&format!("the columns `{columns}` mean nothing here and are passed over"));
    }
    Ok(Input::Rows(Box::new(rows)))
}

fn failed(error: CompileError, path: Option<&Path>, output: &Path, common: &Common) -> CliError {
    let input = path.map_or_else(|| PathBuf::from("the catalogue"), Path::to_owned);
    match &error {
        CompileError::Io { doing: "write" | "create", source, .. } => {
            CliError::io("write", output, source)
        }
        CompileError::Io { doing, path, source } => CliError::io(doing, path, source),
        CompileError::Mistakes(mistakes) => {
            let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            let message = format!(
                "the rows of `{}` have mistakes, the first of them\n{}",
                input.display(),
                lines.join("\n")
            );
            CliError::failed(message, "mend them and look again; no file was written")
        }
        CompileError::Damaged { at } => {
            let path = path.or(common.catalog.as_deref());
            path.map_or_else(|| Damaged { at: *at }.into(), |path| damaged(path, *at))
        }
        CompileError::Empty => {
            let message = format!("the catalogue `{}` has no drama", input.display());
            CliError::failed(message, "add dramas to it")
        }
        CompileError::TooMany { .. } => CliError::failed(error.to_string(), "split the catalogue"),
        _ => CliError::failed(error.to_string(), ""),
    }
}

/// Reads all of an index file and compares it with its checksums.
fn verify(path: &Path) -> Result<(), CliError> {
    let Opened { catalog, region, .. } = index_file::open(path)?;
    let bar = Bar::new();
    let (mut done, of) = (0, region.len() as u64);
    let damage = region.check_all(|bytes| {
        done += bytes as u64;
        bar.show(Progress { step: Step::Checksums, done, of });
    });
    drop(bar);
    if let Some(at) = damage {
        return Err(damaged(path, at + HEAD));
    }
    let length = path.metadata().map_or(of, |facts| facts.len());
    note(&format!("{} in {length} bytes, all sound", counted(catalog.len(), "drama")));
    Ok(())
}

/// A bar on stderr, drawn only on a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        let bar = ProgressBar::new(0);
        bar.set_style(ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}").expect("valid"));
        Self(bar)
    }

    fn show(&self, Progress { step, done, of }: Progress) {
        let message = match step {
            Step::Read => "reading dramas",
            Step::Rows => "writing rows  ",
            Step::Columns => "quantising    ",
            Step::Checksums => "checksums     ",
        };
        self.0.set_message(message);
        self.0.set_length(of.max(done));
        self.0.set_position(done);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
