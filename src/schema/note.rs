//! Notes: how a question was understood.

use serde::{Deserialize, Serialize};

/// Something the asker should know about how the question was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Note {
    /// What it is about, for programs.
    pub code: NoteCode,
    /// One sentence for people.
    pub message: String,
}

impl Note {
    /// A note.
    #[must_use]
    pub fn new(code: NoteCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NoteCode {
    /// A typing error in a title was forgiven.
    TitleForgiven,
    /// A seen title is not in the catalogue.
    SeenUnknown,
    /// A title that may not be answered is not in the catalogue.
    ExcludeUnknown,
    /// Of the only dramas that may be answered some are not in the catalogue.
    OnlyUnknown,
    /// A typing error in the name of a person was forgiven.
    PersonForgiven,
    /// The seeds have all there can be of what there should be more of: dramas with less of it
    /// lose.
    MoreOfAll,
    /// The seeds have nothing of what there should be less of: it is taken as a soft avoid.
    LessAsAvoid,
    /// Other seasons of what was liked are left out.
    SeriesLeftOut,
    /// The order is for variety too: a lower score may stand before a higher one.
    OrderedForVariety,
    /// No prior counts in a question of filters alone: the order is that of ids.
    NothingRanks,
    /// A content warning is avoided: some are missed, and how to report one.
    NoPromise,
    /// Popularity counts, and of some dramas it is not known how many follow them.
    FollowersUnknown,
}
