//! Sentences as the codes of their stems, with what is denied.

use std::collections::HashMap;

use super::negation::{Role, Step, mark, role};
use super::stems::{Stemmer, is_function, lower};
use super::words::{Piece, Pieces, Word};

/// The code of a stem that means nothing here.
pub const UNKNOWN: u16 = 0;

/// The most words a sentence is read to before it is cut.
const LONGEST: usize = 400;
/// The most words remembered with their codes; beyond, a word is stemmed each time it comes.
const REMEMBERED: usize = 100_000;

/// Gives stems their codes.
pub trait Codes {
    /// The code of a stem; [`UNKNOWN`] for one without.
    fn code(&mut self, stem: &str) -> u16;
}

/// A word that says something, in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Code of its stem.
    pub code: u16,
    /// Offset of its first byte.
    pub start: usize,
    /// Offset behind its last.
    pub end: usize,
    /// Whether the text denies it.
    pub denied: bool,
    /// Whether it is capitalised though no sentence begins with it, as names are.
    pub name: bool,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    code: u16,
    role: Role,
    function: bool,
}

/// Reads texts into sentences. Remembers the words it met, so that each is stemmed once.
#[derive(Debug)]
pub struct Lexer<C> {
    codes: C,
    stemmer: Stemmer,
    met: HashMap<Box<str>, Entry>,
    tokens: Vec<Token>,
    kept: Vec<Token>,
    steps: Vec<Step>,
    tied: Vec<bool>,
    denied: Vec<bool>,
}

impl<C: Codes> Lexer<C> {
    /// A lexer whose stems have the codes of `codes`.
    pub fn new(codes: C) -> Self {
        Self {
            codes,
            stemmer: Stemmer::default(),
            met: HashMap::new(),
            tokens: Vec::new(),
            kept: Vec::new(),
            steps: Vec::new(),
            tied: Vec::new(),
            denied: Vec::new(),
        }
    }

    /// What gives the codes.
    pub fn into_codes(self) -> C {
        self.codes
    }

    /// Calls `each` with the words of every sentence that say something.
    pub fn sentences(&mut self, text: &str, mut each: impl FnMut(&[Token])) {
        let mut clause = true;
        for piece in Pieces::new(text) {
            match piece {
                Piece::Word(word) => {
                    self.push(word, clause);
                    clause = false;
                    if self.tokens.len() == LONGEST {
                        self.end(&mut each);
                        clause = true;
                    }
                }
                Piece::Clause => clause = true,
                Piece::Sentence => {
                    self.end(&mut each);
                    clause = true;
                }
            }
        }
        self.end(&mut each);
    }

    /// The codes of a phrase, function words left out.
    pub fn phrase(&mut self, text: &str) -> Vec<u16> {
        let mut codes = Vec::new();
        self.sentences(text, |tokens| codes.extend(tokens.iter().map(|token| token.code)));
        codes
    }

    fn push(&mut self, word: Word<'_>, clause: bool) {
        let entry = self.entry(word.text);
        self.steps.push(Step { role: entry.role, clause, function: entry.function });
        self.tied.push(word.tied);
        self.tokens.push(Token {
            code: entry.code,
            start: word.start,
            end: word.start + word.text.len(),
            denied: false,
            name: !self.tokens.is_empty() && word.text.starts_with(char::is_uppercase),
        });
    }

    fn entry(&mut self, word: &str) -> Entry {
        if let Some(entry) = self.met.get(word) {
            return *entry;
        }
        let lower = lower(word);
        let code = self.codes.code(&self.stemmer.stem(&lower));
        let entry = Entry { code, role: role(&lower), function: is_function(&lower) };
        if self.met.len() < REMEMBERED {
            self.met.insert(word.into(), entry);
        }
        entry
    }

    /// Ends a sentence: finds what is denied and leaves out unknown names, and function words but
    /// for those that a hyphen ties to another word, as in "in-law".
    fn end(&mut self, each: &mut impl FnMut(&[Token])) {
        if self.tokens.is_empty() {
            return;
        }
        mark(&self.steps, &mut self.denied);
        self.kept.clear();
        for (at, token) in self.tokens.iter().enumerate() {
            let tied = self.tied[at] || self.tied.get(at + 1).copied().unwrap_or(false);
            // Names of people keep nothing apart: "Han Seo (Park Min-ji) divorces".
            let nobody = token.name && token.code == UNKNOWN;
            if (!self.steps[at].function || tied) && !nobody {
                self.kept.push(Token { denied: self.denied[at], ..*token });
            }
        }
        if !self.kept.is_empty() {
            each(&self.kept);
        }
        self.tokens.clear();
        self.steps.clear();
        self.tied.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes by first appearance.
    #[derive(Default)]
    struct Growing(HashMap<String, u16>);

    impl Codes for &mut Growing {
        fn code(&mut self, stem: &str) -> u16 {
            let next = self.0.len() as u16 + 1;
            *self.0.entry(stem.to_owned()).or_insert(next)
        }
    }

    /// The words of a text that say something and are not denied.
    fn affirmed(text: &str) -> String {
        let mut growing = Growing::default();
        let mut words = Vec::new();
        Lexer::new(&mut growing).sentences(text, |tokens| {
            words.extend(
                tokens.iter().filter(|t| !t.denied).map(|t| text[t.start..t.end].to_owned()),
            );
        });
        words.join(" ")
    }

    #[test]
    fn function_words_are_left_out_unless_tied() {
        assert_eq!(
            affirmed("She travels back in the time of her mother-in-law"),
            "travels back time mother in law"
        );
    }

    #[test]
    fn what_is_denied_or_imagined_does_not_count() {
        for (text, left) in [
            ("Without a time-travel gimmick, lovers meet", "Without lovers meet"),
            ("No amnesia, only love", "No only love"),
            ("Lovers without amnesia or trauma", "Lovers without"),
            ("It is not a revenge story but a romance", "not romance"),
            ("This isn't a zombie drama and lovers meet", "isn't lovers meet"),
            ("The show does not involve any divorce", "show not"),
            ("She never divorces her husband", "She never husband".trim_start_matches("She ")),
            ("He cannot forget his first love", "cannot first love"),
            ("He acts as if he had amnesia, she leaves", "acts leaves"),
            ("He acts as though he had amnesia", "acts though"),
            ("Unlike other revenge tales, lovers meet", "Unlike lovers meet"),
            ("Friendship instead of romance", "Friendship instead"),
            ("Friendship rather than romance", "Friendship rather"),
            ("If only there was time travel: lovers meet", "only lovers meet"),
            ("A comedy far from melodrama", "comedy far"),
            ("A story free of revenge", "story free"),
            ("Neither revenge nor murder", "Neither nor"),
            ("There is nothing supernatural here", "nothing"),
            ("A tale that lacks romance", "tale lacks"),
        ] {
            assert_eq!(affirmed(text), left, "{text}");
        }
    }

    #[test]
    fn what_looks_like_denial_but_affirms_counts() {
        for (text, left) in [
            ("Not only a divorce but a murder", "Not only divorce murder"),
            ("No longer married, no matter the revenge", "No longer married no matter revenge"),
            ("They can't stop, a divorce follows", "can't divorce follows"),
            ("Love without a man who travels through time", "Love without travels through time"),
        ] {
            assert_eq!(affirmed(text), left, "{text}");
        }
    }

    #[test]
    fn long_sentences_are_cut() {
        let text = "love ".repeat(LONGEST * 2 + 1);
        let mut lengths = Vec::new();
        let mut growing = Growing::default();
        Lexer::new(&mut growing).sentences(&text, |tokens| lengths.push(tokens.len()));
        assert_eq!(lengths, [LONGEST, LONGEST, 1]);
    }
}
