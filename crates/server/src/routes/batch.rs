//! `POST /v1/batch`: a question a line in, an answer a line out, in their order, while they come.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{Request, Response};
use futures_util::stream::{self, Stream, StreamExt};
use http_body_util::BodyExt;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use tropewise::batch::{Batch, GROUP, Line};
use tropewise::schema::DEFAULT_K;

use crate::body::{JSON_LINES, require_type};
use crate::compute::long;
use crate::lines::Cutter;
use crate::params::Params;
use crate::problem::Problem;
use crate::state::AppState;

/// Bytes of lines that are answered together.
const GROUP_BYTES: usize = 1 << 18;
/// Bytes that the answers to them should have, by how many results they ask for and by how long the
/// answers so far are; one answer alone may have more.
const ANSWER_BYTES: usize = 1 << 19;
/// Bytes that a result has at most, as a rule.
const RESULT_BYTES: usize = 2 << 10;
/// Lines that are answered together until it is known how long their answers are.
const FIRST: usize = 16;
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
    let most = state.current().len()?;
    let results = Results { otherwise: k.unwrap_or(DEFAULT_K), most };
    let answers = answers(state, batch, results, request.into_body(), place);
    let mut response = Response::new(Body::from_stream(answers));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    Ok(response)
}

/// The answers to the lines of a body.
fn answers(
    state: AppState,
    batch: Batch,
    results: Results,
    body: Body,
    place: OwnedSemaphorePermit,
) -> impl Stream<Item = Result<Bytes, String>> {
    let at_once = Arc::new(AtomicUsize::new(FIRST));
    let reader = Reader {
        state: state.clone(),
        body,
        cutter: Some(Cutter::default()),
        cut: Vec::new(),
        at_once: Arc::clone(&at_once),
        results,
        _place: place,
    };
    let groups = stream::unfold(reader, |mut reader| async move {
        let group = reader.group().await?;
        Some((group, reader))
    });
    groups
        .map(move |group| {
            let (state, batch, at_once) = (state.clone(), batch.clone(), Arc::clone(&at_once));
            async move {
                let group = group?;
                let lines = group.len();
                let answers = answered(&state, batch, group).await?;
                let each = answers.len() / lines.max(1) + 1;
                at_once.store((ANSWER_BYTES / each).clamp(1, GROUP), Relaxed);
                Ok(answers)
            }
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
    /// How many lines are answered together, as the length of the answers so far has it.
    at_once: Arc<AtomicUsize>,
    results: Results,
    /// Held for as long as the batch goes on.
    _place: OwnedSemaphorePermit,
}

impl Reader {
    /// The lines that are there, once there is one: at most `at_once`. None at the end; an error
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
        let (mut group, mut bytes, mut answers) = (Vec::new(), 0, 0);
        while group.len() < self.at_once.load(Relaxed)
            && bytes < GROUP_BYTES
            && answers < ANSWER_BYTES
        {
            let Some(line) = self.cut.pop() else { break };
            bytes += line.length;
            answers += self.results.of(&line) * RESULT_BYTES;
            // A line that asks for much begins a group of its own.
            if !group.is_empty() && answers > 2 * ANSWER_BYTES {
                self.cut.push(line);
                break;
            }
            group.push(line);
        }
        Some(Ok(group))
    }
}

/// How many results a line may bring.
#[derive(Debug, Clone, Copy)]
struct Results {
    /// Of a line that does not say.
    otherwise: usize,
    /// Dramas of the catalogue.
    most: usize,
}

impl Results {
    /// As the line asks; what is wrong with it is told by its answer.
    fn of(self, line: &Line) -> usize {
        #[derive(serde::Deserialize)]
        struct Asked {
            k: Option<u64>,
        }
        let asked = line.bytes.as_deref().and_then(|bytes| serde_json::from_slice(bytes).ok());
        let k = asked.and_then(|Asked { k }| k);
        k.map_or(self.otherwise, |k| usize::try_from(k).unwrap_or(usize::MAX)).min(self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_brings_as_many_results_as_it_asks_for_and_there_are() {
        let results = Results { otherwise: 10, most: 1000 };
        let of = |text: &str| {
            results.of(&Line { number: 1, bytes: Some(text.into()), length: text.len() })
        };
        assert_eq!(of(r#"{"id":"a","like":["Signal"]}"#), 10);
        assert_eq!(of(r#"{"id":"a","k":200,"want":{"healing":1}}"#), 200);
        assert_eq!(of(r#"{"k":18446744073709551615}"#), 1000);
        assert_eq!((of("not json"), of(r#"{"k":-1}"#)), (10, 10));
    }
}
