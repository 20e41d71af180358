//! Tables in and out of Python by the Arrow C stream interface, without a copy.
#![allow(unsafe_code)]

use std::sync::Arc;

use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::answer_table::{self, IdKind};
use crate::{errors, request_table};

/// Record batches of one schema. Immutable; read by anything that speaks Arrow.
#[pyclass(frozen, module = "tropewise._native")]
pub struct Table {
    pub schema: SchemaRef,
    pub batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(arrow)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol lets a producer pass over a schema it cannot give.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }
}

fn arrow(error: arrow_schema::ArrowError) -> PyErr {
    pyo3::exceptions::PyRuntimeError::new_err(error.to_string())
}

/// What a table of answers can fail by.
pub fn runtime(error: arrow_schema::ArrowError) -> PyErr {
    let message = format!("the answer is too large for one table: {error}");
    pyo3::exceptions::PyRuntimeError::new_err(message)
}

/// All batches of an Arrow-capable table.
///
/// # Errors
/// `TableError` when the object has no Arrow stream or the stream fails.
pub fn read(py: Python<'_>, table: &Bound<'_, PyAny>) -> PyResult<(SchemaRef, Vec<RecordBatch>)> {
    if !table.hasattr("__arrow_c_stream__")? {
        let message = format!(
            "a {} is no table; give one of pandas (2.2 or later), polars, pyarrow or DuckDB, or a \
             list of JSON texts",
            table.get_type().name()?
        );
        return Err(errors::table(py, &message, &[]));
    }
    let capsule = table.call_method0("__arrow_c_stream__")?;
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
    // SAFETY: the capsule bears the name that the protocol gives to a pointer to such a stream; it
    // is moved out, which leaves a released one behind, as the protocol asks.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr().cast()) };
    let read = py.detach(move || {
        let reader = RecordBatchStreamReader::try_new(stream)?;
        let schema = reader.schema();
        request_table_batches(reader).map(|batches| (schema, batches))
    });
    read.map_err(|error| errors::table(py, &format!("the table cannot be read: {error}"), &[]))
}

fn request_table_batches(
    reader: RecordBatchStreamReader,
) -> Result<Vec<RecordBatch>, arrow_schema::ArrowError> {
    reader.collect()
}

/// Whether a table with this schema (an object with `__arrow_c_schema__`) can be asked.
#[pyfunction]
pub fn check_schema(py: Python<'_>, schema: &Bound<'_, PyAny>) -> PyResult<()> {
    let schema = import_schema(schema)?;
    request_table::check(&schema).map_err(|(message, near)| errors::table(py, &message, &near))
}

/// An empty table of answers to questions with this schema.
#[pyfunction]
pub fn answer_schema(schema: &Bound<'_, PyAny>) -> PyResult<Table> {
    let schema = import_schema(schema)?;
    let id = schema.column_with_name("id").map(|(_, field)| field.data_type());
    Ok(Table { schema: answer_table::schema(IdKind::of(id)), batches: Vec::new() })
}

fn import_schema(schema: &Bound<'_, PyAny>) -> PyResult<Schema> {
    let capsule = schema.call_method0("__arrow_c_schema__")?;
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer = capsule.pointer_checked(Some(c"arrow_schema"))?;
    // SAFETY: the capsule bears the name of a pointer to a schema, which is only read.
    let schema = unsafe { &*pointer.as_ptr().cast::<FFI_ArrowSchema>() };
    Schema::try_from(schema).map_err(arrow)
}
