//! From lines of questions to lines of answers.

use std::io::{self, Read};
use std::sync::Arc;

use crate::lines::Line;
use crate::rank::Recommender;
use crate::schema::{Answer, Failure, Reply};

use super::groups::Groups;
use super::in_order::{InOrder, in_order};
use super::question::question;

/// How streams of questions are answered. Cheap to clone; make one, share it between streams.
///
/// ```
/// use std::sync::Arc;
/// use tropewise::{Recommender, batch::Batch};
///
/// let recommender = Arc::new(Recommender::new(tropewise_dramas::catalog()));
/// let questions = r#"{"id": "tonight", "like": ["Our Beloved Summer"]}"#;
/// for answer in Batch::new(recommender).k(5).answer(questions.as_bytes()) {
///     assert!(answer?.json.starts_with(r#"{"id":"tonight","version":1,"results":["#));
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone)]
pub struct Batch {
    recommender: Arc<Recommender>,
    k: Option<usize>,
    brief: bool,
    spoilers: bool,
    threads: Option<usize>,
}

impl Batch {
    /// Answers with `recommender`, in full, on all cores.
    #[must_use]
    pub fn new(recommender: Arc<Recommender>) -> Self {
        Self { recommender, k: None, brief: false, spoilers: false, threads: None }
    }

    /// The length of answers to questions that name none; at least 1.
    #[must_use]
    pub fn k(mut self, k: usize) -> Self {
        self.k = Some(k);
        self
    }

    /// Leaves the contributions out of the answers, or not.
    #[must_use]
    pub fn brief(mut self, brief: bool) -> Self {
        self.brief = brief;
        self
    }

    /// Names spoiler tropes in all answers, not only where a question asks for them.
    #[must_use]
    pub fn spoilers(mut self, spoilers: bool) -> Self {
        self.spoilers = spoilers;
        self
    }

    /// Answers on so many threads of its own, at least 1, rather than on those that all streams
    /// share. Without the feature `parallel` there is no other thread than the caller's.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Answers one question a line, one line a question, in their order; blank lines are passed
    /// over.
    ///
    /// A question is answered as soon as it has been read, with those that were read along with it,
    /// at most [`GROUP`](super::GROUP) together; the next one need not be there yet. What is wrong
    /// with a line is the reply to that line, with a code. Some questions and answers are kept for
    /// each thread, of no more than [`LONGEST`](super::LONGEST) bytes a question.
    ///
    /// The input is read on a thread of its own. It is not waited for when the answers are dropped:
    /// a thread that waits for input then ends with the next line, or the end, of it.
    pub fn answer(&self, questions: impl Read + Send + 'static) -> Answers {
        let batch = self.clone();
        let map = move |group: io::Result<Vec<Line>>| group.map(|lines| batch.answer_lines(&lines));
        let groups = in_order(Groups::new(questions), self.threads, map);
        Answers { groups, answered: Vec::new().into_iter() }
    }

    /// Answers some lines together, on the caller's thread: one answer a line, in their order. For
    /// who cuts a stream into lines without the help of [`answer`](Self::answer).
    #[doc(hidden)]
    #[must_use]
    pub fn answer_lines(&self, lines: &[Line]) -> Vec<AnswerLine> {
        let mut requests = Vec::with_capacity(lines.len());
        // What is wrong with a line, where it is no request.
        let mut failures: Vec<Option<Failure>> = Vec::with_capacity(lines.len());
        for line in lines {
            match question(line) {
                Ok(mut request) => {
                    request.k = request.k.or(self.k);
                    request.spoilers |= self.spoilers;
                    requests.push(request);
                    failures.push(None);
                }
                Err(failure) => failures.push(Some(failure)),
            }
        }
        let answers = self.recommender.recommend_each(&requests);
        let mut replies = requests.into_iter().zip(answers);
        let mut answered = Vec::with_capacity(lines.len());
        for (line, failure) in lines.iter().zip(failures) {
            let (reply, told) = match failure {
                Some(failure) => {
                    let told = failure.error.message.clone();
                    (Reply::Failure(failure), Some(told))
                }
                None => match replies.next() {
                    Some((_, Ok(answer))) if self.brief => (Reply::Answer(answer.brief()), None),
                    Some((_, Ok(answer))) => (Reply::Answer(answer), None),
                    Some((request, Err(error))) => {
                        let failure = Failure::new(request.id, error.into());
                        let told = format!("line {}: {}", line.number, failure.error.message);
                        (Reply::Failure(failure), Some(told))
                    }
                    // Never: there is one reply for each request.
                    None => break,
                },
            };
            answered.push(AnswerLine::new(line, &reply, told));
        }
        if let Some(last) = answered.last_mut() {
            last.ends_group = true;
        }
        answered
    }
}

impl std::fmt::Debug for Batch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batch").field("k", &self.k).finish_non_exhaustive()
    }
}

/// The reply to one line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AnswerLine {
    /// A [`Reply`] in JSON on one line, with its line break.
    pub json: String,
    /// What is wrong with the question, as a sentence that names the line; `None` when it was
    /// answered.
    pub failure: Option<String>,
    /// How many bytes the question took of the input, its line break included.
    pub bytes_read: usize,
    /// Whether the next reply may have to be waited for: the time to send what has been written.
    pub ends_group: bool,
}

impl Answer {
    /// The answer in JSON on one line, without a line break; compiled once for all faces.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Plain data of our own always serialises: no map has a key that is not a string.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl AnswerLine {
    fn new(line: &Line, reply: &Reply, failure: Option<String>) -> Self {
        // Plain data of our own always serialises: no map has a key that is not a string.
        let mut json = serde_json::to_string(reply).unwrap_or_default();
        json.push('\n');
        Self { json, failure, bytes_read: line.length, ends_group: false }
    }
}

/// The replies to a stream of questions, in their order; see [`Batch::answer`].
///
/// An error of the input is the last item: what was asked before it has been answered.
#[derive(Debug)]
pub struct Answers {
    groups: InOrder<io::Result<Vec<AnswerLine>>>,
    answered: std::vec::IntoIter<AnswerLine>,
}

impl Iterator for Answers {
    type Item = io::Result<AnswerLine>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(answer) = self.answered.next() {
                return Some(Ok(answer));
            }
            match self.groups.next()? {
                Ok(group) => self.answered = group.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
