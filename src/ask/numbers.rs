//! Limits that are said in numbers: episodes, minutes, hours, years, scores, ages.

use super::token::{Token, TokenKind};

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
    /// Length of the answer.
    Top(usize),
    /// The age of who watches.
    Age(u16),
}

/// How a number bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Most,
    Below,
    Least,
    Above,
    About,
    Exactly,
    Since,
    In,
}

/// Words before a number, the longest first where one begins another.
const BEFORE: &[(&str, Bound)] = &[
    ("at most", Bound::Most),
    ("no more than", Bound::Most),
    ("not more than", Bound::Most),
    ("no longer than", Bound::Most),
    ("not longer than", Bound::Most),
    ("nothing longer than", Bound::Most),
    ("nothing over", Bound::Most),
    ("not over", Bound::Most),
    ("up to", Bound::Most),
    ("maximum of", Bound::Most),
    ("maximum", Bound::Most),
    ("max", Bound::Most),
    ("within", Bound::Most),
    ("until", Bound::Most),
    ("till", Bound::Most),
    ("not newer than", Bound::Most),
    ("nothing newer than", Bound::Most),
    ("nothing after", Bound::Most),
    ("under", Bound::Below),
    ("less than", Bound::Below),
    ("fewer than", Bound::Below),
    ("below", Bound::Below),
    ("shorter than", Bound::Below),
    ("before", Bound::Below),
    ("older than", Bound::Below),
    ("earlier than", Bound::Below),
    ("prior to", Bound::Below),
    ("pre", Bound::Below),
    ("at least", Bound::Least),
    ("no less than", Bound::Least),
    ("no fewer than", Bound::Least),
    ("not less than", Bound::Least),
    ("not shorter than", Bound::Least),
    ("nothing before", Bound::Least),
    ("nothing older than", Bound::Least),
    ("not older than", Bound::Least),
    ("no older than", Bound::Least),
    ("not before", Bound::Least),
    ("minimum of", Bound::Least),
    ("minimum", Bound::Least),
    ("min", Bound::Least),
    ("more than", Bound::Above),
    ("longer than", Bound::Above),
    ("higher than", Bound::Above),
    ("better than", Bound::Above),
    ("newer than", Bound::Above),
    ("later than", Bound::Above),
    ("over", Bound::Above),
    ("above", Bound::Above),
    ("after", Bound::Above),
    ("post", Bound::Above),
    ("around", Bound::About),
    ("about", Bound::About),
    ("roughly", Bound::About),
    ("approximately", Bound::About),
    ("circa", Bound::About),
    ("exactly", Bound::Exactly),
    ("since", Bound::Since),
    ("starting from", Bound::Since),
    ("starting in", Bound::Since),
    ("from", Bound::In),
    ("in", Bound::In),
    ("of", Bound::In),
];

/// Words behind a number or its unit.
const BEHIND: &[(&str, Bound)] = &[
    ("or fewer", Bound::Most),
    ("or less", Bound::Most),
    ("or shorter", Bound::Most),
    ("or under", Bound::Most),
    ("or below", Bound::Most),
    ("or earlier", Bound::Most),
    ("or older", Bound::Most),
    ("and earlier", Bound::Most),
    ("and older", Bound::Most),
    ("and under", Bound::Most),
    ("at most", Bound::Most),
    ("maximum", Bound::Most),
    ("max", Bound::Most),
    ("tops", Bound::Most),
    ("or more", Bound::Least),
    ("or longer", Bound::Least),
    ("or over", Bound::Least),
    ("or above", Bound::Least),
    ("or higher", Bound::Least),
    ("or better", Bound::Least),
    ("or later", Bound::Least),
    ("or newer", Bound::Least),
    ("and up", Bound::Least),
    ("and above", Bound::Least),
    ("and over", Bound::Least),
    ("and higher", Bound::Least),
    ("and later", Bound::Least),
    ("and newer", Bound::Least),
    ("and after", Bound::Least),
    ("and onwards", Bound::Least),
    ("and onward", Bound::Least),
    ("at least", Bound::Least),
    ("minimum", Bound::Least),
    ("onwards", Bound::Least),
    ("onward", Bound::Least),
    ("on", Bound::Least),
    ("plus", Bound::Least),
    ("이하", Bound::Most),
    ("이내", Bound::Most),
    ("안쪽", Bound::Most),
    ("까지", Bound::Most),
    ("이전", Bound::Below),
    ("미만", Bound::Below),
    ("전", Bound::Below),
    ("이상", Bound::Least),
    ("부터", Bound::Least),
    ("이후", Bound::Least),
    ("넘는", Bound::Above),
    ("초과", Bound::Above),
    ("정도", Bound::About),
    ("내외", Bound::About),
];

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Episodes,
    Minutes,
    Hours,
    Year,
    Decade,
    Years,
    Score,
    Answers,
    Age,
}

const UNITS: &[(&str, Unit)] = &[
    ("episodes", Unit::Episodes),
    ("episode", Unit::Episodes),
    ("eps", Unit::Episodes),
    ("ep", Unit::Episodes),
    ("minutes", Unit::Minutes),
    ("minute", Unit::Minutes),
    ("mins", Unit::Minutes),
    ("min", Unit::Minutes),
    ("hours", Unit::Hours),
    ("hour", Unit::Hours),
    ("hrs", Unit::Hours),
    ("hr", Unit::Hours),
    ("h", Unit::Hours),
    ("stars", Unit::Score),
    ("points", Unit::Score),
    ("rating", Unit::Score),
    ("score", Unit::Score),
    ("recommendations", Unit::Answers),
    ("suggestions", Unit::Answers),
    ("titles", Unit::Answers),
    ("dramas", Unit::Answers),
    ("kdramas", Unit::Answers),
    ("k dramas", Unit::Answers),
    ("shows", Unit::Answers),
    ("picks", Unit::Answers),
    ("ideas", Unit::Answers),
    ("options", Unit::Answers),
    ("series", Unit::Answers),
    ("years old", Unit::Age),
    ("year olds", Unit::Age),
    ("year old", Unit::Age),
    ("years", Unit::Years),
    ("부작", Unit::Episodes),
    ("화", Unit::Episodes),
    ("회", Unit::Episodes),
    ("회차", Unit::Episodes),
    ("에피소드", Unit::Episodes),
    ("분", Unit::Minutes),
    ("시간", Unit::Hours),
    ("년대", Unit::Decade),
    ("년도", Unit::Year),
    ("년", Unit::Year),
    ("점", Unit::Score),
    ("개", Unit::Answers),
    ("편", Unit::Answers),
    ("살", Unit::Age),
    ("세", Unit::Age),
];

const NUMBERS: &[(&str, f32)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("hundred", 100.0),
    ("dozen", 12.0),
    ("세", 3.0),
    ("다섯", 5.0),
    ("열", 10.0),
];

/// Finds the limit that begins at a token: behind its last token, and what it is.
#[must_use]
pub fn limit(tokens: &[Token], at: usize) -> Option<(usize, Limit)> {
    let reader = Reader { tokens };
    reader
        .last_years(at)
        .or_else(|| reader.score(at))
        .or_else(|| reader.top(at))
        .or_else(|| reader.counted(at))
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
        if let Some((_, value)) = NUMBERS.iter().find(|(word, _)| *word == token.lower) {
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
        let digits = digits.unwrap_or(&token.lower).replace(',', ".");
        let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.') && digits.len() <= 6;
        plain.then(|| digits.parse().ok()).flatten().map(|value| (at + 1, value, plus))
    }

    /// "2010s", "90s", "the early 2000s".
    fn decade(&self, at: usize) -> Option<(usize, u16)> {
        let token = self.tokens.get(at)?;
        let digits = token.lower.strip_suffix("'s").or_else(|| token.lower.strip_suffix('s'))?;
        let value: u16 = digits.parse().ok()?;
        let decade = match (digits.len(), value) {
            (4, 1950..=2090) if value.is_multiple_of(10) => value,
            (2, 50..=90) if value.is_multiple_of(10) => 1900 + value,
            (2, 0..=20) if value.is_multiple_of(10) => 2000 + value,
            _ => return None,
        };
        Some((at + 1, decade))
    }

    fn last_years(&self, at: usize) -> Option<(usize, Limit)> {
        const LAST: [&str; 8] = [
            "from the last",
            "in the last",
            "of the last",
            "within the last",
            "from the past",
            "in the past",
            "the last",
            "the past",
        ];
        let start = LAST.iter().find_map(|words| self.words(at, words))?;
        if let Some(end) =
            self.words(start, "few years").or_else(|| self.words(start, "couple of years"))
        {
            return Some((end, Limit::LastYears(3)));
        }
        let (next, count, _) = self.number(start)?;
        let end = self.words(next, "years").or_else(|| self.words(next, "year"))?;
        Some((end, Limit::LastYears(count as u16)))
    }

    /// "rated above 8", "a score of at least 8.5", "평점 8 이상".
    fn score(&self, at: usize) -> Option<(usize, Limit)> {
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
        let start = self.longest(start, BEFORE).map_or(start, |(end, _)| end);
        let (mut end, value, _) = self.number(start)?;
        if !(1.0..=10.0).contains(&value) {
            return None;
        }
        end = self
            .longest(end, UNITS)
            .filter(|(_, unit)| *unit == Unit::Score)
            .map_or(end, |(end, _)| end);
        end = self.longest(end, BEHIND).map_or(end, |(end, _)| end);
        Some((end, Limit::Score(value)))
    }

    /// "top 5", "give me five".
    fn top(&self, at: usize) -> Option<(usize, Limit)> {
        let start = ["the top", "top", "give me", "recommend me", "suggest"]
            .iter()
            .find_map(|words| self.words(at, words))?;
        // "my top 3" are those of who asks.
        let theirs = |at: usize| {
            ["my", "our", "her", "his", "their"].contains(&self.tokens[at].lower.as_str())
        };
        if at.checked_sub(1).is_some_and(theirs) {
            return None;
        }
        let (end, value, _) = self.number(start)?;
        // "give me 16 episodes" counts something else.
        let other = self.longest(end, UNITS).is_some_and(|(_, unit)| unit != Unit::Answers);
        let whole = value.fract() == 0.0 && (1.0..=100.0).contains(&value);
        (whole && !other).then_some((end, Limit::Top(value as usize)))
    }

    fn counted(&self, at: usize) -> Option<(usize, Limit)> {
        if let Some(end) = self.words(at, "between") {
            let (middle, from) = self.quantity(end)?;
            let join = self.words(middle, "and").or_else(|| self.words(middle, "to"))?;
            return self.range(join, from);
        }
        let (start, bound) =
            self.longest(at, BEFORE).map_or((at, None), |(end, bound)| (end, Some(bound)));
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
        if bound.is_none_or(|bound| bound == Bound::In)
            && let Some(join) = self.range_join(middle)
            && let Some(range) = self.range(join, from)
        {
            return Some(range);
        }
        let (mut end, unit) = self.unit(middle, from.0);
        let unit = unit?;
        // "worth ten hours of my life" bounds nothing.
        let worth = |at: usize| self.words(at, "worth").or(self.words(at, "worthy")).is_some();
        if at.checked_sub(1).is_some_and(worth) {
            return None;
        }
        let behind = self.longest(end, BEHIND).or_else(|| self.within_word(end));
        // "on" means "and later" behind a year alone: "from 2018 on".
        let behind = behind.filter(|(after, bound)| {
            *after == end
                || *after > end + 1
                || self.tokens[end].lower != "on"
                || (unit == Unit::Year && *bound == Bound::Least && self.ends_clause(*after))
        });
        let mut bound = bound;
        if let Some((after, behind)) = behind {
            end = after;
            bound = Some(behind);
        }
        if from.1 {
            bound = Some(Bound::Least);
        }
        Some((end, bounded(unit, from.0, bound)?))
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
        let (end, value, plus) = self.number(article.unwrap_or(at))?;
        Some((end, (value, plus)))
    }

    fn range_join(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let dash = token.tied
            || (token.kind == TokenKind::Comma && matches!(token.lower.as_str(), "–" | "—" | "~"));
        if token.tied {
            return self.number(at).map(|_| at);
        }
        if dash {
            Some(at + 1)
        } else {
            self.words(at, "to")
                .or_else(|| self.words(at, "until"))
                .or_else(|| self.words(at, "or"))
        }
    }

    fn range(&self, at: usize, from: (f32, bool)) -> Option<(usize, Limit)> {
        let (middle, (to, _)) = self.quantity(at)?;
        let (end, unit) = self.unit(middle, to);
        let (from, to) = (from.0.min(to), from.0.max(to));
        let whole = |value: f32| Some(value as u16);
        let limit = match unit? {
            Unit::Episodes => Limit::Episodes(whole(from), whole(to)),
            Unit::Minutes => Limit::Minutes(whole(from), whole(to)),
            Unit::Hours => Limit::Hours(Some(from), Some(to)),
            Unit::Year if is_year(from) => Limit::Years(whole(from), whole(to)),
            _ => return None,
        };
        Some((end, limit))
    }

    /// The unit behind a number; a number that may be a year is one.
    fn unit(&self, at: usize, value: f32) -> (usize, Option<Unit>) {
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

fn is_year(value: f32) -> bool {
    (1960.0..=2035.0).contains(&value) && value.fract() == 0.0
}

fn decade_limit(decade: u16, part: Option<&str>, bound: Option<Bound>) -> Limit {
    let (from, to) = match part {
        Some("early") => (decade, decade + 3),
        Some("mid") => (decade + 4, decade + 6),
        Some(_) => (decade + 7, decade + 9),
        None => (decade, decade + 9),
    };
    match bound {
        Some(Bound::Below) => Limit::Years(None, Some(from - 1)),
        Some(Bound::Most) => Limit::Years(None, Some(to)),
        Some(Bound::Above) => Limit::Years(Some(to + 1), None),
        Some(Bound::Least | Bound::Since) => Limit::Years(Some(from), None),
        _ => Limit::Years(Some(from), Some(to)),
    }
}

fn bounded(unit: Unit, value: f32, bound: Option<Bound>) -> Option<Limit> {
    let whole = value as u16;
    let counted = |about: u16| match bound {
        Some(Bound::Most) => (None, Some(whole)),
        Some(Bound::Below) => (None, Some(whole.saturating_sub(1).max(1))),
        Some(Bound::Least | Bound::Since) => (Some(whole), None),
        Some(Bound::Above) => (Some(whole + 1), None),
        Some(Bound::About) => (Some(whole.saturating_sub(about).max(1)), Some(whole + about)),
        Some(Bound::Exactly | Bound::In) | None => (Some(whole), Some(whole)),
    };
    Some(match unit {
        Unit::Episodes if (1..=2000).contains(&whole) => {
            let (least, most) = counted(2);
            Limit::Episodes(least, most)
        }
        Unit::Minutes if (1..=400).contains(&whole) => match bound {
            None | Some(Bound::Exactly | Bound::In | Bound::About) => {
                Limit::Minutes(Some(whole.saturating_sub(10).max(1)), Some(whole + 10))
            }
            _ => {
                let (least, most) = counted(10);
                Limit::Minutes(least, most)
            }
        },
        Unit::Hours if value > 0.0 && value <= 1000.0 => match bound {
            Some(Bound::Least | Bound::Above | Bound::Since) => Limit::Hours(Some(value), None),
            Some(Bound::About) => Limit::Hours(Some(value * 0.8), Some(value * 1.2)),
            _ => Limit::Hours(None, Some(value)),
        },
        Unit::Year if is_year(value) => match bound {
            Some(Bound::Most) => Limit::Years(None, Some(whole)),
            Some(Bound::Below) => Limit::Years(None, Some(whole - 1)),
            Some(Bound::Least | Bound::Since) => Limit::Years(Some(whole), None),
            Some(Bound::Above) => Limit::Years(Some(whole + 1), None),
            Some(Bound::About) => Limit::Years(Some(whole - 2), Some(whole + 2)),
            _ => Limit::Years(Some(whole), Some(whole)),
        },
        // "no older than 5 years"
        Unit::Years if bound == Some(Bound::Least) && (1..=60).contains(&whole) => {
            Limit::LastYears(whole)
        }
        Unit::Decade => {
            let decade = if whole < 100 {
                if whole <= 20 { 2000 + whole } else { 1900 + whole }
            } else {
                whole
            };
            if !is_year(f32::from(decade)) {
                return None;
            }
            decade_limit(decade, None, bound)
        }
        Unit::Score if (1.0..=10.0).contains(&value) => Limit::Score(value),
        Unit::Answers if (1..=100).contains(&whole) => Limit::Top(whole.into()),
        Unit::Age if (3..=17).contains(&whole) => Limit::Age(whole),
        _ => return None,
    })
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
            ("in 2021", Some(2021), Some(2021)),
            ("from 2018 onwards", Some(2018), None),
            ("2015-2019", Some(2015), Some(2019)),
            ("between 2015 and 2019", Some(2015), Some(2019)),
            ("2010년대", Some(2010), Some(2019)),
            ("2020년 이후", Some(2020), None),
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
        assert_eq!(read("under 10 hours"), Some(Limit::Hours(None, Some(10.0))));
        assert_eq!(read("top 5"), Some(Limit::Top(5)));
        assert_eq!(read("my 14 year old"), Some(Limit::Age(14)));
        assert_eq!(read("from the last five years"), Some(Limit::LastYears(5)));
        assert_eq!(read("one of them"), None);
    }
}
