//! Lines that name a drama: `‘Our Beloved Summer’ (Netflix)`, `3. Go Back Couple (2017)`.

/// What a title line states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TitleLine {
    /// The title.
    pub title: String,
    /// Year, when it stands in brackets.
    pub year: Option<u16>,
    /// Platforms and networks, when they stand in brackets.
    pub platforms: Vec<String>,
    /// Whether the line can hardly be anything else: it is quoted, or has a year or a platform in brackets.
    pub certain: bool,
}

/// The longest title line, in bytes.
const LONGEST: usize = 160;
/// The most words of a title without quotes.
const MOST_WORDS: usize = 10;

/// Opening quotes with what closes them.
const QUOTES: [(char, &[char]); 9] = [
    ('‘', &['’', '\'', '‘']),
    ('“', &['”', '"']),
    ('\'', &['\'', '’']),
    ('"', &['"', '”']),
    ('«', &['»']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
    ('〈', &['〉']),
];

/// Platforms and networks by their folded names, so that `(Netflix)` says title without quotes too.
const PLATFORMS: [&str; 44] = [
    "netflix",
    "viki",
    "rakutenviki",
    "primevideo",
    "amazonprime",
    "amazonprimevideo",
    "amazonmxplayer",
    "mxplayer",
    "disney",
    "disneyplus",
    "disneyhotstar",
    "disneyplushotstar",
    "hotstar",
    "jiohotstar",
    "hulu",
    "kocowa",
    "appletv",
    "appletvplus",
    "iqiyi",
    "wetv",
    "viu",
    "tving",
    "wavve",
    "watcha",
    "coupangplay",
    "zee5",
    "youtube",
    "tvn",
    "jtbc",
    "kbs",
    "kbs1",
    "kbs2",
    "sbs",
    "mbc",
    "ocn",
    "ena",
    "channela",
    "tvchosun",
    "mbn",
    "hbomax",
    "tubi",
    "navertv",
    "kakaotv",
    "playflix",
];

/// Reads a line as a title; `None` when it can be none.
#[must_use]
pub fn parse(line: &str) -> Option<TitleLine> {
    if line.len() > LONGEST {
        return None;
    }
    // Emphasis of a text that is not read as Markdown.
    let line = line.replace(['*', '_'], "");
    let (line, numbered) = without_number(line.trim().trim_start_matches("##").trim());
    let quoted = QUOTES.iter().find(|(open, _)| line.starts_with(*open));
    let (title, tail) = match quoted {
        Some((open, closes)) => split_quoted(&line[open.len_utf8()..], closes)?,
        None => line.find(['(', '[']).map_or((line, ""), |at| line.split_at(at)),
    };
    let (year, platforms) = stated(tail)?;
    let title = title.trim().trim_end_matches([',', ':', '-', '–', '—', '|', ' ']);
    if !title.chars().any(char::is_alphanumeric) {
        return None;
    }
    let known = |name: &String| PLATFORMS.contains(&crate::catalog::fold(name).as_str());
    let certain = match quoted {
        Some(_) => true,
        None => (year.is_some() || platforms.iter().any(known)) || (numbered && capitalised(title)),
    };
    if quoted.is_none() && (!platforms.iter().all(known) || !short(title)) {
        return None;
    }
    Some(TitleLine { title: title.to_owned(), year, platforms, certain })
}

/// Whether a text may be a title by its looks: few words, no sentence.
fn short(title: &str) -> bool {
    title.split_whitespace().count() <= MOST_WORDS
        && !title.ends_with(['.', ';'])
        && !title.contains(". ")
}

/// Whether its words of four letters and more, and its first, are capitalised; Hangul has no case.
fn capitalised(title: &str) -> bool {
    let mut words = title.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let upper =
        |word: &str| !word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    words.next().is_some_and(upper) && words.all(|word| word.chars().count() < 4 || upper(word))
}

/// Takes `3.`, `3)`, `#3` or a bullet from the front; says whether there was a number.
fn without_number(line: &str) -> (&str, bool) {
    let rest = line.strip_prefix(['#', '•', '-']).unwrap_or(line).trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest[digits..]
        .strip_prefix(['.', ')', ':'])
        .filter(|after| after.starts_with([' ', '\u{a0}']));
    match after {
        Some(after) if (1..=3).contains(&digits) => (after.trim(), true),
        _ if line.starts_with('#') => (line, false),
        _ => (rest, false),
    }
}

/// The text up to the closing quote, and what follows it. An apostrophe within a word closes nothing.
fn split_quoted<'l>(text: &'l str, closes: &[char]) -> Option<(&'l str, &'l str)> {
    let closing = |(at, c): &(usize, char)| {
        let next = text[at + c.len_utf8()..].chars().next();
        closes.contains(c) && !next.is_some_and(char::is_alphanumeric)
    };
    let (at, c) = text.char_indices().find(closing)?;
    Some((&text[..at], &text[at + c.len_utf8()..]))
}

/// Year and platforms in the brackets that follow a title; `None` when something else follows.
fn stated(tail: &str) -> Option<(Option<u16>, Vec<String>)> {
    let (mut year, mut platforms, mut rest) = (None, Vec::new(), tail.trim());
    while !rest.is_empty() {
        let (inner, after) = match rest.strip_prefix(['(', '[']) {
            Some(open) => {
                let end = open.find([')', ']'])?;
                (&open[..end], open[end + 1..].trim())
            }
            // `‘Title’ – Netflix`
            None => (rest.strip_prefix(['-', '–', '—', '|', ':', ','])?, ""),
        };
        for part in inner.split(['/', ',', '|', '&', ';']).flat_map(|part| part.split(" and ")) {
            let part = part.trim().trim_start_matches("on ").trim();
            let digits: String = part.chars().take(4).collect();
            let rest_of_year = part.chars().nth(4).is_none_or(|c| !c.is_alphanumeric());
            match digits.parse::<u16>() {
                Ok(number) if (1950..2101).contains(&number) && rest_of_year => year = Some(number),
                _ if part.is_empty() => {}
                _ if part.split_whitespace().count() > 4 => return None,
                _ => platforms.push(part.to_owned()),
            }
        }
        rest = after;
    }
    Some((year, platforms))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, Option<u16>, Vec<String>, bool)> {
        parse(line).map(|l| (l.title, l.year, l.platforms, l.certain))
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
