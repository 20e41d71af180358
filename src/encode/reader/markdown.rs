//! Markdown: headings, paragraphs, lists and tables; code and images are left out, HTML within is
//! read as HTML.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::block::{Block, Kind, shape};
use super::html;
use super::outline::Outline;
use super::passage::Passage;

/// The longest line that may be a title, in bytes.
const TITLE: usize = 120;

/// Reads a text into an outline; `start` is where it begins in the source.
pub fn read(text: &str, start: usize, outline: &mut Outline<'_>, all: bool) {
    let mut options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    // Further down a rule parts slides.
    if text.trim_start().starts_with("---") {
        options |= Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    } else if text.trim_start().starts_with("+++") {
        options |= Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    }
    let mut page = Page::new(outline);
    let mut within: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                page.flush();
                within = Some(range);
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(range) = within.take() {
                    html::read(&text[range.clone()], start + range.start, page.outline, all);
                }
            }
            Event::Start(Tag::MetadataBlock(_)) => {
                page.skipped += 1;
                page.fields(&text[range.clone()], start + range.start);
            }
            Event::Start(tag) => page.start(&tag, all),
            Event::End(tag) => page.end(tag),
            Event::Text(words) | Event::Code(words) if page.skipped == 0 => {
                // A character that stood as an escape or an entity is shorter than its place.
                let exact = text.get(range.clone()) == Some(&*words);
                let at = if exact {
                    range.start
                } else {
                    range.end.saturating_sub(words.len()).max(range.start)
                };
                page.words(&words, start + at);
            }
            Event::SoftBreak if page.skipped == 0 && page.is_callout() => page.flush(),
            Event::SoftBreak if page.skipped == 0 && page.is_title() => page.flush(),
            Event::SoftBreak if page.skipped == 0 => {
                page.block.push_break(" ");
                page.lines += 1;
            }
            // A title may end its line within the paragraph.
            Event::HardBreak => page.flush(),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => page.flush(),
            _ => {}
        }
    }
    page.flush();
}

struct Page<'o, 'k> {
    outline: &'o mut Outline<'k>,
    block: Passage,
    /// What the open elements make of their text.
    kinds: Vec<Kind>,
    lines: usize,
    /// How many open elements are left out.
    skipped: usize,
    /// How many emphases and links are open.
    emphasis: usize,
    /// The emphasised words at the front.
    lead: Option<Range<usize>>,
    /// The first emphasised words behind others.
    marked: Option<Range<usize>>,
    /// All of them.
    marks: Vec<Range<usize>>,
    row: u32,
    column: u32,
    head: bool,
}

impl<'o, 'k> Page<'o, 'k> {
    fn new(outline: &'o mut Outline<'k>) -> Self {
        Self {
            outline,
            block: Passage::default(),
            kinds: Vec::new(),
            lines: 1,
            skipped: 0,
            emphasis: 0,
            lead: None,
            marked: None,
            marks: Vec::new(),
            row: 0,
            column: 0,
            head: false,
        }
    }

    /// Takes the title that the fields at the head of a page state, where it is a known one, and the
    /// year.
    fn fields(&mut self, text: &str, start: usize) {
        let value = |line: &str, names: &[&str]| {
            let (name, value) = line.split_once([':', '='])?;
            let value = value.trim().trim_matches(['"', '\'']);
            let named = names.contains(&name.trim().to_lowercase().as_str());
            (named && !value.is_empty()).then(|| value.to_owned())
        };
        let mut titled = false;
        for (names, kind) in [
            (["title", "drama", "제목"], Kind::Heading(1)),
            (["year", "released", "연도"], Kind::Text),
        ] {
            let mut at = start;
            for line in text.split_inclusive('\n') {
                let from = at;
                at += line.len();
                let Some(value) = value(line, &names) else { continue };
                let mut text = Passage::default();
                text.push(&value, from + line.find(&*value).unwrap_or(0));
                let block = Block { kind, text, alone: true, ..Block::default() };
                let known = self.outline.claims(&block).is_some_and(|claim| claim.known.is_some());
                if kind == Kind::Text && titled || known {
                    titled = true;
                    self.outline.push(block);
                    break;
                }
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, all: bool) {
        match tag {
            // An indented paragraph is seldom code.
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) if !all => self.skipped += 1,
            Tag::Image { .. } => self.skipped += 1,
            Tag::Strong | Tag::Emphasis | Tag::Link { .. } => self.emphasis += 1,
            Tag::Heading { level, .. } => self.open(Kind::Heading(*level as u8)),
            Tag::Item => self.open(Kind::Item),
            Tag::TableHead | Tag::TableRow => {
                self.row += 1;
                self.column = 0;
                self.head = matches!(tag, Tag::TableHead);
            }
            Tag::TableCell => {
                self.open(Kind::Cell { row: self.row, column: self.column, head: self.head });
                self.column += 1;
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image | TagEnd::MetadataBlock(_) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.skipped = self.skipped.saturating_sub(1);
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => {
                self.emphasis = self.emphasis.saturating_sub(1);
            }
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell => {
                self.flush();
                self.kinds.pop();
            }
            TagEnd::Paragraph | TagEnd::BlockQuote(_) => self.flush(),
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind) {
        self.flush();
        self.kinds.push(kind);
    }

    fn words(&mut self, words: &str, at: usize) {
        let from = self.block.text().len();
        self.block.push(words, at);
        let to = self.block.text().len();
        if self.emphasis > 0 && !words.trim().is_empty() {
            match self.marks.last_mut() {
                Some(last) if last.end == from => last.end = to,
                _ => self.marks.push(from..to),
            }
        }
        match &mut self.lead {
            Some(lead) if self.emphasis > 0 && lead.end == from => lead.end = to,
            None if self.emphasis > 0 && !words.trim().is_empty() => {
                let front = &self.block.text()[..from];
                if !front.chars().any(char::is_alphabetic) {
                    self.lead = Some(from..to);
                } else if self.marked.is_none() {
                    self.marked = Some(from..to);
                }
            }
            _ => {}
        }
    }

    /// Whether the first line of a paragraph is the title of a box, `[!note] Quay`, whose mark goes.
    fn is_callout(&mut self) -> bool {
        let text = self.block.text();
        let Some(behind) = text.strip_prefix("[!").filter(|_| self.lines == 1) else {
            return false;
        };
        let Some((kind, title)) = behind.split_once(']') else { return false };
        if !kind.chars().all(|c| c.is_alphanumeric() || c == '-') {
            return false;
        }
        let from = text.len() - title.trim_start_matches(['-', '+', ' ']).len();
        self.block = self.block.part(from..text.len());
        (self.lead, self.marked) = (None, None);
        self.marks.clear();
        true
    }

    /// Whether the first line of a paragraph or an item is a known title and nothing else.
    fn is_title(&self) -> bool {
        let text = self.block.text().trim();
        if self.lines > 1 || text.is_empty() || text.len() > TITLE || self.emphasis > 0 {
            return false;
        }
        let item = self.kinds.last() == Some(&Kind::Item);
        let lead = self.lead.clone().unwrap_or_default();
        let block = Block { text: self.block.clone(), alone: true, lead, ..Block::default() };
        let claim = self.outline.claims(&block).filter(|claim| claim.known.is_some());
        claim.is_some_and(|claim| claim.rest.is_empty() && (item || !claim.frail))
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.block);
        let lead = self.lead.take().unwrap_or_default();
        let marked = self.marked.take().unwrap_or_default();
        let marks = std::mem::take(&mut self.marks);
        let alone = std::mem::replace(&mut self.lines, 1) == 1;
        let kind = self.kinds.last().copied().unwrap_or_default();
        let shape = match kind {
            Kind::Item => {
                let depth = self.kinds.iter().filter(|kind| **kind == Kind::Item).count();
                shape(&("item", lead.is_empty(), depth))
            }
            _ if !lead.is_empty() => shape(&"lead"),
            _ => 0,
        };
        self.outline.push(Block {
            kind,
            text,
            alone,
            lead,
            marked,
            marks,
            shape,
            ..Block::default()
        });
    }
}
