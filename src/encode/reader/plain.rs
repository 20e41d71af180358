//! Plain text: paragraphs between blank lines, titles in lines of their own.

use super::block::Block;
use super::boilerplate::{Verdict, judge};
use super::invisible::{is_plain, seen};
use super::outline::Outline;
use super::passage::Passage;

/// The longest line that may be a title, in bytes.
const TITLE: usize = 200;

/// Reads a text into an outline; `start` is where it begins in the source.
pub fn read(text: &str, start: usize, outline: &mut Outline<'_>) {
    let mut paragraph = Passage::default();
    let mut lines = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut piece = Passage::default();
        piece.push(line, start + at);
        at += line.len();
        if !is_plain(line) {
            piece = seen(piece);
        }
        let blank = piece.text().trim().is_empty();
        // Between blank lines a line stands apart whatever it says.
        let alone =
            lines == 0 && text[at..].lines().next().is_none_or(|next| next.trim().is_empty());
        let apart = !blank && !alone && stands_apart(&piece, &paragraph, outline);
        if (blank || apart) && lines > 0 {
            outline.push(block(std::mem::take(&mut paragraph), lines == 1));
            lines = 0;
        }
        if apart {
            outline.push(block(piece, true));
        } else if !blank {
            paragraph.append(&piece);
            lines += 1;
        }
    }
    outline.push(block(paragraph, lines == 1));
}

fn block(text: Passage, alone: bool) -> Block {
    Block { text, alone, ..Block::default() }
}

/// Whether a line is a title, a notice or a message, which need no blank lines around them.
fn stands_apart(line: &Passage, before: &Passage, outline: &Outline<'_>) -> bool {
    let text = line.text();
    if is_message(text) {
        return true;
    }
    if judge(text) != Verdict::Keep {
        return true;
    }
    if text.len() > TITLE && !before.is_empty() {
        return false;
    }
    // In the middle of a sentence a line that could be a title is none.
    let begins =
        before.is_empty() || before.text().trim_end().ends_with(['.', '!', '?', '…', '”', '"']);
    let claim = outline.claims(&block(line.clone(), true));
    let Some(claim) = claim.filter(|claim| claim.line.certain && !claim.mention) else {
        return false;
    };
    let row = claim.style.numbered || text.contains(['\t', '|']);
    begins || (!claim.frail && (row || claim.rest.is_empty()))
}

/// Whether a line begins as messages of a chat do: with a time, in brackets or behind a date or a
/// name.
fn is_message(line: &str) -> bool {
    let line = line.trim_start();
    if !line.starts_with(|c: char| c == '[' || c == '(' || c.is_ascii_digit()) {
        return false;
    }
    let head = line.as_bytes();
    let head = &head[..head.len().min(40)];
    head.windows(4).any(|w| {
        w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit() && w[3].is_ascii_digit()
    })
}
