//! Pages printed in two columns side by side, as text that is copied from them keeps them: the left
//! one goes before the right one.

/// How many lines show that a text has columns.
const FEWEST: usize = 8;
/// Where the right column may begin, in characters.
const FIRST: usize = 24;
const LAST: usize = 90;
/// The least that stands in a line of a column of running text, in characters.
const WIDE: usize = 18;

/// A text whose columns stand one below the other.
pub struct Unfolded {
    /// The text.
    pub text: String,
    /// Where each of its lines begins, and where that stands in the source.
    lines: Vec<(usize, usize)>,
}

impl Unfolded {
    /// Where a place of the text stands in the source.
    pub fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.lines.get(line).map_or(at, |(start, source)| source + at - start)
    }

    fn push(&mut self, piece: &str, source: usize) {
        self.lines.push((self.text.len(), source));
        self.text.push_str(piece.trim_end());
        self.text.push('\n');
    }
}

/// A text without its columns; `None` when it has none.
pub fn unfold(text: &str) -> Option<Unfolded> {
    let gutter = gutter(text)?;
    let mut unfolded = Unfolded { text: String::new(), lines: Vec::new() };
    let (mut right, mut at): (Vec<(&str, usize)>, usize) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        match split(line, gutter) {
            Some(from) => {
                unfolded.push(&line[..from], at);
                right.push((&line[from..], at + from));
            }
            None => {
                // What goes over both columns ends them.
                for (piece, source) in std::mem::take(&mut right) {
                    unfolded.push(piece, source);
                }
                unfolded.push(line, at);
            }
        }
        at += line.len();
    }
    for (piece, source) in right {
        unfolded.push(piece, source);
    }
    Some(unfolded)
}

/// Where the right column begins, in characters: where most lines go on behind several blanks.
fn gutter(text: &str) -> Option<usize> {
    // A table has its own marks between cells.
    let lines = text.lines().count();
    if text.lines().filter(|line| line.contains(['|', '\t'])).count() * 4 > lines {
        return None;
    }
    let mut starts = [0_usize; LAST];
    for line in text.lines() {
        for start in pieces(line).into_iter().filter(|start| (FIRST..LAST).contains(start)) {
            starts[start] += 1;
        }
    }
    let (gutter, _) = starts.iter().enumerate().max_by_key(|(at, count)| (**count, *at))?;
    let wide = |text: &str| text.trim().chars().count() >= WIDE;
    let (mut both, mut across, mut one) = (0, 0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match split(line, gutter) {
            Some(from) if wide(&line[..from]) && wide(&line[from..]) => both += 1,
            Some(_) => one += 1,
            None => across += 1,
        }
    }
    (both >= FEWEST && both > across && both >= one).then_some(gutter)
}

/// Where pieces of a line begin behind two blanks or more, in characters.
fn pieces(line: &str) -> Vec<usize> {
    let (mut found, mut blanks) = (Vec::new(), 0);
    for (at, c) in line.chars().enumerate().take(LAST) {
        if c == ' ' {
            blanks += 1;
        } else {
            if blanks > 1 && at > blanks {
                found.push(at);
            }
            blanks = 0;
        }
    }
    found
}

/// Where a line is cut between its columns, in bytes; `None` where it goes over both. A blank line
/// stands in both.
fn split(line: &str, gutter: usize) -> Option<usize> {
    let line = line.trim_end();
    let mut last = line.len();
    let mut before = [' '; 2];
    for (number, (at, c)) in line.char_indices().enumerate() {
        if number == gutter {
            last = at;
            break;
        }
        before = [before[1], c];
    }
    (last == line.len() && line.chars().count() <= gutter || before == [' ', ' ']).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_one_below_the_other() {
        let left = ["QUAY", "A captain who has lost his", "ship waits for a letter that", ""];
        let right = ["PIER", "Two sisters run a bar below", "the pier and hide a stranger", ""];
        let mut page = String::from("THE BULLETIN OF THE HARBOUR, PRINTED ONCE A WEEK FOR ALL\n");
        for _ in 0..4 {
            for (left, right) in left.iter().zip(right) {
                page += format!("{left:<34}{right}").trim_end();
                page.push('\n');
            }
        }
        let unfolded = unfold(&page).expect("columns");
        let quay =
            unfolded.text.find("QUAY\nA captain who has lost his\nship waits").expect("left");
        let pier =
            unfolded.text.find("PIER\nTwo sisters run a bar below\nthe pier").expect("right");
        assert!(quay < pier);
        for (at, word) in unfolded.text.match_indices("sisters") {
            let at = unfolded.place(at);
            assert_eq!(&page[at..at + word.len()], word);
        }
    }

    #[test]
    fn other_texts_have_no_columns() {
        let table = "NO  TITLE                     STORY\n1   Quay                      A boat\n";
        let prose = "A captain who has lost his ship waits for a letter that never comes.\n";
        for text in [table.repeat(9), prose.repeat(20), String::new(), "  가\n".repeat(30)] {
            assert!(unfold(&text).is_none(), "{text}");
        }
    }
}
