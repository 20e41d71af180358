//! What surrounds a title without being part of it: numbers, platforms, years, words such as
//! "review".

use crate::catalog::fold;

/// Platforms and networks by their folded names, so that `(Netflix)` says title without quotes too.
const PLATFORMS: [&str; 49] = [
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
    "kbs2tv",
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
    "넷플릭스",
    "티빙",
    "웨이브",
    "디즈니",
];

/// Words that stand beside a title in a heading.
const BESIDE: [&str; 32] = [
    "done",
    "todo",
    "drama",
    "dramas",
    "kdrama",
    "series",
    "korean",
    "tv",
    "show",
    "review",
    "reviews",
    "recap",
    "watch",
    "spoilerfree",
    "synopsis",
    "드라마",
    "월화드라마",
    "수목드라마",
    "금토드라마",
    "토일드라마",
    "주말드라마",
    "미니시리즈",
    "리뷰",
    "후기",
    "줄거리",
    "결말",
    "정보",
    "추천",
    "추천작",
    "인생드라마",
    "인생작",
    "시즌1",
];

/// Labels whose value is a title.
const NAMES: [&str; 8] = ["title", "drama", "name", "english", "hangul", "제목", "드라마", "작품"];

/// Labels and headings of parts of what a page says about one drama.
const PARTS: [&str; 95] = [
    "plot",
    "plotsummary",
    "synopsis",
    "story",
    "thestory",
    "storyline",
    "summary",
    "overview",
    "premise",
    "theplot",
    "thepremise",
    "cast",
    "thecast",
    "castandcrew",
    "castandcharacters",
    "maincast",
    "stars",
    "thestars",
    "starring",
    "characters",
    "maincharacters",
    "review",
    "reviews",
    "introduction",
    "trailer",
    "details",
    "information",
    "info",
    "drama",
    "howtowatch",
    "wheretowatch",
    "whereitstreams",
    "releasedate",
    "release",
    "aired",
    "airs",
    "episodes",
    "episode",
    "tags",
    "share",
    "ott",
    "background",
    "trivia",
    "network",
    "networks",
    "channel",
    "platform",
    "platforms",
    "genre",
    "genres",
    "rating",
    "ratings",
    "score",
    "rank",
    "popularity",
    "director",
    "writer",
    "screenwriter",
    "screenwriters",
    "country",
    "duration",
    "runtime",
    "year",
    "date",
    "language",
    "alias",
    "aliases",
    "aka",
    "alsoknownas",
    "nativetitle",
    "pros",
    "cons",
    "quotes",
    "soundtrack",
    "ost",
    "production",
    "reception",
    "themes",
    "tropes",
    "whywatch",
    "whywatchit",
    "whyyoushouldwatch",
    "whyitworks",
    "similar",
    "sequel",
    "줄거리",
    "등장인물",
    "출연",
    "출연진",
    "방송",
    "장르",
    "감독",
    "작가",
    "편성",
    "채널",
];

/// Headings of parts of a page that are about no drama.
const ELSEWHERE: [&str; 33] = [
    "conclusion",
    "finalthoughts",
    "finalverdict",
    "verdict",
    "finalwords",
    "honorablementions",
    "honourablementions",
    "faq",
    "faqs",
    "aboutus",
    "abouttheauthor",
    "author",
    "contents",
    "tableofcontents",
    "references",
    "externallinks",
    "notes",
    "bibliography",
    "gallery",
    "thebottomline",
    "inconclusion",
    "introductions",
    "menu",
    "navigation",
    "home",
    "todo",
    "마치며",
    "마무리",
    "결론",
    "총평",
    "목차",
    "들어가며",
    "참고",
];

/// Words that begin headings which ask, sum up or count; a title that begins so is quoted, numbered
/// or known.
const OPENINGS: [&str; 26] = [
    "how",
    "why",
    "what",
    "whats",
    "who",
    "which",
    "where",
    "when",
    "final",
    "about",
    "more",
    "other",
    "top",
    "best",
    "the best",
    "tips",
    "a note",
    "in short",
    "our picks",
    "bonus",
    "honorable",
    "my ",
    "read",
    "watch",
    "did you",
    "want",
];

/// Whether a folded text is in a list, whose Korean words are not folded yet.
fn among(list: &[&str], key: &str) -> bool {
    let ascii = key.is_ascii();
    list.iter()
        .any(|known| if ascii { *known == key } else { !known.is_ascii() && fold(known) == key })
}

/// Whether a text names a platform or a network.
pub fn is_platform(text: &str) -> bool {
    text.len() <= 40 && among(&PLATFORMS, &fold(text))
}

/// Whether a text says nothing by itself beside a title: numbers, platforms, years, episodes, words
/// such as "drama" and "review".
pub fn is_fact(text: &str) -> bool {
    const COUNTS: [&str; 16] = [
        "episodes",
        "episode",
        "eps",
        "ep",
        "season",
        "seasons",
        "min",
        "minutes",
        "original",
        "rating",
        "ongoing",
        "completed",
        "rank",
        "ranked",
        "and",
        "on",
    ];
    let fact = |word: &str| {
        !word.chars().any(char::is_alphabetic)
            || word.starts_with('#')
            || COUNTS.contains(&word.to_ascii_lowercase().trim_matches(['.', ',']))
            || is_platform(word)
            || year(word).is_some()
            || among(&BESIDE, &fold(word))
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    text.len() <= 80
        && (is_platform(text) || year(text).is_some() || text.split_whitespace().all(fact))
}

/// The year that a short text states, with a range or a month beside it: `2017`, `2016–2017`,
/// `May 2024`.
pub fn year(text: &str) -> Option<u16> {
    let text = text.trim_matches(['\'', '’', '.', ' ', '년']);
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let (digits, rest) = match digits {
        Some(digits) => (digits, &text[4..]),
        None => {
            // A month before it.
            let (month, digits) = text.rsplit_once(' ')?;
            let letters = month.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == ',');
            let months = [
                "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
            ];
            let lower = month.to_ascii_lowercase();
            let month =
                letters && month.len() <= 12 && months.iter().any(|name| lower.contains(name));
            (digits.get(..4).filter(|_| month)?, digits.get(4..)?)
        }
    };
    let ended = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || c == '년');
    let year: u16 = digits.parse().ok()?;
    ((1950..2101).contains(&year) && ended && rest.chars().count() <= 12).then_some(year)
}

/// Takes marks from the front of a line: bullets, stars, emoji, all but letters, digits, quotes and
/// brackets.
pub fn without_ornament(line: &str) -> &str {
    line.trim_start_matches(|c: char| {
        !c.is_alphanumeric()
            && !super::segments::QUOTES.iter().any(|(open, _)| *open == c)
            && !super::segments::BRACKETS.iter().any(|(open, _)| *open == c)
            || ('①'..='⓿').contains(&c)
    })
}

/// Takes `3.`, `3)`, `#3`, `No. 3`, `[3]`, `3/10`, `3위:`, `제3위`, `③`, a digit in a key cap from
/// the front; says whether there was a number.
pub fn without_number(line: &str) -> (&str, bool) {
    let line = line.trim();
    let circled =
        line.chars().find(|c| !c.is_whitespace()).is_some_and(|c| ('①'..='⓿').contains(&c));
    let rest = without_ornament(line);
    let marked = circled || line[..line.len() - rest.len()].contains('#');
    let mut core = rest;
    let mut worded = marked;
    for word in [
        "No.", "no.", "NO.", "Number ", "number ", "Nr.", "TOP ", "Top ", "Day ", "Part ", "Week ",
        "제",
    ] {
        if let Some(after) = core.strip_prefix(word) {
            let after = after.trim_start();
            if after.starts_with(|c: char| c.is_ascii_digit()) {
                (core, worded) = (after, true);
                break;
            }
        }
    }
    let bracket = core.starts_with(['(', '[', '【']);
    let inner = core.trim_start_matches(['(', '[', '【']).trim_start_matches(['#', ' ']);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return (rest, circled);
    }
    let after = &inner[digits..];
    let blank = |text: &str| text.starts_with(char::is_whitespace);
    let quoted =
        |text: &str| super::segments::QUOTES.iter().any(|(open, _)| text.starts_with(*open));
    if bracket {
        let closed = after.trim_start_matches(['위', '번']).strip_prefix([')', ']', '】']);
        return closed.map_or((rest, circled), |after| (tidy(after), true));
    }
    if let Some(after) = after.trim_start_matches('\u{fe0f}').strip_prefix('\u{20e3}') {
        return (tidy(after), true);
    }
    if let Some(after) = behind_total(&inner[..digits], after) {
        return (tidy(after), true);
    }
    if let Some(after) = after.strip_prefix(['위', '번', '편'])
        && !after.starts_with(char::is_alphanumeric)
    {
        return (tidy(after), true);
    }
    match after.strip_prefix(['.', ')', ':', '/', '．', '、', ']', '|']) {
        // `1.5` is one number.
        Some(after) if !after.starts_with(|c: char| c.is_ascii_digit()) => (tidy(after), true),
        Some(after) if blank(after) => (tidy(after), true),
        _ if after.trim_start().starts_with(['-', '–', '—', '|', '\t'])
            && (blank(after) || !after.starts_with('-')) =>
        {
            (tidy(after.trim_start()), true)
        }
        _ if after.starts_with('\t') || (worded && blank(after)) || quoted(after.trim_start()) => {
            (tidy(after), true)
        }
        _ => (rest, circled),
    }
}

/// What follows `/10`, where `number` is one of so many.
fn behind_total<'l>(number: &str, text: &'l str) -> Option<&'l str> {
    let text = text.strip_prefix('/')?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (total, after) = text.split_at(digits);
    let one_of = number.parse::<u32>().ok()? <= total.parse().ok()?;
    let parted = after.starts_with([' ', '\t', '.', ')', ':', '-', '–', '—', '|']);
    (one_of && parted).then_some(after)
}

/// What follows a number, without the marks between.
fn tidy(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ')' | ':' | '-' | '–' | '—' | '|' | '*' | '_' | ']')
    });
    without_ornament(text)
}

/// A title without a word before or behind it that is no part of it: `드라마 등대`,
/// `Quay review`; `None` when there is no such word.
pub fn without_word_beside(text: &str) -> Option<&str> {
    let besides =
        |word: &str| among(&BESIDE, &fold(word)) || is_platform(word) || year(word).is_some();
    if let Some((first, rest)) = text.split_once(char::is_whitespace)
        && besides(first)
    {
        return Some(rest.trim());
    }
    let (rest, last) = text.rsplit_once(char::is_whitespace)?;
    (besides(last) || is_rating(last)).then(|| rest.trim())
}

/// Whether a word says how good something is found: `9/10`, `8.5/10`, `90%`.
fn is_rating(word: &str) -> bool {
    let number = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.len() <= 4
            && text.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let percent = word.strip_suffix('%').is_some_and(number);
    percent || word.split_once('/').is_some_and(|(of, most)| number(of) && number(most))
}

/// Whether a piece behind a title says who made it: `by Han Seo`, `directed by Han Seo`.
pub fn is_credit(piece: &str) -> bool {
    let words = piece.trim();
    let names = ["by ", "written by ", "directed by ", "created by ", "starring ", "with "]
        .iter()
        .find_map(|front| words.strip_prefix(front));
    let capital = |word: &str| word == "and" || word.starts_with(|c: char| c.is_uppercase());
    names.is_some_and(|names| {
        names.len() <= 60 && !names.is_empty() && names.split_whitespace().all(capital)
    })
}

/// Whether a folded-to-be text is a label whose value is a title.
pub fn is_name_label(text: &str) -> bool {
    text.len() <= 40 && among(&NAMES, &fold(text))
}

/// Whether a heading or a label names a part of what is said about one drama.
pub fn is_part(text: &str) -> bool {
    text.len() <= 80 && among(&PARTS, &fold(text))
}

/// Whether a heading names a part of a page that is about no drama in particular.
pub fn is_elsewhere(text: &str) -> bool {
    let lower = text.trim().to_lowercase().replace(['\'', '’'], "");
    among(&ELSEWHERE, &fold(text))
        || OPENINGS.iter().any(|opening| {
            lower.strip_prefix(opening).is_some_and(|rest| {
                opening.ends_with(' ') || rest.is_empty() || rest.starts_with(' ')
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_all_kinds_are_taken_off() {
        for line in [
            "3. Quay",
            "3) Quay",
            "3.Quay",
            "#3 Quay",
            "#3: Quay",
            "No. 3 Quay",
            "(3) Quay",
            "[3] Quay",
            "3위 Quay",
            "3위: Quay",
            "제3위. Quay",
            "③ Quay",
            "3 - Quay",
            "3 – Quay",
            "• 3. Quay",
            "Day 3: Quay",
            "3/10 Quay",
            "3/10: Quay",
            "3\u{fe0f}\u{20e3} Quay",
            "3\u{20e3}Quay",
        ] {
            assert_eq!(without_number(line), ("Quay", true), "{line}");
        }
        assert_eq!(without_number("3 ‘Quay’"), ("‘Quay’", true));
        for line in ["24/7 Quay", "3/4Quay", "18 Again", "100 Days", "1.5 Lovers", "1986", "Quay 3"]
        {
            assert_eq!(without_number(line), (line, false));
        }
        assert_eq!(without_number("★ Quay"), ("Quay", false));
    }

    #[test]
    fn years_stand_alone_or_in_a_range() {
        for text in ["2017", "2017-2018", "2017–", "2017년", "May 2017", "12 May 2017"] {
            assert_eq!(year(text), Some(2017), "{text}");
        }
        for text in
            ["1200", "20170", "in the year 2017", "2017 was a good year for tea", "Reply 1988"]
        {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn words_beside_a_title_are_no_part_of_it() {
        assert_eq!(without_word_beside("드라마 등대"), Some("등대"));
        assert_eq!(without_word_beside("Quay Review"), Some("Quay"));
        assert_eq!(without_word_beside("The Quay"), None);
        assert_eq!(without_word_beside("Quay 8.5/10"), Some("Quay"));
        assert_eq!(without_word_beside("Quay 24/7x"), None);
        assert!(is_credit("by Han Seo and Min Ji") && !is_credit("by the sea"));
    }

    #[test]
    fn parts_of_a_page_are_no_titles() {
        assert!(is_part("Synopsis:") && is_part("줄거리") && !is_part("Quay"));
        assert!(
            is_elsewhere("How we chose") && is_elsewhere("Final thoughts") && !is_elsewhere("Howl")
        );
    }
}
