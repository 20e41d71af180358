//! Verdicts of what was named: "love triangle: no", "not my husband's thing, all those gangsters".

use super::{Cutter, Segment, What};
use crate::ask::cues::Role;
use crate::ask::token::TokenKind;

impl Cutter<'_> {
    /// "Love triangle: no", "zombies are a hard pass": a verdict of what stands before, at the end
    /// of its clause.
    pub(super) fn verdict(&self, at: usize) -> Option<(usize, Role)> {
        const JOINS: [&str; 8] =
            ["but", "and", "so", "though", "because", "since", "however", "or"];
        let (end, role) = self.lexicon.verdicts.find(self.tokens, at)?;
        let phrase = end >= at + 2 && role.is_negative();
        // "off the table for me"
        let is = |at: usize, words: &[&str]| {
            self.tokens.get(at).is_some_and(|token| words.contains(&token.lower.as_str()))
        };
        let for_me = is(end, &["for"]) && is(end + 1, &["me", "us", "her", "him"]);
        let end = if for_me { end + 2 } else { end };
        let ends = self.tokens.get(end).is_none_or(|next| {
            // "Hard no: gore" begins a list.
            (next.kind != TokenKind::Word && next.lower != ":")
                || JOINS.contains(&next.lower.as_str())
        });
        let before = self.segments.iter().rev().find(|segment| {
            !matches!(segment.what, What::Comma | What::Filler) && !self.asks(segment)
        });
        let of_a_thing = before.is_some_and(|segment| {
            matches!(
                segment.what,
                What::Title(..)
                    | What::UnknownTitle
                    | What::Tropes(..)
                    | What::Warning(..)
                    | What::Person(_)
                    | What::Service(_)
                    | What::Fact(_)
            ) || (phrase && segment.what == What::Unknown)
        });
        (ends && of_a_thing).then_some((end, *role))
    }

    /// "Not my husband's thing, all those gangsters": said before what it is said of.
    pub(super) fn disliked_first(&self, at: usize) -> Option<usize> {
        let (end, ()) = self.lexicon.disliked.find(self.tokens, at)?;
        let said = |segment: &&Segment| !matches!(segment.what, What::Filler | What::Cue(_));
        let first = self.segments.iter().rev().find(said);
        let begins = first.is_none_or(|segment| segment.what == What::Stop);
        let goes_on = self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Comma);
        (begins && goes_on).then_some(end)
    }

    /// Whether a question mark stands here: "Zombies? No thanks."
    pub(super) fn asks(&self, segment: &Segment) -> bool {
        segment.what == What::Stop && self.text[segment.start..segment.end].starts_with('?')
    }
}
