//! The catalogue a run works with: the shipped one or the user's, with an overlay.

use std::path::Path;

use tropewise::catalog::Catalog;
use tropewise::rank::{Recommender, Settings};
use tropewise::store::index_file::{self, Opened, is_index};
use tropewise::store::rows::{Rows, Tropes, is_rows};
use tropewise::store::text::{Sources, parse, parse_overlay};

use crate::args::Common;
use crate::console::note;
use crate::error::{CliError, damaged};

/// A catalogue with its own vocabulary and fewer dramas than this learns nothing reliable about its
/// tropes, and takes the shipped weights.
const ENOUGH_TO_LEARN: usize = 200;

/// Opens the catalogue that `--catalog` and `--overlay` name.
///
/// # Errors
/// When a file cannot be read or has mistakes.
pub fn open(common: &Common) -> Result<Catalog, CliError> {
    let catalog = match &common.catalog {
        None => shipped(),
        Some(path) => read(path)?,
    };
    match &common.overlay {
        None => Ok(catalog),
        Some(path) => {
            let overlay = parse_overlay(&Sources::read(path)?, catalog.vocabulary());
            let known =
                overlay.dramas.iter().filter(|parsed| catalog.find(&parsed.drama.id).is_some());
            let replaced = known.count();
            if replaced > 0 {
                note(&format!("the overlay replaces {replaced} dramas of the catalogue"));
            }
            overlay.onto(catalog).map_err(|mistakes| {
                let hint = "an overlay adds dramas and tropes; it cannot redefine a trope";
                CliError { hint: hint.into(), ..CliError::mistakes(&mistakes, path) }
            })
        }
    }
}

/// A recommender over [`open`]'s catalogue.
///
/// # Errors
/// As [`open`].
pub fn recommender(common: &Common) -> Result<Recommender, CliError> {
    match (&common.catalog, &common.overlay) {
        (Some(path), None) if is_index(path) => {
            let Opened { catalog, vectors, .. } = index_file::open(path)?;
            let made = Recommender::with_vectors(catalog, vectors, Settings::default());
            Ok(made.expect("the defaults are in range"))
        }
        _ => Ok(Recommender::new(open(common)?)),
    }
}

/// Whether all that was read of a catalogue so far was sound; asked before an answer is shown.
///
/// # Errors
/// When it is an index file and damaged.
pub fn sound(catalog: &Catalog, common: &Common) -> Result<(), CliError> {
    match (catalog.damage(), &common.catalog) {
        (Some(at), Some(path)) => Err(damaged(path, at)),
        _ => Ok(()),
    }
}

/// The user's catalogue; a vocabulary or weights that it lacks come from the shipped one.
fn read(path: &Path) -> Result<Catalog, CliError> {
    if is_index(path) {
        return Ok(index_file::open(path)?.catalog);
    }
    if is_rows(path) {
        return read_rows(path);
    }
    let sources = Sources::read(path)?;
    let shipped = shipped();
    let base = shipped.vocabulary();
    let parsed = parse(&sources, Some(base));
    let mut catalog =
        parsed.into_catalog().map_err(|mistakes| CliError::mistakes(&mistakes, path))?;
    if sources.vocabulary.is_some() && catalog.len() < ENOUGH_TO_LEARN {
        catalog.vocabulary_mut().adopt_learned(base);
    }
    if catalog.is_empty() {
        return Err(CliError::no_drama(path));
    }
    Ok(catalog)
}

/// A catalogue of rows over the shipped vocabulary, read whole.
fn read_rows(path: &Path) -> Result<Catalog, CliError> {
    let mut rows = Rows::open(path, Tropes::known(shipped().vocabulary().clone()))?;
    let (mut dramas, mut mistakes) = (Vec::new(), Vec::new());
    for row in rows.by_ref() {
        match row {
            Ok(row) => dramas.push(row.drama),
            Err(bad) => mistakes.push(bad.mistake),
        }
    }
    rows.notes().iter().for_each(|told| note(&told.to_string()));
    if !mistakes.is_empty() {
        return Err(CliError::mistakes(&mistakes, path));
    }
    if dramas.is_empty() {
        return Err(CliError::no_drama(path));
    }
    Catalog::new(rows.take_vocabulary(), dramas)
        .map_err(|error| CliError::failed(error.to_string(), "every drama needs an id of its own"))
}

/// The shipped catalogue.
pub fn shipped() -> Catalog {
    tropewise_dramas::catalog()
}
