//! `tropewise batch`: questions as JSON lines.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Deserialize;

use crate::report::{Format, counted};
use tropewise::rank::{GROUP, Recommender, in_order};
use tropewise::schema::{Answer, ErrorCode, ErrorDetail, Failure, QueryRequest, Reply};

use crate::args::{BatchArgs, Common};
use crate::catalog::recommender;
use crate::console::{note, stdout_failed};
use crate::error::CliError;
use crate::lines::{LONGEST, Line, Lines};
use crate::lookup::positive;
use crate::outfile::{OutFile, same_file};

/// Runs `batch`.
///
/// # Errors
/// When files cannot be read or written, or any line failed.
pub fn batch(args: &BatchArgs, common: &Common) -> Result<(), CliError> {
    if matches!(common.format, Format::Csv | Format::Markdown) {
        return Err(CliError::misused("batch answers in JSON lines only", "leave `--format` out"));
    }
    let k = positive(common.k)?;
    let (input, length) = open(&args.input)?;
    let recommender = recommender(common)?;
    let answerer = Answerer { recommender: &recommender, args, k, spoilers: common.spoilers };
    let progress = Progress::new(length);
    let output = args.output.as_ref().filter(|path| path.as_path() != Path::new("-"));
    if output.is_some_and(|output| same_file(output, &args.input)) {
        let message = format!("`{}` is both the input and the output", args.input.display());
        return Err(CliError::misused(message, "name another file for the answers"));
    }
    let tally = match output {
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            let tally = answer_all(&answerer, input, &mut out, &progress, &stdout_failed)?;
            out.flush().map_err(|error| stdout_failed(&error))?;
            tally
        }
        Some(path) => {
            let failed = |error: &io::Error| CliError::io("write", path, error);
            let mut out = OutFile::create(path).map_err(|error| failed(&error))?;
            let tally = answer_all(&answerer, input, &mut out, &progress, &failed)?;
            out.finish().map_err(|error| failed(&error))?;
            tally
        }
    };
    drop(progress);
    tally.conclude()
}

/// How many lines there were and how many failed, with the first failure.
#[derive(Debug, Default)]
struct Tally {
    lines: usize,
    failed: usize,
    first: String,
}

impl Tally {
    fn conclude(self) -> Result<(), CliError> {
        if self.failed == 0 {
            note(&format!("{} answered", counted(self.lines, "question")));
            return Ok(());
        }
        let message = format!(
            "{} of {} questions failed; the first: {}",
            self.failed, self.lines, self.first
        );
        Err(CliError::failed(
            message,
            "the other answers are complete; each failed line says what is wrong",
        ))
    }
}

/// One line of the output.
struct Answered {
    bytes: Vec<u8>,
    failure: Option<String>,
    length: usize,
}

fn answer_all(
    answerer: &Answerer<'_>,
    input: Box<dyn BufRead + Send>,
    out: &mut impl Write,
    progress: &Progress,
    write_failed: &impl Fn(&io::Error) -> CliError,
) -> Result<Tally, CliError> {
    let mut tally = Tally::default();
    let unread = Mutex::new(None);
    // A read error ends the input here and is raised below, once the lines before it are answered.
    let lines = Lines::new(input).map_while(|line| {
        line.map_err(|error| *unread.lock().expect("no panic") = Some(error)).ok()
    });
    let threads = answerer.args.threads.map_or_else(
        || std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        usize::from,
    );
    let groups = Groups { lines };
    let map = |group: Vec<Line>| answerer.answer_each(&group);
    in_order(groups, threads, map, |answered| {
        for answered in answered.flatten() {
            out.write_all(&answered.bytes).map_err(|error| write_failed(&error))?;
            tally.lines += 1;
            if let Some(failure) = answered.failure {
                tally.failed += 1;
                if tally.failed == 1 {
                    tally.first = failure;
                }
            }
            progress.advance(answered.length);
        }
        Ok::<(), CliError>(())
    })?;
    match unread.into_inner().expect("no panic") {
        Some(error) => Err(CliError::io("read", &answerer.args.input, &error)),
        None => Ok(tally),
    }
}

struct Answerer<'a> {
    recommender: &'a Recommender,
    args: &'a BatchArgs,
    k: Option<usize>,
    spoilers: bool,
}

impl Answerer<'_> {
    fn answer_each(&self, lines: &[Line]) -> Vec<Answered> {
        let mut requests = Vec::with_capacity(lines.len());
        let unread: Vec<Option<Failure>> = lines
            .iter()
            .map(|line| match self.request(line) {
                Ok(mut request) => {
                    request.k = request.k.or(self.k);
                    request.spoilers |= self.spoilers;
                    requests.push(request);
                    None
                }
                Err(failure) => Some(failure),
            })
            .collect();
        let mut answers = requests.iter().zip(self.recommender.recommend_each(&requests));
        let answered = lines.iter().zip(unread).map(|(line, unread)| {
            let reply = match unread {
                Some(failure) => {
                    let told = failure.error.message.clone();
                    Err((failure, told))
                }
                None => {
                    let (request, answer) = answers.next().expect("one answer a request");
                    answer.map_err(|error| {
                        let failure = Failure::new(request.id.clone(), error.into());
                        let told = format!("line {}: {}", line.number, failure.error.message);
                        (failure, told)
                    })
                }
            };
            self.answered(line, reply)
        });
        answered.collect()
    }

    /// The line of the output, and how the end of the run tells a failure.
    fn answered(&self, line: &Line, reply: Result<Answer, (Failure, String)>) -> Answered {
        let (reply, failure) = match reply {
            Ok(answer) if self.args.brief => (Reply::Answer(answer.brief()), None),
            Ok(answer) => (Reply::Answer(answer), None),
            Err((failure, told)) => (Reply::Failure(failure), Some(told)),
        };
        let mut bytes = serde_json::to_vec(&reply).expect("replies are plain data");
        bytes.push(b'\n');
        Answered { bytes, failure, length: line.length }
    }

    /// The request of a line; a failure's message begins with the line and column.
    fn request(&self, line: &Line) -> Result<QueryRequest, Failure> {
        let failure = |id, code, message: String| Failure::new(id, ErrorDetail::new(code, message));
        let number = line.number;
        let Some(bytes) = &line.bytes else {
            let message = format!("line {number}: longer than {LONGEST} bytes");
            return Err(failure(None, ErrorCode::LineTooLong, message));
        };
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let byte = error.valid_up_to() + 1;
            let message =
                format!("line {number}, byte {byte}: not valid UTF-8; save the file as UTF-8");
            failure(None, ErrorCode::InvalidUtf8, message)
        })?;
        // Some editors begin a file with a byte order mark; it is no part of the first question.
        let text = if number == 1 { text.trim_start_matches('\u{feff}') } else { text };
        let parsed = if text.trim_start().starts_with('[') {
            Err(serde::de::Error::custom("a question is an object, not a list"))
        } else {
            // Elsewhere an id may be left out; here it tells which answer is whose.
            serde_json::from_str(text).and_then(|request| with_id(request, text))
        };
        parsed.map_err(|error: serde_json::Error| {
            // serde_json numbers lines within the text it was given, which is this one, and counts
            // bytes where people count characters.
            let reason = error.to_string();
            let reason =
                reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
            let before = text.get(..error.column().saturating_sub(1));
            let column = before.map_or(error.column(), |before| before.chars().count() + 1);
            let code =
                if error.is_data() { ErrorCode::InvalidRequest } else { ErrorCode::MalformedJson };
            failure(
                id_of(text),
                code,
                format!("line {number}, column {column}: {}", in_words(reason)),
            )
        })
    }
}

/// A reason of the JSON reader with its types in words.
fn in_words(reason: &str) -> String {
    const WORDS: [(&str, &str); 8] = [
        ("expected usize", "expected a whole number from 0 up"),
        ("expected u16", "expected a whole number from 0 to 65535"),
        ("expected u32", "expected a whole number from 0 up"),
        ("expected f32", "expected a number"),
        ("a sequence", "a list"),
        ("struct QueryRequest", "an object"),
        ("expected QueryRequest", "expected an object"),
        ("struct ", ""),
    ];
    WORDS.iter().fold(reason.to_owned(), |reason, (rust, words)| reason.replace(rust, words))
}

/// A request that has an id.
fn with_id(request: QueryRequest, text: &str) -> serde_json::Result<QueryRequest> {
    match request.id {
        Some(_) => Ok(request),
        None => serde_json::from_str::<OnlyId>(text).map(|_| request),
    }
}

/// The id of a request that is JSON but not as it should be.
fn id_of(text: &str) -> Option<String> {
    serde_json::from_str::<OnlyId>(text).ok().map(|only| only.id)
}

#[derive(Deserialize)]
struct OnlyId {
    id: String,
}

/// The input, with its length where it has one.
fn open(path: &Path) -> Result<(Box<dyn BufRead + Send>, Option<u64>), CliError> {
    if path == Path::new("-") {
        return Ok((Box::new(BufReader::with_capacity(1 << 16, io::stdin())), None));
    }
    let failed = |error: io::Error| CliError::io("read", path, &error);
    let file = File::open(path).map_err(failed)?;
    let known = file.metadata().map_err(failed)?;
    if known.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let length = known.is_file().then_some(known.len());
    Ok((Box::new(BufReader::with_capacity(1 << 16, file)), length))
}

/// Lines in groups that are answered together.
struct Groups<I> {
    lines: I,
}

/// Bytes after which a group is full, however few lines it has, so that long lines do not fill the memory.
const GROUP_BYTES: usize = 1 << 18;

impl<I: Iterator<Item = Line>> Iterator for Groups<I> {
    type Item = Vec<Line>;

    fn next(&mut self) -> Option<Vec<Line>> {
        let (mut group, mut bytes) = (Vec::new(), 0);
        while group.len() < GROUP && bytes < GROUP_BYTES {
            let Some(line) = self.lines.next() else { break };
            bytes += line.length;
            group.push(line);
        }
        (!group.is_empty()).then_some(group)
    }
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
