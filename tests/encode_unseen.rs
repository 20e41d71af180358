//! What a reader does not see changes nothing, and no nesting costs more than its length.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;
use tropewise::encode::{Markup, Options};
use tropewise::schema::Encoding;
use tropewise::{Encoder, Recommender};
use unicode_normalization::UnicodeNormalization;

fn encode(text: &str, markup: Markup) -> Option<Encoding> {
    static TOOLS: OnceLock<(Encoder, Recommender)> = OnceLock::new();
    let (encoder, recommender) = TOOLS.get_or_init(|| {
        (tropewise_dramas::encoder(), Recommender::new(tropewise_dramas::catalog()))
    });
    let options = Options { markup: Some(markup), ..Options::default() };
    encoder.encode(text.as_bytes(), recommender, &options).ok()
}

/// A drama's title, id, and tropes with their confidences.
type Said = (String, String, Vec<(String, f32)>);

/// What a text says, without its places and words.
fn said(encoding: Option<Encoding>) -> Vec<Said> {
    let dramas = encoding.map(|encoding| encoding.dramas).unwrap_or_default();
    let of = |drama: tropewise::schema::EncodedDrama| {
        let tropes =
            drama.tropes.into_iter().map(|trope| (trope.trope, trope.confidence)).collect();
        let known = drama.known.map(|known| known.id).unwrap_or_default();
        (drama.title.map(|title| title.nfc().collect()).unwrap_or_default(), known, tropes)
    };
    dramas.into_iter().map(of).collect()
}

/// Pages whose letters may be written in other ways.
fn page(number: usize) -> (String, Markup) {
    let (name, markup) = [
        ("korean-news.txt", Markup::Plain),
        ("memo.txt", Markup::Plain),
        ("korean-rank.html", Markup::Html),
        ("links.html", Markup::Html),
        ("post.md", Markup::Markdown),
    ][number];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    (fs::read_to_string(folder.join(name)).expect("readable"), markup)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn invisible_characters_change_nothing(
        number in 0..5usize,
        places in prop::collection::vec((any::<prop::sample::Index>(), 0..4usize), 1..40),
    ) {
        let (text, markup) = page(number);
        let letters: Vec<char> = text.chars().collect();
        let mut other = letters.clone();
        for (place, which) in places {
            let at = place.index(other.len());
            // Within words: elsewhere they would stand in tags and marks.
            let letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphabetic());
            let last = |mark: char| other[..at].iter().rposition(|c| *c == mark);
            let tag = last('<') > last('>');
            let reference = other[..at].iter().rev().take(20).any(|c| *c == '&');
            if letter(other.get(at)) && at > 0 && letter(other.get(at - 1)) && !tag && !reference {
                other.insert(at, ['\u{ad}', '\u{200b}', '\u{200d}', '\u{feff}'][which]);
            }
        }
        // Front matter and links of Markdown are read by its parser.
        let same_front = other.iter().take(80).eq(letters.iter().take(80));
        prop_assume!(markup != Markup::Markdown || same_front);
        let other: String = other.into_iter().collect();
        prop_assert_eq!(said(encode(&text, markup)), said(encode(&other, markup)));
    }

    #[test]
    fn nested_and_broken_html_is_read_or_refused(
        tags in prop::collection::vec(prop::sample::select(&TAGS[..]), 0..200),
    ) {
        let _ = encode(&tags.concat(), Markup::Html);
    }
}

/// Tags that end one another, and some that nothing ends.
const TAGS: [&str; 36] = [
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</table>",
    "</td>",
    "<li>",
    "<ul>",
    "</ul>",
    "<p>",
    "</p>",
    "<h2>",
    "</h3>",
    "<form>",
    "</form>",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<div class=caption>",
    "<div class='ad'>",
    "</div>",
    "<svg>",
    "<svg/>",
    "<script/>",
    "</script>",
    "<select>",
    "<figcaption>",
    "<dt>",
    "<dd>",
    "Tunnel",
    " divorce ",
    "2017",
    "고백부부",
    "&shy;",
    "<!--",
];

#[test]
fn decomposed_hangul_changes_nothing() {
    for number in 0..5 {
        let (text, markup) = page(number);
        let decomposed: String = text.nfd().collect();
        assert_eq!(said(encode(&text, markup)), said(encode(&decomposed, markup)), "page {number}");
    }
}

#[test]
fn places_of_decomposed_words_hold_the_whole_word() {
    let text: String = "두 사람은 이혼한다.".nfd().collect();
    let encoding = encode(&text, Markup::Plain).expect("read");
    let evidence = &encoding.dramas[0].tropes[0].evidence[0];
    let place = &text[evidence.place.start..evidence.place.end];
    assert_eq!(place.nfc().collect::<String>(), evidence.words);
}

#[test]
fn deep_nesting_ends() {
    for open in [
        "<div><b>",
        "<table><tr><td>",
        "<ul><li>",
        "<div class=ad><p>",
        "<h2><a>",
        "<svg><title>",
        "<section></b></i></article>",
    ] {
        let text = format!("{}A couple on the way to divorce.", open.repeat(6_000));
        let _ = encode(&text, Markup::Html);
    }
}
