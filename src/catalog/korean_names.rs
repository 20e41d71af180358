//! Korean names of people, as the catalogue spells them in Latin letters.
//!
//! Nobody spells by one rule (Jung or Jeong, Yoo or Yu), so a syllable has several readings, and a
//! name is found that any of them makes.

use std::collections::BTreeSet;

use crate::unicode::is_hangul;

/// First letters of syllables, in Unicode's order.
const INITIALS: [&[&str]; 19] = [
    &["g", "k"],
    &["kk", "gg"],
    &["n"],
    &["d", "t"],
    &["tt", "dd"],
    &["r", "l"],
    &["m"],
    &["b", "p"],
    &["pp", "bb"],
    &["s", "sh"],
    &["ss", "s"],
    &[""],
    &["j", "ch"],
    &["jj"],
    &["ch"],
    &["k"],
    &["t"],
    &["p"],
    &["h"],
];

/// Vowels.
const VOWELS: [&[&str]; 21] = [
    &["a", "ah"],
    &["ae", "ai"],
    &["ya"],
    &["yae"],
    &["eo", "u", "o", "uh"],
    &["e"],
    &["yeo", "yu", "you", "yo", "u"],
    &["ye", "e"],
    &["o", "oh"],
    &["wa"],
    &["wae"],
    &["oe", "oi"],
    &["yo"],
    &["u", "oo", "woo"],
    &["wo", "weo"],
    &["we"],
    &["wi", "wee", "ui"],
    &["yu", "yoo", "you", "u"],
    &["eu", "u"],
    &["ui", "eui", "ee", "i", "e"],
    &["i", "ee", "y", "yi"],
];

/// Last letters; the first is none.
const FINALS: [&[&str]; 28] = [
    &[""],
    &["k", "g"],
    &["k"],
    &["k"],
    &["n"],
    &["n"],
    &["n"],
    &["t", "d"],
    &["l", "r"],
    &["k"],
    &["m"],
    &["l"],
    &["l"],
    &["l"],
    &["p"],
    &["l"],
    &["m"],
    &["p", "b"],
    &["p"],
    &["t", "s"],
    &["t"],
    &["ng"],
    &["t"],
    &["t"],
    &["k"],
    &["t"],
    &["p"],
    &["", "h"],
];

/// Syllables with readings of their own.
const OTHERS: [(char, &[&str]); 6] = [
    ('박', &["park"]),
    ('이', &["lee"]),
    ('임', &["lim", "rim"]),
    ('유', &["ryu"]),
    ('노', &["roh", "noh"]),
    ('여', &["ryeo"]),
];

/// The syllables with which family names begin.
const FAMILIES: &str = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차\
    주우구민류진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥인제탁국";

/// Whether a word may be the name of a person by its length and family name.
#[must_use]
pub fn may_be_name(word: &str) -> bool {
    let syllables = word.chars().count();
    (2..=4).contains(&syllables)
        && word.chars().all(is_hangul)
        && word.starts_with(|c| FAMILIES.contains(c))
}

/// Whether a folded name in Latin letters spells a Korean one.
#[must_use]
pub fn spells(latin: &str, korean: &str) -> bool {
    let mut rest = korean.chars();
    let Some(syllable) = rest.next() else { return latin.is_empty() };
    let own = OTHERS.iter().find(|(own, _)| *own == syllable).map_or(&[][..], |(_, own)| own);
    if own.iter().any(|own| latin.strip_prefix(own).is_some_and(|left| spells(left, rest.as_str())))
    {
        return true;
    }
    let Some(at) = (syllable as usize).checked_sub('가' as usize).filter(|at| *at < 11_172) else {
        return false;
    };
    let (initial, vowel, last) = (at / 588, at % 588 / 28, at % 28);
    for initial in INITIALS[initial] {
        let Some(left) = latin.strip_prefix(initial) else { continue };
        for vowel in VOWELS[vowel] {
            let Some(left) = left.strip_prefix(vowel) else { continue };
            let ends = |last: &&str| {
                left.strip_prefix(*last).is_some_and(|left| spells(left, rest.as_str()))
            };
            if FINALS[last].iter().any(ends) {
                return true;
            }
        }
    }
    false
}

/// Those of folded names in Latin letters, `sorted` by their bytes, that spell a Korean one.
#[must_use]
pub fn spelled<'n>(sorted: &'n [String], korean: &str) -> BTreeSet<&'n str> {
    let mut found = BTreeSet::new();
    read_on(sorted, 0, korean, &mut found);
    found
}

/// Takes the names that go on with the syllables of `korean` behind their first `read` bytes, which
/// all of `names` share.
fn read_on<'n>(names: &'n [String], read: usize, korean: &str, found: &mut BTreeSet<&'n str>) {
    if names.is_empty() {
        return;
    }
    let mut rest = korean.chars();
    let Some(syllable) = rest.next() else {
        let ended = names.iter().take_while(|name| name.len() == read);
        found.extend(ended.map(String::as_str));
        return;
    };
    let own = OTHERS.iter().find(|(own, _)| *own == syllable).map_or(&[][..], |(_, own)| own);
    for own in own {
        read_on(going_on(names, read, own), read + own.len(), rest.as_str(), found);
    }
    let Some(at) = (syllable as usize).checked_sub('가' as usize).filter(|at| *at < 11_172) else {
        return;
    };
    let (initial, vowel, last) = (at / 588, at % 588 / 28, at % 28);
    for initial in INITIALS[initial] {
        let (names, read) = (going_on(names, read, initial), read + initial.len());
        for vowel in VOWELS[vowel] {
            let (names, read) = (going_on(names, read, vowel), read + vowel.len());
            for last in FINALS[last] {
                let names = going_on(names, read, last);
                if !names.is_empty() {
                    read_on(names, read + last.len(), rest.as_str(), found);
                }
            }
        }
    }
}

/// Those of sorted names, alike in their first `read` bytes, that have `letters` behind these.
fn going_on<'n>(names: &'n [String], read: usize, letters: &str) -> &'n [String] {
    let letters = letters.as_bytes();
    let from = names.partition_point(|name| &name.as_bytes()[read..] < letters);
    let names = &names[from..];
    &names[..names.partition_point(|name| name.as_bytes()[read..].starts_with(letters))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_up_as_they_are_compared() {
        let mut names: Vec<String> =
            ["gongyoo", "gongyu", "leedongwook", "leedongwoo", "leedong", "yidongwook", "", "é"]
                .map(str::to_owned)
                .into();
        names.sort();
        for korean in ["공유", "이동욱", "이동", "이동우", "", "박서준", "ㄱ"] {
            let compared: BTreeSet<&str> =
                names.iter().filter(|name| spells(name, korean)).map(String::as_str).collect();
            assert_eq!(spelled(&names, korean), compared, "{korean}");
        }
        assert_eq!(spelled(&names, "공유").len(), 2);
    }

    #[test]
    fn names_are_found_however_they_are_spelled() {
        for (latin, korean) in [
            ("gongyoo", "공유"),
            ("leedongwook", "이동욱"),
            ("kimeunhee", "김은희"),
            ("parkseojoon", "박서준"),
            ("jungyumi", "정유미"),
            ("jeongyumi", "정유미"),
            ("hanhyojoo", "한효주"),
        ] {
            assert!(spells(latin, korean) && may_be_name(korean), "{latin} {korean}");
        }
        assert!(!spells("leedongwook", "이동") && !spells("leedong", "이동욱"));
        assert!(!may_be_name("드라마") && !may_be_name("K팝"));
    }
}
