//! How many values of one kind are kept in an image: apart into what is alike, which compresses to
//! less than the values as they stand.

use std::collections::{BTreeMap, HashMap};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::catalog::{
    ContentRating, Date, Format, Occurrence, Offer, Origin, Person, SeriesKind, TropeIdx,
    TropeStrength, Warning,
};

/// The longest text that is kept once for all its places, in bytes.
const LONGEST_REPEATED: usize = 1000;

/// A kind of value that an image keeps many of.
pub trait Column: Sized {
    /// All values of a column.
    type Packed: Serialize + DeserializeOwned;

    /// Packs values.
    fn pack(values: Vec<Self>) -> Self::Packed;

    /// The values again; none where what was packed does not fit together.
    fn unpack(packed: Self::Packed) -> Option<Vec<Self>>;
}

/// Values that are kept as they are.
macro_rules! plain {
    ($($kind:ty,)*) => {
        $(impl Column for $kind {
            type Packed = Vec<Self>;

            fn pack(values: Vec<Self>) -> Self::Packed {
                values
            }

            fn unpack(packed: Self::Packed) -> Option<Vec<Self>> {
                Some(packed)
            }
        })*
    };
}

plain! {
    bool, u8, usize, TropeIdx, SeriesKind, Origin,
    Option<u16>, Option<u32>, Option<f32>, Option<Date>, Option<Format>, Option<ContentRating>,
    Option<String>,
    BTreeMap<String, f32>,
}

/// Texts end to end, before each a character that stands in none of them. Those of one script stand
/// together, in their order.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Texts {
    /// The [`script`] of each text.
    scripts: Vec<u8>,
    all: String,
}

/// What tells the scripts of most texts apart: the block of the first letter that is not Latin; 0
/// where all are.
fn script(text: &str) -> u8 {
    let beyond = text.chars().map(u32::from).find(|letter| *letter > 0x24f);
    beyond.map_or(0, |letter| match letter {
        ..0x1000 => (letter >> 8) as u8,
        // Hangul and Chinese go over many blocks.
        _ => 0x80 | (letter >> 12) as u8,
    })
}

impl Column for String {
    type Packed = Texts;

    fn pack(values: Vec<Self>) -> Texts {
        let separator = ('\n'..=char::MAX).find(|c| !values.iter().any(|text| text.contains(*c)));
        let scripts: Vec<u8> = values.iter().map(|text| script(text)).collect();
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by_key(|at| scripts[*at]);
        let mut all = String::new();
        for at in order {
            all.extend(separator);
            all += &values[at];
        }
        Texts { scripts, all }
    }

    fn unpack(Texts { scripts, all }: Texts) -> Option<Vec<Self>> {
        let mut rest = all.chars();
        let texts: Vec<&str> = match rest.next() {
            Some(separator) => rest.as_str().split(separator).collect(),
            None => Vec::new(),
        };
        // Where the next text of each script stands.
        let mut next = [0; 256];
        for script in &scripts {
            next[usize::from(*script)] += 1;
        }
        let mut before = 0;
        for next in &mut next {
            before += std::mem::replace(next, before);
        }
        let text = |script: &u8| {
            let next = &mut next[usize::from(*script)];
            *next += 1;
            texts.get(*next - 1).map(|text| (*text).to_owned())
        };
        if texts.len() == scripts.len() { scripts.iter().map(text).collect() } else { None }
    }
}

/// Lists end to end.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lists<P> {
    /// How long each is.
    counts: Vec<u32>,
    items: P,
}

impl<T: Column> Column for Vec<T> {
    type Packed = Lists<T::Packed>;

    fn pack(values: Vec<Self>) -> Self::Packed {
        let counts = values.iter().map(|list| list.len() as u32).collect();
        Lists { counts, items: T::pack(values.into_iter().flatten().collect()) }
    }

    fn unpack(Lists { counts, items }: Self::Packed) -> Option<Vec<Self>> {
        let items = T::unpack(items)?;
        let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        if all != items.len() as u64 {
            return None;
        }
        let mut items = items.into_iter();
        Some(counts.iter().map(|count| items.by_ref().take(*count as usize).collect()).collect())
    }
}

/// Values of which few differ.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Repeated<T> {
    /// Each once, as they come.
    values: Vec<T>,
    /// Which of them stands at each place.
    places: Vec<u32>,
}

impl<T: Clone + PartialEq> Repeated<T> {
    fn of(all: impl Iterator<Item = T>) -> Self {
        let (mut values, mut places) = (Vec::new(), Vec::new());
        for value in all {
            let known = values.iter().position(|known| *known == value);
            places.push(known.unwrap_or(values.len()) as u32);
            if known.is_none() {
                values.push(value);
            }
        }
        Self { values, places }
    }

    fn into_all(self) -> Option<Vec<T>> {
        self.places.iter().map(|place| self.values.get(*place as usize).cloned()).collect()
    }
}

impl Column for Offer {
    type Packed = Repeated<Self>;

    fn pack(values: Vec<Self>) -> Self::Packed {
        Repeated::of(values.into_iter())
    }

    fn unpack(packed: Self::Packed) -> Option<Vec<Self>> {
        let long = |offer: &Self| offer.service.len() > LONGEST_REPEATED;
        if packed.values.iter().any(long) { None } else { packed.into_all() }
    }
}

impl Column for Warning {
    /// Ids, how often they occur, places.
    type Packed = (Repeated<String>, Vec<Occurrence>, Texts);

    fn pack(values: Vec<Self>) -> Self::Packed {
        let ids = Repeated::of(values.iter().map(|warning| warning.id.clone()));
        let occurs = values.iter().map(|warning| warning.occurs).collect();
        (ids, occurs, String::pack(values.into_iter().map(|warning| warning.place).collect()))
    }

    fn unpack((ids, occurs, places): Self::Packed) -> Option<Vec<Self>> {
        // None is so long; a damaged one would be copied to every place.
        if ids.values.iter().any(|id| id.len() > LONGEST_REPEATED) {
            return None;
        }
        let (ids, places) = (ids.into_all()?, String::unpack(places)?);
        if ids.len() != occurs.len() || ids.len() != places.len() {
            return None;
        }
        let rest = occurs.into_iter().zip(places);
        let all = ids.into_iter().zip(rest);
        Some(all.map(|(id, (occurs, place))| Self { id, occurs, place }).collect())
    }
}

impl Column for Person {
    /// Names; and of each its number: 0 where it is that of the one of this name before (none for
    /// the first), 1 where there is none, else 2 more.
    type Packed = (Texts, Vec<u64>);

    fn pack(values: Vec<Self>) -> Self::Packed {
        let mut known = HashMap::new();
        let mut numbers = Vec::with_capacity(values.len());
        for Self { name, number } in &values {
            let before = known.insert(name.clone(), *number).flatten();
            let told = number.map_or(1, |number| u64::from(number) + 2);
            numbers.push(if before == *number { 0 } else { told });
        }
        (String::pack(values.into_iter().map(|person| person.name).collect()), numbers)
    }

    fn unpack((names, numbers): Self::Packed) -> Option<Vec<Self>> {
        let names = String::unpack(names)?;
        if names.len() != numbers.len() {
            return None;
        }
        let mut known: HashMap<String, Option<u32>> = HashMap::new();
        let mut people = Vec::with_capacity(names.len());
        for (name, told) in names.into_iter().zip(numbers) {
            let number = match told {
                0 => known.get(&name).copied().flatten(),
                1 => None,
                told => Some(u32::try_from(told - 2).ok()?),
            };
            known.insert(name.clone(), number);
            people.push(Self { name, number });
        }
        Some(people)
    }
}

/// The strengths of all dramas, end to end.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Strengths {
    /// How many each drama has.
    counts: Vec<u32>,
    /// How many tropes lie between each and the one before it in its drama.
    gaps: Vec<u16>,
    strengths: Repeated<f32>,
}

impl Column for Vec<TropeStrength> {
    type Packed = Strengths;

    fn pack(values: Vec<Self>) -> Strengths {
        let (mut counts, mut gaps) = (Vec::new(), Vec::new());
        for list in &values {
            counts.push(list.len() as u32);
            let mut next = 0u16;
            for strength in list {
                gaps.push(strength.trope.0.wrapping_sub(next));
                next = strength.trope.0.wrapping_add(1);
            }
        }
        let strengths = Repeated::of(values.iter().flatten().map(|s| s.strength));
        Strengths { counts, gaps, strengths }
    }

    fn unpack(packed: Strengths) -> Option<Vec<Self>> {
        let strengths = packed.strengths.into_all()?;
        let all: u64 = packed.counts.iter().map(|count| u64::from(*count)).sum();
        if all != packed.gaps.len() as u64 || packed.gaps.len() != strengths.len() {
            return None;
        }
        let mut pairs = packed.gaps.into_iter().zip(strengths);
        let list = |count: &u32| {
            let mut next = 0u16;
            let each = |(gap, strength): (u16, f32)| {
                let trope = TropeIdx(next.wrapping_add(gap));
                next = trope.0.wrapping_add(1);
                TropeStrength { trope, strength }
            };
            pairs.by_ref().take(*count as usize).map(each).collect()
        };
        Some(packed.counts.iter().map(list).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again<T: Column>(values: Vec<T>) -> Option<Vec<T>> {
        T::unpack(T::pack(values))
    }

    #[test]
    fn values_come_back_as_they_were() {
        for texts in [vec![], vec![""], vec!["", ""], vec!["a\nb", "\u{b}", ""], vec!["한", "é"]]
        {
            let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
            assert_eq!(again(texts.clone()), Some(texts.clone()));
            let lists = vec![texts, Vec::new(), vec![String::new()]];
            assert_eq!(again(lists.clone()), Some(lists));
        }
        let person = |(name, number): (&str, _)| Person { name: name.into(), number };
        let people = [("A", None), ("A", Some(7)), ("A", Some(7)), ("B", Some(u32::MAX))];
        let people: Vec<Person> = people.into_iter().chain([("A", None)]).map(person).collect();
        assert_eq!(Person::pack(people.clone()).1, [0, 9, 0, u64::from(u32::MAX) + 2, 1]);
        assert_eq!(again(people.clone()), Some(people));
        let warning = |id: &str, place: &str| Warning {
            id: id.into(),
            occurs: Occurrence::Possible,
            place: place.into(),
        };
        let warnings = vec![warning("b", ""), warning("a", "episode 2"), warning("b", "")];
        assert_eq!(again(warnings.clone()), Some(warnings));
    }

    #[test]
    fn strengths_come_back_as_they_were() {
        let list = |tropes: &[u16]| -> Vec<TropeStrength> {
            let strength = |trope: &u16| TropeStrength {
                trope: TropeIdx(*trope),
                strength: f32::from(*trope) / 70_000.0,
            };
            tropes.iter().map(strength).collect()
        };
        let lists = vec![list(&[0, 1, 65535]), list(&[]), list(&[7])];
        let packed = Column::pack(lists.clone());
        assert_eq!((&packed.counts[..], &packed.gaps[..]), (&[3, 0, 1][..], &[0, 0, 65533, 7][..]));
        assert_eq!(Column::unpack(packed), Some(lists));
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        let texts = || String::pack(vec!["a".into(), "b".into()]);
        for counts in [&[3][..], &[1], &[], &[u32::MAX, u32::MAX]] {
            let lists = Lists { counts: counts.to_vec(), items: texts() };
            assert!(<Vec<String>>::unpack(lists).is_none(), "{counts:?}");
        }
        let few = Texts { scripts: vec![0], ..texts() };
        let many = Texts { scripts: vec![0; 3], ..texts() };
        assert!(String::unpack(few).is_none() && String::unpack(many).is_none());
        assert!(Person::unpack((texts(), vec![0])).is_none());
        assert!(Person::unpack((texts(), vec![0, u64::MAX])).is_none());
        let ids = || Repeated { values: vec!["a".to_owned()], places: vec![0, 0] };
        assert!(Warning::unpack((ids(), vec![Occurrence::Once], texts())).is_none());
        assert!(Repeated { values: vec![1], places: vec![0, 1] }.into_all().is_none());
        for (counts, gaps) in [(&[3][..], &[1, 2][..]), (&[], &[]), (&[u32::MAX], &[1])] {
            let strengths = Repeated { values: vec![0.2], places: vec![0; gaps.len() + 1] };
            let packed = Strengths { counts: counts.to_vec(), gaps: gaps.to_vec(), strengths };
            assert!(<Vec<TropeStrength>>::unpack(packed).is_none(), "{counts:?}");
        }
    }
}
