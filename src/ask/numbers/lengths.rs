//! Minutes and hours: whether they are of an episode, of all, or of who watches.

use super::Limit;
use super::Reader;
use super::bounded::bounded;
use super::words::{BEHIND, Bound, Unit};
use crate::ask::token::TokenKind;

impl Reader<'_> {
    /// "Four 12-hour shifts", "50 episodes is nothing to her": whether a number is of who watches, or
    /// bounds nothing.
    pub(super) fn is_no_length(&self, unit: Unit, end: usize) -> bool {
        const SPENT: [&str; 12] = [
            "shift", "shifts", "flight", "flights", "drive", "ride", "journey", "layover",
            "workday", "workdays", "surgery", "meeting",
        ];
        const NO_MATTER: [&str; 10] = [
            "is nothing",
            "are nothing",
            "is fine",
            "are fine",
            "is okay",
            "are okay",
            "is no problem",
            "are no problem",
            "doesn't scare",
            "don't scare",
        ];
        let is = |words: &&str| self.words(end, words).is_some();
        match unit {
            // "I work 60 hours a week"
            Unit::Hours => SPENT.iter().chain(&["a week", "per week", "a day"]).any(is),
            Unit::Episodes => NO_MATTER.iter().any(is),
            _ => false,
        }
    }

    /// "I've got 40 minutes", "my 25 minute commute": as much time as there is for an episode.
    pub(super) fn is_time_to_spare(&self, at: usize, end: usize) -> bool {
        const SPARE: [&str; 8] =
            ["commute", "break", "lunch", "ride", "train", "bus", "nap", "treadmill"];
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let have = |back: usize| {
            at.checked_sub(back)
                .is_some_and(|at| matches!(word(at), "have" | "got" | "i've" | "only"))
        };
        SPARE.contains(&word(end)) || (have(1) && word(end) != "episodes")
    }

    /// Whether hours are of an episode: behind what says so.
    pub(super) fn per_episode(&self, at: usize, end: usize) -> Option<usize> {
        const BEHIND: [&str; 7] = [
            "per episode",
            "an episode",
            "each episode",
            "each",
            "a piece",
            "long episodes",
            "episodes",
        ];
        let said = BEHIND.iter().find_map(|words| self.words(end, words));
        let before = self.tokens[..at].iter().rev().take(2);
        let mut before = before.filter(|token| token.kind == TokenKind::Word);
        let episodes = before.any(|token| matches!(token.lower.as_str(), "episodes" | "episode"));
        said.or(episodes.then_some(end))
    }

    /// "Half an hour at most", "under half an hour": of an episode. Without a bound it is a fact.
    pub(super) fn half_an_hour(&self, at: usize, bound: Option<Bound>) -> Option<(usize, Limit)> {
        const HALF: f32 = 30.0;
        let mut end = self.words(at, "half an hour").or_else(|| self.words(at, "half hour"))?;
        for unit in ["episodes", "eps", "each", "long", "an episode", "per episode"] {
            end = self.words(end, unit).unwrap_or(end);
        }
        let behind = self.longest(end, BEHIND);
        let (end, bound) = behind.map_or((end, bound), |(end, bound)| (end, Some(bound)));
        let bound = bound.filter(|bound| matches!(bound, Bound::Most | Bound::Below))?;
        Some((end, bounded(Unit::Minutes, HALF, Some(bound))?))
    }
}
