//! From a cell to the value of a fact, by the shape that the fact has.

use crate::catalog::Date;
use crate::catalog::fields::{self, Shape, Value};

use super::Wrong;
use super::cell::{Cell, is_missing, shown};
use super::fields::Field;
use super::list::names;
use super::separators::Between;

/// The years a row may name.
const YEARS: (u32, u32) = (1800, 2199);

/// What a cell says of a fact; `between` says what separates its entries.
pub(super) fn value(
    field: Field,
    fact: &fields::Field,
    cell: &Cell,
    between: Between,
) -> Result<Value, Wrong> {
    let value = match fact.shape {
        Shape::Slug if fact.name == "id" => Value::Text(without_point_zero(cell.text(field)?)),
        Shape::Slug | Shape::Text => Value::Text(cell.text(field)?),
        Shape::Word(words) => Value::Text(word(&cell.text(field)?, &words())),
        Shape::Texts | Shape::People | Shape::Offers | Shape::Origins => {
            Value::Texts(names(cell, field, between)?)
        }
        Shape::Whole(least, most) => number(match fact.name {
            "year" => year(field, cell)?,
            "minutes" => minutes(field, cell, least, most)?,
            "mdl" => page_number(field, cell)?,
            _ => cell.number(field, least, most)?,
        }),
        Shape::Decimal(most) => decimal(field, cell, most)?,
        Shape::Day => day(field, cell)?,
        Shape::Flag(_) => cell.flag(field)?.map_or(Value::Unknown, Value::Flag),
    };
    // Numbers were held to their range above; films are older than dramas, and their years may be.
    if value.is_known() && !matches!(fact.shape, Shape::Whole(..)) {
        fact.check(&value).map_err(|unfit| Wrong::new(unfit.message, unfit.hint))?;
    }
    Ok(value)
}

fn number(number: Option<u32>) -> Value {
    number.map_or(Value::Unknown, Value::Number)
}

/// `1` for `1.0`, as columns of numbers come out of pandas where one is missing.
fn without_point_zero(id: String) -> String {
    match id.strip_suffix(".0") {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.to_owned()
        }
        _ => id,
    }
}

/// The word that a text is or begins with: `15+` of `15+ - Teens 15 or older`.
fn word(text: &str, words: &[&str]) -> String {
    let first = text.split_once(" - ").map_or(text, |(first, _)| first.trim());
    let known = words.iter().find(|word| word.eq_ignore_ascii_case(first));
    match known {
        Some(word) => (*word).to_owned(),
        None if is_missing(text) => String::new(),
        None => text.to_owned(),
    }
}

/// A year, or that of the date in the cell: the first four digits that stand alone.
fn year(field: Field, cell: &Cell) -> Result<Option<u32>, Wrong> {
    if let Cell::Text(text) = cell
        && let Some(year) = year_of(text)
    {
        return Ok(Some(year));
    }
    cell.number(field, YEARS.0, YEARS.1)
}

fn year_of(text: &str) -> Option<u32> {
    // `20160305`, and `'2016` as spreadsheets mark text.
    let text = text.trim().trim_start_matches('\'');
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (month, day): (u32, u32) = (text[4..6].parse().ok()?, text[6..].parse().ok()?);
        let year = text[..4].parse().ok().filter(|_| (1..=12).contains(&month) && day <= 31)?;
        return (YEARS.0..=YEARS.1).contains(&year).then_some(year);
    }
    let date = text.contains(['-', '/', '.', ',', ' ', '(', '\u{2013}', '년']);
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|_| date);
    let year: u32 = parts.find(|part| part.len() == 4)?.parse().ok()?;
    (YEARS.0..=YEARS.1).contains(&year).then_some(year)
}

/// Minutes: `70`, `70 min.`, `1 hr. 10 min.`.
fn minutes(field: Field, cell: &Cell, least: u32, most: u32) -> Result<Option<u32>, Wrong> {
    if let Cell::Text(text) = cell
        && let Some(minutes) = minutes_of(text).filter(|minutes| (least..=most).contains(minutes))
    {
        return Ok(Some(minutes));
    }
    cell.number(field, least, most)
}

fn minutes_of(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let (mut minutes, mut number) = (None, None);
    for part in parts {
        let unit = part.trim_start_matches(|c: char| c.is_ascii_digit());
        if let Ok(digits) = part[..part.len() - unit.len()].parse::<u32>() {
            number = Some(digits);
        }
        let factor = match unit {
            "" => continue,
            "h" | "hr" | "hrs" | "hour" | "hours" | "시간" => 60,
            "m" | "min" | "mins" | "minute" | "minutes" | "분" => 1,
            _ => return None,
        };
        minutes = Some(minutes.unwrap_or(0) + number.take()?.checked_mul(factor)?);
    }
    minutes.filter(|_| number.is_none())
}

/// The number of a page on MyDramaList, or its address.
fn page_number(field: Field, cell: &Cell) -> Result<Option<u32>, Wrong> {
    if let Cell::Text(text) = cell
        && let Some((_, page)) = text.split_once("mydramalist.com/")
    {
        let digits: String = page.chars().take_while(char::is_ascii_digit).collect();
        return Ok(digits.parse().ok().filter(|number| *number > 0));
    }
    cell.number(field, 1, u32::MAX - 1)
}

/// A number with a point, from 0 to `most`.
fn decimal(field: Field, cell: &Cell, most: u32) -> Result<Value, Wrong> {
    let text = cell.text(field)?;
    if is_missing(&text) {
        return Ok(Value::Unknown);
    }
    // `9.1/10` is 9.1 where 10 is the most.
    let bare = text.strip_suffix(&format!("/{most}")).unwrap_or(&text).trim_end();
    let number = bare.replacen(',', ".", 1).parse::<f64>().ok();
    number.filter(|number| *number <= f64::from(most)).and_then(Value::hundredths).ok_or_else(
        || {
            let message = format!(
                "{} must be a number from 0 to {most}, not `{}`",
                field.name(),
                shown(&text)
            );
            Wrong::new(message, "or leave it empty")
        },
    )
}

fn day(field: Field, cell: &Cell) -> Result<Value, Wrong> {
    let text = cell.text(field)?;
    if is_missing(&text) {
        return Ok(Value::Unknown);
    }
    // Databases write a time behind the day.
    let first = text.split(['T', ' ']).next().unwrap_or_default();
    Date::parse(first).map(Value::Day).ok_or_else(|| {
        let message = format!("{} must be a day, not `{}`", field.name(), shown(&text));
        Wrong::new(message, "write it as 2019-12-14, or leave it empty")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_date_is_found() {
        for (text, year) in [
            ("Nov 17, 2021 - Dec 2, 2021", Some(2021)),
            ("2021-11-17", Some(2021)),
            ("17.11.2021", Some(2021)),
            ("(2021)", Some(2021)),
            ("20211117", Some(2021)),
            ("'2021", None),
            ("20219917", None),
            ("soon", None),
        ] {
            assert_eq!(year_of(text), year, "{text}");
        }
    }

    #[test]
    fn minutes_are_read_as_pages_write_them() {
        for (text, minutes) in [
            ("1 hr. 10 min.", Some(70)),
            ("70 min", Some(70)),
            ("2h", Some(120)),
            ("70min", Some(70)),
            ("1시간 10분", Some(70)),
            ("2 Seasons", None),
            ("70", None),
            ("", None),
        ] {
            assert_eq!(minutes_of(text), minutes, "{text}");
        }
    }
}
