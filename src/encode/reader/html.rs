//! HTML, read as a browser reads it: end tags may be missing, anything may stand anywhere. Scripts,
//! menus, adverts and captions are left out, unless they hold most of the page.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::Span;
use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::block::{Block, Kind, shape};
use super::elements::{BREAKS_OUT, NO_TEXT};
use super::feed::as_page;
use super::json;
use super::message::words_of;
use super::outline::Outline;
use super::passage::Passage;
use super::references::aligned;
use super::tree::{Tag, Tree, is_block};

/// The longest line that may be a title, in bytes.
const LINE: usize = 200;

/// The longest message whose line stays apart, in bytes.
const MESSAGE: usize = 2_000;

/// The longest rank, in bytes.
const RANK: usize = 16;

/// Links with more text than this, in bytes, are cards.
const CARD: usize = 120;

/// So many links and nothing else are a row of links.
const ROW: usize = 3;

/// Reads a text into an outline; `start` is where it begins in the source. With `all`, what is no
/// part of an article stays too.
pub fn read(text: &str, start: usize, outline: &mut Outline<'_>, all: bool) {
    let text = &*as_page(text);
    let text = &*without_self_closed(text);
    // Which containers hold most of the page is known only at its end.
    let mut first = Page::new(text, start);
    first.tokens();
    let kept = first.tree.kept(all);
    let mut page = Page::new(text, start);
    page.out = Some((outline, kept));
    page.tokens();
    // A page that is built in the browser says what it shows in data beside it.
    let data = std::mem::take(&mut page.data);
    let Some((outline, _)) = page.out else { return };
    if !outline.names_known() {
        for range in data {
            let said = text.get(range.clone()).unwrap_or_default();
            json::read(said, start + range.start, outline);
        }
    }
}

struct Page<'t, 'o, 'k> {
    text: &'t str,
    start: usize,
    tree: Tree,
    /// Where blocks go, and which containers they are taken from; nowhere while text is counted.
    out: Option<(&'o mut Outline<'k>, Vec<bool>)>,
    block: Passage,
    /// The blocks of the quotation that is open.
    quoted: Vec<Block>,
    /// The emphasised words at the front of the block: where, in which depth, and their shape.
    lead: Option<(Range<usize>, usize, u64)>,
    lead_open: bool,
    /// How many links the block has, and whether it has words outside of them.
    links: (usize, bool),
    /// The first words in running text that is marked, behind others.
    marked: Option<Range<usize>>,
    /// All words that are marked out.
    marks: Vec<Range<usize>>,
    /// The element that is being left out, and how many of its name are open.
    skip: Option<(Vec<u8>, usize)>,
    /// What the page is called.
    title: Passage,
    /// Whether that is over.
    titled: bool,
    /// Whether text may stand within what is being left out.
    foreign: bool,
    tag: Tag,
    attribute: Vec<u8>,
    /// Whether what is left out is data about the page, and where such data stand.
    in_data: bool,
    data: Vec<Range<usize>>,
}

impl<'t, 'o, 'k> Page<'t, 'o, 'k> {
    fn new(text: &'t str, start: usize) -> Self {
        Self {
            text,
            start,
            tree: Tree::default(),
            out: None,
            block: Passage::default(),
            quoted: Vec::new(),
            lead: None,
            lead_open: false,
            links: (0, false),
            marked: None,
            marks: Vec::new(),
            skip: None,
            title: Passage::default(),
            titled: false,
            foreign: false,
            tag: Tag::default(),
            attribute: Vec::new(),
            in_data: false,
            data: Vec::new(),
        }
    }

    fn tokens(&mut self) {
        let text = self.text;
        let mut emitter = CallbackEmitter::new(
            |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
                self.event(&event, span);
                None
            },
        );
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
        self.flush();
        self.end_quotation();
        let title = std::mem::take(&mut self.title);
        if let Some((outline, _)) = &mut self.out {
            outline.name(title);
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: name.to_vec(), ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => self.attribute = name.to_vec(),
            CallbackEvent::AttributeValue { value } => self.value(value, span.start),
            CallbackEvent::CloseStartTag { self_closing } => self.open(*self_closing),
            CallbackEvent::EndTag { name } => self.close(name),
            CallbackEvent::String { value } if self.skip.is_none() => self.words(value, span),
            CallbackEvent::String { .. } if self.in_data => match self.data.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => self.data.push(span.start..span.end),
            },
            CallbackEvent::String { value } if self.is_called() => {
                let value = String::from_utf8_lossy(value);
                let raw = self.text.get(span.start..).unwrap_or_default();
                for (piece, at) in aligned(&value, raw) {
                    self.title.push(piece, self.start + span.start + at);
                }
            }
            _ => {}
        }
    }

    /// Whether what comes is what the page is called: the first title that stands in no drawing.
    fn is_called(&self) -> bool {
        let called = self.skip.as_ref().is_some_and(|(name, _)| name == b"title");
        called && self.out.is_some() && !self.titled
    }

    fn value(&mut self, value: &[u8], at: usize) {
        let value = String::from_utf8_lossy(value);
        match self.attribute.as_slice() {
            b"class" => {
                self.tag.lines |= keeps_lines(&value);
                self.tag.class = value.into_owned();
            }
            b"style" => {
                self.tag.styled = true;
                self.tag.lines |= keeps_lines(&value);
            }
            b"alt" | b"aria-label" => self.tag.called = Some((value.into_owned(), at)),
            b"type" => self.tag.data = value.eq_ignore_ascii_case("application/ld+json"),
            b"aria-expanded" | b"aria-controls" => self.tag.opens = true,
            b"rowspan" => self.tag.rowspan = value.trim().parse().unwrap_or(1),
            b"colspan" => self.tag.colspan = value.trim().parse().unwrap_or(1),
            b"id" | b"role" => {
                self.tag.id.push(' ');
                self.tag.id.push_str(&value);
            }
            _ => {}
        }
    }

    fn open(&mut self, self_closing: bool) {
        let tag = std::mem::take(&mut self.tag);
        let name = tag.name.as_slice();
        if let Some((skipped, depth)) = &mut self.skip {
            if skipped == name {
                *depth += usize::from(!self_closing);
                return;
            }
            self.foreign |= name == b"foreignobject";
            if !ends_skipping(skipped, name) || self.foreign {
                return;
            }
            self.skip = None;
        }
        if !matches!(name, b"nav" | b"input" | b"form" | b"button")
            && let Some((said, at)) = &tag.called
        {
            self.call(said, *at);
        }
        if NO_TEXT.contains(&name) {
            self.in_data = name == b"script" && tag.data;
            if name != b"svg" && name != b"math" {
                self.flush();
            }
            // In a drawing an end may stand in the tag itself.
            if !(self_closing && matches!(name, b"svg" | b"math")) {
                self.skip = Some((name.to_vec(), 1));
                self.foreign = false;
            }
            return;
        }
        if name == b"br" && matches!(self.tree.kind().0, Kind::Heading(_)) {
            // A heading over two lines is one heading.
            self.block.push_break(" ");
        } else if is_block(name) {
            self.flush();
        }
        if name == b"a" {
            // A link with so much text is a card, and the next one another.
            if !self.links.1 && self.block.text().trim().len() > CARD {
                self.flush();
            }
            self.links.0 += 1;
        }
        self.tree.start(&tag);
    }

    /// Hands on what a picture or a link is called, which may be the only place of a title.
    fn call(&mut self, said: &str, at: usize) {
        let container = self.tree.container();
        let Some((outline, kept)) = &mut self.out else { return };
        if said.len() > LINE || !kept[container] || !said.contains(char::is_alphabetic) {
            return;
        }
        let mut text = Passage::default();
        let raw = self.text.get(at..).unwrap_or_default();
        for (piece, from) in aligned(said, raw) {
            text.push(piece, self.start + at + from);
        }
        let shape = shape(&"called");
        outline.push(Block { text, alone: true, hidden: true, shape, ..Block::default() });
    }

    fn close(&mut self, name: &[u8]) {
        if let Some((skipped, depth)) = &mut self.skip {
            if skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.titled |= name == b"title";
                    self.skip = None;
                }
            }
            return;
        }
        if is_block(name) {
            self.flush();
        }
        self.tree.end(name);
        self.end_lead();
        if name == b"blockquote" && !self.tree.in_quotation() {
            self.end_quotation();
        }
    }

    fn words(&mut self, value: &[u8], span: Span<usize>) {
        let value = String::from_utf8_lossy(value);
        self.tree.count(value.trim().len());
        if self.out.is_none() {
            return;
        }
        let from = self.block.text().len();
        let raw = self.text.get(span.start..).unwrap_or_default();
        for (piece, at) in aligned(&value, raw) {
            let at = self.start + span.start + at;
            if self.tree.in_lines() {
                self.lines(piece, at);
            } else {
                self.block.push(piece, at);
            }
        }
        let from = from.min(self.block.text().len());
        self.links.1 |= !self.tree.in_link() && value.contains(char::is_alphanumeric);
        if self.tree.marks_out() && !value.trim().is_empty() {
            let to = self.block.text().len();
            match self.marks.last_mut() {
                Some(last) if last.end == from => last.end = to,
                _ => self.marks.push(from..to),
            }
        }
        // A rank in an element of its own is no lead.
        let said = |range: &Range<usize>| {
            range.len() > RANK || self.block.text()[range.clone()].contains(char::is_alphabetic)
        };
        if self.lead.as_ref().is_none_or(|(lead, _, _)| !said(lead))
            && self.tree.in_run()
            && !value.trim().is_empty()
        {
            let front = &self.block.text()[..from];
            if !front.chars().any(char::is_alphabetic) {
                let to = self.block.text().len();
                self.lead = Some((from..to, self.tree.depth(), self.tree.run_shape()));
                self.lead_open = true;
            } else if self.marked.is_none() {
                self.marked = Some(from..self.block.text().len());
            }
        } else if self.lead_open
            && let Some((lead, _, _)) = &mut self.lead
        {
            lead.end = self.block.text().len();
        } else if self.marked.is_none() && self.tree.in_run() && !value.trim().is_empty() {
            self.marked = Some(from..self.block.text().len());
        }
    }

    /// Takes text whose lines stay as they are written: blank ones part paragraphs, and a title may
    /// have one of its own.
    fn lines(&mut self, text: &str, at: usize) {
        let mut from = at;
        for line in text.split_inclusive('\n') {
            self.block.push(line, from);
            from += line.len();
            if !line.ends_with('\n') {
                continue;
            }
            let said = self.block.text();
            let blank = said.ends_with("\n\n");
            let first = said.len() <= LINE && !said.trim().contains('\n');
            let one = said.len() <= MESSAGE && !said.trim_end_matches('\n').contains('\n');
            if blank || one && words_of(said).is_some() || (first && self.is_title()) {
                self.flush();
            }
        }
    }

    /// Whether the block is a title that can hardly be anything else.
    fn is_title(&self) -> bool {
        let Some((outline, _)) = &self.out else { return false };
        let block = Block { text: self.block.clone(), alone: true, ..Block::default() };
        let claim = outline.claims(&block).filter(|claim| claim.line.certain && !claim.mention);
        claim.is_some_and(|claim| claim.rest.is_empty() && !claim.frail)
    }

    fn end_lead(&mut self) {
        if self.lead.as_ref().is_some_and(|(_, depth, _)| self.tree.depth() < *depth) {
            self.lead_open = false;
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.block);
        let lead = self.lead.take();
        let marked = self.marked.take().unwrap_or_default();
        let marks = std::mem::take(&mut self.marks);
        self.lead_open = false;
        let (links, words) = std::mem::take(&mut self.links);
        let Some((_, kept)) = &self.out else { return };
        if text.text().trim().is_empty() || !kept[self.tree.container()] {
            return;
        }
        let (kind, class) = self.tree.kind();
        let (lead, run) = lead.map_or((0..0, 0), |(range, _, run)| (range, run));
        let shape = if class == 0 && run == 0 { 0 } else { shape(&(class, run)) };
        let links = links >= ROW && !words;
        let block = Block {
            kind,
            text,
            alone: true,
            lead,
            marked,
            marks,
            links,
            shape,
            ..Block::default()
        };
        if self.tree.in_quotation() {
            self.quoted.push(block);
            return;
        }
        // An end of something around it may have ended a quotation.
        self.end_quotation();
        if let Some((outline, _)) = &mut self.out {
            outline.push(block);
        }
    }

    /// Hands on what is quoted. A known title behind a dash at its end names what it is about, and
    /// goes first.
    fn end_quotation(&mut self) {
        let mut blocks = std::mem::take(&mut self.quoted);
        let Some((outline, _)) = &mut self.out else { return };
        if blocks.len() > 1 && blocks.last().is_some_and(is_credit) {
            let named = |block: &Block| {
                outline.claims(block).is_some_and(|claim| claim.known.is_some() && !claim.mention)
            };
            let first = blocks.iter().position(named);
            if first == Some(blocks.len() - 1) {
                blocks.rotate_right(1);
            }
        }
        for block in blocks {
            outline.push(block);
        }
    }
}

/// Whether a class or a style says that lines stay as they are written.
fn keeps_lines(value: &str) -> bool {
    ["pre-wrap", "pre-line", "whitespace-pre"].iter().any(|name| value.contains(name))
}

/// Whether a block begins with the dash that stands before who or what is quoted.
fn is_credit(block: &Block) -> bool {
    block.text.text().trim_start().starts_with(['—', '–', '―'])
}

/// Whether a start tag ends what is being left out, because its end tag was forgotten.
fn ends_skipping(skipped: &[u8], name: &[u8]) -> bool {
    match skipped {
        b"svg" | b"math" => BREAKS_OUT.contains(&name),
        b"select" => matches!(
            name,
            b"input" | b"textarea" | b"table" | b"p" | b"div" | b"h1" | b"h2" | b"h3" | b"h4"
        ),
        _ => false,
    }
}

/// A page in which `<script src="x"/>` ends in itself, as whoever wrote it meant, when no end tag
/// of its own follows. Blanks stand in its place, so that every byte stays where it is.
fn without_self_closed(text: &str) -> Cow<'_, str> {
    const RAW: [&str; 6] = ["script", "style", "title", "textarea", "iframe", "noscript"];
    let bytes = text.as_bytes();
    let mut blanked: Vec<Range<usize>> = Vec::new();
    for name in RAW {
        let (start, end) = (format!("<{name}"), format!("</{name}"));
        let starts = positions(bytes, start.as_bytes());
        if starts.is_empty() {
            continue;
        }
        let ends = positions(bytes, end.as_bytes());
        for (number, at) in starts.iter().enumerate() {
            let rest = &bytes[at + start.len()..];
            let Some(close) = rest.iter().take(2_000).position(|byte| *byte == b'>') else {
                continue;
            };
            if close == 0 || rest[close - 1] != b'/' {
                continue;
            }
            let ended = ends[ends.partition_point(|end| end < at)..].first();
            let next = starts.get(number + 1);
            if ended.is_none_or(|end| next.is_some_and(|next| next < end)) {
                blanked.push(*at..at + start.len() + close + 1);
            }
        }
    }
    if blanked.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = bytes.to_vec();
    for range in blanked {
        bytes[range].fill(b' ');
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Where a tag stands, in any case.
fn positions(bytes: &[u8], tag: &[u8]) -> Vec<usize> {
    let begins = |at: &usize| {
        bytes.get(*at..at + tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag))
    };
    let opens = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| at);
    opens.filter(begins).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_ends_in_its_tag_swallows_nothing() {
        let page = "<script src='a'/><p>x</p><script>y</script>";
        let read = without_self_closed(page);
        assert_eq!(read.trim_start(), "<p>x</p><script>y</script>");
        assert_eq!(read.len(), page.len());
        for kept in ["<script src='a'/></script><p>x", "<script>1</script>", "<p>"] {
            assert_eq!(without_self_closed(kept), kept);
        }
    }
}
