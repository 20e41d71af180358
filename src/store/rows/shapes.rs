//! Files of one JSON value that is no row: a page of an interface (`{"results": [...]}`), a table
//! as pandas writes it by columns, split or by rows, lists under titles. Each becomes rows.

use super::cell::Cell;
use super::columns::Columns;
use super::fields::Field;

/// The fields of one row.
pub(super) type Fields = Vec<(String, Cell)>;

/// How deep the rows may stand within what answers hold around them: `{"data": {"page": {...}}}`.
const DEEPEST: usize = 4;

/// The rows that an object stands for; `None` where it is a row itself, as it is when it has one of
/// the columns that were `told`.
pub(super) fn rows_of(fields: &[(String, Cell)], told: &Columns) -> Option<Vec<Fields>> {
    if let Some(rows) = split(fields).or_else(|| lists(fields)) {
        return Some(rows);
    }
    let objects: Vec<&Fields> = fields.iter().filter_map(|(_, cell)| object(cell)).collect();
    if objects.len() == fields.len() && fields.len() > 1 {
        // By rows, under their ids, numbers or titles; or by columns, under their names.
        return if objects.iter().all(|row| titled(row)) {
            Some(objects.into_iter().cloned().collect())
        } else if objects.iter().all(|row| has_tropes(row)) && !titled(fields) {
            Some(with_titles(fields))
        } else {
            by_columns(fields)
        };
    }
    if titled(fields) || has_tropes(fields) || fields.iter().any(|(name, _)| told.names(name)) {
        return None;
    }
    within(fields, told, DEEPEST).or_else(|| under_titles(fields))
}

/// Whether one of the fields is a title by its name.
fn titled(fields: &[(String, Cell)]) -> bool {
    let title = Field::named("title");
    fields.iter().any(|(name, _)| Field::guess(name).map(|(field, _)| field) == title)
}

/// Whether one of the fields holds tropes by its name.
fn has_tropes(fields: &[(String, Cell)]) -> bool {
    let tropes = |name: &str| Field::guess(name).is_some_and(|(field, _)| field == Field::Tropes);
    fields.iter().any(|(name, _)| tropes(name))
}

/// The only list of objects within an object, or the only one whose objects have titles.
fn within(fields: &[(String, Cell)], told: &Columns, depth: usize) -> Option<Vec<Fields>> {
    let mut lists: Vec<Vec<Fields>> = fields
        .iter()
        .filter_map(|(_, cell)| match cell {
            Cell::Object(inner) if depth > 0 && !titled(inner) => within(inner, told, depth - 1),
            cell => all_objects(cell),
        })
        .collect();
    if lists.len() > 1 {
        lists.retain(|rows| rows.iter().all(|row| titled(row) || titled(&opened(row, told))));
    }
    if lists.len() > 1 {
        // A schema beside the rows names columns and has no tropes.
        lists.retain(|rows| rows.iter().any(|row| has_tropes(row)));
    }
    if lists.len() == 1 { lists.pop() } else { None }
}

/// A row without what is wrapped around it: `{"_id": 7, "_source": {"title": ...}}`. Where its
/// title or its tropes stand outside, an object within is no row:
/// `{"tags": ..., "network": {...}}`.
pub(super) fn opened(row: &[(String, Cell)], told: &Columns) -> Fields {
    let outside = titled(row)
        || has_tropes(row)
        || row.iter().any(|(name, _)| told.names_title_or_tropes(name));
    let mut inner = row.iter().filter_map(|(_, cell)| object(cell));
    match (inner.next(), inner.next()) {
        (Some(inner), None) if titled(inner) && !outside => {
            let outer = row.iter().filter(|(name, cell)| {
                object(cell).is_none() && inner.iter().all(|(known, _)| known != name)
            });
            outer.chain(inner).cloned().collect()
        }
        _ => row.to_vec(),
    }
}

/// Whether a row may have something wrapped around it.
pub(super) fn may_be_wrapped(row: &[(String, Cell)]) -> bool {
    row.len() <= 8 && row.iter().any(|(_, cell)| object(cell).is_some()) && !titled(row)
}

/// `{"Quay": {"year": 2018, "tags": [...]}, "Pier": {...}}`.
fn with_titles(fields: &[(String, Cell)]) -> Vec<Fields> {
    let rows = fields.iter().filter_map(|(title, cell)| {
        let mut row = vec![("title".to_owned(), Cell::Text(title.clone()))];
        row.extend(object(cell)?.iter().cloned());
        Some(row)
    });
    rows.collect()
}

/// `{"title": ["Quay", "Pier"], "tags": [["romance"], []]}`.
fn lists(fields: &[(String, Cell)]) -> Option<Vec<Fields>> {
    let rows = fields.first().and_then(|(_, cell)| list(cell)).map(<[Cell]>::len)?;
    let title = Field::named("title");
    let named = |(name, cell): &(String, Cell)| {
        Field::guess(name).map(|(field, _)| field) == title
            && list(cell).is_some_and(|cells| cells.iter().all(|c| matches!(c, Cell::Text(_))))
    };
    let even = |(_, cell): &(String, Cell)| list(cell).is_some_and(|cells| cells.len() == rows);
    if rows < 2 || fields.len() < 2 || !fields.iter().all(even) || !fields.iter().any(named) {
        return None;
    }
    let cell = |(name, cell): &(String, Cell), at: usize| {
        (name.clone(), list(cell).map_or(Cell::Null, |cells| cells[at].clone()))
    };
    Some((0..rows).map(|at| fields.iter().map(|field| cell(field, at)).collect()).collect())
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
            (r#"{"Quay": {"year": 1, "tags": ["x"]}, "Pier": {"tags": ["x", "y"]}}"#, 2),
            (r#"{"title": ["a", "b"], "tags": [["x"], ["y", "z"]]}"#, 2),
            (r#"{"data": {"page": {"of": 1, "media": [{"title": "a"}, {"title": "b"}]}}}"#, 2),
            (r#"{"took": 3, "hits": {"total": 2, "hits": [{"_id": 1, "_source": {}}]}}"#, 1),
        ] {
            assert_eq!(rows(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_wrapped_around_a_row_is_taken_off() {
        let Ok(Cell::Object(row)) =
            serde_json::from_str(r#"{"_id": 7, "_source": {"title": "a", "tags": ["x"]}}"#)
        else {
            panic!("an object")
        };
        let names = |row: &Fields| row.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert!(may_be_wrapped(&row));
        let told = Columns::parse("id=_id,title=title").unwrap();
        for told in [&Columns::default(), &told] {
            let opened_once = opened(&row, told);
            assert_eq!(names(&opened_once), ["_id", "title", "tags"]);
            assert_eq!(opened(&opened_once, told), opened_once);
        }
    }

    #[test]
    fn what_a_row_says_of_its_network_is_no_row() {
        let network = r#""network": {"name": "N", "id": "n3"}"#;
        for (row, told) in [
            (format!(r#"{{"headline": "a", {network}, "mood": ["x"]}}"#), "title=headline"),
            (format!(r#"{{"headline": "a", {network}, "mood": ["x"]}}"#), "tropes=mood"),
            (format!(r#"{{"headline": "a", {network}, "tags": ["x"]}}"#), ""),
        ] {
            let Ok(Cell::Object(row)) = serde_json::from_str(&row) else { panic!("{row}") };
            let told = Columns::parse(told).unwrap_or_default();
            assert_eq!(opened(&row, &told), row);
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
            r#"{"title": ["a"], "tags": ["x"]}"#,
            r#"{"row": {"title": "a", "tags": ["x"]}}"#,
            "{}",
        ] {
            assert_eq!(rows(text), None, "{text}");
        }
    }
}
