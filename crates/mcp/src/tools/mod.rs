//! The tools, one a file, and what they have in common.
//!
//! A tool is a function from a slim type of arguments to a slim type of answer. Its schemas are
//! those of the two types, and its text is made from the answer, so that a client which reads the
//! one gets what a client gets which reads the other.

mod ask;
mod compare;
mod find_drama;
mod find_trope;
mod picks;
mod recommend;
mod show_drama;

use std::sync::{Arc, LazyLock};

use rmcp::model::{CallToolResult, ContentBlock, JsonObject, Tool, ToolAnnotations};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::engine::Engine;
use crate::failure::Failure;
use crate::slim_schema::{of_input, of_output};

/// The most results that are given, whatever is asked for.
const MOST: usize = 20;
/// Results when no number is asked for.
const USUAL: usize = 5;

/// All tools, in the order in which they are listed.
pub static TOOLS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    vec![
        entry(
            "ask",
            "Recommend dramas by a wish in the user's own words, English or Korean. Says what it \
             understood.",
            ask::ask,
        ),
        entry(
            "recommend",
            "Recommend dramas by exact names and limits. Give at least one of like, want, with or \
             a limit.",
            recommend::recommend,
        ),
        entry(
            "find_drama",
            "Find dramas by a part of a title, English or Korean.",
            find_drama::find,
        ),
        entry("show_drama", "Facts and tropes of a drama.", show_drama::show),
        entry("compare", "What two dramas share, and what only one has.", compare::compare),
        entry("find_trope", "Find tropes by a word, such as `sad`.", find_trope::find),
    ]
});

/// The tool of this name.
pub fn find(name: &str) -> Option<&'static Entry> {
    TOOLS.iter().find(|tool| tool.listed.name == name)
}

/// A tool as it is listed, with what it does.
pub struct Entry {
    /// As it is listed.
    pub listed: Tool,
    run: Box<Run>,
}

/// From arguments to an answer.
type Run = dyn Fn(&Engine, JsonObject) -> Result<Answered, Failure> + Send + Sync;

/// An answer in both of its forms.
struct Answered {
    text: String,
    structured: Value,
    failed: bool,
}

/// An answer that can be said as short text.
trait Told {
    fn text(&self) -> String;

    /// That it only tells why there is none.
    fn failed(&self) -> bool {
        false
    }
}

fn entry<I, O>(
    name: &'static str,
    description: &'static str,
    run: fn(&Engine, I) -> Result<O, Failure>,
) -> Entry
where
    I: DeserializeOwned + JsonSchema + 'static,
    O: Serialize + JsonSchema + Told + 'static,
{
    let listed = Tool::new(name, description, of_input::<I>())
        .with_raw_output_schema(of_output::<O>())
        .with_annotations(ToolAnnotations::new().read_only(true));
    let schema = Arc::clone(&listed.input_schema);
    let run = move |engine: &Engine, arguments: JsonObject| {
        let answer = run(engine, read(&schema, arguments)?)?;
        let structured = serde_json::to_value(&answer).map_err(|e| Failure(e.to_string()))?;
        Ok(Answered { text: answer.text(), structured, failed: answer.failed() })
    };
    Entry { listed, run: Box::new(run) }
}

/// Arguments as a type; null means left out, as many assistants write it.
fn read<I: DeserializeOwned>(schema: &JsonObject, mut arguments: JsonObject) -> Result<I, Failure> {
    arguments.retain(|_, value| !value.is_null());
    let misfit = arguments.iter().find_map(|(name, value)| misfit(schema, name, value));
    if let Some(misfit) = misfit {
        return Err(Failure(format!("wrong arguments: {misfit}")));
    }
    let read = serde_json::from_value(Value::Object(arguments));
    read.map_err(|error| Failure(format!("wrong arguments: {error}")))
}

/// Why an argument is not of the type that the schema names; none for one that is, and for one that
/// is not known.
fn misfit(schema: &JsonObject, name: &str, value: &Value) -> Option<String> {
    let kind = schema.get("properties")?.get(name)?.get("type")?.as_str()?;
    let names = |items: &Vec<Value>| items.iter().all(Value::is_string);
    let (fits, wanted) = match kind {
        "string" => (value.is_string(), "a string"),
        "boolean" => (value.is_boolean(), "true or false"),
        "number" => (value.is_number(), "a number"),
        // The largest that any of them takes.
        "integer" => {
            let fits = value.as_u64().is_some_and(|number| number <= u64::from(u16::MAX));
            (fits, "a whole number from 0 to 65535")
        }
        // One name alone is a list of one.
        "array" => (value.is_string() || value.as_array().is_some_and(names), "a list of strings"),
        _ => return None,
    };
    (!fits).then(|| format!("`{name}` must be {wanted}, not {}", cut(&value.to_string())))
}

/// What was given, as it is told again.
fn cut(given: &str) -> String {
    const MOST: usize = 60;
    let told: String = given.chars().take(MOST).collect();
    if told.len() < given.len() { told + "..." } else { told }
}

impl Entry {
    /// Calls the tool. What goes wrong is an answer too, from which the next call can be made
    /// right.
    pub fn call(&self, engine: &Engine, arguments: JsonObject) -> CallToolResult {
        match (self.run)(engine, arguments) {
            Ok(answered) => {
                let mut result = CallToolResult::success(vec![ContentBlock::text(answered.text)]);
                result.structured_content = Some(answered.structured);
                result.is_error = Some(answered.failed);
                result
            }
            Err(Failure(message)) => CallToolResult::error(vec![ContentBlock::text(message)]),
        }
    }
}

/// How many results to give.
fn length(k: Option<usize>) -> Result<usize, Failure> {
    match k.unwrap_or(USUAL) {
        k @ 1..=MOST => Ok(k),
        k => Err(Failure(format!("k must be from 1 to {MOST}, not {k}"))),
    }
}

/// Hundredths are as fine as anyone reads.
fn hundredths(number: f32) -> f64 {
    (f64::from(number) * 100.0).round() / 100.0
}

/// Names with a word before them: `Why: a, b`; nothing for none.
fn line(word: &str, names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("{word}: {}\n", names.join(", ")) }
}
