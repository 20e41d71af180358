//! Dramas read from an index file as they are asked for.

use std::borrow::Cow;
use std::sync::Arc;

use crate::catalog::titles::keys;
use crate::catalog::{
    Claims, Drama, DramaIdx, Facts, Lists, Role, Seeker, Sieve, SketchedName, Storage, TropeIdx,
    TropeStrength, Warned,
};
use crate::index::{Buffer, Counting, Region, counted};

use super::layout::{HEAD, NameKind, PackedName};

/// Names and the sieve that they are to pass.
struct Sifting<'a> {
    sieve: &'a Sieve,
    names: &'a [SketchedName],
}

impl Counting for Sifting<'_> {
    #[inline(always)]
    fn run(&self) -> u64 {
        self.sieve.pass(self.names)
    }
}

/// The dramas of an index file. Where the file is damaged a drama reads as an empty one;
/// [`Storage::damage`] tells.
#[derive(Debug)]
pub struct MappedStorage {
    /// Tropes of the vocabulary.
    pub n_tropes: usize,
    /// What the facts refer to.
    pub lists: Lists,
    /// One a drama.
    pub facts: Buffer<Facts>,
    /// What each drama is warned of.
    pub warned: Buffer<Warned>,
    /// Where each record begins, and where the last ends.
    pub record_offsets: Buffer<u64>,
    /// Dramas without strengths.
    pub records: Buffer<u8>,
    /// All names, sorted.
    pub names: Buffer<PackedName>,
    /// All folded titles in the order of their dramas, as far as they need not be read.
    pub titles: Buffer<SketchedName>,
    /// Their text, one after the other.
    pub title_text: Buffer<u8>,
    /// Where each drama's strengths begin, and where the last end.
    pub offsets: Buffer<u32>,
    /// Tropes of all strengths.
    pub tropes: Buffer<u16>,
    /// All strengths.
    pub strengths: Buffer<f32>,
    /// What all of these lie in.
    pub region: Arc<Region>,
}

impl MappedStorage {
    /// Whether there is one of everything for each of `n` dramas.
    pub fn fits(&self, n: usize) -> bool {
        self.facts.len() == n
            && self.warned.len() == n
            && self.record_offsets.len() == n + 1
            && self.offsets.len() == n + 1
            && self.tropes.len() == self.strengths.len()
    }

    /// Tropes and strengths of a drama, as many of the one as of the other unless damaged.
    fn row(&self, at: usize) -> (&[u16], &[f32]) {
        let [start, end] = *self.offsets.get(at..at + 2) else { return (&[], &[]) };
        let range = start as usize..end as usize;
        (self.tropes.get(range.clone()), self.strengths.get(range))
    }

    fn read(&self, at: usize) -> Option<Drama> {
        let [start, end] = *self.record_offsets.get(at..at + 2) else { return None };
        let record = self.records.get(start as usize..end as usize);
        let mut drama: Drama = postcard::from_bytes(record).ok()?;
        let (tropes, strengths) = self.row(at);
        let strength = |(trope, strength): (&u16, &f32)| TropeStrength {
            trope: TropeIdx(*trope),
            strength: *strength,
        };
        let known = |(trope, _): &(&u16, &f32)| usize::from(**trope) < self.n_tropes;
        drama.strengths = tropes.iter().zip(strengths).filter(known).map(strength).collect();
        Some(drama)
    }

    /// The dramas to which a name of a kind may lead, ascending.
    fn named(&self, kind: NameKind, name: &str) -> impl Iterator<Item = DramaIdx> + '_ {
        let hash = PackedName::hash(kind, name);
        let (mut low, mut high) = (0, self.names.len());
        while low < high {
            let middle = low + (high - low) / 2;
            // What is damaged counts as larger, and the search ends.
            if self.names.at(middle).is_some_and(|name| name.hash < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..self.names.len())
            .map_while(|at| self.names.at(at))
            .take_while(move |name| name.hash == hash)
            .filter(move |name| name.kind == kind as u32 && (name.drama as usize) < self.len())
            .map(|name| DramaIdx(name.drama))
    }
}

impl Storage for MappedStorage {
    fn len(&self) -> usize {
        self.facts.len()
    }

    fn drama(&self, idx: DramaIdx) -> Cow<'_, Drama> {
        assert!(idx.at() < self.len(), "the position is past the end of the catalogue");
        Cow::Owned(self.read(idx.at()).unwrap_or_default())
    }

    fn all(&self) -> Cow<'_, [Drama]> {
        Cow::Owned((0..self.len()).map(|at| self.read(at).unwrap_or_default()).collect())
    }

    fn strength(&self, idx: DramaIdx, trope: TropeIdx) -> f32 {
        let (tropes, strengths) = self.row(idx.at());
        let at = tropes.binary_search(&trope.0).ok();
        at.and_then(|at| strengths.get(at)).copied().unwrap_or(0.0)
    }

    fn facts(&self, idx: DramaIdx) -> Facts {
        self.facts.at(idx.at()).unwrap_or_default()
    }

    /// Where it is damaged, everything is possible.
    fn warned(&self, idx: DramaIdx) -> Option<Warned> {
        Some(self.warned.at(idx.at()).unwrap_or_default())
    }

    fn lists(&self) -> &Lists {
        &self.lists
    }

    fn find(&self, id: &str) -> Option<DramaIdx> {
        self.named(NameKind::Id, id).find(|idx| self.drama(*idx).id == id)
    }

    fn find_former(&self, id: &str) -> Option<DramaIdx> {
        let had = |idx: &DramaIdx| self.drama(*idx).former_ids.iter().any(|former| former == id);
        self.named(NameKind::FormerId, id).find(had)
    }

    fn find_mdl(&self, number: u32) -> Option<DramaIdx> {
        let found = self.named(NameKind::Mdl, &number.to_string());
        found.into_iter().find(|idx| self.drama(*idx).mdl == Some(number))
    }

    fn claims(&self, key: &str) -> Cow<'_, Claims> {
        let mut claims = Claims::default();
        for idx in self.named(NameKind::Title, key) {
            let drama = self.drama(idx);
            keys(&drama)
                .filter(|(own, _)| own == key)
                .for_each(|(_, primary)| claims.add(idx, primary));
        }
        Cow::Owned(claims)
    }

    fn each_name(&self, seeker: &mut dyn Seeker) {
        let mut start = 0;
        for names in self.titles.all().chunks(Sieve::AT_ONCE) {
            let passed = match seeker.sieve() {
                Some(sieve) => counted(&Sifting { sieve, names }),
                None => u64::MAX,
            };
            for (at, name) in names.iter().enumerate() {
                let end = start + name.bytes as usize;
                let passed = passed >> at & 1 == 1;
                let known = (name.drama as usize) < self.len();
                if passed && known && seeker.is_worth(&name.sketch) {
                    // What is damaged reads as an empty name.
                    let text = self.title_text.get(start..end);
                    seeker
                        .take(std::str::from_utf8(text).unwrap_or_default(), DramaIdx(name.drama));
                }
                start = end;
            }
        }
    }

    /// Told apart by the hash of the key: reading every drama would take longer than ranking them.
    fn credited(&self, role: Role, key: &str) -> Cow<'_, [DramaIdx]> {
        Cow::Owned(self.named(NameKind::of(role), key).collect())
    }

    fn series(&self, slug: &str) -> Cow<'_, [DramaIdx]> {
        Cow::Owned(self.named(NameKind::Series, slug).collect())
    }

    fn damage(&self) -> Option<usize> {
        if self.region.changed() {
            return Some(0);
        }
        self.region.damage().map(|at| at + HEAD)
    }
}
