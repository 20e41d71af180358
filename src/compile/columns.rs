//! The third step: the rows, as they stand in the file, are quantised.

use std::io;

use bytemuck::Pod;

use crate::index::{BlockPlan, Buffer, Codes, FILLED_AT_ONCE, Region, VectorIndex};
use crate::rank::{BLOCKS_FROM, LengthNormalisation, is_dense};
use crate::store::index_file::layout::Section;
use crate::store::index_file::{Draft, map};

use super::rows::Written;
use super::{Progress, Step};

/// How the rows were quantised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Made {
    /// Not at all: the catalogue is small.
    Nothing,
    /// By columns, since most dramas have few tropes.
    Columns,
    /// By rows, since most dramas have most tropes; codes of a row are so far from the mean ones at
    /// most.
    Codes(f64),
}

/// Quantises the rows as a catalogue of their kind is searched, and writes what comes of it.
pub fn write(
    written: &Written,
    n_tropes: usize,
    b: f64,
    draft: &mut Draft,
    progress: &mut dyn FnMut(Progress),
) -> io::Result<Made> {
    let rows = rows(written, n_tropes, draft)?;
    let normalisation = LengthNormalisation::veiled(&rows, b, f64::from(written.learned.mean_norm));
    if is_dense(&rows) {
        return codes(&rows, &normalisation, draft);
    }
    if rows.len() < BLOCKS_FROM {
        return Ok(Made::Nothing);
    }
    let factor = |at| normalisation.factor(at);
    let plan = BlockPlan::new(&rows, factor);
    whole(draft, Section::Steps, plan.steps())?;
    whole(draft, Section::Directory, plan.directory())?;
    let line = size_of::<crate::index::Line>() as u64;
    let mut section = draft.section(Section::Lines, line * plan.lines() as u64)?;
    for block in (0..plan.n_blocks()).step_by(FILLED_AT_ONCE) {
        plan.fill(&rows, factor, block..block + FILLED_AT_ONCE, |start, lines| {
            section.put(line * start as u64, bytemuck::cast_slice(lines))
        })?;
        progress(Progress { step: Step::Columns, done: block as u64, of: plan.n_blocks() as u64 });
    }
    section.finish()?;
    Ok(Made::Columns)
}

/// Codes of a dense catalogue, a byte for every drama and trope, put together in memory.
fn codes(
    rows: &VectorIndex,
    normalisation: &LengthNormalisation,
    draft: &mut Draft,
) -> io::Result<Made> {
    let codes = Codes::build(rows, |at| normalisation.factor(at));
    let (steps, quads, means, spread) = codes.parts();
    whole(draft, Section::Steps, steps)?;
    whole(draft, Section::Quads, quads)?;
    whole(draft, Section::Means, means)?;
    Ok(Made::Codes(spread))
}

fn whole<T: Pod>(draft: &mut Draft, section: Section, numbers: &[T]) -> io::Result<()> {
    let bytes = bytemuck::cast_slice::<T, u8>(numbers);
    let mut section = draft.section(section, bytes.len() as u64)?;
    section.push(bytes)?;
    section.finish()
}

/// The rows that the second step wrote. What is written to the file meanwhile lies behind them.
fn rows(written: &Written, n_tropes: usize, draft: &Draft) -> io::Result<VectorIndex> {
    let region = Region::new(map(&draft.file()?)?, None);
    fn numbers<T: Pod>(
        region: &std::sync::Arc<Region>,
        draft: &Draft,
        section: Section,
    ) -> io::Result<Buffer<T>> {
        let place = draft.place(section).unwrap_or_default();
        Buffer::shared(region, place).map_err(io::Error::other)
    }
    let values =
        (numbers(&region, draft, Section::Tropes)?, numbers(&region, draft, Section::Values)?);
    let veiled = numbers(&region, draft, Section::VeiledNorms)?;
    VectorIndex::from_parts(
        n_tropes,
        written.largest_norm,
        numbers(&region, draft, Section::Offsets)?,
        values,
        numbers(&region, draft, Section::Norms)?,
    )
    .and_then(|rows| rows.with_veiled_norms(veiled))
    .ok_or_else(|| io::Error::other("the rows do not fit together"))
}
