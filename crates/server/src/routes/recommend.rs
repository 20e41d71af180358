//! `POST /v1/recommend`: a question in, an answer out.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Request, Response};

use tropewise::schema::QueryRequest;

use crate::body::{json_bytes, unreadable};
use crate::compute::{FEW, SHORT, long};
use crate::etag::{etag, tagged};
use crate::fields::field;
use crate::params::Params;
use crate::problem::Problem;
use crate::served::Served;
use crate::state::AppState;

/// Answers one question.
pub async fn recommend(
    State(state): State<AppState>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    Params::read(request.uri().query(), &[])?;
    let bytes = json_bytes(&state, request, state.limits().question).await?;
    let served = state.current();
    let tag = etag(served.digest, &[b"recommend", &bytes]);
    let answer = if bytes.len() <= SHORT && served.len()? <= FEW {
        answer(&served, &bytes)?
    } else {
        long(&state, move || answer(&served, &bytes)).await??
    };
    // HTTP compares ETags for GET alone; here it is told, so that a kept answer can be known again.
    Ok(tagged(&HeaderMap::new(), tag, "application/json", answer))
}

/// The answer as JSON.
fn answer(served: &Served, bytes: &Bytes) -> Result<Vec<u8>, Problem> {
    let request = QueryRequest::from_json(bytes).map_err(unreadable)?;
    recommended(served, &request)
}

/// The answer to a request as JSON.
pub fn recommended(served: &Served, request: &QueryRequest) -> Result<Vec<u8>, Problem> {
    served.read(|recommender| match recommender.recommend(request) {
        Ok(answer) => Ok(answer.to_json().into_bytes()),
        Err(error) => {
            let problem = Problem::from(tropewise::schema::ErrorDetail::from(&error));
            Err(match field(request, &error) {
                Some(field) => problem.of_field(field),
                None => problem,
            })
        }
    })?
}
