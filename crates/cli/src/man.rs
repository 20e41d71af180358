//! `tropewise man`: a manual page for the program and for each of its commands.

use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::Cli;
use crate::error::CliError;
use crate::output::Output;

/// Runs `man`.
///
/// # Errors
/// When the folder or a page cannot be written.
pub fn man(folder: &Path) -> Result<Output, CliError> {
    fs::create_dir_all(folder).map_err(|error| CliError::io("make", folder, &error))?;
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let mut output = Output::default();
    let mut count = 0;
    for command in std::iter::once(&program).chain(program.get_subcommands()) {
        // `tropewise-like`
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        output = output.file(&folder.join(format!("{name}.1")), page(command)?);
        count += 1;
    }
    Ok(output.note(format!("{count} pages are in `{}`", folder.display())))
}

fn page(command: &Command) -> Result<Vec<u8>, CliError> {
    let mut page = Vec::new();
    let written = Man::new(command.clone()).render(&mut page);
    written.map_err(|error| CliError::io("write", Path::new("a manual page"), &error))?;
    Ok(page)
}
