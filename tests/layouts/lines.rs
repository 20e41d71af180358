//! Titles in lines of their own, as pages, lists and tables have them.

use tropewise::Recommender;
use tropewise::catalog::fold;
use tropewise::encode::Options;

use crate::{DRAMAS, all_are_found, titles};

#[test]
fn a_word_with_numbers_of_the_pages_own_is_no_part_of_a_title() {
    let below = "<h2>Homework</h2><p>One page on a closed room.</p>";
    all_are_found("<h1>A class</h1>", "<h2>Case {n}: {title}</h2><p>{text}</p>", below);
    all_are_found("<h1>추천</h1>", "<h3>[추천 {n}] {korean}</h3><p>{text}</p>", "");
}

#[test]
fn other_names_and_facts_stand_beside_a_title() {
    for pattern in [
        "## {korean} ({title} and the Rest of It)\n\n{text}\n\n",
        "{CAPITALS} ({year}, 16 episodes)\n\n{text}\n\n",
        "{CAPITALS}, {network}, {year}.\n{text}\n\n",
        "{title} / {network} / {year}\n{text}\n\n",
        "[b]{title}[/b] [i]({year})[/i]\n{text}\n\n",
        "<dl><dt>{n}. {title} <i>{network}</i></dt><dd>{text}</dd></dl>",
        "{n}. 《{korean}》\n{text}\n\n",
    ] {
        all_are_found("", pattern, "");
    }
}

#[test]
fn labels_of_the_pages_own_name_titles() {
    let above = "PRESS OFFICE\nSPRING SEASON\n\n";
    all_are_found(above, "TITLE:     {title}\nSLOT:      Monday\nSTORY:     {text}\n\n", "ENDS\n");
    all_are_found(above, "Name of show : {title}\nWhat happens : {text}\n\n", "");
    all_are_found("shows:\n", "- title: {title}\n  about: {text}\n", "");
}

#[test]
fn the_line_above_tells_where_titles_stand() {
    let above = "Group of viewers\nPublic group\n\nMaud Pell\nAdmin · 2 d ·\nTell us of one!\n\n";
    all_are_found(above, "Glen Watt\nTop member · {n} d ·\n{title}\n{text}\nLike   Reply\n\n", "");
    all_are_found("The list\n\n", "{n}\n{title}\n{n}23 votes · {year}\n{text}\n\n", "");
}

#[test]
fn times_and_speakers_stand_before_titles() {
    all_are_found("Hello!\n\n⏱ 00:00 Intro\n\n", "⏱ 0{n}:32 {title} ({year})\n{text}\n\n", "");
    let pattern = "[Su] [PM 8:2{n}] 〈{korean}〉\n[Su] [PM 8:3{n}] {text}\n";
    all_are_found("[Jo] [PM 8:02] One more\n", pattern, "[Jo] [PM 9:02] Thanks\n");
    let pattern = "[00:0{n}:19] OM: Number {n}: \"{title}\", from {year}.\n\n\
        [00:0{n}:24] OM: {text}\n\n[00:0{n}:50] DEB: I had to stop and breathe.\n";
    all_are_found("[00:00:04] DEB: Hello and welcome.\n", pattern, "");
}

#[test]
fn rows_of_links_and_asides_are_no_dramas() {
    let card = "<div class='text-xl bold'>{title}</div><div class='text-sm'>{text}</div>";
    let below = "<p><a>Mr. Sunshine</a> <a>My Mister</a> <a>Signal</a></p>";
    all_are_found("<div class='text-4xl bold'>Sweat & Hearts</div><p>Picked.</p>", card, below);
    let below = "<h4>Threads</h4><li><a>Is City Hunter worth it?</a></li><p>All times GMT.</p>";
    all_are_found("<h1>Gems</h1>", "<p><b>{title}</b> ({year})</p><p>{text}</p>", below);
}

#[test]
fn cards_boxes_and_kept_lines_are_told_apart() {
    let tile = "<a class=tile href=x><span class=name>{title}</span><span>{year}</span>\
        <span class=blurb>{text}</span></a>";
    all_are_found("<h1>Shows of the month</h1>", tile, "");
    let rank = "<li><span class=rank>{n}</span><strong>{korean}</strong><p>{text}</p></li>";
    all_are_found("<h2>Ranking</h2><ul>", rank, "</ul>");
    all_are_found("<pre>\nOLD LIST\n\n", "{title} ({year})\n{text}\n\n", "</pre>");
    all_are_found("# Notes\n\n", "> [!note] {title}\n> {text}\n\n", "");
}

#[test]
fn running_text_turns_to_what_stands_in_quotes() {
    let (above, below) = ("<h1>Autumn</h1><p>What comes.</p>", "<p>More in May.</p>");
    all_are_found(above, "<p>\"{title}\" follows this: {text}</p>", below);
    all_are_found(above, "<p>Among them is \"{title}\" ({network}). {text}</p>", below);
}

#[test]
fn a_page_may_be_named_by_its_head() {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let text = "A wife on the way to divorce learns that she has three months to live.";
    for page in [
        format!("---\nlayout: review\ntitle: \"Queen of Tears\"\nyear: 2024\n---\n\n> {text}\n"),
        format!("+++\ntitle = \"Queen of Tears\"\n+++\n\n{text}\n\n### Good\n\n- the leads\n"),
        format!("<title>Queen of Tears - My blog</title><h3>Plot</h3><p>{text}</p>"),
    ] {
        let encoding = tropewise_dramas::encoder()
            .encode(page.as_bytes(), &recommender, &Options::default())
            .expect("read");
        let [drama] = &encoding.dramas[..] else { panic!("{page}: {:?}", encoding.dramas) };
        let known = drama.known.as_ref().map(|known| known.id.as_str());
        assert_eq!(known, Some("queen-of-tears"), "{page}");
    }
}

#[test]
fn a_page_on_one_drama_keeps_to_it() {
    let text = DRAMAS[4].5;
    for page in [
        format!(
            "<h1>The Ferry of Sands (2019): a review</h1><p>{text}</p><h2>The good</h2><p>The \
            leads are fine and the river is grey.</p><h2>The bad</h2><p>Too long by hours.</p>"
        ),
        format!(
            "<h1>Review: “The Ferry of Sands”</h1><p>{text}</p><p>It is not as sharp as \
            <i>Signal</i> (2016).</p>"
        ),
        format!(
            "<h1>New drama \"The Ferry of Sands\" comes in May</h1><p>\"The Ferry of Sands\" \
            follows two orphans. {text}</p><p>The lead was last seen in \"Vincenzo\" (2021).</p>"
        ),
        format!(
            "<h1>The Ferry of Sands</h1><table><tr><th>Genre</th><td>Romance</td></tr><tr><th>\
            Starring</th><td>Han Seo</td></tr></table><p>A series (2019).</p><h2>Plot</h2>\
            <p>{text}</p>"
        ),
    ] {
        assert_eq!(titles(&page), [fold("The Ferry of Sands")], "{page}");
    }
}

#[test]
fn paragraphs_that_begin_alike_are_a_list() {
    let (one, two, three) = (DRAMAS[4].5, DRAMAS[2].5, DRAMAS[1].5);
    let page = format!(
        "Three that nobody knows\n\nThe Ferry of Sands\n{one}\n\nLamps over the Quay\n{two}\n\n\
        Salt Road\n{three}\n"
    );
    let expected = ["The Ferry of Sands", "Lamps over the Quay", "Salt Road"].map(fold);
    assert_eq!(titles(&page), expected);
}

#[test]
fn a_day_stands_before_a_title() {
    all_are_found("Watched in May\n\n", "1{n} May - {title}\n{text}\n\n", "");
}

#[test]
fn what_stands_around_known_titles_stands_around_others() {
    for pattern in [
        "[size=150][b]{n}) {title}[/b][/size]\n[i]{network}, {year}[/i]\n{text}\n\n",
        "{n}.30pm  {title}  {network}\n{text}\n\n",
        "2.{n}. {korean}[편집]\n{text}\n\n",
        "2.{n}  {title} (web, {year})\n\n{text}\n\n",
        "★{korean}\n{text}\n\n",
        "{title} ({year}·{network})\n{text}\n\n",
        "<h2><button aria-expanded=false>{title} <i>{year}</i> <i>{network}</i></button></h2><p>{text}</p>",
        "[21:0{n}] ann{n}: {n}) {title}!! {text}\n[21:0{n}] ben: ok\n",
    ] {
        all_are_found("", pattern, "");
    }
}

#[test]
fn sentences_mark_titles_out() {
    let (above, below) = ("<h1>Work on screen</h1>", "<p>So much for autumn.</p>");
    all_are_found(above, "<p>No less hot is <em>{title}</em>, of {year}. {text}</p>", below);
    all_are_found("NOTES ON WORK\n\n", "Not to be missed is _{title}_.[{n}] {text}\n\n", "");
    all_are_found("", "Pier TV에서 방송된 '{korean}'도 있다. {text}\n\n", "");
    all_are_found("Hello all,\n\n", "Do not miss {CAPITALS}: {text}\n\n", "Jo\n");
}

#[test]
fn what_ends_an_article_ends_nothing_at_its_head() {
    let above = "[Harbour News]\n댓글 21\n\nFive for the winter.\n\n";
    all_are_found(above, "《{korean}》\n{text}\n\n", "");
    let above = "<h1>Five for the winter</h1><p>Comments</p>";
    let below = "<p>Related articles</p><p><a>Mr. Sunshine</a></p><p>Read it today.</p>";
    all_are_found(above, "<p><b>{title}</b> ({year})</p><p>{text}</p>", below);
}

#[test]
fn each_comment_may_stand_in_a_form() {
    let comment = "<form><p><strong>{title}</strong> ({year}). {text}</p></form><p>reply</p>";
    all_are_found("<h1>Your pick?</h1>", comment, "");
}

#[test]
fn rows_of_wikitext_are_rows() {
    let above = "A list of [[dramas]] and [[films]].\n\n{| class=\"wikitable\"\n! Title\n! Story\n";
    all_are_found(above, "|-\n! scope=\"row\" | ''{title}''\n| {text}\n", "|}\n");
}

#[test]
fn a_rule_of_its_width_makes_a_line_a_heading() {
    let mut page = String::from("=====\nShows\n=====\n\n:Author: a\n\n");
    for (title, _, _, _, _, text) in DRAMAS {
        page += &format!("{title}\n{}\n\n{text}\n\n", "-".repeat(title.len()));
    }
    assert_eq!(titles(&page), DRAMAS.map(|drama| fold(drama.0)));
}

#[test]
fn known_titles_are_told_of_in_plain_words() {
    let page = "A winter with three series, and no more.\n\nThe first was My Mister. A man who checks \
        buildings is pitied by a young woman with debts, who listens to his telephone until she \
        knows him by his steps.\n\nThen I turned to Queen of Tears. The heiress of a department \
        store and her husband are on the way to divorce when she learns that she has three months \
        to live.\n\nLast came Our Beloved Summer, which I had put off for years. A documentary \
        filmed in high school brings a broken-up couple back before the camera, and is not at all \
        like Mr. Sunshine.\n";
    assert_eq!(titles(page), ["My Mister", "Queen of Tears", "Our Beloved Summer"].map(fold));
}

#[test]
fn a_title_in_quotes_may_stand_again_and_again() {
    let entry = "‘Ninth Pier’ (Netflix)\nA divorce, and two lawyers who knew each other once.\n";
    assert_eq!(titles(&entry.repeat(4)), vec![fold("Ninth Pier"); 4]);
}
