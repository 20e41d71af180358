//! From a wish in words to a request.
//!
//! One direction: the words (`token`) are cut into segments (`segments`): titles, people,
//! services, tropes, limits, facts, and cues such as "like", "without", "less". The cues give the
//! things their roles (`roles`); what no table knows goes to the encoder (`leftover`); the
//! things become a request and words for people (`draft`). The words
//! are tables in `words/`, text that anyone can add to; titles, people, services and names of
//! tropes come from the catalogue. The feature `words` embeds the tables; without it they are
//! handed in.
//!
//! The same words always make the same request. Nothing is downloaded, and the time grows with the
//! length of the text, of which no more than [`MOST_READ`] bytes are read.

mod alone;
mod bones;
mod compounds;
mod conjugated;
mod cues;
mod denied;
mod draft;
mod facts;
mod foreign;
mod guesses;
mod leftover;
mod names;
mod numbers;
mod phrases;
mod refused;
mod roles;
mod segments;
mod spelling;
mod table;
mod token;
mod typed;
mod words;

use crate::catalog::{Catalog, TropeIdx};
use crate::encode::Encoder;
use crate::schema::{NotUnderstood, Reason, Understanding, Understood};
use crate::unicode::composed;

use segments::Lexicon;
use table::PhraseTable;
use typed::plain;

#[doc(hidden)]
pub use words::Words;

/// Bytes of a wish that are read: more than anyone types.
#[doc(hidden)]
pub const MOST_READ: usize = 4_000;

/// Understands wishes over one catalogue, which it shares with whoever gave it. Made once, it can
/// be asked from several threads.
///
/// ```
/// use tropewise::ask::Asker;
/// use tropewise::catalog::Airing;
///
/// let catalog = tropewise_dramas::catalog();
/// let asker = Asker::new(&catalog, None);
/// let wish = "something like Crash Landing on You but less sad, finished";
/// let understanding = asker.understand(wish);
/// let request = understanding.request;
/// assert_eq!(request.like, ["Crash Landing on You"]);
/// assert_eq!(request.less, ["tearjerker"]);
/// assert_eq!(request.filter.airing, Some(Airing::Finished.into()));
/// ```
#[derive(Debug)]
pub struct Asker {
    lexicon: Lexicon,
    encoder: Option<Encoder>,
}

impl Asker {
    /// Reads wishes over a catalogue; an encoder helps with words that no table knows.
    #[cfg(feature = "words")]
    #[must_use]
    pub fn new(catalog: &Catalog, encoder: Option<&Encoder>) -> Self {
        Self::with_words(&Words::shipped(), catalog, encoder)
    }

    /// As [`new`](Self::new), with tables of words that came by themselves.
    #[doc(hidden)]
    #[must_use]
    pub fn with_words(words: &Words, catalog: &Catalog, encoder: Option<&Encoder>) -> Self {
        Self { lexicon: Lexicon::new(words, catalog), encoder: encoder.cloned() }
    }

    /// Understands a wish. There is always an answer: of a text that means nothing, that it does.
    #[must_use]
    pub fn understand(&self, text: &str) -> Understanding {
        let (read, whole) = beginning(text);
        let text = plain(&composed(read));
        let catalog = self.lexicon.catalog();
        let mut understanding = match alone::by_name(catalog, &text) {
            Some(title) => draft::draft(&self.lexicon, &text, title),
            None => self.word_by_word(&text),
        };
        // "squid gmae": a word that means nothing may be a slip within a title.
        if (understanding.is_empty() || !understanding.not_understood.is_empty())
            && !self.lexicon.is_foreign(alone::named_alone(&text))
            && let Some(title) = alone::by_any_name(catalog, &text)
        {
            understanding = draft::draft(&self.lexicon, &text, title);
        }
        if !whole {
            understanding.not_understood.push(NotUnderstood {
                reason: Reason::TooLong,
                words: String::new(),
                message: format!(
                    "only the first {MOST_READ} bytes are read as a wish; a synopsis or an \
                     article is read by `encode`"
                ),
            });
        }
        understanding
    }

    fn word_by_word(&self, text: &str) -> Understanding {
        let catalog = self.lexicon.catalog();
        let (segments, slips) = self.lexicon.segments(text);
        let mut things = roles::things(text, &segments, self.lexicon.kinds());
        refused::read(catalog, text, &segments, &mut things.things);
        things.things.iter_mut().for_each(roles::unwarned);
        things.things = denied::read(self.lexicon.denied(), catalog, text, things.things);
        if let Some(encoder) = &self.encoder {
            things.things = leftover::read(encoder, catalog.vocabulary(), text, things.things);
            // What the encoder knows may be a content warning as well.
            refused::read(catalog, text, &segments, &mut things.things);
        }
        refused::without_modifiers(catalog, &segments, &mut things.things);
        let mut understanding = draft::draft(&self.lexicon, text, things);
        tell_slips(&slips, &mut understanding);
        understanding
    }
}

/// "sad ending (taken for `sad endng`)": says of what is asked for in words that are none what they
/// were taken for.
fn tell_slips(slips: &[&str], understanding: &mut Understanding) {
    let told = |part: &Understood| {
        let mut words = part.words.split(|c: char| !c.is_alphanumeric());
        words.any(|word| slips.contains(&word)) && !part.meaning.contains("taken for")
    };
    for part in understanding.understood.iter_mut().filter(|part| told(part)) {
        part.meaning += &format!(" (taken for `{}`)", part.words);
    }
}

/// Understands one wish; see [`Asker`].
#[cfg(feature = "words")]
#[doc(hidden)]
#[must_use]
pub fn ask(text: &str, catalog: &Catalog, encoder: Option<&Encoder>) -> Understanding {
    Asker::new(catalog, encoder).understand(text)
}

/// What the tropes of a catalogue are called: the names of its vocabulary, and what viewers say.
/// Made once, it can be asked often.
#[cfg(feature = "words")]
#[doc(hidden)]
#[derive(Debug)]
pub struct TropeNames(PhraseTable<Vec<TropeIdx>>);

#[cfg(feature = "words")]
impl TropeNames {
    /// Those of a catalogue.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        Self(segments::tropes(&Words::shipped(), catalog))
    }

    /// The tropes that viewers call so, by a name of the vocabulary or in their own words: "sad",
    /// "noona", "눈물". None for words that mean no trope.
    #[must_use]
    pub fn called(&self, words: &str) -> Vec<TropeIdx> {
        self.0.get(&token::tokens(&composed(words))).cloned().unwrap_or_default()
    }
}

/// The tropes that viewers call so; see [`TropeNames::called`].
#[cfg(feature = "words")]
#[doc(hidden)]
#[must_use]
pub fn tropes_called(catalog: &Catalog, words: &str) -> Vec<TropeIdx> {
    TropeNames::new(catalog).called(words)
}

/// The part of a text that is read, and whether it is all.
fn beginning(text: &str) -> (&str, bool) {
    if text.len() <= MOST_READ {
        return (text, true);
    }
    let end = (0..=MOST_READ).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    (&text[..end], false)
}
