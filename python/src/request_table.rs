//! Requests from the rows of an Arrow table.

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema};
use serde::Deserialize;
use serde::de::value::{Error, MapAccessDeserializer};
use tropewise::batch::from_json;
use tropewise::schema::{ErrorCode, ErrorDetail, QueryRequest, SCHEMA_VERSION};

use crate::cell::{Cell, Pairs, Value, filled, whole};

/// What the cells of a column may be; what is right for the type but not for the request is found
/// row by row.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Id,
    Text,
    Day,
    Texts,
    Groups,
    Weights,
    WeightsOrTexts,
    WordOrWeights,
    Number,
    Flag,
    Facts,
}

/// The columns a table of requests may have: the fields of a request.
const COLUMNS: [(&str, Kind); 28] = [
    ("id", Kind::Id),
    ("version", Kind::Number),
    ("like", Kind::Texts),
    ("unlike", Kind::Texts),
    ("want", Kind::Weights),
    ("avoid", Kind::WeightsOrTexts),
    ("more", Kind::Texts),
    ("less", Kind::Texts),
    ("any", Kind::Groups),
    ("require", Kind::WeightsOrTexts),
    ("exclude", Kind::Texts),
    ("as_of", Kind::Day),
    ("seen", Kind::Texts),
    ("only", Kind::Texts),
    ("filter", Kind::Facts),
    ("diversity", Kind::Number),
    ("priors", Kind::WordOrWeights),
    ("popularity", Kind::Number),
    ("era", Kind::Number),
    ("people", Kind::Number),
    ("acclaim", Kind::Number),
    ("little_known", Kind::Flag),
    ("wish_share", Kind::Number),
    ("pooling", Kind::Text),
    ("veto_threshold", Kind::Number),
    ("spoilers", Kind::Flag),
    ("count", Kind::Flag),
    ("k", Kind::Number),
];

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Id => "texts or whole numbers",
            Self::Text => "texts",
            Self::Day => "texts or days",
            Self::Texts => "lists of texts",
            Self::Groups => "lists of lists of texts",
            Self::Weights => "maps or structs of names and weights",
            Self::WeightsOrTexts => "lists of texts, or maps or structs of names and weights",
            Self::WordOrWeights => "texts, or maps or structs of names and weights",
            Self::Number => "numbers",
            Self::Flag => "true or false",
            Self::Facts => "structs",
        }
    }

    fn takes(self, kind: &DataType) -> bool {
        let kind = match kind {
            DataType::Dictionary(_, values) => values.as_ref(),
            kind => kind,
        };
        let texts =
            |kind: &DataType| item(kind).is_some_and(|item| is_text(item) || item.is_null());
        let pairs = |kind: &DataType| matches!(kind, DataType::Map(_, _) | DataType::Struct(_));
        if kind.is_null() {
            return true;
        }
        match self {
            Self::Id => is_text(kind) || kind.is_numeric(),
            Self::Text => is_text(kind),
            // An instant with a zone has no day of its own.
            Self::Day => {
                is_text(kind) || matches!(kind, DataType::Date32 | DataType::Timestamp(_, None))
            }
            Self::Texts => is_text(kind) || texts(kind),
            Self::Groups => item(kind).is_some_and(|kind| texts(kind) || kind.is_null()),
            Self::Weights => pairs(kind),
            Self::WeightsOrTexts => is_text(kind) || texts(kind) || pairs(kind),
            Self::WordOrWeights => is_text(kind) || pairs(kind),
            Self::Number => kind.is_numeric(),
            Self::Flag => *kind == DataType::Boolean,
            Self::Facts => matches!(kind, DataType::Struct(_)),
        }
    }
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_text(values),
        kind => matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View),
    }
}

fn item(kind: &DataType) -> Option<&DataType> {
    match kind {
        DataType::List(field)
        | DataType::LargeList(field)
        | DataType::ListView(field)
        | DataType::FixedSizeList(field, _) => Some(field.data_type()),
        _ => None,
    }
}

/// The column of JSON texts that may stand in place of the fields.
pub const JSON: &str = "request";

/// Whether a column is the nameless index of a pandas frame, which comes along with a frame that
/// was filtered, sorted or put together. It says nothing of the question.
fn is_pandas_index(name: &str) -> bool {
    name.starts_with("__index_level_")
}

/// What is wrong with the columns of a table, with the names that may have been meant.
///
/// # Errors
/// A sentence and near names.
pub fn check(schema: &Schema) -> Result<(), (String, Vec<String>)> {
    let mut seen = std::collections::BTreeSet::new();
    let json = schema.fields().iter().any(|field| field.name() == JSON);
    for field in schema.fields() {
        let (name, kind) = (field.name().as_str(), field.data_type());
        if !seen.insert(name) {
            return Err((format!("column `{name}` stands twice; drop one"), Vec::new()));
        }
        if is_pandas_index(name) {
            continue;
        }
        if name == JSON {
            if !is_text(kind) {
                return Err((format!("column `{JSON}` must hold JSON texts, not {kind}"), vec![]));
            }
            continue;
        }
        let known = COLUMNS.iter().find(|(column, _)| *column == name);
        let Some((_, expected)) = known.filter(|(column, _)| !json || *column == "id") else {
            return Err(unknown(name, json));
        };
        if !expected.takes(kind) {
            let message = format!("column `{name}` must hold {}, not {kind}", expected.words());
            return Err((message, Vec::new()));
        }
    }
    Ok(())
}

fn unknown(name: &str, json: bool) -> (String, Vec<String>) {
    if json {
        let message = format!("beside `{JSON}` a table may have `id` alone, not `{name}`; drop it");
        return (message, Vec::new());
    }
    let near: Vec<String> = COLUMNS
        .iter()
        .map(|(column, _)| *column)
        .filter(|column| column.trim_end_matches('s') == name.trim_end_matches('s').to_lowercase())
        .map(str::to_owned)
        .collect();
    let next = match near.first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "drop it, or name it as in docs/schema.md".to_owned(),
    };
    let message = format!(
        "column `{name}` is no field of a request of schema version {SCHEMA_VERSION}; {next}"
    );
    (message, near)
}

/// One row as a request.
///
/// # Errors
/// What is wrong with the row.
pub fn request(batch: &RecordBatch, at: usize) -> Result<QueryRequest, ErrorDetail> {
    let schema = batch.schema_ref();
    if let Some(column) = batch.column_by_name("id") {
        check_id(Cell { array: column.as_ref(), at })?;
    }
    if let Some(column) = batch.column_by_name(JSON) {
        return of_json(column, at);
    }
    let mut pairs = Vec::with_capacity(batch.num_columns());
    for (field, column) in schema.fields().iter().zip(batch.columns()) {
        let cell = Cell { array: column.as_ref(), at };
        // The id is told by the answer in its own type.
        if filled(column, at) && field.name() != "id" && !is_pandas_index(field.name()) {
            pairs.push((field.name().clone(), cell));
        }
    }
    let pairs = Pairs { pairs: pairs.into_iter(), value: None };
    QueryRequest::deserialize(MapAccessDeserializer::new(pairs))
        .map_err(|error: Error| ErrorDetail::new(ErrorCode::InvalidRequest, error.to_string()))
}

/// An id that cannot come back as it is would be lost.
fn check_id(cell: Cell<'_>) -> Result<(), ErrorDetail> {
    let wrong = match cell.value() {
        Ok(Value::Float(x)) if whole(x).is_none() => {
            format!("expected a whole number, not {x}; or give texts")
        }
        Ok(_) => return Ok(()),
        Err(error) => error.to_string(),
    };
    Err(ErrorDetail::new(ErrorCode::InvalidRequest, format!("`id`: {wrong}")))
}

fn of_json(column: &dyn Array, at: usize) -> Result<QueryRequest, ErrorDetail> {
    let text = match column.data_type() {
        _ if column.is_null(at) => "",
        DataType::LargeUtf8 => column.as_string::<i64>().value(at),
        DataType::Utf8View => column.as_string_view().value(at),
        DataType::Utf8 => column.as_string::<i32>().value(at),
        _ => "",
    };
    json_request(text)
}

/// A JSON text as a request; the id may be left out.
///
/// # Errors
/// What is wrong with the text.
pub fn json_request(text: &str) -> Result<QueryRequest, ErrorDetail> {
    from_json(text.as_bytes()).map_err(|mut detail: ErrorDetail| {
        if let Some(rest) = detail.message.strip_prefix("line 1, ") {
            detail.message = rest.to_owned();
        }
        detail
    })
}
