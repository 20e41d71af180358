//! Words, sentences and the places they stand in.

/// A word as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// As written, a possessive ending apart.
    pub text: &'t str,
    /// Offset of its first byte.
    pub start: usize,
    /// Whether a hyphen ties it to the word before.
    pub tied: bool,
}

/// What a text is made of, for matching.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// A word of letters or digits.
    Word(Word<'t>),
    /// The end of a clause: comma, colon, semicolon, dash, bracket.
    Clause,
    /// The end of a sentence or paragraph.
    Sentence,
}

/// Pieces of a text in order. Hangul is passed over: Korean terms are found in the text as it
/// stands.
#[derive(Debug, Clone)]
pub struct Pieces<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Pieces<'t> {
    /// The pieces of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Reads a word that begins at `start`: letters and digits, and apostrophes between letters.
    fn word(&mut self, start: usize) -> Word<'t> {
        let bytes = self.text.as_bytes();
        let mut end = start;
        let mut apostrophe = None;
        while end < bytes.len() {
            let length = letter(self.text, end);
            if length > 0 {
                end += length;
                continue;
            }
            let mark = if bytes[end] == b'\'' {
                1
            } else if bytes[end..].starts_with("’".as_bytes()) {
                3
            } else {
                0
            };
            if mark == 0 || letter(self.text, end + mark) == 0 {
                break;
            }
            apostrophe = Some((end, end + mark));
            end += mark;
        }
        let tied = start > 0
            && bytes[start - 1] == b'-'
            && start > 1
            && bytes[start - 2].is_ascii_alphanumeric();
        self.at = end;
        let possessive = apostrophe.filter(|(_, after)| matches!(&bytes[*after..end], b"s" | b"S"));
        Word { text: &self.text[start..possessive.map_or(end, |(mark, _)| mark)], start, tied }
    }
}

/// The length of the letter or digit at an offset; 0 when there is none, or a Hangul syllable.
fn letter(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        None => 0,
        Some(byte) if byte.is_ascii() => usize::from(byte.is_ascii_alphanumeric()),
        Some(_) => {
            let c = text[at..].chars().next().unwrap_or(' ');
            let counts = c.is_alphanumeric()
                && !('\u{1100}'..='\u{11ff}').contains(&c)
                && !('\u{3000}'..='\u{d7ff}').contains(&c);
            if counts { c.len_utf8() } else { 0 }
        }
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let at = self.at;
            if letter(self.text, at) > 0 {
                return Some(Piece::Word(self.word(at)));
            }
            let byte = bytes[at];
            if byte.is_ascii() {
                self.at += 1;
                match byte {
                    b'.' | b'!' | b'?' => {
                        // A dot within `D.P.` or `1.5` ends nothing.
                        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
                        if !after.is_ascii_alphanumeric() {
                            return Some(Piece::Sentence);
                        }
                    }
                    b'\n' if bytes.get(at + 1) == Some(&b'\n') => return Some(Piece::Sentence),
                    b',' | b';' | b':' | b'(' | b')' | b'[' | b']' | b'"' => {
                        return Some(Piece::Clause);
                    }
                    b'-' if bytes.get(at + 1) == Some(&b'-') => return Some(Piece::Clause),
                    _ => {}
                }
                continue;
            }
            let c = self.text[at..].chars().next().unwrap_or(' ');
            self.at += c.len_utf8();
            match c {
                '…' | '。' => return Some(Piece::Sentence),
                '–' | '—' | '“' | '”' | '、' => return Some(Piece::Clause),
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let tell = |piece| match piece {
            Piece::Word(word) => format!("{}{}", if word.tied { "-" } else { "" }, word.text),
            Piece::Clause => ",".into(),
            Piece::Sentence => ".".into(),
        };
        Pieces::new(text).map(tell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_clauses_and_sentences() {
        assert_eq!(
            told("He can't leave—not Ji-woo’s ex-wife."),
            "He can't leave , not Ji -woo ex -wife ."
        );
        assert_eq!(
            told("In D.P. (2021), a café; 재회 \"now\"?"),
            "In D P . , 2021 , , a café , , now , ."
        );
        assert_eq!(told("one\n\ntwo\nthree"), "one . two three");
        assert_eq!(told("the boys' room ' x"), "the boys room x");
        assert_eq!(told(""), "");
    }

    #[test]
    fn words_know_their_places() {
        let text = "재회 love’s end";
        let words: Vec<(usize, &str)> = Pieces::new(text)
            .filter_map(|piece| {
                if let Piece::Word(word) = piece { Some((word.start, word.text)) } else { None }
            })
            .collect();
        assert_eq!(words, [(7, "love"), (16, "end")]);
    }
}
