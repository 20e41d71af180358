//! The structure of HTML: every byte picks a tag, a word or a mark, so that the fuzzer finds
//! nestings instead of spelling tags. An encoding whose evidence stands where it says, or a clear
//! refusal; never a panic.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use tropewise::encode::{Markup, Options};
use tropewise::{Encoder, Recommender};

/// What a page is put together from.
const PIECES: [&str; 64] = [
    "<table>", "<tr>", "<td>", "<th>", "</tr>", "</td>", "</table>", "<ul>", "<li>", "</li>", "</ul>", "<dl>", "<dt>",
    "<dd>", "<p>", "</p>", "<div>", "<div class=\"ad\">", "<div class=\"caption\">", "</div>", "<h2>", "</h2>", "<h3>",
    "</h4>", "<b>", "</b>", "<a href=x>", "</a>", "<span>", "</span>", "<em>", "<form>", "</form>", "<nav>", "</nav>",
    "<figure>", "<figcaption>", "</figure>", "<svg>", "<svg/>", "</svg>", "<script>", "<script/>", "</script>",
    "<select>", "<option>", "<textarea>", "<template>", "<br>", "<hr>", "<!--", "-->", "&amp;", "&shy;", "&#x301;",
    "Tunnel", "고백부부", " (2017) ", " – ", "divorce ", "a serial killer ", "1. ", "“", "”",
];

fn tools() -> &'static (Encoder, Recommender) {
    static TOOLS: OnceLock<(Encoder, Recommender)> = OnceLock::new();
    TOOLS.get_or_init(|| (tropewise_dramas::encoder(), Recommender::new(tropewise_dramas::catalog())))
}

fuzz_target!(|bytes: &[u8]| {
    let (encoder, recommender) = tools();
    let page: String = bytes.iter().map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect();
    let options = Options { markup: Some(Markup::Html), min_confidence: 0.1, ..Options::default() };
    let Ok(encoding) = encoder.encode(page.as_bytes(), recommender, &options) else { return };
    assert!(!encoding.dramas.is_empty());
    for drama in &encoding.dramas {
        for evidence in drama.tropes.iter().flat_map(|trope| &trope.evidence) {
            let (start, end) = (evidence.place.start, evidence.place.end);
            assert!(start < end && end <= page.len(), "{evidence:?}");
        }
    }
});
