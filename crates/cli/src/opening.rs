//! The catalogue a run works with: the shipped one or the user's, with an overlay.
//!
//! A command does not hold it. It computes an [`Output`] from what it is lent, and gets to write it
//! only when everything that was read was sound: no command can forget to ask.

use std::mem::ManuallyDrop;
use std::path::Path;

use tropewise::{Catalog, Damaged, Opened, Recommender, Source};

use crate::args::Common;
use crate::console::note;
use crate::error::{CliError, damaged};
use crate::in_use::in_use;
use crate::output::Output;

/// How much of the catalogue a command looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// A few dramas, once: the shipped catalogue is opened as an index, without reading it.
    Little,
    /// All of it, or parts many times: the shipped catalogue is read into memory.
    All,
}

/// Opens the catalogue that `--catalog` and `--overlay` name.
///
/// # Errors
/// When a file cannot be read or has mistakes.
pub fn open(common: &Common, reads: Reads) -> Result<Opened, CliError> {
    let source = match (&common.catalog, reads) {
        (Some(path), _) => Source::path(path).with_defaults(tropewise_dramas::index()),
        (None, Reads::Little) => tropewise_dramas::index(),
        (None, Reads::All) => tropewise_dramas::source(),
    };
    let opened = tropewise::open(&source, common.overlay.as_deref())?;
    opened.notes().iter().for_each(|told| note(&told.to_string()));
    if let Some(path) = common.overlay.as_ref().filter(|path| says_nothing(path)) {
        note(&format!(
            "the overlay `{}` says nothing: add `[[drama]]` entries to it",
            path.display()
        ));
    }
    let replaced = opened.replaced();
    if replaced > 0 {
        note(&format!("of the dramas of the catalogue the overlay replaces {replaced}"));
    }
    Ok(opened)
}

/// Whether a file has nothing but blanks and remarks.
fn says_nothing(path: &Path) -> bool {
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    path.is_file() && std::fs::read_to_string(path).is_ok_and(|text| text.lines().all(blank))
}

/// What `compute` makes of the catalogue, ready for ranking.
///
/// # Errors
/// As [`open`] and `compute`, and when what was read is damaged.
pub fn with_recommender(
    common: &Common,
    reads: Reads,
    compute: impl FnOnce(&Recommender) -> Result<Output, CliError>,
) -> Result<Output, CliError> {
    let opened = kept(open(common, reads)?);
    let compute = |recommender: &Recommender| {
        let catalog = recommender.catalog();
        told(compute(recommender), common, catalog)
    };
    sound(opened.read(compute), common)?
}

/// What `compute` makes of the catalogue alone.
///
/// # Errors
/// As [`with_recommender`].
pub fn with_catalog(
    common: &Common,
    reads: Reads,
    compute: impl FnOnce(&Catalog) -> Result<Output, CliError>,
) -> Result<Output, CliError> {
    let opened = kept(open(common, reads)?);
    let compute = |catalog: &Catalog| told(compute(catalog), common, catalog);
    sound(opened.read_catalog(compute), common)?
}

/// What a command computed, with hints that hold for the catalogue in use.
fn told(
    computed: Result<Output, CliError>,
    common: &Common,
    catalog: &Catalog,
) -> Result<Output, CliError> {
    let hold = |error| in_use(error, common, catalog);
    computed.map(|output| output.map_end(hold)).map_err(hold)
}

/// Taking a catalogue apart text by text takes as long as a question; the end of the process takes
/// no time.
fn kept(opened: Opened) -> ManuallyDrop<Opened> {
    ManuallyDrop::new(opened)
}

/// Names the file that is damaged.
fn sound<T>(computed: Result<T, Damaged>, common: &Common) -> Result<T, CliError> {
    computed.map_err(|Damaged { at }| match &common.catalog {
        Some(path) => damaged(path, at),
        None => Damaged { at }.into(),
    })
}
