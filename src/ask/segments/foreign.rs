//! Where a name of a work stands that is no Korean drama.

use super::{Cutter, Titles, What};
use crate::ask::foreign::Found;

/// Words behind a name that say what is to be like it.
const BEHIND: [&str; 10] =
    ["vibe", "vibes", "style", "esque", "energy", "type", "but", "fans", "fan", "feel"];

/// Words of one country before a name: "the Korean Gossip Girl".
const BEFORE: [&str; 6] = ["korean", "kdrama", "anime", "manga", "novel", "movie"];

impl Cutter<'_> {
    /// The work that is named here. A title of the catalogue that is as long comes first, and so
    /// does whatever else says more.
    pub(super) fn foreign(
        &self,
        at: usize,
        other: Option<&(usize, What, Option<&'static str>)>,
    ) -> Option<Found> {
        let lexicon = self.lexicon;
        let found = lexicon.foreign.find(self.text, self.tokens, at)?;
        let title = lexicon.names.title(self.text, self.tokens, at);
        if title.is_some_and(|title| title.end >= found.end) {
            return None;
        }
        let known = other.map_or(0, |(end, ..)| *end);
        if known > found.end || !self.is_named(at, found, known == found.end) {
            return None;
        }
        Some(found)
    }

    /// "the Korean Gossip Girl": whether a word says that a counterpart of the work behind it is
    /// asked for.
    pub(super) fn is_counterpart(&self, at: usize) -> bool {
        self.titles == Titles::Expected
            && BEFORE.contains(&self.tokens[at].lower.as_str())
            && at + 1 < self.tokens.len()
            && self.lexicon.foreign.find(self.text, self.tokens, at + 1).is_some()
    }

    /// Whether words that are a name stand where one is meant; they may be `known` as something
    /// else.
    fn is_named(&self, at: usize, found: Found, known: bool) -> bool {
        let words = &self.tokens[at..found.end];
        if words.iter().any(|token| token.hangul) {
            let syllables = words.iter().map(|token| token.lower.chars().count()).sum::<usize>();
            let called = self.titles == Titles::Expected
                || self.followed_by_like(found.end)
                || found.particle.is_some_and(|p| matches!(p, "처럼" | "같은" | "같이" | "풍"));
            return called || (syllables >= 3 && !found.common && !known);
        }
        let mut content: Vec<usize> =
            (at..found.end).filter(|at| !self.is_small(&self.tokens[*at])).collect();
        // "This Is Us"
        if content.is_empty() {
            content = (at..found.end).collect();
        }
        let capital = |at: &usize| self.tokens[*at].capital;
        let written = !content.is_empty() && content.iter().all(capital);
        let named = self.mixed && written;
        if found.common || known {
            // "like Suits", "fans of Dexter and Lost": a word of every day is a name only there.
            let listed = self.mixed && matches!(self.before_list_words(), Some(What::Foreign(..)));
            let here = self.titles == Titles::Expected || listed;
            return here && written && (content.len() >= 3 || self.ends_here(found.end));
        }
        let strange = content.iter().any(|at| self.means_nothing_else(*at));
        let several = content.len() >= 2;
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let marked = BEHIND.contains(&word(found.end))
            || at.checked_sub(1).is_some_and(|before| BEFORE.contains(&word(before)));
        match self.titles {
            Titles::Expected => !self.mixed || written || strange,
            _ if marked && (strange || several || written) => true,
            Titles::Possible => named || ((strange || several) && self.ends_here(found.end)),
            // "My favourite show is Breaking Bad": two words with capitals are no chance.
            Titles::Marked => (named && (several || strange)) || (several && strange),
        }
    }

    /// A name with a slip of the keyboard, where one has to stand.
    pub(super) fn slip_of_foreign(&self, at: usize, most: usize) -> Option<(usize, usize)> {
        (at + 1..=most).rev().find_map(|end| {
            let words = &self.text[self.tokens[at].start..self.tokens[end - 1].end];
            let work = self.lexicon.foreign.mistyped(words)?;
            Some((end, work))
        })
    }
}
