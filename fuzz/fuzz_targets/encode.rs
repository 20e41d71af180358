//! Any bytes, read as plain text, Markdown and HTML: an encoding whose evidence stands where it
//! says, or a clear refusal; never a panic.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use tropewise::encode::{Markup, Options};
use tropewise::{Encoder, Recommender};

fn tools() -> &'static (Encoder, Recommender) {
    static TOOLS: OnceLock<(Encoder, Recommender)> = OnceLock::new();
    TOOLS.get_or_init(|| {
        (tropewise_dramas::encoder(), Recommender::new(tropewise_dramas::catalog()))
    })
}

fuzz_target!(|bytes: &[u8]| {
    let (encoder, recommender) = tools();
    for markup in [None, Some(Markup::Plain), Some(Markup::Markdown), Some(Markup::Html)] {
        let options = Options { markup, min_confidence: 0.1, ..Options::default() };
        let Ok(encoding) = encoder.encode(bytes, recommender, &options) else { continue };
        assert!(!encoding.dramas.is_empty());
        for trope in encoding.dramas.iter().flat_map(|drama| &drama.tropes) {
            assert!((0.0..=1.0).contains(&trope.confidence));
            assert!(trope.strength > 0.0 && trope.strength <= 1.0);
            assert!(!trope.evidence.is_empty());
            for evidence in &trope.evidence {
                assert!(evidence.place.start < evidence.place.end, "{evidence:?}");
                // UTF-16 counts places in its form as UTF-8, which may be longer.
                assert!(evidence.place.end <= bytes.len() * 2);
            }
        }
    }
});
