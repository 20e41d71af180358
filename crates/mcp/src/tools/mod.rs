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

use std::sync::LazyLock;

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
}

/// An answer that can be said as short text.
trait Told {
    fn text(&self) -> String;
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
    let run = move |engine: &Engine, arguments: JsonObject| {
        let answer = run(engine, read(arguments)?)?;
        let structured = serde_json::to_value(&answer).map_err(|e| Failure(e.to_string()))?;
        Ok(Answered { text: answer.text(), structured })
    };
    Entry { listed, run: Box::new(run) }
}

/// Arguments as a type; null means left out, as many assistants write it.
fn read<I: DeserializeOwned>(mut arguments: JsonObject) -> Result<I, Failure> {
    arguments.retain(|_, value| !value.is_null());
    let read = serde_json::from_value(Value::Object(arguments));
    read.map_err(|error| Failure(format!("wrong arguments: {error}")))
}

impl Entry {
    /// Calls the tool. What goes wrong is an answer too, from which the next call can be made
    /// right.
    pub fn call(&self, engine: &Engine, arguments: JsonObject) -> CallToolResult {
        match (self.run)(engine, arguments) {
            Ok(answered) => {
                let mut result = CallToolResult::success(vec![ContentBlock::text(answered.text)]);
                result.structured_content = Some(answered.structured);
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
