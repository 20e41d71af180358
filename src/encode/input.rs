//! From bytes to text: encodings, and what is refused before anything is read.

use std::borrow::Cow;

use super::error::EncodeError;

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

/// How a text is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Paragraphs, blank lines between them.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// Decodes a text: UTF-8 with or without a byte order mark, or UTF-16 with one.
///
/// Gives the text with the offset of its first byte in the input. For UTF-16 places count the bytes
/// of the text as UTF-8.
///
/// # Errors
/// [`EncodeError`] when the bytes are too many, binary, or not of the encoding, with the offset.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, usize), EncodeError> {
    bounded(bytes.len(), None)?;
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

/// What a text without a name looks like.
#[must_use]
pub fn guess(text: &str) -> Markup {
    let head = text.trim_start().as_bytes();
    let begins = |tag: &[u8]| head.get(..tag.len()).is_some_and(|h| h.eq_ignore_ascii_case(tag));
    let tags: [&[u8]; 11] = [
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<article",
        b"<div",
        b"<p>",
        b"<h1",
        b"<h2",
        b"<section",
        b"<main",
    ];
    if tags.into_iter().any(begins) {
        return Markup::Html;
    }
    let heading = |line: &str| {
        let text = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - text.len())) && text.starts_with(' ')
    };
    if text.lines().take(1_000).any(heading) { Markup::Markdown } else { Markup::Plain }
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
    }
}
