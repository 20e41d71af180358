//! Texts in which somebody speaks: who, and when, at the front of a line or in one of its own.

use std::collections::{HashMap, HashSet};

use super::beside::is_fact;
use super::claim::Find;
use super::labels::{is_elsewhere, is_name_label, is_part};
use super::message::words_of;
use super::small_talk::is_small_talk;

/// How many lines say whether a text is a talk.
pub const LOOKED_AT: usize = 400;

/// How long the name of who speaks is at the front of a line, with its colon: `Mina: `.
pub fn speaker(line: &str) -> usize {
    if let Some((name, said)) = line.strip_prefix('<').and_then(|rest| rest.split_once("> ")) {
        let named = name.len() <= 24 && !name.contains(char::is_whitespace);
        return if named && !said.trim().is_empty() { name.len() + 3 } else { 0 };
    }
    let Some((name, said)) = line.split_once(": ") else { return 0 };
    let words = name.split_whitespace().count();
    let named = (1..=2).contains(&words) && name.len() <= 24 && !said.trim().is_empty();
    let label = is_part(name) || is_name_label(name) || is_fact(name) || is_elsewhere(name);
    if named && !label && name.starts_with(char::is_alphabetic) { name.len() + 2 } else { 0 }
}

/// So often a line has to stand in a text to say who speaks, or when.
const AGAIN: usize = 2;

/// The lines that say who speaks in what follows, as scripts have them: in capitals, right above
/// what is said, again and again, two or more of them; and times in lines of their own.
pub fn speakers(text: &str) -> HashSet<&str> {
    let mut said: HashMap<&str, usize> = HashMap::new();
    let mut times = HashSet::new();
    let mut before = "";
    for line in text.lines() {
        let name = before.trim();
        let above = !line.trim().is_empty();
        let capitals = name.len() <= 24 && !name.contains(char::is_lowercase);
        if above && capitals && name.contains(|c: char| c.is_ascii_uppercase()) {
            *said.entry(name).or_default() += 1;
        }
        if above && (is_time(name) || name.contains(" --> ")) {
            times.insert(name);
        }
        before = line;
    }
    said.retain(|_, count| *count >= AGAIN);
    let mut found = if said.len() > 1 { said.into_keys().collect() } else { HashSet::new() };
    if times.len() > AGAIN {
        found.extend(times);
    }
    found
}

/// Whether a line is a time and nothing else: `0:45`, `01:02:45`.
fn is_time(line: &str) -> bool {
    let mut parts = line.split(':');
    let number =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (2..=3).contains(&line.split(':').count()) && parts.all(number)
}

/// Whether a text is a talk: nearly all lines begin with who speaks, and somebody speaks twice, or
/// they talk to each other.
pub fn is_dialogue(text: &str, find: &Find<'_>) -> bool {
    is_long_talk(text.lines()) || is_small_talk(text.lines(), false, find)
}

/// Whether the messages of a text, behind their times, begin with who speaks.
pub fn is_timed_dialogue(text: &str, find: &Find<'_>) -> bool {
    let lines = || {
        let timed = text.lines().filter_map(|line| Some(&line[words_of(line)?.0..]));
        timed.take(LOOKED_AT)
    };
    is_long_talk(lines()) || is_small_talk(lines(), true, find)
}

/// Whether nearly all lines begin with who speaks, and somebody speaks twice. Labels that begin
/// anew behind every other line, and in one order, are no names: `Mood:`, `Pace:`, `Music:` below
/// each title.
fn is_long_talk<'l>(lines: impl Iterator<Item = &'l str>) -> bool {
    let (mut said, mut other) = (HashMap::<&str, usize>::new(), 0);
    let (mut runs, mut run): (Vec<Vec<&str>>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in lines.filter(|line| !line.trim().is_empty()).take(LOOKED_AT) {
        match speaker(line) {
            0 => {
                other += 1;
                runs.push(std::mem::take(&mut run));
            }
            end => {
                *said.entry(&line[..end]).or_default() += 1;
                run.push(&line[..end]);
            }
        }
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    let labels = runs.len() > 1 && runs[0].len() > 1 && runs.iter().all(|run| *run == runs[0]);
    let lines: usize = said.values().sum();
    let again = lines > said.len();
    !labels && lines >= 3 && again && said.len() > 1 && other * 4 <= lines
}
