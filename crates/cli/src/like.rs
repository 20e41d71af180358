//! `tropewise like` and `tropewise score`.

use crate::report::{AnswerReport, ExplanationReport, Format, counted};
use tropewise::schema::{Answer, ByTrope, ExclusionReason, QueryRequest};
use tropewise::viewer::{Asked, left_out};
use tropewise::{Catalog, Query, Recommender};

use crate::args::{Common, LikeArgs, QueryArgs, ScoreArgs};
use crate::console::note;
use crate::error::CliError;
use crate::output::Output;
use crate::seen::{of_file, seen};
use crate::titles::{resolve, titles};
use crate::tropes::tropes;

/// Runs `like`.
///
/// # Errors
/// When the question cannot be asked or nothing qualifies.
pub fn like(
    args: &LikeArgs,
    common: &Common,
    recommender: &Recommender,
) -> Result<Output, CliError> {
    let request = QueryRequest {
        like: titles(&args.titles, recommender.catalog()),
        want: ByTrope(args.want.clone()),
        more: args.more.clone(),
        less: args.less.clone(),
        pooling: args.pooling.map(Into::into),
        wish_share: args.wish_share,
        era: args.era,
        people: args.people,
        ..args.query.request("like", common)
    };
    answer(recommender, request, &args.query, common)
}

/// Runs `score`.
///
/// # Errors
/// As [`like`].
pub fn score(
    args: &ScoreArgs,
    common: &Common,
    recommender: &Recommender,
) -> Result<Output, CliError> {
    let want = tropes(&args.tropes, recommender.catalog());
    let request = QueryRequest { want: ByTrope(want), ..args.query.request("score", common) };
    let Some(title) = &args.title else {
        return answer(recommender, request, &args.query, common);
    };
    let mut request = request;
    request.seen = seen(&args.query.seen, recommender.catalog())?;
    let query = request.check(recommender.catalog())?;
    let explanation = recommender.judge(&query, resolve(recommender.catalog(), title)?);
    if common.format != Format::Json {
        explanation.notes.iter().for_each(|n| note(&n.message));
    }
    let report = ExplanationReport { explanation: &explanation, catalog: recommender.catalog() };
    Ok(Output::report(&report, common.format))
}

fn answer(
    recommender: &Recommender,
    mut request: QueryRequest,
    args: &QueryArgs,
    common: &Common,
) -> Result<Output, CliError> {
    let catalog = recommender.catalog();
    let on_services = settle(&mut request, &args.seen, common, catalog)?;
    let query = request.check(catalog)?;
    let answer = recommender.answer(&query);
    if common.format != Format::Json {
        talk(&answer, on_services.then_some(common));
    }
    let heading = heading(&query, catalog);
    let asked = Some(Asked::of(&request, catalog));
    let report =
        AnswerReport { answer: &answer, catalog, heading, all_reasons: args.explain, asked };
    if !answer.results.is_empty() {
        return Ok(Output::report(&report, common.format));
    }
    let advice = answer.shortfall.as_ref().map(|short| short.advice.clone()).unwrap_or_default();
    let nothing = CliError::failed("no drama qualifies", advice);
    match common.format {
        Format::Json => Ok(Output::report(&report, common.format).then(nothing)),
        _ => Err(nothing),
    }
}

/// Adds to a request what was seen, typed or in files, and the services one has; whether it asks of
/// those alone.
///
/// # Errors
/// When a file cannot be read, or a service is unknown.
pub fn settle(
    request: &mut QueryRequest,
    typed: &[String],
    common: &Common,
    catalog: &Catalog,
) -> Result<bool, CliError> {
    request.seen.extend(seen(typed, catalog)?);
    if let Some(list) = &common.settings.seen {
        request.seen.extend(of_file(list, catalog)?);
    }
    common.settings.on_services(request, catalog)
}

/// The first line of an answer: what it is like; empty where no title is liked.
pub fn heading(query: &Query, catalog: &Catalog) -> String {
    let titles: Vec<String> =
        query.seeds().iter().map(|seed| catalog.drama(*seed).heading()).collect();
    if titles.is_empty() { String::new() } else { format!("More like {}", titles.join(" and ")) }
}

/// Says on stderr how the question was understood and what left dramas out; `on_services` are the
/// settings that let nothing but what is on some services in.
pub fn talk(answer: &Answer, on_services: Option<&Common>) {
    answer.notes.iter().for_each(|n| note(&n.message));
    for exclusion in &answer.exclusions {
        match (&exclusion.reason, on_services) {
            (ExclusionReason::Series, _) => {}
            (ExclusionReason::Streaming, Some(common)) => note(&format!(
                "your services ({}) leave out {}",
                common.settings.services(),
                counted(exclusion.dropped, "drama")
            )),
            _ => note(&left_out(exclusion)),
        }
    }
    if let Some(shortfall) = answer.shortfall.as_ref().filter(|shortfall| shortfall.found > 0) {
        note(&format!(
            "{} of {} asked for: {}",
            shortfall.found, shortfall.asked, shortfall.advice
        ));
    }
}
