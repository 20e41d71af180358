//! `tropewise like` and `tropewise score`.

use crate::report::{AnswerReport, ExplanationReport, Format, counted};
use tropewise::schema::{Answer, ByTrope, ExclusionReason, NoteCode, QueryRequest};
use tropewise::viewer::{Asked, left_out};
use tropewise::{Catalog, Query, Recommender};

use crate::args::{Common, LikeArgs, QueryArgs, ScoreArgs, once};
use crate::console::note;
use crate::error::CliError;
use crate::namesakes::tell_namesakes;
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
        want: ByTrope(once(&args.want)),
        more: names(&args.more),
        less: names(&args.less),
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
    let request =
        QueryRequest { want: ByTrope(once(&want)), ..args.query.request("score", common) };
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

/// Each of some names once.
fn names(typed: &[String]) -> Vec<String> {
    let named: Vec<(String, ())> = typed.iter().map(|name| (name.clone(), ())).collect();
    once(&named).into_iter().map(|(name, ())| name).collect()
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
        tell_namesakes(&request.filter, catalog);
        talk(&answer, on_services.then_some(common), SeasonsBy::Option);
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
    if let Some((list, at)) = &common.settings.seen {
        let listed = of_file(list, catalog).map_err(|error| {
            let message = format!("{at}: seen: {}", error.message);
            CliError { message, ..error }
        })?;
        request.seen.extend(listed);
    }
    common.settings.on_services(request, catalog)
}

/// The first line of an answer: what it is like; empty where no title is liked.
pub fn heading(query: &Query, catalog: &Catalog) -> String {
    let titles: Vec<String> =
        query.seeds().iter().map(|seed| catalog.drama(*seed).heading()).collect();
    if titles.is_empty() { String::new() } else { format!("More like {}", titles.join(" and ")) }
}

/// Where the option is that lets other seasons in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeasonsBy {
    /// The command that was typed has it.
    Option,
    /// The command that asks the same has it.
    Command,
}

impl SeasonsBy {
    /// What brings seasons that were left out back.
    fn advice(self) -> &'static str {
        match self {
            Self::Option => "`--same-series` brings them back",
            Self::Command => {
                "`--same-series` behind the command that asks the same brings them back"
            }
        }
    }
}

/// Says on stderr how the question was understood and what left dramas out; `on_services` are the
/// settings that let nothing but what is on some services in.
pub fn talk(answer: &Answer, on_services: Option<&Common>, seasons: SeasonsBy) {
    for told in &answer.notes {
        match told.code {
            NoteCode::SeriesLeftOut => {
                let what = told.message.split(';').next().unwrap_or_default();
                note(&format!("{what}; {}", seasons.advice()));
            }
            _ => note(&told.message),
        }
    }
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
