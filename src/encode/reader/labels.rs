//! Labels and headings that are no titles: parts of what is said of a drama, parts of a page.

use crate::catalog::fold;

use super::numbering::without_number;

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

/// Those of them that stand beside another, or whose value may be somebody.
const BESIDE_ANOTHER: [&str; 5] = ["name", "english", "hangul", "englishtitle", "dramaname"];

/// Labels and headings of parts of what a page says about one drama.
const PARTS: [&str; 118] = [
    "thegood",
    "thebad",
    "good",
    "bad",
    "lessgood",
    "highlights",
    "strengths",
    "weaknesses",
    "thoughts",
    "mythoughts",
    "ourtake",
    "mytake",
    "overall",
    "analysis",
    "acting",
    "writing",
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
    "mediaomitted",
    "imageomitted",
    "stickeromitted",
    "개요",
    "여담",
    "특징",
    "시청률",
];

/// Headings of parts of a page that are about no drama.
const ELSEWHERE: [&str; 60] = [
    "thanks",
    "yourturn",
    "note",
    "update",
    "disclaimer",
    "afterword",
    "links",
    "relatednotes",
    "backlinks",
    "resources",
    "sources",
    "homework",
    "questions",
    "acknowledgements",
    "discussion",
    "license",
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
    "nextissue",
    "readinglist",
    "마치며",
    "마무리",
    "결론",
    "총평",
    "목차",
    "들어가며",
    "참고",
    "contributing",
    "관련문서",
    "둘러보기",
    "각주",
    "외부링크",
    "분류",
    "대표작",
    "작품목록",
    "목록",
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
pub fn among(list: &[&str], key: &str) -> bool {
    let ascii = key.is_ascii();
    list.iter()
        .any(|known| if ascii { *known == key } else { !known.is_ascii() && fold(known) == key })
}

/// Whether a folded-to-be text is a label whose value is a title.
pub fn is_name_label(text: &str) -> bool {
    text.len() <= 40 && among(&NAMES, &fold(text))
}

/// Whether a heading or a label names a part of what is said about one drama.
pub fn is_part(text: &str) -> bool {
    text.len() <= 80 && among(&PARTS, &fold(text))
}

/// A heading without its number and what may be done with it: `2.1. Plot[edit]`.
pub fn bare_heading(text: &str) -> &str {
    let bare = without_number(text).0;
    let ends = ["[edit]", "[편집]", "[ edit ]", "[edit source]"];
    ends.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare).trim()
}

/// Whether a heading names a part of a page that is about no drama in particular.
pub fn is_elsewhere(text: &str) -> bool {
    let lower = text.trim().to_lowercase().replace(['\'', '’'], "");
    // `Top 5 Office Dramas, Ranked`
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '-');
    let several = words.into_iter().any(|word| matches!(word, "dramas" | "k-dramas" | "kdramas"));
    several
        || among(&ELSEWHERE, &fold(text))
        || OPENINGS.iter().any(|opening| {
            lower.strip_prefix(opening).is_some_and(|rest| {
                opening.ends_with(' ') || rest.is_empty() || rest.starts_with(' ')
            })
        })
}

/// What stands behind the label of a title and its colon, whether or not the catalogue knows it:
/// `TITLE:   Quay`, `Title  : Quay`. A name may be anybody's, and a title in English or Korean is
/// told beside another.
pub fn behind_label(line: &str) -> Option<&str> {
    let (label, value) = line.split_once([':', '：'])?;
    let label = label.trim_start_matches(['-', '*', '•', ' ']);
    let title = is_name_label(label) && !among(&BESIDE_ANOTHER, &fold(label));
    (title && !value.trim().is_empty()).then(|| value.trim())
}

/// Where the value of a label begins that stands in a column or before an equals sign, where it is
/// one of a title: `TITLE      Quay`, `name=Quay`; with it, where the label ends.
pub fn of_name_label(line: &str) -> Option<(usize, usize)> {
    let end = line.find(|c: char| c == '=' || c.is_whitespace())?;
    let mark = &line[end..];
    let value = match mark.trim_start().strip_prefix('=') {
        Some(value) if !value.starts_with('=') => value.trim_start(),
        Some(_) => return None,
        None => mark.strip_prefix("  ")?.trim_start(),
    };
    (!value.is_empty() && is_name_label(&line[..end])).then(|| (end, line.len() - value.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_behind_its_label() {
        for line in ["TITLE      Quay", "name=Quay", "name = Quay", "Drama\t=\tQuay"] {
            assert_eq!(of_name_label(line).map(|(_, at)| &line[at..]), Some("Quay"), "{line}");
        }
        for line in ["Title Quay", "Network   Quay", "name==Quay", "name=", "Quay"] {
            assert_eq!(of_name_label(line), None, "{line}");
        }
    }

    #[test]
    fn parts_of_a_page_are_no_titles() {
        assert!(is_part("Synopsis:") && is_part("줄거리") && !is_part("Quay"));
        assert!(
            is_elsewhere("How we chose") && is_elsewhere("Final thoughts") && !is_elsewhere("Howl")
        );
    }
}
