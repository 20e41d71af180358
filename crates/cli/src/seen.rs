//! Lists of what was seen: titles as they are typed, or a file of them ([`crate::seen_file`]).

use std::path::Path;

use tropewise::catalog::Catalog;

use crate::console::note;
use crate::error::CliError;
use crate::paths::{at_home, is_standard};
use crate::seen_file::{Line, lines};

/// Lines told of that name no drama; the rest is counted.
const TOLD: usize = 3;
/// Slips told of: each leaves a drama out for ever, so that all are worth a look.
const SLIPS_TOLD: usize = 20;

/// The titles that were typed, and those of files among them. What is no title and the name of a
/// file is one.
///
/// # Errors
/// When a file cannot be read.
pub fn seen(typed: &[String], catalog: &Catalog) -> Result<Vec<String>, CliError> {
    let mut titles = Vec::new();
    for name in typed {
        let is_title = !matches!(catalog.named(name), Ok(None));
        let path = at_home(Path::new(name));
        if is_standard(&path) {
            return Err(CliError::misused(
                "`--seen` does not read standard input",
                "name a title, or a file with one title a line",
            ));
        }
        if !is_title && (path.exists() || is_path(name)) {
            titles.extend(of_file(&path, catalog)?);
        } else {
            titles.push(name.clone());
        }
    }
    Ok(titles)
}

/// Whether a name can only be meant as that of a file, be it there or not.
fn is_path(name: &str) -> bool {
    ["./", "../", "/", "~/", ".\\"].iter().any(|begin| name.starts_with(begin))
        || [".txt", ".json", ".csv", ".tsv", ".md", "/"].iter().any(|end| name.ends_with(end))
}

/// The ids of the dramas that a file names; what it names beside them is told, and so is what was
/// guessed.
///
/// # Errors
/// When it cannot be read as a list.
pub fn of_file(path: &Path, catalog: &Catalog) -> Result<Vec<String>, CliError> {
    let mut ids = Vec::new();
    let (mut slips, mut unknown) = (Vec::new(), Vec::new());
    for Line { line, name, found } in lines(path, catalog)? {
        let at = format!("{}:{line}", path.display());
        match found {
            Ok(found) => {
                let drama = catalog.drama(found.drama);
                if found.forgiven {
                    slips.push(format!("{at}: `{name}` is taken for `{}`", drama.heading()));
                }
                ids.push(drama.id.clone());
            }
            Err(error) => unknown.push(format!("{at}: {error}")),
        }
    }
    tell(&slips, SLIPS_TOLD, |more| {
        format!("{}: {more} more are taken for another spelling", path.display())
    });
    tell(&unknown, TOLD, |more| {
        format!("{} names {more} more that are in no catalogue", path.display())
    });
    if ids.is_empty() {
        note(&format!("`{}` names no drama that is known: write one title a line", path.display()));
    }
    Ok(ids)
}

/// Says the first few, and how many more there are.
fn tell(lines: &[String], most: usize, rest: impl Fn(usize) -> String) {
    lines.iter().take(most).for_each(|line| note(line));
    let more = lines.len().saturating_sub(most);
    if more > 0 {
        note(&rest(more));
    }
}
