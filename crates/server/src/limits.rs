//! How much of what is allowed.

use std::time::Duration;

/// How much of what is allowed. Beyond a limit a request is refused with a problem; nothing waits
/// for ever.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a question or a wish.
    pub question: usize,
    /// Bytes of a text to encode, as JSON.
    pub text: usize,
    /// Bytes of all large bodies that are being read at once; a small one is never refused.
    pub bodies: usize,
    /// How long the head of a request may take, and how long a connection may be idle.
    pub head: Duration,
    /// How long a body may take; for a batch, how long it may be silent.
    pub body: Duration,
    /// How long an answer may wait for whoever asked to take any of it.
    pub stall: Duration,
    /// How long a computation may wait for its turn.
    pub turn: Duration,
    /// How long requests under way may take once the server is told to stop.
    pub goodbye: Duration,
    /// Batches at once.
    pub batches: usize,
    /// Connections at once; more wait until one is closed.
    pub connections: usize,
    /// How long a new catalogue may take to be read.
    pub reload: Duration,
    /// How often a catalogue's file is looked at for a change.
    pub look: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            question: 256 << 10,
            text: 8 << 20,
            bodies: 64 << 20,
            head: Duration::from_secs(60),
            body: Duration::from_secs(30),
            stall: Duration::from_secs(60),
            turn: Duration::from_secs(30),
            goodbye: Duration::from_secs(30),
            batches: 256,
            connections: 16_384,
            reload: Duration::from_secs(600),
            look: Duration::from_secs(2),
        }
    }
}
