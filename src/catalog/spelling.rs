//! Titles as people write them: years, seasons, articles and numbers spelled in other ways.

use super::fold::fold;

/// The highest number that stands for a season where no word says so.
const MOST_SEASONS: u16 = 9;

/// A title with a year behind it, in brackets or bare: `Title (2017)`, `[2017]`, `(2016–2017)`,
/// `2017`. The year is that of the beginning. Other text has none.
#[must_use]
pub fn split_year(name: &str) -> (&str, Option<u16>) {
    let name = name.trim_end();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((title, inside)) =
            name.strip_suffix(close).and_then(|name| name.rsplit_once(open))
        {
            let mut years =
                inside.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
            let plain = inside
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | '~' | ' '));
            let year = years
                .next()
                .and_then(year)
                .filter(|_| plain && years.all(|part| year(part).is_some() || part.len() == 2));
            if year.is_some() && !title.trim().is_empty() {
                return (title.trim_end(), year);
            }
        }
    }
    if let Some((title, last)) = name.rsplit_once(' ')
        && let Some(year) = year(last)
    {
        let title = title.trim_end().trim_end_matches(['-', '–', '—', ',', ':']).trim_end();
        if !title.is_empty() {
            return (title, Some(year));
        }
    }
    (name, None)
}

fn year(digits: &str) -> Option<u16> {
    let year = (digits.len() == 4).then(|| digits.parse().ok()).flatten()?;
    (1950..2100).contains(&year).then_some(year)
}

/// A title and the number of a season of it: `Title 2`, `S2`, `Season 2`, `Part 2`, `II`,
/// `시즌 2`, with or without a subtitle behind a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Season {
    /// What stands before the number.
    pub title: String,
    /// The number, from 1.
    pub number: u16,
    /// What stands behind a colon; empty when nothing does.
    pub subtitle: String,
}

/// Reads a season in a title; nothing where none is named.
#[must_use]
pub fn season(name: &str) -> Option<Season> {
    let (head, subtitle) = name.split_once(':').unwrap_or((name, ""));
    let whole = || season_at_end(name, "");
    season_at_end(head, subtitle).or_else(whole)
}

fn season_at_end(head: &str, subtitle: &str) -> Option<Season> {
    let words: Vec<&str> = head
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '&' | '.')))
        .filter(|word| !word.is_empty())
        .collect();
    let (last, before) = words.split_last()?;
    let lower = last.to_lowercase();
    const WORDS: [&str; 8] = ["season", "s", "part", "pt", "series", "시즌", "파트", "부"];
    let glued =
        WORDS.iter().find_map(|word| number(lower.strip_prefix(word)?.trim_start_matches('.')));
    let (number, rest) = match (number(&lower), glued) {
        (Some(number), _) => {
            let said = before
                .last()
                .is_some_and(|word| WORDS.contains(&word.to_lowercase().trim_end_matches('.')));
            let rest = if said { &before[..before.len() - 1] } else { before };
            (number, rest)
        }
        (None, Some(number)) => (number, before),
        (None, None) => (roman(&lower)?, before),
    };
    let title = rest.join(" ");
    (!title.is_empty()).then(|| Season { title, number, subtitle: subtitle.trim().to_owned() })
}

fn number(word: &str) -> Option<u16> {
    let digits = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten().filter(|number| (1..=MOST_SEASONS).contains(number))
}

fn roman(word: &str) -> Option<u16> {
    let at = ["ii", "iii", "iv", "v"].iter().position(|roman| *roman == word)?;
    Some(at as u16 + 2)
}

/// Keys of the same title with its article, "doctor" and numerals written another way.
#[must_use]
pub fn other_keys(title: &str) -> Vec<String> {
    let lower = title.trim().to_lowercase();
    let mut forms = vec![lower.clone()];
    let moved = [", the", ", a", ", an"].iter().find_map(|end| lower.strip_suffix(end));
    let bare = ["the ", "a ", "an "].iter().find_map(|start| lower.strip_prefix(start));
    match (moved, bare) {
        (Some(rest), _) | (None, Some(rest)) => forms.push(rest.to_owned()),
        (None, None) => {}
    }
    if bare.is_none() {
        forms.push(format!("the {}", moved.unwrap_or(&lower)));
    }
    let own = fold(title);
    let mut keys = Vec::new();
    for form in forms {
        let other = Some(respelled(&form)).filter(|other| *other != form);
        for words in [Some(form), other].into_iter().flatten() {
            let key = fold(&words);
            if !key.is_empty() && key != own && !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

const SPELLINGS: [(&str, &str); 14] = [
    ("okay", "ok"),
    ("you", "u"),
    ("versus", "vs"),
    ("doctor", "dr"),
    ("mister", "mr"),
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
    ("ninth", "9th"),
];

/// The words of a title, each of [`SPELLINGS`] spelled the other way.
#[must_use]
pub fn respelled(title: &str) -> String {
    let other = |word: &str| {
        let bare = word.trim_end_matches(['.', ',', '!', '?']);
        if let Some(year) = bare.parse().ok().filter(|year: &u16| bare.len() == 2 && *year >= 50) {
            return format!("{}", 1900 + year);
        }
        let pair = SPELLINGS.iter().find(|(long, short)| *long == bare || *short == bare);
        pair.map_or(word.to_owned(), |(long, short)| {
            if bare == *long { *short } else { *long }.to_owned()
        })
    };
    title.split(' ').map(other).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found_as_people_write_them() {
        for name in [
            "Kites (2016)",
            "Kites [2016]",
            "Kites (2016–2017)",
            "Kites (2016-17)",
            "Kites 2016",
            "Kites, 2016",
            "Kites - 2016",
        ] {
            assert_eq!(split_year(name), ("Kites", Some(2016)), "{name}");
        }
        for name in ["Kites", "2016", "Kites (part 2016)", "Kites 99", "Kites (x)"] {
            assert_eq!(split_year(name), (name, None), "{name}");
        }
    }

    #[test]
    fn seasons_are_found_as_people_write_them() {
        for name in [
            "Kites 2",
            "Kites S2",
            "Kites Season 2",
            "Kites: Season 2",
            "Kites (Part 2)",
            "Kites II",
            "Kites 시즌2",
            "Kites, pt. 2",
            "Kites 2:",
        ] {
            let season = season(name).map(|season| (season.title, season.number));
            assert_eq!(season, Some(("Kites".to_owned(), 2)), "{name}");
        }
        assert_eq!(
            season("Kites 3: On High").map(|season| season.subtitle),
            Some("On High".to_owned())
        );
        for name in ["Kites", "2", "Kites 1988", "Season 2", ""] {
            assert_eq!(season(name), None, "{name}");
        }
    }

    #[test]
    fn articles_and_numerals_are_spelled_both_ways() {
        assert!(other_keys("Kites").contains(&"thekites".to_owned()));
        assert!(other_keys("The Kites").contains(&"kites".to_owned()));
        assert!(other_keys("Kites, The").contains(&"thekites".to_owned()));
        assert!(other_keys("Doctor Kite").contains(&"drkite".to_owned()));
        assert!(other_keys("Kites 88").contains(&"kites1988".to_owned()));
        assert!(other_keys("The 8th Kite").contains(&"theeighthkite".to_owned()));
        assert!(other_keys("A Kite for u, ok").contains(&"akiteforyouokay".to_owned()));
    }
}
