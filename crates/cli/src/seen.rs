//! Lists of what was seen: titles as they are typed, or a file of them.
//!
//! A file is a title or an id a line, or what the page saves: there what is still to be watched
//! does not count, and everything else does, since nobody wants to be told again what was dropped.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use tropewise::catalog::{Catalog, Resolved, TitleError};

use crate::console::note;
use crate::error::CliError;

/// What the page writes into its files.
const FORMAT: &str = "tropewise-list";
const VERSION: u32 = 1;
/// The status of a drama that was not seen yet.
const WANTED: &str = "want-to-watch";

/// Lines told of that name no drama; the rest is counted.
const TOLD: usize = 3;

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

/// The titles that were typed, and those of files among them. What is no title and the name of a
/// file is one.
///
/// # Errors
/// When a file cannot be read.
pub fn seen(typed: &[String], catalog: &Catalog) -> Result<Vec<String>, CliError> {
    let mut titles = Vec::new();
    for name in typed {
        let is_title = !matches!(catalog.named(name), Ok(None));
        let path = Path::new(name);
        if !is_title && (path.is_file() || is_path(name)) {
            titles.extend(of_file(path, catalog)?);
        } else {
            titles.push(name.clone());
        }
    }
    Ok(titles)
}

/// Whether a name can only be meant as that of a file, be it there or not.
fn is_path(name: &str) -> bool {
    ["./", "../", "/", "~/", ".\\"].iter().any(|begin| name.starts_with(begin))
        || [".txt", ".json", ".csv", ".md", "/"].iter().any(|end| name.ends_with(end))
}

/// The ids of the dramas that a file names; what it names beside them is told.
///
/// # Errors
/// When it cannot be read, or is neither of the two forms.
pub fn of_file(path: &Path, catalog: &Catalog) -> Result<Vec<String>, CliError> {
    let bytes = fs::read(path).map_err(|error| CliError::io("read", path, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        CliError::failed(
            format!("{}:{line}: this is no UTF-8 text", path.display()),
            match error.as_bytes().contains(&0) {
                true => "give a text with a title a line",
                false => "save it as UTF-8",
            },
        )
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let names = if text.trim_start().starts_with('{') { saved(text, path)? } else { lines(text) };
    let mut ids = Vec::with_capacity(names.len());
    let mut unknown = Vec::new();
    for (line, name) in names {
        match named(&name, catalog) {
            Ok(found) => ids.push(catalog.drama(found.drama).id.clone()),
            Err(error) => unknown.push(format!("{}:{line}: {error}", path.display())),
        }
    }
    let more = unknown.len().saturating_sub(TOLD);
    if ids.is_empty() && unknown.is_empty() {
        note(&format!("`{}` names no drama", path.display()));
    }
    unknown.iter().take(TOLD).for_each(|told| note(told));
    if more > 0 {
        note(&format!("{} names {more} more that are in no catalogue", path.display()));
    }
    Ok(ids)
}

/// The drama of a line: its title, or what stands behind the number or the bullet of a list.
fn named(line: &str, catalog: &Catalog) -> Result<Resolved, TitleError> {
    let bare = line.trim_start_matches(['-', '*', '+', '•', '·']).trim_start();
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.strip_prefix(['.', ')', ':']).filter(|_| digits.len() < bare.len());
    let bare = numbered.map_or(bare, str::trim_start);
    match catalog.named(line) {
        Ok(None) if bare.len() < line.len() && !bare.is_empty() => catalog.resolve(bare),
        _ => catalog.resolve(line),
    }
}

/// The lines that are neither empty nor a remark, with their numbers.
fn lines(text: &str) -> Vec<(usize, String)> {
    let numbered = (1..).zip(text.lines().map(str::trim));
    let said = numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    said.map(|(number, line)| (number, line.to_owned())).collect()
}

/// The ids in a file that the page saved, numbered as they stand there.
fn saved(text: &str, path: &Path) -> Result<Vec<(usize, String)>, CliError> {
    let hint = "give a file that the page saved, or one with a title a line";
    let list: List = serde_json::from_str(text).map_err(|error| {
        CliError::failed(format!("{}:{}: {error}", path.display(), error.line()), hint)
    })?;
    if list.format != FORMAT || list.version != VERSION {
        let message = format!(
            "{}: this is `{}` of version {}, not `{FORMAT}` of version {VERSION}",
            path.display(),
            list.format,
            list.version
        );
        return Err(CliError::failed(message, hint));
    }
    let seen = (1..).zip(list.dramas).filter(|(_, entry)| entry.status != WANTED);
    Ok(seen.map(|(number, entry)| (number, entry.id)).collect())
}
