//! The terminal that something is shown on.

use std::io;

/// Columns of the terminal behind one of the standard streams, however many rows it tells of; none
/// where no stream is a terminal.
pub fn columns() -> Option<u16> {
    columns_of(&io::stdout())
        .or_else(|| columns_of(&io::stderr()))
        .or_else(|| columns_of(&io::stdin()))
}

/// Columns of a stream that is a terminal.
#[cfg(unix)]
pub fn columns_of(stream: &impl std::os::fd::AsFd) -> Option<u16> {
    use rustix::termios::{isatty, tcgetwinsize};

    let size = isatty(stream).then(|| tcgetwinsize(stream).ok()).flatten()?;
    (size.ws_col > 0).then_some(size.ws_col)
}

/// Columns of a stream that is a terminal.
#[cfg(not(unix))]
pub fn columns_of(stream: &impl std::os::windows::io::AsHandle) -> Option<u16> {
    terminal_size::terminal_size_of(stream).map(|(width, _)| width.0)
}
