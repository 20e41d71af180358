//! The library through its public API: one binary of themed modules.

mod properties;
mod rankers;
mod rules;
mod shelf;
