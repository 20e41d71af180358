//! Titles of the catalogue, looked up as often as a text has words that may be one.

use std::collections::{HashMap, HashSet};

use crate::catalog::{Catalog, DramaIdx, fold};

/// How many titles that were looked up are remembered.
const REMEMBERED: usize = 10_000;
/// How many digits a year has.
const YEAR: usize = 4;
/// After so many a sieve is worth making.
const MANY: usize = 4_000;

/// The titles of a catalogue.
pub struct KnownTitles<'c> {
    catalog: &'c Catalog,
    /// Those that were looked up: a title that thousands of dramas share takes long, and texts
    /// repeat theirs.
    met: HashMap<(String, Option<u16>), Option<DramaIdx>>,
    looked_up: usize,
    /// The hashes of all names in the letters of English and Hangul, where a text asks for many.
    sieve: Option<HashSet<u64>>,
}

impl<'c> KnownTitles<'c> {
    /// The titles of a catalogue, of which none was looked up.
    pub fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, met: HashMap::new(), looked_up: 0, sieve: None }
    }

    /// The drama that has exactly this title, of the year where one is stated.
    pub fn find(&mut self, title: &str, year: Option<u16>) -> Option<DramaIdx> {
        self.looked_up += 1;
        if self.looked_up == MANY {
            self.sieve = Some(sieve(self.catalog));
        }
        if let (Some(sieve), Some(hash)) = (&self.sieve, hash(title))
            && !sieve.contains(&hash)
        {
            return None;
        }
        let key = (title.to_owned(), year);
        if let Some(known) = self.met.get(&key) {
            return *known;
        }
        let drama = of_title(self.catalog, title, year);
        if self.met.len() < REMEMBERED {
            self.met.insert(key, drama);
        }
        drama
    }
}

/// The drama that has exactly this title. Where a text states a year, another year is another
/// drama, but for one more or less: series run past New Year.
fn of_title(catalog: &Catalog, title: &str, year: Option<u16>) -> Option<DramaIdx> {
    let Some(year) = year else { return catalog.find_title(title) };
    let near = [year, year - 1, year + 1];
    let found = near.iter().find_map(|year| catalog.find_title(&format!("{title} ({year})")));
    found.or_else(|| catalog.find_title(title).filter(|idx| catalog.drama(*idx).year.is_none()))
}

/// The hashes of all names of dramas that have one.
fn sieve(catalog: &Catalog) -> HashSet<u64> {
    let mut hashes = HashSet::new();
    for drama in catalog.dramas().iter() {
        let names = [&drama.title, &drama.native_title].into_iter();
        for name in names.chain(&drama.aliases).chain(&drama.nicknames) {
            hashes.extend(hash(&fold(name)));
        }
    }
    hashes
}

/// A hash of the letters of a title, in no case, without blanks and marks, as folding leaves them:
/// syllables of Hangul as their jamo. `None` for a title with other letters, with a number of four
/// digits, which may be a year, or with `&`, which is a word.
fn hash(title: &str) -> Option<u64> {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut take = |letter: u32| {
        hash = (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    };
    let mut digits = 0;
    for c in title.chars() {
        if !c.is_ascii_digit() && std::mem::take(&mut digits) == YEAR {
            return None;
        }
        match c {
            'a'..='z' | 'A'..='Z' => take(u32::from(c.to_ascii_lowercase())),
            '0'..='9' => {
                digits += 1;
                take(u32::from(c));
            }
            '&' => return None,
            c if c.is_ascii() => {}
            // The jamo of a syllable, as Unicode computes them.
            '\u{ac00}'..='\u{d7a3}' => {
                let at = u32::from(c) - 0xac00;
                take(0x1100 + at / 588);
                take(0x1161 + at % 588 / 28);
                if at % 28 > 0 {
                    take(0x11a7 + at % 28);
                }
            }
            '\u{1100}'..='\u{11ff}' => take(u32::from(c)),
            _ => return None,
        }
    }
    (digits != YEAR).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_folded_title() {
        for title in [
            "Long Pier",
            "D.P.",
            "long pier!",
            "It's Quay",
            "오래된 부두",
            "부두 Quay",
            "18 Quays",
            "Quay 2",
        ] {
            assert_eq!(hash(title), hash(&fold(title)), "{title}");
        }
        assert_ne!(hash("Long Pier"), hash("Long Piers"));
        for title in ["波止場", "Quay 1988", "Salt & Sea", "Café"] {
            assert_eq!(hash(title), None, "{title}");
        }
    }
}
