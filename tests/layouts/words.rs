//! Titles in running words, as letters, talks and essays have them, and where nobody sees them.

use tropewise::catalog::fold;

use crate::{DRAMAS, all_are_found, titles};

/// Checks that a page of five different ways to say it has all dramas.
fn said_in_five_ways(above: &str, patterns: [&str; 5], below: &str) {
    let mut said = above.to_owned();
    for (pattern, (title, korean, _, _, _, text)) in patterns.into_iter().zip(DRAMAS) {
        said +=
            &pattern.replace("{title}", title).replace("{korean}", korean).replace("{text}", text);
    }
    let got = titles(&(said.clone() + below));
    let named = |(got, drama): (&String, &(&str, &str, &str, &str, &str, &str))| {
        *got == fold(drama.0) || *got == fold(drama.1)
    };
    assert!(got.len() == DRAMAS.len() && got.iter().zip(&DRAMAS).all(named), "{said}: {got:?}");
}

#[test]
fn a_page_presents_its_titles_in_a_few_words_of_many_kinds() {
    let letter = [
        "Ask for Tunnel (2017) first. {text}\n\n",
        "After that we were lent {title}. {text}\n\n",
        "Nobody at the shop had heard of it, but there is also {title}. {text}\n\n",
        "My sister swears by “{title}”: {text}\n\n",
        "Now we have begun {title}. {text}\n\n",
    ];
    said_in_five_ways("Dear Ilse,\n\nthe evenings are long.\n\n", letter, "Yours,\nMaud\n");
    let post = [
        "<p>Start with <b>{title}</b>. {text}</p>",
        "<p>Then comes <b>{title}</b>: {text}</p>",
        "<p>Hardly anybody has seen <b>{title}</b>. {text}</p>",
        "<p>And if you like suits, <b>{title},</b> of course. {text}</p>",
        "<p>My last one is <b>{title}</b> — {text}</p>",
    ];
    said_in_five_ways("<h1>A wet autumn</h1><p>Hello again.</p>", post, "<p>See you.</p>");
}

#[test]
fn messages_present_titles_in_few_words() {
    let chat = [
        "[20:01] ann: i would like \"{title}\" a lot. {text}\n[20:02] ben: hm\n",
        "[20:03] ben: no, {title}!! {text}\n[20:04] ann: seen it\n",
        "[20:05] cleo: a friend told me of {title}. {text}\n[20:06] ann: oh\n",
        "[20:07] ben: ok then {title}: {text}\n[20:08] cleo: fine\n",
        "[20:09] ann: \"{title}\"\n[20:09] ann: {text}\n",
    ];
    said_in_five_ways("[20:00] ann: what do we watch\n", chat, "[20:10] ben: bye\n");
}

#[test]
fn who_speaks_stands_in_a_line_or_before_a_colon() {
    let talk = "<p><strong>POST:</strong> Yes?</p><p><strong>OH:</strong> I show them <em>{title}</em>. {text}</p>";
    all_are_found("<h1>“I read on the bus”: a talk</h1><p>With a teacher.</p>", talk, "");
    let script = "HOST\nWhat is next?\n\nGUEST\nI brought {title}. {text}\n\n";
    all_are_found("INT. A ROOM - NIGHT\n\n", script, "");
}

#[test]
fn entries_of_a_list_begin_with_titles_in_small_letters() {
    let mut list = String::from("seen (for lena)\n\n");
    for ((title, _, _, _, _, text), mark) in
        DRAMAS.into_iter().zip([". ", ": ", " -> ", "!! ", " - "])
    {
        list += &format!("- {}{mark}{}\n", title.to_lowercase(), text.to_lowercase());
    }
    list += "\nbuy: milk, batteries\n";
    assert_eq!(titles(&list), DRAMAS.map(|drama| fold(drama.0)));
}

#[test]
fn lines_end_in_titles_as_those_of_known_ones_do() {
    all_are_found("", "<h2>Lesson {n}: read what you sign ({title})</h2><p>{text}</p>", "");
    all_are_found("", "◇항구의 겨울 '{korean}'\n{text}\n\n", "");
}

#[test]
fn a_row_of_facts_may_stand_before_what_is_said() {
    all_are_found("My list\n\n", "{title} / {korean} / {network} / {year} / {text}\n", "");
    all_are_found(
        "",
        "<table><tr><td>{title}</td></tr><tr><td>{network}, {year}</td></tr><tr><td>{text}</td></tr></table>",
        "",
    );
    all_are_found("THE BOOK\n\n", "{title}.—{text}\n\n", "");
}

#[test]
fn lines_that_stand_again_and_again_are_no_titles() {
    all_are_found(
        "",
        "#{n}\n{title}\nDrama - {year}, 16 episodes\nPlan to Watch\n{text}\nMore Details\n",
        "",
    );
    all_are_found("", "{title}\n\nYEAR  {year}\n\n{text}\n\nADD TO MY LIST\n\n", "");
}

#[test]
fn titles_may_stand_where_nobody_sees_them() {
    all_are_found(
        "<h1>Posters</h1>",
        "<figure><img alt=\"{title}\" src=x></figure><p>{text}</p>",
        "",
    );
    let card = "<div class=c><a href=x aria-label=\"{title}\"></a><p>{text}</p></div>";
    all_are_found("<h1>Cards</h1>", card, "");
    let above = "<body><div id=root></div><script type=\"application/ld+json\">[";
    let data = "{\"@type\": \"TVSeries\", \"name\": \"{title}\", \"description\": \"{text}\"},";
    all_are_found(above, data, "{}]</script><p>Please wait.</p>");
}

#[test]
fn items_of_latex_begin_with_titles() {
    all_are_found(
        "\\begin{itemize}\n",
        "\\item \\emph{{title}} ({network}, {year}). {text}\n",
        "\\end{itemize}\n",
    );
    all_are_found("\\begin{description}\n", "\\item[{title}] {text}\n", "\\end{description}\n");
}

#[test]
fn what_is_only_compared_or_thanked_is_not_presented() {
    let mut said = String::new();
    for (title, _, _, _, _, text) in &DRAMAS[..2] {
        said += &format!("<p>Start with <b>{title}</b>. {text}</p>");
    }
    said += "<p>It is by the makers of <b>Low Tide Blues</b>. They have made nothing since, and say \
        that they are tired of the sea and of all who write to them about it.</p>";
    said += "<p>I'm Maud Pell. I write about what I see in the evenings and have done so for ten \
        years, mostly from a chair by the window, and nobody has ever asked me why.</p>";
    assert_eq!(titles(&said), ["Tunnel", "Queen of Tears"].map(fold));
}
