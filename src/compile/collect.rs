//! The first step: dramas are read, counted and sorted by id.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::catalog::titles::keys;
use crate::catalog::{Drama, Role, Snapshots, TropeStrength, Vocabulary};
use crate::rank::weights::{Frequencies, for_catalog};
use crate::store::index_file::layout::{NameKind, PackedName};
use crate::store::rows::{BadRow, RowDrama};
use crate::store::text::Diagnostic;

use super::external_sort::{self, Sorter};
use super::{CompileError, Event, Input, Progress, Step};

/// Dramas in memory before they go to the disk in order: some 50 MB.
const SORTED_AT_ONCE: usize = 100_000;
/// Mistakes kept for the error; the others are heard and counted.
const MISTAKES: usize = 5;
/// Dramas between two calls of progress.
pub const TOLD_EVERY: u64 = 4096;

/// A drama on its way through the sort: by id, those of one id by line.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    /// Its folded titles, each once.
    pub titles: Vec<String>,
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
        let mut titles: Vec<String> = keys(&drama).map(|(key, _)| key).collect();
        titles.sort_unstable();
        titles.dedup();
        titles.iter().for_each(|key| add(NameKind::Title, key));
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
        Self { id: drama.id, line, record, strengths, names, titles }
    }
}

impl Ord for Sorted {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id.cmp(&other.id).then(self.line.cmp(&other.line))
    }
}

impl PartialOrd for Sorted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Sorted {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Sorted {}

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
    /// Folded titles.
    pub titles: u64,
    /// Bytes of the folded titles.
    pub title_text: u64,
}

/// All dramas in the order of their ids.
pub struct Collected {
    /// They come once.
    pub dramas: external_sort::Sorted<Sorted>,
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

/// Bad rows: the first few and their number.
#[derive(Debug, Default)]
pub struct Mistakes {
    first: Vec<Diagnostic>,
    total: u64,
}

impl Mistakes {
    /// Counts a bad row and lets it be heard.
    pub fn add(&mut self, bad: &BadRow, hear: &mut dyn FnMut(Event<'_>)) {
        hear(Event::BadRow(bad));
        self.total += 1;
        if self.first.len() < MISTAKES {
            self.first.push(bad.mistake.clone());
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// The error that they are.
    pub fn into_error(self) -> CompileError {
        CompileError::Mistakes { first: self.first, total: self.total }
    }
}

pub fn collect(
    input: Input<'_>,
    folder: &Path,
    hear: &mut dyn FnMut(Event<'_>),
) -> Result<Collected, CompileError> {
    let mut counting = Counting { size: Size::default(), frequencies: Frequencies::default() };
    let io = |source| CompileError::Io { doing: "sort in", path: folder.to_owned(), source };
    let mut sorter = Sorter::new(folder, SORTED_AT_ONCE);
    let mut take = |drama, line, counting: &mut Counting, hear: &mut dyn FnMut(Event<'_>)| {
        let sorted = counting.count(drama, line)?;
        if counting.size.dramas.is_multiple_of(TOLD_EVERY) {
            let done = counting.size.dramas;
            hear(Event::Progress(Progress { step: Step::Read, done, of: 0 }));
        }
        sorter.push(sorted).map_err(io)
    };
    let (vocabulary, snapshots, rows) = match input {
        Input::Catalog(catalog) => {
            for idx in catalog.indices() {
                take(catalog.drama(idx).into_owned(), 0, &mut counting, hear)?;
            }
            let mut vocabulary = catalog.vocabulary().clone();
            vocabulary.set_learned(for_catalog(&catalog));
            (vocabulary, catalog.snapshots().clone(), None)
        }
        Input::Rows { rows, skip_bad } => {
            let mut mistakes = Mistakes::default();
            let mut ids = rows.keeps_texts().then(Ids::new);
            while let Some(row) = rows.next() {
                match row {
                    Ok(RowDrama { drama, line, text }) => {
                        let first = ids.as_mut().and_then(|ids| first_of(ids, &drama.id, line));
                        if let Some(first) = first {
                            let text = Some(text);
                            let bad = BadRow::same_id(rows.name(), &drama.id, first, line, text);
                            mistakes.add(&bad, hear);
                            continue;
                        }
                        // A drama after a mistake is only looked at for more of them.
                        if mistakes.is_empty() || skip_bad {
                            take(drama, line, &mut counting, hear)?;
                        }
                    }
                    // What cannot be read any further is not left out row by row.
                    Err(bad) if skip_bad && bad.text.is_none() => {
                        let mut end = Mistakes::default();
                        end.add(&bad, hear);
                        return Err(end.into_error());
                    }
                    Err(bad) => mistakes.add(&bad, hear),
                }
            }
            if !mistakes.is_empty() && (!skip_bad || counting.size.dramas == 0) {
                return Err(mistakes.into_error());
            }
            (rows.take_vocabulary(), Snapshots::default(), Some(rows.name().to_owned()))
        }
    };
    let Counting { size, frequencies } = counting;
    if size.dramas == 0 {
        return Err(CompileError::Empty);
    }
    let dramas = sorter.finish().map_err(io)?;
    Ok(Collected { dramas, size, frequencies, vocabulary, snapshots, rows })
}

/// Ids met, each with its line.
type Ids = HashMap<String, u64>;

/// The line where an id stood before; otherwise it is taken.
fn first_of(ids: &mut Ids, id: &str, line: u64) -> Option<u64> {
    if let Some(first) = ids.get(id) {
        return Some(*first);
    }
    ids.insert(id.to_owned(), line);
    None
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
        self.size.titles += sorted.titles.len() as u64;
        self.size.title_text += sorted.titles.iter().map(|title| title.len() as u64).sum::<u64>();
        for (number, what) in [(self.size.dramas, "dramas"), (self.size.strengths, "strengths")] {
            if number >= u64::from(u32::MAX) {
                return Err(CompileError::TooMany { what });
            }
        }
        Ok(sorted)
    }
}
