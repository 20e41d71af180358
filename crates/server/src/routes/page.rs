//! The page, from the program's own memory, and what is under no path at all.

use axum::body::{Body, Bytes};
use axum::http::header::{ALLOW, HeaderValue};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode};
use axum::response::IntoResponse;

use crate::etag::{etag, tagged};
use crate::problem::{HttpCode, Problem};

/// A file of the page.
struct File {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// A file of the page by its name. A path names nothing but one of these.
pub async fn page(request: Request<Body>) -> Response<Body> {
    let name = match request.uri().path().strip_prefix('/') {
        Some("") => "index.html",
        Some(name) => name,
        None => "",
    };
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match FILES.iter().find(|file| file.name == name) {
        Some(file) if reads => file_of(request.headers(), file),
        Some(_) => {
            let mut response = super::wrong_method().await.into_response();
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            response
        }
        _ => {
            let detail = "there is nothing under this path; `/openapi.json` lists what there is";
            Problem::http(StatusCode::NOT_FOUND, HttpCode::NotFound, detail).into_response()
        }
    }
}

fn file_of(headers: &HeaderMap, file: &File) -> Response<Body> {
    let tag = etag(0, &[file.name.as_bytes(), file.bytes]);
    tagged(headers, tag, file.kind, Bytes::from_static(file.bytes))
}
