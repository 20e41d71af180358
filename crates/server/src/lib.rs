//! The HTTP API of Tropewise: `tropewise serve`, as a library.
//!
//! [`serve`] opens a catalogue, listens and answers until it is told to stop. [`router`] gives the
//! routes alone, for a program that listens itself or adds routes of its own.
//!
//! One file a topic. A request goes through `guard` (who may ask), `watch` (what is
//! counted and logged) and a handler of `routes`, which reads its body by `body` or its parameters
//! by `params`, computes by `compute` over what `served` has made ready, and gives a reply of
//! [`tropewise::schema`] or a [`Problem`]. `reload` brings a new catalogue in, `listen` holds the
//! connections, and `patience` gives up those that take nothing.

mod body;
mod compute;
mod etag;
mod fields;
mod guard;
mod limits;
mod lines;
mod listen;
mod metrics;
mod openapi;
mod options;
mod params;
mod patience;
mod problem;
mod reload;
mod routes;
mod served;
mod state;
mod watch;

pub use limits::Limits;
pub use listen::{ServeError, Server, serve, serve_assistants};
pub use openapi::openapi;
pub use options::Options;
pub use problem::{HttpCode, Problem, ProblemCode};
pub use routes::router;
pub use state::AppState;

/// The Rust on the page for readers compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/api.md")]
struct Page;
