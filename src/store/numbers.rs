//! Values that an image keeps as numbers.

use crate::catalog::{
    ContentRating, Date, Format, Kind, Occurrence, OfferKind, OriginKind, SeriesKind, TropeIdx,
};

use super::column::Column;
use super::packed::{Packer, Unpacker};

/// A value that is kept as a number. All are read by one loop over numbers, which costs a browser
/// less to compile than a reader of each kind.
trait Number: Sized {
    fn to_number(&self) -> u64;

    fn of_number(number: u64) -> Option<Self>;
}

impl<N: Number> Column for N {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        packer.numbers(values.iter().map(N::to_number));
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let numbers = packed.numbers()?;
        let mut values = Vec::with_capacity(numbers.len());
        for number in numbers {
            values.push(N::of_number(number)?);
        }
        Some(values)
    }

    /// Without a list of them.
    #[inline(never)]
    fn each(
        packed: &mut Unpacker<'_>,
        many: usize,
        take: &mut dyn FnMut(usize, Self),
    ) -> Option<()> {
        if packed.number()? != many as u64 {
            return None;
        }
        for at in 0..many {
            take(at, N::of_number(packed.number()?)?);
        }
        Some(())
    }
}

/// Numbers as they are, and with 0 for none.
macro_rules! integers {
    ($($kind:ty,)*) => {
        $(
            impl Number for $kind {
                fn to_number(&self) -> u64 {
                    *self as u64
                }

                fn of_number(number: u64) -> Option<Self> {
                    Self::try_from(number).ok()
                }
            }

            impl Number for Option<$kind> {
                fn to_number(&self) -> u64 {
                    self.map_or(0, |known| known as u64 + 1)
                }

                fn of_number(number: u64) -> Option<Self> {
                    match number.checked_sub(1) {
                        None => Some(None),
                        Some(known) => <$kind>::try_from(known).ok().map(Some),
                    }
                }
            }
        )*
    };
}

integers! { u8, u16, u32, usize, }

/// One of a few things by its number, and with 0 for none.
macro_rules! kinds {
    ($($kind:ty,)*) => {
        $(
            impl Number for $kind {
                fn to_number(&self) -> u64 {
                    self.number().into()
                }

                fn of_number(number: u64) -> Option<Self> {
                    Self::numbered(u8::try_from(number).ok()?)
                }
            }

            impl Number for Option<$kind> {
                fn to_number(&self) -> u64 {
                    self.map_or(0, |known| known.to_number())
                }

                fn of_number(number: u64) -> Option<Self> {
                    if number == 0 { Some(None) } else { <$kind>::of_number(number).map(Some) }
                }
            }
        )*
    };
}

kinds! { ContentRating, Format, Occurrence, OfferKind, OriginKind, SeriesKind, }

impl Number for bool {
    fn to_number(&self) -> u64 {
        u64::from(*self)
    }

    fn of_number(number: u64) -> Option<Self> {
        (number <= 1).then_some(number == 1)
    }
}

impl Number for TropeIdx {
    fn to_number(&self) -> u64 {
        self.0.into()
    }

    fn of_number(number: u64) -> Option<Self> {
        u16::try_from(number).ok().map(Self)
    }
}

/// By its bits.
impl Number for f32 {
    fn to_number(&self) -> u64 {
        self.to_bits().into()
    }

    fn of_number(number: u64) -> Option<Self> {
        u32::try_from(number).ok().map(Self::from_bits)
    }
}

/// 0 for none.
impl Number for Option<f32> {
    fn to_number(&self) -> u64 {
        self.map(f32::to_bits).to_number()
    }

    fn of_number(number: u64) -> Option<Self> {
        Option::<u32>::of_number(number).map(|bits| bits.map(f32::from_bits))
    }
}

/// The day before the first that there is, of which the days that are kept are counted.
const BEFORE_DAYS: i32 = -25_568;

/// 0 for none.
impl Number for Option<Date> {
    fn to_number(&self) -> u64 {
        self.map_or(0, |day| (day.days() - BEFORE_DAYS) as u64)
    }

    fn of_number(number: u64) -> Option<Self> {
        if number == 0 {
            return Some(None);
        }
        let day = i32::try_from(number).ok()?.checked_add(BEFORE_DAYS)?;
        Date::from_days(day).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::column::trial::{again, packed, unpacked};

    #[test]
    fn numbers_come_back_as_they_were() {
        let shorts = vec![None, Some(0), Some(u16::MAX)];
        assert_eq!(packed(shorts.clone()), [3, 0, 1, 0x80, 0x80, 4]);
        assert_eq!(again(shorts.clone()), Some(shorts));
        let bits = vec![None, Some(0.0_f32), Some(-1.5)];
        assert_eq!(again(bits.clone()), Some(bits));
        let day = |text| Some(Date::parse(text).unwrap());
        let days = vec![None, day("1900-01-01"), day("2199-12-31")];
        assert_eq!(packed(days.clone())[..3], [3, 0, 1]);
        assert_eq!(again(days.clone()), Some(days));
        let kinds = vec![None, Some(Format::StandardSeries), Some(Format::TvMovie)];
        assert_eq!(again(kinds.clone()), Some(kinds));
        assert_eq!(again(vec![true, false]), Some(vec![true, false]));
        assert!(unpacked::<bool>(&[1, 2]).is_none());
        assert!(unpacked::<Option<Format>>(&[1, 99]).is_none());
        assert!(unpacked::<Option<u16>>(&[1, 0x81, 0x80, 4]).is_none());
        assert!(
            unpacked::<Option<Date>>(&[1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1])
                .is_none()
        );
    }
}
