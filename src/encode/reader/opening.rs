//! Titles that stand before what is said of them, by emphasis or by their looks.

use std::ops::Range;

use super::beside::{is_fact, year};
use super::claim::{Claim, Find, SAYS, Style, platforms, style_of};
use super::found::search;
use super::labels::is_part;
use super::numbering::without_number;
use super::segments::{Apart, Segment, segments};
use super::title_line::{TitleLine, capitalised, in_capitals, parse, short};

/// The title in emphasised words at the front.
pub fn of_lead(text: &str, lead: Range<usize>, find: &Find<'_>) -> Option<Claim> {
    let said = &text[lead.clone()];
    if said.len() > 200 || said.split_once(':').is_some_and(|(label, _)| is_part(label)) {
        return None;
    }
    let tail = &text[lead.end..];
    let pieces = segments(tail);
    let facts = pieces.iter().take_while(|piece| is_fact(&tail[piece.range.clone()])).count();
    let of = |range: &Range<usize>| &tail[range.clone()];
    let stated = pieces[..facts].iter().find_map(|piece| year(of(&piece.range)));
    let rest =
        pieces.get(facts).map_or(text.len(), |piece| lead.end + piece.range.start)..text.len();
    let front = &text[..lead.start];
    let mut style = style_of(said);
    style.numbered |= front.chars().any(|c| c.is_ascii_digit());
    if let Some(found) = search(said, true, stated, find) {
        return Some(Claim {
            line: TitleLine {
                title: found.title,
                year: found.year.or(stated),
                platforms: platforms(tail, &pieces[..facts]),
                certain: true,
            },
            known: Some(found.drama),
            style,
            rest,
            ..Claim::default()
        });
    }
    // `**Pier.** Two sisters ...`
    let mut line = parse(said.trim_end().strip_suffix('.').unwrap_or(said))?;
    if is_part(&line.title) || !capitalised(&line.title) {
        return None;
    }
    let bracketed = pieces.first().is_some_and(|piece| piece.apart == Apart::Bracketed);
    line.year = line.year.or(stated);
    line.certain &= line.year.is_some() || style.quoted;
    line.certain |= stated.is_some() && bracketed;
    line.platforms.extend(platforms(tail, &pieces[..facts]));
    Some(Claim { line, style, rest, ..Claim::default() })
}

/// The title that an entry of a list begins with, however it is written: the others of the list are
/// titles.
pub fn of_entry(text: &str, lead: Range<usize>, find: &Find<'_>) -> Option<Claim> {
    let title = text.get(lead.clone())?.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = find(&title, None);
    let line = TitleLine { title, certain: true, ..TitleLine::default() };
    Some(Claim { line, known, rest: lead.end..text.len(), ..Claim::default() })
}

/// The longest note in brackets behind a title in quotes, in bytes.
const NOTE: usize = 60;
/// The most words of a title that nothing but what follows tells.
const MOST_WORDS: usize = 8;

/// A title that is not in the catalogue before what is said of it: certain where its year or
/// platform stands between, `Pier (2016) – two sisters ...`; otherwise one only among known titles
/// that are written so, `Pier – two sisters ...`.
pub fn opening(text: &str) -> Option<Claim> {
    let whole = text.trim_end();
    let (unnumbered, numbered) = without_number(whole);
    let front = whole.len() - unnumbered.len();
    let pieces = segments(unnumbered);
    let of = |piece: &Segment| &unnumbered[piece.range.clone()];
    let first = pieces.iter().position(|piece| of(piece).chars().any(char::is_alphabetic))?;
    if unnumbered[..pieces[first].range.start].chars().any(char::is_alphabetic) {
        return None;
    }
    let title = without_number(of(&pieces[first])).0;
    let parting = |piece: &&Segment| matches!(piece.apart, Apart::Bracketed | Apart::Dash);
    let quoted = pieces[first].apart == Apart::Quoted;
    // Behind a title in quotes brackets are beside it, whatever they hold.
    let noted =
        |piece: &Segment| quoted && piece.apart == Apart::Bracketed && piece.range.len() <= NOTE;
    let facts = pieces[first + 1..]
        .iter()
        .take_while(|piece| parting(piece) && is_fact(of(piece)) || noted(piece))
        .count();
    let next = pieces.get(first + 1 + facts)?;
    let facts = &pieces[first + 1..first + 1 + facts];
    let rest = front + next.range.start..text.len();
    let marked = quoted && !facts.is_empty() || numbered || in_capitals(title, &text[rest.clone()]);
    let stop = marked && next.apart == Apart::Stop;
    if !(stop || matches!(next.apart, Apart::Dash | Apart::Colon))
        || rest.len() < SAYS
        || !short(title)
        || !capitalised(title)
        || is_fact(title)
    {
        return None;
    }
    let certain = !stop && facts.iter().any(|piece| is_fact(of(piece)));
    let one_word = !title.contains(char::is_whitespace);
    let named = next.apart == Apart::Colon && one_word && !numbered;
    if !certain && (named || title.split_whitespace().count() > MOST_WORDS || is_part(title)) {
        return None;
    }
    let said = facts.iter().find_map(|piece| year(of(piece)));
    let line = TitleLine {
        title: title.split_whitespace().collect::<Vec<_>>().join(" "),
        year: said,
        platforms: platforms(unnumbered, facts),
        certain,
    };
    let style = Style { numbered, parted: Some(next.apart), ..style_of(unnumbered) };
    Some(Claim { line, style, rest, ..Claim::default() })
}
