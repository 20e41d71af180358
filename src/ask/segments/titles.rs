//! Whether a title stands at a word, or words that only look like one.

use super::viewers::VIEWERS_KOREAN;
use super::{Cutter, Titles, What};
use crate::ask::cues::{Cue, Role};
use crate::ask::names::TitleFound;
use crate::ask::token::{Token, TokenKind};
use crate::catalog::DramaIdx;

/// Words that are those of a title, as they stand in the text.
struct Written<'t> {
    /// The first of them.
    at: usize,
    /// Behind the last.
    end: usize,
    words: &'t [Token],
    /// Those of them that are no small ones.
    content: Vec<usize>,
    /// Whether a sentence begins with them.
    begins: bool,
    hangul: bool,
    /// Written as names are, where the text writes names so.
    marked: bool,
    /// "CLOY": in large letters, in a text of small ones.
    capitals: bool,
}

impl Cutter<'_> {
    /// The title that stands here, if what stands here is one; `other` is what else the words mean.
    pub(super) fn title(
        &self,
        at: usize,
        other: Option<&(usize, What, Option<&'static str>)>,
    ) -> Option<(usize, DramaIdx, bool, Option<&'static str>)> {
        if let Some(drama) = self.letter(at) {
            return Some((at + 1, drama, false, None));
        }
        let found = self.lexicon.names.title(self.text, self.tokens, at)?;
        let length = found.end - at;
        let other_length = other.map_or(0, |(end, ..)| end - at);
        let is_another = length < other_length
            || self.ends_in_an_article(at, found.end)
            || length <= 2 && self.goes_on(found.end, self.lexicon.names.most_know(found.drama))
            || self.is_of_a_story(at, found.end);
        if is_another {
            return None;
        }
        let written = self.written(at, found.end);
        if length == 1 && self.is_of_a_sentence(&written) {
            return None;
        }
        let equal = other.filter(|_| length == other_length).map(|(_, what, _)| what);
        // "the glory 급으로"
        let called =
            !written.hangul && !written.content.is_empty() && self.called_in_korean(found.end);
        let meant = match equal {
            _ if called => true,
            _ if written.hangul => self.is_korean_title(&found, &written, equal.is_some()),
            Some(what) => self.is_rather_a_title(&found, &written, what),
            None => self.is_surely_a_title(&found, &written),
        };
        meant.then_some((found.end, found.drama, found.guessed, found.particle))
    }

    /// "like w, but funnier": a title of one letter, where one has to stand.
    fn letter(&self, at: usize) -> Option<DramaIdx> {
        let token = &self.tokens[at];
        let written = &self.text[token.start..token.end];
        let ends = self.tokens.get(at + 1).is_none_or(|next| {
            next.kind != TokenKind::Word || matches!(next.lower.as_str(), "but" | "and")
        });
        if written.len() != 1 || self.titles != Titles::Expected || !ends {
            return None;
        }
        self.lexicon.catalog.titled(&written.to_uppercase()).ok().flatten()
    }

    /// How the words of a title are written.
    fn written(&self, at: usize, end: usize) -> Written<'_> {
        let words = &self.tokens[at..end];
        // "a HAPPY ending" stresses a word; "CLOY" is a name.
        let loud = |token: &Token| token.capitals || self.is_small(token);
        let capitals = self.small
            && words.iter().any(|token| token.capitals && token.lower.chars().count() >= 2)
            && words.iter().all(|token| loud(token) || !token.lower.is_ascii());
        let of_a_name = |token: &Token| {
            token.kind != TokenKind::Word
                || token.capital
                || self.is_small(token)
                || token.lower.starts_with(|c: char| c.is_ascii_digit())
        };
        Written {
            at,
            end,
            words,
            content: (at..end)
                .filter(|at| self.tokens[*at].kind == TokenKind::Word && !self.is_filler(*at))
                .collect(),
            begins: at == 0
                || matches!(self.segments.last().map(|last| &last.what), Some(What::Stop)),
            hangul: words.iter().any(|token| token.hangul),
            marked: self.mixed && words.iter().all(of_a_name) && self.begins_a_name(words),
            capitals,
        }
    }

    /// Whether words begin as names do: with a capital, or with a number before one.
    fn begins_a_name(&self, words: &[Token]) -> bool {
        let number = words[0].lower.starts_with(|c: char| c.is_ascii_digit());
        words[0].capital || number && words.iter().any(|word| word.capital)
    }

    /// Whether one word is a verb of its sentence rather than a title, where none has to stand.
    fn is_of_a_sentence(&self, written: &Written<'_>) -> bool {
        // "I live by the sea"
        let done = !written.marked && self.is_done(written.at);
        // "Lost my job": a word with what it is done to.
        let acts = written.begins && self.acts(written.end);
        !written.hangul && self.titles != Titles::Expected && (done || acts)
    }

    /// Whether Korean words that may be a title are one; `equal` where they mean something else as
    /// well.
    fn is_korean_title(&self, found: &TitleFound, written: &Written<'_>, equal: bool) -> bool {
        let next = self.tokens.get(found.end);
        let ends = next.is_none_or(|next| next.kind != TokenKind::Word);
        let one_word = written.words.len() == 1;
        // A short word may be any word: it is a title where one may stand.
        let short = one_word && written.words[0].lower.chars().count() <= 3;
        let expected = self.titles != Titles::Marked
            || self.followed_by_like(found.end)
            || found.particle.is_some()
            || ends;
        if short && !written.begins && !expected {
            return false;
        }
        let mere = self.is_a_mere_word(found.end, found.particle);
        if one_word && (mere || self.is_a_viewer(written.at, found)) {
            return false;
        }
        // A word of a trope is that, unless it is called like a title: "힐러 같은".
        let in_list = next.is_some_and(|next| {
            next.kind == TokenKind::Comma
                && self.lexicon.names.title(self.text, self.tokens, found.end + 1).is_some()
        });
        // "이미 본 거: 시그널, 도깨비"
        let opens = matches!(
            self.before_list_words(),
            Some(What::Title(..) | What::Cue(Cue::Before(Role::Seen | Role::Like, _)))
        );
        let fits = !equal
            || in_list
            || opens && ends
            || self.followed_by_like(found.end)
            || self.is_judged_in_korean(found.end)
            || found.particle.is_some_and(|p| matches!(p, "처럼" | "같은" | "같이"));
        let stem = found.particle.map_or(0, |particle| particle.chars().count());
        let letter = written.words[0].lower.chars().count() <= stem + 1;
        let rest = found.particle.is_some() && one_word && (written.content.is_empty() || letter);
        fits && !rest
    }

    /// "like Healer", "Life is over": whether words that mean something else as well are written as
    /// a title, or have to be one.
    fn is_rather_a_title(&self, found: &TitleFound, written: &Written<'_>, other: &What) -> bool {
        if matches!(other, What::Cue(_) | What::Limit(_)) {
            return written.marked && !written.begins;
        }
        let (begins, end) = (written.begins, written.end);
        if written.capitals || written.marked && (!begins || written.words.len() > 2) {
            return true;
        }
        if (self.titles == Titles::Expected || self.after_exclude()) && self.ends_here(end) {
            return true;
        }
        if !self.mixed && (begins && self.turns_here(end) || self.opens_list(end)) {
            return true;
        }
        if self.is_all_but_asked_for(found, written) {
            return true;
        }
        // "hotel del luna and goblin"
        if self.goes_on_with_titles()
            && self.ends_in_a_list(end)
            && self.lexicon.names.many_follow(found.drama)
        {
            return true;
        }
        self.lexicon.names.many_follow(found.drama)
            && (self.after_watching() && self.ends_here(end)
                || begins && (self.joins_title(end) || self.is_judged(end)))
    }

    /// "goblin with a happy ending", "obsessed with goblin": whether a title that nearly everybody
    /// knows stands at the beginning, or behind what names one, though its words mean something
    /// else as well.
    fn is_all_but_asked_for(&self, found: &TitleFound, written: &Written<'_>) -> bool {
        let end = written.end;
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_str());
        let said_of = word(end) != "with"
            && end < self.tokens.len()
            && self.lexicon.tropes.find(self.tokens, end).is_some();
        let ends = word(end).is_empty()
            || self.ends_here(end)
            || ["with", "without", "or", "x", "vs", "pls"].contains(&word(end));
        !self.mixed
            && self.lexicon.names.most_know(found.drama)
            && (written.begins || self.after_a_cue_of_titles())
            && !said_of
            && ends
    }

    /// Whether words that mean less than a title does are one.
    fn is_surely_a_title(&self, found: &TitleFound, written: &Written<'_>) -> bool {
        let Written { at, end, words, content, begins, marked, .. } = written;
        let (at, end, begins, marked) = (*at, *end, *begins, *marked);
        let length = words.len();
        // "2521 broke me"
        let number = words[0].lower.chars().all(|c| c.is_ascii_digit());
        let told = self.joins_title(end) || self.is_judged(end);
        if begins && (!content.is_empty() || number) && told {
            return true;
        }
        // "between reply 1988 and goblin"
        let dated = words.last().is_some_and(|last| {
            last.lower.len() == 4 && last.lower.chars().all(|c| c.is_ascii_digit())
        });
        if length >= 2 && dated && self.lexicon.names.many_follow(found.drama) {
            return true;
        }
        // "18 Again, but sadder"
        if number && marked && self.ends_here(end) {
            return true;
        }
        // "hated start up": words that say nothing are a title where one has to stand.
        if length >= 2
            && self.after_a_cue_of_titles()
            && self.ends_here(end)
            && self.lexicon.names.many_follow(found.drama)
        {
            return true;
        }
        // "omg remember coffee prince": a well known title of two words, and no "her true beauty".
        let whose = at.checked_sub(1).is_some_and(|at| self.is_whose(at));
        if length == 2
            && content.len() == 2
            && !whose
            && self.lexicon.names.many_follow(found.drama)
        {
            return true;
        }
        // "my teacher said squid game is mid"
        if length >= 2 && self.is_judged(end) && self.lexicon.names.many_follow(found.drama) {
            return true;
        }
        let named = self.mixed && length >= 2 && marked && (!content.is_empty() || !begins);
        if written.capitals || named {
            return true;
        }
        // "bicker like family" in a text that writes titles with capitals.
        let plain = self.mixed && !marked && content.is_empty();
        // "The actor from coffee prince"
        if (self.titles == Titles::Expected || self.after_maker()) && !plain {
            return !content.is_empty() || self.ends_here(end);
        }
        let odd =
            content.iter().any(|at| self.lexicon.tropes.get(&self.tokens[*at..=*at]).is_none());
        // "two cops who hate each other", "strangers who become a family"
        let who = self.tokens.get(end).is_some_and(|next| next.lower == "who");
        match (self.titles, length) {
            (_, 5..) => true,
            (_, 4) => !content.is_empty(),
            (Titles::Possible, 2..) => {
                let article = matches!(words[0].lower.as_str(), "a" | "an") && content.len() == 1;
                let alone = content.len() == 1 && !self.ends_here(end);
                (odd && !alone) || (!content.is_empty() && !who && !article && self.ends_here(end))
            }
            (Titles::Possible, _) if self.mixed => {
                odd && marked && (!begins || self.ends_here(end))
            }
            (Titles::Possible, _) if who => false,
            (Titles::Possible, _) => {
                // "Hear me out. Vincenzo, but with a woman"
                let turns = begins && words[0].capital && self.turns_here(end);
                odd && self.ends_here(end) && (turns || self.listed())
            }
            (_, 3) => odd && content.len() >= 2,
            // "business proposal" is nothing else.
            (_, 2) if !self.mixed => {
                let long = words.iter().map(|word| word.lower.chars().count()).sum::<usize>() >= 12;
                long && content.len() == 2 && content.iter().all(|at| self.means_nothing_else(*at))
            }
            _ => odd && marked && !begins,
        }
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
}
