//! Works that are no Korean drama, and what each is known for: "something like Bridgerton" asks for
//! its tropes. A name that a drama of the catalogue has as well is that drama's.

use std::collections::HashMap;

use crate::catalog::slip::is_slip;
use crate::catalog::{Catalog, TropeIdx, Vocabulary, fold};

use super::names::without_particle;
use super::token::{Token, TokenKind};

/// Pieces a name may have.
const LONGEST: usize = 12;

/// Letters from which a name is found with a slip of the keyboard: a shorter one is near too many
/// words.
const LONG: usize = 7;

/// A work that is no Korean drama.
#[derive(Debug, Clone)]
pub struct Work {
    /// What it is called.
    pub title: &'static str,
    /// What it is known for, as the table says it.
    known_for: &'static str,
}

impl Work {
    /// What it is known for, with strengths from 1 to 5.
    #[must_use]
    pub fn tropes(&self, vocabulary: &Vocabulary) -> Vec<(TropeIdx, f32)> {
        let words: Vec<&str> = self.known_for.split_whitespace().collect();
        let pairs = words.chunks_exact(2);
        let known = pairs.filter_map(|pair| {
            let trope = vocabulary.find(pair[0])?;
            Some((trope, pair[1].parse().ok()?))
        });
        known.collect()
    }
}

/// A name of a work as the table has it.
#[derive(Debug, Clone, Copy)]
struct Name {
    written: &'static str,
    work: usize,
    /// Whether it is a word or a phrase of every day.
    common: bool,
}

/// A name as found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Behind its last token.
    pub end: usize,
    /// The place of the work.
    pub work: usize,
    /// Whether the name is also a word or a phrase of every day.
    pub common: bool,
    /// The particle behind a Korean name.
    pub particle: Option<&'static str>,
}

/// Works by their names. Most wishes name none of them, so what a line says and whether a drama of
/// the catalogue has the name as well is only looked up of a name that was found.
#[derive(Debug)]
pub struct Foreign {
    catalog: Catalog,
    works: Vec<Work>,
    /// By their folded names.
    names: HashMap<String, Name>,
}

impl Foreign {
    /// The works of tables of lines `TROPE STRENGTH TROPE STRENGTH: NAME, NAME`; a `~` stands
    /// before a name that is a word of every day.
    #[must_use]
    pub fn new(tables: [&'static str; 2], catalog: &Catalog) -> Self {
        let mut foreign =
            Self { catalog: catalog.clone(), works: Vec::new(), names: HashMap::new() };
        let lines = tables.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#'));
        for (known_for, names) in lines.filter_map(|line| line.split_once(": ")) {
            let title = names.split(", ").next().unwrap_or(names).trim_start_matches('~');
            let work = foreign.works.len();
            foreign.works.push(Work { title, known_for });
            for name in names.split(", ") {
                let written = name.trim_start_matches('~');
                let name = Name { written, work, common: name.starts_with('~') };
                foreign.names.entry(fold(written)).or_insert(name);
                // "Lord of the Rings"
                let bare = written.strip_prefix("The ").filter(|bare| bare.contains(' '));
                if let Some(bare) = bare {
                    foreign.names.entry(fold(bare)).or_insert(name);
                }
            }
        }
        foreign
    }

    /// Whether no drama of the catalogue has the name as well.
    fn is_its_own(&self, name: Name) -> bool {
        matches!(self.catalog.titled(name.written), Ok(None))
    }

    /// The work at a place.
    #[must_use]
    pub fn work(&self, at: usize) -> &Work {
        &self.works[at]
    }

    /// The work of this name, and whether the name is a word of every day.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<(usize, bool)> {
        let found = *self.names.get(&fold(name))?;
        self.is_its_own(found).then_some((found.work, found.common))
    }

    /// The one work whose name words are with a slip of the keyboard.
    #[must_use]
    pub fn mistyped(&self, words: &str) -> Option<usize> {
        if fold(words).chars().count() + 1 < LONG {
            return None;
        }
        let near = self.names.iter().filter(|(key, name)| {
            !name.common
                && key.chars().count() >= LONG
                && is_slip(words, name.written)
                && self.is_its_own(**name)
        });
        let mut near = near.map(|(_, name)| name.work);
        let first = near.next()?;
        near.all(|work| work == first).then_some(first)
    }

    /// The longest name that stands at a token.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &[Token], at: usize) -> Option<Found> {
        let most = tokens.len().min(at + LONGEST);
        (at + 1..=most).rev().find_map(|end| {
            let last = &tokens[end - 1];
            let words = &tokens[at..end];
            if last.kind != TokenKind::Word || words.iter().any(|t| t.kind == TokenKind::Quoted) {
                return None;
            }
            let written = &text[tokens[at].start..last.end];
            let found = |name: &str, particle| {
                let (work, common) = self.named(name)?;
                Some(Found { end, work, common, particle })
            };
            let owned = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s"));
            found(written, None).or_else(|| found(owned?, None)).or_else(|| {
                let (name, particle) = without_particle(written, last.hangul)?;
                found(name, Some(particle))
            })
        })
    }
}

#[cfg(all(test, feature = "words"))]
mod tests {
    use std::collections::HashSet;

    use super::super::refused::GRAVEST;
    use super::super::words::Words;
    use super::*;

    #[test]
    fn every_line_names_tropes_and_a_work_that_is_no_drama() {
        let catalog = tropewise_dramas::catalog();
        let vocabulary = catalog.vocabulary();
        let mut seen = HashSet::new();
        let mut dramas = Vec::new();
        let lines = Words::shipped().foreign.into_iter().flat_map(str::lines);
        for line in lines.filter(|line| !line.starts_with('#')) {
            let (known_for, names) = line.split_once(": ").expect("tropes and names");
            let words: Vec<&str> = known_for.split(' ').collect();
            assert!(words.len().is_multiple_of(2) && (4..=10).contains(&words.len()), "{line}");
            for pair in words.chunks(2) {
                let known = vocabulary.tropes().iter().any(|trope| trope.id == pair[0]);
                assert!(known && ["1", "2", "3", "4", "5"].contains(&pair[1]), "{line}");
                assert!(!GRAVEST.contains(&pair[0]), "{line}");
            }
            for name in names.split(", ").map(|name| name.trim_start_matches('~')) {
                assert!(seen.insert(fold(name)), "{name} stands twice");
                if !matches!(catalog.named(name), Ok(None)) {
                    dramas.push(name);
                }
            }
        }
        assert!(dramas.is_empty(), "dramas of the catalogue: {dramas:?}");
    }

    #[test]
    fn a_name_is_found_as_it_is_typed() {
        let catalog = Catalog::new(Vocabulary::default(), Vec::new()).unwrap();
        let table = "romance 5 comedy 4: Grey's Anatomy, 그레이 아나토미\ncomedy 5: ~Lost Girl";
        let foreign = Foreign::new([table, ""], &catalog);
        let find = |text: &str| foreign.find(text, &super::super::token::tokens(text), 0);
        for text in ["greys anatomy", "Grey’s Anatomy's nurses", "그레이아나토미처럼"] {
            assert_eq!(find(text).map(|found| (found.work, found.common)), Some((0, false)));
        }
        assert_eq!(find("lost girl").map(|found| (found.work, found.common)), Some((1, true)));
        assert_eq!(find("anatomy"), None);
        assert_eq!(foreign.mistyped("Greys Anatmoy"), Some(0));
        assert_eq!(foreign.mistyped("Los Girl"), None, "a word of every day is no slip");
    }
}
