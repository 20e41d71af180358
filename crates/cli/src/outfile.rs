//! An output file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::unfinished::unfinished_file;

/// Most links that lead from one to the next, as systems have it.
const MOST_LINKS: usize = 40;

/// Writes beside the target and takes its place at the end. Dropped before
/// [`finish`](Self::finish), it leaves the target as it was.
#[derive(Debug)]
pub enum OutFile {
    /// A regular file, or none yet: written under another name first.
    Replacing {
        /// What is written.
        file: BufWriter<NamedTempFile>,
        /// The name it takes in the end.
        target: PathBuf,
    },
    /// A device, a pipe: written directly, since putting a file in its place would destroy it.
    Direct(BufWriter<File>),
}

impl OutFile {
    /// Opens `path` for writing; a link is followed.
    ///
    /// # Errors
    /// When `path` is a folder, a circle of links, or cannot be written.
    pub fn create(path: &Path) -> io::Result<Self> {
        let target = follow(path)?;
        match fs::metadata(&target) {
            Ok(known) if known.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(known) if !known.is_file() => {
                Ok(Self::Direct(BufWriter::new(File::options().write(true).open(&target)?)))
            }
            known => {
                let permissions =
                    known.ok().map(|known| known.permissions()).or_else(new_file_permissions);
                let unfinished = unfinished_file(folder_of(&target), permissions)?;
                let file = BufWriter::with_capacity(1 << 16, unfinished);
                Ok(Self::Replacing { file, target })
            }
        }
    }

    /// Makes everything written the content of the target.
    ///
    /// # Errors
    /// When it cannot be written out; the target is then as it was.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Direct(mut file) => file.flush(),
            Self::Replacing { file, target } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                file.persist(target).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }
}

/// Where a path leads, also through links to a file that is not there yet.
///
/// # Errors
/// When links lead in a circle.
pub fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(next) => path = path.parent().unwrap_or(Path::new("")).join(next),
            // It is no link.
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many levels of links"))
}

/// The folder in which a file stands.
pub fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What a new file may be: the umask takes from it what the user does not want.
#[cfg(unix)]
fn new_file_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_file_permissions() -> Option<fs::Permissions> {
    None
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Replacing { file, .. } => file.write(bytes),
            Self::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Replacing { file, .. } => file.flush(),
            Self::Direct(file) => file.flush(),
        }
    }
}
