//! What may be meant while a title is still being typed.
//!
//! Every keystroke asks, so nothing here compares what was typed with all titles. The names of all
//! dramas stand in one text, most followed dramas first, as the strokes of a keyboard; the places
//! where a word begins are sorted, so what begins with the strokes typed is found by bisection.

use crate::sorting::sort_by_key;
use crate::unicode::is_mark;

use super::catalogue::Catalog;
use super::drama::DramaIdx;
use super::fold::fold;
use super::titles::names;

/// Ends a name; no name has it.
const END: char = '\0';
/// From so many places on that begin as typed, the most followed dramas are looked through instead
/// of collecting them all: a letter alone may begin every name of a large catalogue.
const MANY: usize = 20_000;
/// Strokes from which a name is found by the inside of a word.
const INSIDE_FROM: usize = 3;
/// Bytes of names whose inside is looked through: those of the most followed dramas.
const INSIDE_OF: usize = 4 << 20;

/// A drama that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    /// Which drama.
    pub drama: DramaIdx,
    /// Which of its names was recognised, counted in the order title, native title, aliases,
    /// nicknames.
    pub name: usize,
}

/// An index of the names of a catalogue by their beginnings. Made once; `Sync`.
///
/// English, Hangul (also half a syllable), the initial consonants of Hangul alone, aliases and
/// nicknames are found; case, accents, punctuation and spaces do not count. Typing errors are not
/// forgiven here.
///
/// ```
/// use tropewise::catalog::TypeAhead;
///
/// let catalog = tropewise_dramas::catalog();
/// let typeahead = TypeAhead::new(&catalog);
/// for typed in ["our bel", "그해 우", "그해 우린", "ㄱㅎㅇㄹㄴ"] {
///     let best = typeahead.find(typed, 5)[0];
///     assert_eq!(catalog.drama(best.drama).id, "our-beloved-summer", "{typed}");
/// }
/// ```
#[derive(Debug, Clone, Default)]
pub struct TypeAhead {
    /// All names as strokes, each ended by [`END`]; those of more followed dramas first.
    text: String,
    /// Where in the text words begin, sorted by the text from there on.
    starts: Vec<u32>,
    /// In the order of the text.
    names: Vec<Name>,
}

#[derive(Debug, Clone, Copy)]
struct Name {
    /// Where it begins in the text.
    at: u32,
    drama: DramaIdx,
    /// Its number among the names of the drama.
    number: u16,
}

impl Name {
    /// English or native title.
    fn is_primary(self) -> bool {
        self.number < 2
    }
}

impl TypeAhead {
    /// Reads the names of every drama.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let mut order: Vec<DramaIdx> = catalog.indices().collect();
        let followers = |idx: &DramaIdx| catalog.facts(*idx).followers().unwrap_or(0);
        sort_by_key(&mut order, |idx| (std::cmp::Reverse(followers(idx)), *idx));
        let mut index = Self::default();
        for idx in order {
            let drama = catalog.drama(idx);
            for (number, (name, _)) in names(&drama).enumerate() {
                index.add(name, idx, number);
            }
        }
        index.names.shrink_to_fit();
        index.text.shrink_to_fit();
        let bytes = index.text.as_bytes();
        index.starts.sort_by(|a, b| bytes[*a as usize..].cmp(&bytes[*b as usize..]));
        index.starts.shrink_to_fit();
        index
    }

    fn add(&mut self, name: &str, drama: DramaIdx, number: usize) {
        let number = number.min(usize::from(u16::MAX)) as u16;
        let words: Vec<String> = words(name).map(fold).filter(|word| !word.is_empty()).collect();
        self.add_words(words.iter().map(|word| strokes(word)), drama, number);
        if name.chars().any(is_syllable) {
            self.add_words(words.iter().map(|word| initials(word)), drama, number);
        }
    }

    fn add_words(&mut self, words: impl Iterator<Item = String>, drama: DramaIdx, number: u16) {
        // Places are kept in four bytes; names beyond 4 GB are not suggested.
        let Ok(at) = u32::try_from(self.text.len()) else { return };
        let before = self.starts.len();
        for word in words {
            let Ok(start) = u32::try_from(self.text.len()) else { break };
            self.starts.push(start);
            self.text.push_str(&word);
        }
        if self.starts.len() > before {
            self.text.push(END);
            self.names.push(Name { at, drama, number });
        }
    }

    /// The dramas that may be meant by what was typed so far, best first, at most `k`. None for a
    /// text without letters.
    ///
    /// A whole name comes before one that begins so, then names with a word that begins so, then
    /// names with a word that has it inside; in each of them title and native title before aliases
    /// and nicknames, then the more followed drama, then the lower id.
    #[must_use]
    pub fn find(&self, typed: &str, k: usize) -> Vec<Suggestion> {
        let key = strokes(&fold(typed));
        if key.is_empty() || k == 0 {
            return Vec::new();
        }
        let mut found = Found::default();
        let range = self.beginning_so(&key);
        if range.len() < MANY {
            for start in &self.starts[range] {
                let at = self.name_at(*start as usize);
                found.add(self.tier(at, *start as usize, key.len()), at);
            }
        } else {
            self.most_followed(&key, k, &mut found);
        }
        if found.dramas(self) < k && key.chars().count() >= INSIDE_FROM {
            let mut most = self.text.len().min(INSIDE_OF);
            while !self.text.is_char_boundary(most) {
                most -= 1;
            }
            for (place, _) in self.text[..most].match_indices(&key) {
                found.add(INSIDE, self.name_at(place));
            }
        }
        found.best(self, k)
    }

    /// The places among the sorted ones from which the text goes on with a key.
    fn beginning_so(&self, key: &str) -> std::ops::Range<usize> {
        let (bytes, key) = (self.text.as_bytes(), key.as_bytes());
        let from = |start: &u32| {
            let rest = &bytes[*start as usize..];
            &rest[..rest.len().min(key.len())]
        };
        let low = self.starts.partition_point(|start| from(start) < key);
        let length = self.starts[low..].partition_point(|start| from(start) == key);
        low..low + length
    }

    /// Names of the most followed dramas that begin with a key, until `k` dramas are found.
    fn most_followed(&self, key: &str, k: usize, found: &mut Found) {
        let mut last = None;
        let mut dramas = 0;
        for (at, name) in self.names.iter().enumerate() {
            if self.text[name.at as usize..].starts_with(key) {
                if last != Some(name.drama) {
                    if dramas == k {
                        return;
                    }
                    dramas += 1;
                    last = Some(name.drama);
                }
                found.add(self.tier(at, name.at as usize, key.len()), at);
            }
        }
    }

    /// The number of the name that has a place of the text.
    fn name_at(&self, place: usize) -> usize {
        self.names.partition_point(|name| name.at as usize <= place) - 1
    }

    /// How well the strokes from a place on match a name; lower is better.
    fn tier(&self, at: usize, place: usize, length: usize) -> u8 {
        let name = self.names[at];
        let begins = name.at as usize == place;
        let whole = begins && self.text[place + length..].starts_with(END);
        match (whole, begins) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        }
    }
}

/// The worst tier: the strokes are inside a word.
const INSIDE: u8 = 3;

/// Names found so far, each with its tier.
#[derive(Default)]
struct Found(Vec<(u8, usize)>);

impl Found {
    fn add(&mut self, tier: u8, name: usize) {
        self.0.push((tier, name));
    }

    /// How many dramas there are.
    fn dramas(&self, index: &TypeAhead) -> usize {
        let mut dramas: Vec<_> = self.0.iter().map(|(_, at)| index.names[*at].drama).collect();
        sort_by_key(&mut dramas, |idx| *idx);
        dramas.dedup();
        dramas.len()
    }

    /// The `k` best dramas, each with the name that matches best.
    fn best(mut self, index: &TypeAhead, k: usize) -> Vec<Suggestion> {
        // Names stand in the order of followers and ids.
        self.0.sort_unstable_by_key(|(tier, at)| (*tier, !index.names[*at].is_primary(), *at));
        let mut best: Vec<Suggestion> = Vec::with_capacity(k.min(self.0.len()));
        for (_, at) in self.0 {
            let Name { drama, number, .. } = index.names[at];
            if best.iter().all(|other| other.drama != drama) {
                best.push(Suggestion { drama, name: usize::from(number) });
                if best.len() == k {
                    break;
                }
            }
        }
        best
    }
}

/// The words of a name. An apostrophe is inside a word, and `&` is one.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’') || is_mark(c);
    name.split_inclusive(move |c: char| !inside(c)).flat_map(move |part| {
        let end = part.trim_end_matches(|c: char| !inside(c)).len();
        [&part[..end], &part[end..]]
    })
}

fn is_syllable(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c) || ('\u{1100}'..='\u{1112}').contains(&c)
}

const LEADING: [&str; 19] = [
    "ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ",
    "ㅌ", "ㅍ", "ㅎ",
];
const VOWELS: [&str; 21] = [
    "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ",
    "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ",
];
const FINAL: [&str; 27] = [
    "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ",
    "ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
];

/// A folded text as it is typed: a Hangul keyboard has one key for a consonant wherever it stands
/// in a syllable, so that `우린`, half of `우리는`, begins as that does.
fn strokes(key: &str) -> String {
    let mut typed = String::with_capacity(key.len());
    for c in key.chars() {
        let strokes = match c {
            '\u{1100}'..='\u{1112}' => LEADING[(c as usize) - 0x1100],
            '\u{1161}'..='\u{1175}' => VOWELS[(c as usize) - 0x1161],
            '\u{11a8}'..='\u{11c2}' => FINAL[(c as usize) - 0x11a8],
            c => {
                typed.push(c);
                continue;
            }
        };
        typed.push_str(strokes);
    }
    typed
}

/// A folded text with the first consonant alone of each Hangul syllable.
fn initials(key: &str) -> String {
    let leading = key.chars().filter(|c| !('\u{1113}'..='\u{11ff}').contains(c));
    strokes(&leading.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Drama, Vocabulary};

    fn drama(id: &str, title: &str, native: &str, followers: u32, others: [&[&str]; 2]) -> Drama {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Drama {
            id: id.into(),
            title: title.into(),
            native_title: native.into(),
            followers: Some(followers),
            aliases: owned(others[0]),
            nicknames: owned(others[1]),
            ..Drama::default()
        }
    }

    fn catalog() -> Catalog {
        let dramas = vec![
            drama("kite", "Kite", "연", 10, [&[], &[]]),
            drama("kite-runners", "Kite Runners", "연을 쫓는 사람들", 900, [&["Lost Kites"], &[]]),
            drama("old-kites", "Old Kites", "낡은 연", 500, [&[], &["OK"]]),
            drama("it-s-okay", "It's Okay & Fine", "괜찮아 우리는", 700, [&[], &[]]),
            drama("seaside", "Seaside", "감색 바다", 300, [&["Am Meer: Café"], &[]]),
        ];
        Catalog::new(Vocabulary::default(), dramas).unwrap()
    }

    fn found(typed: &str, k: usize) -> Vec<String> {
        let catalog = catalog();
        let found = TypeAhead::new(&catalog).find(typed, k);
        found.iter().map(|hit| catalog.drama(hit.drama).id.clone()).collect()
    }

    #[test]
    fn whole_names_come_first_then_beginnings_then_words_then_insides() {
        assert_eq!(found("kite", 9), ["kite", "kite-runners", "old-kites"]);
        assert_eq!(found("kit", 9), ["kite-runners", "kite", "old-kites"]);
        assert_eq!(found("ites", 9), ["old-kites", "kite-runners"], "inside a word");
        assert_eq!(found("kit", 1), ["kite-runners"]);
        assert!(found("it", 9).contains(&"it-s-okay".into()));
    }

    #[test]
    fn hangul_is_found_by_half_syllables_and_by_initials() {
        for typed in
            ["괜", "괜찮", "괜차", "괜찮아 우린", "ㄱㅊㅇ", "ㄱㅊㅇㅇㄹㄴ", "우리", "ㅇㄹㄴ"]
        {
            assert_eq!(found(typed, 1), ["it-s-okay"], "{typed}");
        }
        // A keyboard makes `ㄳ` of the initials ㄱ and ㅅ.
        assert_eq!(found("ㄳㅂㄷ", 1), ["seaside"]);
        assert_eq!(found("감색ㅂ", 1), ["seaside"]);
    }

    #[test]
    fn every_kind_of_name_is_found_whatever_its_accents_and_signs() {
        assert_eq!(found("its okay and", 2), ["it-s-okay"]);
        assert_eq!(found("CAFE", 2), ["seaside"]);
        assert_eq!(found("ok", 1), ["old-kites"], "a nickname as a whole");
        assert_eq!(found("lost", 2), ["kite-runners"]);
    }

    #[test]
    fn nothing_typed_and_nothing_alike_find_nothing() {
        for typed in ["", " ", "?!", "\0", "zz", "kiet"] {
            assert!(found(typed, 5).is_empty(), "{typed:?}");
        }
        assert!(found("kite", 0).is_empty());
        assert!(TypeAhead::default().find("kite", 3).is_empty());
    }

    #[test]
    fn the_name_that_matched_is_told() {
        let catalog = catalog();
        let index = TypeAhead::new(&catalog);
        assert_eq!(index.find("lost", 1)[0].name, 2);
        assert_eq!(index.find("연을", 1)[0].name, 1);
        assert_eq!(index.find("ok", 1)[0].name, 2);
    }

    #[test]
    fn a_letter_that_begins_every_name_gives_the_most_followed() {
        let dramas = (0..30_000u32)
            .map(|n| drama(&format!("a{n:05}"), &format!("A{n}"), "", n, [&[], &[]]))
            .collect();
        let catalog = Catalog::new(Vocabulary::default(), dramas).unwrap();
        let found = TypeAhead::new(&catalog).find("a", 2);
        let ids: Vec<String> =
            found.iter().map(|hit| catalog.drama(hit.drama).id.clone()).collect();
        assert_eq!(ids, ["a29999", "a29998"]);
    }
}
