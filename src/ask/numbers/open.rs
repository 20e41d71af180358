//! Years up to this day, and those in which no drama was made.

use super::bounded::is_year;
use super::words::{BEFORE, Bound};
use super::{Limit, Reader};
use crate::ask::token::Token;

/// Why years that no drama is of ask for nothing.
pub(super) const NO_SUCH_YEARS: &str = "no drama of the catalogue is of these years";

impl Reader<'_> {
    /// Behind "to now", "- present", "till today", where a year stands before.
    pub(super) fn until_now(&self, at: usize, year: f32, bound: Option<Bound>) -> Option<usize> {
        const JOINS: [&str; 7] = ["up to", "to", "until", "till", "til", "through", "up until"];
        let sign = |token: &&Token| {
            matches!(token.lower.as_str(), "-" | "–" | "—" | "~") || (token.tied && is_now(token))
        };
        let years = is_year(year) && bound.is_none_or(|b| matches!(b, Bound::In | Bound::Since));
        let token = self.tokens.get(at).filter(|_| years)?;
        let join = JOINS.iter().filter_map(|join| self.words(at, join)).max();
        let signed = || sign(&token).then(|| at + usize::from(!token.tied));
        let mut now = join.or_else(signed)?;
        now = self.words(now, "the").unwrap_or(now);
        self.tokens.get(now).filter(|token| is_now(token)).map(|_| self.behind_day(now))
    }

    /// Behind "present day".
    fn behind_day(&self, now: usize) -> usize {
        self.words(now + 1, "day").unwrap_or(now + 1)
    }

    /// Behind `지금까지`, which says nothing more of what is bounded from below: `2020년부터 지금까지`.
    pub(super) fn to_this_day(&self, end: usize, limit: Limit) -> usize {
        let open = matches!(limit, Limit::Years(Some(_), None));
        let now = self.tokens.get(end).is_some_and(|token| token.hangul && is_now(token));
        end + usize::from(open && now)
    }

    /// "from 1800", "after 2050", "from 20222": the bound of a year in which nothing was made.
    pub(super) fn no_year(&self, at: usize) -> Option<(usize, Limit)> {
        let (start, bound) = self.longest(at, BEFORE)?;
        let sets = self.words(at, "from").is_some() || matches!(bound, Bound::Since);
        let time = ["before", "after"].iter().any(|word| self.words(at, word).is_some());
        let (end, value, _) = self.number(start).filter(|_| sets || time)?;
        let digits = self.tokens[start].lower.bytes().all(|byte| byte.is_ascii_digit());
        let no_year = value >= 1000.0 && digits && !is_year(value);
        (no_year && self.ends_clause(end)).then_some((end, Limit::Senseless(NO_SUCH_YEARS)))
    }
}

fn is_now(token: &Token) -> bool {
    const NOW: [&str; 5] = ["now", "today", "present", "date", "nowadays"];
    let now = ["지금", "현재", "오늘"].iter().any(|now| token.lower.starts_with(now));
    NOW.contains(&token.lower.as_str()) || now
}
