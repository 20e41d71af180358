//! Folding text to the key under which it is looked up.

use crate::unicode::{decomposed, is_mark};

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
    // Hangul comes out as two or three jamo of three bytes each.
    let mut key = String::with_capacity(if text.is_ascii() { text.len() } else { text.len() * 2 });
    each_folded(text, |c| {
        key.push(c);
        true
    });
    key
}

/// Whether a text folds to a key; looks no further than the first letter that differs.
pub(super) fn folds_to(text: &str, key: &str) -> bool {
    let mut left = key.chars();
    each_folded(text, |c| left.next() == Some(c)) && left.next().is_none()
}

/// Calls `take` with the letters of a key, until it says no; whether it never did.
fn each_folded(text: &str, mut take: impl FnMut(char) -> bool) -> bool {
    if text.is_ascii() {
        return text.chars().all(|c| spell(c.to_ascii_lowercase(), &mut take));
    }
    let mut letter = |c: char| {
        // Jamo are letters without case; saying so here spares the slow general tables, which
        // would take most of the time that looking a title up takes.
        if ('\u{1100}'..='\u{11ff}').contains(&c) {
            take(c)
        } else {
            is_mark(c) || c.to_lowercase().all(|c| spell(c, &mut take))
        }
    };
    text.chars().all(|c| decomposed(c, &mut letter))
}

/// Hands on what one decomposed, lower-cased character means to a key.
fn spell(c: char, take: &mut impl FnMut(char) -> bool) -> bool {
    match c {
        '&' => "and".chars().all(take),
        c if c.is_alphanumeric() => take(c),
        _ => true,
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
    fn a_text_folds_to_its_own_key_alone() {
        for text in ["Pride & Prejudice", "그해 우리는", "Crème", "", "…"] {
            let key = fold(text);
            assert!(folds_to(text, &key), "{text}");
            assert!(!folds_to(text, &format!("{key}x")), "{text}");
            assert!(
                key.is_empty()
                    || !folds_to(
                        text,
                        &key[..key.len() - key.chars().last().map_or(0, char::len_utf8)]
                    )
            );
        }
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
