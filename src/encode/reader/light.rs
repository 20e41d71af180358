//! Headings of light markups, in texts that are read as plain: Org's stars, Textile's `h2.`.

use super::block::{Block, Kind};
use super::passage::Passage;

/// The light markup of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// None that is known.
    Bare,
    /// Headings begin with stars.
    Org,
    /// Headings begin with `h1.` to `h6.`.
    Textile,
}

impl Light {
    /// The markup of a text: two headings show it.
    pub fn of(text: &str) -> Self {
        let org = |line: &&str| stars(line) > 1 && !line.trim_end().ends_with('*');
        let textile = |line: &&str| textile(line).is_some();
        if text.lines().filter(org).nth(1).is_some() {
            Self::Org
        } else if text.lines().filter(textile).nth(1).is_some() {
            Self::Textile
        } else {
            Self::Bare
        }
    }

    /// Whether a line is a heading, or states what is kept about the text.
    pub fn is_apart(self, line: &str) -> bool {
        match self {
            Self::Bare => false,
            Self::Org => stars(line) > 0 || is_property(line),
            Self::Textile => textile(line).is_some(),
        }
    }

    /// The heading that a line is; `None` for one that is none.
    pub fn heading(self, line: &Passage) -> Option<Block> {
        let (level, from, to) = match self {
            Self::Bare => None,
            Self::Org => of_stars(line.text()),
            Self::Textile => {
                let (level, from) = textile(line.text())?;
                Some((level, from, line.text().trim_end().len()))
            }
        }?;
        let kind = Kind::Heading(level);
        Some(Block { kind, text: line.part(from..to), alone: true, ..Block::default() })
    }
}

/// The level of a line `h2. Title`, `h3(class). Title`, and where its title begins.
fn textile(line: &str) -> Option<(u8, usize)> {
    let rest = line.strip_prefix('h')?;
    let level = rest.chars().next()?.to_digit(10).filter(|level| (1..=6).contains(level))?;
    let (style, title) = rest[1..].split_once(". ")?;
    let styled = ["(", "{", "[", "<", ">", "="].iter().any(|open| style.starts_with(open));
    let said = !title.trim().is_empty() && (style.is_empty() || styled && style.len() <= 40);
    said.then_some((level as u8, line.len() - title.len()))
}

/// How many stars a line begins with, a blank behind them.
fn stars(line: &str) -> usize {
    let count = line.bytes().take_while(|byte| *byte == b'*').count();
    if line[count..].starts_with(' ') { count } else { 0 }
}

/// Whether a line of an outline states what is kept about it: dates, settings.
fn is_property(line: &str) -> bool {
    let line = line.trim();
    let kept = ["#+", ":PROPERTIES:", ":END:", "CLOSED:", "SCHEDULED:", "DEADLINE:"];
    kept.iter().any(|word| line.starts_with(word))
}

/// The level of a heading of an outline, and where its title stands: without what is to be done
/// with it and without its tags.
fn of_stars(text: &str) -> Option<(u8, usize, usize)> {
    let level = stars(text);
    if level == 0 {
        return None;
    }
    let mut from = level + 1;
    for state in ["TODO ", "DONE ", "NEXT ", "WAITING ", "CANCELLED "] {
        if text[from..].starts_with(state) {
            from += state.len();
            break;
        }
    }
    let said = text.trim_end();
    let tags = said.rfind(" :").filter(|at| said.ends_with(':') && !said[at + 1..].contains(' '));
    let to = tags.unwrap_or(said.len()).max(from);
    Some((u8::try_from(level).unwrap_or(6).min(6), from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_textile_are_known_by_their_front() {
        for (line, level) in [("h2. Quay", 2), ("h3(#quay). Quay", 3), ("h1{color:red}. Quay", 1)] {
            let read = textile(line).map(|(level, from)| (level, &line[from..]));
            assert_eq!(read, Some((level, "Quay")), "{line}");
        }
        for line in ["h7. Quay", "h2.Quay", "h2. ", "he left. Quay", "h2 is it. Quay", "Quay"] {
            assert_eq!(textile(line), None, "{line}");
        }
        assert_eq!(Light::of("h2. Quay\n\nA boat.\n\nh2. Pier"), Light::Textile);
        assert_eq!(Light::of("h2. Quay\n\nA boat."), Light::Bare);
    }
}
