//! What must hold for any text that is read, asked or understood with the shipped catalogue. Fuzz
//! targets and the test that replays and changes the stored files share these functions.

use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use tropewise::ask::Asker;
use tropewise::batch::Batch;
use tropewise::encode::{Markup, Options};
use tropewise::schema::Encoding;
use tropewise::{Encoder, Recommender};

fn tools() -> &'static (Encoder, Recommender) {
    static TOOLS: OnceLock<(Encoder, Recommender)> = OnceLock::new();
    TOOLS.get_or_init(|| {
        (tropewise_dramas::encoder(), Recommender::new(tropewise_dramas::catalog()))
    })
}

/// Any bytes, read as guessed, as plain text, as Markdown and as HTML: an encoding whose evidence
/// stands where it says, or a clear refusal.
pub fn encode(bytes: &[u8]) {
    for markup in [None, Some(Markup::Plain), Some(Markup::Markdown), Some(Markup::Html)] {
        encode_as(bytes, markup);
    }
}

fn encode_as(bytes: &[u8], markup: Option<Markup>) {
    let (encoder, recommender) = tools();
    let options = Options { markup, min_confidence: 0.1, ..Options::default() };
    match encoder.encode(bytes, recommender, &options) {
        Ok(encoding) => sound(&encoding, bytes.len()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn sound(encoding: &Encoding, length: usize) {
    assert!(!encoding.dramas.is_empty());
    for trope in encoding.dramas.iter().flat_map(|drama| &drama.tropes) {
        assert!((0.0..=1.0).contains(&trope.confidence));
        assert!(trope.strength > 0.0 && trope.strength <= 1.0);
        assert!(!trope.evidence.is_empty());
        for evidence in &trope.evidence {
            assert!(evidence.place.start < evidence.place.end, "{evidence:?}");
            // UTF-16 counts places in its form as UTF-8, which may be longer.
            assert!(evidence.place.end <= length * 2);
        }
    }
}

/// What a page is put together from.
const PIECES: [&str; 64] = [
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</tr>",
    "</td>",
    "</table>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<p>",
    "</p>",
    "<div>",
    "<div class=\"ad\">",
    "<div class=\"caption\">",
    "</div>",
    "<h2>",
    "</h2>",
    "<h3>",
    "</h4>",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<span>",
    "</span>",
    "<em>",
    "<form>",
    "</form>",
    "<nav>",
    "</nav>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<svg>",
    "<svg/>",
    "</svg>",
    "<script>",
    "<script/>",
    "</script>",
    "<select>",
    "<option>",
    "<textarea>",
    "<template>",
    "<br>",
    "<hr>",
    "<!--",
    "-->",
    "&amp;",
    "&shy;",
    "&#x301;",
    "Tunnel",
    "고백부부",
    " (2017) ",
    " – ",
    "divorce ",
    "a serial killer ",
    "1. ",
    "“",
    "”",
];

/// The structure of HTML: every byte picks a tag, a word or a mark, so that nestings are found
/// instead of tags spelled.
pub fn html(bytes: &[u8]) {
    let page: String = bytes.iter().map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect();
    encode_as(page.as_bytes(), Some(Markup::Html));
}

/// Any bytes as lines of questions: one reply to each line that is not blank, in JSON of one line.
pub fn requests(bytes: &[u8]) {
    static BATCH: OnceLock<Batch> = OnceLock::new();
    let batch = BATCH.get_or_init(|| {
        let recommender = Recommender::new(tropewise_dramas::catalog());
        Batch::new(Arc::new(recommender)).threads(1)
    });
    let lines = bytes.split(|byte| *byte == b'\n');
    let questions = lines.filter(|line| !line.trim_ascii().is_empty()).count();
    let mut replies = 0;
    for reply in batch.answer(Cursor::new(bytes.to_vec())) {
        let reply = reply.expect("memory can be read");
        let json = reply.json.strip_suffix('\n').expect("a line");
        assert!(!json.contains('\n'), "{json:?}");
        assert!(json.starts_with('{') && json.ends_with('}'), "{json:?}");
        replies += 1;
    }
    assert_eq!(replies, questions);
}

/// Any text as a wish in words: a question that is answered or refused with a sentence.
pub fn ask(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    static ASKER: OnceLock<Asker> = OnceLock::new();
    let (encoder, recommender) = tools();
    let asker = ASKER.get_or_init(|| Asker::new(recommender.catalog(), Some(encoder)));
    let understood = asker.understand(text);
    // What was understood may still contradict itself.
    if let Err(error) = recommender.recommend(&understood.request) {
        assert!(!error.to_string().is_empty());
    }
}
