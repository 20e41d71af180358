//! The engine as functions from JSON to JSON.

use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;

use tropewise::ask::{Asker, Words};
use tropewise::catalog::{Catalog, DramaIdx, TropeIdx, TypeAhead};
use tropewise::lookup;
use tropewise::schema::{ErrorCode, ErrorDetail, Failure, QueryRequest};
use tropewise::{Encoder, QueryError, Recommender};

/// Why there is no reply.
#[derive(Debug)]
pub struct Failed(ErrorDetail);

impl Failed {
    /// A failure with one sentence for people.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self(ErrorDetail::new(code, message))
    }
}

impl<E: Into<ErrorDetail>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// A wish in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    text: String,
}

/// What was typed so far.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    q: String,
    #[serde(default = "eight")]
    k: usize,
}

fn eight() -> usize {
    8
}

/// A drama by id or title.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    id: String,
    #[serde(default)]
    spoilers: bool,
}

/// Two dramas by id or title.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    a: String,
    b: String,
    #[serde(default)]
    spoilers: bool,
}

/// The shipped catalogue, ready to be asked. It lives as long as the page.
#[derive(Debug)]
pub struct Engine {
    catalog: Catalog,
    /// Made for the first question: its vectors take more bytes than what they are made of.
    recommender: Option<Recommender>,
    /// Made when the first letter is typed: it reads every title.
    typeahead: Option<TypeAhead>,
    /// Made when the first wish is asked, for the same reason.
    asker: Option<Asker>,
    words: Option<Words>,
    encoder: Option<Encoder>,
    /// Images that cannot be opened: each is kept once, however often it comes.
    damaged: Vec<&'static [u8]>,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

/// Bytes that the engine takes for its first answer, or a little less.
const ROOM: usize = 4 << 20;

impl Engine {
    /// Opens the shipped catalogue.
    #[must_use]
    pub fn new() -> Self {
        // Memory that grows once, and not by one page after another, is sooner there.
        drop(std::hint::black_box(Vec::<u8>::with_capacity(ROOM)));
        Self {
            catalog: tropewise_dramas::page_catalog(),
            recommender: None,
            typeahead: None,
            asker: None,
            words: None,
            encoder: None,
            damaged: Vec::new(),
        }
    }

    fn recommender(&mut self) -> &Recommender {
        self.recommender.get_or_insert_with(|| Recommender::new(self.catalog.clone()))
    }

    /// A `QueryRequest` answered.
    pub fn recommend(&mut self, input: &[u8]) -> String {
        let recommender = self.recommender();
        replied(input, |request: QueryRequest| Ok(recommender.recommend(&request)?))
    }

    /// A wish in words understood as a request. Needs [`load_words`](Self::load_words).
    pub fn ask(&mut self, input: &[u8]) -> String {
        let (catalog, encoder) = (&self.catalog, self.encoder.as_ref());
        let Some(words) = &self.words else {
            let message = "wishes are understood once the tables of words are loaded";
            return failure(Failed::new(ErrorCode::InvalidRequest, message));
        };
        let asker = self.asker.get_or_insert_with(|| Asker::with_words(words, catalog, encoder));
        replied(input, |wish: Wish| Ok(asker.understand(&wish.text)))
    }

    /// The dramas that may be meant by what is typed so far.
    pub fn search(&mut self, input: &[u8]) -> String {
        let catalog = &self.catalog;
        let typeahead = self.typeahead.get_or_insert_with(|| TypeAhead::new(catalog));
        replied(input, |typed: Typed| Ok(lookup::suggest(catalog, typeahead, &typed.q, typed.k)))
    }

    /// One drama with its facts and tropes.
    pub fn drama(&mut self, input: &[u8]) -> String {
        let catalog = &self.catalog;
        replied(input, |named: Named| {
            let idx = known(catalog, &named.id)?;
            Ok(lookup::drama(catalog, idx, named.spoilers))
        })
    }

    /// Two dramas side by side.
    pub fn compare(&mut self, input: &[u8]) -> String {
        let recommender = self.recommender();
        replied(input, |pair: Pair| {
            let catalog = recommender.catalog();
            let (a, b) = (known(catalog, &pair.a)?, known(catalog, &pair.b)?);
            Ok(recommender.compare(a, b, pair.spoilers))
        })
    }

    /// The vocabulary, and the catalogue as a whole.
    pub fn tropes(&mut self, input: &[u8]) -> String {
        let catalog = &self.catalog;
        let all: Vec<TropeIdx> = (0..catalog.vocabulary().len() as u16).map(TropeIdx).collect();
        replied(input, |_: Nothing| Ok(lookup::vocabulary(catalog, &all)))
    }

    /// Takes the tables of words, without which [`ask`](Self::ask) understands nothing.
    pub fn load_words(&mut self, image: &[u8]) -> String {
        // They borrow their image for good, so a second one would be a leak.
        if self.words.is_none() {
            let kept = self.kept(image);
            match Words::unpack(kept) {
                Ok(words) => self.words = Some(words),
                Err(error) => {
                    self.keep_damaged(kept);
                    let message = format!("the tables of words cannot be opened: {error}");
                    return failure(Failed::new(ErrorCode::DamagedCatalogue, message));
                }
            }
        }
        "{}".to_owned()
    }

    /// Takes the image of the encoder, with which [`ask`](Self::ask) understands more words.
    pub fn load_encoder(&mut self, image: &[u8]) -> String {
        // The encoder borrows its image for good, so a second one would be a leak.
        if self.encoder.is_none() {
            let kept = self.kept(image);
            match Encoder::from_image(kept) {
                Ok(encoder) => {
                    self.encoder = Some(encoder);
                    self.asker = None;
                }
                Err(error) => {
                    self.keep_damaged(kept);
                    let message = format!("the encoder cannot be opened: {error}");
                    return failure(Failed::new(ErrorCode::DamagedCatalogue, message));
                }
            }
        }
        "{}".to_owned()
    }

    /// An image for as long as the page lives; a damaged one that came before is kept already.
    fn kept(&self, image: &[u8]) -> &'static [u8] {
        let before = self.damaged.iter().find(|kept| **kept == image).copied();
        before.unwrap_or_else(|| Box::leak(image.to_vec().into_boxed_slice()))
    }

    fn keep_damaged(&mut self, image: &'static [u8]) {
        if !self.damaged.contains(&image) {
            self.damaged.push(image);
        }
    }
}

/// An input of which nothing is asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// Letters from which a name is too long to look for near ones: no title is.
const LONGEST_TITLE: usize = 200;

/// The drama that an id or title means, as it is spelled.
fn known(catalog: &Catalog, name: &str) -> Result<DramaIdx, Failed> {
    if let Some(idx) = catalog.named(name).map_err(QueryError::from)? {
        return Ok(idx);
    }
    if name.chars().count() > LONGEST_TITLE {
        return Err(Failed::new(ErrorCode::UnknownTitle, "no title is so long"));
    }
    Err(QueryError::from(catalog.unknown(name)).into())
}

fn replied<I: DeserializeOwned, O: Serialize>(
    input: &[u8],
    answer: impl FnOnce(I) -> Result<O, Failed>,
) -> String {
    let reply = read(input).and_then(answer).and_then(|reply| {
        let written = serde_json::to_string(&reply);
        written.map_err(|error| Failed::new(ErrorCode::InvalidRequest, error.to_string()))
    });
    reply.unwrap_or_else(failure)
}

fn read<I: DeserializeOwned>(input: &[u8]) -> Result<I, Failed> {
    serde_json::from_slice(input).map_err(|error| {
        let code =
            if error.is_data() { ErrorCode::InvalidRequest } else { ErrorCode::MalformedJson };
        Failed::new(code, error.to_string())
    })
}

/// The reply of an engine whose catalogue nobody opened.
#[must_use]
pub fn unopened() -> String {
    let message = "the catalogue is not open: call `open` first";
    failure(Failed::new(ErrorCode::InvalidRequest, message))
}

fn failure(failed: Failed) -> String {
    serde_json::to_string(&Failure::new(None, failed.0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_image_is_kept_once() {
        let mut engine = Engine::new();
        for _ in 0..3 {
            assert!(engine.load_words(&[1, 2, 3]).contains("cannot be opened"));
            assert!(engine.load_encoder(&[1, 2, 3]).contains("cannot be opened"));
        }
        assert_eq!(engine.damaged, [&[1_u8, 2, 3][..]]);
    }
}
