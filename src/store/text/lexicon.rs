//! Reading `lexicon/*.toml`: which words point to which trope.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::encode::{Lexicon, LexiconEntry};

use super::diagnostic::Diagnostic;
use super::source::TextFile;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    loose: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    korean: Vec<String>,
}

/// Reads the files of a lexicon, each a table a trope.
///
/// # Errors
/// A mistake for each file that cannot be read, and for each trope that stands twice.
pub fn parse_lexicon(sources: &[TextFile]) -> Result<Lexicon, Vec<Diagnostic>> {
    let (mut entries, mut mistakes) = (BTreeMap::new(), Vec::new());
    for source in sources {
        match toml::from_str::<BTreeMap<String, Entry>>(source.text()) {
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                mistakes.push(Diagnostic::error(source.locate(offset), error.message().to_owned()));
            }
            Ok(tables) => {
                for (trope, entry) in tables {
                    if entries.insert(trope.clone(), entry).is_some() {
                        let message = format!("the trope `{trope}` stands in another file too");
                        mistakes.push(Diagnostic::error(source.locate(0), message));
                    }
                }
            }
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let entry = |(trope, entry): (String, Entry)| LexiconEntry {
        trope,
        phrases: entry.phrases,
        loose: entry.loose,
        not: entry.not,
        korean: entry.korean,
    };
    Ok(Lexicon { entries: entries.into_iter().map(entry).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_a_trope() {
        let sources = [
            TextFile::new("a.toml", "[divorce]\nphrases = [\"split up\"]\nkorean = [\"이혼\"]"),
            TextFile::new("b.toml", "[amnesia]\nloose = [\"lose memory\"]"),
        ];
        let lexicon = parse_lexicon(&sources).expect("sound");
        assert_eq!(
            lexicon.entries.iter().map(|e| e.trope.as_str()).collect::<Vec<_>>(),
            ["amnesia", "divorce"]
        );
        assert_eq!(lexicon.entries[1].korean, ["이혼"]);
    }

    #[test]
    fn mistakes_are_named_by_file_and_line() {
        let told = |sources: &[TextFile]| parse_lexicon(sources).unwrap_err()[0].to_string();
        assert!(told(&[TextFile::new("a.toml", "[x]\nphrase = []")]).contains("a.toml:2"));
        let twice = [TextFile::new("a.toml", "[x]"), TextFile::new("b.toml", "[x]")];
        assert!(told(&twice).contains("`x` stands in another file too"));
    }
}
