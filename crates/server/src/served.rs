//! A catalogue made ready to be asked by many at once.

use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::sync::{Arc, OnceLock};

use tropewise::ask::Asker;
use tropewise::lookup::{theme_map, vocabulary};
use tropewise::schema::{ErrorCode, ErrorDetail, SCHEMA_VERSION};
use tropewise::{Catalog, Damaged, OpenError, Opened, Recommender};

use tropewise_mcp::Engine;

use crate::options::Options;
use crate::problem::Problem;
use crate::reload::{Look, looks};

/// Catalogues beyond this are not laid out as a map: time and memory grow with the square.
pub const MOST_ON_MAP: usize = 5_000;

/// A catalogue made ready. A request takes one with it to its end, whatever comes in meanwhile.
pub struct Served {
    opened: Arc<Opened>,
    /// The same catalogue for assistants; what it makes ready for them serves the routes too.
    pub assistants: Engine,
    /// How its files looked when they were opened.
    pub looks: Vec<Option<Look>>,
    /// Tells this catalogue from others in ETags.
    pub digest: u64,
    /// JSON of the whole vocabulary, made when it is first asked for.
    vocabulary: OnceLock<Arc<[u8]>>,
    /// JSON of the map, likewise.
    map: OnceLock<Arc<[u8]>>,
}

impl Served {
    /// Opens the catalogue that `options` name and makes it ready.
    ///
    /// # Errors
    /// [`OpenError`] when it cannot be read, has mistakes or is damaged.
    pub fn open(options: &Options) -> Result<Self, OpenError> {
        let looks = looks(options);
        let opened = Arc::new(tropewise::open(&options.source(), options.overlay.as_deref())?);
        let assistants = Engine::new(Arc::clone(&opened));
        let digest = opened.read(|r| {
            // Made now, so that nobody waits for it while they type.
            assistants.typeahead(r.catalog());
            digest(r.catalog())
        })?;
        Ok(Self {
            assistants,
            opened,
            looks,
            digest,
            vocabulary: OnceLock::new(),
            map: OnceLock::new(),
        })
    }

    /// What was guessed or passed over where the catalogue was read from rows, and what an overlay
    /// replaced.
    pub fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = self.opened.notes().iter().map(ToString::to_string).collect();
        if self.opened.replaced() > 0 {
            let replaced = self.opened.replaced();
            notes.push(format!("of the dramas of the catalogue the overlay replaces {replaced}"));
        }
        notes
    }

    /// Computes something with the recommender.
    ///
    /// # Errors
    /// A problem when the catalogue is damaged.
    pub fn read<T>(&self, compute: impl FnOnce(&Recommender) -> T) -> Result<T, Problem> {
        self.opened.read(compute).map_err(|Damaged { .. }| {
            ErrorDetail::new(ErrorCode::DamagedCatalogue, "the catalogue is damaged").into()
        })
    }

    /// The streams of questions over this catalogue.
    pub fn batch(&self) -> tropewise::batch::Batch {
        self.opened.batch()
    }

    /// How many dramas there are.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn len(&self) -> Result<usize, Problem> {
        self.read(|r| r.catalog().len())
    }

    /// Computes something with what understands wishes.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn understand<T>(&self, compute: impl FnOnce(&Asker) -> T) -> Result<T, Problem> {
        self.read(|r| compute(self.assistants.asker(r.catalog())))
    }

    /// JSON of the whole vocabulary.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn vocabulary(&self) -> Result<Arc<[u8]>, Problem> {
        self.read(|r| {
            let all = || {
                let tropes = self.assistants.trope_search(r.catalog()).search("");
                vocabulary(r.catalog(), &tropes)
            };
            Arc::clone(self.vocabulary.get_or_init(|| json(&all()).into()))
        })
    }

    /// JSON of the map. Takes seconds the first time.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn map(&self) -> Result<Arc<[u8]>, Problem> {
        self.read(|r| Arc::clone(self.map.get_or_init(|| json(&theme_map(r)).into())))
    }
}

/// A reply as JSON.
pub fn json(reply: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(reply).expect("replies are plain data")
}

/// A number that differs from that of any other catalogue or program.
fn digest(catalog: &Catalog) -> u64 {
    let mut hasher = Hashed(DefaultHasher::new());
    hasher.0.write(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.0.write_u32(SCHEMA_VERSION);
    let mut whole = serde_json::to_writer(&mut hasher, catalog.vocabulary()).is_ok();
    for idx in catalog.indices() {
        whole &= serde_json::to_writer(&mut hasher, &*catalog.drama(idx)).is_ok();
    }
    debug_assert!(whole, "a catalogue is plain data");
    hasher.0.finish()
}

/// Takes bytes into a hash.
struct Hashed(DefaultHasher);

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
