//! What is written beside its target first, and what killed runs left of it.
//!
//! A run locks what it has not finished for as long as it lives; the system takes the lock away
//! with the process. So what can be locked is dead, and the next run that writes into the folder
//! removes it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempDir};

use crate::interrupt::removed_when_interrupted;

/// How names of what is unfinished begin; letters and digits follow.
const PREFIX: &str = ".tropewise-";
const LETTERS: usize = 6;
/// The file of an unfinished folder that its run locks.
const LOCK: &str = "lock";
/// Another run that looks for dead ones may take what is not locked yet; then it is made anew.
const ATTEMPTS: usize = 16;

/// An unfinished folder, removed in the end.
#[derive(Debug)]
pub struct UnfinishedFolder {
    folder: TempDir,
    _lock: File,
}

impl UnfinishedFolder {
    /// Makes one in `parent`.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(parent: &Path) -> io::Result<Self> {
        remove_dead(parent);
        made_and_locked(|| {
            let folder = removed_when_interrupted(
                || Builder::new().prefix(PREFIX).rand_bytes(LETTERS).tempdir_in(parent),
                TempDir::path,
            )?;
            let path = folder.path().join(LOCK);
            let lock = File::create(&path)?;
            Ok(is_ours(&lock, &path).then_some(Self { folder, _lock: lock }))
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Makes an unfinished file in `parent`.
///
/// # Errors
/// When it cannot be made.
pub fn unfinished_file(
    parent: &Path,
    permissions: Option<fs::Permissions>,
) -> io::Result<NamedTempFile> {
    remove_dead(parent);
    let mut builder = Builder::new();
    builder.prefix(PREFIX).rand_bytes(LETTERS);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    made_and_locked(|| {
        let file = removed_when_interrupted(|| builder.tempfile_in(parent), NamedTempFile::path)?;
        Ok(is_ours(file.as_file(), file.path()).then_some(file))
    })
}

fn made_and_locked<T>(mut make: impl FnMut() -> io::Result<Option<T>>) -> io::Result<T> {
    for _ in 0..ATTEMPTS {
        match make() {
            Ok(Some(made)) => return Ok(made),
            Ok(None) => {}
            // The folder went before its lock was there.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    make()?.ok_or_else(|| io::Error::other("unfinished files are removed as they are made"))
}

/// Locks a file that was just made; whether nobody removed it before. Where files cannot be locked
/// nobody removes any.
fn is_ours(file: &File, path: &Path) -> bool {
    file.lock().is_err() || path.exists()
}

/// Removes what runs that ended without a word left in a folder. What cannot be removed stays.
fn remove_dead(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        let ours =
            |rest: &str| rest.len() == LETTERS && rest.bytes().all(|b| b.is_ascii_alphanumeric());
        match entry.file_type() {
            Ok(kind) if !rest.is_some_and(ours) || kind.is_symlink() => {}
            Ok(kind) if kind.is_file() => {
                if let Some(_held) = dead(&path) {
                    let _ = fs::remove_file(&path);
                }
            }
            Ok(kind) if kind.is_dir() => remove_dead_folder(&path),
            _ => {}
        }
    }
}

fn remove_dead_folder(folder: &PathBuf) {
    let lock = folder.join(LOCK);
    if let Some(_held) = dead(&lock) {
        let _ = fs::remove_dir_all(folder);
    } else if !lock.exists() {
        // It goes only when it is empty.
        let _ = fs::remove_dir(folder);
    }
}

/// The file, locked, when no living run has it.
fn dead(path: &Path) -> Option<File> {
    let file = File::open(path).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_living_hold_stays_and_what_the_dead_left_goes() {
        let parent = tempfile::tempdir().unwrap();
        let left = [".tropewise-aB3dE6", ".tropewise-aB3dE7/lock", ".tropewise-aB3dE7/runs/1"];
        fs::create_dir_all(parent.path().join(".tropewise-aB3dE7/runs")).unwrap();
        fs::create_dir(parent.path().join(".tropewise-aB3dE8")).unwrap();
        let write = |name: &str| fs::write(parent.path().join(name), name).unwrap();
        left.into_iter().for_each(write);
        let others = [".tropewise-notes.txt", ".tropewise-aB3dE", "a.index"];
        others.into_iter().for_each(write);
        let file = unfinished_file(parent.path(), None).unwrap();
        let folder = UnfinishedFolder::create(parent.path()).unwrap();
        let second = unfinished_file(parent.path(), None).unwrap();
        assert!(file.path().exists() && folder.path().exists() && second.path().exists());
        let mut names: Vec<_> =
            fs::read_dir(parent.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names.len(), 6, "{names:?}");
        assert!(others.iter().all(|name| parent.path().join(name).exists()), "{names:?}");
        drop((file, folder, second));
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 3);
    }
}
