//! Serving a program that started this one: messages on standard input and output, a line each.

use std::io;

use rmcp::ServiceExt;
use rmcp::service::ServerInitializeError;
use thiserror::Error;
use tropewise::Damaged;

use crate::engine::Engine;
use crate::handler::Assistant;
use crate::lines::Lines;

/// Why serving ended otherwise than by its client leaving.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Threads, a port or standard input cannot be had.
    #[error("cannot serve: {0}")]
    Io(#[from] io::Error),
    /// What came first was no request of the protocol.
    #[error("the client does not speak the protocol: {0}")]
    Protocol(String),
    /// The catalogue was found damaged. Whoever asked was told so.
    #[error(transparent)]
    Damaged(#[from] Damaged),
}

/// Serves on standard input and output until the client leaves. Nothing but the protocol is
/// written to standard output.
///
/// # Errors
/// When the client speaks no MCP, and when the catalogue was found damaged on the way.
pub fn stdio(engine: &Engine) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(serve(engine));
    // A pending read of standard input cannot be cancelled, and nobody waits for it.
    runtime.shutdown_background();
    served?;
    Ok(engine.sound()?)
}

async fn serve(engine: &Engine) -> Result<(), ServeError> {
    let (reader, writer) = rmcp::transport::io::stdio_pipes();
    let pipes = Lines::new(reader, writer);
    let running = match Assistant::new(engine.clone()).serve(pipes).await {
        Ok(running) => running,
        // A client that leaves before it said anything has asked nothing.
        Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(ServerInitializeError::ExpectedInitializeRequest(_)) => {
            return Err(ServeError::Protocol("it did not begin with a request".to_owned()));
        }
        Err(error) => return Err(ServeError::Protocol(error.to_string())),
    };
    running.waiting().await.map_err(io::Error::other)?;
    Ok(())
}
