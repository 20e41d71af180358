//! What the trope names of rows mean.

use std::collections::HashMap;

use crate::catalog::{Family, Trope, TropeIdx, Vocabulary, fold};

use super::Wrong;

/// The tropes that rows may name.
#[derive(Debug)]
pub enum Tropes {
    /// Those of a vocabulary, by id, label or alias, and names looked up before.
    Known(Vocabulary, HashMap<String, TropeIdx>),
    /// Whatever they name, in the order in which it is met.
    Found {
        /// Names as first spelt.
        names: Vec<String>,
        /// By folded name.
        keys: HashMap<String, TropeIdx>,
        /// Names looked up before.
        spelt: HashMap<String, TropeIdx>,
    },
}

impl Tropes {
    /// The tropes of a vocabulary.
    #[must_use]
    pub fn known(vocabulary: Vocabulary) -> Self {
        Self::Known(vocabulary, HashMap::new())
    }

    /// Whatever rows name.
    #[must_use]
    pub fn found() -> Self {
        Self::Found { names: Vec::new(), keys: HashMap::new(), spelt: HashMap::new() }
    }

    /// Whether an id is one of a warning.
    pub(super) fn warns_of(&self, id: &str) -> bool {
        match self {
            Self::Known(vocabulary, _) => vocabulary.warning_ids().any(|known| known == id),
            Self::Found { .. } => false,
        }
    }

    pub(super) fn look_up(&mut self, name: &str) -> Result<TropeIdx, Wrong> {
        let (Self::Known(_, spelt) | Self::Found { spelt, .. }) = &*self;
        if let Some(idx) = spelt.get(name) {
            return Ok(*idx);
        }
        match self {
            Self::Known(vocabulary, spelt) => {
                let idx = vocabulary.find(name).ok_or_else(|| {
                    let near = vocabulary.near(name);
                    let hint = near.first().map_or_else(
                        || {
                            "name a trope of the vocabulary, or take all names as they are (`--new-tropes`)"
                                .to_owned()
                        },
                        |near| format!("did you mean `{near}`?"),
                    );
                    Wrong::new(format!("unknown trope `{}`", name.escape_debug()), hint)
                })?;
                spelt.insert(name.to_owned(), idx);
                Ok(idx)
            }
            Self::Found { names, keys, spelt } => {
                let key = fold(name);
                if key.is_empty() {
                    return Err(Wrong::new(
                        format!("`{}` is no name of a trope", name.escape_debug()),
                        "use letters",
                    ));
                }
                let idx = match keys.get(&key) {
                    Some(idx) => *idx,
                    None => {
                        let new = u16::try_from(names.len()).map_err(|_| {
                            Wrong::new("there are more than 65,536 tropes", "leave rare ones out")
                        })?;
                        names.push(name.to_owned());
                        keys.insert(key, TropeIdx(new));
                        TropeIdx(new)
                    }
                };
                spelt.insert(name.to_owned(), idx);
                Ok(idx)
            }
        }
    }

    /// The vocabulary; tropes that were found have their names and nothing else.
    #[must_use]
    pub fn into_vocabulary(self) -> Vocabulary {
        match self {
            Self::Known(vocabulary, _) => vocabulary,
            Self::Found { names, .. } => {
                let family = Family {
                    id: "found".into(),
                    label: "Found".into(),
                    description: "Named by the rows of the catalogue.".into(),
                    ..Family::default()
                };
                let trope =
                    |name: String| Trope { id: name.clone(), label: name, ..Trope::default() };
                Vocabulary::new(vec![family], names.into_iter().map(trope).collect())
            }
        }
    }
}
