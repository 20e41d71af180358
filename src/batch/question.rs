//! A line is read as a question, or it is said what is wrong with it and where.

use serde::Deserialize;
use serde::de::DeserializeOwned;

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
    let text = unmarked(text);
    // Elsewhere an id may be left out; here it tells which answer is whose.
    let parsed = read(text).and_then(|request| with_id(request, text));
    parsed.map_err(|error: serde_json::Error| {
        let reason = reason(&error, text);
        let message = format!("line {number}, column {}: {reason}", column(text, &error));
        failure(id_of(text), code(&error), message)
    })
}

/// What a text in JSON says, which is one object: a request, or another type of the
/// [schema](crate::schema).
///
/// ```
/// use tropewise::QueryRequest;
/// use tropewise::batch::from_json;
///
/// let request: QueryRequest = from_json(br#"{"like": ["Signal"]}"#)?;
/// assert_eq!(request.like, ["Signal"]);
/// let error = from_json::<QueryRequest>(br#"{"likes": []}"#).unwrap_err();
/// assert!(error.message.starts_with("line 1, column 8: unknown field `likes`"));
/// # Ok::<(), tropewise::schema::ErrorDetail>(())
/// ```
///
/// # Errors
/// When it is no text, no JSON, or JSON that is not of this type; the message begins with the line
/// and the column, which counts characters.
pub fn from_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ErrorDetail> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let message = format!("byte {}: not valid UTF-8; send UTF-8", error.valid_up_to() + 1);
        ErrorDetail::new(ErrorCode::InvalidUtf8, message)
    })?;
    let text = unmarked(text);
    if text.trim().is_empty() {
        let message = "there is nothing to read; send a JSON object";
        return Err(ErrorDetail::new(ErrorCode::MalformedJson, message.to_owned()));
    }
    read(text).map_err(|error| {
        let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
        let place = format!("line {}, column {}", error.line().max(1), column(line, &error));
        ErrorDetail::new(code(&error), format!("{place}: {}", reason(&error, text)))
    })
}

impl QueryRequest {
    /// The request that a text in JSON holds; [`from_json`] of this type, compiled once for all
    /// faces.
    ///
    /// # Errors
    /// As [`from_json`].
    pub fn from_json(bytes: &[u8]) -> Result<Self, ErrorDetail> {
        from_json(bytes)
    }
}

/// A text without the mark that editors put at the front of a file; places are counted behind it.
fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Reads an object; serde would take a list for the fields in their order.
fn read<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    if text.trim_start().starts_with('[') {
        return Err(serde::de::Error::custom("a question is an object, not a list"));
    }
    serde_json::from_str(text)
}

fn code(error: &serde_json::Error) -> ErrorCode {
    if error.is_data() { ErrorCode::InvalidRequest } else { ErrorCode::MalformedJson }
}

/// Where in its line an error is, from 1: in characters, as people count, where the reader counts
/// bytes.
fn column(line: &str, error: &serde_json::Error) -> usize {
    let before = line.get(..error.column().saturating_sub(1));
    before.map_or(error.column(), |before| before.chars().count() + 1)
}

/// What is wrong, without the place that the reader puts behind it, and with the field whose value
/// is of the wrong kind.
fn reason(error: &serde_json::Error, text: &str) -> String {
    let reason = error.to_string();
    let words =
        in_words(reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason));
    let wrong_kind = reason.starts_with("invalid type: ") || reason.starts_with("invalid value: ");
    match words.strip_prefix("expected ").filter(|_| wrong_kind).zip(field_at(text, error)) {
        Some((expected, field)) => format!("`{field}` must be {expected}"),
        None => words,
    }
}

/// The field whose value an error is in: the last name before it that is still open.
fn field_at(text: &str, error: &serde_json::Error) -> Option<String> {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let end = lines.map(str::len).sum::<usize>() + error.column();
    let bytes = &text.as_bytes()[..end.min(text.len())];
    // For each open object its last name; `None` for a list, and before the first name.
    let mut open: Vec<Option<&[u8]>> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => open.push(None),
            // The error may be in the object or the list that ends here.
            b'}' | b']' if at + 1 < bytes.len() => {
                open.pop();
            }
            b'"' => {
                let from = at + 1;
                at = from;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += 1 + usize::from(bytes[at] == b'\\');
                }
                let named = bytes.get(at + 1..)?.trim_ascii_start().starts_with(b":");
                if let Some(name) = open.last_mut().filter(|_| named) {
                    *name = bytes.get(from..at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    let name = open.into_iter().rev().flatten().next()?;
    std::str::from_utf8(name).ok().filter(|name| name.len() <= LONGEST_NAME).map(str::to_owned)
}

/// The longest name of a field that is told.
const LONGEST_NAME: usize = 40;

/// A reason of the JSON reader in words: what is expected, and what stands there.
#[must_use]
pub fn in_words(reason: &str) -> String {
    let wrong = reason
        .strip_prefix("invalid type: ")
        .or_else(|| reason.strip_prefix("invalid value: "))
        .and_then(|rest| rest.rsplit_once(", expected "));
    if let Some((found, expected)) = wrong {
        return format!("expected {}, not {}", expected_in_words(expected), found_in_words(found));
    }
    match reason {
        "expected value" => "expected a JSON object".to_owned(),
        "number out of range" => "the number is too large".to_owned(),
        _ => match reason.strip_prefix("EOF while parsing ") {
            Some(part) => format!("the line ends within {}", part.replace("a value", "it")),
            None => reason.replace("unknown variant", "unknown value"),
        },
    }
}

/// What the JSON reader expects, without names of types.
fn expected_in_words(expected: &str) -> &str {
    match expected.strip_prefix("struct ").unwrap_or(expected) {
        "usize" | "u64" | "u32" => "a whole number above 0",
        "u16" => "a whole number from 0 to 65535",
        "u8" => "a whole number from 0 to 255",
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "a text",
        "a sequence" => "a list",
        "a map" => "an object",
        name if name.starts_with(|c: char| c.is_ascii_uppercase()) => "an object",
        words => words,
    }
}

/// What the JSON reader found.
fn found_in_words(found: &str) -> String {
    match found {
        "null" => "null".to_owned(),
        "sequence" => "a list".to_owned(),
        "map" => "an object".to_owned(),
        found => {
            let kinds = ["integer ", "floating point ", "boolean ", "string "];
            let value = kinds.iter().find_map(|kind| found.strip_prefix(kind));
            value.unwrap_or(found).replace('`', "")
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_of_a_wrong_value_is_named() {
        for (text, field) in [
            (r#"{"like": ["Quay"], "k": "3"}"#, "k"),
            (r#"{"like": 5}"#, "like"),
            (r#"{"like": ["a", 5]}"#, "like"),
            (r#"{"like": [], "filter": {"network": "tvN", "max_episodes": -3}}"#, "max_episodes"),
            (r#"{"filter": {"network": [1]}, "k": 1}"#, "network"),
            (r#"{"want": {"romance": null}}"#, "romance"),
            (r#"{"filter": []}"#, "filter"),
            ("{\"like\": [\"é\\\"\"],\n \"k\":\n true}", "k"),
        ] {
            let error = from_json::<QueryRequest>(text.as_bytes()).unwrap_err();
            assert!(error.message.contains(&format!(": `{field}` must be ")), "{}", error.message);
        }
        let marked = from_json::<QueryRequest>("\u{feff}{\"like\": []}".as_bytes());
        assert!(marked.is_ok());
        for text in [r#"{"like": [], "k": "3", "n": 1}"#, r#"{"k":[]}"#, r#"{"like": [}"#] {
            let marked = from_json::<QueryRequest>(format!("\u{feff}{text}").as_bytes());
            let bare = from_json::<QueryRequest>(text.as_bytes());
            assert_eq!(marked.unwrap_err().message, bare.unwrap_err().message);
        }
        let nothing = from_json::<QueryRequest>(b" ").unwrap_err();
        assert!(nothing.message.starts_with("there is nothing to read"));
    }

    #[test]
    fn reasons_name_no_types() {
        for (reason, words) in [
            ("invalid type: null, expected struct FilterRequest", "expected an object, not null"),
            ("invalid type: sequence, expected a map", "expected an object, not a list"),
            (
                "invalid value: integer `-5`, expected usize",
                "expected a whole number above 0, not -5",
            ),
            ("invalid type: string \"x\", expected a boolean", "expected true or false, not \"x\""),
            ("EOF while parsing an object", "the line ends within an object"),
            (
                "unknown variant `x`, expected `mean` or `best`",
                "unknown value `x`, expected `mean` or `best`",
            ),
            ("missing field `id`", "missing field `id`"),
        ] {
            assert_eq!(in_words(reason), words);
        }
    }
}
