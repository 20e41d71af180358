//! Korean adjectives in the forms in which they stand in a sentence: "슬픈", "슬프지만", "슬픈데".

/// What stands behind a stem.
const AFTER_STEM: [&str; 10] =
    ["지", "지만", "고", "거나", "게", "면", "으면", "면서", "기도", "네요"];

/// What stands behind "하", as in "잔잔하지만".
const AFTER_HA: [&str; 4] = ["며", "면서도", "여", "긴"];

/// What is written as one word with the form that stands before a noun: "슬픈데", "무서운건".
const AFTER_NOUN_FORM: [&str; 9] = ["데", "데요", "거", "건", "걸", "것", "게", "편", "편인"];

const FIRST: u32 = 0xac00;
const LAST: u32 = 0xd7a3;
/// Syllables that differ in nothing but what they end in.
const ENDS: u32 = 28;
const N: u32 = 4;
const B: u32 = 17;

/// The forms of an adjective that is given as it stands before a noun, as in "슬픈 드라마"; none of
/// words that are not such.
#[must_use]
pub fn conjugated(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let Some(last) = word.chars().next_back() else { return forms };
    let base = &word[..word.len() - last.len_utf8()];
    if base.chars().count() == 0 || ends_in(last) != Some(N) {
        return forms;
    }
    let mut stems: Vec<String> = Vec::new();
    match last {
        // "밝은"; "작은" is one as well.
        '은' => stems.push(base.to_owned()),
        // "바뀌는", of a verb.
        '는' => stems.push(base.to_owned()),
        // "무서운": "무섭고".
        '운' => stems.extend(base.chars().next_back().and_then(|c| with_b(base, c))),
        _ => stems.extend(open(last).map(|open| format!("{base}{open}"))),
    }
    if last == '운' {
        forms.extend(["면", "면은", "니까"].map(|ending| format!("{base}우{ending}")));
    }
    for stem in &stems {
        forms.extend(AFTER_STEM.iter().map(|ending| format!("{stem}{ending}")));
        if stem.ends_with('하') {
            forms.extend(AFTER_HA.iter().map(|ending| format!("{stem}{ending}")));
        }
    }
    forms.extend(AFTER_NOUN_FORM.iter().map(|ending| format!("{word}{ending}")));
    forms
}

/// The number of the letter that a syllable ends in; 0 for none.
fn ends_in(syllable: char) -> Option<u32> {
    let code = u32::from(syllable);
    (FIRST..=LAST).contains(&code).then(|| (code - FIRST) % ENDS)
}

/// A syllable without the letter it ends in.
fn open(syllable: char) -> Option<char> {
    char::from_u32(u32::from(syllable) - ends_in(syllable)?)
}

/// "무서" with a "ㅂ": "무섭".
fn with_b(base: &str, last: char) -> Option<String> {
    if ends_in(last)? != 0 {
        return None;
    }
    let closed = char::from_u32(u32::from(last) + B)?;
    Some(format!("{}{closed}", &base[..base.len() - last.len_utf8()]))
}

#[cfg(test)]
mod tests {
    use super::conjugated;

    #[test]
    fn adjectives_are_conjugated() {
        for (word, forms) in [
            ("잔잔한", ["잔잔하지만", "잔잔하고", "잔잔한데"]),
            ("슬픈", ["슬프지", "슬프면", "슬픈건"]),
            ("무서운", ["무섭지", "무섭고", "무서운데"]),
            ("밝은", ["밝고", "밝으면", "밝은거"]),
        ] {
            let all = conjugated(word);
            for form in forms {
                assert!(all.iter().any(|found| found == form), "{form}");
            }
        }
        for word in ["판타지", "웃음", "", "은", "sad"] {
            assert_eq!(conjugated(word), Vec::<String>::new(), "{word}");
        }
    }
}
