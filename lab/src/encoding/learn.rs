//! Learning the encoder from dramas and their texts.

use std::collections::HashMap;

use ndarray::Array2;
use tropewise::encode::compile::{compile, names};
use tropewise::encode::model::{Curve, Learned, TermWeights};
use tropewise::encode::profile::Profile;
use tropewise::encode::score::{normalise, pointed, word_values};
use tropewise::encode::{Encoder, Lexicon};
use tropewise::rank::weights::salience;

use crate::corpus::{Corpus, MATTERS};
use crate::mine::Mine;
use crate::ridge::{Row, ridge};

/// Salience of a trope that matters, where too few dramas have it to tell: that of level 4.
const USUAL_SALIENCE: f32 = 0.64;

/// What can be chosen.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// What keeps weights small.
    pub lambda: f64,
    /// How much a summary of the catalogue counts beside a synopsis.
    pub summary: f64,
    /// How much what the lexicon finds counts beside learned words.
    pub lexicon: f32,
    /// How many occurrences the precision of a term needs to count as much as what is usual.
    pub usual: f64,
    /// What the lexicon counts by itself.
    pub own: f32,
    /// Whether words are learned at all.
    pub words: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self { lambda: 2.0, summary: 0.5, lexicon: 0.5, usual: 5.0, own: 0.4, words: true }
    }
}

/// How often each term of the lexicon stood in a text, and how often its trope mattered.
struct Counts {
    of: HashMap<(usize, usize), (f64, f64)>,
    prior: Vec<f64>,
    usual: f64,
}

impl Counts {
    fn new(encoder: &Encoder, texts: &[(usize, Profile)], corpus: &Corpus, usual: f64) -> Self {
        let model = encoder.model();
        let mut of: HashMap<(usize, usize), (f64, f64)> = HashMap::new();
        let mut tropes = vec![(0.0, 0.0); model.tropes.len()];
        for (drama, profile) in texts {
            for found in profile.claims(model) {
                for claim in model.claims.get(found.term) {
                    let trope = usize::from(claim.trope);
                    let right = matters(corpus, *drama, trope);
                    let count = of.entry((found.term, trope)).or_default();
                    *count = (count.0 + 1.0, count.1 + right);
                    tropes[trope] = (tropes[trope].0 + 1.0, tropes[trope].1 + right);
                }
            }
        }
        let all = tropes.iter().fold((0.0, 0.0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        let general = all.1 / f64::max(all.0, 1.0);
        let prior =
            tropes.iter().map(|(n, right)| (right + usual * general) / (n + usual)).collect();
        Self { of, prior, usual }
    }

    /// The precision of a term for a trope, without the text of `left_out`.
    fn precision(&self, term: usize, trope: usize, left_out: Option<f64>) -> f32 {
        let (mut n, mut right) = self.of.get(&(term, trope)).copied().unwrap_or_default();
        if let Some(own) = left_out {
            (n, right) = (n - 1.0, right - own);
        }
        ((right + self.usual * self.prior[trope]) / (n + self.usual)) as f32
    }
}

fn matters(corpus: &Corpus, drama: usize, trope: usize) -> f64 {
    f64::from(u8::from(corpus.strengths[[drama, trope]] >= MATTERS))
}

/// To the nearest 256th: what was learned is less exact than that, and few values pack well.
fn rounded(learned: f32) -> f32 {
    (learned * 256.0).round() / 256.0
}

/// Learns from the texts of some dramas.
pub fn learn(
    corpus: &Corpus,
    lexicon: &Lexicon,
    mine: &Mine,
    dramas: &[usize],
    choice: &Choice,
) -> Learned<'static> {
    let (words, rarity) = if choice.words { mine.words(dramas) } else { Default::default() };
    let tropes: Vec<String> =
        corpus.catalog().vocabulary().tropes().iter().map(|trope| trope.id.clone()).collect();
    let n_words = words.len();
    let blank = Learned {
        tropes: tropes.clone(),
        words: words.clone(),
        rarity: rarity.clone(),
        ..Learned::default()
    };
    let encoder = Encoder::new(compile(lexicon, blank));
    let model = encoder.model();
    let profiles = |texts: &[String]| -> Vec<(usize, Profile)> {
        let of = |drama: &usize| {
            (!texts[*drama].is_empty()).then(|| (*drama, encoder.profile(&texts[*drama])))
        };
        dramas.iter().filter_map(of).collect()
    };
    let synopses = profiles(&corpus.synopses);
    let n_synopses = synopses.len();
    let texts: Vec<(usize, Profile)> =
        synopses.into_iter().chain(profiles(&corpus.summaries)).collect();
    let counts = Counts::new(&encoder, &texts, corpus, choice.usual);

    let mut rows: Vec<Row> = Vec::new();
    let mut targets = Array2::<f64>::zeros((texts.len(), tropes.len()));
    for (at, (drama, profile)) in texts.iter().enumerate() {
        let own = pointed(model, profile, |term, trope| {
            counts.precision(term, trope, Some(matters(corpus, *drama, trope)))
        });
        for (trope, strength) in corpus.strengths.row(*drama).iter().enumerate() {
            targets[[at, trope]] = f64::from(salience(*strength));
        }
        own.iter().for_each(|(trope, h)| targets[[at, *trope]] -= f64::from(choice.own * h));
        let mut scaled = own;
        normalise(&mut scaled, 0.0);
        let mut row = word_values(model, profile);
        row.extend(scaled.into_iter().map(|(trope, h)| (n_words + trope, choice.lexicon * h)));
        rows.push(row);
    }
    let weights: Vec<f64> =
        (0..rows.len()).map(|at| if at < n_synopses { 1.0 } else { choice.summary }).collect();
    let fit = ridge(&rows, &targets, &weights, n_words + tropes.len(), choice.lambda);

    let share = |row: usize| if row < n_words { 1.0 } else { choice.lexicon };
    let as_rows: Vec<Vec<f32>> = fit
        .weights
        .rows()
        .into_iter()
        .enumerate()
        .map(|(at, row)| row.iter().map(|weight| *weight as f32 * share(at)).collect())
        .collect();
    let names = names(model);
    let mut precisions: Vec<(String, u16, f32)> = counts
        .of
        .keys()
        .map(|(term, trope)| {
            let precision = rounded(counts.precision(*term, *trope, None));
            (names[*term].clone(), *trope as u16, precision)
        })
        .collect();
    precisions.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let mean = |trope: usize| {
        dramas.iter().map(|drama| salience(corpus.strengths[[*drama, trope]])).sum::<f32>()
            / dramas.len() as f32
    };
    // Of a trope that hardly ever matters, what is usual counts more.
    let scale = |trope: usize| {
        let strengths = dramas.iter().map(|drama| corpus.strengths[[*drama, trope]]);
        let salient: Vec<f32> =
            strengths.filter(|strength| *strength >= MATTERS).map(salience).collect();
        (salient.iter().sum::<f32>() + USUAL_SALIENCE * 5.0) / (salient.len() as f32 + 5.0)
    };
    Learned {
        scale: (0..tropes.len()).map(scale).collect(),
        mean: (0..tropes.len()).map(mean).collect(),
        tropes,
        words,
        rarity: rarity.into_iter().map(rounded).collect(),
        weights: TermWeights::from_rows(&as_rows),
        bias: fit.bias.iter().map(|bias| *bias as f32).collect(),
        precisions,
        prior: counts.prior.iter().map(|prior| rounded(*prior as f32)).collect(),
        own: choice.own,
        confidence: Curve::default(),
        confidence_inferred: Curve::default(),
        strength: Curve::default(),
    }
}
