//! What stands in an article but is not about any drama: adverts, pointers to other articles,
//! bylines, captions.

use std::ops::Range;

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is text.
    Keep,
    /// It is left out.
    Drop,
    /// It is left out, and all that follows up to the next title.
    Cut,
}

/// Lines that begin so are left out when they are short, as notices are.
const DROPPED: [&str; 68] = [
    "advertis",
    "sponsored",
    "promoted",
    "also read",
    "read also",
    "also, read",
    "read more",
    "read next",
    "read:",
    "read the",
    "also see",
    "see also",
    "also watch",
    "watch:",
    "watch the trailer",
    "watch trailer",
    "must read",
    "don't miss",
    "don’t miss",
    "subscribe",
    "sign up",
    "newsletter",
    "follow us",
    "share this",
    "share on",
    "click here",
    "want to change how",
    "unsubscribe",
    "last week:",
    "next week:",
    "previously:",
    "다음 주 예고",
    "view this email",
    "view in browser",
    "forward to a friend",
    "you are receiving",
    "you received this",
    "photo:",
    "photos:",
    "photograph:",
    "image:",
    "images:",
    "image credit",
    "photo credit",
    "picture:",
    "credit:",
    "credits:",
    "courtesy of",
    "source:",
    "(source:",
    "written by",
    "edited by",
    "reported by",
    "first published",
    "last updated",
    "copyright",
    "all rights reserved",
    "광고",
    "사진=",
    "사진 =",
    "사진:",
    "사진 제공",
    "저작권자",
    "무단전재",
    "무단 전재",
    "ⓒ",
    "구독",
    "좋아요",
];

/// Lines that begin so end what an article says.
const CUT: [&str; 33] = [
    "similar thread",
    "similar title",
    "customers also",
    "viewers also",
    "people also",
    "most read",
    "most viewed",
    "trending now",
    "you might also enjoy",
    "related article",
    "related stor",
    "related post",
    "related:",
    "more stories",
    "more from",
    "you may also like",
    "you might also like",
    "recommended for you",
    "read the next article",
    "here are a few more articles",
    "comments",
    "leave a comment",
    "leave a reply",
    "관련기사",
    "관련 기사",
    "추천기사",
    "추천 기사",
    "많이 본",
    "댓글",
    "함께 볼만한",
    "함께 보면 좋은",
    "다른 글 더보기",
    "이 글과 관련된",
];

/// Lines that begin so are left out when a date or a name is all that follows.
const STAMPS: [&str; 9] =
    ["by ", "published", "updated", "posted", "tags:", "topics:", "©", "입력", "기사입력"];

/// The longest notice, in bytes.
const NOTICE: usize = 200;
/// The longest byline or stamp, in bytes.
const STAMP: usize = 70;

/// Judges a line or a paragraph.
#[must_use]
pub fn judge(line: &str) -> Verdict {
    let line = line.trim().trim_start_matches(['*', '_', '[', '>', '•', '-', ' ']);
    if line.len() > NOTICE {
        return Verdict::Keep;
    }
    let lower = line.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let sentence = lower.ends_with(['.', '!', '?', '”', '"']);
    // `'드라마' 카테고리의 다른 글`
    let others = lower.ends_with("의 다른 글") || lower.ends_with("의 다른 기사");
    if (begins(&CUT) || others) && !sentence {
        return Verdict::Cut;
    }
    let notice = begins(&DROPPED) && (!sentence || lower.len() < 40 || lower.contains(':'));
    let stamp = begins(&STAMPS) && lower.len() <= STAMP && !sentence;
    let caption =
        ["photograph:", "photo:", "image:", "(photo", "(image", "photo credit", "getty images"]
            .iter()
            .any(|mark| lower.contains(mark));
    let reading_time = lower.ends_with("min read") || lower.ends_with("minute read");
    if notice || stamp || caption || reading_time { Verdict::Drop } else { Verdict::Keep }
}

/// The notes on where a text was taken from, such as `(Source: Viki)`, within a paragraph.
#[must_use]
pub fn source_notes(text: &str) -> Vec<Range<usize>> {
    let marks = text.match_indices("(Source").chain(text.match_indices("[Source"));
    let mut found: Vec<Range<usize>> = marks
        .filter_map(|(start, _)| {
            let rest = &text.as_bytes()[start..(start + NOTICE).min(text.len())];
            let end = rest.iter().position(|byte| matches!(byte, b')' | b']'))?;
            Some(start..start + end + 1)
        })
        .collect();
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, first| next.start < first.end);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_bylines_and_captions_are_left_out() {
        for line in [
            "Advertisment",
            "ADVERTISEMENT",
            "Also Read: Ten dramas for a rainy day",
            "**Also Read:** [Ten dramas](https://example.org)",
            "By Jane Doe",
            "Published 3 May 2024, 10:15",
            "5 min read",
            "The two leads at the premiere. Photograph: (Example/Agency)",
            "Follow us on every channel",
            "© Example Media",
        ] {
            assert_eq!(judge(line), Verdict::Drop, "{line}");
        }
        for line in
            ["Related Articles", "You may also like", "Read the Next Article", "Comments (12)"]
        {
            assert_ne!(judge(line), Verdict::Keep, "{line}");
        }
    }

    #[test]
    fn sentences_stay() {
        for line in [
            "By day she is a nurse, by night a thief.",
            "Written by a ghost, the letters lead her back to her hometown and to the man she \
            left.",
            "Updated to the present, the old tale of two rival houses becomes a story of two \
            bakeries that share a wall.",
            "Comments under her videos turn her life upside down.",
        ] {
            assert_eq!(judge(line), Verdict::Keep, "{line}");
        }
    }

    #[test]
    fn notes_on_the_source_are_found() {
        let text = "They meet again. (Source: Viki) Years pass. [Source: a site]";
        let notes: Vec<&str> = source_notes(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(notes, ["(Source: Viki)", "[Source: a site]"]);
        assert!(source_notes("(Source without an end").is_empty());
    }
}
