//! Removing what is unfinished when the user interrupts the program, which then runs no destructor.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

const INTERRUPTED: i32 = 130;

/// What this run has not finished; what is finished has another name by then.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static HANDLER: Once = Once::new();

/// Makes something unfinished and sees to it that an interruption removes it, file or folder.
///
/// # Errors
/// That of `make`.
pub fn removed_when_interrupted<T>(
    make: impl FnOnce() -> io::Result<T>,
    path: impl FnOnce(&T) -> &Path,
) -> io::Result<T> {
    // Held until the name is known: an interruption in between waits for it.
    let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    HANDLER.call_once(|| {
        // Fails only where a handler is set already, and there is no other.
        let _ = ctrlc::set_handler(|| {
            for path in UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).iter() {
                let _ =
                    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
            }
            std::process::exit(INTERRUPTED);
        });
    });
    let made = make()?;
    unfinished.push(path(&made).to_owned());
    Ok(made)
}
