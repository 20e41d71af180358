//! What is wrong with a message, in words from which the next one can be made right.

use std::fmt;

use rmcp::ErrorData;
use rmcp::model::{ErrorCode, RequestId, ServerJsonRpcMessage};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// What is wrong with a message of the protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// That it is not even JSON; else it is no message.
    pub no_json: bool,
    /// One sentence, with the next step.
    pub message: String,
    /// Of the message, as far as it can be read.
    id: Option<RequestId>,
    /// That it is of a message to which there is no answer.
    pub(crate) of_notification: bool,
}

impl Fault {
    /// Of bytes that could not be read as a message.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        match serde_json::from_slice::<Value>(bytes) {
            Err(error) => Self {
                no_json: true,
                message: format!("the message cannot be read as JSON: {}", reason(&error, bytes)),
                id: id_of(bytes),
                of_notification: false,
            },
            Ok(value) => Self {
                no_json: false,
                message: shape(&value).to_owned(),
                id: value.get("id").and_then(as_id),
                of_notification: value.get("method").is_some_and(Value::is_string)
                    && value.get("id").is_none(),
            },
        }
    }

    /// Of a message that is longer than is read.
    pub(crate) fn too_long(beginning: &[u8], most: usize) -> Self {
        let message = format!("the message is longer than {most} bytes; send less at once");
        Self { no_json: false, message, id: id_of(beginning), of_notification: false }
    }

    /// As an answer.
    pub(crate) fn into_answer(self) -> ServerJsonRpcMessage {
        let code = if self.no_json { ErrorCode::PARSE_ERROR } else { ErrorCode::INVALID_REQUEST };
        ServerJsonRpcMessage::error(ErrorData::new(code, self.message, None), self.id)
    }
}

/// Why bytes are no JSON.
fn reason(error: &serde_json::Error, bytes: &[u8]) -> String {
    let told = error.to_string();
    let place = format!("column {}", error.column());
    if let Err(error) = std::str::from_utf8(bytes) {
        return format!("byte {} is not UTF-8", error.valid_up_to() + 1);
    }
    if bytes.trim_ascii().is_empty() {
        return "it is empty".to_owned();
    }
    if told.contains("surrogate") || told.contains("hex escape") {
        return format!("half of a character at {place}: a `\\u` escape was cut in two");
    }
    if told.contains("recursion limit") {
        return format!("it is nested too deeply at {place}");
    }
    let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
    if told.starts_with("EOF while parsing") {
        return format!("it ends too early, at {place}");
    }
    let words = tropewise::batch::in_words(told);
    format!("{words}, at {place}")
}

/// Why JSON is no message.
fn shape(value: &Value) -> &'static str {
    let Value::Object(message) = value else {
        return match value {
            Value::Array(_) => "a message is one JSON object; send those of a batch one by one",
            _ => "a message is a JSON object",
        };
    };
    if message.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return "`jsonrpc` must be \"2.0\"";
    }
    if message.get("params").is_some_and(|params| !params.is_object()) {
        return "`params` must be an object";
    }
    match message.get("method") {
        None => "the message has no `method`",
        Some(Value::String(_)) => match message.get("id") {
            Some(id) if as_id(id).is_none() => "`id` must be a string or a whole number",
            _ => "the message has fields that do not go together",
        },
        Some(_) => "`method` must be a string",
    }
}

fn as_id(value: &Value) -> Option<RequestId> {
    serde_json::from_value(value.clone()).ok()
}

/// The id in bytes that are JSON at least up to there.
fn id_of(bytes: &[u8]) -> Option<RequestId> {
    let mut id = None;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    // It ends where the bytes are wrong; what was read before counts.
    let _ = IdIn(&mut id).deserialize(&mut reader);
    id
}

/// Reads an object for the sake of its id.
struct IdIn<'a>(&'a mut Option<RequestId>);

impl<'de> DeserializeSeed<'de> for IdIn<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for IdIn<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "id" {
                *self.0 = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// What is offered by name, with the field that says which.
const METHODS: [(&str, &[(&str, &str)]); 12] = [
    ("tools/call", &[("name", "a string"), ("arguments", "an object")]),
    ("resources/read", &[("uri", "a string")]),
    ("prompts/get", &[("name", "a string"), ("arguments", "an object")]),
    ("tools/list", &[("cursor", "a string")]),
    ("resources/list", &[("cursor", "a string")]),
    ("resources/templates/list", &[("cursor", "a string")]),
    ("prompts/list", &[("cursor", "a string")]),
    (
        "initialize",
        &[
            ("protocolVersion", "a string"),
            ("capabilities", "an object"),
            ("clientInfo", "an object"),
        ],
    ),
    ("server/discover", &[]),
    ("ping", &[]),
    ("completion/complete", &[("ref", "an object"), ("argument", "an object")]),
    ("logging/setLevel", &[("level", "a string")]),
];

/// Fields that may be left out.
const OPTIONAL: [&str; 2] = ["arguments", "cursor"];

/// Why a request could not be read as one of the protocol's.
pub fn misshaped(method: &str, params: Option<&Value>) -> ErrorData {
    let Some((_, fields)) = METHODS.iter().find(|(known, _)| *known == method) else {
        let offered = "there are `tools/list`, `tools/call`, `resources/list`, `resources/read`, \
                       `prompts/list` and `prompts/get`";
        let message = format!("unknown method `{}`; {offered}", cut(method));
        return ErrorData::new(ErrorCode::METHOD_NOT_FOUND, message, None);
    };
    ErrorData::invalid_params(format!("{method}: {}", wrong_field(fields, params)), None)
}

/// Which of these fields is missing, or of another type.
fn wrong_field(fields: &[(&str, &str)], params: Option<&Value>) -> String {
    let params = match params {
        Some(Value::Object(params)) => params,
        None if !fields.is_empty() => {
            let names: Vec<String> = fields.iter().map(|(name, _)| format!("`{name}`")).collect();
            return format!("`params` is missing; it has {}", names.join(" and "));
        }
        _ => return "`params` must be an object".to_owned(),
    };
    for (name, kind) in fields {
        let fits = match (params.get(*name), *kind) {
            (None, _) if OPTIONAL.contains(name) => true,
            (None, kind) => return format!("`{name}` is missing; it is {kind}"),
            (Some(value), "an object") => value.is_object(),
            (Some(value), _) => value.is_string(),
        };
        if !fits {
            return format!("`{name}` must be {kind}");
        }
    }
    "a field of `params` is of another type than the protocol has".to_owned()
}

/// A name as it is told again.
pub fn cut(name: &str) -> String {
    name.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_id_is_read_from_what_is_broken_behind_it_or_before_it() {
        let deep = format!(r#"{{"id":1,"params":{}1{}}}"#, "[".repeat(200), "]".repeat(200));
        for bytes in [
            br#"{"id":1,"text":"\ud800 like"}"#.as_slice(),
            br#"{"params":{"text":"\ud800 like"},"id":1}"#,
            br#"{"id":1,"k":1e999}"#,
            br#"{"id":1,"k":NaN}"#,
            br#"{"id":1,"k":"#,
            deep.as_bytes(),
        ] {
            let fault = Fault::of(bytes);
            assert!(fault.no_json, "{fault:?}");
            assert_eq!(fault.id, Some(RequestId::Number(1)), "{fault:?}");
        }
        for bytes in [b"garbage".as_slice(), b"", b"{", b"\xff\xfe", b"{\"id\":{},\"k\":NaN}"] {
            let fault = Fault::of(bytes);
            assert!(fault.no_json && fault.id.is_none(), "{fault:?}");
        }
    }

    #[test]
    fn what_is_json_and_no_message_is_told_by_its_field() {
        let base = json!({ "jsonrpc": "2.0", "id": 1, "method": "ping" });
        for (field, value, word) in [
            ("jsonrpc", json!("1.0"), "`jsonrpc`"),
            ("method", json!(3), "`method`"),
            ("id", json!({}), "`id`"),
            ("params", json!([]), "`params`"),
        ] {
            let mut message = base.clone();
            message[field] = value;
            let fault = Fault::of(message.to_string().as_bytes());
            assert!(!fault.no_json && fault.message.contains(word), "{fault:?}");
        }
        assert!(Fault::of(b"[]").message.contains("one by one"));
        assert!(Fault::of(b"7").message.contains("object"));
    }

    #[test]
    fn a_known_method_is_told_its_field_and_an_unknown_one_what_there_is() {
        let told = |params: Value| misshaped("tools/call", Some(&params));
        for (params, words) in [
            (json!({ "name": 3 }), "`name` must be a string"),
            (json!({ "name": "ask", "arguments": [] }), "`arguments` must be an object"),
            (json!({ "arguments": {} }), "`name` is missing"),
            (json!([]), "`params` must be an object"),
        ] {
            let error = told(params);
            assert_eq!(error.code, ErrorCode::INVALID_PARAMS);
            assert!(error.message.contains(words), "{}", error.message);
        }
        let missing = misshaped("tools/call", None);
        assert!(missing.message.contains("`params` is missing"), "{}", missing.message);
        let unknown = misshaped("tools/cal", None);
        assert_eq!(unknown.code, ErrorCode::METHOD_NOT_FOUND);
        assert!(unknown.message.contains("`tools/cal`") && unknown.message.contains("tools/call"));
    }
}
