//! Sorting more records than memory holds: sorted runs are written to the disk and merged (Knuth,
//! The Art of Computer Programming, volume 3, section 5.4).

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of a run in memory while runs are merged. A thousand runs take 32 MB.
const RUN_BUFFER: usize = 1 << 15;

/// Takes records in any order.
pub struct Sorter<T> {
    folder: PathBuf,
    at_once: usize,
    kept: Vec<T>,
    spilled: Option<Spilled>,
}

/// Runs on the disk, one behind the other in one file: however many there are, one file is open.
struct Spilled {
    file: BufWriter<File>,
    /// Where each run ends.
    ends: Vec<u64>,
    written: u64,
}

impl<T: Ord + Serialize + DeserializeOwned> Sorter<T> {
    /// Will keep `at_once` records in memory, at least 1, and write the others to a file in
    /// `folder` that has no name and goes when the program ends, however it ends.
    pub fn new(folder: &Path, at_once: usize) -> Self {
        Self { folder: folder.to_owned(), at_once, kept: Vec::new(), spilled: None }
    }

    /// Takes one record.
    ///
    /// # Errors
    /// When the disk cannot take what does not fit in memory.
    pub fn push(&mut self, record: T) -> io::Result<()> {
        self.kept.push(record);
        if self.kept.len() >= self.at_once { self.spill() } else { Ok(()) }
    }

    /// Writes the records in memory as a run.
    fn spill(&mut self) -> io::Result<()> {
        self.kept.sort_unstable();
        let spilled = match &mut self.spilled {
            Some(spilled) => spilled,
            none => {
                let file = BufWriter::new(tempfile::tempfile_in(&self.folder)?);
                none.insert(Spilled { file, ends: Vec::new(), written: 0 })
            }
        };
        let mut bytes = Vec::new();
        for record in self.kept.drain(..) {
            bytes = postcard::to_extend(&record, bytes).map_err(io::Error::other)?;
            let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            spilled.file.write_all(&length.to_le_bytes())?;
            spilled.file.write_all(&bytes)?;
            spilled.written += 4 + u64::from(length);
            bytes.clear();
        }
        spilled.ends.push(spilled.written);
        Ok(())
    }

    /// The records in order.
    ///
    /// # Errors
    /// When runs cannot be written out or read.
    pub fn finish(mut self) -> io::Result<Sorted<T>> {
        if self.spilled.is_some() && !self.kept.is_empty() {
            self.spill()?;
        }
        let Some(spilled) = self.spilled else {
            self.kept.sort_unstable();
            return Ok(Sorted::InMemory(self.kept.into_iter()));
        };
        let file = spilled.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let mut merge =
            Merge { file, runs: Vec::new(), next: BinaryHeap::new(), bytes: Vec::new() };
        let mut start = 0;
        for (at, end) in spilled.ends.into_iter().enumerate() {
            merge.runs.push(Run { start, end, buffer: Vec::new(), taken: 0 });
            merge.refill(at)?;
            start = end;
        }
        Ok(Sorted::Merged(merge))
    }
}

/// Records in order.
pub enum Sorted<T> {
    /// All of them were kept.
    InMemory(std::vec::IntoIter<T>),
    /// Runs are merged as records are asked for.
    Merged(Merge<T>),
}

impl<T: Ord + DeserializeOwned> Iterator for Sorted<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::InMemory(records) => records.next().map(Ok),
            Self::Merged(merge) => {
                let Reverse((record, run)) = merge.next.pop()?;
                Some(merge.refill(run).map(|()| record))
            }
        }
    }
}

/// The runs with the first record of each.
pub struct Merge<T> {
    file: File,
    runs: Vec<Run>,
    next: BinaryHeap<Reverse<(T, usize)>>,
    /// One record, before it is unpacked.
    bytes: Vec<u8>,
}

/// What is left of a run: the rest of a buffer, then a part of the file.
struct Run {
    start: u64,
    end: u64,
    buffer: Vec<u8>,
    taken: usize,
}

impl<T: Ord + DeserializeOwned> Merge<T> {
    /// Takes the next record of a run, if there is one.
    fn refill(&mut self, at: usize) -> io::Result<()> {
        let run = &mut self.runs[at];
        if run.taken == run.buffer.len() && run.start == run.end {
            return Ok(());
        }
        let mut length = [0; 4];
        run.read(&mut self.file, &mut length)?;
        self.bytes.resize(u32::from_le_bytes(length) as usize, 0);
        run.read(&mut self.file, &mut self.bytes)?;
        let record = postcard::from_bytes(&self.bytes).map_err(io::Error::other)?;
        self.next.push(Reverse((record, at)));
        Ok(())
    }
}

impl Run {
    /// Fills `wanted` with the next bytes of the run.
    fn read(&mut self, file: &mut File, mut wanted: &mut [u8]) -> io::Result<()> {
        while !wanted.is_empty() {
            if self.taken == self.buffer.len() {
                let size = (self.end - self.start).min(RUN_BUFFER as u64);
                if size == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                self.buffer.resize(size as usize, 0);
                file.seek(SeekFrom::Start(self.start))?;
                file.read_exact(&mut self.buffer)?;
                self.start += size;
                self.taken = 0;
            }
            let there = &self.buffer[self.taken..];
            let size = there.len().min(wanted.len());
            let (now, later) = wanted.split_at_mut(size);
            now.copy_from_slice(&there[..size]);
            self.taken += size;
            wanted = later;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<T: Ord + Serialize + DeserializeOwned>(records: Vec<T>, at_once: usize) -> Vec<T> {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(folder.path(), at_once);
        records.into_iter().for_each(|record| sorter.push(record).unwrap());
        let sorted = sorter.finish().unwrap().collect::<io::Result<_>>().unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing has a name");
        sorted
    }

    #[test]
    fn records_come_in_order_from_memory_and_from_any_number_of_runs() {
        let records: Vec<u64> = (0..1000).map(|n| n * 7919 % 1000 / 2).collect();
        let mut expected = records.clone();
        expected.sort_unstable();
        // In memory, exactly full, one run and a rest, a run for each record.
        for at_once in [1001, 1000, 999, 64, 1] {
            assert_eq!(sorted(records.clone(), at_once), expected, "{at_once} at once");
        }
        assert_eq!(sorted(Vec::<u64>::new(), 4), Vec::<u64>::new());
    }

    #[test]
    fn records_may_be_longer_than_a_buffer() {
        let long = |n: usize| (n, "x".repeat(n * RUN_BUFFER / 2));
        let records: Vec<(usize, String)> = [5, 0, 3, 1, 4, 2].map(long).into();
        let expected: Vec<(usize, String)> = [0, 1, 2, 3, 4, 5].map(long).into();
        assert_eq!(sorted(records, 2), expected);
    }

    #[test]
    fn a_run_cut_short_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(folder.path(), 2);
        (0..8u64).for_each(|n| sorter.push(n).unwrap());
        let file = sorter.spilled.as_mut().map(|spilled| &mut spilled.file).unwrap();
        file.flush().unwrap();
        file.get_ref().set_len(12).unwrap();
        let read = sorter.finish().and_then(|sorted| sorted.collect::<io::Result<Vec<u64>>>());
        assert_eq!(read.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
