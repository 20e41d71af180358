//! Telling a slip of the keyboard from another title.
//!
//! A slip swaps, doubles, drops or replaces a letter within a long word. Where the first letter or
//! a short word differs, or a plural is made, another word is meant, and so another work: "My
//! Sister" is not "My Mister".

use super::fold::fold;

/// Letters from which a word may have one letter swapped with the next, doubled or dropped,
/// replaced, or two of them wrong.
const SWAPPED: usize = 4;
const DROPPED: usize = 6;
const REPLACED: usize = 6;
const TWO_WRONG: usize = 9;

/// Letters of a title of one word from which one may be replaced.
const REPLACED_ALONE: usize = 9;

/// Letters of a title from which one of them may be wrong in several words, and two words wrong.
const ONE_WORD_WRONG: usize = 9;
const TWO_WORDS_WRONG: usize = 12;

/// Words of a title from which two of them may stand in each other's place.
const SWAPPED_WORDS: usize = 4;

/// Syllables of a Korean title from which one of them may be wrong.
const SYLLABLES: usize = 5;

/// Whether `typed` is `name` with a slip of the keyboard, rather than another title.
#[must_use]
pub fn is_slip(typed: &str, name: &str) -> bool {
    if [typed, name].iter().any(|text| text.chars().any(is_hangul)) {
        return is_korean_slip(typed, name);
    }
    let (typed, name) = (words(typed), words(name));
    let letters = |words: &[String]| words.iter().map(|word| word.chars().count()).sum::<usize>();
    let total = letters(&name);
    if typed.len() != name.len() {
        // A space too many or too few, and at most one more slip in a long title.
        let (typed, name) = (typed.concat(), name.concat());
        let edits = osa(&typed, &name);
        return edits == 0 || (edits == 1 && total >= TWO_WORDS_WRONG && same_start(&typed, &name));
    }
    let wrong: Vec<(&String, &String)> = typed.iter().zip(&name).filter(|(a, b)| a != b).collect();
    // "Not to Be" for "To Not Be".
    if let [(a, b), (c, d)] = wrong[..]
        && (a, b) == (d, c)
    {
        return total >= TWO_WORDS_WRONG && name.len() >= SWAPPED_WORDS;
    }
    let allowed = if total >= TWO_WORDS_WRONG { 2 } else { 1 };
    let alone = name.len() == 1;
    wrong.len() <= allowed && wrong.iter().all(|(a, b)| is_slip_of_word(a, b, alone, total))
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '.')));
    parts.map(fold).filter(|word| !word.is_empty()).collect()
}

fn same_start(a: &str, b: &str) -> bool {
    a.chars().next() == b.chars().next()
}

fn is_slip_of_word(typed: &str, name: &str, alone: bool, total: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), name.chars().collect());
    let longer = a.len().max(b.len());
    let edits = osa(typed, name);
    if edits == 1 && is_swap(&a, &b) {
        return longer >= SWAPPED;
    }
    if !same_start(typed, name) {
        return false;
    }
    if edits > 1 {
        return edits == 2 && longer >= TWO_WRONG;
    }
    if !alone && total < ONE_WORD_WRONG {
        return false;
    }
    if a.len() == b.len() {
        return longer >= if alone { REPLACED_ALONE } else { REPLACED };
    }
    let plural = typed.strip_suffix('s') == Some(name) || name.strip_suffix('s') == Some(typed);
    longer >= DROPPED && !plural
}

/// Letters to insert, delete, replace or swap.
fn osa(a: &str, b: &str) -> usize {
    rapidfuzz::distance::osa::distance(a.chars(), b.chars())
}

fn is_swap(a: &[char], b: &[char]) -> bool {
    let (mut sorted_a, mut sorted_b) = (a.to_vec(), b.to_vec());
    sorted_a.sort_unstable();
    sorted_b.sort_unstable();
    sorted_a == sorted_b
}

/// In Korean one syllable too many, missing, swapped or wrong in a long title, not the first.
fn is_korean_slip(typed: &str, name: &str) -> bool {
    let syllables = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (typed, name) = (syllables(typed), syllables(name));
    osa(&typed, &name) <= 1 && name.chars().count() >= SYLLABLES && same_start(&typed, &name)
}

fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_keyboard_are_told_from_other_words() {
        for (typed, name) in [
            ("Lihgthouse", "Lighthouse"),
            ("Lighthose", "Lighthouse"),
            ("Lightthouse", "Lighthouse"),
            ("Lighthiuse", "Lighthouse"),
            ("Light house", "Lighthouse"),
            ("Kiet", "Kite"),
            ("The Lighthause of Ulsan", "The Lighthouse of Ulsan"),
            ("It's Kind Not to Be Kind", "It's Kind to Not Be Kind"),
            ("우리들의 등데지기", "우리들의 등대지기"),
        ] {
            assert!(is_slip(typed, name), "{typed}");
        }
        for (typed, name) in [
            ("Kites", "Kite"),
            ("Bite", "Kite"),
            ("Kate", "Kite"),
            ("Night House", "Light House"),
            ("My Winter", "My Sinter"),
            ("Monsoon Day", "Mansion Day"),
            ("Day of Night", "Night of Day"),
            ("등데", "등대"),
        ] {
            assert!(!is_slip(typed, name), "{typed}");
        }
    }
}
