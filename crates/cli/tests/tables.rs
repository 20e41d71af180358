//! `index` over tables as people have them: made by spreadsheets, pandas, databases and scrapers.

mod common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use common::{Ran, run_command, tropewise};
use serde_json::Value;
use tempfile::TempDir;

/// A table in a folder of its own, and what `index` made of it.
struct Made {
    folder: TempDir,
    ran: Ran,
}

/// Runs `index TABLE -o out.index` with more arguments, in the folder of the table.
fn index(name: &str, bytes: &[u8], more: &[&str]) -> Made {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let mut command = tropewise();
    command.current_dir(&folder).args(["index", name, "-o", "out.index"]).args(more);
    Made { ran: run_command(command), folder }
}

impl Made {
    #[track_caller]
    fn sound(self) -> Self {
        assert_eq!(self.ran.code, 0, "{}", self.ran.stderr);
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn ask(&self, args: &[&str]) -> Ran {
        let mut command = tropewise();
        command.args(args).arg("--catalog").arg(self.path("out.index"));
        run_command(command)
    }

    #[track_caller]
    fn show(&self, title: &str) -> Value {
        self.ask(&["show", title, "--format", "json"]).json()
    }

    /// The ids of a drama's tropes, in order of their names.
    #[track_caller]
    fn tropes(&self, title: &str) -> Vec<String> {
        let shown = self.show(title);
        let tropes = shown["tropes"].as_array().expect("tropes").iter();
        let id =
            |trope: &Value| trope["trope"].as_str().or(trope["id"].as_str()).unwrap().to_owned();
        let mut ids: Vec<String> = tropes.map(id).collect();
        ids.sort();
        ids
    }

    #[track_caller]
    fn tells(&self, words: &str) {
        assert!(self.ran.stderr.contains(words), "{words}\n{}", self.ran.stderr);
    }

    /// What must be told of a table that is refused.
    #[track_caller]
    fn refused(&self, words: &str) {
        assert_eq!(self.ran.code, 1, "{}", self.ran.stderr);
        self.tells(words);
        assert!(!self.path("out.index").exists());
    }
}

#[test]
fn tags_are_taken_apart_however_they_are_written() {
    for cell in [
        "\"Divorce, Healing, Revenge\"",
        "Divorce; Healing; Revenge",
        "Divorce|Healing|Revenge",
        "Divorce / Healing / Revenge",
        "#Divorce #Healing #Revenge",
        "['Divorce' 'Healing' 'Revenge']",
        "Divorce • Healing • Revenge",
        "Divorce·Healing·Revenge",
        "Divorce\tHealing\tRevenge",
        "\"array(['Divorce', 'Healing', 'Revenge'], dtype=object)\"",
        "\"frozenset({'Divorce', 'Healing', 'Revenge'})\"",
        "\"['Divorce', 'Healing', \"\"Revenge\"\"]\"",
        "\"[\"\"Divorce\"\", \"\"Healing\"\", \"\"Revenge\"\"]\"",
        "\"[{'id': 3, 'name': 'Divorce'}, {'name': 'Healing'}, {'name': 'Revenge'}]\"",
    ] {
        let table = format!("id,title,tropes\n1,Plum House,{cell}\n");
        let made = index("a.csv", table.as_bytes(), &[]).sound();
        assert_eq!(made.tropes("Plum House"), ["divorce", "healing", "revenge"], "{cell}");
    }
}

#[test]
fn a_mark_separates_where_its_column_shows_it() {
    for mark in ["^", "~", "+", " & ", "/", "\\", " > ", " - ", " "] {
        let cell = ["Divorce", "Healing", "Revenge"].join(mark);
        let table = format!("id,title,tropes\n1,Plum House,{cell}\n2,Pear House,Healing\n");
        let made = index("a.csv", table.as_bytes(), &[]).sound();
        assert_eq!(made.tropes("Plum House"), ["divorce", "healing", "revenge"], "{cell}");
        made.tells("entries are taken apart at ");
    }
    // New names need more rows to show it; one row alone is one name.
    let rows = "1,Plum House,Sea+Tea\n2,Pear House,Tea+Salt+Sea\n3,Fig House,Salt+Tea\n";
    let table = format!("id,title,tropes\n{rows}");
    let made = index("a.csv", table.as_bytes(), &["--new-tropes"]).sound();
    made.tells("entries are taken apart at `+` in `tropes`");
    let listed = made.ask(&["tropes"]).answered();
    assert!(listed.contains("Salt") && !listed.contains('+'), "{listed}");
    let table = "id,title,tropes\n1,Plum House,Salt & Pepper\n2,Pear House,Healing\n";
    let made = index("a.csv", table.as_bytes(), &["--new-tropes"]).sound();
    assert!(made.ask(&["tropes"]).answered().contains("Salt & Pepper"));
}

#[test]
fn all_mistakes_of_a_row_are_named_with_their_columns() {
    let table = "Key,Name,Eps,year,tropes\n1,Plum House,many,soon,divorse|healing:7\n";
    let columns = ["--columns", "id=Key,title=Name,episodes=Eps,year=year"];
    let made = index("a.csv", table.as_bytes(), &columns);
    made.refused("a.csv:2:1: error: year must be a whole number from 1800 to 2199, not `soon` (");
    made.tells("; also column `Eps`: episodes must be a whole number from 1 to 9999, not `many`");
    made.tells("; also the strength of `healing` must be above 0 and at most 1, not 7");
    made.tells("; also unknown trope `divorse` (did you mean `divorce`?)");
    // However many there are, a few are named and the rest counted.
    let tags = (2..12).map(|n| format!("healing:{n}")).collect::<Vec<_>>().join("|");
    let table = format!("id,title,tropes\n1,Plum House,{tags}\n");
    let made = index("a.csv", table.as_bytes(), &[]);
    made.refused("not 6 (a level 4 of 5");
    made.tells("; and 5 more mistakes");
    assert!(!made.ran.stderr.contains("not 7"), "{}", made.ran.stderr);
    // A row that is left out names no new tropes.
    let table = "id,title,tropes,year\n1,Plum House,Salt,soon\n2,Pear House,Tea,2016\n";
    let made = index("a.csv", table.as_bytes(), &["--new-tropes", "--skip-bad"]).sound();
    let listed = made.ask(&["tropes"]).answered();
    assert!(listed.contains("Tea") && !listed.contains("Salt"), "{listed}");
}

#[test]
fn two_names_of_one_trope_count_once() {
    let table = "id,title,tropes\n1,Plum House,Time Travel:0.4|divorce|time-travel:0.8|DIVORCE\n";
    let made = index("a.csv", table.as_bytes(), &[]).sound();
    assert_eq!(made.tropes("Plum House"), ["divorce", "time-travel"]);
    let strengths = made.show("Plum House")["tropes"].to_string();
    assert!(strengths.contains("0.8") && !strengths.contains("0.4"), "the larger one: {strengths}");
}

#[test]
fn a_tag_may_have_a_colon() {
    let table = "id,title,tropes\n1,Plum House,made by:somebody|Healing:0.5\n2,Pear \
        House,\"['Year:1988']\"\n";
    let made = index("a.csv", table.as_bytes(), &["--unknown-tropes", "new"]).sound();
    let listed = made.ask(&["tropes"]).answered();
    assert!(listed.contains("made by:somebody") && listed.contains("Year:1988"), "{listed}");
    // The error names a way to write it, and the way works.
    let bad = "id,title,tropes\n1,Plum House,Year:1988\n";
    let refused = index("a.csv", bad.as_bytes(), &["--new-tropes"]);
    refused.refused("a trope of this whole name is `Year:1988:1`");
    let mended = bad.replace("Year:1988", "Year:1988:1");
    let made = index("a.csv", mended.as_bytes(), &["--new-tropes"]).sound();
    assert_eq!(made.tropes("Plum House"), ["Year:1988"]);
}

#[test]
fn numbers_are_read_as_pandas_and_people_write_them() {
    let table = "id,title,tropes,year,episodes,followers\n\
                 1.0,Plum House,healing,2016.0,16.0,\"12,345\"\n2.0,Pear House,healing,,NaN,\n\
                 3.0,Fig House,healing,\"Nov 17, 2021\",12 eps,0\n";
    let made = index("a.csv", table.as_bytes(), &[]).sound();
    let plum = made.show("Plum House (2016)");
    assert_eq!((plum["id"].as_str(), plum["episodes"].as_u64()), (Some("1"), Some(16)));
    assert_eq!(made.show("Pear House")["episodes"], Value::Null);
    assert_eq!(made.show("Fig House")["year"], 2021);
    let bad = index("a.csv", b"id,title,tropes,episodes\n1,One,,sixteen\n", &[]);
    bad.refused("a.csv:2:1: error: episodes must be a whole number from 1 to 9999, not `sixteen`");
}

#[test]
fn json_values_of_any_kind_are_taken_for_what_they_mean() {
    let rows = r#"{"id":1,"title":1987,"tropes":["healing"],"year":2016.0,"aliases":null,"network":"tvN, SBS"}
{"id":"2","title":"Pear House","tropes":"Healing, Divorce","year":null,"mood":1,"extra":[]}
{'id': 3, 'title': "Fig's House", 'tropes': ['healing'], 'episodes': None}
"#;
    let made = index("a.jsonl", rows.as_bytes(), &[]).sound();
    assert_eq!(made.show("1987")["id"], "1");
    assert_eq!(made.show("1987")["year"], 2016);
    assert_eq!(made.tropes("Pear House"), ["divorce", "healing"]);
    assert_eq!(made.show("Fig's House")["id"], "3");
    made.tells("the fields `mood`, `extra` mean nothing here and are passed over");
    assert_eq!(made.ran.stderr.matches("mood").count(), 1, "said once");
}

#[test]
fn every_form_of_a_table_says_the_same() {
    let comma = "title,tags,year\nPlum House,Healing|Divorce,2016\n\nPear House,Divorce,2019\n";
    let semicolons = comma.replace(',', ";").replace('|', ",");
    let tabs = comma.replace(',', "\t");
    let mut packed = Vec::new();
    let mut gzip = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::fast());
    gzip.write_all(comma.as_bytes()).unwrap();
    gzip.finish().unwrap();
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(tabs.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let array = r#"[{"title":"Plum House","tags":["Healing","Divorce"],"year":2016},
        {"title": "Pear House", "tags": ["Divorce"], "year": 2019}]"#;
    let forms: [(&str, Vec<u8>); 10] = [
        ("a.csv", comma.into()),
        ("a.csv", comma.replace('\n', "\r\n").into()),
        ("a.csv", format!("\u{feff}{semicolons}").into()),
        ("a.csv", format!("sep=;\r\n{semicolons}").into()),
        ("a.tsv", tabs.clone().into()),
        ("a.csv", wide),
        ("a.csv.gz", packed),
        ("a.json", array.into()),
        (
            "a.jsonl",
            array
                .replace(['\n', '[', ']'], "")
                .replace("},", "}\n")
                .replace(":\"H", ":[\"H")
                .replace("Divorce\",\"y", "Divorce\"],\"y")
                .replace(": \"Divorce\"", ": [\"Divorce\"]")
                .into(),
        ),
        ("a.psv", comma.replace('|', ";").replace(',', "|").into()),
    ];
    for (name, bytes) in forms {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let made = index(name, &bytes, &[]).sound();
        assert_eq!(made.tropes("Plum House (2016)"), ["divorce", "healing"], "{name} {text}");
        assert_eq!(made.show("pear-house")["year"], 2019, "{name} {text}");
    }
}

#[test]
fn standard_input_is_read() {
    let folder = TempDir::new().unwrap();
    for rows in
        ["title,tags\nPlum House,Healing\n", "{\"title\":\"Plum House\",\"tags\":[\"Healing\"]}\n"]
    {
        let mut command = tropewise();
        command.current_dir(&folder).args(["index", "-", "-o", "out.index"]).write_stdin(rows);
        let ran = run_command(command);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let mut command = tropewise();
    command
        .current_dir(&folder)
        .args(["index", "-", "-o", "out.index"])
        .write_stdin("title,tags\n,Healing\n");
    let ran = run_command(command);
    assert!(
        ran.code == 1 && ran.stderr.contains("standard input:2:1: error: the title is empty"),
        "{}",
        ran.stderr
    );
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let table = "id,title,tropes\n\n1,\"One\nTwo\",\n \n2,Two,no-such-trope\n";
    for table in [table.to_owned(), table.replace('\n', "\r\n")] {
        index("a.csv", table.as_bytes(), &[]).refused("a.csv:6:1: error: unknown trope");
    }
    let array = "[\n\n {\"id\":1,\"title\":\"One\",\"tropes\":[]},\n \
        {\"id\":2,\n\"title\":\"Two\",\"tropes\":[\"no-such-trope\"]}]";
    index("a.json", array.as_bytes(), &[]).refused("a.json:4:1: error: unknown trope");
}

#[test]
fn columns_are_guessed_and_told_or_said() {
    let table = "Rank,Name,Genre,Tags,Original Network,Score\n1,Plum House,Romance,\"Healing, \
        Divorce\",tvN,9\n";
    let made = index("a.csv", table.as_bytes(), &[]).sound();
    made.tells(
        "columns are guessed: title from `Name`, network from `Original Network`, score \
        from `Score`, tropes from `Tags` and `Genre`",
    );
    made.tells("there is no column of ids; they are made of the titles");
    assert_eq!(made.tropes("plum-house"), ["divorce", "healing", "romance"]);
    let said = "id=Rank,title=Name,tropes=Tags";
    let made = index("a.csv", table.as_bytes(), &["--columns", said]).sound();
    assert_eq!((made.show("Plum House")["id"].as_str(), made.tropes("1").len()), (Some("1"), 2));
    index("a.csv", table.as_bytes(), &["--columns", "title=Nome"])
        .refused("there is no column `Nome`");
    let unnamed = index("a.csv", b"Nome,Genere\nOne,Healing\n", &[]);
    unnamed.tells("`--columns FIELD=COLUMN` says which column is which");
    unnamed.refused("there is no column `title`");
    let misused = index("a.csv", table.as_bytes(), &["--columns", "name=Name"]);
    assert_eq!(misused.ran.code, 2);
    misused.tells("fields are id, former_ids, title");
}

#[test]
fn a_column_that_stands_twice_is_told() {
    let made =
        index("a.csv", b"id,title,tropes,title,note,note\n1,One,healing,Two,,\n", &[]).sound();
    made.tells("the columns `title`, `note` stand twice; the first is read");
    assert_eq!(made.show("1")["title"], "One");
    let made =
        index("a.jsonl", b"{\"id\":1,\"title\":\"One\",\"title\":\"Two\",\"tropes\":[]}\n", &[])
            .sound();
    made.tells("the field `title` stands twice; the first is read");
    assert_eq!(made.show("1")["title"], "One");
}

#[test]
fn a_cell_that_cannot_be_read_costs_no_row_where_columns_are_guessed() {
    let table = "Title,Tags,Score,Year\nOne,Healing,n.a.,(2016)\nTwo,Healing,9.1/10,2018\n\
        Three,Healing,#DIV/0!,\\N\n";
    let made = index("a.csv", table.as_bytes(), &[]).sound();
    made.tells("cells that cannot be read are passed over in `Score` (1)");
    assert_eq!(made.show("One")["year"], 2016);
    assert_eq!(made.show("Two")["score"], 9.1);
    let named = index("a.csv", table.as_bytes(), &["--columns", "score=Score"]);
    named.refused("score must be a number from 0 to 10, not `#DIV/0!`");
}

#[test]
fn lines_above_the_names_of_the_columns_are_passed_over() {
    let table = "My list 2024,,\n,,\nTitle,Tags,Note\nOne,Healing,x\nTwo,Divorce\nSum,,9\n";
    for args in [&[][..], &["--columns", "title=Title,tropes=Tags"]] {
        let made = index("a.csv", table.as_bytes(), args).sound();
        made.tells("line 3 names the columns; what stands above it is passed over");
        made.tells("1 row ends before the last column; what it lacks is read as empty");
        made.tells("1 row has no trope: line 6");
        assert_eq!(made.tropes("two"), ["divorce"]);
    }
}

#[test]
fn of_two_columns_of_tags_the_first_is_read() {
    let made = index("a.csv", b"Title,Tags,Tags\nOne,Healing,Divorce\n", &[]).sound();
    made.tells("the column `Tags` stands twice; the first is read");
    assert_eq!(made.tropes("one"), ["healing"]);
}

#[test]
fn bad_rows_are_counted_listed_and_left_out_when_asked() {
    let mut table = String::from("id,title,tropes\n1,One,healing\n");
    (2..10).for_each(|n| table.push_str(&format!("{n},Title {n},no-such-trope\n")));
    table.push_str("1,Again,healing\n11,=SUM(A1),\n12,\n");
    let refused = index("a.csv", table.as_bytes(), &[]);
    refused.refused("`a.csv` has 9 mistakes, the first of them");
    refused.tells("... and 4 more");
    refused.tells("`--rejected FILE` lists them all; `--skip-bad` leaves such rows out");
    let listed = index("a.csv", table.as_bytes(), &["--rejected", "bad.csv"]);
    listed.refused("`bad.csv` lists them all");
    let skipped = index("a.csv", table.as_bytes(), &["--skip-bad"]).sound();
    skipped.tells("10 bad rows left out; `out.index.rejected.csv` says which and why");
    let [listed, skipped_rows] = [listed.path("bad.csv"), skipped.path("out.index.rejected.csv")]
        .map(|path| fs::read_to_string(path).unwrap());
    assert_eq!(listed, skipped_rows);
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!((lines[0], lines.len()), ("line,reason,row", 11));
    assert!(lines[1].starts_with("3,unknown trope `no-such-trope`"), "{}", lines[1]);
    assert!(
        lines[9].contains("the id `1` stands twice") && lines[9].ends_with("\"1,Again,healing\"")
    );
    assert!(lines[10].starts_with("13,2 cells where there are 3 columns"), "{}", lines[10]);
    assert_eq!(skipped.ask(&["dramas", "--format", "csv"]).answered().lines().count(), 3);
}

#[test]
fn unknown_tropes_are_refused_taken_or_left_out() {
    let table = "title,tags\nPlum House,\"Healing, Space Whales\"\nPear House,Space Whales\n";
    let refused = index("a.csv", table.as_bytes(), &[]);
    refused.refused("unknown trope `Space Whales`");
    refused.tells("`--unknown-tropes new` takes unknown names as tropes");
    let new = index("a.csv", table.as_bytes(), &["--unknown-tropes", "new"]).sound();
    assert_eq!(new.tropes("Plum House"), ["Space Whales", "healing"]);
    new.tells("1 trope is new");
    let skipped = index("a.csv", table.as_bytes(), &["--unknown-tropes", "skip"]).sound();
    skipped.tells("1 unknown trope name in 2 places is left out: `Space Whales` (2)");
    assert_eq!(skipped.tropes("Plum House"), ["healing"]);
    assert!(skipped.tropes("Pear House").is_empty());
}

#[test]
fn nothing_in_a_row_steers_a_terminal() {
    for (field, value) in [
        ("id", "\"a\\u001b[2J\""),
        ("aliases", "[\"A\\u001b[2J\"]"),
        ("network", "[\"tv\\u0007N\"]"),
        ("leads", "[\"L\\u009b\"]"),
        ("series", "\"s\\u202e\""),
        ("tropes", "[\"rom\\u001b[31mance\"]"),
    ] {
        let mut row = serde_json::json!({"id": "1", "title": "One", "tropes": []});
        row[field] = serde_json::from_str(value).unwrap();
        let made = index("a.jsonl", row.to_string().as_bytes(), &["--new-tropes"]);
        made.refused("characters that steer a terminal");
        assert!(!made.ran.stderr.chars().any(|c| c.is_control() && c != '\n'));
    }
    let made = index("a.csv", b"id,title,tropes,summary\n1,One,,\"Line one.\n\tLine two.\"\n", &[])
        .sound();
    assert_eq!(made.show("1")["summary"], "Line one. Line two.");
}

/// A table with lists, gaps, numbers and days, as pandas writes it.
const PARQUET: &[u8] = include_bytes!("fixtures/table.parquet");

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_as_pandas_writes_it() {
    let made = index("a.parquet", PARQUET, &[]).sound();
    assert_eq!(made.tropes("Harbour Lights"), ["divorce", "romance"]);
    let shown = made.show("Harbour Lights");
    assert_eq!((&shown["year"], &shown["episodes"]), (&2017.into(), &16.into()));
    assert_eq!(made.show("Second Spring")["summary"], "A new spring.");
    for cut in [4, PARQUET.len() / 2, PARQUET.len() - 1] {
        index("a.parquet", &PARQUET[..cut], &["--skip-bad"]).refused("Parquet file cannot be read");
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_is_refused_with_what_to_write_instead() {
    let made = index("a.parquet", PARQUET, &["--skip-bad"]);
    made.refused("a build without the feature `parquet` does not read");
    made.tells("pandas.read_parquet");
}

#[test]
fn check_lists_all_mistakes_of_a_table_and_writes_nothing() {
    let check = |name: &str, text: &str| {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let mut command = tropewise();
        command.current_dir(&folder).args(["check", name]);
        let ran = run_command(command);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        ran
    };
    let ran = check("a.csv", "Name,Tags\nOne,Healing\nTwo,Divorce\n");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(ran.stderr.contains("2 sound rows; 0 errors"), "{}", ran.stderr);
    let bad = String::from("1,One,divorce,never\n") + &"1,Two,divorce,2016\n".repeat(9);
    let ran = check("a.csv", &format!("id,title,tropes,year\n{bad}"));
    assert_eq!((ran.code, ran.stdout.lines().count()), (1, 9), "{}", ran.stdout);
    assert!(ran.stdout.contains("a.csv:2:1: error: "), "{}", ran.stdout);
    assert!(ran.stdout.contains("a.csv:4:1: error: the id `1` stands twice, first at a.csv:3"));
    let ran = check("a.jsonl", "{\"title\": \"One\", \"tags\": [\"no such thing\"]}\n");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("`--unknown-tropes new` takes unknown names"), "{}", ran.stderr);
}

#[test]
fn what_is_no_table_is_named() {
    for (name, bytes, words) in [
        ("a.xlsx", &b"PK\x03\x04rest"[..], "an Excel workbook"),
        (
            "a.csv",
            b"id,title,tropes\n1,\"One,healing\n2,Two,\n",
            "a.csv:2:1: error: a quote that is opened",
        ),
        ("a.csv", b"id,title,tropes\n1,\xb5\xe5,\n", "the cell of `title` is not valid UTF-8"),
        ("a.csv", b"", "there is no column `title`"),
        ("a.json", b"{\"data\": [1]}", "there is no column `title`"),
        (
            "a.json",
            b"[{\"title\": \"One\", \"tags\": []}",
            "the array that begins the file is not closed",
        ),
        ("a.csv.gz", b"\x1f\x8b\x08\x00broken", "cannot be read"),
    ] {
        index(name, bytes, &["--skip-bad"]).refused(words);
    }
    assert!(Path::new("/dev/null").exists());
}

#[test]
fn options_of_tables_need_a_table() {
    let folder = TempDir::new().unwrap();
    let mut command = tropewise();
    command.current_dir(&folder).args(["index", "-o", "out.index", "--skip-bad"]);
    let ran = run_command(command);
    assert!(ran.code == 2 && ran.stderr.contains("`--skip-bad` is for tables"), "{}", ran.stderr);
    let made = index("a.csv", b"title,tags\nOne,Healing\n", &["--rejected", "a.csv"]);
    assert_eq!(made.ran.code, 2, "{}", made.ran.stderr);
    assert!(fs::read_to_string(made.path("a.csv")).unwrap().starts_with("title"));
}

#[test]
fn one_json_value_may_hold_all_rows() {
    for json in [
        r#"{"page": 1, "results": [{"name": "One", "tags": ["divorce"]}, {"name": "Two", "tags": []}]}"#,
        r#"{"title": {"0": "One", "1": "Two"}, "tags": {"0": "divorce", "1": null}}"#,
        "{\"columns\": [\"title\", \"tags\"],\n \"data\": [[\"One\", \"divorce\"], [\"Two\", null]]}",
        r#"[["title", "tags"], ["One", "divorce"], ["Two", null]]"#,
        r#"{"One": ["divorce"], "Two": ["comedy"]}"#,
        "{\"title\": \"One\", \"tags\": [\"divorce\"]}\n{\"title\": \"Two\", \"tags\": []}\n",
    ] {
        let made = index("a.json", json.as_bytes(), &[]).sound();
        assert_eq!(made.tropes("One"), ["divorce"], "{json}");
        made.show("Two");
        // The bytes decide, not the name.
        index("a.txt", json.as_bytes(), &[]).sound().show("Two");
    }
}

#[test]
fn rows_within_answers_of_other_programs_are_found() {
    for json in [
        r#"{"data": {"page": {"of": 1, "media": [{"title": "One", "tags": ["divorce"]}]}}}"#,
        r#"{"hits": {"total": 1, "hits": [{"_id": "7", "_source": {"title": "One", "tags": ["divorce"]}}]}}"#,
        r#"[{"row": {"title": "One", "tags": ["divorce"]}}]"#,
        r#"[{"_id": {"$oid": "5f0a"}, "title": "One", "tags": ["divorce"]}]"#,
        r#"{"title": ["One", "Two"], "tags": [["divorce"], ["comedy"]]}"#,
        r#"{"One": {"year": 2016, "tags": ["divorce"]}, "Two": {"tags": ["comedy"]}}"#,
        r#"{"schema": {"fields": [{"name": "title"}]}, "data": [{"title": "One", "tags": ["divorce"]}]}"#,
    ] {
        let made = index("a.json", json.as_bytes(), &[]).sound();
        assert_eq!(made.tropes("One"), ["divorce"], "{json}");
    }
}

#[test]
fn a_column_for_each_trope_marks_what_is_there() {
    let table = "title,Divorce,Comedy,Revenge\nOne,1,0,true\nTwo,0.0,1.0,FALSE\n";
    let more = ["--columns", "tropes=Divorce+Comedy+Revenge"];
    let made = index("a.csv", table.as_bytes(), &more).sound();
    assert_eq!(made.tropes("One"), ["divorce", "revenge"]);
    assert_eq!(made.tropes("Two"), ["comedy"]);
}

#[test]
fn a_list_spread_over_columns_is_one_list() {
    let table = "title,tags/0,tags/1,cast.0,cast.1\nOne,divorce,comedy,Han Seo,Min Ji\n";
    let made = index("a.csv", table.as_bytes(), &[]).sound();
    assert_eq!(made.tropes("One"), ["comedy", "divorce"]);
    assert_eq!(made.show("One")["leads"].as_array().map(Vec::len), Some(2));
}

#[test]
fn check_reads_columns_and_standard_input() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), "Heading;Tags\nOne;divorce\n").unwrap();
    let here = |args: &[&str]| {
        let mut command = tropewise();
        command.current_dir(&folder).args(args);
        run_command(command)
    };
    let refused = here(&["check", "a.csv"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("`--columns FIELD=COLUMN`"), "{}", refused.stderr);
    assert_eq!(here(&["check", "a.csv", "--columns", "title=Heading"]).code, 0);
    fs::write(folder.path().join("a.toml"), "").unwrap();
    assert_eq!(here(&["check", "a.toml", "--columns", "title=Heading"]).code, 2);
    let mut command = tropewise();
    command.args(["check", "-", "--columns", "title=Heading"]);
    command.pipe_stdin(folder.path().join("a.csv")).unwrap();
    let read = run_command(command);
    assert!(
        read.code == 0 && read.stderr.contains("standard input: 1 sound row"),
        "{}",
        read.stderr
    );
}

#[test]
fn check_reads_one_json_value_from_standard_input() {
    let folder = TempDir::new().unwrap();
    let page = folder.path().join("page");
    fs::write(
        &page,
        r#"{"results": [{"name": "One", "tags": ["divorce"]}, {"name": "Two", "tags": []}]}"#,
    )
    .unwrap();
    let mut command = tropewise();
    command.args(["check", "-"]).pipe_stdin(&page).unwrap();
    let read = run_command(command);
    assert!(read.stderr.contains("standard input: 2 sound rows"), "{}", read.stderr);
}

#[test]
fn a_row_of_json_is_no_page_and_its_line_is_told() {
    let folder = tempfile::TempDir::new().unwrap();
    let here = |content: &str, more: &[&str]| {
        fs::write(folder.path().join("a.json"), content).unwrap();
        let mut command = tropewise();
        command.current_dir(folder.path()).args(["check", "a.json"]).args(more);
        run_command(command)
    };
    // Its cast is no list of rows.
    let cast =
        r#"{"Heading": "One", "Tags": "revenge", "cast": [{"name": "Han"}, {"name": "Min"}]}"#;
    let told = here(cast, &["--columns", "title=Heading"]);
    assert!(told.code == 0 && told.stderr.contains("1 sound row"), "{}", told.stderr);
    let rows = "\n{\"title\":\"One\",\"tags\":[\"revenge\"]}\n{\"title\":\"Two\",\"tags\":[\"nonsense\"]}\n";
    let told = here(rows, &[]);
    assert!(told.code == 1 && told.stdout.contains("a.json:3:"), "{}{}", told.stdout, told.stderr);
    let long = r#"[["title", "tags"], ["One", "revenge", "comedy"]]"#;
    let told = here(long, &[]);
    assert!(
        told.stdout.contains("3 cells where there are 2 columns"),
        "{}{}",
        told.stdout,
        told.stderr
    );
}
