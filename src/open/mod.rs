//! The door: from a catalogue outside memory to one that can be asked.
//!
//! [`open`] is the one way in. What it gives, [`Opened`], lends the catalogue only for the length
//! of a computation and says afterwards, through the return type, whether all that was read was
//! sound.

mod error;
mod opened;
mod source;
#[cfg(feature = "index")]
mod verify;

#[cfg(feature = "text")]
use std::path::Path;

#[cfg(feature = "text")]
use crate::catalog::{Catalog, Vocabulary};
#[cfg(feature = "image")]
use crate::store::image;
#[cfg(feature = "index")]
use crate::store::index_file::{IndexFile, are_index, is_index};
#[cfg(feature = "text")]
use crate::store::rows::{RowNote, Rows, Tropes, UnknownTropes, is_rows};
#[cfg(feature = "text")]
use crate::store::text::{CatalogFiles, ReadError, ends, parse, parse_overlay};

pub use error::OpenError;
pub use opened::Opened;
#[cfg(feature = "text")]
use opened::sound;
use source::Form;
pub use source::Source;
#[cfg(feature = "index")]
pub use verify::verify;

/// A catalogue with a vocabulary of its own and fewer dramas than this learns nothing reliable
/// about its tropes, and takes the weights of its defaults.
#[cfg(feature = "text")]
const ENOUGH_TO_LEARN: usize = 200;

/// Opens a catalogue; `overlay`, a file or folder of dramas, adds to it or replaces what has the
/// same id.
///
/// ```
/// use tropewise::{QueryRequest, open};
///
/// let opened = open(&tropewise_dramas::source(), None)?;
/// let answer = opened.recommend(&QueryRequest::like("Our Beloved Summer"));
/// assert_eq!(answer.unwrap().results.len(), 10);
/// // Everything else that needs the catalogue borrows it.
/// let dramas = opened.read_catalog(|catalog| catalog.len())?;
/// assert!(dramas >= 1000);
/// # Ok::<(), tropewise::OpenError>(())
/// ```
///
/// # Errors
/// [`OpenError`] when a file cannot be read, has mistakes, or is damaged.
pub fn open(
    source: &Source,
    #[cfg(feature = "text")] overlay: Option<&Path>,
    #[cfg(not(feature = "text"))] overlay: Option<std::convert::Infallible>,
) -> Result<Opened, OpenError> {
    let opened = read(source)?;
    #[cfg(feature = "text")]
    if let Some(path) = overlay {
        return lay_over(opened, path);
    }
    #[cfg(not(feature = "text"))]
    let _ = overlay;
    Ok(opened)
}

fn read(source: &Source) -> Result<Opened, OpenError> {
    match &source.form {
        #[cfg(feature = "image")]
        Form::Image(bytes) => {
            #[cfg(feature = "index")]
            if are_index(bytes) {
                return Ok(Opened::indexed(IndexFile::embedded(bytes)?));
            }
            Ok(Opened::new(image::unpack(bytes)?))
        }
        #[cfg(feature = "text")]
        Form::Path { path, .. } => {
            #[cfg(feature = "index")]
            if is_index(path) {
                let in_memory = matches!(&source.form, Form::Path { in_memory: true, .. });
                let open = if in_memory { IndexFile::open_in_memory } else { IndexFile::open };
                return Ok(Opened::indexed(open(path)?));
            }
            let defaults = source.defaults.as_deref().map(vocabulary).transpose()?;
            let (catalog, notes) = if is_rows(path) {
                ends(path)?;
                read_rows(path, defaults, source.new_tropes)?
            } else {
                (read_text(path, defaults.as_ref())?, Vec::new())
            };
            if catalog.is_empty() {
                return Err(OpenError::Empty { path: path.clone() });
            }
            Ok(Opened::new(catalog).with_notes(notes))
        }
    }
}

#[cfg(feature = "text")]
fn vocabulary(source: &Source) -> Result<Vocabulary, OpenError> {
    Ok(read(source)?.catalog.vocabulary().clone())
}

/// The catalogue of a folder, or of a file of dramas.
#[cfg(feature = "text")]
fn read_text(path: &Path, defaults: Option<&Vocabulary>) -> Result<Catalog, OpenError> {
    let sources = CatalogFiles::read(path)?;
    let parsed = parse(&sources, defaults);
    let mut catalog = parsed.into_catalog().map_err(|mistakes| OpenError::Mistakes {
        path: path.to_owned(),
        overlay: false,
        mistakes,
    })?;
    let own_vocabulary = sources.vocabulary.is_some();
    if let Some(defaults) = defaults.filter(|_| own_vocabulary && catalog.len() < ENOUGH_TO_LEARN) {
        catalog.vocabulary_mut().adopt_learned(defaults);
    }
    Ok(catalog)
}

/// The catalogue of a file of rows, read whole.
#[cfg(feature = "text")]
fn read_rows(
    path: &Path,
    defaults: Option<Vocabulary>,
    new_tropes: bool,
) -> Result<(Catalog, Vec<RowNote>), OpenError> {
    let tropes = match defaults {
        Some(vocabulary) if new_tropes => Tropes::new(vocabulary, UnknownTropes::New),
        Some(vocabulary) => Tropes::known(vocabulary),
        None => Tropes::new(Vocabulary::default(), UnknownTropes::New),
    };
    let mut rows = Rows::open(path, tropes)?;
    let (mut dramas, mut mistakes) = (Vec::new(), Vec::new());
    for row in rows.by_ref() {
        match row {
            Ok(row) => dramas.push(row.drama),
            Err(bad) => mistakes.push(bad.mistake),
        }
    }
    if !mistakes.is_empty() {
        return Err(OpenError::Mistakes { path: path.to_owned(), overlay: false, mistakes });
    }
    let vocabulary = rows.take_vocabulary();
    Ok((Catalog::new(vocabulary, dramas)?, rows.notes()))
}

#[cfg(feature = "text")]
fn lay_over(opened: Opened, path: &Path) -> Result<Opened, OpenError> {
    #[cfg(feature = "index")]
    if is_index(path) {
        return Err(ReadError::Compiled { path: path.to_owned() }.into());
    }
    let Opened { catalog, notes, .. } = opened;
    let overlay = parse_overlay(&CatalogFiles::read(path)?, catalog.vocabulary());
    let replaces =
        |parsed: &&crate::store::text::ParsedDrama| catalog.find(&parsed.drama.id).is_some();
    let replaced = overlay.dramas.iter().filter(replaces).count();
    // The overlay reads the whole catalogue into memory, so damage is known from here on.
    let below = catalog.clone();
    let catalog = overlay.onto(catalog).map_err(|mistakes| OpenError::Mistakes {
        path: path.to_owned(),
        overlay: true,
        mistakes,
    });
    sound(&below)?;
    Ok(Opened::new(catalog?).with_notes(notes).with_replaced(replaced))
}
