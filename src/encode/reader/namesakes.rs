//! People who speak on a page and have the names of dramas.

use super::block::{Block, Kind};
use super::claim::{Claim, Find, claim};
use super::small_talk::name_of;
use super::talk::{is_dialogue, speaker};

/// Blocks of which some are what people say that have the names of dramas, without these: `<p>
/// <b>Anna:</b> have you seen it?</p>`.
pub fn said_by_namesakes(
    first: Vec<(Block, Option<Claim>)>,
    find: &Find<'_>,
) -> Vec<(Block, Option<Claim>)> {
    let running = |block: &Block| {
        matches!(block.kind, Kind::Text | Kind::Item) && !block.hidden && !block.spoken
    };
    // Who speaks may stand in bold, with no mark behind the name.
    let in_bold = |block: &Block| {
        let text = block.text.text();
        let name = text.get(block.lead.clone()).unwrap_or_default().trim();
        let behind = text.get(block.lead.end..).unwrap_or_default();
        let parted = name.ends_with(':') || behind.starts_with(':') || behind.is_empty();
        (!name.is_empty() && !parted).then_some(block.lead.end)
    };
    let namesake = |front: &str| !front.is_empty() && find(name_of(front), None).is_some();
    let blocks = || first.iter().map(|(block, _)| block).filter(|block| running(block));
    let mut lines = Vec::new();
    let mut any = false;
    for block in blocks() {
        let text = block.text.text();
        if let Some(end) = in_bold(block) {
            any |= namesake(&text[..end]);
            lines.push(format!("{}: {}", text[..end].trim(), text[end..].trim()));
            continue;
        }
        for line in text.lines() {
            any |= namesake(&line[..speaker(line)]);
            lines.push(line.to_owned());
        }
    }
    if !any || !is_dialogue(&lines.join("\n"), find) {
        return first;
    }
    let mut said = Vec::with_capacity(first.len());
    for (block, claimed) in first {
        if !running(&block) {
            said.push((block, claimed));
            continue;
        }
        let mut from = in_bold(&block).unwrap_or(0);
        for line in block.text.text()[from..].split_inclusive('\n') {
            let begin = from + line.len() - line.trim_start().len();
            let words = begin + speaker(line.trim_start());
            from += line.len();
            if line.trim().is_empty() {
                continue;
            }
            let text = block.text.part(words..from);
            let spoken = Block { text, alone: true, spoken: true, ..Block::default() };
            let claimed = claim(&spoken, true, find);
            said.push((spoken, claimed));
        }
    }
    said
}
