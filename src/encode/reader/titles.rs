//! Which parts of a page begin a section.

use std::collections::{HashMap, HashSet};

use super::beside::is_platform;
use super::block::Kind;
use super::claim::Claim;
use super::outline::Section;
use super::part::{HOLDS, LINE, Part, below};
use super::title_line::{capitalised, short};

/// Which parts begin a section: known and certain titles, and what is written as the known ones
/// are.
pub fn titles(parts: &[Part]) -> Vec<bool> {
    let known: HashSet<u64> =
        parts.iter().filter(|p| p.is_known() && !p.turns()).map(|part| part.key).collect();
    let certain =
        |part: &Part| part.is_certain() && !part.general && !part.elsewhere && !part.turns();
    let any = !known.is_empty() || parts.iter().any(certain);
    let one_word = levels_of_one_word(parts);
    let levels: HashSet<u64> = parts
        .iter()
        .filter(|part| part.level < LINE && (part.is_known() || certain(part)))
        .map(|part| part.key)
        .chain(one_word.iter().copied())
        .collect();
    // What stands under several titles, written alike, is a label: "Why we like it".
    let mut said: HashMap<(u64, &str), usize> = HashMap::new();
    for part in parts {
        *said.entry((part.key, part.named.as_str())).or_default() += 1;
    }
    let once = |part: &Part| said[&(part.key, part.named.as_str())] == 1;
    let listed = listed(parts, &once);
    // Where one paragraph turns from drama to drama, others may begin with theirs.
    let head = head(parts);
    let looks = Looks::of(parts);
    let early = early(parts);
    let turning = parts.iter().any(|part| part.turns() && !part.mentions_only());
    let title = |(at, part): (usize, &Part)| {
        if turning && part.turns() {
            return true;
        }
        if part.is_presented() {
            return holds(parts, at);
        }
        if part.mentions_only() && (early.contains(&part.shape) && part.begins_early()) {
            return true;
        }
        if part.mentions_only() && looks.several && part.is_set_off() {
            return true;
        }
        let Some(claim) = part.claim.as_ref().filter(|claim| !claim.mention) else {
            // A heading that is no title by its looks may be one among known ones.
            return part.level < LINE
                && levels.contains(&part.key)
                && !part.general
                && !part.elsewhere
                && looks.fit(part)
                && once(part)
                && short(part.said.text());
        };
        if claim.known.is_some() {
            return !claim.frail
                || known.contains(&part.key)
                || one_word.contains(&part.key)
                || !any;
        }
        if (at < head && !claim.line.certain) || !looks.fit(part) {
            return false;
        }
        if part.general || part.elsewhere && !claim.style.quoted && claim.line.year.is_none() {
            return false;
        }
        let stated = claim.line.year.is_some() || !claim.line.platforms.is_empty();
        if claim.line.certain && (stated || known.is_empty() || known.contains(&part.key)) {
            return true;
        }
        if part.level < LINE {
            return levels.contains(&part.key) && once(part);
        }
        let alike = known.contains(&part.key) && once(part) && capitalised(&claim.line.title);
        (part.framed || alike)
            && !part.is_head()
            && (part.distinct || part.framed || (listed.contains(&part.key) && holds(parts, at)))
    };
    let mut titles: Vec<bool> = parts.iter().enumerate().map(title).collect();
    leave_out_headline(parts, &mut titles);
    leave_out_counted(parts, &mut titles);
    add_mentioned(parts, &mut titles);
    leave_out_menu(parts, &mut titles);
    leave_out_rows(parts, &mut titles);
    leave_out_comparisons(parts, &mut titles);
    leave_out_mentions(parts, &mut titles);
    titles
}

/// So many known titles show how all are written.
const SHOWN: usize = 3;

/// So many are several.
const SEVERAL: usize = 2;

/// What the known titles of a page have in common.
struct Looks {
    /// Whether there are several.
    several: bool,
    /// Whether all stand in frames.
    framed: bool,
    /// Whether all are written in capitals.
    capitals: bool,
}

impl Looks {
    fn of(parts: &[Part]) -> Self {
        let known: Vec<&Part> = parts.iter().filter(|part| part.is_known()).collect();
        let large = |part: &&Part| part.claim.as_ref().is_some_and(|c| capitals(&c.line.title));
        let framed = parts.iter().filter(|part| part.framed).count();
        Self {
            several: known.iter().filter(|part| part.rest_says() || !part.body.is_empty()).count()
                >= SEVERAL,
            framed: framed >= SHOWN && known.iter().all(|part| part.framed),
            capitals: known.len() >= SHOWN && known.iter().all(large),
        }
    }

    /// Whether one that is not known looks as they do. What stands in quotes or states its year
    /// need not.
    fn fit(&self, part: &Part) -> bool {
        let claim = part.claim.as_ref();
        let title = claim.map_or(part.said.text(), |claim| &claim.line.title);
        let stated = claim.is_some_and(|c| c.style.quoted || c.line.year.is_some());
        stated || ((!self.framed || part.framed) && (!self.capitals || capitals(title)))
    }
}

/// Whether a title is written in capitals.
fn capitals(title: &str) -> bool {
    title.contains(char::is_uppercase) && !title.contains(char::is_lowercase)
}

/// The shapes of paragraphs of which two or more begin with known titles, and half of all: in
/// these others may begin with a few words before theirs.
fn early(parts: &[Part]) -> HashSet<u64> {
    let mut shapes: HashMap<u64, (usize, usize)> = HashMap::new();
    for part in parts.iter().filter(|part| part.shape != 0 && part.rest_says()) {
        let (known, all) = shapes.entry(part.shape).or_default();
        *known += usize::from(part.is_known());
        *all += 1;
    }
    let most = |(known, all): &(usize, usize)| *known > 1 && known * 2 >= *all;
    shapes.into_iter().filter(|(_, counts)| most(counts)).map(|(shape, _)| shape).collect()
}

/// Where the main heading of a page stands: what stands above it names the site. 0 where there is
/// none, or known titles stand above it.
fn head(parts: &[Part]) -> usize {
    let head = parts.iter().position(|part| part.level == 1).unwrap_or(0);
    if parts[..head].iter().any(Part::known_title) { 0 } else { head }
}

/// Whether a line has something said of it, in the line or below.
pub fn holds(parts: &[Part], at: usize) -> bool {
    parts[at].rest_says() || below(&parts[at..]) > HOLDS
}

/// The keys of lines without a mark in which titles that are not known may stand among known ones:
/// where there are two known ones, or one in a list of three, and not twice as many unknown.
fn listed(parts: &[Part], once: &dyn Fn(&Part) -> bool) -> HashSet<u64> {
    let mut lists: HashMap<u64, List> = HashMap::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(claim) = part.claim.as_ref().filter(|claim| !claim.mention && !claim.subject)
        else {
            continue;
        };
        let elsewhere = part.elsewhere && claim.known.is_none();
        if part.level < LINE || part.row() > 0 || part.general || elsewhere {
            continue;
        }
        let list = lists.entry(part.key).or_default();
        if claim.known.is_some() {
            list.known += 1;
            list.dated += usize::from(claim.line.year.is_some());
        } else if once(part) && capitalised(&claim.line.title) && holds(parts, at) {
            list.unknown += 1;
        }
    }
    lists.into_iter().filter(|(_, list)| list.is_one()).map(|(key, _)| key).collect()
}

/// Lines that are written alike.
#[derive(Default)]
struct List {
    /// How many are known titles, and how many of them state a year.
    known: usize,
    dated: usize,
    /// How many others may be titles.
    unknown: usize,
}

impl List {
    /// Whether the others are titles too. Where all known ones state a year, titles do.
    fn is_one(&self) -> bool {
        (self.known > 1 && self.dated < self.known || (self.known == 1 && self.unknown > 1))
            && self.unknown <= self.known * 2
    }
}

/// The keys of headings of which at least two, and half, are known titles, of one word or more: one
/// heading `Family` is a word, `Healer` beside `Pinocchio` is a title.
fn levels_of_one_word(parts: &[Part]) -> HashSet<u64> {
    let mut levels: HashMap<u64, (usize, usize)> = HashMap::new();
    let headings = parts.iter().filter(|part| part.level < LINE);
    for part in headings.filter(|part| !part.general && !part.elsewhere) {
        let (known, all) = levels.entry(part.key).or_default();
        *known += usize::from(part.known_title());
        *all += 1;
    }
    let titles = |(known, all): &(usize, usize)| *known > 1 && known * 2 >= *all;
    levels.into_iter().filter(|(_, counts)| titles(counts)).map(|(key, _)| key).collect()
}

/// Where several headings are known titles, a bare title above them all is a link of a menu, unless
/// a text of its own follows it.
fn leave_out_menu(parts: &[Part], titles: &mut [bool]) {
    let heading = |at: &usize| titles[*at] && parts[*at].level < LINE && parts[*at].known_title();
    let mut headings = (0..parts.len()).filter(heading);
    let (Some(first), Some(_)) = (headings.next(), headings.next()) else { return };
    for at in 0..first {
        let bare = titles[at] && parts[at].level == LINE && !parts[at].rest_says();
        if bare && below(&parts[at..first]) < HOLDS {
            titles[at] = false;
        }
    }
}

/// Where running text presents the dramas of a page, a heading that nothing but quotes makes a title
/// says what somebody said: `“I read it on the bus”: a talk`.
fn leave_out_headline(parts: &[Part], titles: &mut [bool]) {
    let presented = |part: &&Part| part.is_presented() && part.tells_of_known();
    if parts.iter().filter(presented).nth(1).is_none() {
        return;
    }
    let quoted = |part: &Part| {
        let claim = part.claim.as_ref().filter(|claim| claim.known.is_none());
        let named = |c: &Claim| c.line.platforms.iter().any(|name| is_platform(name));
        part.level < LINE && claim.is_some_and(|c| c.line.year.is_none() && !named(c))
    };
    let count = (0..parts.len()).filter(|at| titles[*at] && quoted(&parts[*at])).count();
    for (part, title) in parts.iter().zip(titles) {
        *title &= count > 1 || !quoted(part);
    }
}

/// Where no line is a known title and running text tells of several, what nothing but a number makes
/// a title is a heading: `2. Proposals`.
fn leave_out_counted(parts: &[Part], titles: &mut [bool]) {
    let told = parts.iter().filter(|part| part.turns() || part.mentions_only());
    let told: HashSet<&str> =
        told.filter(|part| part.tells_of_known()).map(|part| &*part.named).collect();
    if told.len() < SEVERAL || parts.iter().any(Part::known_line) {
        return;
    }
    for (part, title) in parts.iter().zip(titles) {
        let claim = part.claim.as_ref().filter(|claim| !claim.subject && !part.rest_says());
        *title &= claim.is_none_or(|c| {
            !c.style.numbered
                || c.style.quoted
                || c.line.year.is_some()
                || !c.line.platforms.is_empty()
        });
    }
}

/// The shortest paragraph of running text, in bytes, that is about the drama it mentions.
const PARAGRAPH: usize = 100;

/// Where running text tells of more dramas than have lines of their own, paragraphs are about what
/// they mention, and a line that only names one of these is none of its own.
fn add_mentioned(parts: &[Part], titles: &mut [bool]) {
    let line = |at: usize| {
        let part = &parts[at];
        part.level < LINE || part.row() > 0 || !part.rest_says() && holds(parts, at)
    };
    let running = |part: &Part| {
        let long = part.said.text().len() >= PARAGRAPH;
        part.tells_of_known() && part.level == LINE && part.row() == 0 && part.rest_says() && long
    };
    let told: HashSet<&str> =
        parts.iter().filter(|part| running(part)).map(|part| &*part.named).collect();
    let lined: HashSet<&str> = (0..parts.len())
        .filter(|at| titles[*at] && line(*at))
        .map(|at| &*parts[at].named)
        .collect();
    let presenting =
        parts.iter().zip(titles.iter()).any(|(part, title)| *title && part.is_presented());
    if told.len() < SEVERAL && !presenting || !lined.is_empty() && told.len() <= lined.len() * 2 {
        return;
    }
    for (at, part) in parts.iter().enumerate() {
        titles[at] &= part.level < LINE || !line(at) || !told.contains(&*part.named);
    }
    let titled = parts.iter().zip(titles.iter()).filter(|(_, title)| **title);
    let known = titled.filter(|(part, _)| part.tells_of_known()).map(|(part, _)| &*part.named);
    let known: HashSet<&str> = known.collect();
    // What is in quotes there is a title where known ones are.
    let mut quoted = parts.iter().filter(|part| part.tells_of_known() && part.quoted());
    let quoted = quoted.nth(1).is_some();
    let title_of =
        |part: &Part| part.claim.as_ref().map_or("", |claim| &claim.line.title).to_owned();
    // So is what is in capitals.
    let large = parts.iter().any(|part| part.tells_of_known() && capitals(&title_of(part)));
    let guessed = |part: &Part| quoted && part.guesses() && (large || !capitals(&title_of(part)));
    for (part, title) in parts.iter().zip(titles) {
        // What is marked out may have its text below it.
        let below = if part.quoted() { part.body.text().len() } else { 0 };
        *title |= part.mentions_only()
            && (part.tells_of_known() || guessed(part))
            && part.said.text().len() + below >= PARAGRAPH
            && !known.contains(&*part.named);
    }
}

/// Items that are known titles and say nothing, three in a row, are a list that points elsewhere;
/// what follows the last of them is not about it.
fn leave_out_rows(parts: &[Part], titles: &mut [bool]) {
    const ROW: usize = 3;
    let bare = |part: &Part| part.kind == Kind::Item && part.known_title() && !part.rest_says();
    let mut run = 0;
    for at in 0..parts.len() {
        run = if bare(&parts[at]) { run + 1 } else { 0 };
        let ends = run > 0
            && (!parts[at].body.is_empty() || parts.get(at + 1).is_none_or(|next| !bare(next)));
        if ends {
            if run >= ROW {
                titles[at + 1 - run..=at].fill(false);
            }
            run = 0;
        }
    }
}

/// Running text has less than this part of what the others have where it only mentions a drama.
const MENTIONED: usize = 3;

/// Where running text tells of several dramas, a paragraph that says little beside the others only
/// mentions its own. What stands behind the last of them is the end of the page.
fn leave_out_mentions(parts: &[Part], titles: &mut [bool]) {
    let running = |part: &Part| (part.turns() || part.mentions_only()) && part.rest_says();
    let told: Vec<usize> =
        (0..parts.len()).filter(|at| titles[*at] && running(&parts[*at])).collect();
    let Some(last) = titles.iter().rposition(|title| *title) else { return };
    let says = |at: usize| {
        let below = if at == last { 0 } else { parts[at].body.text().len() };
        parts[at].said.text().len() + below
    };
    let mut lengths: Vec<usize> = told.iter().map(|at| says(*at)).collect();
    lengths.sort_unstable();
    let Some(middle) = lengths.get(lengths.len() / 2).filter(|_| lengths.len() > SEVERAL) else {
        return;
    };
    for at in told {
        titles[at] &= says(at) * MENTIONED >= *middle;
    }
}

/// Whether paragraphs present several known dramas, each in a text of its own: a line above them,
/// as below a picture, is the title of none.
fn presents_several(parts: &[Part]) -> bool {
    let tells = |part: &&Part| {
        part.is_presented() && part.tells_of_known() && part.said.text().len() >= PARAGRAPH
    };
    parts.iter().filter(tells).map(|part| &*part.named).collect::<HashSet<_>>().len() >= SEVERAL
}

/// What is said under the title of a drama is about that drama, also where a sentence begins with
/// another: `Quay is sad, but this is not`.
fn leave_out_comparisons(parts: &[Part], titles: &mut [bool]) {
    let mut headed = false;
    for at in 0..parts.len() {
        let (part, title) = (&parts[at], titles[at]);
        if part.turns() {
            titles[at] &= !headed || part.is_strong();
        } else if title {
            headed = part.level < LINE || !part.rest_says();
            if part.level == LINE && headed {
                let mut below = at + 1..parts.len();
                let next = below.find(|at| titles[*at] && !parts[*at].turns());
                headed = !presents_several(&parts[at + 1..next.unwrap_or(parts.len())]);
            }
        } else if part.level < LINE && !part.general {
            headed = false;
        }
    }
}

/// A title that stands twice, written differently, stands in a table of contents once: the writing
/// with more text stays. Says whether there was one.
pub fn leave_out_contents(parts: &[Part], titles: &mut [bool], sections: &[Section]) -> bool {
    let lengths: HashMap<usize, usize> =
        sections.iter().map(|section| (section.at.start, section.body.text().len())).collect();
    let length = |part: &Part| lengths.get(&part.at.start).copied().unwrap_or(0);
    let mut by_key: HashMap<u64, usize> = HashMap::new();
    let mut of_title: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, part) in parts.iter().enumerate().filter(|(at, _)| titles[*at]) {
        of_title.entry(part.named.as_str()).or_default().push(at);
    }
    let repeated: Vec<Vec<usize>> = of_title.into_values().filter(|list| list.len() > 1).collect();
    for at in repeated.iter().flatten() {
        *by_key.entry(parts[*at].key).or_default() += length(&parts[*at]);
    }
    let mut changed = false;
    for list in &repeated {
        let best = list.iter().map(|at| (by_key[&parts[*at].key], parts[*at].key)).max();
        for at in list {
            if best.is_some_and(|(_, key)| key != parts[*at].key) {
                titles[*at] = false;
                changed = true;
            }
        }
    }
    changed
}
