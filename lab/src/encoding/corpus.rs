//! The texts that are learned from and measured on: synopses of a reference folder, and the
//! summaries that the catalogue's own entries have.

use std::collections::HashMap;
use std::path::Path;

use ndarray::Array2;
use sha2::{Digest, Sha256};
use tropewise::catalog::DramaIdx;
use tropewise::encode::{Lexicon, Markup, read};
use tropewise::eval::Judgements;
use tropewise::store::relevance::{JudgementFiles, read_judgements, read_table};
use tropewise::store::text::{CatalogFiles, parse_lexicon};
use tropewise::{Catalog, Recommender};

/// How many folds the dramas fall into.
pub const FOLDS: usize = 10;

/// Strength from which a trope matters: level 3.
pub const MATTERS: f32 = 0.6 - 1e-6;

/// Everything that is read.
pub struct Corpus {
    /// Ranks as the program does.
    pub recommender: Recommender,
    /// What viewers recommend.
    pub judgements: Judgements,
    /// The text of each drama's synopsis, in catalogue order; empty when there is none.
    pub synopses: Vec<String>,
    /// The one-line summary of each drama's entry.
    pub summaries: Vec<String>,
    /// Strengths, shape `(n_dramas, n_tropes)`.
    pub strengths: Array2<f32>,
    /// The fold of each drama; the seasons of one story are in one fold.
    pub fold: Vec<usize>,
    /// Which words point to which trope, the names of the vocabulary included.
    pub lexicon: Lexicon,
    /// The names of the vocabulary alone.
    pub names: Lexicon,
}

/// A part of the seeds; the split is that of `lab/src/quality`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What choices are made by.
    Development,
    /// What is only measured.
    HeldOut,
}

fn hashed(text: &str, divisor: usize) -> usize {
    Sha256::digest(text).iter().map(|byte| usize::from(*byte)).sum::<usize>() % divisor
}

impl Corpus {
    /// Opens the shipped catalogue, the lexicon in `data` and the reference folder.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let recommender = Recommender::new(tropewise_dramas::catalog());
        let catalog = recommender.catalog();
        let files = JudgementFiles { folder: Some(folder.to_owned()), ..JudgementFiles::default() };
        let read = read_judgements(&files, catalog).map_err(|error| error.to_string())?;
        let judgements = Judgements::new(read.pairs, read.pool);
        let by_number: HashMap<u32, String> = read_table(&folder.join("synopses.csv"))
            .map_err(|error| error.to_string())?
            .into_iter()
            .filter_map(|mut row| Some((row.get("mdl_id")?.parse().ok()?, row.remove("synopsis")?)))
            .collect();
        let sources =
            CatalogFiles::folder(Path::new("data/lexicon")).map_err(|error| error.to_string())?;
        let mut lexicon = parse_lexicon(&sources).map_err(|mistakes| mistakes[0].to_string())?;
        let mut names = Lexicon::default();
        for list in [&mut lexicon, &mut names] {
            list.add_vocabulary(catalog.vocabulary());
        }
        let dramas: Vec<DramaIdx> = catalog.indices().collect();
        let synopsis = |idx: &DramaIdx| catalog.drama(*idx).mdl.and_then(|mdl| by_number.get(&mdl));
        let fold = |idx: &DramaIdx| {
            let drama = catalog.drama(*idx);
            hashed(
                &format!("tropewise-encode:{}", drama.series.as_ref().unwrap_or(&drama.id)),
                FOLDS,
            )
        };
        Ok(Self {
            synopses: dramas
                .iter()
                .map(|idx| synopsis(idx).map_or_else(String::new, |text| plain(text)))
                .collect(),
            summaries: dramas.iter().map(|idx| catalog.drama(*idx).summary.clone()).collect(),
            strengths: catalog.strength_matrix(),
            fold: dramas.iter().map(fold).collect(),
            judgements,
            lexicon,
            names,
            recommender,
        })
    }

    /// The catalogue.
    pub fn catalog(&self) -> &Catalog {
        self.recommender.catalog()
    }

    /// How many dramas there are.
    pub fn n_dramas(&self) -> usize {
        self.synopses.len()
    }

    /// How many tropes there are.
    pub fn n_tropes(&self) -> usize {
        self.strengths.ncols()
    }

    /// The dramas to learn from when a fold is to be judged; all of them for none.
    pub fn training(&self, judged: Option<usize>) -> Vec<usize> {
        (0..self.n_dramas()).filter(|drama| Some(self.fold[*drama]) != judged).collect()
    }

    /// The dramas that a fold is judged on.
    pub fn judged(&self, fold: usize) -> Vec<usize> {
        (0..self.n_dramas())
            .filter(|drama| self.fold[*drama] == fold && !self.synopses[*drama].is_empty())
            .collect()
    }

    /// Which part a seed belongs to.
    pub fn part(&self, seed: DramaIdx) -> Part {
        let number = self.catalog().drama(seed).mdl.unwrap_or_default();
        if hashed(&format!("tropewise-holdout:{number}"), 3) == 0 {
            Part::HeldOut
        } else {
            Part::Development
        }
    }
}

/// What the reader leaves of a synopsis.
fn plain(text: &str) -> String {
    let sections = read(text, 0, Markup::Plain, false, &|_, _| None);
    let sections = sections.map(|found| found.sections).unwrap_or_default();
    sections.iter().map(|section| section.body.text()).collect::<Vec<_>>().join("\n\n")
}
