//! What readers of recaps found.

use std::collections::BTreeSet;
use std::path::Path;

use toml_edit::{DocumentMut, Table};
use tropewise::catalog::{Catalog, DramaIdx, WarningIdx};

/// That a warning occurs in a drama, or does not.
#[derive(Debug)]
pub struct Finding {
    /// In which.
    pub drama: DramaIdx,
    /// Which.
    pub warning: WarningIdx,
    /// Whether it does.
    pub occurs: bool,
}

/// Reads `findings.toml`.
///
/// # Errors
/// What is wrong with the first entry that cannot be counted.
pub fn read(path: &Path, catalog: &Catalog) -> Result<Vec<Finding>, String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
    let document: DocumentMut = text.parse().map_err(|error| format!("{shown}: {error}"))?;
    let entries = document.get("finding").and_then(|item| item.as_array_of_tables());
    let mut findings = Vec::new();
    let mut met = BTreeSet::new();
    for (at, entry) in entries.into_iter().flatten().enumerate() {
        let finding = finding(entry, catalog)
            .map_err(|error| format!("{shown}: finding {}: {error}", at + 1))?;
        if !met.insert((finding.drama, finding.warning)) {
            return Err(format!("{shown}: finding {}: it stands twice", at + 1));
        }
        findings.push(finding);
    }
    Ok(findings)
}

fn finding(entry: &Table, catalog: &Catalog) -> Result<Finding, String> {
    let text = |key: &str| {
        let text = entry.get(key).and_then(|item| item.as_str()).unwrap_or_default().trim();
        if text.is_empty() { Err(format!("it has no `{key}`")) } else { Ok(text.to_owned()) }
    };
    let (drama, warning) = (text("drama")?, text("warning")?);
    text("source")?;
    text("words")?;
    let occurs = entry.get("occurs").and_then(|item| item.as_bool());
    Ok(Finding {
        drama: catalog.find(&drama).ok_or_else(|| format!("unknown drama `{drama}`"))?,
        warning: catalog
            .vocabulary()
            .warning(&warning)
            .ok_or_else(|| format!("unknown warning `{warning}`"))?,
        occurs: occurs.ok_or("`occurs` must be true or false")?,
    })
}
