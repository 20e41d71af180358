//! Slips of the keyboard in words that wish: "thriler", "withuot", "episods".

use std::collections::{BTreeSet, HashSet};

use crate::catalog::Vocabulary;
use crate::catalog::slip::is_slip;

use super::token::{Token, TokenKind, tokens};
use super::words::{Words, phrases};

/// Letters that a word has which may be meant: a shorter one is too near too many others.
const LONG: usize = 6;

/// Letters from which a word is looked at: "travl" lacks one.
const TYPED: usize = LONG - 1;

/// The words that tables know.
#[derive(Debug)]
pub struct Spelling {
    /// All of them, as written and as stems.
    known: HashSet<String>,
    /// Those for which another may be taken, each with its stem.
    long: Vec<(String, String)>,
}

impl Spelling {
    /// The words of the tables and of what tropes are called.
    #[must_use]
    pub fn new(words: &Words, vocabulary: &Vocabulary) -> Self {
        let mut names = Vec::new();
        for trope in vocabulary.tropes() {
            names.push(trope.label.clone());
            names.extend(trope.aliases.iter().cloned());
        }
        for warning in vocabulary.warnings() {
            names.push(warning.label.clone());
            names.extend(warning.aliases.iter().cloned());
        }
        Self::of(words, names)
    }

    /// The words of the tables and of these names.
    fn of(words: &Words, names: Vec<String>) -> Self {
        let tables = words.cues.into_iter().chain([words.verdicts, words.facts, words.idioms]);
        let tables = tables.chain([words.filler, words.tropes[0], words.wishes, words.people]);
        let mut texts: Vec<String> =
            tables.flat_map(phrases).map(|(_, phrase)| phrase.to_owned()).collect();
        texts.extend(UNITS.map(str::to_owned));
        texts.extend(names);
        let written = |c: char| c.is_alphanumeric() || c == '\'';
        let mut known: HashSet<String> =
            words.stories.split(|c| !written(c)).map(str::to_owned).collect();
        let mut long = BTreeSet::new();
        for token in texts.iter().flat_map(|text| tokens(text)) {
            if token.kind != TokenKind::Word || token.hangul {
                continue;
            }
            if is_long(&token.lower) {
                long.insert((token.lower.clone(), token.stem.clone()));
            }
            known.insert(token.lower);
            known.insert(token.stem);
        }
        Self { known, long: long.into_iter().collect() }
    }

    /// Reads words that no table knows as those that are clearly meant. Names stay: they are looked
    /// up as they are typed. Which of them were read so.
    pub fn correct(&self, tokens: &mut [Token]) -> Vec<usize> {
        let mut read = Vec::new();
        for at in 0..tokens.len() {
            let begins = at == 0 || tokens[at - 1].kind == TokenKind::Stop;
            let token = &tokens[at];
            let is_name = token.capital && !begins;
            if token.kind != TokenKind::Word || is_name || !is_plain(&token.lower, TYPED) {
                continue;
            }
            if self.known.contains(&token.lower) {
                continue;
            }
            // Units are known by their letters, other words by their stems.
            if let Some(unit) = UNITS.iter().find(|unit| is_slip(&token.lower, unit)) {
                tokens[at].lower = (*unit).to_owned();
                read.push(at);
                continue;
            }
            if self.known.contains(&token.stem) {
                continue;
            }
            if let Some((word, stem)) = self.meant(&token.lower) {
                tokens[at].lower = word.clone();
                tokens[at].stem = stem.clone();
                read.push(at);
            }
        }
        read
    }

    /// The one word for which another may be taken; forms of one word are one.
    fn meant(&self, typed: &str) -> Option<&(String, String)> {
        // "steam" is no "steamy": of a short word the end has to be right.
        let ends_alike =
            |word: &str| typed.len() >= LONG || word.bytes().last() == typed.bytes().last();
        let meant = |word: &str| is_slip(typed, word) && ends_alike(word);
        let mut near = self.long.iter().filter(|(word, _)| meant(word));
        let first = near.next()?;
        near.all(|(_, stem)| *stem == first.1).then_some(first)
    }
}

/// Words behind numbers.
const UNITS: [&str; 6] = ["episodes", "episode", "minutes", "minute", "recommendations", "netflix"];

fn is_long(word: &str) -> bool {
    is_plain(word, LONG)
}

/// Whether a word has at least so many letters and nothing else.
fn is_plain(word: &str, letters: usize) -> bool {
    word.len() >= letters && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(all(test, feature = "words"))]
mod tests {
    use super::*;

    #[test]
    fn slips_are_read_as_what_is_meant_and_other_words_are_left_alone() {
        let catalog = tropewise_dramas::catalog();
        let labels = catalog.vocabulary().tropes().iter().map(|trope| trope.label.clone());
        let spelling = Spelling::of(&Words::shipped(), labels.collect());
        for (typed, read) in [
            ("a thriler withuot romnace", "a thriller without romance"),
            ("16 episods", "16 episodes"),
            ("a sad endng", "a sad ending"),
            ("revnege on Netflix", "revenge on netflix"),
            ("marital policy", "marital policy"),
            ("steam rising", "steam rising"),
            ("with Revange", "with revange"),
        ] {
            let mut tokens = tokens(typed);
            spelling.correct(&mut tokens);
            let words: Vec<&str> = tokens.iter().map(|token| token.lower.as_str()).collect();
            assert_eq!(words.join(" "), read);
        }
    }
}
