//! `tropewise ask`: a wish in words.

use std::io::Read;

use tropewise::Recommender;
use tropewise::ask::{Asker, MOST_READ};
use tropewise::schema::{Answer, Understanding};
use tropewise::viewer::Asked;

use crate::args::{AskArgs, Common};
use crate::command_line::command_line;
use crate::console::note;
use crate::error::CliError;
use crate::in_use::asking;
use crate::like::{heading, settle, talk};
use crate::output::Output;
use crate::report::{AnswerReport, AskReport, Format};

/// Runs `ask`.
///
/// # Errors
/// When nothing in the wish is understood, it cannot be asked, or nothing qualifies.
pub fn ask(args: &AskArgs, common: &Common, recommender: &Recommender) -> Result<Output, CliError> {
    let text = text(&args.words)?;
    let encoder = tropewise_dramas::encoder();
    let catalog = recommender.catalog();
    let mut understanding = Asker::new(catalog, Some(&encoder)).understand(&text);
    if understanding.is_empty() {
        let nothing = nothing(&text, common);
        return Ok(show(&understanding, None, args, common, recommender, "").then(nothing));
    }
    let request = &mut understanding.request;
    // `batch` asks for it, so that the request can be asked again as it is.
    request.id = Some("ask".to_owned());
    request.k = common.k.or(request.k);
    request.spoilers = common.spoilers;
    if args.dry_run {
        return Ok(show(&understanding, None, args, common, recommender, ""));
    }
    // What is seen and which services one has is no part of the wish.
    let mut request = understanding.request.clone();
    let on_services = settle(&mut request, &args.seen, common, catalog)?;
    let query = match request.check(catalog) {
        Ok(query) => query,
        Err(error) => {
            return Ok(show(&understanding, None, args, common, recommender, "").then(error.into()));
        }
    };
    let answer = recommender.answer(&query);
    let heading = heading(&query, catalog);
    let output = show(&understanding, Some(&answer), args, common, recommender, &heading);
    if common.format != Format::Json {
        talk(&answer, on_services.then_some(common));
    }
    if answer.results.is_empty() {
        let advice =
            answer.shortfall.as_ref().map(|short| short.advice.clone()).unwrap_or_default();
        return Ok(output.then(CliError::failed("no drama qualifies", advice)));
    }
    Ok(output)
}

/// The words of the wish; those of standard input for a lone dash, no more than are read.
fn text(words: &[String]) -> Result<String, CliError> {
    if words != ["-"] {
        return Ok(words.join(" "));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST_READ as u64 + 4).read_to_end(&mut bytes);
    read.map_err(|error| CliError::io("read", std::path::Path::new("standard input"), &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn nothing(text: &str, common: &Common) -> CliError {
    let message = if text.trim().is_empty() {
        "the wish is empty"
    } else {
        "nothing in this wish is asked for"
    };
    // Another catalogue need not have the drama of the example, nor tell of episodes.
    let example = match common.catalog {
        None => {
            ", such as `tropewise ask \"like Our Beloved Summer, funnier, at most 16 episodes\"`"
        }
        Some(_) => "",
    };
    CliError::failed(
        message,
        format!(
            "name a title, a trope or a limit{example}; `tropewise tropes WORD` and `tropewise \
             dramas WORD` search"
        ),
    )
}

fn show(
    understanding: &Understanding,
    answer: Option<&Answer>,
    args: &AskArgs,
    common: &Common,
    recommender: &Recommender,
    heading: &str,
) -> Output {
    // A command that would fail is none that asks the same.
    let can_be_asked = understanding.request.check(recommender.catalog()).is_ok();
    let command = match can_be_asked {
        true => asking(&command_line(&understanding.request), common),
        false => String::new(),
    };
    let report = AskReport {
        understanding,
        command,
        answer: answer.map(|answer| AnswerReport {
            answer,
            catalog: recommender.catalog(),
            heading: heading.to_owned(),
            all_reasons: args.explain,
            asked: Some(Asked::of(&understanding.request, recommender.catalog())),
        }),
    };
    // Rows have no place for what was understood.
    if matches!(common.format, Format::Csv | Format::Markdown) && answer.is_some() {
        report
            .lines()
            .iter()
            .for_each(|(what, words)| note(&format!("{}: {words}", what.to_lowercase())));
    }
    Output::report(&report, common.format)
}
