#[test]
fn scratch() {
    let catalog = tropewise_dramas::catalog();
    let encoder = tropewise_dramas::encoder();
    let asker = tropewise::ask::Asker::new(&catalog, Some(&encoder));
    let text = std::fs::read_to_string(std::env::var("SAID").unwrap()).unwrap();
    let mut out = String::new();
    for line in text.lines().filter(|l| !l.is_empty()) {
        let u = asker.understand(line);
        let not: Vec<&str> = u.not_understood.iter().map(|n| if n.words.is_empty() { n.message.as_str() } else { n.words.as_str() }).collect();
        out += &serde_json::to_string(&serde_json::json!({"text": line, "request": u.request, "not": not})).unwrap();
        out += "\n";
    }
    std::fs::write(std::env::var("OUT").unwrap(), out).unwrap();
}
