//! What every request goes through: it is admitted or not, counted, and logged without what it
//! asks.

use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, State};
use axum::http::{Method, Request, Response};
use axum::middleware::Next;
use axum::response::IntoResponse;

use crate::guard::{admit, preflight, protect, readable_by};
use crate::metrics::Counted;
use crate::state::AppState;

/// Admits a request, answers it, counts and logs it.
pub async fn watch(
    State(state): State<AppState>,
    request: Request<Body>,
    next: Next,
) -> Response<Body> {
    let began = Instant::now();
    let under_way = Counted::new(&state.metrics.under_way);
    // The path itself may be a question; its pattern is not.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = told(request.method());
    let readable_by = readable_by(&state.options, request.headers());
    let mut response = match admit(&state.options, state.address(), &request) {
        Err(problem) => problem.into_response(),
        Ok(()) => match preflight(&request) {
            Some(response) => response,
            None => next.run(request).await,
        },
    };
    drop(under_way);
    protect(response.headers_mut(), readable_by);
    let route = route.as_ref().map_or("other", MatchedPath::as_str);
    let (status, took) = (response.status().as_u16(), began.elapsed());
    state.metrics.count(route, status, took);
    let microseconds = took.as_micros();
    if status >= 500 {
        tracing::warn!(method, route, status, microseconds, "answered");
    } else {
        tracing::debug!(method, route, status, microseconds, "answered");
    }
    response
}

/// A method as it is logged: one of those that are known, since any other may be a text of any
/// length.
fn told(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}
