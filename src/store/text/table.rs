//! Reading the fields of a TOML table, collecting every mistake instead of stopping at the first.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::catalog::Date;
use crate::catalog::fields::{Field, Need, Shape, Value};
use crate::catalog::near::nearest;

use super::broken::{broken_syntax, no_list};
use super::diagnostic::{Diagnostic, Location};
use super::source::TextFile;
use super::{is_slug, steers};

/// One table of a file. Fields are asked for by name; [`finish`](Self::finish) reports those that
/// nobody asked for.
pub struct Table<'a, 'd> {
    source: &'a TextFile,
    table: &'a DeTable<'a>,
    at: Location,
    known: Vec<&'static str>,
    found: &'d mut Vec<Diagnostic>,
}

impl<'a, 'd> Table<'a, 'd> {
    /// A table that stands at `at`; mistakes go to `found`.
    pub fn new(
        source: &'a TextFile,
        table: &'a DeTable<'a>,
        at: Location,
        found: &'d mut Vec<Diagnostic>,
    ) -> Self {
        Self { source, table, at, known: Vec::new(), found }
    }

    /// Where the table stands.
    pub fn at(&self) -> Location {
        self.at.clone()
    }

    /// The value under a key, as it is.
    pub fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.get(key)
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.table.get(key)
    }

    fn wrong_type(&mut self, key: &str, expected: &str, value: &Spanned<DeValue<'_>>) {
        let found = match value.get_ref().type_str() {
            "integer" if integer(value).is_none() => "one that is so large",
            "integer" => "a whole number",
            "float" => "a number with a decimal point",
            "string" => "a text",
            "boolean" => "true or false",
            "array" => "a list",
            "table" => "a table",
            _ => "a date",
        };
        let at = self.source.locate(value.span().start);
        self.report(at, format!("`{key}` must be {expected}, not {found}"));
    }

    /// Reports an error at a place.
    pub fn report(&mut self, at: Location, message: String) {
        self.found.push(Diagnostic::error(at, message));
    }

    /// Reports a ready diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// A text as it stands, with its place; `None` when missing or of another type.
    pub fn text(&mut self, key: &'static str) -> Option<(String, Location)> {
        let value = self.get(key)?;
        match value.get_ref().as_str() {
            Some(text) => {
                let at = self.source.locate(value.span().start);
                self.one_line(key, text, &at);
                Some((text.to_owned(), at))
            }
            None => {
                self.wrong_type(key, "a text", value);
                None
            }
        }
    }

    /// Texts are single lines; characters that steer a terminal have no place in them.
    fn one_line(&mut self, key: &str, text: &str, at: &Location) {
        if let Some(c) = text.chars().find(|c| steers(*c)) {
            let message = format!("`{key}` has a control character, {}", c.escape_unicode());
            self.push(Diagnostic::error(at.clone(), message).hint("write it as one line of text"));
        }
    }

    /// A text, empty when missing.
    pub fn optional(&mut self, key: &'static str) -> String {
        self.text(key).map(|(text, _)| text).unwrap_or_default()
    }

    /// A fact of a drama with the places of its texts, when it stands there and is sound; what is
    /// not is reported. A name that the fact had before is read like its own.
    pub fn fact(&mut self, field: &'static Field) -> Option<(Value, Vec<Location>)> {
        let old = field.also.iter().find(|name| self.table.contains_key(**name)).copied();
        let key = match old {
            Some(old) if self.table.contains_key(field.name) => {
                self.known.push(old);
                let at = self.at_key(old);
                let message =
                    format!("`{old}` is another name of `{}`, which is there too", field.name);
                self.push(Diagnostic::error(at, message).hint("keep one of them"));
                field.name
            }
            Some(old) => old,
            None => field.name,
        };
        let (value, places) = self.shaped(key, field)?;
        match field.check(&value) {
            Ok(()) => Some((value, places)),
            Err(unfit) => {
                let at = places.get(unfit.item).unwrap_or(&self.at).clone();
                self.push(Diagnostic::error(at, unfit.message).hint(unfit.hint));
                None
            }
        }
    }

    /// The value under a key in the shape of a fact.
    fn shaped(&mut self, key: &'static str, field: &Field) -> Option<(Value, Vec<Location>)> {
        let one = |(text, at)| (Value::Text(text), vec![at]);
        match field.shape {
            Shape::Slug => Some(one(self.slug(key))),
            Shape::Text if field.need == Need::Must => Some(one(self.required(key))),
            Shape::Text | Shape::Word(_) => self.text(key).map(one),
            Shape::Texts | Shape::People | Shape::Offers | Shape::Origins => {
                let texts = self.placed_texts(key);
                let (texts, places) = texts.into_iter().unzip();
                self.table.contains_key(key).then_some((Value::Texts(texts), places))
            }
            Shape::Whole(least, most) => {
                let value = self.number(key, i64::from(least)..i64::from(most) + 1)?;
                Some((Value::Number(value as u32), vec![self.at_value(key)]))
            }
            Shape::Decimal(most) => {
                let value = self.between(key, f64::from(most))?;
                Some((Value::hundredths(value)?, vec![self.at_value(key)]))
            }
            Shape::Day => self.day(key).map(|(day, at)| (Value::Day(day), vec![at])),
            Shape::Flag(usual) => self
                .table
                .contains_key(key)
                .then(|| self.flag(key, usual))
                .map(|flag| (Value::Flag(flag), vec![self.at_value(key)])),
        }
    }

    /// A day; `None` when missing, reported when it is none.
    pub fn day(&mut self, key: &'static str) -> Option<(Date, Location)> {
        let value = self.get(key)?;
        let at = self.source.locate(value.span().start);
        let written = match value.get_ref() {
            DeValue::Datetime(day) => day.to_string(),
            DeValue::String(day) => day.to_string(),
            _ => {
                self.wrong_type(key, "a day", value);
                return None;
            }
        };
        let day = Date::parse(&written);
        if day.is_none() {
            let message = format!("`{key}` must be a day, not `{}`", written.escape_debug());
            self.push(Diagnostic::error(at.clone(), message).hint("write it as 2019-12-14"));
        }
        day.map(|day| (day, at))
    }

    /// Where the value of a key stands.
    fn at_value(&self, key: &str) -> Location {
        let start = self.table.get(key).map(|value| value.span().start);
        start.map_or_else(|| self.at.clone(), |start| self.source.locate(start))
    }

    /// Where a key stands.
    fn at_key(&self, key: &str) -> Location {
        let start = self.table.get_key_value(key).map(|(key, _)| key.span().start);
        start.map_or_else(|| self.at.clone(), |start| self.source.locate(start))
    }

    /// The table that stands as a value of this one, under the place of its own.
    pub fn inner<'t>(&'t mut self, value: &'a Spanned<DeValue<'a>>) -> Option<Table<'a, 't>> {
        let at = self.source.locate(value.span().start);
        let table = value.get_ref().as_table()?;
        Some(Table::new(self.source, table, at, self.found))
    }

    /// A text that must be there and not blank; reported and empty otherwise.
    pub fn required(&mut self, key: &'static str) -> (String, Location) {
        let present = self.table.contains_key(key);
        match self.text(key) {
            Some((text, at)) if text.trim().is_empty() => {
                self.report(at.clone(), format!("`{key}` is empty"));
                (text, at)
            }
            Some(found) => found,
            None => {
                if !present {
                    self.report(self.at.clone(), format!("`{key}` is missing"));
                }
                (String::new(), self.at.clone())
            }
        }
    }

    /// An id that must be there: lower-case letters, digits and single hyphens.
    pub fn slug(&mut self, key: &'static str) -> (String, Location) {
        let (id, at) = self.required(key);
        if !id.is_empty() && !is_slug(&id) {
            let mistake = Diagnostic::error(at.clone(), format!("`{id}` is no id"));
            self.push(mistake.hint("use lower-case letters, digits and single hyphens"));
        }
        (id, at)
    }

    /// A list of texts; empty when missing.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        self.placed_texts(key).into_iter().map(|(text, _)| text).collect()
    }

    /// A list of texts with their places; empty when missing.
    pub fn placed_texts(&mut self, key: &'static str) -> Vec<(String, Location)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of texts", value);
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items.iter() {
            let at = self.source.locate(item.span().start);
            match item.get_ref().as_str() {
                Some(text) if !text.trim().is_empty() => {
                    self.one_line(key, text, &at);
                    texts.push((text.to_owned(), at));
                }
                Some(_) => self.report(at, format!("a text in `{key}` is empty")),
                None => self.wrong_type(key, "a list of texts", item),
            }
        }
        texts
    }

    /// A whole number within a range; `None` when missing, reported when outside.
    pub fn number(&mut self, key: &'static str, range: Range<i64>) -> Option<i64> {
        let value = self.get(key)?;
        let number = integer(value);
        match number {
            Some(number) if range.contains(&number) => Some(number),
            Some(number) => {
                let at = self.source.locate(value.span().start);
                self.report(
                    at,
                    format!(
                        "`{key}` must be from {} to {}, not {number}",
                        range.start,
                        range.end - 1
                    ),
                );
                None
            }
            None => {
                self.wrong_type(key, "a whole number", value);
                None
            }
        }
    }

    /// A number from 0 to `most`, whole or not; `None` when missing, reported when it is none.
    pub fn between(&mut self, key: &'static str, most: f64) -> Option<f64> {
        let value = self.get(key)?;
        match float(value) {
            Some(number) if (0.0..=most).contains(&number) => Some(number),
            Some(number) => {
                let at = self.source.locate(value.span().start);
                self.report(at, format!("`{key}` must be from 0 to {most}, not {number}"));
                None
            }
            None => {
                self.wrong_type(key, "a number", value);
                None
            }
        }
    }

    /// True or false; `default` when missing.
    pub fn flag(&mut self, key: &'static str, default: bool) -> bool {
        let Some(value) = self.get(key) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(key, "true or false", value);
            default
        })
    }

    /// The entries of a table: key, its place, and the value.
    pub fn entries(
        &mut self,
        key: &'static str,
    ) -> Vec<(String, Location, &'a Spanned<DeValue<'a>>)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, "a table", value);
            return Vec::new();
        };
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (&'a Spanned<_>, &'a _)| {
            let name: &std::borrow::Cow<'a, str> = key.get_ref();
            (name.to_string(), self.source.locate(key.span().start), value)
        };
        entries.into_iter().map(entry).collect()
    }

    /// Reports fields that nobody asked for.
    pub fn finish(self) {
        let mut unknown: Vec<_> =
            self.table.keys().filter(|key| !self.known.contains(&key.get_ref().as_ref())).collect();
        unknown.sort_by_key(|key| key.span().start);
        for key in unknown {
            let names = self.known.iter().map(|name| (*name, *name));
            let near: Vec<String> =
                nearest(key.get_ref(), names, 1).into_iter().map(str::to_owned).collect();
            let at = self.source.locate(key.span().start);
            self.found.push(
                Diagnostic::error(at, format!("unknown field `{}`", key.get_ref()))
                    .did_you_mean(&near),
            );
        }
    }
}

/// The value of a whole number.
pub fn integer(value: &Spanned<DeValue<'_>>) -> Option<i64> {
    let integer = value.get_ref().as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// The value of a number, whole or not.
pub fn float(value: &Spanned<DeValue<'_>>) -> Option<f64> {
    match value.get_ref().as_float() {
        Some(float) => float.as_str().parse().ok(),
        None => integer(value).map(|integer| integer as f64),
    }
}

/// Parses a file and hands each table of its lists of tables (`[[name]]`) to `each`, in file order.
///
/// A table whose syntax is broken is passed over once that is reported: what else seems wrong with
/// it may come of that. Says whether the syntax of all is sound.
pub fn each_table(
    source: &TextFile,
    names: &[&str],
    found: &mut Vec<Diagnostic>,
    mut each: impl FnMut(&str, Table<'_, '_>),
) -> bool {
    let (document, errors) = DeTable::parse_recoverable(source.text());
    let mut broken: Vec<usize> =
        errors.iter().map(|e| e.span().unwrap_or_default().start).collect();
    broken.sort_unstable();
    let mut tables: Vec<(&str, &Spanned<DeValue<'_>>)> = Vec::new();
    let (mut unlisted, told_before) = (Vec::new(), found.len());
    for (key, value) in document.get_ref() {
        let name = key.get_ref().as_ref();
        let at = source.locate(key.span().start);
        match value.get_ref().as_array() {
            Some(list) if names.contains(&name) => {
                tables.extend(list_of(list).map(|table| (name, table)))
            }
            _ if names.contains(&name) => {
                let line = source.line_start(key.span().start);
                unlisted.push(name);
                // Below a broken head a right one may seem to be wrong.
                let seems = source.text()[line..].starts_with("[[")
                    || broken.iter().any(|at| source.line_start(*at) == line);
                if !seems {
                    let (message, hint) = no_list(name);
                    found.push(Diagnostic::error(at, message).hint(hint));
                }
            }
            // Below a head that is broken, what stands there seems to belong to the file.
            _ if !broken.is_empty() => {}
            _ => {
                let near: Vec<String> = nearest(name, names.iter().map(|n| (*n, *n)), 1)
                    .into_iter()
                    .map(str::to_owned)
                    .collect();
                found.push(
                    Diagnostic::error(at, format!("unknown field `{name}`")).did_you_mean(&near),
                );
            }
        }
    }
    tables.sort_by_key(|(_, table)| table.span().start);
    let starts: Vec<usize> = tables.iter().map(|(_, table)| table.span().start).collect();
    found.extend(broken_syntax(source, &errors, names, unlisted, &starts));
    // What is broken is told, whatever it seems to follow from.
    if let Some(error) = errors.first().filter(|_| found.len() == told_before) {
        let at = source.locate(error.span().unwrap_or_default().start);
        found.push(Diagnostic::error(at, error.message().to_owned()));
    }
    for (place, (name, value)) in tables.iter().enumerate() {
        let start = starts[place];
        let end = starts.get(place + 1).copied().unwrap_or(usize::MAX);
        let first_broken = broken.partition_point(|at| *at < start);
        if broken.get(first_broken).is_some_and(|at| *at < end) {
            continue;
        }
        let at = source.locate(start);
        match value.get_ref().as_table() {
            Some(table) => each(name, Table::new(source, table, at, found)),
            None => found.push(Diagnostic::error(at, format!("`{name}` must be a list of tables"))),
        }
    }
    broken.is_empty()
}

fn list_of<'a>(list: &'a DeArray<'a>) -> impl Iterator<Item = &'a Spanned<DeValue<'a>>> {
    list.iter()
}
