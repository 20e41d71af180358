//! What is asked about the server itself.

use std::sync::LazyLock;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, Response, Uri};

use crate::etag::{etag, tagged};
use crate::params::Params;
use crate::problem::Problem;
use crate::state::AppState;

static OPENAPI: LazyLock<Bytes> =
    LazyLock::new(|| Bytes::from(crate::openapi::openapi().to_string()));

/// That the process answers.
pub async fn alive(uri: Uri) -> Result<Response<Body>, Problem> {
    Params::read(uri.query(), &[])?;
    Ok(text("ok\n", "text/plain; charset=utf-8"))
}

/// That a catalogue can be asked.
pub async fn ready(State(state): State<AppState>, uri: Uri) -> Result<Response<Body>, Problem> {
    Params::read(uri.query(), &[])?;
    let dramas = state.current().len()?;
    Ok(text(format!("ready: {dramas} dramas\n"), "text/plain; charset=utf-8"))
}

/// What is counted.
pub async fn metrics(State(state): State<AppState>, uri: Uri) -> Result<Response<Body>, Problem> {
    Params::read(uri.query(), &[])?;
    let dramas = state.current().len()?;
    Ok(text(state.metrics.text(dramas), "text/plain; version=0.0.4; charset=utf-8"))
}

/// The description of the API.
pub async fn openapi(headers: HeaderMap, uri: Uri) -> Result<Response<Body>, Problem> {
    Params::read(uri.query(), &[])?;
    let tag = etag(0, &[&OPENAPI]);
    Ok(tagged(&headers, tag, "application/json", OPENAPI.clone()))
}

fn text(body: impl Into<Body>, kind: &'static str) -> Response<Body> {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
