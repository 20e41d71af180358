//! Text files with their lines, and the folder of a catalogue.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::diagnostic::{Diagnostic, Location};

/// What is said of a file with bytes that no text has.
const NO_TEXT: &str = "this is no text";

/// A text file in memory, able to tell lines and columns.
#[derive(Debug, Clone)]
pub struct TextFile {
    path: String,
    text: String,
    line_starts: Vec<usize>,
}

impl TextFile {
    /// A text under the name by which mistakes in it are reported.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        // Some editors begin a file with a byte order mark; it is no part of the text.
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { path: path.into(), text, line_starts }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`ReadError`] naming the file.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let io = |source| ReadError::Io { path: path.to_owned(), source };
        if ends(path)?.is_dir() {
            return Err(io(io::ErrorKind::IsADirectory.into()));
        }
        let bytes = fs::read(path).map_err(io)?;
        let name = path.display().to_string();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(TextFile::new(name, text)),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let valid = String::from_utf8_lossy(&error.as_bytes()[..offset]).into_owned();
                let at = TextFile::new(name, valid).locate(offset);
                let diagnostic = if error.as_bytes().contains(&0) {
                    Diagnostic::error(at, NO_TEXT).hint("name a file of text")
                } else {
                    Diagnostic::error(at, "this is not valid UTF-8").hint("save it as UTF-8")
                };
                Err(ReadError::NotText(diagnostic))
            }
        }
    }

    /// The name.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a byte offset.
    pub fn locate(&self, offset: usize) -> Location {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        let end = offset.clamp(start, self.text.len());
        let column = self.text.get(start..end).map_or(1, |before| before.chars().count() + 1);
        Location { path: self.path.clone(), line, column }
    }

    /// Where the line of a place begins.
    pub fn line_start(&self, offset: usize) -> usize {
        self.line_starts[self.line_starts.partition_point(|start| *start <= offset) - 1]
    }

    /// Where each line begins, ascending.
    pub fn line_starts(&self) -> &[usize] {
        &self.line_starts
    }
}

/// The files of a catalogue: the vocabulary and the days of snapshots, when they are there, and the
/// dramas.
#[derive(Debug, Clone, Default)]
pub struct CatalogFiles {
    /// `tropes.toml`.
    pub vocabulary: Option<TextFile>,
    /// `snapshot.toml`.
    pub snapshot: Option<TextFile>,
    /// `dramas/*.toml`, in the order of their names.
    pub dramas: Vec<TextFile>,
}

/// Why files could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The operating system refused.
    #[error("cannot read `{}`: {source}", path.display())]
    Io {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// There is nothing there to be a catalogue.
    #[error(
        "`{}` is no catalogue: it has neither `tropes.toml` nor a folder `dramas`", path.display()
    )]
    NoCatalogue {
        /// What was named.
        path: PathBuf,
    },
    /// A table stands where text is read.
    #[error(
        "`{}` is a table by its name; here a file of `[[drama]]` entries in TOML is read",
        path.display()
    )]
    Table {
        /// What was named.
        path: PathBuf,
    },
    /// An index file stands where text is read.
    #[error(
        "`{}` is an index; here a file of `[[drama]]` entries in TOML is read",
        path.display()
    )]
    Compiled {
        /// What was named.
        path: PathBuf,
    },
    /// A file is not UTF-8 text.
    #[error("{0}")]
    NotText(Diagnostic),
}

/// The facts of a file or folder. A pipe or a device may keep whoever reads it waiting for ever, so
/// that a catalogue is never read from one.
///
/// # Errors
/// [`ReadError`] when there is nothing, or what is there is neither a file nor a folder.
pub fn ends(path: &Path) -> Result<fs::Metadata, ReadError> {
    let io = |source| ReadError::Io { path: path.to_owned(), source };
    let facts = fs::metadata(path).map_err(io)?;
    if facts.is_file() || facts.is_dir() {
        return Ok(facts);
    }
    Err(io(io::Error::other("it is neither a file nor a folder")))
}

impl CatalogFiles {
    /// Reads the catalogue at `path`: a folder with `tropes.toml`, `snapshot.toml` and
    /// `dramas/*.toml` (any may be missing, but not both the first and the last), or a single file
    /// of dramas.
    ///
    /// # Errors
    /// [`ReadError`] naming the file.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        if ends(path)?.is_file() {
            if super::super::rows::is_rows(path) {
                return Err(ReadError::Table { path: path.to_owned() });
            }
            let file = TextFile::read(path).map_err(|error| match error {
                ReadError::NotText(told) if told.message == NO_TEXT => {
                    ReadError::NotText(told.hint(
                        "name a catalogue in text form, a table or an index; one that was an \
                        index is damaged: make it again",
                    ))
                }
                error => error,
            })?;
            return Ok(Self { dramas: vec![file], ..Self::default() });
        }
        let (tropes, dramas) = (path.join("tropes.toml"), path.join("dramas"));
        if !tropes.exists() && !dramas.exists() {
            return Err(ReadError::NoCatalogue { path: path.to_owned() });
        }
        let snapshot = path.join("snapshot.toml");
        Ok(Self {
            snapshot: snapshot.exists().then(|| TextFile::read(&snapshot)).transpose()?,
            vocabulary: tropes.exists().then(|| TextFile::read(&tropes)).transpose()?,
            dramas: if dramas.exists() { Self::folder(&dramas)? } else { Vec::new() },
        })
    }

    /// Reads every TOML file of a folder, in the order of their names.
    ///
    /// # Errors
    /// [`ReadError`] naming the folder or the file.
    pub fn folder(folder: &Path) -> Result<Vec<TextFile>, ReadError> {
        let io = |source| ReadError::Io { path: folder.to_owned(), source };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(io)? {
            let file = entry.map_err(io)?.path();
            if file.extension().is_some_and(|e| e == "toml") {
                files.push(file);
            }
        }
        files.sort();
        files.iter().map(|file| TextFile::read(file)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let source = TextFile::new("a.toml", "x = 1\n재회 = 2\n");
        let place = |offset| {
            let at = source.locate(offset);
            (at.line, at.column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(5), (1, 6));
        assert_eq!(place(6), (2, 1));
        assert_eq!(place(13), (2, 4), "after two Hangul syllables and a space");
        assert_eq!(place(99), (3, 1));
    }
}
