//! The second step: rows, facts, records and names are written, in id order.

use std::io;
use std::path::Path;

use crate::catalog::{
    Drama, Facts, FactsOf, LearnedWeights, Lists, Sketch, SketchedName, Warned, WarningBits,
};
use crate::index::{Row, Weighting};
use crate::rank::weights::{MeanNorm, salience};
use crate::rank::{Spoilers, acclaim_code, popularity, year_code};
use crate::store::index_file::layout::{PackedName, Section};
use crate::store::index_file::{Draft, SectionWriter};

use crate::store::rows::BadRow;

use super::collect::{Collected, Mistakes, Size, TOLD_EVERY};
use super::external_sort::Sorter;
use super::{CompileError, Event, Progress, Step};

/// Names in memory before they go to the disk in order: some 30 MB.
const SORTED_AT_ONCE: usize = 2_000_000;

/// What is known once the rows are written.
pub struct Written {
    /// What facts refer to.
    pub lists: Lists,
    /// Trope weights and pivot.
    pub learned: LearnedWeights,
    /// The largest norm of a row.
    pub largest_norm: f32,
}

pub fn write(
    collected: Collected,
    draft: &mut Draft,
    folder: &Path,
    hear: &mut dyn FnMut(Event<'_>),
) -> Result<Written, CompileError> {
    let path = folder.to_owned();
    let io = move |source| CompileError::Io { doing: "write in", path: path.clone(), source };
    let Collected { dramas, size, frequencies, vocabulary, rows, .. } = collected;
    let own = vocabulary.learned().is_none().then(|| frequencies.weights(&vocabulary));
    let weights: Vec<f32> = match (vocabulary.learned(), &own) {
        (Some(learned), _) => learned.weights.to_vec(),
        (None, own) => own.iter().flatten().map(|weight| *weight as f32).collect(),
    };
    let weighting = Weighting::new(&weights);
    let mut sections = Sections::open(draft, &size).map_err(&io)?;
    let mut names = Sorter::new(folder, SORTED_AT_ONCE);
    let (mut facts, mut norms) = (FactsOf::default(), MeanNorm::default());
    let (mut followers, mut largest_norm) = (Vec::new(), 0f32);
    let hidden = Spoilers::flags(&vocabulary);
    let mut veiled_norms = Vec::new();
    let warning_bits = WarningBits::new(&vocabulary);
    let mut warned: Vec<Warned> = Vec::new();
    let (mut years, mut acclaim) = (Vec::new(), Vec::new());
    let mut last: Option<(String, u64)> = None;
    let (mut tropes, mut values) = (Vec::new(), Vec::new());
    let mut mistakes = Mistakes::default();
    for (at, sorted) in dramas.enumerate() {
        let sorted = sorted.map_err(&io)?;
        if let Some((id, line)) = last.as_ref().filter(|(id, _)| *id == sorted.id) {
            let name = rows.as_deref().unwrap_or("catalogue");
            mistakes.add(&BadRow::same_id(name, id, *line, sorted.line, Some(String::new())), hear);
            continue;
        }
        if !mistakes.is_empty() {
            last = Some((sorted.id, sorted.line));
            continue;
        }
        tropes.clear();
        values.clear();
        let row = sorted.strengths.iter().map(|s| (s.trope.0, salience(s.strength)));
        let norm = weighting.fold(row, &mut tropes, &mut values);
        largest_norm = largest_norm.max(norm);
        if let Some(weights) = &own {
            norms.add(weights, &sorted.strengths);
        }
        let drama: Drama =
            postcard::from_bytes(&sorted.record).expect("the record was packed by the first step");
        let row = Row { tropes: &tropes, values: &values };
        let marked = |trope| drama.spoilers.iter().any(|own| own.at() == trope);
        veiled_norms.push(row.veiled_norm(|trope| hidden[trope] || marked(trope)));
        followers.push(drama.followers);
        warned.push(warning_bits.of(&drama, &sorted.strengths));
        years.push(year_code(drama.year));
        acclaim.push(acclaim_code(&drama));
        let strengths: Vec<f32> = sorted.strengths.iter().map(|s| s.strength).collect();
        let packed = facts.take(&drama);
        sections.push(&tropes, &values, &strengths, norm, packed, &sorted.record).map_err(&io)?;
        sections.push_titles(&sorted.titles, at as u32).map_err(&io)?;
        for (hash, kind) in sorted.names {
            names.push(PackedName { hash, kind, drama: at as u32 }).map_err(&io)?;
        }
        last = Some((sorted.id, sorted.line));
        if (at as u64).is_multiple_of(TOLD_EVERY) {
            let (done, of) = (at as u64, size.dramas);
            hear(Event::Progress(Progress { step: Step::Rows, done, of }));
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes.into_error());
    }
    sections.finish().map_err(&io)?;
    let mut section =
        draft.section(Section::Names, size.names * size_of::<PackedName>() as u64).map_err(&io)?;
    for name in names.finish().map_err(&io)? {
        section.push(bytemuck::bytes_of(&name.map_err(&io)?)).map_err(&io)?;
    }
    section.finish().map_err(&io)?;
    let popularity = popularity(&followers);
    let columns: [(Section, &[u8]); 5] = [
        (Section::Popularity, bytemuck::cast_slice(popularity.all())),
        (Section::VeiledNorms, bytemuck::cast_slice(&veiled_norms)),
        (Section::Years, &years),
        (Section::Acclaim, &acclaim),
        (Section::Warned, bytemuck::cast_slice(&warned)),
    ];
    for (section, bytes) in columns {
        let mut section = draft.section(section, bytes.len() as u64).map_err(&io)?;
        section.push(bytes).and_then(|()| section.finish()).map_err(&io)?;
    }
    let learned = match vocabulary.learned() {
        Some(learned) => learned.clone(),
        None => LearnedWeights { weights, mean_norm: norms.mean() },
    };
    Ok(Written { lists: facts.into_lists(), learned, largest_norm })
}

/// The sections that grow with each drama.
struct Sections {
    offsets: SectionWriter,
    tropes: SectionWriter,
    values: SectionWriter,
    strengths: SectionWriter,
    norms: SectionWriter,
    facts: SectionWriter,
    record_offsets: SectionWriter,
    records: SectionWriter,
    titles: SectionWriter,
    title_text: SectionWriter,
    n_strengths: u32,
    n_bytes: u64,
}

impl Sections {
    fn open(draft: &mut Draft, size: &Size) -> io::Result<Self> {
        let Size { dramas, strengths, records, titles, title_text, .. } = *size;
        let sketched = size_of::<SketchedName>() as u64;
        let facts = size_of::<Facts>() as u64;
        let mut sections = Self {
            offsets: draft.section(Section::Offsets, 4 * (dramas + 1))?,
            tropes: draft.section(Section::Tropes, 2 * strengths)?,
            values: draft.section(Section::Values, 4 * strengths)?,
            strengths: draft.section(Section::Strengths, 4 * strengths)?,
            norms: draft.section(Section::Norms, 4 * dramas)?,
            facts: draft.section(Section::Facts, facts * dramas)?,
            record_offsets: draft.section(Section::RecordOffsets, 8 * (dramas + 1))?,
            records: draft.section(Section::Records, records)?,
            titles: draft.section(Section::Titles, sketched * titles)?,
            title_text: draft.section(Section::TitleText, title_text)?,
            n_strengths: 0,
            n_bytes: 0,
        };
        sections.offsets.push(&0u32.to_le_bytes())?;
        sections.record_offsets.push(&0u64.to_le_bytes())?;
        Ok(sections)
    }

    fn push(
        &mut self,
        tropes: &[u16],
        values: &[f32],
        strengths: &[f32],
        norm: f32,
        facts: Facts,
        record: &[u8],
    ) -> io::Result<()> {
        self.n_strengths += tropes.len() as u32;
        self.n_bytes += record.len() as u64;
        self.offsets.push(&self.n_strengths.to_le_bytes())?;
        self.tropes.push(bytemuck::cast_slice(tropes))?;
        self.values.push(bytemuck::cast_slice(values))?;
        self.strengths.push(bytemuck::cast_slice(strengths))?;
        self.norms.push(&norm.to_le_bytes())?;
        self.facts.push(bytemuck::bytes_of(&facts))?;
        self.record_offsets.push(&self.n_bytes.to_le_bytes())?;
        self.records.push(record)
    }

    fn push_titles(&mut self, titles: &[String], drama: u32) -> io::Result<()> {
        for title in titles {
            let sketch = Sketch::of(title);
            let name = SketchedName { sketch, drama, bytes: title.len() as u32 };
            self.titles.push(bytemuck::bytes_of(&name))?;
            self.title_text.push(title.as_bytes())?;
        }
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        for section in [
            self.offsets,
            self.tropes,
            self.values,
            self.strengths,
            self.norms,
            self.facts,
            self.record_offsets,
            self.records,
            self.titles,
            self.title_text,
        ] {
            section.finish()?;
        }
        Ok(())
    }
}
