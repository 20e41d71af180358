//! Tropewise for assistants: the engine as tools, resources and a prompt of the Model Context
//! Protocol.
//!
//! An [`Engine`] is a catalogue made ready; an [`Assistant`] answers one client from it. [`stdio`]
//! serves a program that started this one, and [`http_service`] gives a tower service for a server
//! that listens itself. All of it is read-only.
//!
//! One file a topic: a tool of `tools` has slim types of its own, from which its schemas and its
//! text are made; `resources` and `prompt` are the rest of what is offered; `words` is what the
//! assistant is told; `handler` puts them behind the protocol, `lines` reads its messages from a
//! pipe, and `fault` says what is wrong with one.

mod engine;
mod failure;
mod fault;
mod handler;
mod http;
mod lines;
mod names;
mod prompt;
mod resources;
mod slim_schema;
mod stdio;
mod tools;
mod words;

pub use engine::{Engine, encoder};
pub use fault::Fault;
pub use handler::Assistant;
pub use http::{HttpService, PATH, http_service};
pub use stdio::{ServeError, stdio};

/// The Rust on the page for readers compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/assistants.md")]
struct Page;
