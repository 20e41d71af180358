//! The titles of dramas in memory, folded.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::catalog::drama::{Drama, DramaIdx};
use crate::catalog::fold::fold;

/// The dramas that claim a title.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Claims {
    /// As their English or native title.
    pub primary: Vec<DramaIdx>,
    /// As an alias.
    pub alias: Vec<DramaIdx>,
}

impl Claims {
    /// Adds a claim, once; dramas come one after the other, each with all its claims.
    pub fn add(&mut self, drama: DramaIdx, primary: bool) {
        let list = if primary { &mut self.primary } else { &mut self.alias };
        if list.last() != Some(&drama) {
            list.push(drama);
        }
    }
}

/// Every title of a drama, nicknames among them, with whether it is a primary one (English or
/// native).
pub fn names(drama: &Drama) -> impl Iterator<Item = (&str, bool)> {
    let primary = [&drama.title, &drama.native_title].into_iter().map(|title| (title, true));
    let others = drama.aliases.iter().chain(&drama.nicknames);
    primary.chain(others.map(|name| (name, false))).map(|(name, primary)| (name.as_str(), primary))
}

/// The [`names`] of a drama, folded; a title without letters or digits is none.
pub fn keys(drama: &Drama) -> impl Iterator<Item = (String, bool)> + '_ {
    names(drama).map(|(name, primary)| (fold(name), primary)).filter(|(key, _)| !key.is_empty())
}

/// Folded titles of dramas in memory and who claims them.
#[derive(Debug, Clone)]
pub struct TitleIndex {
    former: HashMap<String, DramaIdx>,
    mdl: HashMap<u32, DramaIdx>,
    keys: HashMap<String, Claims>,
}

impl TitleIndex {
    /// Indexes the titles of `dramas`, whose positions become the [`DramaIdx`].
    #[must_use]
    pub fn new(dramas: &[Drama]) -> Self {
        let mut index = Self {
            former: HashMap::new(),
            mdl: HashMap::with_capacity(dramas.len()),
            keys: HashMap::with_capacity(dramas.len() * 4),
        };
        for (at, drama) in dramas.iter().enumerate() {
            let idx = DramaIdx(at as u32);
            for id in &drama.former_ids {
                index.former.entry(id.clone()).or_insert(idx);
            }
            if let Some(mdl) = drama.mdl {
                index.mdl.entry(mdl).or_insert(idx);
            }
            for (key, primary) in keys(drama) {
                index.keys.entry(key).or_default().add(idx, primary);
            }
        }
        index
    }

    /// The drama that had this id before.
    #[must_use]
    pub fn find_former(&self, id: &str) -> Option<DramaIdx> {
        self.former.get(id).copied()
    }

    /// The first drama with this number on MyDramaList.
    #[must_use]
    pub fn find_mdl(&self, number: u32) -> Option<DramaIdx> {
        self.mdl.get(&number).copied()
    }

    /// The dramas that claim a folded title.
    #[must_use]
    pub fn claims(&self, key: &str) -> Cow<'_, Claims> {
        self.keys.get(key).map_or_else(Cow::default, Cow::Borrowed)
    }

    /// Calls `each` with every folded title and each drama that claims it.
    pub fn each_name(&self, each: &mut dyn FnMut(&str, DramaIdx)) {
        for (key, claims) in &self.keys {
            claims.primary.iter().chain(&claims.alias).for_each(|idx| each(key, *idx));
        }
    }
}
