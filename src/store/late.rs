//! The dramas of an image, of which only what ranks them is unpacked before more is asked for.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::catalog::{
    Claims, Drama, DramaIdx, FEW_CREDITS, Facts, Lists, MemoryStorage, Person, Role, Seeker,
    Storage, TropeIdx,
};

use super::columns::Dramas;
use super::people::Cast;

/// Dramas of an image, in id order.
#[derive(Debug)]
pub struct LateStorage {
    image: Dramas<'static>,
    /// What ranks them.
    outlines: MemoryStorage,
    /// Who had which role, once somebody was asked for.
    casts: [OnceLock<Cast<'static>>; Role::ALL.len()],
    credit_lookups: AtomicU32,
    /// All of them, once more than an outline was asked for.
    whole: OnceLock<MemoryStorage>,
}

impl LateStorage {
    /// The dramas of an image that is known to be sound, which was packed in id order. `None` when
    /// what ranks them does not fit together.
    #[must_use]
    pub fn new(image: Dramas<'static>) -> Option<Self> {
        let outlines = MemoryStorage::new(image.outlines()?);
        let casts = [const { OnceLock::new() }; Role::ALL.len()];
        let credit_lookups = AtomicU32::new(0);
        Some(Self { image, outlines, casts, credit_lookups, whole: OnceLock::new() })
    }

    fn cast(&self, role: Role) -> &Cast<'static> {
        let cast = || self.image.cast(role).expect("the image is known to be sound");
        self.casts[role as usize].get_or_init(cast)
    }

    /// The whole dramas where they are there, or where so many credits were looked up that an index
    /// of them costs no more.
    fn whole_for_credits(&self) -> Option<&MemoryStorage> {
        let few = self.whole.get().is_none()
            && self.credit_lookups.fetch_add(1, Ordering::Relaxed) < FEW_CREDITS;
        (!few).then(|| self.whole())
    }

    fn whole(&self) -> &MemoryStorage {
        self.whole.get_or_init(|| {
            let outlines = self.outlines.all().into_owned();
            let dramas = self.image.complete(outlines).expect("the image is known to be sound");
            MemoryStorage::new(dramas)
        })
    }
}

impl Storage for LateStorage {
    fn len(&self) -> usize {
        self.outlines.len()
    }

    fn drama(&self, idx: DramaIdx) -> Cow<'_, Drama> {
        self.whole().drama(idx)
    }

    fn all(&self) -> Cow<'_, [Drama]> {
        self.whole().all()
    }

    fn outline(&self, idx: DramaIdx) -> Cow<'_, Drama> {
        self.outlines.drama(idx)
    }

    fn outlines(&self) -> Cow<'_, [Drama]> {
        self.outlines.all()
    }

    fn strength(&self, idx: DramaIdx, trope: TropeIdx) -> f32 {
        self.outlines.strength(idx, trope)
    }

    fn facts(&self, idx: DramaIdx) -> Facts {
        self.whole().facts(idx)
    }

    fn outline_facts(&self, idx: DramaIdx) -> Facts {
        self.outlines.facts(idx)
    }

    fn spoilers(&self) -> &[(DramaIdx, TropeIdx)] {
        self.outlines.spoilers()
    }

    fn people(&self, idx: DramaIdx, role: Role) -> Cow<'_, [Person]> {
        match self.whole.get() {
            Some(whole) => whole.people(idx, role),
            None => Cow::Owned(self.cast(role).of(idx.at())),
        }
    }

    fn lists(&self) -> &Lists {
        self.whole().lists()
    }

    fn find(&self, id: &str) -> Option<DramaIdx> {
        self.outlines.find(id)
    }

    fn find_former(&self, id: &str) -> Option<DramaIdx> {
        self.whole().find_former(id)
    }

    fn find_mdl(&self, number: u32) -> Option<DramaIdx> {
        self.whole().find_mdl(number)
    }

    fn claims(&self, key: &str) -> Cow<'_, Claims> {
        self.whole().claims(key)
    }

    fn each_name(&self, seeker: &mut dyn Seeker) {
        self.whole().each_name(seeker);
    }

    fn credited(&self, role: Role, key: &str) -> Cow<'_, [DramaIdx]> {
        match self.whole_for_credits() {
            Some(whole) => whole.credited(role, key),
            None => Cow::Owned(self.cast(role).credited(key)),
        }
    }

    fn series(&self, slug: &str) -> Cow<'_, [DramaIdx]> {
        self.outlines.series(slug)
    }
}
