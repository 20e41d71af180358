//! Lines in pieces, without what differs from line to line in a list: numbers, platforms, pictures.

use std::ops::Range;

use super::beside::is_platform;
use super::message::words_of;
use super::numbering::is_circled;

/// The most of a line that is looked at, in bytes.
const LONGEST: usize = 280;
/// More full stops than this lead to the end of a line.
const LEADERS: usize = 3;

/// A piece of a line, without what differs from title to title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    /// A number in digits.
    Number,
    /// A number as a word.
    Counted,
    /// Who speaks in a chat, and when.
    Speaker,
    /// A platform or a network.
    Platform,
    /// A picture.
    Picture,
    /// One blank.
    Blank,
    /// Several, or a tab: the end of a column.
    Gap,
    /// Another mark.
    Mark(char),
    /// A word in small letters.
    Word(String),
}

/// A piece with its place in its line.
pub type Piece = (Token, Range<usize>);

/// Numbers as words: lists count by them too.
const NUMBERS: [&str; 32] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "하나",
    "둘",
    "셋",
    "넷",
    "다섯",
    "여섯",
    "첫째",
    "둘째",
    "셋째",
    "넷째",
    "다섯째",
    "여섯째",
];

/// A line in pieces.
pub fn tokens(line: &str) -> Vec<Piece> {
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let line = line[..end].trim_end();
    let mut found: Vec<Piece> = Vec::new();
    let mut at = line.len() - line.trim_start().len();
    // Before the number of an entry anybody may speak.
    let said = |from: &usize| line[*from..].starts_with(|c: char| c.is_ascii_digit() || c == '#');
    if let Some(from) = words_of(line).map(|(_, named)| named).filter(said) {
        found.push((Token::Speaker, at..from));
        at = from;
    }
    while let Some(c) = line[at..].chars().next() {
        let run = |of: &dyn Fn(char) -> bool| {
            line[at..].find(|c| !of(c)).map_or(line.len(), |length| at + length)
        };
        let (token, to) = if c.is_whitespace() {
            let to = run(&|c| c.is_whitespace());
            let blank = to - at == c.len_utf8() && c != '\t';
            (if blank { Token::Blank } else { Token::Gap }, to)
        } else if c.is_ascii_digit() {
            (Token::Number, run(&|c| c.is_ascii_digit()))
        } else if is_circled(c) {
            (Token::Number, at + c.len_utf8())
        } else if c.is_alphanumeric() {
            let to = run(&|c| c.is_alphabetic());
            let to = to.max(at + c.len_utf8());
            (word(&line[at..to]), to)
        } else if c == '.' && run(&|c| c == '.') > at + LEADERS {
            (Token::Gap, run(&|c| c == '.' || c == ' '))
        } else if is_picture(c) {
            (Token::Picture, run(&is_picture))
        } else {
            (Token::Mark(mark(c)), at + c.len_utf8())
        };
        found.push((token, at..to));
        at = to;
    }
    found
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{27bf}' | '\u{2b50}' | '\u{fe0f}' | '\u{20e3}')
        || ('\u{1f000}'..='\u{1faff}').contains(&c)
}

/// A mark that stands for those that part or end alike.
fn mark(c: char) -> char {
    match c {
        '!' | '?' | '…' => '.',
        '—' | '–' => '-',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        c => c,
    }
}

fn word(word: &str) -> Token {
    let lower = word.to_lowercase();
    if NUMBERS.contains(&lower.as_str()) {
        Token::Counted
    } else if is_platform(&lower) {
        Token::Platform
    } else {
        Token::Word(lower)
    }
}

/// Whether a token is a mark that running text has too.
pub fn is_weak(token: &Token) -> bool {
    matches!(token, Token::Mark(':' | ',' | '.'))
}

/// Whether it is a number or a platform.
pub fn is_fact_of(token: &Token) -> bool {
    matches!(token, Token::Number | Token::Platform)
}
