//! Compiling a catalogue of any size into an index file.
//!
//! Dramas are taken one at a time and sorted by id on disk, so that memory does not grow with the
//! catalogue but for some eight bytes a drama, and in a dense one a byte for every trope of it.
//! Four steps: [read](Step::Read) and sort the dramas, [write](Step::Rows) their rows,
//! [quantise](Step::Columns) them, and compute the [checksums](Step::Checksums). The file appears
//! under its name when it is complete.
//!
//! This is where the two sides of the house meet: what is learned and weighted is ranking's, the
//! file is the store's.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::catalog::Catalog;
use crate::rank::Settings;
use crate::store::index_file::Draft;
use crate::store::index_file::layout::{Meta, Section};
use crate::store::rows::{BadRow, Rows};
use crate::store::text::Diagnostic;

use super::columns::{self, Made};
use super::{collect, rows};

/// What is compiled.
#[derive(Debug)]
pub enum Input<'r> {
    /// A catalogue in memory.
    Catalog(Catalog),
    /// Rows, read one at a time.
    Rows {
        /// Where they come from; what it has to tell can be asked afterwards.
        rows: &'r mut Rows,
        /// Whether bad rows are left out. Otherwise nothing is compiled when there are some.
        skip_bad: bool,
    },
}

/// What is heard while compiling.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'e> {
    /// How far it is; told now and then.
    Progress(Progress),
    /// A row that is no drama, or whose id stood before.
    BadRow(&'e BadRow),
}

/// A step of compiling, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Dramas are read and sorted.
    Read,
    /// Their rows are written.
    Rows,
    /// Rows are quantised.
    Columns,
    /// Checksums are computed.
    Checksums,
}

/// How far a step is: so much done of so much; 0 where the whole is not known.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Which step.
    pub step: Step,
    /// Done.
    pub done: u64,
    /// Of how much.
    pub of: u64,
}

/// What was compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Dramas.
    pub dramas: u64,
    /// Tropes of the vocabulary.
    pub tropes: usize,
    /// Strengths of all dramas.
    pub strengths: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Why a catalogue cannot be compiled.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CompileError {
    /// The operating system refused.
    #[error("cannot {doing} `{}`: {source}", path.display())]
    Io {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Rows have mistakes.
    #[error(
        "{total} rows have mistakes, the first: {}",
        .first.first().map_or_else(String::new, ToString::to_string)
    )]
    Mistakes {
        /// The first few.
        first: Vec<Diagnostic>,
        /// How many rows have some.
        total: u64,
    },
    /// What was read of the catalogue is damaged.
    #[error("{}", crate::catalog::damage_in_words(*.at))]
    Damaged {
        /// Where, in the file; 0 when it was changed in place while it was in use.
        at: usize,
    },
    /// There is no drama.
    #[error("there is no drama to compile")]
    Empty,
    /// More than fits.
    #[error("there are more than 4,294,967,295 {what}")]
    TooMany {
        /// Dramas or strengths.
        what: &'static str,
    },
}

/// Compiles `input` into the index file `target`, which [`open`](crate::open()) maps.
///
/// What is unfinished stands in a folder beside the target until the file is complete, so that
/// there is room for it and nobody finds half a file; it is removed in the end. `hear` is called
/// for every bad row, and now and then with the progress.
///
/// ```
/// use tropewise::compile::{Input, compile};
/// use tropewise::{QueryRequest, Source, open};
///
/// let folder = tempfile::tempdir()?;
/// let target = folder.path().join("dramas.index");
/// let summary = compile(Input::Catalog(tropewise_dramas::catalog()), &target, |_| ())?;
/// assert_eq!(summary.dramas, 1000);
/// let answer = open(&Source::path(&target), None)?.recommend(&QueryRequest::with("divorce"))?;
/// assert_eq!(answer.results.len(), 10);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`CompileError`]; the target is then as it was.
pub fn compile(
    input: Input<'_>,
    target: &Path,
    mut hear: impl FnMut(Event<'_>),
) -> Result<Summary, CompileError> {
    let beside = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    let beside = beside.unwrap_or_else(|| Path::new("."));
    let folder = tempfile::Builder::new().prefix(".tropewise-index-").tempdir_in(beside);
    let folder = folder.map_err(failed("create a folder in", beside))?;
    compile_in(input, target, folder.path(), Settings::default().seed_b, &mut hear)
}

/// As [`compile`], under length normalisation `b`, for who makes and removes the folder of what is
/// unfinished: an empty one on the same file system as the target.
///
/// # Errors
/// As [`compile`].
#[doc(hidden)]
pub fn compile_in(
    input: Input<'_>,
    target: &Path,
    folder: &Path,
    b: f64,
    hear: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, CompileError> {
    let read = match &input {
        Input::Catalog(catalog) => Some(catalog.clone()),
        Input::Rows { .. } => None,
    };
    let collected = collect::collect(input, folder, hear)?;
    // Everything was read by now: what is damaged may not be written anew as if it were sound.
    if let Some(at) = read.as_ref().and_then(Catalog::damage) {
        return Err(CompileError::Damaged { at });
    }
    let path = folder.join("unfinished.index");
    let mut draft = Draft::create(&path).map_err(failed("create", &path))?;
    let (vocabulary, size) = (collected.vocabulary.clone(), collected.size);
    let snapshots = collected.snapshots.clone();
    let written = rows::write(collected, &mut draft, folder, hear)?;
    let mut progress = |progress| hear(Event::Progress(progress));
    let made = columns::write(&written, vocabulary.len(), b, &mut draft, &mut progress)
        .map_err(failed("write", &path))?;
    let meta = Meta {
        vocabulary,
        lists: written.lists,
        snapshots,
        weights: written.learned.weights,
        mean_norm: written.learned.mean_norm,
        largest_norm: written.largest_norm,
        quantised_b: b,
        spread: if let Made::Codes(spread) = made { spread } else { 0.0 },
    };
    let n_tropes = meta.weights.len();
    let packed = postcard::to_stdvec(&meta).expect("plain data packs");
    let mut section =
        draft.section(Section::Meta, packed.len() as u64).map_err(failed("write", &path))?;
    section.push(&packed).and_then(|()| section.finish()).map_err(failed("write", &path))?;
    draft
        .finish(|done, of| progress(Progress { step: Step::Checksums, done, of }))
        .map_err(failed("write", &path))?;
    let bytes = std::fs::metadata(&path).map_err(failed("read", &path))?.len();
    std::fs::rename(&path, target).map_err(failed("write", target))?;
    Ok(Summary { dramas: size.dramas, tropes: n_tropes, strengths: size.strengths, bytes })
}

/// What the system refused, of which file.
fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> CompileError {
    let path = path.to_owned();
    move |source| CompileError::Io { doing, path, source }
}
