//! Texts that an image keeps.

use super::column::{Column, add_up};
use super::packed::{Packer, Unpacker};

/// What tells the scripts of most texts apart: the block of the first letter that is not Latin; 0
/// where all are.
fn script(text: &str) -> u8 {
    let beyond = text.chars().map(u32::from).find(|letter| *letter > 0x24f);
    beyond.map_or(0, |letter| match letter {
        ..0x1000 => (letter >> 8) as u8,
        // Hangul and Chinese go over many blocks.
        _ => 0x80 | (letter >> 12) as u8,
    })
}

/// Texts that stand end to end, those of one script together, in their order. They are found by
/// their lengths and read where they stand.
#[derive(Debug)]
pub struct Texts<'a> {
    all: &'a str,
    /// Where each begins and ends.
    places: Vec<(u32, u32)>,
}

impl<'a> Texts<'a> {
    /// Finds texts; `None` when their lengths do not fit together.
    pub fn find(packed: &mut Unpacker<'a>) -> Option<Self> {
        let (scripts, lengths, all) = (packed.bytes()?, packed.numbers()?, packed.text()?);
        if lengths.len() != scripts.len() || !add_up(&lengths, all.len()) {
            return None;
        }
        // Where the next text of each script begins.
        let mut next = [0; 256];
        for (script, length) in scripts.iter().zip(&lengths) {
            next[usize::from(*script)] += *length as u32;
        }
        let mut before = 0;
        for next in &mut next {
            before += std::mem::replace(next, before);
        }
        let mut places = Vec::with_capacity(lengths.len());
        for (script, length) in scripts.iter().zip(&lengths) {
            let next = &mut next[usize::from(*script)];
            let start = *next;
            *next += *length as u32;
            if !all.is_char_boundary(start as usize) {
                return None;
            }
            places.push((start, *next));
        }
        Some(Self { all, places })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// One of them.
    pub fn get(&self, at: usize) -> &'a str {
        let (start, end) = self.places[at];
        &self.all[start as usize..end as usize]
    }
}

/// The [`script`] of each text, how many bytes each has, and the [`Texts`].
impl Column for String {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        let scripts: Vec<u8> = values.iter().map(|text| script(text)).collect();
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by_key(|at| scripts[*at]);
        let mut all = String::new();
        for at in order {
            all += &values[at];
        }
        packer.bytes(&scripts);
        packer.numbers(values.iter().map(|text| text.len() as u64));
        packer.bytes(all.as_bytes());
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let texts = Texts::find(packed)?;
        let mut values = Vec::with_capacity(texts.len());
        for at in 0..texts.len() {
            values.push(texts.get(at).to_owned());
        }
        Some(values)
    }
}

/// How many texts a column of them has.
pub fn many(column: &[u8]) -> Option<usize> {
    Unpacker(column).bytes().map(<[u8]>::len)
}

/// As a list that has one or none.
impl Column for Option<String> {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        Column::pack(values.into_iter().map(Vec::from_iter).collect::<Vec<Vec<String>>>(), packer);
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let lists = <Vec<String>>::unpack(packed)?;
        let mut values = Vec::with_capacity(lists.len());
        for mut list in lists {
            if list.len() > 1 {
                return None;
            }
            values.push(list.pop());
        }
        Some(values)
    }
}

#[cfg(test)]
mod tests {
    use crate::store::column::trial::{packed, unpacked};

    #[test]
    fn texts_come_back_as_they_were() {
        for texts in [vec![], vec![""], vec!["", ""], vec!["a\nb", "\u{b}", ""], vec!["한", "é"]]
        {
            let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
            assert_eq!(unpacked(&packed(texts.clone())), Some(texts));
        }
        let slugs = vec![None, Some("a".to_owned()), Some(String::new())];
        assert_eq!(unpacked(&packed(slugs.clone())), Some(slugs));
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        let texts = packed(vec!["a".to_owned(), "b".to_owned()]);
        assert_eq!(texts, [2, 0, 0, 2, 1, 1, 2, b'a', b'b']);
        // The scripts of one text and of three, before two; a text too long; half a letter.
        for damaged in [
            &[1, 0, 2, 1, 1, 2, b'a', b'b'][..],
            &[3, 0, 0, 0, 2, 1, 1, 2, b'a', b'b'],
            &[2, 0, 0, 2, 1, 2, 2, b'a', b'b'],
            &[2, 0, 0, 2, 1, 1, 2, 0xc3, 0xa9],
        ] {
            assert!(unpacked::<String>(damaged).is_none());
        }
        // Two texts in the place of one.
        assert!(unpacked::<Option<String>>(&[&[1, 2], &texts[..]].concat()).is_none());
    }
}
