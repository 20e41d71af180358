//! Opening an index file.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytemuck::Pod;
use bytes::Bytes;
use thiserror::Error;

use crate::catalog::Catalog;
use crate::index::{Blocks, Buffer, Checks, Codes, Quantised, Region, VectorIndex, Vectors};

use super::layout::{Entry, HEAD, Header, MAGIC, MOST_SECTIONS, Meta, Section, UNIT, VERSION};
use super::map::{read, watched};
use super::storage::MappedStorage;

/// Why an index file is refused.
#[derive(Debug, Error)]
pub enum IndexError {
    /// The operating system refused.
    #[error("cannot read `{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file is something else.
    #[error("`{}` is no index file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file was made by another version of the program.
    #[error(
        "`{}` is an index file of version {found}; this program reads version {VERSION}",
        path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// The file is shorter or longer than it says.
    #[error("the index file `{}` should have {expected} bytes and has {found}", path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// The bytes it says.
        expected: u64,
        /// The bytes it has.
        found: u64,
    },
    /// The file is damaged.
    #[error("the index file `{}` is damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// This machine stores numbers the other way round.
    #[error("index files can be read on little-endian machines only")]
    BigEndian,
}

/// An index file that was opened.
#[derive(Debug)]
pub struct IndexFile {
    /// The dramas, read as they are asked for.
    pub catalog: Catalog,
    /// What ranking needs of them.
    pub vectors: Vectors,
    /// The bytes behind both, to be proved sound.
    pub region: Arc<Region>,
}

/// Whether a file begins like an index file. A pipe or a device does not: it is not even opened.
#[must_use]
pub fn is_index(path: &Path) -> bool {
    let mut magic = [0; MAGIC.len()];
    if !path.is_file() {
        return false;
    }
    File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok_and(|()| magic == MAGIC)
}

impl IndexFile {
    /// Opens an index file: its head is checked, all else as it is touched.
    ///
    /// The file is mapped, so it must not be changed in place while it is open: a change is told as
    /// damage, but a file cut short ends the process by a signal, unless it
    /// [outlives that](super::outlive_cut_files). Replacing it whole is fine.
    ///
    /// # Errors
    /// [`IndexError`] when the file is not an index of this version, is damaged, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, IndexError> {
        open_as(path, true)
    }

    /// Opens an index file and reads all of it into memory: nothing that happens to the file
    /// afterwards matters.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_in_memory(path: &Path) -> Result<Self, IndexError> {
        open_as(path, false)
    }

    /// Opens the bytes of an index file that a program embeds; they begin at a multiple of
    /// [`ALIGNMENT`](super::layout::ALIGNMENT).
    ///
    /// # Errors
    /// As [`open`](Self::open), under the name `embedded`.
    pub fn embedded(bytes: &'static [u8]) -> Result<Self, IndexError> {
        if cfg!(target_endian = "big") {
            return Err(IndexError::BigEndian);
        }
        Sections::read(Path::new("embedded"), &Bytes::from_static(bytes))?.open()
    }
}

/// Whether bytes begin like an index file.
#[must_use]
pub fn are_index(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

fn open_as(path: &Path, mapped: bool) -> Result<IndexFile, IndexError> {
    if cfg!(target_endian = "big") {
        return Err(IndexError::BigEndian);
    }
    let io = |source| IndexError::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(io)?;
    if !file.metadata().map_err(io)?.is_file() {
        return Err(IndexError::Foreign { path: path.to_owned() });
    }
    // Its length is held against what it tells before memory is taken for all of it.
    let (length, mut head) = (file.metadata().map_err(io)?.len(), Vec::new());
    (&file).take(size_of::<Header>() as u64).read_to_end(&mut head).map_err(io)?;
    header(path, &head, length)?;
    (&file).rewind().map_err(io)?;
    if !mapped {
        return Sections::read(path, &read(&file).map_err(io)?)?.open();
    }
    let (bytes, changed) = watched(file).map_err(io)?;
    let mut sections = Sections::read(path, &bytes)?;
    sections.region = Region::watched(sections.region, changed);
    sections.open()
}

/// What a file that begins so, and has so many bytes, tells of itself.
fn header(path: &Path, bytes: &[u8], length: u64) -> Result<Header, IndexError> {
    let header: Header = bytes
        .get(..size_of::<Header>())
        .map(bytemuck::pod_read_unaligned)
        .filter(|header: &Header| header.magic == MAGIC)
        .ok_or_else(|| IndexError::Foreign { path: path.to_owned() })?;
    if header.version != VERSION {
        return Err(IndexError::Version { path: path.to_owned(), found: header.version });
    }
    if header.file_length != length || length < HEAD as u64 {
        let expected = header.file_length.max(HEAD as u64);
        return Err(IndexError::Length { path: path.to_owned(), expected, found: length });
    }
    Ok(header)
}

/// The sections of a file whose head is sound.
struct Sections<'p> {
    path: &'p Path,
    entries: Vec<Entry>,
    region: Arc<Region>,
}

impl<'p> Sections<'p> {
    fn read(path: &'p Path, bytes: &Bytes) -> Result<Self, IndexError> {
        let damaged =
            |reason: &str| IndexError::Damaged { path: path.to_owned(), reason: reason.into() };
        let header = header(path, bytes, bytes.len() as u64)?;
        let mut head = bytes[..HEAD].to_vec();
        let unsummed = Header { head_sum: 0, ..header };
        head[..size_of::<Header>()].copy_from_slice(bytemuck::bytes_of(&unsummed));
        if crc32fast::hash(&head) != header.head_sum {
            return Err(damaged("its head does not match its checksum"));
        }
        let n_sections = header.n_sections as usize;
        let checks_offset = usize::try_from(header.checks_offset).unwrap_or(usize::MAX);
        if n_sections > MOST_SECTIONS || !(HEAD..=bytes.len()).contains(&checks_offset) {
            return Err(damaged("its head contradicts itself"));
        }
        let table = size_of::<Header>()..size_of::<Header>() + n_sections * size_of::<Entry>();
        let entries = bytes[table].chunks_exact(size_of::<Entry>());
        let entries: Vec<Entry> = entries.map(bytemuck::pod_read_unaligned).collect();
        let (content, checks) = (bytes.slice(HEAD..checks_offset), &bytes[checks_offset..]);
        if crc32fast::hash(checks) != header.checks_sum {
            return Err(damaged("its checksums do not match their own"));
        }
        let (sums, rest) = checks.as_chunks::<4>();
        if !rest.is_empty() || sums.len() != content.len().div_ceil(UNIT) {
            return Err(damaged("it has not one checksum for each unit"));
        }
        let sums = sums.iter().map(|sum| u32::from_le_bytes(*sum)).collect();
        let checks = Checks { unit: UNIT, sums, sum: crc32fast::hash };
        Ok(Self { path, entries, region: Region::new(content, Some(checks)) })
    }

    fn damaged(&self, section: Section, reason: &str) -> IndexError {
        let reason = format!("its section \"{}\" {reason}", section.name());
        IndexError::Damaged { path: self.path.to_owned(), reason }
    }

    /// The numbers of a section; none when the file does not have it.
    fn find<T: Pod>(&self, section: Section) -> Result<Option<Buffer<T>>, IndexError> {
        let Some(entry) = self.entries.iter().find(|entry| entry.section == section as u32) else {
            return Ok(None);
        };
        let start = entry.offset.checked_sub(HEAD as u64);
        let range = start.and_then(|start| Some((start, start.checked_add(entry.length)?)));
        let (start, end) = range.ok_or_else(|| self.damaged(section, "lies outside"))?;
        Buffer::shared(&self.region, start as usize..end as usize)
            .map(Some)
            .map_err(|error| self.damaged(section, &error.to_string()))
    }

    fn need<T: Pod>(&self, section: Section) -> Result<Buffer<T>, IndexError> {
        self.find(section)?.ok_or_else(|| self.damaged(section, "is missing"))
    }

    /// Columns or codes, where the file has either.
    fn quantised(&self, n_dramas: usize, spread: f64) -> Result<Option<Quantised>, IndexError> {
        let unfit = |section| move || self.damaged(section, "does not fit the others");
        if let Some(lines) = self.find(Section::Lines)? {
            let (steps, directory) = (self.need(Section::Steps)?, self.need(Section::Directory)?);
            let blocks = Blocks::from_parts(n_dramas, steps, directory, lines);
            return Ok(Some(Quantised::Blocks(blocks.ok_or_else(unfit(Section::Lines))?)));
        }
        if let Some(quads) = self.find(Section::Quads)? {
            let (steps, means) = (self.need(Section::Steps)?, self.need(Section::Means)?);
            let codes = Codes::from_parts(n_dramas, steps, quads, means, spread);
            return Ok(Some(Quantised::Codes(codes.ok_or_else(unfit(Section::Quads))?)));
        }
        Ok(None)
    }

    fn open(self) -> Result<IndexFile, IndexError> {
        let meta = self.need::<u8>(Section::Meta)?;
        let packed = meta.all();
        if let Some(at) = self.region.damage() {
            let reason = format!("what is at byte {} does not match its checksum", at + HEAD);
            return Err(IndexError::Damaged { path: self.path.to_owned(), reason });
        }
        let meta: Meta = postcard::from_bytes(packed)
            .map_err(|error| self.damaged(Section::Meta, &format!("cannot be read: {error}")))?;
        let (offsets, tropes) = (self.need(Section::Offsets)?, self.need(Section::Tropes)?);
        let norms: Buffer<f32> = self.need(Section::Norms)?;
        let (n_dramas, n_tropes) = (norms.len(), meta.vocabulary.len());
        if meta.weights.len() != n_tropes || !meta.vocabulary.is_consistent() {
            return Err(self.damaged(Section::Meta, "contradicts itself"));
        }
        let rows = VectorIndex::from_parts(
            n_tropes,
            meta.largest_norm,
            Buffer::clone(&offsets),
            (Buffer::clone(&tropes), self.need(Section::Values)?),
            norms,
        )
        .ok_or_else(|| self.damaged(Section::Values, "does not fit the others"))?;
        let rows = rows
            .with_veiled_norms(self.need(Section::VeiledNorms)?)
            .ok_or_else(|| self.damaged(Section::VeiledNorms, "does not fit the others"))?;
        let quantised = self.quantised(n_dramas, meta.spread)?;
        let storage = MappedStorage {
            n_tropes,
            lists: meta.lists,
            facts: self.need(Section::Facts)?,
            warned: self.need(Section::Warned)?,
            record_offsets: self.need(Section::RecordOffsets)?,
            records: self.need(Section::Records)?,
            names: self.need(Section::Names)?,
            titles: self.need(Section::Titles)?,
            title_text: self.need(Section::TitleText)?,
            offsets,
            tropes,
            strengths: self.need(Section::Strengths)?,
            region: Arc::clone(&self.region),
        };
        let popularity: Buffer<f32> = self.need(Section::Popularity)?;
        let (years, acclaim) = (self.need::<u8>(Section::Years)?, self.need(Section::Acclaim)?);
        let one_each = [popularity.len(), years.len(), Buffer::<u8>::len(&acclaim)];
        if !storage.fits(n_dramas) || one_each != [n_dramas; 3] {
            return Err(self.damaged(Section::Facts, "does not fit the others"));
        }
        let vectors = Vectors {
            rows,
            quantised,
            quantised_b: meta.quantised_b,
            weights: meta.weights,
            mean_norm: meta.mean_norm,
            popularity,
            years,
            acclaim,
        };
        let catalog =
            Catalog::with_storage(meta.vocabulary, storage).with_snapshots(meta.snapshots);
        Ok(IndexFile { catalog, vectors, region: self.region })
    }
}
