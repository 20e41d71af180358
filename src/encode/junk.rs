//! What is written in letters and yet is no text: bytes in base64, keys, hashes, keys hit at random.

use std::borrow::Cow;

/// From so many bytes on a run without blanks is looked at by itself.
const RUN: usize = 32;
/// The longest word, in bytes.
const WORD: usize = 24;
/// The longest run of consonants in a word.
const CONSONANTS: usize = 5;
/// From so many words on a text has some of the commonest ones.
const MANY: usize = 30;
/// The commonest words of English.
const COMMON: [&str; 24] = [
    "a", "and", "are", "as", "at", "but", "by", "for", "he", "her", "his", "i", "in", "is", "it",
    "of", "on", "she", "that", "the", "they", "to", "with", "you",
];

/// A text whose long runs of what are no words are blank; every other byte keeps its place.
pub fn without_junk(text: &str) -> Cow<'_, str> {
    let (mut blanked, mut from) = (String::new(), 0);
    for (at, run) in runs(text).filter(|(_, run)| run.len() >= RUN && is_junk(run)) {
        blanked.push_str(&text[from..at]);
        blanked.extend(std::iter::repeat_n(' ', run.len()));
        from = at + run.len();
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    blanked.push_str(&text[from..]);
    Cow::Owned(blanked)
}

/// Whether a text without its long runs of junk has words: half of what is left is written as words
/// are, and a longer text that is largely not has some of the commonest.
pub fn has_words(text: &str) -> bool {
    let (mut words, mut others, mut count, mut common) = (0, 0, 0, false);
    for (_, run) in runs(text).filter(|(_, run)| run.contains(char::is_alphabetic)) {
        count += 1;
        match is_junk(run) {
            true => others += run.len(),
            false => words += run.len(),
        }
        let bare = run.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
        common |= !bare.is_ascii() || COMMON.contains(&bare.as_str());
        // The beginning says it.
        if count >= MANY * 10 {
            break;
        }
    }
    let largely = others * 4 >= words;
    words >= others && words > 0 && !(largely && count >= MANY && !common)
}

/// The runs of a text without blanks, with their places.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_ascii_whitespace()
        .map(move |run| (run.as_ptr() as usize - text.as_ptr() as usize, run))
}

/// Whether less than half of a run is written as words are. Letters of other scripts are.
fn is_junk(run: &str) -> bool {
    if !run.is_ascii() {
        return false;
    }
    let parts = run.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let (mut words, mut others) = (0, 0);
    for part in parts {
        match is_word(part) {
            true => words += part.len(),
            false => others += part.len(),
        }
    }
    words < others
}

/// Whether letters are written as words are: in one case but for the first letter, with vowels.
/// Numbers are.
fn is_word(part: &str) -> bool {
    if part.bytes().all(|b| b.is_ascii_digit()) {
        return part.len() <= WORD;
    }
    let ending = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let letters = ending.trim_end_matches(|c: char| c.is_ascii_digit());
    // `18th`, `KBS2`; not `4kD3`.
    if letters.len() < part.len() && letters.len() + 4 < part.len() {
        return false;
    }
    let (small, large) = (
        letters[1..].bytes().any(|b| b.is_ascii_lowercase()),
        letters[1..].bytes().any(|b| b.is_ascii_uppercase()),
    );
    let (mut consonants, mut longest, mut vowels) = (0, 0, 0);
    for byte in letters.bytes() {
        if b"aeiouyAEIOUY".contains(&byte) {
            (consonants, vowels) = (0, vowels + 1);
        } else {
            consonants += 1;
            longest = longest.max(consonants);
        }
    }
    letters.bytes().all(|b| b.is_ascii_alphabetic())
        && letters.len() <= WORD
        && !(small && large && !is_camel(letters))
        && longest <= CONSONANTS
        && (vowels > 0 || letters.len() < 4)
}

/// Whether a word has one more large letter within, as in `McDonald`, `JTBCs`.
fn is_camel(letters: &str) -> bool {
    let large = letters[1..].bytes().filter(u8::is_ascii_uppercase).count();
    large == 1 && letters.len() > 4 || letters.bytes().rev().skip(1).all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_as_words_are_is_text() {
        for text in [
            "A chaebol heir falls in love after a divorce.",
            "heir, amnesia, revenge",
            "tvN JTBC KBS2 OCN",
            "재벌 3세와 가난한 여자의 사랑",
            "그녀는재벌상속인이다",
            "McDonald's, D.P., 18 Again (2020)",
            "https://example.org/a-chaebol-heir-and-the-girl",
            "Eine Ärztin trifft ihren Ex-Mann wieder",
            "ROMANCE",
        ] {
            assert!(has_words(text), "{text}");
            assert_eq!(without_junk(text), text);
        }
    }

    #[test]
    fn what_is_not_is_none() {
        for text in [
            "aGVsbG8gd29ybGQgdGhpcyBpcyBhIHRlc3Qgb2YgYmFzZTY0IGluIGEgZmlsZQ==",
            "4kD3/cop+Qz8sLove7XyB/heir0aQ== Zx9TkP2m/ghost+Q7",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "xkqwzptr fghjkl qwrtp zxcvb",
            "",
        ] {
            assert!(!has_words(&without_junk(text)), "{text}");
        }
        let mixed = "A heir. aGVsbG8gd29ybGQgdGhpcyBpcyBhIHRlc3Qgb2YgYmFzZTY0IA== A divorce.";
        let bare = without_junk(mixed);
        assert_eq!(bare.len(), mixed.len());
        assert_eq!(bare.split_whitespace().collect::<Vec<_>>(), ["A", "heir.", "A", "divorce."]);
    }
}
