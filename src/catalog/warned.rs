//! What a drama is warned of, as vetoes ask: two bits a warning.

use std::collections::HashMap;

use bytemuck::{Pod, Zeroable};

use super::drama::{Drama, TropeStrength};
use super::kinds::Occurrence;
use super::trope::WarningIdx;
use super::vocabulary::Vocabulary;

/// The most warnings that a vocabulary may have: one bit each.
pub const MOST_WARNINGS: usize = 64;

/// Which warnings of the vocabulary occur in a drama, and which perhaps do, as an index file keeps
/// it: bit i is the warning at position i.
///
/// Of a drama that no reader went through nothing better is known than its tropes: a trope that is
/// a content warning occurs where it has any strength, and every warning that is no trope is
/// possible. The default is what is known of a drama that cannot be read: everything is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Warned {
    occurs: u64,
    possible: u64,
}

/// How a drama stands to one warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WarningState {
    /// It does not occur, as far as those who looked know.
    Absent,
    /// Perhaps, or nobody looked.
    Possible,
    /// It occurs.
    Occurs,
}

impl Default for Warned {
    fn default() -> Self {
        Self { occurs: 0, possible: u64::MAX }
    }
}

/// The bits of the warnings of a vocabulary, to take what many dramas are warned of.
#[derive(Debug)]
pub struct WarningBits {
    by_id: HashMap<String, u64>,
    /// One a trope; 0 for one that is no content warning.
    by_trope: Vec<u64>,
    beside_tropes: u64,
}

impl WarningBits {
    /// Of a vocabulary.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut by_id = HashMap::new();
        for (at, id) in vocabulary.warning_ids().take(MOST_WARNINGS).enumerate() {
            by_id.insert(id.to_owned(), 1u64 << at);
        }
        let mut beside_tropes = by_id.values().fold(0, |all, bit| all | bit);
        let mut by_trope = vec![0; vocabulary.len()];
        for (bit, trope) in by_trope.iter_mut().zip(vocabulary.tropes()) {
            if trope.content_warning {
                *bit = by_id.get(&trope.id).copied().unwrap_or(0);
                beside_tropes &= !*bit;
            }
        }
        Self { by_id, by_trope, beside_tropes }
    }

    /// What a drama is warned of; its strengths stand beside it.
    #[must_use]
    pub fn of(&self, drama: &Drama, strengths: &[TropeStrength]) -> Warned {
        let (mut occurs, mut possible) = (0, 0);
        for warning in &drama.warnings {
            let bit = self.by_id.get(&warning.id).copied().unwrap_or(0);
            match warning.occurs {
                Occurrence::Possible => possible |= bit,
                Occurrence::Once | Occurrence::Recurring => occurs |= bit,
            }
        }
        if drama.warning_readers == 0 {
            possible |= self.beside_tropes;
            for strength in strengths {
                occurs |= self.by_trope.get(strength.trope.at()).copied().unwrap_or(0);
            }
        }
        Warned { occurs, possible: possible & !occurs }
    }
}

impl Warned {
    /// How the drama stands to a warning.
    #[must_use]
    pub fn of(&self, warning: WarningIdx) -> WarningState {
        // What has no bit is known of no drama.
        let Some(bit) = 1u64.checked_shl(warning.0.into()) else { return WarningState::Possible };
        if self.occurs & bit != 0 {
            WarningState::Occurs
        } else if self.possible & bit != 0 {
            WarningState::Possible
        } else {
            WarningState::Absent
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{ContentWarning, Family, Trope, TropeIdx, Warning};

    /// The trope `grief`, the trope and warning `suicide`, the warning `fire`: positions 0 and 1
    /// are the warnings `suicide` and `fire`.
    fn vocabulary() -> Vocabulary {
        let trope = |id: &str, content_warning| Trope {
            id: id.into(),
            content_warning,
            ..Trope::default()
        };
        let warning = |id: &str| ContentWarning { id: id.into(), ..ContentWarning::default() };
        Vocabulary::new(
            vec![Family::default()],
            vec![trope("grief", false), trope("suicide", true)],
        )
        .with_warnings(vec![warning("suicide"), warning("fire")])
    }

    fn drama(readers: u8, told: &[(&str, Occurrence)]) -> Drama {
        let warning = |(id, occurs): &(&str, Occurrence)| Warning {
            id: (*id).into(),
            occurs: *occurs,
            place: String::new(),
        };
        Drama {
            warning_readers: readers,
            warnings: told.iter().map(warning).collect(),
            ..Drama::default()
        }
    }

    fn known(drama: &Drama, strengths: &[(u16, f32)]) -> [WarningState; 2] {
        let vocabulary = vocabulary();
        let strengths: Vec<TropeStrength> = strengths
            .iter()
            .map(|(trope, strength)| TropeStrength { trope: TropeIdx(*trope), strength: *strength })
            .collect();
        let warned = WarningBits::new(&vocabulary).of(drama, &strengths);
        ["suicide", "fire"].map(|id| warned.of(vocabulary.warning(id).unwrap()))
    }

    #[test]
    fn what_readers_say_decides_where_there_are_any() {
        let read = drama(2, &[("suicide", Occurrence::Possible), ("fire", Occurrence::Once)]);
        assert_eq!(known(&read, &[(1, 0.4)]), [WarningState::Possible, WarningState::Occurs]);
        assert_eq!(
            known(&drama(2, &[]), &[(1, 0.4)]),
            [WarningState::Absent, WarningState::Absent]
        );
    }

    #[test]
    fn where_nobody_looked_tropes_decide_and_the_rest_is_possible() {
        assert_eq!(known(&drama(0, &[]), &[]), [WarningState::Absent, WarningState::Possible]);
        assert_eq!(
            known(&drama(0, &[]), &[(0, 1.0), (1, 0.2)]),
            [WarningState::Occurs, WarningState::Possible]
        );
    }

    #[test]
    fn what_cannot_be_read_may_hold_anything() {
        assert_eq!(Warned::default().of(WarningIdx(63)), WarningState::Possible);
        assert_eq!(Warned::default().of(WarningIdx(64)), WarningState::Possible);
    }
}
