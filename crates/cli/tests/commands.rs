//! The commands, used rightly, through the real binary: on an invented shelf and on what ships.

mod common;

use std::fs;

use common::{
    Ran, ask, columns, found, ids, near, ranked, run, run_command, shelf, shelf_command, sum, tell,
};
use serde_json::{Value, json};

/// 272, 68, 65, 64, 32 and 4 of 289. The first two are a little shorter without the trope that
/// gives them away, and score a little higher; the second Ferry School is a part of the first.
const LIKE_HARBOUR: &str = "paper-lanterns 0.9413239, second-spring-2020 0.2358933, \
    the-unread 0.2249135, second-spring-2017 0.2214533, ferry-school 0.1107266, \
    undated-tape 0.0138408";

#[test]
fn like_ranks_by_the_tropes_shared() {
    let answer = ranked("like harbour-lights --tropes-only", LIKE_HARBOUR);
    let (first, last) = (&answer["results"][0], &answer["results"][5]);
    let facts = json!([first["title"], first["year"], first["mdl"]]);
    assert_eq!(facts, json!(["Paper Lanterns", 2020, 900002]));
    assert_eq!(first["contributions"][0]["trope"], "lost-letter");
    near(&first["contributions"][0]["amount"], 256.0 / 272.0 * 0.9413239);
    let missing = json!([last["year"], last["mdl"], last["lacks"]]);
    assert_eq!(missing, json!([null, null, ["lost-letter"]]));
}

#[test]
fn several_titles_pool_by_their_mean_or_by_the_nearest() {
    let line = "like harbour-lights ferry-school --same-series --tropes-only -k 2 --pooling";
    // The two titles are 32/289 alike, so their unit vectors come to √(2 + 64/289); (17 +
    // 272)/289 and (272 + 16)/289 over that.
    ranked(&format!("{line} mean"), "ferry-school-2 0.6709365, paper-lanterns 0.6687197");
    let best =
        ranked(&format!("{line} best"), "paper-lanterns 0.9413239, ferry-school-2 0.9411765");
    assert_eq!(best["results"][0]["nearest_seed"], "harbour-lights");
    assert_eq!(best["results"][1]["nearest_seed"], "ferry-school");
}

#[test]
fn wishes_rank_alone_and_beside_titles() {
    ranked(
        "score radio-host --tropes-only",
        "second-spring-2020 0.9411765, ferry-school 0.2352941, harbour-lights 0.2352941",
    );
    // (16 + 4/4) / 17 and 16 / 17, over √(1 + 1/16).
    let weighted = "score lost-letter paper-marriage:0.25 -k 2 --tropes-only";
    ranked(weighted, "paper-lanterns 0.9701425, harbour-lights 0.9130753");
    // (32/289 + 16/17) / 2, (272/289 + 0) / 2 and a little more.
    let both = "like harbour-lights --want island-school --wish-share 0.5 -k 2 --tropes-only";
    let answer = ranked(both, "ferry-school 0.5259516, paper-lanterns 0.4706619");
    assert_eq!(answer["results"][1]["lacks"], json!(["island-school"]));
    for name in ["Undelivered Letter", "잃어버린 편지", "LOST LETTER"] {
        let named = shelf(&["score", name, "--format", "json"]).json();
        assert_eq!(named, ask("score lost-letter"), "{name}");
    }
}

#[test]
fn critiques_soft_avoids_and_popularity_are_adjustments() {
    // Of 0.4 the second has 0.4 more, the first 0.4 less: odds times 1 + 2 · 0.4/0.6, and over it.
    let more = "like harbour-lights --more radio-host --tropes-only -k 2";
    let answer = ranked(more, "paper-lanterns 0.8730231, second-spring-2020 0.4187200");
    let step = &answer["results"][1]["adjustments"][0];
    assert_eq!(json!([step["kind"], step["trope"]]), json!(["more", "radio-host"]));
    near(&step["amount"], 0.4187200 - 0.2358933);

    let soft = "like harbour-lights --avoid paper-marriage:0.5 -k 1 --tropes-only";
    near(&ranked(soft, "paper-lanterns 0.7530591")["results"][0]["base"], 0.9413239);

    // The most followed has more followers than 7 of the 7 others, the next one than 6:
    // 4/17 + 13/17 · 0.5/1.5, and 3/7 in place of 0.5.
    let popular = "score night-ferry --popularity=0.5 -k 2";
    ranked(popular, "harbour-lights 0.4901961, ferry-school 0.4647059");
    assert!(tell(popular).stderr.contains("6 dramas have no known followers"));
}

#[test]
fn era_and_people_count_when_asked_for_and_are_named() {
    let line = "like guardian-the-lonely-and-great-god --tropes-only --era --people -k 5";
    let words: Vec<&str> = line.split(' ').collect();
    let told = |more: &[&str]| {
        let text = run(&[&words[..], more].concat()).answered();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(told(&[]).contains("also with Lee Dong Wook"));
    assert!(told(&["--explain"]).contains("same lead: Lee Dong Wook +0."));
    let answer = run(&[&words[..], &["--format", "json"]].concat()).json();
    for result in answer["results"].as_array().unwrap() {
        let steps = result["adjustments"].as_array().unwrap();
        let kinds: Vec<&str> = steps.iter().map(|step| step["kind"].as_str().unwrap()).collect();
        assert!(kinds.iter().all(|kind| ["era", "lead", "writer", "director"].contains(kind)));
    }
}

#[test]
fn every_answer_is_a_sum() {
    let lines = "like our-beloved-summer
like our-beloved-summer --more time-travel --avoid divorce:0.3 --popularity
score time-travel divorce:0.6 --unlike go-back-couple --diversity 0.3";
    let shipped =
        |line: &str| run(&line.split(' ').chain(["--format", "json"]).collect::<Vec<_>>()).json();
    let mut answers: Vec<Value> = lines.lines().map(shipped).collect();
    answers
        .push(ask("like second-spring-2020 --less radio-host --avoid snowed-in:0.7 --popularity"));
    for answer in answers {
        let results = answer["results"].as_array().unwrap();
        assert!(results.len() >= 5, "{answer}");
        for result in results {
            near(&result["base"], sum(&result["contributions"]));
            let (base, score) =
                (result["base"].as_f64().unwrap(), result["score"].as_f64().unwrap());
            near(&result["score"], base + sum(&result["adjustments"]));
            assert!(score > 0.0 && score <= 1.0, "{score}");
        }
    }
}

#[test]
fn vetoes_drop_by_strength_warnings_at_any_and_the_unreviewed() {
    let snow = "like harbour-lights --tropes-only --avoid snowed-in";
    assert_eq!(found(snow), "paper-lanterns second-spring-2017 ferry-school");
    let snow = format!("{snow} --veto-threshold 0.2");
    assert_eq!(found(&snow), "paper-lanterns second-spring-2017 ferry-school");
    let clean = "paper-lanterns second-spring-2020 ferry-school undated-tape";
    assert_eq!(found("like harbour-lights --tropes-only --avoid drowning"), clean);
}

#[test]
fn a_score_that_is_unknown_is_no_praise() {
    let told = run(&["like", "Squid Game", "--airing", "not-yet"]).answered();
    let unscored = &told[told.find("Can This Love").expect("it is answered")..];
    assert!(unscored.contains("same") && !unscored.contains("scored"), "{told}");
}

#[test]
fn a_question_of_filters_alone_tells_the_facts_that_rank() {
    let known = tell("score --network kbn").answered();
    assert!(known.contains("9,999") && !known.contains('%'), "{known}");
    let scored = run(&["score", "--min-score", "9", "--acclaim", "-k", "1"]).answered();
    assert!(scored.contains("scored") && scored.contains("followed"), "{scored}");
}

#[test]
fn filters_say_what_they_leave_out_and_for_how_many_the_fact_is_unknown() {
    // Under each filter the ids; what was left out, for how many unknown, what relaxing brings
    // back.
    let table = r#"
--year-from 2020
["2020 and later",4,1,2] paper-lanterns second-spring-2020 the-unread ferry-school-2
--year-to 2017
["2017 and earlier",5,1,4] second-spring-2017 ferry-school
--network kbn
["KBN",5,1,4] second-spring-2020 second-spring-2017
--streaming CORAL+
["Coral+",5,3,4] paper-lanterns ferry-school
--max-episodes 12
["12",6,1,4] paper-lanterns the-unread
--seen the-unread
[null,1,0,1] paper-lanterns second-spring-2020 second-spring-2017 ferry-school undated-tape"#;
    let lines: Vec<&str> = table.trim().lines().collect();
    for case in lines.chunks(2) {
        let line = format!("like harbour-lights --tropes-only {}", case[0]);
        let told = &ask(&line)["exclusions"][0];
        let counted =
            json!([told["value"], told["dropped"], told["unknown"], told["relaxing_brings"]]);
        assert_eq!(format!("{counted} {}", found(&line)), case[1], "{line}");
    }
    let told = tell("like harbour-lights --streaming coral+").stderr;
    assert!(
        told.contains(
            "note: `streaming Coral+` leaves out 5 dramas, 3 of them because the fact is unknown"
        ),
        "{told}"
    );
    assert!(
        told.contains("note: 2 of 10 asked for: relaxing `streaming Coral+` would bring 4 more"),
        "{told}"
    );
}

#[test]
fn other_seasons_come_back_when_asked_for() {
    let ran = tell("like ferry-school --format csv");
    let note = "1 other season of what you liked left out; `--same-series` brings them back";
    assert!(ran.stderr.contains(note) && !ran.stdout.contains("ferry-school-2"), "{ran:?}");
    ranked("like ferry-school --same-series -k 1 --tropes-only", "ferry-school-2 0.9411765");
}

#[test]
fn diversity_changes_the_order_and_never_a_score() {
    let answer = ask("like harbour-lights --tropes-only --diversity 0.9 -k 6");
    let order = ids(&answer);
    assert_ne!(order.join(" "), found("like harbour-lights --tropes-only"));
    for (id, score) in LIKE_HARBOUR.split(", ").map(|pair| pair.split_once(' ').unwrap()) {
        let at = order.iter().position(|other| *other == id).unwrap();
        near(&answer["results"][at]["score"], score.parse().unwrap());
    }
}

#[test]
fn spoilers_count_and_are_named_when_asked_for() {
    let (hidden, shown) = (
        ask("like second-spring-2020 --tropes-only"),
        ask("like second-spring-2020 --tropes-only --spoilers"),
    );
    // 4/289 of the two they share give it away: unasked, half of the sum is left.
    near(&hidden["results"][4]["base"], 0.0142429);
    near(&shown["results"][4]["base"], 8.0 / 289.0);
    let named = |text: &str| text.to_lowercase().replace('-', " ").contains("twin swap");
    for line in [
        "like second-spring-2020",
        "show paper-lanterns",
        "compare paper-lanterns second-spring-2020",
    ] {
        for format in ["table", "json", "csv", "markdown"] {
            let line = format!("{line} --format {format}");
            assert!(!named(&tell(&line).answered()), "{line}");
            assert!(named(&tell(&format!("{line} --spoilers")).answered()), "{line}");
        }
    }
    assert!(named(&tell("score twin-swap").answered()), "what the question names is no secret");
}

#[test]
fn score_title_shows_the_sum_of_one_drama() {
    let text =
        tell("score lost-letter --title paper-lanterns --avoid paper-marriage:0.5").answered();
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = "Paper Lanterns (2020) place 2 of 4 that qualify

Amount Trope
0.9412 Lost letter
0.9412 base, the sum of these
-0.1882 avoid Paper marriage
0.7529 score, base plus adjustments";
    assert_eq!(text.lines().map(words).collect::<Vec<_>>().join("\n"), expected);
    let judged = ask("score lost-letter --title ferry-school --network KBN");
    let told =
        json!([judged["recommendation"]["rank"], judged["left_out_by"], judged["qualifying"]]);
    assert_eq!(told, json!([0, ["network KBN"], 2]));
}

#[test]
fn every_name_of_a_drama_finds_it() {
    let names = "Harbour Lights|  harbour-LIGHTS! |항구의 불빛|항구의불빛|Lights of the \
        Harbour|mdl:900001|Harbour Lights (2017)";
    let id = |words: &[&str]| {
        shelf(&[&["show", "--format", "json"], words].concat()).json()["id"].clone()
    };
    for name in names.split('|') {
        assert_eq!(id(&[name]), "harbour-lights", "{name}");
    }
    // A title beats the same words as another's alias, and the year tells two of a title apart.
    assert_eq!(id(&["Ferry School"]), "ferry-school");
    assert_eq!(id(&["Second Spring (2020)"]), "second-spring-2020");
    assert_eq!(id(&["Second", "Spring", "(2017)"]), "second-spring-2017", "unquoted");
}

#[test]
fn a_forgiven_typing_error_is_told_wherever_a_title_is_typed() {
    let note = "note: `Harbour-Lihgts` is taken for `Harbour Lights (2017)`";
    let uses = "like Harbour-Lihgts|show Harbour-Lihgts|compare Harbour-Lihgts the-unread|score \
        lost-letter --seen Harbour-Lihgts";
    for line in uses.split('|') {
        let ran = tell(line);
        assert!(ran.code == 0 && ran.stderr.contains(note), "{line} {ran:?}");
    }
}

#[test]
fn a_typing_error_in_the_title_to_score_is_told_as_well() {
    let ran = tell("score lost-letter --title Harbour-Lihgts");
    assert!(ran.stdout.starts_with("Harbour Lights (2017)"), "{}", ran.stdout);
    assert!(ran.stderr.contains("is taken for `Harbour Lights (2017)`"), "{ran:?}");
}

#[test]
fn show_tells_facts_and_tropes_by_level() {
    let text = tell("show harbour-lights").answered();
    let parts = "Harbour Lights (2017)  항구의 불빛|KBN|16|Wavelet|Ha Neul, Do Yun|harbour-lights, \
        mdl:900001|    4  Lost letter  lost-letter  Hearts";
    for part in parts.split('|') {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let shown = ask("show the-unread -k 1");
    assert_eq!(shown["tropes"].as_array().unwrap().len(), 1);
    near(&shown["tropes"][0]["strength"], 0.8);
    let facts = json!([shown["reviewed"], shown["episodes"], shown["mdl"], shown["native_title"]]);
    assert_eq!(facts, json!([false, 8, null, "읽지 않은 것"]));
    assert!(tell("show the-unread").answered().contains("not reviewed"));
}

#[test]
fn show_tells_what_a_viewer_asks() {
    let page = common::run(&["show", "Hospital Playlist"]).answered();
    for told in [
        "finished",
        "12 of 90 minutes, 18 hours in all",
        "(subscription)",
        "Hospital Playlist Season 2 (2021)",
        "by 62,881 viewers",
        "warnings:",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
}

#[test]
fn narrow_pages_break_no_word() {
    for words in ["like Goblin -k 3", "tropes --warnings", "compare Signal Tunnel"] {
        let mut command = common::tropewise();
        command.args(words.split(' ')).env("COLUMNS", "40");
        let page = String::from_utf8(command.output().expect("it runs").stdout).expect("text");
        let whole = page.split_whitespace().any(|word| word == "relationship" || word == "Reaper");
        assert!(page.lines().all(|line| line.chars().count() <= 40), "{page}");
        assert!(words.starts_with("tropes") <= whole, "{page}");
    }
}

#[test]
fn several_titles_shown_as_json_are_one_value() {
    let shown = ask("show harbour-lights the-unread");
    assert_eq!(json!([shown[0]["id"], shown[1]["id"]]), json!(["harbour-lights", "the-unread"]));
}

#[test]
fn compare_tells_what_is_shared_and_what_is_not() {
    let told = ask("compare harbour-lights paper-lanterns");
    // Without what gives it away one of them is √288 long.
    near(&told["similarity"], 272.0 / (17.0 * 288f64.sqrt()));
    near(&told["similarity"], sum(&told["shared"]));
    let tropes = |of: &str| {
        told[of].as_array().unwrap().iter().map(|t| t["trope"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(tropes("shared"), ["lost-letter", "night-ferry"]);
    assert_eq!(
        (tropes("only_a"), tropes("only_b")),
        (vec!["radio-host".into(), "snowed-in".into()], vec!["paper-marriage".into()])
    );
    assert_eq!(told["hidden"], 1);
    near(&ask("compare harbour-lights harbour-lights")["similarity"], 1.0);
}

#[test]
fn a_hidden_trope_that_both_have_is_one_trope() {
    let told = ask("compare second-spring-2020 paper-lanterns");
    assert_eq!(told["hidden"], 1, "twin-swap alone is hidden");
}

#[test]
fn tropes_and_dramas_are_listed_and_searched() {
    assert_eq!(found("tropes").split(' ').count(), 10);
    assert_eq!(found("tropes -k 3"), "lost-letter night-ferry radio-host");
    assert_eq!(found("tropes 편지"), "lost-letter");
    assert_eq!(found("tropes small"), "island-school", "in its definition");
    assert_eq!(found("tropes places"), "night-ferry radio-host snowed-in island-school");
    assert_eq!(found("dramas").split(' ').count(), 8);
    assert_eq!(found("dramas spring"), "second-spring-2017 second-spring-2020");
    assert_eq!(found("dramas spring -k 1"), "second-spring-2017");
    assert_eq!(found("dramas 종이"), "paper-lanterns");
    assert_eq!(found("dramas papr lantrens"), "paper-lanterns");
    let warning = &ask("tropes drowning")[0];
    let flags = json!([warning["content_warning"], warning["spoiler"], warning["dramas"]]);
    assert_eq!(flags, json!([true, false, 1]));
}

#[test]
fn csv_says_what_json_says() {
    let answer = ask("like harbour-lights --tropes-only --avoid paper-marriage:0.5");
    let text = tell("like harbour-lights --tropes-only --avoid paper-marriage:0.5 --format csv")
        .answered();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = "rank,id,title,year,mdl,score,base,contributions,adjustments,lacks,warnings";
    assert_eq!(reader.headers().unwrap(), header.split(',').collect::<Vec<_>>());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    for (row, result) in rows.iter().zip(answer["results"].as_array().unwrap()) {
        let facts =
            json!([result["rank"], result["id"], result["title"], result["year"], result["mdl"]]);
        let cells: Vec<Value> = row
            .iter()
            .take(5)
            .map(|cell| match cell.parse::<u32>() {
                Ok(number) => number.into(),
                Err(_) if cell.is_empty() => Value::Null,
                Err(_) => cell.into(),
            })
            .collect();
        assert_eq!(facts, json!(cells));
        near(&result["score"], row[5].parse().unwrap());
        let amount = |pair: &str| pair.split_once('=').unwrap().1.parse::<f64>().unwrap();
        near(&result["base"], row[7].split("; ").map(amount).sum());
    }
    assert!(rows[0][8].starts_with("avoid:paper-marriage=-0.188"), "{}", &rows[0][8]);
}

#[test]
fn tables_and_markdown_are_for_people() {
    let table = "\
More like Harbour Lights (2017)

#  Drama                                     Score  Why
1  Paper Lanterns (2020)                      0.94  A widow, a forwarded letter, and a groom who
   12 episodes · on Coral+, Wavelet ·               is not who he says.
   first on HTV                                     Lost letter 94%, Night ferry 6%
2  Second Spring (2020)                       0.24  A night programme is snowed in with its only
   16 episodes · on Wavelet · first on KBN          listener.
                                                    Radio host 94%, Snowed in 6%
";
    assert_eq!(tell("like harbour-lights -k 2 --tropes-only --seen the-unread").answered(), table);
    let markdown = "\
| id | title | native_title | year | episodes | network | mdl | summary |
| --- | --- | --- | --- | --- | --- | --- | --- |
| undated-tape | The Undated Tape |  |  |  |  |  | A cassette names a guest whom nobody remembers. |
";
    assert_eq!(tell("dramas tape --format markdown").answered(), markdown);
    let one = ["like", "Our Beloved Summer", "-k", "3"];
    let sums = |more: &[&str]| run(&[&one[..], more].concat()).answered().contains("base 0.");
    assert!(!sums(&[]) && sums(&["--explain"]));
}

#[test]
fn output_is_plain_unless_colours_are_wanted() {
    let styled = |line: &str, variables: &str| {
        let mut command = shelf_command(&line.split(' ').collect::<Vec<_>>());
        variables.split_whitespace().for_each(|name| {
            command.env(name, "1");
        });
        let Ran { stdout, stderr, .. } = run_command(command);
        (stdout.contains('\x1b'), stderr.contains('\x1b'))
    };
    let line = "like Harbour-Lihgts";
    assert_eq!(styled(line, ""), (false, false), "piped");
    // Without this the line above could not fail.
    assert_eq!(styled(line, "CLICOLOR_FORCE"), (true, true));
    assert_eq!(styled(line, "CLICOLOR_FORCE NO_COLOR"), (false, false));
    for format in ["json", "csv", "markdown"] {
        let line = format!("like harbour-lights --format {format}");
        assert!(!styled(&line, "CLICOLOR_FORCE").0, "{format}");
    }
}

/// What a command writes on a page of this many columns.
fn written(line: &str, width: usize) -> String {
    let mut command = shelf_command(&line.split(' ').collect::<Vec<_>>());
    command.env("COLUMNS", width.to_string());
    run_command(command).answered()
}

#[track_caller]
fn fits(line: &str) {
    for width in [40, 60, 100, 160] {
        let text = written(line, width);
        let wide: Vec<&str> = text.lines().filter(|line| columns(line) > width).collect();
        assert_eq!(wide, [""; 0], "{line} on {width} columns");
    }
}

#[test]
fn tables_keep_to_the_width_of_the_page_and_use_it() {
    for line in [
        "like ferry-school --same-series --less radio-host",
        "score lost-letter",
        "tropes",
        "dramas",
    ] {
        fits(line);
    }
    let lines = |width| written("dramas", width).lines().count();
    assert!(lines(160) == 9 && lines(60) > 12, "no summary needs a second line on a wide page");
}

#[test]
fn headings_and_sentences_keep_to_the_width_of_the_page() {
    for line in [
        "show paper-lanterns",
        "compare harbour-lights paper-lanterns",
        "score lost-letter --title ferry-school",
    ] {
        fits(line);
    }
}

#[test]
fn an_overlay_adds_dramas_and_tropes_and_replaces_dramas() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("dramas")).unwrap();
    let drama = |id: &str, title: &str, tropes: &str| {
        format!("[[drama]]\nid = \"{id}\"\ntitle = \"{title}\"\n[drama.tropes]\n{tropes}\n")
    };
    let files = [
        (
            "tropes.toml",
            "[[trope]]\nid = \"kite\"\nlabel = \"Kite\"\nfamily = \
            \"places\"\ndefinition = \"A kite.\"\n"
                .to_owned(),
        ),
        (
            "dramas/mine.toml",
            drama("the-unread", "The Read", "kite = 3\nlost-letter = 4")
                + &drama("kites", "Kites", "kite = 5"),
        ),
        ("single.toml", drama("kites", "Kites", "time-travel = 5")),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let overlay = format!("--overlay {}", folder.path().display());
    assert_eq!(found(&format!("like Kites {overlay}")), "the-unread");
    assert_eq!(ask(&format!("show the-unread {overlay}"))["title"], "The Read");
    assert_eq!(found(&format!("dramas {overlay}")).split(' ').count(), 9);
    // A single file will do, and stands on the shipped catalogue as well.
    let single = folder.path().join("single.toml");
    let answer =
        run(&["like", "Kites", "--overlay", single.to_str().unwrap(), "--format", "json"]).json();
    assert_eq!(ids(&answer).len(), 10);
}

#[test]
fn the_shipped_catalogue_knows_a_title_by_all_its_names() {
    let answer = run(&["like", "Our Beloved Summer"]);
    assert_eq!((answer.code, answer.stderr.as_str()), (0, ""));
    assert!(
        answer.stdout.starts_with("More like Our Beloved Summer (2021)\n\n"),
        "{}",
        answer.stdout
    );
    assert_eq!(
        answer.stdout.matches("Our Beloved Summer").count(),
        1,
        "a seed is no answer to itself"
    );
    for names in [
        "Our|Beloved|Summer",
        "그해 우리는",
        "mdl:694231",
        "our-beloved-summer",
        "Our Belovd Sumer",
    ] {
        let named = run(&["like"].into_iter().chain(names.split('|')).collect::<Vec<_>>());
        assert_eq!(named.answered(), answer.stdout, "{names}");
    }
    let line = "like our-beloved-summer --want time-travel --avoid trauma -k 25 --format json";
    assert_eq!(ids(&run(&line.split(' ').collect::<Vec<_>>()).json()).len(), 25);
}

#[test]
fn help_and_version_are_answers() {
    let help = run(&["--help"]).answered();
    for command in ["like", "score", "batch", "show", "compare", "tropes", "dramas", "check"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}\n{help}");
    }
    assert_eq!(
        run(&["--version"]).answered(),
        format!("tropewise {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn an_overlay_may_carry_a_copy_of_the_catalogue() {
    let shelf = common::fixture("shelf");
    let plain = run_command(shelf_command(&["like", "Harbour Lights"])).answered();
    let overlay = format!("--overlay={}", shelf.display());
    assert_eq!(run_command(shelf_command(&["like", "Harbour Lights", &overlay])).answered(), plain);
}
