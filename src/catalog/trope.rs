//! Tropes, their families, and content warnings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The dense position of a trope in its vocabulary: the column of the strength matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TropeIdx(pub u16);

impl TropeIdx {
    /// The position as a `usize`, for indexing.
    #[must_use]
    pub fn at(self) -> usize {
        usize::from(self.0)
    }
}

/// A group of tropes that viewers think of together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Family {
    /// Lower-case slug, unique among families.
    pub id: String,
    /// The name shown to people.
    pub label: String,
    /// The name a Korean viewer would use; empty when there is none.
    pub label_ko: String,
    /// One line on what belongs here.
    pub description: String,
}

impl Family {
    /// Whether its tropes say how a drama is told (genre, tone) rather than what it is about: such
    /// tropes may be common.
    #[must_use]
    pub fn is_manner(&self) -> bool {
        ["genre", "tone"].contains(&self.id.as_str())
    }
}

/// A recurring theme, device, relation, setting or tone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Trope {
    /// Lower-case slug such as `time-travel`, unique in the vocabulary; never changed once
    /// published.
    pub id: String,
    /// The name shown to people.
    pub label: String,
    /// The name a Korean viewer would use; empty when there is none.
    pub label_ko: String,
    /// Position of its [`Family`] in [`Vocabulary::families`](super::Vocabulary::families).
    pub family: usize,
    /// What counts.
    pub definition: String,
    /// What does not count, naming the neighbour that does.
    pub excludes: String,
    /// What a drama at level 5 looks like.
    pub level_5: String,
    /// What a drama at level 2 looks like.
    pub level_2: String,
    /// Other names, English and Korean, under which the trope is found.
    pub aliases: Vec<String>,
    /// Near tropes by id, with the degree of nearness in (0, 1).
    pub related: BTreeMap<String, f32>,
    /// Id of the trope that this one is a kind of and that curators give in its place, not beside
    /// it, as `romance` for a romantic comedy; empty when there is none. A veto of that one drops
    /// this one too, and what has this one does not lack that one.
    pub broader: String,
    /// Naming it for a drama gives the end or the great twist away.
    pub spoiler: bool,
    /// Viewers ask to be warned of it; a veto drops a drama with any strength of it.
    pub content_warning: bool,
    /// What its weight is multiplied by beyond what its rarity gives, from 0 to 100; 1 when absent.
    #[serde(default)]
    pub boost: Option<f32>,
}

/// Position of a warning among those of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WarningIdx(pub u8);

/// Something to be warned of: it occurs rather than matters. With the id of a trope it says when a
/// drama is to be warned of what the trope is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentWarning {
    /// Lower-case slug, unique among warnings.
    pub id: String,
    /// The name shown to people.
    pub label: String,
    /// The name a Korean viewer would use; empty when there is none.
    pub label_ko: String,
    /// When a drama is to be warned of, from a viewer's side.
    pub definition: String,
    /// Examples that count.
    pub counts: Vec<String>,
    /// Examples that do not.
    pub excludes: Vec<String>,
    /// Other names, English and Korean, under which it is found.
    pub aliases: Vec<String>,
}

/// Ids reserved for answers; no trope may take them.
pub const HIDDEN_TROPES: &str = "hidden-tropes";
