//! What a catalogue is read from was found damaged.

use thiserror::Error;

/// What a catalogue is read from was found damaged. Nothing that was computed from it can be relied
/// on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{}", damage_in_words(*.at))]
pub struct Damaged {
    /// Where, in the file; 0 when the file was changed in place while it was in use.
    pub at: usize,
}

/// What [`Damaged`] says.
pub(crate) fn damage_in_words(at: usize) -> String {
    match at {
        0 => "the index file of the catalogue was changed while it was in use".to_owned(),
        at => format!("the catalogue is damaged at byte {at} of its index file"),
    }
}
