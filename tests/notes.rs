//! Notes, chats and pasted tables as people keep them: short lines, no full stops, titles in any
//! marks. Read by the public encoder, titles looked up in the shipped catalogue.

use std::sync::OnceLock;

use tropewise::encode::{Markup, Options};
use tropewise::schema::Encoding;
use tropewise::{Encoder, Recommender};

fn encode(text: &str, markup: Markup) -> Encoding {
    static TOOLS: OnceLock<(Encoder, Recommender)> = OnceLock::new();
    let (encoder, recommender) = TOOLS.get_or_init(|| {
        (tropewise_dramas::encoder(), Recommender::new(tropewise_dramas::catalog()))
    });
    let options = Options { markup: Some(markup), ..Options::default() };
    encoder.encode(text.as_bytes(), recommender, &options).expect("a text with tropes")
}

/// The ids of the dramas found, `-` for one that is not known.
fn ids(text: &str, markup: Markup) -> Vec<String> {
    let known = |drama: &tropewise::schema::EncodedDrama| {
        drama.known.as_ref().map_or_else(|| "-".to_owned(), |known| known.id.clone())
    };
    encode(text, markup).dramas.iter().map(known).collect()
}

const THREE: [&str; 3] = ["vincenzo", "healer", "navillera"];

#[test]
fn a_text_needs_no_full_stop() {
    let says = ["a mafia lawyer comes home", "Night courier, reporter", "old man learns ballet"];
    let names = ["Vincenzo", "Healer", "Navillera"];
    for end in ["", ".", "!", "?", "…", ")", "”"] {
        let page = |line: &dyn Fn(usize, &str, &str) -> String| -> String {
            (0..3).map(|at| line(at + 1, names[at], &format!("{}{end}", says[at]))).collect()
        };
        let numbered = page(&|at, name, said| format!("{at}. {name}\n{said}\n\n"));
        assert_eq!(ids(&numbered, Markup::Plain), THREE, "{end}");
        let dash = page(&|at, name, said| format!("{at}. {name} - {said}\n"));
        assert_eq!(ids(&dash, Markup::Plain), THREE, "{end}");
        let headings = page(&|_, name, said| format!("## {name}\n\n{said}\n\n"));
        assert_eq!(ids(&headings, Markup::Markdown), THREE, "{end}");
        let html = page(&|_, name, said| format!("<h2>{name}</h2><p>{said}</p>"));
        assert_eq!(ids(&html, Markup::Html), THREE, "{end}");
        let notes = page(&|_, name, said| format!("## {name}\n- {said}\n- so good\n\n"));
        assert_eq!(ids(&notes, Markup::Markdown), THREE, "{end}");
    }
}

#[test]
fn korean_notes_are_texts() {
    let page =
        "<h2>나의 아저씨</h2><p>외로운 청춘과 빚, 위로</p><h2>시그널</h2><p>연쇄살인, 형사</p>";
    assert_eq!(ids(page, Markup::Html), ["my-mister", "signal"]);
}

#[test]
fn one_line_a_drama_is_enough() {
    let list = "- My Mister: office worker\n- Signal: serial killer.\n- Vincenzo: mafia revenge";
    assert_eq!(ids(list, Markup::Markdown), ["my-mister", "signal", "vincenzo"]);
    let nested = "- My Mister\n  - office worker in debt\n- Vincenzo\n  - mafia revenge\n";
    assert_eq!(ids(nested, Markup::Markdown), ["my-mister", "vincenzo"]);
    let pasted = "Rank\tTitle\tThoughts\n1\tHotel del Luna\tGhosts and a curse.\n\
                  2\tVincenzo\tMafia lawyer revenge\n3\tSignal\tA detective";
    assert_eq!(ids(pasted, Markup::Plain), ["hotel-del-luna", "vincenzo", "signal"]);
}

#[test]
fn headings_beat_the_links_of_a_menu() {
    let page = "<div><a>Squid Game</a><br><a>Vincenzo</a><br></div><div>\
        <h2>Healer</h2><p>A night courier protects a tabloid reporter.</p>\
        <h2>Pinocchio</h2><p>A reporter hiccups when she lies.</p></div>";
    assert_eq!(ids(page, Markup::Html), ["healer", "pinocchio"]);
}

#[test]
fn a_column_of_titles_may_be_marked_in_several_ways() {
    let page = "<table><tr><td><i><a href=1>Secret Garden</a></i><td>Bodies are swapped.\
        <tr><td><i>Healer</i><td>A night courier protects a reporter.\
        <tr><td>Vincenzo<td>A mafia lawyer comes home.</table>";
    assert_eq!(ids(page, Markup::Html), ["secret-garden", "healer", "vincenzo"]);
}

#[test]
fn messages_and_chapters_begin_with_a_time() {
    for front in ["[21:14] <tom> ", "[9:14 PM] Tom Kim: ", "12/03/2024, 21:14 - Tom: ", "00:45 "] {
        let chat = format!(
            "{front}My Mister: a lonely engineer helps a woman in debt\n\
             {front}Signal: a detective hunts a serial killer\n\
             {front}My Liberation Notes: three siblings, a drunk stranger\n"
        );
        let expected = ["my-mister", "signal", "my-liberation-notes"];
        assert_eq!(ids(&chat, Markup::Plain), expected, "{front}");
    }
    let spoken = "mina — Today at 9:42 PM\nBeyond Evil\ntwo cops and a serial killer\n\
        joon — Today at 9:44 PM\nHealer\na night courier and a reporter\n";
    assert_eq!(ids(spoken, Markup::Plain), ["beyond-evil", "healer"]);
}

#[test]
fn outlines_and_rules_part_dramas() {
    let outline = "#+TITLE: Work\n* Seen\n** DONE Misaeng :office:\n   \
        CLOSED: [2021-03-02 Tue]\n   An intern in a trading company.\n** TODO Itaewon Class\n   \
        A bar owner takes revenge.\n";
    let found = ids(outline, Markup::Plain);
    assert_eq!(found, ["misaeng-incomplete-life", "itaewon-class"]);
    let ruled = "Title: Signal\nA detective hunts a serial killer\n-----\nTitle: Vincenzo\n\
        A mafia lawyer comes home\n";
    assert_eq!(ids(ruled, Markup::Plain), ["signal", "vincenzo"]);
}

#[test]
fn titles_marked_within_paragraphs_part_them() {
    let text = "In **The Light in Your Eyes** a young woman grows old overnight.\n\n\
        Then came **Queen of Tears**, where a couple about to divorce learns of an illness.\n";
    assert_eq!(ids(text, Markup::Markdown), ["the-light-in-your-eyes", "queen-of-tears"]);
    let bare = "My Mister is about an engineer and a woman in debt who heal each other.\n\n\
        Our Blues tells of villagers on an island, and of a dying mother.\n";
    assert_eq!(ids(bare, Markup::Plain), ["my-mister", "our-blues"]);
}

#[test]
fn titles_without_text_are_counted() {
    let text = "1. Vincenzo\nA mafia lawyer takes revenge.\n\n2. My Mister\n\n3. Hotel del Luna\n";
    let encoding = encode(text, Markup::Plain);
    assert_eq!((encoding.dramas.len(), encoding.untold), (1, 2));
    assert_eq!(encode("1. Vincenzo\nA mafia lawyer takes revenge.\n", Markup::Plain).untold, 0);
}

#[test]
fn running_text_turns_from_drama_to_drama() {
    let expected = ["my-mister", "my-liberation-notes"];
    for text in [
        "Start with My Mister, in which an engineer helps a woman in debt, and go on to My \
         Liberation Notes, where three siblings and an alcoholic look for a way out.",
        "My Mister (2018) is about an engineer and a woman in debt. My Liberation Notes (2022) is \
         about three siblings in the countryside.",
        "Two of one writer. My Mister is about an engineer and a woman in debt.\n\nMy Liberation \
         Notes tells of three siblings in the countryside.",
    ] {
        assert_eq!(ids(text, Markup::Plain), expected, "{text}");
    }
    // What a section says of its own drama, or of another beside it, parts nothing.
    let text = "## Vincenzo\n\nVincenzo follows a mafia lawyer. It is as funny as My Mister is \
        sad. My Mister is sad, this is not.\n\n## Healer\n\nHealer follows a night courier and a \
        reporter.\n";
    assert_eq!(ids(text, Markup::Markdown), ["vincenzo", "healer"]);
}

#[test]
fn a_talk_without_times_is_read_by_who_speaks() {
    let talk = "Mina: ok what should I watch\nTom: My Liberation Notes. three siblings in the \
        countryside\nMina: sounds slow\nSora: Navillera is the best, an old man learns ballet\n\
        Tom: Our Blues then! villagers on an island, a teenage pregnancy\n";
    assert_eq!(ids(talk, Markup::Plain), ["my-liberation-notes", "navillera", "our-blues"]);
}

#[test]
fn a_cell_over_several_rows_moves_no_column() {
    let page = "<table><tr><td>2010<td><i><a href=1>Secret Garden</a></i><td>Bodies are swapped.\
        <tr><td rowspan=2>2014<td><i>Healer</i><td>A night courier protects a reporter.\
        <tr><td><i>Pinocchio</i><td>A reporter hiccups when she lies.</table>";
    assert_eq!(ids(page, Markup::Html), ["secret-garden", "healer", "pinocchio"]);
}

#[test]
fn what_stands_around_a_title_is_no_part_of_it() {
    for (one, two) in [
        ("Vincenzo 9/10", "Healer 8.5/10"),
        ("Vincenzo, by Park Jae-bum", "Healer, by Song Ji-na"),
        ("[[Vincenzo]] ⭐⭐⭐ #mafia", "[[Healer|H]] ⭐⭐ #love"),
        ("Vincenzo '21", "Healer '14"),
        ("Vincenzo 2021", "Healer 2014"),
        ("1- Vincenzo", "2- Healer"),
        ("1 Vincenzo", "2 Healer"),
        ("a) Vincenzo", "b) Healer"),
        ("➊ Vincenzo", "➋ Healer"),
        ("TOP1 Vincenzo", "TOP2 Healer"),
        ("»Vincenzo«", "„Healer“"),
        ("=== Vincenzo ===", "~ Healer ~"),
    ] {
        let text = format!("{one}\nA mafia lawyer comes home.\n\n{two}\nA night courier.\n");
        let found = encode(&text, Markup::Plain).dramas;
        let titles: Vec<_> = found.iter().filter_map(|drama| drama.title.as_deref()).collect();
        assert_eq!(titles, ["Vincenzo", "Healer"], "{text}");
        assert!(found.iter().all(|drama| drama.known.is_some()), "{text}");
    }
    let noted = "☐ The Glory (bullying, revenge)\n☑ Beyond Evil (serial killer, small town)\n";
    assert_eq!(ids(noted, Markup::Plain), ["the-glory", "beyond-evil"]);
    let items = "1. My Mister\n   An engineer helps a woman in debt.\n2. Signal\n   A detective.\n";
    assert_eq!(ids(items, Markup::Markdown), ["my-mister", "signal"]);
}

#[test]
fn a_part_at_the_level_of_the_titles_belongs_to_the_title_above() {
    let page = "<h2>Vincenzo</h2><h2>Synopsis</h2><p>A mafia lawyer comes home.</p>\
        <h2>Healer</h2><h2>Synopsis</h2><p>A night courier protects a reporter.</p>";
    assert_eq!(ids(page, Markup::Html), ["vincenzo", "healer"]);
}

#[test]
fn a_slip_in_a_title_is_forgiven_as_in_a_question() {
    let text = "1. Extraordinary Atorney Woo\nAn autistic lawyer.\n\n2. Signal\nA detective.\n";
    assert_eq!(ids(text, Markup::Plain), ["extraordinary-attorney-woo", "signal"]);
    let other = "1. Extraordinary Atorney Woo (1999)\nAn autistic lawyer.\n\n2. Signal\nA cop.\n";
    assert_eq!(ids(other, Markup::Plain), ["-", "signal"], "of another year");
}

#[test]
fn json_and_feeds_are_read_by_their_titles() {
    let lines = "{\"title\":\"Signal\",\"plot\":\"A detective hunts a serial killer.\"}\n\
        {\"plot\":\"A mafia lawyer\\ncomes home.\",\"name\":\"Vincenzo\"}\n";
    assert_eq!(ids(lines, Markup::Plain), ["signal", "vincenzo"]);
    let page = "{\"page\":1,\"results\":[{\"name\":\"Signal\",\"networks\":[{\"name\":\"tvN\"}],\
        \"overview\":\"A detective hunts a serial killer.\"}]}";
    assert_eq!(ids(page, Markup::Plain), ["signal"]);
    let feed = "<rss><channel><title>Blog</title><item><title>Signal</title><description>\
        <![CDATA[<p>A detective hunts a serial killer.</p>]]></description></item><item><title>\
        Vincenzo</title><description>&lt;p&gt;A mafia lawyer.&lt;/p&gt;</description></item>\
        </channel></rss>";
    assert_eq!(ids(feed, Markup::Html), ["signal", "vincenzo"]);
}
