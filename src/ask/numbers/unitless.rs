//! To which number a bound belongs, and what a number counts whose unit another one says.

use super::Reader;
use super::words::{BEFORE, BEHIND, Bound, Side, UNITS, Unit};
use crate::ask::token::TokenKind;

/// Words of a number, a bound and a unit between which no other number stands.
const WITHIN_A_LIMIT: usize = 6;

impl Reader<'_> {
    /// Whether the bound behind a number is of that number: "at most 12 episodes at most 16" has two,
    /// and so has "from 2020 at most 12 episodes". Where it is not, it stands before the next one.
    pub(super) fn is_own(&self, at: usize, behind: (usize, Bound), before: Option<Bound>) -> bool {
        let (after, bound) = behind;
        let stands_before = self.longest(at, BEFORE).is_some();
        match before {
            Some(before) if before.side().is_some() => {
                !stands_before && before.side() == bound.side()
            }
            Some(Bound::In) => !stands_before || self.number(after).is_none(),
            _ => true,
        }
    }

    /// The unit of the other end: "at least 10 episodes and at most 14", "more than 10 but fewer than
    /// 16 episodes", "episodes: at most 16".
    pub(super) fn unit_of_another(
        &self,
        at: usize,
        middle: usize,
        bound: Option<Bound>,
    ) -> Option<Unit> {
        let behind = self.longest(middle, BEHIND);
        let bound = bound.or(behind.map(|(_, bound)| bound));
        let side = bound.and_then(Bound::side)?;
        let end = behind.map_or(middle, |(end, _)| end);
        let before = || self.unit_before(at).filter(|_| self.ends_clause(end));
        before().or_else(|| self.unit_behind(end, side))
    }

    /// The unit that was said last, bounds and words that join aside.
    pub(super) fn unit_before(&self, at: usize) -> Option<Unit> {
        const JOINS: [&str; 5] = ["and", "but", "&", ":", ","];
        let within = at.saturating_sub(WITHIN_A_LIMIT);
        let mut end = at;
        while end > within && JOINS.contains(&self.tokens[end - 1].lower.as_str()) {
            end -= 1;
        }
        let bound = |from: usize| self.longest(from, BEHIND).is_some_and(|(to, _)| to == end);
        end = (within..end).find(|from| bound(*from)).unwrap_or(end);
        let (_, unit) = (within..end).find_map(|from| {
            let found = self.longest(from, UNITS).filter(|(to, _)| *to == end);
            found.filter(|(_, unit)| is_shared(*unit))
        })?;
        Some(unit)
    }

    /// The unit of the next bound, which sets the other end.
    fn unit_behind(&self, at: usize, side: Side) -> Option<Unit> {
        let comma = |at: usize| {
            self.tokens.get(at).filter(|token| token.kind == TokenKind::Comma).map(|_| at + 1)
        };
        let start = comma(at).unwrap_or(at);
        let start = ["and", "but", "&"].iter().find_map(|join| self.words(start, join))?;
        let (number, bound) = self.longest(start, BEFORE)?;
        let (end, value, _) = self.number(number)?;
        let other = bound.side().is_some_and(|other| other != side);
        self.unit(end, value).1.filter(|unit| other && is_shared(*unit))
    }
}

/// Whether two bounds may share a unit.
pub(super) fn is_shared(unit: Unit) -> bool {
    matches!(unit, Unit::Episodes | Unit::Minutes | Unit::Hours | Unit::Score)
}
