//! The words of a wish, with their places.

use crate::catalog::is_hangul;
use crate::encode::stems::{Stemmer, lower};

use super::typed::{in_a_hurry, with_apostrophe};

/// What a piece of a wish is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word or a number.
    Word,
    /// A mark that ends a sentence.
    Stop,
    /// A comma, colon or bracket.
    Comma,
    /// Something between quotation marks, all of it.
    Quoted,
}

/// A piece of a wish.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// In lower case, with straight apostrophes.
    pub lower: String,
    /// The stem of an English word; Hangul and numbers as they are.
    pub stem: String,
    /// Offset of its first byte.
    pub start: usize,
    /// Offset behind its last byte.
    pub end: usize,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it has capital letters alone, at least two.
    pub capitals: bool,
    /// Whether a hyphen ties it to the word before.
    pub tied: bool,
    /// Whether it is written in Hangul.
    pub hangul: bool,
}

/// The pieces of a text in order.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let stemmer = Stemmer::default();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let end = if let Some(end) = quotation(text, at).filter(|_| shorthand(text, at).is_none()) {
            tokens.push(mark(TokenKind::Quoted, text, at, end));
            end
        } else if let Some((end, meant)) = shorthand(text, at) {
            let mut token = word(text, at, end, &stemmer);
            token.lower = meant.to_owned();
            token.stem = stemmer.stem(meant).into_owned();
            tokens.push(token);
            end
        } else if is_letter(c) || is_sign(text, at, &tokens) {
            let end = word_end(text, if is_letter(c) { at } else { next });
            match lead(&text[at..end]) {
                // Several words in the place of one.
                Some(words) => tokens.extend(words.iter().map(|meant| {
                    let mut token = word(text, at, end, &stemmer);
                    token.lower = (*meant).to_owned();
                    token.stem = stemmer.stem(meant).into_owned();
                    token
                })),
                None => {
                    let bound = thing_behind(&text[at..end]).map_or(end, |length| at + length);
                    tokens.push(word(text, at, bound, &stemmer));
                    if bound < end {
                        tokens.push(word(text, bound, end, &stemmer));
                    }
                }
            }
            cross_out(&mut tokens, text);
            end
        } else if is_cross(c) {
            let lower = if crosses_what_follows(&tokens, text, next) { "no" } else { CROSS };
            if tokens.last().is_none_or(|last| last.lower != CROSS) {
                tokens.push(Token { lower: lower.to_owned(), ..word(text, at, next, &stemmer) });
                // "Ghosts ❌ romance": what it stands behind ends there.
                let behind = text[next..].trim_start().starts_with(is_letter);
                if lower == CROSS && behind {
                    tokens.push(mark(TokenKind::Comma, text, next, next));
                }
            }
            next
        } else if let Some(meant) = picture(c).filter(|_| denies_before(&tokens, text)) {
            let mut token = word(text, at, next, &stemmer);
            if !meant.is_empty() {
                token.lower = meant.to_owned();
                token.stem = stemmer.stem(meant).into_owned();
            }
            tokens.push(token);
            next
        } else {
            if let Some(kind) = kind_of(text, at, c) {
                tokens.push(mark(kind, text, at, next));
            }
            next
        };
        at = end;
    }
    tokens
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// What a mark that crosses something out is read as, where it stands behind it.
const CROSS: &str = "❌";

fn is_cross(c: char) -> bool {
    matches!(c, '❌' | '✖' | '✗' | '✘' | '❎' | '🚫' | '⛔' | '🙅' | '👎' | '×')
}

/// "❌ gore ❌ stalking": whether the marks stand before what they cross out.
fn crosses_what_follows(tokens: &[Token], text: &str, next: usize) -> bool {
    let first = tokens.iter().find(|token| text[token.start..].starts_with(is_cross));
    let word = tokens.last().filter(|last| last.kind == TokenKind::Word);
    match first {
        Some(first) => first.lower == "no",
        None => {
            let line = text[next..].lines().next().unwrap_or_default();
            let mut behind = line.chars().filter(|c| !c.is_whitespace() && !shapes(*c));
            // "Ghosts ❌ gore ❌", "ghosts ❌ romance ✅", "ghosts❌", `귀신 ❌ 로맨스`
            let marked = |word: &Token| {
                let ticks = |c: char| is_cross(c) || matches!(c, '✅' | '✔' | '⭕' | '👍');
                let tight = !text[word.end..].starts_with(char::is_whitespace);
                word.hangul || tight || line.trim_end_matches(shapes).ends_with(ticks)
            };
            behind.next().is_some_and(is_letter) && !word.is_some_and(marked)
        }
    }
}

/// "-5 episodes": whether a stroke here is the sign of a number, and parts no list or range.
fn is_sign(text: &str, at: usize, tokens: &[Token]) -> bool {
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let before = &text[..at];
    let rest = text[at..].strip_prefix(['-', '−']);
    rest.is_some_and(number)
        && (before.is_empty() || before.ends_with([' ', ',', '(']))
        && !tokens.last().is_some_and(|last| number(&last.lower))
        && !text.contains("\n-")
        && !lists(before)
}

/// What a picture stands for, where it is turned away; nothing of one that is not known.
fn picture(c: char) -> Option<&'static str> {
    Some(match c {
        '🔪' | '🩸' => "gore",
        '😭' | '😢' => "sad",
        '👻' => "ghosts",
        '🧟' => "zombies",
        '🧛' => "vampires",
        '❤' | '💕' | '😍' => "romance",
        '💋' | '😘' => "kissing",
        '🔞' => "nudity",
        sign if shapes(sign) => return None,
        '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' => "",
        _ => return None,
    })
}

/// Whether a word that turns away stands right before, or a picture that is turned away.
fn denies_before(tokens: &[Token], text: &str) -> bool {
    tokens.last().is_some_and(|last| {
        let drawn = text[last.start..].starts_with(|c| picture(c).is_some());
        drawn || matches!(last.lower.as_str(), "no" | "without" | "zero")
    })
}

/// What only says how the sign before it looks: a joiner, a variant, a sex, the colour of a skin.
fn shapes(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe0f}' | '♀' | '♂' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// "불륜 X", "불륜X": the letter that crosses out what stands before it in Korean.
fn cross_out(tokens: &mut [Token], text: &str) {
    let [.., before, last] = tokens else { return };
    let alone = !text[last.end..].starts_with(|c: char| is_letter(c) && !is_hangul(c));
    if last.lower == "x" && before.hangul && alone {
        last.lower = "없는".to_owned();
        last.stem = last.lower.clone();
        last.hangul = true;
    }
}

/// "w/", "w/o", "<16", "≥ 8", "romance -gore": what is written short, and the word it stands for.
fn shorthand(text: &str, at: usize) -> Option<(usize, &'static str)> {
    const SHORT: [(&str, &str); 7] = [
        ("+", "and"),
        ("w/o", "without"),
        ("w/out", "without"),
        ("w/", "with"),
        ("b/c", "because"),
        ("&", "and"),
        ("n'", "and"),
    ];
    const BOUNDS: [(&str, &str); 6] =
        [("<=", "max"), (">=", "min"), ("≤", "max"), ("≥", "min"), ("<", "under"), (">", "over")];
    let rest = &text[at..];
    if text[..at].ends_with(is_letter) {
        return None;
    }
    if text[..at].ends_with([' ', ',', '(']) && rest.starts_with('-') && !lists(&text[..at]) {
        return rest[1..].starts_with(char::is_alphabetic).then_some((at + 1, "no"));
    }
    let begins = |(short, _): &&(&str, &str)| {
        rest.get(..short.len()).is_some_and(|start| start.eq_ignore_ascii_case(short))
    };
    if let Some((short, meant)) = SHORT.iter().filter(begins).max_by_key(|(short, _)| short.len()) {
        let whole = short.ends_with('/') || !rest[short.len()..].starts_with(is_letter);
        return whole.then_some((at + short.len(), *meant));
    }
    let (sign, meant) = BOUNDS.iter().find(begins)?;
    let number = rest[sign.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    number.then_some((at + sign.len(), *meant))
}

/// Whether a stroke behind these words only begins a line of a list of wishes: "Looking for", then
/// "  -romance".
fn lists(before: &str) -> bool {
    const LEADS: [&str; 8] =
        ["looking for", "mood for", "searching for", "want", "wants", "like", "love", "need"];
    let mut lines = before.rsplit('\n');
    let begins = lines.next().is_some_and(|line| line.trim().is_empty());
    let header = lines.find(|line| !line.trim_start().starts_with('-') && !line.trim().is_empty());
    let Some(header) = header.filter(|_| begins) else { return false };
    let header = lower(header.trim().trim_end_matches(':'));
    let mut words = header.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let denies = |word: &str| {
        word.ends_with("n't")
            || ["no", "not", "never", "cant", "dont", "wont", "without", "nothing"].contains(&word)
    };
    let leads = |lead: &&str| header.ends_with(&format!(" {lead}")) || header == *lead;
    LEADS.iter().any(leads) && !words.any(denies)
}

/// Bytes before the "thing" that is typed in one word with what is said of it: "나오는거", "있는건".
fn thing_behind(word: &str) -> Option<usize> {
    const SAID: [char; 3] = ['는', '은', '던'];
    let said = ["거", "건", "걸", "것"].iter().find_map(|thing| word.strip_suffix(thing))?;
    (said.chars().count() >= 2 && said.ends_with(SAID)).then_some(said.len())
}

/// "FL", "ML": the leads, as fans write; "MIL".
fn lead(word: &str) -> Option<&'static [&'static str]> {
    match word {
        "fl" | "FL" | "Fl" => Some(&["female", "lead"]),
        "ml" | "ML" | "Ml" => Some(&["male", "lead"]),
        "sml" | "SML" | "2ml" | "2ML" => Some(&["second", "lead"]),
        "MIL" => Some(&["mother", "in", "law"]),
        _ => None,
    }
}

fn kind_of(text: &str, at: usize, c: char) -> Option<TokenKind> {
    let spaced = || text[..at].ends_with(' ') && text[at + c.len_utf8()..].starts_with(' ');
    match c {
        '.' | '!' | '?' | ';' | '\n' | '…' => Some(TokenKind::Stop),
        ',' | ':' | '(' | ')' | '[' | ']' | '—' | '–' | '~' | '/' | '·' | '、' | '，' => {
            Some(TokenKind::Comma)
        }
        '-' if spaced() => Some(TokenKind::Comma),
        _ => None,
    }
}

/// Where a quotation that begins here ends.
fn quotation(text: &str, at: usize) -> Option<usize> {
    let open = text[at..].chars().next()?;
    let closing = match open {
        '"' => '"',
        '“' | '„' => '”',
        '‘' => '’',
        '«' => '»',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '<' => '>',
        '\'' if !text[..at].ends_with(|c: char| c.is_alphanumeric()) => '\'',
        _ => return None,
    };
    let inside = at + open.len_utf8();
    // A quoted title is short; a lone mark quotes nothing.
    let window = text[inside..].char_indices().take(120);
    for (offset, c) in window {
        let end = inside + offset;
        let after = end + c.len_utf8();
        let within = matches!(c, '\'' | '’') && text[after..].starts_with(char::is_alphanumeric);
        let closes = c == closing || (open == '“' && c == '"') || (open == '„' && c == '“');
        if closes && !within && text[inside..end].chars().any(char::is_alphanumeric) {
            return Some(after);
        }
    }
    None
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    let mut before = ' ';
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inside = match c {
            '\'' | '’' => next.is_some_and(char::is_alphabetic),
            '.' | ',' => before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
            '+' => true,
            _ => is_letter(c),
        };
        // Latin letters and Hangul are words of their own, as in "CLOY처럼"; numbers stay with
        // neither.
        let unit = before.is_ascii_digit()
            && c.is_ascii_alphabetic()
            && is_unit(text, start, start + offset);
        let other_script = (is_hangul(c) && before.is_ascii_alphanumeric())
            || (c.is_ascii_alphabetic() && is_hangul(before))
            || (is_hangul(before) && is_jamo(c));
        if !inside || unit || (offset > 0 && (other_script || denies_within(text, start, end))) {
            break;
        }
        end = start + offset + c.len_utf8();
        before = c;
        if c == '+' {
            break;
        }
    }
    end
}

/// "ㄴㄴ", "ㅋㅋ": letters that make no syllable.
fn is_jamo(c: char) -> bool {
    ('\u{3131}'..='\u{318e}').contains(&c)
}

/// "불륜없는드라마", "불륜빼고로맨스": whether one word ends or begins within what is written as one.
fn denies_within(text: &str, start: usize, at: usize) -> bool {
    const DENIALS: [&str; 4] = ["없는", "빼고", "말고", "안나오는"];
    // "없는데" and "빼고요" are forms of their own.
    const FORMS: [&str; 6] = ["데", "지", "가", "요", "는", "도"];
    let (front, rest) = (&text[start..at], &text[at..]);
    if !rest.starts_with(is_hangul) || FORMS.iter().any(|form| rest.starts_with(form)) {
        return false;
    }
    let ends = DENIALS.iter().any(|denial| front.ends_with(denial));
    let goes_on = |denial: &str| {
        rest.strip_prefix(denial).is_some_and(|next| {
            next.starts_with(is_hangul) && !FORMS.iter().any(|form| next.starts_with(form))
        })
    };
    let begins = DENIALS.iter().any(|denial| goes_on(denial));
    ends || (begins && front.chars().count() >= 2)
}

/// Whether a number and its unit are written as one word: "10h", "45min", "16eps".
fn is_unit(text: &str, start: usize, at: usize) -> bool {
    let word = text[at..].split(|c: char| !is_letter(c)).next().unwrap_or_default();
    let units = ["h", "hr", "hrs", "min", "mins", "ep", "eps", "yo"];
    text[start..at].bytes().all(|byte| byte.is_ascii_digit())
        && units.iter().any(|unit| word.eq_ignore_ascii_case(unit))
}

fn word(text: &str, start: usize, end: usize, stemmer: &Stemmer) -> Token {
    let written = &text[start..end];
    let whole = lower(written);
    let small = written.starts_with(char::is_lowercase);
    let in_a_hurry = || in_a_hurry(&whole).filter(|_| small).map(str::to_owned);
    let whole = with_apostrophe(&whole).map(str::to_owned).or_else(in_a_hurry).unwrap_or(whole);
    let bare = whole.strip_suffix("'s").unwrap_or(&whole);
    let hangul = written.chars().any(is_hangul);
    Token {
        kind: TokenKind::Word,
        stem: if hangul { bare.to_owned() } else { stemmer.stem(bare).into_owned() },
        start,
        end,
        capital: written.starts_with(char::is_uppercase),
        capitals: written.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !written.chars().any(char::is_lowercase),
        tied: text[..start].ends_with('-') && text[..start - 1].ends_with(is_letter),
        hangul,
        lower: whole,
    }
}

fn mark(kind: TokenKind, text: &str, start: usize, end: usize) -> Token {
    Token {
        kind,
        lower: lower(&text[start..end]),
        stem: String::new(),
        start,
        end,
        capital: false,
        capitals: false,
        tied: false,
        hangul: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.lower).collect()
    }

    #[test]
    fn words_numbers_and_marks_stand_apart() {
        assert_eq!(
            words("No-nonsense, 8.5+ on Disney+!"),
            ["no", "nonsense", ",", "8.5+", "on", "disney+", "!"]
        );
        assert_eq!(words("I don't mind CLOY처럼"), ["i", "don't", "mind", "cloy", "처럼"]);
        assert_eq!(words("16부작 이하"), ["16", "부작", "이하"]);
        assert_eq!(words("strong FL, 16 eps"), ["strong", "female", "lead", ",", "16", "eps"]);
    }

    #[test]
    fn a_quotation_is_one_piece_and_an_apostrophe_none() {
        assert_eq!(words("like \"Crash Landing\" it's"), ["like", "\"crash landing\"", "it's"]);
        assert_eq!(words("'Goblin' and 'It's Okay'"), ["'goblin'", "and", "'it's okay'"]);
        assert_eq!(words("5\" tall"), ["5", "tall"]);
    }

    #[test]
    fn places_lead_back_to_the_text() {
        let text = "슬픈 “Goblin” x";
        for token in tokens(text) {
            assert_eq!(lower(&text[token.start..token.end]), token.lower);
        }
    }
}
