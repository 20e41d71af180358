//! What stands beside a title without being part of it: platforms, years, words such as "review".

use crate::catalog::fold;

use super::labels::among;

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

/// Whether a text is a day or a time of one, and nothing else: `Sat 4 Feb, 3 pm`, `12 May`.
pub fn is_date(text: &str) -> bool {
    let stamps = ["Posted ", "Published ", "Updated "];
    let text = stamps.iter().find_map(|stamp| text.strip_prefix(stamp)).unwrap_or(text);
    text.len() <= 40
        && text.contains(|c: char| c.is_ascii_digit())
        && text.split_whitespace().all(is_word_of_date)
}

/// Whether a line ends with a day and a time of it, as what says who wrote and when does: `by tom »
/// Tue Jan 14, 2025 9:42 pm`.
pub fn is_byline(line: &str) -> bool {
    let words = || line.split_whitespace().rev().take_while(|word| is_word_of_date(word));
    words().nth(2).is_some() && words().any(|word| word.contains(':'))
}

/// Whether a word is a number, a time, a day or a month.
fn is_word_of_date(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun",
        "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    const ENDS: [&str; 10] = ["day", "uary", "ch", "il", "e", "ly", "ust", "t", "ober", "ember"];
    let korean = ["년", "월", "일"].iter().find_map(|end| word.strip_suffix(end));
    if korean.is_some_and(|number| number.parse::<u16>().is_ok()) || word.ends_with("요일") {
        return true;
    }
    let lower = word.trim_matches(['.', ',']).to_ascii_lowercase();
    let number = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
    let letters = lower.trim_start_matches(number);
    if matches!(letters, "" | "am" | "pm" | "st" | "nd" | "rd" | "th") {
        return true;
    }
    let ended = |rest: &str| rest.is_empty() || ENDS.iter().any(|end| rest.ends_with(end));
    lower.len() <= 9 && NAMES.iter().any(|name| lower.strip_prefix(name).is_some_and(ended))
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
    (besides(last) || is_rating(last) || is_episode(last)).then(|| rest.trim())
}

/// Whether a word counts episodes in Korean: `3회`, `1~2회`.
fn is_episode(word: &str) -> bool {
    let count = ["회", "화", "부작", "부"].iter().find_map(|end| word.strip_suffix(end));
    count.is_some_and(|count| {
        count.starts_with(|c: char| c.is_ascii_digit())
            && count.chars().all(|c| c.is_ascii_digit() || matches!(c, '~' | '-' | '∼' | ','))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
