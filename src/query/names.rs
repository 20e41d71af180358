//! The titles of a question become dramas; what the asker should know of that becomes notes.

use std::collections::BTreeSet;

use crate::catalog::titles::cut;
use crate::catalog::{Catalog, DramaIdx, TitleError};
use crate::schema::{Note, NoteCode};

/// Notes of one kind that name a title or a person; of more only the number is told.
pub const TOLD: usize = 5;

/// Comparisons with a drama, in search of a typing error, that one question may cost: 300 names in
/// a catalogue of 1,000 dramas with ten titles each, some 0.2 s.
const COMPARISONS: usize = 300_000;

/// Names in which a typing error is looked for however large the catalogue.
const LEAST_LOOKED_AT: usize = 5;

/// Why titles are left out of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// They were seen.
    Seen,
    /// They may not be answered for another reason.
    Excluded,
}

impl LeftOut {
    fn word(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Excluded => "excluded",
        }
    }

    fn unknown(self) -> NoteCode {
        match self {
            Self::Seen => NoteCode::SeenUnknown,
            Self::Excluded => NoteCode::ExcludeUnknown,
        }
    }
}

/// Looks up the titles of one question.
pub struct Names<'a> {
    catalog: &'a Catalog,
    notes: Vec<Note>,
    /// In how many more names a typing error may be looked for.
    looks_left: usize,
    not_looked_at: usize,
    forgiven: usize,
}

impl<'a> Names<'a> {
    pub fn new(catalog: &'a Catalog) -> Self {
        let looks_left = (COMPARISONS / catalog.len().max(1)).max(LEAST_LOOKED_AT);
        Self { catalog, notes: Vec::new(), looks_left, not_looked_at: 0, forgiven: 0 }
    }

    /// The catalogue in which they are looked up.
    pub fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    /// Each drama once, in the order first named.
    ///
    /// # Errors
    /// When a title is unknown or ambiguous.
    pub fn titles(&mut self, names: &[String]) -> Result<Vec<DramaIdx>, TitleError> {
        match names {
            [] => Ok(Vec::new()),
            [one] => Ok(vec![self.meant(one, true)?]),
            several => self.each_title(several),
        }
    }

    #[inline(never)] // A browser compiles it with a question of several.
    fn each_title(&mut self, names: &[String]) -> Result<Vec<DramaIdx>, TitleError> {
        let (mut met, mut taken, mut found) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for name in names.iter().filter(|name| met.insert(name.as_str())) {
            let drama = self.meant(name, true)?;
            if taken.insert(drama) {
                found.push(drama);
            }
        }
        Ok(found)
    }

    /// Each drama to leave out once, in id order. Titles that the catalogue lacks cannot be
    /// answered anyway, so they only make notes, which say why they were named.
    ///
    /// # Errors
    /// When a title is ambiguous.
    pub fn left_out(
        &mut self,
        names: &[String],
        why: LeftOut,
    ) -> Result<Vec<DramaIdx>, TitleError> {
        let (mut met, mut found) = (BTreeSet::new(), BTreeSet::new());
        let mut unknown = 0;
        self.not_looked_at = 0;
        for name in names.iter().filter(|name| met.insert(name.as_str())) {
            // How those are called that are nearest to it is asked for few.
            let tell = unknown < TOLD;
            match self.meant(name, tell) {
                Ok(drama) => {
                    found.insert(drama);
                }
                Err(TitleError::Unknown { name, near }) => {
                    unknown += 1;
                    if tell {
                        self.note_unknown(&name, &near, why);
                    }
                }
                Err(ambiguous) => return Err(ambiguous),
            }
        }
        if let Some(more) = beyond_told(unknown) {
            let mut message = format!("{more} {} but not in the catalogue", why.word());
            if self.not_looked_at > 0 {
                let last = self.not_looked_at;
                message += &format!("; in the last {last} no typing error was looked for");
            }
            self.notes.push(Note::new(why.unknown(), message));
        }
        Ok(found.into_iter().collect())
    }

    /// The drama a name means; a typing error is forgiven, and noted. What is said of an unknown
    /// name tells the nearest titles where `near` asks for them.
    fn meant(&mut self, name: &str, near: bool) -> Result<DramaIdx, TitleError> {
        match self.catalog.named(name)? {
            Some(drama) => Ok(drama),
            None => self.meant_by_mistake(name, near),
        }
    }

    #[inline(never)] // A browser compiles it with the first name that is not right.
    fn meant_by_mistake(&mut self, name: &str, near: bool) -> Result<DramaIdx, TitleError> {
        let unknown = || TitleError::Unknown { name: cut(name.trim()), near: Vec::new() };
        if self.looks_left == 0 {
            self.not_looked_at += 1;
            return Err(if near { self.catalog.unknown(name) } else { unknown() });
        }
        self.looks_left -= 1;
        let drama = match near {
            true => self.catalog.mistyped_or_unknown(name)?,
            false => self.catalog.mistyped(name).ok_or_else(unknown)?,
        };
        self.forgiven += 1;
        if self.forgiven <= TOLD {
            let heading = self.catalog.outline(drama).heading();
            let message = format!("`{}` is taken for `{heading}`", cut(name.trim()));
            self.notes.push(Note::new(NoteCode::TitleForgiven, message));
        }
        Ok(drama)
    }

    fn note_unknown(&mut self, name: &str, near: &[String], why: LeftOut) {
        let near = near.first().map_or(String::new(), |near| format!(" (the nearest is `{near}`)"));
        let why_named = why.word();
        let message = format!("the {why_named} title `{name}` is not in the catalogue{near}");
        self.notes.push(Note::new(why.unknown(), message));
    }

    /// The notes, with the number of what was not told one by one.
    pub fn into_notes(mut self) -> Vec<Note> {
        if self.forgiven > TOLD {
            self.note_beyond_told();
        }
        self.notes
    }

    #[inline(never)]
    fn note_beyond_told(&mut self) {
        if let Some(more) = beyond_told(self.forgiven) {
            let message = format!("{more} taken for another that is spelled nearly so");
            self.notes.push(Note::new(NoteCode::TitleForgiven, message));
        }
    }
}

/// How many titles are not told one by one, as a sentence begins.
fn beyond_told(number: usize) -> Option<String> {
    match number.saturating_sub(TOLD) {
        0 => None,
        1 => Some("1 more title is".to_owned()),
        more => Some(format!("{more} more titles are")),
    }
}
