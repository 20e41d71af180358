//! Headings of light markups, in texts that are read as plain: Org's stars, Textile's `h2.`,
//! AsciiDoc's equals signs, LaTeX's commands.

use super::block::{Block, Kind};
use super::latex::{is_command, is_item, item, latex};
use super::passage::Passage;

/// The light markup of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Light<'t> {
    /// None that is known.
    Bare,
    /// Headings begin with stars.
    Org {
        /// What is to be done with an entry, as the text itself names it.
        states: Vec<&'t str>,
    },
    /// Headings begin with `h1.` to `h6.`.
    Textile,
    /// Headings begin with equals signs.
    AsciiDoc,
    /// Headings are commands.
    Latex,
}

impl<'t> Light<'t> {
    /// The markup of a text: two headings show it.
    pub fn of(text: &'t str) -> Self {
        let org = |line: &&str| stars(line) > 1 && !line.trim_end().ends_with('*');
        let textile = |line: &&str| textile(line).is_some();
        if text.lines().filter(org).nth(1).is_some() {
            Self::Org { states: states(text) }
        } else if text.lines().filter(textile).nth(1).is_some() {
            Self::Textile
        } else if text.lines().filter(|line| asciidoc(line).is_some()).nth(1).is_some() {
            Self::AsciiDoc
        } else if text
            .lines()
            .filter(|line| latex(line).is_some() || is_item(line))
            .nth(1)
            .is_some()
        {
            Self::Latex
        } else {
            Self::Bare
        }
    }

    /// Whether a line is a heading, or states what is kept about the text; `fields` says whether
    /// fields of the document may stand there.
    pub fn is_apart(&self, line: &str, fields: bool) -> bool {
        match self {
            // In small letters it is a picture: `:star: Quay`.
            Self::Bare => is_note(line) || (fields && is_field(line) && !is_picture(line)),
            Self::AsciiDoc => asciidoc(line).is_some() || is_field(line),
            Self::Latex => latex(line).is_some() || is_item(line) || is_command(line),
            Self::Org { .. } => stars(line) > 0 || is_property(line),
            Self::Textile => textile(line).is_some(),
        }
    }

    /// The heading that a line is; `None` for one that is none.
    pub fn heading(&self, line: &Passage) -> Option<Block> {
        if *self == Self::Latex && is_item(line.text()) {
            return Some(item(line));
        }
        let (level, from, to) = match self {
            Self::Bare => None,
            Self::Org { states } => of_stars(line.text(), states),
            Self::Textile => {
                let (level, from) = textile(line.text())?;
                Some((level, from, line.text().trim_end().len()))
            }
            Self::AsciiDoc => {
                let (level, from) = asciidoc(line.text())?;
                Some((level, from, line.text().trim_end().len()))
            }
            Self::Latex => latex(line.text()),
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

/// The level of a line `== Title`, and where its title begins. What ends in such signs too is of
/// another markup.
fn asciidoc(line: &str) -> Option<(u8, usize)> {
    let level = line.bytes().take_while(|byte| *byte == b'=').count();
    let title = line[level..].strip_prefix(' ')?.trim();
    ((1..=6).contains(&level) && !title.is_empty() && !title.ends_with('='))
        .then_some((level as u8, level + 1))
}

/// Whether a line begins with the code of a picture, which is in small letters.
fn is_picture(line: &str) -> bool {
    let mut front = line.trim_start().chars();
    front.next() == Some(':') && front.next().is_some_and(char::is_lowercase)
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

/// Where the fields of a document end, in bytes: behind a title line, `= Title` or one underlined,
/// they stand in one block with it, below a rule in the next one too. Elsewhere a word between
/// colons is said: `:heart: Quay: a boat waits`.
pub fn end_of_fields(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n').skip_while(|line| line.trim().is_empty()).peekable();
    let Some(title) = lines.next() else { return 0 };
    let underlined = |line: &&str| {
        let line = line.trim();
        line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
    };
    let rule = lines.next_if(underlined);
    let asciidoc = title.starts_with("= ");
    if !asciidoc && rule.is_none() {
        return 0;
    }
    let above = text.len() - text.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    let mut end = above + title.trim_start().len() + rule.map_or(0, str::len);
    let mut met = false;
    for line in lines {
        let blank = line.trim().is_empty();
        met |= is_field(line);
        // Below `= Title` who wrote it may stand before the fields.
        let over = if blank { asciidoc || met } else { !asciidoc && !is_field(line) };
        if over {
            break;
        }
        end += line.len();
    }
    end
}

/// Whether a line is a note to who edits a document.
fn is_note(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("<!--") && line.ends_with("-->")
}

/// Whether a line has the form of a field of a document, `:Author: somebody`.
fn is_field(line: &str) -> bool {
    let line = line.trim();
    let named = line.strip_prefix(':').and_then(|rest| rest.split_once(": "));
    named.is_some_and(|(name, _)| {
        name.len() <= 30 && name.starts_with(char::is_alphabetic) && !name.contains(':')
    })
}

/// What is to be done with entries, in the words of the text: `#+TODO: TODO | DONE DROPPED`.
fn states(text: &str) -> Vec<&str> {
    let told = ["#+TODO:", "#+SEQ_TODO:", "#+TYP_TODO:"];
    let lines = text.lines().filter_map(|line| told.iter().find_map(|w| line.strip_prefix(w)));
    let words = lines.flat_map(str::split_whitespace).filter(|word| *word != "|");
    words.map(|word| word.split('(').next().unwrap_or(word)).collect()
}

/// The level of a heading of an outline, and where its title stands: without what is to be done
/// with it and without its tags.
fn of_stars(text: &str, states: &[&str]) -> Option<(u8, usize, usize)> {
    let level = stars(text);
    if level == 0 {
        return None;
    }
    let mut from = level + 1;
    let usual = ["TODO", "DONE", "NEXT", "WAITING", "CANCELLED"];
    for state in usual.iter().chain(states) {
        let after = text[from..].strip_prefix(state).and_then(|rest| rest.strip_prefix(' '));
        if after.is_some() {
            from += state.len() + 1;
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
    fn what_is_to_be_done_is_no_part_of_a_title() {
        let text = "#+TODO: TODO | DONE DROPPED(d)\n* 2023\n** DROPPED Quay\n** DONE Pier\n";
        let Light::Org { states } = Light::of(text) else { panic!("no outline") };
        assert_eq!(states, ["TODO", "DONE", "DROPPED"]);
        let (_, from, to) = of_stars("** DROPPED Quay :sea:", &states).unwrap();
        assert_eq!(&"** DROPPED Quay :sea:"[from..to], "Quay");
        assert!(is_field(":Author: The Club") && !is_field(": a") && !is_field("Quay: a boat"));
    }

    #[test]
    fn fields_stand_behind_a_title_line_at_the_head() {
        for (head, below) in [
            ("= Dramas\nThe Club\n:Year: 2031\n", "\n:heart: Quay: a boat waits.\n"),
            ("Dramas\n======\n\n:Year: 2031\n:Author: A\n", "\n:heart: Quay: a boat waits.\n"),
            ("\n\nDramas\n------\n:Year: 2031\n", ":\n"),
            ("", "My list\n:heart: Quay: a boat waits.\n:sob: Pier: it goes.\n"),
            ("", ":heart: Quay: a boat waits.\n"),
            ("", ""),
        ] {
            assert_eq!(end_of_fields(&format!("{head}{below}")), head.len(), "{head}{below}");
        }
    }

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
        assert_eq!(asciidoc("== Quay"), Some((2, 3)));
        assert!(asciidoc("== Quay ==").is_none() && asciidoc("===").is_none());
        let line = "\\section*{Quay (2014)}";
        assert_eq!(latex(line).map(|(level, a, b)| (level, &line[a..b])), Some((2, "Quay (2014)")));
        assert!(is_command("\\begin{document}") && is_command("\\maketitle"));
        assert!(!is_command("\\noindent A boat.") && !is_command("A boat"));
    }
}
