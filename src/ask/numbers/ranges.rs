//! From one number to another: "12 to 16 episodes", "2020, 2021 or 2022".

use super::bounded::is_year;
use super::words::Unit;
use super::{Limit, Reader};
use crate::ask::token::{Token, TokenKind};

impl Reader<'_> {
    /// "2024 2025", "2022/2023", "2020, 2021 or 2022": from the first to the last of them.
    pub(super) fn years_in_a_row(&self, at: usize, first: f32) -> Option<(usize, Limit)> {
        let (mut end, mut from, mut to) = (at, first, first);
        loop {
            let joins = |token: &&Token| {
                matches!(token.lower.as_str(), "/" | "," | "and" | "&" | "or") && !token.tied
            };
            let joined = self.tokens[end..].iter().take(2).take_while(joins).count();
            let Some((next, year, false)) = self.number(end + joined) else { break };
            // "Reply 1988, 1994 and 1997" are titles.
            if !is_year(year) || first < 2000.0 || !is_year(first) {
                break;
            }
            (end, from, to) = (next, from.min(year), to.max(year));
        }
        (end > at).then_some((end, Limit::Years(Some(from as u16), Some(to as u16))))
    }

    pub(super) fn range_join(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let dash = token.tied
            || (token.kind == TokenKind::Comma
                && matches!(token.lower.as_str(), "–" | "—" | "~" | "-"));
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

    /// The range that begins at a place, whose last number stands at another.
    pub(super) fn range(
        &self,
        start: usize,
        at: usize,
        from: (f32, bool),
    ) -> Option<(usize, Limit)> {
        let (middle, (to, _)) = self.quantity(at)?;
        let (end, unit) = self.unit(middle, to);
        let unit = unit.or_else(|| self.unit_before(start).filter(|_| self.ends_clause(middle)))?;
        // "2020 - 16 episodes"
        if is_year(from.0) != is_year(to) {
            return None;
        }
        let (from, to) = (from.0.min(to), from.0.max(to));
        let whole = |value: f32| (value > 0.0).then_some(value as u16);
        let limit = match unit {
            Unit::Episodes => Limit::Episodes(whole(from), whole(to)),
            Unit::Minutes => Limit::Minutes(whole(from), whole(to)),
            Unit::Hours => Limit::Hours(Some(from).filter(|from| *from > 0.0), Some(to)),
            Unit::Year if is_year(from) => Limit::Years(whole(from), whole(to)),
            _ => return None,
        };
        Some((end, limit))
    }
}
