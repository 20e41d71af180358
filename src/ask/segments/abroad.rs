//! Versions of a story from another country: "the Japanese version of Mother" is no Korean drama,
//! whatever its title.

use super::{Segment, What, lowered};

/// Words for what is made elsewhere, or where.
const COUNTRIES: [&str; 32] = [
    "japanese",
    "japan",
    "chinese",
    "china",
    "taiwanese",
    "taiwan",
    "thai",
    "thailand",
    "turkish",
    "turkey",
    "american",
    "america",
    "us",
    "u.s.",
    "usa",
    "hollywood",
    "filipino",
    "philippine",
    "philippines",
    "indian",
    "vietnamese",
    "indonesian",
    "malaysian",
    "일본",
    "일본판",
    "중국",
    "중국판",
    "대만",
    "대만판",
    "태국",
    "태국판",
    "미국판",
];

/// Words for what is told anew.
const VERSIONS: [&str; 10] = [
    "version",
    "version of",
    "remake",
    "remake of",
    "original",
    "adaptation",
    "one",
    "판",
    "버전",
    "리메이크",
];

/// Reads a title with the country of another version beside it as no title of the catalogue.
pub(super) fn read(text: &str, segments: &mut Vec<Segment>) {
    let mut at = 0;
    while at < segments.len() {
        if matches!(segments[at].what, What::Title(..)) {
            let from = version_before(text, segments, at);
            let to = version_behind(text, segments, at);
            if from < at || to > at {
                let (start, end) = (segments[from].start, segments[to].end);
                segments.splice(from..=to, [Segment { what: What::UnknownTitle, start, end }]);
                at = from;
            }
        }
        at += 1;
    }
}

/// "The Japanese version of", "Thai": where words begin that say whose version a title is.
fn version_before(text: &str, segments: &[Segment], at: usize) -> usize {
    let mut versions = false;
    for before in (0..at).rev() {
        let said = lowered(text, segments, before);
        // "It made us love Mother"
        let pronoun = said == "us" && !versions;
        if COUNTRIES.contains(&said.as_str()) && !pronoun {
            return before;
        }
        let version = VERSIONS.contains(&said.as_str());
        versions |= version;
        if !version && !matches!(said.as_str(), "the" | "of") {
            break;
        }
    }
    at
}

/// "Japan", "(the Thai version)": where words end that say whose version a title is.
fn version_behind(text: &str, segments: &[Segment], at: usize) -> usize {
    let said = lowered(text, segments, at + 1);
    let inside = said.trim_matches(['(', ')']).trim_start_matches("the ");
    let (country, version) = inside.split_once(' ').unwrap_or((inside, ""));
    if !COUNTRIES.contains(&country)
        || said == "us"
        || !version.is_empty() && !VERSIONS.contains(&version)
    {
        return at;
    }
    let version = lowered(text, segments, at + 2);
    at + 1 + usize::from(VERSIONS.contains(&version.as_str()))
}
