//! Headings and items of LaTeX, in texts that are read as plain.

use super::block::{Block, Kind, shape};
use super::passage::Passage;

/// The level of a line `\section{Title}`, and where its title stands.
pub fn latex(line: &str) -> Option<(u8, usize, usize)> {
    const LEVELS: [(&str, u8); 6] = [
        ("\\part", 1),
        ("\\chapter", 1),
        ("\\section", 2),
        ("\\subsection", 3),
        ("\\subsubsection", 4),
        ("\\paragraph", 5),
    ];
    let said = line.trim_start();
    let (rest, level) =
        LEVELS.iter().find_map(|(name, level)| Some((said.strip_prefix(name)?, *level)))?;
    let inside = rest.strip_prefix('*').unwrap_or(rest).strip_prefix('{')?;
    let from = line.len() - inside.len();
    let to = from + inside.find('}')?;
    (!line[from..to].trim().is_empty()).then_some((level, from, to))
}

/// Whether a line of LaTeX is an item of a list.
pub fn is_item(line: &str) -> bool {
    let behind = line.trim_start().strip_prefix("\\item");
    behind.is_some_and(|rest| rest.starts_with([' ', '[', '\t']) && rest.len() > 1)
}

/// An item of LaTeX without its commands: what stands in its label, or in the first command at its
/// front, is its lead: `\item[Quay] a boat`, `\item \emph{Quay} (2018): a boat`.
pub fn item(line: &Passage) -> Block {
    let text = line.text();
    let mut at = text.find("\\item").map_or(0, |at| at + "\\item".len());
    let (mut bare, mut lead) = (Passage::default(), 0..0);
    let mut open: Vec<(char, usize)> = Vec::new();
    while let Some(c) = text[at..].chars().next() {
        let front = !bare.text().contains(char::is_alphanumeric);
        let next = at + c.len_utf8();
        match c {
            '\\' if text[next..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let name = text[next..].bytes().take_while(u8::is_ascii_alphabetic).count();
                at = next + name;
                continue;
            }
            '\\' => {}
            '[' if front && lead.is_empty() => open.push((']', bare.text().len())),
            '{' => open.push(('}', bare.text().len())),
            c if open.last().is_some_and(|(close, _)| *close == c) => {
                let from = open.pop().map_or(0, |(_, from)| from);
                let begins = !bare.text()[..from].contains(char::is_alphanumeric);
                if begins && lead.is_empty() {
                    lead = from..bare.text().len();
                }
                // What a label says stands apart.
                if c == ']' {
                    bare.push_break(" – ");
                }
            }
            _ => bare.append(&line.part(at..next)),
        }
        at = next;
    }
    Block {
        kind: Kind::Item,
        text: bare,
        alone: true,
        lead,
        shape: shape(&"item"),
        ..Block::default()
    }
}

/// Whether a line of LaTeX is a command alone: `\begin{document}`, `\usepackage[T1]{fontenc}`.
pub fn is_command(line: &str) -> bool {
    let Some(rest) = line.trim().strip_prefix('\\') else { return false };
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    name.len() < rest.len()
        && (name.is_empty() || name.starts_with(['{', '[']) && name.ends_with('}'))
}
