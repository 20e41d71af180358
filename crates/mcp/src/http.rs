//! Streamable HTTP, for a server that listens.

use std::convert::Infallible;
use std::fmt::Display;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use http_body_util::BodyExt;
use http_body_util::combinators::{BoxBody, UnsyncBoxBody};
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tower_service::Service;

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
) -> HttpService {
    HttpService::new(Box::new(current), hosts)
}

/// What [`http_service`] gives. A copy shares everything with the first.
#[derive(Clone)]
pub struct HttpService(StreamableHttpService<Assistant, NeverSessionManager>);

/// What a service answers in time.
type Answer =
    Pin<Box<dyn Future<Output = Result<Response<BoxBody<Bytes, Infallible>>, Infallible>> + Send>>;

impl HttpService {
    fn new(current: Box<dyn Fn() -> Assistant + Send + Sync>, hosts: &[String]) -> Self {
        let mut config = StreamableHttpServerConfig::default()
            .with_legacy_session_mode(false)
            .with_json_response(true)
            .with_max_request_body_bytes(MOST_READ)
            .enforce_origin_validation();
        config.allowed_hosts.extend_from_slice(hosts);
        let assistant = move || Ok(current());
        let sessions = Arc::new(NeverSessionManager::default());
        Self(StreamableHttpService::new(assistant, sessions, config))
    }

    /// Takes one kind of body only, so that the protocol is compiled here and not once more with
    /// every server: it is more code than the server's own.
    fn answer(&self, request: Request<UnsyncBoxBody<Bytes, String>>) -> Answer {
        let service = self.0.clone();
        Box::pin(async move { Ok(service.handle(request).await) })
    }
}

impl<B> Service<Request<B>> for HttpService
where
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Display,
{
    type Response = Response<BoxBody<Bytes, Infallible>>;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answer {
        self.answer(request.map(|body| body.map_err(|error| error.to_string()).boxed_unsync()))
    }
}
