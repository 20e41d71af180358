//! Korean words with particles and endings, and what the rest of their clause does to them.

use super::{Cutter, What};
use crate::ask::cues::Cue;
use crate::ask::names::without_particle;
use crate::ask::token::TokenKind;

impl Cutter<'_> {
    /// A Korean word, or two, whose beginning acts on what stands before.
    pub(super) fn korean_beginning(&self, at: usize) -> Option<(usize, Cue)> {
        let token = &self.tokens[at];
        if !token.hangul {
            return None;
        }
        let next = self.tokens.get(at + 1).filter(|next| next.hangul);
        let both = next.map(|next| format!("{}{}", token.lower, next.lower));
        let (begin, cue) = self
            .lexicon
            .beginnings
            .iter()
            .filter(|(begin, _)| {
                token.lower.starts_with(*begin)
                    || both.as_ref().is_some_and(|both| {
                        begin.starts_with(&token.lower) && both.starts_with(*begin)
                    })
            })
            .max_by_key(|(begin, _)| begin.len())?;
        let words = if token.lower.starts_with(*begin) { 1 } else { 2 };
        Some((at + words, *cue))
    }

    /// A Korean word with a particle.
    pub(super) fn korean(&self, at: usize) -> Option<(usize, What, Option<&'static str>)> {
        let token = &self.tokens[at];
        let mut word = token.lower.as_str();
        let mut first = None;
        // "복수극이": a particle behind an ending.
        for _ in 0..3 {
            let Some((rest, particle)) = without_particle(word, true) else { break };
            // "불륜빼고요": what denies counts.
            let denies = matches!(particle, "말고" | "빼고" | "없는" | "없이");
            first = if denies { Some(particle) } else { first.or(Some(particle)) };
            word = rest;
            if let Some(warning) = self.lexicon.warnings.get_korean(word) {
                let tropes = self.lexicon.tropes.get_korean(word).cloned().unwrap_or_default();
                return Some((at + 1, What::Warning(*warning, tropes), first));
            }
            if let Some(tropes) = self.lexicon.tropes.get_korean(word) {
                return Some((at + 1, What::Tropes(tropes.clone(), false), first));
            }
            if let Some(fact) = self.lexicon.facts.get_korean(word) {
                return Some((at + 1, What::Fact(*fact), first));
            }
        }
        // "웹툰 원작인데": two words, a particle behind the second.
        let next = self.tokens.get(at + 1).filter(|next| next.hangul)?;
        let (rest, particle) = without_particle(&next.lower, true)?;
        let both = format!("{}{rest}", token.lower);
        if let Some(warning) = self.lexicon.warnings.get_korean(&both) {
            return Some((at + 2, What::Warning(*warning, Vec::new()), Some(particle)));
        }
        let fact = self.lexicon.facts.get_korean(&both).map(|fact| What::Fact(*fact));
        let tropes = || self.lexicon.tropes.get_korean(&both);
        fact.or_else(|| tropes().map(|tropes| What::Tropes(tropes.clone(), false)))
            .map(|what| (at + 2, what, Some(particle)))
    }

    /// Whether a Korean denial stands in the rest of the clause.
    pub(super) fn denied_later(&self, at: usize) -> bool {
        let rest = self.tokens[at + 1..].iter().take(5);
        rest.take_while(|token| token.kind == TokenKind::Word)
            .any(|token| ["않", "안", "말", "없"].iter().any(|no| token.lower.starts_with(no)))
    }

    /// Whether the rest of the clause turns away what is said in Korean.
    pub(super) fn turned_away_later(&self, at: usize) -> bool {
        const AWAY: [&str; 15] = [
            "않",
            "안",
            "말",
            "없",
            "싫",
            "못",
            "빼",
            "무서",
            "힘들",
            "제외",
            "금지",
            "피하",
            "트리거",
            "x",
            "노노",
        ];
        let rest = self.tokens[at + 1..].iter().take(6);
        rest.take_while(|token| token.kind == TokenKind::Word)
            .any(|token| AWAY.iter().any(|away| token.lower.starts_with(away)))
    }
}
