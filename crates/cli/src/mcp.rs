//! `tropewise mcp`: an assistant asks.

use tropewise_mcp::{Engine, PATH, ServeError, http, stdio};

use crate::args::{Common, McpArgs};
use crate::console::note;
use crate::error::{CliError, damaged};
use crate::opening::{Reads, open};
use crate::output::Output;
use crate::report::Format;

/// Runs `mcp` until the assistant leaves, or, over HTTP, until it is interrupted.
///
/// # Errors
/// When the catalogue cannot be opened or is damaged, the port cannot be had, or what comes is no
/// MCP.
pub fn mcp(args: &McpArgs, common: &Common) -> Result<Output, CliError> {
    if common.k.is_some() || common.spoilers || common.format != Format::default() {
        let hint =
            "leave `-k`, `--spoilers` and `--format` out: the assistant says them in its calls";
        return Err(CliError::misused("mcp answers in the form of its protocol", hint));
    }
    let engine = Engine::new(open(common, Reads::All)?);
    let served = match args.http {
        None => stdio(&engine),
        Some(port) => http(&engine, port, |address| note(&format!("http://{address}{PATH}"))),
    };
    served.map_err(|error| match (error, &common.catalog) {
        (ServeError::Damaged(at), Some(path)) => damaged(path, at.at),
        (ServeError::Damaged(at), None) => at.into(),
        (ServeError::Io(error), _) => {
            CliError::failed(format!("cannot serve: {error}"), "try another port")
        }
        (error, _) => {
            let hint = "let an assistant's program start it; `docs/assistants.md` shows how";
            CliError::failed(error.to_string(), hint)
        }
    })?;
    Ok(Output::default())
}
