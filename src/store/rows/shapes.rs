//! Files of one JSON value that is no row: a page of an interface (`{"results": [...]}`), a table
//! as pandas writes it by columns, split or by rows, lists under titles. Each becomes rows.

use super::cell::Cell;
use super::columns::Columns;
use super::fields::Field;

/// The fields of one row.
pub(super) type Fields = Vec<(String, Cell)>;

/// The rows that an object stands for; `None` where it is a row itself, as it is when it has one of
/// the columns that were `told`.
pub(super) fn rows_of(fields: &[(String, Cell)], told: &Columns) -> Option<Vec<Fields>> {
    let title = Field::named("title");
    let titled = |fields: &[(String, Cell)]| {
        fields.iter().any(|(name, _)| Field::guess(name).map(|(field, _)| field) == title)
    };
    if let Some(rows) = split(fields) {
        return Some(rows);
    }
    let objects: Vec<&Fields> = fields.iter().filter_map(|(_, cell)| object(cell)).collect();
    if objects.len() == fields.len() && !fields.is_empty() {
        // By rows, under their ids or numbers; or by columns, under their names.
        return if objects.iter().all(|row| titled(row)) {
            Some(objects.into_iter().cloned().collect())
        } else {
            by_columns(fields)
        };
    }
    let tropes = |name: &str| Field::guess(name).is_some_and(|(field, _)| field == Field::Tropes);
    if titled(fields) || fields.iter().any(|(name, _)| told.names(name) || tropes(name)) {
        return None;
    }
    let mut within = fields.iter().filter_map(|(_, cell)| all_objects(cell));
    if let (Some(rows), None) = (within.next(), within.next()) {
        return Some(rows);
    }
    under_titles(fields)
}

/// The row that a list of cells is, under the names of another list.
pub(super) fn row_under(names: &[String], cells: Vec<Cell>) -> Fields {
    names.iter().cloned().zip(cells).collect()
}

/// The names of columns, where a list is one of texts.
pub(super) fn header(cells: &[Cell]) -> Option<Vec<String>> {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => Some(text.clone()),
        _ => None,
    };
    cells.iter().map(text).collect::<Option<Vec<_>>>().filter(|names| names.len() > 1)
}

fn object(cell: &Cell) -> Option<&Fields> {
    if let Cell::Object(fields) = cell { Some(fields) } else { None }
}

fn list(cell: &Cell) -> Option<&[Cell]> {
    if let Cell::List(cells) = cell { Some(cells) } else { None }
}

fn all_objects(cell: &Cell) -> Option<Vec<Fields>> {
    let rows = list(cell)?.iter().map(|cell| object(cell).cloned());
    rows.collect::<Option<Vec<_>>>().filter(|rows| !rows.is_empty())
}

/// `{"columns": ["title", ...], "data": [["Quay", ...], ...]}`.
fn split(fields: &[(String, Cell)]) -> Option<Vec<Fields>> {
    let named = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, cell)| cell);
    let names = header(list(named("columns")?)?)?;
    let rows = list(named("data")?)?;
    let cells = |row| list(row).filter(|cells| cells.len() <= names.len());
    rows.iter().map(|row| Some(row_under(&names, cells(row)?.to_vec()))).collect()
}

/// `{"title": {"0": "Quay", ...}, "tags": {"0": ...}}`.
fn by_columns(fields: &[(String, Cell)]) -> Option<Vec<Fields>> {
    let (_, first) = fields.first()?;
    let keys: Vec<&String> = object(first)?.iter().map(|(key, _)| key).collect();
    let mut rows: Vec<Fields> = vec![Vec::with_capacity(fields.len()); keys.len()];
    for (name, cell) in fields {
        let cells = object(cell)?;
        // The keys of all columns are those of the first, in one order.
        if cells.len() != keys.len() || cells.iter().zip(&keys).any(|((key, _), k)| key != *k) {
            return None;
        }
        for (row, (_, cell)) in rows.iter_mut().zip(cells) {
            row.push((name.clone(), cell.clone()));
        }
    }
    Some(rows)
}

/// `{"Quay": ["romance", ...], "Pier": [...]}`.
fn under_titles(fields: &[(String, Cell)]) -> Option<Vec<Fields>> {
    let texts = |cells: &[Cell]| cells.iter().all(|cell| matches!(cell, Cell::Text(_)));
    let row = |(title, cell): &(String, Cell)| {
        let tropes = list(cell).filter(|cells| texts(cells) && Field::guess(title).is_none())?;
        let tropes = Cell::List(tropes.to_vec());
        Some(vec![("title".to_owned(), Cell::Text(title.clone())), ("tropes".to_owned(), tropes)])
    };
    fields.iter().map(row).collect::<Option<Vec<_>>>().filter(|rows| rows.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<usize> {
        let Ok(Cell::Object(fields)) = serde_json::from_str(text) else { panic!("{text}") };
        rows_of(&fields, &Columns::default()).map(|rows| rows.len())
    }

    #[test]
    fn what_stands_for_rows_is_taken_apart() {
        for (text, number) in [
            (r#"{"page": 1, "results": [{"name": "a"}, {"name": "b"}]}"#, 2),
            (r#"{"title": {"0": "a", "1": "b"}, "tags": {"0": "x", "1": null}}"#, 2),
            (r#"{"columns": ["title", "tags"], "index": [0], "data": [["a", "x"]]}"#, 1),
            (r#"{"7": {"title": "a", "tags": ["x"]}, "8": {"title": "b"}}"#, 2),
            (r#"{"Quay": ["x"], "Pier": ["x", "y"]}"#, 2),
        ] {
            assert_eq!(rows(text), Some(number), "{text}");
        }
    }

    #[test]
    fn a_row_is_a_row() {
        for text in [
            r#"{"id": "a", "title": "a", "tropes": {"x": 1}}"#,
            r#"{"title": "a", "tags": ["x"], "cast": [{"name": "b"}]}"#,
            r#"{"name": "a", "genres": [{"name": "x"}]}"#,
            r#"{"tags": ["x"], "cast": ["y"]}"#,
            r#"{"title": {"0": "a"}, "tags": {"1": "x"}}"#,
            "{}",
        ] {
            assert_eq!(rows(text), None, "{text}");
        }
    }
}
