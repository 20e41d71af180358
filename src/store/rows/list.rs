//! The entries of a cell: names in a row, and tropes with their strengths.

use super::Wrong;
use super::cell::{Cell, is_missing, one_line, shown};
use super::fields::Field;
use super::literal::literal;
use super::separators::{Between, parts};

use crate::catalog::{Kind, Occurrence, Warning};

/// A trope as a row names it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// Its name.
    pub name: String,
    /// Its strength, where one is written.
    pub strength: Option<f64>,
    /// The entry as it stands, where the name is only a part of it.
    pub whole: Option<String>,
    /// Whether it gives the end of this drama away.
    pub spoiler: bool,
}

impl Named {
    fn plain(name: String) -> Self {
        Self { name, strength: None, whole: None, spoiler: false }
    }
}

/// Whether a character separates entries wherever it stands.
fn is_bar(c: char) -> bool {
    matches!(c, '|' | ';' | '；' | '\n' | '\r' | '\t' | '•' | '·' | 'ㆍ' | '∙')
}

/// Whether a cell separates its entries by bars, semicolons, dots or line breaks.
pub(super) fn has_bars(text: &str) -> bool {
    text.contains(is_bar)
}

/// Whether a cell has a comma of any script.
pub(super) fn has_commas(text: &str) -> bool {
    text.contains([',', '，', '、'])
}

/// Whether a cell is written as a list, `[...]`, rather than as entries with something between
/// them.
pub(super) fn is_bracketed(text: &str) -> bool {
    let text = text.trim();
    [('[', ']'), ('{', '}'), ('(', ')')]
        .iter()
        .any(|(begin, end)| text.starts_with(*begin) && text.ends_with(*end))
}

/// The entries of a text: separated by bars, semicolons, dots or line breaks where there are any,
/// and otherwise by commas where these separate, by slashes between blanks, or by hash signs before
/// all of them; and by the mark of its column, which the names that are `known` keep.
fn split(text: &str, between: Between, known: Known<'_>) -> Vec<String> {
    let Some(mark) = between.mark else { return split_usually(text, between.commas) };
    let mut entries = Vec::new();
    for entry in split_usually(text, between.commas) {
        let parts = parts(&entry, mark);
        let mut from = 0;
        while from < parts.len() {
            // The most parts that are a known name together: `slice of life`.
            let most = parts.len().min(from + MOST_JOINED);
            let mut to = most;
            while to > from + 1 && !known(&name_alone(around(&entry, parts[from], parts[to - 1]))) {
                to -= 1;
            }
            entries.push(around(&entry, parts[from], parts[to - 1]).to_owned());
            from = to;
        }
    }
    entries
}

/// What stands from one part of a text to another, both with it.
fn around<'t>(text: &'t str, first: &'t str, last: &'t str) -> &'t str {
    let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    text.get(place(first)..place(last) + last.len()).unwrap_or(first)
}

/// Whether a text is the name of a trope.
pub(super) type Known<'k> = &'k dyn Fn(&str) -> bool;

/// The most parts that are tried as one name.
const MOST_JOINED: usize = 8;

/// The entries of a text, without regard to a mark of its column.
fn split_usually(text: &str, commas: bool) -> Vec<String> {
    let parts: Vec<&str> = if has_bars(text) {
        text.split(is_bar).collect()
    } else if commas && has_commas(text) {
        text.split([',', '，', '、']).collect()
    } else if text.contains(" / ") {
        text.split(" / ").collect()
    } else if text.split_whitespace().all(|word| word.starts_with('#')) {
        text.split('#').collect()
    } else {
        vec![text]
    };
    parts.into_iter().map(one_line).filter(|part| !part.is_empty()).collect()
}

/// What stands within the call that Python writes around a list: `array(['a', 'b'],
/// dtype=object)`, `frozenset({'a', 'b'})`.
fn without_call(text: &str) -> &str {
    let inside = ["array(", "frozenset(", "set(", "list(", "tuple("]
        .iter()
        .find_map(|call| text.strip_prefix(call)?.strip_suffix(')'));
    let Some(inside) = inside else { return text };
    inside.rsplit_once(", dtype=").map_or(inside, |(list, _)| list).trim()
}

/// What a text in brackets holds: a list of Python or JSON, or plain words between them.
fn in_brackets(text: &str) -> Option<Cell> {
    let text = without_call(text.trim());
    if !is_bracketed(text) {
        return None;
    }
    if let Some(cell @ (Cell::List(_) | Cell::Object(_))) = literal(text) {
        return Some(cell);
    }
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    if let Some(names) = quoted_alone(inner) {
        return Some(Cell::List(names));
    }
    let words = split_usually(inner, true).into_iter();
    Some(Cell::List(
        words.map(|word| Cell::Text(word.trim_matches(['"', '\'']).to_owned())).collect(),
    ))
}

/// Names in quotes with nothing but blanks between them, as an array of NumPy is written:
/// `'Romance' 'Time Travel'`.
fn quoted_alone(text: &str) -> Option<Vec<Cell>> {
    let (mut names, mut rest) = (Vec::new(), text.trim());
    while let Some(quote) = rest.chars().next() {
        let inside = rest.strip_prefix(['\'', '"'])?;
        let (name, after) = inside.split_once(quote)?;
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            return None;
        }
        names.push(Cell::Text(name.to_owned()));
        rest = after.trim_start();
    }
    Some(names)
}

/// The names in a cell; `between` says what separates them.
pub(super) fn names(cell: &Cell, field: Field, between: Between) -> Result<Vec<String>, Wrong> {
    match cell {
        Cell::Text(text) if is_missing(text) => Ok(Vec::new()),
        Cell::Text(text) => match in_brackets(text) {
            Some(list @ Cell::List(_)) => names(&list, field, between),
            _ => Ok(split(text, between, &|_| false)),
        },
        Cell::List(list) => {
            let mut names = Vec::with_capacity(list.len());
            for entry in list.iter().filter(|entry| !entry.is_missing()) {
                names.push(name_of(entry, field)?);
            }
            names.retain(|name| !name.is_empty());
            Ok(names)
        }
        Cell::Object(_) => {
            let message = format!("{} must be a list of names, not an object", field.name());
            Err(Wrong::new(message, "write it as [\"one\", \"two\"]"))
        }
        other => Ok(Some(other.text(field)?).filter(|name| !name.is_empty()).into_iter().collect()),
    }
}

/// The name of an entry of a list: a text, or what an object calls its name, with the second part
/// of entries that have two, as in `{"name": "Hyun Bin", "number": 183}`.
fn name_of(entry: &Cell, field: Field) -> Result<String, Wrong> {
    let Cell::Object(object) = entry else { return entry.text(field) };
    let called = |key: &str| object.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
    let parts = field.fact().and_then(|fact| fact.shape.parts());
    let first = parts.map(|[first, _]| first).into_iter();
    let usual = ["name", "title", "label", "tag", "trope", "id"];
    let Some((_, name)) = first.chain(usual).find_map(called) else {
        let message = format!("an entry of {} has no name", field.name());
        return Err(Wrong::new(message, "write it as {\"name\": ...}, or as text in quotes"));
    };
    let name = name.text(field)?;
    match parts.and_then(|[_, second]| called(second)) {
        Some((_, second)) if !second.is_missing() => Ok(format!("{name}:{}", second.text(field)?)),
        _ => Ok(name),
    }
}

/// The tropes in a cell. In a text `NAME:STRENGTH` has a strength; in a list or an object every
/// name is taken as it is. `mark` separates them beside what usually does, but for names that are
/// `known`.
pub(super) fn tropes(
    cell: &Cell,
    mark: Option<char>,
    known: Known<'_>,
) -> Result<Vec<Named>, Wrong> {
    match cell {
        Cell::Text(text) if is_missing(text) => Ok(Vec::new()),
        Cell::Text(text) if text.trim().starts_with("(no ") && is_bracketed(text) => Ok(Vec::new()),
        Cell::Text(text) => match in_brackets(text) {
            Some(cell) => tropes(&cell, None, known),
            None => {
                let between = Between { mark, ..Between::USUAL };
                let entries = split(without_invitation(text), between, known);
                Ok(entries.into_iter().map(named).collect())
            }
        },
        Cell::Object(object) => {
            let mut tropes = Vec::with_capacity(object.len());
            for (name, cell) in object.iter().filter(|(_, cell)| !cell.is_missing()) {
                let mut named = Named::plain(one_line(name));
                if let Cell::Object(marked) = cell {
                    marked_strength(&mut named, marked)?;
                } else {
                    named.strength = Some(number(name, cell)?);
                }
                tropes.push(named);
            }
            Ok(tropes)
        }
        Cell::List(list) => {
            let mut tropes = Vec::with_capacity(list.len());
            for entry in list.iter().filter(|entry| !entry.is_missing()) {
                let mut named = Named::plain(name_of(entry, Field::Tropes)?);
                if let Cell::Object(marked) = entry {
                    marked_strength(&mut named, marked)?;
                }
                tropes.push(named);
            }
            Ok(tropes)
        }
        Cell::Null => Ok(Vec::new()),
        _ => {
            let message = "tropes must be a list of names, or an object of names with strengths";
            Err(Wrong::new(message, "write them as [\"time-travel\"] or {\"time-travel\": 0.8}"))
        }
    }
}

/// Takes a strength and a mark as a spoiler from an object that has them.
fn marked_strength(named: &mut Named, object: &[(String, Cell)]) -> Result<(), Wrong> {
    let find = |key: &str| object.iter().find(|(name, _)| name == key).map(|(_, cell)| cell);
    named.strength = find("strength").map(|cell| number(&named.name, cell)).transpose()?;
    named.spoiler = find("spoiler") == Some(&Cell::Flag(true));
    Ok(())
}

/// What a cell warns of: `WARNING:once|WARNING:recurring:episode 3`, or an object of the same.
pub(super) fn warnings(cell: &Cell) -> Result<Vec<Warning>, Wrong> {
    const FORM: &str = "write warnings as `suicide:once|bullying:recurring:episode 3`";
    let wrong = |id: &str| {
        let message =
            format!("how often `{}` occurs must be once, recurring or possible", shown(id));
        Wrong::new(message, FORM)
    };
    let mut warnings = Vec::new();
    match cell {
        Cell::Null => {}
        Cell::Text(text) if is_missing(text) => {}
        Cell::Text(text) => {
            for entry in split_usually(text, false) {
                let mut parts = entry.splitn(3, ':').map(str::trim);
                let id = parts.next().unwrap_or_default().to_owned();
                let occurs = parts.next().and_then(Occurrence::of).ok_or_else(|| wrong(&id))?;
                warnings.push(Warning {
                    id,
                    occurs,
                    place: parts.next().unwrap_or_default().to_owned(),
                });
            }
        }
        Cell::Object(object) => {
            for (id, cell) in object {
                let parts = if let Cell::Object(parts) = cell { parts.as_slice() } else { &[] };
                let part =
                    |key: &str| parts.iter().find(|(name, _)| name == key).map(|(_, cell)| cell);
                let word = part("occurs").unwrap_or(cell).text(Field::Warnings)?;
                let occurs = Occurrence::of(&word).ok_or_else(|| wrong(id))?;
                let place = part("where").map(|cell| cell.text(Field::Warnings)).transpose()?;
                warnings.push(Warning {
                    id: one_line(id),
                    occurs,
                    place: place.unwrap_or_default(),
                });
            }
        }
        _ => return Err(Wrong::new("warnings must be an object", "write {\"suicide\": \"once\"}")),
    }
    Ok(warnings)
}

/// The text without `(Vote or add tags)`, which pages put behind their tags.
fn without_invitation(text: &str) -> &str {
    let trimmed = text.trim_end();
    match trimmed.rfind('(').map(|at| (at, trimmed[at..].to_ascii_lowercase())) {
        Some((at, words)) if words.starts_with("(vote") && words.ends_with("tags)") => {
            &trimmed[..at]
        }
        _ => text,
    }
}

/// The name of an entry, without the strength behind it.
pub(super) fn name_alone(entry: &str) -> String {
    named(entry.trim().to_owned()).name
}

/// `NAME:STRENGTH`, with `:spoiler` behind it where it gives the end away, or a name that may have
/// a colon where no number follows.
fn named(entry: String) -> Named {
    let (text, spoiler) = match entry.strip_suffix(":spoiler") {
        Some(text) => (text, true),
        None => (entry.as_str(), false),
    };
    let parts = text.rsplit_once(':').map(|(name, strength)| (name.trim(), strength.trim()));
    if let Some((name, strength)) = parts {
        let begins = strength.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-'));
        match strength.replacen(',', ".", 1).parse::<f64>() {
            Ok(number) if begins && !name.is_empty() => {
                let name = name.to_owned();
                return Named { name, strength: Some(number), whole: Some(entry), spoiler };
            }
            _ => {}
        }
    }
    Named { spoiler, ..Named::plain(text.to_owned()) }
}

fn number(name: &str, cell: &Cell) -> Result<f64, Wrong> {
    match cell {
        Cell::Whole(number) => Ok(*number as f64),
        Cell::Number(number) => Ok(*number),
        Cell::Flag(true) => Ok(1.0),
        Cell::Text(text) if text.trim().parse::<f64>().is_ok() => {
            Ok(text.trim().parse().unwrap_or_default())
        }
        other => {
            let message = format!(
                "the strength of `{}` must be a number, not `{}`",
                shown(name),
                shown(&other.text(Field::Tropes).unwrap_or_else(|_| "a list".into()))
            );
            Err(Wrong::new(message, "write tropes as {\"time-travel\": 0.8, \"divorce\": 1}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let tropes = tropes(&Cell::Text(text.into()), None, &|_| false).unwrap();
        tropes
            .into_iter()
            .map(|t| t.strength.map_or(t.name.clone(), |s| format!("{} {s}", t.name)))
            .collect()
    }

    #[test]
    fn tags_are_separated_in_any_of_the_usual_ways() {
        for text in [
            "Romance, Amnesia",
            "Romance|Amnesia",
            " Romance ; Amnesia ; ",
            "Romance\nAmnesia",
            "Romance、Amnesia",
            "RomanceㆍAmnesia",
            "['Romance', 'Amnesia']",
            "[\"Romance\",\"Amnesia\"]",
            "[Romance, Amnesia]",
            "{'Romance', 'Amnesia'}",
            "[{'id': 1, 'name': 'Romance'}, {'name': 'Amnesia'}]",
            "Romance, Amnesia (Vote or add tags)",
        ] {
            assert_eq!(read(text), ["Romance", "Amnesia"], "{text}");
        }
        assert_eq!(read("Yes, Sir|Amnesia"), ["Yes, Sir", "Amnesia"], "bars keep commas");
        assert!(read("").is_empty() && read("NaN").is_empty() && read("[]").is_empty());
    }

    #[test]
    fn a_mark_does_not_part_what_is_known() {
        let known = |name: &str| ["slice of life", "rock & roll", "time travel"].contains(&name);
        let read = |text: &str, mark| split(text, Between { commas: true, mark }, &known);
        assert_eq!(read("slice of life", Some(' ')), ["slice of life"]);
        let text = "war time travel slice of life of sea";
        assert_eq!(read(text, Some(' ')), ["war", "time travel", "slice of life", "of", "sea"]);
        assert_eq!(read("war & rock & roll", Some('&')), ["war", "rock & roll"]);
        assert_eq!(read("slice of life, war sea", Some(' ')), ["slice of life", "war", "sea"]);
        assert_eq!(read("tea ^ salt", Some('^')), ["tea", "salt"]);
    }

    #[test]
    fn a_colon_gives_a_strength_only_before_a_number() {
        assert_eq!(read("romance:0.8|adapted from:book"), ["romance 0.8", "adapted from:book"]);
        assert_eq!(read("romance:0,8|Re: Mind:1"), ["romance 0.8", "Re: Mind 1"]);
        assert_eq!(read("x:nan|y:|:1"), ["x:nan", "y:", ":1"]);
        assert_eq!(read("['Reply:1988']"), ["Reply:1988"], "names of a list are names");
        assert_eq!(read("{'romance': 0.5}"), ["romance 0.5"]);
    }

    #[test]
    fn names_keep_commas_where_bars_separate() {
        let of = |text: &str, commas| {
            let between = Between { commas, mark: None };
            let field = Field::named("aliases").unwrap();
            names(&Cell::Text(text.into()), field, between).unwrap()
        };
        assert_eq!(of("Yes, Sir", false), ["Yes, Sir"]);
        assert_eq!(of("Yes, Sir", true), ["Yes", "Sir"]);
        assert_eq!(of("a|b", true), ["a", "b"]);
    }
}
