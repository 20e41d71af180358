//! Limits that are said in ways of their own: the last years, scores, answers, ages of children.

use super::bounded::bounded;
use super::open::NO_SUCH_YEARS;
use super::words::{BEFORE, BEHIND, Bound, UNITS, Unit};
use super::{Limit, Reader};
use crate::ask::token::TokenKind;

impl Reader<'_> {
    pub(super) fn last_years(&self, at: usize) -> Option<(usize, Limit)> {
        const LAST: [&str; 13] = [
            "from the last",
            "in the last",
            "of the last",
            "within the last",
            "from the past",
            "in the past",
            "the last",
            "the past",
            "these last",
            "last",
            "past",
            "최근",
            "지난",
        ];
        let start = LAST.iter().find_map(|words| self.words(at, words))?;
        if let Some(end) = self.words(start, "few years") {
            return Some((end, Limit::LastYears(3)));
        }
        if let Some(end) = self.words(start, "couple of years") {
            return Some((end, Limit::LastYears(2)));
        }
        let (next, count, _) = self.number(start)?;
        let end = self
            .words(next, "years")
            .or_else(|| self.words(next, "year"))
            .or_else(|| self.korean_years(next))?;
        if self.of_a_life(end) {
            return None;
        }
        // Longer ago than there is television.
        let whole = (1.0..=60.0).contains(&count).then_some(count as u16);
        Some((end, whole.map_or(Limit::Senseless(NO_SUCH_YEARS), Limit::LastYears)))
    }

    /// "The last 10 years of his life", "the past 5 years she has been in prison": whether the years
    /// before are of someone in the drama.
    fn of_a_life(&self, at: usize) -> bool {
        const THEIRS: [&str; 8] = ["his", "her", "their", "he", "she", "they", "life", "a"];
        let of = self.words(at, "of");
        let next = self.tokens.get(of.unwrap_or(at)).map_or("", |token| token.lower.as_str());
        THEIRS.contains(&next) && (of.is_some() || matches!(next, "he" | "she" | "they"))
    }

    /// Whether a child of who asks was named before: "my son loves it (he's 13)".
    fn child_before(&self, at: usize, children: &[&str]) -> bool {
        self.tokens[..at].windows(3).any(|words| {
            let own = matches!(words[0].lower.as_str(), "my" | "our");
            own && words[1..].iter().any(|word| children.contains(&word.lower.as_str()))
        })
    }

    /// "5년", "5년간", "5년 안에", "5년 동안": behind it, where the number is passed already.
    fn korean_years(&self, at: usize) -> Option<usize> {
        const WITHIN: [&str; 6] = ["안", "안에", "이내", "내", "동안", "사이"];
        let token = self.tokens.get(at)?;
        let rest = token.lower.strip_prefix('년')?;
        let within = |word: &str| WITHIN.iter().any(|within| word.starts_with(within));
        if !(rest.is_empty() || rest == "간" || within(rest)) {
            return None;
        }
        let next = self.tokens.get(at + 1).is_some_and(|next| within(&next.lower));
        Some(at + 1 + usize::from(next))
    }

    /// "rated above 8", "a score of at least 8.5", "평점 8 이상".
    pub(super) fn score(&self, at: usize) -> Option<(usize, Limit)> {
        const WORDS: [&str; 12] = [
            "rated",
            "rating",
            "ratings",
            "score",
            "scored",
            "scores",
            "scoring",
            "mdl",
            "mydramalist",
            "평점",
            "별점",
            "점수",
        ];
        let token = self.tokens.get(at)?;
        if !WORDS.contains(&token.lower.as_str()) {
            return None;
        }
        let mut start = at + 1;
        for _ in 0..3 {
            let skipped = ["of", "is", "score", "rating", "at", "이", "a"];
            match self.tokens.get(start) {
                Some(word)
                    if skipped.contains(&word.lower.as_str())
                        && self.longest(start, BEFORE).is_none_or(|(_, b)| b == Bound::In) =>
                {
                    start += 1;
                }
                _ => break,
            }
        }
        let before = self.longest(start, BEFORE);
        let start = before.map_or(start, |(end, _)| end);
        let (mut end, value, _) = self.number(start)?;
        if !(1.0..=10.0).contains(&value) {
            return None;
        }
        end = self
            .longest(end, UNITS)
            .filter(|(_, unit)| *unit == Unit::Score)
            .map_or(end, |(end, _)| end);
        let mut bound = before.map(|(_, bound)| bound);
        let behind = self.longest(end, BEHIND);
        if let Some((after, behind)) = behind.filter(|behind| self.is_own(end, *behind, bound)) {
            end = after;
            bound = bound.filter(|bound| bound.side().is_some()).or(Some(behind));
        }
        Some((end, bounded(Unit::Score, value, bound)?))
    }

    /// "my kid (9)", "my daughter, 12,", "my son is 10": how old a child of who asks is. "Her son
    /// is 10" is of the drama.
    pub(super) fn child(&self, at: usize) -> Option<(usize, Limit)> {
        const CHILDREN: [&str; 14] = [
            "kid",
            "son",
            "daughter",
            "child",
            "niece",
            "nephew",
            "boy",
            "girl",
            "grandson",
            "granddaughter",
            "grandchild",
            "cousin",
            "sister",
            "brother",
        ];
        // "My son loves it (he's 13)"
        let said = ["he's", "she's", "he is", "she is"];
        let told = said.iter().find_map(|words| self.words(at, words));
        if let Some(number) = told.filter(|_| self.child_before(at, &CHILDREN)) {
            let (end, age, _) = self.number(number)?;
            let years = self.longest(end, UNITS).filter(|(_, unit)| *unit == Unit::Age);
            let ends = self.tokens.get(end).is_none_or(|next| next.kind != TokenKind::Word);
            let whole = age.fract() == 0.0 && (3.0..=17.0).contains(&age);
            let end = years.map_or(end, |(end, _)| end);
            return (whole && (ends || years.is_some())).then_some((end, Limit::Age(age as u16)));
        }
        // "I am 14, what can I watch?"
        if let Some(number) = ["i am", "i'm", "im"].iter().find_map(|me| self.words(at, me)) {
            let (end, age, _) = self.number(number)?;
            let digits = self.tokens[number].lower.starts_with(|c: char| c.is_ascii_digit());
            let unit = self.longest(end, UNITS);
            let years = unit.filter(|(_, unit)| *unit == Unit::Age).map(|(end, _)| end);
            let young = age.fract() == 0.0 && (9.0..=17.0).contains(&age) && end == number + 1;
            let alone = unit.is_none() && self.tokens.get(end).is_none_or(|t| t.lower != "/");
            return (digits && young && (alone || years.is_some()))
                .then_some((years.unwrap_or(end), Limit::Age(age as u16)));
        }
        let start = ["my", "our"].iter().find_map(|word| self.words(at, word))?;
        let start =
            self.words(start, "little").or_else(|| self.words(start, "youngest")).unwrap_or(start);
        let child = self.tokens.get(start)?;
        if !CHILDREN.contains(&child.lower.as_str()) {
            return None;
        }
        let mut number = start + 1;
        let comma = |at: usize| self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Comma);
        let bracket = comma(number);
        if bracket {
            number += 1;
        } else {
            number = [
                "who is",
                "is",
                "just turned",
                "turned",
                "turns",
                "aged",
                "of",
                "who's",
                "she is",
                "he is",
                "she's",
                "he's",
            ]
            .iter()
            .find_map(|word| self.words(number, word))?;
        }
        let (end, age, _) = self.number(number)?;
        let said = !bracket || comma(end) || end == self.tokens.len();
        let whole = age.fract() == 0.0 && (3.0..=17.0).contains(&age);
        let counts = self.longest(end, UNITS).is_some_and(|(_, unit)| unit != Unit::Age);
        let end = self.longest(end, UNITS).map_or(end, |(end, _)| end);
        (said && whole && !counts).then_some((end, Limit::Age(age as u16)))
    }

    /// "top 5", "give me five".
    pub(super) fn top(&self, at: usize) -> Option<(usize, Limit)> {
        let start =
            ["the top", "top", "give me", "recommend me", "recommend", "find me", "suggest"]
                .iter()
                .find_map(|words| self.words(at, words))?;
        // "my top 3" are those of who asks, "Netflix's top ten" those of a list.
        let theirs = |at: usize| {
            let word = self.tokens[at].lower.as_str();
            ["my", "our", "her", "his", "their", "whole"].contains(&word) || word.ends_with("'s")
        };
        if at.checked_sub(1).is_some_and(theirs) {
            return None;
        }
        let (end, value, _) = self.number(start)?;
        // "give me 16 episodes" counts something else.
        let other = self.longest(end, UNITS).is_some_and(|(_, unit)| unit != Unit::Answers);
        // "Find me one where they wake up as each other" counts nothing.
        const DESCRIBES: [&str; 9] =
            ["like", "where", "with", "without", "about", "that", "that's", "in", "set"];
        let next = self.tokens.get(end).map_or("", |next| next.lower.as_str());
        let other = other || value == 1.0 && DESCRIBES.contains(&next);
        let whole = value.fract() == 0.0 && (1.0..=100.0).contains(&value);
        (whole && !other).then_some((end, Limit::Top(value as usize)))
    }

    /// "after covid", "since the pandemic", "코로나 이후": the year in which it came.
    pub(super) fn pandemic(&self, at: usize, bound: Option<Bound>) -> Option<(usize, Limit)> {
        const CAME: f32 = 2020.0;
        const NAMES: [&str; 7] =
            ["covid", "covid19", "corona", "pandemic", "lockdown", "lockdowns", "코로나"];
        let named = self.words(at, "the").unwrap_or(at);
        let token = self.tokens.get(named)?;
        if !NAMES.iter().any(|name| token.lower == *name || token.lower.starts_with("코로나")) {
            return None;
        }
        let mut end = named + 1;
        if self.tokens.get(end).is_some_and(|next| next.tied && next.lower == "19") {
            end += 1;
        }
        let behind = self.longest(end, BEHIND).filter(|_| token.hangul);
        let (end, bound) = behind.map_or((end, bound), |(end, bound)| (end, Some(bound)));
        let bound = bound.filter(|bound| !matches!(bound, Bound::In | Bound::Exactly))?;
        Some((end, bounded(Unit::Year, CAME, Some(bound))?))
    }
}
