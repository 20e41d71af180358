//! HTML: headings and the text of an article; scripts, menus, adverts and captions are left out.

use std::convert::Infallible;

use html5gum::Span;
use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::outline::Outline;
use super::passage::Passage;
use crate::encode::error::EncodeError;

/// Elements that are left out with all that is in them.
const SKIPPED: [&[u8]; 21] = [
    b"script",
    b"style",
    b"noscript",
    b"template",
    b"svg",
    b"head",
    b"nav",
    b"footer",
    b"aside",
    b"form",
    b"button",
    b"select",
    b"figcaption",
    b"iframe",
    b"object",
    b"video",
    b"audio",
    b"dialog",
    b"textarea",
    b"canvas",
    b"math",
];

/// Elements of running text, which end nothing.
const INLINE: [&[u8]; 26] = [
    b"a", b"b", b"i", b"em", b"strong", b"span", b"u", b"s", b"small", b"sub", b"sup", b"mark",
    b"cite", b"q", b"abbr", b"time", b"font", b"code", b"kbd", b"img", b"wbr", b"ins", b"del",
    b"bdi", b"data", b"label",
];

/// Containers that a class or an id can mark as no part of the article.
const MARKABLE: [&[u8]; 6] = [b"div", b"section", b"ul", b"p", b"span", b"figure"];

/// Words of classes and ids of what is no part of the article.
const MARKS: [&str; 17] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisment",
    "related",
    "newsletter",
    "share",
    "sharing",
    "social",
    "comments",
    "breadcrumb",
    "breadcrumbs",
    "promo",
    "sponsored",
    "caption",
    "sidebar",
];

/// Reads a text into an outline; `start` is where it begins in the source.
pub fn read(text: &str, start: usize, outline: &mut Outline<'_>) -> Result<(), EncodeError> {
    let mut page = Page {
        text,
        start,
        outline,
        block: Passage::default(),
        level: None,
        skip: None,
        tag: Vec::new(),
        failed: None,
    };
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            page.event(&event, span);
            None
        });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    page.flush();
    page.failed.map_or(Ok(()), Err)
}

struct Page<'t, 'o, 'k> {
    text: &'t str,
    start: usize,
    outline: &'o mut Outline<'k>,
    block: Passage,
    level: Option<u8>,
    /// The element that is being left out, and how many of its name are open.
    skip: Option<(Vec<u8>, usize)>,
    /// The start tag being read.
    tag: Vec<u8>,
    failed: Option<EncodeError>,
}

impl Page<'_, '_, '_> {
    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        if self.failed.is_some() {
            return;
        }
        match event {
            CallbackEvent::OpenStartTag { name } => self.open(name),
            CallbackEvent::AttributeValue { value } => self.attribute(value),
            CallbackEvent::EndTag { name } => self.close(name),
            CallbackEvent::String { value } if self.skip.is_none() => self.words(value, span),
            _ => {}
        }
    }

    fn open(&mut self, name: &[u8]) {
        self.tag = name.to_vec();
        match &mut self.skip {
            Some((skipped, depth)) if skipped == name => *depth += 1,
            Some(_) => {}
            None if SKIPPED.contains(&name) => {
                self.flush();
                self.skip = Some((name.to_vec(), 1));
            }
            None if !INLINE.contains(&name) => {
                self.flush();
                self.level = heading(name);
            }
            None => {}
        }
    }

    /// A class or an id that says the element is no part of the article.
    fn attribute(&mut self, value: &[u8]) {
        if self.skip.is_some() || !MARKABLE.contains(&self.tag.as_slice()) || value.len() > 200 {
            return;
        }
        let value = String::from_utf8_lossy(value).to_ascii_lowercase();
        let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
        // An attribute that holds a sentence or a path is no class.
        if !value.contains(['/', '.', '?', ';']) && words.any(|word| MARKS.contains(&word)) {
            self.flush();
            self.skip = Some((std::mem::take(&mut self.tag), 1));
        }
    }

    fn close(&mut self, name: &[u8]) {
        match &mut self.skip {
            Some((skipped, depth)) if skipped == name => {
                *depth -= 1;
                if *depth == 0 {
                    self.skip = None;
                }
            }
            Some(_) => {}
            None if !INLINE.contains(&name) => self.flush(),
            None => {}
        }
    }

    fn words(&mut self, value: &[u8], span: Span<usize>) {
        let value = String::from_utf8_lossy(value);
        let raw = self.text.get(span.start..).unwrap_or_default();
        for (piece, at) in aligned(&value, raw) {
            self.block.push(piece, self.start + span.start + at);
        }
    }

    fn flush(&mut self) {
        let passage = std::mem::take(&mut self.block);
        let done = match self.level.take() {
            Some(level) => self.outline.heading(level, &passage),
            None => self.outline.paragraph(&passage, true),
        };
        if let Err(error) = done {
            self.failed = Some(error);
        }
    }
}

fn heading(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// The pieces of a decoded text with their places in the raw text, which has character references such as
/// `&rsquo;` where the decoded one has a character.
fn aligned<'v>(value: &'v str, raw: &str) -> Vec<(&'v str, usize)> {
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while from < value.len() {
        let run = value.as_bytes()[from..].iter().zip(&raw.as_bytes()[at.min(raw.len())..]);
        let mut same = run.take_while(|(v, r)| v == r && **r != b'&').count();
        while !value.is_char_boundary(from + same) {
            same -= 1;
        }
        if same > 0 {
            pieces.push((&value[from..from + same], at));
            (from, at) = (from + same, at + same);
            continue;
        }
        // A character reference, a line break that was normalised, or a lone ampersand.
        let c = value[from..].chars().next().map_or(1, char::len_utf8);
        pieces.push((&value[from..from + c], at));
        let rest = raw.as_bytes().get(at..).unwrap_or_default();
        at += match rest {
            [b'&', name @ ..] => {
                let length = name
                    .iter()
                    .take(32)
                    .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
                    .count();
                let ended = name.get(length) == Some(&b';');
                let literal = value.as_bytes()[from] == b'&'
                    && value.as_bytes().get(from + 1) == name.first();
                if length == 0 || literal { 1 } else { 1 + length + usize::from(ended) }
            }
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            [first, ..] => {
                if *first < 0x80 {
                    1
                } else {
                    c
                }
            }
        };
        from += c;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_references_keep_places() {
        let pieces = aligned("It’s A & B", "It&rsquo;s A &amp; B");
        assert_eq!(pieces, [("It", 0), ("’", 2), ("s A ", 9), ("&", 13), (" B", 18)]);
        assert_eq!(aligned("a & b", "a & b"), [("a ", 0), ("&", 2), (" b", 3)]);
        assert_eq!(aligned("x&yz;", "x&yz;"), [("x", 0), ("&", 1), ("yz;", 2)]);
    }
}
