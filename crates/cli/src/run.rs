//! A run: the arguments are parsed, the command is run, and what went wrong is said.

use clap::ArgMatches;
use clap::parser::ValueSource;
use tropewise::store::index_file::outlive_cut_files;

use crate::args::{Cli, Command};
use crate::error::{CliError, Exit};
use crate::opening::{Reads, with_catalog, with_recommender};
use crate::output::Output;
use crate::{
    ask, batch, catalog, check, complete, config, console, encode, evaluate, index, like, lookup,
    man, mcp, paths, schema, serve, typed,
};

/// Parses the arguments of the process, runs the command, and says what went wrong.
#[must_use]
pub fn run() -> Exit {
    outlive_cut_files();
    complete::answer();
    let (mut cli, typed) = match typed::typed() {
        Ok(parsed) => parsed,
        Err(exit) => return exit,
    };
    let ready = positive(cli.common.k)
        .and_then(|()| settle(&mut cli, &typed))
        .and_then(|()| paths::check(&cli));
    match ready.and_then(|()| dispatch(&cli)).and_then(Output::write) {
        Ok(()) => Exit::Answered,
        Err(error) => {
            console::error(&error);
            error.exit
        }
    }
}

/// `-k` must be at least 1.
fn positive(k: Option<usize>) -> Result<(), CliError> {
    match k {
        Some(0) => Err(CliError::misused(
            "k must be a whole number from 1 up, not 0",
            "give a whole number from 1 up",
        )),
        _ => Ok(()),
    }
}

/// Takes the settings of who runs the program where nothing else was typed. What answers programs
/// is asked with all that it needs, and takes none.
fn settle(cli: &mut Cli, typed: &ArgMatches) -> Result<(), CliError> {
    let for_people = matches!(
        cli.command,
        Command::Ask(_)
            | Command::Like(_)
            | Command::Score(_)
            | Command::Show { .. }
            | Command::Compare { .. }
            | Command::Tropes { .. }
            | Command::Dramas { .. }
            | Command::Encode(_)
    );
    if !for_people {
        return Ok(());
    }
    let settings = config::settings()?;
    let command = typed.subcommand().map_or(typed, |(_, command)| command);
    if command.value_source("format") != Some(ValueSource::CommandLine) {
        cli.common.format = settings.format.unwrap_or_default();
    }
    cli.common.spoilers |= settings.spoilers;
    cli.common.settings = settings;
    Ok(())
}

/// Runs the command: it computes what there is to say and writes nothing yet, but for `batch` and
/// `index`, whose output is too large to hold, and `mcp` and `serve`, whose clients wait for each
/// answer; they ask for damage themselves.
fn dispatch(cli: &Cli) -> Result<Output, CliError> {
    let common = &cli.common;
    match &cli.command {
        Command::Ask(args) => with_recommender(common, Reads::All, |r| ask::ask(args, common, r)),
        Command::Like(args) => {
            with_recommender(common, Reads::Little, |r| like::like(args, common, r))
        }
        Command::Score(args) => {
            with_recommender(common, Reads::Little, |r| like::score(args, common, r))
        }
        Command::Batch(args) => batch::batch(args, common),
        Command::Show { title, toml, warnings } => with_catalog(common, Reads::Little, |catalog| {
            lookup::show(title, *toml, *warnings, common, catalog)
        }),
        Command::Catalog(args) => {
            with_recommender(common, Reads::All, |r| catalog::catalog(args, common, r))
        }
        Command::Compare { a, b } => {
            with_recommender(common, Reads::Little, |r| lookup::compare(a, b, common, r))
        }
        Command::Tropes { warnings: true, .. } => {
            with_catalog(common, Reads::All, |catalog| lookup::warnings(common, catalog))
        }
        Command::Tropes { word, .. } => with_catalog(common, Reads::All, |catalog| {
            lookup::tropes(word.as_deref(), common, catalog)
        }),
        Command::Dramas { words } => {
            with_catalog(common, Reads::All, |catalog| lookup::dramas(words, common, catalog))
        }
        Command::Encode(args) => encode::encode(args, common),
        Command::Evaluate(args) => {
            with_catalog(common, Reads::All, |catalog| evaluate::evaluate(args, common, catalog))
        }
        Command::Index(args) => index::index(args, common),
        Command::Check { path, columns } => check::check(path, columns.as_ref(), common),
        Command::Mcp(args) => mcp::mcp(args, common),
        Command::Serve(args) => serve::serve(args, common),
        Command::Schema => Ok(schema::schema()),
        Command::Completions { shell } => complete::script(*shell),
        Command::Man { folder } => man::man(folder),
    }
}
