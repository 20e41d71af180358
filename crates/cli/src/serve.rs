//! `tropewise serve`: programs and browsers ask.

use std::net::SocketAddr;

use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tropewise_server::{AppState, Options, ServeError};

use crate::args::{Common, ServeArgs};
use crate::console::note;
use crate::error::{CliError, damaged};
use crate::output::Output;
use crate::report::Format;

/// Runs `serve` until it is told to stop; then what is under way is answered.
///
/// # Errors
/// When the catalogue cannot be opened or is damaged, or the port cannot be had.
pub fn serve(args: &ServeArgs, common: &Common) -> Result<Output, CliError> {
    if common.k.is_some() || common.spoilers || common.format != Format::default() {
        let hint = "leave `-k`, `--spoilers` and `--format` out: whoever asks says them";
        return Err(CliError::misused("serve answers in JSON, as it is asked", hint));
    }
    for origin in &args.allow_origin {
        check_origin(origin)?;
    }
    // Logs are for those who run it: to stderr, without colours, questions or addresses. What the
    // libraries beneath would tell has questions in it, so they are not heard at any level.
    let written = fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let own = Targets::new().with_target("tropewise", args.log.level());
    tracing_subscriber::registry().with(written.with_filter(own)).init();
    let options = Options {
        host: args.host.clone(),
        port: args.port,
        allow_hosts: args.allow_host.clone(),
        allow_origins: args.allow_origin.clone(),
        catalog: common.catalog.clone(),
        overlay: common.overlay.clone(),
        ..Options::default()
    };
    tropewise_server::serve(options, say_where).map_err(|error| not_served(error, common))?;
    Ok(Output::default())
}

/// Why a server does not run.
pub fn not_served(error: ServeError, common: &Common) -> CliError {
    match (error, &common.catalog) {
        (ServeError::Open(tropewise::OpenError::Damaged(at)), Some(path)) => damaged(path, at.at),
        (ServeError::Open(error), _) => error.into(),
        (error @ ServeError::Listen { .. }, _) => {
            CliError::failed(error.to_string(), "try another port, or another `--host`")
        }
        (error, _) => CliError::failed(error.to_string(), ""),
    }
}

/// Says where it can be asked, and by whom.
fn say_where(address: SocketAddr, state: &AppState) {
    state.notes().iter().for_each(|told| note(told));
    note(&format!("http://{address}"));
    if !address.ip().is_loopback() {
        note("other machines can ask it: there is neither a password nor encryption");
    }
}

/// An origin is a scheme and an authority, as a browser sends it.
fn check_origin(origin: &str) -> Result<(), CliError> {
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    let plain = |rest: &str| !rest.is_empty() && !rest.contains(['/', '?', '#', '@', '*', ' ']);
    if authority.is_some_and(plain) {
        return Ok(());
    }
    let message = format!("`{origin}` is no origin of a website");
    Err(CliError::misused(message, "write it as `https://example.org`, without a path"))
}
