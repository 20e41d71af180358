//! Where titles stand in plain text that only their looks and their places tell.

use std::collections::HashSet;

use super::numbering::without_number;
use super::outline::Outline;
use super::plain::claim_of;
use super::segments::hangul;
use super::title_line::{capitalised, is_korean_sentence};

/// How many lines show where titles stand.
const LOOKED_AT: usize = 400;
/// The longest line that may be a title, in bytes.
const TITLE: usize = 200;
/// The shortest line that is surely text, in bytes.
const TEXT: usize = 50;

/// Where titles stand that only their looks and their places tell.
#[derive(Default)]
pub struct Places {
    /// Whether known titles begin paragraphs, right above their texts.
    begin: bool,
    /// What the lines above known titles look like, where they are not blank: `17 h ·`.
    below: HashSet<String>,
}

impl Places {
    /// The places of the known titles of a text.
    pub fn of(text: &str, outline: &Outline<'_>) -> Self {
        let mut places = Self { begin: begins_alike(text), ..Self::default() };
        let mut lines = text.lines().peekable();
        let (mut before, mut looked_at) = ("", 0);
        while let Some(line) = lines.next() {
            if looked_at >= LOOKED_AT {
                break;
            }
            let below = lines.peek().copied().unwrap_or_default();
            let begins = before.trim().is_empty();
            let above = if begins { None } else { looks(before) };
            if (begins || above.is_some()) && may_be_title(line, below) {
                looked_at += 1;
                let claim = claim_of(line, outline);
                if claim.is_some_and(|claim| claim.known.is_some() && claim.rest.is_empty()) {
                    places.begin |= begins;
                    places.below.extend(above);
                }
            }
            before = line;
        }
        places
    }

    /// Whether a line, with what stands above and below it, stands where titles do.
    pub fn hold(&self, line: &str, above: &str, below: &str, begins: bool) -> bool {
        let here = if above.trim().is_empty() {
            self.begin && begins
        } else {
            !self.below.is_empty() && looks(above).is_some_and(|above| self.below.contains(&above))
        };
        here && may_be_title(line, below)
    }
}

/// Whether paragraphs begin alike, with what may be a title right above a text: three of them, and
/// two in three.
fn begins_alike(text: &str) -> bool {
    let mut lines = text.lines().take(LOOKED_AT).peekable();
    let (mut before, mut titled, mut all) = ("", 0, 0);
    while let Some(line) = lines.next() {
        let below = lines.peek().copied().unwrap_or_default();
        if before.trim().is_empty() && !line.trim().is_empty() && !below.trim().is_empty() {
            all += 1;
            let title = line.trim().contains(' ') && may_be_title(line, below);
            titled += usize::from(title && below.trim().len() >= TEXT && !line.contains(": "));
        }
        before = line;
    }
    titled > 2 && titled * 3 >= all * 2
}

/// What the end of a line looks like that is no sentence, with `9` for numbers and `a` for words:
/// `9 a ·` for `Top member · 17 h ·`. `None` where nothing tells it from running text.
fn looks(line: &str) -> Option<String> {
    let line = line.trim();
    let ended = line.ends_with(['.', ',', '!', '?', ';', ':', '…']);
    if line.len() > TITLE || ended {
        return None;
    }
    let kind = |word: &str| {
        if word.contains(|c: char| c.is_ascii_digit()) {
            "9".to_owned()
        } else if word.contains(char::is_alphabetic) {
            "a".to_owned()
        } else {
            word.to_owned()
        }
    };
    let mut words: Vec<String> = line.rsplit(char::is_whitespace).map(kind).take(4).collect();
    let short = words.len() < 4;
    words.truncate(3);
    let tells = words.iter().any(|word| word != "a") && (short || words[0] != "a");
    words.reverse();
    tells.then(|| words.join(" "))
}

/// Whether a line above others may be the title of what follows by its looks.
fn may_be_title(line: &str, below: &str) -> bool {
    let title = line.trim();
    let bare = without_number(title).0;
    !below.trim().is_empty()
        && (3..=80).contains(&bare.len())
        && title.split_whitespace().count() <= 10
        && !title.ends_with(['.', ',', ';', ':', '…'])
        && !(title.contains(hangul) && is_korean_sentence(title))
        && capitalised(bare)
}
