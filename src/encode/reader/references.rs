//! From decoded text back to the source it was written as.

/// The pieces of a decoded text with their places in the raw text, which has character references
/// such as `&rsquo;` where the decoded one has a character.
pub fn aligned<'v>(value: &'v str, raw: &str) -> Vec<(&'v str, usize)> {
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while from < value.len() {
        let run = value.as_bytes()[from..].iter().zip(&raw.as_bytes()[at.min(raw.len())..]);
        let mut same = run.take_while(|(v, r)| v == r && **r != b'&').count();
        while !value.is_char_boundary(from + same) {
            same -= 1;
        }
        if same > 0 {
            pieces.push((&value[from..from + same], at));
            (from, at) = (from + same, at + same);
            continue;
        }
        // A character reference, a line break that was normalised, or a lone ampersand.
        let c = value[from..].chars().next().map_or(1, char::len_utf8);
        pieces.push((&value[from..from + c], at));
        let rest = raw.as_bytes().get(at..).unwrap_or_default();
        at += match rest {
            [b'&', name @ ..] => {
                let length = name
                    .iter()
                    .take(32)
                    .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
                    .count();
                let ended = name.get(length) == Some(&b';');
                let literal = value.as_bytes()[from] == b'&'
                    && value.as_bytes().get(from + 1) == name.first();
                if length == 0 || literal { 1 } else { 1 + length + usize::from(ended) }
            }
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            [first, ..] => {
                if *first < 0x80 {
                    1
                } else {
                    c
                }
            }
        };
        from += c;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_references_keep_places() {
        let pieces = aligned("It’s A & B", "It&rsquo;s A &amp; B");
        assert_eq!(pieces, [("It", 0), ("’", 2), ("s A ", 9), ("&", 13), (" B", 18)]);
        assert_eq!(aligned("a & b", "a & b"), [("a ", 0), ("&", 2), (" b", 3)]);
        assert_eq!(aligned("x&yz;", "x&yz;"), [("x", 0), ("&", 1), ("yz;", 2)]);
    }
}
