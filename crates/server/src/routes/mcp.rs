//! `/mcp`: assistants, over the Model Context Protocol.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{HOST, HeaderValue, ORIGIN};
use axum::middleware::{Next, from_fn};
use axum::response::Response;

use tropewise_mcp::{PATH, http_service};

use crate::state::AppState;

/// The route of assistants; each request is asked of the catalogue of that moment.
pub fn assistants(state: &AppState) -> Router<AppState> {
    let current = {
        let state = state.clone();
        move || state.current().assistants.clone()
    };
    Router::new().route_service(PATH, http_service(current, &[])).route_layer(from_fn(admitted))
}

/// Who may ask was decided before any route, by the server's own options; the service behind this
/// has a rule of its own, which knows less.
async fn admitted(mut request: Request<Body>, next: Next) -> Response {
    request.headers_mut().insert(HOST, HeaderValue::from_static("localhost"));
    request.headers_mut().remove(ORIGIN);
    next.run(request).await
}
