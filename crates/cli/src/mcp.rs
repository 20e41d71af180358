//! `tropewise mcp`: an assistant asks.

use std::net::SocketAddr;

use tropewise_mcp::{Engine, PATH, ServeError, stdio};
use tropewise_server::{AppState, Options, serve_assistants};

use crate::args::{Common, McpArgs};
use crate::console::note;
use crate::error::{CliError, damaged};
use crate::opening::{Reads, open};
use crate::output::Output;
use crate::report::Format;
use crate::serve::not_served;

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
    if let Some(port) = args.http {
        return over_http(port, common);
    }
    let engine = Engine::new(open(common, Reads::All)?);
    stdio(&engine).map_err(|error| match (error, &common.catalog) {
        (ServeError::Damaged(at), Some(path)) => damaged(path, at.at),
        (ServeError::Damaged(at), None) => at.into(),
        (error, _) => {
            let hint = "let an assistant's program start it; `docs/assistants.md` shows how";
            CliError::failed(error.to_string(), hint)
        }
    })?;
    Ok(Output::default())
}

/// Serves this machine over HTTP, by the server's own rules and limits.
fn over_http(port: u16, common: &Common) -> Result<Output, CliError> {
    let options = Options {
        port,
        catalog: common.catalog.clone(),
        overlay: common.overlay.clone(),
        ..Options::default()
    };
    let say_where = |address: SocketAddr, state: &AppState| {
        state.notes().iter().for_each(|told| note(told));
        note(&format!("http://{address}{PATH}"));
    };
    serve_assistants(options, say_where).map_err(|error| not_served(error, common))?;
    Ok(Output::default())
}
