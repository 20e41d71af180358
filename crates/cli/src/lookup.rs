//! `tropewise show`, `compare`, `tropes` and `dramas`.

use crate::report::{ComparisonReport, DramaList, DramaReport, TropeList, WarningList};
use tropewise::QueryError;
use tropewise::Recommender;
use tropewise::catalog::{Catalog, cut};
use tropewise::lookup::search_tropes;
use tropewise::schema::Comparison;
use tropewise::store::text::to_toml;

use crate::args::Common;
use crate::error::CliError;
use crate::output::Output;
use crate::titles::{resolve, titles};

/// Runs `show`.
///
/// # Errors
/// When the title is unknown or ambiguous.
pub fn show(
    typed: &[String],
    toml: bool,
    warnings: bool,
    common: &Common,
    catalog: &Catalog,
) -> Result<Output, CliError> {
    let k = common.k.unwrap_or(usize::MAX);
    let titles = titles(typed, catalog);
    let found = titles.iter().map(|title| Ok(catalog.drama(resolve(catalog, title)?)));
    let dramas = found.collect::<Result<Vec<_>, CliError>>()?;
    if toml {
        let entries: Vec<String> =
            dramas.iter().map(|drama| to_toml(drama, catalog.vocabulary())).collect();
        return Ok(Output::toml(&entries));
    }
    let report = DramaReport { dramas, catalog, spoilers: common.spoilers, k, warnings };
    Ok(Output::report(&report, common.format))
}

/// Runs `compare`.
///
/// # Errors
/// As [`show`].
pub fn compare(
    a: &str,
    b: &str,
    common: &Common,
    recommender: &Recommender,
) -> Result<Output, CliError> {
    let catalog = recommender.catalog();
    let (a, b) = (resolve(catalog, a)?, resolve(catalog, b)?);
    let mut comparison: Comparison = recommender.compare(a, b, common.spoilers);
    let k = common.k.unwrap_or(usize::MAX);
    comparison.shared.truncate(k);
    comparison.only_a.truncate(k);
    comparison.only_b.truncate(k);
    let report = ComparisonReport { comparison: &comparison, catalog };
    Ok(Output::report(&report, common.format))
}

/// Runs `tropes`.
///
/// # Errors
/// When nothing matches the word.
pub fn tropes(word: Option<&str>, common: &Common, catalog: &Catalog) -> Result<Output, CliError> {
    let vocabulary = catalog.vocabulary();
    let mut found = search_tropes(catalog, word.unwrap_or_default());
    found.truncate(common.k.unwrap_or(usize::MAX));
    if found.is_empty() {
        let name = word.unwrap_or_default().to_owned();
        let near = vocabulary.near(&name);
        let name = cut(&name);
        return Err(QueryError::UnknownTrope { name, near }.into());
    }
    Ok(Output::report(&TropeList { tropes: found, catalog }, common.format))
}

/// Runs `tropes --warnings`.
///
/// # Errors
/// When the catalogue has no warnings.
pub fn warnings(common: &Common, catalog: &Catalog) -> Result<Output, CliError> {
    let mut warnings = tropewise::lookup::warnings(catalog);
    warnings.truncate(common.k.unwrap_or(usize::MAX));
    if warnings.is_empty() {
        let hint =
            "mark tropes by `content_warning = true`, or add `[[warning]]` to its tropes.toml";
        return Err(CliError::failed("the catalogue has no content warnings", hint));
    }
    Ok(Output::report(&WarningList { warnings }, common.format))
}

/// Runs `dramas`.
///
/// # Errors
/// When nothing matches the words.
pub fn dramas(words: &[String], common: &Common, catalog: &Catalog) -> Result<Output, CliError> {
    let word = words.join(" ");
    let mut found = catalog.search(&word);
    found.truncate(common.k.unwrap_or(usize::MAX));
    if found.is_empty() {
        let hint = "try another spelling, the Korean title, or a part of it";
        return Err(CliError::failed(format!("no title matches `{}`", cut(&word)), hint));
    }
    Ok(Output::report(&DramaList { word: &word, dramas: found, catalog }, common.format))
}
