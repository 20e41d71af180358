//! From bytes to text: encodings, and what is refused before anything is read.

use std::borrow::Cow;

use crate::schema::Markup;

use super::error::EncodeError;
use super::reader::{is_feed, is_json};

/// The most bytes that are read. A novel has about one million; what is larger is no synopsis.
pub const MOST_BYTES: usize = 32_000_000;

/// The most bytes that are read as Markdown, whose parser holds the whole tree: sixty times the
/// text at worst.
pub const MOST_MARKDOWN: usize = 4_000_000;

/// Refuses more bytes than are read, of the text or of its markup.
///
/// # Errors
/// [`EncodeError::TooLarge`].
pub fn bounded(bytes: usize, markup: Option<Markup>) -> Result<(), EncodeError> {
    let (of, most) = match markup {
        Some(Markup::Markdown) => ("Markdown", MOST_MARKDOWN),
        _ => ("text", MOST_BYTES),
    };
    if bytes > most { Err(EncodeError::TooLarge { of, most: most / 1_000_000 }) } else { Ok(()) }
}

/// What documents that are no text begin with.
const FORMS: [(&[u8], &str); 4] = [
    (b"{\\rtf", "rich text (RTF)"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or EPUB file, or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
];

/// Decodes a text: UTF-8 with or without a byte order mark, or UTF-16 with one.
///
/// Gives the text with the offset of its first byte in the input. For UTF-16 places count the bytes
/// of the text as UTF-8.
///
/// # Errors
/// [`EncodeError`] when the bytes are too many, binary, or not of the encoding, with the offset.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, usize), EncodeError> {
    bounded(bytes.len(), None)?;
    if let Some((_, form)) = FORMS.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return Err(EncodeError::Form { form });
    }
    let (text, start) = match bytes {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, 0),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, 0),
        [0xef, 0xbb, 0xbf, rest @ ..] => (utf8(rest, 3)?, 3),
        _ => (utf8(bytes, 0)?, 0),
    };
    if let Some(offset) = text.bytes().position(binary) {
        return Err(EncodeError::Binary { offset: start + offset, value: text.as_bytes()[offset] });
    }
    if !text.chars().any(char::is_alphanumeric) {
        return Err(EncodeError::Empty);
    }
    Ok((text, start))
}

/// Control characters that texts do not have; tab, line feed, form feed, carriage return and escape
/// occur.
fn binary(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0b | 0x0c | b'\r' | 0x1b)
}

fn utf8(bytes: &[u8], start: usize) -> Result<Cow<'_, str>, EncodeError> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let offset = error.valid_up_to();
        // Files that were never text say so before they break the encoding, or at once.
        match bytes[..(offset + 512).min(bytes.len())].iter().position(|byte| binary(*byte)) {
            Some(at) => EncodeError::Binary { offset: start + at, value: bytes[at] },
            None => EncodeError::Encoding { encoding: "UTF-8", offset: start + offset },
        }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, EncodeError> {
    let broken = |offset| EncodeError::Encoding { encoding: "UTF-16", offset };
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(broken(1 + bytes.len()));
    }
    let (mut text, mut offset) = (String::with_capacity(bytes.len()), 2);
    for c in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        let c = c.map_err(|_| broken(offset))?;
        offset += 2 * c.len_utf16();
        text.push(c);
    }
    Ok(Cow::Owned(text))
}

/// Elements that a page, or a piece of one, may begin with.
const BEGINNINGS: [&str; 44] = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "base",
    "article",
    "section",
    "main",
    "header",
    "nav",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "table",
    "tr",
    "td",
    "th",
    "span",
    "b",
    "strong",
    "em",
    "i",
    "a",
    "br",
    "hr",
    "center",
    "font",
    "form",
    "figure",
    "blockquote",
];

/// End tags of blocks: a text with some of them is HTML, whatever it begins with.
const ENDS: [&str; 8] = ["</p>", "</div>", "</h1>", "</h2>", "</h3>", "</li>", "</td>", "</a>"];

/// How much of a text is looked at for its markup, in bytes.
const LOOKED_AT: usize = 100_000;

/// What a text without a name looks like.
#[must_use]
pub fn guess(text: &str) -> Markup {
    if is_feed(text) {
        return Markup::Html;
    }
    // Values of JSON may hold pages.
    if is_json(text) {
        return Markup::Plain;
    }
    let head = without_prolog(text);
    if head.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
        return Markup::Html;
    }
    if let Some(tag) = head.strip_prefix('<') {
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let ended =
            tag[name.len()..].starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/');
        if ended && BEGINNINGS.contains(&name.to_ascii_lowercase().as_str()) {
            return Markup::Html;
        }
    }
    if text.lines().take(1_000).any(is_markdown) {
        return Markup::Markdown;
    }
    let some = text[..floor(text, LOOKED_AT)].to_ascii_lowercase();
    let ends: usize = ENDS.iter().map(|tag| some.matches(tag).take(2).count()).sum();
    if ends >= 2 { Markup::Html } else { Markup::Plain }
}

/// A text without what may stand before a page: blanks, byte order marks, comments, declarations of
/// XML.
fn without_prolog(text: &str) -> &str {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let mut rest = text.trim_start_matches(blank);
    loop {
        let after = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| &rest[end + 3..])
        } else if rest.starts_with("<?") {
            rest.find('>').map(|end| &rest[end + 1..])
        } else {
            None
        };
        match after {
            Some(after) => rest = after.trim_start_matches(blank),
            None => return rest,
        }
    }
}

/// Whether a line is a heading of Markdown, the rule below the head of a table, or an item that
/// begins in bold.
fn is_markdown(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    let heading = (1..=6).contains(&(line.len() - text.len())) && text.starts_with(' ');
    let rule =
        line.contains("--") && line.contains('|') && line.chars().all(|c| " |-:\t".contains(c));
    let item = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let item = item.strip_prefix(['-', '*', '.', '+']).unwrap_or(item);
    let bold =
        item.len() < line.len() && item.trim_start().starts_with("**") && item.starts_with(' ');
    heading || rule || bold
}

/// The last place in a text at or before `at` where a character begins, or its end.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, EncodeError> {
        decode(bytes).map(|(text, _)| text.into_owned())
    }

    #[test]
    fn utf_8_and_utf_16_are_read() {
        assert_eq!(decoded("재회".as_bytes()), Ok("재회".into()));
        assert_eq!(
            decode(b"\xef\xbb\xbfLove").map(|(t, at)| (t.into_owned(), at)),
            Ok(("Love".into(), 3))
        );
        assert_eq!(decoded(b"\xff\xfeH\x00i\x00"), Ok("Hi".into()));
        assert_eq!(decoded(b"\xfe\xff\x00H\x00i"), Ok("Hi".into()));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(decoded(b""), Err(EncodeError::Empty));
        assert_eq!(decoded(b" \n...\t"), Err(EncodeError::Empty));
        assert_eq!(decoded(b"ab\x00c"), Err(EncodeError::Binary { offset: 2, value: 0 }));
        assert_eq!(
            decoded(b"\x89PNG\r\n\x1a\n"),
            Err(EncodeError::Binary { offset: 6, value: 0x1a })
        );
        assert_eq!(
            decoded(b"caf\xe9 au lait"),
            Err(EncodeError::Encoding { encoding: "UTF-8", offset: 3 })
        );
        assert_eq!(
            decoded(b"\xff\xfeH\x00i"),
            Err(EncodeError::Encoding { encoding: "UTF-16", offset: 4 })
        );
        // A high surrogate alone.
        assert_eq!(
            decoded(b"\xff\xfeH\x00\x00\xd8"),
            Err(EncodeError::Encoding { encoding: "UTF-16", offset: 4 })
        );
        assert_eq!(
            decoded(&vec![b'a'; MOST_BYTES + 1]),
            Err(EncodeError::TooLarge { of: "text", most: 32 })
        );
    }

    #[test]
    fn markdown_has_a_bound_of_its_own() {
        let refused = Err(EncodeError::TooLarge { of: "Markdown", most: 4 });
        assert_eq!(bounded(MOST_MARKDOWN + 1, Some(Markup::Markdown)), refused);
        assert_eq!(bounded(MOST_MARKDOWN + 1, Some(Markup::Html)), Ok(()));
    }

    #[test]
    fn markup_is_guessed_from_the_text() {
        assert_eq!(guess("\n <!DOCTYPE HTML><p>"), Markup::Html);
        assert_eq!(guess("Intro\n\n## A title\n\ntext"), Markup::Markdown);
        assert_eq!(guess("Number #1 of <all>"), Markup::Plain);
        assert_eq!(guess("#hashtag first"), Markup::Plain);
        assert_eq!(guess("<!-- saved -->\n<?xml version='1.0'?>\n<html>"), Markup::Html);
        assert_eq!(guess("\u{feff}<H3>A title</H3>"), Markup::Html);
        assert_eq!(guess("Saved page\n<h2>A</h2><p>text</p>"), Markup::Html);
        assert_eq!(guess("<all> of it"), Markup::Plain);
        assert_eq!(guess("- **A title** - text"), Markup::Markdown);
        assert_eq!(guess("| a | b |\n|---|:-:|\n"), Markup::Markdown);
    }
}
