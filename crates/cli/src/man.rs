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
    let mut output = Output::default().file(&folder.join("tropewise.1"), page(&program)?);
    let commands: Vec<&Command> = program.get_subcommands().collect();
    for command in &commands {
        let name = format!("tropewise-{}", command.get_name());
        let named = (*command).clone().name(name.clone()).display_name(name.clone());
        output = output.file(&folder.join(format!("{name}.1")), page(&named)?);
    }
    let count = commands.len() + 1;
    Ok(output.note(format!("{count} pages are in `{}`", folder.display())))
}

fn page(command: &Command) -> Result<Vec<u8>, CliError> {
    let mut page = Vec::new();
    let written = Man::new(command.clone()).render(&mut page);
    written.map_err(|error| CliError::io("write", Path::new("a manual page"), &error))?;
    Ok(page)
}
