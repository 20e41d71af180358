//! Files of what was seen: a title or an id a line, titles between commas, a table with a column of
//! titles, a JSON list, or what the page saves.
//!
//! Of tables and of what the page saves, what is still to be watched does not count, and everything
//! else does, since nobody wants to be told again what was dropped.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use serde::Deserialize;
use tropewise::catalog::{Catalog, Resolved, TitleError, Vocabulary, fold};
use tropewise::store::rows::{BadRow, Columns, RowDrama, Rows, Tropes, UnknownTropes};

use crate::error::{CliError, utf8};

/// What the page writes into its files.
const FORMAT: &str = "tropewise-list";
const VERSION: u32 = 1;
/// The status of a drama that was not seen yet.
const WANTED: &str = "want-to-watch";
/// What tables say of such dramas, folded.
const WANTED_IN_TABLES: [&str; 3] = ["plantowatch", "wanttowatch", "ptw"];

/// The largest list that is read.
const MOST_BYTES: u64 = 16 << 20;

/// What is said of a file that is no list.
const HINT: &str = "write one title a line, or give a file that the page saved";

/// A name in a list, where it stands, and what it means.
#[derive(Debug)]
pub struct Line {
    /// Counted from 1.
    pub line: usize,
    /// As it is written there.
    pub name: String,
    /// The drama, or what is wrong with the name.
    pub found: Result<Resolved, String>,
}

#[derive(Debug, Deserialize)]
struct List {
    format: String,
    version: u32,
    dramas: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    id: String,
    #[serde(default)]
    status: String,
}

/// The names in a file.
///
/// # Errors
/// When it cannot be read, or is no list of a form that is known.
pub fn lines(path: &Path, catalog: &Catalog) -> Result<Vec<Line>, CliError> {
    let text = text(path)?;
    let begin = text.trim_start();
    if begin.starts_with('{') {
        return objects(&text, path, catalog);
    }
    if begin.starts_with('[')
        && let Ok(names) = serde_json::from_str::<Vec<String>>(&text)
    {
        return Ok(strings(&text, names, catalog));
    }
    let first = begin.lines().next().unwrap_or_default();
    let is_called_table =
        path.extension().is_some_and(|ending| ["csv", "tsv"].iter().any(|e| ending == *e));
    let may_be_table =
        begin.starts_with('[') || first.contains([',', ';', '\t', '|']) || is_called_table;
    if may_be_table
        && matches!(catalog.named(first), Ok(None))
        && let Some(rows) = rows(&text, path, catalog)
    {
        return Ok(rows);
    }
    Ok(plain(&text, catalog))
}

/// The text of a file, with line ends of one kind.
fn text(path: &Path) -> Result<String, CliError> {
    let failed = |error| CliError::io("read", path, &error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    let name = path.display().to_string();
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!("`{name}` is too long for a list of titles");
        return Err(CliError::failed(message, HINT));
    }
    let text = utf8(bytes, &name, "save it as UTF-8, with one title a line")?;
    if text.contains('\0') {
        return Err(CliError::failed(
            format!("{name}:1: this is no text"),
            "save it as UTF-8, with one title a line",
        ));
    }
    let text = text.trim_start_matches('\u{feff}');
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A title or an id a line; lines that are empty or a remark say nothing.
fn plain(text: &str, catalog: &Catalog) -> Vec<Line> {
    let numbered = (1..).zip(text.lines().map(str::trim));
    let said = numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    said.flat_map(|(line, words)| of_line(line, words, catalog)).collect()
}

/// What a line names: one drama, or several with commas between them.
fn of_line(line: usize, words: &str, catalog: &Catalog) -> Vec<Line> {
    if let Some(found) = as_spelled(words, catalog) {
        return vec![Line { line, name: words.to_owned(), found }];
    }
    // A remark may stand behind a title.
    let words = words.split_once(" #").map_or(words, |(title, _)| title.trim_end());
    let pieces = pieces(words);
    let is_known = |piece: &String| as_spelled(piece, catalog).is_some();
    if pieces.iter().any(is_known) {
        let entry = |name: String| Line { line, found: meant(&name, catalog), name };
        return pieces.into_iter().map(entry).collect();
    }
    vec![Line { line, found: meant(words, catalog), name: words.to_owned() }]
}

/// The pieces of a line between tabs, semicolons or commas; numbers are no titles there.
fn pieces(words: &str) -> Vec<String> {
    let Some(mark) = [b'\t', b';', b','].into_iter().find(|mark| words.as_bytes().contains(mark))
    else {
        return Vec::new();
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(mark)
        .trim(csv::Trim::All)
        .from_reader(words.as_bytes());
    let Some(Ok(record)) = reader.records().next() else { return Vec::new() };
    let is_number = |piece: &str| piece.chars().all(|c| !c.is_alphabetic());
    record.iter().filter(|piece| !is_number(piece)).map(str::to_owned).collect()
}

/// What a name means as it is spelled, with or without the number or the bullet of a list.
fn as_spelled(name: &str, catalog: &Catalog) -> Option<Result<Resolved, String>> {
    let named = |name: &str| match catalog.named(name) {
        Ok(None) => None,
        Ok(Some(drama)) => Some(Ok(Resolved { drama, forgiven: false })),
        Err(error) => Some(Err(told(&error))),
    };
    named(name).or_else(|| named(bare(name)))
}

/// What a name means, a typing error forgiven.
fn meant(name: &str, catalog: &Catalog) -> Result<Resolved, String> {
    as_spelled(name, catalog).unwrap_or_else(|| {
        let bare = bare(name);
        let name = if bare.is_empty() { name } else { bare };
        catalog.resolve(name).map_err(|error| told(&error))
    })
}

/// What is said of a title, with the dramas to choose from where there are some.
fn told(error: &TitleError) -> String {
    match error {
        TitleError::Ambiguous { candidates, .. } => {
            format!("{error}: write one of `{}`", candidates.join("`, `"))
        }
        TitleError::Unknown { .. } => error.to_string(),
    }
}

/// What stands behind the number or the bullet of a list.
fn bare(line: &str) -> &str {
    let bare = line.trim_start_matches(['-', '*', '+', '•', '·']).trim_start();
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.strip_prefix(['.', ')', ':']).filter(|_| digits.len() < bare.len());
    numbered.map_or(bare, str::trim_start)
}

/// A JSON list of titles.
fn strings(text: &str, names: Vec<String>, catalog: &Catalog) -> Vec<Line> {
    let (mut at, mut line) = (0, 1);
    let entry = |name: String| {
        let written = serde_json::to_string(&name).unwrap_or_default();
        if let Some(before) = text[at..].find(&written) {
            line += text[at..at + before].matches('\n').count();
            at += before;
        }
        Line { line, found: meant(&name, catalog), name }
    };
    names.into_iter().map(entry).collect()
}

/// What the page saves, or a JSON object a line.
fn objects(text: &str, path: &Path, catalog: &Catalog) -> Result<Vec<Line>, CliError> {
    let list: List = match serde_json::from_str(text) {
        Ok(list) => list,
        Err(error) => {
            let message = format!("{}:{}: {error}", path.display(), error.line());
            return rows(text, path, catalog).ok_or_else(|| CliError::failed(message, HINT));
        }
    };
    if list.format != FORMAT || list.version != VERSION {
        let message = format!(
            "{}: this is `{}` of version {}, not `{FORMAT}` of version {VERSION}",
            path.display(),
            list.format,
            list.version
        );
        return Err(CliError::failed(message, HINT));
    }
    let seen = (1..).zip(list.dramas).filter(|(_, entry)| entry.status != WANTED);
    let entry = |(line, entry): (usize, Entry)| Line {
        line,
        found: meant(&entry.id, catalog),
        name: entry.id,
    };
    Ok(seen.map(entry).collect())
}

/// The dramas of a table, as lists of other sites are saved; none where it has no titles.
fn rows(text: &str, path: &Path, catalog: &Catalog) -> Option<Vec<Line>> {
    let tropes = Tropes::new(Vocabulary::default(), UnknownTropes::Skip);
    let input = Cursor::new(text.to_owned().into_bytes());
    let rows = Rows::read(input, &path.display().to_string(), tropes).with_texts();
    let rows = rows.with_columns(Columns::of_titles());
    let mut lines = Vec::new();
    let mut titles = 0;
    for row in rows {
        match row {
            Ok(row) => {
                titles += 1;
                lines.extend((!is_wanted(&row.text)).then(|| of_row(&row, catalog)));
            }
            // What is wrong may be wrong with another cell than the title.
            Err(BadRow { mistake, text, .. }) => {
                let line = mistake.at.line;
                let pieces = pieces(&text.unwrap_or_default());
                let known = pieces.into_iter().find_map(|name| {
                    as_spelled(&name, catalog).map(|found| Line { line, name, found })
                });
                lines.push(known.unwrap_or_else(|| Line {
                    line,
                    name: String::new(),
                    found: Err(mistake.message),
                }));
            }
        }
    }
    (titles > 0).then_some(lines)
}

/// Whether a cell of a row says that the drama is still to be watched.
fn is_wanted(row: &str) -> bool {
    let mut cells = row.split([',', ';', '\t', '|', '"', '\'', ':']);
    cells.any(|cell| WANTED_IN_TABLES.contains(&fold(cell).as_str()))
}

/// The drama of a row: by its number, by title and year, or by its title alone.
fn of_row(row: &RowDrama, catalog: &Catalog) -> Line {
    let drama = &row.drama;
    let number = drama.mdl.map(|number| format!("mdl:{number}"));
    let mut names = number.into_iter().chain([drama.heading()]);
    let known = names.find_map(|name| catalog.named(&name).ok().flatten());
    let found = match known {
        Some(drama) => Ok(Resolved { drama, forgiven: false }),
        None => meant(&drama.title, catalog),
    };
    let line = usize::try_from(row.line).unwrap_or(usize::MAX);
    Line { line, name: drama.title.clone(), found }
}
