//! Removing what is unfinished when the user interrupts the program, which then runs no destructor.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

const INTERRUPTED: i32 = 130;

/// Makes something unfinished and sees to it that an interruption removes it, file or folder.
///
/// # Errors
/// That of `make`.
pub fn removed_when_interrupted<T>(
    make: impl FnOnce() -> io::Result<T>,
    path: impl FnOnce(&T) -> &Path,
) -> io::Result<T> {
    let name: Arc<Mutex<Option<PathBuf>>> = Arc::default();
    // Held until the name is known: an interruption in between waits for it.
    let mut known = name.lock().unwrap_or_else(PoisonError::into_inner);
    let to_remove = Arc::clone(&name);
    // Fails only where a handler is set already: for the one output of a run, never.
    let _ = ctrlc::set_handler(move || {
        if let Some(path) = to_remove.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
        std::process::exit(INTERRUPTED);
    });
    let made = make()?;
    *known = Some(path(&made).to_owned());
    Ok(made)
}
