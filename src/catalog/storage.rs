//! Where the dramas of a catalogue stand: in memory, or elsewhere behind the same questions.

use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::credits::{Credits, Key, Role};
use super::drama::{Drama, DramaIdx};
use super::facts::{Facts, FactsOf, Lists};
use super::fold::folds_to;
use super::kinds::Person;
use super::sieve::Sieve;
use super::sketch::Sketch;
use super::titles::{Claims, TitleIndex, names};
use super::trope::TropeIdx;
use super::warned::Warned;

/// Who looks through the names of a catalogue. What it asks for may be less the more it found.
pub trait Seeker {
    /// What names are to pass before it is asked whether they are worth reading, if anything.
    fn sieve(&self) -> Option<&Sieve> {
        None
    }

    /// Whether a name with this sketch is worth reading.
    fn is_worth(&self, sketch: &Sketch) -> bool;

    /// Takes a name and a drama that claims it.
    fn take(&mut self, name: &str, drama: DramaIdx);
}

/// Whether a name is worth reading, and what takes it.
impl<W: Fn(&Sketch) -> bool, T: FnMut(&str, DramaIdx)> Seeker for (W, T) {
    fn is_worth(&self, sketch: &Sketch) -> bool {
        self.0(sketch)
    }

    fn take(&mut self, name: &str, drama: DramaIdx) {
        self.1(name, drama);
    }
}

/// The dramas of a catalogue, in id order, and the names that lead to them.
///
/// What ranking asks of every drama ([`strength`](Self::strength), [`facts`](Self::facts)) is
/// cheap; a whole [`drama`](Self::drama) may have to be read first, and is meant for the few that
/// are shown. Positions are below [`len`](Self::len).
pub trait Storage: Debug + Send + Sync {
    /// How many dramas.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One drama.
    fn drama(&self, idx: DramaIdx) -> Cow<'_, Drama>;

    /// All dramas. Reads the whole catalogue into memory where it is not there.
    fn all(&self) -> Cow<'_, [Drama]>;

    /// One drama with what ranks it: id, English title, series, year and days, score, votes,
    /// followers and strengths. The rest may be missing.
    fn outline(&self, idx: DramaIdx) -> Cow<'_, Drama> {
        self.drama(idx)
    }

    /// The [outlines](Self::outline) of all dramas.
    fn outlines(&self) -> Cow<'_, [Drama]> {
        self.all()
    }

    /// Strength of a trope in a drama, 0 when it does not have it.
    fn strength(&self, idx: DramaIdx, trope: TropeIdx) -> f32;

    /// What filters and priors ask of a drama.
    fn facts(&self, idx: DramaIdx) -> Facts;

    /// The facts that are in an [outline](Self::outline). The rest may be missing.
    fn outline_facts(&self, idx: DramaIdx) -> Facts {
        self.facts(idx)
    }

    /// The marks of spoilers, ascending.
    fn spoilers(&self) -> &[(DramaIdx, TropeIdx)] {
        &self.lists().spoilers
    }

    /// The people who had a role in a drama.
    fn people(&self, idx: DramaIdx, role: Role) -> Cow<'_, [Person]> {
        match self.drama(idx) {
            Cow::Borrowed(drama) => Cow::Borrowed(role.of(drama)),
            Cow::Owned(drama) => Cow::Owned(role.of(&drama).to_vec()),
        }
    }

    /// What a drama is warned of, where that is laid out; elsewhere the catalogue works it out.
    fn warned(&self, idx: DramaIdx) -> Option<Warned> {
        let _ = idx;
        None
    }

    /// What is said once of all facts: lists of networks and services, marks of spoilers.
    fn lists(&self) -> &Lists;

    /// The drama with exactly this id.
    fn find(&self, id: &str) -> Option<DramaIdx>;

    /// The drama that had this id before.
    fn find_former(&self, id: &str) -> Option<DramaIdx>;

    /// The first drama with this number on MyDramaList.
    fn find_mdl(&self, number: u32) -> Option<DramaIdx>;

    /// The dramas that claim a folded title.
    fn claims(&self, key: &str) -> Cow<'_, Claims>;

    /// Hands a seeker the folded titles that it asks for, and each drama that claims one. Others
    /// may come too: not asking for all saves time alone.
    fn each_name(&self, seeker: &mut dyn Seeker);

    /// The dramas that have this [key](Role::keys) of a person in a role, ascending.
    fn credited(&self, role: Role, key: &str) -> Cow<'_, [DramaIdx]>;

    /// The dramas of the series with this slug, ascending.
    fn series(&self, slug: &str) -> Cow<'_, [DramaIdx]>;

    /// Where what the dramas are read from was found damaged, as a position in its bytes; 0 when it
    /// was changed as a whole while it was in use. What was answered before then may be wrong.
    fn damage(&self) -> Option<usize> {
        None
    }
}

/// Looking through the names of all dramas this often costs no more than making an index of them.
const FEW_LOOKUPS: u32 = 8;

/// Looking through the people and series of all dramas this often costs no more than making an
/// index of them. A question by one title asks for some ten.
pub const FEW_CREDITS: u32 = 64;

/// Dramas in memory.
#[derive(Debug)]
pub struct MemoryStorage {
    dramas: Vec<Drama>,
    /// Made when so many titles were asked for that it pays; before that, names are looked through.
    titles: OnceLock<TitleIndex>,
    /// How many names were looked up without it.
    lookups: AtomicU32,
    /// Made at the first filter.
    facts: OnceLock<(Vec<Facts>, Lists)>,
    /// Made when so many people and series were asked for that it pays.
    credits: OnceLock<Credits>,
    /// How many people and series were looked up without it.
    credit_lookups: AtomicU32,
}

impl MemoryStorage {
    /// Dramas in id order.
    #[must_use]
    pub fn new(dramas: Vec<Drama>) -> Self {
        Self {
            dramas,
            titles: OnceLock::new(),
            lookups: AtomicU32::new(0),
            facts: OnceLock::new(),
            credits: OnceLock::new(),
            credit_lookups: AtomicU32::new(0),
        }
    }

    fn titles(&self) -> &TitleIndex {
        self.titles.get_or_init(|| TitleIndex::new(&self.dramas))
    }

    /// The index of people and series, once enough were looked up.
    fn credits_if_worth(&self) -> Option<&Credits> {
        let few = self.credits.get().is_none()
            && self.credit_lookups.fetch_add(1, Ordering::Relaxed) < FEW_CREDITS;
        (!few).then(|| self.credits.get_or_init(|| Credits::new(&self.dramas)))
    }

    fn positions(&self, is: impl Fn(&Drama) -> bool) -> Cow<'_, [DramaIdx]> {
        let mut found = Vec::new();
        for (at, drama) in self.dramas.iter().enumerate() {
            if is(drama) {
                found.push(DramaIdx(at as u32));
            }
        }
        Cow::Owned(found)
    }

    /// The index of titles, once enough names were looked up.
    fn titles_if_worth(&self) -> Option<&TitleIndex> {
        let few = self.titles.get().is_none()
            && self.lookups.fetch_add(1, Ordering::Relaxed) < FEW_LOOKUPS;
        (!few).then(|| self.titles())
    }

    fn position(&self, is: impl Fn(&Drama) -> bool) -> Option<DramaIdx> {
        self.dramas.iter().position(is).map(|at| DramaIdx(at as u32))
    }

    fn table(&self) -> &(Vec<Facts>, Lists) {
        self.facts.get_or_init(|| {
            let mut taken = FactsOf::default();
            let mut facts = Vec::with_capacity(self.dramas.len());
            for drama in &self.dramas {
                facts.push(taken.take(drama));
            }
            (facts, taken.into_lists())
        })
    }
}

impl Storage for MemoryStorage {
    fn len(&self) -> usize {
        self.dramas.len()
    }

    fn drama(&self, idx: DramaIdx) -> Cow<'_, Drama> {
        Cow::Borrowed(&self.dramas[idx.at()])
    }

    fn all(&self) -> Cow<'_, [Drama]> {
        Cow::Borrowed(&self.dramas)
    }

    fn strength(&self, idx: DramaIdx, trope: TropeIdx) -> f32 {
        self.dramas[idx.at()].strength(trope)
    }

    fn facts(&self, idx: DramaIdx) -> Facts {
        self.table().0[idx.at()]
    }

    fn lists(&self) -> &Lists {
        &self.table().1
    }

    fn find(&self, id: &str) -> Option<DramaIdx> {
        let at = self.dramas.binary_search_by(|drama| drama.id.as_str().cmp(id)).ok()?;
        Some(DramaIdx(at as u32))
    }

    fn find_former(&self, id: &str) -> Option<DramaIdx> {
        match self.titles_if_worth() {
            Some(titles) => titles.find_former(id),
            None => self.position(|drama| drama.former_ids.iter().any(|former| former == id)),
        }
    }

    fn find_mdl(&self, number: u32) -> Option<DramaIdx> {
        match self.titles_if_worth() {
            Some(titles) => titles.find_mdl(number),
            None => self.position(|drama| drama.mdl == Some(number)),
        }
    }

    fn claims(&self, key: &str) -> Cow<'_, Claims> {
        if let Some(titles) = self.titles_if_worth() {
            return titles.claims(key);
        }
        let mut claims = Claims::default();
        if key.is_empty() {
            return Cow::Owned(claims);
        }
        for (at, drama) in self.dramas.iter().enumerate() {
            for (_, primary) in names(drama).filter(|(name, _)| folds_to(name, key)) {
                claims.add(DramaIdx(at as u32), primary);
            }
        }
        Cow::Owned(claims)
    }

    fn each_name(&self, seeker: &mut dyn Seeker) {
        self.titles().each_name(&mut |name, idx| seeker.take(name, idx));
    }

    fn credited(&self, role: Role, key: &str) -> Cow<'_, [DramaIdx]> {
        match self.credits_if_worth() {
            Some(credits) => credits.credited(role, key),
            None => {
                let Some(key) = Key::read(key) else { return Cow::default() };
                self.positions(|drama| role.of(drama).iter().any(|person| key.is_of(person)))
            }
        }
    }

    fn series(&self, slug: &str) -> Cow<'_, [DramaIdx]> {
        match self.credits_if_worth() {
            Some(credits) => credits.series(slug),
            None => self.positions(|drama| drama.series.as_deref() == Some(slug)),
        }
    }
}
