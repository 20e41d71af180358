//! A catalogue that was opened, and is lent.

use std::sync::{Arc, OnceLock};

#[cfg(feature = "batch")]
use crate::batch::Batch;
use crate::catalog::{Catalog, Damaged};
use crate::index::Vectors;
use crate::query::QueryError;
use crate::rank::{Recommender, Settings};
use crate::schema::{Answer, QueryRequest};
#[cfg(feature = "index")]
use crate::store::index_file::IndexFile;
#[cfg(feature = "text")]
use crate::store::rows::RowNote;

/// A catalogue that can be asked. `Sync`: open it once, share it between threads.
///
/// An index file is read as it is asked for, so damage may be found at any time. Therefore the
/// catalogue is only lent: whatever was computed from it comes back when all that was read was
/// sound, and [`Damaged`] otherwise.
#[derive(Debug)]
pub struct Opened {
    pub(super) catalog: Catalog,
    /// Vectors that were compiled before, until the recommender takes them.
    vectors: Option<Vectors>,
    recommender: OnceLock<Arc<Recommender>>,
    replaced: usize,
    #[cfg(feature = "text")]
    pub(super) notes: Vec<RowNote>,
}

impl Opened {
    pub(super) fn new(catalog: Catalog) -> Self {
        Self {
            catalog,
            vectors: None,
            recommender: OnceLock::new(),
            replaced: 0,
            #[cfg(feature = "text")]
            notes: Vec::new(),
        }
    }

    /// With what was told of the rows it was read from.
    #[cfg(feature = "text")]
    pub(super) fn with_notes(self, notes: Vec<RowNote>) -> Self {
        Self { notes, ..self }
    }

    /// With how many dramas an overlay replaced.
    #[cfg(feature = "text")]
    pub(super) fn with_replaced(self, replaced: usize) -> Self {
        Self { replaced, ..self }
    }

    #[cfg(feature = "index")]
    pub(super) fn indexed(file: IndexFile) -> Self {
        let IndexFile { catalog, vectors, .. } = file;
        Self { vectors: Some(vectors), ..Self::new(catalog) }
    }

    /// How many dramas of the catalogue the overlay replaces.
    #[must_use]
    pub fn replaced(&self) -> usize {
        self.replaced
    }

    /// What was guessed or passed over where the catalogue was read from rows.
    #[cfg(feature = "text")]
    #[must_use]
    pub fn notes(&self) -> &[RowNote] {
        &self.notes
    }

    /// Computes something with the recommender.
    ///
    /// # Errors
    /// [`Damaged`] when something read until now, by this computation or an earlier one, was
    /// damaged.
    pub fn read<T>(&self, compute: impl FnOnce(&Recommender) -> T) -> Result<T, Damaged> {
        let computed = compute(self.recommender());
        sound(&self.catalog)?;
        Ok(computed)
    }

    /// Computes something from the catalogue alone; nothing is made ready for ranking.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_catalog<T>(&self, compute: impl FnOnce(&Catalog) -> T) -> Result<T, Damaged> {
        let computed = compute(&self.catalog);
        sound(&self.catalog)?;
        Ok(computed)
    }

    /// Checks a request and answers it.
    ///
    /// # Errors
    /// As [`Recommender::recommend`].
    pub fn recommend(&self, request: &QueryRequest) -> Result<Answer, QueryError> {
        self.read(|recommender| recommender.recommend(request))
            .unwrap_or_else(|Damaged { at }| Err(QueryError::Damaged { at }))
    }

    /// Checks requests and answers them together.
    #[must_use]
    pub fn recommend_each(&self, requests: &[QueryRequest]) -> Vec<Result<Answer, QueryError>> {
        self.read(|recommender| recommender.recommend_each(requests)).unwrap_or_else(
            |Damaged { at }| requests.iter().map(|_| Err(QueryError::Damaged { at })).collect(),
        )
    }

    /// The catalogue itself, read into memory: what comes back is all there and sound.
    ///
    /// # Errors
    /// [`Damaged`] when any of it is damaged.
    pub fn into_catalog(self) -> Result<Catalog, Damaged> {
        let Self { catalog, vectors, .. } = self;
        if vectors.is_none() {
            sound(&catalog)?;
            return Ok(catalog);
        }
        let read = catalog.clone().into_parts();
        sound(&catalog)?;
        let (vocabulary, dramas, snapshots) = read;
        let in_memory = Catalog::new(vocabulary, dramas).map_err(|_| Damaged { at: 0 })?;
        Ok(in_memory.with_snapshots(snapshots))
    }

    /// Streams of questions over this catalogue.
    #[cfg(feature = "batch")]
    #[must_use]
    pub fn batch(&self) -> Batch {
        Batch::new(Arc::clone(self.recommender()))
    }

    /// Made ready for ranking when it is first asked for.
    fn recommender(&self) -> &Arc<Recommender> {
        self.recommender.get_or_init(|| {
            let catalog = self.catalog.clone();
            Arc::new(match &self.vectors {
                Some(vectors) => {
                    Recommender::with_vectors(catalog, vectors.clone(), Settings::default())
                        .expect("the defaults are in range")
                }
                None => Recommender::new(catalog),
            })
        })
    }
}

/// Whether all that was read of a catalogue so far was sound.
pub(super) fn sound(catalog: &Catalog) -> Result<(), Damaged> {
    catalog.damage().map_or(Ok(()), |at| Err(Damaged { at }))
}
