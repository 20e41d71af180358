//! How an index file is laid out.
//!
//! All numbers are little-endian. The first [`HEAD`] bytes hold the [`Header`] and one [`Entry`] a
//! section, then come the sections, each beginning at a multiple of [`ALIGNMENT`], and last the
//! checksums: one CRC-32 for each [`UNIT`] bytes from the end of the head to the checksums
//! themselves. The head has a checksum of its own, and knows that of the checksums.

use bytemuck::{Pod, Zeroable};
use serde::{Deserialize, Serialize};

use crate::catalog::{Lists, Role, Snapshots, Vocabulary};

/// First bytes of every index file.
pub const MAGIC: [u8; 8] = *b"TROPEIDX";
/// Changes with the layout, and with the types that postcard packs ([`Meta`], dramas): an older
/// file would be read wrongly.
pub const VERSION: u32 = 6;
/// Bytes of header and section table.
pub const HEAD: usize = 4096;
/// Sections begin at multiples of this: a line of the processor's cache.
pub const ALIGNMENT: u64 = 64;
/// Bytes that one checksum is of: small, since a unit is proved sound when a byte of it is first
/// read.
pub const UNIT: usize = 16 * 1024;

/// The first bytes of the file.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Header {
    /// [`MAGIC`].
    pub magic: [u8; 8],
    /// [`VERSION`].
    pub version: u32,
    /// Entries of the section table.
    pub n_sections: u32,
    /// Bytes of the whole file.
    pub file_length: u64,
    /// Where the checksums begin.
    pub checks_offset: u64,
    /// CRC-32 of the checksums.
    pub checks_sum: u32,
    /// CRC-32 of the head with 0 in this place.
    pub head_sum: u32,
}

/// One section in the table.
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
pub struct Entry {
    /// Which: a [`Section`].
    pub section: u32,
    /// 0.
    pub reserved: u32,
    /// Where it begins.
    pub offset: u64,
    /// Its bytes.
    pub length: u64,
}

/// The most sections that the head has room for.
pub const MOST_SECTIONS: usize = (HEAD - size_of::<Header>()) / size_of::<Entry>();

/// What a section holds; n is the number of dramas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Section {
    /// [`Meta`], packed by postcard.
    Meta = 1,
    /// Where each row begins among tropes, values and strengths: `u32`, n + 1.
    Offsets,
    /// Tropes of all rows: `u16`.
    Tropes,
    /// Weighted values of all rows: `f32`.
    Values,
    /// Strengths of all rows: `f32`.
    Strengths,
    /// Norms: `f32`, n.
    Norms,
    /// Popularity: `f32`, n.
    Popularity,
    /// [`Facts`](crate::catalog::Facts), n.
    Facts,
    /// Where each record begins among the records: `u64`, n + 1.
    RecordOffsets,
    /// Dramas without strengths, packed by postcard.
    Records,
    /// [`PackedName`], by hash.
    Names,
    /// What a step of each trope is worth: `f64`.
    Steps,
    /// Where each column of the blocks is: `u64`.
    Directory,
    /// The columns: lines of 64 bytes.
    Lines,
    /// Codes of a dense catalogue: 64 rows by four tropes each.
    Quads,
    /// The mean code of each trope: `f64`.
    Means,
    /// Norms without the tropes that give an ending away: `f32`, n.
    VeiledNorms,
    /// The year of each drama in a byte: `u8`, n.
    Years,
    /// How well viewers scored each drama, in a byte: `u8`, n.
    Acclaim,
    /// [`Warned`](crate::catalog::Warned), n.
    Warned,
    /// [`SketchedName`](crate::catalog::SketchedName) of each folded title, by drama.
    Titles,
    /// The folded titles one after the other.
    TitleText,
}

impl Section {
    /// Its name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Offsets => "offsets",
            Self::Tropes => "tropes",
            Self::Values => "values",
            Self::Strengths => "strengths",
            Self::Norms => "norms",
            Self::Popularity => "popularity",
            Self::Facts => "facts",
            Self::RecordOffsets => "record offsets",
            Self::Records => "records",
            Self::Names => "names",
            Self::Steps => "steps",
            Self::Directory => "directory",
            Self::Lines => "lines",
            Self::Quads => "quads",
            Self::Means => "means",
            Self::VeiledNorms => "veiled norms",
            Self::Years => "years",
            Self::Acclaim => "acclaim",
            Self::Warned => "warned",
            Self::Titles => "titles",
            Self::TitleText => "text of titles",
        }
    }
}

/// What is said once of the whole catalogue.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Meta {
    /// The tropes, with their learned weights.
    pub vocabulary: Vocabulary,
    /// What facts refer to, and marks of spoilers.
    pub lists: Lists,
    /// On which day facts were read.
    pub snapshots: Snapshots,
    /// Trope weights, one a trope.
    pub weights: Vec<f32>,
    /// The pivot of length normalisation.
    pub mean_norm: f32,
    /// The largest norm of a row.
    pub largest_norm: f32,
    /// The length normalisation b under which columns or codes were made.
    pub quantised_b: f64,
    /// The largest distance of the codes of a row from the mean ones.
    pub spread: f64,
}

/// What a name is to a drama.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u32)]
pub enum NameKind {
    /// Its id.
    Id,
    /// An id it had before.
    FormerId,
    /// Its number on MyDramaList.
    Mdl,
    /// A folded title or alias.
    Title,
    /// The name of a lead.
    Lead,
    /// The name of a writer.
    Writer,
    /// The name of a director.
    Director,
    /// The slug of its series.
    Series,
}

impl NameKind {
    /// What a person of a role is named as.
    #[must_use]
    pub fn of(role: Role) -> Self {
        match role {
            Role::Lead => Self::Lead,
            Role::Writer => Self::Writer,
            Role::Director => Self::Director,
        }
    }
}

/// The hash of a name and the drama it leads to; ordered as they are sorted.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable, Serialize, Deserialize,
)]
#[repr(C)]
pub struct PackedName {
    /// [`PackedName::hash`] of the name.
    pub hash: u64,
    /// A [`NameKind`].
    pub kind: u32,
    /// Position of the drama.
    pub drama: u32,
}

impl PackedName {
    /// A name of a drama.
    #[must_use]
    pub fn new(kind: NameKind, name: &str, drama: u32) -> Self {
        Self { hash: Self::hash(kind, name), kind: kind as u32, drama }
    }

    /// FNV-1a (Fowler, Noll & Vo 1991) of the kind and the name. Two names may share a hash: who is
    /// found by it must be asked for the name itself.
    #[must_use]
    pub fn hash(kind: NameKind, name: &str) -> u64 {
        let bytes = std::iter::once(kind as u8).chain(name.bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_fnv_1a() {
        // FNV-1a of the bytes 0x03 'a' by hand: the offset basis, twice exclusive-or and multiply.
        let first = (0xcbf2_9ce4_8422_2325u64 ^ 3).wrapping_mul(0x100_0000_01b3);
        let second = (first ^ u64::from(b'a')).wrapping_mul(0x100_0000_01b3);
        assert_eq!(PackedName::hash(NameKind::Title, "a"), second);
    }
}
