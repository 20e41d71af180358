//! What is left of a phrase without its small words, so that "falls for her boss" and "who fell for
//! the boss" are one.

use crate::encode::stems::is_function;

use super::token::{Token, TokenKind};

/// Words that may stand in a phrase or not.
const SMALL: [&str; 32] = [
    "a",
    "an",
    "the",
    "his",
    "her",
    "their",
    "its",
    "my",
    "your",
    "our",
    "this",
    "that",
    "these",
    "those",
    "some",
    "any",
    "own",
    "who",
    "which",
    "is",
    "are",
    "was",
    "were",
    "be",
    "being",
    "has",
    "have",
    "very",
    "so",
    "really",
    "just",
    "someone's",
];

/// Forms that no stem joins, by the stem that they belong to.
const IRREGULAR: [(&str, &str); 31] = [
    ("fell", "fall"),
    ("fallen", "fall"),
    ("met", "meet"),
    ("broke", "break"),
    ("broken", "break"),
    ("lost", "lose"),
    ("left", "leav"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("wive", "wife"),
    ("found", "find"),
    ("came", "come"),
    ("took", "take"),
    ("woke", "wake"),
    ("fought", "fight"),
    ("kept", "keep"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("went", "go"),
    ("goe", "go"),
    ("becam", "becom"),
    ("grew", "grow"),
    ("got", "get"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("gave", "give"),
    ("knew", "know"),
    ("taken", "take"),
    ("taught", "teach"),
    ("thought", "think"),
];

/// Particles that may stand behind a Korean noun within a phrase or not.
const PARTICLES: [&str; 8] = ["을", "를", "이", "가", "은", "는", "의", "도"];

/// The words of a phrase that count, one form for all inflections; none of a phrase that has fewer
/// than two such words, or begins or ends with a small one.
#[must_use]
pub fn of(words: &[Token]) -> Option<String> {
    let (first, last) = (words.first()?, words.last()?);
    if is_small(first) || is_small(last) || words.iter().any(|t| t.kind != TokenKind::Word) {
        return None;
    }
    let hangul = words.iter().any(|token| token.hangul);
    let telling = words.iter().filter(|token| !is_function(&token.lower)).count();
    if telling < 2 {
        return None;
    }
    let mut bones = String::new();
    for (at, token) in words.iter().enumerate().filter(|(_, token)| !is_small(token)) {
        if hangul {
            // The last word is compared as it stands: its end says what it is.
            bones += if at + 1 < words.len() { bare(&token.lower) } else { &token.lower };
            continue;
        }
        if !bones.is_empty() {
            bones.push(' ');
        }
        let form = IRREGULAR.iter().find(|(form, _)| *form == token.stem);
        bones += form.map_or(token.stem.as_str(), |(_, stem)| stem);
    }
    Some(bones)
}

fn is_small(token: &Token) -> bool {
    !token.hangul && SMALL.contains(&token.lower.as_str())
}

/// A Korean word of two syllables or more without its particle.
fn bare(word: &str) -> &str {
    let cut = PARTICLES.iter().find_map(|particle| word.strip_suffix(particle));
    cut.filter(|rest| !rest.is_empty()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn small_words_and_inflections_do_not_count() {
        let bones = |text: &str| of(&tokens(text));
        for (one, other) in [
            ("falls for her boss", "fell for the boss"),
            ("best friends who fall in love", "best friends fall in love"),
            ("two men in love", "two man in love"),
            ("부모님이 반대하는", "부모님 반대하는"),
        ] {
            assert_eq!(bones(one), bones(other), "{one}");
            assert!(bones(one).is_some());
        }
        for none in ["boss", "the boss", "in love", "fell for her", "love, hate"] {
            assert_eq!(bones(none), None, "{none}");
        }
    }
}
