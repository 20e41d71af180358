//! Telling a slip of the keyboard from another title.
//!
//! A slip swaps, doubles, drops or replaces a letter within a long word. Where the first letter or
//! a short word differs, or a plural is made, another word is meant, and so another work: "My
//! Sister" is not "My Mister".

use crate::unicode::is_hangul;

use super::fold::fold;

/// Letters from which a word may have one letter swapped with the next, doubled or dropped,
/// replaced, or two of them wrong.
const SWAPPED: usize = 4;
const SWAPPED_IN_LONG: usize = 3;
const DROPPED: usize = 6;
const REPLACED: usize = 6;
const TWO_WRONG: usize = 9;

/// Letters of a title of one word from which one may be replaced, and replaced by a key beside it.
const REPLACED_ALONE: usize = 9;
const REPLACED_BESIDE: usize = 6;

/// Letters of a title from which one of them may be wrong in several words, and two words wrong.
const ONE_WORD_WRONG: usize = 8;
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
    let (typed, name) = match total >= TWO_WORDS_WRONG && typed.len() != name.len() {
        // "The World of Married" for "The World of the Married".
        true => (without_articles(typed), without_articles(name)),
        false => (typed, name),
    };
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
    let words = name.len();
    wrong.len() <= allowed && wrong.iter().all(|(a, b)| is_slip_of_word(a, b, words, total))
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '.')));
    parts.map(fold).filter(|word| !word.is_empty()).collect()
}

fn without_articles(mut words: Vec<String>) -> Vec<String> {
    words.retain(|word| !matches!(word.as_str(), "a" | "an" | "the"));
    words
}

fn same_start(a: &str, b: &str) -> bool {
    a.chars().next() == b.chars().next()
}

fn is_slip_of_word(typed: &str, name: &str, words: usize, total: usize) -> bool {
    let alone = words == 1;
    let long = total >= TWO_WORDS_WRONG && words > 2;
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), name.chars().collect());
    let longer = a.len().max(b.len());
    let edits = osa(typed, name);
    if edits == 1 && is_swap(&a, &b) {
        return longer >= if long { SWAPPED_IN_LONG } else { SWAPPED };
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
        let beside = a.iter().zip(&b).all(|(a, b)| a == b || are_neighbours(*a, *b));
        return longer
            >= if !alone {
                REPLACED
            } else if beside {
                REPLACED_BESIDE
            } else {
                REPLACED_ALONE
            };
    }
    let plural = typed.strip_suffix('s') == Some(name) || name.strip_suffix('s') == Some(typed);
    let least = if long { SWAPPED_IN_LONG } else { DROPPED };
    longer >= least && (long || !plural)
}

/// Whether two letters are beside each other on a keyboard.
fn are_neighbours(a: char, b: char) -> bool {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let place =
        |c: char| ROWS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(c)?)));
    let (Some((row, at)), Some((other, to))) = (place(a), place(b)) else { return false };
    // A row stands half a key to the right of the one above.
    match (row.abs_diff(other), row < other) {
        (0, _) => at.abs_diff(to) == 1,
        (1, true) => to == at || to + 1 == at,
        (1, false) => at == to || at + 1 == to,
        _ => false,
    }
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
            ("Lanterm", "Lantern"),
            ("Lighthouse of Ulsan", "The Lighthouse of Ulsan"),
            ("Keepers of Lighthouse", "Keepers of the Lighthouse"),
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
            ("Lantorn", "Lantern"),
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
