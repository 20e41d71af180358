//! Finding the terms of a model in a text, in one pass.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::automaton::{Automaton, FindOverlappingIter};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Input, MatchKind};

use super::lexer::{Codes, Lexer, Token, UNKNOWN};
use super::model::Model;

/// Within how many words that say something the words of a loose set must stand.
const WINDOW: u32 = 8;

/// The stems of a model, which have their codes by their order.
#[derive(Debug, Clone, Copy)]
pub struct Stems<'s>(&'s [String]);

impl Codes for Stems<'_> {
    fn code(&mut self, stem: &str) -> u16 {
        self.0
            .binary_search_by(|known| known.as_str().cmp(stem))
            .map_or(UNKNOWN, |at| at as u16 + 1)
    }
}

/// Reads texts with the codes of a model.
pub type Reader<'s> = Lexer<Stems<'s>>;

/// A term found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Number of the term in its model.
    pub term: usize,
    /// Where, in the text.
    pub place: Range<usize>,
    /// Whether it stands within a phrase in which it points to nothing.
    pub masked: bool,
    /// Whether it is written as a name is: `Sun` within a sentence is no star.
    pub name: bool,
}

/// The terms of a model, ready to be looked for.
#[derive(Debug)]
pub struct Matcher {
    /// The term, plus 1, that is a stem alone, by its code.
    single: Vec<u32>,
    /// Phrases of several stems and masks: two bytes a code.
    automaton: NFA,
    /// The term of each of its patterns; masks come after.
    patterns: Vec<u32>,
    /// The number in the model of each mask.
    masks: Vec<usize>,
    korean: OnceLock<NFA>,
}

fn bytes(codes: &[u16]) -> Vec<u8> {
    codes.iter().flat_map(|code| code.to_be_bytes()).collect()
}

/// Every place where a pattern of an automaton stands, one within another too.
fn overlapping<'a, 'h>(
    automaton: &'a NFA,
    haystack: &'h (impl AsRef<[u8]> + ?Sized),
) -> FindOverlappingIter<'a, 'h, NFA> {
    let found = automaton.try_find_overlapping_iter(Input::new(haystack));
    found.expect("automata that find all matches find overlapping ones")
}

impl Matcher {
    /// Prepares the terms of a model.
    ///
    /// # Panics
    /// Never for a compiled model: its phrases are few enough.
    #[must_use]
    pub fn new(model: &Model<'_>) -> Self {
        Self::among(model, |_| true)
    }

    /// Prepares the phrases of a model that some texts can have: those whose stems all stand in
    /// them. It finds in these texts what all phrases would find, and is made in a tenth of the
    /// time.
    #[must_use]
    pub fn of_texts<'t>(
        model: &Model<'_>,
        lexer: &mut Reader<'_>,
        texts: impl Iterator<Item = &'t str>,
    ) -> Self {
        let mut present = vec![false; model.stems.len() + 1];
        for text in texts {
            lexer.sentences(text, |tokens| {
                tokens.iter().for_each(|token| present[usize::from(token.code)] = true);
            });
        }
        Self::among(model, |code| present[usize::from(code)])
    }

    fn among(model: &Model<'_>, present: impl Fn(u16) -> bool) -> Self {
        let all_present = |codes: &[u16]| codes.iter().all(|code| present(*code));
        let mut single = vec![0; model.stems.len() + 1];
        let (mut patterns, mut needles) = (Vec::new(), Vec::new());
        for term in 0..model.phrases as usize {
            match model.sequences.get(term) {
                [code] => single[usize::from(*code)] = term as u32 + 1,
                several if all_present(several) => {
                    patterns.push(term as u32);
                    needles.push(bytes(several));
                }
                _ => {}
            }
        }
        let masks: Vec<usize> =
            (0..model.masks.len()).filter(|at| all_present(model.masks.get(*at))).collect();
        needles.extend(masks.iter().map(|at| bytes(model.masks.get(*at))));
        // The least memory and the quickest to make; searching takes a fraction of what reading
        // words does.
        let automaton = NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .dense_depth(1)
            .build(needles)
            .expect("few enough phrases");
        Self { single, automaton, patterns, masks, korean: OnceLock::new() }
    }

    /// A reader of texts for [`scan`](Self::scan); it remembers the words it met.
    #[must_use]
    pub fn lexer<'s>(model: &'s Model<'_>) -> Reader<'s> {
        Lexer::new(Stems(&model.stems))
    }

    /// Calls `each` with every term found that the text does not deny.
    pub fn scan(
        &self,
        model: &Model<'_>,
        lexer: &mut Reader<'_>,
        text: &str,
        mut each: impl FnMut(Hit),
    ) {
        let mut seen = Seen { last: vec![0; self.single.len()], now: 0 };
        let (mut haystack, mut masks, mut phrases) = (Vec::new(), Vec::new(), Vec::new());
        lexer.sentences(text, |tokens| {
            haystack.clear();
            haystack.extend(tokens.iter().flat_map(|token| token.code.to_be_bytes()));
            masks.clear();
            phrases.clear();
            for found in overlapping(&self.automaton, &haystack) {
                // A code has two bytes: what begins in the middle of one is no phrase.
                if found.start() % 2 == 0 {
                    let (from, to) = (found.start() / 2, found.end() / 2);
                    let pattern = found.pattern().as_usize();
                    match self.patterns.get(pattern) {
                        Some(term) => phrases.push((*term as usize, from, to)),
                        None => masks.push((self.masks[pattern - self.patterns.len()], from, to)),
                    }
                }
            }
            let place = |from: usize, to: usize| tokens[from].start..tokens[to].end;
            let masked = |term: usize, from: usize, to: usize| {
                masks.iter().any(|(mask, start, end): &(usize, usize, usize)| {
                    let tropes = model.masked.get(*mask);
                    *start <= from
                        && to <= *end
                        && model.claims.get(term).iter().any(|claim| tropes.contains(&claim.trope))
                })
            };
            for (at, token) in tokens.iter().enumerate() {
                let single = self.single[usize::from(token.code)];
                if single > 0 && !token.denied {
                    let term = single as usize - 1;
                    each(Hit {
                        term,
                        place: place(at, at),
                        masked: masked(term, at, at + 1),
                        name: token.name,
                    });
                }
            }
            for &(term, from, to) in &phrases {
                if !tokens[from].denied {
                    let name = tokens[from..to].iter().all(|token| token.name);
                    let masked = masked(term, from, to);
                    each(Hit { term, place: place(from, to - 1), masked, name });
                }
            }
            self.loose(model, tokens, &mut seen, |term, from, to| {
                each(Hit {
                    term,
                    place: place(from, to),
                    masked: masked(term, from, to + 1),
                    name: false,
                });
            });
        });
        if model.korean.is_empty() || text.is_ascii() {
            return;
        }
        let korean = self.korean.get_or_init(|| NFA::new(&model.korean).expect("few enough terms"));
        for found in overlapping(korean, text) {
            let term = model.sequences.len() + found.pattern().as_usize();
            each(Hit { term, place: found.range(), masked: false, name: false });
        }
    }

    /// Loose sets whose last word is the one just met.
    fn loose(
        &self,
        model: &Model<'_>,
        tokens: &[Token],
        seen: &mut Seen,
        mut each: impl FnMut(usize, usize, usize),
    ) {
        let begun = seen.now + WINDOW;
        for (at, token) in tokens.iter().enumerate() {
            let now = begun + at as u32 + 1;
            if token.denied || token.code == UNKNOWN {
                continue;
            }
            seen.last[usize::from(token.code)] = now;
            for term in model.loose.get(usize::from(token.code)) {
                let codes = model.sequences.get(*term as usize);
                // None is farther away than the window reaches, and none in another sentence.
                let first =
                    codes.iter().map(|code| seen.last[usize::from(*code)]).min().unwrap_or(0);
                if first > begun && now - first < WINDOW {
                    each(*term as usize, (first - begun) as usize - 1, at);
                }
            }
        }
        seen.now = begun + tokens.len() as u32;
    }
}

/// When each stem was last met, counted in words over all sentences.
struct Seen {
    last: Vec<u32>,
    now: u32,
}

#[cfg(test)]
mod tests {
    use super::super::compile::{compile, names};
    use super::super::lexicon::{Lexicon, LexiconEntry};
    use super::super::model::Learned;
    use super::*;

    fn model() -> Model<'static> {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let lexicon = Lexicon {
            entries: vec![LexiconEntry {
                trope: "t".into(),
                phrases: list(&["travel back in time", "divorce", "ex-wife"]),
                loose: list(&["wake past body"]),
                not: list(&["divorce lawyer"]),
                korean: list(&["이혼"]),
            }],
        };
        compile(
            &lexicon,
            Learned {
                tropes: vec!["t".into()],
                words: vec!["time".into()],
                rarity: vec![1.0],
                ..Learned::default()
            },
        )
    }

    /// The terms found in a text with their words, masked ones in brackets.
    fn found(text: &str) -> Vec<String> {
        let model = model();
        let (matcher, names) = (Matcher::new(&model), names(&model));
        let mut found = Vec::new();
        matcher.scan(&model, &mut Matcher::lexer(&model), text, |hit| {
            let words = format!("{}: {}", names[hit.term], &text[hit.place]);
            found.push(if hit.masked { format!("({words})") } else { words });
        });
        found
    }

    #[test]
    fn phrases_match_in_any_inflection_and_past_function_words() {
        assert_eq!(
            found("He travelled back to the time of kings."),
            ["time: time", "travel back time: travelled back to the time"]
        );
        assert_eq!(found("His divorced ex-wife"), ["divorc: divorced", "ex wife: ex-wife"]);
        assert_eq!(
            found("Back in time he travels. Ex and wife."),
            ["time: time", "ex wife: Ex and wife"]
        );
    }

    #[test]
    fn loose_sets_match_in_any_order_within_a_window() {
        assert_eq!(
            found("In the past she wakes, a stranger in her body."),
            ["~bodi past wake: past she wakes, a stranger in her body"]
        );
        assert_eq!(found("She wakes. In the past her body ached."), [] as [&str; 0]);
        assert_eq!(
            found("She wakes one two three four five six seven eight past body"),
            [] as [&str; 0]
        );
    }

    #[test]
    fn what_is_denied_or_masked_does_not_count() {
        assert_eq!(found("It ends without a divorce"), [] as [&str; 0]);
        assert_eq!(found("She is a divorce lawyer"), ["(divorc: divorce)"]);
    }

    #[test]
    fn a_matcher_of_a_text_finds_in_it_what_all_phrases_find() {
        let model = model();
        let text = "His ex-wife, a divorce lawyer, travels back in time.";
        let hits = |matcher: &Matcher| {
            let mut hits = Vec::new();
            matcher.scan(&model, &mut Matcher::lexer(&model), text, |hit| hits.push(hit));
            hits
        };
        let few = Matcher::of_texts(&model, &mut Matcher::lexer(&model), [text].into_iter());
        assert!(few.patterns.len() <= Matcher::new(&model).patterns.len());
        assert_eq!(hits(&few), hits(&Matcher::new(&model)));
    }

    #[test]
    fn korean_terms_match_as_they_stand() {
        assert_eq!(found("두 사람은 이혼했다"), ["이혼: 이혼"]);
    }
}
