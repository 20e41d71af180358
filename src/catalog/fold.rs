//! Folding text to the key under which it is looked up.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a title, name or trope to its lookup key: case, accents, punctuation and spacing removed.
///
/// The text is decomposed (NFKD), combining marks are dropped, letters are lower-cased, `&` is read
/// as "and", and everything that is neither letter nor digit disappears. Hangul syllables come out
/// as their jamo, so one key differs from another by single strokes of the keyboard, which is what
/// the forgiving of typing errors counts.
///
/// The key is empty when the text has no letter or digit.
///
/// ```
/// use tropewise::catalog::fold;
/// assert_eq!(fold("  Café, Minamdang! "), "cafeminamdang");
/// assert_eq!(fold("그해 우리는"), fold("그해우리는"));
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut key = String::with_capacity(text.len() * 2);
    for c in text.nfkd() {
        // Jamo are letters without case; saying so here spares the slow general tables, which
        // would take most of the time that looking a title up takes.
        if ('\u{1100}'..='\u{11ff}').contains(&c) {
            key.push(c);
        } else if !is_combining_mark(c) {
            c.to_lowercase().for_each(|c| spell(c, &mut key));
        }
    }
    key
}

fn fold_ascii(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    text.chars().for_each(|c| spell(c.to_ascii_lowercase(), &mut key));
    key
}

/// Adds what one decomposed, lower-cased character means to a key.
fn spell(c: char, key: &mut String) {
    match c {
        '&' => key.push_str("and"),
        c if c.is_alphanumeric() => key.push(c),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_punctuation_and_spaces_do_not_count() {
        for variant in
            ["It's Okay to Not Be Okay", "ITS OKAY TO NOT BE OKAY", "It’s okay, to not be okay…"]
        {
            assert_eq!(fold(variant), "itsokaytonotbeokay");
        }
        assert_eq!(fold("Crème Brûlée & Ａ"), "cremebruleeanda");
    }

    #[test]
    fn ascii_and_general_paths_agree() {
        for text in ["Pride & Prejudice 2", "D.P.", "--", "W: Two Worlds"] {
            // A letter that folds to nothing but itself sends the text down the general path.
            assert_eq!(fold(&format!("{text}é")), format!("{}e", fold(text)));
        }
    }

    #[test]
    fn hangul_decomposes_to_jamo() {
        assert_eq!(fold("도깨비").chars().count(), 6);
        assert_eq!(fold("도깨비"), fold("도 깨 비"));
    }

    #[test]
    fn text_without_letters_has_an_empty_key() {
        assert_eq!(fold("?! …"), "");
    }
}
