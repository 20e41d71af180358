//! What the trope names of rows mean.

use std::collections::HashMap;

use crate::catalog::{Family, Trope, TropeIdx, TropeStrength, Vocabulary, Warning, fold};

use super::Wrong;
use super::cell::shown;
use super::list::Named;
use super::notes::RowNote;

/// How many unknown names of a row, or of a whole table, a message names.
const NAMED: usize = 3;
/// For so many unknown names near ones are looked for: each is compared with all tropes.
const COMPARED: usize = 1_000;
/// Fewer rows than this teach nothing reliable about the weights of tropes.
const ENOUGH_TO_LEARN: u64 = 200;

/// What is done with a trope name that the vocabulary does not know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum UnknownTropes {
    /// The row is refused.
    #[default]
    Refuse,
    /// It becomes a trope. The vocabulary that comes of it has what the rows name and nothing else;
    /// what was known keeps its id, its definition and its warnings.
    New,
    /// It is left out and counted.
    Skip,
}

/// The tropes of a row, in trope order, and those that give its drama away.
pub(super) struct Strengths {
    pub strengths: Vec<TropeStrength>,
    pub spoilers: Vec<TropeIdx>,
}

/// The tropes that rows may name: those of a vocabulary, by id, label or alias.
#[derive(Debug)]
pub struct Tropes {
    base: Vocabulary,
    unknown: UnknownTropes,
    /// Names looked up before; `None` for those left out.
    spelt: HashMap<String, Option<TropeIdx>>,
    /// Of new tropes: what they are, in the order in which they were met.
    met: Vec<Met>,
    /// Positions in `met`, by position in the base or by folded name.
    by_base: HashMap<TropeIdx, TropeIdx>,
    by_key: HashMap<String, TropeIdx>,
    skipped: HashMap<String, u64>,
    /// How many unknown names near ones were looked for.
    compared: usize,
}

#[derive(Debug)]
enum Met {
    Known(TropeIdx, String),
    New(String),
}

impl Tropes {
    /// The tropes of a vocabulary, and what is done with names that it does not know. Of an empty
    /// vocabulary every name is unknown.
    #[must_use]
    pub fn new(vocabulary: Vocabulary, unknown: UnknownTropes) -> Self {
        Self {
            base: vocabulary,
            unknown,
            spelt: HashMap::new(),
            met: Vec::new(),
            by_base: HashMap::new(),
            by_key: HashMap::new(),
            skipped: HashMap::new(),
            compared: 0,
        }
    }

    /// The tropes of a vocabulary; others are refused.
    #[must_use]
    pub fn known(vocabulary: Vocabulary) -> Self {
        Self::new(vocabulary, UnknownTropes::Refuse)
    }

    /// Whether the vocabulary has a trope of this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.base.find(name).is_some()
    }

    /// The strengths of a row, in trope order, unless something is `wrong` with it, before or here:
    /// then all of that. Two names of one trope count once, with the larger strength.
    pub(super) fn strengths(
        &mut self,
        named: Vec<Named>,
        mut wrong: Vec<Wrong>,
    ) -> Result<Strengths, Wrong> {
        let mut meant = Vec::with_capacity(named.len());
        for named in self.rejoined(named) {
            let spoiler = named.spoiler;
            match self.meant(named) {
                Ok((name, strength)) => meant.push((name, strength, spoiler)),
                Err(mistake) => wrong.push(mistake),
            }
        }
        // What a row that is refused names becomes no trope.
        if !wrong.is_empty() && self.unknown != UnknownTropes::Refuse {
            meant.clear();
        }
        let mut strengths = Vec::with_capacity(meant.len());
        let (mut unknown, mut spoilers) = (Vec::new(), Vec::new());
        for (name, strength, spoiler) in meant {
            match self.look_up(&name) {
                Ok(Looked::Known(trope)) => {
                    strengths.push(TropeStrength { trope, strength });
                    spoilers.extend(spoiler.then_some(trope));
                }
                Ok(Looked::Refused) => unknown.push(name),
                Ok(Looked::Skipped) => {}
                Err(mistake) => wrong.push(mistake),
            }
        }
        if !unknown.is_empty() {
            wrong.push(self.refusal(&unknown));
        }
        if let Some(wrong) = Wrong::all(wrong) {
            return Err(wrong);
        }
        let order = |a: &TropeStrength, b: &TropeStrength| {
            a.trope.cmp(&b.trope).then(b.strength.total_cmp(&a.strength))
        };
        strengths.sort_by(order);
        strengths.dedup_by_key(|s| s.trope);
        spoilers.sort_unstable();
        spoilers.dedup();
        Ok(Strengths { strengths, spoilers })
    }

    /// What is wrong with the warnings of a row: those that nobody knows, and those there twice.
    pub(super) fn wrong_warnings(&self, named: &[Warning]) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        for (at, warning) in named.iter().enumerate() {
            if !self.base.warning_ids().any(|known| known == warning.id) {
                let message = format!("unknown warning `{}`", shown(&warning.id));
                wrong.push(Wrong::new(message, "write the id of a warning of the vocabulary"));
            } else if named[..at].iter().any(|before| before.id == warning.id) {
                let message = format!("the warning `{}` stands twice", shown(&warning.id));
                wrong.push(Wrong::new(message, "keep one of them"));
            }
        }
        wrong
    }

    /// The warnings of a row by id, nothing being wrong with them.
    pub(super) fn warnings(&mut self, mut named: Vec<Warning>) -> Result<Vec<Warning>, Wrong> {
        named.sort_by(|a, b| a.id.cmp(&b.id));
        for warning in &named {
            // A new vocabulary has the tropes that are met, and those that are warned of.
            if let (Some(trope), UnknownTropes::New) = (self.base.find(&warning.id), self.unknown) {
                self.take(Some(trope), &warning.id)?;
            }
        }
        Ok(named)
    }

    /// Entries whose name was cut at a comma that belongs to it, put together again: `older woman`
    /// and `younger man`, where these are no tropes but both together are one.
    fn rejoined(&self, named: Vec<Named>) -> Vec<Named> {
        let mut whole: Vec<Named> = Vec::with_capacity(named.len());
        for next in named {
            let plain = next.strength.is_none() && self.base.find(&next.name).is_none();
            let joined =
                whole.last().filter(|last| plain && last.strength.is_none()).and_then(|last| {
                    let both = format!("{}, {}", last.name, next.name);
                    (self.base.find(&last.name).is_none() && self.base.find(&both).is_some())
                        .then_some(both)
                });
            match (joined, whole.last_mut()) {
                (Some(both), Some(last)) => last.name = both,
                _ => whole.push(next),
            }
        }
        whole
    }

    /// The name and strength of an entry. One that is a trope with its colon and number is that.
    fn meant(&self, named: Named) -> Result<(String, f32), Wrong> {
        if let Some(whole) = named.whole.as_ref().filter(|whole| self.base.find(whole).is_some()) {
            return Ok((whole.clone(), 1.0));
        }
        let strength = named.strength.unwrap_or(1.0);
        if strength > 0.0 && strength <= 1.0 {
            // However faint, what is there stays above 0.
            return Ok((named.name, f32::from_bits(1).max(strength as f32)));
        }
        let message = format!(
            "the strength of `{}` must be above 0 and at most 1, not {strength}",
            shown(&named.name)
        );
        let hint = match &named.whole {
            Some(whole) if strength > 1.0 => {
                let (name, whole) = (shown(&named.name), shown(whole));
                format!("a level 4 of 5 is `{name}:0.8`; a trope of this whole name is `{whole}:1`")
            }
            _ => "leave out what a drama does not have".to_owned(),
        };
        Err(Wrong::new(message, hint))
    }

    fn look_up(&mut self, name: &str) -> Result<Looked, Wrong> {
        if let Some(known) = self.spelt.get(name) {
            if known.is_none() {
                *self.skipped.entry(name.to_owned()).or_default() += 1;
            }
            return Ok(known.map_or(Looked::Skipped, Looked::Known));
        }
        let idx = match (self.base.find(name), self.unknown) {
            (None, UnknownTropes::Refuse) => return Ok(Looked::Refused),
            (None, UnknownTropes::Skip) => {
                *self.skipped.entry(name.to_owned()).or_default() += 1;
                None
            }
            (Some(known), UnknownTropes::Refuse | UnknownTropes::Skip) => Some(known),
            (known, UnknownTropes::New) => Some(self.take(known, name)?),
        };
        self.spelt.insert(name.to_owned(), idx);
        Ok(idx.map_or(Looked::Skipped, Looked::Known))
    }

    /// The position of a trope among those that the rows name.
    fn take(&mut self, known: Option<TropeIdx>, name: &str) -> Result<TropeIdx, Wrong> {
        let place = u16::try_from(self.met.len()).map(TropeIdx);
        let full = || Wrong::new("there are more than 65,536 tropes", "leave rare ones out");
        if name.chars().any(crate::store::text::steers) {
            let message =
                format!("the trope `{}` has characters that steer a terminal", shown(name));
            return Err(Wrong::new(message, "take control characters out"));
        }
        let idx = if let Some(known) = known {
            let next = match self.by_base.get(&known) {
                Some(idx) => return Ok(*idx),
                None => place.map_err(|_| full())?,
            };
            self.by_base.insert(known, next);
            self.met.push(Met::Known(known, name.to_owned()));
            next
        } else {
            let key = fold(name);
            if key.is_empty() {
                let message = format!("`{}` is no name of a trope", shown(name));
                return Err(Wrong::new(message, "use letters"));
            }
            let next = match self.by_key.get(&key) {
                Some(idx) => return Ok(*idx),
                None => place.map_err(|_| full())?,
            };
            self.by_key.insert(key, next);
            self.met.push(Met::New(name.to_owned()));
            next
        };
        Ok(idx)
    }

    /// A trope with a name near one of these.
    fn near(&mut self, unknown: &[String]) -> Option<String> {
        for name in unknown {
            if self.compared == COMPARED {
                return None;
            }
            self.compared += 1;
            if let Some(near) = self.base.near(name).into_iter().next() {
                return Some(near);
            }
        }
        None
    }

    fn refusal(&mut self, unknown: &[String]) -> Wrong {
        let first: Vec<String> =
            unknown.iter().take(NAMED).map(|name| format!("`{}`", shown(name))).collect();
        let more = match unknown.len() - first.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let word = if unknown.len() == 1 { "trope" } else { "tropes" };
        let message = format!("unknown {word} {}{more}", first.join(", "));
        let near = self.near(unknown);
        // A strength that is no number, as in `divorce:much`.
        let known_before_colon = unknown
            .iter()
            .filter_map(|name| name.rsplit_once(':'))
            .find(|(name, _)| self.base.find(name).is_some());
        let hint = match (known_before_colon, near) {
            (Some((name, strength)), _) => {
                format!(
                    "a strength is a number, `{}:0.8`, not `{}`",
                    shown(name.trim()),
                    shown(strength.trim())
                )
            }
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => String::new(),
        };
        Wrong { unknown_tropes: true, ..Wrong::new(message, hint) }
    }

    /// What is to be told of the tropes.
    pub(super) fn notes(&self) -> Vec<RowNote> {
        let mut notes = Vec::new();
        let new = self.met.iter().filter(|met| matches!(met, Met::New(_))).count() as u64;
        if new > 0 && !self.base.is_empty() {
            notes.push(RowNote::TropesNew { names: new });
        }
        if !self.skipped.is_empty() {
            let mut first: Vec<(String, u64)> =
                self.skipped.iter().map(|(name, places)| (name.clone(), *places)).collect();
            first.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let (names, places) =
                (first.len() as u64, first.iter().map(|(_, places)| places).sum());
            first.truncate(NAMED);
            notes.push(RowNote::TropesSkipped { names, places, first });
        }
        notes
    }

    /// The vocabulary of `dramas` rows. Where names became tropes it has those that were met, in
    /// this order: known ones as they were, under the label that the rows give them; others with
    /// their names and nothing else, in a family of their own. Learned weights are those of the
    /// base, except where many rows, or names that are mostly new, have to teach their own.
    pub(super) fn into_vocabulary(self, dramas: u64) -> Vocabulary {
        if self.unknown != UnknownTropes::New {
            return self.base;
        }
        let mut families = self.base.families().to_vec();
        families.push(Family {
            id: "found".into(),
            label: "Found".into(),
            label_ko: String::new(),
            description: "Named by the rows of the catalogue.".into(),
        });
        let found = families.len() - 1;
        let trope = |met: &Met| match met {
            Met::New(name) => {
                Trope { id: name.clone(), label: name.clone(), family: found, ..Trope::default() }
            }
            Met::Known(idx, name) => relabelled(self.base.trope(*idx), name),
        };
        let mut vocabulary = Vocabulary::new(families, self.met.iter().map(trope).collect())
            .with_warnings(self.base.warnings().to_vec());
        if dramas < ENOUGH_TO_LEARN && 2 * self.by_base.len() > self.met.len() {
            vocabulary.adopt_learned(&self.base);
        }
        vocabulary
    }
}

/// A known trope under the name that rows have for it, so that it is shown as the user knows it.
fn relabelled(trope: &Trope, name: &str) -> Trope {
    let mut trope = trope.clone();
    let key = fold(name);
    if key != fold(&trope.label) && key != fold(&trope.id) {
        let label = std::mem::replace(&mut trope.label, name.to_owned());
        trope.aliases.push(label);
    }
    trope
}

enum Looked {
    Known(TropeIdx),
    Refused,
    Skipped,
}
