//! From the lexicon and what was learned to the form that a run reads.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::lexer::{Codes, Lexer};
use super::lexicon::{Lexicon, LexiconEntry};
use super::model::{Claim, Learned, Model, TermWeights};

/// Gives every stem met a code.
#[derive(Default)]
struct Growing {
    codes: HashMap<String, u16>,
    stems: Vec<String>,
}

impl Codes for &mut Growing {
    fn code(&mut self, stem: &str) -> u16 {
        if let Some(code) = self.codes.get(stem) {
            return *code;
        }
        assert!(self.stems.len() < usize::from(u16::MAX) - 1, "more stems than codes");
        self.stems.push(stem.to_owned());
        let code = self.stems.len() as u16;
        self.codes.insert(stem.to_owned(), code);
        code
    }
}

/// What a term is, for the map of all of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Term {
    Phrase(Vec<u16>),
    Loose(Vec<u16>),
    Korean(String),
}

/// Puts lexicon and learned weights together. Entries of tropes that nothing was learned about are
/// left out, as are terms without any word that says something.
#[must_use]
pub fn compile<'m>(lexicon: &Lexicon, learned: Learned<'m>) -> Model<'m> {
    let mut growing = Growing::default();
    let column: HashMap<&str, u16> =
        learned.tropes.iter().enumerate().map(|(at, id)| (id.as_str(), at as u16)).collect();
    let mut terms: BTreeMap<Term, Vec<u16>> = BTreeMap::new();
    let mut masks: BTreeMap<Vec<u16>, Vec<u16>> = BTreeMap::new();
    let mut lexer = Lexer::new(&mut growing);
    for entry in &lexicon.entries {
        let Some(trope) = column.get(entry.trope.as_str()) else { continue };
        for term in terms_of(entry, &mut lexer) {
            claim(terms.entry(term).or_default(), *trope);
        }
        for mask in &entry.not {
            claim(masks.entry(lexer.phrase(mask)).or_default(), *trope);
        }
    }
    drop(lexer);
    let mut rows: BTreeMap<Vec<u16>, u16> = BTreeMap::new();
    for (at, word) in learned.words.iter().enumerate() {
        let codes: Vec<u16> = word.split(' ').map(|stem| (&mut growing).code(stem)).collect();
        terms.entry(Term::Phrase(codes.clone())).or_default();
        rows.insert(codes, at as u16 + 1);
    }
    masks.remove(&[][..]);

    let known: HashMap<(&str, u16), f32> = learned
        .precisions
        .iter()
        .map(|(term, trope, precision)| ((term.as_str(), *trope), *precision))
        .collect();
    let mut model = Model { tropes: learned.tropes.clone(), ..Model::default() };
    for (term, tropes) in terms {
        let name = name(&term, &growing.stems);
        let precision = |trope: u16| {
            let prior = learned.prior.get(usize::from(trope)).copied().unwrap_or(0.5);
            known.get(&(name.as_str(), trope)).copied().unwrap_or(prior)
        };
        model
            .claims
            .push(tropes.iter().map(|trope| Claim { trope: *trope, precision: precision(*trope) }));
        match term {
            Term::Phrase(codes) => {
                model.phrases += 1;
                model.rows.push(rows.get(&codes).copied().unwrap_or(0));
                model.sequences.push(codes);
            }
            Term::Loose(codes) => model.sequences.push(codes),
            Term::Korean(term) => model.korean.push(term),
        }
    }
    for (mask, tropes) in masks {
        model.masks.push(mask);
        model.masked.push(tropes);
    }
    in_order(&mut model, growing.stems);
    model.learned =
        Learned { words: Vec::new(), precisions: Vec::new(), tropes: Vec::new(), ..learned };
    alike_together(&mut model);
    model
}

/// Puts the rows of words in the order of how large their weights are. Rows next to each other have
/// like bytes then, which compress to 2 % less. Terms keep their numbers, by which sums are made.
fn alike_together(model: &mut Model<'_>) {
    let words = model.n_words();
    let Learned { rarity, weights, .. } = &mut model.learned;
    let size = |row: &usize| -> u32 {
        weights.row(*row).1.iter().map(|byte| u32::from((*byte as i8).unsigned_abs())).sum()
    };
    let mut order: Vec<usize> = (0..words).collect();
    order.sort_by_cached_key(size);
    let mut places = vec![0; words];
    order.iter().enumerate().for_each(|(place, row)| places[*row] = place as u16);
    for row in model.rows.iter_mut().filter(|row| **row > 0) {
        *row = places[usize::from(*row) - 1] + 1;
    }
    let mut bytes = Vec::with_capacity(weights.bytes.len());
    let mut scales = Vec::with_capacity(weights.scales.len());
    // The rows of tropes stay behind those of words.
    for row in order.iter().copied().chain(words..weights.scales.len()) {
        let (scale, row) = weights.row(row);
        scales.push(scale);
        bytes.extend_from_slice(row);
    }
    *rarity = order.iter().map(|row| rarity[*row]).collect();
    *weights = TermWeights { scales, bytes: Cow::Owned(bytes) };
}

/// Gives the stems their codes by the alphabet, so that a run finds them without a map, and notes
/// the loose sets of each.
fn in_order(model: &mut Model<'_>, stems: Vec<String>) {
    let mut order: Vec<usize> = (0..stems.len()).collect();
    order.sort_by(|a, b| stems[*a].cmp(&stems[*b]));
    let mut codes = vec![0; stems.len() + 1];
    order.iter().enumerate().for_each(|(at, old)| codes[old + 1] = at as u16 + 1);
    for sequences in [&mut model.sequences, &mut model.masks] {
        sequences.change(|code| *code = codes[usize::from(*code)]);
    }
    model.stems = order.iter().map(|old| stems[*old].clone()).collect();
    model.note_loose_sets();
}

fn claim(tropes: &mut Vec<u16>, trope: u16) {
    if !tropes.contains(&trope) {
        tropes.push(trope);
    }
}

fn terms_of<C: Codes>(entry: &LexiconEntry, lexer: &mut Lexer<C>) -> Vec<Term> {
    let mut terms: Vec<Term> =
        entry.phrases.iter().map(|phrase| Term::Phrase(lexer.phrase(phrase))).collect();
    for words in &entry.loose {
        let mut codes = lexer.phrase(words);
        codes.sort_unstable();
        codes.dedup();
        // One word has no order.
        terms.push(if codes.len() == 1 { Term::Phrase(codes) } else { Term::Loose(codes) });
    }
    terms.extend(entry.korean.iter().map(|term| Term::Korean(term.trim().to_owned())));
    terms.retain(
        |term| !matches!(term, Term::Phrase(codes) | Term::Loose(codes) if codes.is_empty()),
    );
    terms
}

/// The name under which a term's precision is kept: its stems, with `~` before a loose set; Hangul
/// as it is.
fn name(term: &Term, stems: &[String]) -> String {
    let spelt = |codes: &[u16]| -> Vec<String> {
        codes.iter().map(|code| stems[usize::from(*code) - 1].clone()).collect()
    };
    match term {
        Term::Phrase(codes) => spelt(codes).join(" "),
        Term::Loose(codes) => {
            let mut words = spelt(codes);
            words.sort_unstable();
            format!("~{}", words.join(" "))
        }
        Term::Korean(term) => term.clone(),
    }
}

/// The names of the terms of a model, in its order.
#[must_use]
pub fn names(model: &Model<'_>) -> Vec<String> {
    let sequences = (0..model.sequences.len()).map(|at| {
        let codes = model.sequences.get(at).to_vec();
        name(
            &if at < model.phrases as usize { Term::Phrase(codes) } else { Term::Loose(codes) },
            &model.stems,
        )
    });
    sequences.chain(model.korean.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let entry = |trope: &str, phrases: &[&str], loose: &[&str], korean: &[&str]| LexiconEntry {
            trope: trope.into(),
            phrases: phrases.iter().map(|p| (*p).into()).collect(),
            loose: loose.iter().map(|p| (*p).into()).collect(),
            korean: korean.iter().map(|p| (*p).into()).collect(),
            not: vec!["divorce lawyer".into()],
        };
        Lexicon {
            entries: vec![
                entry("divorce", &["get a divorce", "the"], &["apart live", "divorced"], &["이혼"]),
                entry("none", &["x"], &[], &[]),
            ],
        }
    }

    #[test]
    fn terms_are_numbered_and_keep_their_precision() {
        let learned = Learned {
            tropes: vec!["divorce".into()],
            words: vec!["separ".into(), "live apart".into()],
            rarity: vec![2.0, 3.0],
            precisions: vec![("~apart live".into(), 0, 0.75)],
            prior: vec![0.25],
            ..Learned::default()
        };
        let model = compile(&lexicon(), learned);
        let mut all = names(&model);
        all.sort();
        assert_eq!(all, ["divorc", "get divorc", "live apart", "separ", "~apart live", "이혼"]);
        let precision = |name: &str| {
            let at = names(&model).iter().position(|known| known == name).unwrap();
            model.claims.get(at).iter().map(|claim| claim.precision).collect::<Vec<_>>()
        };
        assert_eq!(
            (precision("~apart live"), precision("이혼"), precision("separ")),
            (vec![0.75], vec![0.25], vec![])
        );
        assert_eq!(model.rows.iter().filter(|row| **row > 0).count(), 2);
        assert_eq!(model.masks.len(), 1);
    }

    #[test]
    fn words_keep_their_numbers_and_weights_when_rows_are_put_in_order() {
        let rows = [vec![0.3, -1.5], vec![0.0, 0.1], vec![-0.75, 0.0]];
        let learned = || Learned {
            tropes: vec!["divorce".into(), "none".into()],
            words: vec!["separ".into(), "alon".into()],
            rarity: vec![2.0, 3.0],
            weights: TermWeights::from_rows(&rows),
            ..Learned::default()
        };
        let model = compile(&lexicon(), learned());
        let row = |name: &str| {
            let term = names(&model).iter().position(|known| known == name).unwrap();
            usize::from(model.rows[term]) - 1
        };
        // Steps of the word learned first are 3 and 15, of the second 0 and 15.
        assert_eq!((row("alon"), row("separ")), (0, 1));
        for (kept, was) in [(row("separ"), 0), (row("alon"), 1), (2, 2)] {
            assert_eq!(model.learned.weights.row(kept), learned().weights.row(was));
        }
        assert_eq!(model.learned.rarity, [3.0, 2.0]);
        let number = |name: &str| names(&model).iter().position(|known| known == name);
        assert!(number("separ") < number("alon"));
    }
}
