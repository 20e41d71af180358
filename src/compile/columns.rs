//! The third step: the rows, as they stand in the file, are quantised into columns.

use std::io;

use bytemuck::Pod;

use crate::index::{BlockPlan, Buffer, FILLED_AT_ONCE, Region, VectorIndex};
use crate::rank::{BLOCKS_FROM, LengthNormalisation, is_dense};
use crate::store::index_file::layout::Section;
use crate::store::index_file::{Draft, map};

use super::rows::Written;
use super::{Progress, Step};

/// Writes the columns where the catalogue is one that is searched by them, and tells whether it is.
pub fn write(
    written: &Written,
    n_tropes: usize,
    b: f64,
    draft: &mut Draft,
    progress: &mut impl FnMut(Progress),
) -> io::Result<bool> {
    let rows = rows(written, n_tropes, draft)?;
    if rows.len() < BLOCKS_FROM || is_dense(&rows) {
        return Ok(false);
    }
    let normalisation = LengthNormalisation::new(&rows, b, f64::from(written.learned.mean_norm));
    let factor = |at| normalisation.factor(at);
    let plan = BlockPlan::new(&rows, factor);
    for (section, bytes) in [
        (Section::Steps, bytemuck::cast_slice::<f64, u8>(plan.steps())),
        (Section::Directory, bytemuck::cast_slice::<u64, u8>(plan.directory())),
    ] {
        let mut section = draft.section(section, bytes.len() as u64)?;
        section.push(bytes)?;
        section.finish()?;
    }
    let line = size_of::<crate::index::Line>() as u64;
    let mut section = draft.section(Section::Lines, line * plan.lines() as u64)?;
    for block in (0..plan.n_blocks()).step_by(FILLED_AT_ONCE) {
        plan.fill(&rows, factor, block..block + FILLED_AT_ONCE, |start, lines| {
            section.put(line * start as u64, bytemuck::cast_slice(lines))
        })?;
        progress(Progress { step: Step::Columns, done: block as u64, of: plan.n_blocks() as u64 });
    }
    section.finish()?;
    Ok(true)
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
    VectorIndex::from_parts(
        n_tropes,
        written.largest_norm,
        numbers(&region, draft, Section::Offsets)?,
        values,
        numbers(&region, draft, Section::Norms)?,
    )
    .ok_or_else(|| io::Error::other("the rows do not fit together"))
}
