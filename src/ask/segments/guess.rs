//! Titles that are not spelled as the catalogue has them: quoted, mistyped, cut short, unknown.

use super::viewers::VIEWERS_KOREAN;
use super::{Cutter, Titles, What};
use crate::ask::cues::{Cue, Role};
use crate::ask::names::without_particle;
use crate::ask::token::{Token, TokenKind, tokens};
use crate::catalog::DramaIdx;

/// Words after "like" that may be a title with a slip of the keyboard.
const LONGEST_GUESS: usize = 8;

impl Cutter<'_> {
    /// What stands between quotation marks: a title, a person, a trope.
    pub(super) fn quoted(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        let inside = self.text[token.start..token.end].trim_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, '(' | ')' | '!' | '?' | '.')
        });
        let names = &self.lexicon.names;
        let what = if let Ok(Some(drama)) = self.lexicon.catalog.titled(inside) {
            What::Title(drama, false)
        } else if let Some(person) = names.person_named(inside) {
            What::Person(person.to_owned())
        } else if let Some(tropes) = self.lexicon.tropes.get(&tokens(inside)) {
            What::Tropes(tropes.clone(), false)
        } else if let Some((work, _)) = self.lexicon.foreign.named(inside) {
            What::Foreign(work, false)
        } else if let Some((drama, guessed)) = names.meant(inside, &self.guesses) {
            What::Title(drama, guessed)
        } else {
            What::UnknownTitle
        };
        self.push(what, at, at + 1);
        at + 1
    }

    /// Where a title has to be and none is spelled so: one with a slip of the keyboard, cut short,
    /// or one that the catalogue does not have.
    pub(super) fn guess(&mut self, at: usize) -> usize {
        let goes_on = |end: &usize| {
            self.tokens[*end].kind == TokenKind::Word
                && !self.tokens[*end].hangul
                && (self.lexicon.cues.find(self.tokens, *end).is_none()
                    || self.is_small(&self.tokens[*end])
                        && self.tokens[*end].lower != "but"
                        && self.tokens[*end].lower != "with"
                        && self.tokens[*end].lower != "where")
        };
        let most = (at + 1..self.tokens.len()).take(LONGEST_GUESS - 1).take_while(goes_on).count()
            + at
            + 1;
        // "Its ok not to be ok": words of a title may look like a cue.
        let last = |end: &usize| {
            let token = &self.tokens[*end];
            token.kind == TokenKind::Word && !token.hangul && token.lower != "but"
        };
        let whole =
            (at + 1..self.tokens.len()).take(LONGEST_GUESS - 1).take_while(last).count() + at + 1;
        if whole > most {
            let words = &self.text[self.tokens[at].start..self.tokens[whole - 1].end];
            if let Some((drama, _)) = self.lexicon.names.meant(words, &self.guesses) {
                self.push(What::Title(drama, true), at, whole);
                return whole;
            }
        }
        // What goes on with an unknown name is a part of it: "Dark and Black Mirror".
        let behind_unknown = self.segments.last().is_some_and(|last| {
            last.what == What::UnknownTitle && last.end + 1 == self.tokens[at].start
        });
        for end in (at + 1..=most).rev().filter(|_| !behind_unknown) {
            let words = &self.text[self.tokens[at].start..self.tokens[end - 1].end];
            let cut_short = self.mixed
                && self.tokens.get(end).is_some_and(|next| {
                    next.kind == TokenKind::Word && next.capital && !next.hangul
                });
            // "Lord of" begins too many names.
            let open =
                end > at + 1 && crate::encode::stems::is_function(&self.tokens[end - 1].lower);
            let cut_short = cut_short || open || (end < at + 3 && self.goes_on(end, false));
            if !cut_short && let Some((drama, _)) = self.lexicon.names.meant(words, &self.guesses) {
                self.push(What::Title(drama, true), at, end);
                return end;
            }
        }
        let own = |end: &usize| {
            let token = &self.tokens[*end];
            token.capital
                || token.tied
                || (!self.is_filler(*end) && self.lexicon.tropes.find(self.tokens, *end).is_none())
        };
        let mut end = (at + 1..most).take_while(own).count() + at + 1;
        // "like Emily in Paris": small words within.
        while end + 1 < most
            && self.mixed
            && self.is_small(&self.tokens[end])
            && self.tokens[end + 1].capital
        {
            end += 2;
        }
        if let Some((end, work)) = self.slip_of_foreign(at, most) {
            self.push(What::Foreign(work, true), at, end);
            return end;
        }
        let known_to_readers = self.mixed && !self.tokens[at].capital && end == at + 1;
        let what = if known_to_readers { What::Unknown } else { What::UnknownTitle };
        self.push(what, at, end);
        end
    }

    /// "like Hospital playlst": a title of several words with a slip of the keyboard, though its
    /// first words mean something else.
    pub(super) fn slip_of_title(
        &self,
        at: usize,
        other: Option<usize>,
    ) -> Option<(usize, DramaIdx)> {
        // Where a title stood or "finished" was said, one may follow.
        let listed = || {
            matches!(
                self.before_list_words(),
                Some(What::Title(..) | What::Cue(Cue::Before(Role::Like | Role::Seen, _)))
            )
        };
        let begins =
            at == 0 || matches!(self.segments.last().map(|last| &last.what), Some(What::Stop));
        let is_word = |end: &usize| {
            let token = &self.tokens[*end];
            token.kind == TokenKind::Word && !token.hangul
        };
        let most = (at..self.tokens.len()).take(LONGEST_GUESS).take_while(is_word).count() + at;
        let words = |end: usize| &self.text[self.tokens[at].start..self.tokens[end - 1].end];
        let slip = |end: usize| {
            let words = words(end);
            let of_words = || self.lexicon.names.of_words(words);
            self.guesses.mistyped(words).or_else(|| (!self.is_a_trope(at, end)).then(of_words)?)
        };
        let least = match self.titles {
            Titles::Expected => other.unwrap_or(at + 1) + 1,
            // "just finished Vicenzo"
            Titles::Possible if listed() => {
                let alone = self.tokens[at].lower.len() >= 7 && self.means_nothing_else(at);
                other.unwrap_or(at + 1) + usize::from(!alone)
            }
            // "queen of tear but funnier", "crash landing and Vincenzo"
            Titles::Possible if begins => {
                let ends = |end: &usize| self.turns_here(*end) || self.joins_title(*end);
                let longer = (at + 2..=most).rev().filter(ends);
                return longer.filter_map(|end| Some((end, slip(end)?))).next();
            }
            // "The one with the cook, Bon Apetit Your Majesty": written as a name of three words.
            Titles::Marked if self.mixed && !begins && self.tokens[at].capital => {
                let named = self.tokens.get(at + 1).is_some_and(|next| next.capital);
                if !named {
                    return None;
                }
                at + 3
            }
            _ => return None,
        };
        (least..=most).rev().find_map(|end| Some((end, slip(end)?)))
    }

    /// Whether one trope is all that these words say: "a happy ending".
    fn is_a_trope(&self, at: usize, end: usize) -> bool {
        let mut words = (at..end).filter(|word| !self.is_small(&self.tokens[*word]));
        let Some(first) = words.next() else { return true };
        let found = self.lexicon.tropes.find(self.tokens, first);
        found.is_some_and(|(to, _)| words.all(|word| word < to))
    }

    /// "나의 아저시 같은", "달의 연인 재밌게 봤는데": a Korean title with a slip, or the beginning or
    /// the end of one, where it is called like a title.
    pub(super) fn korean_title(
        &self,
        at: usize,
    ) -> Option<(usize, DramaIdx, Option<&'static str>)> {
        const CALLS: [&str; 3] = ["처럼", "같은", "같이"];
        const WITH: [&str; 4] = ["랑", "이랑", "하고", "과"];
        let is_word = |at: &usize| {
            let token = &self.tokens[*at];
            token.kind == TokenKind::Word && (token.hangul || token.lower.parse::<u16>().is_ok())
        };
        if !self.tokens[at].hangul {
            return None;
        }
        let most = (at..self.tokens.len()).take(5).take_while(is_word).count() + at;
        // "남자친구랑": who watches along.
        let viewer = without_particle(&self.tokens[at].lower, true)
            .is_some_and(|(word, _)| VIEWERS_KOREAN.contains(&word));
        let alone = self.means_nothing_else(at) && !viewer;
        let least = if alone { at + 1 } else { at + 2 };
        (least..=most).rev().find_map(|end| {
            let words = &self.text[self.tokens[at].start..self.tokens[end - 1].end];
            // "왕이랑 신하": with someone, unless what is said behind likens, or another title too.
            let alike = || {
                self.tokens.get(end).is_some_and(|next| next.lower.starts_with("비슷"))
                    || self.lexicon.names.title(self.text, self.tokens, end).is_some()
                    || (end + 1..end + 4).any(|end| self.followed_by_like(end))
            };
            let calls = |p: &str| CALLS.contains(&p) || WITH.contains(&p) && alike();
            let bare = without_particle(words, true).filter(|(_, p)| calls(p));
            let called = self.followed_by_like(end).then_some((words, None));
            let called = called.into_iter().chain(bare.map(|(words, p)| (words, Some(p))));
            let mut meant = called.filter_map(|(words, particle)| {
                let begun = || (end > at + 1).then(|| self.guesses.begun(words)).flatten();
                let drama = self.guesses.mistyped(words).or_else(begun);
                let drama = drama.or_else(|| self.lexicon.names.of_words(words))?;
                Some((end, drama, particle))
            });
            meant.next()
        })
    }

    /// "weightlifting fairy": the beginning of one title alone, of two words or more, one of which
    /// means nothing else. Of a Korean title also one word, where it is called like a title.
    pub(super) fn begun_title(
        &self,
        at: usize,
        known: bool,
    ) -> Option<(usize, DramaIdx, Option<&'static str>)> {
        const LETTERS: usize = 9;
        let token = &self.tokens[at];
        if token.hangul && (known || self.is_filler(at)) {
            return None;
        }
        if token.hangul {
            let (word, particle) = without_particle(&token.lower, true)
                .map_or((token.lower.as_str(), None), |(word, particle)| (word, Some(particle)));
            let called = particle.is_some_and(|p| matches!(p, "처럼" | "같은" | "같이"))
                || self.followed_by_like(at + 1);
            let long = word.chars().count() >= 2;
            let drama = (called && long).then(|| self.guesses.begun(word)).flatten()?;
            return Some((at + 1, drama, particle));
        }
        if self.titles == Titles::Marked || self.mixed || self.is_filler(at) {
            return None;
        }
        let is_word = |end: &usize| self.tokens[*end].kind == TokenKind::Word;
        let most = (at..self.tokens.len()).take(4).take_while(is_word).count() + at;
        let own = |at: usize| self.means_nothing_else(at);
        (at + 2..=most).rev().find_map(|end| {
            let words = &self.text[token.start..self.tokens[end - 1].end];
            let long = words.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS;
            if !long || !(at..end).any(own) || self.is_filler(end - 1) {
                return None;
            }
            self.guesses.begun(words).map(|drama| (end, drama, None))
        })
    }

    /// Whether a name of several words begins here that no table knows: "Graceful Friends" in a
    /// list of titles.
    pub(super) fn is_unknown_name(&self, at: usize) -> bool {
        // "Shows Like Goblin But Funny": a turn, whatever letters it has.
        let turns = matches!(self.tokens[at].lower.as_str(), "but" | "with" | "without" | "minus");
        if !self.mixed
            || turns
            || self.titles == Titles::Marked
            || !self.listed()
            || self.segments.is_empty()
        {
            return false;
        }
        if matches!(self.segments.last().map(|last| &last.what), Some(What::Stop)) {
            return false;
        }
        let capital = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                token.kind == TokenKind::Word && token.capital && !token.hangul
            })
        };
        let listed = matches!(
            self.before_list_words(),
            Some(
                What::Title(..)
                    | What::UnknownTitle
                    | What::Foreign(..)
                    | What::Cue(Cue::Before(
                        Role::Like | Role::Dislike | Role::Seen | Role::Exclude,
                        _
                    ))
            )
        );
        // "Game of Thrones"
        let small = self.tokens.get(at + 1).is_some_and(|token| {
            token.kind == TokenKind::Word && !token.capital && self.is_small(token)
        });
        listed && capital(at) && (capital(at + 1) || (small && capital(at + 2)))
    }

    /// "the Reply series", "응답하라 시리즈": the drama with which the series begins.
    pub(super) fn series(&self, at: usize) -> Option<(usize, DramaIdx, Option<&'static str>)> {
        const SERIES: [&str; 8] =
            ["series", "trilogy", "franchise", "시리즈", "saga", "universe", "shows", "dramas"];
        if !(self.tokens[at].capital || self.tokens[at].hangul) || self.is_filler(at) {
            return None;
        }
        (at + 2..=self.tokens.len().min(at + 5)).find_map(|end| {
            let last = &self.tokens[end - 1];
            if last.kind != TokenKind::Word {
                return None;
            }
            let bare = without_particle(&last.lower, last.hangul);
            let (word, particle) =
                bare.map_or((last.lower.as_str(), None), |(word, particle)| (word, Some(particle)));
            // "School dramas" are of a kind.
            if matches!(word, "shows" | "dramas")
                && self.lexicon.tropes.find(self.tokens, at).is_some()
            {
                return None;
            }
            let is_series = SERIES.contains(&word) || SERIES.contains(&last.lower.as_str());
            let name = &self.text[self.tokens[at].start..self.tokens[end - 2].end];
            is_series
                .then(|| self.lexicon.names.beginning_series(name))
                .flatten()
                .map(|drama| (end, drama, particle.filter(|_| SERIES.contains(&word))))
        })
    }

    /// "Weightlifting Fairy vibes": the beginning of a title, where it is written as a name.
    pub(super) fn named_like(&self, at: usize) -> Option<(usize, DramaIdx)> {
        const BEHIND: [&str; 6] = ["vibe", "vibes", "style", "esque", "energy", "clone"];
        if !self.mixed || self.lexicon.names.title(self.text, self.tokens, at).is_some() {
            return None;
        }
        let is_name = |token: &&Token| token.kind == TokenKind::Word && token.capital;
        let length = self.tokens[at..].iter().take_while(is_name).count();
        let end = at + length;
        let behind = self.tokens.get(end).is_some_and(|next| BEHIND.contains(&next.lower.as_str()));
        if length < 2 || !behind {
            return None;
        }
        let words = &self.text[self.tokens[at].start..self.tokens[end - 1].end];
        self.lexicon.names.meant(words, &self.guesses).map(|(drama, _)| (end, drama))
    }
}
