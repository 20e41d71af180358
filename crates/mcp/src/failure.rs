//! Why a call was not answered, in words from which the next call can be made right.

use tropewise::schema::ErrorCode;
use tropewise::{Damaged, QueryError};

/// Why a call was not answered: one text for the assistant.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(pub String);

impl Failure {
    /// Of a tool that searches, which is not to be sent to itself.
    pub fn of_search(error: QueryError) -> Self {
        Self(format!("{error}; {}", error.hint()))
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        let tool = match error.code() {
            _ if !error.near().is_empty() => None,
            ErrorCode::UnknownTitle => Some("`find_drama` searches titles"),
            ErrorCode::UnknownTrope => Some("`find_trope` searches tropes"),
            ErrorCode::UnknownService => Some("`show_drama` names where a drama can be watched"),
            _ => None,
        };
        let next = tool.map_or_else(|| error.hint(), str::to_owned);
        Self(format!("{error}; {next}"))
    }
}

impl From<Damaged> for Failure {
    fn from(_: Damaged) -> Self {
        Self("the catalogue is damaged; tell the user to restart it or to compile it anew".into())
    }
}
