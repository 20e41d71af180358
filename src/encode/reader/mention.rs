//! Known titles that a paragraph only mentions.

use super::beside::{is_platform, year};
use super::block::Block;
use super::claim::{Claim, Find, Style};
use super::found::{LONGEST, search, search_in};
use super::known::begins_with;
use super::segments::{Apart, QUOTES, Segment, hangul, segments};
use super::title_line::{TitleLine, capitalised, is_korean_sentence, short};

/// A known title in the words that a paragraph marks: `In **Quay** a boat is lost`.
fn marked(block: &Block, find: &Find<'_>) -> Option<Claim> {
    let said = block.text.text().get(block.marked.clone())?.trim();
    if said.is_empty() || said.len() > LONGEST {
        return None;
    }
    let found = search(said, false, None, find)?;
    Some(Claim {
        line: TitleLine {
            title: found.title,
            year: found.year,
            certain: true,
            ..TitleLine::default()
        },
        known: Some(found.drama),
        ..Claim::default()
    })
}

/// How many pieces of a paragraph are looked at for a title that is not known.
const LOOKED_AT: usize = 6;

/// A title that is not known among the first words of a paragraph: in quotes, with a year or a
/// platform in brackets behind it.
fn new(text: &str, pieces: &[Segment]) -> Option<Claim> {
    let of = |piece: &Segment| &text[piece.range.clone()];
    let pair = pieces.windows(2).take(LOOKED_AT).find(|pair| {
        let fact = year(of(&pair[1])).is_some() || is_platform(of(&pair[1]));
        pair[0].apart == Apart::Quoted && pair[1].apart == Apart::Bracketed && fact
    })?;
    let title = of(&pair[0]);
    if !short(title) || !capitalised(title) {
        return None;
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let year = year(of(&pair[1]));
    Some(Claim {
        line: TitleLine { title, year, certain: true, ..TitleLine::default() },
        style: Style { quoted: true, ..Style::default() },
        ..Claim::default()
    })
}

/// The shortest paragraph, in bytes, that may tell of a title that nothing but quotes tells.
const TELLS: usize = 100;

/// What a paragraph has in quotes in its first sentence, which may be a title where others are.
fn guess(text: &str, pieces: &[Segment]) -> Option<Claim> {
    let of = |piece: &Segment| &text[piece.range.clone()];
    let at = pieces.iter().take(LOOKED_AT).position(|piece| piece.apart == Apart::Quoted)?;
    let title = of(&pieces[at]).trim_end_matches([',', '.']);
    let before = pieces[..at].iter().any(|piece| piece.apart == Apart::Stop);
    if text.len() < TELLS
        || before
        || !short(title)
        || !capitalised(title)
        || title.contains(hangul) && is_korean_sentence(title)
        || is_said(text, pieces[at].range.start)
    {
        return None;
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let style = Style { quoted: true, ..Style::default() };
    let line = TitleLine { title, ..TitleLine::default() };
    Some(Claim { line, style, ..Claim::default() })
}

/// Whether a title that begins at `at` is one that somebody is quoted with.
fn is_said(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c| QUOTES.iter().any(|(open, _)| *open == c));
    let curly = before.matches('“').count() > before.matches('”').count();
    let straight = before.matches('"').count();
    let begins = text.starts_with(['"', '“']) && straight + before.matches('”').count() > 1;
    let says = ["\" said", "” said", "\" says", "” says", "\"고 ", "”고 ", "\"라고 ", "”라고 "];
    curly || straight % 2 == 1 || (begins && says.iter().any(|says| text.contains(says)))
}

/// A known title that the first words of a paragraph mention: in quotes, with its year, or set off
/// by marks.
pub fn mention(block: &Block, find: &Find<'_>) -> Option<Claim> {
    let text = block.text.text();
    let pieces = segments(text);
    let found = search_in(text, &pieces, true, None, find);
    let found = found.filter(|found| !is_said(text, pieces[found.pieces.0].range.start));
    let Some(found) = found else {
        let claim = marked(block, find).or_else(|| begins_with(text, find));
        let claim = claim.or_else(|| new(text, &pieces)).or_else(|| guess(text, &pieces))?;
        return Some(Claim { mention: true, rest: 0..text.len(), ..claim });
    };
    let one_word = !found.title.contains(char::is_whitespace) && found.title.is_ascii();
    if one_word && !found.quoted && found.year.is_none() {
        return None;
    }
    Some(Claim {
        line: TitleLine {
            title: found.title,
            year: found.year,
            platforms: Vec::new(),
            certain: true,
        },
        known: Some(found.drama),
        mention: true,
        style: Style { quoted: found.quoted, ..Style::default() },
        rest: 0..text.len(),
        ..Claim::default()
    })
}
