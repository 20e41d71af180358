//! Lines that name a drama: `‘Our Beloved Summer’ (Netflix)`, `3. Go Back Couple (2017)`.

use super::beside::{is_date, is_fact, is_platform, year};
use super::found::is_trailing;
use super::labels::{behind_label, is_elsewhere, is_part};
use super::numbering::without_number;
use super::segments::{BRACKETS, QUOTES, hangul};

/// What a title line states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TitleLine {
    /// The title.
    pub title: String,
    /// Year, when it stands in brackets.
    pub year: Option<u16>,
    /// Platforms and networks, when they stand in brackets.
    pub platforms: Vec<String>,
    /// Whether the line can hardly be anything else: it is quoted, or has a year or a platform in
    /// brackets.
    pub certain: bool,
}

impl TitleLine {
    /// The same where the quotes around all of a title are no part of it.
    #[must_use]
    pub fn unquoted(mut self) -> Self {
        if let Some(inside) = inside_quotes(&self.title) {
            self.title = inside.to_owned();
        }
        self
    }
}

fn inside_quotes(title: &str) -> Option<&str> {
    let (open, close) = QUOTES.iter().find(|(open, _)| title.starts_with(*open))?;
    let inside = title.strip_prefix(*open)?.strip_suffix(*close)?;
    let alone = !inside.is_empty() && !inside.contains(*open) && !inside.contains(*close);
    alone.then_some(inside)
}

/// The longest title line, in bytes.
const LONGEST: usize = 160;
/// The most words of a title without quotes.
const MOST_WORDS: usize = 10;

/// Reads a line as a title; `None` when it can be none.
#[must_use]
pub fn parse(line: &str) -> Option<TitleLine> {
    if line.len() > LONGEST {
        return None;
    }
    // Emphasis of a text that is not read as Markdown.
    let line = without_codes(&line.replace(['*', '_'], ""));
    let labelled = behind_label(line.trim());
    let (line, numbered) = match labelled {
        // Behind a label what looks like a number may begin the title: `제목: 2번 부두`.
        Some(value) if value.starts_with(|c: char| c.is_ascii_digit()) && value.contains("번 ") => {
            (value, false)
        }
        value => without_number(value.unwrap_or(line.trim())),
    };
    let line = in_brackets(line).unwrap_or(behind_date(line));
    let quoted = QUOTES.iter().find(|(open, _)| line.starts_with(*open));
    let (title, tail) = match quoted {
        Some((open, closes)) => split_quoted(&line[open.len_utf8()..], closes)?,
        None => without_tail(line),
    };
    let title = title
        .trim()
        .trim_end_matches(|c| is_trailing(c) || matches!(c, ',' | ':' | '-' | '–' | '—' | '|'));
    let (said, mut platforms) = stated(tail, title)?;
    let mut title = title;
    if quoted.is_none()
        && let Some((front, last)) = title.rsplit_once(' ')
        && is_platform(last)
        && front.contains(' ')
    {
        title = front;
        platforms.push(last.to_owned());
    }
    if !title.chars().any(char::is_alphabetic) || title.contains('\u{fffd}') && title.len() < 4 {
        return None;
    }
    let bracketed = tail.starts_with(|c| BRACKETS.iter().any(|(open, _)| *open == c));
    let known = |name: &String| is_platform(name);
    let certain = match quoted {
        Some(_) => true,
        None => {
            // A year and a platform behind a title need no brackets: `Quay, tvN, 2017`.
            (bracketed && (said.is_some() || platforms.iter().any(known)))
                || (said.is_some() && platforms.iter().any(known) && capitalised(title))
                || (numbered && capitalised(title))
        }
    };
    if quoted.is_none() {
        // `Hi Jo,`
        if line.ends_with(',') {
            return None;
        }
        let label = title.split_once(':').is_some_and(|(label, _)| is_part(label));
        let fact = is_fact(title) || is_date(title);
        // `Quay (web, 2021)`: beside a year in brackets a network need not be known.
        let dated = bracketed && said.is_some() && platforms.len() == 1;
        if !(dated || platforms.iter().all(known)) || !short(title) || label || fact {
            return None;
        }
    }
    let title = if quoted.is_none() { without_other_name(title) } else { title };
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(TitleLine { title, year: said, platforms, certain })
}

/// A line without the codes of message boards: `[b]Quay[/b] [i](2017)[/i]`.
fn without_codes(line: &str) -> String {
    let mut bare = line.to_owned();
    if !bare.contains("[/") {
        return bare;
    }
    for code in ["b", "i", "u", "s", "h1", "h2", "h3", "size", "color", "center", "url", "font"] {
        bare = bare.replace(&format!("[{code}]"), "").replace(&format!("[/{code}]"), "");
        while let Some(at) = bare.find(&format!("[{code}=")) {
            let Some(end) = bare[at..].find(']') else { break };
            bare.replace_range(at..=at + end, "");
        }
    }
    bare
}

/// What a line says that stands in brackets from end to end: `[Quay]`.
pub fn in_brackets(line: &str) -> Option<&str> {
    let line = line.trim();
    let of = |(open, close): &(char, char)| line.strip_prefix(*open)?.strip_suffix(*close);
    let inner = BRACKETS.iter().find_map(of)?;
    let whole = |c: char| BRACKETS.iter().any(|(open, close)| c == *open || c == *close);
    (!inner.contains(whole)).then(|| inner.trim())
}

/// A line without quotes as title and what is stated behind it: in brackets, or a year or platform
/// behind a dash, a comma or a bar.
fn without_tail(line: &str) -> (&str, &str) {
    if let Some(at) = line.find(|c| BRACKETS.iter().any(|(open, _)| *open == c)) {
        return line.split_at(at);
    }
    let marks = line
        .char_indices()
        .filter(|(_, c)| matches!(c, '-' | '–' | '—' | ',' | '|' | ':' | '/' | '·' | '•'));
    for (at, c) in marks {
        let tail = &line[at + c.len_utf8()..];
        let parts = || tail.split([',', '|', '/', '·']).map(str::trim);
        if parts().all(|part| year(part).is_some() || is_platform(part)) {
            return line.split_at(at);
        }
    }
    (line, "")
}

/// Whether a text may be a title by its looks: few words, no sentence.
pub fn short(title: &str) -> bool {
    title.split_whitespace().count() <= MOST_WORDS
        && !title.ends_with(['.', ';'])
        && title.match_indices(". ").all(|(at, _)| is_shortened(&title[..at]))
}

/// Whether a text ends in a word that is written short, with a full stop: `Mr`.
fn is_shortened(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default().to_ascii_lowercase();
    matches!(last.as_str(), "mr" | "mrs" | "ms" | "dr" | "st" | "vol" | "no")
        || last.len() == 1 && last.is_ascii()
}

/// Whether a text ends in a word before a name that is written short: `Mr`.
pub fn is_titled(text: &str) -> bool {
    ["Mr", "Mrs", "Ms", "Dr", "St"].iter().any(|short| {
        text.strip_suffix(short).is_some_and(|front| !front.ends_with(char::is_alphanumeric))
    })
}

/// Whether its words of four letters and more, and its first, are capitalised, prepositions aside;
/// Hangul has no case.
pub fn capitalised(title: &str) -> bool {
    let mut words = title.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let upper =
        |word: &str| !word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let small = |word: &str| word.chars().count() < 4 || SMALL.contains(&word);
    words.next().is_some_and(upper) && words.all(|word| small(word) || upper(word))
}

/// Whether a Korean line is no name: it has many words, or ends as sentences and notes do.
pub fn is_korean_sentence(line: &str) -> bool {
    const WORDS: usize = 6;
    let last = line.trim_end_matches(|c: char| !c.is_alphanumeric()).chars().next_back();
    line.split_whitespace().nth(WORDS).is_some()
        || last.is_none_or(|last| "다요음함임됨죠네까야어아해지고며면서".contains(last))
}

/// Whether a title is written in capitals, and what follows it is not.
pub fn in_capitals(title: &str, said: &str) -> bool {
    let small = |text: &str| text.contains(char::is_lowercase);
    title.chars().filter(|c| c.is_uppercase()).nth(3).is_some() && !small(title) && small(said)
}

/// Longer words that titles may write small.
const SMALL: [&str; 16] = [
    "about", "across", "after", "against", "among", "before", "behind", "beneath", "between",
    "from", "into", "over", "than", "through", "under", "with",
];

/// Whether a short line says something, rather than being a title or a label: it has a word in
/// lower case, or several words of Hangul. Notes and chats have no full stops.
pub fn is_note(text: &str) -> bool {
    let text = text.trim();
    let hangul = text.split_whitespace().filter(|word| word.contains(hangul)).count();
    text.chars().any(char::is_alphabetic)
        && (hangul > 1 || !capitalised(text))
        && !is_part(text)
        && !is_elsewhere(text)
        && !is_fact(text)
}

/// The text up to the closing quote, and what follows it. An apostrophe within a word closes
/// nothing.
fn split_quoted<'l>(text: &'l str, closes: &[char]) -> Option<(&'l str, &'l str)> {
    let closing = |(at, c): &(usize, char)| {
        let next = text[at + c.len_utf8()..].chars().next();
        closes.contains(c) && !next.is_some_and(char::is_alphanumeric)
    };
    let (at, c) = text.char_indices().find(closing)?;
    Some((&text[..at], &text[at + c.len_utf8()..]))
}

/// Year and platforms in the brackets that follow a title; `None` when something else follows than
/// they, other facts, and the title in other letters.
fn stated(tail: &str, title: &str) -> Option<(Option<u16>, Vec<String>)> {
    let (mut said, mut platforms, mut rest) = (None, Vec::new(), tail.trim());
    while let Some(open) = rest.chars().next() {
        let inside = &rest[open.len_utf8()..];
        let (inner, after) = match BRACKETS.iter().find(|(begin, _)| *begin == open) {
            Some((_, close)) => inside.split_once(*close)?,
            // `‘Title’ – Netflix`
            None if matches!(open, '-' | '–' | '—' | '|' | ':' | ',' | '/' | '·' | '•') => {
                (inside, "")
            }
            None => return None,
        };
        if in_other_letters(inner, title) {
            rest = after.trim();
            continue;
        }
        for part in
            inner.split(['/', ',', '|', '&', ';', '·', '•']).flat_map(|part| part.split(" and "))
        {
            let part = part.trim().trim_start_matches("on ").trim();
            match year(part) {
                Some(number) => said = Some(number),
                None if part.is_empty() => {}
                None if (is_fact(part) && !is_platform(part)) || is_kind(part) => {}
                None if part.split_whitespace().count() > 4 => return None,
                None => platforms.push(part.to_owned()),
            }
        }
        rest = after.trim();
    }
    Some((said, platforms))
}

/// What stands behind a day and a dash or a colon: `9 May - Quay`.
fn behind_date(line: &str) -> &str {
    let parted = [" - ", " – ", " — ", ": "].iter().filter_map(|mark| line.split_once(mark));
    parted.filter(|(day, _)| is_date(day)).map(|(_, rest)| rest.trim()).next().unwrap_or(line)
}

/// Whether a few words say what is written of a title: `a review`, `recap and thoughts`.
fn is_kind(text: &str) -> bool {
    let lower = text.to_lowercase();
    let kinds = ["review", "recap", "impressions", "explained", "리뷰", "후기"];
    text.split_whitespace().count() <= 4 && kinds.iter().any(|kind| lower.contains(kind))
}

/// A title in Hangul without its name in Latin letters behind it, of two words or more, or the
/// other way round: `부두 The Old Quay`.
fn without_other_name(title: &str) -> &str {
    let latin = |c: char| c.is_alphabetic() && !hangul(c);
    let Some(first) = title.chars().find(|c| c.is_alphabetic()) else { return title };
    let other = |c: char| if hangul(first) { latin(c) } else { hangul(c) };
    let Some(at) = title.find(other) else { return title };
    let (front, behind) = title.split_at(at);
    let pure = !behind.contains(|c: char| c.is_alphabetic() && !other(c));
    let several = behind.contains(char::is_whitespace) && front.ends_with(char::is_whitespace);
    if pure && several { front.trim() } else { title }
}

/// Whether a text is written in Hangul and a title is not, or the other way round.
fn in_other_letters(text: &str, title: &str) -> bool {
    let latin = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
    (text.contains(hangul) && !title.contains(hangul))
        || (title.contains(hangul) && !text.contains(hangul) && latin(text))
            && !text.split([',', '/', '|']).any(|part| is_platform(part.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, Option<u16>, Vec<String>, bool)> {
        parse(line).map(|l| (l.title, l.year, l.platforms, l.certain))
    }

    #[test]
    fn quotes_around_all_of_a_title_are_no_part_of_it() {
        let bare = |title: &str| {
            TitleLine { title: title.to_owned(), ..TitleLine::default() }.unquoted().title
        };
        for quoted in ["\"Low Tide\"", "“Low Tide”", "〈Low Tide〉", "'Low Tide'"] {
            assert_eq!(bare(quoted), "Low Tide");
        }
        for kept in ["\"Low\" and \"Tide\"", "Low \"Tide\"", "\"\"", "'Tis Low Tide", "\""] {
            assert_eq!(bare(kept), kept);
        }
    }

    #[test]
    fn quoted_titles_with_platforms() {
        let expected = |title: &str, year, platforms: &[&str]| {
            Some((
                title.to_owned(),
                year,
                platforms.iter().map(|p| (*p).to_owned()).collect(),
                true,
            ))
        };
        assert_eq!(
            read("‘Go Back Couple’ (Viki/ZEE5)"),
            expected("Go Back Couple", None, &["Viki", "ZEE5"])
        );
        assert_eq!(read("“D.P.” (2021, Netflix)"), expected("D.P.", Some(2021), &["Netflix"]));
        assert_eq!(
            read("3. 'It's Okay, That's Love'"),
            expected("It's Okay, That's Love", None, &[])
        );
        assert_eq!(read("\"Signal\" – tvN"), expected("Signal", None, &["tvN"]));
        assert_eq!(read("《도깨비》"), expected("도깨비", None, &[]));
        assert_eq!(read("**‘Goblin’** (2016–2017)"), expected("Goblin", Some(2016), &[]));
    }

    #[test]
    fn titles_without_quotes_want_a_year_a_platform_or_a_number() {
        assert_eq!(read("Our Beloved Summer (2021)").map(|t| t.3), Some(true));
        assert_eq!(read("Our Beloved Summer (Netflix/Viki)").map(|t| t.2.len()), Some(2));
        assert_eq!(
            read("2) When the Weather Is Fine").map(|t| (t.0, t.3)),
            Some(("When the Weather Is Fine".into(), true))
        );
        assert_eq!(read("Our Beloved Summer").map(|t| t.3), Some(false));
        assert_eq!(read("2. make some tea").map(|t| t.3), Some(false));
    }

    #[test]
    fn sentences_are_no_titles() {
        for line in [
            "‘Goblin’ is a drama of 2016.",
            "He meets Ji-ho (Kim Woo) again.",
            "The brother (played by a newcomer) returns",
            "“I will wait,” she says.",
            "",
            "‘’ (Netflix)",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
