//! Requests made by a program rather than read from lines.

use std::sync::Arc;

use crate::query::QueryError;
use crate::rank::Recommender;
use crate::schema::{Answer, QueryRequest};

use super::GROUP;
use super::in_order::in_order;

impl Recommender {
    /// Answers requests in their order, on all cores; each answer is the same as asked alone.
    ///
    /// Requests are taken from the iterator [`GROUP`] at a time, a few groups ahead of the answers.
    pub fn recommend_all<I>(
        self: &Arc<Self>,
        requests: I,
    ) -> impl Iterator<Item = Result<Answer, QueryError>> + Send + use<I>
    where
        I: IntoIterator<Item = QueryRequest>,
        I::IntoIter: Send + 'static,
    {
        let recommender = Arc::clone(self);
        let groups = Groups { requests: requests.into_iter() };
        in_order(groups, None, move |group: Vec<QueryRequest>| recommender.recommend_each(&group))
            .flatten()
    }
}

struct Groups<I> {
    requests: I,
}

impl<I: Iterator<Item = QueryRequest>> Iterator for Groups<I> {
    type Item = Vec<QueryRequest>;

    fn next(&mut self) -> Option<Vec<QueryRequest>> {
        let group: Vec<QueryRequest> = self.requests.by_ref().take(GROUP).collect();
        (!group.is_empty()).then_some(group)
    }
}
