//! Tropewise recommends Korean dramas by their tropes: *"I loved this drama; what should I watch
//! next, and why?"*
//!
//! Every drama is a vector of tropes (time travel, divorce, return to the hometown, ...), each with
//! a strength. A weighted cosine ranks the dramas against titles someone loved, or against the
//! tropes someone wants and those to avoid; every result carries the sum behind its score.
//!
//! ```
//! use tropewise::{QueryRequest, Recommender};
//!
//! let recommender = Recommender::new(tropewise_dramas::catalog());
//! let request = QueryRequest::like("Our Beloved Summer").avoid("trauma").k(5);
//!
//! let answer = recommender.recommend(&request)?;
//! let best = &answer.results[0];
//! let sum: f32 = best.contributions.iter().flatten().map(|c| c.amount).sum();
//! assert!((sum - best.base).abs() < 1e-6);
//! # Ok::<(), tropewise::QueryError>(())
//! ```
//!
//! The catalogue of 1,000 dramas is in the package `tropewise-dramas`; [`open`](open()) takes one
//! of your own.
//!
//! # Where to look
//!
//! | to | see |
//! |---|---|
//! | ask | [`QueryRequest`] and [`FilterRequest`], [`Recommender::recommend`] |
//! | read the answer | [`Answer`], [`schema::Recommendation`]; why it is refused: [`QueryError`] |
//! | ask many together | [`Recommender::recommend_each`]; as JSON lines [`batch::Batch`] |
//! | say why a drama stands where it does | [`Recommender::judge`], [`Recommender::compare`] |
//! | find a title or a trope | [`Catalog::resolve`], [`catalog::Vocabulary::find`] |
//! | open a catalogue from a file, folder or table | [`open`](open()), [`Source`] |
//! | make an index file for mapping, and prove it sound | [`compile::compile`], [`verify`] |
//! | understand a wish in words | [`ask::Asker`] |
//! | find the tropes of a text | [`Encoder`] |
//! | measure a ranking, this one or yours | [`eval::measure`] |
//! | change how ranking weighs | [`Settings`], [`Recommender::with_settings`] |
//!
//! The folder `examples/` has a program for most of them. Whatever is read of a catalogue outside
//! memory is sound or comes back as an error; no answer depends on the number of threads.
//!
//! # Words
//!
//! One meaning each, in code, command line, JSON and documents.
//!
//! - [**trope**](catalog::Trope): a recurring theme, device, relation, setting or tone, with an id
//!   such as `time-travel`
//! - **strength**: how much a trope matters to one drama, in 0..1; curators write levels 1..5,
//!   strength = level / 5
//! - **warning**: what viewers ask to be warned of; it occurs in a drama once or again and again,
//!   may occur, or does not, whatever the strength of a trope of its name
//! - **trope weight**: how much a trope counts in similarity, >= 0, learned from the catalogue
//! - [**drama**](catalog::Drama): one title: id, titles, facts, strengths
//! - [**catalogue**](Catalog): all dramas and the vocabulary; the strength matrix has shape
//!   `(n_dramas, n_tropes)`
//! - **wish**, **avoid**: a trope wanted with a weight in 0..1; one not wanted, by veto or softly
//!   with a weight
//! - **seed**: a drama named as liked or disliked
//! - **critique**: more, or less, of a trope than the seeds have
//! - **prior**: what counts beside tropes: popularity, era, people
//! - [**query**](Query): seeds, wishes, avoids, critiques, filters and k; valid once checked
//! - **score**: what is ranked by, in \[0, 1\], larger is better: base plus adjustments
//! - [**contribution**](schema::Contribution): one trope's share of the base; a result's
//!   contributions sum to its base
//! - [**adjustment**](schema::Adjustment): what a critique, a soft avoid or a prior adds or takes
//!   after the base
//! - **series**: the dramas that are seasons of one story
//! - **index file**: a catalogue compiled for mapping: rows, quantised columns, facts, names,
//!   checksums
//! - **term**: a phrase, a set of words or a Korean word that points to a trope
//! - **confidence**: how sure it is that a trope matters to the drama a text is about, in
//!   \[0, 1\]: 0.8 is right four times in five
//! - **evidence**: the words of a text that speak for a trope, with their place
//! - **k**: the length of the answer
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `batch` (default) | lines of questions to lines of answers, as JSON |
//! | `encode` (default) | reading a synopsis or an article: [`Encoder`]; wishes in words: [`ask`] |
//! | `image` (by `index`) | catalogues packed into one image, for embedding in a program |
//! | `index` (default) | catalogues compiled into a file that is mapped, and the compiler |
//! | `parallel` (default) | ranking many questions on all cores (rayon) |
//! | `parquet` | tables in Parquet |
//! | `schemars` | the JSON Schema of everything in `schema` |
//! | `text` (default) | reading catalogues written as TOML, CSV or JSON lines |
//! | `words` (default) | the tables of words by which [`ask`] understands wishes |
//!
//! Without any of them `cargo check -p tropewise --no-default-features` builds the core alone,
//! which also compiles for the browser (`.ci/wasm`). A feature `internals` opens the rooms `index`,
//! `query` and `rank` to trainers and tests; no promise is made about what it shows.
//!
//! # The rooms
//!
//! The engine is one library; the shipped catalogue (`tropewise-dramas`), the program
//! (`tropewise-cli`) and what trains and measures (`lab`) are packages beside it that depend on it.
//! `docs/house.md` draws the whole. The rooms of the engine:
//!
//! | room | what is in it |
//! |---|---|
//! | [`catalog`] | nouns: trope vocabulary, drama, catalogue, finding a title |
//! | [`schema`] | what goes in and comes back: request, answer, notes, errors; versioned |
//! | `query` | from a [`QueryRequest`] as typed to a [`Query`], checked |
//! | `index` | the vectors in memory and in a file: plain views, owned or shared, no I/O |
//! | `lines` | the bounded reader of lines, for rows and for questions |
//! | `sorting` | sorting of short lists, compiled once |
//! | `rank` | verbs: weights, similarity, filters, top-k, explanation, [`Recommender`] |
//! | [`batch`] | streams of questions: in order, on all cores, bounded in memory |
//! | [`encode`] | from a text to the tropes it shows, with the words that say so |
//! | [`ask`] | from a wish in words to a request, with what was understood and what not |
//! | [`eval`] | one metric a file, the protocol of measuring, baselines |
//! | `lookup` | what is told of a drama, a trope or the map, as replies of the schema |
//! | `viewer` | a result in the words of viewers: where to watch it, why, what is missing |
//! | `survey` | a catalogue as a whole: counts, centre and edge, the map, agreement |
//! | `unicode` | normal forms from one packed table, for names and texts alike |
//! | [`store`] | forms outside memory, one module each (below) |
//! | [`compile`] | from a catalogue to an image or an index file |
//! | [`open`](open()) | the door: a [`Source`] to a catalogue to ask, damage as an error |
//!
//! In `store`: [`text`](store::text) is what curators write in TOML, [`rows`](store::rows) are CSV
//! and JSON lines, `image` is a packed catalogue that a program embeds,
//! [`index_file`](store::index_file) is a compiled one that is mapped,
//! [`relevance`](store::relevance) are the lists that rankings are measured against. In `compile`:
//! [`image`](compile::image) packs what `store::image` opens, the rest writes index files.
//!
//! One query, one direction: a face makes a [`QueryRequest`]. [`QueryRequest::check`] looks names
//! up in the [`Catalog`] and holds numbers to their ranges; it is the only step that can refuse.
//! [`Recommender::answer`] masks, scores, selects and explains. A report shows the [`Answer`].
//!
//! What is absent matters as much. `ask`, `catalog`, `query`, `index`, `rank`, `encode`, `eval` and
//! `survey` know neither files nor the environment, and never print. `rank` and `store` do not know
//! each other; `compile` knows both. `tests/house.rs` keeps these sentences true.

// Without trainers and tests looking in, what only they use is nobody's.
#![cfg_attr(not(feature = "internals"), allow(dead_code, unused_imports))]

#[cfg(feature = "encode")]
pub mod ask;
pub mod batch;
pub mod catalog;
#[cfg(any(feature = "index", all(feature = "image", feature = "text")))]
pub mod compile;
#[cfg(feature = "lexicon")]
pub mod encode;
pub mod eval;
#[cfg(any(feature = "batch", feature = "text"))]
mod lines;
#[doc(hidden)]
pub mod lookup;
#[cfg(any(feature = "image", feature = "text"))]
mod open;
pub mod schema;
mod sorting;
#[cfg(any(feature = "image", feature = "text"))]
pub mod store;
#[doc(hidden)]
pub mod survey;
mod unicode;
#[doc(hidden)]
pub mod viewer;

// Rooms of the inside: what a user needs of them is below.
#[cfg(feature = "internals")]
pub mod index;
#[cfg(not(feature = "internals"))]
mod index;
#[cfg(feature = "internals")]
pub mod query;
#[cfg(not(feature = "internals"))]
mod query;
#[cfg(feature = "internals")]
pub mod rank;
#[cfg(not(feature = "internals"))]
mod rank;

pub use catalog::{Catalog, Damaged};
#[cfg(feature = "encode")]
pub use encode::Encoder;
#[cfg(feature = "index")]
pub use open::verify;
#[cfg(any(feature = "image", feature = "text"))]
pub use open::{OpenError, Opened, Source, open};
pub use query::{PriorWeights, Query, QueryError};
pub use rank::{Recommender, Settings, SettingsError};
pub use schema::{Answer, Avoid, FilterRequest, QueryRequest};

/// The Rust on the pages for readers compiles and runs.
#[cfg(all(doctest, feature = "words"))]
#[allow(rustdoc::invalid_codeblock_attributes)] // `sh no-run` is for the test of the pages.
mod pages {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/library.md")]
    struct Library;
}
