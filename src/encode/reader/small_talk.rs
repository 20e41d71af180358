//! Talks of a few lines, in which nobody need speak twice: people ask, answer and speak of
//! themselves, which nobody does who tells of dramas in a list.

use std::collections::HashSet;

use super::claim::Find;
use super::talk::{LOOKED_AT, speaker};

/// Words by which people speak of themselves.
const OWN: [&str; 14] = [
    "i", "i'm", "i’m", "i've", "i’ve", "i'd", "i’d", "i'll", "i’ll", "im", "ive", "me", "we",
    "mine",
];
/// Words by which they turn to somebody.
const TO_OTHERS: [&str; 10] =
    ["you", "your", "you're", "you’re", "you've", "you’ve", "u", "ur", "pls", "yall"];
/// Words that answers and greetings begin with.
const ANSWERS: [&str; 26] = [
    "yes", "yeah", "yep", "yup", "no", "nope", "nah", "not", "ok", "okay", "sure", "same", "lol",
    "haha", "omg", "oh", "ah", "hi", "hey", "hello", "thanks", "thx", "really", "so", "응", "아니",
];
/// Words by which Koreans speak of themselves and to others.
const KOREAN: [&str; 12] =
    ["나", "난", "나는", "나도", "내가", "저", "저는", "저도", "너", "넌", "우리", "제가"];
/// What Korean sentences end with that are said to somebody.
const ENDINGS: [&str; 12] =
    ["요", "어", "아", "지", "네", "야", "니", "냐", "까", "ㅋ", "ㅎ", "ㅠ"];

/// What is said in a line.
#[derive(Default)]
struct Said {
    /// Whether it turns to somebody.
    to_others: bool,
    /// Whether it asks.
    asks: bool,
    /// Whether it begins as answers do.
    answers: bool,
    /// Whether somebody speaks in it, rather than tells.
    talks: bool,
}

/// Whether nearly all lines begin with who speaks, and talk to each other. Where names are titles,
/// others have to be none, or one has to ask and the next one to answer.
/// `timed` says that times stand before the names, so that nobody need turn to another.
pub fn is_small_talk<'l>(
    lines: impl Iterator<Item = &'l str>,
    timed: bool,
    find: &Find<'_>,
) -> bool {
    let (mut names, mut said, mut other) = (HashSet::new(), Vec::new(), 0);
    for line in lines.filter(|line| !line.trim().is_empty()).take(LOOKED_AT) {
        match speaker(line) {
            0 => other += 1,
            end => {
                names.insert(name_of(&line[..end]));
                let words = line[end..].trim();
                let mut heard = heard(words);
                // Who answers with a title tells nothing of it.
                let bare = words.trim_end_matches(['!', '.', '?', '~']);
                heard.talks |= find(bare, None).is_some();
                said.push(heard);
            }
        }
    }
    let talking = said.iter().filter(|said| said.talks).count();
    let addressed = said.iter().any(|said| said.to_others || said.asks);
    let addressed = addressed || timed && talking == said.len();
    if other * 4 > said.len() || talking * 2 < said.len() || !addressed {
        return false;
    }
    let titles = names.iter().filter(|name| find(name, None).is_some()).count();
    let of_people = |name: &&&str| !name.contains(' ') || name.starts_with(char::is_lowercase);
    let others = names.iter().filter(|name| find(name, None).is_none());
    let people = others.filter(of_people).count();
    let answered = said.windows(2).any(|two| two[0].asks && two[1].answers);
    let small = names.len() == 1 && names.iter().all(|name| name.starts_with(char::is_lowercase));
    let named_as_people = people * 2 >= names.len() && people + titles == names.len();
    named_as_people && (titles == 0 || people > 0) || small || answered && talking == said.len()
}

/// The name of who speaks, without its marks.
pub fn name_of(front: &str) -> &str {
    front.trim_matches(|c: char| !c.is_alphanumeric())
}

/// How a line is said.
fn heard(said: &str) -> Said {
    let mut heard = Said { asks: said.contains('?'), ..Said::default() };
    for (at, word) in said.split_whitespace().enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        // `My Mister` is spoken of by a name; `Me` as the first word of a title, too.
        let lower = bare.to_lowercase();
        let written = bare == lower || lower.starts_with('i') || at == 0;
        heard.to_others |= written && TO_OTHERS.contains(&lower.as_str());
        heard.talks |= written && OWN.contains(&lower.as_str()) || KOREAN.contains(&bare);
        heard.answers |= at == 0 && ANSWERS.contains(&lower.as_str());
    }
    let end = said.trim_end_matches(|c: char| !c.is_alphanumeric());
    heard.talks |= heard.asks || heard.to_others || heard.answers;
    heard.talks |= ENDINGS.iter().any(|ending| end.ends_with(ending));
    heard
}

#[cfg(test)]
mod tests {
    use crate::catalog::DramaIdx;

    use super::*;

    /// `Anna`, `Mina` and `Quay` are titles.
    fn talk(text: &str) -> bool {
        let titles = ["anna", "mina", "quay"];
        let find = |title: &str, _: Option<u16>| {
            let at = titles.iter().position(|known| title.eq_ignore_ascii_case(known))?;
            Some(DramaIdx(at as u32))
        };
        is_small_talk(text.lines(), false, &find)
    }

    #[test]
    fn who_asks_and_answers_talks() {
        for text in [
            "anna: have you seen Long Pier? a boat is lost\nbob: not yet",
            "Anna: I cried over it\nBob: which one do you mean?",
            "anna: have you seen Long Pier?",
            "Anna: did you finish it?\nMina: no, I fell asleep",
            "<anna> you have to see this\n<bob> ok",
            "안나: 그거 봤어?\n밥: 아니 슬퍼?",
        ] {
            assert!(talk(text), "{text}");
        }
    }

    #[test]
    fn who_tells_of_dramas_does_not() {
        for text in [
            "Anna: a tailor's daughter lives by a lie.\nQuay: a boat is lost.",
            "Anna: I cried.\nQuay: I laughed.",
            "Quay: if you liked boats, you will like this one",
            "Anna: a tailor's daughter lives by a lie.",
            "Harbour Lights: would you believe it?\nQuay: I cried.",
            "",
        ] {
            assert!(!talk(text), "{text}");
        }
    }
}
