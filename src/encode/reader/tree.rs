//! The open elements of a page, as a browser keeps them, and the containers that may be no part of
//! the article.

use std::collections::HashMap;

use super::block::{Kind, shape};
use super::elements::{
    ASIDE, ENDS_PARAGRAPH, INLINE, MARKABLE, MARKING, SCOPE, VOID, heading, is_caption, is_marked,
    opens_text,
};

/// The deepest nesting, as in browsers; what is deeper is read as if it stood here.
const DEEPEST: usize = 512;
/// Beyond so many columns, cells of several rows are read as if of one.
const MOST_COLUMNS: usize = 64;
/// The longest name that is told apart.
const LONGEST: usize = 16;

/// The longest name of a class that is told apart.
const LONGEST_CLASS: usize = 64;

/// A start tag.
#[derive(Debug, Default)]
pub struct Tag {
    /// The name.
    pub name: Vec<u8>,
    /// Its class.
    pub class: String,
    /// Its id and role.
    pub id: String,
    /// What a picture or a link is called, and where that stands.
    pub called: Option<(String, usize)>,
    /// Whether it holds data about the page.
    pub data: bool,
    /// Whether it says that it opens something.
    pub opens: bool,
    /// Whether its text stays in the lines in which it is written.
    pub lines: bool,
    /// Whether it has a style of its own.
    pub styled: bool,
    /// How many rows a cell reaches over; 0 where it does not say.
    pub rowspan: u32,
    /// How many columns; 0 where it does not say.
    pub colspan: u32,
}

#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    class: u64,
    container: usize,
    /// Whether it holds text of its own.
    said: bool,
    /// Whether its text stays in lines.
    lines: bool,
    /// Whether it is an element of running text that marks nothing.
    plain: bool,
}

#[derive(Debug, Default)]
struct Container {
    parent: usize,
    /// Bytes of text that is no link.
    text: usize,
    caption: bool,
    /// Whether it is one that some pages put everything into: a form, a button.
    wrap: bool,
}

/// The open elements of a page.
#[derive(Debug)]
pub struct Tree {
    open: Vec<Open>,
    /// The first is the page.
    containers: Vec<Container>,
    links: usize,
    rows: u32,
    /// For each open row its number, the column of its last cell, and the next.
    columns: Vec<(u32, usize, usize)>,
    /// For each open table and each of its columns, how many rows more a cell from above reaches.
    spans: Vec<Vec<u32>>,
    /// How many elements of each name are open, so that none is looked for in vain.
    names: HashMap<Vec<u8>, u32>,
}

impl Default for Tree {
    fn default() -> Self {
        Self {
            open: Vec::new(),
            containers: vec![Container::default()],
            links: 0,
            rows: 0,
            columns: Vec::new(),
            spans: vec![Vec::new()],
            names: HashMap::new(),
        }
    }
}

fn is_in(name: &[u8], list: &[&[u8]]) -> bool {
    list.contains(&name)
}

/// Whether an element ends a run of text.
pub fn is_block(name: &[u8]) -> bool {
    !is_in(name, &INLINE) && !matches!(name, b"img" | b"wbr" | b"input" | b"link" | b"meta")
}

impl Tree {
    /// Opens an element, after ending those that it ends.
    pub fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_slice();
        self.end_before(name);
        if is_in(name, &VOID) || name.len() > LONGEST || self.open.len() >= DEEPEST {
            return;
        }
        let container = self.container_of(tag);
        match name {
            b"tr" => {
                self.rows += 1;
                self.columns.push((self.rows, 0, 0));
            }
            b"td" | b"th" => self.start_cell(tag),
            b"table" => self.spans.push(Vec::new()),
            b"a" => self.links += 1,
            _ => {}
        }
        let plain = name == b"span" && !tag.styled && tag.class.is_empty();
        let lines = tag.lines || name == b"pre" || self.in_lines();
        let class = shape(&(name, first_class(&tag.class)));
        *self.names.entry(name.to_vec()).or_default() += 1;
        self.open.push(Open { name: name.to_vec(), class, container, said: false, lines, plain });
    }

    /// Takes the next column of the row that no cell from above reaches into.
    fn start_cell(&mut self, tag: &Tag) {
        let row = self.columns.last_mut();
        let (Some((_, column, next)), Some(spans)) = (row, self.spans.last_mut()) else {
            return;
        };
        *column = *next;
        while spans.get(*column).is_some_and(|rows| *rows > 0) {
            spans[*column] -= 1;
            *column += 1;
        }
        let wide = (tag.colspan.max(1) as usize).min(MOST_COLUMNS);
        *next = *column + wide;
        if tag.rowspan > 1 && *next <= MOST_COLUMNS {
            spans.resize(spans.len().max(*next), 0);
            spans[*column..*next].fill(tag.rowspan - 1);
        }
    }

    /// The container that an element's text belongs to: a new one when it may be no part of the
    /// article.
    fn container_of(&mut self, tag: &Tag) -> usize {
        let parent = self.container();
        let name = tag.name.as_slice();
        let marked = is_in(name, &MARKABLE) && (is_marked(&tag.class) || is_marked(&tag.id));
        // A button may be the title of what it opens.
        let opens = name == b"button" && (tag.opens || opens_text(&tag.class) || self.in_heading());
        // Who said what is quoted stands in the foot of the quotation.
        let credit = name == b"footer" && self.in_quotation();
        if opens || credit || (!marked && !is_in(name, &ASIDE)) {
            return parent;
        }
        let caption = name == b"figcaption" || is_caption(&tag.class);
        let wrap = matches!(name, b"form" | b"button" | b"object");
        self.containers.push(Container { parent, text: 0, caption, wrap });
        self.containers.len() - 1
    }

    /// Whether a quotation is open.
    pub fn in_quotation(&self) -> bool {
        self.names.get(&b"blockquote"[..]).is_some_and(|count| *count > 0)
    }

    fn in_heading(&self) -> bool {
        self.open.iter().rev().take(4).any(|open| heading(&open.name).is_some())
    }

    /// Ends the elements that a start tag ends.
    fn end_before(&mut self, name: &[u8]) {
        if is_in(name, &ENDS_PARAGRAPH) {
            self.end_within(b"p", &SCOPE);
        }
        if heading(name).is_some() {
            // A heading ends one that was not ended, and no caption holds one.
            if self.open.last().is_some_and(|open| heading(&open.name).is_some()) {
                self.pop();
            }
            while self.containers[self.container()].caption {
                self.pop();
            }
        }
        if name == b"p" && self.open.last().is_some_and(|open| open.said && is_block(&open.name)) {
            // Nor does a caption that has its text hold a paragraph: its end tag was forgotten.
            while self.containers[self.container()].caption {
                self.pop();
            }
        }
        if matches!(name, b"p" | b"ul" | b"ol" | b"dl" | b"table") {
            // Nor does a heading that has its text hold paragraphs and lists: its end tag was
            // forgotten.
            let said =
                self.open.last().is_some_and(|open| open.said && heading(&open.name).is_some());
            if said {
                self.pop();
            }
        }
        match name {
            b"li" => self.end_within(b"li", &[b"ul", b"ol", b"menu", b"table", b"td", b"th"]),
            b"dt" | b"dd" => {
                self.end_within(b"dt", &[b"dl", b"table", b"td", b"th"]);
                self.end_within(b"dd", &[b"dl", b"table", b"td", b"th"]);
            }
            b"td" | b"th" => {
                self.end_within(b"td", &[b"tr", b"table"]);
                self.end_within(b"th", &[b"tr", b"table"]);
            }
            b"tr" | b"tbody" | b"thead" | b"tfoot" => {
                self.end_within(b"caption", &[b"table"]);
                self.end_within(b"tr", &[b"table"]);
                if name != b"tr" {
                    for group in [b"tbody", b"thead", b"tfoot"] {
                        self.end_within(group, &[b"table"]);
                    }
                }
            }
            b"a" => self.end_within(b"a", &SCOPE),
            _ => {}
        }
    }

    /// Ends an element by its end tag; one that is not open ends nothing.
    pub fn end(&mut self, name: &[u8]) {
        if is_in(name, &INLINE) {
            // What stands in running text ends no block.
            let run = self.open.iter().rev().take_while(|open| is_in(&open.name, &INLINE));
            if let Some(at) = run.enumerate().find(|(_, open)| open.name == name).map(|(at, _)| at)
            {
                let to = self.open.len() - at - 1;
                self.cut(to);
            }
            return;
        }
        if heading(name).is_some() {
            let stop = |open: &Open| is_in(&open.name, &SCOPE);
            let at = self.open.iter().rposition(|open| heading(&open.name).is_some() || stop(open));
            if let Some(at) = at.filter(|at| heading(&self.open[*at].name).is_some()) {
                self.cut(at);
            }
            return;
        }
        let boundary: &[&[u8]] = match name {
            b"table" => &[],
            b"tr" | b"tbody" | b"thead" | b"tfoot" | b"td" | b"th" | b"caption" => &[b"table"],
            b"li" => &[b"ul", b"ol", b"table", b"td", b"th"],
            _ => &SCOPE,
        };
        self.end_within(name, boundary);
    }

    /// Ends the innermost element of a name, unless one of `boundary` stands before it.
    fn end_within(&mut self, name: &[u8], boundary: &[&[u8]]) {
        if self.names.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        let at =
            self.open.iter().rposition(|open| open.name == name || is_in(&open.name, boundary));
        if let Some(at) = at.filter(|at| self.open[*at].name == name) {
            self.cut(at);
        }
    }

    fn cut(&mut self, to: usize) {
        while self.open.len() > to {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if let Some(count) = self.names.get_mut(&open.name) {
            *count -= 1;
        }
        match open.name.as_slice() {
            b"tr" => self.end_row(),
            b"table" => {
                self.spans.pop();
                if self.spans.is_empty() {
                    self.spans.push(Vec::new());
                }
            }
            b"a" => self.links = self.links.saturating_sub(1),
            _ => {}
        }
    }

    /// Ends a row; cells from above reach past its end too.
    fn end_row(&mut self) {
        let (Some((_, _, next)), Some(spans)) = (self.columns.pop(), self.spans.last_mut()) else {
            return;
        };
        for rows in spans.iter_mut().skip(next) {
            *rows = rows.saturating_sub(1);
        }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the innermost element stands in running text.
    pub fn in_run(&self) -> bool {
        let open = self.open.iter().rev().take(16).find(|open| !open.plain);
        open.is_some_and(|open| is_in(&open.name, &INLINE) && open.name != b"label")
    }

    /// Whether the innermost elements mark words out among others.
    pub fn marks_out(&self) -> bool {
        let run = self.open.iter().rev().take_while(|open| is_in(&open.name, &INLINE));
        run.take(4).any(|open| is_in(&open.name, &MARKING))
    }

    /// Whether text stays in the lines in which it is written.
    pub fn in_lines(&self) -> bool {
        self.open.last().is_some_and(|open| open.lines)
    }

    /// Whether a link is open.
    pub fn in_link(&self) -> bool {
        self.links > 0
    }

    /// The container that text now belongs to.
    pub fn container(&self) -> usize {
        self.open.last().map_or(0, |open| open.container)
    }

    /// Counts text where it stands. Of the text of links nothing is counted: a menu has much of it.
    pub fn count(&mut self, bytes: usize) {
        if bytes > 0 {
            let block =
                self.open.iter_mut().rev().take(16).find(|open| !is_in(&open.name, &INLINE));
            if let Some(block) = block {
                block.said = true;
            }
        }
        if self.links == 0 {
            let container = self.container();
            self.containers[container].text += bytes;
        }
    }

    /// What a run of text that ends now is, and its shape.
    pub fn kind(&self) -> (Kind, u64) {
        let mut blocks = self.open.iter().rev().filter(|open| !is_in(&open.name, &INLINE));
        let nearest = blocks.next();
        let class = nearest.map_or(0, |open| open.class);
        let name = nearest.map_or(&b""[..], |open| &open.name);
        // A paragraph with no class says nothing of what it is.
        let class = if class == shape(&(name, "")) && !matches!(name, b"li" | b"dt" | b"td" | b"th")
        {
            0
        } else {
            class
        };
        for open in nearest.into_iter().chain(blocks) {
            match open.name.as_slice() {
                name if heading(name).is_some() => {
                    return (Kind::Heading(heading(name).unwrap_or(6)), class);
                }
                b"li" | b"dt" | b"dd" => return (Kind::Item, class),
                b"td" | b"th" if nearest.is_some_and(|near| std::ptr::eq(near, open)) => {
                    let (row, column, _) = self.columns.last().copied().unwrap_or_default();
                    let head = open.name == b"th";
                    if row > 0 {
                        return (Kind::Cell { row, column: column as u32, head }, class);
                    }
                    return (Kind::Text, class);
                }
                b"p" | b"div" | b"section" | b"header" => {}
                _ => break,
            }
        }
        (Kind::Text, class)
    }

    /// The shape of the innermost element of running text.
    pub fn run_shape(&self) -> u64 {
        self.open.last().map_or(0, |open| open.class)
    }

    /// Which containers stay: with `all` every one, or else the page and those that hold more than
    /// half of its text, which cannot stand beside it, and all captions where they do so together.
    pub fn kept(&self, all: bool) -> Vec<bool> {
        let mut text: Vec<usize> = self.containers.iter().map(|container| container.text).collect();
        for at in (1..text.len()).rev() {
            text[self.containers[at].parent] += text[at];
        }
        // A wall of pictures says what it says in captions, and a page of comments may have each
        // in a form of its own.
        let most = |of: &dyn Fn(&Container) -> bool| {
            let alike = self.containers.iter().filter(|container| of(container));
            alike.map(|container| container.text).sum::<usize>() * 2 > text[0]
        };
        let wall = most(&|container| container.caption);
        let wrapped = most(&|container| container.wrap);
        let mut kept = vec![true; text.len()];
        for at in 1..text.len() {
            let container = &self.containers[at];
            let most = text[at] * 2 > text[0]
                || (wall && container.caption)
                || (wrapped && container.wrap);
            kept[at] = all || (kept[container.parent] && most);
        }
        kept
    }
}

/// The first name of a class, without numbers, which count elements rather than name their kind:
/// `card-3`, `item12`; those within a word tell kinds apart: `text-4xl`, `text-xl`.
fn first_class(class: &str) -> String {
    let first = class.split_whitespace().next().unwrap_or_default();
    let mut end = first.len().min(LONGEST_CLASS);
    while !first.is_char_boundary(end) {
        end -= 1;
    }
    let words = first[..end].split_inclusive(['-', '_']);
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_');
    words.map(|word| word.trim_end_matches(digit)).collect()
}
