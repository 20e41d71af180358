//! Plain questions to the ranker that the program would use: similarity alone, nothing left out.

use std::borrow::Cow;

use ndarray::Array1;
use tropewise::catalog::DramaIdx;
use tropewise::index::VectorIndex;
use tropewise::rank::{
    BlockRanker, Counts, DenseRanker, Direction, Hit, LengthNormalisation, RowRules, Search, Side,
    Similarity, is_dense,
};

/// Rows of `(trope, value)`, tropes ascending.
pub type Rows = Vec<Vec<(u16, f32)>>;

/// Vectors, and questions about them.
pub struct Plain {
    pub index: VectorIndex,
    pub questions: VectorIndex,
    normalisation: LengthNormalisation,
    pub ranker: Either,
    k: usize,
}

/// Every row may be answered, and its base is its score.
struct BaseAlone;

impl RowRules for BaseAlone {
    fn allowed(&self, _row: usize) -> bool {
        true
    }

    fn adjusted(&self, row: usize, base: f32) -> Option<Hit> {
        (base > 0.0).then(|| Hit::plain(DramaIdx(row as u32), base))
    }
}

/// The ranker that the program would use for so many rows.
pub enum Either {
    Blocks(BlockRanker),
    Dense(DenseRanker),
}

impl Plain {
    /// Lays rows out and quantises them.
    pub fn new(items: Rows, questions: Rows, n_tropes: usize, k: usize) -> Self {
        let weights = vec![1.0; n_tropes];
        let index = VectorIndex::build(items, &weights);
        let questions = VectorIndex::build(questions, &weights);
        let normalisation = LengthNormalisation::new(&index, 1.0, 1.0);
        let ranker = if is_dense(&index) {
            Either::Dense(DenseRanker::new(&index, &normalisation))
        } else {
            Either::Blocks(BlockRanker::new(&index, &normalisation))
        };
        Self { index, questions, normalisation, ranker, k }
    }

    /// Bytes of rows and codes.
    #[allow(dead_code, reason = "the benches do not ask")]
    pub fn size(&self) -> usize {
        let codes = match &self.ranker {
            Either::Blocks(ranker) => ranker.blocks().size(),
            Either::Dense(ranker) => ranker.codes().size(),
        };
        codes + 6 * self.index.n_values()
    }

    /// The ids of the k best for one question.
    pub fn one(&self, question: usize) -> Vec<u32> {
        self.many(&[question]).pop().unwrap_or_default()
    }

    /// The ids of the k best for each of several questions, asked together.
    pub fn many(&self, questions: &[usize]) -> Vec<Vec<u32>> {
        let similarities: Vec<Similarity<'_>> =
            questions.iter().map(|question| self.similarity(*question)).collect();
        let search = |similarity| Search { similarity, rules: &BaseAlone, k: self.k };
        let searches: Vec<Search<'_>> = similarities.iter().map(search).collect();
        let found = match &self.ranker {
            Either::Blocks(ranker) => ranker.search(&searches),
            Either::Dense(ranker) => ranker.search(&searches),
        };
        found.into_iter().map(|hits| hits.iter().map(|hit| hit.drama.0).collect()).collect()
    }

    fn similarity(&self, question: usize) -> Similarity<'_> {
        let mut vector = Array1::zeros(self.questions.n_tropes());
        self.questions.row(question).iter().for_each(|(trope, value)| vector[trope] = value);
        let directions = vec![Direction::new(vector).expect("a question has tropes")];
        let side = Side {
            directions,
            counts: Counts::Nearest,
            share: 1.0,
            normalisation: Cow::Borrowed(&self.normalisation),
        };
        Similarity::new(&self.index, vec![side])
    }
}
