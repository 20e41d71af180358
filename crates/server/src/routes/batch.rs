//! `POST /v1/batch`: a question a line in, an answer a line out, in their order, while they come.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{Request, Response};
use futures_util::stream::{self, Stream, StreamExt};
use http_body_util::BodyExt;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use tropewise::batch::{Batch, GROUP, Line};

use crate::body::{JSON_LINES, require_type};
use crate::compute::long;
use crate::lines::Cutter;
use crate::params::Params;
use crate::problem::Problem;
use crate::state::AppState;

/// Bytes of lines that are answered together; with [`GROUP`] it bounds the memory of a batch.
const GROUP_BYTES: usize = 1 << 18;
/// Groups of one batch that are answered at once.
const AT_ONCE: usize = 2;

/// Answers a stream of questions.
pub async fn batch(
    State(state): State<AppState>,
    request: Request<Body>,
) -> Result<Response<Body>, Problem> {
    let params = Params::read(request.uri().query(), &["k", "brief", "spoilers"])?;
    let k = params.number("k", 1, 1_000_000)?;
    let (brief, spoilers) = (params.flag("brief")?, params.flag("spoilers")?);
    require_type(request.headers(), JSON_LINES)?;
    let place = Arc::clone(&state.batches).try_acquire_owned();
    let place = place.map_err(|_| Problem::too_busy("too many batches are under way"))?;
    let mut batch = state.current().batch().brief(brief).spoilers(spoilers);
    if let Some(k) = k {
        batch = batch.k(k);
    }
    let answers = answers(state, batch, request.into_body(), place);
    let mut response = Response::new(Body::from_stream(answers));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    Ok(response)
}

/// The answers to the lines of a body.
fn answers(
    state: AppState,
    batch: Batch,
    body: Body,
    place: OwnedSemaphorePermit,
) -> impl Stream<Item = Result<Bytes, String>> {
    let reader = Reader {
        state: state.clone(),
        body,
        cutter: Some(Cutter::default()),
        cut: Vec::new(),
        _place: place,
    };
    let groups = stream::unfold(reader, |mut reader| async move {
        let group = reader.group().await?;
        Some((group, reader))
    });
    groups
        .map(move |group| {
            let (state, batch) = (state.clone(), batch.clone());
            async move { answered(&state, batch, group?).await }
        })
        .buffered(AT_ONCE)
}

async fn answered(state: &AppState, batch: Batch, group: Vec<Line>) -> Result<Bytes, String> {
    let computed = long(state, move || {
        let mut lines = String::new();
        for answer in batch.answer_lines(&group) {
            lines.push_str(&answer.json);
        }
        Bytes::from(lines)
    });
    computed.await.map_err(|problem| problem.detail)
}

/// Reads a body in groups of lines.
struct Reader {
    state: AppState,
    body: Body,
    /// None once the body has ended.
    cutter: Option<Cutter>,
    /// Lines that were cut and not yet handed out, the last one first.
    cut: Vec<Line>,
    /// Held for as long as the batch goes on.
    _place: OwnedSemaphorePermit,
}

impl Reader {
    /// The lines that are there, once there is one: at most [`GROUP`]. None at the end; an error
    /// cuts the answer off, so that whoever reads it knows that it is not whole.
    async fn group(&mut self) -> Option<Result<Vec<Line>, String>> {
        while self.cut.is_empty() {
            self.cutter.as_ref()?;
            match timeout(self.state.limits().body, self.body.frame()).await {
                Err(_) => {
                    self.cutter = None;
                    return Some(Err("nothing came for too long".to_owned()));
                }
                Ok(Some(Err(error))) => {
                    self.cutter = None;
                    return Some(Err(error.to_string()));
                }
                Ok(Some(Ok(frame))) => {
                    if let (Ok(piece), Some(cutter)) = (frame.into_data(), &mut self.cutter) {
                        self.cut = cutter.push(&piece);
                    }
                }
                Ok(None) => self.cut.extend(self.cutter.take().and_then(Cutter::finish)),
            }
            self.cut.reverse();
        }
        let (mut group, mut bytes) = (Vec::new(), 0);
        while group.len() < GROUP && bytes < GROUP_BYTES {
            let Some(line) = self.cut.pop() else { break };
            bytes += line.length;
            group.push(line);
        }
        Some(Ok(group))
    }
}
