//! One cell of a table or one value of a JSON object, and what it is taken for.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Wrong;
use super::fields::Field;

/// A value of any form. Tables have text only.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Null,
    Flag(bool),
    Whole(i128),
    Number(f64),
    Text(String),
    List(Vec<Cell>),
    /// In the order of the input; a name may stand twice.
    Object(Vec<(String, Cell)>),
}

/// What tables write where a value is missing.
const MISSING: [&str; 29] = [
    "",
    "nan",
    "none",
    "null",
    "n/a",
    "n.a.",
    "na",
    "-",
    "—",
    "–",
    "--",
    "?",
    ".",
    "tba",
    "tbd",
    "tbc",
    "unknown",
    "\\n",
    "#n/a",
    "<na>",
    "nat",
    "[]",
    "{}",
    "()",
    "(none)",
    "(null)",
    "undefined",
    "없음",
    "미정",
];
/// The longest of them, in bytes.
const LONGEST_MISSING: usize = 9;

/// How much of a name is shown in a message, in characters.
const SHOWN: usize = 80;

/// A text as a message shows it: on one line, without what steers a terminal, and cut.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    let escaped = |c: char| {
        if crate::store::text::steers(c) { c.escape_unicode().to_string() } else { c.to_string() }
    };
    shown.chars().map(escaped).collect()
}

/// Whether a cell of a table says that there is nothing.
pub(super) fn is_missing(text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST_MISSING
        && MISSING.iter().any(|missing| text.eq_ignore_ascii_case(missing))
}

impl Cell {
    /// What it is, in words.
    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Flag(_) => "true or false",
            Self::Whole(_) | Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// Whether it says that there is nothing.
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Number(number) => number.is_nan(),
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// Whether it marks that what its column names is there: 0 or 1, true or false.
    pub fn marked(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Whole(0) => Some(false),
            Self::Whole(1) => Some(true),
            Self::Number(number) if *number == 0.0 || *number == 1.0 => Some(*number == 1.0),
            Self::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
                "0" | "0.0" | "false" => Some(false),
                "1" | "1.0" | "true" => Some(true),
                _ => None,
            },
            _ => None,
        }
    }

    /// As one text: numbers as they are written, white space of any kind as single blanks.
    pub fn text(&self, field: Field) -> Result<String, Wrong> {
        match self {
            Self::Null => Ok(String::new()),
            Self::Whole(number) => Ok(number.to_string()),
            Self::Number(number) if number.is_nan() => Ok(String::new()),
            Self::Number(number) => Ok(number.to_string()),
            Self::Text(text) => Ok(one_line(text)),
            // Exports of databases give names as lists of one.
            Self::List(list) if list.len() == 1 => list[0].text(field),
            // MongoDB writes an id as `{"$oid": "5f..."}`.
            Self::Object(object) if object.len() == 1 && object[0].0.starts_with('$') => {
                object[0].1.text(field)
            }
            other => {
                let message = format!("{} must be text, not {}", field.name(), other.kind());
                Err(Wrong::new(message, "write it in quotes"))
            }
        }
    }

    /// As a whole number from `least` to `most`; `None` where nothing is written.
    pub fn number(&self, field: Field, least: u32, most: u32) -> Result<Option<u32>, Wrong> {
        let wrong = |what: &str| {
            let name = field.name();
            let message =
                format!("{name} must be a whole number from {least} to {most}, not {what}");
            Err(Wrong::new(message, "write the number alone, or leave it empty"))
        };
        let number = match self {
            Self::Null => return Ok(None),
            Self::Whole(number) => *number as f64,
            Self::Number(number) if number.is_nan() => return Ok(None),
            Self::Number(number) => *number,
            Self::Text(text) if is_missing(text) => return Ok(None),
            Self::Text(text) => match written_number(text) {
                Some(number) => number,
                None => return wrong(&format!("`{}`", shown(text))),
            },
            Self::List(list) if list.len() == 1 => return list[0].number(field, least, most),
            other => return wrong(other.kind()),
        };
        // Databases write 0 where they do not know.
        if number == 0.0 {
            return Ok((least == 0).then_some(0));
        }
        if number.fract() != 0.0 || number < f64::from(least) || number > f64::from(most) {
            return wrong(&format!("`{}`", shown(&self.text(field)?)));
        }
        Ok(Some(number as u32))
    }

    /// As yes or no.
    pub fn flag(&self, field: Field) -> Result<Option<bool>, Wrong> {
        let text = match self {
            Self::Flag(flag) => return Ok(Some(*flag)),
            other => other.text(field)?,
        };
        match text.to_lowercase().as_str() {
            text if is_missing(text) => Ok(None),
            "true" | "yes" | "1" | "1.0" => Ok(Some(true)),
            "false" | "no" | "0" | "0.0" => Ok(Some(false)),
            other => {
                let message =
                    format!("{} must be true or false, not `{}`", field.name(), shown(other));
                Err(Wrong::new(message, "or leave it empty"))
            }
        }
    }
}

/// A text without white space around it, and with single blanks for line breaks and tabs.
pub(super) fn one_line(text: &str) -> String {
    let text = text.trim();
    let breaks =
        |c: char| c.is_whitespace() && (c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    if !text.contains(breaks) {
        return text.to_owned();
    }
    text.split(breaks).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A number as tables write it: `16`, `16.0`, `1,234`, `16 episodes`, `16부작`, `16/16`, `16+`, and
/// with the mark of a spreadsheet for text, `'16`.
fn written_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_prefix('\'').unwrap_or(text).trim_end_matches('+').trim_end();
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    if let Some(plain) = number(text) {
        return Some(plain);
    }
    let mut thousands = text.split(',');
    let grouped = thousands.next().is_some_and(|first| (1..=3).contains(&first.len()))
        && text.contains(',')
        && thousands.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
    if grouped {
        return number(&text.replace(',', ""));
    }
    let (digits, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    // `16/16`: all of them are out.
    let all = unit.trim_start().strip_prefix('/').map(str::trim);
    if all == Some(digits) {
        return number(digits);
    }
    // `16 episodes (complete)`
    let unit = unit.split_once('(').map_or(unit, |(unit, _)| unit);
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    let units = ["episodes", "episode", "eps", "ep", "부작", "회", "화"];
    if units.contains(&unit.as_str()) { number(digits) } else { None }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Cell, E> {
                Ok(Cell::Null)
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Cell, E> {
                Ok(Cell::Flag(flag))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell::Whole(number.into()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
                Ok(Cell::Whole(number.into()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
                Ok(Cell::Number(number))
            }

            fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell::Text(text.to_owned()))
            }

            fn visit_string<E>(self, text: String) -> Result<Cell, E> {
                Ok(Cell::Text(text))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Cell, A::Error> {
                let mut list = Vec::new();
                while let Some(cell) = access.next_element()? {
                    list.push(cell);
                }
                Ok(Cell::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Cell, A::Error> {
                let mut object = Vec::new();
                while let Some(entry) = access.next_entry()? {
                    object.push(entry);
                }
                Ok(Cell::Object(object))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_tables_write_them() {
        for (text, expected) in [
            ("16", Some(16)),
            ("16.0", Some(16)),
            (" 1,234 ", Some(1234)),
            ("16 eps.", Some(16)),
            ("16 Episodes (complete)", Some(16)),
            ("16/16", Some(16)),
            ("'16", Some(16)),
            ("16+", Some(16)),
            ("없음", None),
            ("#N/A", None),
            ("[]", None),
            ("NaN", None),
            ("-", None),
            ("0", None),
        ] {
            let read = Cell::Text(text.into()).number(Field::Tropes, 1, 9999).ok();
            assert_eq!(read, Some(expected), "{text}");
        }
        for text in ["16.5", "soon", "1,23", "-3", "16 hours", "12/16", "1e99", "inf"] {
            let wrong = Cell::Text(text.into()).number(Field::Tropes, 1, 9999).unwrap_err();
            assert!(wrong.message.contains("must be a whole number from 1 to 9999"), "{text}");
        }
    }

    #[test]
    fn white_space_becomes_single_blanks() {
        assert_eq!(one_line(" a\r\n\tb c\u{2028}d "), "a b c d");
    }
}
