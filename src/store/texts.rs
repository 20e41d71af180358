//! Texts that an image keeps.

use super::column::Column;
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

/// Texts end to end, before each a character that stands in none of them. Those of one script stand
/// together, in their order; before all of them stands the [`script`] of each.
impl Column for String {
    fn pack(values: Vec<Self>, packer: &mut Packer) {
        let separator = ('\n'..=char::MAX).find(|c| !values.iter().any(|text| text.contains(*c)));
        let scripts: Vec<u8> = values.iter().map(|text| script(text)).collect();
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by_key(|at| scripts[*at]);
        let mut all = String::new();
        for at in order {
            all.extend(separator);
            all += &values[at];
        }
        packer.bytes(&scripts);
        packer.bytes(all.as_bytes());
    }

    fn unpack(packed: &mut Unpacker<'_>) -> Option<Vec<Self>> {
        let (scripts, all) = (packed.bytes()?, packed.text()?);
        let texts = apart(all, scripts.len());
        if texts.len() != scripts.len() {
            return None;
        }
        // Where the next text of each script stands.
        let mut next = [0; 256];
        for script in scripts {
            next[usize::from(*script)] += 1;
        }
        let mut before = 0;
        for next in &mut next {
            before += std::mem::replace(next, before);
        }
        let mut values = Vec::with_capacity(texts.len());
        for script in scripts {
            let next = &mut next[usize::from(*script)];
            values.push((*texts.get(*next)?).to_owned());
            *next += 1;
        }
        Some(values)
    }
}

/// Texts that stand end to end, before each the character that stands before the first.
fn apart(all: &str, many: usize) -> Vec<&str> {
    let mut rest = all.chars();
    let Some(separator) = rest.next() else { return Vec::new() };
    if !separator.is_ascii() {
        return rest.as_str().split(separator).collect();
    }
    // It is no part of a longer character. Sought byte by byte, since most texts are short.
    let mut texts = Vec::with_capacity(many);
    let mut start = 1;
    for (at, byte) in all.bytes().enumerate().skip(1) {
        if byte == separator as u8 {
            texts.push(&all[start..at]);
            start = at + 1;
        }
    }
    texts.push(&all[start..]);
    texts
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
        // The scripts of one text and of three, before two.
        for scripts in [&[1, 0][..], &[3, 0, 0, 0]] {
            assert!(unpacked::<String>(&[scripts, &texts[3..]].concat()).is_none());
        }
        // Two texts in the place of one.
        assert!(unpacked::<Option<String>>(&[&[1, 2], &texts[..]].concat()).is_none());
    }
}
