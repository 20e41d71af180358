//! Reading the body of a request: of the right type, not too large, not too slow.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use tropewise::batch::from_json;
use tropewise::schema::ErrorDetail;

use crate::problem::{HttpCode, Problem};
use crate::state::AppState;

/// Bytes up to which a body is read whatever else is being read.
const SMALL: usize = 16 << 10;

/// The types of a body that is one JSON value.
pub const JSON: &[&str] = &["application/json"];
/// The types of a body that is one JSON value a line.
pub const JSON_LINES: &[&str] =
    &["application/x-ndjson", "application/ndjson", "application/jsonl"];

/// Refuses a body that is not of one of these types, or compressed. A form of another website can
/// send neither of them without asking first.
///
/// # Errors
/// 415 when it is of another type, or of none, or has a `Content-Encoding`.
pub fn require_type(headers: &HeaderMap, types: &[&str]) -> Result<(), Problem> {
    let plain = |how: &HeaderValue| how.as_bytes().eq_ignore_ascii_case(b"identity");
    if !headers.get_all(CONTENT_ENCODING).iter().all(plain) {
        let detail = "a compressed body is not read; send it plain, without `Content-Encoding`";
        return Err(unsupported("content-encoding", detail));
    }
    let mut types_given = headers.get_all(CONTENT_TYPE).iter();
    let given = types_given.next();
    if types_given.next().is_some() {
        return Err(unsupported(
            "content-type",
            "there are several `Content-Type` headers; send one",
        ));
    }
    let given = given.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = given.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default();
    let is_utf8 = |charset: &str| {
        let charset = charset.trim_matches('"').to_ascii_lowercase();
        matches!(charset.as_str(), "utf-8" | "utf8" | "us-ascii")
    };
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value.trim())
    });
    if !charset.is_none_or(is_utf8) {
        return Err(unsupported("content-type", "a body is read as UTF-8; send it so"));
    }
    if types.iter().any(|known| kind.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    Err(unsupported("content-type", format!("the body must be of the type `{}`", types[0])))
}

/// The refusal of a body for what a header says of it.
fn unsupported(header: &'static str, detail: impl Into<String>) -> Problem {
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Problem::http(status, HttpCode::UnsupportedMediaType, detail).of_field(header)
}

/// Reads a body of at most `most` bytes that is one JSON value.
///
/// # Errors
/// 415, 413, 408, 400 or 503, as the problem says.
pub async fn json_bytes(
    state: &AppState,
    request: Request<Body>,
    most: usize,
) -> Result<Bytes, Problem> {
    require_type(request.headers(), JSON)?;
    let told = announced(request.headers());
    if told.is_some_and(|length| length > most) {
        return Err(too_large(most));
    }
    // Whoever announces much takes it from what all of them share before anything is read, and
    // whoever does not say how much once it is no longer little.
    let _room = match told {
        Some(length) if length > SMALL => Some(room_for(state, length)?),
        _ => None,
    };
    let unbounded = told.is_none().then_some(state);
    let reading = whole(request.into_body(), most, unbounded);
    match timeout(state.limits().body, reading).await {
        Ok(read) => read,
        Err(_) => Err(Problem::http(
            StatusCode::REQUEST_TIMEOUT,
            HttpCode::Timeout,
            "the body took too long to arrive",
        )),
    }
}

/// A part of what all large bodies share.
fn room_for(state: &AppState, bytes: usize) -> Result<OwnedSemaphorePermit, Problem> {
    let kilobytes = u32::try_from(bytes.div_ceil(1 << 10)).unwrap_or(u32::MAX);
    let room = Arc::clone(&state.bodies).try_acquire_many_owned(kilobytes);
    room.map_err(|_| Problem::too_busy("too many large bodies are being read"))
}

fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large(most: usize) -> Problem {
    let detail = format!("the body is larger than {most} bytes; send less at once");
    Problem::http(StatusCode::PAYLOAD_TOO_LARGE, HttpCode::BodyTooLarge, detail)
}

/// All of a body; without a copy where it comes in one piece. One of which nobody knows the length
/// takes room for `most` from `shared` once it is no longer small.
async fn whole(mut body: Body, most: usize, shared: Option<&AppState>) -> Result<Bytes, Problem> {
    let mut room = None;
    let mut first: Option<Bytes> = None;
    let mut rest: Vec<u8> = Vec::new();
    while let Some(frame) = body.frame().await {
        let unread = |_| {
            let detail = "the body could not be read to its end";
            Problem::http(StatusCode::BAD_REQUEST, HttpCode::BodyUnread, detail)
        };
        let Ok(piece) = frame.map_err(unread)?.into_data() else { continue };
        let so_far = first.as_ref().map_or(0, Bytes::len) + rest.len();
        if so_far + piece.len() > most {
            return Err(too_large(most));
        }
        if let Some(state) = shared
            && room.is_none()
            && so_far + piece.len() > SMALL
        {
            room = Some(room_for(state, most)?);
        }
        match &first {
            None => first = Some(piece),
            Some(_) => rest.extend_from_slice(&piece),
        }
    }
    let first = first.unwrap_or_default();
    Ok(if rest.is_empty() { first } else { Bytes::from([&first[..], &rest[..]].concat()) })
}

/// What a body says.
///
/// # Errors
/// 400 with the place of what is wrong.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    from_json(bytes).map_err(unreadable)
}

/// What is wrong with a body, with the field where there is one.
pub fn unreadable(error: ErrorDetail) -> Problem {
    let field = unknown_field(&error.message);
    let problem = Problem::from(error);
    match field {
        Some(field) => problem.of_field(field),
        None => problem,
    }
}

/// The field in "unknown field `x`", "missing field `x`" or "`x` must be ...".
fn unknown_field(message: &str) -> Option<String> {
    let named = ["unknown field `", "missing field `"];
    if let Some((_, rest)) = named.iter().find_map(|words| message.split_once(words)) {
        return Some(rest.split('`').next()?.to_owned());
    }
    let (before, _) = message.split_once("` must be ")?;
    before.split_once(": `").map(|(_, field)| field.to_owned())
}
