//! How many values of one kind are kept in an image: apart into what is alike, which compresses to
//! less than the values as they stand.

use std::collections::BTreeMap;

use crate::catalog::{Occurrence, Offer, OfferKind, Origin, OriginKind, Warning};

use super::packed::{Packer, Unpacker};

/// The longest text that is kept once for all its places, in bytes.
const LONGEST_REPEATED: usize = 1000;

/// A kind of value that an image keeps many of.
pub trait Column: Sized {
    /// Packs values.
    fn pack(values: Vec<Self>, packer: &mut Packer);

    /// The values again; none where what was packed does not fit together.
    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>>;

    /// Gives each of so many values to its place; none where there are more or fewer. One function
    /// for all fields of a kind: a browser compiles it once.
    #[inline(never)]
    fn each(
        packed: &mut Unpacker<'_>,
        many: usize,
        take: &mut dyn FnMut(usize, Self),
    ) -> Option<()> {
        let values = Self::unpack(packed)?;
        if values.len() != many {
            return None;
        }
        for (at, value) in values.into_iter().enumerate() {
            take(at, value);
        }
        Some(())
    }
}

/// How long each list is, and the lists end to end.
impl<T: Column> Column for Vec<T> {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        packer.numbers(values.iter().map(|list| list.len() as u64));
        T::pack(values.into_iter().flatten().collect(), packer);
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let (counts, items) = (packed.numbers()?, T::unpack(packed)?);
        if !add_up(&counts, items.len()) {
            return None;
        }
        let (mut items, mut lists) = (items.into_iter(), Vec::with_capacity(counts.len()));
        for count in counts {
            let mut list = Self::with_capacity(count as usize);
            list.extend(items.by_ref().take(count as usize));
            lists.push(list);
        }
        Some(lists)
    }
}

/// Whether so many are there as the counts say.
pub fn add_up(counts: &[u64], items: usize) -> bool {
    let mut all = 0u64;
    for count in counts {
        all = all.saturating_add(*count);
    }
    all == items as u64
}

/// How many each has, then all names and numbers.
impl Column for BTreeMap<String, f32> {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        packer.numbers(values.iter().map(|map| map.len() as u64));
        String::pack(values.iter().flat_map(|map| map.keys().cloned()).collect(), packer);
        f32::pack(values.iter().flat_map(|map| map.values().copied()).collect(), packer);
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let counts = packed.numbers()?;
        let (names, numbers) = (String::unpack(packed)?, f32::unpack(packed)?);
        if names.len() != numbers.len() || !add_up(&counts, names.len()) {
            return None;
        }
        let mut pairs = names.into_iter().zip(numbers);
        Some(counts.iter().map(|count| pairs.by_ref().take(*count as usize).collect()).collect())
    }
}

/// Values of which few differ: each once, as they come, and which of them stands at each place.
pub fn pack_repeated<T: Column + PartialEq>(all: Vec<T>, packer: &mut Packer) {
    let (mut values, mut places): (Vec<T>, Vec<u64>) = (Vec::new(), Vec::new());
    for value in all {
        let known = values.iter().position(|known| *known == value);
        places.push(known.unwrap_or(values.len()) as u64);
        if known.is_none() {
            values.push(value);
        }
    }
    T::pack(values, packer);
    packer.numbers(places.into_iter());
}

/// The values at all places; none where one is `too_long` to be copied.
pub fn unpack_repeated<T: Column + Clone>(
    packed: &mut Unpacker<'_>,
    too_long: impl Fn(&T) -> bool,
) -> Option<Vec<T>> {
    let values = T::unpack(packed)?;
    // None is so long; a damaged one would be copied to every place.
    if values.iter().any(too_long) {
        return None;
    }
    let places = packed.numbers()?;
    let mut all = Vec::with_capacity(places.len());
    for place in places {
        all.push(values.get(usize::try_from(place).ok()?)?.clone());
    }
    Some(all)
}

/// A service with what it costs.
#[derive(PartialEq, Clone)]
struct Repeated(Offer);

impl Column for Repeated {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        Column::pack(values.iter().map(|offer| offer.0.kind).collect(), packer);
        String::pack(values.into_iter().map(|offer| offer.0.service).collect(), packer);
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let kinds = <Option<OfferKind>>::unpack(packed)?;
        let offer = |kind, service| Self(Offer { service, kind });
        together(kinds, String::unpack(packed)?, offer)
    }
}

impl Column for Offer {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        pack_repeated(values.into_iter().map(Repeated).collect(), packer);
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let long = |offer: &Repeated| offer.0.service.len() > LONGEST_REPEATED;
        let mut offers = Vec::new();
        for offer in unpack_repeated(packed, long)? {
            offers.push(offer.0);
        }
        Some(offers)
    }
}

/// What two columns make together; none where one is longer.
fn together<A, B, T>(a: Vec<A>, b: Vec<B>, make: impl Fn(A, B) -> T) -> Option<Vec<T>> {
    if a.len() != b.len() {
        return None;
    }
    let mut made = Vec::with_capacity(a.len());
    for (a, b) in a.into_iter().zip(b) {
        made.push(make(a, b));
    }
    Some(made)
}

impl Column for Origin {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        Column::pack(values.iter().map(|origin| origin.kind).collect(), packer);
        String::pack(values.into_iter().map(|origin| origin.work).collect(), packer);
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let kinds = OriginKind::unpack(packed)?;
        together(kinds, String::unpack(packed)?, |kind, work| Self { kind, work })
    }
}

/// Ids, how often they occur, places.
impl Column for Warning {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        pack_repeated(values.iter().map(|warning| warning.id.clone()).collect(), packer);
        Column::pack(values.iter().map(|warning| warning.occurs).collect(), packer);
        String::pack(values.into_iter().map(|warning| warning.place).collect(), packer);
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let ids = unpack_repeated(packed, |id: &String| id.len() > LONGEST_REPEATED)?;
        let occurs = Occurrence::unpack(packed)?;
        let rest = together(occurs, String::unpack(packed)?, |occurs, place| (occurs, place))?;
        together(ids, rest, |id, (occurs, place)| Self { id, occurs, place })
    }
}

/// What tests of columns pack and unpack with.
#[cfg(test)]
pub mod trial {
    use super::{Column, Packer, Unpacker};

    /// Values as a column of them.
    pub fn packed<T: Column>(values: Vec<T>) -> Vec<u8> {
        let mut packer = Packer::default();
        T::pack(values, &mut packer);
        packer.0
    }

    /// The values of a column.
    pub fn unpacked<T: Column>(bytes: &[u8]) -> Option<Vec<T>> {
        T::unpack(&mut Unpacker(bytes))
    }

    /// Values that were packed and unpacked.
    pub fn again<T: Column>(values: Vec<T>) -> Option<Vec<T>> {
        unpacked(&packed(values))
    }

    /// Lists of numbers as a column has them.
    pub fn numbers(all: &[&[u64]]) -> Vec<u8> {
        let mut packer = Packer::default();
        all.iter().for_each(|numbers| packer.numbers(numbers.iter().copied()));
        packer.0
    }
}

#[cfg(test)]
mod tests {
    use super::trial::{again, numbers, packed, unpacked};
    use super::*;

    #[test]
    fn values_come_back_as_they_were() {
        let lists = vec![vec!["a".to_owned(), String::new()], Vec::new(), vec![String::new()]];
        assert_eq!(again(lists.clone()), Some(lists));
        let warning = |id: &str, place: &str| Warning {
            id: id.into(),
            occurs: Occurrence::Possible,
            place: place.into(),
        };
        let warnings = vec![warning("b", ""), warning("a", "episode 2"), warning("b", "")];
        assert_eq!(again(warnings.clone()), Some(warnings));
        let offer = |text| Offer::parse(text).unwrap();
        let offers = vec![offer("Viki"), offer("Viki:free"), offer("Viki")];
        assert_eq!(again(offers.clone()), Some(offers));
        let origins = vec![Origin::parse("remake:Full House").unwrap()];
        assert_eq!(again(origins.clone()), Some(origins));
        let maps: Vec<BTreeMap<String, f32>> =
            vec![[("a".to_owned(), 0.5), ("b".to_owned(), 0.2)].into(), BTreeMap::new()];
        assert_eq!(again(maps.clone()), Some(maps));
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        let texts = packed(vec!["a".to_owned(), "b".to_owned()]);
        for counts in [&[3][..], &[1], &[], &[u64::MAX, u64::MAX]] {
            let lists = [numbers(&[counts]), texts.clone()].concat();
            assert!(unpacked::<Vec<String>>(&lists).is_none(), "{counts:?}");
        }
        let warnings =
            [packed(vec!["a".to_owned()]), numbers(&[&[0, 0], &[1]]), texts.clone()].concat();
        assert!(unpacked::<Warning>(&warnings).is_none());
        let map = [numbers(&[&[2]]), texts, numbers(&[&[0]])].concat();
        assert!(unpacked::<BTreeMap<String, f32>>(&map).is_none());
        let long = "a".repeat(LONGEST_REPEATED + 1);
        assert!(again(vec![Offer { service: long, kind: None }]).is_none());
    }
}
