//! The engine over one catalogue, as the package's `Recommender` uses it.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use arrow_array::RecordBatch;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use tropewise::ask::Asker;
use tropewise::batch::GROUP;
use tropewise::encode::Options;
use tropewise::schema::{ErrorDetail, QueryRequest};
use tropewise::{Encoder, Opened, Recommender, Source};

use crate::answer::{Answer, Names};
use crate::answer_table::{self, Answered, IdKind};
use crate::measure::{Pairs, measured};
use crate::table::{Table, read, runtime};
use crate::vectors::{Numbers, Which};
use crate::{catalogue_table, errors, json, pool, request_table};

/// A catalogue that can be asked. Immutable and safe to share between threads.
#[pyclass(frozen, module = "tropewise._native")]
pub struct Engine {
    opened: Arc<Opened>,
    /// Gathered by the first answer.
    names: PyOnceLock<Arc<Names>>,
}

/// What every question of a table takes where it does not say otherwise.
#[derive(Clone, Copy)]
struct Usual {
    k: Option<usize>,
    brief: bool,
    spoilers: bool,
}

#[pymethods]
impl Engine {
    #[new]
    #[pyo3(signature = (catalogue=None, overlay=None, mapped=false, new_tropes=false))]
    fn new(
        py: Python<'_>,
        catalogue: Option<PathBuf>,
        overlay: Option<PathBuf>,
        mapped: bool,
        new_tropes: bool,
    ) -> PyResult<Self> {
        let shipped = tropewise_dramas::source();
        let source = match catalogue {
            None => shipped,
            Some(path) => {
                let source = Source::path(path).with_defaults(shipped);
                let source = if mapped { source } else { source.in_memory() };
                if new_tropes { source.with_new_tropes() } else { source }
            }
        };
        let opened = py.detach(|| {
            let opened = tropewise::open(&source, overlay.as_deref());
            // Made ready now, so that no question pays for it.
            if let Ok(opened) = &opened {
                let _ = opened.read(|_| ());
            }
            opened
        });
        let opened = opened.map_err(|error| errors::open(py, &error))?;
        Ok(Self { opened: Arc::new(opened), names: PyOnceLock::new() })
    }

    /// Answers one request in JSON.
    fn recommend(&self, py: Python<'_>, request: &str) -> PyResult<Answer> {
        let request =
            request_table::json_request(request).map_err(|detail| errors::query(py, &detail))?;
        match py.detach(|| self.opened.recommend(&request)) {
            Ok(told) => Ok(Answer { told, names: self.names(py)? }),
            Err(error) => Err(errors::query(py, &ErrorDetail::from(error))),
        }
    }

    /// Seconds that the engine alone takes for a request: what a question costs beside them, Python
    /// costs.
    fn seconds(&self, py: Python<'_>, request: &str) -> PyResult<f64> {
        let request =
            request_table::json_request(request).map_err(|detail| errors::query(py, &detail))?;
        let begun = Instant::now();
        let answer = self.opened.recommend(&request);
        drop(std::hint::black_box(answer));
        Ok(begun.elapsed().as_secs_f64())
    }

    /// Answers every row of a table.
    #[pyo3(signature = (table, k, brief, spoilers, threads))]
    fn recommend_table(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        k: Option<usize>,
        brief: bool,
        spoilers: bool,
        threads: usize,
    ) -> PyResult<Table> {
        let (schema, batches) = read(py, table)?;
        request_table::check(&schema)
            .map_err(|(message, near)| errors::table(py, &message, &near))?;
        let id = schema.column_with_name("id").map(|(_, field)| field.data_type());
        let id = IdKind::of(id);
        // Groups of rows that are answered together, each with the place of its first.
        let mut groups = Vec::new();
        let mut first = 0;
        for batch in &batches {
            for start in (0..batch.num_rows()).step_by(GROUP) {
                let length = GROUP.min(batch.num_rows() - start);
                groups.push((first + start, batch.slice(start, length)));
            }
            first += batch.num_rows();
        }
        let usual = Usual { k, brief, spoilers };
        let answered = pool::in_order(py, groups.len(), threads, |at| {
            let (first, batch) = &groups[at];
            let rows = (0..batch.num_rows()).map(|row| request_table::request(batch, row));
            self.rows(
                *first,
                rows.collect(),
                batch.column_by_name("id").map(AsRef::as_ref),
                id,
                usual,
            )
        })?;
        let batches: Result<Vec<RecordBatch>, _> = answered.into_iter().collect();
        Ok(Table { schema: answer_table::schema(id), batches: batches.map_err(runtime)? })
    }

    /// Answers requests in JSON texts.
    fn recommend_lines(
        &self,
        py: Python<'_>,
        lines: Vec<String>,
        k: Option<usize>,
        brief: bool,
        spoilers: bool,
        threads: usize,
    ) -> PyResult<Table> {
        let groups: Vec<&[String]> = lines.chunks(GROUP).collect();
        let usual = Usual { k, brief, spoilers };
        let answered = pool::in_order(py, groups.len(), threads, |at| {
            let requests = groups[at].iter().map(|line| request_table::json_request(line));
            self.rows(at * GROUP, requests.collect(), None, IdKind::Text, usual)
        })?;
        let batches: Result<Vec<RecordBatch>, _> = answered.into_iter().collect();
        let schema = answer_table::schema(IdKind::Text);
        Ok(Table { schema, batches: batches.map_err(runtime)? })
    }

    /// Reads a text: an encoding in JSON.
    fn encode(
        &self,
        py: Python<'_>,
        text: &[u8],
        k: usize,
        min_confidence: f32,
        spoilers: bool,
    ) -> PyResult<String> {
        let options = Options { k, min_confidence, spoilers, ..Options::default() };
        let read = py.detach(|| {
            self.opened.read(|recommender| encoder().encode(text, recommender, &options))
        });
        let encoding = read.map_err(|error| errors::damaged(py, error))?;
        json::text(&encoding.map_err(|error| errors::encode(py, &error))?)
    }

    /// Understands a wish: an understanding in JSON.
    fn understand(&self, py: Python<'_>, wish: &str) -> PyResult<String> {
        let read = py.detach(|| {
            let understand = |catalog: &_| Asker::new(catalog, Some(encoder())).understand(wish);
            self.opened.read_catalog(understand)
        });
        json::text(&read.map_err(|error| errors::damaged(py, error))?)
    }

    fn dramas(&self, py: Python<'_>) -> PyResult<Table> {
        let read = py.detach(|| self.opened.read_catalog(catalogue_table::dramas));
        read.map_err(|error| errors::damaged(py, error))?.map_err(runtime)
    }

    fn tropes(&self, py: Python<'_>) -> PyResult<Table> {
        let read = py.detach(|| self.opened.read(catalogue_table::tropes));
        read.map_err(|error| errors::damaged(py, error))?.map_err(runtime)
    }

    /// Values, columns and row starts, and the shape of the whole.
    fn vectors(&self, py: Python<'_>) -> PyResult<(Numbers, Numbers, Numbers, (usize, usize))> {
        let shape = self
            .read(py, |recommender| (recommender.index().len(), recommender.index().n_tropes()))?;
        let numbers = |which| Numbers { opened: Arc::clone(&self.opened), which };
        Ok((numbers(Which::Values), numbers(Which::Tropes), numbers(Which::Offsets), shape))
    }

    /// The map: x and y of every drama, one after the other.
    fn map(&self, py: Python<'_>) -> PyResult<Vec<(f32, f32)>> {
        let points = py.detach(|| {
            self.opened
                .read(|recommender| tropewise::survey::project(recommender.index(), |_, _| {}))
        });
        let points = points.map_err(|error| errors::damaged(py, error))?;
        Ok(points.outer_iter().map(|point| (point[0], point[1])).collect())
    }

    /// Measures a run: means with intervals in JSON, and how many names were passed over.
    fn evaluate(
        &self,
        py: Python<'_>,
        run: Pairs,
        judgements: Pairs,
        pool: Option<Vec<String>>,
    ) -> PyResult<(String, usize)> {
        let measured =
            self.read(py, |recommender| measured(recommender, &run, &judgements, pool.as_deref()))?;
        let (measured, passed_over) = measured.map_err(PyValueError::new_err)?;
        Ok((json::text(&measured)?, passed_over))
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        let read = self.opened.read_catalog(tropewise::Catalog::len);
        read.map_err(|error| errors::damaged(py, error))
    }
}

impl Engine {
    fn names(&self, py: Python<'_>) -> PyResult<Arc<Names>> {
        let gather = || self.opened.read_catalog(|catalog| Arc::new(Names::of(py, catalog)));
        let names = self.names.get_or_try_init(py, gather);
        names.cloned().map_err(|error| errors::damaged(py, error))
    }

    fn read<T: Send>(
        &self,
        py: Python<'_>,
        compute: impl FnOnce(&Recommender) -> T + Send,
    ) -> PyResult<T> {
        let read = py.detach(|| self.opened.read(compute));
        read.map_err(|error| errors::damaged(py, error))
    }

    /// Answers the requests of some rows together.
    fn rows(
        &self,
        first: usize,
        read: Vec<Result<QueryRequest, ErrorDetail>>,
        ids: Option<&dyn arrow_array::Array>,
        id: IdKind,
        usual: Usual,
    ) -> Result<RecordBatch, arrow_schema::ArrowError> {
        let mut requests = Vec::with_capacity(read.len());
        let mut wrong = Vec::with_capacity(read.len());
        for request in read {
            match request {
                Ok(mut request) => {
                    request.k = request.k.or(usual.k);
                    request.spoilers |= usual.spoilers;
                    requests.push(request);
                    wrong.push(None);
                }
                Err(detail) => wrong.push(Some(detail)),
            }
        }
        let mut replies = self.opened.recommend_each(&requests).into_iter();
        let mut answered = Vec::with_capacity(wrong.len());
        for (at, wrong) in wrong.into_iter().enumerate() {
            let reply = match (wrong, usual.brief) {
                (Some(detail), _) => Err(detail),
                (None, brief) => match replies.next() {
                    Some(Ok(answer)) if brief => Ok(answer.brief()),
                    Some(Ok(answer)) => Ok(answer),
                    Some(Err(error)) => Err(ErrorDetail::from(error)),
                    // Never: there is one reply for each request.
                    None => break,
                },
            };
            answered.push(Answered { question: (first + at) as i64, reply });
        }
        answer_table::batch(&answered, ids, first as i64, id)
    }
}

/// The shipped encoder, opened when it is first needed.
fn encoder() -> &'static Encoder {
    static ENCODER: OnceLock<Encoder> = OnceLock::new();
    ENCODER.get_or_init(tropewise_dramas::encoder)
}
