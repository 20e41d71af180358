//! Serving over streamable HTTP.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::net::TcpListener;

use crate::engine::Engine;
use crate::handler::Assistant;
use crate::lines::MOST_READ;
use crate::stdio::ServeError;

/// Where assistants find it on a server.
pub const PATH: &str = "/mcp";

/// A tower service that speaks MCP over streamable HTTP, to be nested at [`PATH`] of a server.
///
/// Every request is answered by the assistant that `current` gives at that time, so that a server
/// may bring a new catalogue in. No sessions are kept. A request is refused with 403 when its `Host` is
/// neither this machine nor one of `hosts`, or when a web page sent it (it has an `Origin`).
pub fn http_service(
    current: impl Fn() -> Assistant + Send + Sync + 'static,
    hosts: &[String],
) -> StreamableHttpService<Assistant, NeverSessionManager> {
    let mut config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(MOST_READ)
        .enforce_origin_validation();
    config.allowed_hosts.extend_from_slice(hosts);
    let assistant = move || Ok(current());
    StreamableHttpService::new(assistant, Arc::new(NeverSessionManager::default()), config)
}

/// Serves at [`PATH`] of a port of this machine, which no other machine reaches, until the process
/// is interrupted; port 0 takes a free one. `ready` is told the address once it listens.
///
/// # Errors
/// When the port cannot be had, and when the catalogue was found damaged on the way.
pub fn http(engine: &Engine, port: u16, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let shared = Assistant::new(engine.clone());
        let service = http_service(move || shared.clone(), &[]);
        ready(listener.local_addr()?);
        axum::serve(listener, Router::new().nest_service(PATH, service))
            .with_graceful_shutdown(interrupted())
            .await
    })?;
    Ok(engine.sound()?)
}

/// Comes when the process is interrupted; never where that cannot be known.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
