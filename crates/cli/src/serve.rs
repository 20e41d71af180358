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
    let mut allow_origins = Vec::with_capacity(args.allow_origin.len());
    for origin in &args.allow_origin {
        allow_origins.push(as_sent(origin)?);
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
        allow_origins,
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

/// An origin is a scheme and an authority, as a browser sends it: in lower case, without the port
/// that a scheme has anyway. Extensions of browsers have schemes of their own.
fn as_sent(origin: &str) -> Result<String, CliError> {
    const SCHEMES: [(&str, &str); 4] =
        [("https", ":443"), ("http", ":80"), ("chrome-extension", ""), ("moz-extension", "")];
    let lower = origin.to_ascii_lowercase();
    let plain = |rest: &str| !rest.is_empty() && !rest.contains(['/', '?', '#', '@', '*', ' ']);
    if let Some((scheme, authority)) = lower.split_once("://").filter(|(_, rest)| plain(rest))
        && let Some((_, usual)) = SCHEMES.iter().find(|(known, _)| *known == scheme)
    {
        let authority = authority.strip_suffix(usual).unwrap_or(authority);
        return Ok(format!("{scheme}://{authority}"));
    }
    let message = format!("`{origin}` is no origin of a website");
    Err(CliError::misused(message, "write it as `https://example.org`, without a path"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_taken_as_browsers_send_them() {
        for (named, sent) in [
            ("HTTPS://Friend.Example:443", "https://friend.example"),
            ("http://friend.example:80", "http://friend.example"),
            ("https://friend.example:80", "https://friend.example:80"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("chrome-extension://abcdef", "chrome-extension://abcdef"),
            ("moz-extension://0-1-2", "moz-extension://0-1-2"),
        ] {
            assert_eq!(as_sent(named).unwrap(), sent);
        }
        for wrong in ["friend.example", "*", "ftp://a.b", "https://", "https://a.b/"] {
            assert!(as_sent(wrong).is_err(), "{wrong}");
        }
    }
}
