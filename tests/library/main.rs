//! The library through its public API: one binary of themed modules.
#![cfg(feature = "index")]

mod batch;
mod index_files;
mod names;
#[path = "../numbers/mod.rs"]
mod numbers;
mod properties;
mod rankers;
mod rules;
mod shelf;
mod warnings;
