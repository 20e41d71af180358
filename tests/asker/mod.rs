//! The reader of wishes over the shipped catalogue, made once for all tests of a file, and what an
//! understanding asks for and turns away.

// Not every file of tests asks for all of it.
#![allow(dead_code)]

use std::sync::OnceLock;

use tropewise::ask::Asker;
use tropewise::schema::{Avoid, Understanding};

pub fn asker() -> &'static Asker {
    static ASKER: OnceLock<Asker> = OnceLock::new();
    let made = || Asker::new(&tropewise_dramas::catalog(), Some(&tropewise_dramas::encoder()));
    ASKER.get_or_init(made)
}

pub fn understand(text: &str) -> Understanding {
    asker().understand(text)
}

/// The tropes that are asked for.
pub fn wishes(understanding: &Understanding) -> Vec<&str> {
    let request = &understanding.request;
    let named = request.want.0.iter().chain(&request.require.0).map(|(id, _)| id);
    let all = named.chain(&request.more).chain(request.any.iter().flatten());
    all.map(String::as_str).collect()
}

/// The tropes and content warnings that drop a drama.
pub fn vetoes(understanding: &Understanding) -> Vec<&str> {
    let avoided = understanding.request.avoid.0.iter();
    avoided.filter(|(_, how)| *how == Avoid::Veto).map(|(id, _)| id.as_str()).collect()
}
