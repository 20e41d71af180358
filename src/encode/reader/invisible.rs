//! What a reader does not see changes nothing: soft hyphens, zero-width characters, decomposed
//! letters, full-width forms of ASCII. Control characters get a stand-in, so that none of them
//! reaches a terminal.

use crate::unicode;

use super::passage::Passage;

/// Whether a character has no width and no meaning: soft hyphen, zero-width space and joiners,
/// marks of direction, variation selectors.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a character joins the one before it: a combining mark, a vowel or final consonant of
/// Hangul.
fn joins(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}') || unicode::is_mark(c)
}

/// What stands for a character by itself; `None` for itself.
fn stand_in(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '\u{3000}' | '\u{85}' => Some(' '),
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => None,
        c if c.is_control() => Some('\u{fffd}'),
        _ => None,
    }
}

/// Whether a text has anything that [`seen`] changes.
pub fn is_plain(text: &str) -> bool {
    if text.is_ascii() {
        let control = |byte: u8| byte == 0x7f || (byte < 0x20 && !matches!(byte, b'\t'..=b'\r'));
        return !text.bytes().any(control);
    }
    !text.chars().any(|c| invisible(c) || joins(c) || stand_in(c).is_some())
}

/// A passage as a reader sees it; every byte still knows where it stood.
pub fn seen(passage: Passage) -> Passage {
    if is_plain(passage.text()) {
        return passage;
    }
    let text = passage.text();
    let mut out = Passage::default();
    let mut from = 0;
    while let Some(c) = text[from..].chars().next() {
        let mut to = from + c.len_utf8();
        // A letter with the marks that belong to it, past what is invisible between them.
        let mut composed = false;
        for next in text[to..].chars() {
            if joins(next) {
                composed = true;
            } else if !invisible(next) {
                break;
            }
            to += next.len_utf8();
        }
        let cluster = &text[from..to];
        let source = passage.source(from..to);
        if composed {
            let letters: String = cluster.chars().filter(|c| !invisible(*c)).collect();
            out.push_stretched(&unicode::composed(&letters), source);
        } else if let Some(c) = stand_in(c) {
            out.push_stretched(c.encode_utf8(&mut [0; 4]), source);
        } else if !invisible(c) {
            out.append(&passage.part(from..from + c.len_utf8()));
        }
        from = to;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str) -> Passage {
        let mut passage = Passage::default();
        passage.push(text, 100);
        passage
    }

    #[test]
    fn what_nobody_sees_is_gone_and_places_stay() {
        let text = "re\u{ad}venge\u{200b} 재회";
        let seen = seen(passage(text));
        assert_eq!(seen.text(), "revenge 재회");
        assert_eq!(seen.source(0..7), 100..109);
        assert_eq!(seen.source(8..14), 113..119);
    }

    #[test]
    fn decomposed_hangul_is_composed() {
        let decomposed = "\u{110b}\u{1175}\u{1112}\u{1169}\u{11ab}";
        let seen = seen(passage(decomposed));
        assert_eq!(seen.text(), "이혼");
        assert_eq!(seen.source(0..6), 100..100 + decomposed.len());
        assert_eq!(seen.source(0..3), 100..106);
    }

    #[test]
    fn full_width_forms_are_ascii_and_controls_have_a_stand_in() {
        assert_eq!(seen(passage("（２０１７）\u{1b}[2J")).text(), "(2017)\u{fffd}[2J");
        assert!(is_plain("plain — text\n"));
    }
}
