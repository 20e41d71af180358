//! Answers as an Arrow table: one row a result, and one row for a question without results.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Float32Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
    UInt64Builder,
};
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use tropewise::schema::{AdjustmentKind, Answer, Contribution, ErrorDetail, Recommendation};

use crate::cell::{Cell, Value, whole};
use crate::errors::code;

/// What comes back for one question, with its place among all of them.
pub struct Answered {
    pub question: i64,
    pub reply: Result<Answer, ErrorDetail>,
}

/// The ids of questions, in the type in which they come back.
#[derive(Clone, Copy, PartialEq)]
pub enum IdKind {
    Text,
    Number,
    /// Whole numbers of 64 bits without sign, which only such a column can hold.
    Unsigned,
}

impl IdKind {
    /// Whole numbers of any width come back in 64 bits, everything else as text.
    pub fn of(kind: Option<&DataType>) -> Self {
        match kind {
            Some(DataType::Dictionary(_, values)) => Self::of(Some(values.as_ref())),
            Some(DataType::UInt64) => Self::Unsigned,
            Some(kind) if kind.is_numeric() => Self::Number,
            _ => Self::Text,
        }
    }

    fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Number => DataType::Int64,
            Self::Unsigned => DataType::UInt64,
        }
    }
}

fn list(item: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", item, true)))
}

fn contribution() -> Fields {
    vec![Field::new("trope", DataType::Utf8, true), Field::new("amount", DataType::Float32, true)]
        .into()
}

fn adjustment() -> Fields {
    vec![
        Field::new("kind", DataType::Utf8, true),
        Field::new("trope", DataType::Utf8, true),
        Field::new("people", list(DataType::Utf8), true),
        Field::new("amount", DataType::Float32, true),
    ]
    .into()
}

fn warning() -> Fields {
    vec![Field::new("warning", DataType::Utf8, true), Field::new("often", DataType::Utf8, true)]
        .into()
}

fn note() -> Fields {
    vec![Field::new("code", DataType::Utf8, true), Field::new("message", DataType::Utf8, true)]
        .into()
}

fn error() -> Fields {
    vec![
        Field::new("code", DataType::Utf8, true),
        Field::new("message", DataType::Utf8, true),
        Field::new("near", list(DataType::Utf8), true),
    ]
    .into()
}

/// The columns of an answer. No type is unsigned, so that Spark can take them, but for ids that
/// are.
pub fn schema(id: IdKind) -> SchemaRef {
    let columns = [
        ("question", DataType::Int64),
        ("id", id.data_type()),
        ("rank", DataType::Int32),
        ("drama", DataType::Utf8),
        ("title", DataType::Utf8),
        ("year", DataType::Int32),
        ("mdl", DataType::Int64),
        ("via", DataType::Utf8),
        ("score", DataType::Float32),
        ("base", DataType::Float32),
        ("contributions", list(DataType::Struct(contribution()))),
        ("adjustments", list(DataType::Struct(adjustment()))),
        ("lacks", list(DataType::Utf8)),
        ("warnings", list(DataType::Struct(warning()))),
        ("unreviewed", DataType::Boolean),
        ("nearest_seed", DataType::Utf8),
        ("notes", list(DataType::Struct(note()))),
        ("shortfall", DataType::Utf8),
        ("error", DataType::Struct(error())),
    ];
    let field = |(name, kind)| Field::new(name, kind, true);
    Arc::new(Schema::new(columns.map(field).to_vec()))
}

/// A list column: where each list ends, and which lists are null.
#[derive(Default)]
struct Ends {
    ends: Vec<usize>,
    valid: Vec<bool>,
}

impl Ends {
    fn push(&mut self, length: Option<usize>) {
        self.ends.push(length.unwrap_or(0));
        self.valid.push(length.is_some());
    }

    fn over(self, items: StructArray) -> Result<ArrayRef, ArrowError> {
        let field = Arc::new(Field::new("item", items.data_type().clone(), true));
        let offsets = OffsetBuffer::from_lengths(self.ends);
        let nulls = NullBuffer::from(self.valid);
        Ok(Arc::new(ListArray::try_new(field, offsets, Arc::new(items), Some(nulls))?))
    }
}

#[derive(Default)]
struct Columns {
    question: Int64Builder,
    text_ids: StringBuilder,
    number_ids: Int64Builder,
    unsigned_ids: UInt64Builder,
    rank: Int32Builder,
    drama: StringBuilder,
    title: StringBuilder,
    year: Int32Builder,
    mdl: Int64Builder,
    via: StringBuilder,
    score: Float32Builder,
    base: Float32Builder,
    contributions: Ends,
    contribution_trope: StringBuilder,
    contribution_amount: Float32Builder,
    adjustments: Ends,
    kinds: Kinds,
    adjustment_kind: StringBuilder,
    adjustment_trope: StringBuilder,
    adjustment_people: ListBuilder<StringBuilder>,
    adjustment_amount: Float32Builder,
    lacks: ListBuilder<StringBuilder>,
    warnings: Ends,
    warning_id: StringBuilder,
    warning_often: StringBuilder,
    unreviewed: BooleanBuilder,
    nearest_seed: StringBuilder,
    notes: Ends,
    note_code: StringBuilder,
    note_message: StringBuilder,
    shortfall: StringBuilder,
    error_code: StringBuilder,
    error_message: StringBuilder,
    error_near: ListBuilder<StringBuilder>,
    error_valid: Vec<bool>,
}

/// The words of kinds as in JSON, each made once: an answer repeats them.
#[derive(Default)]
pub struct Kinds(Vec<(AdjustmentKind, String)>);

impl Kinds {
    pub fn word(&mut self, kind: AdjustmentKind) -> &str {
        let at = self.0.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            self.0.push((kind, word(&kind)));
            self.0.len() - 1
        });
        &self.0[at].1
    }
}

/// A plain word of the schema, such as a code, as in JSON.
pub fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Answers as rows; `ids` is the column of ids of the questions, and `first` the place of its first
/// row among all questions.
///
/// # Errors
/// When the columns grow over what Arrow can address.
pub fn batch(
    answered: &[Answered],
    ids: Option<&dyn Array>,
    first: i64,
    id: IdKind,
) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns::default();
    for Answered { question, reply } in answered {
        let cell = ids.map(|array| Cell { array, at: (question - first) as usize });
        match reply {
            Ok(answer) => {
                let mut rows = answer.results.iter().map(Some).collect::<Vec<_>>();
                if rows.is_empty() {
                    rows.push(None);
                }
                for (at, result) in rows.into_iter().enumerate() {
                    columns.question(*question, id, cell, answer.id.as_deref());
                    columns.result(result);
                    columns.of_answer((at == 0).then_some(answer));
                    columns.error(None);
                }
            }
            Err(error) => {
                columns.question(*question, id, cell, None);
                columns.result(None);
                columns.of_answer(None);
                columns.error(Some(error));
            }
        }
    }
    columns.finish(id)
}

impl Columns {
    fn question(&mut self, question: i64, id: IdKind, cell: Option<Cell<'_>>, own: Option<&str>) {
        self.question.append_value(question);
        let value = cell.and_then(|cell| cell.value().ok());
        match id {
            IdKind::Number => self.number_ids.append_option(match value {
                Some(Value::Signed(x)) => Some(x),
                Some(Value::Unsigned(x)) => i64::try_from(x).ok(),
                Some(Value::Float(x)) => whole(x),
                _ => None,
            }),
            IdKind::Unsigned => self.unsigned_ids.append_option(match value {
                Some(Value::Unsigned(x)) => Some(x),
                _ => None,
            }),
            IdKind::Text => self.text_ids.append_option(match value {
                Some(Value::Text(text)) => Some(text),
                _ => own,
            }),
        }
    }

    fn result(&mut self, result: Option<&Recommendation>) {
        self.rank.append_option(result.map(|r| r.rank as i32));
        self.drama.append_option(result.map(|r| r.id.as_str()));
        self.title.append_option(result.map(|r| r.title.as_str()));
        self.year.append_option(result.and_then(|r| r.year).map(i32::from));
        self.mdl.append_option(result.and_then(|r| r.mdl).map(i64::from));
        self.via.append_option(result.and_then(|r| r.via.as_deref()));
        self.score.append_option(result.map(|r| r.score));
        self.base.append_option(result.map(|r| r.base));
        self.contributions(result.and_then(|r| r.contributions.as_deref()));
        self.adjustments(result);
        if let Some(result) = result {
            for trope in &result.lacks {
                self.lacks.values().append_value(trope);
            }
        }
        self.lacks.append(result.is_some());
        self.warnings.push(result.map(|r| r.warnings.len()));
        for (warning, often) in result.iter().flat_map(|r| &r.warnings) {
            self.warning_id.append_value(warning);
            self.warning_often.append_value(often);
        }
        self.unreviewed.append_option(result.map(|r| r.unreviewed));
        self.nearest_seed.append_option(result.and_then(|r| r.nearest_seed.as_deref()));
    }

    fn contributions(&mut self, contributions: Option<&[Contribution]>) {
        self.contributions.push(contributions.map(<[_]>::len));
        for contribution in contributions.unwrap_or_default() {
            self.contribution_trope.append_value(&contribution.trope);
            self.contribution_amount.append_value(contribution.amount);
        }
    }

    fn adjustments(&mut self, result: Option<&Recommendation>) {
        self.adjustments.push(result.map(|r| r.adjustments.len()));
        for adjustment in result.iter().flat_map(|r| &r.adjustments) {
            self.adjustment_kind.append_value(self.kinds.word(adjustment.kind));
            self.adjustment_trope.append_option(adjustment.trope.as_deref());
            for person in &adjustment.people {
                self.adjustment_people.values().append_value(person);
            }
            self.adjustment_people.append(true);
            self.adjustment_amount.append_value(adjustment.amount);
        }
    }

    /// What is said of an answer as a whole stands in its first row.
    fn of_answer(&mut self, answer: Option<&Answer>) {
        self.notes.push(answer.map(|answer| answer.notes.len()));
        for note in answer.iter().flat_map(|answer| &answer.notes) {
            self.note_code.append_value(word(&note.code));
            self.note_message.append_value(&note.message);
        }
        let shortfall = answer.and_then(|answer| answer.shortfall.as_ref());
        self.shortfall.append_option(shortfall.map(|shortfall| shortfall.advice.as_str()));
    }

    fn error(&mut self, error: Option<&ErrorDetail>) {
        self.error_code.append_option(error.map(code));
        self.error_message.append_option(error.map(|error| error.message.as_str()));
        for name in error.iter().flat_map(|error| &error.near) {
            self.error_near.values().append_value(name);
        }
        self.error_near.append(error.is_some());
        self.error_valid.push(error.is_some());
    }

    fn finish(mut self, id: IdKind) -> Result<RecordBatch, ArrowError> {
        let contributions = StructArray::try_new(
            contribution(),
            vec![
                Arc::new(self.contribution_trope.finish()),
                Arc::new(self.contribution_amount.finish()),
            ],
            None,
        )?;
        let adjustments = StructArray::try_new(
            adjustment(),
            vec![
                Arc::new(self.adjustment_kind.finish()),
                Arc::new(self.adjustment_trope.finish()),
                Arc::new(self.adjustment_people.finish()),
                Arc::new(self.adjustment_amount.finish()),
            ],
            None,
        )?;
        let warnings = StructArray::try_new(
            warning(),
            vec![Arc::new(self.warning_id.finish()), Arc::new(self.warning_often.finish())],
            None,
        )?;
        let notes = StructArray::try_new(
            note(),
            vec![Arc::new(self.note_code.finish()), Arc::new(self.note_message.finish())],
            None,
        )?;
        let errors = StructArray::try_new(
            error(),
            vec![
                Arc::new(self.error_code.finish()),
                Arc::new(self.error_message.finish()),
                Arc::new(self.error_near.finish()),
            ],
            Some(NullBuffer::from(self.error_valid)),
        )?;
        let ids: ArrayRef = match id {
            IdKind::Text => Arc::new(self.text_ids.finish()),
            IdKind::Number => Arc::new(self.number_ids.finish()),
            IdKind::Unsigned => Arc::new(self.unsigned_ids.finish()),
        };
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.question.finish()),
            ids,
            Arc::new(self.rank.finish()),
            Arc::new(self.drama.finish()),
            Arc::new(self.title.finish()),
            Arc::new(self.year.finish()),
            Arc::new(self.mdl.finish()),
            Arc::new(self.via.finish()),
            Arc::new(self.score.finish()),
            Arc::new(self.base.finish()),
            self.contributions.over(contributions)?,
            self.adjustments.over(adjustments)?,
            Arc::new(self.lacks.finish()),
            self.warnings.over(warnings)?,
            Arc::new(self.unreviewed.finish()),
            Arc::new(self.nearest_seed.finish()),
            self.notes.over(notes)?,
            Arc::new(self.shortfall.finish()),
            Arc::new(errors),
        ];
        // Columns grow by doubling; what they did not need is given back, for all batches of a
        // table are held together.
        columns.iter_mut().for_each(|column| column.shrink_to_fit());
        RecordBatch::try_new(schema(id), columns)
    }
}
