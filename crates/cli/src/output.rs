//! What a command has to say, complete before any of it is written.
//!
//! A command computes and gives an [`Output`] back; only then is it known whether all that was read
//! was sound, and only then is anything written. See [`crate::opening`].

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::console::{note, page, write_stdout};
use crate::error::CliError;
use crate::outfile::OutFile;
use crate::report::{Format, Report, render};
use crate::shown::shown_toml;

/// Text for standard output, files, notes, and how the run ends.
#[derive(Debug, Default)]
pub struct Output {
    text: Vec<u8>,
    styled: bool,
    files: Vec<(PathBuf, Vec<u8>)>,
    notes: Vec<String>,
    end: Option<CliError>,
}

impl Output {
    /// A report in the format asked for; colours only where a terminal wants them.
    pub fn report(report: &impl Report, format: Format) -> Self {
        let text = render(report, format, page()).into_bytes();
        Self { text, styled: format == Format::Table, ..Self::default() }
    }

    /// Text as it is.
    pub fn text(text: impl Into<Vec<u8>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Entries in the form of the catalogue's files.
    pub fn toml(entries: &[String]) -> Self {
        Self::text(shown_toml(&entries.join("\n")))
    }

    /// Writes a file as well; it appears whole or not at all.
    pub fn file(mut self, path: &Path, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.to_owned(), bytes.into()));
        self
    }

    /// Says a note once the files are written.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Ends the run with an error once everything is written.
    pub fn then(mut self, end: CliError) -> Self {
        self.end = Some(end);
        self
    }

    /// Changes the error that the run ends with, where it ends with one.
    pub fn map_end(mut self, change: impl FnOnce(CliError) -> CliError) -> Self {
        self.end = self.end.map(change);
        self
    }

    /// Writes everything: files, notes, text.
    ///
    /// # Errors
    /// When a file or stdout cannot be written, and the error that the run was to end with. A
    /// reader who has seen enough does not turn a failure into an answer.
    pub fn write(self) -> Result<(), CliError> {
        for (path, bytes) in &self.files {
            write_file(path, bytes)?;
        }
        let written = write_stdout(&self.text, self.styled);
        self.notes.iter().for_each(|text| note(text));
        match self.end {
            Some(end) => Err(end),
            None => written,
        }
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let written = OutFile::create(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.finish()
    });
    written.map_err(|error| CliError::io("write", path, &error))
}
