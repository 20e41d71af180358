//! What separates the entries in the cells of a column, as the rows looked at show it.

use std::collections::HashMap;

use crate::catalog::fields::Shape;

use super::cell::is_missing;
use super::fields::Field;
use super::list::{has_bars, has_commas, is_bracketed};

/// Marks that may separate, but stand within names as well: a column must show that they do.
/// A hyphen only between blanks.
const MARKS: [char; 11] = ['^', '~', '+', '&', '/', '\\', '>', '¦', '*', '-', ' '];
/// In so many cells a mark must stand where the names beside it are not all known.
const ENOUGH: usize = 3;
/// The longest entry, in bytes; what is longer is a sentence.
const LONGEST: usize = 60;

/// What separates the entries of a cell, beside bars, semicolons and line breaks, which always do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Between {
    /// Whether commas do.
    pub commas: bool,
    /// A mark that does in this column.
    pub mark: Option<char>,
}

impl Between {
    /// What separates where nothing is known of the column.
    pub const USUAL: Self = Self { commas: true, mark: None };

    /// What separates in a column of a field with these texts. `known` says whether a text is the
    /// name of a trope.
    pub fn shown(field: Field, cells: &[&str], known: &dyn Fn(&str) -> bool) -> Self {
        let cells: Vec<&str> =
            cells.iter().copied().filter(|c| !is_missing(c) && !is_bracketed(c)).collect();
        let bars = cells.iter().filter(|cell| has_bars(cell)).count();
        let commas = cells.iter().filter(|cell| !has_bars(cell) && has_commas(cell)).count();
        let usual = |cell: &&str| has_bars(cell) || has_commas(cell) || cell.starts_with('#');
        let alone = !cells.iter().any(usual);
        let mut marks = MARKS.into_iter().filter(|mark| may_separate(field, *mark));
        let mark =
            if alone { marks.find(|mark| separates(*mark, field, &cells, known)) } else { None };
        Self { commas: commas > bars, mark }
    }
}

/// Whether a mark may separate the entries of a field: names of titles and services have some.
fn may_separate(field: Field, mark: char) -> bool {
    match field.fact().map(|fact| fact.shape) {
        None => field == Field::Tropes,
        Some(Shape::People) => matches!(mark, '^' | '~' | '+' | '&' | '/' | '\\' | '¦'),
        Some(_) => matches!(mark, '^' | '/' | '\\' | '¦'),
    }
}

/// Whether the cells show that a mark separates: all that it parts are known tropes; or it stands
/// in most cells, and parts more than two entries in one, or one entry from several others. A
/// known trope that holds it shows that it does not.
fn separates(mark: char, field: Field, cells: &[&str], known: &dyn Fn(&str) -> bool) -> bool {
    let (mut held, mut many, mut all_known, mut shared) = (0, false, true, false);
    let mut stood: HashMap<&str, &str> = HashMap::new();
    for cell in cells {
        let parts = parts(cell, mark);
        shared |= parts.iter().any(|part| stood.insert(*part, *cell).is_some_and(|c| c != *cell));
        if parts.len() < 2 {
            continue;
        }
        // `romance=0.8`, `16/16`, and sentences are no lists.
        let is_name = |part: &&str| part.len() <= LONGEST && part.contains(char::is_alphabetic);
        if known(cell) || !parts.iter().all(is_name) {
            return false;
        }
        held += 1;
        many |= parts.len() > 2;
        all_known &= parts.iter().all(|part| known(part));
    }
    let most = held >= ENOUGH && held * 2 >= cells.len() && (many || shared) && mark != ' ';
    held > 0 && ((field == Field::Tropes && all_known) || most)
}

/// What stands between the marks of a text, without what is empty.
pub(super) fn parts(text: &str, mark: char) -> Vec<&str> {
    let parts: Vec<&str> = match mark {
        '-' => text.split(" - ").collect(),
        ' ' => text.split_whitespace().collect(),
        mark => text.split(mark).collect(),
    };
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(cells: &[&str]) -> Option<char> {
        let known = |name: &str| ["romance", "amnesia", "war", "rock & roll"].contains(&name);
        Between::shown(Field::Tropes, cells, &known).mark
    }

    #[test]
    fn a_mark_between_known_tropes_separates() {
        for (cell, shown) in [
            ("romance^amnesia", '^'),
            ("romance~amnesia~war", '~'),
            ("romance + war", '+'),
            ("romance & war", '&'),
            ("romance/war", '/'),
            ("romance - war", '-'),
            ("romance amnesia", ' '),
        ] {
            assert_eq!(mark(&[cell, "war"]), Some(shown), "{cell}");
        }
        for cell in ["rock & roll", "18+", "tea/war", "romance & sons", "romance, tea/war", "war"] {
            assert_eq!(mark(&[cell]), None, "{cell}");
        }
    }

    #[test]
    fn a_mark_between_names_that_are_not_known_must_stand_in_most_cells() {
        assert_eq!(mark(&["sea+tea", "tea+salt+sea", "salt+tea"]), Some('+'));
        assert_eq!(mark(&["sea/tea", "tea/salt", "salt/sea"]), Some('/'));
        assert_eq!(mark(&["sea+tea", "tea+salt+sea"]), None, "two cells show nothing");
        assert_eq!(mark(&["sea & salt", "sea & salt", "sea & salt"]), None, "one name");
        assert_eq!(mark(&["a/b", "b/c", "c/d", "e", "f", "g", "h"]), None, "in few cells");
        assert_eq!(mark(&["a/b", "b/c", "c/d", "e, f"]), None, "commas separate");
        let rock = ["rock & roll", "sea & tea", "tea & salt & sea", "salt & tea"];
        assert_eq!(mark(&rock), None, "a known trope has it");
    }

    #[test]
    fn titles_keep_what_stands_within_them() {
        let aliases = Field::named("aliases").unwrap();
        let shown = |cells: &[&str]| Between::shown(aliases, cells, &|_| false).mark;
        assert_eq!(shown(&["You & Me", "Me & Us", "Us & You & Me"]), None);
        assert_eq!(shown(&["Quay/Pier", "Pier/Boat", "Mole/Quay"]), Some('/'));
    }
}
