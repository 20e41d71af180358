//! `POST /v1/ask`: a wish in words in, the request that it means out.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response};

use tropewise::schema::WishRequest;

use crate::body::{json_bytes, parse};
use crate::compute::long;
use crate::params::Params;
use crate::problem::Problem;
use crate::routes::plain_json;
use crate::served::json;
use crate::state::AppState;

/// Understands a wish.
pub async fn ask(
    State(state): State<AppState>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    Params::read(request.uri().query(), &[])?;
    let bytes = json_bytes(&state, request, state.limits().question).await?;
    let wish: WishRequest = parse(&bytes)?;
    let served = state.current();
    let understood =
        long(&state, move || served.understand(|asker| json(&asker.understand(&wish.text))));
    Ok(plain_json(understood.await??))
}
