//! Titles in quotes that a short line introduces: `Number one: “Quay”, from 2018.`

use super::beside::{is_fact, year};
use super::claim::{Claim, Find, Style};
use super::segments::{Apart, Segment, hangul, segments};
use super::title_line::{TitleLine, capitalised, short};

/// The longest line that introduces a title, in bytes.
const LONGEST: usize = 160;

/// The longest Korean sentence that introduces one and goes on behind it, in bytes.
const KOREAN: usize = 110;

/// Quotes that stand around titles and little else.
const OF_TITLES: [char; 4] = ['〈', '《', '「', '『'];

/// The only title in quotes of a line that ends with it and its year; `spoken` says that somebody
/// says so, in a chat or a talk. It is certain where its year is stated, or in quotes that mark
/// titles out.
pub fn introduced(text: &str, spoken: bool, find: &Find<'_>) -> Option<Claim> {
    let said = text.trim_end();
    if said.len() > LONGEST {
        return None;
    }
    let pieces = segments(said);
    let of = |piece: &Segment| &said[piece.range.clone()];
    let mut quoted = pieces.iter().enumerate().filter(|(_, piece)| piece.apart == Apart::Quoted);
    let (at, piece) = quoted.next()?;
    let behind = || pieces[at + 1..].iter().map(|piece| since(of(piece)));
    let marked = said[..piece.range.start].ends_with(OF_TITLES);
    // `이틀 만에 〈부두〉를 봤어요.`
    let korean = marked && said.len() <= KOREAN && said.contains(hangul);
    if quoted.next().is_some() || !korean && !behind().all(is_fact) {
        return None;
    }
    let (title, stated) = (of(piece), behind().find_map(year));
    if !spoken && !korean && said.ends_with(['.', '!', '?', '…']) {
        return None;
    }
    let known = find(title, stated);
    if known.is_none() && !(short(title) && capitalised(title)) {
        return None;
    }
    // `Review: “Quay”`
    let kind = at > 0 && pieces[..at].iter().all(|piece| is_fact(of(piece)));
    let certain = known.is_some() || stated.is_some() || (spoken && marked) || kind || korean;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Claim {
        line: TitleLine { title, year: stated, certain, ..TitleLine::default() },
        known,
        style: Style { quoted: true, ..Style::default() },
        rest: text.len()..text.len(),
        ..Claim::default()
    })
}

/// A year without the word before it: `from 2018`.
fn since(text: &str) -> &str {
    let before = ["from ", "of ", "in ", "since "].iter().find_map(|word| text.strip_prefix(word));
    before.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::DramaIdx;

    #[test]
    fn a_title_in_quotes_ends_what_introduces_it() {
        let find = |title: &str, _: Option<u16>| (title == "Quay").then_some(DramaIdx(0));
        let read = |text: &str| {
            let claim = introduced(text, true, &find)?;
            Some((claim.line.title, claim.line.year, claim.line.certain))
        };
        for (text, year, certain) in [
            ("Number one: “Quay”, from 2018.", Some(2018), true),
            ("And then there is \"Quay\"!", None, true),
        ] {
            assert_eq!(read(text), Some(("Quay".to_owned(), year, certain)), "{text}");
        }
        let pier = |year, certain| Some(("Pier".to_owned(), year, certain));
        assert_eq!(read("One that few have seen: “Pier” (2025)."), pier(Some(2025), true));
        assert_eq!(read("나도 하나 〈Pier〉"), pier(None, true));
        assert_eq!(read("And now “Pier”"), pier(None, false));
        for text in ["the “Quay” thing", "“Quay” or “Pier”", "he said “get lost”", "Quay, 2018"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
