//! The catalogue a run works with: the shipped one or the user's, with an overlay.

use std::path::Path;

use crate::catalog::Catalog;
use crate::rank::Recommender;
use crate::store::text::{Sources, parse, parse_overlay};

use super::args::Common;
use super::console::note;
use super::error::CliError;

/// A catalogue with its own vocabulary and fewer dramas than this learns nothing reliable about its
/// tropes, and takes the shipped weights.
const ENOUGH_TO_LEARN: usize = 200;

/// Opens the catalogue that `--catalog` and `--overlay` name.
///
/// # Errors
/// When a file cannot be read or has mistakes.
pub fn open(common: &Common) -> Result<Catalog, CliError> {
    let catalog = match &common.catalog {
        None => shipped()?,
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
    Ok(Recommender::new(open(common)?))
}

/// The user's catalogue; a vocabulary or weights that it lacks come from the shipped one.
fn read(path: &Path) -> Result<Catalog, CliError> {
    let sources = Sources::read(path)?;
    let shipped = shipped().ok();
    let base = shipped.as_ref().map(Catalog::vocabulary);
    let parsed = parse(&sources, base);
    let mut catalog =
        parsed.into_catalog().map_err(|mistakes| CliError::mistakes(&mistakes, path))?;
    if let (Some(base), true) =
        (base, sources.vocabulary.is_some() && catalog.len() < ENOUGH_TO_LEARN)
    {
        catalog.vocabulary_mut().adopt_learned(base);
    }
    if catalog.is_empty() {
        return Err(CliError::no_drama(path));
    }
    Ok(catalog)
}

/// The shipped catalogue.
///
/// # Errors
/// When the program was built without it.
#[cfg(feature = "embedded")]
pub fn shipped() -> Result<Catalog, CliError> {
    Ok(crate::store::embedded())
}

/// The shipped catalogue.
///
/// # Errors
/// Always: this program was built without it.
#[cfg(not(feature = "embedded"))]
pub fn shipped() -> Result<Catalog, CliError> {
    Err(CliError::failed(
        "this program was built without a catalogue",
        "name one with `--catalog PATH`",
    ))
}
