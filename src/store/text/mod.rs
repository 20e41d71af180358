//! A catalogue as curators write it: `tropes.toml`, `snapshot.toml` and `dramas/<year>.toml`.
//!
//! The same reader serves the program, `tropewise check` and the build that compiles the shipped
//! catalogue, so that a mistake is told in the same words everywhere.

mod broken;
mod diagnostic;
mod dramas;
#[cfg(feature = "lexicon")]
mod lexicon;
mod lint;
mod snapshot;
mod source;
mod table;
mod vocabulary;
mod wishes;
mod write;

use std::collections::HashMap;

use crate::catalog::{Catalog, Drama, Snapshots, Vocabulary};

pub use diagnostic::{Diagnostic, Location, Severity};
#[doc(hidden)]
pub use dramas::ParsedDrama;
#[cfg(feature = "lexicon")]
#[doc(hidden)]
pub use lexicon::parse_lexicon;
#[doc(hidden)]
pub use lint::lint_between;
#[doc(hidden)]
pub use source::{CatalogFiles, TextFile};
pub use source::{ReadError, ends};
#[doc(hidden)]
pub use vocabulary::ParsedVocabulary;
#[doc(hidden)]
pub use wishes::{JudgedEntry, WishEntry, parse_judged, parse_wishes};
#[doc(hidden)]
pub use write::to_toml;

/// What was read of the text of a catalogue, with every mistake found in it.
#[doc(hidden)]
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The vocabulary.
    pub vocabulary: ParsedVocabulary,
    /// The dramas, in file order.
    pub dramas: Vec<ParsedDrama>,
    /// On which day facts were read; nothing where the catalogue does not say so.
    pub snapshots: Snapshots,
    /// Mistakes that keep the catalogue from being used, in file order.
    pub errors: Vec<Diagnostic>,
}

/// Reads the text of a catalogue. `base` is the vocabulary to use where the catalogue has none of
/// its own.
#[doc(hidden)]
#[must_use]
pub fn parse(sources: &CatalogFiles, base: Option<&Vocabulary>) -> Parsed {
    let mut errors = Vec::new();
    let vocabulary = match &sources.vocabulary {
        Some(source) => vocabulary::parse_vocabulary(source, None, &mut errors),
        None => ParsedVocabulary {
            vocabulary: base.cloned().unwrap_or_default(),
            ..ParsedVocabulary::default()
        },
    };
    let snapshots = sources.snapshot.as_ref();
    let snapshots =
        snapshots.map_or_else(Snapshots::default, |s| snapshot::parse_snapshots(s, &mut errors));
    let dramas = parse_dramas(sources, &vocabulary, &mut errors);
    Parsed { vocabulary, dramas, snapshots, errors }
}

/// Reads the text of an overlay on a catalogue with the vocabulary `base`: its tropes are added to
/// those of the base.
#[doc(hidden)]
#[must_use]
pub fn parse_overlay(sources: &CatalogFiles, base: &Vocabulary) -> Parsed {
    let mut errors = Vec::new();
    let vocabulary = match &sources.vocabulary {
        Some(source) => vocabulary::parse_vocabulary(source, Some(base), &mut errors),
        None => ParsedVocabulary { vocabulary: base.clone(), ..ParsedVocabulary::default() },
    };
    let dramas = parse_dramas(sources, &vocabulary, &mut errors);
    Parsed { vocabulary, dramas, errors, ..Parsed::default() }
}

/// The dramas; none below a broken vocabulary, where every name of a trope would seem unknown.
fn parse_dramas(
    sources: &CatalogFiles,
    vocabulary: &ParsedVocabulary,
    errors: &mut Vec<Diagnostic>,
) -> Vec<ParsedDrama> {
    if vocabulary.broken {
        return Vec::new();
    }
    let dramas: Vec<ParsedDrama> = sources
        .dramas
        .iter()
        .flat_map(|source| dramas::parse_dramas(source, &vocabulary.vocabulary, errors))
        .collect();
    let mut places: HashMap<&str, &Location> = HashMap::new();
    for parsed in &dramas {
        for id in std::iter::once(&parsed.drama.id)
            .chain(&parsed.drama.former_ids)
            .filter(|id| !id.is_empty())
        {
            if let Some(first) = places.insert(id, &parsed.at) {
                let message =
                    format!("the id `{id}` stands twice, first at {}:{}", first.path, first.line);
                errors.push(
                    Diagnostic::error(parsed.at.clone(), message)
                        .hint("add the year to one of them"),
                );
            }
        }
    }
    dramas
}

impl Parsed {
    /// The mistakes of reading and of the editorial rules, in the order of their places.
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut found = self.errors.clone();
        if !self.vocabulary.broken {
            lint::lint(&self.vocabulary, &self.dramas, &mut found);
        }
        found.sort_by(|a, b| a.at.cmp(&b.at));
        found
    }

    /// The catalogue.
    ///
    /// # Errors
    /// All mistakes that keep it from being used.
    pub fn into_catalog(self) -> Result<Catalog, Vec<Diagnostic>> {
        let dramas = self.dramas.into_iter().map(|parsed| parsed.drama).collect();
        let catalog = assemble(self.vocabulary.vocabulary, dramas, self.errors)?;
        Ok(catalog.with_snapshots(self.snapshots))
    }

    /// The catalogue `base` with the dramas of this overlay: a new id is added, a known one
    /// replaced.
    ///
    /// The days of snapshots stay those of the base.
    ///
    /// # Errors
    /// All mistakes that keep it from being used.
    pub fn onto(self, base: Catalog) -> Result<Catalog, Vec<Diagnostic>> {
        let (_, mut dramas, snapshots) = base.into_parts();
        for parsed in self.dramas {
            dramas.retain(|drama: &Drama| drama.id != parsed.drama.id);
            dramas.push(parsed.drama);
        }
        let catalog = assemble(self.vocabulary.vocabulary, dramas, self.errors)?;
        Ok(catalog.with_snapshots(snapshots))
    }
}

fn assemble(
    vocabulary: Vocabulary,
    dramas: Vec<Drama>,
    mut errors: Vec<Diagnostic>,
) -> Result<Catalog, Vec<Diagnostic>> {
    if !errors.is_empty() {
        errors.sort_by(|a, b| a.at.cmp(&b.at));
        return Err(errors);
    }
    // Everything that `Catalog::new` could refuse has been reported above with its place.
    Catalog::new(vocabulary, dramas).map_err(|error| {
        let at = Location { path: String::from("catalogue"), line: 1, column: 1 };
        vec![Diagnostic::error(at, error.to_string())]
    })
}

/// Whether a text is lower-case letters, digits and single hyphens.
fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| !part.is_empty())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Whether a character steers a terminal instead of being shown: control characters, line breaks
/// among them, and marks that turn the writing direction.
#[doc(hidden)]
#[must_use]
pub fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
