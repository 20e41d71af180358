//! Lists of different lengths, end to end.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Lists of different lengths, end to end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ragged<T> {
    #[serde(with = "lengths")]
    ends: Vec<u32>,
    items: Vec<T>,
}

/// Ends of lists as an image keeps them: how long each list is. Lengths are small and repeat, so
/// they compress to a tenth of ends, of which no two are alike.
mod lengths {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(ends: &[u32], serializer: S) -> Result<S::Ok, S::Error> {
        let mut before = 0;
        serializer.collect_seq(ends.iter().map(|end| end - std::mem::replace(&mut before, *end)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u32>, D::Error> {
        let mut ends = Vec::<u32>::deserialize(deserializer)?;
        let mut before = 0u32;
        for end in &mut ends {
            let Some(next) = before.checked_add(*end) else {
                return Err(D::Error::custom("lists too long"));
            };
            *end = next;
            before = next;
        }
        Ok(ends)
    }
}

impl<T> Default for Ragged<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> Ragged<T> {
    /// Adds a list.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
    }

    /// Changes every item.
    pub fn change(&mut self, change: impl FnMut(&mut T)) {
        self.items.iter_mut().for_each(change);
    }

    /// How many lists there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A list; empty past the last.
    #[must_use]
    pub fn get(&self, at: usize) -> &[T] {
        let Some(end) = self.ends.get(at) else { return &[] };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.items.get(start as usize..*end as usize).unwrap_or_default()
    }
}

impl Ragged<u16> {
    /// For each number below `n`, those of some lists that it stands in, in their order. Numbers
    /// from `n` on, which only a damaged image has, are passed over.
    #[must_use]
    pub fn holders(&self, lists: Range<usize>, n: usize) -> Ragged<u32> {
        let mut counts = vec![0u32; n];
        for list in lists.clone() {
            for number in self.get(list) {
                if let Some(count) = counts.get_mut(usize::from(*number)) {
                    *count += 1;
                }
            }
        }
        // Where the next list of each number goes: at first where its lists begin, at last where
        // they end.
        let mut places = counts;
        let mut all = 0;
        for place in &mut places {
            all += std::mem::replace(place, all);
        }
        let mut items = vec![0; all as usize];
        for list in lists {
            for number in self.get(list) {
                if let Some(place) = places.get_mut(usize::from(*number)) {
                    items[*place as usize] = list as u32;
                    *place += 1;
                }
            }
        }
        Ragged { ends: places, items }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ragged(lists: &[&[u16]]) -> Ragged<u16> {
        let mut ragged = Ragged::default();
        lists.iter().for_each(|list| ragged.push(list.iter().copied()));
        ragged
    }

    #[test]
    fn ragged_lists_keep_their_lengths() {
        let ragged = ragged(&[&[1, 2], &[], &[3]]);
        assert_eq!(
            (ragged.get(0), ragged.get(1), ragged.get(2), ragged.get(3)),
            (&[1, 2][..], &[][..], &[3][..], &[][..])
        );
    }

    #[test]
    fn an_image_keeps_how_long_lists_are() {
        let ragged = ragged(&[&[7; 200], &[], &[8]]);
        let image = postcard::to_stdvec(&ragged).unwrap();
        // Three lists of 200 (two bytes), 0 and 1 items; of items 201.
        assert_eq!(image[..8], [3, 200, 1, 0, 1, 201, 1, 7]);
        assert_eq!(postcard::from_bytes::<Ragged<u16>>(&image).unwrap(), ragged);
        let too_long = postcard::to_stdvec(&(vec![u32::MAX, 1], vec![0u16])).unwrap();
        assert!(postcard::from_bytes::<Ragged<u16>>(&too_long).is_err());
    }

    #[test]
    fn each_number_is_told_the_lists_it_stands_in() {
        // The first list is not asked about; 4 is no number below 4.
        let holders = ragged(&[&[1, 2], &[1, 3], &[2, 3], &[3, 4]]).holders(1..4, 4);
        let all: Vec<&[u32]> = (0..holders.len()).map(|number| holders.get(number)).collect();
        assert_eq!(all, [&[][..], &[1], &[2], &[1, 2, 3]]);
    }
}
