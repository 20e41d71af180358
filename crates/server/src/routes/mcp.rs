//! `/mcp`: assistants, over the Model Context Protocol.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderValue, ORIGIN};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::post_service;

use tropewise::schema::{ErrorCode, ErrorDetail};
use tropewise_mcp::{Assistant, Fault, PATH, http_service};

use crate::body::json_bytes;
use crate::problem::{HttpCode, Problem};
use crate::state::AppState;

/// Bytes of what the protocol's own refusal says.
const REFUSAL: usize = 4 << 10;

/// The route of assistants; each request is asked of the catalogue of that moment.
pub fn assistants(state: &AppState) -> Router<AppState> {
    let current = {
        let state = state.clone();
        move || {
            let assistant = Assistant::new(state.current().assistants.clone());
            assistant.taking_turns(Arc::clone(&state.turns), state.limits().turn)
        }
    };
    let service = post_service(http_service(current, &[]));
    Router::new().route(PATH, service.route_layer(from_fn_with_state(state.clone(), as_others)))
}

/// Reads the body within the limits of all routes, and tells what is refused as all routes do. Who
/// may ask was decided before any route, by the server's own options; the service behind this has a
/// rule of its own, which knows less.
async fn as_others(
    State(state): State<AppState>,
    request: Request<Body>,
    next: Next,
) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let bytes = json_bytes(&state, whole, state.limits().question).await?;
    parts.headers.insert(HOST, HeaderValue::from_static("localhost"));
    parts.headers.remove(ORIGIN);
    parts.headers.insert(CONTENT_LENGTH, bytes.len().into());
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let status = response.status();
    if status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
        // Its type is right, so that it is the body which could not be read.
        let fault = Fault::of(&bytes);
        let code = match fault.no_json {
            true => ErrorCode::MalformedJson,
            false => ErrorCode::InvalidRequest,
        };
        return Err(ErrorDetail::new(code, fault.message).into());
    }
    // An error of the protocol has a form of its own, which assistants read.
    if status.as_u16() < 400 || response.headers().contains_key(CONTENT_TYPE) {
        return Ok(response);
    }
    Err(refusal(response).await)
}

/// What the protocol refuses in plain words, as a problem.
async fn refusal(response: Response) -> Problem {
    let status = response.status();
    let said = to_bytes(response.into_body(), REFUSAL).await.unwrap_or_default();
    match status {
        StatusCode::NOT_ACCEPTABLE => {
            let detail = "`Accept` must have both `application/json` and `text/event-stream`";
            Problem::http(status, HttpCode::NotAcceptable, detail).of_field("accept")
        }
        status if status.is_server_error() => Problem::internal(),
        _ => {
            let detail = String::from_utf8_lossy(&said);
            ErrorDetail::new(ErrorCode::InvalidRequest, detail).into()
        }
    }
}
