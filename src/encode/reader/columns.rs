//! Tables with several dramas in a row: a column each, or a cell that tells all of each.

use std::ops::Range;

use super::block::{Kind, shape};
use super::part::{HOLDS, Part};
use super::passage::Passage;

/// Gives each drama of such tables a row of its own, as other tables have it.
pub fn part_rows(parts: &mut [Part]) {
    let mut next = parts.iter().map(Part::row).max().unwrap_or(0).saturating_add(1);
    for table in runs(parts, |one, other| one.row() > 0 && other.row() > 0) {
        if parts[table.start].row() == 0 {
            continue;
        }
        let cells = &mut parts[table];
        if titles_head_columns(cells) {
            turn(cells, &mut next);
        } else {
            for row in runs(cells, |one, other| one.row() == other.row()) {
                part_cells(&mut cells[row], &mut next);
            }
        }
    }
}

/// Where parts that belong together begin and end.
fn runs(parts: &[Part], together: fn(&Part, &Part) -> bool) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut from = 0;
    for at in 1..=parts.len() {
        if at == parts.len() || !together(&parts[at - 1], &parts[at]) {
            runs.push(from..at);
            from = at;
        }
    }
    runs
}

fn column(part: &Part) -> u32 {
    if let Kind::Cell { column, .. } = part.kind { column } else { 0 }
}

/// Puts a part into a row, where it heads no column.
fn put(part: &mut Part, to: u32) {
    if let Kind::Cell { row, head, .. } = &mut part.kind {
        (*row, *head) = (to, false);
    }
}

/// Whether a cell is a title and nothing else.
fn is_title(part: &Part) -> bool {
    part.known_title() && !part.rest_says()
}

/// Whether the first row has known titles, two and half of its cells, the others have none, and
/// two columns with a title have a text below it.
fn titles_head_columns(cells: &[Part]) -> bool {
    let first = cells[0].row();
    let (head, below) = cells.split_at(cells.iter().take_while(|c| c.row() == first).count());
    let titles: Vec<u32> = head.iter().filter(|cell| is_title(cell)).map(column).collect();
    let mut told: Vec<u32> =
        below.iter().filter(|c| c.said.text().len() > HOLDS).map(column).collect();
    told.sort_unstable();
    told.dedup();
    titles.len() > 1
        && titles.len() * 2 >= head.len()
        && head.iter().any(Part::is_known)
        && head.windows(2).all(|pair| column(&pair[0]) != column(&pair[1]))
        && !below.iter().any(|cell| cell.is_known() && is_title(cell))
        && titles.iter().filter(|column| told.binary_search(column).is_ok()).count() > 1
}

/// Turns a table whose columns are dramas, so that its rows are. The names of its rows go.
fn turn(cells: &mut [Part], next: &mut u32) {
    let first = cells[0].row();
    let headed: Vec<u32> = cells
        .iter()
        .filter(|cell| cell.row() == first && cell.claim.is_some())
        .map(column)
        .collect();
    let key = shape(&"heads a column");
    let mut last = 0;
    for cell in cells.iter_mut() {
        let at = column(cell);
        if headed.binary_search(&at).is_err() {
            (cell.claim, cell.said) = (None, Passage::default());
        } else if cell.row() == first {
            cell.key = key;
        } else {
            cell.claim = None;
        }
        put(cell, next.saturating_add(at));
        last = last.max(at);
    }
    *next = next.saturating_add(last).saturating_add(1);
    cells.sort_by_key(Part::row);
}

/// Parts a row in which several cells begin with a title and go on with a text below it.
fn part_cells(row: &mut [Part], next: &mut u32) {
    let cells = runs(row, |one, other| column(one) == column(other));
    let known = row.iter().filter(|part| part.known_title()).count();
    if known == 0 || cells.len() < 2 {
        return;
    }
    let tells = |cell: &Range<usize>| {
        let parts = &row[cell.clone()];
        let titled = parts[0].claim.as_ref().is_some_and(|claim| !claim.mention);
        let below = parts[1..].iter().map(|part| part.said.text().len() + part.body.text().len());
        titled && below.sum::<usize>() + parts[0].body.text().len() > HOLDS
    };
    let telling: Vec<Range<usize>> = cells.into_iter().filter(tells).collect();
    if telling.len() < 2 {
        return;
    }
    let key = shape(&"a cell that tells");
    for cell in telling {
        // Known titles are written alike in all columns.
        if row[cell.start].known_title() {
            row[cell.start].key = key;
        }
        row[cell].iter_mut().for_each(|part| put(part, *next));
        *next = next.saturating_add(1);
    }
}
