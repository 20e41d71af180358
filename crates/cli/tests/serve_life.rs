//! How a server of the real binary goes on and ends: new catalogues, stopping, many at once.
#![cfg(unix)]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

use common::server::{Answer, Server, request};
use common::{fixture, run};
use tempfile::TempDir;

/// Rows of dramas that all have one trope; how many tells one catalogue from another.
fn index(folder: &Path, name: &str, dramas: usize) -> String {
    let mut rows = String::from("id,title,tropes\n");
    for n in 0..dramas {
        rows += &format!("drama-{n},Title {n},trope-{} trope-all\n", n % 7);
    }
    let (rows_file, index) = (folder.join(format!("{name}.csv")), folder.join(name));
    fs::write(&rows_file, rows).unwrap();
    let [rows_file, path] = [&rows_file, &index].map(|path| path.to_str().unwrap().to_owned());
    let ran = run(&["index", &rows_file, "--new-tropes", "-o", &path]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    path
}

/// Asks on several connections at once while `change` runs, and until it has seen `dramas`.
fn under_load(server: &Server, dramas: &str, change: impl FnOnce()) {
    let (stop, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let body = br#"{"like":["Title 3"],"k":1,"priors":"none"}"#;
                let kind = [("content-type", "application/json")];
                let bytes = request("POST", "/v1/recommend", &kind, body);
                let mut stream = server.connect();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                while !stop.load(SeqCst) {
                    stream.write_all(&bytes).unwrap();
                    let answer = Answer::read(&mut reader).expect("no request is dropped");
                    assert_eq!(answer.status, 200, "{}", answer.text());
                    asked.fetch_add(1, SeqCst);
                }
            });
        }
        change();
        let now = || server.get("/readyz").text().to_owned();
        while !now().contains(dramas) {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        stop.store(true, SeqCst);
    });
    assert!(asked.load(SeqCst) > 0);
}

#[test]
fn a_new_index_comes_in_without_a_dropped_request() {
    let folder = TempDir::new().unwrap();
    let path = index(folder.path(), "served", 20);
    let next = index(folder.path(), "next", 30);
    let server = Server::start(&["--catalog", &path]);
    assert!(server.get("/readyz").text().contains("20 dramas"));
    let tag = |server: &Server| server.get("/v1/dramas?q=title").header("etag").unwrap().to_owned();
    let before = tag(&server);
    // A replaced file is noticed.
    under_load(&server, "30 dramas", || fs::rename(&next, &path).unwrap());
    assert_ne!(tag(&server), before);
    // Or it is told by a signal, several times in a row.
    let third = index(folder.path(), "third", 40);
    under_load(&server, "40 dramas", || {
        fs::rename(&third, &path).unwrap();
        (0..3).for_each(|_| server.signal("HUP"));
    });
}

#[test]
fn a_bad_catalogue_leaves_the_old_one() {
    let folder = TempDir::new().unwrap();
    let path = index(folder.path(), "served", 20);
    let server = Server::start(&["--catalog", &path]);
    fs::write(folder.path().join("bad"), "no index").unwrap();
    fs::rename(folder.path().join("bad"), &path).unwrap();
    server.signal("HUP");
    server.wait_for("the old one is served");
    assert!(server.get("/readyz").text().contains("20 dramas"));
    fs::remove_file(&path).unwrap();
    server.signal("HUP");
    assert_eq!(server.post("/v1/recommend", r#"{"like":["Title 3"]}"#).status, 200);
    let counted = server.get("/metrics");
    assert!(counted.text().contains("tropewise_failed_reloads_total"));
}

/// A pipe keeps whoever opens it waiting until somebody writes.
#[test]
fn a_pipe_in_place_of_the_catalogue_stops_no_reload() {
    let folder = TempDir::new().unwrap();
    let path = index(folder.path(), "served", 20);
    let next = index(folder.path(), "next", 30);
    let server = Server::start(&["--catalog", &path]);
    fs::remove_file(&path).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    server.signal("HUP");
    server.wait_for("neither a file nor a folder");
    assert!(server.get("/readyz").text().contains("20 dramas"));
    fs::rename(&next, &path).unwrap();
    server.signal("HUP");
    server.wait_for("dramas=30");
    assert!(server.get("/readyz").text().contains("30 dramas"));
}

/// Neither does one among the files of a folder.
#[test]
fn a_pipe_in_the_folder_of_a_catalogue_stops_no_reload() {
    let folder = TempDir::new().unwrap();
    let dramas = folder.path().join("dramas");
    fs::create_dir(&dramas).unwrap();
    let drama = |id: &str, title: &str| {
        format!(
            "[[drama]]\nid = \"{id}\"\ntitle = \"{title}\"\nyear = 2020\n\
             [drama.tropes]\nrevenge = 0.8\n"
        )
    };
    fs::write(dramas.join("a.toml"), drama("first", "First")).unwrap();
    let server = Server::start(&["--catalog", folder.path().to_str().unwrap()]);
    let pipe = dramas.join("b.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    server.signal("HUP");
    server.wait_for("neither a file nor a folder");
    let ran = run(&["dramas", "--catalog", folder.path().to_str().unwrap()]);
    assert!(ran.code == 1 && ran.stderr.contains("neither a file nor a folder"), "{}", ran.stderr);
    fs::remove_file(&pipe).unwrap();
    fs::write(&pipe, "[[drama]]\nid = 7\n").unwrap();
    server.signal("HUP");
    // The first mistake is named, with its place.
    server.wait_for("b.toml:2:");
    fs::write(&pipe, drama("second", "Second")).unwrap();
    server.signal("HUP");
    server.wait_for("dramas=2");
}

#[test]
fn what_is_under_way_is_answered_before_the_end() {
    let shelf = fixture("shelf");
    let server = Server::start(&["--catalog", shelf.to_str().unwrap()]);
    let kind = [("content-type", "application/json"), ("content-length", "27")];
    // Half a question, a batch half sent, and a connection that says nothing.
    let mut half = server.connect();
    half.write_all(&request("POST", "/v1/recommend", &kind, br#"{"like":["harbour-"#)).unwrap();
    let mut batch = server.connect();
    let head = [("content-type", "application/x-ndjson"), ("transfer-encoding", "chunked")];
    batch.write_all(&request("POST", "/v1/batch", &head, b"")).unwrap();
    let line = "{\"id\":\"a\",\"like\":[\"harbour-lights\"]}\n";
    let chunk = format!("{:x}\r\n{line}\r\n", line.len());
    batch.write_all(chunk.as_bytes()).unwrap();
    let mut answers = BufReader::new(batch.try_clone().unwrap());
    let mut first = String::new();
    while !first.starts_with("{\"id\":\"a\"") {
        first.clear();
        answers.read_line(&mut first).unwrap();
    }
    let idle = server.connect();
    server.signal("TERM");
    server.wait_for("stopping");
    half.write_all(br#"lights"]}"#).unwrap();
    let answer = Answer::read(&mut BufReader::new(half)).expect("it is answered");
    assert_eq!(answer.status, 200);
    batch.write_all(format!("{chunk}0\r\n\r\n").as_bytes()).unwrap();
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut answers, &mut rest).unwrap();
    assert!(rest.contains("\"id\":\"a\"") && rest.ends_with("0\r\n\r\n"), "{rest}");
    drop(idle);
    let (code, told) = server.ended();
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn slow_clients_harm_nobody() {
    let shelf = fixture("shelf");
    let server = Server::start(&["--catalog", shelf.to_str().unwrap()]);
    let mut slow = Vec::new();
    for n in 0..100 {
        let mut stream = server.connect();
        let kind = [("content-type", "application/json"), ("content-length", "200000")];
        let whole = request("POST", "/v1/recommend", &kind, b"{");
        let sent = if n % 2 == 0 { &whole[..20] } else { &whole[..] };
        stream.write_all(sent).unwrap();
        slow.push(stream);
    }
    for _ in 0..20 {
        let answer = server.post("/v1/recommend", r#"{"like":["harbour-lights"]}"#);
        assert_eq!(answer.status, 200);
    }
}

#[test]
fn a_long_batch_is_answered_while_it_comes() {
    let server = Server::start(&[]);
    let head = [("content-type", "application/x-ndjson"), ("transfer-encoding", "chunked")];
    let mut stream = server.connect();
    stream.write_all(&request("POST", "/v1/batch?k=1&brief=true", &head, b"")).unwrap();
    let reader = stream.try_clone().unwrap();
    let lines = std::thread::spawn(move || {
        BufReader::new(reader).lines().map_while(Result::ok).filter(|l| l.starts_with('{')).count()
    });
    for n in 0..5_000 {
        let line = format!("{{\"id\":\"{n}\",\"like\":[\"Signal\"]}}\n");
        stream.write_all(format!("{:x}\r\n{line}\r\n", line.len()).as_bytes()).unwrap();
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    assert_eq!(lines.join().unwrap(), 5_000);
}
