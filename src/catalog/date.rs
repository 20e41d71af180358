//! Days of the calendar.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar from 1900 to 2199; earlier days are smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date(i32);

impl Date {
    /// The day of a year, month (1 to 12) and day of the month (from 1), when there is such a day.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let sound = (1900..2200).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of(year, month)).contains(&day);
        sound.then(|| {
            let years = (1970..i32::from(year)).chain(i32::from(year)..1970);
            let before: i32 = years.map(|year| 365 + i32::from(is_leap(year as u16))).sum();
            let months: i32 = (1..month).map(|month| i32::from(days_of(year, month))).sum();
            let start = if year < 1970 { -before } else { before };
            Self(start + months + i32::from(day) - 1)
        })
    }

    /// The day that a text such as `2019-12-14` means, when it means one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u16>().ok()).flatten()
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() { None } else { Self::new(year, month as u8, day as u8) }
    }

    /// Days since 1 January 1970, negative before.
    #[must_use]
    pub fn days(self) -> i32 {
        self.0
    }

    /// The day so many days after 1 January 1970, when it is from 1900 to 2199.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        // The first days of 1900 and of 2200.
        (-25_567..84_006).contains(&days).then_some(Self(days))
    }

    /// Year, month (1 to 12) and day of the month (from 1).
    #[must_use]
    pub fn parts(self) -> (u16, u8, u8) {
        let (mut year, mut left) = (1900, self.0 + 25_567);
        while left >= 365 + i32::from(is_leap(year)) {
            left -= 365 + i32::from(is_leap(year));
            year += 1;
        }
        let mut month = 1;
        while left >= i32::from(days_of(year, month)) {
            left -= i32::from(days_of(year, month));
            month += 1;
        }
        (year, month, left as u8 + 1)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.parts().0
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of(year: u16, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let days = |text| Date::parse(text).unwrap_or_else(|| panic!("{text}")).days();
        assert_eq!(days("1970-01-01"), 0);
        assert_eq!(days("1969-12-31"), -1);
        // 30 years of 365 days, the leap days of 1972 to 1996, 31 days of January, 28 of February.
        assert_eq!(days("2000-02-29"), 30 * 365 + 7 + 31 + 28);
        assert_eq!(days("1900-01-01"), -25_567);
        assert_eq!(days("2199-12-31"), 84_005);
    }

    #[test]
    fn every_day_is_written_as_it_is_read() {
        for days in -25_567..84_006 {
            let date = Date::from_days(days).unwrap();
            assert_eq!(Date::parse(&date.to_string()), Some(date));
        }
        assert_eq!((Date::from_days(-25_568), Date::from_days(84_006)), (None, None));
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        for text in [
            "2019-02-29",
            "1900-02-29",
            "2020-04-31",
            "2020-13-01",
            "2020-00-10",
            "2020-01-00",
            "1899-12-31",
            "2020-1-1",
            "2020-01",
            "2020-01-01-01",
            "2020-01-+1",
            "",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
