//! What is told of a file whose syntax is broken: where it is, and nothing that only follows.

use std::collections::HashSet;
use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::source::TextFile;

/// A mistake of the parser, with where it stands.
struct Mistake<'e> {
    span: Range<usize>,
    message: &'e str,
    /// Where its line begins.
    line: usize,
}

/// What the parser says of a file with the lists of tables `names`, in the order of the places;
/// `unlisted` are those of them that are told to be something else already. Tables begin at
/// `starts`.
///
/// Entries below a head that is wrong seem to belong to the one before it. What then stands twice
/// is not told.
pub fn broken_syntax(
    source: &TextFile,
    errors: &[toml::de::Error],
    names: &[&str],
    unlisted: Vec<&str>,
    starts: &[usize],
) -> Vec<Diagnostic> {
    let mut mistakes: Vec<Mistake<'_>> = Vec::with_capacity(errors.len());
    for error in errors {
        let span = error.span().unwrap_or_default();
        let line = source.line_start(span.start);
        mistakes.push(Mistake { span, message: error.message(), line });
    }
    // Stable: of one place the parser's own order.
    mistakes.sort_by_key(|mistake| mistake.span.start);
    let text = source.text();
    let heads = source.line_starts().iter().copied().filter(|line| is_head(text, *line)).collect();
    let told = mistakes.iter().filter(|one| !one.is_twice()).map(|one| one.line).collect();
    let mut told = Told { text, names, unlisted, heads, lines: told };
    let mut found = Vec::new();
    for mistake in &mistakes {
        if !mistake.is_twice() {
            found.push(unreadable(source, mistake, starts));
        } else if let Some((message, hint)) = told.twice(mistake) {
            found.push(Diagnostic::error(source.locate(mistake.span.start), message).hint(hint));
        }
    }
    found
}

impl Mistake<'_> {
    /// Whether a key stands where it may not stand again.
    fn is_twice(&self) -> bool {
        self.message == "duplicate key"
    }
}

/// Which lines have a mistake that is told.
struct Told<'t> {
    text: &'t str,
    names: &'t [&'t str],
    unlisted: Vec<&'t str>,
    /// Where the lines of heads begin, ascending.
    heads: Vec<usize>,
    lines: HashSet<usize>,
}

impl Told<'_> {
    /// What to say of a key that stands twice, with a hint; nothing where it only seems so.
    fn twice(&mut self, mistake: &Mistake<'_>) -> Option<(String, String)> {
        if self.lines.contains(&mistake.line) {
            return None;
        }
        // The parser does not say which key.
        let key = self.text.get(mistake.span.clone()).unwrap_or_default().trim();
        let head = is_head(self.text, mistake.line);
        if !head && self.is_below_a_wrong_head(mistake.line) {
            return None;
        }
        let line = self.text[mistake.line..].lines().next().unwrap_or_default().trim();
        if head && self.names.contains(&key) {
            // As it should be: what stands wrong is one before it.
            if line.starts_with("[[") && self.unlisted.contains(&key) {
                return None;
            }
            if line.starts_with(&format!("[{key}]")) {
                self.unlisted.push(key);
                self.lines.insert(mistake.line);
                return Some(no_list(key));
            }
        }
        self.lines.insert(mistake.line);
        Some((format!("`{key}` stands twice"), "keep one of the two".to_owned()))
    }

    /// Whether the head above a line is told to be wrong.
    fn is_below_a_wrong_head(&self, line: usize) -> bool {
        let head = self.heads.partition_point(|head| *head < line).checked_sub(1);
        head.is_some_and(|head| self.lines.contains(&self.heads[head]))
    }
}

/// What to say of a list of tables that is something else.
pub fn no_list(name: &str) -> (String, String) {
    (format!("`{name}` must be a list of tables"), format!("write `[[{name}]]`"))
}

/// What the parser says of a place where it cannot go on.
fn unreadable(source: &TextFile, mistake: &Mistake<'_>, starts: &[usize]) -> Diagnostic {
    let text = source.text();
    let hint = if is_head(text, mistake.line) {
        // Below a broken head two entries seem to be one.
        let table = starts.partition_point(|start| *start <= mistake.span.start);
        let first = table.checked_sub(1).map_or(0, |before| starts[before]);
        let last = starts.get(table).copied().unwrap_or(text.len()).saturating_sub(1);
        let (first, last) = (source.locate(first).line, source.locate(last).line);
        format!("lines {first} to {last} are checked once this is right")
    } else {
        "what else stands in this entry is checked once this is right".to_owned()
    };
    Diagnostic::error(source.locate(mistake.span.start), mistake.message.to_owned()).hint(hint)
}

/// Whether a line is the head of a table, as far as it shows.
fn is_head(text: &str, line: usize) -> bool {
    text[line..].trim_start_matches([' ', '\t']).starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::super::table::each_table;
    use super::*;

    /// Lines and messages of the mistakes in a file of dramas.
    fn told(text: &str) -> Vec<(usize, String)> {
        let (source, mut found) = (TextFile::new("a.toml", text), Vec::new());
        each_table(&source, &["drama"], &mut found, |_, _| {});
        found.sort_by(|a, b| a.at.cmp(&b.at));
        let short = |one: &Diagnostic| {
            let message = one.message.split([',', '=']).next().unwrap_or_default();
            (one.at.line, message.trim().to_owned())
        };
        found.iter().map(short).collect()
    }

    #[test]
    fn of_a_broken_head_only_the_head_is_told() {
        const ENTRY: &str = "id = \"a\"\ntitle = \"A\"\n";
        for (head, said) in [
            ("[drama]]", "unexpected key or value"),
            ("[[drama]", "unclosed array table"),
            ("[[drama", "unclosed array table"),
            ("[drama", "unclosed table"),
            ("[drama]", "`drama` must be a list of tables"),
        ] {
            let entries = |heads: [&str; 4]| heads.map(|head| format!("{head}\n{ENTRY}")).concat();
            let sound = "[[drama]]";
            for wrong in 0..4 {
                let mut heads = [sound; 4];
                heads[wrong] = head;
                let expected = vec![(3 * wrong + 1, said.to_owned())];
                assert_eq!(told(&entries(heads)), expected, "{head} {wrong}");
            }
            // Of heads that are only of another kind the first is told once the others are right.
            let first = usize::from(head == "[drama]");
            let expected: Vec<_> = (first..4).map(|at| (3 * at + 1, said.to_owned())).collect();
            assert_eq!(told(&entries([head; 4])), expected, "{head}");
        }
    }

    #[test]
    fn what_stands_twice_is_told() {
        let entry = "[[drama]]\nid = \"a\"\nid = \"b\"\n[drama.tropes]\nx = 1\n";
        let twice = |line, key: &str| (line, format!("`{key}` stands twice"));
        assert_eq!(told(entry), [twice(3, "id")]);
        assert_eq!(
            told(&format!("{entry}[drama.tropes]\nx = 1\n")),
            [twice(3, "id"), twice(6, "tropes")]
        );
        assert_eq!(told(&format!("{entry}y = 1\ny = 2\n")), [twice(3, "id"), twice(7, "y")]);
    }
}
