//! A catalogue made ready for many calls.

use std::sync::{Arc, LazyLock, OnceLock};

use tropewise::ask::Asker;
use tropewise::catalog::TypeAhead;
use tropewise::lookup::TropeSearch;
use tropewise::{Catalog, Damaged, Encoder, Opened, Recommender};

use crate::failure::Failure;

/// The encoder of texts; made when a text or wish is first read, and kept.
static ENCODER: LazyLock<Encoder> = LazyLock::new(tropewise_dramas::encoder);

/// The encoder of texts: one for the whole process.
#[must_use]
pub fn encoder() -> &'static Encoder {
    &ENCODER
}

/// A catalogue made ready to be asked by assistants, and by a server beside them. Cheap to clone;
/// clones share everything.
#[derive(Clone)]
pub struct Engine(Arc<Ready>);

struct Ready {
    opened: Arc<Opened>,
    /// Made when the first title is searched for.
    typeahead: OnceLock<TypeAhead>,
    /// Made when the first trope is searched for.
    trope_search: OnceLock<TropeSearch>,
    /// Made when the first wish comes.
    asker: OnceLock<Asker>,
}

impl Engine {
    /// An engine over an opened catalogue, which others may go on using.
    #[must_use]
    pub fn new(opened: impl Into<Arc<Opened>>) -> Self {
        Self(Arc::new(Ready {
            opened: opened.into(),
            typeahead: OnceLock::new(),
            trope_search: OnceLock::new(),
            asker: OnceLock::new(),
        }))
    }

    /// Where the catalogue is damaged, as far as it was read.
    ///
    /// # Errors
    /// [`Damaged`] when something read until now was damaged.
    pub fn sound(&self) -> Result<(), Damaged> {
        self.0.opened.read_catalog(|_| ())
    }

    /// Computes something with the recommender.
    pub(crate) fn read<T>(
        &self,
        compute: impl FnOnce(&Recommender) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.0.opened.read(compute)?
    }

    /// Computes something with the catalogue alone.
    pub(crate) fn look_up<T>(
        &self,
        compute: impl FnOnce(&Catalog) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.0.opened.read_catalog(compute)?
    }

    /// What understands wishes in words; `catalog` is the engine's own.
    pub fn asker(&self, catalog: &Catalog) -> &Asker {
        self.0.asker.get_or_init(|| Asker::new(catalog, Some(encoder())))
    }

    /// What finds titles by their beginnings; `catalog` is the engine's own.
    pub fn typeahead(&self, catalog: &Catalog) -> &TypeAhead {
        self.0.typeahead.get_or_init(|| TypeAhead::new(catalog))
    }

    /// What finds tropes by a word; `catalog` is the engine's own.
    pub fn trope_search(&self, catalog: &Catalog) -> &TropeSearch {
        self.0.trope_search.get_or_init(|| TropeSearch::new(catalog))
    }
}
