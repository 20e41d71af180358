//! Plain text: paragraphs between blank lines, titles in lines of their own.

use super::boilerplate::{Verdict, judge};
use super::outline::Outline;
use super::passage::Passage;
use super::title_line::parse;
use crate::encode::error::EncodeError;

/// Reads a text into an outline; `start` is where it begins in the source.
pub fn read(text: &str, start: usize, outline: &mut Outline<'_>) -> Result<(), EncodeError> {
    let mut paragraph = Passage::default();
    let mut lines = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let place = start + at;
        at += line.len();
        // A title or a notice stands apart even without blank lines around it.
        let apart = parse(line).is_some_and(|title| title.certain) || judge(line) != Verdict::Keep;
        let blank = line.trim().is_empty();
        if (blank || apart) && lines > 0 {
            outline.paragraph(&paragraph, lines == 1)?;
            (paragraph, lines) = (Passage::default(), 0);
        }
        if !blank {
            paragraph.push(line, place);
            lines += 1;
        }
        if apart && !blank {
            outline.paragraph(&paragraph, true)?;
            (paragraph, lines) = (Passage::default(), 0);
        }
    }
    outline.paragraph(&paragraph, lines == 1)
}
