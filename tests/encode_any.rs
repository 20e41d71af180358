//! Whatever the bytes, reading ends in an encoding that keeps its promises or in a refusal. The
//! same is asked by the fuzzer in `fuzz/`, with more patience.

use std::sync::OnceLock;

use proptest::collection::vec;
use proptest::prelude::*;
use tropewise::encode::{EncodeError, Markup, Options};
use tropewise::{Encoder, Recommender};

fn tools() -> &'static (Encoder, Recommender) {
    static TOOLS: OnceLock<(Encoder, Recommender)> = OnceLock::new();
    TOOLS.get_or_init(|| {
        (tropewise_dramas::encoder(), Recommender::new(tropewise_dramas::catalog()))
    })
}

/// Encodes in every markup and holds what comes out to its promises.
fn encode_all_ways(bytes: &[u8]) {
    let (encoder, recommender) = tools();
    for markup in [None, Some(Markup::Plain), Some(Markup::Markdown), Some(Markup::Html)] {
        let options = Options { markup, min_confidence: 0.1, ..Options::default() };
        let encoding = match encoder.encode(bytes, recommender, &options) {
            Ok(encoding) => encoding,
            Err(error) => {
                assert!(!error.to_string().is_empty() && !error.hint().is_empty());
                continue;
            }
        };
        assert!(!encoding.dramas.is_empty());
        for drama in &encoding.dramas {
            assert!(drama.salience.iter().all(|(_, value)| *value > 0.0 && *value <= 1.0));
            for trope in &drama.tropes {
                assert!(
                    (0.1..=1.0).contains(&trope.confidence)
                        && trope.strength > 0.0
                        && trope.strength <= 1.0
                );
                assert!(!trope.evidence.is_empty());
                for evidence in &trope.evidence {
                    assert!(
                        evidence.place.start < evidence.place.end
                            && evidence.place.end <= bytes.len(),
                        "{evidence:?}"
                    );
                    assert!(evidence.place.line >= 1 && evidence.amount > 0.0);
                }
            }
        }
    }
}

/// Pieces that steer the readers, between words that mean something.
const PIECES: [&str; 40] = [
    "divorce ",
    "time travel ",
    "amnesia ",
    "재회 ",
    "이혼",
    "without ",
    "not only ",
    "as if ",
    "ex-",
    "'s ",
    "‘",
    "’",
    "“",
    "”",
    "(Netflix)",
    "(2021)",
    "(Kim Da-mi)",
    "\n",
    "\n\n",
    "\r\n",
    ". ",
    ", ",
    "—",
    "# ",
    "## ",
    "* ",
    "[a](b)",
    "![",
    "```\n",
    "> ",
    "<p>",
    "</p>",
    "<h2>",
    "<br>",
    "<script>",
    "<div class=\"ad\">",
    "&amp;",
    "&rsquo;",
    "&#x110000;",
    "<!--",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..400)) {
        encode_all_ways(&bytes);
    }

    #[test]
    fn any_mixture_of_markup_is_read_or_refused(
        pieces in vec(prop::sample::select(&PIECES[..]), 0..120),
    ) {
        encode_all_ways(pieces.concat().as_bytes());
    }

    #[test]
    fn any_text_is_read_or_refused(
        text in "\\PC{0,200}",
        tail in vec(prop::sample::select(&PIECES[..]), 0..20),
    ) {
        encode_all_ways(format!("{text}{}", tail.concat()).as_bytes());
    }
}

#[test]
fn sections_are_limited() {
    let (encoder, recommender) = tools();
    let text = "‘A title’ (Netflix)\nA divorce.\n".repeat(5_000);
    let refused = encoder.encode(text.as_bytes(), recommender, &Options::default());
    assert_eq!(refused.unwrap_err(), EncodeError::TooManySections { most: 2_000 });
}
