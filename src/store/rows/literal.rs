//! Lists as Python and JSON write them, found in cells: `['Romance', "It's"]`,
//! `[{'name': 'Drama'}]`.
//!
//! Tables that went through pandas have such cells, and files of "loose" JSON such lines. One
//! reader takes both: either quote, either spelling of nothing and of truth, round brackets for
//! square ones.

use super::cell::Cell;

/// How deep lists may stand in lists.
const DEEPEST: usize = 32;

/// The value that a text writes; `None` when it is not wholly one.
pub(super) fn literal(text: &str) -> Option<Cell> {
    let mut reader = Reader { rest: text.trim() };
    let cell = reader.value(0)?;
    reader.rest.is_empty().then_some(cell)
}

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, c: char) -> bool {
        self.blanks();
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Cell> {
        if depth > DEEPEST {
            return None;
        }
        self.blanks();
        match self.rest.chars().next()? {
            '[' => self.list(']', depth),
            '(' => self.list(')', depth),
            '{' => self.object(depth),
            quote @ ('"' | '\'') => self.quoted(quote).map(Cell::Text),
            'u' | 'b' if self.rest[1..].starts_with(['"', '\'']) => {
                self.rest = &self.rest[1..];
                let quote = self.rest.chars().next()?;
                self.quoted(quote).map(Cell::Text)
            }
            _ => self.word(),
        }
    }

    fn list(&mut self, end: char, depth: usize) -> Option<Cell> {
        self.rest = &self.rest[1..];
        let mut list = Vec::new();
        while !self.take(end) {
            list.push(self.value(depth + 1)?);
            if !self.take(',') {
                return self.take(end).then_some(Cell::List(list));
            }
        }
        Some(Cell::List(list))
    }

    /// `{'a': 1}`, or a set `{'a', 'b'}`, which is read as a list.
    fn object(&mut self, depth: usize) -> Option<Cell> {
        self.rest = &self.rest[1..];
        let (mut object, mut set) = (Vec::new(), Vec::new());
        while !self.take('}') {
            let name = self.value(depth + 1)?;
            if self.take(':') {
                let Cell::Text(name) = name else { return None };
                object.push((name, self.value(depth + 1)?));
            } else {
                set.push(name);
            }
            if !self.take(',') && !self.rest.starts_with('}') {
                return None;
            }
        }
        match (object.is_empty(), set.is_empty()) {
            (_, true) => Some(Cell::Object(object)),
            (true, false) => Some(Cell::List(set)),
            (false, false) => None,
        }
    }

    fn quoted(&mut self, quote: char) -> Option<String> {
        self.rest = &self.rest[1..];
        let mut text = String::new();
        loop {
            let c = self.next()?;
            match c {
                c if c == quote => return Some(text),
                '\\' => self.escaped(&mut text)?,
                c => text.push(c),
            }
        }
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn escaped(&mut self, text: &mut String) -> Option<()> {
        match self.next()? {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'x' => text.push(char::from_u32(self.hex(2)?)?),
            'u' => {
                let first = self.hex(4)?;
                let code = if (0xd800..0xdc00).contains(&first) {
                    self.rest = self.rest.strip_prefix("\\u")?;
                    let second = self.hex(4)?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                    0x10000 + ((first - 0xd800) << 10) + second
                } else {
                    first
                };
                text.push(char::from_u32(code)?);
            }
            c @ ('\\' | '\'' | '"' | '/') => text.push(c),
            other => text.extend(['\\', other]),
        }
        Some(())
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let (hex, rest) = self.rest.split_at_checked(digits)?;
        let code = u32::from_str_radix(hex, 16).ok()?;
        self.rest = rest;
        Some(code)
    }

    fn word(&mut self) -> Option<Cell> {
        let end = self.rest.find([',', ']', '}', ')', ':']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        let word = word.trim();
        let cell = match word {
            "None" | "null" | "NaN" | "nan" => Cell::Null,
            "True" | "true" => Cell::Flag(true),
            "False" | "false" => Cell::Flag(false),
            _ => match word.parse::<i64>() {
                Ok(whole) => Cell::Whole(whole.into()),
                Err(_) => Cell::Number(word.parse().ok()?),
            },
        };
        self.rest = rest;
        Some(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Option<Cell> {
        Some(Cell::List(list.iter().map(|text| Cell::Text((*text).into())).collect()))
    }

    #[test]
    fn lists_of_python_and_of_json_are_read() {
        assert_eq!(literal("['Romance', \"It's\",]"), texts(&["Romance", "It's"]));
        assert_eq!(literal(r#"["a\"b", "\ud55c\u0041\n"]"#), texts(&["a\"b", "한A\n"]));
        assert_eq!(literal(r#"["\ud83d\ude00"]"#), texts(&["😀"]));
        assert_eq!(literal("('a', 'b')"), texts(&["a", "b"]));
        assert_eq!(literal("{'a', 'b'}"), texts(&["a", "b"]));
        assert_eq!(literal("[]"), texts(&[]));
        let object =
            vec![("id".into(), Cell::Whole(18)), ("name".into(), Cell::Text("Drama".into()))];
        assert_eq!(
            literal("[{'id': 18, 'name': 'Drama'}]"),
            Some(Cell::List(vec![Cell::Object(object)]))
        );
        assert_eq!(
            literal("[None, True, 0.5]"),
            Some(Cell::List(vec![Cell::Null, Cell::Flag(true), Cell::Number(0.5)]))
        );
    }

    #[test]
    fn what_is_no_list_is_left_alone() {
        for text in
            ["", "[", "[Romance, Drama]", "['a'", "['a'] b", "{'a': 1, 'b'}", "[\"\\ud800\"]"]
        {
            assert_eq!(literal(text), None, "{text}");
        }
        assert_eq!(literal(&"[".repeat(100_000)), None);
    }
}
