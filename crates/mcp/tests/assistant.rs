//! An assistant's calls, through the protocol and in memory.

use std::sync::Arc;

use rmcp::model::{CallToolRequestParams, CallToolResult, ReadResourceRequestParams};
use rmcp::service::RunningService;
use rmcp::{RoleClient, ServiceExt};
use serde_json::{Value, json};
use tropewise_mcp::{Assistant, Engine};

type Client = RunningService<RoleClient, ()>;

/// A client of an assistant over the shipped catalogue.
async fn client() -> Client {
    let opened = tropewise::open(&tropewise_dramas::source(), None).unwrap();
    let (ours, theirs) = tokio::io::duplex(1 << 16);
    let assistant = Assistant::new(Engine::new(Arc::new(opened)));
    tokio::spawn(async move { assistant.serve(theirs).await.unwrap().waiting().await });
    ().serve(ours).await.unwrap()
}

async fn call(client: &Client, tool: &'static str, arguments: Value) -> CallToolResult {
    let Value::Object(arguments) = arguments else { panic!("arguments are an object") };
    let request = CallToolRequestParams::new(tool).with_arguments(arguments);
    client.call_tool(request).await.unwrap()
}

async fn answer(client: &Client, tool: &'static str, arguments: Value) -> (String, Value) {
    let result = call(client, tool, arguments).await;
    let text = result.content[0].as_text().unwrap().text.clone();
    assert_ne!(result.is_error, Some(true), "{text}");
    (text, result.structured_content.unwrap())
}

async fn refusal(client: &Client, tool: &'static str, arguments: Value) -> String {
    let result = call(client, tool, arguments).await;
    assert_eq!((result.is_error, result.structured_content), (Some(true), None));
    result.content[0].as_text().unwrap().text.clone()
}

/// Every field of a value is named by its schema, with a type that fits.
fn fits(value: &Value, schema: &Value) -> bool {
    match (value, schema["type"].as_str()) {
        (Value::Object(fields), Some("object")) => fields.iter().all(|(name, field)| {
            let known = &schema["properties"][name];
            fits(field, if known.is_null() { &schema["additionalProperties"] } else { known })
        }),
        (Value::Array(items), Some("array")) => {
            items.iter().all(|item| fits(item, &schema["items"]))
        }
        (Value::String(_), Some("string")) | (Value::Bool(_), Some("boolean")) => true,
        (Value::Number(n), Some(number)) => {
            number == "number" || (number == "integer" && n.is_u64())
        }
        _ => false,
    }
}

#[tokio::test]
async fn the_list_of_tools_is_small_and_every_answer_fits_its_schema() {
    let client = client().await;
    let listed = client.list_all_tools().await.unwrap();
    let bytes = serde_json::to_vec(&listed).unwrap().len();
    assert!(bytes < 6 << 10, "{bytes} bytes of every context");
    let calls = [
        ("ask", json!({ "text": "like Goblin but less sad, and qwertyuiop" })),
        ("recommend", json!({ "like": ["Goblin"], "more": ["romance"], "max_episodes": 12 })),
        ("find_drama", json!({ "text": "goblin" })),
        ("show_drama", json!({ "title": "Our Beloved Summer" })),
        ("compare", json!({ "a": "Goblin", "b": "Signal" })),
        ("find_trope", json!({ "text": "revenge" })),
    ];
    assert_eq!(listed.len(), calls.len());
    for (tool, (name, arguments)) in listed.iter().zip(calls) {
        assert_eq!(tool.name, name);
        assert!(tool.annotations.as_ref().unwrap().read_only_hint.unwrap());
        let (text, structured) = answer(&client, name, arguments).await;
        let schema = serde_json::to_value(tool.output_schema.as_ref().unwrap()).unwrap();
        assert!(fits(&structured, &schema), "{name}: {structured}");
        assert!(!text.is_empty() && text.len() < 4_000, "{name}: {} bytes", text.len());
    }
}

#[tokio::test]
async fn text_and_structure_tell_the_same_dramas_in_the_same_order() {
    let client = client().await;
    let wish = "something like Our Beloved Summer, but my wife hates sad endings";
    let (text, picks) = answer(&client, "ask", json!({ "text": wish, "k": 3 })).await;
    let mut rest = text.as_str();
    for pick in picks["results"].as_array().unwrap() {
        let id = pick["id"].as_str().unwrap();
        let (_, after) = rest.split_once(&format!("id {id},")).unwrap();
        rest = after;
        for reason in pick["why"].as_array().unwrap() {
            assert!(rest.contains(reason.as_str().unwrap()), "{reason}");
        }
    }
    // The same by name.
    let asked = json!({ "like": "Our Beloved Summer", "avoid": "sad-ending", "k": 3 });
    assert_eq!(answer(&client, "recommend", asked).await.1["results"], picks["results"]);
}

#[tokio::test]
async fn a_limit_that_leaves_nothing_is_told_with_what_to_relax() {
    let client = client().await;
    let nothing = json!({ "like": "Goblin", "year_from": 1990, "year_to": 1991 });
    let (text, picks) = answer(&client, "recommend", nothing).await;
    assert_eq!(picks["results"], json!([]));
    assert!(text.starts_with("No drama qualifies.\nNotes: "), "{text}");
    assert!(text.contains("0 of 5 found: "), "{text}");
    // Limits are called as the arguments are.
    let short = json!({ "like": "Goblin", "max_hours": 0.5, "rating_up_to": "G" });
    let (text, _) = answer(&client, "recommend", short).await;
    assert!(text.contains("`max_hours 0.5`") && !text.contains("max-hours"), "{text}");
}

#[tokio::test]
async fn mistakes_name_what_may_have_been_meant() {
    let client = client().await;
    let unknown =
        refusal(&client, "compare", json!({ "a": "Goblin", "b": "Our Beloved Sumer Sky" })).await;
    assert!(
        unknown.starts_with("unknown title `Our Beloved Sumer Sky`; did you mean"),
        "{unknown}"
    );
    let twice = json!({ "like": "Goblin", "want": "revenge", "avoid": "revenge" });
    let twice = refusal(&client, "recommend", twice).await;
    assert!(twice.contains("`revenge` is asked for twice"), "{twice}");
    for (arguments, words) in [
        (json!({ "text": 3 }), "`text` must be a string, not 3"),
        (json!({ "text": "sad", "k": "3" }), "`k` must be a whole number"),
    ] {
        let wrong = refusal(&client, "find_trope", arguments).await;
        assert!(wrong.contains("wrong arguments") && wrong.contains(words), "{wrong}");
    }
    for (arguments, words) in [
        (json!({ "like": 3 }), "`like` must be a list of strings, not 3"),
        (json!({ "like": ["Goblin", 3] }), "`like` must be a list of strings"),
        (json!({ "k": "3" }), "`k` must be a whole number"),
        (json!({ "max_episodes": -3 }), "`max_episodes` must be a whole number"),
        (json!({ "max_episodes": 70_000 }), "`max_episodes` must be a whole number"),
        (json!({ "finished": "yes" }), "`finished` must be true or false"),
    ] {
        let wrong = refusal(&client, "recommend", arguments).await;
        assert!(wrong.contains(words), "{wrong}");
    }
    // Whoever searches is not sent to the search.
    let (none, found) = answer(&client, "find_trope", json!({ "text": "qwertyuiop" })).await;
    assert_eq!(found["tropes"], json!([]));
    assert!(none.contains("qwertyuiop") && !none.contains("find_trope"), "{none}");
}

#[tokio::test]
async fn a_wish_that_names_too_little_is_told_what_was_understood() {
    let client = client().await;
    let wish = "top 5, I don't mind romance";
    let result = call(&client, "ask", json!({ "text": wish })).await;
    let (text, told) = (result.content[0].as_text().unwrap(), result.structured_content.unwrap());
    assert_eq!((result.is_error, &told["results"]), (Some(true), &json!([])));
    for part in told["understood"].as_array().unwrap() {
        assert!(text.text.contains(part.as_str().unwrap()), "{}", text.text);
    }
    assert!(told["understood"].to_string().contains("does not matter"), "{told}");
    assert!(text.text.starts_with(told["notes"][0].as_str().unwrap()), "{}", text.text);
    assert!(!text.text.contains("weight") && !text.text.contains("filter"), "{}", text.text);
}

#[tokio::test]
async fn resources_are_json_of_the_schema() {
    let client = client().await;
    let read = |uri: &str| client.read_resource(ReadResourceRequestParams::new(uri));
    let drama = read("drama://our-beloved-summer").await.unwrap();
    let drama = serde_json::to_value(&drama.contents[0]).unwrap();
    let detail: Value = serde_json::from_str(drama["text"].as_str().unwrap()).unwrap();
    assert_eq!((&detail["version"], &detail["id"]), (&json!(1), &json!("our-beloved-summer")));
    let error = read("tropes://revnge").await.unwrap_err().to_string();
    assert!(error.contains("unknown trope `revnge`") && error.contains("`revenge`"), "{error}");
}
