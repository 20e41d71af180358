//! What a browser knows of the elements of HTML: which stand in running text, which end others,
//! which are no text.

/// Elements that are left out with all that is in them.
pub const NO_TEXT: [&[u8]; 12] = [
    b"script",
    b"style",
    b"noscript",
    b"template",
    b"svg",
    b"math",
    b"iframe",
    b"title",
    b"textarea",
    b"select",
    b"noembed",
    b"noframes",
];

/// Elements of running text, which end nothing.
pub const INLINE: [&[u8]; 33] = [
    b"a", b"b", b"i", b"em", b"strong", b"span", b"u", b"s", b"small", b"big", b"sub", b"sup",
    b"mark", b"cite", b"q", b"abbr", b"time", b"font", b"code", b"kbd", b"ins", b"del", b"bdi",
    b"bdo", b"data", b"label", b"tt", b"var", b"samp", b"strike", b"ruby", b"nobr", b"dfn",
];

/// Of these, the ones that mark words out among others.
pub const MARKING: [&[u8]; 9] = [b"a", b"b", b"i", b"em", b"strong", b"u", b"mark", b"cite", b"q"];

/// Elements that have no end tag.
pub const VOID: [&[u8]; 16] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta",
    b"source", b"track", b"wbr", b"param", b"keygen", b"frame",
];

/// Elements whose start ends an open paragraph.
pub const ENDS_PARAGRAPH: [&[u8]; 37] = [
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"center",
    b"details",
    b"dialog",
    b"dir",
    b"div",
    b"dl",
    b"fieldset",
    b"figcaption",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"header",
    b"hgroup",
    b"hr",
    b"main",
    b"menu",
    b"nav",
    b"ol",
    b"p",
    b"pre",
    b"section",
    b"summary",
    b"table",
    b"ul",
    b"li",
    b"dt",
    b"dd",
];

/// Elements beyond which no end is looked for.
pub const SCOPE: [&[u8]; 4] = [b"table", b"td", b"th", b"caption"];

/// Containers that by their name are no part of an article, unless they hold most of its text.
pub const ASIDE: [&[u8]; 11] = [
    b"nav",
    b"footer",
    b"aside",
    b"form",
    b"button",
    b"figcaption",
    b"object",
    b"video",
    b"audio",
    b"dialog",
    b"canvas",
];

/// Containers that a class or an id can mark as no part of the article.
pub const MARKABLE: [&[u8]; 12] = [
    b"div", b"section", b"ul", b"ol", b"li", b"p", b"span", b"figure", b"table", b"td", b"dl",
    b"header",
];

/// What ends an svg or a formula that was not closed.
pub const BREAKS_OUT: [&[u8]; 22] = [
    b"body",
    b"blockquote",
    b"br",
    b"center",
    b"dd",
    b"div",
    b"dl",
    b"dt",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"hr",
    b"img",
    b"li",
    b"ol",
    b"p",
    b"span",
    b"table",
    b"ul",
];

/// Words of classes and ids of what is no part of the article.
const MARKS: [&str; 20] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisment",
    "related",
    "newsletter",
    "share",
    "sharing",
    "social",
    "comments",
    "breadcrumb",
    "breadcrumbs",
    "promo",
    "sponsored",
    "caption",
    "sidebar",
    "cookie",
    "navigation",
    "menu",
];

/// Words that turn such a name round: `no-sidebar`, `ad-free`, `has-sidebar`.
const TURNS: [&str; 15] = [
    "no", "not", "non", "without", "has", "have", "with", "free", "none", "hide", "hidden", "off",
    "disabled", "remove", "removed",
];

/// Whether a class or an id says that its element is no part of the article.
pub fn is_marked(value: &str) -> bool {
    value.len() <= 400
        && value.split_whitespace().any(|name| {
            let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
            let lower = |word: &str| word.to_ascii_lowercase();
            words.clone().any(|word| MARKS.contains(&lower(word).as_str()))
                && !words.any(|word| TURNS.contains(&lower(word).as_str()))
        })
}

/// Whether a class or an id says that its element is a caption, which no heading stands in.
pub fn is_caption(value: &str) -> bool {
    value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.eq_ignore_ascii_case("caption"))
}

/// Whether the class of a button says that it opens a text below it.
pub fn opens_text(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    ["accordion", "collaps", "expand"].iter().any(|word| class.contains(word))
}

/// The level of a heading.
pub fn heading(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_marks_what_it_names() {
        for value in ["sidebar", "left-sidebar widget", "ad", "entry social_share", "Related-Posts"]
        {
            assert!(is_marked(value), "{value}");
        }
        for value in
            ["no-sidebar", "site has-sidebar", "ad-free", "sidebar-none", "content", "shadow", ""]
        {
            assert!(!is_marked(value), "{value}");
        }
    }
}
