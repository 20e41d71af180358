//! Feeds and other XML with titles: read as pages, byte for byte where they stand.

use std::borrow::Cow;

use crate::encode::input::floor;

/// How many bytes of a text say what it is.
const LOOKED_AT: usize = 2_000;

/// Whether a text is XML that is no page: a feed, or a list of items with titles.
pub fn is_feed(text: &str) -> bool {
    let head = text[..floor(text, LOOKED_AT)]
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    let root = ["<rss", "<feed", "<rdf:rdf", "<?xml"].iter().any(|root| head.starts_with(root));
    root && !head.contains("<html") && text.matches("<title").nth(1).is_some()
}

/// The text as a page: titles become headings, and what is packed in `<![CDATA[` or written as
/// references becomes markup. Blanks fill the gaps, so that every byte stays where it was.
pub fn as_page(text: &str) -> Cow<'_, str> {
    if !is_feed(text) {
        return Cow::Borrowed(text);
    }
    let changes = [
        ("<![CDATA[", "         "),
        ("]]>", "   "),
        ("<title>", "<h2>   "),
        ("<title ", "<h2    "),
        ("</title>", "</h2>   "),
        ("&lt;", "   <"),
        ("&gt;", ">   "),
    ];
    // What stands before the items is the feed's own.
    let items = ["<item", "<entry"].iter().filter_map(|tag| text.find(tag)).min();
    let (own, items) = text.split_at(items.unwrap_or(0));
    let own = own.replace("<title>", "<h1>   ").replace("</title>", "</h1>   ");
    let mut page = own + items;
    for (from, to) in changes {
        page = page.replace(from, to);
    }
    Cow::Owned(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_becomes_a_page_of_the_same_length() {
        let feed = "<rss><title>Blog</title><item><title>Quay</title><description><![CDATA[<p>A \
            boat]]></description>&lt;p&gt;</item></rss>";
        let page = as_page(feed);
        assert_eq!(page.len(), feed.len());
        assert!(
            page.contains("<h1>   Blog</h1>")
                && page.contains("<h2>   Quay</h2>")
                && !page.contains("CDATA"),
            "{page}"
        );
        let html = "<?xml version='1.0'?><html><title>a</title><svg><title>b</title></svg>";
        assert_eq!(as_page(html), html);
    }
}
