//! Verdicts of what was named: "love triangle: no", "not my husband's thing, all those gangsters".

use super::{Cutter, Segment, What};
use crate::ask::cues::{Cue, Role};
use crate::ask::token::{Token, TokenKind};

impl Cutter<'_> {
    /// "Love triangle: no", "zombies are a hard pass": a verdict of what stands before, at the end
    /// of its clause.
    pub(super) fn verdict(&self, at: usize) -> Option<(usize, Role)> {
        const JOINS: [&str; 8] =
            ["but", "and", "so", "though", "because", "since", "however", "or"];
        let (end, role) = self
            .denied_verdict(at)
            .or_else(|| self.known_verdict(at))
            .or_else(|| self.too_much_so(at))?;
        let phrase = end >= at + 2 && role.is_negative();
        // "off the table for me"
        let is = |at: usize, words: &[&str]| {
            self.tokens.get(at).is_some_and(|token| words.contains(&token.lower.as_str()))
        };
        let for_me = is(end, &["for", "from"]) && is(end + 1, &["me", "us", "her", "him"]);
        let end = if for_me { end + 2 } else { end };
        // "Revenge of Others was mid tbh"
        let asides = ["tbh", "imo", "imho", "ngl", "lol", "honestly", "sorry", "really", "tho"];
        let end = if is(end, &asides) { end + 1 } else { end };
        let ends = self.tokens.get(end).is_none_or(|next| {
            // "Hard no: gore" begins a list.
            (next.kind != TokenKind::Word && (next.lower != ":" || self.tells_of_a_title(role)))
                || JOINS.contains(&next.lower.as_str())
        });
        let before = self.segments.iter().rev().find(|segment| {
            let just = &self.text[segment.start..segment.end] == "just";
            // "Goblin was frankly exhausting"
            let adverb = segment.what == What::Unknown
                && self.text[segment.start..segment.end].ends_with("ly");
            !just
                && !adverb
                && !matches!(segment.what, What::Comma | What::Filler | What::Cue(Cue::Topic))
                && !self.asks(segment)
        });
        let of_a_thing = before.is_some_and(|segment| {
            matches!(
                segment.what,
                What::Title(..)
                    | What::UnknownTitle
                    | What::Foreign(..)
                    | What::Tropes(..)
                    | What::Warning(..)
                    | What::Person(_)
                    | What::Service(_)
                    | What::Fact(_)
            ) || (phrase && segment.what == What::Unknown)
        });
        (ends && of_a_thing).then_some((end, role))
    }

    /// "The age gap was too weird for me": whatever it was too much of, where it is said of no title.
    fn too_much_so(&self, at: usize) -> Option<(usize, Role)> {
        /// Words that tell what it was too much of.
        const LONGEST: usize = 3;
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let is =
            matches!(word(at), "is" | "are" | "was" | "were" | "felt" | "feels" | "gets" | "got");
        let last = self.segments.iter().rev().find(|last| last.what != What::Filler)?;
        let named = matches!(last.what, What::Tropes(..) | What::Warning(..));
        if !is || word(at + 1) != "too" || !named {
            return None;
        }
        let end = (at + 3..=at + 2 + LONGEST).find(|end| word(*end) == "for")?;
        let within = self.tokens[at + 2..end].iter().all(|token| token.kind == TokenKind::Word);
        let mine = matches!(word(end + 1), "me" | "us" | "my" | "her" | "him");
        (within && mine).then_some((end, Role::Dislike))
    }

    /// "I found it dreadful": a verdict of what was named last, in the sentence before.
    pub(super) fn found_it(&self, at: usize) -> Option<(usize, Role)> {
        let word = |back: usize| {
            at.checked_sub(back).map_or("", |before| self.tokens[before].lower.as_str())
        };
        let found =
            matches!(word(2), "found" | "find" | "thought") && matches!(word(1), "it" | "them");
        if !found {
            return None;
        }
        self.known_verdict(at).filter(|(_, role)| matches!(role, Role::Like | Role::Dislike))
    }

    /// "Squid Game was way too bloody for me": of a title it is a verdict, whatever it was too much of.
    pub(super) fn too_much_of_a_title(&self, at: usize) -> Option<usize> {
        const NEAR: usize = 4;
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let me = matches!(word(at + 1), "me" | "us" | "my" | "her" | "him");
        let too = self.tokens[at.saturating_sub(NEAR)..at].iter().any(|token| token.lower == "too");
        if word(at) != "for" || !me || !too {
            return None;
        }
        let told = |segment: &&Segment| {
            matches!(
                segment.what,
                What::Tropes(..)
                    | What::Filler
                    | What::Unknown
                    | What::Cue(Cue::Before(Role::Less, _))
            )
        };
        let named = self.segments.iter().rev().find(|segment| !told(segment))?;
        matches!(named.what, What::Title(..)).then_some(at + 2)
    }

    /// "I found Goblin dull: all that waiting": no list begins there.
    fn tells_of_a_title(&self, role: Role) -> bool {
        let adverb = |segment: &Segment| {
            segment.what == What::Unknown && self.text[segment.start..segment.end].ends_with("ly")
        };
        let named = |segment: &&Segment| segment.what != What::Filler && !adverb(segment);
        let last = self.segments.iter().rev().find(named);
        role == Role::Dislike && last.is_some_and(|last| matches!(last.what, What::Title(..)))
    }

    /// "Gore doesn't scare me", "stalking isn't a trigger": a verdict that is denied turns nothing
    /// away.
    fn denied_verdict(&self, at: usize) -> Option<(usize, Role)> {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let (from, least) = match (word(at), word(at + 1)) {
            ("is" | "are" | "was" | "were", "not") => (at + 2, 1),
            ("isn't" | "aren't" | "wasn't" | "weren't", _) => (at + 1, 1),
            ("doesn't" | "don't" | "didn't" | "won't" | "never", _) => (at + 1, 2),
            _ => return None,
        };
        let article = usize::from(matches!(word(from), "a" | "an" | "really"));
        let from = from + article;
        let (end, role) = (from < self.tokens.len()).then(|| self.known_verdict(from))??;
        let denied = matches!(role, Role::Dislike | Role::Avoid) && end >= from + least;
        // "Romance that doesn't make me cringe" is wished for.
        let of_it = at > 0 && matches!(word(at - 1), "that" | "which");
        let role = if of_it { Role::Plain } else { Role::Neutral };
        denied.then_some((end, role))
    }

    /// The longest verdict that begins here. Adverbs in it say nothing else: "makes me physically
    /// sick".
    fn known_verdict(&self, at: usize) -> Option<(usize, Role)> {
        const ADVERBS: [&str; 9] =
            ["so", "too", "very", "just", "quite", "always", "still", "kinda", "fat"];
        /// Words that a verdict may be long with its adverbs.
        const LONGEST: usize = 8;
        let verdicts = &self.lexicon.verdicts;
        let plain = verdicts.find(self.tokens, at).map(|(end, role)| (end, *role));
        let is_adverb = |token: &Token| {
            let word = token.lower.as_str();
            (word.ends_with("ly") && word.len() > 4) || ADVERBS.contains(&word)
        };
        let window = &self.tokens[at..self.tokens.len().min(at + LONGEST)];
        if !window[1..].iter().any(is_adverb) {
            return plain;
        }
        let said =
            window.iter().enumerate().filter(|(place, token)| *place == 0 || !is_adverb(token));
        let (places, kept): (Vec<usize>, Vec<Token>) =
            said.map(|(place, token)| (place, token.clone())).unzip();
        let found = verdicts.find(&kept, 0);
        let found = found.map(|(length, role)| (at + places[length - 1] + 1, *role));
        found.filter(|(end, _)| plain.is_none_or(|(plain, _)| *end > plain)).or(plain)
    }

    /// "Not my husband's thing, all those gangsters": said before what it is said of.
    pub(super) fn disliked_first(&self, at: usize) -> Option<usize> {
        let (end, ()) = self.lexicon.disliked.find(self.tokens, at)?;
        let said = |segment: &&Segment| !matches!(segment.what, What::Filler | What::Cue(_));
        let first = self.segments.iter().rev().find(said);
        let begins = first.is_none_or(|segment| segment.what == What::Stop);
        // "Everyone raves about Signal. Not my thing, a comedy please."
        let named = self.segments.iter().rev().find(|one| said(one) && one.what != What::Stop);
        let of_a_title = named.is_some_and(|named| matches!(named.what, What::Title(..)));
        let begins = begins && !of_a_title;
        let goes_on = self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Comma);
        (begins && goes_on).then_some(end)
    }

    /// Whether a question mark stands here: "Zombies? No thanks."
    pub(super) fn asks(&self, segment: &Segment) -> bool {
        segment.what == What::Stop && self.text[segment.start..segment.end].starts_with('?')
    }
}
