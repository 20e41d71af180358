//! `tropewise ask`: a wish in words.

use std::io::Read;

use tropewise::Recommender;
use tropewise::ask::{Asker, MOST_READ};
use tropewise::catalog::Catalog;
use tropewise::schema::{Answer, QueryRequest, Understanding};
use tropewise::viewer::Asked;

use crate::args::{AskArgs, Common};
use crate::command_line::{command_line, is_sayable, quoted};
use crate::console::note;
use crate::error::{CliError, utf8};
use crate::in_use::asking;
use crate::like::{SeasonsBy, heading, settle, talk};
use crate::namesakes::tell_namesakes;
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
        let shown = show(&understanding, String::new(), None, args, common, recommender, "");
        return Ok(shown.then(nothing));
    }
    let request = &mut understanding.request;
    // `batch` asks for it, so that the request can be asked again as it is.
    request.id = Some("ask".to_owned());
    request.k = common.k.or(request.k);
    request.spoilers = common.spoilers;
    let said = request.clone();
    // What is seen and which services one has is no part of the wish, but of what is asked.
    let on_services = settle(request, &args.seen, common, catalog)?;
    let command = command(&said, request, args, common, catalog);
    if args.dry_run {
        return Ok(show(&understanding, command, None, args, common, recommender, ""));
    }
    let query = match understanding.request.check(catalog) {
        Ok(query) => query,
        Err(error) => {
            let shown = show(&understanding, command, None, args, common, recommender, "");
            return Ok(shown.then(error.into()));
        }
    };
    let answer = recommender.answer(&query);
    let heading = heading(&query, catalog);
    let output = show(&understanding, command, Some(&answer), args, common, recommender, &heading);
    if common.format != Format::Json {
        tell_namesakes(&understanding.request.filter, catalog);
        talk(&answer, on_services.then_some(common), SeasonsBy::Command);
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
    let most = MOST_READ + 4;
    let read = std::io::stdin().lock().take(most as u64).read_to_end(&mut bytes);
    read.map_err(|error| CliError::io("read", std::path::Path::new("standard input"), &error))?;
    // A letter may be cut where reading ends.
    if bytes.len() == most
        && let Err(error) = std::str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
    utf8(bytes, "standard input", "save it as UTF-8")
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

/// The command that asks the same; none where it would fail. What was `said` stands in it with the
/// lists of what was seen as they were typed; whoever runs it has the same settings. JSON for
/// `batch`, which takes none, has all that is `asked`.
fn command(
    said: &QueryRequest,
    asked: &QueryRequest,
    args: &AskArgs,
    common: &Common,
    catalog: &Catalog,
) -> String {
    if asked.check(catalog).is_err() {
        return String::new();
    }
    if !is_sayable(said) {
        return asking(&command_line(asked), common);
    }
    let seen = args.seen.iter().map(|name| match name.starts_with('-') {
        true => format!(" --seen={}", quoted(name)),
        false => format!(" --seen {}", quoted(name)),
    });
    asking(&(command_line(said) + &seen.collect::<String>()), common)
}

fn show(
    understanding: &Understanding,
    command: String,
    answer: Option<&Answer>,
    args: &AskArgs,
    common: &Common,
    recommender: &Recommender,
    heading: &str,
) -> Output {
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
