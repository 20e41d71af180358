//! Writing an index file, section by section.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::layout::{ALIGNMENT, Entry, HEAD, Header, MAGIC, MOST_SECTIONS, Section, UNIT, VERSION};

/// An index file under way. It becomes one by [`finish`](Self::finish), which writes the head last.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    entries: Vec<Entry>,
    end: u64,
}

impl Draft {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be created.
    pub fn create(path: &Path) -> io::Result<Self> {
        File::create(path)?;
        Ok(Self { path: path.to_owned(), entries: Vec::new(), end: HEAD as u64 })
    }

    /// Adds a section of so many bytes and opens it for writing. Sections may be written side by
    /// side.
    ///
    /// # Errors
    /// When the file cannot be opened.
    ///
    /// # Panics
    /// When the head has no room for another section.
    pub fn section(&mut self, section: Section, length: u64) -> io::Result<SectionWriter> {
        assert!(self.entries.len() < MOST_SECTIONS, "the head has room for every section");
        let offset = self.end.next_multiple_of(ALIGNMENT);
        self.end = offset + length;
        self.entries.push(Entry { section: section as u32, reserved: 0, offset, length });
        let mut file = File::options().write(true).open(&self.path)?;
        file.seek(SeekFrom::Start(offset))?;
        Ok(SectionWriter {
            file: BufWriter::with_capacity(1 << 16, file),
            offset,
            length,
            written: 0,
        })
    }

    /// Where a section that was added lies in the file.
    #[must_use]
    pub fn place(&self, section: Section) -> Option<std::ops::Range<usize>> {
        let entry = self.entries.iter().find(|entry| entry.section == section as u32)?;
        Some(entry.offset as usize..(entry.offset + entry.length) as usize)
    }

    /// The file as far as it is written, for reading.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn file(&self) -> io::Result<File> {
        File::open(&self.path)
    }

    /// Computes the checksums, calling `each` with how many bytes were read of how many, writes
    /// them and the head, and brings everything to the disk.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn finish(self, mut each: impl FnMut(u64, u64)) -> io::Result<()> {
        let mut file = File::options().read(true).write(true).open(&self.path)?;
        file.set_len(self.end)?;
        file.seek(SeekFrom::Start(HEAD as u64))?;
        let mut content = BufReader::with_capacity(1 << 20, &mut file);
        let (mut sums, mut left) = (Vec::new(), self.end - HEAD as u64);
        let mut unit = vec![0; UNIT];
        while left > 0 {
            let size = left.min(UNIT as u64) as usize;
            content.read_exact(&mut unit[..size])?;
            sums.extend(crc32fast::hash(&unit[..size]).to_le_bytes());
            left -= size as u64;
            each(self.end - left, self.end);
        }
        drop(content);
        let mut header = Header {
            magic: MAGIC,
            version: VERSION,
            n_sections: self.entries.len() as u32,
            file_length: self.end + sums.len() as u64,
            checks_offset: self.end,
            checks_sum: crc32fast::hash(&sums),
            head_sum: 0,
        };
        let mut head = vec![0; HEAD];
        let table = bytemuck::cast_slice::<Entry, u8>(&self.entries);
        let table_at = size_of::<Header>();
        head[..table_at].copy_from_slice(bytemuck::bytes_of(&header));
        head[table_at..table_at + table.len()].copy_from_slice(table);
        header.head_sum = crc32fast::hash(&head);
        head[..table_at].copy_from_slice(bytemuck::bytes_of(&header));
        file.seek(SeekFrom::Start(self.end))?;
        file.write_all(&sums)?;
        file.rewind()?;
        file.write_all(&head)?;
        file.sync_all()
    }
}

/// Writes one section.
#[derive(Debug)]
pub struct SectionWriter {
    file: BufWriter<File>,
    offset: u64,
    length: u64,
    written: u64,
}

impl SectionWriter {
    /// Appends bytes.
    ///
    /// # Errors
    /// When they cannot be written, or the section is full.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written += bytes.len() as u64;
        if self.written > self.length {
            return Err(io::Error::other("a section is longer than it was planned"));
        }
        self.file.write_all(bytes)
    }

    /// Writes bytes at a place of the section.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn put(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.offset + at))?;
        self.file.write_all(bytes)
    }

    /// Writes out what is left.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }
}
