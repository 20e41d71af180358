//! The catalogue: all dramas over one vocabulary.

use std::sync::OnceLock;

use ndarray::Array2;
use thiserror::Error;

use super::drama::{Drama, DramaIdx};
use super::titles::{Resolved, TitleError, TitleIndex};
use super::trope::{TropeIdx, Vocabulary};

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

/// All dramas and the trope vocabulary.
#[derive(Debug, Clone)]
pub struct Catalog {
    vocabulary: Vocabulary,
    dramas: Vec<Drama>,
    /// Made at the first title asked for: ranking by wishes alone needs none.
    titles: OnceLock<TitleIndex>,
}

impl Catalog {
    /// Puts the dramas in id order and checks that they make a catalogue over `vocabulary`.
    ///
    /// # Errors
    /// [`CatalogError`] when an id repeats or strengths are unfit.
    pub fn new(vocabulary: Vocabulary, mut dramas: Vec<Drama>) -> Result<Self, CatalogError> {
        dramas.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(pair) = dramas.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(CatalogError::DuplicateId { id: pair[0].id.clone() });
        }
        for drama in &dramas {
            let ordered = drama.strengths.windows(2).all(|pair| pair[0].trope < pair[1].trope);
            let fit = |s: f32| s > 0.0 && s <= 1.0;
            if !ordered
                || !drama
                    .strengths
                    .iter()
                    .all(|s| fit(s.strength) && s.trope.at() < vocabulary.len())
            {
                return Err(CatalogError::BadStrengths { id: drama.id.clone() });
            }
        }
        Ok(Self { vocabulary, dramas, titles: OnceLock::new() })
    }

    /// How many dramas there are: the height of the strength matrix.
    #[must_use]
    pub fn len(&self) -> usize {
        self.dramas.len()
    }

    /// Whether there is no drama at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.dramas.is_empty()
    }

    /// The vocabulary.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The vocabulary, to attach learned weights.
    pub fn vocabulary_mut(&mut self) -> &mut Vocabulary {
        &mut self.vocabulary
    }

    /// The dramas, in id order.
    #[must_use]
    pub fn dramas(&self) -> &[Drama] {
        &self.dramas
    }

    /// The drama at a position.
    ///
    /// # Panics
    /// When the index is of another catalogue and past the end of this one.
    #[must_use]
    pub fn drama(&self, idx: DramaIdx) -> &Drama {
        &self.dramas[idx.at()]
    }

    /// All positions, in id order.
    pub fn indices(&self) -> impl Iterator<Item = DramaIdx> + use<> {
        (0..self.dramas.len() as u32).map(DramaIdx)
    }

    /// The drama with exactly this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<DramaIdx> {
        let at = self.dramas.binary_search_by(|drama| drama.id.as_str().cmp(id)).ok()?;
        Some(DramaIdx(at as u32))
    }

    /// Mean strength of a trope over some dramas, in [0, 1]; 0 for none.
    #[must_use]
    pub fn mean_strength(&self, dramas: &[DramaIdx], trope: TropeIdx) -> f64 {
        let strength = |drama: &DramaIdx| f64::from(self.drama(*drama).strength(trope));
        dramas.iter().map(strength).sum::<f64>() / dramas.len().max(1) as f64
    }

    /// The drama that a typed title means; see [`TitleIndex::resolve`].
    ///
    /// # Errors
    /// [`TitleError`] when none or several may be meant.
    pub fn resolve(&self, name: &str) -> Result<Resolved, TitleError> {
        self.titles().resolve(name, &self.dramas)
    }

    /// The drama that has exactly this title; see [`TitleIndex::exact`].
    #[must_use]
    pub fn find_title(&self, title: &str) -> Option<DramaIdx> {
        self.titles().exact(title, &self.dramas)
    }

    /// The dramas whose titles match a word; see [`TitleIndex::search`].
    #[must_use]
    pub fn search(&self, word: &str) -> Vec<DramaIdx> {
        self.titles().search(word, &self.dramas)
    }

    fn titles(&self) -> &TitleIndex {
        self.titles.get_or_init(|| TitleIndex::new(&self.dramas))
    }

    /// The strength matrix, dense, shape `(n_dramas, n_tropes)`, values in [0, 1].
    #[must_use]
    pub fn strength_matrix(&self) -> Array2<f32> {
        let mut matrix = Array2::zeros((self.dramas.len(), self.vocabulary.len()));
        for (mut row, drama) in matrix.rows_mut().into_iter().zip(&self.dramas) {
            for s in &drama.strengths {
                row[s.trope.at()] = s.strength;
            }
        }
        matrix
    }

    /// Takes the catalogue apart, to build another from its pieces.
    #[must_use]
    pub fn into_parts(self) -> (Vocabulary, Vec<Drama>) {
        (self.vocabulary, self.dramas)
    }
}
