//! The tables of words: text files of lines `WHAT: phrase, phrase`, with `#` before remarks. A line
//! that begins with a blank goes on with the one before.

/// Cues, English and Korean.
pub const CUES: [&str; 2] =
    [include_str!("words/cues_english.txt"), include_str!("words/cues_korean.txt")];

/// Verdicts at the end of a clause.
pub const VERDICTS: &str = include_str!("words/verdicts.txt");

/// Beginnings of Korean words that act on what stands before.
pub const BEGINNINGS: &str = include_str!("words/beginnings_korean.txt");

/// Facts of a drama.
pub const FACTS: &str = include_str!("words/facts.txt");

/// What viewers say for tropes.
pub const TROPES: [&str; 2] =
    [include_str!("words/tropes_english.txt"), include_str!("words/tropes_korean.txt")];

/// Words that hold words of tropes and mean none of them.
pub const IDIOMS: &str = include_str!("words/idioms.txt");

/// Words that say nothing about a wish.
pub const FILLER: &str = include_str!("words/filler.txt");

/// What people are called beside their names.
pub const PEOPLE: &str = include_str!("words/people.txt");

/// What words mean where they are turned away.
pub const DENIED: &str = include_str!("words/denied.txt");

/// Words that together name a content warning where it is turned away.
pub const SCENES: &str = include_str!("words/scenes.txt");

/// Words that wish.
pub const WISHES: &str = include_str!("words/wishes.txt");

/// The phrases of a table in their order, each with what it means.
pub fn phrases(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut meaning = "";
    table.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let mut list = line;
        if !line.starts_with(' ')
            && let Some((head, rest)) = line.split_once(':')
        {
            (meaning, list) = (head, rest);
        }
        let said = meaning;
        let phrases = list.split(',').map(str::trim).filter(|phrase| !phrase.is_empty());
        phrases.map(move |phrase| (said, phrase))
    })
}

#[cfg(test)]
mod tests {
    use super::super::cues::Cue;
    use super::super::facts::Fact;
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn every_line_means_something() {
        for (name, phrase) in CUES.into_iter().chain([VERDICTS, BEGINNINGS]).flat_map(phrases) {
            assert!(Cue::named(name).is_some(), "{name}: {phrase}");
        }
        for (name, phrase) in phrases(FACTS) {
            assert!(Fact::named(name).is_some(), "{name}: {phrase}");
        }
        let catalog = tropewise_dramas::catalog();
        let ids: Vec<&str> =
            catalog.vocabulary().tropes().iter().map(|trope| trope.id.as_str()).collect();
        for (name, phrase) in TROPES.into_iter().flat_map(phrases) {
            let known = name.split(" + ").all(|id| ids.contains(&id));
            assert!(known, "{name}: {phrase}");
        }
    }

    #[test]
    fn phrases_are_short_and_told_apart() {
        let tables =
            CUES.into_iter().chain(TROPES).chain([VERDICTS, FACTS, IDIOMS, FILLER, DENIED, WISHES]);
        for table in tables {
            let all: Vec<&str> = phrases(table).map(|(_, phrase)| phrase).collect();
            for (at, phrase) in all.iter().enumerate() {
                assert!(tokens(phrase).len() <= 7, "{phrase}");
                assert!(!all[..at].contains(phrase), "{phrase} stands twice");
            }
        }
    }

    #[test]
    fn a_line_goes_on_with_the_next() {
        let table = "# a remark\n\nfirst: one, two,\n    three\nsecond: four\n";
        let read: Vec<_> = phrases(table).collect();
        let expected = [("first", "one"), ("first", "two"), ("first", "three"), ("second", "four")];
        assert_eq!(read, expected);
    }
}
