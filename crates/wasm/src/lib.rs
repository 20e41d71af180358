//! Tropewise in a browser: questions as JSON in, answers as JSON out, behind a small C ABI.
//!
//! [`Engine`] is the whole of it as Rust; [`abi`] exports it. `web/engine.js` hides the ABI behind
//! functions that return promises.

pub mod abi;
mod engine;

pub use engine::{Engine, Failed};

/// Constant time and little code: a browser compiles an allocator before its first answer.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
