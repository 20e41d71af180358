//! The vocabulary that holds tropes and warnings, and finds them by name.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::near::nearest;
use super::trope::{ContentWarning, Family, Trope, TropeIdx, WarningIdx};
use super::weights::LearnedWeights;

/// All tropes in a fixed order ("trope order"), with lookup by id, label or alias, and warnings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    families: Vec<Family>,
    tropes: Vec<Trope>,
    warnings: Vec<ContentWarning>,
    learned: Option<LearnedWeights>,
    /// Folded names, gathered when the first is looked up: an answer by titles alone needs none.
    #[serde(skip)]
    keys: OnceLock<HashMap<String, TropeIdx>>,
    /// The same of warnings, by folded name.
    #[serde(skip)]
    warning_keys: OnceLock<HashMap<String, WarningIdx>>,
    /// Tropes that have kinds, each with one of them.
    #[serde(skip)]
    kinds: OnceLock<Vec<(TropeIdx, TropeIdx)>>,
}

impl Vocabulary {
    /// A vocabulary of tropes that are already known to be consistent.
    ///
    /// Where two tropes claim one name, an id beats a label and a label beats an alias; between
    /// equals the earlier trope has it. (`check` reports such collisions.)
    #[must_use]
    pub fn new(families: Vec<Family>, tropes: Vec<Trope>) -> Self {
        Self { families, tropes, ..Self::default() }
    }

    /// The kinds of a trope: those that name it as [`broader`](Trope::broader).
    pub(crate) fn kinds_of(&self, trope: TropeIdx) -> impl Iterator<Item = TropeIdx> {
        let kinds = self.kinds.get_or_init(|| self.gather_kinds());
        kinds.iter().filter(move |(broader, _)| *broader == trope).map(|(_, kind)| *kind)
    }

    fn gather_kinds(&self) -> Vec<(TropeIdx, TropeIdx)> {
        let mut kinds = Vec::new();
        for (at, kind) in self.tropes.iter().enumerate() {
            if kind.broader.is_empty() {
                continue;
            }
            let broader = self.tropes.iter().position(|trope| trope.id == kind.broader);
            kinds.extend(broader.map(|broader| (TropeIdx(broader as u16), TropeIdx(at as u16))));
        }
        kinds
    }

    fn keys(&self) -> &HashMap<String, TropeIdx> {
        self.keys.get_or_init(|| self.gather_keys())
    }

    fn gather_keys(&self) -> HashMap<String, TropeIdx> {
        let mut keys = HashMap::with_capacity(self.tropes.len() * 4);
        let ids = self.tropes.iter().map(|t| std::slice::from_ref(&t.id)).collect::<Vec<_>>();
        let labels = self.tropes.iter().map(|t| std::slice::from_ref(&t.label)).collect();
        let korean = self.tropes.iter().map(|t| std::slice::from_ref(&t.label_ko)).collect();
        let aliases = self.tropes.iter().map(|t| t.aliases.as_slice()).collect();
        for names in [ids, labels, korean, aliases] {
            for (at, names) in names.into_iter().enumerate() {
                for name in names {
                    keys.entry(fold(name)).or_insert(TropeIdx(at as u16));
                }
            }
        }
        keys.remove("");
        keys
    }

    /// Whether every trope is of a family that is there. Not so only in a vocabulary from a damaged
    /// source.
    #[must_use]
    pub(crate) fn is_consistent(&self) -> bool {
        self.tropes.iter().all(|trope| trope.family < self.families.len())
    }

    /// How many tropes there are: the width of the strength matrix.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tropes.len()
    }

    /// Whether there is no trope at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tropes.is_empty()
    }

    /// The families, in file order.
    #[must_use]
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// The tropes, in trope order.
    #[must_use]
    pub fn tropes(&self) -> &[Trope] {
        &self.tropes
    }

    /// The trope at a position.
    ///
    /// # Panics
    /// When the index is of another vocabulary and past the end of this one.
    #[must_use]
    pub fn trope(&self, idx: TropeIdx) -> &Trope {
        &self.tropes[idx.at()]
    }

    /// The family of a trope.
    #[must_use]
    pub fn family(&self, trope: &Trope) -> &Family {
        &self.families[trope.family]
    }

    /// Finds a trope by id, label or alias, whatever the case, punctuation and spacing.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<TropeIdx> {
        self.keys().get(&fold(name)).copied()
    }

    /// Ids of up to three tropes whose names are nearest to an unknown one, best first.
    #[must_use]
    pub fn near(&self, name: &str) -> Vec<String> {
        let names = self.keys().iter().map(|(key, idx)| (key.as_str(), *idx));
        nearest(&fold(name), names, 3).into_iter().map(|idx| self.trope(idx).id.clone()).collect()
    }

    /// What is said of warnings, in file order.
    #[must_use]
    pub fn warnings(&self) -> &[ContentWarning] {
        &self.warnings
    }

    /// The same vocabulary with these warnings.
    #[must_use]
    pub fn with_warnings(self, warnings: Vec<ContentWarning>) -> Self {
        Self { warnings, keys: OnceLock::new(), warning_keys: OnceLock::new(), ..self }
    }

    /// The ids under which a drama can be warned of, in the order of [`WarningIdx`]: tropes that
    /// are content warnings, and other warnings.
    pub(crate) fn warning_ids(&self) -> impl Iterator<Item = &str> {
        let tropes = self.tropes.iter().filter(|trope| trope.content_warning);
        tropes.map(|trope| trope.id.as_str()).chain(self.other_warnings())
    }

    /// The ids of warnings that are no tropes.
    fn other_warnings(&self) -> impl Iterator<Item = &str> {
        let others = self.warnings.iter().filter(|warning| {
            !self.tropes.iter().any(|trope| trope.content_warning && trope.id == warning.id)
        });
        others.map(|warning| warning.id.as_str())
    }

    /// The position of the warning with exactly this id.
    #[doc(hidden)]
    #[must_use]
    pub fn warning(&self, id: &str) -> Option<WarningIdx> {
        let at = self.warning_ids().position(|known| known == id)?;
        u8::try_from(at).ok().map(WarningIdx)
    }

    /// The warning that a trope is; none for a trope that is no content warning.
    #[must_use]
    pub(crate) fn warning_of(&self, trope: TropeIdx) -> Option<WarningIdx> {
        let known = self.tropes.get(trope.at()).filter(|trope| trope.content_warning)?;
        self.warning(&known.id)
    }

    /// The trope that a warning is, where it is one.
    #[must_use]
    pub(crate) fn trope_of(&self, warning: WarningIdx) -> Option<TropeIdx> {
        let tropes = (0..self.tropes.len() as u16).map(TropeIdx);
        tropes.filter(|idx| self.trope(*idx).content_warning).nth(warning.0.into())
    }

    /// The id of a warning.
    ///
    /// # Panics
    /// When the index is of another vocabulary and past the end of this one.
    #[doc(hidden)]
    #[must_use]
    pub fn warning_id(&self, warning: WarningIdx) -> &str {
        self.warning_ids().nth(warning.0.into()).expect("a position of this vocabulary")
    }

    /// Finds a warning by id, label or alias, or by another name of the trope that it is, whatever
    /// the case, punctuation and spacing. Where two claim one name, an id beats a label, a label an
    /// alias, and an alias of a warning one of a trope.
    #[doc(hidden)]
    #[must_use]
    pub fn find_warning(&self, name: &str) -> Option<WarningIdx> {
        self.warning_keys.get_or_init(|| self.gather_warning_keys()).get(&fold(name)).copied()
    }

    fn gather_warning_keys(&self) -> HashMap<String, WarningIdx> {
        let mut keys = HashMap::new();
        let mut add = |name: &str, at: usize| {
            if let (key, Ok(at)) = (fold(name), u8::try_from(at)) {
                keys.entry(key).or_insert(WarningIdx(at));
            }
        };
        let ids: Vec<&str> = self.warning_ids().collect();
        let said = |id: &str| self.warnings.iter().find(|warning| warning.id == id);
        let trope = |id: &str| self.tropes.iter().find(|trope| trope.id == id);
        for pass in 0..4 {
            for (at, id) in ids.iter().enumerate() {
                match (pass, said(id), trope(id)) {
                    (0, ..) => add(id, at),
                    (1, Some(said), _) => {
                        [&said.label, &said.label_ko].iter().for_each(|n| add(n, at))
                    }
                    (2, Some(said), _) => said.aliases.iter().for_each(|name| add(name, at)),
                    (3, _, Some(trope)) => {
                        let labels = [&trope.label, &trope.label_ko];
                        labels.into_iter().chain(&trope.aliases).for_each(|name| add(name, at));
                    }
                    _ => {}
                }
            }
        }
        keys.remove("");
        keys
    }

    /// Ids of up to three tropes or warnings whose names are nearest to an unknown one, best first.
    #[must_use]
    pub(crate) fn near_to_avoid(&self, name: &str) -> Vec<String> {
        let warnings = self.warning_keys.get_or_init(|| self.gather_warning_keys());
        let tropes =
            self.keys().iter().map(|(key, idx)| (key.as_str(), self.trope(*idx).id.as_str()));
        let warnings = warnings.iter().map(|(key, idx)| (key.as_str(), self.warning_id(*idx)));
        let near = nearest(&fold(name), tropes.chain(warnings), 3);
        near.into_iter().map(str::to_owned).collect()
    }

    /// The label of a warning; the id where there is no such warning.
    #[must_use]
    pub fn warning_label<'a>(&'a self, id: &'a str) -> &'a str {
        let said = self.warnings.iter().find(|warning| warning.id == id).map(|said| &said.label);
        let trope = || self.tropes.iter().find(|trope| trope.id == id).map(|trope| &trope.label);
        said.or_else(trope).map_or(id, String::as_str)
    }

    /// Weights learned from a large catalogue over this vocabulary, when it ships with some.
    #[must_use]
    pub(crate) fn learned(&self) -> Option<&LearnedWeights> {
        self.learned.as_ref()
    }

    /// Forgets what is told of a trope or warning beside its names, family and definition: levels,
    /// what does not count, what is near.
    pub(crate) fn forget_details(&mut self) {
        for trope in &mut self.tropes {
            trope.level_5.clear();
            trope.level_2.clear();
            trope.excludes.clear();
            trope.related.clear();
        }
        for warning in &mut self.warnings {
            warning.counts.clear();
            warning.excludes.clear();
        }
    }

    /// Attaches learned weights.
    ///
    /// # Panics
    /// When there is not one weight for each trope.
    #[doc(hidden)]
    pub fn set_learned(&mut self, learned: LearnedWeights) {
        assert_eq!(learned.weights.len(), self.len(), "one weight for each trope");
        self.learned = Some(learned);
    }

    /// Takes learned weights over from another vocabulary, trope by trope (by id); a trope that the
    /// other does not know gets the mean of its weights. Boosts stay those of this vocabulary. Does
    /// nothing when the other has none.
    pub(crate) fn adopt_learned(&mut self, other: &Vocabulary) {
        let Some(theirs) = other.learned() else {
            return;
        };
        let boost = |trope: &Trope| trope.boost.unwrap_or(1.0);
        let mean = match theirs.weights.len() {
            0 => 1.0,
            n => theirs.weights.iter().sum::<f32>() / n as f32,
        };
        let unboosted: HashMap<&str, f32> = other
            .tropes
            .iter()
            .zip(&theirs.weights)
            .filter(|(trope, _)| boost(trope) > 0.0)
            .map(|(trope, weight)| (trope.id.as_str(), weight / boost(trope)))
            .collect();
        let weight = |trope: &Trope| {
            unboosted.get(trope.id.as_str()).copied().unwrap_or(mean) * boost(trope)
        };
        let weights = self.tropes.iter().map(weight).collect();
        self.learned = Some(LearnedWeights { weights, mean_norm: theirs.mean_norm });
    }

    /// Adds tropes, and the families they need, after those already here. Learned weights are kept,
    /// a new trope getting their mean.
    #[must_use]
    pub(crate) fn extended(&self, families: Vec<Family>, tropes: Vec<Trope>) -> Self {
        let mut all = self.tropes.clone();
        all.extend(tropes);
        let mut extended = Self::new(families, all).with_warnings(self.warnings.clone());
        extended.adopt_learned(self);
        extended
    }
}
