//! The people of dramas, each kept once however many dramas are theirs.

use std::collections::HashMap;

use crate::catalog::{DramaIdx, Key, Person};

use super::column::{Column, add_up};
use super::packed::{Packer, Unpacker};
use super::texts::Texts;

/// Each person once, as they come: names, and numbers with 0 for none. Then of each place who stands
/// there: 0 for the next one who is new, else how many new ones ago this one was.
impl Column for Person {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        let mut met: HashMap<&Self, u64> = HashMap::new();
        let (mut each, mut places) = (Vec::new(), Vec::with_capacity(values.len()));
        for person in &values {
            let new = each.len() as u64;
            let at = *met.entry(person).or_insert(new);
            if at == new {
                each.push(person.clone());
            }
            places.push(new - at);
        }
        Column::pack(each.iter().map(|person| person.number).collect(), packer);
        String::pack(each.into_iter().map(|person| person.name).collect(), packer);
        packer.numbers(places.into_iter());
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let (each, places) = unpack_each(packed)?;
        // A damaged one would be copied to every place.
        if (0..each.len()).any(|at| each.name(at).len() > LONGEST_NAME) {
            return None;
        }
        let mut all = Vec::with_capacity(places.len());
        for at in places {
            all.push(each.get(at as usize));
        }
        Some(all)
    }
}

/// The longest name that is kept once for all its places, in bytes.
const LONGEST_NAME: usize = 1000;

/// People whose names are read where they stand.
#[derive(Debug)]
struct Each<'a> {
    numbers: Vec<Option<u32>>,
    names: Texts<'a>,
}

impl<'a> Each<'a> {
    fn len(&self) -> usize {
        self.numbers.len()
    }

    fn name(&self, at: usize) -> &'a str {
        self.names.get(at)
    }

    fn get(&self, at: usize) -> Person {
        Person { name: self.name(at).to_owned(), number: self.numbers[at] }
    }
}

/// Each person once, and who of them stands at each place.
fn unpack_each<'a>(packed: &mut Unpacker<'a>) -> Option<(Each<'a>, Vec<u32>)> {
    let numbers = <Option<u32>>::unpack(packed)?;
    let names = Texts::find(packed)?;
    if names.len() != numbers.len() {
        return None;
    }
    let each = Each { numbers, names };
    let numbers = packed.numbers()?;
    let mut places = Vec::with_capacity(numbers.len());
    let mut new = 0;
    for ago in numbers {
        let at = u32::try_from(ago).ok().and_then(|ago| u32::checked_sub(new, ago))?;
        if at as usize >= each.len() {
            return None;
        }
        new += u32::from(at == new);
        places.push(at);
    }
    Some((each, places))
}

/// Who had a role in which drama, read without copying a person to each place.
#[derive(Debug)]
pub struct Cast<'a> {
    each: Each<'a>,
    /// Where the places of each drama end.
    ends: Vec<usize>,
    places: Vec<u32>,
}

impl<'a> Cast<'a> {
    /// Reads what a column of lists of people has.
    #[must_use]
    pub fn unpack(packed: &mut Unpacker<'a>) -> Option<Self> {
        let counts = packed.numbers()?;
        let (each, places) = unpack_each(packed)?;
        if !add_up(&counts, places.len()) {
            return None;
        }
        let mut ends = Vec::with_capacity(counts.len());
        let mut end = 0;
        for count in counts {
            end += count as usize;
            ends.push(end);
        }
        Some(Self { each, ends, places })
    }

    fn places(&self, drama: usize) -> &[u32] {
        let end = self.ends.get(drama).copied().unwrap_or(0);
        let start = drama.checked_sub(1).and_then(|before| self.ends.get(before));
        self.places.get(start.copied().unwrap_or(0)..end).unwrap_or_default()
    }

    /// The people of a drama.
    #[must_use]
    pub fn of(&self, drama: usize) -> Vec<Person> {
        let mut people = Vec::new();
        for at in self.places(drama) {
            people.push(self.each.get(*at as usize));
        }
        people
    }

    /// The dramas of who is kept under a key, ascending.
    #[must_use]
    pub fn credited(&self, key: &str) -> Vec<DramaIdx> {
        let Some(key) = Key::read(key) else { return Vec::new() };
        let mut meant = vec![false; self.each.len()];
        for (at, number) in self.each.numbers.iter().enumerate() {
            meant[at] = key.is_of_one(*number, || self.each.name(at));
        }
        let (mut found, mut drama) = (Vec::new(), 0);
        for (place, person) in self.places.iter().enumerate() {
            if !meant[*person as usize] {
                continue;
            }
            while self.ends[drama] <= place {
                drama += 1;
            }
            if found.last() != Some(&DramaIdx(drama as u32)) {
                found.push(DramaIdx(drama as u32));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::column::trial::{again, numbers, packed, unpacked};

    fn person((name, number): (&str, Option<u32>)) -> Person {
        Person { name: name.into(), number }
    }

    #[test]
    fn people_come_back_as_they_were() {
        let people = [("A", None), ("A", Some(7)), ("A", Some(7)), ("B", Some(u32::MAX))];
        let people: Vec<Person> = people.into_iter().chain([("A", None)]).map(person).collect();
        let bytes = packed(people.clone());
        assert!(bytes.starts_with(&numbers(&[&[0, 8, u64::from(u32::MAX) + 1]])));
        // New, new, the last new one, new, and the first of three.
        assert!(bytes.ends_with(&numbers(&[&[0, 0, 1, 0, 3]])));
        assert_eq!(again(people.clone()), Some(people));
    }

    #[test]
    fn a_cast_has_the_people_of_each_drama() {
        let lists = [&[("A", Some(7)), ("B", None)][..], &[], &[("B", None)], &[("A", None)]];
        let lists = lists.map(|list| list.iter().copied().map(person).collect::<Vec<_>>());
        let bytes = packed(lists.to_vec());
        let cast = Cast::unpack(&mut Unpacker(&bytes)).unwrap();
        for (drama, list) in lists.iter().enumerate() {
            assert_eq!(&cast.of(drama), list);
        }
        assert_eq!(cast.of(4), []);
        for (key, dramas) in
            [("=A", &[0, 3][..]), ("#7", &[0]), ("~A", &[3]), ("~B", &[0, 2]), ("A", &[])]
        {
            let found: Vec<u32> = cast.credited(key).iter().map(|idx| idx.0).collect();
            assert_eq!(found, dramas, "{key}");
        }
    }

    #[test]
    fn people_who_do_not_fit_together_are_refused() {
        let each = [numbers(&[&[0, 0]]), packed(vec!["a".to_owned(), "b".to_owned()])].concat();
        for (places, sound) in
            [(&[0, 0, 2][..], true), (&[1], false), (&[0, 0, 0], false), (&[0, u64::MAX], false)]
        {
            let people = [each.clone(), numbers(&[places])].concat();
            assert_eq!(unpacked::<Person>(&people).is_some(), sound, "{places:?}");
        }
        let one = [numbers(&[&[0]]), each[3..].to_vec(), numbers(&[&[]])].concat();
        assert!(unpacked::<Person>(&one).is_none(), "two names, one number");
        let counted = |counts: &[u64]| {
            let lists = [numbers(&[counts]), each.clone(), numbers(&[&[0, 0]])].concat();
            Cast::unpack(&mut Unpacker(&lists)).is_some()
        };
        assert_eq!([&[2][..], &[1], &[3]].map(counted), [true, false, false]);
        assert!(again(vec![person((&"a".repeat(LONGEST_NAME + 1), None))]).is_none());
    }
}
