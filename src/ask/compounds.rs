//! Two words that are written as one: "highschool", "slowburn", "lovetriangle".

use crate::catalog::TropeIdx;
use crate::encode::stems::Stemmer;

use super::table::PhraseTable;
use super::token::{Token, TokenKind};

/// Letters of such a word, and of each of its parts.
const LONG: usize = 8;
const PART: usize = 3;

/// Parts words that no table knows where both parts together name a trope.
pub fn part(tokens: Vec<Token>, tropes: &PhraseTable<Vec<TropeIdx>>) -> Vec<Token> {
    let stemmer = Stemmer::default();
    let mut parted = Vec::with_capacity(tokens.len());
    for token in tokens {
        let long = token.lower.len() >= LONG && token.lower.bytes().all(|c| c.is_ascii_lowercase());
        let whole = token.end - token.start == token.lower.len();
        let word = token.kind == TokenKind::Word && long && whole;
        let known = || tropes.get(std::slice::from_ref(&token)).is_some();
        let parts = (word && !known()).then(|| {
            let mut cuts = PART..=token.lower.len() - PART;
            cuts.find_map(|cut| {
                let parts = [
                    piece(&token, 0, cut, &stemmer),
                    piece(&token, cut, token.lower.len(), &stemmer),
                ];
                tropes.get(&parts).is_some().then_some(parts)
            })
        });
        match parts.flatten() {
            Some(parts) => parted.extend(parts),
            None => parted.push(token),
        }
    }
    parted
}

fn piece(token: &Token, from: usize, to: usize, stemmer: &Stemmer) -> Token {
    let lower = token.lower[from..to].to_owned();
    Token {
        stem: stemmer.stem(&lower).into_owned(),
        lower,
        start: token.start + from,
        end: token.start + to,
        capital: token.capital && from == 0,
        ..token.clone()
    }
}
