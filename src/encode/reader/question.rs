//! Questions and answers: the marks before them, and the drama that a question asks after.

use super::claim::{Claim, Find};
use super::found::LONGEST;
use super::title_line::{TitleLine, capitalised};

/// The longest question that is looked into, in bytes.
const QUESTION: usize = 160;
/// The most words of a title in a question.
const MOST_WORDS: usize = 8;
/// The shortest title of one word, in bytes, that a question may ask after.
const ONE_WORD: usize = 4;

/// What stands before questions, and before answers.
const MARKS: [(&str, bool); 8] = [
    ("Question", true),
    ("Answer", false),
    ("Q", true),
    ("A", false),
    ("질문", true),
    ("답변", false),
    ("문", true),
    ("답", false),
];

/// Whether a text begins with the mark of a question, or with that of an answer, and where its
/// words begin: `Q: `, `A3. `, `Answer: `.
pub fn mark(text: &str) -> Option<(bool, usize)> {
    let emphasis = |c: char| c.is_whitespace() || matches!(c, '*' | '_');
    let front = text.trim_start_matches(emphasis);
    let (rest, asks) =
        MARKS.iter().find_map(|(word, asks)| Some((front.strip_prefix(word)?, *asks)))?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let said = rest.strip_prefix([':', '.', ')', '：'])?;
    let apart = said.is_empty() || said.starts_with(emphasis);
    apart.then(|| (asks, text.len() - said.trim_start_matches(emphasis).len()))
}

/// The known drama that a question asks after: `What is Quay Street about?`
pub fn asked_after(text: &str, find: &Find<'_>) -> Option<Claim> {
    let asked = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let asked = asked.strip_suffix(['?', '？']).filter(|asked| asked.len() <= QUESTION)?;
    let starts = std::iter::once(0).chain(asked.match_indices(' ').map(|(at, _)| at + 1));
    for start in starts {
        let said = &asked[start..];
        if !said.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            continue;
        }
        let ends = said.match_indices(' ').map(|(at, _)| at).chain(std::iter::once(said.len()));
        let ends: Vec<usize> = ends.take_while(|end| *end <= LONGEST).take(MOST_WORDS).collect();
        for (words, end) in ends.into_iter().enumerate().rev() {
            let name = said[..end].trim_end_matches([',', ':']);
            // The first word of a question has a capital whatever it is.
            if words == 0 && (start == 0 || name.len() < ONE_WORD) || !capitalised(name) {
                continue;
            }
            if let Some(drama) = find(name, None) {
                let line =
                    TitleLine { title: name.to_owned(), certain: true, ..TitleLine::default() };
                let rest = text.len()..text.len();
                return Some(Claim {
                    line,
                    known: Some(drama),
                    subject: true,
                    rest,
                    ..Claim::default()
                });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::DramaIdx;

    #[test]
    fn marks_stand_before_questions_and_answers() {
        for (text, asks) in
            [("Q: Quay", true), ("A. Quay", false), ("**Q2)** Quay", true), ("답: Quay", false)]
        {
            assert_eq!(mark(text).map(|(asks, at)| (asks, &text[at..])), Some((asks, "Quay")));
        }
        for text in ["Quay: a boat", "A boat", "Q", "Answers: two", "A.B. Quay"] {
            assert_eq!(mark(text), None, "{text}");
        }
    }

    #[test]
    fn a_question_asks_after_a_known_drama() {
        let find = |title: &str, _: Option<u16>| {
            ["Quay Street", "Mole", "Mine"]
                .iter()
                .position(|t| *t == title)
                .map(|at| DramaIdx(at as u32))
        };
        let asked = |text: &str| Some(asked_after(text, &find)?.line.title);
        for (text, title) in [
            ("What is Quay Street about?", Some("Quay Street")),
            ("Is Mole any good?", Some("Mole")),
            ("Quay Street: worth it?", Some("Quay Street")),
            ("Mine or yours?", None),
            ("Is the mole any good?", None),
            ("What is Quay Street about.", None),
        ] {
            assert_eq!(asked(text).as_deref(), title, "{text}");
        }
    }
}
