//! What is shown of a text that comes from outside. All that the program prints passes here, so
//! that no field of a catalogue, a page or a question steers a terminal, a spreadsheet or a page.
//!
//! What steers gets a stand-in, U+FFFD; what has no width and hides between letters is left out.
//! JSON keeps both, escaped.

use std::borrow::Cow;
use std::fmt::Write;

use tropewise::store::text::steers;

const STAND_IN: char = '\u{fffd}';

/// Parameters of the styles of the program, and of what ends them.
const STYLES: [&str; 12] = ["0", "1", "2", "4", "22", "24", "31", "32", "33", "36", "39", ""];

/// Whether a character has no width of its own and hides: a text with it looks like one without.
/// Joiners stay, since some scripts and signs need them.
fn hides(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Whether Unicode keeps a code point for no character at all; XML has no place for some of them.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}

/// Whether a text is shown as it is.
fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| steers(c) || hides(c) || is_noncharacter(c))
}

/// A text on one line.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|c| !hides(*c));
    let stand_in = |c| if steers(c) || is_noncharacter(c) { STAND_IN } else { c };
    Cow::Owned(seen.map(stand_in).collect())
}

/// A text in which line ends are blanks: what was typed cannot pass for another line of what the
/// program says.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    const ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];
    if text.contains(ENDS) { Cow::Owned(text.replace(ENDS, " ")) } else { Cow::Borrowed(text) }
}

/// A text of several lines.
#[must_use]
pub fn shown_lines(text: &str) -> String {
    text.split('\n').map(shown).collect::<Vec<_>>().join("\n")
}

/// A page that was written with styles: the styles of this program stay, whatever else begins like
/// one does not.
#[must_use]
pub fn shown_page(page: &str) -> String {
    let Some((before, rest)) = page.split_once('\x1b') else { return shown_lines(page) };
    let mut out = shown_lines(before);
    for part in rest.split('\x1b') {
        let style = part.strip_prefix('[').and_then(|part| part.split_once('m'));
        match style.filter(|(style, _)| style.split(';').all(|one| STYLES.contains(&one))) {
            Some((style, text)) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\x1b[{style}m{}", shown_lines(text));
            }
            None => {
                out.push(STAND_IN);
                out += &shown_lines(part);
            }
        }
    }
    out
}

/// JSON in which everything that steers or hides is escaped; it can stand in strings only.
#[must_use]
pub fn shown_json(json: &str) -> Cow<'_, str> {
    let escaped = |c: char| c != '\n' && (steers(c) || hides(c) || is_noncharacter(c));
    if !may_hold_escaped(json.as_bytes()) || !json.chars().any(escaped) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if escaped(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether some byte begins a character that is escaped in JSON, or one like it. Every line of a
/// batch passes here, and most hold little beyond ASCII, so eight bytes are looked at together.
fn may_hold_escaped(json: &[u8]) -> bool {
    // First bytes of all such characters in UTF-8; Latin letters and Hangul syllables have others.
    let may_be = |byte: &u8| matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef..);
    let (eights, rest) = json.as_chunks::<8>();
    eights.iter().any(|eight| !is_below_delete(*eight) && eight.iter().any(may_be))
        || rest.iter().any(may_be)
}

/// Whether eight bytes are all ASCII before DEL.
fn is_below_delete(eight: [u8; 8]) -> bool {
    let word = u64::from_le_bytes(eight);
    // One more makes DEL the first byte beyond ASCII.
    (word | word.wrapping_add(0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0
}

/// TOML in which everything that steers or hides is left out or has a stand-in; tabs and line
/// breaks are its own.
#[must_use]
pub fn shown_toml(text: &str) -> String {
    let line = |line: &str| line.split('\t').map(shown).collect::<Vec<_>>().join("\t");
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_below_delete_are_told_from_the_others_at_each_place() {
        for place in 0..8 {
            for byte in 0..=u8::MAX {
                let mut eight = *b"abc~{\" }";
                eight[place] = byte;
                assert_eq!(is_below_delete(eight), byte < 0x7f, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn what_steers_gets_a_stand_in_and_what_hides_is_left_out() {
        assert_eq!(shown("a\x1b[2Jb\u{9b}c\u{202e}d\ne\u{2028}f"), "a�[2Jb�c�d�e�f");
        assert_eq!(shown("그\u{200b}해\u{feff} 우\u{ad}리"), "그해 우리");
        assert_eq!(shown("\u{ffff}\u{1fffe}"), "��");
        assert!(matches!(shown("그해 우리는 👩\u{200d}🚀"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_styles_of_the_program_pass() {
        let page = "\x1b[1mBold\x1b[0m \x1b[36m0.5\x1b[39m\n";
        assert_eq!(shown_page(page), page);
        for hostile in
            ["\x1b[2J", "\x1b]0;x\x07", "\x1b[5m", "\x1b[8;1m", "\x1b[1", "\x1bc", "\u{9b}1m"]
        {
            let shown = shown_page(&format!("a{hostile}b"));
            assert!(!shown.contains(['\x1b', '\x07', '\u{9b}']), "{shown:?}");
        }
    }

    #[test]
    fn json_stays_the_same_value() {
        let text = "a\u{9b}\u{7f}\u{202e}\u{e0041}\u{ffff}\x1bé";
        let json = serde_json::to_string(text).unwrap();
        let escaped = shown_json(&json);
        assert_eq!(escaped, "\"a\\u009b\\u007f\\u202e\\udb40\\udc41\\uffff\\u001bé\"");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }
}
