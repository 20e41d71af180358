//! Numbers laid out one behind the other: owned, or part of a region that others share, such as a
//! mapped file.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use bytemuck::Pod;
use bytes::Bytes;

/// Bytes shared by many buffers, proved sound piece by piece when they are first read.
///
/// A region may be made with a checksum for each unit of its bytes. A unit is compared with its
/// checksum once, when it is first touched; what is not sound reads as nothing, and
/// [`damage`](Self::damage) tells afterwards that something was missing.
pub struct Region {
    bytes: Bytes,
    checks: Option<Checks>,
    /// One bit a unit: found sound.
    sound: Box<[AtomicU64]>,
    /// Where the first damaged unit found begins.
    damage: OnceLock<usize>,
    /// Says whether what the bytes come from was changed under the reader.
    changed: Option<Changed>,
}

/// Asked before an answer leaves: whether what the bytes come from was changed since.
pub type Changed = Box<dyn Fn() -> bool + Send + Sync>;

/// Checksums of the units of a region, each a checksum of equally many bytes but the last.
#[derive(Debug, Clone)]
pub struct Checks {
    /// Bytes of a unit, > 0.
    pub unit: usize,
    /// One a unit.
    pub sums: Vec<u32>,
    /// Computes the checksum of a unit.
    pub sum: fn(&[u8]) -> u32,
}

impl Region {
    /// Bytes that are trusted, or checked on first touch.
    #[must_use]
    pub fn new(bytes: Bytes, checks: Option<Checks>) -> Arc<Self> {
        let units = checks.as_ref().map_or(0, |checks| bytes.len().div_ceil(checks.unit));
        let sound = (0..units.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Arc::new(Self { bytes, checks, sound, damage: OnceLock::new(), changed: None })
    }

    /// The same bytes, which others may change: what was proved sound may be so no longer.
    #[must_use]
    pub fn watched(region: Arc<Self>, changed: Changed) -> Arc<Self> {
        match Arc::try_unwrap(region) {
            Ok(region) => Arc::new(Self { changed: Some(changed), ..region }),
            Err(shared) => shared,
        }
    }

    /// Whether what the bytes come from was changed since they were opened.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.changed.as_ref().is_some_and(|changed| changed())
    }

    /// How many bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is no byte.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The bytes of a range; none when the region is shorter, or they are damaged.
    #[must_use]
    pub fn get(&self, range: Range<usize>) -> Option<&[u8]> {
        let bytes = self.bytes.get(range.clone())?;
        match &self.checks {
            Some(checks) if !bytes.is_empty() => {
                let units = range.start / checks.unit..=(range.end - 1) / checks.unit;
                for unit in units {
                    // Two threads may check one unit; both find the same, so no order is needed.
                    let found = self.sound[unit / 64].load(Ordering::Relaxed) >> (unit % 64) & 1;
                    if found == 0 && !self.check(checks, unit) {
                        return None;
                    }
                }
                Some(bytes)
            }
            _ => Some(bytes),
        }
    }

    /// Compares every unit with its checksum, calling `each` after each with how many bytes were
    /// read; tells where the first damaged one begins.
    pub fn check_all(&self, mut each: impl FnMut(usize)) -> Option<usize> {
        let checks = self.checks.as_ref()?;
        for unit in 0..self.bytes.len().div_ceil(checks.unit) {
            self.check(checks, unit);
            each(checks.unit.min(self.bytes.len() - unit * checks.unit));
        }
        self.damage()
    }

    /// Where the first damaged unit that was touched begins, if any was.
    #[must_use]
    pub fn damage(&self) -> Option<usize> {
        self.damage.get().copied()
    }

    #[cold]
    fn check(&self, checks: &Checks, unit: usize) -> bool {
        let start = unit * checks.unit;
        let bytes = &self.bytes[start..self.bytes.len().min(start + checks.unit)];
        let sound = checks.sums.get(unit) == Some(&(checks.sum)(bytes));
        if sound {
            self.sound[unit / 64].fetch_or(1 << (unit % 64), Ordering::Relaxed);
        } else {
            // Only the first is kept.
            let _ = self.damage.set(start);
        }
        sound
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Region")
            .field("bytes", &self.bytes.len())
            .field("damage", &self.damage)
            .finish_non_exhaustive()
    }
}

/// Numbers of one kind, one behind the other: owned, or part of a [`Region`].
#[derive(Clone)]
pub struct Buffer<T>(Place<T>);

#[derive(Clone)]
enum Place<T> {
    Owned(Arc<[T]>),
    Shared { region: Arc<Region>, bytes: Range<usize>, kind: PhantomData<T> },
}

/// Why a part of a region is no buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BufferError {
    /// The part begins or ends outside the region.
    #[error("lies outside the file")]
    Outside,
    /// The part does not begin where numbers of this kind may, or ends within one.
    #[error("does not begin and end where its numbers may")]
    Unaligned,
}

impl<T: Pod> Buffer<T> {
    /// The numbers that a part of a region holds, little-endian as in memory.
    ///
    /// # Errors
    /// [`BufferError`] when the part lies outside the region or is not aligned.
    pub fn shared(region: &Arc<Region>, bytes: Range<usize>) -> Result<Self, BufferError> {
        let part = region.bytes.get(bytes.clone()).ok_or(BufferError::Outside)?;
        bytemuck::try_cast_slice::<u8, T>(part).map_err(|_| BufferError::Unaligned)?;
        Ok(Self(Place::Shared { region: Arc::clone(region), bytes, kind: PhantomData }))
    }

    /// How many numbers.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Place::Owned(numbers) => numbers.len(),
            Place::Shared { bytes, .. } => bytes.len() / size_of::<T>(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A range of the numbers; nothing when there are not as many, or they are damaged.
    #[inline]
    #[must_use]
    pub fn get(&self, range: Range<usize>) -> &[T] {
        match &self.0 {
            Place::Owned(numbers) => numbers.get(range).unwrap_or_default(),
            Place::Shared { region, bytes, .. } => {
                let size = size_of::<T>();
                if range.start > range.end || range.end > bytes.len() / size {
                    return &[];
                }
                let part = bytes.start + range.start * size..bytes.start + range.end * size;
                region.get(part).map(bytemuck::cast_slice).unwrap_or_default()
            }
        }
    }

    /// One number; none when there are not as many, or it is damaged.
    #[inline]
    #[must_use]
    pub fn at(&self, at: usize) -> Option<T> {
        match &self.0 {
            Place::Owned(numbers) => numbers.get(at).copied(),
            Place::Shared { .. } => self.get(at..at + 1).first().copied(),
        }
    }

    /// All the numbers; nothing when any is damaged.
    #[must_use]
    pub fn all(&self) -> &[T] {
        self.get(0..self.len())
    }
}

impl<T> From<Vec<T>> for Buffer<T> {
    fn from(numbers: Vec<T>) -> Self {
        Self(Place::Owned(numbers.into()))
    }
}

impl<T: Pod> fmt::Debug for Buffer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match &self.0 {
            Place::Owned(_) => "owned",
            Place::Shared { .. } => "shared",
        };
        write!(f, "Buffer({place}, {} numbers)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(bytes: &[u8]) -> u32 {
        bytes.iter().map(|byte| u32::from(*byte)).sum()
    }

    /// 16 numbers 0, 1, ..., 15 of four bytes in units of 16 bytes.
    fn region(damaged: Option<usize>) -> Arc<Region> {
        let bytes: Vec<u8> = (0u32..16).flat_map(u32::to_le_bytes).collect();
        let mut sums: Vec<u32> = bytes.chunks(16).map(sum).collect();
        if let Some(unit) = damaged {
            sums[unit] += 1;
        }
        // Aligned like a mapped file.
        let words: Vec<u64> =
            bytes.chunks(8).map(|eight| u64::from_le_bytes(eight.try_into().unwrap())).collect();
        struct Words(Vec<u64>);
        impl AsRef<[u8]> for Words {
            fn as_ref(&self) -> &[u8] {
                bytemuck::cast_slice(&self.0)
            }
        }
        Region::new(Bytes::from_owner(Words(words)), Some(Checks { unit: 16, sums, sum }))
    }

    #[test]
    fn owned_and_shared_numbers_read_alike() {
        let owned = Buffer::from((4u32..12).collect::<Vec<_>>());
        let shared = Buffer::<u32>::shared(&region(None), 16..48).unwrap();
        for buffer in [owned, shared] {
            assert_eq!((buffer.len(), buffer.is_empty()), (8, false));
            assert_eq!(buffer.get(2..5), [6, 7, 8]);
            assert_eq!((buffer.at(7), buffer.at(8)), (Some(11), None));
            assert_eq!(buffer.all().len(), 8);
            let backwards = Range { start: 5, end: 2 };
            for outside in [0..9, 8..10, backwards] {
                assert!(buffer.get(outside).is_empty());
            }
        }
    }

    #[test]
    fn what_is_damaged_reads_as_nothing_and_is_told() {
        let region = region(Some(2));
        let buffer = Buffer::<u32>::shared(&region, 0..64).unwrap();
        assert_eq!((buffer.at(7), region.damage()), (Some(7), None), "the second unit is sound");
        assert_eq!((buffer.at(8), region.damage()), (None, Some(32)));
        assert!(buffer.get(7..9).is_empty(), "one of the two units is damaged");
        assert_eq!(buffer.get(12..16), [12, 13, 14, 15]);
        let mut read = 0;
        assert_eq!(region.check_all(|bytes| read += bytes), Some(32));
        assert_eq!(read, 64);
    }

    #[test]
    fn parts_that_are_no_numbers_are_refused() {
        let region = region(None);
        let refused = |range| Buffer::<u32>::shared(&region, range).unwrap_err();
        assert_eq!(refused(0..68), BufferError::Outside);
        assert_eq!(
            (refused(2..6), refused(0..6)),
            (BufferError::Unaligned, BufferError::Unaligned)
        );
    }
}
