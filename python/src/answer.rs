//! The answer to one question, handed to Python as the named tuples of `_results.py`; the rest of
//! it, of which there is little, as JSON.

use std::collections::HashMap;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString, PyTuple, PyType};
use tropewise::Catalog;
use tropewise::schema::{Adjustment, Answer as Told, Recommendation};

use crate::answer_table::{self, Answered, IdKind, Kinds, word};
use crate::json;
use crate::table::{Table, runtime};

/// The answer to one question.
#[pyclass(frozen, module = "tropewise._native")]
pub struct Answer {
    pub told: Told,
    pub names: Arc<Names>,
}

#[pymethods]
impl Answer {
    /// The results as `recommendation`s, whose `adjustments` are `adjustment`s: the named tuples of
    /// these names.
    fn results<'py>(
        &self,
        recommendation: &Bound<'py, PyType>,
        adjustment: &Bound<'py, PyType>,
    ) -> PyResult<Bound<'py, PyList>> {
        let py = recommendation.py();
        let mut words = Words {
            names: &self.names,
            kinds: Kinds::default(),
            recommendation: NamedTuple::of(recommendation)?,
            adjustment: NamedTuple::of(adjustment)?,
        };
        let list = PyList::empty(py);
        for result in &self.told.results {
            list.append(words.result(py, result)?)?;
        }
        Ok(list)
    }

    /// Codes and sentences.
    fn notes(&self) -> Vec<(String, &str)> {
        self.told.notes.iter().map(|note| (word(&note.code), note.message.as_str())).collect()
    }

    /// Exclusions, shortfall and how many qualify, as an object in JSON.
    fn rest(&self) -> PyResult<String> {
        let Told { exclusions, shortfall, qualifying, .. } = &self.told;
        json::text(&serde_json::json!({
            "exclusions": exclusions, "shortfall": shortfall, "qualifying": qualifying
        }))
    }

    /// The same as the table that a batch gives; but none of its rows stands for no result.
    fn table(&self) -> PyResult<Table> {
        let answered = [Answered { question: 0, reply: Ok(self.told.clone()) }];
        let batch = answer_table::batch(&answered, None, 0, IdKind::Text).map_err(runtime)?;
        let batch = batch.slice(0, self.told.results.len());
        Ok(Table { schema: batch.schema(), batches: vec![batch] })
    }
}

/// The ids of tropes as Python's texts, each made once: an answer has some hundreds of them.
pub struct Names(HashMap<String, Py<PyString>>);

impl Names {
    pub fn of(py: Python<'_>, catalog: &Catalog) -> Self {
        let ids = catalog.vocabulary().tropes().iter().map(|trope| &trope.id);
        Self(ids.map(|id| (id.clone(), PyString::new(py, id).unbind())).collect())
    }

    fn text<'py>(&self, py: Python<'py>, name: &str) -> Bound<'py, PyString> {
        match self.0.get(name) {
            Some(text) => text.bind(py).clone(),
            None => PyString::new(py, name),
        }
    }
}

/// A class of named tuples, made as their `_make` does it.
struct NamedTuple<'a, 'py> {
    class: &'a Bound<'py, PyType>,
    new: &'a Bound<'py, PyAny>,
}

impl<'a, 'py> NamedTuple<'a, 'py> {
    fn of(class: &'a Bound<'py, PyType>) -> PyResult<Self> {
        static NEW: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let py = class.py();
        let new = NEW.get_or_try_init(py, || {
            Ok::<_, PyErr>(py.get_type::<PyTuple>().getattr("__new__")?.unbind())
        })?;
        Ok(Self { class, new: new.bind(py) })
    }

    fn make(&self, fields: Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        self.new.call1((self.class, fields))
    }
}

/// What the results of one answer are made with.
struct Words<'a, 'py> {
    names: &'a Names,
    kinds: Kinds,
    recommendation: NamedTuple<'a, 'py>,
    adjustment: NamedTuple<'a, 'py>,
}

impl<'py> Words<'_, 'py> {
    fn result(&mut self, py: Python<'py>, r: &Recommendation) -> PyResult<Bound<'py, PyAny>> {
        let contributions = PyDict::new(py);
        for part in r.contributions.iter().flatten() {
            contributions.set_item(self.names.text(py, &part.trope), part.amount)?;
        }
        let mut adjustments = Vec::with_capacity(r.adjustments.len());
        for step in &r.adjustments {
            adjustments.push(self.step(py, step)?);
        }
        let lacks = r.lacks.iter().map(|trope| self.names.text(py, trope));
        let warnings = PyDict::new(py);
        for (warning, often) in &r.warnings {
            warnings.set_item(warning, often)?;
        }
        // In the order of the fields of `Recommendation`.
        let fields = [
            r.rank.into_pyobject(py)?.into_any(),
            PyString::new(py, &r.id).into_any(),
            PyString::new(py, &r.title).into_any(),
            r.year.into_pyobject(py)?,
            r.mdl.into_pyobject(py)?,
            r.score.into_pyobject(py)?.into_any(),
            r.base.into_pyobject(py)?.into_any(),
            contributions.into_any(),
            PyTuple::new(py, adjustments)?.into_any(),
            PyTuple::new(py, lacks)?.into_any(),
            warnings.into_any(),
            r.via.as_deref().into_pyobject(py)?,
            r.unreviewed.into_pyobject(py)?.to_owned().into_any(),
            r.nearest_seed.as_deref().into_pyobject(py)?,
        ];
        self.recommendation.make(PyTuple::new(py, fields)?)
    }

    fn step(&mut self, py: Python<'py>, step: &Adjustment) -> PyResult<Bound<'py, PyAny>> {
        let trope = step.trope.as_deref().map(|trope| self.names.text(py, trope));
        let people = PyTuple::new(py, &step.people)?;
        let kind = self.kinds.word(step.kind);
        self.adjustment.make((kind, trope, people, step.amount).into_pyobject(py)?)
    }
}
