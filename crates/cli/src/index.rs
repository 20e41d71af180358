//! `tropewise index`: compiling a catalogue into a file.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use crate::report::counted;
use tropewise::compile::{CompileError, Event, Input, Progress, Step, Summary, compile_in};
use tropewise::store::index_file::layout::MAGIC;
use tropewise::store::rows::{RowNote, Rows, Tropes, UnknownTropes, is_rows};
use tropewise::store::text::Diagnostic;
use tropewise::{Damaged, OpenError, Settings};

use crate::args::{Common, IndexArgs, UnknownNames};
use crate::check::{no_table, open_rows};
use crate::console::note;
use crate::error::{CliError, damaged};
use crate::opening::{Reads, open};
use crate::outfile::{folder_of, follow};
use crate::output::Output;
use crate::paths::usual_rejected;
use crate::rejected::{HEADER, Rejected};
use crate::unfinished::UnfinishedFolder;

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
                "`-o FILE` says where the index goes; `tropewise index --verify FILE` checks one",
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
    let target = follow(output).map_err(|error| CliError::io("write", output, &error))?;
    if target.is_dir() {
        let error = std::io::ErrorKind::IsADirectory.into();
        return Err(CliError::io("write", output, &error));
    }
    // The file is put together beside its target and takes its place, which would destroy a device.
    if target.exists() && !target.is_file() {
        let message = format!("cannot write `{}`: it is no regular file", output.display());
        return Err(CliError::failed(message, "an index is a file of its own; name one"));
    }
    keeps(&target, output, &MAGIC, "is no index")?;
    match path {
        Some(path) if is_rows(path) || path == Path::new("-") => {
            write_rows(path, &target, output, args, common)
        }
        path => {
            table_options_left_out(args)?;
            let opened = match path {
                None => open(common, Reads::All)?,
                Some(path) => {
                    let named = Common { catalog: Some(path.to_owned()), ..common.clone() };
                    open(&named, Reads::All)?
                }
            };
            // Lent and not read into memory: compiling looks for damage before the file appears.
            let catalog = opened.read_catalog(Clone::clone)?;
            let bar = Bar::new();
            let made =
                compile_to(Input::Catalog(catalog), &target, output, &mut |event| bar.hear(event))?;
            drop(bar);
            note(&told(&made.map_err(|error| failed(&error, path, output, common))?));
            Ok(())
        }
    }
}

/// What belongs to tables says nothing about other catalogues, and is not passed over in silence.
fn table_options_left_out(args: &IndexArgs) -> Result<(), CliError> {
    let given = [
        ("--columns", args.columns.is_some()),
        ("--unknown-tropes", args.unknown_tropes.is_some()),
        ("--new-tropes", args.new_tropes),
        ("--skip-bad", args.skip_bad),
        ("--rejected", args.rejected.is_some()),
    ];
    match given.iter().find(|(_, given)| *given) {
        None => Ok(()),
        Some((option, _)) => Err(no_table(option)),
    }
}

/// Compiles rows as they come.
fn write_rows(
    path: &Path,
    target: &Path,
    output: &Path,
    args: &IndexArgs,
    common: &Common,
) -> Result<(), CliError> {
    let mut rejected = rejected(target, args)?;
    let mut rows = rows(path, args, common)?;
    if rejected.is_some() {
        rows = rows.with_texts();
    }
    let bar = Bar::new();
    let (mut only_unknown, mut to_the_end, mut no_column) = (true, true, false);
    let mut same_id = false;
    let mut hear = |event: Event<'_>| {
        if let Event::BadRow(bad) = event {
            only_unknown &= bad.unknown_tropes;
            no_column |= bad.missing_column;
            same_id |= bad.same_id;
            to_the_end &= bad.text.is_some();
            if let Some(rejected) = &mut rejected {
                rejected.add(bad);
            }
        }
        bar.hear(event);
    };
    let input = Input::Rows { rows: &mut rows, skip_bad: args.skip_bad };
    let made = compile_to(input, target, output, &mut hear)?;
    drop(bar);
    rows.notes().iter().for_each(|told| note(&in_flags(told)));
    let listed = rejected.map(Rejected::finish).transpose()?.flatten();
    match made {
        Ok(summary) => {
            note(&told(&summary));
            if let Some((file, bad)) = listed {
                let rows = counted(bad as usize, "bad row");
                note(&format!("{rows} left out; `{}` says which and why", file.display()));
            }
            Ok(())
        }
        Err(CompileError::Mistakes { first, total }) => {
            let listed = listed.map(|(file, _)| file);
            let skippable = to_the_end && !args.skip_bad;
            let hint = if only_unknown {
                "`--unknown-tropes new` takes unknown names as tropes, `--unknown-tropes skip` \
                leaves them out"
            } else if no_column {
                "`--columns FIELD=COLUMN` says which column is which"
            } else if same_id && skippable {
                "`--columns id=` makes ids of the titles, `--skip-bad` leaves such rows out"
            } else if skippable {
                "`--skip-bad` leaves such rows out"
            } else {
                ""
            };
            Err(mistakes(path, &first, total, listed.as_deref(), hint))
        }
        Err(error) => Err(failed(&error, Some(path), output, common)),
    }
}

/// Refuses to replace a file that this program did not write: it may be somebody's only copy.
///
/// # Errors
/// When `target` is there, is not empty, and does not begin with `own`.
fn keeps(target: &Path, named: &Path, own: &[u8], what: &str) -> Result<(), CliError> {
    // Devices and pipes are not replaced.
    if !target.is_file() {
        return Ok(());
    }
    let mut head = vec![0; own.len()];
    let read = File::open(target).and_then(|mut file| {
        let length = file.metadata()?.len();
        file.read_exact(&mut head[..own.len().min(length as usize)])?;
        Ok(length)
    });
    match read {
        Ok(0) => Ok(()),
        Ok(_) if head == own => Ok(()),
        Ok(_) => {
            let message = format!("`{}` is there already and {what}", named.display());
            Err(CliError::failed(message, "name another file, or remove that one first"))
        }
        Err(error) => Err(CliError::io("read", named, &error)),
    }
}

/// Where bad rows go, when they go anywhere.
fn rejected(target: &Path, args: &IndexArgs) -> Result<Option<Rejected>, CliError> {
    let file = match &args.rejected {
        Some(file) => file.clone(),
        None if args.skip_bad => usual_rejected(target),
        None => return Ok(None),
    };
    keeps(&file, &file, HEADER.as_bytes(), "is no list of bad rows")?;
    Rejected::new(&file, args.rejected.is_some()).map(Some)
}

fn rows(path: &Path, args: &IndexArgs, common: &Common) -> Result<Rows, CliError> {
    let unknown = match args.unknown_tropes {
        _ if args.new_tropes => UnknownTropes::New,
        Some(UnknownNames::New) => UnknownTropes::New,
        Some(UnknownNames::Skip) => UnknownTropes::Skip,
        Some(UnknownNames::Refuse) | None => UnknownTropes::Refuse,
    };
    let vocabulary =
        open(common, Reads::Little)?.read_catalog(|catalog| catalog.vocabulary().clone())?;
    let tropes = Tropes::new(vocabulary, unknown);
    let rows = open_rows(path, tropes)?;
    Ok(match &args.columns {
        Some(columns) => rows.with_columns(columns.clone()),
        None => rows,
    })
}

/// Compiles in a folder beside the target.
fn compile_to(
    input: Input<'_>,
    target: &Path,
    output: &Path,
    hear: &mut dyn FnMut(Event<'_>),
) -> Result<Result<Summary, CompileError>, CliError> {
    let folder = UnfinishedFolder::create(folder_of(target))
        .map_err(|error| CliError::io("write", output, &error))?;
    Ok(compile_in(input, target, folder.path(), Settings::default().seed_b, hear))
}

/// What was compiled, in words.
fn told(summary: &Summary) -> String {
    format!(
        "{} with {} of {} in {:.1} MB",
        counted(summary.dramas as usize, "drama"),
        counted(summary.strengths as usize, "strength"),
        counted(summary.tropes, "trope"),
        summary.bytes as f64 / 1e6
    )
}

/// A note on rows, with the option that changes what it tells.
fn in_flags(told: &RowNote) -> String {
    match told {
        RowNote::Guessed { .. } => format!("{told} (`--columns FIELD=COLUMN` says otherwise)"),
        RowNote::IdsFromTitles { .. } => format!("{told} (`--columns id=COLUMN` names one)"),
        told => told.to_string(),
    }
}

/// The first few mistakes, how many there are, and how to see or pass over them all.
fn mistakes(
    path: &Path,
    first: &[Diagnostic],
    total: u64,
    listed: Option<&Path>,
    hint: &str,
) -> CliError {
    let more = total - first.len() as u64;
    let message = match total {
        1 => format!("`{}` has a mistake", path.display()),
        total if more == 0 => format!("`{}` has {total} mistakes", path.display()),
        total => format!("`{}` has {total} mistakes, the first of them", path.display()),
    };
    let mut lines = vec![message];
    lines.extend(first.iter().map(ToString::to_string));
    if more > 0 {
        lines.push(format!("... and {more} more"));
    }
    let mut hints = Vec::new();
    if let Some(file) = listed {
        hints.push(format!("`{}` lists them all", file.display()));
    } else if more > 0 {
        hints.push("`--rejected FILE` lists them all".to_owned());
    }
    if !hint.is_empty() {
        hints.push(hint.to_owned());
    }
    hints.push("no index was written".to_owned());
    CliError::listed(&lines, hints.join("; "))
}

fn failed(error: &CompileError, path: Option<&Path>, output: &Path, common: &Common) -> CliError {
    let input = path.map_or_else(|| PathBuf::from("the catalogue"), Path::to_owned);
    match error {
        CompileError::Io { doing: "write" | "create", source, .. } => {
            CliError::io("write", output, source)
        }
        CompileError::Io { doing, path, source } => CliError::io(doing, path, source),
        CompileError::Damaged { at } => {
            let path = path.or(common.catalog.as_deref());
            path.map_or_else(|| Damaged { at: *at }.into(), |path| damaged(path, *at))
        }
        CompileError::Empty => {
            let message = format!("the catalogue `{}` has no drama", input.display());
            CliError::failed(message, "add dramas to it")
        }
        CompileError::TooMany { .. } => CliError::failed(error.to_string(), "split the catalogue"),
        error => CliError::failed(error.to_string(), "mend it and look again"),
    }
}

/// Reads all of an index file and compares it with its checksums.
fn verify(path: &Path) -> Result<(), CliError> {
    let bar = Bar::new();
    let mut bytes = 0;
    let verified = tropewise::verify(path, |progress| {
        bytes = progress.of;
        bar.show(progress);
    });
    drop(bar);
    let dramas = verified.map_err(|error| match error {
        OpenError::Damaged(Damaged { at }) => damaged(path, at),
        error => error.into(),
    })?;
    let length = path.metadata().map_or(bytes, |facts| facts.len());
    note(&format!("{} in {length} bytes, all sound", counted(dramas, "drama")));
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

    fn hear(&self, event: Event<'_>) {
        if let Event::Progress(progress) = event {
            self.show(progress);
        }
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
