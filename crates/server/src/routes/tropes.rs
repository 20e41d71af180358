//! `GET /v1/tropes...` and `/v1/map`: the vocabulary, one trope, the map.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode, Uri};

use tropewise::QueryError;
use tropewise::lookup;
use tropewise::schema::ErrorDetail;

use crate::compute::long;
use crate::etag::{etag, tagged};
use crate::params::Params;
use crate::problem::{HttpCode, Problem};
use crate::routes::Name;
use crate::served::{MOST_ON_MAP, json};
use crate::state::AppState;

/// Characters of a word that is searched for.
const LONGEST_WORD: usize = 200;

/// The vocabulary, or the tropes that a word is about.
pub async fn tropes(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response<Body>, Problem> {
    let params = Params::read(uri.query(), &["q"])?;
    let word: String = params.text("q").unwrap_or_default().chars().take(LONGEST_WORD).collect();
    let served = state.current();
    let tag = etag(served.digest, &[b"tropes", word.as_bytes()]);
    let told = long(&state, move || -> Result<Bytes, Problem> {
        if word.trim().is_empty() {
            return Ok(Bytes::from_owner(served.vocabulary()?));
        }
        served.read(|r| {
            let found = served.assistants.trope_search(r.catalog()).search(&word);
            Bytes::from(json(&lookup::vocabulary(r.catalog(), &found)))
        })
    });
    Ok(tagged(&headers, tag, "application/json", told.await??))
}

/// One trope in full.
pub async fn trope(
    State(state): State<AppState>,
    Name(name): Name,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response<Body>, Problem> {
    let spoilers = Params::read(uri.query(), &["spoilers"])?.flag("spoilers")?;
    let served = state.current();
    let tag = etag(served.digest, &[b"trope", name.as_bytes(), &[u8::from(spoilers)]]);
    let told = long(&state, move || {
        served.read(|r| {
            let vocabulary = r.catalog().vocabulary();
            match vocabulary.find(&name) {
                Some(idx) => Ok(json(&lookup::trope(r.catalog(), idx, spoilers))),
                None => {
                    let short = name.chars().count() <= LONGEST_WORD;
                    let near = if short { vocabulary.near(&name) } else { Vec::new() };
                    let name = name.chars().take(LONGEST_WORD).collect();
                    let error = QueryError::UnknownTrope { name, near };
                    Err(Problem::from(ErrorDetail::from(error)).of_field("id"))
                }
            }
        })
    });
    Ok(tagged(&headers, tag, "application/json", told.await???))
}

/// The map.
pub async fn map(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response<Body>, Problem> {
    Params::read(uri.query(), &[])?;
    let served = state.current();
    let dramas = served.len()?;
    if dramas > MOST_ON_MAP {
        let detail =
            format!("{dramas} dramas are too many for a map; up to {MOST_ON_MAP} are drawn");
        return Err(Problem::http(
            StatusCode::UNPROCESSABLE_ENTITY,
            HttpCode::TooManyDramas,
            detail,
        ));
    }
    let tag = etag(served.digest, &[b"map"]);
    let drawn = long(&state, move || served.map()).await??;
    Ok(tagged(&headers, tag, "application/json", Bytes::from_owner(drawn)))
}
