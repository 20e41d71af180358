//! Titles within running text: what marks them out there, and what only mentions them.

use tropewise::catalog::fold;

use super::{DRAMAS, all_are_found, titles};

/// What is said of the known dramas of these pages.
fn text(at: usize) -> &'static str {
    DRAMAS[at].5
}

#[track_caller]
fn has(page: &str, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|title| fold(title)).collect();
    assert_eq!(titles(page), expected, "{page}");
}

#[test]
fn a_title_far_into_a_paragraph_has_its_text_behind_it() {
    let lead = "The roof leaks again, and until the man with the ladder comes there is nothing to \
        be done but to sit under the dry half of it and watch what others have told me to watch.";
    let page = format!(
        "<p>{lead} First my aunt put on Queen of Tears while she peeled apples. {}</p>\
         <p>The man did not come. By then I had watched all of Crash Landing on You in two \
         evenings. {}</p>",
        text(1),
        text(3)
    );
    has(&page, &["Queen of Tears", "Crash Landing on You"]);
}

#[test]
fn every_mark_of_a_paragraph_counts() {
    let page = format!(
        "**SALES.** A channel in Lima has bought *Queen of Tears*. {}\n\n\
         **SOUND.** A label presses *Crash Landing on You* for Peru. {}\n",
        text(1),
        text(3)
    );
    has(&page, &["Queen of Tears", "Crash Landing on You"]);
}

#[test]
fn what_only_mentions_a_drama_is_none_beside_what_tells() {
    let page = format!(
        "<p>Start with <b>Queen of Tears</b>. {}</p><p>And then <b>Vincenzo</b>. {}</p>\
         <p>Or take <b>Tunnel</b>. {}</p><p>No, I have not seen <b>Hospital Playlist</b>. \
         I will.</p>",
        text(1),
        text(3),
        text(0)
    );
    has(&page, &["Queen of Tears", "Vincenzo", "Tunnel"]);
    let row = format!(
        "<p>Start with <b>Queen of Tears</b>. {}</p><p>And then <b>Vincenzo</b>. {}</p>\
         <p>I have finished Hospital Playlist and Crash Landing on You, so please none of those \
         again, and nothing with ghosts or lawyers either, I beg you.</p>",
        text(1),
        text(3)
    );
    has(&row, &["Queen of Tears", "Vincenzo"]);
}

#[test]
fn quotes_and_a_dash_present_beside_titles_in_lines() {
    let page = format!(
        "<div><b>Queen of Tears</b> (2024)<br>{}</div><div><b>Vincenzo</b> (2021)<br>{}</div>\
         <div>may I? «Crash Landing on You» — {}</div><div>and «The Ferry of Sands» — {}</div>",
        text(1),
        text(3),
        text(0),
        text(4)
    );
    has(&page, &["Queen of Tears", "Vincenzo", "Crash Landing on You", "The Ferry of Sands"]);
}

#[test]
fn korean_sentences_name_a_title_in_its_brackets() {
    all_are_found(
        "<p>비 오는 주말</p>",
        "<p><span>어제는 밤늦게 </span><b>〈{korean}〉</b><span>을 봤어요.</span></p><p>{text}</p>",
        "",
    );
}

#[test]
fn styles_keep_lines_as_they_are_written() {
    all_are_found(
        "<div class=\"text pre-wrap\">Five for the weekend\n\n",
        "<a href=x>{n}:1{n}</a> {title} ({network}, {year}) – {text}\n",
        "</div>",
    );
}

#[test]
fn comments_may_tell_more_than_what_they_comment_on() {
    let page = format!(
        "<h1>Name one each</h1><p>Tunnel (2017) – {}</p><p>Comments (3)</p>\
         <ul><li>Queen of Tears! {}</li><li>I vote for Crash Landing on You. {}</li>\
         <li>Thank you both.</li></ul>",
        text(0),
        text(1),
        text(3)
    );
    has(&page, &["Tunnel", "Queen of Tears", "Crash Landing on You"]);
}

#[test]
fn a_caption_above_them_heads_no_paragraphs() {
    let page = format!(
        "<p>'Queen of Tears' poster, tvN</p><p>In \"Queen of Tears,\" {}</p>\
         <p>The channel goes on with \"Vincenzo,\" {}</p>",
        text(1),
        text(3)
    );
    has(&page, &["Queen of Tears", "Vincenzo"]);
}

#[test]
fn who_speaks_and_labels_in_capitals_are_no_titles() {
    let page = format!(
        "<p>Start with “Queen of Tears”. {}</p><p>And then “Vincenzo”. {}</p>\
         <p>“Winter is slow,” said Mun Gil-ja, a critic who has looked at such lists for the paper \
         since the year in which the tower was built.</p>\
         <p>FAIR USE: what is shown here is shown for comment and for nothing else, as the law of \
         most places allows to those who ask.</p>",
        text(1),
        text(3)
    );
    has(&page, &["Queen of Tears", "Vincenzo"]);
}
