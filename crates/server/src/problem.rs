//! Why a request is not answered, as RFC 9457 has it.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use schemars::JsonSchema;
use serde::Serialize;

use tropewise::schema::{ErrorCode, ErrorDetail};

/// Why a request is not answered: the body of every answer with a status of 400 or more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Problem {
    /// Always `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// The status of the answer.
    #[schemars(range(min = 400, max = 599))]
    pub status: u16,
    /// What is wrong, for programs.
    pub code: ProblemCode,
    /// One sentence for people, with the next step.
    pub detail: String,
    /// The field, parameter or header that is wrong, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Names that may have been meant, best first.
    pub near: Vec<String>,
}

/// What is wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ProblemCode {
    /// With the question.
    Question(ErrorCode),
    /// With the request that brings it.
    Http(HttpCode),
}

/// What is wrong with a request beside its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HttpCode {
    /// There is nothing under this path.
    NotFound,
    /// The path takes other methods.
    MethodNotAllowed,
    /// A parameter is unknown, given twice, or has a value that does not fit.
    InvalidParameter,
    /// The body is not of the type that the path takes.
    UnsupportedMediaType,
    /// Whoever asks takes no answer of the type that the path gives.
    NotAcceptable,
    /// The body is larger than is read.
    BodyTooLarge,
    /// The body could not be read to its end.
    BodyUnread,
    /// The body took too long.
    Timeout,
    /// The Host header names another server.
    WrongHost,
    /// The Origin header names a website that may not ask.
    ForeignOrigin,
    /// Too much is under way; ask again.
    TooBusy,
    /// The catalogue is too large for this.
    TooManyDramas,
    /// A mistake of the server's own.
    Internal,
}

impl Problem {
    /// A problem of the request itself.
    #[must_use]
    pub fn http(status: StatusCode, code: HttpCode, detail: impl Into<String>) -> Self {
        Self::new(status, ProblemCode::Http(code), detail.into())
    }

    fn new(status: StatusCode, code: ProblemCode, detail: String) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code,
            detail,
            field: None,
            near: Vec::new(),
        }
    }

    /// A parameter that does not fit.
    #[must_use]
    pub fn parameter(name: &str, detail: impl Into<String>) -> Self {
        Self::http(StatusCode::BAD_REQUEST, HttpCode::InvalidParameter, detail).of_field(name)
    }

    /// Too much is under way.
    #[must_use]
    pub fn too_busy(what: &str) -> Self {
        let detail = format!("{what}; ask again in a moment");
        Self::http(StatusCode::SERVICE_UNAVAILABLE, HttpCode::TooBusy, detail)
    }

    /// A mistake of the server's own. What happened is for the log.
    #[must_use]
    pub fn internal() -> Self {
        let detail = "the server made a mistake with this request; others are not affected";
        Self::http(StatusCode::INTERNAL_SERVER_ERROR, HttpCode::Internal, detail)
    }

    /// The same problem of a field, a parameter or a header.
    #[must_use]
    pub fn of_field(mut self, name: impl Into<String>) -> Self {
        self.field = Some(name.into());
        self
    }
}

impl From<ErrorDetail> for Problem {
    fn from(error: ErrorDetail) -> Self {
        let mut problem =
            Self::new(status(error.code), ProblemCode::Question(error.code), error.message);
        problem.near = error.near;
        problem
    }
}

/// 400 for what cannot be read as a question, 404 for what the catalogue does not have, 422 for
/// what can be read and not be answered.
fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::MalformedJson
        | ErrorCode::InvalidRequest
        | ErrorCode::InvalidUtf8
        | ErrorCode::LineTooLong
        | ErrorCode::UnknownVersion
        | ErrorCode::OutOfRange => StatusCode::BAD_REQUEST,
        ErrorCode::UnknownTitle
        | ErrorCode::UnknownTrope
        | ErrorCode::UnknownService
        | ErrorCode::UnknownPerson => StatusCode::NOT_FOUND,
        ErrorCode::TextTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::DamagedCatalogue => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response<Body> {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.status == StatusCode::SERVICE_UNAVAILABLE.as_u16() {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_bears_its_code_and_near_names() {
        let error = ErrorDetail::new(ErrorCode::UnknownTrope, "unknown trope `debts`")
            .with_near(&["debt".to_owned()]);
        let problem = Problem::from(error).of_field("want");
        let written = serde_json::to_value(&problem).unwrap();
        assert_eq!(written["status"], 404);
        assert_eq!(written["code"], "unknown-trope");
        assert_eq!(written["title"], "Not Found");
        assert_eq!(written["field"], "want");
        assert_eq!(written["near"][0], "debt");
        let busy = serde_json::to_value(Problem::too_busy("all")).unwrap();
        assert_eq!(busy["code"], "too-busy");
    }
}
