//! The answer to one question, handed to Python as plain tuples in the order of the fields of
//! `_results.py`; the rest of it, of which there is little, as JSON.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};
use tropewise::schema::{Adjustment, Answer as Told, Recommendation};

use crate::answer_table::{self, Answered, IdKind, Kinds};
use crate::json;
use crate::table::{Table, runtime};

/// The answer to one question.
#[pyclass(frozen, module = "tropewise._native")]
pub struct Answer {
    pub told: Told,
}

#[pymethods]
impl Answer {
    /// The results, each as the fields of `Recommendation`.
    fn results<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let list = PyList::empty(py);
        let mut kinds = Kinds::default();
        for result in &self.told.results {
            list.append(recommendation(py, result, &mut kinds)?)?;
        }
        Ok(list)
    }

    /// Notes, exclusions and shortfall as an object in JSON.
    fn rest(&self) -> PyResult<String> {
        let Told { notes, exclusions, shortfall, .. } = &self.told;
        json::text(&serde_json::json!({
            "notes": notes, "exclusions": exclusions, "shortfall": shortfall,
        }))
    }

    /// The same as the table that a batch gives.
    fn table(&self) -> PyResult<Table> {
        let answered = [Answered { question: 0, reply: Ok(self.told.clone()) }];
        let batch = answer_table::batch(&answered, None, 0, IdKind::Text).map_err(runtime)?;
        Ok(Table { schema: batch.schema(), batches: vec![batch] })
    }
}

fn recommendation<'py>(
    py: Python<'py>,
    r: &Recommendation,
    kinds: &mut Kinds,
) -> PyResult<Bound<'py, PyTuple>> {
    let contributions = PyDict::new(py);
    for part in r.contributions.iter().flatten() {
        contributions.set_item(&part.trope, part.amount)?;
    }
    let mut adjustments = Vec::with_capacity(r.adjustments.len());
    for step in &r.adjustments {
        adjustments.push(adjustment(py, step, kinds)?);
    }
    let identity = (r.rank, &r.id, &r.title, r.year, r.mdl).into_pyobject(py)?;
    let sum = (r.score, r.base, contributions, PyTuple::new(py, adjustments)?);
    let other = (PyTuple::new(py, &r.lacks)?, &r.via, r.unreviewed, &r.nearest_seed);
    identity
        .add(sum.into_pyobject(py)?)?
        .add(other.into_pyobject(py)?)?
        .cast_into()
        .map_err(Into::into)
}

fn adjustment<'py>(
    py: Python<'py>,
    step: &Adjustment,
    kinds: &mut Kinds,
) -> PyResult<Bound<'py, PyTuple>> {
    let people = PyTuple::new(py, &step.people)?;
    (kinds.word(step.kind), &step.trope, people, step.amount).into_pyobject(py)
}
