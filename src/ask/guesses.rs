//! Titles that words may mean which are spelled like none: looked for once for the same words, and
//! only so often in one text.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use crate::catalog::{Catalog, DramaIdx, fold, is_hangul};

/// Comparisons with a drama that the guesses of one text may cost: 1,000 guesses in a catalogue of
/// 1,000 dramas. A wish of forty words costs no more than some three hundred.
const COMPARISONS: usize = 1_000_000;

/// Guesses however large the catalogue.
const LEAST: usize = 300;

/// Guesses at the titles of one text.
#[derive(Debug)]
pub struct Guesses<'c> {
    catalog: &'c Catalog,
    mistyped: RefCell<HashMap<String, Option<DramaIdx>>>,
    begun: RefCell<HashMap<String, Option<DramaIdx>>>,
    /// How many more are made; beyond that nothing is found.
    left: Cell<usize>,
}

impl<'c> Guesses<'c> {
    /// None made yet.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let left = (COMPARISONS / catalog.len().max(1)).max(LEAST);
        let (mistyped, begun) = (RefCell::default(), RefCell::default());
        Self { catalog, mistyped, begun, left: Cell::new(left) }
    }

    /// The drama whose title these words are with a slip of the keyboard.
    #[must_use]
    pub fn mistyped(&self, words: &str) -> Option<DramaIdx> {
        self.once(&self.mistyped, words, || self.catalog.mistyped(words))
    }

    /// The drama whose title, or that of its series, alone begins so.
    #[must_use]
    pub fn begun(&self, words: &str) -> Option<DramaIdx> {
        self.once(&self.begun, words, || {
            self.catalog.begun(words).filter(|drama| self.ends_a_word(words, *drama))
        })
    }

    /// Whether a beginning of a title is whole words of it: "Be Love" does not begin "Beloved". In
    /// Korean, words are written together as one likes.
    fn ends_a_word(&self, words: &str, drama: DramaIdx) -> bool {
        let key = fold(words);
        let entry = self.catalog.drama(drama);
        let titles = [&entry.title, &entry.native_title];
        let mut names = titles.into_iter().chain(&entry.aliases).chain(&entry.nicknames);
        words.contains(is_hangul) || names.any(|name| begins_with_words(name, &key))
    }

    fn once(
        &self,
        known: &RefCell<HashMap<String, Option<DramaIdx>>>,
        words: &str,
        look: impl FnOnce() -> Option<DramaIdx>,
    ) -> Option<DramaIdx> {
        if let Some(found) = known.borrow().get(words) {
            return *found;
        }
        let left = self.left.get().checked_sub(1)?;
        self.left.set(left);
        let found = look();
        known.borrow_mut().insert(words.to_owned(), found);
        found
    }
}

/// Whether the first words of a name, with an article before them or without, fold to a key.
fn begins_with_words(name: &str, key: &str) -> bool {
    let mut words = name.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    let first = fold(words.next().unwrap_or_default());
    let article = ["the", "a", "an"].contains(&first.as_str());
    let mut bare = if article { String::new() } else { first.clone() };
    let mut whole = first;
    let mut begins = whole == key || bare == key;
    for word in words {
        let word = fold(word);
        whole.push_str(&word);
        bare.push_str(&word);
        begins |= whole == key || bare == key;
    }
    begins && !key.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Drama, Vocabulary};

    #[test]
    fn a_beginning_ends_where_a_word_does() {
        for (name, key, begins) in [
            ("The Winter's Road: Home", "winters", true),
            ("The Winter's Road: Home", "thewinter", false),
            ("The Winter's Road: Home", "thewintersroad", true),
            ("The Winter's Road: Home", "road", false),
            ("The One", "theone", true),
            ("", "one", false),
        ] {
            assert_eq!(begins_with_words(name, key), begins, "{name}: {key}");
        }
    }

    #[test]
    fn the_same_words_are_looked_for_once_and_others_until_enough() {
        let drama = |id: &str, title: &str| Drama {
            id: id.into(),
            title: title.into(),
            ..Drama::default()
        };
        let dramas = vec![drama("signal", "Signal"), drama("vincenzo", "Vincenzo")];
        let catalog = Catalog::new(Vocabulary::default(), dramas).unwrap();
        let guesses = Guesses::new(&catalog);
        let first = guesses.left.get();
        let meant = guesses.mistyped("Vicenzo");
        assert!(meant.is_some());
        assert_eq!((guesses.mistyped("Vicenzo"), guesses.left.get()), (meant, first - 1));
        assert_eq!(guesses.begun("Vicenzo"), None, "a slip is no beginning");
        assert_eq!(guesses.left.get(), first - 2);
        guesses.left.set(0);
        assert_eq!((guesses.mistyped("Vicenzo"), guesses.mistyped("Signla")), (meant, None));
    }
}
