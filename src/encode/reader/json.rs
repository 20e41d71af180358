//! JSON, of whatever shape: an object that has a title and texts of its own is a drama. Arrays,
//! lines of objects and pages of an interface (`{"results": [...]}`) are read alike.

use super::block::{Block, Kind};
use super::labels::is_name_label;
use super::outline::Outline;
use super::part::HOLDS;
use super::passage::Passage;

/// How far into a text its form is looked for, in bytes.
const LOOKED_AT: usize = 200;

/// Objects that stand deeper are read as part of what they stand in.
const DEEPEST: usize = 32;

/// Whether a text is JSON by its beginning: an object whose first name stands in quotes, or an
/// array of them.
pub fn is_json(text: &str) -> bool {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head: String = text[..end].chars().filter(|c| !c.is_whitespace()).collect();
    let object = head.trim_start_matches('\u{feff}').trim_start_matches('[');
    let named = object.strip_prefix("{\"").and_then(|rest| rest.split_once('"'));
    named.is_some_and(|(_, after)| after.starts_with(':') || after.is_empty())
}

/// What one object says.
#[derive(Default)]
struct Object {
    /// Whether the field that it stands under holds what belongs to one drama.
    belongs: bool,
    /// Whether it says who speaks.
    who: bool,
    title: Option<Passage>,
    year: Option<Passage>,
    texts: Vec<Passage>,
    /// Objects within it that are dramas of their own, if it is none.
    within: Vec<Object>,
}

/// Reads a text into an outline; `start` is where it begins in the source.
pub fn read(text: &str, start: usize, outline: &mut Outline<'_>) {
    let mut reader = Reader { text, start, at: 0 };
    let mut open = vec![Object::default()];
    let (mut key, mut deeper) = (String::new(), 0);
    // Whether the fields that the open arrays stand under hold what belongs to one drama.
    let mut arrays: Vec<bool> = Vec::new();
    // The same of the field whose value comes next, where one does.
    let mut next: Option<bool> = None;
    while let Some(c) = reader.next_mark() {
        match c {
            '[' => {
                reader.at += 1;
                let belongs = next.take().or(arrays.last().copied()).unwrap_or_default();
                if arrays.len() < DEEPEST {
                    arrays.push(belongs);
                }
            }
            ']' => {
                reader.at += 1;
                arrays.pop();
            }
            '{' => {
                reader.at += 1;
                if open.len() < DEEPEST {
                    let who = next.is_some() && is_who(&key);
                    let belongs = next.take().or(arrays.last().copied()).unwrap_or_default();
                    open.push(Object { belongs, who, ..Object::default() });
                } else {
                    deeper += 1;
                }
            }
            '}' if deeper > 0 => {
                reader.at += 1;
                deeper -= 1;
                next = None;
            }
            '}' if open.len() > 1 => {
                reader.at += 1;
                next = None;
                let object = open.pop().unwrap_or_default();
                if let Some(outer) = open.last_mut() {
                    close(object, outer);
                }
            }
            '"' => {
                let said = reader.string();
                if reader.names_a_field() {
                    key = said.text().to_owned();
                    next = Some(belongs(&key));
                } else if let Some(object) = open.last_mut() {
                    object.take(&key, said);
                    next = None;
                }
            }
            _ if c.is_ascii_digit() && is_of_year(&key) => {
                let said = reader.digits();
                if let Some(object) = open.last_mut() {
                    object.take(&key, said);
                }
            }
            ',' => {
                // A number, `true`, `false` or `null` was the value.
                reader.at += 1;
                next = None;
            }
            _ => reader.at += c.len_utf8(),
        }
    }
    // What is cut short is read as if it ended here.
    while let Some(object) = open.pop() {
        match open.last_mut() {
            Some(outer) => close(object, outer),
            None => {
                object.within.into_iter().for_each(|drama| give(drama, outline));
                object.texts.into_iter().for_each(|text| give_text(text, outline));
            }
        }
    }
}

/// Words of fields that hold what belongs to one drama, each with `s` behind it too.
const BELONGS: [&str; 22] = [
    "cast",
    "casting",
    "crew",
    "character",
    "actor",
    "actress",
    "actresses",
    "people",
    "person",
    "role",
    "season",
    "episode",
    "review",
    "reviewer",
    "comment",
    "genre",
    "tag",
    "hashtag",
    "network",
    "video",
    "image",
    "author",
];

/// Whether a field holds what belongs to one drama, by a word of its name: `main_cast`, `mainCast`.
/// `stage` and `podcasts` have none.
fn belongs(key: &str) -> bool {
    let mut from = 0;
    let mut small = false;
    for (at, c) in key.char_indices() {
        if !c.is_alphabetic() || (small && c.is_uppercase()) {
            if is_word_of_one(&key[from..at]) {
                return true;
            }
            from = if c.is_alphabetic() { at } else { at + c.len_utf8() };
        }
        small = c.is_lowercase();
    }
    is_word_of_one(&key[from..])
}

/// Whether a word is one of [`BELONGS`].
fn is_word_of_one(word: &str) -> bool {
    let one = word.strip_suffix(['s', 'S']).unwrap_or(word);
    let among = |known: &&str| known.eq_ignore_ascii_case(word) || known.eq_ignore_ascii_case(one);
    BELONGS.iter().any(among)
}

/// An object with a title and texts is a drama, with what stands within it, unless it holds dramas;
/// another gives what it has to the one around it.
fn close(mut object: Object, outer: &mut Object) {
    if object.who {
        return;
    }
    if object.title.is_some() && object.within.iter().any(Object::is_entry) {
        // A feed or a list with a name and a description: what it holds are the dramas.
        outer.within.extend(object.within.into_iter().filter(Object::is_entry));
    } else if object.title.is_some() && !object.texts.is_empty() {
        for within in std::mem::take(&mut object.within) {
            object.texts.extend(within.title);
            object.texts.extend(within.texts);
        }
        outer.within.push(object);
    } else {
        // A label such as the name of a genre says something of what it stands in.
        outer.texts.extend(object.title);
        outer.texts.extend(object.texts);
        outer.within.extend(object.within);
    }
}

fn give(drama: Object, outline: &mut Outline<'_>) {
    let text = drama.title.unwrap_or_default();
    outline.push(Block { kind: Kind::Heading(2), text, alone: true, ..Block::default() });
    drama.year.into_iter().chain(drama.texts).for_each(|text| give_text(text, outline));
}

fn give_text(text: Passage, outline: &mut Outline<'_>) {
    outline.push(Block { text: without_tags(text), ..Block::default() });
}

/// The longest tag that is taken for one, in bytes.
const LONGEST_TAG: usize = 2_000;

/// A text without the tags of HTML that it may have, where feeds hold pages.
fn without_tags(text: Passage) -> Passage {
    let said = text.text();
    if !said.contains("</") && !said.contains("/>") {
        return text;
    }
    let (mut bare, mut at) = (Passage::default(), 0);
    while let Some(open) = said[at..].find('<') {
        let rest = &said[at + open + 1..];
        let tag = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        // A tag ends before the next one begins.
        let next = rest.find(['<', '>']).filter(|next| *next < LONGEST_TAG);
        let Some(close) = next.filter(|next| tag && rest[*next..].starts_with('>')) else {
            bare.append(&text.part(at..at + open + 1));
            at += open + 1;
            continue;
        };
        bare.append(&text.part(at..at + open));
        bare.push_break(" ");
        at += open + 1 + close + 1;
    }
    bare.append(&text.part(at..said.len()));
    bare
}

/// Whether a field says who writes or speaks.
fn is_who(key: &str) -> bool {
    ["author", "sender", "user", "username", "user_name", "from", "nick", "speaker", "reviewer"]
        .iter()
        .any(|who| who.eq_ignore_ascii_case(key))
}

/// Whether a key names a year; "updated_at" does not, and no key is so long.
fn is_of_year(key: &str) -> bool {
    if key.len() > 40 {
        return false;
    }
    let key = key.to_ascii_lowercase();
    key.contains("year") || key == "aired" || (key.contains("date") && !key.contains("update"))
}

impl Object {
    /// Whether it is an entry of what holds it: a title and a text, under no name such as `cast`.
    fn is_entry(&self) -> bool {
        let text: usize = self.texts.iter().map(|text| text.text().len()).sum();
        text >= HOLDS && !self.belongs
    }

    fn take(&mut self, key: &str, said: Passage) {
        let text = said.text();
        if key.starts_with('@') || is_who(key) {
            // What kind of data it is, or who says it: no title, whatever the name.
        } else if is_name_label(key) && self.title.is_none() {
            self.title = Some(said);
        } else if is_of_year(key) {
            self.year = self.year.take().or(Some(said));
        } else if text.chars().any(char::is_alphabetic) && !text.contains("://") {
            self.texts.push(said);
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    start: usize,
    at: usize,
}

impl Reader<'_> {
    /// The character that comes next, which is not taken yet.
    fn next_mark(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Takes a string; the reader stands on its first quote.
    fn string(&mut self) -> Passage {
        let mut said = Passage::default();
        self.at += 1;
        while let Some(c) = self.next_mark() {
            let from = self.at;
            match c {
                '"' => {
                    self.at += 1;
                    return said;
                }
                '\\' => {
                    let c = self.escape();
                    let source = self.start + from..self.start + self.at;
                    said.push_stretched(c.encode_utf8(&mut [0; 4]), source);
                }
                _ => {
                    let rest = &self.text[from..];
                    let length = rest.find(['"', '\\']).unwrap_or(rest.len());
                    said.push(&rest[..length], self.start + from);
                    self.at += length;
                }
            }
        }
        said
    }

    /// Takes a character written as `\n` or `\u00e9`, two of them where one is half a character.
    fn escape(&mut self) -> char {
        let bytes = self.text.as_bytes();
        let code = bytes.get(self.at + 1).copied().unwrap_or(b' ');
        if code == b'u' {
            let unit = |at: usize| {
                let digits = self.text.get(at + 2..at + 6)?;
                let escaped = self.text.get(at..at + 2) == Some("\\u");
                u16::from_str_radix(digits, 16).ok().filter(|_| escaped)
            };
            if let Some(first) = unit(self.at) {
                let both = [first, unit(self.at + 6).unwrap_or(0)];
                self.at += 6;
                let found = char::decode_utf16(both).next();
                if let Some(Ok(c)) = found {
                    self.at += if c.len_utf16() == 2 { 6 } else { 0 };
                    return c;
                }
                return '\u{fffd}';
            }
        }
        let taken = self.text[self.at + 1..].chars().next().map_or(0, char::len_utf8);
        self.at += 1 + taken;
        match code {
            b'n' | b'r' => '\n',
            b't' => '\t',
            b'"' | b'\\' | b'/' => char::from(code),
            _ => ' ',
        }
    }

    fn digits(&mut self) -> Passage {
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let mut said = Passage::default();
        said.push(&rest[..length], self.start + self.at);
        self.at += length;
        said
    }

    /// Whether the string before is the name of a field.
    fn names_a_field(&self) -> bool {
        self.text[self.at..].trim_start().starts_with(':')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(text: &str) -> Vec<(String, String)> {
        let find = |_: &str, _: Option<u16>| None;
        let mut outline = Outline::new(&find, false);
        read(text, 0, &mut outline);
        let found = outline.sections().expect("few sections").sections;
        found.into_iter().map(|s| (s.heading.title, s.body.text().to_owned())).collect()
    }

    #[test]
    fn json_is_known_by_its_beginning() {
        for text in ["{\"a\": 1}", " [ {\"title\": \"x\"} ]", "{\n  \"results\": ["] {
            assert!(is_json(text), "{text}");
        }
        for text in ["[21:14] <tom> \"a\": b", "{ Quay }", "[\"a\", \"b\"]", "{\\rtf1", "Quay"] {
            assert!(!is_json(text), "{text}");
        }
    }

    #[test]
    fn an_object_with_a_title_and_a_text_is_a_drama() {
        let quay = "A boat is lost in the fog, and nobody asks for it.";
        let pier = "Two sisters \\\"inherit\\\" a pier\\nand a debt on it.";
        let page = format!(
            "{{\"page\": 1, \"results\": [{{\"plot\": \"{quay}\", \"name\": \"Quay\", \"genres\": \
            [{{\"id\": 1, \"name\": \"Drama\"}}]}}, {{\"name\": \"Pier\", \"overview\": \
            \"{pier}\"}}]}}"
        );
        let found = sections(&page);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].0 == "Quay" && found[0].1.contains(quay) && found[0].1.contains("Drama"));
        assert_eq!(found[1].1, "Two sisters \"inherit\" a pier\nand a debt on it.");
        let lines = format!(
            "{{\"title\":\"Quay\",\"plot\":\"{quay}\"}}\n{{\"title\":\"Pier\",\"plot\":\"{pier}\"}}"
        );
        assert_eq!(sections(&lines).len(), 2);
    }

    #[test]
    fn a_list_with_a_description_holds_dramas_and_a_drama_its_cast() {
        let quay = "A boat is lost in the fog, and nobody asks for it.";
        let feed = format!(
            "{{\"title\": \"Blog\", \"description\": \"What I saw\", \"items\": [{{\"title\": \
            \"Quay\", \"content_html\": \"<p>{quay}</p>\"}}, {{\"title\": \"Pier\", \"summary\": \
            \"{quay}\"}}]}}"
        );
        let found = sections(&feed);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].0 == "Quay" && found[0].1.trim() == quay, "{found:?}");
        let drama = format!(
            "{{\"title\": \"Quay\", \"plot\": \"{quay}\", \"cast\": [{{\"name\": \"Mina\", \
            \"about\": \"A captain who has lost her boat in the fog and is not asked.\"}}]}}"
        );
        assert_eq!(sections(&drama).len(), 1);
    }

    #[test]
    fn a_field_holds_what_belongs_to_one_drama_by_a_word_of_its_name() {
        for key in ["cast", "Tags", "main_cast", "mainCast", "GENRES", "seasons2", "crew-members"] {
            assert!(belongs(key), "{key}");
        }
        for key in ["", "stage", "podcasts", "items", "heritage", "드라마", "castles"] {
            assert!(!belongs(key), "{key}");
        }
    }

    #[test]
    fn a_number_ends_what_its_field_names() {
        let quay = "A boat is lost in the fog, and nobody asks for it.";
        let entry = |title: &str| {
            format!("{{\"title\": \"{title}\", \"plot\": \"{quay}\", \"episodes\": 16}}")
        };
        let (quay, pier) = (entry("Quay"), entry("Pier"));
        for (front, key) in [("", "items"), ("\"season\": null, ", "podcasts")] {
            let list = format!(
                "{{\"title\": \"List\", \"description\": \"Mine\", {front}\"{key}\": \
                [{quay}, {pier}]}}"
            );
            let found = sections(&list);
            assert_eq!(found.len(), 2, "{found:?}");
        }
    }

    #[test]
    fn tags_are_taken_off_and_other_signs_stay() {
        for (said, bare) in [
            ("<a href=\\\"x\\\">wo</a>\\n<br/>rd", "wo \n rd"),
            ("2 < 3 <b>and</b> 4 > 3", "2 < 3  and  4 > 3"),
            ("<one <i>two</i>", "<one  two "),
        ] {
            let whole = format!("\"{said}\"");
            let mut reader = Reader { text: &whole, start: 0, at: 0 };
            let read = without_tags(reader.string());
            assert_eq!(read.text(), bare);
            for word in ["wo", "rd", "and", "two"] {
                if let (Some(here), Some(there)) = (bare.find(word), whole.find(word)) {
                    let place = there..there + word.len();
                    assert_eq!(read.source(here..here + word.len()), place, "{read:?}");
                }
            }
        }
    }

    #[test]
    fn escapes_keep_their_places() {
        let text = "\\u00e9\\ud83d\\ude00x\\q\"";
        let mut reader = Reader { text, start: 0, at: 0 };
        // The first quote was taken before.
        reader.at = 0;
        let whole = format!("\"{text}");
        let mut reader = Reader { text: &whole, ..reader };
        let said = reader.string();
        assert_eq!(said.text(), "é😀x ");
        assert_eq!(said.source(0..2), 1..7);
        assert_eq!(said.source(2..6), 7..19);
        assert_eq!(reader.at, whole.len());
        for cut in ["\"\\", "\"\\u12", "\"\\ud83d", "\"é\\é", "\""] {
            let mut reader = Reader { text: cut, start: 0, at: 0 };
            reader.string();
            assert_eq!(reader.at, cut.len(), "{cut}");
        }
    }
}
