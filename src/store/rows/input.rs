//! From bytes of any origin to text: compressed or not, UTF-8 or UTF-16, a table or JSON.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::Wrong;

/// Bytes read at once.
const AT_ONCE: usize = 1 << 16;
/// How many bytes tell what a file is.
const TELLING: usize = 16;

/// A stream of bytes that may be handed to another thread.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Cells with a separator between them.
    Delimited,
    /// One JSON object a line.
    JsonLines,
    /// One JSON value, or several behind each other.
    JsonValue,
    /// One JSON array of objects.
    JsonArray,
    /// Columns in the form of Apache Parquet.
    Parquet,
}

/// Files that are no rows, by their first bytes.
const FOREIGN: [(&[u8], &str, &str); 5] = [
    (
        b"PK\x03\x04",
        "an Excel workbook or a zip archive",
        "save the sheet as CSV (UTF-8), or unpack it",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save the sheet as CSV (UTF-8)"),
    (b"SQLite format 3", "an SQLite database", "write its table out as CSV"),
    (b"%PDF", "a PDF document", "save the table as CSV"),
    (b"BZh", "compressed with bzip2", "unpack it first; gzip is read as it is"),
];

/// Unpacks and decodes `input`, and looks at its first bytes. `name` decides where they do not: a
/// file called `.json`, `.jsonl` or `.ndjson` is JSON whatever it begins with.
pub(super) fn open(input: impl Read + Send + 'static, name: &str) -> Result<(Bytes, Form), Wrong> {
    let (mut head, mut bytes) = peek(Box::new(BufReader::with_capacity(AT_ONCE, input)))?;
    if head.starts_with(&[0x1f, 0x8b]) {
        let unpacked = BufReader::with_capacity(AT_ONCE, MultiGzDecoder::new(bytes));
        (head, bytes) = peek(Box::new(unpacked))?;
    }
    if let Some((_, what, hint)) = FOREIGN.iter().find(|(magic, ..)| head.starts_with(magic)) {
        return Err(Wrong::new(format!("this is {what}, not rows"), *hint));
    }
    if head.starts_with(b"PAR1") {
        return Ok((bytes, Form::Parquet));
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        let decoder = Utf16 { input: bytes, big_endian: head[0] == 0xfe, high: None, begun: false };
        (head, bytes) = peek(Box::new(BufReader::with_capacity(AT_ONCE, decoder)))?;
    }
    let text = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&head).trim_ascii_start();
    if text.starts_with(b"<") {
        let hint = "open it in a spreadsheet or a browser, and save the table as CSV";
        return Err(Wrong::new("this is HTML or XML, not rows", hint));
    }
    let ending = name.rsplit('.').find(|part| !part.eq_ignore_ascii_case("gz")).unwrap_or_default();
    let json = ["json", "jsonl", "ndjson"].iter().any(|json| ending.eq_ignore_ascii_case(json));
    // A table may begin with `[id]`, but not with a list of objects or of lists of texts.
    let within = text.get(1..).unwrap_or_default().trim_ascii_start();
    let lists =
        within.strip_prefix(b"[").is_some_and(|row| row.trim_ascii_start().starts_with(b"\""));
    let of_rows = lists || within.starts_with(b"{");
    let form = match text.first() {
        Some(b'[') if json || !name.contains('.') || of_rows => Form::JsonArray,
        // Lines are said to be lines by a name alone; anything else may be one value.
        Some(b'{') if json && !ending.eq_ignore_ascii_case("json") => Form::JsonLines,
        Some(b'{') => Form::JsonValue,
        _ if json => Form::JsonLines,
        _ => Form::Delimited,
    };
    Ok((bytes, form))
}

/// The first bytes, and a stream that still has them.
fn peek(mut bytes: Bytes) -> Result<(Vec<u8>, Bytes), Wrong> {
    let mut head = Vec::with_capacity(TELLING);
    bytes
        .by_ref()
        .take(TELLING as u64)
        .read_to_end(&mut head)
        .map_err(|error| Wrong::new(format!("cannot be read: {}", reason(&error)), ""))?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(bytes))))
}

/// Why reading failed, without numbers of the system.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

/// UTF-16 with its mark, read as UTF-8. A unit that belongs to no pair becomes U+FFFD.
struct Utf16 {
    input: Bytes,
    big_endian: bool,
    high: Option<u16>,
    begun: bool,
}

impl Utf16 {
    fn unit(&mut self) -> io::Result<Option<u16>> {
        let mut pair = Vec::with_capacity(2);
        self.input.by_ref().take(2).read_to_end(&mut pair)?;
        Ok(match pair[..] {
            [a, b] if self.big_endian => Some(u16::from_be_bytes([a, b])),
            [a, b] => Some(u16::from_le_bytes([a, b])),
            [_] => Some(0xfffd),
            _ => None,
        })
    }
}

impl Read for Utf16 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        // A character takes four bytes at most, and a stray half before it three.
        while filled + 7 <= buffer.len() {
            let Some(unit) = self.unit()? else {
                if self.high.take().is_some() {
                    filled += '\u{fffd}'.encode_utf8(&mut buffer[filled..]).len();
                }
                break;
            };
            if !std::mem::replace(&mut self.begun, true) {
                continue;
            }
            let mut units = Vec::with_capacity(2);
            units.extend(self.high.take());
            units.push(unit);
            if units.len() == 1 && (0xd800..0xdc00).contains(&unit) {
                self.high = Some(unit);
                continue;
            }
            for c in char::decode_utf16(units) {
                let c = c.unwrap_or('\u{fffd}');
                filled += c.encode_utf8(&mut buffer[filled..]).len();
            }
        }
        Ok(filled)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(bytes: &[u8], name: &str) -> (String, Form) {
        let (mut bytes, form) = open(Cursor::new(bytes.to_vec()), name).unwrap();
        let mut text = String::new();
        bytes.read_to_string(&mut text).unwrap();
        (text, form)
    }

    #[test]
    fn packed_and_wide_text_is_read() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(b"id,title").unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(read(&packed, "a.csv.gz"), ("id,title".into(), Form::Delimited));
        let wide = |text: &str| -> Vec<u8> {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        };
        let text = "id\t재회 😀\n".repeat(9_000);
        assert_eq!(read(&wide(&text), "a.txt"), (text, Form::Delimited));
    }

    #[test]
    fn the_form_is_told_by_the_first_bytes() {
        for (text, name, form) in [
            ("{\"id\":1}", "-", Form::JsonValue),
            ("{\"id\":1}", "a.jsonl.gz", Form::JsonLines),
            (" \n[{}]", "-", Form::JsonArray),
            ("[{}]", "a.json", Form::JsonArray),
            ("not json", "a.jsonl", Form::JsonLines),
            ("id,title", "-", Form::Delimited),
            ("", "a.csv", Form::Delimited),
            ("PAR1....", "a.parquet", Form::Parquet),
        ] {
            assert_eq!(read(text.as_bytes(), name).1, form, "{text} {name}");
        }
        let workbook = open(&b"PK\x03\x04...."[..], "a.csv").err().unwrap();
        assert!(workbook.message.contains("Excel workbook"));
    }
}
