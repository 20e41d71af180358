//! The limit that a number with its bound and unit is.

use super::Limit;
use super::words::{Bound, Side, Unit};

pub(super) fn is_year(value: f32) -> bool {
    (1960.0..=2035.0).contains(&value) && value.fract() == 0.0
}

pub(super) fn decade_limit(decade: u16, part: Option<&str>, bound: Option<Bound>) -> Limit {
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

pub(super) fn bounded(unit: Unit, value: f32, bound: Option<Bound>) -> Option<Limit> {
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
        Unit::Score if (1.0..=10.0).contains(&value) => match bound.and_then(Bound::side) {
            Some(Side::Most) => Limit::ScoreAtMost(value),
            _ => Limit::Score(value),
        },
        Unit::Answers if (1..=100).contains(&whole) => Limit::Top(whole.into()),
        Unit::Age if (3..=17).contains(&whole) => Limit::Age(whole),
        _ => return None,
    })
}

/// A bound that is none, since no drama is so long, so short or scored so, or every one is.
pub(super) fn senseless(unit: Unit, value: f32, bound: Option<Bound>) -> Option<Limit> {
    let nothing = value == 0.0 && bound.and_then(Bound::side) == Some(Side::Least);
    let why = match unit {
        _ if nothing => "it lets in all",
        Unit::Episodes => "no drama has so many or so few episodes",
        Unit::Minutes => "no episode has so many or so few minutes",
        Unit::Hours => "no drama has so many or so few hours",
        // "11/10" is praise.
        Unit::Score if bound.is_some() => "a score is from 1 to 10",
        _ => return None,
    };
    Some(Limit::Senseless(why))
}
