//! The packed table against the crate that it is made of.
//!
//! `UPDATE_UNICODE=1 cargo test -p tropewise --lib unicode` packs it anew, for another version of
//! Unicode.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose, is_combining_mark};

use super::*;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/unicode/forms.bin");

fn number(mut number: u32, packed: &mut Vec<u8>) {
    while number >= 0x80 {
        packed.push(number as u8 | 0x80);
        number >>= 7;
    }
    packed.push(number as u8);
}

/// How a character decomposes in one step, and into what, as packed; nothing where it does not.
fn step(c: char) -> Option<(u32, Vec<char>)> {
    let text = String::from(c);
    let canonical: Vec<char> = text.nfd().collect();
    if canonical == [c] {
        let compatible: Vec<char> = text.nfkd().collect();
        return (compatible != [c]).then_some((2, compatible));
    }
    // What composes is kept as the two parts that do.
    let (last, before) = canonical.split_last()?;
    let before: Vec<char> = before.iter().copied().nfc().collect();
    match before[..] {
        [a] if compose(a, *last) == Some(c) => Some((0, vec![a, *last])),
        _ => Some((1, canonical)),
    }
}

fn packed() -> Vec<u8> {
    let steps: Vec<(char, u32, Vec<char>)> = ('\u{a0}'..=char::MAX)
        .filter(|c| !is_hangul(*c))
        .filter_map(|c| step(c).map(|(kind, parts)| (c, kind, parts)))
        .collect();
    let mut packed = Vec::new();
    number(steps.len() as u32, &mut packed);
    let mut before = 0;
    for (c, ..) in &steps {
        number(*c as u32 - before, &mut packed);
        before = *c as u32;
    }
    for (_, kind, parts) in &steps {
        number(4 * parts.len() as u32 + kind, &mut packed);
    }
    let mut before = [0; 32];
    for (_, _, parts) in &steps {
        for (before, part) in before.iter_mut().zip(parts) {
            let difference = *part as i32 - *before;
            let sign = i32::from(difference < 0);
            number((2 * difference.abs() - sign) as u32, &mut packed);
            *before = *part as i32;
        }
    }
    let (mut begin, mut last) = (0, 0);
    for c in '\0'..=char::MAX {
        let mark = 2 * u32::from(canonical_combining_class(c)) + u32::from(is_combining_mark(c));
        if mark != last {
            number(c as u32 - begin, &mut packed);
            number(mark, &mut packed);
            (begin, last) = (c as u32, mark);
        }
    }
    packed
}

#[test]
fn the_packed_table_is_of_the_tables_of_unicode() {
    let packed = packed();
    if std::env::var_os("UPDATE_UNICODE").is_some() {
        std::fs::write(FILE, &packed).unwrap();
    }
    assert!(std::fs::read(FILE).unwrap() == packed, "`UPDATE_UNICODE=1` packs it anew");
}

fn decomposed_of(text: &str) -> String {
    let mut letters = String::new();
    for c in text.chars() {
        decomposed(c, &mut |part| {
            letters.push(part);
            true
        });
    }
    letters
}

#[test]
fn every_character_has_the_forms_of_unicode() {
    for c in '\0'..=char::MAX {
        let text = String::from(c);
        assert_eq!(is_mark(c), is_combining_mark(c), "{c:?}");
        assert!(is_mark(c) || canonical_combining_class(c) == 0, "{c:?}");
        assert_eq!(decomposed_of(&text), text.nfkd().collect::<String>(), "{c:?}");
        assert_eq!(composed(&text), text.nfc().collect::<String>(), "{c:?}");
        let apart: String = text.nfd().collect();
        assert_eq!(composed(&apart), text.nfc().collect::<String>(), "{c:?}");
    }
}

#[test]
fn marks_compose_past_those_of_other_classes_and_by_their_order() {
    for text in ["a\u{323}\u{302}", "a\u{302}\u{323}", "a\u{301}\u{301}", "\u{301}a", "각\u{11a8}"]
    {
        assert_eq!(composed(text), text.nfc().collect::<String>(), "{text:?}");
    }
    assert_eq!(composed("a\u{302}\u{323}"), "ậ");
    assert_eq!(composed("\u{1100}\u{1161}\u{11a8}"), "각");
}

proptest! {
    #[test]
    fn any_text_has_the_forms_of_unicode(
        text in prop_oneof![
            "\\PC{0,12}",
            "[aeiouㄱ가\u{1100}\u{1161}\u{11a8}\u{300}-\u{345}\u{5b0}-\u{5bd}\u{9be}\u{9c7}\u{9d7}]{0,12}",
        ],
    ) {
        let apart: String = text.nfd().collect();
        for text in [text, apart] {
            prop_assert_eq!(composed(&text), text.nfc().collect::<String>());
            // Marks alone may stand in another order.
            let letters = |text: &str| text.chars().filter(|c| !is_mark(*c)).collect::<String>();
            let whole: String = text.nfkd().collect();
            prop_assert_eq!(letters(&decomposed_of(&text)), letters(&whole));
        }
    }
}
