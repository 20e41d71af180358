//! The tables of words: text files of lines `WHAT: phrase, phrase`, with `#` before remarks. A line
//! that begins with a blank goes on with the one before.
//!
//! A program has them in it. A page in a browser, where every byte is sent, gets them as a part of
//! its own when the first wish is typed.

use serde::{Deserialize, Serialize};

use crate::encode::ImageError;

/// All tables.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Words {
    /// Cues, English and Korean.
    #[serde(borrow)]
    pub(super) cues: [&'static str; 2],
    /// Verdicts at the end of a clause.
    pub(super) verdicts: &'static str,
    /// Beginnings of Korean words that act on what stands before.
    pub(super) beginnings: &'static str,
    /// Facts of a drama.
    pub(super) facts: &'static str,
    /// What viewers say for tropes, English and Korean.
    #[serde(borrow)]
    pub(super) tropes: [&'static str; 2],
    /// Words that hold words of tropes and mean none of them.
    pub(super) idioms: &'static str,
    /// Words that say nothing about a wish.
    pub(super) filler: &'static str,
    /// What people are called beside their names.
    pub(super) people: &'static str,
    /// What words mean where they are turned away.
    pub(super) denied: &'static str,
    /// Words that together name a content warning where it is turned away.
    pub(super) scenes: &'static str,
    /// What happens in stories of a trope, in words of every day.
    pub(super) stories: &'static str,
    /// Words that wish.
    pub(super) wishes: &'static str,
    /// Works that are no Korean drama: those that are named most, and others.
    #[serde(borrow)]
    pub(super) foreign: [&'static str; 2],
}

impl Words {
    /// Those of this library.
    #[cfg(feature = "words")]
    #[must_use]
    pub const fn shipped() -> Self {
        Self {
            cues: [include_str!("words/cues_english.txt"), include_str!("words/cues_korean.txt")],
            verdicts: include_str!("words/verdicts.txt"),
            beginnings: include_str!("words/beginnings_korean.txt"),
            facts: include_str!("words/facts.txt"),
            tropes: [
                include_str!("words/tropes_english.txt"),
                include_str!("words/tropes_korean.txt"),
            ],
            idioms: include_str!("words/idioms.txt"),
            filler: include_str!("words/filler.txt"),
            people: include_str!("words/people.txt"),
            denied: include_str!("words/denied.txt"),
            scenes: include_str!("words/scenes.txt"),
            stories: include_str!("words/stories.txt"),
            wishes: include_str!("words/wishes.txt"),
            foreign: [include_str!("words/foreign.txt"), include_str!("words/foreign_more.txt")],
        }
    }

    /// Packs them for [`unpack`](Self::unpack), of foreign works only those that are named most: every
    /// byte is sent.
    ///
    /// # Errors
    /// [`ImageError`] when they cannot be packed, which texts in memory can.
    pub fn pack(&self) -> Result<Vec<u8>, ImageError> {
        let [most, _] = self.foreign;
        // In the order of the fields.
        let sent = (
            self.cues.map(terse),
            (terse(self.verdicts), terse(self.beginnings), terse(self.facts)),
            self.tropes.map(terse),
            (terse(self.idioms), terse(self.filler), terse(self.people)),
            (
                terse(self.denied),
                without_remarks(self.scenes),
                without_remarks(self.stories),
                terse(self.wishes),
            ),
            [without_remarks(most), String::new()],
        );
        postcard::to_stdvec(&sent).map_err(|error| ImageError(error.to_string()))
    }

    /// Opens what [`pack`](Self::pack) packed.
    ///
    /// # Errors
    /// [`ImageError`] when the bytes are not such an image or damaged.
    pub fn unpack(image: &'static [u8]) -> Result<Self, ImageError> {
        postcard::from_bytes(image).map_err(|error| ImageError(error.to_string()))
    }
}

/// The lines of a table that mean something.
fn without_remarks(table: &str) -> String {
    let telling = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    telling.collect::<Vec<_>>().join("\n")
}

/// The same without the breaks within its lists.
fn terse(table: &str) -> String {
    let mut terse = String::with_capacity(table.len());
    for line in without_remarks(table).lines() {
        // What goes on with the line before is one line with it.
        let goes_on = line.starts_with(' ');
        if goes_on && !terse.ends_with(',') {
            terse.push(',');
        } else if !goes_on && !terse.is_empty() {
            terse.push('\n');
        }
        terse += &line.trim().replace(", ", ",");
    }
    terse
}

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

#[cfg(all(test, feature = "words"))]
mod tests {
    use super::super::cues::Cue;
    use super::super::facts::Fact;
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn every_line_means_something() {
        let words = Words::shipped();
        let cues = words.cues.into_iter().chain([words.verdicts, words.beginnings]);
        for (name, phrase) in cues.flat_map(phrases) {
            assert!(Cue::named(name).is_some(), "{name}: {phrase}");
        }
        for (name, phrase) in phrases(words.facts) {
            assert!(Fact::named(name).is_some(), "{name}: {phrase}");
        }
        let catalog = tropewise_dramas::catalog();
        let ids: Vec<&str> =
            catalog.vocabulary().tropes().iter().map(|trope| trope.id.as_str()).collect();
        for (name, phrase) in words.tropes.into_iter().flat_map(phrases) {
            let known = name.split(" + ").all(|id| ids.contains(&id));
            assert!(known, "{name}: {phrase}");
        }
    }

    #[test]
    fn phrases_are_short_and_told_apart() {
        let Words { cues, tropes, verdicts, facts, idioms, filler, denied, wishes, .. } =
            Words::shipped();
        let others = [verdicts, facts, idioms, filler, denied, wishes];
        let tables = cues.into_iter().chain(tropes).chain(others);
        for table in tables {
            let all: Vec<&str> = phrases(table).map(|(_, phrase)| phrase).collect();
            for (at, phrase) in all.iter().enumerate() {
                assert!(tokens(phrase).len() <= 7, "{phrase}");
                assert!(!all[..at].contains(phrase), "{phrase} stands twice");
            }
        }
    }

    #[test]
    fn tables_come_back_as_they_were_packed() {
        let words = Words::shipped();
        let image: &'static [u8] = words.pack().unwrap().leak();
        let back = Words::unpack(image).unwrap();
        let tables = |words: Words| {
            let Words { cues, tropes, foreign, verdicts, beginnings, facts, .. } = words;
            let Words { idioms, filler, people, denied, scenes, stories, wishes, .. } = words;
            let others = [verdicts, beginnings, facts, idioms, filler, people, denied, wishes];
            let all =
                cues.into_iter().chain(tropes).chain(others).chain([scenes, stories, foreign[0]]);
            all.map(|table| phrases(table).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        assert_eq!(tables(back), tables(words));
        assert!(back.foreign[1].is_empty());
        assert!(Words::unpack(&image[..image.len() / 2]).is_err());
    }

    #[test]
    fn a_line_goes_on_with_the_next() {
        let table = "# a remark\n\nfirst: one, two,\n    three\nsecond: four\n";
        let read: Vec<_> = phrases(table).collect();
        let expected = [("first", "one"), ("first", "two"), ("first", "three"), ("second", "four")];
        assert_eq!(read, expected);
    }
}
