//! From the cells of a row to the drama that it means.

use crate::catalog::fields::{self, Value};
use crate::catalog::{Drama, Warning};

use super::super::text::steers;
use super::cell::{Cell, shown};
use super::fields::Field;
use super::list::{Known, Named, tropes, warnings};
use super::separators::Between;
use super::value::value;
use super::{Tropes, Wrong};

/// A row under way: the drama without its strengths, and the tropes as they are named.
#[derive(Debug)]
pub(super) struct Row {
    drama: Drama,
    tropes: Vec<Named>,
    warnings: Vec<Warning>,
    /// What is wrong so far, and the fields that could not be read for it.
    wrong: Vec<Wrong>,
    unread: Vec<Field>,
}

/// What the rows of a table have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// Whether ids are given by a column.
    pub has_ids: bool,
    /// Whether years are given by a column.
    pub has_years: bool,
}

impl Row {
    pub fn new() -> Self {
        Self {
            drama: Drama::default(),
            tropes: Vec::new(),
            warnings: Vec::new(),
            wrong: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Takes a cell as a field; `between` says what separates its entries, but for tropes that are
    /// `known`.
    pub fn set(
        &mut self,
        field: Field,
        cell: &Cell,
        between: Between,
        known: Known<'_>,
    ) -> Result<(), Wrong> {
        let Some(fact) = field.fact() else {
            if field == Field::Tropes {
                self.tropes.extend(tropes(cell, between.mark, known)?);
            } else {
                self.warnings.extend(warnings(cell)?);
            }
            return Ok(());
        };
        let mut value = value(field, fact, cell, between)?;
        if let Some(text) = steering(&value) {
            let message =
                format!("{} `{}` has characters that steer a terminal", field.name(), shown(text));
            return Err(Wrong::new(message, "take control characters out"));
        }
        if !value.is_known() {
            return Ok(());
        }
        // Several columns may be read into one list.
        if let (Value::Texts(new), Value::Texts(mut all)) = (&mut value, (fact.get)(&self.drama)) {
            all.append(new);
            *new = all;
        }
        (fact.set)(&mut self.drama, value);
        Ok(())
    }

    /// Keeps what is wrong with a cell, and that its field is not known for it.
    pub fn mistake(&mut self, field: Field, wrong: Wrong) {
        self.wrong.push(wrong);
        self.unread.push(field);
    }

    /// The drama, but for an id where the table has none; or all that is wrong. Tells also whether
    /// the year was taken from the title.
    pub fn into_drama(self, habits: Habits, known: &mut Tropes) -> Result<(Drama, bool), Wrong> {
        let Self { mut drama, tropes, warnings, mut wrong, unread } = self;
        let read = |name: &str| !unread.iter().any(|field| field.is(name));
        if habits.has_ids && drama.id.is_empty() && read("id") {
            wrong.push(Wrong::new("the id is empty", "every drama needs one of its own"));
        }
        if drama.title.is_empty() && read("title") {
            let message = match drama.id.as_str() {
                "" => "the title is empty".to_owned(),
                id => format!("`{}` has no title", shown(id)),
            };
            wrong.push(Wrong::new(message, "give it one"));
        }
        drama.year = drama.year.or(drama.first_aired.map(|day| day.year()));
        let dated = take_year_of_title(&mut drama, habits);
        let contradictions = fields::contradictions(&drama).into_iter();
        wrong.extend(contradictions.map(|(_, message)| Wrong::new(message, "correct one of them")));
        for text in warnings.iter().flat_map(|warning| [&warning.id, &warning.place]) {
            if text.chars().any(steers) {
                let message =
                    format!("the warning `{}` has characters that steer a terminal", shown(text));
                wrong.push(Wrong::new(message, "take control characters out"));
            }
        }
        wrong.extend(known.wrong_warnings(&warnings));
        let tropes = known.strengths(tropes, wrong)?;
        drama.strengths = tropes.strengths;
        drama.spoilers = tropes.spoilers;
        drama.warnings = known.warnings(warnings)?;
        // Someone found them.
        if !drama.warnings.is_empty() && drama.warning_readers == 0 {
            drama.warning_readers = 1;
        }
        Ok((drama, dated))
    }
}

/// `Plum House (2016)` of a table without years is `Plum House` of 2016; so is it where the year is
/// the same.
fn take_year_of_title(drama: &mut Drama, habits: Habits) -> bool {
    let Some((title, rest)) = drama.title.rsplit_once(" (") else { return false };
    let digits = rest.strip_suffix(')').filter(|digits| digits.len() == 4);
    let Some(year) = digits.and_then(|digits| digits.parse::<u16>().ok()) else { return false };
    let title = title.trim_end();
    if title.is_empty() || !(1800..2200).contains(&year) {
        return false;
    }
    let new = drama.year.is_none() && !habits.has_years;
    if new || drama.year == Some(year) {
        drama.title = title.to_owned();
        drama.year = Some(year);
    }
    new
}

/// A text of a value that has characters which steer a terminal.
fn steering(value: &Value) -> Option<&str> {
    let texts = match value {
        Value::Text(text) => std::slice::from_ref(text),
        Value::Texts(texts) => texts.as_slice(),
        _ => &[],
    };
    texts.iter().find(|text| text.chars().any(steers)).map(String::as_str)
}
