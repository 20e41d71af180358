//! The paths of the API, one topic a file.

mod ask;
mod batch;
mod dramas;
mod encode;
mod health;
mod mcp;
mod page;
mod recommend;
mod tropes;

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path};
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

use crate::problem::{HttpCode, Problem};
use crate::state::AppState;
use crate::watch::watch;

/// Bytes from which an answer is compressed.
const WORTH_COMPRESSING: u64 = 1024;

/// The routes of the API and of the page, with `beside` them those of a program's own. All of them
/// are guarded, counted and compressed alike, and a panic in any is an answer of its own.
pub fn router(state: AppState, beside: Router) -> Router {
    let api = Router::new()
        .route("/v1/recommend", post(recommend::recommend))
        .route("/v1/batch", post(batch::batch))
        .route("/v1/ask", post(ask::ask))
        .route("/v1/encode", post(encode::encode))
        .route("/v1/dramas", get(dramas::suggest))
        .route("/v1/dramas/{id}", get(dramas::drama))
        .route("/v1/dramas/{id}/similar", get(dramas::similar))
        .route("/v1/compare", get(dramas::compare))
        .route("/v1/tropes", get(tropes::tropes))
        .route("/v1/tropes/{id}", get(tropes::trope))
        .route("/v1/map", get(tropes::map))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/openapi.json", get(health::openapi))
        .merge(mcp::assistants(&state))
        .fallback(page::page)
        .method_not_allowed_fallback(wrong_method)
        .with_state(state.clone());
    guarded(api.merge(beside), state)
}

/// The path of assistants and no other, guarded as all are.
pub fn assistants_alone(state: AppState) -> Router {
    let assistants = mcp::assistants(&state)
        .fallback(no_path)
        .method_not_allowed_fallback(wrong_method)
        .with_state(state.clone());
    guarded(assistants, state)
}

/// What every request goes through before and after its route.
fn guarded(routes: Router, state: AppState) -> Router {
    // A stream of answers goes out as it is made.
    let when = SizeAbove::new(WORTH_COMPRESSING)
        .and(NotForContentType::const_new("application/x-ndjson"))
        .and(NotForContentType::const_new("text/event-stream"));
    routes
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(when))
        .layer(from_fn_with_state(state, watch))
}

async fn no_path() -> Problem {
    let detail = "there is nothing under this path; assistants ask at `/mcp`";
    Problem::http(StatusCode::NOT_FOUND, HttpCode::NotFound, detail)
}

async fn wrong_method() -> Problem {
    let detail = "this path takes other methods; the Allow header names them";
    Problem::http(StatusCode::METHOD_NOT_ALLOWED, HttpCode::MethodNotAllowed, detail)
}

/// A panic is the end of one request. What it said may have the question in it, so it is not told.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response<Body> {
    tracing::error!("a request panicked");
    Problem::internal().into_response()
}

/// A name in a path.
pub struct Name(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path: Result<Path<String>, PathRejection> =
            Path::from_request_parts(parts, state).await;
        path.map(|Path(name)| Self(name))
            .map_err(|_| Problem::parameter("id", "the name in the path is not UTF-8"))
    }
}

/// JSON as an answer without an ETag.
fn plain_json(bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
