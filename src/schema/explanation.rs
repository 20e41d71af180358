//! One drama under a question.

use serde::{Deserialize, Serialize};

use super::answer::Recommendation;
use super::note::Note;

/// How one drama fares with a question, whether it qualifies or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Explanation {
    /// Version of the schema.
    pub version: u32,
    /// The sum behind its score; rank 0 when it does not qualify.
    pub recommendation: Recommendation,
    /// How many dramas qualify.
    pub qualifying: usize,
    /// What leaves it out; empty when it qualifies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out_by: Vec<String>,
    /// How the question was understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}
