//! The first step: dramas are read, counted and sorted by id.

use std::cmp::Ordering;
use std::io::{self, Read, Write};
use std::path::Path;

use extsort::{ExternalSorter, Sortable};
use serde::{Deserialize, Serialize};

use crate::catalog::titles::keys;
use crate::catalog::{Drama, Role, Snapshots, TropeStrength, Vocabulary};
use crate::rank::weights::{Frequencies, for_catalog};
use crate::store::index_file::layout::{NameKind, PackedName};
use crate::store::rows::{RowDrama, Rows};

use super::{CompileError, Input, Progress, Step};

/// Dramas in memory before they go to the disk in order: some 50 MB.
const SORTED_AT_ONCE: usize = 100_000;
/// Mistakes told before giving up.
const MISTAKES: usize = 5;
/// Dramas between two calls of progress.
pub const TOLD_EVERY: u64 = 4096;

/// A drama on its way through the sort.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sorted {
    /// Its id.
    pub id: String,
    /// The line of its row; 0 where there is none.
    pub line: u64,
    /// The drama without strengths, packed as the file keeps it.
    pub record: Vec<u8>,
    /// Its strengths.
    pub strengths: Vec<TropeStrength>,
    /// Its names.
    pub names: Vec<(u64, u32)>,
}

impl Sorted {
    fn new(drama: Drama, line: u64) -> Self {
        let mut names: Vec<(u64, u32)> = Vec::new();
        let mut add = |kind, name: &str| {
            let entry = (PackedName::hash(kind, name), kind as u32);
            if !names.contains(&entry) {
                names.push(entry);
            }
        };
        add(NameKind::Id, &drama.id);
        drama.former_ids.iter().for_each(|id| add(NameKind::FormerId, id));
        if let Some(mdl) = drama.mdl {
            add(NameKind::Mdl, &mdl.to_string());
        }
        keys(&drama).for_each(|(key, _)| add(NameKind::Title, &key));
        for role in Role::ALL {
            for person in role.of(&drama) {
                Role::keys(person).iter().for_each(|key| add(NameKind::of(role), key));
            }
        }
        if let Some(series) = &drama.series {
            add(NameKind::Series, series);
        }
        let mut drama = drama;
        let strengths = std::mem::take(&mut drama.strengths);
        let record = postcard::to_stdvec(&drama).expect("plain data packs");
        Self { id: drama.id, line, record, strengths, names }
    }

    fn order(&self, other: &Self) -> Ordering {
        self.id.cmp(&other.id).then(self.line.cmp(&other.line))
    }
}

impl Sortable for Sorted {
    fn encode<W: Write>(&self, writer: &mut W) -> io::Result<()> {
        let bytes = postcard::to_stdvec(self).map_err(io::Error::other)?;
        writer.write_all(&(bytes.len() as u32).to_le_bytes())?;
        writer.write_all(&bytes)
    }

    fn decode<R: Read>(reader: &mut R) -> io::Result<Self> {
        let mut length = [0; 4];
        reader.read_exact(&mut length)?;
        let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
        reader.read_exact(&mut bytes)?;
        postcard::from_bytes(&bytes).map_err(io::Error::other)
    }
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Size {
    /// Dramas.
    pub dramas: u64,
    /// Strengths.
    pub strengths: u64,
    /// Bytes of the records.
    pub records: u64,
    /// Names.
    pub names: u64,
}

/// All dramas in the order of their ids.
pub struct Collected {
    /// They come once.
    pub dramas: Box<dyn Iterator<Item = io::Result<Sorted>>>,
    /// How much there is.
    pub size: Size,
    /// How often each trope occurs.
    pub frequencies: Frequencies,
    /// The tropes, with learned weights where the catalogue has some.
    pub vocabulary: Vocabulary,
    /// On which day facts were read.
    pub snapshots: Snapshots,
    /// Where rows were read from.
    pub rows: Option<String>,
}

pub fn collect(
    input: Input,
    folder: &Path,
    progress: &mut impl FnMut(Progress),
) -> Result<Collected, CompileError> {
    let mut counting = Counting { size: Size::default(), frequencies: Frequencies::default() };
    let io = |source| CompileError::Io { doing: "sort in", path: folder.to_owned(), source };
    let mut sorter = ExternalSorter::new()
        .with_segment_size(SORTED_AT_ONCE)
        .with_sort_dir(folder.to_owned())
        .pushed_by(Sorted::order);
    let mut mistakes = Vec::new();
    let mut take = |drama, line, counting: &mut Counting| {
        let sorted = counting.count(drama, line)?;
        if counting.size.dramas.is_multiple_of(TOLD_EVERY) {
            progress(Progress { step: Step::Read, done: counting.size.dramas, of: 0 });
        }
        sorter.push(sorted).map_err(io)
    };
    let (vocabulary, snapshots, rows) = match input {
        Input::Catalog(catalog) => {
            for idx in catalog.indices() {
                take(catalog.drama(idx).into_owned(), 0, &mut counting)?;
            }
            let mut vocabulary = catalog.vocabulary().clone();
            vocabulary.set_learned(for_catalog(&catalog));
            (vocabulary, catalog.snapshots().clone(), None)
        }
        Input::Rows(mut rows) => {
            for row in rows.by_ref() {
                match row {
                    Ok(RowDrama { drama, line }) => {
                        // A drama after a mistake is only looked at for more of them.
                        if mistakes.is_empty() {
                            take(drama, line, &mut counting)?;
                        }
                    }
                    Err(mistake) => mistakes.push(mistake),
                }
                if mistakes.len() >= MISTAKES {
                    break;
                }
            }
            let path = rows.path().to_owned();
            (rows.into_vocabulary(), Snapshots::default(), Some(path))
        }
    };
    if !mistakes.is_empty() {
        return Err(CompileError::Mistakes(mistakes));
    }
    let Counting { size, frequencies } = counting;
    if size.dramas == 0 {
        return Err(CompileError::Empty);
    }
    let dramas = sorter.done().map_err(io)?;
    Ok(Collected { dramas: Box::new(dramas), size, frequencies, vocabulary, snapshots, rows })
}

struct Counting {
    size: Size,
    frequencies: Frequencies,
}

impl Counting {
    fn count(&mut self, drama: Drama, line: u64) -> Result<Sorted, CompileError> {
        self.frequencies.add(&drama.strengths);
        let sorted = Sorted::new(drama, line);
        self.size.dramas += 1;
        self.size.strengths += sorted.strengths.len() as u64;
        self.size.records += sorted.record.len() as u64;
        self.size.names += sorted.names.len() as u64;
        for (number, what) in [(self.size.dramas, "dramas"), (self.size.strengths, "strengths")] {
            if number >= u64::from(u32::MAX) {
                return Err(CompileError::TooMany { what });
            }
        }
        Ok(sorted)
    }
}

/// Two dramas with one id, found when they came together in order.
pub fn same_id(id: &str, rows: Option<&str>, lines: [u64; 2]) -> CompileError {
    let path = rows.unwrap_or("catalogue");
    let message = format!("the id `{id}` stands twice, first at {path}:{}", lines[0]);
    CompileError::Mistakes(vec![Rows::mistake(
        path,
        lines[1],
        message,
        "every drama needs an id of its own",
    )])
}
