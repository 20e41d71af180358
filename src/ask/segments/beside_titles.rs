//! What words right beside a title say of it: that others are to be like it, that it was watched, what
//! someone made of it.

use super::{Cutter, Titles, What};
use crate::ask::cues::{Cue, Role};
use crate::ask::token::{Token, TokenKind};

impl Cutter<'_> {
    /// "도깨비는 별로였어": whether what a word right behind says is said of a title.
    pub(super) fn is_judged_in_korean(&self, end: usize) -> bool {
        let cue = self.lexicon.cues.find(self.tokens, end).map(|(_, cue)| *cue);
        matches!(cue, Some(Cue::Verdict(_)))
    }

    /// Whether a short title is only the beginning of a name: "Black Mirror" is not "Black".
    pub(super) fn goes_on(&self, end: usize, known: bool) -> bool {
        let Some(next) =
            self.tokens.get(end).filter(|next| next.kind == TokenKind::Word && !next.hangul)
        else {
            return false;
        };
        if next.tied {
            return true;
        }
        if self.is_filler(end) && !(self.mixed && next.capital) {
            return false;
        }
        let written_as_name = self.mixed && next.capital && !next.capitals;
        let expected = written_as_name || self.titles == Titles::Expected;
        // "like Goblin thx", "like Vincenzo Signal"
        let told = || known && !written_as_name || self.begins_a_title(end);
        expected && self.other(end).is_none() && !told()
    }

    /// Whether a title that many follow begins here.
    fn begins_a_title(&self, at: usize) -> bool {
        let names = &self.lexicon.names;
        let title = names.title(self.text, self.tokens, at);
        title.is_some_and(|title| names.many_follow(title.drama))
    }

    /// Whether a Korean word right behind likens something to what stands before.
    pub(super) fn called_in_korean(&self, end: usize) -> bool {
        self.tokens.get(end).is_some_and(|next| next.hangul) && self.followed_by_like(end)
    }

    /// Whether words right before ask for whoever made or played what follows.
    pub(super) fn after_maker(&self) -> bool {
        let maker = |role: Role| matches!(role, Role::Writer | Role::Director | Role::Lead);
        let last = self.segments.iter().rev().map(|segment| &segment.what);
        let last = last.into_iter().find(|what| **what != What::Filler);
        matches!(last, Some(What::Cue(Cue::Before(role, _))) if maker(*role))
    }

    /// "hated", "obsessed with": whether words right before say something of what may be a title.
    pub(super) fn after_a_cue_of_titles(&self) -> bool {
        let last = self.segments.last().map(|last| &last.what);
        matches!(last, Some(What::Cue(Cue::Before(role, _))) if role.of_titles())
    }

    /// "just finished the goblin", "loved heirs": whether words right before say that it was
    /// watched.
    pub(super) fn after_watching(&self) -> bool {
        const WATCHED: [&str; 7] =
            ["finished", "watched", "loved", "seen", "saw", "binged", "rewatched"];
        let said = self.segments.iter().rev().find(|segment| segment.what != What::Filler);
        said.is_some_and(|segment| {
            let words = self.text[segment.start..segment.end].to_lowercase();
            matches!(segment.what, What::Cue(Cue::Before(..)))
                && WATCHED.iter().any(|watched| words.ends_with(watched))
        })
    }

    /// "my", "the": whether a word says whose the next is.
    pub(super) fn is_whose(&self, at: usize) -> bool {
        const WHOSE: [&str; 9] = ["a", "an", "the", "my", "your", "his", "her", "our", "their"];
        WHOSE.contains(&self.tokens[at].lower.as_str())
    }

    /// "I live": whether someone does what stands here.
    pub(super) fn is_done(&self, at: usize) -> bool {
        const WHO: [&str; 16] = [
            "i", "we", "you", "they", "he", "she", "i'd", "i'll", "we'll", "don't", "didn't",
            "can't", "could", "would", "will", "never",
        ];
        at > 0 && WHO.contains(&self.tokens[at - 1].lower.as_str())
    }

    /// Whether the word before is a verb, and what stands here whose or which thing it is done to.
    pub(super) fn acts(&self, end: usize) -> bool {
        const WHOSE: [&str; 12] = [
            "my", "our", "your", "his", "her", "their", "a", "an", "some", "this", "that",
            "another",
        ];
        self.tokens.get(end).is_some_and(|next| WHOSE.contains(&next.lower.as_str()))
    }

    /// "Goblin wrecked me", "Goblin was lovely": whether words behind a title tell what someone
    /// made of it.
    pub(super) fn is_judged(&self, end: usize) -> bool {
        const JUDGES: [&str; 30] = [
            "lovely",
            "great",
            "amazing",
            "perfect",
            "good",
            "beautiful",
            "fun",
            "brilliant",
            "wonderful",
            "fantastic",
            "incredible",
            "awesome",
            "nice",
            "fine",
            "okay",
            "ok",
            "peak",
            "boring",
            "bad",
            "mid",
            "awful",
            "terrible",
            "meh",
            "dull",
            "slow",
            "overrated",
            "sad",
            "my",
            "everything",
            "cute",
        ];
        const ADVERBS: [&str; 11] = [
            "so",
            "really",
            "just",
            "quite",
            "pretty",
            "too",
            "such",
            "a",
            "absolutely",
            "very",
            "kinda",
        ];
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let is = matches!(word(end), "was" | "is" | "were");
        let judged = (end + 1..end + 4).find(|at| !ADVERBS.contains(&word(*at)));
        self.moved_someone(end) || is && judged.is_some_and(|at| JUDGES.contains(&word(at)))
    }

    /// "Goblin wrecked me": whether words behind a title say what it did to someone.
    fn moved_someone(&self, end: usize) -> bool {
        const VERBS: [&str; 18] = [
            "wrecked",
            "broke",
            "destroyed",
            "ruined",
            "killed",
            "made",
            "had",
            "left",
            "gave",
            "got",
            "hurt",
            "hit",
            "saved",
            "healed",
            "devastated",
            "crushed",
            "traumatized",
            "traumatised",
        ];
        let is = |at: usize, words: &[&str]| {
            self.tokens.get(at).is_some_and(|token| words.contains(&token.lower.as_str()))
        };
        is(end, &VERBS) && is(end + 1, &["me", "us", "my", "her", "him"])
    }

    /// "start up and Vincenzo": whether a title is joined to what ends here.
    pub(super) fn joins_title(&self, end: usize) -> bool {
        let joins =
            self.tokens.get(end).is_some_and(|next| next.lower == "," || next.lower == "and");
        let title = || self.lexicon.names.title(self.text, self.tokens, end + 1);
        joins
            && title().is_some_and(|title| {
                let written = self.mixed && self.tokens[end + 1].capital;
                title.end > end + 3 || written || self.means_nothing_else(end + 1)
            })
    }

    /// "already watched goblin, hotel del luna": the first of a list of titles.
    pub(super) fn opens_list(&self, end: usize) -> bool {
        let names_titles = matches!(
            self.before_list_words(),
            Some(
                What::Title(..)
                    | What::Cue(Cue::Before(Role::Like | Role::Seen | Role::Exclude, _))
            )
        );
        let joins = self.tokens.get(end).is_some_and(|next| {
            next.kind == TokenKind::Comma || matches!(next.lower.as_str(), "and" | "or")
        });
        let next = || self.lexicon.names.title(self.text, self.tokens, end + 1);
        names_titles
            && joins
            && next().is_some_and(|title| title.end > end + 2 || self.means_nothing_else(end + 1))
    }

    /// Whether a title stands right before the comma or "and" that stands here.
    pub(super) fn goes_on_with_titles(&self) -> bool {
        let joined = self
            .segments
            .last()
            .is_some_and(|last| matches!(last.what, What::Comma | What::Cue(Cue::And | Cue::Or)));
        joined && matches!(self.before_list_words(), Some(What::Title(..)))
    }

    /// Whether nothing but the next of a list comes right behind.
    pub(super) fn ends_in_a_list(&self, end: usize) -> bool {
        self.tokens.get(end).is_none_or(|next| {
            next.kind != TokenKind::Word || matches!(next.lower.as_str(), "and" | "or" | "but")
        })
    }

    /// "goblin but happy": what stands at the beginning is a title.
    pub(super) fn turns_here(&self, end: usize) -> bool {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let turns = |word: &str| matches!(word, "but" | "minus");
        turns(word(end))
            || matches!(word(end), "style" | "vibes")
            || word(end) == "," && turns(word(end + 1))
    }

    /// Whether "that isn't", "other than" stands right before, or the list it begins.
    pub(super) fn after_exclude(&self) -> bool {
        let said = |what: &What| {
            !matches!(
                what,
                What::Comma | What::Filler | What::Title(..) | What::Cue(Cue::And | Cue::Or)
            )
        };
        let last = self.segments.iter().rev().map(|segment| &segment.what).find(|what| said(what));
        matches!(last, Some(What::Cue(Cue::Before(Role::Exclude, _))))
    }

    /// Whether a title or "like" stands before.
    pub(super) fn listed(&self) -> bool {
        let said = self.segments.iter().rev().find(|segment| {
            !matches!(
                segment.what,
                What::Comma | What::Filler | What::Cue(Cue::And | Cue::Or | Cue::Asker(_))
            )
        });
        said.is_none_or(|segment| {
            matches!(
                segment.what,
                What::Title(..)
                    | What::UnknownTitle
                    | What::Foreign(..)
                    | What::Cue(Cue::Before(..))
            )
        })
    }

    pub(super) fn is_small(&self, token: &Token) -> bool {
        crate::encode::stems::is_function(&token.lower)
            || token.kind != TokenKind::Word
            || token.tied
    }

    /// Whether the words after a title do not go on with it.
    pub(super) fn ends_here(&self, end: usize) -> bool {
        self.tokens.get(end).is_none_or(|next| {
            next.kind != TokenKind::Word
                || self.lexicon.cues.find(self.tokens, end).is_some()
                || self.lexicon.facts.find(self.tokens, end).is_some()
                || [
                    "is",
                    "was",
                    "has",
                    "for",
                    "which",
                    "that",
                    "on",
                    "in",
                    "style",
                    "please",
                    "again",
                    "one",
                    "vibe",
                    "vibes",
                    "who",
                    "it",
                    "drama",
                    "kdrama",
                    "dramas",
                    "last",
                    "yesterday",
                    "today",
                    "tonight",
                    "already",
                    "recently",
                    "twice",
                    "because",
                    "then",
                    "now",
                    "since",
                    "when",
                    "while",
                    "so",
                    "too",
                    "also",
                    "lol",
                    "type",
                    "kind",
                    "level",
                    "energy",
                    "this",
                    "just",
                    "yet",
                    "ending",
                    "finale",
                    "if",
                    "hangover",
                    "withdrawal",
                    "withdrawals",
                ]
                .contains(&next.lower.as_str())
        })
    }

    /// Whether words say that what ends here was watched, or that others are to be like it.
    pub(super) fn followed_by_like(&self, end: usize) -> bool {
        const BETWEEN: [&str; 20] = [
            "다",
            "또",
            "진짜",
            "정말",
            "너무",
            "엄청",
            "완전",
            "막",
            "한",
            "두",
            "세",
            "네",
            "몇",
            "여러",
            "번",
            "번은",
            "번이나",
            "번씩",
            "번도",
            "벌써",
        ];
        const WATCHED: [&str; 6] = ["보고", "보고서", "보고나서", "보다가", "보니까", "본"];
        let between = |at: &usize| {
            self.tokens.get(*at).is_some_and(|token| BETWEEN.contains(&token.lower.as_str()))
        };
        let end = end + (end..end + 3).take_while(between).count();
        let Some(next) = self.tokens.get(end) else { return false };
        let begins = |at: usize, word: &str| {
            self.tokens.get(at).is_some_and(|token| token.lower.starts_with(word))
        };
        // "로맨스 보고 싶어" has watched nothing.
        if WATCHED.contains(&next.lower.as_str()) && !begins(end + 1, "싶") {
            return true;
        }
        let cue = self.lexicon.cues.find(self.tokens, end).map(|(_, cue)| *cue);
        let cue = cue.or_else(|| self.korean_beginning(end).map(|(_, cue)| cue));
        matches!(
            cue,
            Some(Cue::After(
                Role::Like
                    | Role::Exclude
                    | Role::Seen
                    | Role::Writer
                    | Role::Director
                    | Role::Dislike
            ))
        )
    }
}
