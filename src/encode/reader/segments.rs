//! A line cut where titles, years, platforms and comments are kept apart: at brackets, quotes,
//! dashes, colons, commas, bars.

use std::ops::Range;

use super::labels::of_name_label;

/// The most of a line that is cut, in bytes.
const MOST_BYTES: usize = 280;
/// The most pieces.
const MOST: usize = 12;
/// The longest quotation or bracket, in bytes.
const LONGEST: usize = 120;

/// Opening quotes with what closes them.
pub const QUOTES: [(char, &[char]); 13] = [
    ('‘', &['’', '\'', '‘']),
    ('“', &['”', '"', '“']),
    ('\'', &['\'', '’']),
    ('"', &['"', '”']),
    ('«', &['»']),
    ('»', &['«']),
    ('„', &['“', '”', '"']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
    ('〈', &['〉']),
    ('<', &['>']),
    ('‹', &['›']),
];

/// Opening brackets with what closes them.
pub const BRACKETS: [(char, char); 6] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('【', '】'), ('〔', '〕'), ('［', '］')];

/// How a piece is set off from what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Apart {
    /// It begins the line.
    Start,
    /// It stands in quotes.
    Quoted,
    /// It stands in brackets.
    Bracketed,
    /// It follows a quotation or a bracket with nothing between.
    Following,
    /// A dash, a bar or a tab.
    Dash,
    /// A colon.
    Colon,
    /// A comma, a semicolon or a slash.
    Comma,
    /// The end of a sentence.
    Stop,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where, in the line; blanks around it left out.
    pub range: Range<usize>,
    /// What sets it off.
    pub apart: Apart,
}

/// The first pieces of a line.
pub fn segments(line: &str) -> Vec<Segment> {
    let mut end = line.len().min(MOST_BYTES);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let line = &line[..end];
    let mut cutter = Cutter { line, found: Vec::new(), from: 0, apart: Apart::Start };
    let mut at = 0;
    if let Some((end, value)) = of_name_label(line) {
        cutter.end(end, Apart::Colon);
        (cutter.from, at) = (value, value);
    }
    while let Some(c) = line[at..].chars().next() {
        if cutter.found.len() >= MOST {
            return cutter.found;
        }
        let after = at + c.len_utf8();
        let before = line[..at].chars().next_back();
        if let Some((inner, apart)) = enclosed(line, at, before) {
            cutter.end(at, Apart::Following);
            cutter.apart = apart;
            cutter.inner(inner.clone());
            at = inner.end + line[inner.end..].chars().next().map_or(0, char::len_utf8);
            (cutter.from, cutter.apart) = (at, Apart::Following);
            continue;
        }
        if let Some(apart) = separator(line, at, c, before) {
            // `Quay.—a boat`: the stop belongs to the dash.
            let stop = before == Some('.') && matches!(c, '–' | '—' | '―');
            let end = if stop { at - 1 } else { at };
            cutter.end(end.max(cutter.from), apart);
            cutter.from = after;
        }
        at = after;
    }
    cutter.end(line.len(), Apart::Start);
    cutter.found
}

struct Cutter<'l> {
    line: &'l str,
    found: Vec<Segment>,
    from: usize,
    apart: Apart,
}

impl Cutter<'_> {
    /// Ends a piece; `next` sets off the one that follows.
    fn end(&mut self, to: usize, next: Apart) {
        let piece = &self.line[self.from..to];
        let start = self.from + (piece.len() - piece.trim_start().len());
        let stop = start + piece.trim().len();
        if self.line[start..stop].chars().any(char::is_alphanumeric) {
            self.found.push(Segment { range: start..stop, apart: self.apart });
            self.apart = next;
        } else if next != Apart::Following {
            // Of several marks in a row the strongest sets off: `(2017) – `, `”: `.
            self.apart = next;
        }
    }

    /// The pieces in brackets or quotes; a quotation is one piece.
    fn inner(&mut self, inner: Range<usize>) {
        let apart = self.apart;
        self.from = inner.start;
        if apart == Apart::Bracketed {
            let text = &self.line[inner.clone()];
            for (at, c) in text.char_indices() {
                if matches!(c, '/' | ',' | '|' | '&' | ';' | '·' | ':') && !clock(text, at) {
                    self.end(inner.start + at, Apart::Bracketed);
                    self.from = inner.start + at + c.len_utf8();
                }
            }
        }
        self.end(inner.end, apart);
    }
}

/// Whether the mark at `at` stands within a time or a date, such as `21:05`.
fn clock(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // `16·2017`: a mark may have several bytes.
    digit(text[..at].chars().next_back()) && digit(text[at..].chars().nth(1))
}

/// What a quote or a bracket that opens at `at` holds.
fn enclosed(line: &str, at: usize, before: Option<char>) -> Option<(Range<usize>, Apart)> {
    let rest = &line[at..];
    let open = rest.chars().next()?;
    let mut from = at + open.len_utf8();
    // `[[Quay]]`, as wikis and notes write what has a page of its own.
    if matches!(open, '[' | '{') && rest[1..].starts_with(open) {
        from += 1;
    }
    let mut limit = (from + LONGEST).min(line.len());
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    let inside = &line[from..limit];
    if let Some((_, close)) = BRACKETS.iter().find(|(begin, _)| *begin == open) {
        let end = inside.find(*close)?;
        return Some((from..from + end, Apart::Bracketed));
    }
    let (_, closes) = QUOTES.iter().find(|(begin, _)| *begin == open)?;
    // An apostrophe within a word opens nothing.
    if matches!(open, '\'' | '’' | '‘') && before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    // An apostrophe within a word closes nothing; Hangul particles follow a quotation at once.
    let closing = |(at, c): &(usize, char)| {
        let next = inside[at + c.len_utf8()..].chars().next();
        *at > 0
            && closes.contains(c)
            && (!matches!(c, '\'' | '’')
                || !next.is_some_and(|c| c.is_alphanumeric() && !hangul(c)))
    };
    let (end, _) = inside.char_indices().find(closing)?;
    Some((from..from + end, Apart::Quoted))
}

/// Whether a character is a syllable of Hangul.
pub fn hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// How what follows the character at `at` is set off, if it separates.
fn separator(line: &str, at: usize, c: char, before: Option<char>) -> Option<Apart> {
    let next = line[at + c.len_utf8()..].chars().next();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match c {
        // A picture between two words, or the single letters that stand for one in Korean chats.
        '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{1f300}'..='\u{1faff}' | 'ㄱ'..='ㅣ'
            if before.is_some_and(char::is_whitespace) =>
        {
            Some(Apart::Dash)
        }
        '\t' | '|' | '—' | '―' | '•' | '·' | '→' | '»' => Some(Apart::Dash),
        // A range of years is one piece.
        '–' if !(before.is_some_and(|c| c.is_ascii_digit())
            && next.is_some_and(|c| c.is_ascii_digit())) =>
        {
            Some(Apart::Dash)
        }
        '-' | '~' if blank(next) && (blank(before) || before == Some('-')) => Some(Apart::Dash),
        // An arrow of two signs.
        '-' if next == Some('>') && blank(before) => Some(Apart::Dash),
        // The end of a row of stars.
        '*' if blank(next) && before.is_none_or(|c| c == '*' || c.is_whitespace()) => {
            Some(Apart::Dash)
        }
        ':' if blank(next) => Some(Apart::Colon),
        ',' | ';' if blank(next) => Some(Apart::Comma),
        // `9/10` is one number.
        '/' if !(before.is_some_and(|c| c.is_ascii_digit())
            && next.is_some_and(|c| c.is_ascii_digit())) =>
        {
            Some(Apart::Comma)
        }
        // Full stops in a row lead to the end of a line.
        '.' if line[at..].starts_with("....") || line[..at].ends_with("...") => Some(Apart::Dash),
        // Several blanks, or a tab before, end a column; behind a full stop they are one.
        ' ' if next == Some(' ')
            && before
                .is_some_and(|c| !c.is_whitespace() && !matches!(c, '.' | '!' | '?' | '…')) =>
        {
            Some(Apart::Dash)
        }
        '\n' => Some(Apart::Stop),
        '.' | '!' | '?' | '…' if blank(next) || next == Some('!') => Some(Apart::Stop),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<&str> {
        segments(line).into_iter().map(|segment| &line[segment.range]).collect()
    }

    #[test]
    fn a_line_is_cut_at_its_marks() {
        assert_eq!(
            cut("3. ‘It's Fine’ (2017, tvN) – they meet"),
            ["3", "It's Fine", "2017", "tvN", "they meet"]
        );
        assert_eq!(cut("◆ 추천 〈부두〉가 뜬다"), ["◆ 추천", "부두", "가 뜬다"]);
        assert_eq!(cut("[21:05] mina: Quay!! a boat"), ["21:05", "mina", "Quay", "a boat"]);
        assert_eq!(cut("A-B, 2016–2017 | Net"), ["A-B", "2016–2017", "Net"]);
        assert_eq!(cut("Quay (16·2017)"), ["Quay", "16·2017"]);
        assert_eq!(cut("Quay (2017·tvN)"), ["Quay", "2017", "tvN"]);
        assert_eq!(cut("Quay 9/10, A/B"), ["Quay 9/10", "A", "B"]);
        assert_eq!(cut("[[Quay|the boat]] {{Pier}}"), ["Quay", "the boat", "Pier"]);
        assert_eq!(cut("the boys' room and a 'yes"), ["the boys' room and a 'yes"]);
        assert_eq!(cut(""), [] as [&str; 0]);
    }

    #[test]
    fn what_sets_a_piece_off_is_told() {
        let apart = |line: &str| segments(line).last().map(|segment| segment.apart);
        assert_eq!(apart("Quay (2017) – text"), Some(Apart::Dash));
        assert_eq!(apart("Quay (2017) is a drama"), Some(Apart::Following));
        assert_eq!(apart("“Quay”: text"), Some(Apart::Colon));
        assert_eq!(apart("Quay: 2017"), Some(Apart::Colon));
    }
}
