//! Limits that are said in numbers: episodes, minutes, hours, years, scores, ages.

mod bounded;
mod lengths;
mod open;
mod ranges;
mod told;
mod unitless;
mod words;

use super::token::{Token, TokenKind};
use bounded::{bounded, decade_limit, is_year, senseless};
use unitless::is_shared;
use words::{BEFORE, BEHIND, Bound, NUMBERS, UNITS, Unit};

/// Hours that an episode may have.
const LONGEST_EPISODE: f32 = 3.0;

/// Hours in which one episode is seen, and no drama.
const AN_EVENING: f32 = 2.0;

/// Episodes from which "parts" are taken for them: fewer may be seasons.
const PARTS: f32 = 6.0;

/// What "a dozen" counts.
const DOZEN: f32 = 12.0;

/// What a number of more digits is read as.
const TOO_LARGE: f32 = 1e9;

/// A number of six digits at most, such as `8.5`, exactly as the standard library reads it. That
/// brings a table for numbers of any length, which a browser would be sent.
pub fn decimal(text: &str) -> Option<f32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = [whole, part].concat();
    if digits.len() > 6 {
        return None;
    }
    let digits: u32 = digits.parse().ok()?;
    Some(digits as f32 / 10u32.pow(part.len() as u32) as f32)
}

/// A limit that is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// Episodes, least and most.
    Episodes(Option<u16>, Option<u16>),
    /// Minutes of an episode, least and most.
    Minutes(Option<u16>, Option<u16>),
    /// Hours in all, least and most.
    Hours(Option<f32>, Option<f32>),
    /// Years, first and last.
    Years(Option<u16>, Option<u16>),
    /// The last so many years.
    LastYears(u16),
    /// Least score of viewers.
    Score(f32),
    /// Most of a score, which nothing can ask for.
    ScoreAtMost(f32),
    /// Length of the answer.
    Top(usize),
    /// The age of who watches.
    Age(u16),
    /// One that no drama can keep; why.
    Senseless(&'static str),
}

/// Finds the limit that begins at a token: behind its last token, and what it is.
#[must_use]
pub fn limit(tokens: &[Token], at: usize) -> Option<(usize, Limit)> {
    let reader = Reader { tokens };
    reader
        .last_years(at)
        .or_else(|| reader.score(at))
        .or_else(|| reader.top(at))
        .or_else(|| reader.child(at))
        .or_else(|| reader.counted(at))
        .or_else(|| reader.no_year(at))
}

struct Reader<'t> {
    tokens: &'t [Token],
}

impl Reader<'_> {
    /// Whether these words stand at a token; behind them if so.
    fn words(&self, at: usize, words: &str) -> Option<usize> {
        let mut end = at;
        for word in words.split(' ') {
            let token = self.tokens.get(end)?;
            // "이하로", "이내면": two syllables are enough to know the word.
            let inflected = token.hangul && word.len() >= 6 && token.lower.starts_with(word);
            if token.kind != TokenKind::Word || (token.lower != word && !inflected) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    fn longest<V: Copy>(&self, at: usize, table: &[(&str, V)]) -> Option<(usize, V)> {
        let found =
            table.iter().filter_map(|(words, value)| Some((self.words(at, words)?, *value)));
        found.max_by_key(|(end, _)| *end)
    }

    /// A number, and whether a plus stands behind it.
    fn number(&self, at: usize) -> Option<(usize, f32, bool)> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        if let Some(end) = self.words(at, "half a dozen") {
            return Some((end, DOZEN / 2.0, false));
        }
        if let Some((_, value)) = NUMBERS.iter().find(|(word, _)| *word == token.lower) {
            // "two dozen"
            if let Some(end) = self.words(at + 1, "dozen") {
                return Some((end, value * DOZEN, false));
            }
            // "twenty-five"
            let next = self.tokens.get(at + 1).filter(|next| next.tied && *value >= 20.0);
            let small = |word: &str| NUMBERS.iter().find(|(w, v)| *w == word && *v < 10.0);
            return Some(match next.and_then(|next| small(&next.lower)) {
                Some((_, ones)) => (at + 2, value + ones, false),
                None => (at + 1, *value, false),
            });
        }
        let digits = token.lower.strip_suffix('+');
        let plus = digits.is_some();
        let digits = digits.unwrap_or(&token.lower);
        // "1,500" has thousands, "8,5" a part.
        let thousands = digits.split(',').skip(1).all(|group| group.len() == 3);
        let digits = digits.replace(',', if thousands { "" } else { "." });
        if digits.len() > 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some((at + 1, TOO_LARGE, plus));
        }
        let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.') && digits.len() <= 6;
        plain.then(|| decimal(&digits)).flatten().map(|value| (at + 1, value, plus))
    }

    /// "2010s", "90s", "the early 2000s".
    fn decade(&self, at: usize) -> Option<(usize, u16)> {
        let token = self.tokens.get(at)?;
        let digits = token.lower.strip_suffix("'s").or_else(|| token.lower.strip_suffix('s'))?;
        let value: u16 = digits.parse().ok()?;
        let decade = match (digits.len(), value) {
            (4, 1950..=2090) if value.is_multiple_of(10) => value,
            // "In their 40s" is an age, and nothing was made in the nineties.
            (2, 0..=10) if value.is_multiple_of(10) => 2000 + value,
            _ => return None,
        };
        Some((at + 1, decade))
    }

    fn counted(&self, at: usize) -> Option<(usize, Limit)> {
        if let Some(end) = self.words(at, "between") {
            let (middle, from) = self.quantity(end)?;
            let join = self.words(middle, "and").or_else(|| self.words(middle, "to"))?;
            return self.range(at, join, from);
        }
        let (start, bound) =
            self.longest(at, BEFORE).map_or((at, None), |(end, bound)| (end, Some(bound)));
        // "before year 2012", "in the year 2020"
        let named = self.words(start, "the year").or_else(|| self.words(start, "year"));
        let is_a_year = |at: usize| self.number(at).is_some_and(|(_, value, _)| is_year(value));
        let start = named.filter(|at| is_a_year(*at)).unwrap_or(start);
        if let Some(found) = self.pandemic(start, bound) {
            return Some(found);
        }
        if let Some(found) = self.half_an_hour(start, bound) {
            return Some(found);
        }
        // "from the 2000s", "in the early 2010s"
        let mut article = self.words(start, "the").unwrap_or(start);
        let part =
            ["early", "mid", "late"].into_iter().find(|part| self.words(article, part).is_some());
        article += usize::from(part.is_some());
        if let Some((end, decade)) = self.decade(article) {
            return Some((
                self.words(end, "or").map_or(end, |_| end),
                decade_limit(decade, part, bound),
            ));
        }
        let (middle, from) = self.quantity(start)?;
        if let Some(end) = self.until_now(middle, from.0, bound) {
            return Some((end, bounded(Unit::Year, from.0, Some(Bound::Least))?));
        }
        if bound.is_none_or(|bound| bound == Bound::In)
            && let Some(found) = self.years_in_a_row(middle, from.0)
        {
            return Some(found);
        }
        if bound.is_none_or(|bound| bound == Bound::In)
            && let Some(join) = self.range_join(middle)
            && let Some(range) = self.range(start, join, from)
        {
            return Some(range);
        }
        let (mut end, unit) = self.unit(middle, from.0);
        // "Of 16 or fewer" counts episodes.
        let fewer = || from.0 >= PARTS && self.words(middle, "or fewer").is_some();
        let mut unit = unit.or_else(|| fewer().then_some(Unit::Episodes));
        let mut bound = bound;
        // "10 or more episodes"
        if unit.is_none()
            && bound.is_none()
            && let Some((between, behind)) = self.longest(middle, BEHIND)
            && let (after, Some(counted)) = self.unit(between, 0.0)
            && is_shared(counted)
        {
            (end, unit, bound) = (after, Some(counted), Some(behind));
        }
        // "at least 10 episodes and at most 14"
        let mut unit = unit.or_else(|| self.unit_of_another(at, middle, bound))?;
        let mut from = from;
        // "episodes of an hour", "an hour per episode"
        let per_episode = self.per_episode(at, end);
        if unit == Unit::Hours && from.0 <= LONGEST_EPISODE && per_episode.is_some() {
            (unit, from.0) = (Unit::Minutes, from.0 * 60.0);
            end = per_episode.unwrap_or(end);
        }
        // No drama has so few hours in all: "no longer than an hour" is of an episode.
        let of_an_evening = unit == Unit::Hours && from.0 <= AN_EVENING;
        if of_an_evening {
            (unit, from.0) = (Unit::Minutes, from.0 * 60.0);
        }
        // "after 10 hours at work"
        let after = |at: usize| self.words(at, "after").is_some();
        let behind_after = after(at) || at.checked_sub(1).is_some_and(after);
        if matches!(unit, Unit::Hours | Unit::Minutes) && behind_after {
            return None;
        }
        // "worth ten hours of my life" bounds nothing.
        let worth = |at: usize| self.words(at, "worth").or(self.words(at, "worthy")).is_some();
        if at.checked_sub(1).is_some_and(worth) {
            return None;
        }
        // "hate each other for at least 8 episodes" tells of the story.
        let bounds = ["at", "least", "most", "about", "like", "around", "the", "first", "over"];
        let mut said = self.tokens[..at].iter().rev().map(|token| token.lower.as_str());
        let told = said.find(|word| !bounds.contains(word));
        let told = told.is_some_and(|word| matches!(word, "for" | "by"));
        // "After 15 episodes of misunderstandings"
        // "Loved it until the last two episodes"
        let part = |at: usize| {
            ["first", "last", "final", "opening"].contains(&self.tokens[at].lower.as_str())
        };
        let of_a_part = at.checked_sub(1).is_some_and(part);
        let story = told || behind_after || of_a_part || self.words(at, "after").is_some();
        if unit == Unit::Episodes && story {
            return None;
        }
        // "The last three dramas I tried"
        if unit == Unit::Answers && of_a_part {
            return None;
        }
        // "2000년대 초반"
        if unit == Unit::Decade
            && let Some(part) = self.tokens.get(end).and_then(|token| korean_part(&token.lower))
            && let Some(Limit::Years(Some(decade), _)) = bounded(unit, from.0, None)
        {
            return Some((end + 1, decade_limit(decade, Some(part), bound)));
        }
        if self.is_no_length(unit, end) {
            return None;
        }
        if unit == Unit::Minutes && bound.is_none() && self.is_time_to_spare(at, end) {
            return Some((end, bounded(unit, from.0, Some(Bound::Most))?));
        }
        let behind = self.longest(end, BEHIND).or_else(|| self.within_word(end));
        // "on" means "and later" behind a year alone: "from 2018 on".
        let behind = behind.filter(|(after, bound)| {
            *after == end
                || *after > end + 1
                || self.tokens[end].lower != "on"
                || (unit == Unit::Year && *bound == Bound::Least && self.ends_clause(*after))
        });
        if let Some((after, behind)) = behind.filter(|behind| self.is_own(end, *behind, bound)) {
            end = after;
            bound = bound.filter(|bound| bound.side().is_some()).or(Some(behind));
        }
        if from.1 {
            bound = Some(Bound::Least);
        }
        if of_an_evening && bound.is_none_or(|bound| matches!(bound, Bound::In | Bound::About)) {
            bound = Some(Bound::Most);
        }
        let limit = bounded(unit, from.0, bound).or_else(|| senseless(unit, from.0, bound))?;
        Some((self.to_this_day(end, limit), limit))
    }

    /// "16부작이하": the bound is of one word with the unit before it.
    fn within_word(&self, end: usize) -> Option<(usize, Bound)> {
        let word = &self.tokens.get(end.checked_sub(1)?).filter(|token| token.hangul)?.lower;
        let of = |(unit, _): &(&str, Unit)| word.strip_prefix(unit);
        let rest = UNITS.iter().filter_map(of).min_by_key(|rest| rest.len())?;
        let bound = BEHIND.iter().find(|(bound, _)| {
            !bound.is_ascii() && rest.trim_start_matches("짜리").starts_with(bound)
        })?;
        Some((end, bound.1))
    }

    fn ends_clause(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| {
            token.kind != TokenKind::Word || ["and", "but", "with"].contains(&token.lower.as_str())
        })
    }

    fn quantity(&self, at: usize) -> Option<(usize, (f32, bool))> {
        let article = self.words(at, "a").filter(|next| {
            self.words(*next, "dozen").is_some() || self.words(*next, "hundred").is_some()
        });
        if let Some(next) = self.words(at, "an").filter(|next| self.words(*next, "hour").is_some())
        {
            return Some((next, (1.0, false)));
        }
        let (end, value, plus) = self.number(article.unwrap_or(at))?;
        Some((end, (value, plus)))
    }

    /// The unit behind a number; a number that may be a year is one.
    fn unit(&self, at: usize, value: f32) -> (usize, Option<Unit>) {
        // "8/10"
        if self.tokens.get(at).is_some_and(|token| token.lower == "/")
            && self.tokens.get(at + 1).is_some_and(|token| token.lower == "10")
        {
            return (at + 2, Some(Unit::Score));
        }
        let is_part = ["part", "parts"].iter().any(|word| self.words(at, word).is_some());
        if is_part && value < PARTS {
            return (at, None);
        }
        if let Some((end, unit)) = self.longest(at, UNITS) {
            // "30 minute episodes"
            let end = if unit == Unit::Minutes {
                self.longest(end, UNITS)
                    .filter(|(_, u)| *u == Unit::Episodes)
                    .map_or(end, |(end, _)| end)
            } else {
                end
            };
            let end =
                if unit == Unit::Answers && self.words(at, "series").is_some() { at } else { end };
            return if end == at && unit == Unit::Answers { (at, None) } else { (end, Some(unit)) };
        }
        // A Korean unit may be one word with what follows: "부작이하", "년대의".
        if let Some(token) = self.tokens.get(at).filter(|token| token.hangul) {
            let of = |(word, unit): &(&str, Unit)| {
                token.lower.starts_with(word).then_some((word.len(), *unit))
            };
            let longest = UNITS.iter().filter_map(of).max_by_key(|(length, _)| *length);
            if let Some((_, unit)) = longest.filter(|(length, _)| *length >= 3) {
                return (at + 1, Some(unit));
            }
        }
        (at, is_year(value).then_some(Unit::Year))
    }
}

/// The part of a decade that a Korean word names.
fn korean_part(word: &str) -> Option<&'static str> {
    let parts =
        [("초", "early"), ("초반", "early"), ("중반", "mid"), ("후반", "late"), ("말", "late")];
    let word = word.trim_end_matches(['에', '의']);
    parts.into_iter().find(|(known, _)| word == *known).map(|(_, part)| part)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn read(text: &str) -> Option<Limit> {
        let tokens = tokens(text);
        (0..tokens.len()).find_map(|at| limit(&tokens, at)).map(|(_, limit)| limit)
    }

    #[test]
    fn episodes_are_bounded_as_it_is_said() {
        for (text, least, most) in [
            ("at most 12 episodes", None, Some(12)),
            ("under 12 episodes", None, Some(11)),
            ("12 episodes or fewer", None, Some(12)),
            ("twelve episodes max", None, Some(12)),
            ("at least 20 episodes", Some(20), None),
            ("20+ episodes", Some(20), None),
            ("more than twenty-four episodes", Some(25), None),
            ("10-12 episodes", Some(10), Some(12)),
            ("between 10 and 12 eps", Some(10), Some(12)),
            ("a 16-episode drama", Some(16), Some(16)),
            ("12부작 이하", None, Some(12)),
            ("16부작", Some(16), Some(16)),
            ("maximum 16 parts", None, Some(16)),
            ("16부작 넘으면 힘들어", None, Some(16)),
            ("two dozen episodes", Some(24), Some(24)),
            ("12 or fewer episodes", None, Some(12)),
            ("1,200 episodes", Some(1200), Some(1200)),
            ("at least 10 episodes at most 12 episodes", Some(10), None),
            ("at least 10 and at most 12 episodes", Some(10), None),
        ] {
            assert_eq!(read(text), Some(Limit::Episodes(least, most)), "{text}");
        }
    }

    #[test]
    fn years_are_bounded_as_it_is_said() {
        for (text, from, to) in [
            ("from the 2000s", Some(2000), Some(2009)),
            ("late 2010s", Some(2017), Some(2019)),
            ("since 2020", Some(2020), None),
            ("after 2018", Some(2019), None),
            ("before 2015", None, Some(2014)),
            ("before the year 2015", None, Some(2014)),
            ("in 2021", Some(2021), Some(2021)),
            ("from 2018 onwards", Some(2018), None),
            ("2015-2019", Some(2015), Some(2019)),
            ("between 2015 and 2019", Some(2015), Some(2019)),
            ("2010년대", Some(2010), Some(2019)),
            ("2000년대 초반", Some(2000), Some(2003)),
            ("2020년 이후", Some(2020), None),
            ("after covid", Some(2021), None),
            ("since the pandemic", Some(2020), None),
            ("pre-covid", None, Some(2019)),
            ("코로나 이후", Some(2020), None),
        ] {
            assert_eq!(read(text), Some(Limit::Years(from, to)), "{text}");
        }
    }

    #[test]
    fn other_limits() {
        assert_eq!(read("rated above 8.5"), Some(Limit::Score(8.5)));
        assert_eq!(read("with a rating of at least 8"), Some(Limit::Score(8.0)));
        assert_eq!(read("평점 8 이상"), Some(Limit::Score(8.0)));
        assert_eq!(read("episodes under 40 minutes"), Some(Limit::Minutes(None, Some(39))));
        assert_eq!(read("episodes of an hour at most"), Some(Limit::Minutes(None, Some(60))));
        assert_eq!(read("under 2 hours per episode"), Some(Limit::Minutes(None, Some(119))));
        assert_eq!(read("nothing longer than an hour"), Some(Limit::Minutes(None, Some(60))));
        assert_eq!(read("1시간 넘으면 졸려"), Some(Limit::Minutes(None, Some(60))));
        assert_eq!(read("after 10 hours of work"), None);
        assert_eq!(read("three 12-hour shifts in a row"), None);
        assert_eq!(read("80 episodes are fine"), None);
        assert_eq!(read("good until the last two episodes"), None);
        assert_eq!(read("I've got 45 minutes a night"), Some(Limit::Minutes(None, Some(45))));
        assert_eq!(read("for my 25 minute commute"), Some(Limit::Minutes(None, Some(25))));
        assert_eq!(read("for my son (he's 13)"), Some(Limit::Age(13)));
        assert_eq!(read("my 14yo"), Some(Limit::Age(14)));
        assert_eq!(read("I'm 15 and like horror"), Some(Limit::Age(15)));
        assert_eq!(read("I'm 12 episodes in"), Some(Limit::Episodes(Some(12), Some(12))));
        assert_eq!(read("8+ on mdl"), Some(Limit::Score(8.0)));
        assert_eq!(read("at least 8.5/10"), Some(Limit::Score(8.5)));
        assert_eq!(read("under 10 hours"), Some(Limit::Hours(None, Some(10.0))));
        assert_eq!(read("top 5"), Some(Limit::Top(5)));
        assert_eq!(read("my 14 year old"), Some(Limit::Age(14)));
        assert_eq!(read("with my kid (9)"), Some(Limit::Age(9)));
        assert_eq!(read("my daughter is 12 years old"), Some(Limit::Age(12)));
        assert_eq!(read("from the last five years"), Some(Limit::LastYears(5)));
        assert_eq!(read("최근 5년"), Some(Limit::LastYears(5)));
        assert_eq!(read("지난 3년 동안"), Some(Limit::LastYears(3)));
        assert_eq!(read("최근 2년간"), Some(Limit::LastYears(2)));
        assert_eq!(read("one of them"), None);
        assert_eq!(read("rated at most 8"), Some(Limit::ScoreAtMost(8.0)));
        assert_eq!(read("8 points or less"), Some(Limit::ScoreAtMost(8.0)));
        assert_eq!(read("11/10 would watch"), None);
        assert!(matches!(read("from 1800"), Some(Limit::Senseless(_))));
        assert_eq!(read("set in 1592"), None);
    }

    #[test]
    fn decimals_are_read_as_the_standard_library_reads_them() {
        for digits in 0..=99_999u32 {
            for point in 0..=5 {
                let mut text = format!("{digits:05}");
                text.insert(point, '.');
                assert_eq!(decimal(&text), text.parse().ok(), "{text}");
            }
        }
        for text in ["", ".", "1.2.3", "x", "-1", "7"] {
            assert_eq!(decimal(text), text.parse().ok().filter(|n: &f32| *n >= 0.0), "{text}");
        }
    }
}
