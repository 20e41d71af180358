//! Mistakes in the text of a catalogue, each with its place.

use std::fmt;

/// A place in a text file. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, as it was named.
    pub path: String,
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// How bad a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The catalogue cannot be used, or breaks a rule that every entry must keep.
    Error,
    /// Worth a look.
    Warning,
}

/// One mistake, told in one line that editors understand: `path:line:column: error: message; hint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where.
    pub at: Location,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, naming the thing.
    pub message: String,
    /// What to do; empty when the message says it.
    pub hint: String,
}

impl Diagnostic {
    /// An error.
    pub fn error(at: Location, message: impl Into<String>) -> Self {
        Self { at, severity: Severity::Error, message: message.into(), hint: String::new() }
    }

    /// A warning.
    pub fn warning(at: Location, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(at, message) }
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds "did you mean" when there is something near.
    #[must_use]
    pub fn did_you_mean(self, near: &[String]) -> Self {
        match near.first() {
            Some(near) => self.hint(format!("did you mean `{near}`?")),
            None => self,
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Location { path, line, column } = &self.at;
        write!(f, "{path}:{line}:{column}: {}: {}", self.severity, self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, "; {}", self.hint) }
    }
}
