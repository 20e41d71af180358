//! Lines of chats and of lists of chapters: what stands before the message.

/// The longest front of a message, in bytes: a date, a time, a name.
const FRONT: usize = 80;
/// The longest name of who speaks, in bytes.
const NAME: usize = 40;

/// Where the words of a message begin, behind its time, and behind the name of who speaks too where
/// there may be one: `[21:14] <tom> words`, `12/03/2024, 21:14 - Tom: words`, `00:45 words`. `None`
/// when the line begins with no time.
pub fn words_of(line: &str) -> Option<(usize, usize)> {
    let mark = |c: char| !c.is_alphanumeric() && !matches!(c, '[' | '(' | '<' | '"' | '\'');
    let from = line.len() - line.trim_start_matches(mark).len();
    if let Some(at) = behind_name_and_time(&line[from..]) {
        return Some((from + at, from + at));
    }
    if !line[from..].starts_with(|c: char| c == '[' || c == '(' || c.is_ascii_digit()) {
        return None;
    }
    let (time, after) = clock(line, from)?;
    // Before the time stands a date, or who speaks in brackets, and nothing else.
    let before = line[from..time].rsplit(']').next().unwrap_or_default();
    if before.chars().filter(|c| c.is_alphabetic()).count() > 9 {
        return None;
    }
    let mut at = after;
    let mark = |c: char| c.is_whitespace() || matches!(c, ']' | ')' | '-' | '–' | '—' | '|' | ',');
    for half in ["am", "pm", "AM", "PM"] {
        let rest = &line[at..];
        let bare = rest.trim_start();
        let ends = |text: &str| !text.starts_with(char::is_alphanumeric);
        if bare.strip_prefix(half).is_some_and(ends) {
            at += rest.len() - bare.len() + half.len();
            break;
        }
    }
    // A time alone, or one in a sentence, begins no message.
    if !line[at..].starts_with(mark) {
        return None;
    }
    at += line[at..].len() - line[at..].trim_start_matches(mark).len();
    let named = at + name(&line[at..]);
    line[named..].chars().any(char::is_alphanumeric).then_some((at, named))
}

/// Where the words of a message stand behind who speaks and when, in this order: `Mina, 오후 9:10 :
/// words`.
fn behind_name_and_time(line: &str) -> Option<usize> {
    let (name, rest) = line.split_once(", ")?;
    let half = ["오전 ", "오후 ", "AM ", "PM "].iter().find_map(|half| rest.strip_prefix(half))?;
    let (time, words) = half.split_once(" : ")?;
    let named = name.len() <= NAME && !name.contains(['.', ':', '"']);
    let clock = time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || c == ':');
    (named && clock && !words.trim().is_empty()).then(|| line.len() - words.len())
}

/// The first time of day near the front: where it begins and ends.
fn clock(line: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = from;
    while at < bytes.len().min(from + FRONT) {
        let begin = at;
        while digit(at) {
            at += 1;
        }
        if (1..=2).contains(&(at - begin)) {
            let mut end = at;
            while bytes.get(end) == Some(&b':') && digit(end + 1) && digit(end + 2) {
                end += 3;
            }
            if end > at && !digit(end) {
                return Some((begin, end));
            }
        }
        at = at.max(begin + 1);
    }
    None
}

/// How long the name of who speaks is, with its marks: `<tom> `, `Tom: `, `[Tom] `.
fn name(text: &str) -> usize {
    let ends = match text.chars().next() {
        Some('<') => "> ",
        Some('[') => "] ",
        // Names in a column of their own.
        _ if text.split_once('\t').is_some_and(|(name, _)| !name.contains(": ")) => "\t",
        _ => ": ",
    };
    let Some(end) = text.find(ends).filter(|end| *end <= NAME) else { return 0 };
    let spoken = &text[..end];
    if ends == ": " && (spoken.contains(['.', '"', '“', '‘', '(']) || spoken.contains(" - ")) {
        return 0;
    }
    let rest = text[end + ends.len()..].trim_start();
    text.len() - rest.len()
}

/// Whether a line only says who speaks and when: `tom — Today at 21:14`, `Tom  9:14 PM`.
pub fn is_speaker(line: &str) -> bool {
    let line = line.trim();
    // The name may stand in the line above.
    let dated = line.starts_with('—') && line.contains(|c: char| c.is_ascii_digit());
    if line.len() > FRONT || !(dated || line.starts_with(char::is_alphabetic)) {
        return false;
    }
    let parted = ["—", "  ", "\t", "Today at", "Yesterday at", ", ["].iter().find_map(|part| {
        let at = line.find(part)?;
        Some(at + part.len())
    });
    let Some(from) = parted else { return false };
    let Some((_, end)) = clock(line, from) else { return false };
    let rest = line[end..].trim().trim_end_matches(']');
    matches!(rest.to_ascii_lowercase().as_str(), "" | "am" | "pm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_behind_time_and_name() {
        for line in [
            "[21:14] <mina> Quay",
            "[21:14] mina: Quay",
            "12/03/2024, 21:14 - Mina Seo: Quay",
            "[12.03.24, 21:14:03] Mina 🐻: Quay",
            "[9:14 PM] Mina: Quay",
            "00:45 Quay",
            "1:02:45 - Quay",
            "(00:45) Quay",
            "21:14\tmina\tQuay",
            "Mina, 오후 9:14 : Quay",
            "2024년 3월 2일 오후 9:14, Mina : Quay",
        ] {
            assert_eq!(words_of(line).map(|(_, at)| &line[at..]), Some("Quay"), "{line}");
        }
        for line in ["Quay", "2:1", "21:14", "1. Quay", "[12] Quay", "18 Again"] {
            assert_eq!(words_of(line), None, "{line}");
        }
        let titled = "00:45 Quay: a boat";
        assert_eq!(words_of(titled).map(|(at, _)| &titled[at..]), Some("Quay: a boat"));
    }

    #[test]
    fn speakers_have_lines_of_their_own() {
        for line in ["mina — Today at 9:41 PM", "Mina Seo  10:02 AM", "mina Yesterday at 21:14"] {
            assert!(is_speaker(line), "{line}");
        }
        for line in ["The train leaves at 10:05", "Quay", "Quay — they meet at 9:41 PM, again"] {
            assert!(!is_speaker(line), "{line}");
        }
    }
}
