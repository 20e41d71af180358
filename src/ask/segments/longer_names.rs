//! Titles that are only a part of a longer name: "The Glory of Tang Dynasty" is not The Glory, and
//! "Gokusen Season 2" no drama of seasons.

use super::{Lexicon, Segment, What};
use crate::ask::cues::{Cue, Role};
use crate::ask::names::Names;
use crate::encode::stems::is_function;

/// Small words that may stand within a name.
const WITHIN: [&str; 16] = [
    "of", "the", "a", "an", "in", "to", "at", "from", "by", "with", "and", "my", "your", "our",
    "his", "her",
];

/// Of these, words that need an article behind them to go on with a name: "Lost in the Woods", but
/// "Goblin in Spanish".
const BEFORE_ARTICLES: [&str; 7] = ["in", "to", "at", "from", "by", "with", "and"];

/// Words that say whose something is.
const WHOSE: [&str; 7] = ["my", "your", "our", "his", "her", "their", "that"];

/// Words that count the parts of a story.
const PARTS: [&str; 7] = ["season", "seasons", "part", "episode", "series", "시즌", "파트"];

/// Reads a title together with what goes on with its name, and no drama where there is more of it.
pub(super) fn read(lexicon: &Lexicon, text: &str, mixed: bool, segments: &mut Vec<Segment>) {
    let mut at = 0;
    while at < segments.len() {
        if matches!(segments[at].what, What::Title(..)) {
            let reader = Reader { names: &lexicon.names, text, mixed, segments };
            if let Some((from, to)) = reader.longer_name(at) {
                let (start, end) = (segments[from].start, segments[to].end);
                let what = match lexicon.foreign.named(&text[start..end]) {
                    Some((work, _)) => What::Foreign(work, false),
                    None if matches!(segments[from].what, What::Foreign(..)) => {
                        segments[from].what.clone()
                    }
                    None => What::UnknownTitle,
                };
                segments.splice(from..=to, [Segment { what, start, end }]);
                at = from;
            }
        }
        at += 1;
    }
}

struct Reader<'s> {
    names: &'s Names,
    text: &'s str,
    mixed: bool,
    segments: &'s [Segment],
}

impl Reader<'_> {
    /// The first and the last segment of a longer name that a title is a part of.
    fn longer_name(&self, at: usize) -> Option<(usize, usize)> {
        let said = self.said(at);
        let named = said.starts_with(char::is_alphanumeric) && said.is_ascii();
        if !named || self.is_followed_by_its_year(at) {
            return None;
        }
        if self.counts_parts(at, self.word(at).as_str()) {
            let from = self.beginning(at, at);
            return Some((from, self.number_behind(at).unwrap_or(at)));
        }
        let mut to = self.ending(at);
        if self.counts_parts(to + 1, self.word(to + 1).as_str()) {
            to = self.number_behind(to + 1)?;
        }
        let from = match self.mixed {
            true => self.beginning(at, to),
            false => self.beginning_in_small_letters(at),
        };
        // "F4 Thailand: Boys over Flowers"
        let from = self.subtitled_work(from).unwrap_or(from);
        if from == at && to == at && self.is_a_word_of_a_name(at) {
            return Some((0, self.segments.len() - 1));
        }
        (from < at || to > at).then_some((from, to))
    }

    /// Whether a title was not spelled like this.
    fn is_guessed(&self, at: usize) -> bool {
        matches!(self.segments[at].what, What::Title(_, true))
    }

    fn said(&self, at: usize) -> &str {
        self.segments.get(at).map_or("", |segment| &self.text[segment.start..segment.end])
    }

    fn word(&self, at: usize) -> String {
        self.said(at).to_lowercase()
    }

    /// "Season 2", "Part two", unless it is the first.
    fn counts_parts(&self, at: usize, word: &str) -> bool {
        PARTS.contains(&word) && self.number_behind(at).is_some()
    }

    fn number_behind(&self, at: usize) -> Option<usize> {
        const NUMBERS: [&str; 6] = ["zero", "two", "three", "four", "five", "six"];
        let word = self.word(at + 1);
        let counted = word.parse::<u16>().is_ok_and(|number| (2..=20).contains(&number));
        (counted || NUMBERS.contains(&word.as_str())).then_some(at + 1)
    }

    /// "Goblin (2016)", "Goblin 2016": nothing of the name is missing.
    fn is_followed_by_its_year(&self, at: usize) -> bool {
        let year = |at: usize| self.word(at).parse::<u16>().is_ok_and(|year| year > 1900);
        year(at + 1) || self.word(at + 1) == "(" && year(at + 2)
    }

    /// Where the name ends that begins with a title.
    fn ending(&self, at: usize) -> usize {
        let loose = self.is_one_word(at) || self.is_weak(at);
        let mut end = at;
        loop {
            if self.mixed && loose && self.is_joined_name(end + 1) {
                end += 1;
                continue;
            }
            // "Life: Love on the Line", "My Only 12%"
            if loose && self.is_subtitled(end) {
                end += 2;
                continue;
            }
            // "Signal 2" is no Signal, but "Signal 2 times" is.
            let numbered = self.is_guessed(at) || end == at && self.is_numbered(at);
            if numbered && self.is_number(end + 1) {
                end += 1;
                continue;
            }
            // "Monster Next Door", "Bad Guy My Boss"
            if self.mixed
                && let Some(last) = self.name_behind_small_capitals(at, end)
            {
                end = last;
                continue;
            }
            let small = self.small_words(end + 1);
            let next = end + 1 + small;
            let goes_on = match self.mixed {
                _ if next >= self.segments.len() => false,
                _ if small > 0 && !self.joins(end + 1, small, self.is_guessed(at)) => false,
                true if small == 0 => self.goes_on_as_written(at, end),
                true => self.is_name(next) && self.may_be_joined(end + 1, next),
                false => end == at && self.goes_on_in_small_letters(at, small),
            };
            if !goes_on {
                return end;
            }
            end = next;
        }
    }

    /// "Monster Next Door", "The Emperor's Love": whether a name goes on right behind `end`.
    fn goes_on_as_written(&self, at: usize, end: usize) -> bool {
        let next = end + 1;
        let owner = self.said(end).ends_with("'s");
        self.is_name(next)
            && (self.is_unknown(next)
                || self.is_one_word(at) && self.is_a_thing(next)
                || owner && self.may_be_of_a_name(next))
    }

    /// Where a short name ends that goes on with words that say nothing, all written as names are.
    fn name_behind_small_capitals(&self, at: usize, end: usize) -> Option<usize> {
        const SHORT: usize = 2;
        let of_words = |at: usize| self.said(at).split(' ').count();
        let named =
            |at: usize| self.said(at).split(' ').all(|word| word.starts_with(char::is_uppercase));
        let next = end + 1;
        let silent = self.segments.get(next).is_some_and(|one| one.what == What::Filler);
        (of_words(at) <= SHORT && silent && of_words(next) == 2 && named(next)).then_some(next)
    }

    /// "legend of fei", "rebel princess": where nothing is written as a name, a title of one word
    /// or a guess is a part of what goes on with it.
    fn goes_on_in_small_letters(&self, at: usize, small: usize) -> bool {
        let next = at + 1 + small;
        let (one_word, guessed) = (self.is_one_word(at), self.is_guessed(at));
        let weak = self.is_weak(at);
        match small {
            0 => guessed && (self.is_unknown(next) || one_word && self.is_a_thing(next)),
            // "the secret of us", "memories of love"
            _ if self.word(at + 1) == "of" => {
                one_word
                    && (weak || self.is_a_thing(next) || self.is_unknown(next))
                    && self.may_be_of_a_name(next)
            }
            // "lost in the woods", "moonshine and valentine"
            _ => {
                let unknown = weak && self.is_unknown(next);
                one_word && (unknown || guessed && self.may_be_of_a_name(next))
            }
        }
    }

    /// "Secret of Three Kingdoms"; "Signal and the Korean food" is another thing.
    fn may_be_joined(&self, small: usize, next: usize) -> bool {
        match self.word(small).as_str() {
            "and" => self.is_unknown(next) || self.is_a_thing(next),
            _ => self.may_be_of_a_name(next),
        }
    }

    /// Where the name begins that ends with a title.
    fn beginning(&self, at: usize, to: usize) -> usize {
        let mut from = at;
        loop {
            let small = self.small_words_before(from);
            let Some(before) = from.checked_sub(small + 1) else { return from };
            let named = self.is_name(before)
                && (self.is_unknown(before) || small > 0 && self.is_a_thing(before));
            // "Rewatching Goblin": a sentence begins with a capital whatever it says.
            let begins = before == 0 || self.segments[before - 1].what == What::Stop;
            let alone = !begins || self.is_all(before, to) && !self.is_done(before);
            let joined = small == 0 || self.word(from - small) == "of" || self.is_guessed(at);
            if !(named && alone && joined) {
                return from;
            }
            from = before;
        }
    }

    /// "like my voice", "like eternal love rain": where a name begins that ends with a title which
    /// is seldom called so.
    fn beginning_in_small_letters(&self, at: usize) -> usize {
        let What::Title(drama, guessed) = self.segments[at].what else { return at };
        let Some(before) = at.checked_sub(1) else { return at };
        if !guessed && !self.names.few_follow(drama) {
            return at;
        }
        // What no title begins with goes on with this one.
        let adjacent = self.segments[before].what == What::UnknownTitle;
        let word = self.word(before);
        let whose = WHOSE.contains(&word.as_str()) || word.ends_with("'s");
        let named = self.is_weak(at) && (whose || self.is_unknown(before)) && self.is_first(before);
        if adjacent || named { before } else { at }
    }

    /// Whether nothing of a name stands before.
    fn is_first(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            let cue = matches!(self.segments[before].what, What::Cue(cue) if !matches!(cue, Cue::Before(Role::Avoid | Role::Less, _)));
            cue || matches!(self.segments[before].what, What::Stop | What::Comma) || WHOSE.contains(&self.word(before).as_str())
        })
    }

    /// "F4 Thailand: Boys over Flowers": the work of which what stands here is the rest of the
    /// name.
    fn subtitled_work(&self, at: usize) -> Option<usize> {
        let work = at.checked_sub(2)?;
        let known = matches!(self.segments[work].what, What::Foreign(..) | What::UnknownTitle);
        (known && self.said(at - 1) == ":").then_some(work)
    }

    /// Whether what stands there is written as a name. "But Funny" begins with a small word: only
    /// the capitals of a heading.
    fn is_name(&self, at: usize) -> bool {
        let said = self.said(at);
        let first = said.split(' ').next().unwrap_or_default();
        let unknown = self.segments.get(at).is_some_and(|one| one.what == What::UnknownTitle);
        let small = said.contains(' ') && !unknown && is_function(&first.to_lowercase());
        said.starts_with(char::is_uppercase) && said.contains(char::is_lowercase) && !small
    }

    /// "Live in Love": a trope of which the small words join a name.
    fn is_joined_name(&self, at: usize) -> bool {
        let Some((small, name)) = self.said(at).split_once(' ') else { return false };
        self.segments.get(at).is_some_and(|segment| matches!(segment.what, What::Tropes(..)))
            && matches!(small, "in" | "of")
            && name.starts_with(char::is_uppercase)
    }

    /// Whether a colon and what is written as a name stand behind a segment.
    fn is_subtitled(&self, at: usize) -> bool {
        let next = at + 2;
        self.mixed && self.said(at + 1) == ":" && self.is_name(next) && self.may_be_of_a_name(next)
    }

    /// Whether a number from 2 on is the last of a name.
    fn is_numbered(&self, at: usize) -> bool {
        let number = self.word(at + 1).parse::<u16>().is_ok_and(|number| (2..=9).contains(&number));
        // "HosPlay 1+2"
        let counted = self.said(at).ends_with(|c: char| c.is_ascii_digit());
        let ends = |segment: &Segment| {
            matches!(segment.what, What::Stop | What::Comma | What::Cue(_) | What::Title(..))
        };
        number && !counted && self.segments.get(at + 2).is_none_or(ends)
    }

    fn is_number(&self, at: usize) -> bool {
        let said = self.said(at);
        let filler = |segment: &Segment| matches!(segment.what, What::Filler | What::Unknown);
        self.segments.get(at).is_some_and(filler)
            && !said.is_empty()
            && said.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn is_unknown(&self, at: usize) -> bool {
        matches!(self.segments[at].what, What::Unknown | What::UnknownTitle)
    }

    /// Words of tropes are words of names as well.
    fn is_a_thing(&self, at: usize) -> bool {
        matches!(
            self.segments[at].what,
            What::Tropes(..) | What::Warning(..) | What::Told(_) | What::UnknownTitle
        )
    }

    fn may_be_of_a_name(&self, at: usize) -> bool {
        self.is_a_thing(at)
            || matches!(self.segments[at].what, What::Unknown | What::Filler)
            // "Love Song in Winter", "The Secret of Love"
            || self.is_guessed(at)
            || matches!(self.word(at).as_str(), "love" | "heart")
    }

    /// How many small words stand here that may be within a name.
    fn small_words(&self, at: usize) -> usize {
        (at..at + 3).take_while(|at| self.is_small(*at)).count()
    }

    fn small_words_before(&self, at: usize) -> usize {
        (1..=3).take_while(|back| at.checked_sub(*back).is_some_and(|at| self.is_small(at))).count()
    }

    fn is_small(&self, at: usize) -> bool {
        self.segments.get(at).is_some_and(|segment| {
            matches!(segment.what, What::Filler | What::Unknown | What::Cue(_))
                && self.said(at).split(' ').all(|word| WITHIN.contains(&word))
        })
    }

    /// Whether small words hold a name together: "of", "in the", and no list of two titles.
    fn joins(&self, at: usize, count: usize, guessed: bool) -> bool {
        let said: Vec<&str> = (at..at + count).flat_map(|at| self.said(at).split(' ')).collect();
        let needs_article = BEFORE_ARTICLES.contains(&said[0]) && !(guessed && said[0] != "and");
        let article = said.get(1).is_some_and(|word| matches!(*word, "the" | "a" | "an"));
        if said[0] == "and" && self.is_title(at + count) {
            return false;
        }
        !needs_article || article
    }

    fn is_title(&self, at: usize) -> bool {
        matches!(self.segments[at].what, What::Title(..) | What::Foreign(..))
    }

    /// "Our Secret", "Unusual Idol Love": whether all that is said is a name with a title of one
    /// word within, or with a guess.
    fn is_a_word_of_a_name(&self, at: usize) -> bool {
        let all = 0..self.segments.len();
        let named = |other: usize| {
            self.is_name(other) && !self.is_article(other) || self.is_a_cue_in_capitals(other)
        };
        let of_a_name = |other: usize| {
            other == at
                || self.is_small(other)
                || self.said(other) == "."
                || named(other) && self.may_be_in_a_name(other)
        };
        self.mixed
            && self.is_weak(at)
            && all.clone().any(|other| other != at && named(other))
            && all.clone().all(of_a_name)
    }

    /// "All About Secrets", "Best Lover": also what says something elsewhere.
    fn may_be_in_a_name(&self, at: usize) -> bool {
        self.may_be_of_a_name(at)
            || self.is_a_cue_in_capitals(at)
            || matches!(self.segments[at].what, What::Fact(_))
    }

    fn is_a_cue_in_capitals(&self, at: usize) -> bool {
        matches!(self.segments[at].what, What::Cue(Cue::Reset))
            && self.said(at).split(' ').all(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether hardly anybody means a drama by these words where others stand beside them: guessed,
    /// a word of a drama that few follow, or only an alias of one.
    fn is_weak(&self, at: usize) -> bool {
        let What::Title(drama, guessed) = self.segments[at].what else { return false };
        let few = self.names.few_follow(drama);
        let by_alias = || !self.names.is_title(self.said(at), drama);
        guessed || few && self.is_one_word(at) || !self.names.most_know(drama) && by_alias()
    }

    fn is_one_word(&self, at: usize) -> bool {
        let word = self.word(at);
        !word.strip_prefix("the ").unwrap_or(&word).contains(' ')
    }

    fn is_article(&self, at: usize) -> bool {
        matches!(self.word(at).as_str(), "the" | "a" | "an")
    }

    /// Whether nothing else is said than what stands between two segments.
    fn is_all(&self, from: usize, to: usize) -> bool {
        let none = |segment: &Segment| matches!(segment.what, What::Stop | What::Cue(Cue::Reset));
        self.segments[..from].iter().all(none) && self.segments[to + 1..].iter().all(none)
    }

    /// "Rewatching", "Binged".
    fn is_done(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with("ing") || word.ends_with("ed")
    }
}
