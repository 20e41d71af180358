//! `GET /v1/dramas...` and `/v1/compare`: titles while they are typed, one drama, what is like it,
//! two dramas.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, Uri};

use tropewise::QueryError;
use tropewise::Recommender;
use tropewise::catalog::{Catalog, DramaIdx, TitleError, cut};
use tropewise::lookup;
use tropewise::schema::{DEFAULT_K, ErrorDetail, QueryRequest};

use crate::compute::long;
use crate::etag::{etag, tagged};
use crate::params::Params;
use crate::problem::Problem;
use crate::routes::Name;
use crate::routes::recommend::recommended;
use crate::served::{Served, json};
use crate::state::AppState;

/// How many titles are suggested unless it is said.
const SUGGESTED: usize = 8;
/// The most that can be asked for.
const MOST: usize = 100;
/// Characters up to which near titles are looked for: no title is longer.
const LONGEST_TITLE: usize = 200;

/// Titles that begin as typed.
pub async fn suggest(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response<Body>, Problem> {
    let params = Params::read(uri.query(), &["q", "k"])?;
    let k = params.number("k", 1, MOST)?.unwrap_or(SUGGESTED);
    let typed: String = params.text("q").unwrap_or_default().chars().take(LONGEST_TITLE).collect();
    let served = state.current();
    let found = served.read(|r| {
        let typeahead = served.assistants.typeahead(r.catalog());
        json(&lookup::suggest(r.catalog(), typeahead, &typed, k))
    })?;
    Ok(tagged(&headers, uri_tag(&served, &uri), "application/json", found))
}

/// One drama in full.
pub async fn drama(
    State(state): State<AppState>,
    Name(name): Name,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response<Body>, Problem> {
    let spoilers = Params::read(uri.query(), &["spoilers"])?.flag("spoilers")?;
    let served = state.current();
    let tag = uri_tag(&served, &uri);
    let found = about(&state, served, &name, "id", move |r, idx| {
        Ok(json(&lookup::drama(r.catalog(), idx, spoilers)))
    });
    Ok(tagged(&headers, tag, "application/json", found.await?))
}

/// What is like one drama: an answer to a question that likes it.
pub async fn similar(
    State(state): State<AppState>,
    Name(name): Name,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response<Body>, Problem> {
    let params = Params::read(uri.query(), &["k", "spoilers"])?;
    let k = params.number("k", 1, MOST)?.unwrap_or(DEFAULT_K);
    let spoilers = params.flag("spoilers")?;
    let served = state.current();
    let tag = uri_tag(&served, &uri);
    let like = known_id(&served, &name, "id");
    let like = match like? {
        Ok(id) => id,
        Err(name) => return Err(unknown(&state, served, name, "id").await),
    };
    let request = QueryRequest { spoilers, ..QueryRequest::like(like).k(k) };
    let found = long(&state, move || recommended(&served, &request)).await??;
    Ok(tagged(&headers, tag, "application/json", found))
}

/// Two dramas side by side.
pub async fn compare(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response<Body>, Problem> {
    let params = Params::read(uri.query(), &["a", "b", "spoilers"])?;
    let names = [params.required("a")?.to_owned(), params.required("b")?.to_owned()];
    let spoilers = params.flag("spoilers")?;
    let served = state.current();
    let mut found = Vec::with_capacity(2);
    for (name, field) in names.into_iter().zip(["a", "b"]) {
        match served.read(|r| named(r.catalog(), &name, field))?? {
            Some(idx) => found.push(idx),
            None => return Err(unknown(&state, served, name, field).await),
        }
    }
    let compared = served.read(|r| json(&r.compare(found[0], found[1], spoilers)))?;
    Ok(tagged(&headers, uri_tag(&served, &uri), "application/json", compared))
}

fn uri_tag(served: &Served, uri: &Uri) -> axum::http::HeaderValue {
    etag(served.digest, &[uri.path().as_bytes(), uri.query().unwrap_or_default().as_bytes()])
}

/// What is told of the drama that a name means.
async fn about(
    state: &AppState,
    served: std::sync::Arc<Served>,
    name: &str,
    field: &str,
    tell: impl FnOnce(&Recommender, DramaIdx) -> Result<Vec<u8>, Problem>,
) -> Result<Vec<u8>, Problem> {
    let told = served.read(|r| match named(r.catalog(), name, field)? {
        Some(idx) => tell(r, idx).map(Some),
        None => Ok(None),
    })??;
    match told {
        Some(told) => Ok(told),
        None => Err(unknown(state, served, name.to_owned(), field).await),
    }
}

/// The drama that an id or title means as it is spelled.
fn named(catalog: &Catalog, name: &str, field: &str) -> Result<Option<DramaIdx>, Problem> {
    catalog.named(name).map_err(|error| problem(error, field))
}

/// The id of the drama that a name means; the name itself when it means none.
fn known_id(served: &Served, name: &str, field: &str) -> Result<Result<String, String>, Problem> {
    served.read(|r| {
        let found = named(r.catalog(), name, field)?;
        Ok(found.map(|idx| r.catalog().drama(idx).id.clone()).ok_or_else(|| name.to_owned()))
    })?
}

/// That a title is unknown, with near ones.
async fn unknown(
    state: &AppState,
    served: std::sync::Arc<Served>,
    name: String,
    field: &str,
) -> Problem {
    let short = name.chars().count() <= LONGEST_TITLE;
    let looked = long(state, move || {
        served.read(|r| match short {
            true => r.catalog().unknown(&name),
            false => TitleError::Unknown { name: cut(&name), near: Vec::new() },
        })
    });
    match looked.await {
        Ok(Ok(error)) => problem(error, field),
        Ok(Err(problem)) | Err(problem) => problem,
    }
}

fn problem(error: TitleError, field: &str) -> Problem {
    Problem::from(ErrorDetail::from(QueryError::from(error))).of_field(field)
}
