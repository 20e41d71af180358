//! Finding the words and pairs of words that occur often enough to be learned from.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tropewise::encode::lexer::{Codes, Lexer};
use tropewise::encode::stems::is_function;

use crate::corpus::Corpus;

/// In how many texts a word must occur.
const OFTEN: usize = 4;

/// The share of capitalised occurrences from which a word is a name.
const NAME: f64 = 0.6;

#[derive(Default)]
struct Growing(HashMap<String, u16>);

impl Codes for &mut Growing {
    fn code(&mut self, stem: &str) -> u16 {
        let next = self.0.len() as u16 + 1;
        *self.0.entry(stem.to_owned()).or_insert(next)
    }
}

/// What occurs in one text.
#[derive(Default)]
struct Text {
    /// Each word or pair once.
    grams: BTreeSet<Vec<u16>>,
    /// How often each word occurs, and how often as a name.
    words: BTreeMap<u16, (usize, usize)>,
}

/// What occurs in each drama's texts.
pub struct Mine {
    stems: Vec<String>,
    /// Synopsis and summary of each drama.
    texts: Vec<[Text; 2]>,
}

impl Mine {
    /// Reads all texts.
    pub fn new(corpus: &Corpus) -> Self {
        let mut growing = Growing::default();
        let mut lexer = Lexer::new(&mut growing);
        let mut texts = Vec::new();
        for (synopsis, summary) in corpus.synopses.iter().zip(&corpus.summaries) {
            texts.push([synopsis, summary].map(|text| {
                let mut found = Text::default();
                lexer.sentences(text, |tokens| {
                    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| !token.denied)
                    {
                        let word = found.words.entry(token.code).or_default();
                        word.0 += 1;
                        word.1 += usize::from(token.name);
                        found.grams.insert(vec![token.code]);
                        if let Some(next) = tokens.get(at + 1).filter(|next| !next.denied) {
                            found.grams.insert(vec![token.code, next.code]);
                        }
                    }
                });
                found
            }));
        }
        drop(lexer);
        let mut stems: Vec<(u16, String)> =
            growing.0.into_iter().map(|(stem, code)| (code, stem)).collect();
        stems.sort_unstable();
        Self { stems: stems.into_iter().map(|(_, stem)| stem).collect(), texts }
    }

    /// The words and pairs that the texts of some dramas have often enough, with their rarity;
    /// names are left out.
    pub fn words(&self, dramas: &[usize]) -> (Vec<String>, Vec<f32>) {
        let (mut grams, mut words) =
            (BTreeMap::<&[u16], usize>::new(), BTreeMap::<u16, (usize, usize)>::new());
        for drama in dramas {
            let [synopsis, summary] = &self.texts[*drama];
            for gram in synopsis.grams.union(&summary.grams) {
                *grams.entry(gram).or_default() += 1;
            }
            for (code, (all, names)) in synopsis.words.iter().chain(&summary.words) {
                let word = words.entry(*code).or_default();
                *word = (word.0 + all, word.1 + names);
            }
        }
        let name = |code: &u16| {
            words.get(code).is_some_and(|(all, names)| *names as f64 >= NAME * *all as f64)
        };
        // Function words stand here when a hyphen ties them; with numbers they say nothing of a
        // story.
        let empty = |code: &u16| {
            let stem = &self.stems[usize::from(*code) - 1];
            is_function(stem) || stem.starts_with(|c: char| c.is_ascii_digit())
        };
        let says = |gram: &[u16]| !gram.iter().any(|code| name(code) || empty(code));
        let kept = grams.into_iter().filter(|(gram, often)| *often >= OFTEN && says(gram));
        let spelt = |gram: &[u16]| -> String {
            gram.iter()
                .map(|code| self.stems[usize::from(*code) - 1].as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mut all: Vec<(String, f32)> = kept
            .map(|(gram, often)| {
                (spelt(gram), (2.0 * dramas.len() as f64 / often as f64).ln() as f32)
            })
            .collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all.into_iter().unzip()
    }
}
