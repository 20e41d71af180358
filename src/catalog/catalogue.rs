//! The catalogue: all dramas over one vocabulary.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use thiserror::Error;

use crate::sorting::{sort_by, sort_by_key};

use super::counts::Counts;
use super::credits::Role;
use super::drama::{Drama, DramaIdx};
use super::facts::{Facts, Lists};
use super::kinds::Person;
use super::snapshots::Snapshots;
use super::storage::{MemoryStorage, Storage};
use super::titles::{self, Resolved, TitleError};
use super::trope::{TropeIdx, WarningIdx};
use super::vocabulary::Vocabulary;
use super::warned::{Warned, WarningBits, WarningState};

/// Why dramas do not make a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// Two dramas have one id.
    #[error("two dramas have the id `{id}`")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A strength is not in (0, 1], or strengths are not in trope order, or a trope is not in the
    /// vocabulary.
    #[error("the strengths of `{id}` are not in (0, 1], one a trope, in trope order")]
    BadStrengths {
        /// The drama.
        id: String,
    },
}

/// All dramas and the trope vocabulary. Cheap to clone: both are shared.
///
/// ```
/// let catalog = tropewise_dramas::catalog();
/// let drama = catalog.drama(catalog.resolve("그해 우리는")?.drama);
/// assert_eq!(drama.heading(), "Our Beloved Summer (2021)");
/// # Ok::<(), tropewise::catalog::TitleError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Catalog {
    vocabulary: Arc<Vocabulary>,
    snapshots: Snapshots,
    storage: Arc<dyn Storage>,
    /// What the dramas are warned of, where the storage has not laid it out; made at the first
    /// question.
    warned: Arc<OnceLock<Vec<Warned>>>,
    /// Made when a count is first asked for.
    counts: Arc<OnceLock<Counts>>,
}

impl Catalog {
    /// Puts the dramas in id order and checks that they make a catalogue over `vocabulary`.
    ///
    /// # Errors
    /// [`CatalogError`] when an id repeats or strengths are unfit.
    pub fn new(vocabulary: Vocabulary, mut dramas: Vec<Drama>) -> Result<Self, CatalogError> {
        sort_by(&mut dramas, |a, b| a.id.cmp(&b.id));
        if let Some(pair) = dramas.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(CatalogError::DuplicateId { id: pair[0].id.clone() });
        }
        if let Some(unfit) = dramas.iter().find(|drama| !drama.fits(vocabulary.len())) {
            return Err(CatalogError::BadStrengths { id: unfit.id.clone() });
        }
        Ok(Self::with_storage(vocabulary, MemoryStorage::new(dramas)))
    }

    /// A catalogue whose dramas stand elsewhere, in id order, their strengths over `vocabulary`.
    #[doc(hidden)]
    #[must_use]
    pub fn with_storage(vocabulary: Vocabulary, storage: impl Storage + 'static) -> Self {
        Self {
            vocabulary: Arc::new(vocabulary),
            snapshots: Snapshots::default(),
            storage: Arc::new(storage),
            warned: Arc::default(),
            counts: Arc::default(),
        }
    }

    /// The same catalogue with the days on which its facts were read.
    #[must_use]
    pub fn with_snapshots(self, snapshots: Snapshots) -> Self {
        Self { snapshots, ..self }
    }

    /// The days on which facts were read; none of a catalogue that does not say so.
    #[must_use]
    pub fn snapshots(&self) -> &Snapshots {
        &self.snapshots
    }

    /// How many dramas there are: the height of the strength matrix.
    #[must_use]
    pub fn len(&self) -> usize {
        self.storage.len()
    }

    /// Whether there is no drama at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.storage.is_empty()
    }

    /// The vocabulary.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The vocabulary, to attach learned weights.
    #[doc(hidden)]
    pub fn vocabulary_mut(&mut self) -> &mut Vocabulary {
        Arc::make_mut(&mut self.vocabulary)
    }

    /// All dramas, in id order. Reads the whole catalogue into memory where it is not there: ask
    /// for [`drama`](Self::drama), [`facts`](Self::facts) and [`strength`](Self::strength) where
    /// they will do.
    #[must_use]
    pub fn dramas(&self) -> Cow<'_, [Drama]> {
        self.storage.all()
    }

    /// The drama at a position.
    ///
    /// # Panics
    /// When the index is of another catalogue and past the end of this one.
    #[must_use]
    pub fn drama(&self, idx: DramaIdx) -> Cow<'_, Drama> {
        self.storage.drama(idx)
    }

    /// The drama at a position with what ranks it: id, English title, series, year and days, score,
    /// votes, followers and strengths. The rest may be missing, and is not read for it.
    #[must_use]
    pub(crate) fn outline(&self, idx: DramaIdx) -> Cow<'_, Drama> {
        self.storage.outline(idx)
    }

    /// The [outlines](Self::outline) of all dramas.
    #[must_use]
    pub(crate) fn outlines(&self) -> Cow<'_, [Drama]> {
        self.storage.outlines()
    }

    /// What filters and priors ask of a drama.
    ///
    /// # Panics
    /// As [`drama`](Self::drama).
    #[doc(hidden)]
    #[must_use]
    pub fn facts(&self, idx: DramaIdx) -> Facts {
        self.storage.facts(idx)
    }

    /// The facts that are in an [outline](Self::outline). The rest may be missing.
    ///
    /// # Panics
    /// As [`drama`](Self::drama).
    #[must_use]
    pub(crate) fn outline_facts(&self, idx: DramaIdx) -> Facts {
        self.storage.outline_facts(idx)
    }

    /// The people who had a role in a drama.
    ///
    /// # Panics
    /// As [`drama`](Self::drama).
    #[must_use]
    pub(crate) fn people(&self, idx: DramaIdx, role: Role) -> Cow<'_, [Person]> {
        self.storage.people(idx, role)
    }

    /// The marks of tropes that give an ending away in one drama alone, ascending.
    #[must_use]
    pub(crate) fn spoilers(&self) -> &[(DramaIdx, TropeIdx)] {
        self.storage.spoilers()
    }

    /// How a drama stands to a warning: whether it occurs, perhaps does, or does not as far as its
    /// readers know.
    ///
    /// # Panics
    /// As [`drama`](Self::drama).
    #[doc(hidden)]
    #[must_use]
    pub fn warned(&self, idx: DramaIdx, warning: WarningIdx) -> WarningState {
        let laid_out = self.storage.warned(idx);
        laid_out.unwrap_or_else(|| self.warned_table()[idx.at()]).of(warning)
    }

    fn warned_table(&self) -> &[Warned] {
        self.warned.get_or_init(|| {
            let bits = WarningBits::new(&self.vocabulary);
            self.dramas().iter().map(|drama| bits.of(drama, &drama.strengths)).collect()
        })
    }

    /// What is counted over all dramas. The first to ask waits while every drama is read.
    #[doc(hidden)]
    #[must_use]
    pub fn counts(&self) -> &Counts {
        self.counts.get_or_init(|| Counts::of(self))
    }

    /// The lists of networks and services that [`facts`](Self::facts) refer to, and the marks of
    /// spoilers.
    #[doc(hidden)]
    #[must_use]
    pub fn lists(&self) -> &Lists {
        self.storage.lists()
    }

    /// Whether naming a trope gives a drama's end or great twist away: the trope always does, or it
    /// is marked for this drama.
    #[must_use]
    pub fn gives_away(&self, idx: DramaIdx, trope: TropeIdx) -> bool {
        self.vocabulary.trope(trope).spoiler || self.spoilers().binary_search(&(idx, trope)).is_ok()
    }

    /// Strength of a trope in a drama, in [0, 1].
    ///
    /// # Panics
    /// As [`drama`](Self::drama).
    #[must_use]
    pub fn strength(&self, idx: DramaIdx, trope: TropeIdx) -> f32 {
        self.storage.strength(idx, trope)
    }

    /// All positions, in id order.
    pub fn indices(&self) -> impl Iterator<Item = DramaIdx> + use<> {
        (0..self.len() as u32).map(DramaIdx)
    }

    /// The drama with exactly this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<DramaIdx> {
        self.storage.find(id)
    }

    /// Mean strength of a trope over some dramas, in [0, 1]; 0 for none.
    #[doc(hidden)]
    #[must_use]
    pub fn mean_strength(&self, dramas: &[DramaIdx], trope: TropeIdx) -> f64 {
        let strength = |drama: &DramaIdx| f64::from(self.strength(*drama, trope));
        dramas.iter().map(strength).sum::<f64>() / dramas.len().max(1) as f64
    }

    /// The drama that a typed title means.
    ///
    /// # Errors
    /// [`TitleError`] when none or several may be meant.
    pub fn resolve(&self, name: &str) -> Result<Resolved, TitleError> {
        titles::resolve(&*self.storage, name)
    }

    /// The drama that a title means as it is spelled.
    ///
    /// # Errors
    /// [`TitleError::Ambiguous`] when several dramas have this title.
    #[doc(hidden)]
    pub fn named(&self, name: &str) -> Result<Option<DramaIdx>, TitleError> {
        titles::named(&*self.storage, name)
    }

    /// The drama that is clearly meant by a mistyped title.
    #[must_use]
    pub(crate) fn mistyped(&self, name: &str) -> Option<DramaIdx> {
        titles::mistyped(&*self.storage, name)
    }

    /// The drama that is clearly meant by a mistyped title, or else what to say of it.
    ///
    /// # Errors
    /// [`TitleError::Unknown`] when no drama is clearly meant.
    pub(crate) fn mistyped_or_unknown(&self, name: &str) -> Result<DramaIdx, TitleError> {
        titles::mistyped_or_unknown(&*self.storage, name)
    }

    /// What to say of a title that means no drama.
    #[doc(hidden)]
    #[must_use]
    pub fn unknown(&self, name: &str) -> TitleError {
        titles::unknown(&*self.storage, name)
    }

    /// The drama that has this title or alias, `Title (year)`, or a title with its year, season or
    /// article spelled another way; an id is none.
    ///
    /// # Errors
    /// [`TitleError::Ambiguous`] when several dramas have this title.
    pub(crate) fn titled(&self, title: &str) -> Result<Option<DramaIdx>, TitleError> {
        titles::titled(&*self.storage, title)
    }

    /// The drama whose titles, or those of its series, alone begin so. Compares them all.
    #[must_use]
    pub(crate) fn begun(&self, title: &str) -> Option<DramaIdx> {
        titles::begun(&*self.storage, title)
    }

    /// All dramas of which a title begins so, ascending. Compares them all.
    #[must_use]
    pub(crate) fn beginning(&self, title: &str) -> Vec<DramaIdx> {
        titles::beginning_so(&*self.storage, title)
    }

    /// The drama that has exactly this title.
    #[must_use]
    pub(crate) fn find_title(&self, title: &str) -> Option<DramaIdx> {
        titles::exact(&*self.storage, title)
    }

    /// The dramas whose titles match a word.
    #[must_use]
    pub fn search(&self, word: &str) -> Vec<DramaIdx> {
        titles::search(&*self.storage, word)
    }

    /// The dramas for which a person was this, ascending. People are told apart as
    /// [`Person::is`] does.
    #[must_use]
    pub(crate) fn credited(&self, role: Role, person: &Person) -> Vec<DramaIdx> {
        let mut dramas = Vec::new();
        for key in Role::lookup_keys(person) {
            dramas.extend(self.storage.credited(role, &key).iter().copied());
        }
        // What one key found stands in order.
        if !dramas.is_sorted() {
            sort_by_key(&mut dramas, |idx| *idx);
        }
        dramas.dedup();
        dramas
    }

    /// The dramas of the series of this one, itself among them, ascending; itself alone where it
    /// has none.
    #[must_use]
    pub fn story(&self, idx: DramaIdx) -> Vec<DramaIdx> {
        if self.outline_facts(idx).series().is_none() {
            return vec![idx];
        }
        let drama = self.outline(idx);
        let members = drama.series.as_deref().map(|slug| self.storage.series(slug).into_owned());
        members.filter(|members| members.contains(&idx)).unwrap_or_else(|| vec![idx])
    }

    /// Where what the dramas are read from was found damaged; see [`Storage::damage`].
    #[doc(hidden)]
    #[must_use]
    pub fn damage(&self) -> Option<usize> {
        self.storage.damage()
    }

    /// The strength matrix, dense, shape `(n_dramas, n_tropes)`, values in [0, 1].
    #[cfg(feature = "internals")]
    #[must_use]
    pub fn strength_matrix(&self) -> ndarray::Array2<f32> {
        let mut matrix = ndarray::Array2::zeros((self.len(), self.vocabulary.len()));
        for (mut row, drama) in matrix.rows_mut().into_iter().zip(self.dramas().iter()) {
            for s in &drama.strengths {
                row[s.trope.at()] = s.strength;
            }
        }
        matrix
    }

    /// Takes the catalogue apart, to build another from its pieces.
    #[doc(hidden)]
    #[must_use]
    pub fn into_parts(self) -> (Vocabulary, Vec<Drama>, Snapshots) {
        let dramas = self.storage.all().into_owned();
        (Arc::unwrap_or_clone(self.vocabulary), dramas, self.snapshots)
    }
}
