//! Numbers, marks and pictures before a title.

/// Whether a character is a number in a circle: `①`, `➊`.
pub fn is_circled(c: char) -> bool {
    ('①'..='⓿').contains(&c) || ('❶'..='➓').contains(&c)
}

/// Takes marks from the front of a line: bullets, stars, emoji, all but letters, digits, quotes and
/// brackets.
pub fn without_ornament(line: &str) -> &str {
    // A box to tick: `- [ ] Quay`.
    let bare = without_marks(line);
    match ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| bare.strip_prefix(mark)) {
        Some(rest) => without_marks(rest),
        None => bare,
    }
}

/// The name of a picture that stands at the front as its code, `:star: Quay`, and what follows it.
fn code(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.trim_start().strip_prefix(':')?.split_once(": ")?;
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-+".contains(c);
    let named =
        (2..=40).contains(&name.len()) && name.starts_with(|c: char| c.is_ascii_lowercase());
    (named && name.chars().all(letter)).then_some((name, rest))
}

fn without_marks(line: &str) -> &str {
    let line = code(line).map_or(line, |(_, rest)| rest);
    line.trim_start_matches(|c: char| {
        !c.is_alphanumeric()
            && !super::segments::QUOTES.iter().any(|(open, _)| *open == c)
            && !super::segments::BRACKETS.iter().any(|(open, _)| *open == c)
            || is_circled(c)
    })
}

/// Words that may stand before the number of an entry, with a mark behind it: `Rank 3: Quay`.
const ENTRIES: [&str; 19] = [
    "rank", "ranking", "place", "pick", "choice", "drama", "k-drama", "kdrama", "show", "series",
    "entry", "spot", "nr", "n", "nº", "episode", "puesto", "slide", "card",
];

/// Digits as the codes of their pictures name them: `:one: Quay`.
const DIGITS: [&str; 10] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap_ten"];

/// The marks that may stand behind the number of an entry, blanks or not.
const MARKS: [char; 9] = ['.', ')', ':', '/', '．', '、', ']', '|', '–'];

/// Takes `3.`, `3)`, `#3`, `No. 3`, `[3]`, `3/10`, `3위:`, `제3위`, `③`, a digit in a key cap,
/// `03`, `3rd place:`, `Rank 3:`, `III.` from the front; says whether there was a number.
pub fn without_number(line: &str) -> (&str, bool) {
    let line = line.trim();
    if let Some((name, rest)) = code(line)
        && DIGITS.contains(&name)
    {
        return (tidy(rest), true);
    }
    let circled = line.chars().find(|c| !c.is_whitespace()).is_some_and(is_circled);
    let rest = without_ornament(line);
    let marked = circled || line[..line.len() - rest.len()].contains(['#', '№']);
    let mut core = rest;
    let mut worded = marked;
    for word in [
        "No.", "no.", "NO.", "Number ", "number ", "Nr.", "TOP", "Top", "Day ", "Part ", "Week ",
        "제",
    ] {
        if let Some(after) = core.strip_prefix(word) {
            let after = after.trim_start();
            if after.starts_with(|c: char| c.is_ascii_digit()) {
                (core, worded) = (after, true);
                break;
            }
        }
    }
    if let Some(after) = of_entry(core).or_else(|| roman(core)) {
        return (tidy(after), true);
    }
    let bracket = core.starts_with(['(', '[', '【']);
    let inner = core.trim_start_matches(['(', '[', '【']).trim_start_matches(['#', ' ']);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        // `a) Quay`, `A. Quay`
        let lettered = core.strip_prefix(|c: char| c.is_ascii_alphabetic());
        let capital = core.starts_with(|c: char| ('A'..='J').contains(&c));
        let after = lettered.and_then(|after| {
            let dotted = after.strip_prefix(". ").filter(|_| capital);
            after.strip_prefix(") ").or(dotted)
        });
        return after.map_or((rest, circled), |after| (tidy(after), true));
    }
    let after = &inner[digits..];
    if let Some(after) = of_part(after).filter(|_| !bracket) {
        return (tidy(after), true);
    }
    let blank = |text: &str| text.starts_with(char::is_whitespace);
    let quoted =
        |text: &str| super::segments::QUOTES.iter().any(|(open, _)| text.starts_with(*open));
    if bracket {
        let closed = after.trim_start_matches(['위', '번']).strip_prefix([')', ']', '】']);
        return closed.map_or((rest, circled), |after| (tidy(after), true));
    }
    if let Some(after) = after.trim_start_matches('\u{fe0f}').strip_prefix('\u{20e3}') {
        return (tidy(after), true);
    }
    if let Some(after) = behind_total(&inner[..digits], after).or_else(|| ordinal(after)) {
        return (tidy(after), true);
    }
    // `03 Quay` counts; `3 Quay` may be a title.
    worded |= digits > 1 && inner.starts_with('0');
    match after.strip_prefix(&MARKS[..MARKS.len() - 1]) {
        // `1.5` is one number.
        Some(after) if !after.starts_with(|c: char| c.is_ascii_digit()) => (tidy(after), true),
        Some(after) if blank(after) => (tidy(after), true),
        _ if after.trim_start().starts_with(['-', '–', '—', '|', '\t'])
            && (blank(after) || !after.starts_with('-') || worded || blank(&after[1..])) =>
        {
            (tidy(after.trim_start()), true)
        }
        _ if after.trim_start().starts_with(is_pointer) => (tidy(after), true),
        _ if after.starts_with('\t') || (worded && blank(after)) || quoted(after.trim_start()) => {
            (tidy(after), true)
        }
        _ => (rest, circled),
    }
}

/// A mark that points from a number to what it counts: `3 ▸ Quay`.
fn is_pointer(c: char) -> bool {
    matches!(c, '▸' | '►' | '▶' | '→' | '»' | '•' | '·' | '▪' | '■' | '●' | '➤' | '➔' | '✦')
}

/// What follows the number of an entry and its mark: `Rank 3: Quay`, `Drama #3 – Quay`.
fn of_entry(line: &str) -> Option<&str> {
    let (word, after) = line.split_at(line.find(|c: char| !c.is_alphanumeric() && c != '-')?);
    if word.len() > 10 || !ENTRIES.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let number = after.trim_start_matches(['.', ' ', '\u{a0}', '#', 'º', '°']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let after = number.get(digits..).filter(|_| (1..=3).contains(&digits))?;
    let marked = after.strip_prefix(MARKS);
    let dashed = after.strip_prefix(' ').filter(|rest| rest.starts_with(['-', '–', '—', '|', ':']));
    marked.or(dashed)
}

/// What follows the other numbers of a part of a part, and the mark or the blanks behind them:
/// `.1. Quay`, `.1  Quay`.
fn of_part(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(number) = rest.strip_prefix('.') {
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        rest = number.get(digits..).filter(|_| digits < 3)?;
    }
    let marked = rest.strip_prefix(['.', ')']).filter(|after| after.starts_with([' ', '\t']));
    let apart = rest.starts_with("  ") || rest.starts_with('\t');
    let after = marked.or_else(|| apart.then_some(rest));
    after.filter(|_| rest.len() < text.len())
}

/// What follows the ending of an ordinal number: `st place: Quay`, `º Quay`, `번째 드라마: 등대`.
fn ordinal(text: &str) -> Option<&str> {
    for ending in ["위", "번째", "번", "편", "º", "°", "ª"] {
        if let Some(after) = text.strip_prefix(ending) {
            let words = ["드라마", "추천", "lugar", "puesto", "place", "작품"];
            let bare = after.trim_start();
            let after = words.iter().find_map(|word| behind_word(bare, word)).unwrap_or(after);
            return (!after.starts_with(char::is_alphanumeric)).then_some(after);
        }
    }
    let ending = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_prefix(ending))?;
    let place = ["place", "pick", "choice", "drama"];
    let bare = ending.trim_start();
    let after = place.iter().find_map(|word| behind_word(bare, word)).unwrap_or(ending);
    let after = after.trim_start();
    after.starts_with([':', '-', '–', '—', '.', ')', '|']).then_some(after)
}

/// What follows a word, in any case, and the mark behind it.
fn behind_word<'l>(text: &'l str, word: &str) -> Option<&'l str> {
    let front = text.get(..word.len()).filter(|front| front.eq_ignore_ascii_case(word))?;
    let after = text[front.len()..].trim_start();
    after.starts_with([':', '-', '–', '—', '|', '.']).then_some(after)
}

/// What follows a Roman number: `IV. Quay`, `II) Quay`.
fn roman(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(|byte| b"IVX".contains(byte)).count();
    let after = line.get(digits..).filter(|_| (1..=7).contains(&digits))?;
    after.strip_prefix(['.', ')']).filter(|after| after.starts_with(char::is_whitespace))
}

/// What follows `/10` or ` of 10`, where `number` is one of so many.
fn behind_total<'l>(number: &str, text: &'l str) -> Option<&'l str> {
    let text = text.strip_prefix('/').or_else(|| text.strip_prefix(" of "))?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (total, after) = text.split_at(digits);
    let one_of = number.parse::<u32>().ok()? <= total.parse().ok()?;
    let parted = after.starts_with([' ', '\t', '.', ')', ':', '-', '–', '—', '|']);
    (one_of && parted).then_some(after)
}

/// What follows a number, without the marks between.
fn tidy(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || is_pointer(c)
            || matches!(c, '.' | ')' | ':' | '-' | '–' | '—' | '|' | '*' | '_' | ']')
    });
    without_ornament(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_all_kinds_are_taken_off() {
        for line in [
            "3. Quay",
            "3) Quay",
            "3.Quay",
            "#3 Quay",
            "#3: Quay",
            "No. 3 Quay",
            "(3) Quay",
            "[3] Quay",
            "3위 Quay",
            "3위: Quay",
            "제3위. Quay",
            "③ Quay",
            "3 - Quay",
            "3 – Quay",
            "• 3. Quay",
            "Day 3: Quay",
            "3/10 Quay",
            "3/10: Quay",
            "3 of 10: Quay",
            "3\u{fe0f}\u{20e3} Quay",
            "3\u{20e3}Quay",
            "3- Quay",
            "#3-Quay",
            "TOP3 Quay",
            "➌ Quay",
            "c) Quay",
            "03 Quay",
            "№3 Quay",
            "3º Quay",
            "3º lugar: Quay",
            "3rd place: Quay",
            "3rd: Quay",
            "3번째 Quay",
            "3번째 드라마 : Quay",
            "Rank 3: Quay",
            "Drama #3 – Quay",
            "Pick 3. Quay",
            "III. Quay",
            "3▸ Quay",
            "3 » Quay",
            "- [ ] 3. Quay",
            ":three: Quay",
            "Slide 3 — Quay",
            "3.1. Quay",
            "3.1  Quay",
            "3.1.12) Quay",
        ] {
            assert_eq!(without_number(line), ("Quay", true), "{line}");
        }
        assert_eq!(without_number("3 ‘Quay’"), ("‘Quay’", true));
        for line in [
            "24/7 Quay",
            "3/4Quay",
            "18 Again",
            "100 Days",
            "1.5 Lovers",
            "1986",
            "Quay 3",
            "20th Century Quay",
            "Show Window",
            "Drama 3 Quay",
            "VIP",
            "I Quay",
        ] {
            assert_eq!(without_number(line), (line, false));
        }
        assert_eq!(without_number("★ Quay"), ("Quay", false));
        assert_eq!(without_number(":star: Quay"), ("Quay", false));
    }
}
