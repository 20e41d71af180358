//! `POST /v1/encode`: a text in, its dramas and their tropes out.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response, StatusCode};

use tropewise::encode::Options;
use tropewise::schema::{ErrorCode, ErrorDetail, TextRequest};
use tropewise_mcp::encoder;

use crate::body::{json_bytes, parse};
use crate::compute::long;
use crate::params::Params;
use crate::problem::Problem;
use crate::routes::plain_json;
use crate::served::json;
use crate::state::AppState;

/// Reads a text.
pub async fn encode(
    State(state): State<AppState>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    Params::read(request.uri().query(), &[])?;
    let bytes = json_bytes(&state, request, state.limits().text).await?;
    let text: TextRequest = parse(&bytes)?;
    drop(bytes);
    let options = options(&text)?;
    let served = state.current();
    let encoded = long(&state, move || {
        served.read(|recommender| {
            let encoding = encoder().encode(text.text.as_bytes(), recommender, &options);
            encoding.map(|encoding| json(&encoding)).map_err(|error| {
                let problem = Problem::from(ErrorDetail::from(&error));
                problem.of_field("text")
            })
        })
    });
    Ok(plain_json(encoded.await???))
}

fn options(text: &TextRequest) -> Result<Options, Problem> {
    let usual = Options::default();
    let k = text.k.unwrap_or(usual.k);
    if !(1..=100).contains(&k) {
        return Err(out_of_range("k", "k must be a whole number from 1 to 100"));
    }
    let min_confidence = text.min_confidence.unwrap_or(usual.min_confidence);
    if !(0.0..=1.0).contains(&min_confidence) {
        return Err(out_of_range("min_confidence", "min_confidence must be from 0 to 1"));
    }
    Ok(Options { markup: text.markup, k, min_confidence, spoilers: text.spoilers })
}

fn out_of_range(field: &str, message: &str) -> Problem {
    let problem = Problem::from(ErrorDetail::new(ErrorCode::OutOfRange, message)).of_field(field);
    debug_assert_eq!(problem.status, StatusCode::BAD_REQUEST.as_u16());
    problem
}
