//! The table, unpacked when it is first asked.

use std::sync::OnceLock;

/// Numbers of 7 bits a byte, the lowest first. How many characters decompose; how far each is from
/// the one before; of each, four times the number of its parts and its [`Kind`] (of a canonical
/// one, 1 more where its parts do not compose it); their parts, each as the difference from what
/// stood last at its place, twice its size, less 1 where it is negative. Then, to the end, runs of
/// characters that are marks alike: how far each begins from the one before, and twice its
/// combining class, 1 more for marks. `tests` makes it.
static PACKED: &[u8] = include_bytes!("forms.bin");

/// How a character decomposes: the narrower first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Into what is the same text.
    Canonical,
    /// Into what is like it.
    Compatible,
}

/// What is known of a combining mark.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mark {
    /// Its combining class; 0 for what is no mark, and for some marks.
    pub class: u16,
    /// Whether it is one.
    pub is_mark: bool,
}

/// A character that decomposes.
#[derive(Debug)]
struct Decomposed {
    c: char,
    kind: Kind,
    /// Behind its parts, among the parts of all.
    end: u16,
}

/// Decompositions, compositions, marks.
#[derive(Debug, Default)]
pub struct Table {
    /// Ascending.
    decomposed: Vec<Decomposed>,
    parts: Vec<char>,
    /// Two characters and what they compose, ascending.
    composed: Vec<(char, char, char)>,
    /// Where runs of characters begin that are marks alike, ascending.
    runs: Vec<(char, Mark)>,
}

/// The table.
pub fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::unpack(PACKED))
}

/// The next number; 0 behind the end.
fn number(packed: &mut &[u8]) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let Some((byte, rest)) = packed.split_first() {
        *packed = rest;
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

fn character(code: u32) -> char {
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

impl Table {
    fn unpack(mut packed: &[u8]) -> Self {
        let mut table = Self::default();
        let many = number(&mut packed) as usize;
        let mut code = 0;
        let mut codes = Vec::with_capacity(many);
        for _ in 0..many {
            code += number(&mut packed);
            codes.push(character(code));
        }
        let kinds: Vec<u32> = (0..many).map(|_| number(&mut packed)).collect();
        table.decomposed.reserve(many);
        let mut last = [0u32; 32];
        for (c, kind) in codes.into_iter().zip(kinds) {
            let begin = table.parts.len();
            for last in last.iter_mut().take(kind as usize / 4) {
                let difference = number(&mut packed);
                let size = difference.div_ceil(2);
                let negative = difference % 2 == 1;
                *last = if negative { last.wrapping_sub(size) } else { last.wrapping_add(size) };
                table.parts.push(character(*last));
            }
            let end = table.parts.len() as u16;
            let of = if kind % 4 < 2 { Kind::Canonical } else { Kind::Compatible };
            table.decomposed.push(Decomposed { c, kind: of, end });
            if let (0, [a, b]) = (kind % 4, &table.parts[begin..]) {
                table.composed.push((*a, *b, c));
            }
        }
        table.composed.sort_unstable();
        let mut code = 0;
        while !packed.is_empty() {
            code += number(&mut packed);
            let mark = number(&mut packed);
            let mark = Mark { class: mark as u16 / 2, is_mark: mark % 2 == 1 };
            table.runs.push((character(code), mark));
        }
        table
    }

    /// How a character decomposes, and into what.
    pub fn parts(&self, c: char) -> Option<(Kind, &[char])> {
        let at = self.decomposed.binary_search_by_key(&c, |decomposed| decomposed.c).ok()?;
        let begin = at.checked_sub(1).map_or(0, |before| self.decomposed[before].end);
        let Decomposed { kind, end, .. } = self.decomposed[at];
        Some((kind, &self.parts[begin.into()..end.into()]))
    }

    /// What two characters compose.
    #[cfg(any(feature = "lexicon", feature = "text"))]
    pub fn composed(&self, a: char, b: char) -> Option<char> {
        let at = self.composed.binary_search_by_key(&(a, b), |(a, b, _)| (*a, *b)).ok()?;
        Some(self.composed[at].2)
    }

    /// What mark a character is.
    pub fn mark(&self, c: char) -> Mark {
        let after = self.runs.partition_point(|(begin, _)| *begin <= c);
        after.checked_sub(1).map_or_else(Mark::default, |at| self.runs[at].1)
    }
}
