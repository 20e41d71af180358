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
const BESIDE: [&str; 53] = [
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
    "등장인물",
    "인물관계도",
    "출연진",
    "몇부작",
    "다시보기",
    "재방송",
    "시청률",
    "원작",
    "평점",
    "해석",
    "결말해석",
    "스포",
    "스포일러",
    "촬영지",
    "ott",
    "cast",
    "plot",
    "ending",
    "explained",
    "summary",
    "kdramas",
];

/// Labels whose value is a title.
const NAMES: [&str; 17] = [
    "title",
    "drama",
    "name",
    "english",
    "hangul",
    "dramatitle",
    "dramaname",
    "showtitle",
    "showname",
    "seriestitle",
    "seriesname",
    "englishtitle",
    "제목",
    "드라마",
    "작품",
    "드라마명",
    "작품명",
];

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

/// Whether a character is a number in a circle: `①`, `➊`.
fn is_circled(c: char) -> bool {
    ('①'..='⓿').contains(&c) || ('❶'..='➓').contains(&c)
}

/// Takes marks from the front of a line: bullets, stars, emoji, all but letters, digits, quotes and
/// brackets.
pub fn without_ornament(line: &str) -> &str {
    // A box to tick: `- [ ] Quay`.
    let bare = without_marks(line);
    match ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| bare.strip_prefix(mark)) {
        Some(rest) => without_marks(rest),
        None => bare,
    }
}

fn without_marks(line: &str) -> &str {
    line.trim_start_matches(|c: char| {
        !c.is_alphanumeric()
            && !super::segments::QUOTES.iter().any(|(open, _)| *open == c)
            && !super::segments::BRACKETS.iter().any(|(open, _)| *open == c)
            || is_circled(c)
    })
}

/// Words that may stand before the number of an entry, with a mark behind it: `Rank 3: Quay`.
const ENTRIES: [&str; 17] = [
    "rank", "ranking", "place", "pick", "choice", "drama", "k-drama", "kdrama", "show", "series",
    "entry", "spot", "nr", "n", "nº", "episode", "puesto",
];

/// The marks that may stand behind the number of an entry, blanks or not.
const MARKS: [char; 9] = ['.', ')', ':', '/', '．', '、', ']', '|', '–'];

/// Takes `3.`, `3)`, `#3`, `No. 3`, `[3]`, `3/10`, `3위:`, `제3위`, `③`, a digit in a key cap,
/// `03`, `3rd place:`, `Rank 3:`, `III.` from the front; says whether there was a number.
pub fn without_number(line: &str) -> (&str, bool) {
    let line = line.trim();
    let circled = line.chars().find(|c| !c.is_whitespace()).is_some_and(is_circled);
    let rest = without_ornament(line);
    let marked = circled || line[..line.len() - rest.len()].contains(['#', '№']);
    let mut core = rest;
    let mut worded = marked;
    for word in [
        "No.", "no.", "NO.", "Number ", "number ", "Nr.", "TOP", "Top", "Day ", "Part ", "Week ",
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
    if let Some(after) = of_entry(core).or_else(|| roman(core)) {
        return (tidy(after), true);
    }
    let bracket = core.starts_with(['(', '[', '【']);
    let inner = core.trim_start_matches(['(', '[', '【']).trim_start_matches(['#', ' ']);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        // `a) Quay`
        let lettered = core.strip_prefix(|c: char| c.is_ascii_alphabetic());
        let after = lettered.and_then(|after| after.strip_prefix(") "));
        return after.map_or((rest, circled), |after| (tidy(after), true));
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
    if let Some(after) = behind_total(&inner[..digits], after).or_else(|| ordinal(after)) {
        return (tidy(after), true);
    }
    // `03 Quay` counts; `3 Quay` may be a title.
    worded |= digits > 1 && inner.starts_with('0');
    match after.strip_prefix(&MARKS[..MARKS.len() - 1]) {
        // `1.5` is one number.
        Some(after) if !after.starts_with(|c: char| c.is_ascii_digit()) => (tidy(after), true),
        Some(after) if blank(after) => (tidy(after), true),
        _ if after.trim_start().starts_with(['-', '–', '—', '|', '\t'])
            && (blank(after) || !after.starts_with('-') || worded || blank(&after[1..])) =>
        {
            (tidy(after.trim_start()), true)
        }
        _ if after.trim_start().starts_with(is_pointer) => (tidy(after), true),
        _ if after.starts_with('\t') || (worded && blank(after)) || quoted(after.trim_start()) => {
            (tidy(after), true)
        }
        _ => (rest, circled),
    }
}

/// A mark that points from a number to what it counts: `3 ▸ Quay`.
fn is_pointer(c: char) -> bool {
    matches!(c, '▸' | '►' | '▶' | '→' | '»' | '•' | '·' | '▪' | '■' | '●' | '➤' | '➔' | '✦')
}

/// What follows the number of an entry and its mark: `Rank 3: Quay`, `Drama #3 – Quay`.
fn of_entry(line: &str) -> Option<&str> {
    let (word, after) = line.split_at(line.find(|c: char| !c.is_alphanumeric() && c != '-')?);
    if word.len() > 10 || !ENTRIES.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let number = after.trim_start_matches(['.', ' ', '\u{a0}', '#', 'º', '°']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let after = number.get(digits..).filter(|_| (1..=3).contains(&digits))?;
    let marked = after.strip_prefix(MARKS);
    let dashed = after.strip_prefix(' ').filter(|rest| rest.starts_with(['-', '–', '—', '|', ':']));
    marked.or(dashed)
}

/// What follows the ending of an ordinal number: `st place: Quay`, `º Quay`, `번째 드라마: 등대`.
fn ordinal(text: &str) -> Option<&str> {
    for ending in ["위", "번째", "번", "편", "º", "°", "ª"] {
        if let Some(after) = text.strip_prefix(ending) {
            let words = ["드라마", "추천", "lugar", "puesto", "place", "작품"];
            let bare = after.trim_start();
            let after = words.iter().find_map(|word| behind_word(bare, word)).unwrap_or(after);
            return (!after.starts_with(char::is_alphanumeric)).then_some(after);
        }
    }
    let ending = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_prefix(ending))?;
    let place = ["place", "pick", "choice", "drama"];
    let bare = ending.trim_start();
    let after = place.iter().find_map(|word| behind_word(bare, word)).unwrap_or(ending);
    let after = after.trim_start();
    after.starts_with([':', '-', '–', '—', '.', ')', '|']).then_some(after)
}

/// What follows a word, in any case, and the mark behind it.
fn behind_word<'l>(text: &'l str, word: &str) -> Option<&'l str> {
    let front = text.get(..word.len()).filter(|front| front.eq_ignore_ascii_case(word))?;
    let after = text[front.len()..].trim_start();
    after.starts_with([':', '-', '–', '—', '|', '.']).then_some(after)
}

/// What follows a Roman number: `IV. Quay`, `II) Quay`.
fn roman(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(|byte| b"IVX".contains(byte)).count();
    let after = line.get(digits..).filter(|_| (1..=7).contains(&digits))?;
    after.strip_prefix(['.', ')']).filter(|after| after.starts_with(char::is_whitespace))
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
        c.is_whitespace()
            || is_pointer(c)
            || matches!(c, '.' | ')' | ':' | '-' | '–' | '—' | '|' | '*' | '_' | ']')
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
    if is_platform(last) {
        // `Quay on Netflix`
        let on = ["on", "at", "via"].iter().find_map(|word| rest.trim_end().strip_suffix(word));
        return Some(on.filter(|on| on.ends_with(char::is_whitespace)).unwrap_or(rest).trim());
    }
    (besides(last) || is_rating(last)).then(|| rest.trim())
}

/// Whether a word says how good something is found, or when it was: `9/10`, `90%`, `'17`.
fn is_rating(word: &str) -> bool {
    let number = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.len() <= 4
            && text.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let percent = word.strip_suffix('%').is_some_and(number);
    let short_year =
        word.strip_prefix(['\'', '’']).is_some_and(|digits| digits.len() == 2 && number(digits));
    percent
        || short_year
        || word.split_once('/').is_some_and(|(of, most)| number(of) && number(most))
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
            "3- Quay",
            "#3-Quay",
            "TOP3 Quay",
            "➌ Quay",
            "c) Quay",
            "03 Quay",
            "№3 Quay",
            "3º Quay",
            "3º lugar: Quay",
            "3rd place: Quay",
            "3rd: Quay",
            "3번째 Quay",
            "3번째 드라마 : Quay",
            "Rank 3: Quay",
            "Drama #3 – Quay",
            "Pick 3. Quay",
            "III. Quay",
            "3▸ Quay",
            "3 » Quay",
            "- [ ] 3. Quay",
        ] {
            assert_eq!(without_number(line), ("Quay", true), "{line}");
        }
        assert_eq!(without_number("3 ‘Quay’"), ("‘Quay’", true));
        for line in [
            "24/7 Quay",
            "3/4Quay",
            "18 Again",
            "100 Days",
            "1.5 Lovers",
            "1986",
            "Quay 3",
            "20th Century Quay",
            "Show Window",
            "Drama 3 Quay",
            "VIP",
            "I Quay",
        ] {
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
        assert_eq!(without_word_beside("Quay on Netflix"), Some("Quay"));
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
