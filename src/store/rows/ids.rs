//! Ids for a table that has none: made of the titles.

use std::collections::HashMap;

use crate::unicode::{composed, decomposed, is_mark};

/// The longest id made of a title, in characters.
const LONGEST: usize = 80;

/// Makes ids and remembers them. Memory grows with the rows.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Ids given, each with the number that the next one alike may try.
    given: HashMap<String, u32>,
    numbered: u64,
}

impl Ids {
    /// An id of letters and digits that was not given before: the title, then with the year, then
    /// with a number.
    pub fn make(&mut self, title: &str, year: Option<u16>) -> String {
        let plain = slug(title);
        if self.take(&plain) {
            return plain;
        }
        self.numbered += 1;
        let dated = year.map_or_else(|| plain.clone(), |year| format!("{plain}-{year}"));
        if self.take(&dated) {
            return dated;
        }
        loop {
            let next = self.given.entry(dated.clone()).or_insert(2);
            let id = format!("{dated}-{next}");
            *next += 1;
            if self.take(&id) {
                return id;
            }
        }
    }

    /// Whether an id was free, and takes it.
    pub fn take(&mut self, id: &str) -> bool {
        let free = !self.given.contains_key(id);
        if free {
            self.given.insert(id.to_owned(), 2);
        }
        free
    }

    /// How many ids bear a year or a number.
    pub fn numbered(&self) -> u64 {
        self.numbered
    }
}

/// The letters and digits of a title in lower case, with hyphens for what lies between.
fn slug(title: &str) -> String {
    let mut letters = String::with_capacity(title.len());
    for c in title.chars() {
        decomposed(c, &mut |c| {
            letters.extend(Some(c).filter(|c| !is_mark(*c)));
            true
        });
    }
    let plain = composed(&letters);
    let words = plain.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let words: Vec<String> = words
        .map(|word| word.replace(['\'', '’'], "").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let slug: String = words.join("-").chars().take(LONGEST).collect();
    if slug.is_empty() { String::from("untitled") } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_titles_and_never_repeat() {
        let mut ids = Ids::default();
        let made: Vec<String> = [
            ("It's Café!", None),
            ("Signal", Some(2016)),
            ("Signal", Some(2027)),
            ("Signal", Some(2027)),
            ("signal", None),
            ("도깨비", None),
            ("?!", None),
        ]
        .map(|(title, year)| ids.make(title, year))
        .into();
        let expected = [
            "its-cafe",
            "signal",
            "signal-2027",
            "signal-2027-2",
            "signal-2",
            "도깨비",
            "untitled",
        ];
        assert_eq!(made, expected);
        assert_eq!(ids.numbered(), 3);
    }

    #[test]
    fn many_equal_titles_take_linear_time() {
        let mut ids = Ids::default();
        (0..50_000).for_each(|_| drop(ids.make("Same", None)));
        assert_eq!(ids.make("Same", None), "same-50001");
    }
}
