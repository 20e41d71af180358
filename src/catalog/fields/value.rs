//! The value of a fact, taken from a drama or to be put into one.

use crate::catalog::date::Date;
use crate::catalog::kinds::Kind;

/// The value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not known.
    Unknown,
    /// A text, empty when not known.
    Text(String),
    /// Several, none when not known.
    Texts(Vec<String>),
    /// A whole number.
    Number(u32),
    /// A number with two decimals, in hundredths.
    Hundredths(u32),
    /// A day.
    Day(Date),
    /// True or false.
    Flag(bool),
}

impl Value {
    /// Whether it says anything.
    #[must_use]
    pub fn is_known(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::Text(text) => !text.is_empty(),
            Self::Texts(texts) => !texts.is_empty(),
            _ => true,
        }
    }

    /// A number from 0 to 10,000,000, rounded to two decimals.
    #[must_use]
    pub fn hundredths(number: f64) -> Option<Self> {
        let sound = (0.0..=1e7).contains(&number);
        sound.then(|| Self::Hundredths((number * 100.0).round() as u32))
    }

    pub(super) fn text(self) -> String {
        if let Self::Text(text) = self { text } else { String::new() }
    }

    pub(super) fn texts(self) -> Vec<String> {
        if let Self::Texts(texts) = self { texts } else { Vec::new() }
    }

    pub(super) fn read<T>(self, parse: fn(&str) -> Option<T>) -> Vec<T> {
        self.texts().iter().filter_map(|text| parse(text)).collect()
    }

    pub(super) fn number(self) -> Option<u32> {
        if let Self::Number(number) | Self::Hundredths(number) = self { Some(number) } else { None }
    }

    pub(super) fn short(self) -> Option<u16> {
        self.number().and_then(|number| u16::try_from(number).ok())
    }

    pub(super) fn day(self) -> Option<Date> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    pub(super) fn flag(self) -> bool {
        self == Self::Flag(true)
    }
}

pub(super) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(super) fn number<N: Into<u32>>(number: Option<N>) -> Value {
    number.map_or(Value::Unknown, |number| Value::Number(number.into()))
}

pub(super) fn day(day: Option<Date>) -> Value {
    day.map_or(Value::Unknown, Value::Day)
}

pub(super) fn word<K: Kind>(kind: Option<K>) -> Value {
    kind.map_or(Value::Unknown, |kind| text(kind.word()))
}

pub(super) fn all<T: ToString>(items: &[T]) -> Value {
    Value::Texts(items.iter().map(ToString::to_string).collect())
}
