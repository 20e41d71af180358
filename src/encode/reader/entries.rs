//! Lists whose entries begin with titles, however these are written: `- quay. a boat is lost`,
//! `- long pier -> two sisters inherit it`.

use std::ops::Range;

use super::labels::is_part;
use super::outline::Outline;
use super::segments::{Apart, segments};

/// The longest title, in bytes, and its most words.
const TITLE: usize = 70;
const MOST_WORDS: usize = 9;
/// The least that an entry says, in bytes.
const SAYS: usize = 30;
/// How many lines show which entries begin with titles.
const LOOKED_AT: usize = 2_000;
/// So many entries make a list, and so many of them are known titles.
const LIST: usize = 3;
const KNOWN: usize = 2;

/// Such a list: the mark before its entries, where they have one.
#[derive(Debug, Default)]
pub struct Entries {
    list: Option<Option<char>>,
}

impl Entries {
    /// The list of a text that begins with known titles, half of its entries or more.
    pub fn of(text: &str, outline: &Outline<'_>) -> Self {
        for mark in [Some('-'), Some('*'), Some('•'), Some('·'), Some('+'), None] {
            let lines = text.lines().take(LOOKED_AT);
            let titles = lines.filter_map(|line| Some(&line[title(line, mark)?]));
            let titles: Vec<&str> = titles.collect();
            if titles.len() < LIST {
                continue;
            }
            let known = titles.iter().filter(|title| outline.find(title).is_some()).count();
            if known >= KNOWN && known * 2 >= titles.len() {
                return Self { list: Some(mark) };
            }
        }
        Self::default()
    }

    /// Where the title of a line stands that is an entry of the list.
    pub fn title(&self, line: &str) -> Option<Range<usize>> {
        title(line, self.list?)
    }
}

/// What an entry begins with, up to the first mark that parts it from what is said.
fn title(line: &str, mark: Option<char>) -> Option<Range<usize>> {
    let said = match mark {
        Some(mark) => line.trim_start().strip_prefix(mark)?.strip_prefix(' ')?,
        None => line.trim_start(),
    };
    let from = line.len() - said.len();
    let pieces = segments(said);
    let (first, next) = (pieces.first()?, pieces.get(1)?);
    let title = &said[first.range.clone()];
    // Without a mark before it a sentence would do.
    let stop = mark.is_some() && next.apart == Apart::Stop;
    let slash = next.apart == Apart::Comma && said[first.range.end..].trim_start().starts_with('/');
    let parted = stop || slash || matches!(next.apart, Apart::Dash | Apart::Colon);
    let fits = first.apart == Apart::Start
        && title.len() <= TITLE
        && title.split_whitespace().count() <= MOST_WORDS
        && title.contains(char::is_alphabetic)
        && !title.contains(['*', '_'])
        && !is_part(title);
    let says = said.len() - next.range.start >= SAYS;
    (parted && fits && says).then(|| from + first.range.start..from + first.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::DramaIdx;

    #[test]
    fn half_of_the_entries_show_what_all_begin_with() {
        let find = |title: &str, _: Option<u16>| {
            ["quay", "long pier"]
                .iter()
                .position(|known| *known == title)
                .map(|at| DramaIdx(at as u32))
        };
        let outline = Outline::new(&find, false);
        let list = "- quay!! a boat is lost in the fog at night\n\
            - long pier -> two sisters inherit it and a debt\n\
            - a lamp for two: the keeper of a lighthouse is alone";
        let entries = Entries::of(list, &outline);
        let titles: Vec<&str> =
            list.lines().filter_map(|line| Some(&line[entries.title(line)?])).collect();
        assert_eq!(titles, ["quay", "long pier", "a lamp for two"]);
        let other = list.replace("long pier", "a short one");
        assert_eq!(
            Entries::of(&other, &outline).title("- quay. a boat is lost at night, they say"),
            None
        );
    }
}
