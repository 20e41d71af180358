//! The numbers of the engine as NumPy sees them: by address, not by copy.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use tropewise::Opened;

/// Which numbers.
#[derive(Clone, Copy)]
pub enum Which {
    Offsets,
    Tropes,
    Values,
}

/// Numbers that NumPy reads where they lie (`numpy.asarray`), read-only. Keeps the catalogue alive.
#[pyclass(frozen, module = "tropewise._native")]
pub struct Numbers {
    pub opened: Arc<Opened>,
    pub which: Which,
}

#[pymethods]
impl Numbers {
    #[getter]
    fn __array_interface__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let read = self.opened.read(|recommender| {
            let (offsets, tropes, values) = recommender.index().parts();
            match self.which {
                Which::Offsets => (offsets.all().as_ptr() as usize, offsets.all().len(), "<u4"),
                Which::Tropes => (tropes.all().as_ptr() as usize, tropes.all().len(), "<u2"),
                Which::Values => (values.all().as_ptr() as usize, values.all().len(), "<f4"),
            }
        });
        let (address, length, kind) = read.map_err(|error| crate::errors::damaged(py, error))?;
        let interface = PyDict::new(py);
        interface.set_item("version", 3)?;
        interface.set_item("shape", (length,))?;
        interface.set_item("typestr", kind)?;
        interface.set_item("data", (address, true))?;
        Ok(interface)
    }
}
