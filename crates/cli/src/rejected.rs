//! The file of rejected rows: what stands where, why it was rejected, and the row itself.

use std::path::{Path, PathBuf};

use tropewise::store::rows::BadRow;
use tropewise::store::text::steers;

use crate::error::CliError;
use crate::outfile::OutFile;
use crate::report::guarded;

/// What such a file begins with.
pub const HEADER: &str = "line,reason,row";

/// Takes bad rows; the file appears at the end, whole or not at all.
pub struct Rejected {
    path: PathBuf,
    /// Made with the first row, unless it is there from another run, which must not be mistaken for
    /// what this one says.
    writer: Option<csv::Writer<OutFile>>,
    rows: u64,
    failed: Option<CliError>,
}

impl Rejected {
    /// A file that appears when there is something to say; with `always` in any case.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(path: &Path, always: bool) -> Result<Self, CliError> {
        let mut rejected = Self { path: path.to_owned(), writer: None, rows: 0, failed: None };
        if always || path.exists() {
            rejected.open()?;
        }
        Ok(rejected)
    }

    fn open(&mut self) -> Result<&mut csv::Writer<OutFile>, CliError> {
        let failed = |error: &std::io::Error| CliError::io("write", &self.path, error);
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => {
                let file = OutFile::create(&self.path).map_err(|error| failed(&error))?;
                let mut writer = csv::Writer::from_writer(file);
                writer
                    .write_record(HEADER.split(','))
                    .map_err(|error| failed(&std::io::Error::other(error)))?;
                writer
            }
        };
        Ok(self.writer.insert(writer))
    }

    /// Adds a row. What fails is told at the end.
    pub fn add(&mut self, bad: &BadRow) {
        if self.failed.is_some() {
            return;
        }
        self.rows += 1;
        let (mistake, text) = (&bad.mistake, bad.text.as_deref().unwrap_or_default());
        let mut reason = mistake.message.clone();
        if !mistake.hint.is_empty() {
            reason.extend(["; ", &mistake.hint]);
        }
        let record = [mistake.at.line.to_string(), harmless(&reason), harmless(text)];
        let path = self.path.clone();
        let failed =
            |error: csv::Error| CliError::io("write", &path, &std::io::Error::other(error));
        let written = self.open().and_then(|writer| writer.write_record(&record).map_err(failed));
        self.failed = written.err();
    }

    /// Puts the file in its place, and tells where it is when it says something.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> Result<Option<(PathBuf, u64)>, CliError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let Some(writer) = self.writer else { return Ok(None) };
        let failed = |error: &std::io::Error| CliError::io("write", &self.path, error);
        let file = writer.into_inner().map_err(|error| failed(error.error()))?;
        file.finish().map_err(|error| failed(&error))?;
        Ok((self.rows > 0).then_some((self.path, self.rows)))
    }
}

/// The text without what steers a terminal or starts a formula.
fn harmless(text: &str) -> String {
    let shown = |c: char| match c {
        c if steers(c) && c != '\n' => c.escape_unicode().to_string(),
        c => c.to_string(),
    };
    guarded(&text.chars().map(shown).collect::<String>())
}
