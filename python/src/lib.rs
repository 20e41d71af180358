//! The native module of the Python package `tropewise`: requests and answers as Arrow tables and
//! JSON, over the engine. What users see is in `tropewise/*.py`, which wraps it.

use pyo3::prelude::*;

mod answer;
mod answer_table;
mod catalogue_table;
mod cell;
mod errors;
mod json;
mod measure;
mod pool;
mod recommender;
mod request_table;
mod table;
mod vectors;

#[pymodule]
mod _native {
    #[pymodule_export]
    use super::answer::Answer;
    #[pymodule_export]
    use super::recommender::Engine;
    #[pymodule_export]
    use super::table::Table;
    #[pymodule_export]
    use super::table::answer_schema;
    #[pymodule_export]
    use super::table::check_schema;
    #[pymodule_export]
    use super::vectors::Numbers;
    #[pymodule_export]
    const SCHEMA_VERSION: u32 = tropewise::schema::SCHEMA_VERSION;
}
