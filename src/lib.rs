//! Tropewise recommends Korean dramas by their tropes: *"I loved this drama; what should I watch
//! next, and why?"*
//!
//! Every drama is a vector of tropes (time travel, divorce, return to the hometown, ...), each with a
//! strength. A weighted cosine ranks the dramas against titles someone loved, or against the tropes
//! someone wants and those to avoid; every result carries the sum behind its score.
//!
//! ```
//! use tropewise::{Avoid, QueryRequest, Recommender};
//!
//! let recommender = Recommender::new(tropewise_dramas::catalog());
//! let mut request = QueryRequest::new("tonight");
//! request.like.push("Our Beloved Summer".into());
//! request.avoid.0.push(("trauma".into(), Avoid::Veto));
//!
//! let answer = recommender.recommend(&request)?;
//! let best = &answer.results[0];
//! let sum: f32 = best.contributions.iter().flatten().map(|c| c.amount).sum();
//! assert!((sum - best.base).abs() < 1e-6);
//! # Ok::<(), tropewise::QueryError>(())
//! ```
//!
//! # The house
//!
//! | room | what is in it |
//! |---|---|
//! | [`catalog`] | nouns: trope vocabulary, drama, catalogue, title resolution |
//! | [`schema`] | what goes in and comes back: request, answer, notes, errors, encoding; versioned, plain data |
//! | [`query`] | from a [`QueryRequest`] as typed to a [`Query`], checked: the only step that can refuse |
//! | [`index`] | the vectors as laid out in memory and in a file: plain views, owned or shared, no I/O |
//! | [`rank`] | verbs: trope weights, similarity, filters, top-k, diversity, explanation, [`Recommender`] |
//! | `encode` | from a text to the tropes it shows, with the words that say so |
//! | [`eval`] | one metric a file, the protocol of measuring, baselines |
//! | [`survey`] | a catalogue as a whole: counts, centre and edge, the map, agreement of annotators |
//! | `store` | forms of a catalogue: text written by curators, rows of CSV and JSON, the image compiled into the library, the index file that is mapped |
//! | `compile` | from a catalogue of any size to an index file |
//! | `report` | results as table, JSON, CSV, Markdown; computes nothing |
//! | `cli` | one thin file a command |
//!
//! One query, one direction: a face makes a [`QueryRequest`]; [`QueryRequest::check`] looks names up in
//! the [`Catalog`] and holds numbers to their ranges; [`Recommender::answer`] masks, scores, selects
//! and explains; a report shows the [`Answer`].
//!
//! What is absent matters as much. `catalog`, `query`, `index`, `rank`, `encode`, `eval` and `survey` know neither files nor the
//! environment, nor clap, and never print. `rank` and `store` do not know each other; `compile` knows both. `report` never
//! scores. `tests/house.rs` keeps these sentences true.
//!
//! # Words
//!
//! One meaning each, in code, command line, JSON and documents.
//!
//! | word | meaning |
//! |---|---|
//! | trope | a recurring theme, device, relation, setting or tone, with an id such as `time-travel` |
//! | strength | how much a trope matters to one drama, in 0..1; curators write levels 1..5, strength = level / 5 |
//! | trope weight | how much a trope counts in similarity, >= 0, learned from the catalogue |
//! | drama | one title: id, titles, facts, strengths |
//! | catalogue | all dramas and the vocabulary; the strength matrix has shape `(n_dramas, n_tropes)` |
//! | wish, avoid | a trope wanted with a weight in 0..1; one not wanted, by veto or softly with a weight |
//! | seed | a drama named as liked or disliked |
//! | critique | more, or less, of a trope than the seeds have |
//! | query | seeds, wishes, avoids, critiques, filters and k; valid once checked |
//! | score | what is ranked by, in \[0, 1\], larger is better: base plus adjustments |
//! | contribution | one trope's share of the base; a result's contributions sum to its base |
//! | adjustment | what a critique, a soft avoid or popularity adds or takes after the base |
//! | series | the dramas that are seasons of one story |
//! | index file | a catalogue compiled for mapping: rows, quantised columns, facts, names, checksums |
//! | term | a phrase, a set of words or a Korean word that points to a trope |
//! | confidence | how sure it is that a trope matters to the drama a text is about, in \[0, 1\]: 0.8 is right four times in five |
//! | evidence | the words of a text that speak for a trope, with their place |
//! | k | the length of the answer |
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `cli` (default) | the program, reports |
//! | `embedded` (default) | the shipped catalogue, `store::embedded()` |
//! | `parallel` (default) | batch ranking on all cores (rayon) |
//! | `encode` (by `cli`) | reading a synopsis or an article: `Encoder` |
//! | `index` (by `cli`) | catalogues compiled into a file that is mapped, and the compiler that makes them |
//! | `text` (by `cli`) | reading a catalogue written as text |
//!
//! Without any of them, `cargo check --no-default-features --lib` builds the core alone.

pub mod catalog;
#[cfg(any(feature = "index", all(feature = "image", feature = "text")))]
pub mod compile;
#[cfg(feature = "encode")]
pub mod encode;
pub mod eval;
pub mod index;
pub mod query;
pub mod rank;
pub mod schema;
#[cfg(any(feature = "image", feature = "text"))]
pub mod store;
pub mod survey;

pub use catalog::Catalog;
#[cfg(feature = "encode")]
pub use encode::Encoder;
pub use query::{Query, QueryError};
pub use rank::{Recommender, Settings};
pub use schema::{Answer, Avoid, QueryRequest};
