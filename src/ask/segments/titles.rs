//! Whether a title stands at a word, or words that only look like one.

use super::viewers::VIEWERS_KOREAN;
use super::{Cutter, Titles, What};
use crate::ask::cues::{Cue, Role};
use crate::ask::names::TitleFound;
use crate::ask::token::{Token, TokenKind};
use crate::catalog::DramaIdx;

impl Cutter<'_> {
    /// The title that stands here, if what stands here is one.
    pub(super) fn title(
        &self,
        at: usize,
        other: Option<&(usize, What, Option<&'static str>)>,
    ) -> Option<(usize, DramaIdx, bool, Option<&'static str>)> {
        let found = self.lexicon.names.title(self.text, self.tokens, at)?;
        let length = found.end - at;
        let other_length = other.map_or(0, |(end, ..)| end - at);
        let result = (found.end, found.drama, found.guessed, found.particle);
        if length < other_length || self.ends_in_an_article(at, found.end) {
            return None;
        }
        if length <= 2 && self.goes_on(found.end) {
            return None;
        }
        if self.is_of_a_story(at, found.end) {
            return None;
        }
        let words = &self.tokens[at..found.end];
        let content: Vec<usize> = (at..found.end)
            .filter(|at| self.tokens[*at].kind == TokenKind::Word && !self.is_filler(*at))
            .collect();
        let hangul = words.iter().any(|token| token.hangul);
        // "a HAPPY ending" stresses a word; "CLOY" is a name.
        let loud = |token: &Token| token.capitals || self.is_small(token);
        let capitals = self.small
            && words.iter().any(|token| token.capitals && token.lower.chars().count() >= 2)
            && words.iter().all(|token| loud(token) || !token.lower.is_ascii());
        let begins =
            at == 0 || matches!(self.segments.last().map(|last| &last.what), Some(What::Stop));
        let marked = self.mixed
            && words.iter().all(|token| {
                token.kind != TokenKind::Word
                    || token.capital
                    || self.is_small(token)
                    || token.lower.starts_with(|c: char| c.is_ascii_digit())
            });
        let marked = marked && words[0].capital;
        // "I live by the sea": a verb.
        if length == 1
            && !hangul
            && !(marked && self.mixed)
            && self.titles != Titles::Expected
            && self.is_done(at)
        {
            return None;
        }
        // "Lost my job": a word with what it is done to.
        if begins
            && length == 1
            && !hangul
            && self.titles != Titles::Expected
            && self.acts(found.end)
        {
            return None;
        }
        let equal = length == other_length;
        // "the glory 급으로"
        if !hangul && !content.is_empty() && self.called_in_korean(found.end) {
            return Some(result);
        }
        if hangul {
            // A short word may be any word: it is a title where one may stand.
            let short = length == 1 && words[0].lower.chars().count() <= 3;
            let expected = self.titles != Titles::Marked
                || self.followed_by_like(found.end)
                || found.particle.is_some()
                || self.tokens.get(found.end).is_none_or(|next| next.kind != TokenKind::Word);
            if short && !begins && !expected {
                return None;
            }
            if length == 1
                && (self.is_a_mere_word(found.end, found.particle) || self.is_a_viewer(at, &found))
            {
                return None;
            }
            // A word of a trope is that, unless it is called like a title: "힐러 같은".
            let in_list = self.tokens.get(found.end).is_some_and(|next| {
                next.kind == TokenKind::Comma
                    && self.lexicon.names.title(self.text, self.tokens, found.end + 1).is_some()
            });
            // "이미 본 거: 시그널, 도깨비"
            let listed =
                matches!(
                    self.before_list_words(),
                    Some(What::Title(..) | What::Cue(Cue::Before(Role::Seen | Role::Like, _)))
                ) && self.tokens.get(found.end).is_none_or(|next| next.kind != TokenKind::Word);
            let fits = !equal
                || in_list
                || listed
                || self.followed_by_like(found.end)
                || self.is_judged_in_korean(found.end)
                || found.particle.is_some_and(|p| matches!(p, "처럼" | "같은" | "같이"));
            let stem = found.particle.map_or(0, |particle| particle.chars().count());
            let letter = words[0].lower.chars().count() <= stem + 1;
            let short = found.particle.is_some() && length == 1 && (content.is_empty() || letter);
            return (fits && !short).then_some(result);
        }
        if equal {
            let cue = matches!(other, Some((_, What::Cue(_) | What::Limit(_), _)));
            // "like Healer", "Life is over": what is written as a title or has to be one.
            let meant = if cue {
                marked && !begins
            } else {
                (marked && (!begins || length > 2))
                    || capitals
                    || ((self.titles == Titles::Expected || self.after_exclude())
                        && self.ends_here(found.end))
                    || (!self.mixed && begins && self.turns_here(found.end))
                    || (!self.mixed && self.opens_list(found.end))
            };
            let known = !cue && self.is_followed(found.drama);
            let meant = meant
                || (known && self.after_watching() && self.ends_here(found.end))
                || (known && begins && self.joins_title(found.end))
                || (known && begins && self.is_judged(found.end));
            return meant.then_some(result);
        }
        // "2521 broke me"
        let number = words[0].lower.chars().all(|c| c.is_ascii_digit());
        if begins
            && (!content.is_empty() || number)
            && (self.joins_title(found.end) || self.is_judged(found.end))
        {
            return Some(result);
        }
        // "omg remember coffee prince": a well known title of two words, and no "her true beauty".
        let whose = at.checked_sub(1).is_some_and(|at| self.is_whose(at));
        if length == 2 && content.len() == 2 && !whose && self.is_followed(found.drama) {
            return Some(result);
        }
        // "my teacher said squid game is mid"
        if length >= 2 && self.is_judged(found.end) && self.is_followed(found.drama) {
            return Some(result);
        }
        if capitals || (self.mixed && length >= 2 && marked && (!content.is_empty() || !begins)) {
            return Some(result);
        }
        // "bicker like family" in a text that writes titles with capitals.
        let plain = self.mixed && !marked && content.is_empty();
        // "The actor from coffee prince"
        if (self.titles == Titles::Expected || self.after_maker()) && !plain {
            return (!content.is_empty() || self.ends_here(found.end)).then_some(result);
        }
        let odd =
            content.iter().any(|at| self.lexicon.tropes.get(&self.tokens[*at..=*at]).is_none());
        let sure = match (self.titles, length) {
            (_, 5..) => true,
            (_, 4) => !content.is_empty(),
            // "two cops who hate each other" names no drama.
            (Titles::Possible, 2..) => {
                let who = self.tokens.get(found.end).is_some_and(|next| next.lower == "who");
                let article = matches!(words[0].lower.as_str(), "a" | "an") && content.len() == 1;
                let alone = content.len() == 1 && !self.ends_here(found.end);
                (odd && !alone)
                    || (!content.is_empty() && !who && !article && self.ends_here(found.end))
            }
            (Titles::Possible, _) if self.mixed => {
                odd && marked && (!begins || self.ends_here(found.end))
            }
            (Titles::Possible, _) => {
                // "Hear me out. Vincenzo, but with a woman"
                let turns = begins && words[0].capital && self.turns_here(found.end);
                odd && self.ends_here(found.end) && (turns || self.listed())
            }
            (_, 3) => odd && content.len() >= 2,
            // "business proposal" is nothing else.
            (_, 2) if !self.mixed => {
                let long = words.iter().map(|word| word.lower.chars().count()).sum::<usize>() >= 12;
                long && content.len() == 2 && content.iter().all(|at| self.means_nothing_else(*at))
            }
            _ => odd && marked && !begins,
        };
        sure.then_some(result)
    }

    fn is_whose(&self, at: usize) -> bool {
        const WHOSE: [&str; 9] = ["a", "an", "the", "my", "your", "his", "her", "our", "their"];
        WHOSE.contains(&self.tokens[at].lower.as_str())
    }

    /// "A king in love with a maid", "the king and his ministers": what stands here in small letters
    /// goes on with whoever else the story has.
    fn is_of_a_story(&self, at: usize, end: usize) -> bool {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        // "Remember when we watched it?"
        let told = end == at + 1
            && word(at) == "remember"
            && matches!(word(end), "when" | "that" | "how" | "to" | "me");
        if told {
            return true;
        }
        let small = self.tokens[at..end].iter().all(|token| !token.capital);
        let in_love = word(end - 1) == "love" && word(end) == "with";
        let with_others = word(end) == "and" && matches!(word(end + 1), "his" | "her" | "their");
        small && (in_love || with_others)
    }

    /// "도깨비는 별로였어": whether what a word right behind says is said of a title.
    fn is_judged_in_korean(&self, end: usize) -> bool {
        let cue = self.lexicon.cues.find(self.tokens, end).map(|(_, cue)| *cue);
        matches!(cue, Some(Cue::Verdict(_)))
    }

    /// Whether a Korean title of one or two syllables is but a word of the sentence: "비밀 결혼",
    /// "연인으로".
    fn is_a_mere_word(&self, end: usize, particle: Option<&str>) -> bool {
        let written = &self.tokens[end - 1].lower;
        let syllables = written.chars().count() - particle.map_or(0, |p| p.chars().count());
        if syllables > 2 {
            return false;
        }
        if particle.is_some_and(|p| ["으로", "로", "에서", "에", "의", "들", "한"].contains(&p))
        {
            return true;
        }
        let goes_on = self.tokens.get(end).is_some_and(|next| {
            next.kind == TokenKind::Word
                && next.hangul
                && !self.is_filler(end)
                && !self.followed_by_like(end)
                && self.lexicon.cues.find(self.tokens, end).is_none()
                && self.korean_beginning(end).is_none()
        });
        particle.is_none() && goes_on
    }

    /// Whether a short title is only the beginning of a name: "Black Mirror" is not "Black".
    pub(super) fn goes_on(&self, end: usize) -> bool {
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
        let known = self.other(end).is_some();
        let written_as_name = self.mixed && next.capital && !next.capitals;
        !known && (written_as_name || self.titles == Titles::Expected)
    }

    /// Whether a Korean word right behind likens something to what stands before.
    fn called_in_korean(&self, end: usize) -> bool {
        self.tokens.get(end).is_some_and(|next| next.hangul) && self.followed_by_like(end)
    }

    /// Whether words right before ask for whoever made or played what follows.
    fn after_maker(&self) -> bool {
        let maker = |role: Role| matches!(role, Role::Writer | Role::Director | Role::Lead);
        let last = self.segments.iter().rev().map(|segment| &segment.what);
        let last = last.into_iter().find(|what| **what != What::Filler);
        matches!(last, Some(What::Cue(Cue::Before(role, _))) if maker(*role))
    }

    /// Whether so many follow a drama that its title is better known than the word.
    fn is_followed(&self, drama: DramaIdx) -> bool {
        const FOLLOWED: u32 = 50_000;
        self.lexicon.catalog.facts(drama).followers().is_some_and(|count| count >= FOLLOWED)
    }

    /// "just finished the goblin", "loved heirs": whether words right before say that it was
    /// watched.
    fn after_watching(&self) -> bool {
        const WATCHED: [&str; 7] =
            ["finished", "watched", "loved", "seen", "saw", "binged", "rewatched"];
        let said = self.segments.iter().rev().find(|segment| segment.what != What::Filler);
        said.is_some_and(|segment| {
            let words = self.text[segment.start..segment.end].to_lowercase();
            matches!(segment.what, What::Cue(Cue::Before(..)))
                && WATCHED.iter().any(|watched| words.ends_with(watched))
        })
    }

    /// "남자친구랑 헤어졌는데": who watches along is no title.
    fn is_a_viewer(&self, at: usize, found: &TitleFound) -> bool {
        let called = found.particle.is_some_and(|p| matches!(p, "처럼" | "같은" | "같이"));
        let word = self.tokens[at].lower.as_str();
        let word = found.particle.map_or(word, |particle| word.trim_end_matches(particle));
        VIEWERS_KOREAN.contains(&word) && !called && !self.followed_by_like(found.end)
    }

    /// "Without a ghost, a love triangle" names no "Ghost, A".
    fn ends_in_an_article(&self, at: usize, end: usize) -> bool {
        end >= at + 3
            && self.tokens[end - 2].kind == TokenKind::Comma
            && matches!(self.tokens[end - 1].lower.as_str(), "a" | "an" | "the")
    }

    /// "I live": whether someone does what stands here.
    fn is_done(&self, at: usize) -> bool {
        const WHO: [&str; 16] = [
            "i", "we", "you", "they", "he", "she", "i'd", "i'll", "we'll", "don't", "didn't",
            "can't", "could", "would", "will", "never",
        ];
        at > 0 && WHO.contains(&self.tokens[at - 1].lower.as_str())
    }

    /// Whether the word before is a verb, and what stands here whose or which thing it is done to.
    fn acts(&self, end: usize) -> bool {
        const WHOSE: [&str; 12] = [
            "my", "our", "your", "his", "her", "their", "a", "an", "some", "this", "that",
            "another",
        ];
        self.tokens.get(end).is_some_and(|next| WHOSE.contains(&next.lower.as_str()))
    }

    /// "Goblin wrecked me", "Goblin was lovely": whether words behind a title tell what someone
    /// made of it.
    fn is_judged(&self, end: usize) -> bool {
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
    fn opens_list(&self, end: usize) -> bool {
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
