//! Stems: one form for all inflections of a word.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer as Snowball};

/// Words that say nothing by themselves and may stand between the words of a phrase.
const FUNCTION: [&str; 97] = [
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "and", "or", "but", "as", "by", "with",
    "from", "into", "onto", "his", "her", "hers", "their", "theirs", "its", "my", "mine", "your",
    "yours", "our", "ours", "he", "she", "they", "it", "him", "them", "who", "whom", "whose",
    "which", "that", "this", "these", "those", "is", "are", "was", "were", "be", "been", "being",
    "has", "have", "had", "having", "do", "does", "did", "will", "would", "can", "could", "may",
    "might", "shall", "should", "must", "am", "very", "also", "so", "too", "just", "then", "than",
    "there", "here", "when", "while", "where", "what", "how", "if", "we", "you", "i", "us", "me",
    "t", "s", "re", "ve", "ll", "d", "m", "some", "any",
];

/// Whether a word in lower case is one of them.
#[must_use]
pub fn is_function(word: &str) -> bool {
    word.len() <= 6 && FUNCTION.contains(&word)
}

/// The English Snowball stemmer (Porter 2001).
pub struct Stemmer(Snowball);

impl Default for Stemmer {
    fn default() -> Self {
        Self(Snowball::create(Algorithm::English))
    }
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stemmer")
    }
}

impl Stemmer {
    /// The stem of a word in lower case.
    #[must_use]
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        // Longer than any word of English: a stem of it would mean nothing and cost much.
        if word.len() > 40 { Cow::Borrowed(word) } else { self.0.stem(word) }
    }
}

/// A word in lower case, with straight apostrophes.
#[must_use]
pub fn lower(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_share_a_stem() {
        let stemmer = Stemmer::default();
        let stem = |word: &str| stemmer.stem(word).into_owned();
        assert_eq!(stem("divorced"), stem("divorces"));
        assert_eq!(stem("reincarnation"), stem("reincarnated"));
        assert_ne!(stem("marry"), stem("mars"));
        assert_eq!(lower("CAN’T"), "can't");
        assert!(is_function("the") && !is_function("never"));
    }
}
