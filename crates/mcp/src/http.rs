//! Streamable HTTP, for a server that listens.

use std::sync::Arc;

use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};

use crate::handler::Assistant;
use crate::lines::MOST_READ;

/// Where assistants find it on a server.
pub const PATH: &str = "/mcp";

/// A tower service that speaks MCP over streamable HTTP, to be nested at [`PATH`] of a server.
///
/// Every request is answered by the assistant that `current` gives at that time, so that a server
/// may bring a new catalogue in. No sessions are kept. A request is refused with 403 when its
/// `Host` is neither this machine nor one of `hosts`, or when a web page sent it (it has an
/// `Origin`).
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
