//! Lines of questions to lines of answers: as asked alone, in order, whatever the input does.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;
use tropewise::batch::{AnswerLine, Batch, GROUP};

use super::shelf::*;

fn batch() -> Batch {
    let dramas: Vec<Entry<'_>> = vec![
        ("a", &[("divorce", 1.0), ("healing", 0.6)]),
        ("b", &[("divorce", 0.8)]),
        ("c", &[("healing", 0.4), ("comedy", 1.0)]),
        ("d", &[("sad-ending", 0.8), ("divorce", 0.2)]),
    ];
    Batch::new(Arc::new(with_dramas(dramas.iter().map(drama).collect())))
}

fn answers(batch: &Batch, input: impl Read + Send + 'static) -> Vec<AnswerLine> {
    batch.answer(input).collect::<io::Result<_>>().expect("the input can be read")
}

/// One question for each number, some of them refused, some no questions at all.
fn question(number: usize) -> String {
    match number % 5 {
        0 => format!("{{\"id\":\"{number}\",\"like\":[\"a\"]}}"),
        1 => format!("{{\"id\":\"{number}\",\"like\":[\"none\"]}}"),
        2 => format!("{{\"id\":\"{number}\",\"want\":{{\"divorce\":1}},\"k\":1}}"),
        3 => format!("{{\"id\":\"{number}\",\"likes\":[]}}"),
        _ => format!("no question {number}"),
    }
}

#[test]
fn every_line_has_its_reply_in_its_place() {
    let questions: Vec<String> = (0..3 * GROUP + 7).map(question).collect();
    let together = answers(&batch(), io::Cursor::new(questions.join("\n")));
    assert_eq!(together.len(), questions.len());
    for (number, answer) in together.iter().enumerate() {
        let reply: Value = serde_json::from_str(&answer.json).expect("JSON");
        let id = Value::from(number.to_string());
        let (expected, told): (&[&str], String) = match number % 5 {
            0 | 2 => (&["id", "version", "results", "shortfall"], String::new()),
            _ => (&["error", "id", "version"], format!("line {}", number + 1)),
        };
        let fields: Vec<&String> = reply.as_object().expect("an object").keys().collect();
        assert!(fields.iter().all(|field| expected.contains(&field.as_str())), "{}", answer.json);
        assert_eq!(reply["id"], if number % 5 == 4 { Value::Null } else { id });
        assert!(answer.failure.as_deref().unwrap_or_default().starts_with(&told), "{answer:?}");
        assert_eq!(answer.failure.is_none(), told.is_empty());
    }
    let bytes: usize = together.iter().map(|answer| answer.bytes_read).sum();
    assert_eq!(bytes, questions.join("\n").len());
}

#[test]
fn the_answers_are_the_same_for_any_number_of_threads_and_any_cut() {
    let text: String = (0..600).map(|number| question(number) + "\n").collect();
    let json = |answers: Vec<AnswerLine>| -> Vec<String> {
        answers.into_iter().map(|answer| answer.json).collect()
    };
    let expected = json(answers(&batch(), io::Cursor::new(text.clone())));
    for threads in [1, 2, 5] {
        let answered = answers(&batch().threads(threads), io::Cursor::new(text.clone()));
        assert_eq!(json(answered), expected, "{threads} threads");
    }
    // A read that gives 7 bytes cuts lines anywhere.
    struct Sip(io::Cursor<String>);
    impl Read for Sip {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let some = buffer.len().min(7);
            self.0.read(&mut buffer[..some])
        }
    }
    assert_eq!(json(answers(&batch(), Sip(io::Cursor::new(text)))), expected);
}

/// An input that waits for what is sent.
struct Wire(Receiver<&'static str>);

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Ok(sent) = self.0.recv() else { return Ok(0) };
        buffer[..sent.len()].copy_from_slice(sent.as_bytes());
        Ok(sent.len())
    }
}

#[test]
fn a_question_is_answered_before_the_next_one_comes() {
    let (send, wire) = channel();
    let mut answers = batch().answer(Wire(wire));
    for text in
        ["{\"id\":\"1\",\"like\":[\"a\"]}\n", "\n{\"id\":\"2\",\"like\":[\"b\"]}\n\n", "{\n"]
    {
        send.send(text).expect("the reader is there");
        let answer = answers.next().expect("an answer").expect("readable");
        assert!(answer.ends_group, "{answer:?}");
    }
    // Dropped while the input is silent: this returns, the reader ends with the input.
    drop(answers);
    drop(send);
}

#[test]
fn what_was_asked_before_the_input_broke_is_answered() {
    struct Broken(bool);
    impl Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if std::mem::replace(&mut self.0, true) {
                return Err(io::ErrorKind::ConnectionReset.into());
            }
            (&b"{\"id\":\"1\",\"like\":[\"a\"]}\n{\"id\":\"2\""[..]).read(buffer)
        }
    }
    let mut answers = batch().answer(Broken(false));
    assert!(answers.next().expect("an answer").expect("readable").json.contains("results"));
    let error = answers.next().expect("the error").expect_err("the input is broken");
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    assert!(answers.next().is_none());
}

#[test]
fn settings_of_the_stream_are_for_questions_without_their_own() {
    let ask = |batch: Batch, question: &'static str| -> Value {
        let answer = answers(&batch, question.as_bytes()).remove(0);
        serde_json::from_str(&answer.json).expect("JSON")
    };
    const WISH: &str = r#"{"id":"1","want":{"divorce":1}}"#;
    const OWN: &str = r#"{"id":"1","want":{"divorce":1},"k":2}"#;
    let length = |answer: &Value| answer["results"].as_array().expect("results").len();
    assert_eq!(length(&ask(batch(), WISH)), 3);
    assert_eq!(length(&ask(batch().k(1), WISH)), 1);
    assert_eq!(length(&ask(batch().k(1), OWN)), 2);
    assert!(ask(batch(), WISH)["results"][0]["contributions"].is_array());
    assert!(ask(batch().brief(true), WISH)["results"][0]["contributions"].is_null());
    let last = |answer: Value| answer["results"][2]["lacks"].clone();
    assert_eq!(last(ask(batch(), WISH)), last(ask(batch().spoilers(true), WISH)));
}
