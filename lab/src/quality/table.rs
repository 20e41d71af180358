//! Scores by seed, cross-validation, and tables as Markdown.

use ndarray::Array2;
use tropewise::eval::{Interval, interval};

use crate::data::{Data, FOLDS, Part};

/// nDCG@10 of each seed.
#[derive(Debug, Clone)]
pub struct Scores(pub Vec<f64>);

impl Scores {
    /// The values of a part.
    pub fn of(&self, data: &Data, part: Part) -> Vec<f64> {
        data.part(part).into_iter().map(|seed| self.0[seed]).collect()
    }

    /// The mean over a part.
    pub fn mean(&self, data: &Data, part: Part) -> f64 {
        let values = self.of(data, part);
        values.iter().sum::<f64>() / values.len().max(1) as f64
    }

    /// The gain over others of the same seeds in a part.
    fn gain(&self, other: &Self, data: &Data, part: Part) -> Interval {
        let pairs = self.of(data, part).into_iter().zip(other.of(data, part));
        interval(&pairs.map(|(a, b)| a - b).collect::<Vec<_>>())
    }
}

/// Scores put together fold by fold: `judging` gives for a fold of the development seeds the scores
/// by what was learned from the other folds, and for none those by what was learned from all, which
/// judges the held-out seeds.
fn by_fold(data: &Data, judging: impl Fn(Option<usize>) -> Scores) -> Scores {
    let mut scores = judging(None);
    for fold in 0..FOLDS {
        let judged = judging(Some(fold));
        for seed in data.part(Part::Development).iter().filter(|seed| data.fold[**seed] == fold) {
            scores.0[*seed] = judged.0[*seed];
        }
    }
    scores
}

/// The scores of something learned, as a similarity matrix for each fold to be judged, and for
/// none.
pub fn cross_validated(data: &Data, judging: impl Fn(Option<usize>) -> Array2<f64>) -> Scores {
    by_fold(data, |fold| data.score(&judging(fold)))
}

/// Scores with a choice among several, made on the training folds.
pub struct Chosen {
    /// The scores.
    pub scores: Scores,
    /// Which is best on all development seeds.
    pub best: String,
}

/// For each fold takes the matrix that is best on the other folds; for the held-out seeds, the one
/// that is best on all.
pub fn chosen_by_training(data: &Data, matrices: &[(String, Array2<f64>)]) -> Chosen {
    let scored: Vec<Scores> = matrices.iter().map(|(_, matrix)| data.score(matrix)).collect();
    let best = |fold| {
        let seeds = data.training(fold);
        let sum = |scores: &Scores| seeds.iter().map(|seed| scores.0[*seed]).sum::<f64>();
        // Of equals the first.
        (0..scored.len())
            .rev()
            .max_by(|a, b| sum(&scored[*a]).total_cmp(&sum(&scored[*b])))
            .expect("there is something to choose from")
    };
    let scores = by_fold(data, |fold| scored[best(fold)].clone());
    Chosen { scores, best: matrices[best(None)].0.clone() }
}

/// A table whose rows are compared with the first.
pub struct Table {
    title: String,
    column: String,
    rows: Vec<(String, Scores, String)>,
}

impl Table {
    /// An empty table; `column` heads what the rows are.
    pub fn new(title: &str, column: &str) -> Self {
        Self { title: title.to_owned(), column: column.to_owned(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, name: &str, scores: Scores) {
        self.rows.push((name.to_owned(), scores, String::new()));
    }

    /// Adds a note to the last row.
    pub fn note(&mut self, note: &str) {
        if let Some(row) = self.rows.last_mut() {
            row.2 = note.to_owned();
        }
    }

    /// Prints it as Markdown.
    pub fn print(&self, data: &Data) {
        println!("## {}\n", self.title);
        println!("| {} | development | gain over the first row | held out | gain | |", self.column);
        println!("|---|---|---|---|---|---|");
        let Some((_, first, _)) = self.rows.first() else { return };
        for (at, (name, scores, note)) in self.rows.iter().enumerate() {
            let gain = |part| {
                let gain = scores.gain(first, data, part);
                format!("{:+.3} [{:+.3}, {:+.3}]", gain.mean, gain.low, gain.high)
            };
            let gains = match at {
                0 => [String::new(), String::new()],
                _ => [gain(Part::Development), gain(Part::HeldOut)],
            };
            println!(
                "| {name} | {:.4} | {} | {:.4} | {} | {note} |",
                scores.mean(data, Part::Development),
                gains[0],
                scores.mean(data, Part::HeldOut),
                gains[1],
            );
        }
        println!();
    }
}
