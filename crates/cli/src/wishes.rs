//! `tropewise evaluate --wishes`.

use std::path::Path;

use crate::report::{WishReport, WishRow};
use tropewise::catalog::Catalog;
use tropewise::eval::{WishCase, measure_wishes};
use tropewise::schema::{Avoid, QueryRequest};
use tropewise::store::text::{
    Diagnostic, JudgedEntry, TextFile, WishEntry, parse_judged, parse_wishes,
};

use crate::args::{Common, EvaluateArgs};
use crate::error::{CliError, hint};
use crate::output::Output;
use crate::variant::Variant;

/// Measures the answers to the wishes of a file.
///
/// # Errors
/// When files cannot be read or have mistakes, or a setting is unknown.
pub fn wishes(
    path: &Path,
    args: &EvaluateArgs,
    catalog: &Catalog,
    common: &Common,
) -> Result<Output, CliError> {
    let entries = parse_wishes(&TextFile::read(path)?, catalog).map_err(|m| mistakes(&m, path))?;
    if entries.is_empty() {
        let message = format!("`{}` has no question", path.display());
        return Err(CliError::failed(message, "add `[[wish]]` entries to it"));
    }
    let judged = match &args.judged {
        None => Vec::new(),
        Some(path) => parse_judged(&TextFile::read(path)?, catalog, &entries)
            .map_err(|m| mistakes(&m, path))?,
    };
    if let (Some(path), true) = (&args.judged, judged.is_empty()) {
        let message = format!("`{}` has no verdict", path.display());
        return Err(CliError::failed(message, "add `[[judged]]` entries to it"));
    }
    let cases: Vec<WishCase> = entries.iter().map(|entry| case(entry, &judged)).collect();
    for case in &cases {
        if let Err(error) = case.request.check(catalog) {
            let id = case.request.id.as_deref().unwrap_or_default();
            let message = format!("`{}`: the question `{id}`: {error}", path.display());
            return Err(CliError::failed(message, hint(&error)));
        }
    }
    let mut variants = vec![("as the program answers".to_owned(), Variant::default())];
    for changes in &args.compare {
        variants.push((changes.clone(), Variant::parse(changes)?));
    }
    let mut rows = Vec::with_capacity(variants.len());
    for (name, variant) in variants {
        let recommender = variant.recommender(catalog)?;
        let asked = |case: &WishCase| WishCase {
            request: variant.ask(case.request.clone()),
            ..case.clone()
        };
        let cases: Vec<WishCase> = cases.iter().map(asked).collect();
        rows.push(WishRow { name, measured: measure_wishes(&recommender, &cases) });
    }
    let report = WishReport { rows, judged: args.judged.is_some() };
    Ok(Output::report(&report, common.format))
}

fn case(entry: &WishEntry, judged: &[JudgedEntry]) -> WishCase {
    let mut request = QueryRequest::new(entry.id.clone());
    request.want = entry.want.iter().cloned().collect();
    request.avoid = entry.avoid.iter().map(|name| (name.clone(), Avoid::Veto)).collect();
    let said = judged.iter().find(|judged| judged.id == entry.id).cloned().unwrap_or_default();
    WishCase {
        request,
        expected: entry.expected.clone(),
        unwanted: entry.unwanted.clone(),
        accepted: said.accepted,
        refused: said.refused,
    }
}

fn mistakes(mistakes: &[Diagnostic], path: &Path) -> CliError {
    let mut lines = vec![format!("`{}` has mistakes", path.display())];
    lines.extend(mistakes.iter().map(ToString::to_string));
    CliError::listed(&lines, "mend them and try again")
}
