//! Where a catalogue comes from.

#[cfg(feature = "text")]
use std::path::PathBuf;

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
    pub(super) form: Form,
    pub(super) defaults: Option<Box<Source>>,
    /// Whether rows may name tropes that the vocabulary does not have.
    #[cfg_attr(not(feature = "text"), allow(dead_code))]
    pub(super) new_tropes: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Form {
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
    /// reads it (SIGBUS), unless that is a program that
    /// [outlives it](crate::store::index_file::outlive_cut_files). A server that has to go on
    /// answering, or a library within another program, reads it into memory and pays with the time
    /// and memory of the whole file. Other catalogues are in memory anyway.
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
