//! Normal forms of Unicode and its combining marks (Unicode Standard Annex 15): what the crate
//! `unicode-normalization` says, from one packed table of 26 KB. The tables of the crate are 47 KB
//! of what a browser loads, this one 9; a test compares them over all characters.

mod table;
#[cfg(test)]
mod tests;

use table::{Kind, Table, table};

/// Whether a character is a syllable of Hangul.
#[must_use]
pub fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// Whether a character is a combining mark: an accent that stands behind its letter.
#[must_use]
pub fn is_mark(c: char) -> bool {
    // No mark comes before these, and most text is told without the table.
    c >= '\u{300}' && !is_hangul(c) && table().mark(c).is_mark
}

/// Calls `take` with the characters of the compatibility decomposition of one, until it says no;
/// whether it never did. Marks of a whole text may come in another order in its form NFKD.
pub fn decomposed(c: char, take: &mut impl FnMut(char) -> bool) -> bool {
    decompose(c, Kind::Compatible, take)
}

/// The form NFC of a text.
#[cfg(any(feature = "lexicon", feature = "text"))]
#[must_use]
pub fn composed(text: &str) -> String {
    // These stand for themselves.
    if text.chars().all(|c| c < '\u{300}' || is_hangul(c)) {
        return text.to_owned();
    }
    let table = table();
    // The last character that is no mark of a class, if any, and the class of what was last added.
    let (mut starter, mut last) = (None, 0);
    let mut composed: Vec<char> = Vec::with_capacity(text.len());
    for (c, class) in in_order(table, text) {
        if let Some(at) = starter {
            let between = composed.len() > at + 1;
            let both = if between && last >= class { None } else { pair(table, composed[at], c) };
            if let Some(both) = both {
                composed[at] = both;
                continue;
            }
        }
        if class == 0 {
            starter = Some(composed.len());
        }
        last = class;
        composed.push(c);
    }
    composed.into_iter().collect()
}

/// The canonical decomposition of a text, with combining classes: marks behind one character stand
/// by their class.
#[cfg(any(feature = "lexicon", feature = "text"))]
fn in_order(table: &Table, text: &str) -> Vec<(char, u16)> {
    let mut characters = Vec::with_capacity(text.len());
    for c in text.chars() {
        decompose(c, Kind::Canonical, &mut |part| {
            characters.push((part, if part < '\u{300}' { 0 } else { table.mark(part).class }));
            true
        });
    }
    for marks in characters.split_mut(|(_, class)| *class == 0) {
        marks.sort_by_key(|(_, class)| *class);
    }
    characters
}

const FIRST: [u32; 3] = [0x1100, 0x1161, 0x11a7];
const SYLLABLE: u32 = 0xac00;
const VOWELS: u32 = 21;
const FINALS: u32 = 28;

/// The letter of Hangul with a number, as a leading consonant, a vowel or a final consonant.
fn jamo(place: usize, number: u32) -> char {
    char::from_u32(FIRST[place] + number).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Decomposes one character as far as parts of it, of this kind or a narrower one, decompose.
fn decompose(c: char, kind: Kind, take: &mut dyn FnMut(char) -> bool) -> bool {
    if c < '\u{a0}' {
        return take(c);
    }
    if is_hangul(c) {
        let number = c as u32 - SYLLABLE;
        let (first, last) = (number / FINALS, number % FINALS);
        return take(jamo(0, first / VOWELS))
            && take(jamo(1, first % VOWELS))
            && (last == 0 || take(jamo(2, last)));
    }
    match table().parts(c) {
        Some((of, parts)) if of <= kind => parts.iter().all(|part| decompose(*part, kind, take)),
        _ => take(c),
    }
}

/// The character that two others compose.
#[cfg(any(feature = "lexicon", feature = "text"))]
fn pair(table: &Table, a: char, b: char) -> Option<char> {
    let number = |c: char, first: u32, many: u32| {
        (c as u32).checked_sub(first).filter(|number| *number < many)
    };
    if let (Some(leading), Some(vowel)) = (number(a, FIRST[0], 19), number(b, FIRST[1], VOWELS)) {
        return char::from_u32(SYLLABLE + (leading * VOWELS + vowel) * FINALS);
    }
    if is_hangul(a)
        && (a as u32 - SYLLABLE).is_multiple_of(FINALS)
        && let Some(last) = number(b, FIRST[2], FINALS).filter(|last| *last > 0)
    {
        return char::from_u32(a as u32 + last);
    }
    table.composed(a, b)
}
