//! The door: from a catalogue outside memory to one that can be asked.
//!
//! [`open`] is the one way in. What it gives, [`Opened`], lends the catalogue only for the length
//! of a computation and says afterwards, through the return type, whether all that was read was
//! sound.

use std::sync::{Arc, OnceLock};

#[cfg(feature = "text")]
use std::path::{Path, PathBuf};

use thiserror::Error;

#[cfg(feature = "batch")]
use crate::batch::Batch;

#[cfg(feature = "text")]
use crate::catalog::Vocabulary;
use crate::catalog::{Catalog, CatalogError, Damaged};
use crate::index::Vectors;
use crate::query::QueryError;
use crate::rank::{Recommender, Settings};
use crate::schema::{Answer, QueryRequest};
#[cfg(feature = "image")]
use crate::store::image::{self, ImageError};
#[cfg(feature = "index")]
use crate::store::index_file::{IndexError, IndexFile, are_index, is_index};
#[cfg(feature = "text")]
use crate::store::rows::{RowNote, Rows, Tropes, UnknownTropes, is_rows};
#[cfg(feature = "text")]
use crate::store::text::{CatalogFiles, Diagnostic, ReadError, parse, parse_overlay};

/// A catalogue with a vocabulary of its own and fewer dramas than this learns nothing reliable
/// about its tropes, and takes the weights of its defaults.
#[cfg(feature = "text")]
const ENOUGH_TO_LEARN: usize = 200;

/// Where a catalogue comes from.
///
/// ```
/// use tropewise::Source;
///
/// // A folder, a file of dramas (TOML, CSV, JSON lines) or an index file. What it does not say of
/// // tropes is taken from the shipped catalogue.
/// let source = Source::path("my-titles.csv").with_defaults(tropewise_dramas::source());
/// ```
#[derive(Debug, Clone)]
pub struct Source {
    form: Form,
    defaults: Option<Box<Source>>,
    /// Whether rows may name tropes that the vocabulary does not have.
    #[cfg_attr(not(feature = "text"), allow(dead_code))]
    new_tropes: bool,
}

#[derive(Debug, Clone)]
enum Form {
    #[cfg(feature = "text")]
    Path {
        path: PathBuf,
        /// Whether an index file is read into memory rather than mapped.
        #[cfg_attr(not(feature = "index"), allow(dead_code))]
        in_memory: bool,
    },
    #[cfg(feature = "image")]
    Image(&'static [u8]),
}

impl Source {
    fn of(form: Form) -> Self {
        Self { form, defaults: None, new_tropes: false }
    }

    /// A folder with `dramas/*.toml` (and `tropes.toml`), a file of dramas (TOML, CSV, JSON lines),
    /// or an index file.
    #[cfg(feature = "text")]
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self::of(Form::Path { path: path.into(), in_memory: false })
    }

    /// Reads an index file into memory when it is opened, where otherwise it is mapped.
    ///
    /// A mapped file costs nothing until it is asked for, and a change of it is found before an
    /// answer leaves; but when somebody cuts it short in place, the system ends the process that
    /// reads it (SIGBUS). A server, or a library within another program, must not end so, and pays
    /// with the time and memory of the whole file. Other catalogues are in memory anyway.
    #[cfg(feature = "text")]
    #[must_use]
    pub fn in_memory(mut self) -> Self {
        match &mut self.form {
            Form::Path { in_memory, .. } => *in_memory = true,
            #[cfg(feature = "image")]
            Form::Image(_) => {}
        }
        self
    }

    /// An image that [`compile::image`](crate::compile::image) packed; or the bytes of an index
    /// file, which begin where an eight-byte number may. An image is read whole when it is opened,
    /// which answers later questions sooner; an index is read as it is asked, which answers the
    /// first one sooner.
    #[cfg(feature = "image")]
    #[must_use]
    pub fn image(bytes: &'static [u8]) -> Self {
        Self::of(Form::Image(bytes))
    }

    /// Takes from `defaults` what this source does not have itself: the vocabulary, and trope
    /// weights where it has too few dramas to learn them from. Without defaults, rows take every
    /// trope name as it is, and a file of dramas knows no trope.
    #[must_use]
    pub fn with_defaults(mut self, defaults: Source) -> Self {
        self.defaults = Some(Box::new(defaults));
        self
    }

    /// Takes trope names that the vocabulary of the defaults does not know as new tropes, where
    /// otherwise they are mistakes. This is for files of rows (CSV, JSON lines).
    #[cfg(feature = "text")]
    #[must_use]
    pub fn with_new_tropes(mut self) -> Self {
        self.new_tropes = true;
        self
    }
}

/// Why a catalogue cannot be opened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// A file cannot be read, or is no catalogue.
    #[cfg(feature = "text")]
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The text has mistakes.
    #[cfg(feature = "text")]
    #[error(
        "{what} `{}` has mistakes", path.display(),
        what = if *overlay { "the overlay" } else { "the catalogue" }
    )]
    Mistakes {
        /// The file or folder.
        path: PathBuf,
        /// Whether it was the overlay.
        overlay: bool,
        /// Every mistake with its place, in the order of the places.
        mistakes: Vec<Diagnostic>,
    },
    /// There is no drama in it.
    #[cfg(feature = "text")]
    #[error("the catalogue `{}` has no drama", path.display())]
    Empty {
        /// The file or folder.
        path: PathBuf,
    },
    /// It is an index file that cannot be used.
    #[cfg(feature = "index")]
    #[error(transparent)]
    Index(#[from] IndexError),
    /// It is an image that cannot be used.
    #[cfg(feature = "image")]
    #[error(transparent)]
    Image(#[from] ImageError),
    /// Its dramas make no catalogue.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// What was read of it is damaged.
    #[error(transparent)]
    Damaged(#[from] Damaged),
}

/// A catalogue that can be asked. `Sync`: open it once, share it between threads.
///
/// An index file is read as it is asked for, so damage may be found at any time. Therefore the
/// catalogue is only lent: whatever was computed from it comes back when all that was read was
/// sound, and [`Damaged`] otherwise.
#[derive(Debug)]
pub struct Opened {
    catalog: Catalog,
    /// Vectors that were compiled before, until the recommender takes them.
    vectors: Option<Vectors>,
    recommender: OnceLock<Arc<Recommender>>,
    replaced: usize,
    #[cfg(feature = "text")]
    notes: Vec<RowNote>,
}

/// Opens a catalogue; `overlay`, a file or folder of dramas, adds to it or replaces what has the
/// same id.
///
/// ```
/// use tropewise::{QueryRequest, open};
///
/// let opened = open(&tropewise_dramas::source(), None)?;
/// let mut request = QueryRequest::new("tonight");
/// request.like.push("Our Beloved Summer".into());
/// assert_eq!(opened.recommend(&request).unwrap().results.len(), 10);
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
                read_rows(path, defaults, source.new_tropes)?
            } else {
                (read_text(path, defaults.as_ref())?, Vec::new())
            };
            if catalog.is_empty() {
                return Err(OpenError::Empty { path: path.clone() });
            }
            Ok(Opened { notes, ..Opened::new(catalog) })
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
    let catalog = opened.catalog;
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
    Ok(Opened { replaced, notes: opened.notes, ..Opened::new(catalog?) })
}

fn sound(catalog: &Catalog) -> Result<(), Damaged> {
    catalog.damage().map_or(Ok(()), |at| Err(Damaged { at }))
}

impl Opened {
    fn new(catalog: Catalog) -> Self {
        Self {
            catalog,
            vectors: None,
            recommender: OnceLock::new(),
            replaced: 0,
            #[cfg(feature = "text")]
            notes: Vec::new(),
        }
    }

    #[cfg(feature = "index")]
    fn indexed(file: IndexFile) -> Self {
        let IndexFile { catalog, vectors, .. } = file;
        Self { vectors: Some(vectors), ..Self::new(catalog) }
    }

    /// How many dramas of the catalogue the overlay replaces.
    #[must_use]
    pub fn replaced(&self) -> usize {
        self.replaced
    }

    /// What was guessed or passed over where the catalogue was read from rows.
    #[cfg(feature = "text")]
    #[must_use]
    pub fn notes(&self) -> &[RowNote] {
        &self.notes
    }

    /// Computes something with the recommender.
    ///
    /// # Errors
    /// [`Damaged`] when something read until now, by this computation or an earlier one, was
    /// damaged.
    pub fn read<T>(&self, compute: impl FnOnce(&Recommender) -> T) -> Result<T, Damaged> {
        let computed = compute(self.recommender());
        sound(&self.catalog)?;
        Ok(computed)
    }

    /// Computes something from the catalogue alone; nothing is made ready for ranking.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_catalog<T>(&self, compute: impl FnOnce(&Catalog) -> T) -> Result<T, Damaged> {
        let computed = compute(&self.catalog);
        sound(&self.catalog)?;
        Ok(computed)
    }

    /// Checks a request and answers it.
    ///
    /// # Errors
    /// As [`Recommender::recommend`].
    pub fn recommend(&self, request: &QueryRequest) -> Result<Answer, QueryError> {
        self.read(|recommender| recommender.recommend(request))
            .unwrap_or_else(|Damaged { at }| Err(QueryError::Damaged { at }))
    }

    /// Checks requests and answers them together.
    #[must_use]
    pub fn recommend_each(&self, requests: &[QueryRequest]) -> Vec<Result<Answer, QueryError>> {
        self.read(|recommender| recommender.recommend_each(requests)).unwrap_or_else(
            |Damaged { at }| requests.iter().map(|_| Err(QueryError::Damaged { at })).collect(),
        )
    }

    /// The catalogue itself, read into memory: what comes back is all there and sound.
    ///
    /// # Errors
    /// [`Damaged`] when any of it is damaged.
    pub fn into_catalog(self) -> Result<Catalog, Damaged> {
        let Self { catalog, vectors, .. } = self;
        if vectors.is_none() {
            sound(&catalog)?;
            return Ok(catalog);
        }
        let read = catalog.clone().into_parts();
        sound(&catalog)?;
        let (vocabulary, dramas, snapshots) = read;
        let in_memory = Catalog::new(vocabulary, dramas).map_err(|_| Damaged { at: 0 })?;
        Ok(in_memory.with_snapshots(snapshots))
    }

    /// Streams of questions over this catalogue.
    #[cfg(feature = "batch")]
    #[must_use]
    pub fn batch(&self) -> Batch {
        Batch::new(Arc::clone(self.recommender()))
    }

    /// Made ready for ranking when it is first asked for.
    fn recommender(&self) -> &Arc<Recommender> {
        self.recommender.get_or_init(|| {
            let catalog = self.catalog.clone();
            Arc::new(match &self.vectors {
                Some(vectors) => {
                    Recommender::with_vectors(catalog, vectors.clone(), Settings::default())
                        .expect("the defaults are in range")
                }
                None => Recommender::new(catalog),
            })
        })
    }
}
