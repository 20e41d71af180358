//! A line is read as a question, or it is said what is wrong with it and where.

use serde::Deserialize;

use crate::lines::{LONGEST, Line};
use crate::schema::{ErrorCode, ErrorDetail, Failure, QueryRequest};

/// The request of a line.
///
/// # Errors
/// When the line is too long, no text, no JSON, or JSON that is no request; the message begins with
/// the line and the column, which counts characters.
pub fn question(line: &Line) -> Result<QueryRequest, Failure> {
    let number = line.number;
    let failure = |id, code, message| Failure::new(id, ErrorDetail::new(code, message));
    let Some(bytes) = &line.bytes else {
        let message = format!("line {number}: longer than {LONGEST} bytes");
        return Err(failure(None, ErrorCode::LineTooLong, message));
    };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to() + 1;
        let message =
            format!("line {number}, byte {byte}: not valid UTF-8; save the file as UTF-8");
        failure(None, ErrorCode::InvalidUtf8, message)
    })?;
    // serde would take a list for the fields in their order.
    let parsed = if text.trim_start().starts_with('[') {
        Err(serde::de::Error::custom("a question is an object, not a list"))
    } else {
        // Elsewhere an id may be left out; here it tells which answer is whose.
        serde_json::from_str(text).and_then(|request| with_id(request, text))
    };
    parsed.map_err(|error: serde_json::Error| {
        // The reason ends with a place within the text, which is one line, in bytes where people
        // count characters.
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
        let before = text.get(..error.column().saturating_sub(1));
        let column = before.map_or(error.column(), |before| before.chars().count() + 1);
        let code =
            if error.is_data() { ErrorCode::InvalidRequest } else { ErrorCode::MalformedJson };
        let message = format!("line {number}, column {column}: {}", in_words(reason));
        failure(id_of(text), code, message)
    })
}

/// A reason of the JSON reader with its types in words.
fn in_words(reason: &str) -> String {
    const WORDS: [(&str, &str); 8] = [
        ("expected usize", "expected a whole number from 0 up"),
        ("expected u16", "expected a whole number from 0 to 65535"),
        ("expected u32", "expected a whole number from 0 up"),
        ("expected f32", "expected a number"),
        ("a sequence", "a list"),
        ("struct QueryRequest", "an object"),
        ("expected QueryRequest", "expected an object"),
        ("struct ", ""),
    ];
    WORDS.iter().fold(reason.to_owned(), |reason, (rust, words)| reason.replace(rust, words))
}

/// A request that has an id.
fn with_id(request: QueryRequest, text: &str) -> serde_json::Result<QueryRequest> {
    match request.id {
        Some(_) => Ok(request),
        None => serde_json::from_str::<OnlyId>(text).map(|_| request),
    }
}

/// The id of a request that is JSON but not as it should be.
fn id_of(text: &str) -> Option<String> {
    serde_json::from_str::<OnlyId>(text).ok().map(|only| only.id)
}

#[derive(Deserialize)]
struct OnlyId {
    id: String,
}
