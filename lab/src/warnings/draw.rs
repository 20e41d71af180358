//! Which dramas are checked.

use std::cmp::Reverse;

use sha2::{Digest, Sha256};
use tropewise::catalog::Catalog;

/// The most followed dramas among which is drawn.
const AMONG: usize = 600;
/// How many are drawn.
const DRAWN: usize = 120;

/// The dramas with the lowest SHA-256 of `tropewise-warnings:<id>` among the most followed, in this
/// order, so that the first of them are a sample too.
pub fn ids(catalog: &Catalog) -> Vec<String> {
    let mut followed: Vec<(Reverse<u32>, String)> = Vec::new();
    for idx in catalog.indices() {
        let followers = catalog.facts(idx).followers().unwrap_or(0);
        followed.push((Reverse(followers), catalog.drama(idx).id.clone()));
    }
    followed.sort();
    followed.truncate(AMONG);
    let hash = |id: &str| Sha256::digest(format!("tropewise-warnings:{id}"));
    let mut ids: Vec<String> = followed.into_iter().map(|(_, id)| id).collect();
    ids.sort_by_cached_key(|id| hash(id));
    ids.truncate(DRAWN);
    ids
}
