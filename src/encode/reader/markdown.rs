//! Markdown: headings and the text of paragraphs and lists; code, images and raw HTML are left out.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::outline::Outline;
use super::passage::Passage;
use crate::encode::error::EncodeError;

/// Reads a text into an outline; `start` is where it begins in the source.
pub fn read(text: &str, start: usize, outline: &mut Outline<'_>) -> Result<(), EncodeError> {
    let mut block = Passage::default();
    let mut level = None;
    let (mut skipped, mut lines) = (0usize, 1);
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(
                Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_),
            ) => skipped += 1,
            Event::End(
                TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_),
            ) => {
                skipped = skipped.saturating_sub(1);
            }
            Event::Start(Tag::Heading { level: number, .. }) => {
                flush(&mut block, &mut level, &mut lines, outline)?;
                level = Some(number as u8);
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::BlockQuote(_))
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::Heading(_)
                | TagEnd::BlockQuote(_),
            ) => {
                flush(&mut block, &mut level, &mut lines, outline)?;
            }
            Event::Text(words) | Event::Code(words) if skipped == 0 => {
                // A character that stood as an escape or an entity is shorter than its place.
                let exact = text.get(range.clone()) == Some(&*words);
                let at = if exact {
                    range.start
                } else {
                    range.end.saturating_sub(words.len()).max(range.start)
                };
                block.push(&words, start + at);
            }
            Event::SoftBreak if skipped == 0 => {
                block.push_break(" ");
                lines += 1;
            }
            // A title may end its line within the paragraph.
            Event::HardBreak => flush(&mut block, &mut level, &mut lines, outline)?,
            _ => {}
        }
    }
    flush(&mut block, &mut level, &mut lines, outline)
}

fn flush(
    block: &mut Passage,
    level: &mut Option<u8>,
    lines: &mut usize,
    outline: &mut Outline<'_>,
) -> Result<(), EncodeError> {
    let passage = std::mem::take(block);
    let alone = std::mem::replace(lines, 1) == 1;
    match level.take() {
        Some(level) => outline.heading(level, &passage),
        None => outline.paragraph(&passage, alone),
    }
}
