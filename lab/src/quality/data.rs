//! The catalogue as matrices, the seeds with what viewers recommend, and how they are split.

use std::collections::BTreeMap;
use std::path::Path;

use ndarray::Array2;
use sha2::{Digest, Sha256};
use tropewise::catalog::{Catalog, DramaIdx};
use tropewise::eval::{Judgements, ndcg, rank_all};
use tropewise::store::relevance::{JudgementFiles, read_judgements};
use tropewise::{Query, QueryRequest, Recommender};

use crate::table::Scores;

/// How many folds the development seeds fall into.
pub const FOLDS: usize = 5;

/// A part of the seeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What may be looked at.
    Development,
    /// What is only measured.
    HeldOut,
}

/// What everything is measured on.
pub struct Data {
    /// Ranks as the program does.
    pub recommender: Recommender,
    /// What viewers recommend.
    pub judgements: Judgements,
    /// Strengths, shape `(n_dramas, n_tropes)`.
    pub strengths: Array2<f64>,
    /// The seeds with their relevant dramas, in id order.
    pub seeds: Vec<(DramaIdx, Vec<DramaIdx>)>,
    part: Vec<Part>,
    /// The fold of each seed.
    pub fold: Vec<usize>,
}

/// The remainder of a hash of `text` by 3 or 5: 256 leaves 1 by both, so the bytes may be summed.
pub fn hashed(text: &str, divisor: usize) -> usize {
    Sha256::digest(text).iter().map(|byte| usize::from(*byte)).sum::<usize>() % divisor
}

impl Data {
    /// Opens the shipped catalogue and the judgements of a folder.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let recommender = Recommender::new(tropewise_dramas::catalog());
        let files = JudgementFiles { folder: Some(folder.to_owned()), ..JudgementFiles::default() };
        let read =
            read_judgements(&files, recommender.catalog()).map_err(|error| error.to_string())?;
        let judgements = Judgements::new(read.pairs, read.pool);
        let catalog = recommender.catalog();
        let seeds: Vec<_> =
            judgements.relevant.iter().map(|(seed, list)| (*seed, list.clone())).collect();
        let number = |seed: DramaIdx| catalog.drama(seed).mdl.unwrap_or_default();
        let part = |seed| match hashed(&format!("tropewise-holdout:{}", number(seed)), 3) {
            0 => Part::HeldOut,
            _ => Part::Development,
        };
        let fold = |seed| hashed(&format!("tropewise-fold:{}", number(seed)), FOLDS);
        Ok(Self {
            strengths: catalog.strength_matrix().mapv(f64::from),
            part: seeds.iter().map(|(seed, _)| part(*seed)).collect(),
            fold: seeds.iter().map(|(seed, _)| fold(*seed)).collect(),
            seeds,
            judgements,
            recommender,
        })
    }

    pub fn catalog(&self) -> &Catalog {
        self.recommender.catalog()
    }

    pub fn n_dramas(&self) -> usize {
        self.strengths.nrows()
    }

    /// Positions of the seeds of a part.
    pub fn part(&self, part: Part) -> Vec<usize> {
        (0..self.seeds.len()).filter(|at| self.part[*at] == part).collect()
    }

    /// The development seeds to learn from when a fold is to be judged; all of them for none.
    pub fn training(&self, judged: Option<usize>) -> Vec<usize> {
        let mut seeds = self.part(Part::Development);
        seeds.retain(|seed| Some(self.fold[*seed]) != judged);
        seeds
    }

    /// Whether a drama may be answered to a seed: in the pool, neither the seed nor of its series.
    pub fn may_answer(&self, seed: usize, drama: usize) -> bool {
        let (catalog, own) = (self.catalog(), self.seeds[seed].0);
        let other = DramaIdx(drama as u32);
        let series = |idx: DramaIdx| catalog.facts(idx).series();
        let same = series(own).is_some() && series(own) == series(other);
        own != other && !same && self.judgements.pool.contains(&other)
    }

    /// The scores of a similarity matrix, shape `(n_seeds, n_dramas)`; ties go to the lower id.
    pub fn score(&self, similarity: &Array2<f64>) -> Scores {
        let rank = |seed: usize| {
            let row = similarity.row(seed);
            let mut order: Vec<usize> =
                (0..self.n_dramas()).filter(|drama| self.may_answer(seed, *drama)).collect();
            order.sort_by(|a, b| row[*b].total_cmp(&row[*a]).then(a.cmp(b)));
            ndcg(&self.stories(seed, &order), &self.seeds[seed].1, 10)
        };
        Scores((0..self.seeds.len()).map(rank).collect())
    }

    /// The first ten stories of an order, each as where it begins.
    fn stories(&self, seed: usize, order: &[usize]) -> Vec<DramaIdx> {
        let mut stories: Vec<DramaIdx> = Vec::new();
        for drama in order {
            let mut story = self.catalog().story(DramaIdx(*drama as u32));
            story.retain(|part| self.may_answer(seed, part.at()));
            let year = |part: &DramaIdx| self.catalog().facts(*part).year().unwrap_or(u16::MAX);
            let Some(first) = story.into_iter().min_by_key(|part| (year(part), *part)) else {
                continue;
            };
            if !stories.contains(&first) {
                stories.push(first);
            }
            if stories.len() == 10 {
                break;
            }
        }
        stories
    }

    /// For how many of some seeds the first of one matrix is among the first three of another, as a
    /// share.
    pub fn first_kept(&self, seeds: &[usize], first: &Array2<f64>, other: &Array2<f64>) -> f64 {
        let kept = |seed: &&usize| {
            let allowed: Vec<usize> =
                (0..self.n_dramas()).filter(|drama| self.may_answer(**seed, *drama)).collect();
            let (first, other) = (first.row(**seed), other.row(**seed));
            let best = allowed.iter().copied().max_by(|a, b| first[*a].total_cmp(&first[*b]));
            best.is_some_and(|best| {
                allowed.iter().filter(|drama| other[**drama] > other[best]).count() < 3
            })
        };
        seeds.iter().filter(kept).count() as f64 / seeds.len().max(1) as f64
    }

    /// nDCG@10 of each seed in what the program itself answers.
    pub fn program_scores(&self) -> Scores {
        let rankings = rank_all(&self.recommender, &self.judgements, |seed| self.like(seed));
        Scores(self.seeds.iter().map(|(seed, list)| ndcg(&rankings[seed], list, 10)).collect())
    }

    fn like(&self, id: &str) -> QueryRequest {
        QueryRequest { like: vec![id.to_owned()], ..QueryRequest::new("quality") }.tropes_only()
    }

    /// The question for what is like a seed, by tropes and priors.
    pub fn query(&self, seed: DramaIdx) -> Query {
        let like = vec![self.catalog().drama(seed).id.clone()];
        let request = QueryRequest { like, ..QueryRequest::new("quality") };
        request.check(self.catalog()).expect("a seed of the catalogue")
    }

    /// For some training seeds, the pairs (seed, relevant dramas) without the reverse of any pair
    /// of a seed that is not among them: what is judged may not be learned backwards.
    pub fn training_pairs(&self, train: &[usize]) -> Vec<(usize, Vec<usize>)> {
        let position: BTreeMap<DramaIdx, usize> =
            self.seeds.iter().enumerate().map(|(at, (seed, _))| (*seed, at)).collect();
        let of = |at: &usize| {
            let (seed, list) = &self.seeds[*at];
            let reversed = |drama: &&DramaIdx| {
                position.get(drama).is_some_and(|other| {
                    !train.contains(other) && self.seeds[*other].1.contains(seed)
                })
            };
            let kept = list.iter().filter(|drama| !reversed(drama)).map(|drama| drama.at());
            (*at, kept.filter(|drama| self.may_answer(*at, *drama)).collect())
        };
        train.iter().map(of).collect()
    }

    /// Row numbers of the seeds.
    pub fn seed_rows(&self) -> Vec<usize> {
        self.seeds.iter().map(|(seed, _)| seed.at()).collect()
    }
}
