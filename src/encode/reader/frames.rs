//! What stands around the known titles of a page, and so around its others: `[b]2) Quay[/b]`,
//! `2.1. Quay[edit]`, `8.30pm  Quay  HTV`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::catalog::DramaIdx;

use super::beside::{is_date, is_fact, year};
use super::claim::{Claim, Style, platforms, style_of};
use super::labels::{is_elsewhere, is_part};
use super::segments::{Apart, Segment, hangul, segments};
use super::title_line::{TitleLine, capitalised, is_korean_sentence, short};
use super::tokens::{Piece, Token, is_fact_of, is_weak, tokens};

/// The longest note in brackets behind a title, in bytes.
const NOTE: usize = 20;
/// The longest title, in bytes.
const TITLE: usize = 90;
/// The most words of a frame before a title.
const BEFORE: usize = 24;
/// The most frames of a page.
const MOST: usize = 8;
/// So many known titles in a frame say that it is one of titles.
const FEWEST: usize = 2;

/// What stands around a title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Frame {
    /// All before it.
    before: Vec<Token>,
    /// What follows it: up to the first that is no blank; empty at the end of the line.
    after: Vec<Token>,
}

/// How known titles are written in a frame.
#[derive(Debug, Clone, Copy, Default)]
struct Written {
    /// Whether with a small letter.
    small: bool,
    /// Whether behind a number.
    numbered: bool,
}

/// The frames in which a page has known titles.
#[derive(Debug, Default)]
pub struct Frames {
    /// With each how its titles are written.
    frames: Vec<(Frame, Written)>,
}

impl Frames {
    /// The frames of lines, each with the title that it claims.
    pub fn of<'l>(lines: impl Iterator<Item = (&'l str, Option<&'l Claim>)>) -> Self {
        let lines: Vec<(Vec<Piece>, &str, Option<&Claim>)> =
            lines.map(|(line, claim)| (tokens(line), line, claim)).collect();
        let mut known: HashMap<Frame, HashSet<DramaIdx>> = HashMap::new();
        let mut written: HashMap<Frame, Written> = HashMap::new();
        for (tokens, line, claim) in &lines {
            let Some(claim) = claim.filter(|claim| !claim.mention && !claim.subject) else {
                continue;
            };
            if let Some(drama) = claim.known
                && let Some(frame) = frame(tokens, line, &claim.line.title)
            {
                let written = written.entry(frame.clone()).or_default();
                written.small |= !capitalised(&claim.line.title);
                written.numbered |= claim.style.numbered;
                known.entry(frame).or_default().insert(drama);
            }
        }
        known.retain(|frame, dramas| dramas.len() >= FEWEST && frame.tells());
        // Where twice as many others stand in it, it is no frame of titles.
        let others = |frame: &Frame| {
            let small = written.get(frame).is_some_and(|written| written.small);
            let fits = |tokens: &[Piece], line: &str| frame.title(tokens, line, small).is_some();
            let other = |claim: &Option<&Claim>| claim.is_none_or(|claim| claim.known.is_none());
            lines.iter().filter(|(tokens, line, claim)| other(claim) && fits(tokens, line)).count()
        };
        let mut frames: Vec<(usize, Frame)> =
            known.into_iter().map(|(frame, dramas)| (dramas.len(), frame)).collect();
        // What says more of a line goes first.
        let order = |(dramas, frame): &(usize, Frame)| {
            (frame.after.is_empty(), std::cmp::Reverse((*dramas, frame.before.len())))
        };
        frames.sort_by(|one, two| order(one).cmp(&order(two)).then_with(|| one.1.cmp(&two.1)));
        frames.truncate(MOST);
        frames.retain(|(dramas, frame)| others(frame) <= dramas * 2);
        let with_case = |(_, frame): (usize, Frame)| {
            let written = written.get(&frame).copied().unwrap_or_default();
            (frame, written)
        };
        Self { frames: frames.into_iter().map(with_case).collect() }
    }

    /// Whether a page has any.
    pub fn are_none(&self) -> bool {
        self.frames.is_empty()
    }

    /// Whether a known title stands in a frame.
    pub fn hold(&self, text: &str, title: &str) -> bool {
        let frame = if self.are_none() { None } else { frame(&tokens(text), text, title) };
        frame.is_some_and(|frame| self.frames.iter().any(|(known, _)| *known == frame))
    }

    /// The title of a line that stands in a frame, in no catalogue as far as is known.
    pub fn claim(&self, text: &str) -> Option<Claim> {
        if self.frames.is_empty() {
            return None;
        }
        let tokens = tokens(text);
        let (range, written) = self.frames.iter().find_map(|(frame, written)| {
            Some((frame.title(&tokens, text, written.small)?, written))
        })?;
        let behind = &text[range.end..];
        let pieces = segments(behind);
        // `Quay[edit]`: what a short bracket holds is no text.
        let beside = |piece: &&Segment| {
            let short = piece.apart == Apart::Bracketed && piece.range.len() <= NOTE;
            is_fact(&behind[piece.range.clone()]) || short
        };
        let facts = pieces.iter().take_while(beside).count();
        let rest = pieces.get(facts).map_or(text.len(), |piece| range.end + piece.range.start);
        let title = text[range].split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Claim {
            line: TitleLine {
                title,
                year: pieces[..facts].iter().find_map(|piece| year(&behind[piece.range.clone()])),
                platforms: platforms(behind, &pieces[..facts]),
                certain: false,
            },
            style: Style { numbered: written.numbered, ..style_of(text) },
            rest: rest..text.len(),
            ..Claim::default()
        })
    }
}

impl Frame {
    /// Whether it tells titles from other lines: it has a mark, a number or a word.
    fn tells(&self) -> bool {
        let apart = |token: &Token| match token {
            Token::Blank | Token::Word(_) => false,
            token => !is_weak(token),
        };
        self.before.iter().any(|token| *token != Token::Blank) || self.after.iter().any(apart)
    }

    /// Where the title of a line stands that has this frame; `small` says that titles may be
    /// written small in it.
    fn title(&self, tokens: &[Piece], line: &str, small: bool) -> Option<Range<usize>> {
        let from = self.before.len();
        let same = |tokens: &[Piece], frame: &[Token]| {
            tokens.len() >= frame.len()
                && tokens.iter().zip(frame).all(|((one, _), two)| one == two)
        };
        if tokens.len() <= from || !same(tokens, &self.before) {
            return None;
        }
        let to = if self.after.is_empty() {
            tokens.len()
        } else {
            (from + 1..tokens.len()).find(|at| same(&tokens[*at..], &self.after))?
        };
        let range = tokens[from].1.start..tokens[to - 1].1.end;
        may_be_title(&line[range.clone()], small).then_some(range)
    }
}

/// Whether what stands in a frame may be a title by its looks.
fn may_be_title(title: &str, small: bool) -> bool {
    (2..=TITLE).contains(&title.len())
        && title.contains(char::is_alphabetic)
        && title.trim() == title
        && short(title)
        && (small || capitalised(title))
        && !title.ends_with([':', ','])
        && !is_part(title)
        && !is_elsewhere(title)
        && !is_fact(title)
        && !is_date(title)
        && !(title.contains(hangul) && is_korean_sentence(title))
}

/// What stands around a title in a line.
fn frame(tokens: &[Piece], line: &str, title: &str) -> Option<Frame> {
    let start = line.find(title).filter(|_| !title.is_empty())?;
    let end = start + title.len();
    let from = tokens.iter().position(|(_, range)| range.start == start)?;
    let to = tokens.iter().position(|(_, range)| range.end == end)? + 1;
    if from > BEFORE {
        return None;
    }
    let of = |tokens: &[Piece]| -> Vec<Token> {
        tokens.iter().map(|(token, _)| token.clone()).collect()
    };
    let behind = &tokens[to..];
    let after = behind.iter().position(|(token, _)| *token != Token::Blank);
    let mut end = after.map_or(0, |at| at + 1);
    // A mark that ends words too tells nothing without what follows: `Quay, 2017`.
    if end > 0 && is_weak(&behind[end - 1].0) {
        let next = behind[end..].iter().position(|(token, _)| *token != Token::Blank);
        let next = next.map(|at| end + at).filter(|at| is_fact_of(&behind[*at].0));
        end = next.map_or(end, |at| at + 1);
    }
    Some(Frame { before: of(&tokens[..from]), after: of(&behind[..end]) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a line, on a page with two known titles in lines of their own.
    fn found(pattern: &str, line: &str) -> Option<(String, String)> {
        let known = |title: &str, drama: u32| {
            let line = TitleLine { title: title.to_owned(), ..TitleLine::default() };
            Claim { line, known: Some(DramaIdx(drama)), ..Claim::default() }
        };
        let claims = [known("Quay", 0), known("Long Pier", 1)];
        let lines = ["Quay", "Long Pier"].map(|title| pattern.replace("{title}", title));
        let pairs = lines.iter().map(String::as_str).zip(claims.iter().map(Some));
        let claim = Frames::of(pairs).claim(line)?;
        Some((claim.line.title, line[claim.rest].to_owned()))
    }

    #[test]
    fn what_stands_as_the_known_titles_do_is_one() {
        for (pattern, line) in [
            ("[b]2) {title}[/b]", "[b]3) Low Tide[/b]"),
            ("2.1. {title}[edit]", "2.14. Low Tide[edit]"),
            ("8.30pm  {title}  tvN", "10.15pm  Low Tide  MBC"),
            ("**{title}**", "**Low Tide**"),
            ("🌊 {title}", "⚓ Low Tide"),
            ("Number one, {title} (2016)", "Number two, Low Tide (2019)"),
        ] {
            assert_eq!(
                found(pattern, line),
                Some(("Low Tide".to_owned(), String::new())),
                "{line}"
            );
        }
        let told = Some(("Low Tide".to_owned(), "a nurse waits.".to_owned()));
        assert_eq!(found("* {title} – a boat", "* Low Tide – a nurse waits."), told);
    }

    #[test]
    fn what_stands_otherwise_is_none() {
        for (pattern, line) in [
            ("{title}", "Low Tide"),
            ("{title}: a boat", "Low Tide: a nurse waits"),
            ("**{title}**", "**Synopsis**"),
            ("**{title}**", "**and so it goes on**"),
            ("**{title}**", "Low Tide"),
        ] {
            assert_eq!(found(pattern, line), None, "{line}");
        }
    }
}
