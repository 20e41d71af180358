//! How a recommender is made, and which ranker finds its answers.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::catalog::Catalog;
use crate::index::{BLOCK, Quantised, VectorIndex, Vectors};
use crate::rank::blocks::BlockRanker;
use crate::rank::count_cache::CountCache;
use crate::rank::dense::DenseRanker;
use crate::rank::normalisation::LengthNormalisation;
use crate::rank::prior_columns::PriorColumns;
use crate::rank::ranker::{Ranker, ScanRanker};
use crate::rank::settings::{Settings, SettingsError};
use crate::rank::veil::Spoilers;
use crate::rank::weights;

use super::Recommender;

/// From this share of non-zero strengths up the dense ranker is used. It overtakes the scan at any
/// share tried (65 against 140 µs at 0.0625 on 2,000 x 1,128; `cargo bench -- "dense or scan"`),
/// but its codes take a byte for every trope, present or not.
const DENSE_FROM: f64 = 0.2;

/// Whether most strengths are non-zero, so that rows are better quantised whole than by columns.
#[must_use]
pub fn is_dense(index: &VectorIndex) -> bool {
    let cells = (index.len() * index.n_tropes()).max(1);
    index.n_values() as f64 / cells as f64 >= DENSE_FROM
}

/// From so many dramas up blocks are made at once, and kept in index files.
pub const BLOCKS_FROM: usize = BLOCK;

/// From so many dramas up the blocks overtake the scan (`cargo bench -- "blocks or scan"`: between
/// 250 and 500). Those of fewer than [`BLOCKS_FROM`] are made when [`FEW_QUESTIONS`] were asked.
const BLOCKS_LATER_FROM: usize = 500;

/// So many questions cost no more by the scan than making the blocks of a thousand dramas does.
const FEW_QUESTIONS: usize = 8;

/// What ranks over vectors that were quantised before, under the normalisation they were made with.
#[inline(never)] // A browser never compiles it.
fn ranker_over(
    quantised: Quantised,
    made_under: &LengthNormalisation,
    priors: &PriorColumns,
) -> Box<dyn Ranker> {
    match quantised {
        Quantised::Blocks(made) => {
            Box::new(BlockRanker::with_blocks(made, made_under).with_priors(priors.clone()))
        }
        Quantised::Codes(codes) => Box::new(DenseRanker::with_codes(codes, made_under)),
    }
}

/// What ranks an index of rows from the first question on; none where that is a scan until there were
/// more.
fn first_ranker(
    index: &VectorIndex,
    normalisation: &LengthNormalisation,
    priors: &PriorColumns,
) -> Option<Box<dyn Ranker>> {
    if is_dense(index) || index.len() >= BLOCKS_FROM {
        return Some(large_ranker(index, normalisation, priors));
    }
    if index.len() >= BLOCKS_LATER_FROM { None } else { Some(Box::new(ScanRanker)) }
}

/// What ranks an index that is dense or large.
#[inline(never)] // A browser never compiles it.
fn large_ranker(
    index: &VectorIndex,
    normalisation: &LengthNormalisation,
    priors: &PriorColumns,
) -> Box<dyn Ranker> {
    if is_dense(index) {
        return Box::new(DenseRanker::new(index, normalisation));
    }
    Box::new(BlockRanker::new(index, normalisation).with_priors(priors.clone()))
}

impl Recommender {
    /// A recommender with the default settings.
    #[must_use]
    pub fn new(catalog: Catalog) -> Self {
        Self::build(catalog, Settings::default())
    }

    /// A recommender with settings of your own.
    ///
    /// # Errors
    /// [`SettingsError`] when one is out of range.
    pub fn with_settings(catalog: Catalog, settings: Settings) -> Result<Self, SettingsError> {
        settings.check()?;
        Ok(Self::build(catalog, settings))
    }

    /// A recommender over vectors that were compiled before; they must be those of the catalogue.
    ///
    /// # Errors
    /// [`SettingsError`] when a setting is out of range.
    #[doc(hidden)]
    pub fn with_vectors(
        catalog: Catalog,
        vectors: Vectors,
        settings: Settings,
    ) -> Result<Self, SettingsError> {
        settings.check()?;
        Ok(Self::assemble(catalog, vectors, settings))
    }

    fn build(catalog: Catalog, settings: Settings) -> Self {
        let learned = weights::for_catalog(&catalog);
        let dramas = catalog.outlines();
        let rows = dramas.iter().map(|drama| {
            drama.strengths.iter().map(|s| (s.trope.0, weights::salience(s.strength)))
        });
        let weights = learned.weights;
        let spoilers = Spoilers::of(&catalog);
        let PriorColumns { popularity, years, acclaim } = PriorColumns::of(&dramas);
        let vectors = Vectors {
            rows: VectorIndex::build(rows, &weights).veiled(|at, trope| spoilers.hide(at, trope)),
            quantised: None,
            quantised_b: settings.seed_b,
            weights,
            mean_norm: learned.mean_norm,
            popularity,
            years,
            acclaim,
        };
        drop(dramas);
        Self::assemble(catalog, vectors, settings)
    }

    fn assemble(catalog: Catalog, vectors: Vectors, settings: Settings) -> Self {
        let Vectors { rows: index, quantised, quantised_b, weights, mean_norm, .. } = vectors;
        let Vectors { popularity, years, acclaim, .. } = vectors;
        let priors = PriorColumns { popularity, years, acclaim };
        let pivot = f64::from(mean_norm);
        let seed_normalisation = LengthNormalisation::veiled(&index, settings.seed_b, pivot);
        let ranker = match quantised {
            Some(quantised) => {
                let made_under = LengthNormalisation::veiled(&index, quantised_b, pivot);
                Some(ranker_over(quantised, &made_under, &priors))
            }
            None => first_ranker(&index, &seed_normalisation, &priors),
        };
        Self {
            wish_normalisation: LengthNormalisation::new(&index, settings.wish_b, pivot),
            seed_normalisation,
            priors,
            weights,
            index,
            settings,
            ranker: ranker.map_or_else(OnceLock::new, OnceLock::from),
            scanned: AtomicUsize::new(0),
            spoilers: Spoilers::of(&catalog),
            counts: CountCache::default(),
            catalog,
        }
    }

    /// Uses another ranker. All give the same answers.
    #[doc(hidden)]
    #[must_use]
    pub fn with_ranker(mut self, ranker: impl Ranker + 'static) -> Self {
        self.ranker = OnceLock::from(Box::new(ranker) as Box<dyn Ranker>);
        self
    }

    /// What finds the answers of so many questions more.
    pub(super) fn ranker(&self, questions: usize) -> &dyn Ranker {
        if let Some(ranker) = self.ranker.get() {
            return &**ranker;
        }
        if self.scanned.fetch_add(questions, Ordering::Relaxed) < FEW_QUESTIONS {
            return &ScanRanker;
        }
        let made = self.ranker.get_or_init(|| {
            let blocks = BlockRanker::new(&self.index, &self.seed_normalisation);
            Box::new(blocks.with_priors(self.priors.clone()))
        });
        &**made
    }
}
