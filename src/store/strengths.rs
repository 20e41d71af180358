//! The strengths of dramas as an image keeps them.

use crate::catalog::{TropeIdx, TropeStrength};

use super::column::{Column, add_up, pack_repeated};
use super::packed::{Packer, Unpacker};

/// The strengths of all dramas, end to end: how many each has, how many tropes lie between each and
/// the one before it in its drama, how strong each is.
impl Column for Vec<TropeStrength> {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        packer.numbers(values.iter().map(|list| list.len() as u64));
        let mut gaps = Vec::new();
        for list in &values {
            let mut next = 0u16;
            for strength in list {
                gaps.push(u64::from(strength.trope.0.wrapping_sub(next)));
                next = strength.trope.0.wrapping_add(1);
            }
        }
        packer.numbers(gaps.into_iter());
        pack_repeated(values.iter().flatten().map(|s| s.strength).collect(), packer);
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let (counts, gaps) = (packed.numbers()?, packed.numbers()?);
        let (levels, places) = (f32::unpack(packed)?, packed.numbers()?);
        if gaps.len() != places.len() || !add_up(&counts, gaps.len()) {
            return None;
        }
        let (mut lists, mut start) = (Vec::with_capacity(counts.len()), 0);
        for count in counts {
            let end = start + count as usize;
            let mut list = Self::with_capacity(count as usize);
            let mut next = 0u16;
            for (gap, place) in gaps[start..end].iter().zip(&places[start..end]) {
                let trope = TropeIdx(next.wrapping_add(u16::try_from(*gap).ok()?));
                next = trope.0.wrapping_add(1);
                let strength = *levels.get(*place as usize)?;
                list.push(TropeStrength { trope, strength });
            }
            start = end;
            lists.push(list);
        }
        Some(lists)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::column::trial::{numbers, packed, unpacked};

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
        let bytes = packed(lists.clone());
        assert!(bytes.starts_with(&numbers(&[&[3, 0, 1], &[0, 0, 65533, 7]])));
        assert_eq!(unpacked(&bytes), Some(lists));
    }

    #[test]
    fn strengths_that_do_not_fit_together_are_refused() {
        for (counts, gaps, places) in [
            (&[3][..], &[1, 2][..], &[0, 0][..]),
            (&[], &[1], &[0]),
            (&[2], &[1, 1], &[0]),
            (&[1], &[1], &[1]),
            (&[1], &[65_536], &[0]),
        ] {
            let strengths = numbers(&[counts, gaps, &[0x3f00_0000], places]);
            assert!(unpacked::<Vec<TropeStrength>>(&strengths).is_none(), "{counts:?} {gaps:?}");
        }
    }
}
