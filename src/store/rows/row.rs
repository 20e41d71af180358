//! From the cells of a row to the drama that it means.

use crate::catalog::{Drama, TropeStrength};

use super::super::text::steers;
use super::cell::{Cell, shown, year_of};
use super::fields::Field;
use super::list::{Named, names, tropes};
use super::{Tropes, Wrong};

/// A row under way: the drama without its strengths, and the tropes as they are named.
#[derive(Debug)]
pub(super) struct Row {
    drama: Drama,
    tropes: Vec<Named>,
    reviewed: Option<bool>,
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
        Self { drama: Drama::default(), tropes: Vec::new(), reviewed: None }
    }

    /// Takes a cell as a field; `commas` says whether commas separate its entries.
    pub fn set(&mut self, field: Field, cell: &Cell, commas: bool) -> Result<(), Wrong> {
        const MOST: u32 = u32::MAX;
        let drama = &mut self.drama;
        match field {
            Field::Id => drama.id = without_point_zero(cell.text(field)?),
            Field::Title => drama.title = cell.text(field)?,
            Field::Tropes => self.tropes.extend(tropes(cell)?),
            Field::NativeTitle => drama.native_title = cell.text(field)?,
            Field::Aliases => drama.aliases.extend(names(cell, field, commas)?),
            Field::Series => drama.series = Some(cell.text(field)?).filter(|text| !text.is_empty()),
            Field::Year => drama.year = year(cell)?,
            Field::Episodes => drama.episodes = cell.number(field, 1, 9_999)?.map(|n| n as u16),
            Field::Network => drama.networks.extend(names(cell, field, commas)?),
            Field::Streaming => drama.streaming.extend(names(cell, field, commas)?),
            Field::Mdl => drama.mdl = page_number(cell)?,
            Field::Leads => drama.leads.extend(names(cell, field, commas)?),
            Field::Writers => drama.writers.extend(names(cell, field, commas)?),
            Field::Directors => drama.directors.extend(names(cell, field, commas)?),
            Field::Followers => drama.followers = cell.number(field, 0, MOST)?,
            Field::Summary => drama.summary = cell.text(field)?,
            Field::Reviewed => self.reviewed = cell.flag(field)?,
        }
        Ok(())
    }

    /// The drama, but for an id where the table has none. Tells also whether the year was taken from
    /// the title.
    pub fn into_drama(self, habits: Habits, known: &mut Tropes) -> Result<(Drama, bool), Wrong> {
        let mut drama = self.drama;
        if habits.has_ids && drama.id.is_empty() {
            return Err(Wrong::new("the id is empty", "every drama needs one of its own"));
        }
        if drama.title.is_empty() {
            let message = match drama.id.as_str() {
                "" => "the title is empty".to_owned(),
                id => format!("`{}` has no title", shown(id)),
            };
            return Err(Wrong::new(message, "give it one"));
        }
        let dated = take_year_of_title(&mut drama, habits);
        if let Some((field, text)) = steering(&drama) {
            let message =
                format!("{} `{}` has characters that steer a terminal", field.name(), shown(text));
            return Err(Wrong::new(message, "take control characters out"));
        }
        drama.reviewed = self.reviewed.unwrap_or(true);
        let strengths = known.strengths(self.tropes)?.into_iter();
        drama.strengths =
            strengths.map(|(trope, strength)| TropeStrength { trope, strength }).collect();
        Ok((drama, dated))
    }
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

/// A year, or that of the date in the cell.
fn year(cell: &Cell) -> Result<Option<u16>, Wrong> {
    let of_date = match cell {
        Cell::Text(text) => year_of(text),
        _ => None,
    };
    let year = match of_date {
        Some(year) => Some(year),
        None => cell.number(Field::Year, 1_000, 9_999)?,
    };
    Ok(year.map(|year| year as u16))
}

/// The number of a page on MyDramaList, or its address.
fn page_number(cell: &Cell) -> Result<Option<u32>, Wrong> {
    if let Cell::Text(text) = cell
        && let Some((_, page)) = text.split_once("mydramalist.com/")
    {
        let digits: String = page.chars().take_while(char::is_ascii_digit).collect();
        return Ok(digits.parse().ok().filter(|number| *number > 0));
    }
    cell.number(Field::Mdl, 1, u32::MAX)
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

/// The first text of a drama that has characters which steer a terminal.
fn steering(drama: &Drama) -> Option<(Field, &str)> {
    let one = [
        (Field::Id, &drama.id),
        (Field::Title, &drama.title),
        (Field::NativeTitle, &drama.native_title),
        (Field::Summary, &drama.summary),
    ];
    let lists = [
        (Field::Aliases, &drama.aliases),
        (Field::Network, &drama.networks),
        (Field::Streaming, &drama.streaming),
        (Field::Leads, &drama.leads),
        (Field::Writers, &drama.writers),
        (Field::Directors, &drama.directors),
    ];
    let lists =
        lists.into_iter().flat_map(|(field, names)| names.iter().map(move |name| (field, name)));
    one.into_iter()
        .chain(drama.series.iter().map(|series| (Field::Series, series)))
        .chain(lists)
        .find(|(_, text)| text.chars().any(steers))
        .map(|(field, text)| (field, text.as_str()))
}
