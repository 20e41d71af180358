//! Phrases under the words they are made of; the longest that stands at a place is found.

use std::collections::HashMap;

use super::bones;
use super::token::{Token, TokenKind};

/// Words a phrase may be long.
const LONGEST: usize = 7;

/// Small words more than a phrase has that may stand within it.
const SMALL: usize = 2;

/// How words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// As they are written.
    Word,
    /// By their stems.
    Stem,
}

/// Phrases with what they mean.
#[derive(Debug)]
pub struct PhraseTable<V> {
    by: By,
    phrases: HashMap<String, V>,
    /// As they are written, with their stems: "depression" is not what "depressing" is.
    written: HashMap<String, (String, V)>,
    /// By what is left of a phrase without its small words: "fall for boss".
    bones: HashMap<String, V>,
    longest: usize,
}

impl<V: Clone> PhraseTable<V> {
    /// No phrase yet.
    #[must_use]
    pub fn new(by: By) -> Self {
        Self {
            by,
            phrases: HashMap::new(),
            written: HashMap::new(),
            bones: HashMap::new(),
            longest: 0,
        }
    }

    /// Adds a phrase, unless its words mean something already. One without words, or of too many,
    /// is none.
    pub fn add(&mut self, phrase: &[Token], value: V) {
        let words = phrase.iter().filter(|token| token.kind == TokenKind::Word).count();
        if (1..=LONGEST).contains(&words) {
            let hangul = phrase.iter().any(|token| token.hangul);
            self.longest = self.longest.max(words);
            let key = self.key(phrase, self.by, hangul);
            if self.by == By::Stem {
                let written = self.key(phrase, By::Word, hangul);
                self.written.entry(written).or_insert_with(|| (key.clone(), value.clone()));
                if let Some(bones) = bones::of(phrase) {
                    self.bones.entry(bones).or_insert_with(|| value.clone());
                }
            }
            // "Playful" says nothing of "played".
            let derived = words == 1 && phrase.iter().any(|token| token.lower.ends_with("ful"));
            if !(self.by == By::Stem && derived) {
                self.phrases.entry(key).or_insert(value);
            }
        }
    }

    /// Keeps of the written forms those of which the stem means something else.
    #[must_use]
    pub fn settled(mut self) -> Self
    where
        V: PartialEq,
    {
        let phrases = &self.phrases;
        self.written.retain(|_, (stem, value)| phrases.get(stem) != Some(value));
        self
    }

    /// The longest phrase that begins at `at`: behind its last token, and what it means. Commas end
    /// it. Small words in which it differs do not count: "falls for the boss", "fell for her boss".
    #[must_use]
    pub fn find(&self, tokens: &[Token], at: usize) -> Option<(usize, &V)> {
        let within = |token: &&Token| token.kind == TokenKind::Word;
        let longest = if self.bones.is_empty() { self.longest } else { self.longest + SMALL };
        let most = tokens[at..].iter().take(longest).take_while(within).count();
        (1..=most).rev().find_map(|length| {
            let words = &tokens[at..at + length];
            let found = self.get(words).or_else(|| self.by_bones(words));
            found.map(|value| (at + length, value))
        })
    }

    fn by_bones(&self, words: &[Token]) -> Option<&V> {
        if self.bones.is_empty() {
            return None;
        }
        self.bones.get(&bones::of(words)?)
    }

    /// What exactly these words mean.
    #[must_use]
    pub fn get(&self, words: &[Token]) -> Option<&V> {
        let hangul = words.iter().any(|token| token.hangul);
        let written = match self.written.is_empty() {
            true => None,
            false => self.written.get(&self.key(words, By::Word, hangul)),
        };
        let value = written.map(|(_, value)| value);
        value.or_else(|| self.phrases.get(&self.key(words, self.by, hangul)))
    }

    /// What all phrases mean, in no order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.phrases.values()
    }

    /// What a Korean word means that is written without spaces.
    #[must_use]
    pub fn get_korean(&self, word: &str) -> Option<&V> {
        self.phrases.get(word)
    }

    /// Korean is looked up without its spaces, which people set as they like.
    fn key(&self, words: &[Token], by: By, hangul: bool) -> String {
        let mut key = String::new();
        for token in words.iter().filter(|token| token.kind == TokenKind::Word) {
            if !hangul && !key.is_empty() {
                key.push(' ');
            }
            key += if by == By::Stem { &token.stem } else { &token.lower };
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn the_longest_phrase_counts_whatever_its_inflection() {
        let mut table = PhraseTable::new(By::Stem);
        for (phrase, value) in [("time travel", 1), ("time", 2), ("계약 결혼", 3)] {
            table.add(&tokens(phrase), value);
        }
        table.add(&tokens("playful"), 6);
        let find = |text: &str, at| table.find(&tokens(text), at).map(|(end, value)| (end, *value));
        assert_eq!(find("time travels on", 0), Some((2, 1)));
        assert_eq!(find("time, travel", 0), Some((1, 2)));
        assert_eq!((find("계약결혼", 0), find("계약 결혼", 0)), (Some((1, 3)), Some((2, 3))));
        assert_eq!(find("on time", 0), None);
        assert_eq!((find("playful", 0), find("played", 0)), (Some((1, 6)), None));
        table.add(&tokens("depressing"), 4);
        table.add(&tokens("depression"), 5);
        let table = table.settled();
        let find = |text: &str| table.find(&tokens(text), 0).map(|(_, value)| *value);
        assert_eq!((find("depression"), find("depressed")), (Some(5), Some(4)));
    }
}
