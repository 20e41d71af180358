//! Lists of titles, of which nothing is said: words of titles tell of no drama.

use std::collections::HashSet;

use crate::catalog::DramaIdx;

use super::beside::{is_date, is_fact};
use super::claim::{Claim, Find};
use super::labels::is_name_label;
use super::part::Part;

/// The most bytes of a text that may be rows of titles.
const LONGEST: usize = 4_000;

/// What a list names.
pub struct Listed {
    /// The known dramas, in the order of the text.
    pub dramas: Vec<DramaIdx>,
    /// Whether nothing else is said.
    pub silent: bool,
}

/// The known dramas of a text of which at least half is their bare titles: in lines of their own,
/// in cells beside facts, or in rows. A few words may stand around several.
pub fn listed(parts: &[Part], find: &Find<'_>) -> Option<Listed> {
    let said: Vec<&Part> = parts
        .iter()
        .filter(|part| !part.said.is_empty() && !part.general && !states_a_fact(part))
        .collect();
    let dramas = bare_titles(parts);
    let silent = !parts.iter().any(|part| !part.body.is_empty())
        && !said.iter().any(|part| part.rest_says() && !part.is_head());
    let most = dramas.len() * 2 >= said.iter().filter(|part| !part.is_head()).count();
    if most && dramas.len() > usize::from(!silent) {
        return Some(Listed { dramas, silent });
    }
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_head()) {
        for said in [&part.said, &part.body] {
            text.push_str(said.text());
            text.push('\n');
        }
        if text.len() > LONGEST {
            return None;
        }
    }
    let dramas = rows_of_titles(&text, find)?;
    Some(Listed { dramas, silent: true })
}

/// Whether a cell says no more than a year, a network, a number.
fn states_a_fact(part: &Part) -> bool {
    part.row() > 0 && part.claim.is_none() && is_bare_fact(part.said.text().trim())
}

/// Whether a text is a fact, a day or a number and nothing else.
fn is_bare_fact(text: &str) -> bool {
    is_fact(text) || is_date(text) || !text.contains(char::is_alphabetic)
}

/// The known dramas whose titles stand in lines of their own, written as names are, with nothing
/// said of them.
fn bare_titles(parts: &[Part]) -> Vec<DramaIdx> {
    let mut met = HashSet::new();
    let bare = parts.iter().filter(|part| {
        let written = |claim: &Claim| !claim.line.title.starts_with(char::is_lowercase);
        part.known_line() && !part.rest_says() && part.claim.as_ref().is_some_and(written)
    });
    let known = bare.filter_map(|part| part.claim.as_ref().and_then(|claim| claim.known));
    known.filter(|drama| met.insert(*drama)).collect()
}

/// The longest line above rows of titles, in bytes: `title,year`.
const HEAD: usize = 40;

/// The dramas of rows of known titles, `Quay, Long Pier, Low Tide`, below a head of columns or none;
/// `None` where anything else is said.
fn rows_of_titles(text: &str, find: &Find<'_>) -> Option<Vec<DramaIdx>> {
    let mut dramas = Vec::new();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next()?;
    match row_of_titles(first, find) {
        Some(row) => dramas.extend(row),
        None if first.len() <= HEAD => {}
        None => return None,
    }
    for line in lines {
        dramas.extend(row_of_titles(line, find)?);
    }
    let mut met = HashSet::new();
    dramas.retain(|drama| met.insert(*drama));
    (dramas.len() > 1).then_some(dramas)
}

/// The dramas of one row, facts beside them aside; `None` where anything else stands in it.
fn row_of_titles(line: &str, find: &Find<'_>) -> Option<Vec<DramaIdx>> {
    let mut dramas = Vec::new();
    for name in line.split([',', ';', '/', '|']).map(str::trim) {
        let name = name.trim_end_matches(['.', '!']);
        let name = name.strip_prefix("and ").unwrap_or(name);
        if is_bare_fact(name) || is_name_label(name) {
            continue;
        }
        if name.starts_with(char::is_lowercase) {
            return None;
        }
        dramas.push(find(name, None)?);
    }
    Some(dramas)
}
