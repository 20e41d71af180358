//! `tropewise batch`: questions as JSON lines.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::report::{Format, counted};
use tropewise::batch::Batch;

use crate::args::{BatchArgs, Common};
use crate::console::{note, stdout_failed};
use crate::error::CliError;
use crate::opening::{Reads, open as open_catalog};
use crate::outfile::OutFile;
use crate::output::Output;
use crate::paths::{input_name, is_standard};
use crate::shown::shown_json;

/// A line that can be read, whatever the catalogue.
const EXAMPLE: &str = r#"{"id": "1", "like": ["My Mister"], "k": 5}"#;

/// Bytes written at once, unless somebody waits for less.
const WRITTEN_AT_ONCE: usize = 1 << 16;

/// Runs `batch`.
///
/// # Errors
/// When files cannot be read or written, or any line failed.
pub fn batch(args: &BatchArgs, common: &Common) -> Result<Output, CliError> {
    if matches!(common.format, Format::Csv | Format::Markdown) {
        return Err(CliError::misused("batch answers in JSON lines only", "leave `--format` out"));
    }
    let (input, length) = open(&args.input)?;
    let mut batch =
        open_catalog(common, Reads::All)?.batch().brief(args.brief).spoilers(common.spoilers);
    if let Some(k) = common.k {
        batch = batch.k(k);
    }
    if let Some(threads) = args.threads {
        batch = batch.threads(threads.into());
    }
    let run = Run { batch, input: &args.input };
    let progress = Progress::new(length);
    let output = args.output.as_ref().filter(|path| !is_standard(path));
    let tally = match output {
        None => {
            let mut out = BufWriter::with_capacity(WRITTEN_AT_ONCE, io::stdout().lock());
            run.answer(input, &mut out, &progress, &stdout_failed)?
        }
        Some(path) => {
            let failed = |error: &io::Error| CliError::io("write", path, error);
            let mut out = OutFile::create(path).map_err(|error| failed(&error))?;
            let tally = run.answer(input, &mut out, &progress, &failed)?;
            out.finish().map_err(|error| failed(&error))?;
            tally
        }
    };
    drop(progress);
    tally.conclude()?;
    Ok(Output::default())
}

/// How many lines there were and how many failed, with the first failure.
#[derive(Debug, Default)]
struct Tally {
    /// The input, as it was named.
    input: String,
    lines: usize,
    failed: usize,
    first: String,
}

impl Tally {
    fn count(&mut self, failure: Option<String>) {
        self.lines += 1;
        if let Some(failure) = failure {
            self.failed += 1;
            if self.failed == 1 {
                self.first = failure;
            }
        }
    }

    fn conclude(self) -> Result<(), CliError> {
        if self.failed == 0 {
            note(&format!("{} answered", counted(self.lines, "question")));
            return Ok(());
        }
        let failed = match (self.failed, self.lines) {
            (1, 1) => "the one question failed".to_owned(),
            (failed, lines) if failed == lines => format!("all {lines} questions failed"),
            (failed, lines) => format!("{failed} of {lines} questions failed"),
        };
        let message = format!("{}: {failed}; the first: {}", self.input, self.first);
        // A place in the line says that it was not read at all.
        let malformed = [", column ", ", byte "].iter().any(|place| self.first.contains(place));
        let hint = match (self.failed == self.lines, malformed) {
            (true, true) => format!("a line is a question such as `{EXAMPLE}`"),
            (true, false) => "each failed line says what is wrong".to_owned(),
            _ => "the other answers are complete; each failed line says what is wrong".to_owned(),
        };
        Err(CliError::failed(message, hint))
    }
}

/// What is answered.
struct Run<'a> {
    batch: Batch,
    input: &'a Path,
}

impl Run<'_> {
    /// Answers the questions of `input` into `out`, which has them all when this returns.
    fn answer(
        &self,
        input: Box<dyn Read + Send>,
        out: &mut impl Write,
        progress: &Progress,
        write_failed: &impl Fn(&io::Error) -> CliError,
    ) -> Result<Tally, CliError> {
        let mut tally = Tally { input: input_name(self.input), ..Tally::default() };
        for answer in self.batch.answer(input) {
            let answer = answer.map_err(|error| CliError::io("read", self.input, &error))?;
            out.write_all(shown_json(&answer.json).as_bytes())
                .map_err(|error| write_failed(&error))?;
            // Whoever asks one question at a time waits for its answer before the next one.
            if answer.ends_group {
                out.flush().map_err(|error| write_failed(&error))?;
            }
            progress.advance(answer.bytes_read);
            tally.count(answer.failure);
        }
        Ok(tally)
    }
}

/// The input, with its length where it has one.
fn open(path: &Path) -> Result<(Box<dyn Read + Send>, Option<u64>), CliError> {
    if is_standard(path) {
        return Ok((Box::new(io::stdin()), None));
    }
    let failed = |error: io::Error| CliError::io("read", path, &error);
    let file = File::open(path).map_err(failed)?;
    let known = file.metadata().map_err(failed)?;
    if known.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let length = known.is_file().then_some(known.len());
    Ok((Box::new(file), length))
}

/// A bar on stderr, drawn only on a terminal.
struct Progress(ProgressBar);

impl Progress {
    fn new(length: Option<u64>) -> Self {
        let (bar, template) = match length {
            Some(length) => (ProgressBar::new(length), "{bar:30} {percent:>3} % {msg} eta {eta}"),
            None => (ProgressBar::new_spinner(), "{spinner} {msg} {elapsed}"),
        };
        bar.set_style(ProgressStyle::with_template(template).expect("the templates are valid"));
        Self(bar)
    }

    fn advance(&self, bytes: usize) {
        self.0.inc(bytes as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
