//! Mistakes in the text of a catalogue or an overlay: the first of them, and what to do about them.

use std::path::Path;

use tropewise::store::rows::is_rows;
use tropewise::store::text::Diagnostic;

use crate::command_line::quoted;
use crate::error::is_toml;

/// What has mistakes, and the first of them.
pub fn told(what: &str, mistakes: &[Diagnostic], path: &Path) -> Vec<String> {
    const SHOWN: usize = 5;
    let mut lines = vec![format!("the {what} `{}` has mistakes", path.display())];
    lines.extend(mistakes.iter().take(SHOWN).map(ToString::to_string));
    if mistakes.len() > SHOWN {
        lines.push(format!("... and {} more", mistakes.len() - SHOWN));
    }
    lines
}

/// What to do about mistakes in what was named as a catalogue, which need not be meant as one.
pub fn mended(mistakes: &[Diagnostic], path: &Path) -> String {
    let name = quoted(&path.display().to_string());
    let text = format!("`tropewise encode {name}` reads a text");
    let is_text = path.extension().is_none_or(|ending| ["txt", "md"].iter().any(|e| ending == *e));
    let no_title = mistakes.iter().any(|mistake| mistake.message.contains("no column `title`"));
    match (no_title, is_text) {
        (true, true) => format!(
            "a catalogue is a folder, a file of [[drama]] entries, an index, or a table with a \
            first line such as id,title,tropes; {text}"
        ),
        (true, false) => {
            format!("`tropewise index {name} --columns FIELD=COLUMN -o FILE` says which it is")
        }
        _ => {
            let all = format!("`tropewise check {name}` lists them all");
            match is_toml(path) || is_rows(path) {
                true => all,
                false => format!(
                    "{all}; a table is read from a file called .csv, .tsv, .json or .jsonl; {text}"
                ),
            }
        }
    }
}
