//! The markup of wikis, in texts that are read as plain: blanks stand in its place, so that every
//! byte stays where it is.

/// How much is looked through for the end of a note or a template, in bytes.
const LONGEST: usize = 2_000;

/// Whether a text is written in the markup of wikis: links in two brackets, and a table, headings or
/// bold words.
pub fn is_wikitext(text: &str) -> bool {
    let begins = |mark: &str| text.lines().any(|line| line.starts_with(mark));
    text.matches("[[").nth(1).is_some()
        && (begins("{|") || begins("=="))
        && (text.contains("''") || begins("|-"))
}

/// A text without the markup of wikis.
pub fn bare(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut blank = |from: usize, to: usize| {
        for byte in &mut bytes[from..to] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if ["{|", "|}", "|-", "|+"].iter().any(|mark| line.starts_with(mark)) {
            blank(at, at + line.len());
        } else if line.starts_with(['!', '|']) {
            // `! scope="row" | Quay`
            let cell = line.split_once(" | ").filter(|(front, _)| front.contains('='));
            blank(at, at + cell.map_or(1, |(front, _)| front.len() + " | ".len()));
        }
        at += line.len();
    }
    let mut at = 0;
    while let Some(next) = text[at..].find(['[', ']', '{', '<', '\'']) {
        let from = at + next;
        let rest = &text[from..];
        at = from + 1;
        let to = if rest.starts_with("[[") {
            // What is shown of a link stands behind its bar.
            let inside = rest.find("]]").filter(|end| *end < LONGEST);
            let bar = inside.and_then(|end| rest[..end].rfind('|'));
            from + bar.map_or(2, |bar| bar + 1)
        } else if rest.starts_with("]]") || rest.starts_with("''") {
            from + rest.len() - rest[1..].trim_start_matches(&rest[..1]).len()
        } else if rest.starts_with("{{") {
            from + end_of_template(rest).unwrap_or(2)
        } else if rest.starts_with("<ref") {
            let closed = rest.find("/>").map(|end| end + 2);
            let ended = rest.find("</ref>").map(|end| end + "</ref>".len());
            let end = [closed, ended].into_iter().flatten().min().filter(|end| *end < LONGEST);
            from + end.unwrap_or(4)
        } else {
            continue;
        };
        blank(from, to);
        at = to;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Where a template ends, with those in it.
fn end_of_template(text: &str) -> Option<usize> {
    let (mut open, mut at) = (0_usize, 0);
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"{{" => (open, at) = (open + 1, at + 2),
            b"}}" => (open, at) = (open.saturating_sub(1), at + 2),
            _ => at += 1,
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let bare = bare(text);
        assert_eq!(bare.len(), text.len(), "{text}");
        bare.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn links_say_what_they_show() {
        for (text, shown) in [
            ("! scope=\"row\" | ''[[Quay (series)|Quay]]''", "Quay"),
            ("| [[Pier]]<ref>a note</ref> and <ref name=x />more", "Pier and more"),
            ("{{start date|2011|{{x}}}} '''The boat's''' end", "The boat's end"),
            ("|-", ""),
            ("{{ never [[ ends", "never ends"),
        ] {
            assert_eq!(said(text), shown, "{text}");
        }
        assert!(is_wikitext("== A ==\n''[[Quay]]''\n[[Pier]]"));
        assert!(!is_wikitext("# A\n[[Quay]] and [[Pier]]"));
    }
}
