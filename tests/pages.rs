//! Pages in the layouts of real ones: listings, ranked lists, blogs, news, tables, notes, chats,
//! Korean pages, HTML with missing end tags. `tests/fixtures/pages/expected.tsv` has their titles;
//! those of `tests/fixtures/pages/later` were written after the reader and are kept apart, to be
//! measured and not tuned on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tropewise::catalog::fold;
use tropewise::encode::{Markup, Options};
use tropewise::schema::Encoding;
use tropewise::{Encoder, Recommender};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages")
}

fn encode(bytes: &[u8], markup: Option<Markup>) -> Option<Encoding> {
    static TOOLS: OnceLock<(Encoder, Recommender)> = OnceLock::new();
    let (encoder, recommender) = TOOLS.get_or_init(|| {
        (tropewise_dramas::encoder(), Recommender::new(tropewise_dramas::catalog()))
    });
    let options = Options { markup, ..Options::default() };
    encoder.encode(bytes, recommender, &options).ok()
}

fn markup(name: &str) -> Option<Markup> {
    match name.rsplit('.').next() {
        Some("html") => Some(Markup::Html),
        Some("md") => Some(Markup::Markdown),
        _ => None,
    }
}

/// Titles, folded, with the ids they are tied to; `-` for none.
fn titles(encoding: Option<&Encoding>) -> Vec<(String, String)> {
    let dramas = encoding.map(|encoding| encoding.dramas.as_slice()).unwrap_or_default();
    let known = |drama: &tropewise::schema::EncodedDrama| {
        drama.known.as_ref().map_or_else(|| "-".to_owned(), |known| known.id.clone())
    };
    dramas.iter().map(|d| (fold(d.title.as_deref().unwrap_or_default()), known(d))).collect()
}

/// The expected titles of each page of a folder.
fn expected(folder: &Path) -> BTreeMap<String, Vec<(String, String)>> {
    let table = fs::read_to_string(folder.join("expected.tsv")).expect("readable");
    let mut pages: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let title = (fold(fields[1]), fields[2].to_owned());
        pages.entry(fields[0].to_owned()).or_default().push(title);
    }
    pages
}

/// How many titles were found and tied to the right entry, of how many, with what went wrong.
fn found(folder: &Path) -> (usize, usize, Vec<String>) {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for (page, expected) in expected(folder) {
        let bytes = fs::read(folder.join(&page)).expect("readable");
        let got = titles(encode(&bytes, markup(&page)).as_ref());
        let hits = expected.iter().filter(|title| got.contains(title)).count();
        if hits < expected.len() || got.len() != expected.len() {
            wrong.push(format!("{page}: {got:?}"));
        }
        right += hits;
        all += expected.len();
    }
    (right, all, wrong)
}

#[test]
fn at_least_95_in_100_titles_are_found_and_tied_to_the_right_entry() {
    let (right, all, wrong) = found(&folder());
    assert!(right * 100 >= all * 95, "{right} of {all}: {wrong:#?}");
}

#[test]
fn no_two_dramas_of_a_page_are_merged() {
    for (page, expected) in expected(&folder()) {
        let bytes = fs::read(folder().join(&page)).expect("readable");
        let got = titles(encode(&bytes, markup(&page)).as_ref());
        assert!(got.len() >= expected.len(), "{page}: {got:?}");
    }
}

#[test]
fn nine_in_ten_titles_of_later_pages_are_found() {
    let (right, all, wrong) = found(&folder().join("later"));
    assert!(right * 10 >= all * 9, "{right} of {all}: {wrong:#?}");
}

/// A page of two dramas written around one pattern.
fn two(pattern: &str) -> String {
    let one = |n: &str, title: &str, korean: &str, year: &str, text: &str| {
        pattern
            .replace("{n}", n)
            .replace("{title}", title)
            .replace("{korean}", korean)
            .replace("{year}", year)
            .replace("{text}", text)
    };
    one(
        "1",
        "Tunnel",
        "터널",
        "2017",
        "A detective who hunts a serial killer walks through a tunnel and comes out thirty years \
        later.",
    ) + &one(
        "2",
        "Queen of Tears",
        "눈물의 여왕",
        "2024",
        "A married couple on the way to divorce falls in love again when she is told of a \
        terminal illness.",
    )
}

#[track_caller]
fn both_are_found(pattern: &str) {
    let got = titles(encode(two(pattern).as_bytes(), None).as_ref());
    let ids: Vec<&str> = got.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(ids, ["tunnel", "queen-of-tears"], "{pattern}: {got:?}");
    // What surrounds a title is no part of it.
    let names = [["Tunnel", "터널"], ["Queen of Tears", "눈물의 여왕"]];
    for ((title, _), names) in got.iter().zip(names) {
        assert!(names.iter().any(|name| fold(name) == *title), "{pattern}: {got:?}");
    }
}

#[test]
fn numbers_brackets_and_years_around_a_title_are_no_part_of_it() {
    for line in [
        "{n}.{title} ({year})",
        "{n}) {title} ({year})",
        "#{n}: {title} ({year})",
        "No. {n} – {title} ({year})",
        "[{n}] {title} ({year})",
        "{n}위: {korean} ({year})",
        "제{n}위 〈{korean}〉 ({year})",
        "【{korean}】 {year}",
        "《{title}》 ({year})",
        "「{korean}」",
        "『{korean}』 (tvN)",
        "<{korean}> ({year})",
        "{title} （{year}）",
        "{title} [{year}]",
        "{n}. {title}, {year}",
        "{n}. {title} – {year}",
        "{n}. {title} | {year} | 16 episodes",
        "★ {title} ({year}) ★",
        "{n}. {korean} ({title}, {year})",
        "**{n}. {title}** ({year})",
        "“{title}” ({year})",
        "‘{title}’ – Netflix",
        "Title: {title} ({year})",
        "{title} / {korean} ({year})",
        "{title} / {korean}",
        "{title} {korean}",
        "{title} – {year}",
        "{title} - {year}",
        "{title}, {year}",
        "{title}: {year}",
        "{year} – {title}",
        "{n}/10 {title}",
        "{n}/10: {title} ({year})",
        "{n}\u{fe0f}\u{20e3} {title}",
        "{n}º {title}",
        "{n}st place: {title}",
        "Rank {n}: {title}",
        "Drama #{n} – {title} ({year})",
        "0{n} {title}",
        "III. {title}",
        "{n}번째 드라마: {korean}",
        "{n} ▸ {title}",
        "- [ ] {title}",
        "Drama title: {title}",
        "{title} on Netflix",
        "{title} ⭐ 9.1",
        "{korean} 결말 줄거리 등장인물 몇부작",
    ] {
        both_are_found(&format!("{line}\n{{text}}\n\n"));
        both_are_found(&format!("{line}\n\n{{text}}\n\n"));
        let html = line.replace('<', "&lt;").replace('>', "&gt;");
        both_are_found(&format!("<h3>{html}</h3><p>{{text}}</p>"));
        both_are_found(&format!("<p><b>{html}</b></p><p>{{text}}</p>"));
    }
}

#[test]
fn what_stands_below_a_title_is_no_title() {
    for below in [
        "<h4>Synopsis</h4>",
        "<h5>Plot</h5>",
        "<h3>줄거리</h3>",
        "<h3>Why you should watch</h3>",
        "<p>Network: KBS2</p>",
        "<p>tvN | 16 episodes</p>",
        "<p>8.4</p>",
        "<p>★ 8.4/10</p>",
        "<p>Cast: Kim One, Lee Two</p>",
        "<p>Image credit: tvN</p>",
        "<div>Korean Drama - 16 episodes</div>",
        "<p><b>Episodes:</b> 16</p>",
        "<ul><li>Genre: Romance</li><li>Stars: Kim One</li></ul>",
        "<table><tr><td>Network</td><td>tvN</td></tr></table>",
        "",
    ] {
        both_are_found(&format!("<h2>{{n}}. {{title}}</h2>{below}<p>{{text}}</p>"));
        both_are_found(&format!(
            "<div class=\"card\"><a class=\"name\" \
            href=\"/{{n}}\">{{title}}</a>{below}<p>{{text}}</p></div>"
        ));
    }
    for below in [
        "Network: tvN",
        "Starring: Kim One and Lee Two",
        "Rating: 8.4",
        "출연: 김하나, 이둘",
        "tvN, 16 eps",
    ] {
        both_are_found(&format!("{{n}}. {{title}} ({{year}})\n\n{below}\n\n{{text}}\n\n"));
        both_are_found(&format!("### {{title}}\n\n{below}\n\n{{text}}\n\n"));
    }
}

/// Words before a colon are a label where they stand below titles, or nothing is told there.
#[test]
fn dramas_whose_names_begin_alike_are_not_merged() {
    const TEXTS: [&str; 4] = [
        "A chaebol heir falls for his secretary. They divorce, and in the end they marry again.",
        "A serial killer is hunted by a detective who lost his memory in an accident at sea.",
        "A ghost helps a young lawyer until time travel brings both of them back to that summer.",
        "A widow opens a bakery on an island and takes in the boy whom nobody else wants to have.",
    ];
    let page = |line: &dyn Fn(usize) -> String| -> String {
        (0..4).map(|at| format!("{}\n\n{}\n\n", line(at), TEXTS[at])).collect()
    };
    let names = |page: &str| -> Vec<String> {
        titles(encode(page.as_bytes(), None).as_ref()).into_iter().map(|(name, _)| name).collect()
    };
    let seasons = ["Spring", "Summer", "Autumn", "Winter"];
    let alike = names(&page(&|at| format!("Ferry Tales: {} ({})", seasons[at], 2011 + at)));
    let expected = ["spring", "summer", "autumn", "winter"].map(|s| format!("ferrytales{s}"));
    assert_eq!(alike, expected);
    let ferries = ["Old Quay", "New Quay", "Far Quay", "Last Quay"];
    let labelled = names(&page(&|at| {
        format!("{} ({})\n\nStation: Harbour TV ({})", ferries[at], 2011 + at, 2001 + at)
    }));
    assert_eq!(labelled, ["oldquay", "newquay", "farquay", "lastquay"]);
}

#[test]
fn items_openings_rows_and_terms_are_sections() {
    for pattern in [
        "<li><b>{title}</b>: {text}</li>",
        "<li><a href=x>{title}</a> ({year}) – {text}</li>",
        "<p><strong>{n}. {title}</strong> {text}</p>",
        "<p><em>{title}</em> ({year}) – {text}</p>",
        "<dl><dt>{title}<dd>{text}</dl>",
        "<p>{title} ({year}): {text}</p>",
        "<table><tr><td>{n}</td><td>{title}</td><td>{year}</td><td>{text}</td></tr></table>",
        "<h2>{korean}</h2>{text}",
        "<h2>{title}<br><small>({year})</small></h2><p>{text}</p>",
        "<h2>{title} <small>{korean}</small></h2><p>{text}</p>",
    ] {
        both_are_found(&format!("<!-- a page -->\n{pattern}"));
    }
    for pattern in [
        "- **{title}** – {text}\n",
        "{n}. **{title}** ({year}): {text}\n",
        "{title} ({year}) - {text}\n\n",
        "{title} ({year}): {text}\n\n",
        "{title}, {year} — {text}\n\n",
        "• {title} ({year}) – {text}\n",
        "“{title}” ({year}) – {text}\n\n",
        "{n}\t{title}\t{year}\t{text}\n",
        ":one: *{title}*  (7 votes)\n{text}\n:eyes: 4\n\n",
        "SHELF        DVD 4{n}\nTITLE        {title}\nSUMMARY      {text}\nSTATUS       Lost\n---\n",
        "[slide{n}]\nname={title}\nyear={year}\ncaption={text}\n\n",
        "<div><button aria-expanded=false>Sat {n} Feb, 3 pm — {title}</button><p>{text}</p></div>",
    ] {
        both_are_found(pattern);
    }
}

#[test]
fn dramas_may_stand_side_by_side_in_a_table() {
    let tunnel = "A detective who hunts a serial killer walks through a tunnel.";
    let queen = "A married couple on the way to divorce falls in love again.";
    let columns = format!(
        "<table><tr><th></th><th>Tunnel</th><th>The Ferry of Sands</th><th>Queen of Tears</th></tr>\
         <tr><th>Shown by</th><td>OCN</td><td>HTV</td><td>tvN</td></tr>\
         <tr><th>What it is</th><td>{tunnel}</td><td>A ferry captain hides from a loan shark.</td>\
         <td>{queen}</td></tr></table>"
    );
    let cells = format!(
        "<table><tr><td colspan=2>Room B</td></tr><tr><td><b>Tunnel</b><br>OCN, 2017<br>{tunnel}</td>\
         <td><b>Queen of Tears</b><br>tvN, 2024<br>{queen}</td></tr></table>"
    );
    for (page, expected) in
        [(columns, &["tunnel", "-", "queen-of-tears"][..]), (cells, &["tunnel", "queen-of-tears"])]
    {
        let read = encode(page.as_bytes(), None);
        let got = titles(read.as_ref());
        let ids: Vec<&str> = got.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(ids, expected, "{page}: {got:?}");
        // Each keeps what is said of it, and has nothing of the others.
        let words = |at: usize| -> Vec<&str> {
            let tropes = read.iter().flat_map(|read| &read.dramas[at].tropes);
            tropes.flat_map(|trope| &trope.evidence).map(|found| found.words.as_str()).collect()
        };
        let last = expected.len() - 1;
        assert!(words(0).contains(&"serial killer") && !words(last).contains(&"serial killer"));
        assert!(words(last).contains(&"divorce") && !words(0).contains(&"divorce"));
    }
}

#[test]
fn a_cell_in_quotes_may_have_lines() {
    let head = "Name,Seen,Notes,By\n";
    let page = format!("{head}{}", two("{title},yes,\"{text}\nGood, and short.\",Ann\n"));
    let got = titles(encode(page.as_bytes(), None).as_ref());
    let ids: Vec<&str> = got.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(ids, ["tunnel", "queen-of-tears"], "{got:?}");
}

#[test]
fn a_quotation_is_about_the_title_below_it() {
    both_are_found(
        "<blockquote><p>{text}</p><footer>— <cite>{title}</cite>, said by a reader</footer>\
         </blockquote>",
    );
}

#[test]
fn questions_name_what_their_answers_are_about() {
    for pattern in [
        "Q: What is {title} about?\nA: {text}\n\n",
        "Q: What is {title} about?\n\nA: {text}\n\n",
        "Q{n}. Is {title} any good?\nA{n}. {text}\n\n",
        "Q: Something sad?\nA: {title}. {text}\n\n",
        "Q: Number {n}?\n\nA: {title} ({year}) – {text}\n\n",
        "질문: {korean}?\n답변: {text}\n\n",
        "**Q: Is {title} worth it?**\n\nA: {text}\n\n",
        "### What is {title} about?\n\n{text}\n\n",
        "<p><b>Q:</b> Is {title} any good?</p><p><b>A:</b> {text}</p>",
        "<h3>Why watch {title}?</h3><p>{text}</p>",
        "<dl><dt>Is {title} any good?<dd>{text}</dl>",
        "<details><summary>What is {title} about?</summary><p>{text}</p></details>",
    ] {
        both_are_found(pattern);
    }
}

#[test]
fn headings_of_light_markups_are_headings() {
    for pattern in [
        "h2. {title}\n\n{text}\n\n",
        "h3(#no{n}). {n}. {title} ({year})\n{text}\n\n",
        "== {title} ==\n\n{text}\n\n",
        "= {title} ({year})\n\n{text}\n\n",
        "{title}\n======\n\n{text}\n\n",
        "[b]{title}[/b]\n{text}\n\n",
        "[h2]{title} ({year})[/h2]\n{text}\n\n",
        "!! {title}\n{text}\n\n",
        "\\section*{{title} (tvN, {year})}\n{text}\n\n",
        "== {title}\n\n{text}\n\n",
    ] {
        both_are_found(pattern);
    }
}

#[test]
fn titles_of_one_word_begin_messages() {
    for pattern in [
        "[21:1{n}] mina: {title} follows a stranger. {text}\n[21:1{n}] tom: ok\n",
        "mina: {title} is about this: {text}\ntom: nice one\n",
        "mina: {title}! {text}\ntom: ha\n",
        "mina — Today at 9:4{n} PM\n{title}. {text}\n",
        "mina: {title}\nmina: {text}\ntom: ok\n",
        "A talk\n21:1{n}\tmina\t{title}!! {text}\n21:1{n}\ttom\tok\n",
    ] {
        both_are_found(pattern);
    }
}

#[test]
fn titles_that_are_not_known_stand_among_known_ones() {
    // The same page with three more dramas, of which two are in no catalogue.
    let more = [
        ("3", "Lamps over the Quay", "등불", "2016"),
        ("4", "Vincenzo", "빈센조", "2021"),
        ("5", "The Ferry of Sands", "나룻배", "2019"),
    ];
    let text = "A ferry captain with amnesia hides from a loan shark and is found by a doctor.";
    for pattern in [
        "{title}\n{text}\n\n",
        "{title}\n\n{text}\n\n",
        "{title} – {text}\n\n",
        "- {title}: {text}\n",
        "{title} | {year} | tvN | {text}\n",
        "{n}\t{title}\t{year}\t{text}\n",
        "Rank {n}: {title}\n{text}\n\n",
        "Slide {n} — {title}\n{text}\n\n",
        "* \"{title}\" (from 0{n}:20). {text}\n\n",
        "<details><summary>{title}</summary><p>{text}</p></details>",
        "<table><tr><th>{title}</th><td>{text}</td></tr></table>",
        "<p><b>{title}.</b> {text}</p>",
        "<li>{title} – {text}</li>",
        "<h3><button>{title}</button></h3><p>{text}</p>",
        "<button class=accordion>{title}</button><div><p>{text}</p></div>",
        "| {n} | {title} | {text} |\n",
    ] {
        let mut page = two(pattern);
        for (n, title, korean, year) in more {
            let one = pattern.replace("{n}", n).replace("{title}", title);
            let one = one.replace("{korean}", korean).replace("{year}", year);
            page += &one.replace("{text}", text);
        }
        if pattern.starts_with('|') {
            page = format!("| Rank | Drama | About |\n|---|---|---|\n{page}");
        }
        let got = titles(encode(page.as_bytes(), None).as_ref());
        let ids: Vec<&str> = got.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(ids, ["tunnel", "queen-of-tears", "-", "vincenzo", "-"], "{pattern}: {got:?}");
        assert_eq!(got[2].0, fold("Lamps over the Quay"), "{pattern}");
    }
}

#[test]
fn labels_in_one_order_below_each_title_are_no_talk() {
    both_are_found("{title}\nMood: dark\nPace: slow\nMusic: fine\nAbout: {text}\n\n");
}

#[test]
fn a_text_that_turns_back_goes_on_with_what_it_told() {
    let page = "Queen of Tears follows a couple near divorce. Vincenzo tells of a mafia lawyer who \
        takes revenge. Queen of Tears is also about a terminal illness.\n\nI liked both. Vincenzo \
        shows a corrupt company. Queen of Tears is sadder.";
    let encoding = encode(page.as_bytes(), None).expect("read");
    let got = titles(Some(&encoding));
    let ids: Vec<&str> = got.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(ids, ["queen-of-tears", "vincenzo"], "{got:?}");
    let shows = |at: usize, trope: &str| {
        encoding.dramas[at].tropes.iter().any(|shown| shown.trope == trope)
    };
    assert!(shows(0, "divorce") && shows(0, "terminal-illness") && shows(1, "revenge"));
}

#[test]
fn a_title_may_end_in_a_year_that_it_was_not_made_in() {
    let page = "<h2>Reply 1988</h2><p>Friends of one alley grow up and fall in love.</p>";
    let got = titles(encode(page.as_bytes(), None).as_ref());
    assert_eq!(got, [(fold("Reply 1988"), "reply-1988".to_owned())]);
}

#[test]
fn html_is_read_as_a_browser_reads_it() {
    let body = two("<h2>{title}</h2><p>{text}</p>");
    for page in [
        format!("<html><head><title>T</title><body>{body}"),
        format!("<html><head><title>T</title>{body}"),
        format!("<form action=x>{body}</form>"),
        format!("<aside>{body}</aside>"),
        format!("<body class='no-ads has-sidebar'>{body}"),
        format!("<div class='related sidebar'>{body}</div>"),
        format!("<svg/><script src=x /><p>Hello</p>{body}"),
        format!("<svg class=i><path d=x>{body}"),
        two("<h2>{title}</h2><figure><figcaption>A still</figure><p>{text}"),
        two("<h2>{title}</h2><div class=caption>A still<h3>Plot</h3><p>{text}</div>"),
        two("<h2>{title}</h2><figure><img src=x><figcaption>A still<p>{text}</p>"),
        two("<h2>{title}</h2><div class=caption>A still<p>{text}"),
        two("<h2>{title}<h3>Plot<p>{text}"),
        two("<li><h3>{title}</h3><p class=caption>A still<p>{text}"),
        two("<TABLE><TR><TD><B>{title}</B><BR>16 episodes<P>{text}</TABLE>"),
        format!("<?xml version='1.0'?>\n<!-- x -->{body}"),
        format!("<nav><ul><li><a href=x>Mine</a></ul></nav>{body}<footer>Contact</footer>"),
    ] {
        let got = titles(encode(page.as_bytes(), None).as_ref());
        let ids: Vec<&str> = got.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(ids, ["tunnel", "queen-of-tears"], "{page}: {got:?}");
    }
}

#[test]
fn where_nothing_is_left_everything_is_read_and_said() {
    let page = "<nav><a href=x>A couple on the way to divorce meets again.</a></nav>";
    let encoding = encode(page.as_bytes(), Some(Markup::Html)).expect("read");
    assert!(encoding.everything);
    let page = "<p>A couple on the way to divorce meets again.</p>";
    assert!(!encode(page.as_bytes(), Some(Markup::Html)).expect("read").everything);
}

#[test]
fn a_title_of_another_year_is_another_drama() {
    let page = "<h2>Tunnel (2009)</h2><p>A detective hunts a serial killer.</p>";
    assert_eq!(
        titles(encode(page.as_bytes(), None).as_ref()),
        [("tunnel".to_owned(), "-".to_owned())]
    );
}

#[test]
fn pictures_written_as_words_are_no_fields() {
    let text = "Dramas I cried at\n\n\
        :heart: Crash Landing on You: an heiress is blown over a border and meets an officer.\n\
        :sob: Queen of Tears: a couple on the way to divorce falls in love again.\n";
    let encoding = encode(text.as_bytes(), Some(Markup::Plain)).expect("read");
    let found = titles(Some(&encoding));
    let ids: Vec<&str> = found.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(ids, ["crash-landing-on-you", "queen-of-tears"], "{found:?}");
}

#[test]
fn two_dramas_may_share_what_stands_before_their_colon() {
    let text = "Love Story: Winter Harbour (2031)\n\
        A widow runs a boat and falls in love with the detective who hunts her brother.\n\n\
        Love Story: Summer Harbour (2032)\n\
        Two chefs who were rivals at school marry on paper to save a restaurant.\n";
    let found = titles(encode(text.as_bytes(), None).as_ref());
    let names: Vec<&str> = found.iter().map(|(title, _)| title.as_str()).collect();
    let expected = ["Love Story: Winter Harbour", "Love Story: Summer Harbour"].map(fold);
    assert_eq!(names, expected, "{found:?}");
}
