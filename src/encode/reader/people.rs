//! Leads, where a text names them: `Choi Ung (Choi Woo-shik)`, `starring Ji Sung and Han Ji-min`.

/// The most leads taken from one text.
const MOST: usize = 8;
/// The longest name of an actor, in bytes.
const LONGEST: usize = 40;
/// What introduces actors.
const CUES: [&str; 5] = ["starring ", "stars ", "played by ", "portrayed by ", "Starring "];

/// The actors a text names, in its order, each once, spelt as the text does.
#[must_use]
pub fn leads(text: &str) -> Vec<String> {
    let mut found: Vec<(usize, &str)> = in_brackets(text).chain(after_cues(text)).collect();
    found.sort_by_key(|(at, _)| *at);
    let mut leads: Vec<String> = Vec::new();
    for (_, name) in found {
        let key = crate::catalog::fold(name);
        if leads.len() < MOST && !leads.iter().any(|known| crate::catalog::fold(known) == key) {
            leads.push(name.to_owned());
        }
    }
    leads
}

/// `Character (Actor)`: a name in brackets right behind a capitalised word.
fn in_brackets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('(').filter_map(|(open, _)| {
        let before = text[..open].trim_end_matches(' ');
        let word = before.rsplit([' ', '\n', '(', '“', '‘', '—']).next()?;
        let rest = &text[open + 1..];
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b')')?;
        let name = rest.get(..end)?.trim();
        let name = name.strip_prefix("played by ").unwrap_or(name);
        (word.starts_with(char::is_uppercase) && is_name(name)).then_some((open, name))
    })
}

/// `starring A, B and C`.
fn after_cues(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = CUES.iter().flat_map(|cue| text.match_indices(*cue).map(|(at, _)| at + cue.len()));
    starts.flat_map(|start| {
        let rest = &text[start..];
        let end =
            rest.find(['.', ';', '(', ')', '\n', ':', '!', '?', '"', '”']).unwrap_or(rest.len());
        let mut names = Vec::new();
        for part in rest[..end].split(',').flat_map(|part| part.split(" and ")) {
            let name = part.trim().trim_start_matches("and ");
            if !is_name(name) {
                break;
            }
            names.push((start + (name.as_ptr() as usize - rest.as_ptr() as usize), name));
        }
        names
    })
}

/// Two to four capitalised words of letters, hyphens and apostrophes, none of them a word that
/// names places or services.
fn is_name(text: &str) -> bool {
    const NO_NAMES: [&str; 12] = [
        "Prime", "Video", "Netflix", "Disney", "Viki", "Season", "Episode", "The", "Part",
        "Korean", "South", "Channel",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    let named = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
            && word.chars().any(char::is_lowercase)
            && !NO_NAMES.contains(word)
    };
    text.len() <= LONGEST && (2..=4).contains(&words.len()) && words.iter().all(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actors_stand_in_brackets_behind_their_characters() {
        let text = "Exes Han Seo (Park Min-ji) and Do-yun (Lee Ra) meet (by chance) in Seoul \
            (South Korea). Han (Park Min Ji) leaves.";
        assert_eq!(leads(text), ["Park Min-ji", "Lee Ra"]);
        assert_eq!(leads("On Viki (Prime Video) it runs (A Man)."), [] as [&str; 0]);
    }

    #[test]
    fn actors_follow_what_introduces_them() {
        assert_eq!(
            leads("A romance starring Park Min-ji, Lee Ra and Kang Ho. It stars rain."),
            ["Park Min-ji", "Lee Ra", "Kang Ho"]
        );
        assert_eq!(leads("starring (x"), [] as [&str; 0]);
    }
}
